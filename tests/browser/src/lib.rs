//! The engine in WebAssembly, as a browser has it: everything it computes, as text in memory. A test
//! runs it and compares every bit with what the host computes.

#[path = "../../../host/index/tests/it/everything.rs"]
mod everything;

/// Writes the text into memory that stays, and gives its address in the low and its length in the
/// high half; 0 if the engine refused.
#[expect(unsafe_code, reason = "a name that the other side can ask for")]
#[unsafe(no_mangle)]
pub extern "C" fn everything() -> u64 {
    let Ok(text) = everything::everything() else { return 0 };
    let text: &'static str = Box::leak(text.into_boxed_str());
    let length = u64::try_from(text.len()).unwrap_or(0);
    // An address of WebAssembly has 32 bits.
    let address = u64::try_from(text.as_ptr().addr()).unwrap_or(0);
    length << 32 | address & 0xffff_ffff
}
