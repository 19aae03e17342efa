//! Sections of a component that the compiler passes over: what its makers say of it.

use wasmparser::{BinaryReaderError, Parser, Payload};

/// The data of a component's own sections of this name, in order; those of modules and components within are
/// none of its own.
///
/// # Errors
///
/// If the bytes are no WebAssembly.
pub fn sections<'c>(component: &'c [u8], name: &str) -> Result<Vec<&'c [u8]>, BinaryReaderError> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(component) {
        let payload = payload?;
        if matches!(payload, Payload::ModuleSection { .. } | Payload::ComponentSection { .. }) {
            depth += 1;
        } else if matches!(payload, Payload::End(_)) {
            depth = depth.saturating_sub(1);
        } else if let Payload::CustomSection(section) = payload
            && depth == 0
            && section.name() == name
        {
            found.push(section.data());
        }
    }
    Ok(found)
}
