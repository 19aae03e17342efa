//! What can be typed behind `bluebook archive`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::TextOrJson;

#[derive(Debug, Subcommand)]
pub(crate) enum ArchiveCommand {
    /// 校验每条记录、每个摘要、重访和索引；有损则以 9 退出
    /// / check every record, digest, revisit and index; ends with 9 if anything is damaged
    Verify(ArchiveVerify),
    /// 列出归档里的全部回应 / list every answer in the archive
    List(ArchiveList),
    /// 查看一个页面：头部、文字、字符集及其依据 / show a page: headers, text, charset and its ground
    Show(ArchiveShow),
    /// 导出全部或部分为 WARC 或 WACZ / export all or a part as WARC or WACZ
    Export(ArchiveExport),
    /// 重建归档旁的 CDXJ 索引 / make the CDXJ index beside each archive anew
    Index(ArchiveFiles),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ArchiveFiles {
    /// WARC、WACZ 文件或轮次目录；缺省为本轮的 / WARC or WACZ files or a round's directory; the
    /// round's own if not given
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ArchiveVerify {
    #[command(flatten)]
    pub(crate) files: ArchiveFiles,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ArchiveList {
    #[command(flatten)]
    pub(crate) files: ArchiveFiles,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = Rows::Table)]
    pub(crate) format: Rows,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ArchiveShow {
    /// 页面地址 / address of the page
    pub(crate) url: String,
    #[command(flatten)]
    pub(crate) files: ArchiveFiles,
    /// 只输出正文的原始字节 / only the bytes of the body, as they are
    #[arg(long)]
    pub(crate) raw: bool,
    /// 同一地址有多条时取摘要相符的 / of several answers the one whose body has this digest
    #[arg(long, value_name = "sha256:HEX")]
    pub(crate) digest: Option<crate::model::Digest>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ArchiveExport {
    #[command(flatten)]
    pub(crate) files: ArchiveFiles,
    /// 格式 / format
    #[arg(long, value_enum, default_value_t = ArchiveForm::Wacz)]
    pub(crate) format: ArchiveForm,
    /// 写到这个文件；已有则不动 / write to this file; one that is there is not touched
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// 只导出这些地址，逗号分隔 / only these addresses, separated by commas
    #[arg(long, value_name = "URLS", value_delimiter = ',')]
    pub(crate) urls: Vec<String>,
    /// 只导出这个地区在本轮的页面 / only the pages this region had in the round
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ArchiveForm {
    Wacz,
    Warc,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Rows {
    Table,
    Jsonl,
}
