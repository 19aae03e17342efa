//! The text formats of manifests: a pattern for editors, the same check as code,
//! and words for people.
//!
//! Code and words instead of a pattern matcher: "six digits" helps more than
//! `^[1-9][0-9]{5}$`, and no dependency is needed.

/// A format of text values, found by its pattern.
#[derive(Debug)]
pub(super) struct Format {
    /// As JSON Schema has it.
    pub(super) pattern: &'static str,
    /// The same as code.
    pub(super) fits: fn(&str) -> bool,
    /// In words, Chinese.
    pub(super) zh: &'static str,
    /// In words, English.
    pub(super) en: &'static str,
}

/// Ids of indicators and points: they become keys of the store and columns of tables.
pub(super) const ID: &str = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";
/// Page roles, probe families and criteria.
pub(super) const NAME: &str = "^[a-z][a-z0-9_-]{0,63}$";
/// Region codes of GB/T 2260.
pub(super) const REGION: &str = "^[1-9][0-9]{5}$";
/// Years.
pub(super) const YEAR: &str = "^[0-9]{4}$";
/// Editions: a year, and a variant of it if there is one.
pub(super) const EDITION: &str = "^[0-9]{4}(-[a-z0-9-]{1,32})?$";
/// Addresses of pages.
pub(super) const ADDRESS: &str = "^https?://\\S+$";
/// Texts that say something.
pub(super) const FILLED: &str = "\\S";
/// Header values of HTTP.
pub(super) const HEADER: &str = "^[!-~]([ -~]*[!-~])?$";
/// Files of probes.
pub(super) const WASM: &str = "^[A-Za-z0-9._-]{1,64}\\.wasm$";
/// Names of hosts.
pub(super) const HOST: &str = "^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$";
/// Days.
pub(super) const DAY: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
/// Parts of a day.
pub(super) const WINDOW: &str =
    "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";

/// All formats.
pub(super) const FORMATS: &[Format] = &[
    Format {
        pattern: ID,
        fits: |text| {
            let first = text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
            let rest = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
            first && rest && text.len() <= 64
        },
        zh: "应由字母、数字、点、横线组成，字母或数字开头，至多 64 个字符，如 `A3.1-2`",
        en: "letters, digits, `.`, `-`, `_`, at most 64, for example `A3.1-2`",
    },
    Format {
        pattern: NAME,
        fits: |text| {
            let first = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
            first && text.len() <= 64 && text.bytes().all(is_name_byte)
        },
        zh: "应由小写字母、数字、横线组成，字母开头，至多 64 个字符，如 `list_page`",
        en: "lower-case letters, digits, `-`, `_`, at most 64, for example `list_page`",
    },
    Format {
        pattern: REGION,
        fits: |text| text.len() == 6 && is_digits(text) && !text.starts_with('0'),
        zh: "应为六位行政区划代码，如 `440100`",
        en: "six digits of GB/T 2260, for example `440100`",
    },
    Format {
        pattern: YEAR,
        fits: is_year,
        zh: "应为四位年份，如 `2019`",
        en: "a year of four digits, for example `2019`",
    },
    Format {
        pattern: EDITION,
        fits: |text| match text.split_once('-') {
            None => is_year(text),
            Some((year, variant)) => {
                let letters = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
                is_year(year) && (1..=32).contains(&variant.len()) && variant.bytes().all(letters)
            }
        },
        zh: "应为四位年份，可带后缀，如 `2019`、`2019-trial`",
        en: "a year, or a year and a suffix, for example `2019`, `2019-trial`",
    },
    Format {
        pattern: ADDRESS,
        fits: |text| {
            let rest = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
            rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
        },
        zh: "应为 http:// 或 https:// 开头的完整网址",
        en: "an absolute address that starts with http:// or https://",
    },
    Format {
        pattern: FILLED,
        fits: |text| !text.trim().is_empty(),
        zh: "不能为空",
        en: "some text",
    },
    Format {
        pattern: HEADER,
        fits: |text| {
            let printable = text.bytes().all(|b| (b' '..=b'~').contains(&b));
            printable && !text.is_empty() && text.trim() == text
        },
        zh: "只能用可见的 ASCII 字符，首尾不留空格",
        en: "visible ASCII without spaces at the ends",
    },
    Format {
        pattern: WASM,
        fits: |text| {
            let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
            let stem = text.strip_suffix(".wasm");
            stem.is_some_and(|stem| (1..=64).contains(&stem.len()) && stem.bytes().all(plain))
        },
        zh: "应为以 `.wasm` 结尾的文件名，不含目录，如 `rules.wasm`",
        en: "a file name that ends in `.wasm`, without a directory, for example `rules.wasm`",
    },
    Format {
        pattern: HOST,
        fits: |text| {
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-".contains(&b);
            let at_ends = text.starts_with(['.', '-']) || text.ends_with(['.', '-']);
            (1..=253).contains(&text.len()) && text.bytes().all(plain) && !at_ends
        },
        zh: "应为小写的主机名，不含 http:// 和路径，如 `www.gz.gov.cn`",
        en: "a host's name in lower case without http:// or path, for example `www.gz.gov.cn`",
    },
    Format {
        pattern: DAY,
        fits: |text| {
            let parts: Vec<&str> = text.split('-').collect();
            let [year, month, day] = parts.as_slice() else { return false };
            is_year(year) && is_two_digits(month, 1..=12) && is_two_digits(day, 1..=31)
        },
        zh: "应为日期，如 `2027-12-31`",
        en: "a day, for example `2027-12-31`",
    },
    Format {
        pattern: WINDOW,
        fits: |text| {
            let is_time = |text: &str| match text.split_once(':') {
                Some((hour, minute)) => {
                    is_two_digits(hour, 0..=23) && is_two_digits(minute, 0..=59)
                }
                None => false,
            };
            text.split_once('-')
                .is_some_and(|(from, to)| is_time(from) && (is_time(to) || to == "24:00"))
        },
        zh: "应为北京时间的时段，如 `22:00-07:00`",
        en: "hours of the day in China Standard Time, for example `22:00-07:00`",
    },
];

fn is_name_byte(b: u8) -> bool {
    b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-".contains(&b)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn is_two_digits(text: &str, range: std::ops::RangeInclusive<u32>) -> bool {
    text.len() == 2 && is_digits(text) && text.parse().is_ok_and(|number| range.contains(&number))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && is_digits(text)
}
