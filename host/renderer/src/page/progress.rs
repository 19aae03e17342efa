//! How far a page is: loading, loaded, still. Its time is counted only while the host owes it
//! nothing.

use std::time::Duration;

use bluebook_renderer::protocol::Limits;
use tokio::time::Instant;

/// How far a page is, and how much time it has left.
#[derive(Debug)]
pub(super) struct Progress {
    quiet: Duration,
    load_left: Duration,
    settle_left: Duration,
    /// Until when the time left is counted.
    counted: Instant,
    /// When something last happened.
    stirred: Instant,
    /// When a redirect the page announced is due.
    due: Option<Instant>,
    n_open: usize,
    /// A document was asked for and is not there yet.
    is_leaving: bool,
    /// The document that is there, and whether it has loaded.
    loader: String,
    is_loaded: bool,
}

/// What is to be done about a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Wait for what comes next; until then at most, or until the host answers.
    Waiting(Option<Instant>),
    /// It has loaded and is still.
    Settled,
    /// It has loaded and does not become still.
    Unsettled,
    /// It does not load.
    NotLoaded,
}

impl Progress {
    /// Of a page that is led to its address now.
    pub(super) fn new(limits: &Limits, now: Instant) -> Self {
        let ms = |ms: u32| Duration::from_millis(ms.into());
        Self {
            quiet: ms(limits.quiet_ms),
            load_left: ms(limits.load_ms_max),
            settle_left: ms(limits.settle_ms_max),
            counted: now,
            stirred: now,
            due: None,
            n_open: 0,
            is_leaving: true,
            loader: String::new(),
            is_loaded: false,
        }
    }

    /// The host is asked; for the document if `is_document`.
    pub(super) fn asked(&mut self, is_document: bool, now: Instant) {
        self.stir(now);
        self.n_open += 1;
        if is_document {
            self.is_leaving = true;
            self.due = None;
        }
    }

    /// The host has answered.
    pub(super) fn answered(&mut self, now: Instant) {
        self.stir(now);
        self.n_open = self.n_open.saturating_sub(1);
    }

    /// A document is there.
    pub(super) fn committed(&mut self, loader: &str, now: Instant) {
        self.stir(now);
        loader.clone_into(&mut self.loader);
        (self.is_leaving, self.is_loaded, self.due) = (false, false, None);
    }

    /// A document has loaded, its frames and pictures too.
    pub(super) fn loaded(&mut self, loader: &str, now: Instant) {
        if loader == self.loader {
            self.stir(now);
            self.is_loaded = true;
        }
    }

    /// The frame loads nothing any more: what was to come does not, a file for example.
    pub(super) fn stopped(&mut self, now: Instant) {
        if !self.loader.is_empty() {
            self.stir(now);
            self.is_leaving = false;
        }
    }

    /// The page says that it will lead elsewhere after `delay`.
    pub(super) fn announced(&mut self, delay: Duration, now: Instant) {
        self.stir(now);
        self.due = Some(now + delay);
    }

    /// It will not.
    pub(super) fn called_off(&mut self, now: Instant) {
        self.stir(now);
        self.due = None;
    }

    /// What is to be done now.
    pub(super) fn standing(&mut self, now: Instant) -> Standing {
        self.count(now);
        if self.n_open > 0 {
            return Standing::Waiting(None);
        }
        if !self.is_here() {
            return if self.load_left.is_zero() {
                Standing::NotLoaded
            } else {
                Standing::Waiting(Some(now + self.load_left))
            };
        }
        let still = self.due.map_or(self.stirred, |due| due.max(self.stirred)) + self.quiet;
        if still <= now {
            Standing::Settled
        } else if self.settle_left.is_zero() {
            Standing::Unsettled
        } else {
            Standing::Waiting(Some(still.min(now + self.settle_left)))
        }
    }

    fn is_here(&self) -> bool {
        self.is_loaded && !self.is_leaving
    }

    fn stir(&mut self, now: Instant) {
        self.count(now);
        self.stirred = now;
    }

