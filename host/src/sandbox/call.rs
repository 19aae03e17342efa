//! One call of a probe: a fresh instance, limits, an answer or a named failure.

use std::sync::Arc;

use wasmtime::Store;

use super::answer::{self, Checked};
use super::state::State;
use super::{Answer, Failure, Limits, LoadedProbe, Sandbox, Site, Task};
use crate::model::UnknownReason;

impl Sandbox {
    /// A store for one call, with all limits set.
    pub(super) fn store(
        &self,
        limits: &Limits,
        site: Arc<Site>,
        tasks: Arc<[Task]>,
    ) -> Store<State> {
        let mut store = Store::new(self.engine(), State::new(site, tasks, limits));
        store.limiter(|state| state);
        // A store of an engine that counts fuel always takes it.
        let _ = store.set_fuel(limits.fuel);
        store.set_epoch_deadline(Self::deadline_ticks(limits));
        store.set_hostcall_fuel(limits.output_bytes_max);
        store
    }

    /// Asks the probe to judge `tasks` over the pages of `site`.
    ///
    /// The same probe, site and tasks give the same answer, fuel included: every call
    /// gets a fresh instance.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with the named reason that makes every task unknown.
    pub fn evaluate(
        &self,
        probe: &LoadedProbe,
        site: &Arc<Site>,
        tasks: &Arc<[Task]>,
    ) -> Result<Answer, Failure> {
        let limits = &probe.limits;
        let mut store = self.store(limits, Arc::clone(site), Arc::clone(tasks));
        let said = probe
            .pre
            .evaluate(&mut store)
            .map_err(|error| Failure::from_call(&error, store.data()))?
            .map_err(|fault| Failure::of_fault(&fault, store.data()))?;
        let left = store.get_fuel().unwrap_or(0);
        let cost_fuel = limits.fuel.saturating_sub(left) + store.data().work();
        if cost_fuel > limits.fuel {
            let note = format!("{cost_fuel} used, {} allowed", limits.fuel);
            return Err(Failure::new(UnknownReason::OutOfFuel, note));
        }
        let Checked { found, requests } = answer::check(said, site, tasks, limits.requests_max)?;
        let memory_bytes = store.data().memory_bytes();
        Ok(Answer { found, requests, cost_fuel, memory_bytes, log: store.data_mut().take_log() })
    }
}
