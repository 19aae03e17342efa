//! What can be typed behind `bluebook probe new`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use probe_build::{Language, Script};

#[derive(Debug, ClapArgs)]
pub(crate) struct NewProbe {
    /// 点位族的名称：小写字母、数字、连字符 / the family's name: lower-case letters, digits, hyphens
    pub(crate) name: String,
    /// 目录，缺省为名称 / the folder; the name if not given
    #[arg(long)]
    pub(crate) dir: Option<PathBuf>,
    /// probe-sdk 的目录或 git 地址；缺省为所在的本项目副本 / folder or git address of probe-sdk; that
    /// of the clone around the folder or here if not given
    #[arg(long, value_name = "PATH|URL")]
    pub(crate) sdk: Option<String>,
    /// 写探针的语言 / what the probe is written in
    #[arg(long, value_enum, default_value_t = Lang::Rust)]
    pub(crate) lang: Lang,
}

impl NewProbe {
    /// What the probe is written in.
    pub(crate) fn language(&self) -> Language {
        match self.lang {
            Lang::Rust => Language::Rust,
            Lang::Js => Language::Script(Script::JavaScript),
            Lang::Python => Language::Script(Script::Python),
        }
    }
}

/// The languages with an SDK, as they are named on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// Rust: the smallest and fastest components; every ready-made criterion.
    Rust,
    /// JavaScript: built by Node.js, run by `QuickJS`.
    Js,
    /// Python: run by `CPython`.
    Python,
}
