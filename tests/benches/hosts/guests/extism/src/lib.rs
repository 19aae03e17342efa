//! The ten points as an Extism plug-in.

#[path = "../../judging.rs"]
mod judging;

use extism_pdk::{FnResult, host_fn, plugin_fn};

#[host_fn]
extern "ExtismHost" {
    fn ask(question: String) -> String;
}

#[plugin_fn]
pub fn parsed(html: String) -> FnResult<String> {
    Ok(judging::parsed(&html))
}

#[plugin_fn]
pub fn asked(_: String) -> FnResult<String> {
    Ok(judging::asked(|question| unsafe { ask(question) }.unwrap_or_default()))
}

/// Does nothing: what a fresh plug-in costs by itself.
#[plugin_fn]
pub fn ping(_: String) -> FnResult<String> {
    Ok(String::new())
}
