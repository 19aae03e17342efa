//! `bluebook archive`: evidence checked, listed, shown, exported and indexed.

mod show;

use std::path::PathBuf;

use self::show::show;
use super::args::{
    ArchiveCommand, ArchiveExport, ArchiveFiles, ArchiveForm, ArchiveList, ArchiveVerify, Common,
    Rows, TextOrJson,
};
use super::round::{directory, find_region, store_failed};
use super::run::source_failed;
use super::{Code, Environment, Failed, Streams, load};
use crate::evidence::{
    ArchiveInfo, Exported, IndexFound, Listed, VerifiedFile, export_wacz, export_warc, list, utc,
    verify, write_index,
};
use crate::report::clean;
use crate::store::{Round, VerdictStore as _};

pub(crate) fn archive(
    common: &Common,
    command: &ArchiveCommand,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    match command {
        ArchiveCommand::Verify(args) => verify_files(common, args, streams),
        ArchiveCommand::List(args) => list_files(common, args, streams),
        ArchiveCommand::Show(args) => show(common, args, streams),
        ArchiveCommand::Export(args) => export(common, args, environment, streams),
        ArchiveCommand::Index(args) => index(common, args, streams),
    }
}

/// The files named, else the directory of the round.
fn files_of(common: &Common, args: &ArchiveFiles) -> Result<Vec<PathBuf>, Failed> {
    if !args.files.is_empty() {
        return Ok(args.files.clone());
    }
    let directory = match common.round {
        Some(_) => directory(common, "")?,
        None => directory(common, &load(&common.manifests)?.edition)?,
    };
    let files = crate::evidence::segments(&directory).map_err(source_failed)?;
    if files.is_empty() {
        let text = format!("`{}` holds no archive", directory.display());
        let hint = "the round was judged from an archive: name that file".to_owned();
        return Err(Failed::new(Code::ArchiveNone, text).hint(Some(hint)));
    }
    Ok(vec![directory])
}

fn verify_files(
    common: &Common,
    args: &ArchiveVerify,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let verified = verify(&files_of(common, &args.files)?).map_err(source_failed)?;
    match args.format {
        TextOrJson::Text => {
            for file in &verified.files {
                write_verified(file, streams)?;
            }
        }
        TextOrJson::Json => {
            let json = serde_json::to_string_pretty(&verified).map_err(std::io::Error::from)?;
            writeln!(streams.out, "{json}")?;
        }
    }
    if verified.is_whole() {
        return Ok(());
    }
    let n_damaged: usize = verified.files.iter().map(|file| file.damage.len()).sum();
    Err(Failed::new(
        Code::EvidenceDamaged,
        format!("证据有损 the evidence is damaged: {n_damaged}"),
    ))
}

fn write_verified(file: &VerifiedFile, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let VerifiedFile { file, n_records, n_digests, n_digests_unknown, n_revisits, index, damage } =
        file;
    let index = match index {
        IndexFound::Absent => "无 absent",
        IndexFound::Agrees => "相符 agrees",
        IndexFound::Behind => "落后 behind",
        IndexFound::Differs => "不符 differs",
    };
    let whole = if damage.is_empty() { "完好 whole" } else { "有损 damaged" };
    writeln!(streams.out, "{}: {whole}", clean(&file.display().to_string()))?;
    writeln!(
        streams.out,
        "  记录 records {n_records} · 摘要 digests {n_digests} · 未能核对 not checked \
         {n_digests_unknown} · 重访 revisits {n_revisits} · 索引 index {index}"
    )?;
    for damage in damage {
        let at = match damage.offset {
            u64::MAX => String::new(),
            offset => format!("字节 byte {offset}: "),
        };
        writeln!(streams.out, "  {at}{}", clean(&damage.what))?;
    }
    Ok(())
}

fn list_files(
    common: &Common,
    args: &ArchiveList,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let rows = list(&files_of(common, &args.files)?).map_err(source_failed)?;
    for row in &rows {
        match args.format {
            Rows::Jsonl => {
                let json = serde_json::to_string(row).map_err(std::io::Error::from)?;
                writeln!(streams.out, "{json}")?;
            }
            Rows::Table => writeln!(streams.out, "{}", line(row))?,
        }
    }
    Ok(())
}

/// Status, bytes, date, media type, charset, digest, address; the ragged one last.
fn line(row: &Listed) -> String {
    let text = |text: &Option<String>| text.as_deref().map_or_else(|| "-".to_owned(), clean);
    let status = match (&row.failure, row.status) {
        (Some(failure), _) => clean(failure),
        (None, Some(status)) => status.to_string(),
        (None, None) => row.kind.to_owned(),
    };
    let short: String = text(&row.digest).chars().take(19).collect();
    let charset = match &row.charset_ground {
        Some(ground) => format!("{} ({})", text(&row.charset), clean(ground)),
        None => text(&row.charset),
    };
    let bytes = if row.kind == "revisit" { row.kind.to_owned() } else { row.n_bytes.to_string() };
    format!(
        "{status:>4} {bytes:>9}  {:<20}  {:<24}  {charset:<18}  {short:<19}  {}",
        clean(&row.date),
        text(&row.mime),
        clean(&row.url)
    )
}

fn export(
    common: &Common,
    args: &ArchiveExport,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let files = files_of(common, &args.files)?;
    let mut urls = args.urls.clone();
    if let Some(region) = &args.region {
        urls.extend(urls_of(common, region)?);
    }
    let is_all = args.urls.is_empty() && args.region.is_none();
    let urls = (!is_all).then_some(urls.as_slice());
    let info = ArchiveInfo {
        software: format!("bluebook/{}", env!("CARGO_PKG_VERSION")),
        user_agent: String::new(),
        created_on: utc((environment.clock)()),
    };
    let exported = match args.format {
        ArchiveForm::Warc => export_warc(&files, urls, &args.out),
        ArchiveForm::Wacz => export_wacz(&files, urls, &args.out, &info),
    };
    let Exported { n_records, n_urls_not_held } = exported.map_err(source_failed)?;
    if n_urls_not_held > 0 {
        writeln!(
            streams.err,
            "警告 warning: {n_urls_not_held} 个地址不在归档里 addresses are not held"
        )?;
    }
    writeln!(streams.out, "{}: {n_records} 记录 records", args.out.display())?;
    Ok(())
}

/// The addresses a region's pages had in the round.
fn urls_of(common: &Common, region: &str) -> Result<Vec<String>, Failed> {
    let manifests = load(&common.manifests)?;
    let region = find_region(&manifests.regions, region)?;
    let directory = directory(common, &manifests.edition)?;
    let (round, _) = Round::open(&directory).map_err(store_failed)?;
    let pages: Result<Vec<_>, _> = round.index().pages_of(region.code).collect();
    let pages = pages.map_err(store_failed)?;
    let missing: Result<Vec<_>, _> = round.index().missing_of(region.code).collect();
    let missing = missing.map_err(store_failed)?;
    let had = pages.into_iter().flat_map(|page| [page.requested, page.url]);
    Ok(had.chain(missing.into_iter().map(|page| page.requested)).collect())
}

fn index(common: &Common, args: &ArchiveFiles, streams: &mut Streams<'_>) -> Result<(), Failed> {
    for path in files_of(common, args)? {
        let files = if path.is_dir() {
            crate::evidence::segments(&path).map_err(source_failed)?
        } else {
            vec![path]
        };
        for file in files {
            let index = write_index(&file).map_err(source_failed)?;
            writeln!(streams.out, "{}", index.display())?;
        }
    }
    Ok(())
}
