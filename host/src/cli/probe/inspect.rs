//! `bluebook probe inspect`: what a component says of itself and what the host sees of it.

use serde_json::json;

use super::super::args::{CallLimits, Inspect, ProbeFile, TextOrJson};
use super::super::{Environment, Failed, Streams};
use super::opened::Opened;
use crate::report::clean;
use crate::sandbox::{CONTRACT, ProbeInfo};

/// The world of the contract that components are of.
const WORLD: &str = "bluebook:probe/probe";

pub(crate) fn inspect(
    args: &Inspect,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let limits = CallLimits::default();
    let file = ProbeFile { path: args.path.clone(), offline: args.offline, limits };
    let opened = Opened::open(&file, environment)?;
    match args.format {
        TextOrJson::Text => write_text(opened.probe.info(), streams),
        TextOrJson::Json => write_json(opened.probe.info(), streams),
    }
}

fn write_text(info: &ProbeInfo, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let out = &mut *streams.out;
    writeln!(out, "{} {} — {}", clean(&info.family), clean(&info.version), clean(&info.title))?;
    writeln!(out, "合约 contract  {}（本机最新 newest here {CONTRACT}）", info.contract)?;
    writeln!(out, "世界 world     {WORLD}@{}", info.contract)?;
    writeln!(out, "大小 size      {} 字节 bytes", info.n_bytes)?;
    writeln!(out, "摘要 digest    {}", info.digest)?;
    writeln!(out, "导入 imports   {}", info.imports.join(" "))?;
    writeln!(
        out,
        "               无文件、网络、时钟、随机数 no files, network, clock, randomness"
    )?;
    writeln!(out, "判据 criteria  {}", info.criteria.len())?;
    for criterion in &info.criteria {
        writeln!(out, "  {}  {}", clean(&criterion.id), clean(&criterion.title))?;
        writeln!(
            out,
            "    起始 from {}  点位 points {}",
            clean(&criterion.roles.join(" ")),
            clean(&criterion.points.join(" "))
        )?;
        if let Some(schema) = info.params.get(&criterion.id) {
            writeln!(out, "    参数 parameters {schema}")?;
        }
    }
    Ok(())
}

fn write_json(info: &ProbeInfo, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let criteria: Vec<_> = info
        .criteria
        .iter()
        .map(|c| json!({"id": c.id, "title": c.title, "roles": c.roles, "points": c.points}))
        .collect();
    let value = json!({
        "family": info.family,
        "version": info.version,
        "title": info.title,
        "contract": info.contract,
        "world": format!("{WORLD}@{}", info.contract),
        "bytes": info.n_bytes,
        "digest": info.digest.to_string(),
        "imports": info.imports,
        "criteria": criteria,
        "params": info.params,
    });
    writeln!(streams.out, "{value:#}")?;
    Ok(())
}
