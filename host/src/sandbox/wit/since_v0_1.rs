//! Contract 0.1: the host's side of `probe-sdk/wit/since_v0_1`.

use wasmtime::component::{HasSelf, Linker};
use wasmtime::{Engine, Result};

use super::super::state::State;
use super::shared::implement;

pub(super) mod generated {
    wasmtime::component::bindgen!({
        path: "../probe-sdk/wit/since_v0_1",
        world: "probe",
        imports: { default: trappable },
    });
}

use generated::bluebook::probe::{log, page, params, site};

pub(in super::super) use generated::ProbePre;
pub(in super::super) use generated::bluebook::probe::types;

/// A linker with this contract's functions and nothing else.
pub(in super::super) fn linker(engine: &Engine) -> Result<Linker<State>> {
    let mut linker = Linker::new(engine);
    generated::Probe::add_to_linker::<_, HasSelf<State>>(&mut linker, |state| state)?;
    Ok(linker)
}

impl types::Host for State {}

implement! {
    page {}
    site {}
}
