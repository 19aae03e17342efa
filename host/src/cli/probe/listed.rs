//! `bluebook probe list` and `remove`.

use std::fs;

use serde_json::json;
use toml_edit::{DocumentMut, Item};

use super::super::args::{Common, ListProbes, RemoveProbe, TextOrJson};
use super::super::{Chain, Code, Environment, Failed, Streams, cache, load};
use super::add::{agreed, read_lock, read_trust, straight};
use super::offered::{points_file, read};
use super::pack::beside;
use super::signed::Signed;
use crate::manifest::{self, Manifests, ProbeEntry};
use crate::model::Judge;
use crate::report::clean;
use crate::sandbox::{Limits, ProbeInfo, Sandbox};

/// Bytes of a list of probes; as much as manifests may have.
const LIST_BYTES_MAX: usize = 1 << 20;

/// What the columns are; Chinese characters take two places on a terminal.
const HEAD: &str = "族 family          版本 version 合约 contract 摘要 digest   状态 state  签名 signed  来源 source";

pub(crate) fn list(
    common: &Common,
    args: &ListProbes,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let lock = read_lock(&manifests)?;
    let trust = read_trust(&manifests)?;
    let sandbox = Sandbox::new(Limits::default()).map_err(Failed::of)?;
    let mut rows = Vec::new();
    if args.format == TextOrJson::Text {
        writeln!(streams.out, "{HEAD}")?;
    }
    for entry in &manifests.probes.probes {
        let file = straight(&manifests.probes.directory.join(&entry.file));
        let locked = lock.entry(&entry.file.to_string_lossy());
        let source = locked.and_then(|locked| locked.source.clone());
        let loaded = sandbox.load(&file, cache(environment).as_ref());
        let (info, problem) = match &loaded {
            Ok(probe) => (Some(probe.info()), None),
            Err(error) => (None, Some(Chain(error).to_string())),
        };
        let signed = Signed::of(&file, source.as_deref(), &trust);
        let is_agreed = info.is_some_and(|info| locked.is_some_and(|l| l.digest == info.digest));
        if args.format == TextOrJson::Text {
            // Why it does not work is what somebody wants to know first.
            let more = problem.or(source).unwrap_or_default();
            let row = row(entry, info, is_agreed, &signed);
            writeln!(streams.out, "{}", format!("{row}  {}", clean(&more)).trim_end())?;
        }
        rows.push(json!({
            "family": entry.family,
            "file": entry.file,
            "version": info.map(|info| &info.version),
            "contract": info.map(|info| &info.contract),
            "digest": info.map(|info| info.digest.to_string()),
            "agreed": is_agreed,
            "enabled": entry.enabled,
            "signed_by": signed.publisher(),
            "public_key": signed.public_key(),
            "source": locked.and_then(|locked| locked.source.as_ref()),
            "resolved": locked.and_then(|locked| locked.resolved.as_ref()),
        }));
    }
    if args.format == TextOrJson::Json {
        writeln!(streams.out, "{:#}", json!(rows))?;
    }
    Ok(())
}

/// A probe on one line, without its source.
fn row(entry: &ProbeEntry, info: Option<&ProbeInfo>, is_agreed: bool, signed: &Signed) -> String {
    let state = match (info, is_agreed, entry.enabled) {
        (None, ..) => "不可用 not usable",
        (Some(_), false, _) => "未确认 not agreed to",
        (Some(_), true, false) => "停用 switched off",
        (Some(_), true, true) => "可用 ready",
    };
    let version = info.map_or_else(|| "—".to_owned(), |info| clean(&info.version));
    let digest = info.map_or_else(|| "—".to_owned(), |info| info.digest.short());
    let contract = info.map_or("—", |info| info.contract.as_str());
    let (family, signed) = (&entry.family, signed.words());
    format!("{family:<18} {version:<12} {contract:<13} {digest:<12}  {state}  {signed}")
}

pub(crate) fn remove(
    common: &Common,
    args: &RemoveProbe,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let family = &args.family;
    let entry = manifests.probes.probes.iter().find(|entry| entry.family == *family);
    let entry = entry.ok_or_else(|| {
        Failed::new(Code::NoSuchProbe, format!("the manifests list no probe `{}`", clean(family)))
            .hint("`bluebook probe list`".to_owned())
    })?;
    let mut lock = read_lock(&manifests)?;
    let name = entry.file.to_string_lossy().into_owned();
    if lock.entry(&name).is_none_or(|locked| locked.source.is_none()) {
        let text = format!("`{family}` was not taken by `probe add`");
        return Err(Failed::new(Code::NoSuchProbe, text)
            .hint("用 switch it off instead: `enabled = false` in probes.toml".to_owned()));
    }
    let list = without(&manifests, family)?;
    let points = points_file(&manifests, family)?;
    let own =
        manifests.system.points.iter().filter(
            |point| matches!(&point.judge, Judge::Probe { family: own, .. } if own == family),
        );
    for point in own {
        writeln!(streams.err, "点位 point    - {}  {}", point.id.0, clean(&point.title.zh))?;
    }
    let component = manifests.probes.directory.join(&entry.file);
    for path in [&component, &points].into_iter().filter(|path| path.is_file()) {
        writeln!(streams.err, "删除 deletes    {}", straight(path).display())?;
    }
    writeln!(streams.err, "写入 writes     {}", straight(&manifests.probes.file).display())?;
    if !args.yes && !agreed("照此做 do it?", environment, streams)? {
        return Err(Failed::new(Code::NotTaken, "没有去掉 nothing taken out"));
    }
    let kept = [&manifests.probes.file, &points].map(|path| (path.clone(), fs::read(path).ok()));
    write(&manifests.probes.file, list.as_bytes())?;
    drop(fs::remove_file(&points));
    // Points elsewhere may still ask this probe: then nothing is taken out.
    if let Err(diagnostics) = manifest::load(&common.manifests) {
        for (path, bytes) in kept {
            bytes.map_or(Ok(()), |bytes| write(&path, &bytes))?;
        }
        return Err(Failed::manifests(diagnostics));
    }
    drop(fs::remove_file(beside(&component)));
    drop(fs::remove_file(component));
    lock.remove(&name);
    lock.write(&manifests.probes.directory).map_err(Failed::of)?;
    writeln!(streams.out, "已去掉 taken out {family}")?;
    Ok(())
}

/// The list of probes without a family; every other line as it was.
fn without(manifests: &Manifests, family: &str) -> Result<String, Failed> {
    let path = &manifests.probes.file;
    let bytes = read(path, LIST_BYTES_MAX)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        Failed::new(Code::ManifestNotEditable, format!("`{}`: {error}", path.display()))
    })?;
    if let Some(probes) = document.get_mut("probe").and_then(Item::as_array_of_tables_mut) {
        probes.retain(|table| table.get("family").and_then(Item::as_str) != Some(family));
    }
    Ok(document.to_string())
}

fn write(path: &std::path::Path, bytes: &[u8]) -> Result<(), Failed> {
    fs::write(path, bytes).map_err(|error| {
        Failed::new(Code::FileUnwritable, format!("cannot write `{}`: {error}", path.display()))
    })
}
