//! The SDK's checked-in bindings are what wit-bindgen makes of the contract, and a
//! released contract does not change.

use std::path::Path;

use bluebook::model::Digest;
use wit_bindgen_core::wit_parser::Resolve;
use wit_bindgen_core::{Files, WorldGenerator as _};
use wit_bindgen_rust::Opts;

fn generate(wit: &Path) -> String {
    let mut resolve = Resolve::default();
    let (package, _) = resolve.push_path(wit).unwrap();
    let world = resolve.select_world(&[package], None).unwrap();
    let opts = Opts {
        format: true,
        pub_export_macro: true,
        export_macro_name: Some("export_component".to_owned()),
        default_bindings_module: Some("probe_sdk::bindings".to_owned()),
        generate_unused_types: true,
        disable_custom_section_link_helpers: true,
        runtime_path: Some("wit_bindgen::rt".to_owned()),
        additional_derive_attributes: vec!["PartialEq".to_owned()],
        ..Opts::default()
    };
    let mut files = Files::default();
    opts.build().generate(&mut resolve, world, &mut files).unwrap();
    let (_, source) = files.iter().next().unwrap();
    String::from_utf8(source.to_vec()).unwrap()
}

#[test]
fn checked_in_bindings_are_fresh() {
    let sdk = tests::root().join("probe-sdk");
    let fresh = generate(&sdk.join("wit/since_v0_2"));
    tests::golden(&sdk.join("src/bindings.rs"), &fresh);
}

#[test]
fn a_released_contract_does_not_change() {
    let released = [
        ("since_v0_1", "sha256:194157ef9ccca05fc99c8235b0d9b5e2d9d813e606b6388fbf20e8bfe64fffe9"),
        ("since_v0_2", "sha256:1a4a4715e79a48d3e8ae18e47451ae6bd1c7b1524c87ea5c50be4512234149a5"),
    ];
    for (folder, expected) in released {
        let wit = std::fs::read(tests::root().join("probe-sdk/wit").join(folder).join("probe.wit"));
        let digest = Digest::of(&wit.unwrap()).to_string();
        assert_eq!(digest, expected, "{folder} is released: put changes into a new folder");
    }
}
