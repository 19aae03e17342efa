//! Cannot even say what it is.

use probe_sdk::{Answer, Info, bindings};

struct Silent;

impl bindings::Guest for Silent {
    #[expect(clippy::panic, reason = "that is what this guest is for")]
    fn describe() -> Info {
        panic!("no idea")
    }

    fn evaluate() -> Result<Answer, String> {
        Err("no idea".to_owned())
    }
}

bindings::export_component!(Silent with_types_in bindings);
