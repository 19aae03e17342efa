//! The functions a probe is given: the component's imports on WebAssembly, the
//! test harness elsewhere, so that the same probe code runs in both.

#[cfg(target_arch = "wasm32")]
pub(crate) use crate::bindings::bluebook::probe::{log, page, params, site};

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use crate::testing::imports::{log, page, params, site};
