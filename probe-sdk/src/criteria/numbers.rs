//! Numbers as government pages write them: telephones, days, times a person has to come.

use super::words::compact;

/// Signs that may stand inside of a telephone number.
const INSIDE: [char; 3] = ['-', '—', '－'];

/// The first telephone number in a text: with or without area code, a mobile, a hotline (12345, 400…).
/// A number of one digit repeated is a placeholder.
///
/// ```
/// use probe_sdk::criteria::numbers::phone;
/// assert_eq!(phone("咨询电话：0354-3039999 转 2").as_deref(), Some("0354-3039999"));
/// assert_eq!(phone("12345热线").as_deref(), Some("12345"));
/// assert_eq!(phone("（020）8123 4567").as_deref(), Some("020-81234567"));
/// assert_eq!(phone("0000-0000000"), None);
/// assert_eq!(phone("详见窗口"), None);
/// ```
pub fn phone(text: &str) -> Option<String> {
    let text = compact(text).replace(INSIDE, "-").replace(')', "-").replace('(', " ");
    let runs = text.split(|c: char| !c.is_ascii_digit() && c != '-');
    runs.map(|run| run.trim_matches('-').replace("--", "-")).find(|run| is_phone(run))
}

fn is_phone(run: &str) -> bool {
    let parts: Vec<&str> = run.split('-').collect();
    let digits: String = parts.concat();
    let is_varied =
        |digits: &str| digits.bytes().any(|byte| Some(&byte) != digits.as_bytes().first());
    if !is_varied(&digits) {
        return false;
    }
    let is_local = |part: &str| matches!(part.len(), 7 | 8) && is_varied(part);
    match parts.as_slice() {
        [whole] => match whole.len() {
            5 => whole.starts_with("123") || whole.starts_with("95") || whole.starts_with("96"),
            7 | 8 => true,
            10 => whole.starts_with("400") || whole.starts_with("800") || whole.starts_with('0'),
            11 => whole.starts_with('1') || whole.starts_with('0'),
            12 => whole.starts_with('0'),
            _ => false,
        },
        ["400" | "800", ..] => digits.len() == 10,
        [area, number, ..] => {
            area.starts_with('0') && matches!(area.len(), 3 | 4) && is_local(number)
                || is_local(area)
        }
        [] => false,
    }
}

/// Digits and the numerals of everyday Chinese.
const NUMERALS: [(char, u32); 12] = [
    ('零', 0),
    ('〇', 0),
    ('一', 1),
    ('二', 2),
    ('两', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
];

/// Digits of the greatest number that is read.
const DIGITS_MAX: usize = 5;

/// The numbers in a text, each with what follows it.
fn numbers(text: &str) -> Vec<(u32, &str)> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_numeral) {
        let (_, tail) = rest.split_at(at);
        let length = tail.find(|c| !is_numeral(c)).unwrap_or(tail.len());
        let (number, after) = tail.split_at(length);
        rest = after;
        if let Some(number) = value(number) {
            numbers.push((number, after));
        }
    }
    numbers
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, '十' | '百')
        || NUMERALS.iter().any(|(numeral, _)| *numeral == c)
}

/// `20`, `二十`, `十五`, `一百二十`.
fn value(number: &str) -> Option<u32> {
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        return if number.len() <= DIGITS_MAX { number.parse().ok() } else { None };
    }
    let (mut sum, mut last) = (0_u32, None);
    for c in number.chars() {
        match c {
            '十' => sum = sum.checked_add(last.take().unwrap_or(1) * 10)?,
            '百' => sum = sum.checked_add(last.take().unwrap_or(1) * 100)?,
            _ => {
                let digit = c.to_digit(10).or_else(|| {
                    NUMERALS.iter().find(|(numeral, _)| *numeral == c).map(|(_, value)| *value)
                });
                last = digit;
            }
        }
    }
    sum.checked_add(last.unwrap_or(0))
}

