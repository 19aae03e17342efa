//! Progress of a run: a bar on a terminal, a line a region elsewhere, or JSON Lines.

use std::io;

use indicatif::{ProgressBar, ProgressStyle};

use super::Streams;
use super::args;
use crate::run::Event;

/// 地区 regions, elapsed, left, what was judged last.
const BAR: &str = "地区 {pos}/{len} {wide_bar} 已用 {elapsed} 剩余 {eta} {msg}";

enum Shape {
    Bar(ProgressBar),
    Lines,
    Jsonl,
}

/// Shows the events of a run.
pub(crate) struct Progress<'p, 's> {
    shape: Shape,
    streams: &'p mut Streams<'s>,
    n_unknown: usize,
    n_done: usize,
    n_regions: usize,
}

impl<'p, 's> Progress<'p, 's> {
    pub(crate) fn new(
        format: args::Progress,
        terminal: bool,
        streams: &'p mut Streams<'s>,
    ) -> Self {
        let shape = match format {
            args::Progress::Auto if terminal => {
                let style = ProgressStyle::with_template(BAR);
                let bar = ProgressBar::new(0);
                bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
                Shape::Bar(bar)
            }
            args::Progress::Auto | args::Progress::Lines => Shape::Lines,
            args::Progress::Jsonl => Shape::Jsonl,
        };
        Self { shape, streams, n_unknown: 0, n_done: 0, n_regions: 0 }
    }

    pub(crate) fn show(&mut self, event: &Event) -> io::Result<()> {
        match event {
            Event::Started { n_regions, n_judged_before, .. } => {
                (self.n_regions, self.n_done) = (*n_regions, *n_judged_before);
            }
            Event::Region { unknown, .. } => {
                self.n_done += 1;
                self.n_unknown += unknown.values().sum::<usize>();
            }
        }
        match &self.shape {
            Shape::Bar(bar) => {
                self.show_bar(bar, event);
                Ok(())
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
        let err = &mut *self.streams.err;
        match event {
            Event::Started { n_regions, n_judged_before: 0, source } => {
                writeln!(err, "开始 start: {n_regions} 地区 regions, {source}")
            }
            Event::Started { n_regions, n_judged_before, source } => writeln!(
                err,
                "续跑 resume: {n_judged_before}/{n_regions} 地区 regions 已完成 done, {source}"
            ),
            Event::Region { code, name, n_pages, n_missing, n_verdicts, unknown } => {
                let n_unknown: usize = unknown.values().sum();
                writeln!(
                    err,
                    "[{}/{}] {code} {name}: 页面 pages {n_pages}, 缺页 missing {n_missing}, \
                     判定 verdicts {n_verdicts}, 未知 unknown {n_unknown}",
                    self.n_done, self.n_regions
                )
            }
        }
    }

    pub(crate) fn finish(self) -> io::Result<()> {
        match self.shape {
            Shape::Bar(bar) => bar.finish_and_clear(),
            Shape::Lines | Shape::Jsonl => {}
        }
        self.streams.out.flush()
    }
}
