//! Dates as Chinese government pages write them, and days between them.

/// A calendar day as days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

/// Years taken for a date; other four-digit numbers on pages are codes and telephone numbers.
const YEARS: std::ops::RangeInclusive<i64> = 1990..=2099;

impl Day {
    /// `None` for a day that is not in the calendar or outside 1990–2099.
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        if !YEARS.contains(&year) || !(1..=length).contains(&day) {
            return None;
        }
        // Days from civil, with years that begin in March (Howard Hinnant's algorithm).
        let y = if month <= 2 { year - 1 } else { year };
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let era_day = (y % 400) * 365 + (y % 400) / 4 - (y % 400) / 100 + day_of_year;
        Some(Self(y / 400 * 146_097 + era_day - 719_468))
    }

    /// Reads exactly one day, `2019-01-15` and the other ways [`days`] knows.
    pub fn parse(text: &str) -> Option<Self> {
        days(text).into_iter().next()
    }

    /// Year, month and day, the inverse of [`Day::new`].
    fn civil(self) -> (i64, i64, i64) {
        let day = self.0 + 719_468;
        let (era, era_day) = (day.div_euclid(146_097), day.rem_euclid(146_097));
        let era_year = (era_day - era_day / 1_460 + era_day / 36_524 - era_day / 146_096) / 365;
        let year_day = era_day - (365 * era_year + era_year / 4 - era_year / 100);
        let month = (5 * year_day + 2) / 153;
        let (of_month, month) =
            (year_day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
        (era_year + era * 400 + i64::from(month <= 2), month, of_month)
    }

    /// Days from `earlier` to this day; negative if `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Every day in a text, in order: `2019-01-15`, `2019/1/15`, `2019.1.15`, `2019年1月15日`,
/// `20190115` where no other digit touches it. Digits of a neighbouring element may touch the
/// others: `122019-01-15` is a list's number 12 and its date.
pub fn days(text: &str) -> Vec<Day> {
    let mut days = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (_, tail) = rest.split_at(at);
        let length = tail.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = tail.split_at(length);
        rest = after;
        let whole = if number.len() == 8 { compact(number) } else { None };
        if let Some((day, left)) =
            whole.map(|day| (day, after)).or_else(|| separated(number, after))
        {
            days.push(day);
            rest = left;
        }
    }
    days
}

fn compact(number: &str) -> Option<Day> {
    let part = |range: std::ops::Range<usize>| number.get(range)?.parse().ok();
    Day::new(part(0..4)?, part(4..6)?, part(6..8)?)
}

/// `year` was read; reads separator, month, separator, day.
fn separated<'t>(year: &str, after: &'t str) -> Option<(Day, &'t str)> {
    let mut rest = after;
    let mut numbers = [0_i64; 2];
    for (number, separators) in
        numbers.iter_mut().zip([['-', '/', '.', '年'], ['-', '/', '.', '月']])
    {
        rest = rest.trim_start().strip_prefix(separators)?.trim_start();
        let length = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
        let (digits, left) = rest.split_at(length);
        *number = digits.parse().ok()?;
        rest = left;
    }
    let [month, day] = numbers;
    let year = year.get(year.len().checked_sub(4)?..)?;
    Day::new(year.parse().ok()?, month, day).map(|day| (day, rest))
}

#[cfg(test)]
mod tests {
    use super::{Day, days};

    #[track_caller]
    fn check(text: &str, expected: &[(i64, i64, i64)]) {
        let expected: Vec<_> =
            expected.iter().map(|(y, m, d)| Day::new(*y, *m, *d).unwrap()).collect();
        assert_eq!(days(text), expected, "{text}");
    }

    #[test]
    fn every_day_is_written_as_it_is_read() {
        let first = Day::new(1990, 1, 1).unwrap().0;
        let last = Day::new(2099, 12, 31).unwrap().0;
        for day in (first..=last).map(Day) {
            assert_eq!(Day::parse(&day.to_string()), Some(day));
        }
    }

    #[test]
    fn reads_the_ways_pages_write_a_day() {
        check("发布日期：2019-01-15 来源", &[(2019, 1, 15)]);
        check("[2018/12/3]", &[(2018, 12, 3)]);
        check("2018.1.3 与 2018年12月31日", &[(2018, 1, 3), (2018, 12, 31)]);
        check("2018 年 2 月 28 日", &[(2018, 2, 28)]);
        check("t20170811_21250686.html", &[(2017, 8, 11)]);
        check("122019-01-153 2019-1-5", &[(2019, 1, 15), (2019, 1, 5)]);
    }

    #[test]
    fn leaves_other_numbers_alone() {
        check("电话 0851-24680135，邮编 563500", &[]);
        check("2018-13-01 2018-02-30 3018-01-01", &[]);
        check("标识码 4406000048", &[]);
        check("2018-1", &[]);
    }

    #[test]
    fn counts_days_over_leap_years() {
        let day = |y, m, d| Day::new(y, m, d).unwrap();
        assert_eq!(day(2019, 1, 15).days_since(day(2018, 1, 15)), 365);
        assert_eq!(day(2020, 3, 1).days_since(day(2020, 2, 28)), 2);
        assert_eq!(day(2000, 3, 1).days_since(day(2000, 2, 29)), 1);
        assert_eq!(day(2018, 1, 1).days_since(day(2018, 1, 2)), -1);
        // 1970-01-01 itself is outside the years a page may name; 2000-01-01 is 10,957 days on.
        assert_eq!(day(2000, 1, 1).0, 10_957);
    }
}
