//! The ten points as a waPC module.

#[path = "../../judging.rs"]
mod judging;

use wapc_guest::{CallResult, host_call, register_function};

#[unsafe(no_mangle)]
pub extern "C" fn wapc_init() {
    register_function("parsed", parsed);
    register_function("asked", asked);
    register_function("ping", |_: &[u8]| Ok(Vec::new()));
}

fn parsed(html: &[u8]) -> CallResult {
    Ok(judging::parsed(&String::from_utf8_lossy(html)).into_bytes())
}

fn asked(_: &[u8]) -> CallResult {
    let call = |question: String| {
        let answer = host_call("", "page", "ask", question.as_bytes()).unwrap_or_default();
        String::from_utf8_lossy(&answer).into_owned()
    };
    Ok(judging::asked(call).into_bytes())
}
