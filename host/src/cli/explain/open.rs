//! `bluebook explain --open`: the stored pages behind a point's verdicts, as a file to look at.

use std::path::PathBuf;

use bluebook_dom::Page;
use bluebook_dom::decode::decode;

use super::super::args::{Common, Explain};
use super::super::round::directory;
use super::super::run::source_failed;
use super::super::{Chain, Code, Failed, Streams};
use crate::evidence::{Archive, Held, segments};
use crate::model::Digest;
use crate::report::{
    Explanation, OpenedPage, PointPart, QuotePart, Seen, VerdictPart, judge_words, write_opened,
};

/// Pages shown in one file. A verdict quotes a few; points judged page by page may quote many.
const PAGES_MAX: usize = 20;

/// A page with what is seen on it and by whom.
struct Shown {
    facts: Vec<(&'static str, String)>,
    page: Option<Page>,
    seen: Vec<Seen>,
}

pub(super) fn open(
    common: &Common,
    args: &Explain,
    explanation: &Explanation,
    edition: &str,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let wanted = args.part.as_deref().unwrap_or_default();
    let point = point(explanation, wanted)?;
    let directory = directory(common, edition)?;
    let mut from = args.from.clone();
    if from.is_empty() && !segments(&directory).map_err(source_failed)?.is_empty() {
        from.push(directory.clone());
    }
    if from.is_empty() {
        let text = format!("`{}` holds no archive", directory.display());
        let hint = "name the archive the round was judged from with `--from`".to_owned();
        return Err(Failed::new(Code::ArchiveNone, text).hint(Some(hint)));
    }
    let archive = Archive::open(&from).map_err(source_failed)?;
    let shown: Vec<Shown> = pages(point).into_iter().map(|page| shown(&archive, page)).collect();
    if shown.is_empty() {
        let text = format!("no verdict on `{wanted}` quotes a page");
        let hint = "`bluebook explain` without `--open` says what there is".to_owned();
        return Err(Failed::new(Code::NotJudged, text).hint(Some(hint)));
    }
    let heading = format!(
        "{} {} · {} {} · {}",
        explanation.code, explanation.region.zh, point.id, point.title.zh, explanation.edition
    );
    let opened: Vec<OpenedPage<'_>> = shown
        .iter()
        .map(|Shown { facts, page, seen }| OpenedPage {
            facts: facts.clone(),
            page: page.as_ref(),
            seen: seen.clone(),
        })
        .collect();
    let mut html = Vec::new();
    write_opened(&mut html, &heading, &opened)?;
    let path = args.out.clone().unwrap_or_else(|| {
        directory.join(format!("evidence-{}-{}.html", explanation.code, plain(&point.id)))
    });
    write(&path, &html)?;
    writeln!(streams.out, "{}", path.display())?;
    Ok(())
}

fn write(path: &PathBuf, html: &[u8]) -> Result<(), Failed> {
    std::fs::write(path, html).map_err(|source| {
        Failed::new(Code::FileUnwritable, format!("cannot write `{}`: {source}", path.display()))
    })
}

/// An id as part of a file's name.
fn plain(id: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '.') { c } else { '_' };
    id.chars().map(plain).collect()
}

fn point<'e>(explanation: &'e Explanation, wanted: &str) -> Result<&'e PointPart, Failed> {
    let points = explanation.indicators.iter().flat_map(|indicator| &indicator.points);
    points.clone().find(|point| point.id == wanted).ok_or_else(|| {
        let near = points
            .max_by(|a, b| strsim::jaro(&a.id, wanted).total_cmp(&strsim::jaro(&b.id, wanted)));
        let hint = near.map(|near| format!("是不是 did you mean: {} {}", near.id, near.title.zh));
        Failed::new(Code::NoSuchNode, format!("no point `{wanted}` in this edition")).hint(hint)
    })
}

/// The pages quoted, each with the verdict that quotes it first and all quotes from it.
fn pages(point: &PointPart) -> Vec<(&VerdictPart, Vec<&QuotePart>)> {
    let mut pages: Vec<(&VerdictPart, Vec<&QuotePart>)> = Vec::new();
    for verdict in &point.verdicts {
        for quote in &verdict.evidence {
            let same = |(_, quotes): &&mut (_, Vec<&QuotePart>)| {
                quotes.first().is_some_and(|one| one.url == quote.url && one.page == quote.page)
            };
            if let Some((_, quotes)) = pages.iter_mut().find(same) {
                quotes.push(quote);
            } else if pages.len() < PAGES_MAX {
                pages.push((verdict, vec![quote]));
            }
        }
    }
    pages
}

fn shown(archive: &Archive, (verdict, quotes): (&VerdictPart, Vec<&QuotePart>)) -> Shown {
    let score = verdict.score.map_or_else(String::new, |score| format!(" → {score}"));
    let words = &verdict.words;
    let mut facts = vec![("结论 finding", format!("{} / {}{score}", words.zh, words.en))];
    facts.extend(verdict.note.clone().map(|note| ("备注 note", note)));
    // A page attached for a person has no words quoted from it.
    let quoted = || quotes.iter().filter(|quote| !quote.quote.is_empty());
    let seen: Vec<Seen> =
        quoted().map(|quote| Seen { node: quote.node, quote: quote.quote.clone() }).collect();
    for quote in quoted() {
        let node = quote.node.map_or_else(String::new, |node| format!(" · 节点 node {node}"));
        facts.push(("引文 quote", format!("“{}”{node}", quote.quote)));
    }
    let Some(first) = quotes.first() else { return Shown { facts, page: None, seen } };
    facts.push(("页面 page", first.url.clone()));
    facts.push(("摘要 digest", first.page.clone()));
    let found = match first.page.parse::<Digest>() {
        Ok(digest) => {
            archive.find_as(&first.url, &digest).map_err(|error| Chain(&error).to_string())
        }
        Err(error) => Err(error.to_string()),
    };
    let page = match found {
        Ok(Some(held)) => Some(page(held, &mut facts)),
        Ok(None) => {
            facts.push((
                "存档 archive",
                "没有这个摘要的页面 holds no page of this digest".to_owned(),
            ));
            None
        }
        Err(error) => {
            facts.push(("存档 archive", error));
            None
        }
    };
    let judge = judge_words(&verdict.judge);
    let (_, judge) = judge.split_once(": ").unwrap_or(("", &judge));
    facts.push(("判者 judge", judge.to_owned()));
    Shown { facts, page, seen }
}

fn page(held: Held, facts: &mut Vec<(&'static str, String)>) -> Page {
    let Held { capture, file, offset, remarks: _ } = held;
    let decoded = decode(&capture.body, capture.header_charset());
    facts.extend([
        ("状态 status", capture.status.to_string()),
        ("时间 received", capture.captured_on.clone()),
        (
            "字符集 charset",
            format!(
                "{} · 依据 ground {} · 替换字符 replaced {}",
                decoded.encoding,
                decoded.ground.name(),
                decoded.n_replaced
            ),
        ),
        ("归档 archive", format!("{} @ {offset}", file.display())),
    ]);
    Page::new(&capture.url, decoded.text)
}
