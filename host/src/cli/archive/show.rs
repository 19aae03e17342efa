//! `bluebook archive show`: one page as it was received and as it was read.

use bluebook_dom::decode::decode;

use super::super::args::{ArchiveShow, Common};
use super::super::run::source_failed;
use super::super::{Code, Failed, Streams};
use super::files_of;
use crate::evidence::{Archive, CHARSET_GROUND, Held};
use crate::report::{clean, clean_lines};

pub(super) fn show(
    common: &Common,
    args: &ArchiveShow,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    if url::Url::parse(&args.url).is_err() {
        let text = format!("`{}` 不是网址 · is no address", clean(&args.url));
        let hint =
            "地址在前，归档在后 the address first, then archives: bluebook archive show URL FILE";
        return Err(Failed::new(Code::NotAnAddress, text).hint(hint.to_owned()));
    }
    let archive = Archive::open(&files_of(common, &args.files)?).map_err(source_failed)?;
    let Held { capture, file, offset, remarks } = held(&archive, args)?;
    if args.raw {
        streams.out.write_all(&capture.body)?;
        return Ok(());
    }
    let decoded = decode(&capture.body, capture.header_charset());
    let mut lines = vec![
        ("地址 address", capture.url.clone()),
        ("时间 received", capture.captured_on.clone()),
        ("摘要 digest", capture.digest().to_string()),
        ("归档 archive", format!("{} @ {offset}", file.display())),
        (
            "字符集 charset",
            format!(
                "{} · 依据 ground {} · 替换字符 replaced {}",
                decoded.encoding,
                decoded.ground.name(),
                decoded.n_replaced
            ),
        ),
    ];
    if let Some(cut) = capture.truncated {
        lines.push(("不完整 cut", cut.name().to_owned()));
    }
    let has_ground = remarks.iter().any(|(name, _)| name == CHARSET_GROUND);
    let as_kept = remarks.iter().map(|(name, value)| format!("{name}: {value}"));
    if has_ground {
        lines.push(("采集时所记 kept with it", as_kept.collect::<Vec<_>>().join(" · ")));
    }
    for (label, value) in lines {
        writeln!(streams.out, "{label}: {}", clean(&value))?;
    }
    writeln!(streams.out, "\n{}", capture.status)?;
    for (name, value) in &capture.headers {
        writeln!(streams.out, "{}: {}", clean(name), clean(value))?;
    }
    writeln!(streams.out, "\n{}", clean_lines(&decoded.text))?;
    Ok(())
}

/// The page with its place: by digest if one is given, else the best of the address.
fn held(archive: &Archive, args: &ArchiveShow) -> Result<Held, Failed> {
    let found = match &args.digest {
        Some(digest) => archive.find_as(&args.url, digest).map_err(source_failed)?,
        None => match archive.get(&args.url).map_err(source_failed)? {
            Some(page) => archive.find_as(&page.url, &page.digest()).map_err(source_failed)?,
            None => None,
        },
    };
    found.ok_or_else(|| {
        let text = format!("the archive does not have `{}`", clean(&args.url));
        Failed::new(Code::ArchiveLacks, text)
            .hint(Some("`bluebook archive list` shows what it has".to_owned()))
    })
}
