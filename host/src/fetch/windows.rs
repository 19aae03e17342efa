//! The hours of the day in which a host may be asked.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// China has one time and no summer time: UTC+8 everywhere.
const OFFSET_MINUTES: u64 = 8 * 60;

const MINUTES_PER_DAY: u64 = 24 * 60;

/// A part of every day in China Standard Time, over midnight where it ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    from_minute: u64,
    to_minute: u64,
}

impl Window {
    /// Reads `22:00-07:00`. `None` for anything else, and for a window without length.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        let (from_minute, to_minute) = (minute_of_day(from)?, minute_of_day(to)?);
        (from_minute != to_minute).then_some(Self { from_minute, to_minute })
    }

    /// Whether the window is open at a minute of the day.
    fn holds(self, minute: u64) -> bool {
        let Self { from_minute, to_minute } = self;
        if from_minute < to_minute {
            (from_minute..to_minute).contains(&minute)
        } else {
            minute >= from_minute || minute < to_minute
        }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from_minute: from, to_minute: to } = self;
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    }
}

/// `HH:MM`; `24:00` is the end of the day.
fn minute_of_day(text: &str) -> Option<u64> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |text: &str| (text.len() == 2).then(|| text.parse::<u64>().ok()).flatten();
    match (number(hour)?, number(minute)?) {
        (24, 0) => Some(0),
        (hour @ 0..24, minute @ 0..60) => Some(hour * 60 + minute),
        _ => None,
    }
}

/// When a host may be asked: in any of these; at any time if there are none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Windows(pub Vec<Window>);

impl Windows {
    /// How long until a window is open; zero if one is open or there are none.
    pub fn wait(&self, now: SystemTime) -> Duration {
        let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let minute = (seconds / 60 + OFFSET_MINUTES) % MINUTES_PER_DAY;
        if self.0.is_empty() || self.0.iter().any(|window| window.holds(minute)) {
            return Duration::ZERO;
        }
        let until = |window: &Window| {
            let minutes = (window.from_minute + MINUTES_PER_DAY - minute) % MINUTES_PER_DAY;
            Duration::from_secs((minutes * 60).saturating_sub(seconds % 60))
        };
        self.0.iter().map(until).min().unwrap_or(Duration::ZERO)
    }
}

impl fmt::Display for Windows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<String> = self.0.iter().map(Window::to_string).collect();
        f.write_str(&texts.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `now` in China Standard Time, then how long to wait, in minutes.
    #[track_caller]
    fn check(windows: &str, now: &str, wait_minutes: u64) {
        let windows = windows.split_whitespace().map(|text| Window::parse(text).unwrap()).collect();
        let minute = minute_of_day(now).unwrap() + MINUTES_PER_DAY - OFFSET_MINUTES;
        let now = UNIX_EPOCH + Duration::from_secs(minute * 60);
        assert_eq!(Windows(windows).wait(now), Duration::from_secs(wait_minutes * 60));
    }

    #[test]
    fn a_closed_window_says_how_long() {
        check("", "12:00", 0);
        check("22:00-07:00", "23:59", 0);
        check("22:00-07:00", "06:59", 0);
        check("22:00-07:00", "07:00", 15 * 60);
        check("22:00-07:00", "21:59", 1);
        check("09:00-11:00 13:00-24:00", "12:00", 60);
        check("09:00-11:00 13:00-24:00", "23:59", 0);
    }

    #[test]
    fn other_texts_are_no_window() {
        for text in ["", "22:00", "22-07", "25:00-07:00", "22:60-07:00", "07:00-07:00", "2:00-3:00"]
        {
            assert_eq!(Window::parse(text), None, "{text}");
        }
        assert_eq!(Window::parse("22:00-07:00").unwrap().to_string(), "22:00-07:00");
    }
}
