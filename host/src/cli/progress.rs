//! Progress of a run: a bar on a terminal, a line a region elsewhere, or JSON Lines.

use std::io;
use std::time::{Duration, SystemTime};

use indicatif::{ProgressBar, ProgressStyle};

use super::{Environment, Streams, args, hosts};
use crate::run::Event;

/// 地区 regions, elapsed, left, what was judged last.
const BAR: &str = "地区 {pos}/{len} {wide_bar} 已用 {elapsed} 剩余 {eta} {msg}";

/// Time after which a forecast is worth saying.
const EXPERIENCE_MIN: Duration = Duration::from_mins(1);

enum Shape {
    Bar(ProgressBar),
    Lines,
    Jsonl,
}

/// Shows the events of a run.
pub(crate) struct Progress<'p, 's> {
    shape: Shape,
    streams: &'p mut Streams<'s>,
    clock: fn() -> SystemTime,
    begin: SystemTime,
    n_unknown: usize,
    n_done: usize,
    /// Those of this run; a resumed one has others before it.
    n_done_now: usize,
    n_regions: usize,
}

impl<'p, 's> Progress<'p, 's> {
    pub(crate) fn new(
        format: args::Progress,
        environment: &Environment,
        streams: &'p mut Streams<'s>,
    ) -> Self {
        let clock = environment.clock;
        let shape = match format {
            args::Progress::Auto if environment.on_terminal => {
                let style = ProgressStyle::with_template(BAR);
                let bar = ProgressBar::new(0);
                bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
                Shape::Bar(bar)
            }
            args::Progress::Auto | args::Progress::Lines => Shape::Lines,
            args::Progress::Jsonl => Shape::Jsonl,
        };
        let begin = clock();
        Self { shape, streams, clock, begin, n_unknown: 0, n_done: 0, n_done_now: 0, n_regions: 0 }
    }

    pub(crate) fn show(&mut self, event: &Event) -> io::Result<()> {
        match event {
            Event::Started { n_regions, n_judged_before, .. } => {
                (self.n_regions, self.n_done) = (*n_regions, *n_judged_before);
            }
            Event::Region { unknown, .. } => {
                self.n_done += 1;
                self.n_done_now += 1;
                self.n_unknown += unknown.values().sum::<usize>();
            }
            Event::Hosts { .. } => {}
        }
        match &self.shape {
            Shape::Bar(bar) => {
                self.show_bar(bar, event);
                match event {
                    Event::Hosts { hosts } => bar.suspend(|| hosts::write(hosts, self.streams.err)),
                    Event::Started { .. } | Event::Region { .. } => Ok(()),
                }
            }
            Shape::Lines => self.show_line(event),
            Shape::Jsonl => {
                let line = serde_json::to_string(event).map_err(io::Error::from)?;
                writeln!(self.streams.out, "{line}")
            }
        }
    }

    fn show_bar(&self, bar: &ProgressBar, event: &Event) {
        bar.set_length(self.n_regions as u64);
        bar.set_position(self.n_done as u64);
        if let Event::Region { name, .. } = event {
            bar.set_message(format!("{name} 未知 {}", self.n_unknown));
        }
    }

    fn show_line(&mut self, event: &Event) -> io::Result<()> {
        let left = self.left().map(|left| format!(", 剩余 left {}", super::plan::duration(left)));
        let left = left.unwrap_or_default();
        let err = &mut *self.streams.err;
        match event {
            Event::Started { n_regions, n_judged_before: 0, source } => {
                writeln!(err, "开始 start: {n_regions} 地区 regions, {source}")
            }
            Event::Started { n_regions, n_judged_before, source } => writeln!(
                err,
                "续跑 resume: {n_judged_before}/{n_regions} 地区 regions 已完成 done, {source}"
            ),
            Event::Region { code, name, n_pages, n_missing, n_verdicts, unknown, .. } => {
                let n_unknown: usize = unknown.values().sum();
                writeln!(
                    err,
                    "[{}/{}] {code} {name}: 页面 pages {n_pages}, 缺页 missing {n_missing}, \
                     判定 verdicts {n_verdicts}, 未知 unknown {n_unknown}{left}",
                    self.n_done, self.n_regions
                )
            }
            Event::Hosts { hosts } => hosts::write(hosts, err),
        }
    }

    /// The time left if the regions to come take as long as those of this run, milliseconds.
    /// Nothing is said before there is a minute's experience.
    fn left(&self) -> Option<u64> {
        let elapsed = (self.clock)().duration_since(self.begin).ok()?;
        let n_left = u32::try_from(self.n_regions.checked_sub(self.n_done)?).ok()?;
        let n_done_now = u32::try_from(self.n_done_now).ok().filter(|n| *n > 0)?;
        if n_left == 0 || elapsed < EXPERIENCE_MIN {
            return None;
        }
        u64::try_from(elapsed.saturating_mul(n_left).as_millis() / u128::from(n_done_now)).ok()
    }

    pub(crate) fn finish(self) -> io::Result<()> {
        match self.shape {
            Shape::Bar(bar) => bar.finish_and_clear(),
            Shape::Lines | Shape::Jsonl => {}
        }
        self.streams.out.flush()
    }
}
