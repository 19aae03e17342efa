//! The index engine in WebAssembly computes what it computes here, bit by bit.

use std::path::Path;

use wasmtime::{Engine, Instance, Module, Store};

#[path = "../../host/index/tests/it/everything.rs"]
mod everything;

/// What the module writes, of everything the engine computes.
fn in_webassembly() -> String {
    let engine = Engine::default();
    let module = Module::from_file(&engine, Path::new(tests::INDEX_ENGINE)).unwrap();
    assert_eq!(module.imports().count(), 0, "the engine needs nothing of a browser");
    let mut store = Store::new(&engine, ());
    let instance = Instance::new(&mut store, &module, &[]).unwrap();
    let run = instance.get_typed_func::<(), i64>(&mut store, "everything").unwrap();
    let place = u64::from_ne_bytes(run.call(&mut store, ()).unwrap().to_ne_bytes());
    let [address, length] = [place & 0xffff_ffff, place >> 32].map(|n| usize::try_from(n).unwrap());
    let memory = instance.get_memory(&mut store, "memory").unwrap();
    let bytes = &memory.data(&store)[address..address + length];
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_engine_has_the_same_bits_in_a_browser() {
    let (there, here) = (in_webassembly(), everything::everything().unwrap());
    assert!(here.len() > 100_000, "much is compared: {}", here.len());
    let apart = here.lines().zip(there.lines()).position(|(here, there)| here != there);
    assert_eq!((apart, here.lines().count()), (None, there.lines().count()));
}
