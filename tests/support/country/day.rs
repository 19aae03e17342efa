//! Days of the calendar: counted, and written as pages write them. The country has no clock; its
//! day is [`COLLECTED_ON`].

/// The day every page is said to have been received.
pub const COLLECTED_ON: &str = "2019-01-15";

/// Days back to which a year may be left out.
const SHORT_DAYS_MAX: i64 = 330;

/// The same as a count.
const TODAY: i64 = 17_911;

/// A day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(i64);

/// How a template writes days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// 2019-01-14
    Iso,
    /// [2019-01-14]
    Boxed,
    /// 2019/01/14
    Slashes,
    /// 2019年1月14日
    Chinese,
    /// 2019.01.14
    Dots,
    /// [01-14]; days of a year ago and more in full
    Short,
    /// 2019-01-14 09:30
    Minutes,
}

impl Written {
    /// The same with years.
    pub(crate) fn with_years(self) -> Self {
        if self == Self::Short { Self::Boxed } else { self }
    }
}

impl Day {
    /// Whether the year may be left out.
    pub(crate) fn is_of_the_year(self) -> bool {
        self >= Self::ago(SHORT_DAYS_MAX)
    }

    /// The day so many days before the collection; negative for days to come.
    pub(crate) fn ago(n_days: i64) -> Self {
        Self(TODAY - n_days)
    }

    /// So many days later.
    pub(crate) fn plus(self, n_days: i64) -> Self {
        Self(self.0 + n_days)
    }

    /// Year, month and day: Howard Hinnant's `civil_from_days`.
    pub(crate) fn civil(self) -> (i64, i64, i64) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        (year_of_era + era * 400 + i64::from(month <= 2), month, day)
    }

    /// `2019-01-14`.
    pub(crate) fn iso(self) -> String {
        let (year, month, day) = self.civil();
        format!("{year}-{month:02}-{day:02}")
    }

    /// `20190114`.
    pub(crate) fn digits(self) -> String {
        self.iso().replace('-', "")
    }

    /// As a template writes it.
    pub(crate) fn written(self, how: Written) -> String {
        let (year, month, day) = self.civil();
        match how {
            Written::Iso => self.iso(),
            Written::Slashes => format!("{year}/{month:02}/{day:02}"),
            Written::Chinese => format!("{year}年{month}月{day}日"),
            Written::Dots => format!("{year}.{month:02}.{day:02}"),
            Written::Boxed => format!("[{}]", self.iso()),
            Written::Short => format!("[{month:02}-{day:02}]"),
            Written::Minutes => format!("{} 09:{:02}", self.iso(), 10 + day),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{COLLECTED_ON, Day, Written};

    #[test]
    fn days_are_counted_and_written() {
        assert_eq!(Day::ago(0).iso(), COLLECTED_ON);
        assert_eq!(Day::ago(15).iso(), "2018-12-31");
        assert_eq!(Day::ago(1050).iso(), "2016-03-01");
        assert_eq!(Day::ago(1051).iso(), "2016-02-29");
        assert_eq!(Day::ago(1).written(Written::Short), "[01-14]");
        assert_eq!(Day::ago(1).written(Written::Chinese), "2019年1月14日");
    }
}
