//! waPC as Kubewarden uses it: an instance made ready once, and "rehydrated" for each request.

use std::error::Error;

use wapc::WapcHost;
use wasmtime_provider::{WasmtimeEngineProviderBuilder, WasmtimeEngineProviderPre};

use crate::{Host, page};

pub struct Wapc(WasmtimeEngineProviderPre);

impl Wapc {
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let guest = include_bytes!(concat!(env!("OUT_DIR"), "/guest_wapc.wasm"));
        Ok(Self(WasmtimeEngineProviderBuilder::new().module_bytes(guest).build_pre()?))
    }
}

impl Host for Wapc {
    type Plugin = WapcHost;

    fn fresh(&self) -> Result<WapcHost, Box<dyn Error>> {
        let engine = self.0.rehydrate(None)?;
        let callback = |_: u64, _: &str, _: &str, _: &str, question: &[u8]| {
            Ok(page::answer(question).into_bytes())
        };
        Ok(WapcHost::new(Box::new(engine), Some(Box::new(callback)))?)
    }

    fn call(plugin: &mut WapcHost, way: &str, input: &str) -> Result<String, Box<dyn Error>> {
        Ok(String::from_utf8(plugin.call(way, input.as_bytes())?)?)
    }
}
