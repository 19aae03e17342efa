//! One call of a probe: a fresh instance, limits, an answer or a named failure.

use std::sync::Arc;

use wasmtime::Store;

use super::answer::{self, Checked};
use super::state::State;
use super::{Answer, Failure, Limits, LoadedProbe, Sandbox, Site, Stopped, Task, trace};
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
        self.attempt(probe, site, tasks).map_err(|stopped| stopped.failure)
    }

    /// The same, and of a call that gave no answer what it used, logged and was in when it was stopped.
    ///
    /// # Errors
    ///
    /// As [`Self::evaluate`].
    pub fn attempt(
        &self,
        probe: &LoadedProbe,
        site: &Arc<Site>,
        tasks: &Arc<[Task]>,
    ) -> Result<Answer, Box<Stopped>> {
        let limits = &probe.limits;
        let mut store = self.store(limits, Arc::clone(site), Arc::clone(tasks));
        let said = probe.pre.evaluate(&mut store);
        let left = store.get_fuel().unwrap_or(0);
        let state = store.data();
        let cost_fuel = limits.fuel.saturating_sub(left) + state.work();
        let memory_bytes = state.memory_bytes();
        let trace = said.as_ref().err().map(trace::of).unwrap_or_default();
        let checked = said
            .map_err(|error| Failure::from_call(&error, state))
            .and_then(|said| said.map_err(|fault| Failure::of_fault(&fault, state)))
            .and_then(|said| within(cost_fuel, limits).map(|()| said))
            .and_then(|said| answer::check(said, site, tasks, limits.requests_max));
        let log = store.data_mut().take_log();
        match checked {
            Ok(Checked { found, requests }) => {
                Ok(Answer { found, requests, cost_fuel, memory_bytes, log })
            }
            Err(failure) => Err(Box::new(Stopped { failure, cost_fuel, memory_bytes, log, trace })),
        }
    }
}

/// Whether the guest's own work and the host's on its behalf stayed below the limit together.
fn within(cost_fuel: u64, limits: &Limits) -> Result<(), Failure> {
    if cost_fuel <= limits.fuel {
        return Ok(());
    }
    let note = format!("{cost_fuel} used, {} allowed", limits.fuel);
    Err(Failure::new(UnknownReason::OutOfFuel, note))
}
