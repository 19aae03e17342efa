//! `probes.toml`: which probes there are and what they may use.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::at::At;
use super::diagnostic::Problems;
use super::format::{FILLED, NAME, WASM};
use super::parse::Parsed;
use super::text;
use crate::codes::Code;

/// Probes and their limits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProbesManifest {
    /// The file they are listed in. A place, no part of the digest.
    #[serde(skip)]
    pub file: PathBuf,
    /// Where the probes and their lock file are. A place, no part of the digest.
    #[serde(skip)]
    pub directory: PathBuf,
    /// All of them, by family.
    pub probes: Vec<ProbeEntry>,
    /// Limits of a probe that has none of its own.
    pub limits: SandboxLimits,
    /// Confidence, 0 to 1, below which a person looks at a verdict.
    pub review_below: f64,
}

impl ProbesManifest {
    /// The families listed.
    pub(super) fn families(&self) -> BTreeSet<String> {
        self.probes.iter().map(|probe| probe.family.clone()).collect()
    }
}

/// A probe.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProbeEntry {
    /// The point family; one probe each.
    pub family: String,
    /// The component, relative to [`ProbesManifest::directory`]. A place, no part of the digest.
    #[serde(skip)]
    pub file: PathBuf,
    /// Whether it is asked at all.
    pub enabled: bool,
    /// What it may use.
    pub limits: SandboxLimits,
}

/// What one call of a probe may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SandboxLimits {
    /// Fuel, host work on its behalf included.
    pub fuel_per_call: u64,
    /// Linear memory.
    pub memory_mib: u32,
    /// Wall time, in case fuel does not end the call.
    pub deadline_ms: u32,
    /// Size of an answer.
    pub output_bytes_max: u32,
    /// Size of what it logs.
    pub log_bytes_max: u32,
}

/// 探针清单。
/// The probes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "probes")]
pub(super) struct RawProbes {
    /// 清单格式的版本，目前是 1。
    /// Version of the format, 1.
    #[schemars(extend("const" = 1))]
    #[expect(dead_code, reason = "checked by the schema")]
    schema: Option<u32>,
    /// 探针文件所在目录，相对于本文件。
    /// Directory of the probe files, relative to this file.
    #[schemars(regex(pattern = FILLED))]
    directory: String,
    /// 所有探针共用的限额。
    /// Limits of all probes.
    sandbox: RawSandbox,
    /// 探针。
    /// The probes.
    #[schemars(length(min = 1))]
    probe: Vec<RawProbe>,
}

/// 所有探针共用的限额。
/// Limits of all probes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawSandbox {
    /// 每次调用的燃料，含主机代劳的部分。
    /// Fuel of one call, host work on its behalf included.
    #[schemars(range(min = 10_000, max = 1_000_000_000_000_u64))]
    fuel_per_call: u64,
    /// 内存上限，MiB。
    /// Memory, MiB.
    #[schemars(range(min = 1, max = 4096))]
    memory_mib: u32,
    /// 每次调用的时限，毫秒。
    /// Deadline of one call, milliseconds.
    #[schemars(range(min = 1, max = 600_000))]
    deadline_ms: u32,
    /// 应答上限，字节。
    /// Size of an answer, bytes.
    #[schemars(range(min = 1024, max = 67_108_864))]
    output_bytes_max: u32,
    /// 日志上限，字节。
    /// Size of a call's log, bytes.
    #[schemars(range(min = 0, max = 67_108_864))]
    log_bytes_max: u32,
    /// 置信度低于此值的判定由人复核，0 至 1。
    /// Verdicts less sure than this are looked at by a person, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    review_below: f64,
}

/// 某个探针自己的限额；没写的用共用的。
/// Limits of one probe; what is left out is as for all.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawLimits {
    /// 每次调用的燃料，含主机代劳的部分。
    /// Fuel of one call, host work on its behalf included.
    #[schemars(range(min = 10_000, max = 1_000_000_000_000_u64))]
    fuel_per_call: Option<u64>,
    /// 内存上限，MiB。
    /// Memory, MiB.
    #[schemars(range(min = 1, max = 4096))]
    memory_mib: Option<u32>,
    /// 每次调用的时限，毫秒。
    /// Deadline of one call, milliseconds.
    #[schemars(range(min = 1, max = 600_000))]
    deadline_ms: Option<u32>,
    /// 应答上限，字节。
    /// Size of an answer, bytes.
    #[schemars(range(min = 1024, max = 67_108_864))]
    output_bytes_max: Option<u32>,
    /// 日志上限，字节。
    /// Size of a call's log, bytes.
    #[schemars(range(min = 0, max = 67_108_864))]
    log_bytes_max: Option<u32>,
}

/// 一个探针。
/// A probe.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawProbe {
    /// 点位族的名称，每族一个探针。
    /// The point family; one probe each.
    #[schemars(regex(pattern = NAME))]
    pub(super) family: At<String>,
    /// 探针文件，相对于 `directory`。
    /// The probe's file, relative to `directory`.
    #[schemars(regex(pattern = WASM))]
    file: String,
    /// 是否启用。
    /// Whether it is asked at all.
    enabled: bool,
    /// 自己的限额。
    /// Limits of its own.
    #[serde(default)]
    limits: RawLimits,
}

/// Checks the file, which was read from `path`.
pub(super) fn check(
    file: &Parsed<RawProbes>,
    path: &Path,
    problems: &mut Problems,
) -> ProbesManifest {
    let Parsed { source, raw, .. } = file;
    let mut seen: BTreeMap<&str, &At<String>> = BTreeMap::new();
    for RawProbe { family, .. } in &raw.probe {
        if let Some(first) = seen.get(family.get().as_str()) {
            let name = family.get();
            let message =
                text(format!("探针 `{name}` 重复"), format!("probe `{name}` is there twice"));
            let here = text("第一次在这里", "the first is here");
            problems.push(
                family
                    .problem(Code::ManifestTwice, source, message)
                    .related(here, first.place(source)),
            );
        } else {
            seen.insert(family.get(), family);
        }
    }
    let directory = path.parent().unwrap_or(Path::new("")).join(&raw.directory);
    let limits = common(&raw.sandbox);
    let entry = |raw: &RawProbe| ProbeEntry {
        family: raw.family.get().clone(),
        file: PathBuf::from(&raw.file),
        enabled: raw.enabled,
        limits: own(&raw.limits, limits),
    };
    let mut probes: Vec<ProbeEntry> = raw.probe.iter().map(entry).collect();
    probes.sort_by(|a, b| a.family.cmp(&b.family));
    ProbesManifest {
        file: path.to_owned(),
        directory,
        probes,
        limits,
        review_below: raw.sandbox.review_below,
    }
}

fn common(raw: &RawSandbox) -> SandboxLimits {
    SandboxLimits {
        fuel_per_call: raw.fuel_per_call,
        memory_mib: raw.memory_mib,
        deadline_ms: raw.deadline_ms,
        output_bytes_max: raw.output_bytes_max,
        log_bytes_max: raw.log_bytes_max,
    }
}

fn own(raw: &RawLimits, common: SandboxLimits) -> SandboxLimits {
    SandboxLimits {
        fuel_per_call: raw.fuel_per_call.unwrap_or(common.fuel_per_call),
        memory_mib: raw.memory_mib.unwrap_or(common.memory_mib),
        deadline_ms: raw.deadline_ms.unwrap_or(common.deadline_ms),
        output_bytes_max: raw.output_bytes_max.unwrap_or(common.output_bytes_max),
        log_bytes_max: raw.log_bytes_max.unwrap_or(common.log_bytes_max),
    }
}