    /// Takes the time since the last count from what is left.
    fn count(&mut self, now: Instant) {
        let spent = now.saturating_duration_since(self.counted);
        self.counted = now;
        if self.n_open > 0 {
            return;
        }
        let left = if self.is_here() { &mut self.settle_left } else { &mut self.load_left };
        *left = left.saturating_sub(spent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plays a script against limits of 1000 ms to load, 100 quiet, 500 to settle. A word is a
    /// time in milliseconds, then what happens: `?` asked, `D` for the document, `!` answered,
    /// `a`-`c` a document there, `A`-`C` that loaded, `.` stopped, `>` redirect in 300, `<` not.
    fn standing(script: &str) -> Standing {
        let limits =
            Limits { load_ms_max: 1000, quiet_ms: 100, settle_ms_max: 500, ..Limits::default() };
        let start = Instant::now();
        let mut progress = Progress::new(&limits, start);
        let mut now = start;
        for word in script.split_whitespace() {
            let (time, what) = word.split_at(word.find(|c: char| !c.is_ascii_digit()).unwrap());
            now = start + Duration::from_millis(time.parse().unwrap());
            match what {
                "?" => progress.asked(false, now),
                "D" => progress.asked(true, now),
                "!" => progress.answered(now),
                "." => progress.stopped(now),
                ">" => progress.announced(Duration::from_millis(300), now),
                "<" => progress.called_off(now),
                "=" => {}
                loader if loader.chars().all(char::is_lowercase) => progress.committed(loader, now),
                loader => progress.loaded(&loader.to_lowercase(), now),
            }
        }
        let standing = progress.standing(now);
        assert!(!matches!(standing, Standing::Waiting(Some(until)) if until <= now), "{script}");
        standing
    }

    #[track_caller]
    fn check(script: &str, expected: Standing) {
        let mut found = standing(script);
        if matches!(found, Standing::Waiting(_)) {
            found = Standing::Waiting(None);
        }
        assert_eq!(found, expected, "{script}");
    }

    #[test]
    fn a_page_is_taken_when_it_is_still() {
        check("0D 5! 10a 20A 100=", Standing::Waiting(None));
        check("0D 5! 10a 20A 120=", Standing::Settled);
        check("0D 5! 10a 20A 119? 121! 200=", Standing::Waiting(None));
        check("0D 5! 10a 20A 119? 121! 221=", Standing::Settled);
    }

    #[test]
    fn the_hosts_time_is_not_the_pages() {
        check("0D 900000=", Standing::Waiting(None));
        check("0D 900000! 900999=", Standing::Waiting(None));
        check("0D 900000! 901000=", Standing::NotLoaded);
        check("0D 5! 10a 20A 30? 900000=", Standing::Waiting(None));
        check("0D 5! 10a 20A 30? 900000! 900100=", Standing::Settled);
    }

    #[test]
    fn a_page_that_is_never_still_is_taken_when_time_is_up() {
        check(
            "0D 5! 10a 20A 110? 110! 200? 200! 290? 290! 380? 380! 470? 470! 519=",
            Standing::Waiting(None),
        );
        check(
            "0D 5! 10a 20A 110? 110! 200? 200! 290? 290! 380? 380! 470? 470! 520=",
            Standing::Unsettled,
        );
    }

    #[test]
    fn a_page_that_leads_on_is_followed() {
        // By script, or by a meta element at once.
        check("0D 5! 10a 20A 30D 500! 800=", Standing::Waiting(None));
        check("0D 5! 10a 20A 30D 40! 50b 60A 170=", Standing::Waiting(None));
        check("0D 5! 10a 20A 30D 40! 50b 60B 160=", Standing::Settled);
        // After a while.
        check("0D 5! 10a 15> 20A 200=", Standing::Waiting(None));
        check("0D 5! 10a 15> 20A 315D 320! 330b 340B 440=", Standing::Settled);
        check("0D 5! 10a 15> 20A 30< 130=", Standing::Settled);
        // To a file that is not loaded.
        check("0D 5! 10a 20A 30D 40! 50. 150=", Standing::Settled);
    }
}
