//! Extism: a compiled plug-in, of which instances are made.

use std::error::Error;

use extism::{CompiledPlugin, Manifest, PTR, Plugin, PluginBuilder, UserData, Wasm, host_fn};

use crate::{Host, page};

pub struct Extism(CompiledPlugin);

host_fn!(ask(_user_data: (); question: String) -> String {
    Ok(page::answer(question.as_bytes()))
});

impl Extism {
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let guest = include_bytes!(concat!(env!("OUT_DIR"), "/guest_extism.wasm"));
        let manifest = Manifest::new([Wasm::data(guest.as_slice())]);
        let builder = PluginBuilder::new(manifest).with_wasi(false);
        let builder = builder.with_function("ask", [PTR], [PTR], UserData::new(()), ask);
        Ok(Self(builder.compile()?))
    }
}

impl Host for Extism {
    type Plugin = Plugin;

    fn fresh(&self) -> Result<Plugin, Box<dyn Error>> {
        Ok(Plugin::new_from_compiled(&self.0)?)
    }

    fn call(plugin: &mut Plugin, way: &str, input: &str) -> Result<String, Box<dyn Error>> {
        Ok(plugin.call::<&str, String>(way, input)?)
    }
}