/// Units of time in days, the longer name first.
const UNITS: [(&str, f64); 12] = [
    ("个工作日", 1.0),
    ("工作日", 1.0),
    ("个自然日", 1.0),
    ("自然日", 1.0),
    ("个月", 30.0),
    ("小时", 1.0 / 24.0),
    ("分钟", 1.0 / 1440.0),
    ("周", 7.0),
    ("日", 1.0),
    ("天", 1.0),
    ("月", 30.0),
    ("年", 365.0),
];

/// What says that it is done at once.
const AT_ONCE: [&str; 8] = ["当场", "即办", "即时", "立即", "随到随办", "当日", "当天", "马上"];

/// The days a limit allows: `20个工作日`, `二十日`, `1个月`, `当场办结`. Where the label names the unit,
/// as 法定时限（工作日） does, a bare number is one of days.
///
/// ```
/// use probe_sdk::criteria::numbers::limit_days;
/// assert_eq!(limit_days("20个工作日", ""), Some(20.0));
/// assert_eq!(limit_days("自受理之日起二十日内", ""), Some(20.0));
/// assert_eq!(limit_days("5", "承诺时限（工作日）"), Some(5.0));
/// assert_eq!(limit_days("当场办结", ""), Some(0.0));
/// assert_eq!(limit_days("视情况而定", ""), None);
/// assert_eq!(limit_days("5", "承诺时限"), None);
/// ```
pub fn limit_days(text: &str, label: &str) -> Option<f64> {
    let text = compact(text);
    let stated = numbers(&text).into_iter().find_map(|(number, after)| {
        let unit = UNITS.iter().find(|(unit, _)| after.starts_with(unit))?;
        Some(f64::from(number) * unit.1)
    });
    let of_label = || {
        let has_unit = ["工作日", "天", "自然日"].iter().any(|unit| label.contains(unit));
        text.parse::<u32>().ok().filter(|_| has_unit).map(f64::from)
    };
    let at_once = || AT_ONCE.iter().any(|word| text.contains(word)).then_some(0.0);
    stated.or_else(of_label).or_else(at_once)
}

/// What says that nobody has to come.
const NEVER: [&str; 9] = [
    "无需到",
    "不需要到",
    "不用到",
    "不见面",
    "零跑动",
    "零跑腿",
    "一次不跑",
    "一次都不跑",
    "免跑",
];

/// Times a person has to come: `0次`, `最多跑一次`, `无需到现场`. `None` if the text does not say.
///
/// ```
/// use probe_sdk::criteria::numbers::visits;
/// assert_eq!(visits("0次"), Some(0));
/// assert_eq!(visits("至多1次"), Some(1));
/// assert_eq!(visits("最多跑一次"), Some(1));
/// assert_eq!(visits("2"), Some(2));
/// assert_eq!(visits("无需到现场"), Some(0));
/// assert_eq!(visits("按要求"), None);
/// ```
pub fn visits(text: &str) -> Option<u32> {
    let text = compact(text);
    if NEVER.iter().any(|word| text.contains(word)) {
        return Some(0);
    }
    let numbers = numbers(&text);
    let counted =
        numbers.iter().find(|(_, after)| after.starts_with('次') || after.starts_with("趟"));
    let is_bare = |(_, after): &&(u32, &str)| after.is_empty() && numbers.len() == 1;
    counted.or_else(|| numbers.first().filter(is_bare)).map(|(number, _)| *number)
}

/// Whether a text says yes to what its label asks; `None` if it says neither.
///
/// ```
/// use probe_sdk::criteria::numbers::says_yes;
/// assert_eq!(says_yes("是"), Some(true));
/// assert_eq!(says_yes("不支持"), Some(false));
/// assert_eq!(says_yes("窗口"), None);
/// ```
pub fn says_yes(text: &str) -> Option<bool> {
    let text = compact(text);
    let no = ["否", "不支持", "不提供", "暂不", "无", "不可", "未开通", "不能", "不收"];
    let yes = ["是", "支持", "可", "提供", "已开通", "有"];
    if no.iter().any(|word| text.starts_with(word) || text.contains("不支持")) {
        return Some(false);
    }
    yes.iter().any(|word| text.starts_with(word)).then_some(true)
}
