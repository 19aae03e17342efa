//! Spans of time in a text: `3个工作日`, `八点五个工作日`, `半日`, `4小时`.

/// A span of time where it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    /// Byte at which its number begins.
    pub(super) from: usize,
    /// Byte after its unit.
    pub(super) to: usize,
    /// Its length in days.
    pub(super) n_days: f64,
}

/// Units, a longer one before one it ends with, and days in each. A round is eight hours a day for
/// nobody: 24 hours are one day, as pages mean it.
const UNITS: [(&str, f64); 7] = [
    ("工作日", 1.0),
    ("自然日", 1.0),
    ("工作小时", 1.0 / 8.0),
    ("小时", 1.0 / 24.0),
    ("工作天", 1.0),
    ("天", 1.0),
    ("日", 1.0),
];

/// Spans without a number.
const WORDS: [(&str, f64); 7] = [
    ("当日", 1.0),
    ("当天", 1.0),
    ("即日", 1.0),
    ("半日", 0.5),
    ("半天", 0.5),
    ("即时办结", 0.0),
    ("即来即办", 0.0),
];

/// Characters a number may have besides ASCII digits.
const NUMERALS: &str = "零〇一二两三四五六七八九十百半点个.";

/// Longest span that is read; a greater number is a year or a code.
const DAYS_MAX: f64 = 400.0;

/// The spans in a compact text, in order.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for (word, n_days) in WORDS {
        found.extend(text.match_indices(word).map(|(from, _)| Span {
            from,
            to: from + word.len(),
            n_days,
        }));
    }
    for (unit, in_days) in UNITS {
        for (at, _) in text.match_indices(unit) {
            let before = text.get(..at).unwrap_or_default();
            let from = before.trim_end_matches(is_numeral).len();
            let number = before.get(from..).and_then(number).filter(|_| !is_date(before, from));
            if let Some(n) = number.filter(|n| *n * in_days <= DAYS_MAX) {
                found.push(Span { from, to: at + unit.len(), n_days: n * in_days });
            }
        }
    }
    found.sort_by_key(|span| (span.from, std::cmp::Reverse(span.to)));
    let mut kept: Vec<Span> = Vec::new();
    for span in found {
        if kept.last().is_none_or(|last| span.from >= last.to) {
            kept.push(span);
        }
    }
    kept
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || NUMERALS.contains(c)
}

/// Whether a number is the day of a date: `1月15日`, `2019-01-15日`; `1-3日` is a range.
fn is_date(before: &str, from: usize) -> bool {
    let head = before.get(..from).unwrap_or_default();
    let is_third = |sign: char| {
        let month = head.strip_suffix(sign).map(|rest| rest.trim_end_matches(is_numeral));
        month.is_some_and(|rest| rest.ends_with(sign))
    };
    head.ends_with('月') || is_third('-') || is_third('/')
}

/// Reads a number before a unit: `3`, `8.5`, `八点五`, `二十`, `一个半`, `半`, with 个 anywhere.
fn number(text: &str) -> Option<f64> {
    let text = text.replace('个', "");
    let text = text.trim_start_matches(['.', '点']);
    if let Some(whole) = text.strip_suffix('半') {
        return if whole.is_empty() { Some(0.5) } else { number(whole).map(|n| n + 0.5) };
    }
    if let Ok(n) = text.parse::<f64>() {
        return Some(n);
    }
    let (whole, part) = text.split_once('点').unwrap_or((text, ""));
    let whole = chinese(whole)?;
    let mut value = whole;
    let mut weight = 0.1;
    for c in part.chars() {
        value += digit(c)? * weight;
        weight /= 10.0;
    }
    Some(value)
}

/// Reads `三`, `十五`, `二十`, `一百二十`; of `三五` the greater, as it is the promise.
fn chinese(text: &str) -> Option<f64> {
    let (mut total, mut last, mut is_number) = (0.0, 0.0, false);
    for c in text.chars() {
        let unit = match c {
            '十' => 10.0,
            '百' => 100.0,
            _ => {
                last = digit(c)?;
                is_number = true;
                continue;
            }
        };
        total += if last == 0.0 { unit } else { last * unit };
        last = 0.0;
        is_number = true;
    }
    is_number.then_some(total + last)
}

fn digit(c: char) -> Option<f64> {
    let known = "零一二三四五六七八九".chars().position(|known| known == c);
    let value = match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => c.to_digit(10).and_then(|n| usize::try_from(n).ok()).or(known),
    };
    value.and_then(|n| u32::try_from(n).ok()).map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::spans;

    #[track_caller]
    fn check(text: &str, expected: &[f64]) {
        let found: Vec<f64> = spans(text).into_iter().map(|span| span.n_days).collect();
        let same = found.len() == expected.len()
            && found.iter().zip(expected).all(|(one, other)| (one - other).abs() < 1e-9);
        assert!(same, "{text}: {found:?}");
    }

    #[test]
    fn numbers_of_days() {
        check("3个工作日", &[3.0]);
        check("8.5个工作日以内", &[8.5]);
        check("八点五个工作日", &[8.5]);
        check("二十个工作日", &[20.0]);
        check("十五天", &[15.0]);
        check("两个工作日", &[2.0]);
        check("一个半工作日", &[1.5]);
        check("3个半工作日", &[3.5]);
        check("由20个工作日压缩至三日", &[20.0, 3.0]);
        check("1-3个工作日", &[3.0]);
    }

    #[test]
    fn parts_of_days() {
        check("半日办结", &[0.5]);
        check("半个工作日", &[0.5]);
        check("24小时", &[1.0]);
        check("4个工作小时", &[0.5]);
        check("当日办结", &[1.0]);
    }

    #[test]
    fn other_numbers() {
        check("工作日9:00-17:00", &[]);
        check("2019年1月15日", &[]);
        check("2019-01-15日", &[]);
        check("4个环节", &[]);
        check("日常工作", &[]);
    }
}
