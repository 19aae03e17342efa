//! The contract's versions. One adapter per released folder; each converts to the
//! sandbox's own types, so that the rest of the host never sees a version.

mod shared;
pub(super) mod since_v0_1;
pub(super) mod since_v0_2;

use wasmtime::component::Component;
use wasmtime::{AsContextMut, Engine, Result, Store};

use super::state::State;
use since_v0_1::types;

/// The newest contract this host offers.
pub const CONTRACT: &str = "0.2.0";

/// All contracts this host offers, for people.
pub(super) const OFFERED: &str = "0.1 and 0.2";

/// The interfaces a probe may import, without version.
pub(super) const INTERFACES: [&str; 5] = [
    "bluebook:probe/types",
    "bluebook:probe/page",
    "bluebook:probe/site",
    "bluebook:probe/params",
    "bluebook:probe/log",
];

/// A contract this host speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contract {
    V0_1,
    V0_2,
}

impl Contract {
    /// The contract of an import's version, of which the last number does not matter.
    pub(super) fn of(version: &str) -> Option<Self> {
        let mut numbers = version.split('.');
        match (numbers.next()?, numbers.next()?) {
            ("0", "1") => Some(Self::V0_1),
            ("0", "2") => Some(Self::V0_2),
            _ => None,
        }
    }
}

/// A probe of any contract, ready to be made an instance of.
#[derive(Clone)]
pub(super) enum Pre {
    V0_1(since_v0_1::ProbePre<State>),
    V0_2(since_v0_2::ProbePre<State>),
}

impl Pre {
    pub(super) fn new(engine: &Engine, contract: Contract, component: &Component) -> Result<Self> {
        match contract {
            Contract::V0_1 => since_v0_1::linker(engine)?
                .instantiate_pre(component)
                .and_then(since_v0_1::ProbePre::new)
                .map(Self::V0_1),
            Contract::V0_2 => since_v0_2::linker(engine)?
                .instantiate_pre(component)
                .and_then(since_v0_2::ProbePre::new)
                .map(Self::V0_2),
        }
    }

    /// Calls `describe` of a fresh instance.
    pub(super) fn describe(&self, store: &mut Store<State>) -> Result<types::Info> {
        match self {
            Self::V0_1(pre) => pre.instantiate(store.as_context_mut())?.call_describe(store),
            Self::V0_2(pre) => pre.instantiate(store.as_context_mut())?.call_describe(store),
        }
    }

    /// Calls `evaluate` of a fresh instance.
    pub(super) fn evaluate(
        &self,
        store: &mut Store<State>,
    ) -> Result<std::result::Result<types::Answer, String>> {
        match self {
            Self::V0_1(pre) => pre.instantiate(store.as_context_mut())?.call_evaluate(store),
            Self::V0_2(pre) => pre.instantiate(store.as_context_mut())?.call_evaluate(store),
        }
    }
}
