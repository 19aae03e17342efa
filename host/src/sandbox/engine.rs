//! The engine: how probes are compiled and interrupted.

use std::num::NonZero;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use wasmtime::{
    Config, Enabled, Engine, InstanceAllocationStrategy, OptLevel, PoolingAllocationConfig,
};

use super::Limits;
use super::trace::FRAMES_MAX;

/// One tick of the deadline clock. A second of deadline is 100 ticks, fine enough for a
/// net and rare enough to cost nothing.
const TICK: Duration = Duration::from_millis(10);

/// Probe calls under way at once; the runner never has more workers.
pub(super) const CALLS_AT_ONCE_MAX: u32 = 64;

/// Memory of a finished call whose used pages are wiped in place instead of given back to the system:
/// faulting them in again is a fifth of what a call costs. At most this much for each of the slots.
const KEEP_RESIDENT_BYTES: usize = 2 << 20;

/// Core modules inside one component. A Rust probe has one, and two or three shims that the component
/// encoding adds; JavaScript has 13, and Python 38, for its interpreter is linked of shared libraries. A
/// number that is counted, nothing that is reserved: Rust probes pay nothing for it.
const CORE_INSTANCES_PER_COMPONENT_MAX: u32 = 48;

/// Tables inside one component: one that its modules share, the rest for the shims. Address space is
/// reserved for each.
const TABLES_PER_COMPONENT_MAX: u32 = 8;

/// Memories inside one component: one for the probe; the stubs in place of WASI that componentize-qjs adds
/// have two small ones of their own. What they hold together is what is limited. Address space is reserved for
/// each, no memory.
const MEMORIES_PER_COMPONENT_MAX: u32 = 3;

/// Bytes of bookkeeping for one instance; a probe's is a few KiB.
const INSTANCE_BYTES_MAX: usize = 1 << 20;

/// The engine cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("cannot make the WebAssembly engine")]
pub struct EngineError {
    source: wasmtime::Error,
}

/// An engine with its limits and its clock.
#[derive(Debug)]
pub struct Sandbox {
    engine: Engine,
    limits: Limits,
    _ticker: Ticker,
}

impl Sandbox {
    /// An engine that calls probes under `limits`.
    ///
    /// # Errors
    ///
    /// If the machine cannot run it, for example for want of address space.
    pub fn new(limits: Limits) -> Result<Self, EngineError> {
        Self::with(limits, None)
    }

    /// The same, and a trap says which functions it came out of. For authors: in a round the time is better
    /// spent, and hostile probes trap as often as they like.
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    pub fn tracing(limits: Limits) -> Result<Self, EngineError> {
        Self::with(limits, NonZero::new(FRAMES_MAX))
    }

    fn with(limits: Limits, frames_max: Option<NonZero<usize>>) -> Result<Self, EngineError> {
        let engine = Engine::new(pooled(&limits).wasm_backtrace_max_frames(frames_max))
            // A container with little address space cannot reserve a pool; calls are
            // then a little slower and mean the same.
            .or_else(|_| Engine::new(base().wasm_backtrace_max_frames(frames_max)))
            .map_err(|source| EngineError { source })?;
        let ticker = Ticker::start(engine.clone());
        Ok(Self { engine, limits, _ticker: ticker })
    }

    /// The limits of every call.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(super) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The deadline in ticks, rounded up, plus the tick that may be about to end.
    pub(super) fn deadline_ticks(limits: &Limits) -> u64 {
        let tick_ms = u64::try_from(TICK.as_millis()).unwrap_or(1).max(1);
        limits.deadline_ms.div_ceil(tick_ms) + 1
    }
}

fn base() -> Config {
    let mut config = Config::new();
    config
        .wasm_component_model(true)
        .cranelift_opt_level(OptLevel::Speed)
        // Fuel is the deterministic limit and the published cost; the epoch is the net
        // for what fuel cannot count.
        .consume_fuel(true)
        .epoch_interruption(true)
        // The same page must give the same verdict on every machine.
        .cranelift_nan_canonicalization(true)
        .relaxed_simd_deterministic(true);
    config
}

fn pooled(limits: &Limits) -> Config {
    let mut pool = PoolingAllocationConfig::default();
    pool.total_component_instances(CALLS_AT_ONCE_MAX)
        .total_core_instances(CALLS_AT_ONCE_MAX * CORE_INSTANCES_PER_COMPONENT_MAX)
        .total_memories(CALLS_AT_ONCE_MAX * MEMORIES_PER_COMPONENT_MAX)
        .total_tables(CALLS_AT_ONCE_MAX * TABLES_PER_COMPONENT_MAX)
        .max_core_instances_per_component(CORE_INSTANCES_PER_COMPONENT_MAX)
        .max_tables_per_component(TABLES_PER_COMPONENT_MAX)
        .max_memories_per_component(MEMORIES_PER_COMPONENT_MAX)
        .max_component_instance_size(INSTANCE_BYTES_MAX)
        .max_core_instance_size(INSTANCE_BYTES_MAX)
        .max_memory_size(limits.memory_bytes_max);
    // Without the scan (Linux before 6.7, other systems) all of it would be wiped, used or not.
    if PoolingAllocationConfig::is_pagemap_scan_available() {
        pool.pagemap_scan(Enabled::Yes)
            .linear_memory_keep_resident(KEEP_RESIDENT_BYTES)
            .table_keep_resident(KEEP_RESIDENT_BYTES);
    }
    let mut config = base();
    config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    config
}

/// Advances the engine's epoch on a thread of its own until dropped.
#[derive(Debug)]
struct Ticker {
    stop: Option<mpsc::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Ticker {
    fn start(engine: Engine) -> Self {
        let (stop, stopped) = mpsc::channel();
        let thread = thread::spawn(move || {
            // A late tick is not caught up: a burst would stop calls that did nothing wrong.
            while stopped.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                engine.increment_epoch();
            }
        });
        Self { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // The thread only ticks; it cannot have panicked in a way that matters here.
            let _ = thread.join();
        }
    }
}
