//! The pages behind a question, as far as a terminal can show them: the quote with the words
//! around it, and that an archive really has it.

use std::io::{self, Write};

use bluebook_dom::Page;
use bluebook_dom::decode::decode;

use crate::evidence::{Archive, Capture};
use crate::model::Digest;
use crate::panel::{Asked, Quoted};
use crate::report::{InContext, clean, in_context};

/// Characters shown on either side of a quote: two lines of a terminal.
const CONTEXT_CHARS: usize = 120;

/// Quotes shown of one question; `o` shows all.
const QUOTES_MAX: usize = 4;

pub(super) fn write_pages(
    asked: &Asked,
    archive: Option<&Archive>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for Quoted { url, digest, quote, .. } in asked.evidence.iter().take(QUOTES_MAX) {
        let short: String = digest.chars().take("sha256:".len() + 12).collect();
        let capture = archive.and_then(|archive| capture(archive, url, digest));
        let on = capture.as_ref().map_or_else(String::new, |page| page.captured_on.clone());
        writeln!(out, "┌ {} {} {short}", clean(url), clean(&on))?;
        match (capture, quote.is_empty()) {
            (Some(page), false) => write_quote(out, &page, quote)?,
            (Some(_), true) => writeln!(out, "│ （附页 page attached）")?,
            (None, _) => {
                writeln!(
                    out,
                    "│ “{}”\n│ （归档中没有这一页 the archive has no such page）",
                    clean(quote)
                )?;
            }
        }
    }
    if let Some(more) = asked.evidence.len().checked_sub(QUOTES_MAX).filter(|more| *more > 0) {
        writeln!(out, "└ 另有 {more} 处，按 o 查看 {more} more: o")?;
    }
    Ok(())
}

fn capture(archive: &Archive, url: &str, digest: &str) -> Option<Capture> {
    let digest: Digest = digest.parse().ok()?;
    archive.get_as(url, &digest).ok().flatten()
}

fn write_quote(out: &mut dyn Write, capture: &Capture, quote: &str) -> io::Result<()> {
    let decoded = decode(&capture.body, capture.header_charset());
    let page = Page::new(&capture.url, decoded.text);
    let found = in_context(page.tree().page_text(), quote, CONTEXT_CHARS)
        .or_else(|| in_context(page.source(), quote, CONTEXT_CHARS));
    match found {
        Some(InContext { before, quote, after }) => writeln!(out, "│ {before}【{quote}】{after}"),
        None => {
            writeln!(
                out,
                "│ “{}”\n│ （页面里没有连在一起的这些字 not in one piece on the page）",
                clean(quote)
            )
        }
    }
}
