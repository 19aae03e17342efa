//! What a probe may be called: the name is a family's, a crate's and a file's.

/// Bytes of a name; more is no name any more.
const NAME_BYTES_MAX: usize = 40;

/// Names that cargo or the compiler keep for themselves.
const RESERVED: &[&str] = &[
    "alloc",
    "build",
    "core",
    "deps",
    "examples",
    "incremental",
    "probe-sdk",
    "proc-macro",
    "std",
    "test",
    // Keywords of Rust that are lower-case words; `extern crate` names could be none of them.
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
];

/// Whether a family can be called so.
pub(super) fn is_name(name: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    name.len() <= NAME_BYTES_MAX
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.split('-').all(is_word)
        && !RESERVED.contains(&name)
}

/// The rule for people.
pub(super) fn rule() -> String {
    format!(
        "小写字母开头，只用小写字母、数字和单个连字符，至多 {NAME_BYTES_MAX} 个，不用 Rust 的保留字 / lower-case letters, \
         digits and single hyphens, a letter first, at most {NAME_BYTES_MAX}, no word that Rust keeps: open-hours"
    )
}
