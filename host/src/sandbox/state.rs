//! What the host keeps for one call: the pages, the meters, the log.

use std::sync::Arc;

use bluebook_dom::{Meter, OverLimit, Page, QueryError};
use wasmtime::ResourceLimiter;

use super::{Limits, Site, SitePage, Task};

/// Work units of a host call besides what it does: crossing the border costs the host
/// about as much as 50 guest instructions.
const CALL_COST: u64 = 50;

/// Entries a probe's tables may have; indirect calls of a large Rust probe need about 1,000.
const TABLE_ELEMENTS_MAX: usize = 100_000;

/// What a host function stops a probe with.
#[derive(Debug, thiserror::Error)]
pub(super) enum HostStop {
    /// The work the probe caused is over its limit.
    #[error("the host did more work for the probe than it may cause")]
    Work,
    /// A call that can never be answered: a bad selector, page, node or task.
    #[error("{0}")]
    BadCall(String),
}

/// State of one call.
#[derive(Debug)]
pub(super) struct State {
    pub(super) site: Arc<Site>,
    pub(super) tasks: Arc<[Task]>,
    meter: Meter,
    memory_bytes_max: usize,
    memory_bytes: usize,
    memory_refused_bytes: Option<usize>,
    log: String,
    log_bytes_max: usize,
}

impl State {
    pub(super) fn new(site: Arc<Site>, tasks: Arc<[Task]>, limits: &Limits) -> Self {
        Self {
            site,
            tasks,
            meter: Meter::new(limits.fuel),
            memory_bytes_max: limits.memory_bytes_max,
            memory_bytes: 0,
            memory_refused_bytes: None,
            log: String::new(),
            log_bytes_max: limits.log_bytes_max,
        }
    }

    /// Host work so far, in fuel units.
    pub(super) fn work(&self) -> u64 {
        self.meter.spent()
    }

    pub(super) fn memory_refused_bytes(&self) -> Option<usize> {
        self.memory_refused_bytes
    }

    /// Linear memory, grown to this size so far.
    pub(super) fn memory_bytes(&self) -> usize {
        self.memory_bytes
    }

    pub(super) fn memory_bytes_max(&self) -> usize {
        self.memory_bytes_max
    }

    /// Messages of the call, one a line.
    pub(super) fn take_log(&mut self) -> String {
        std::mem::take(&mut self.log)
    }

    /// Charges a call that returns `n_bytes`.
    pub(super) fn charge(&mut self, n_bytes: usize) -> wasmtime::Result<()> {
        let cost = CALL_COST + n_bytes as u64 / 8;
        self.meter.charge(cost).map_err(|OverLimit| HostStop::Work.into())
    }

    pub(super) fn page(&self, index: u32) -> wasmtime::Result<&SitePage> {
        self.site.pages.get(index as usize).ok_or_else(|| {
            HostStop::BadCall(format!("no page {index}; there are {}", self.site.pages.len()))
                .into()
        })
    }

    pub(super) fn task(&self, index: u32) -> wasmtime::Result<&Task> {
        self.tasks.get(index as usize).ok_or_else(|| {
            HostStop::BadCall(format!("no task {index}; there are {}", self.tasks.len())).into()
        })
    }

    /// Puts a question to a page, charged.
    pub(super) fn query<T>(
        &mut self,
        index: u32,
        ask: impl FnOnce(&Page, &mut Meter) -> Result<T, QueryError>,
    ) -> wasmtime::Result<T> {
        self.charge(0)?;
        let page = Arc::clone(&self.page(index)?.page);
        ask(&page, &mut self.meter).map_err(|error| match error {
            QueryError::OverLimit => HostStop::Work.into(),
            QueryError::BadSelector(_) | QueryError::BadNode(_) => {
                HostStop::BadCall(error.to_string()).into()
            }
        })
    }

    /// Keeps a message as one line of the log while there is room.
    pub(super) fn log(&mut self, level: &str, message: &str) -> wasmtime::Result<()> {
        self.charge(message.len())?;
        let room = self.log_bytes_max.saturating_sub(self.log.len());
        let line: String = message.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if room > line.len() + level.len() + 3 {
            self.log.push_str(level);
            self.log.push_str(": ");
            self.log.push_str(&line);
            self.log.push('\n');
        }
        Ok(())
    }
}

impl ResourceLimiter for State {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        // All memories of the component together: how many it has must not show.
        let together = self.memory_bytes.saturating_add(desired.saturating_sub(current));
        let allowed = together <= self.memory_bytes_max;
        if allowed {
            self.memory_bytes = together;
        } else {
            self.memory_refused_bytes = Some(together);
        }
        Ok(allowed)
    }

    fn table_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(desired <= TABLE_ELEMENTS_MAX)
    }
}
