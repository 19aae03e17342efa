//! A probe made of an input: it calls the contract's functions in any order with any arguments, and answers
//! whatever its memory then holds.
//!
//! The core module is written here and made a component by wit-component, as `probe-build` does with those
//! that compilers write; so everything is well formed but what is done with it.

use std::sync::LazyLock;

use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction, MemorySection,
    MemoryType, Module, TypeSection, ValType,
};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::{Resolve, WorldId};

use crate::bytes::Bytes;
use crate::must;

/// The newest contract.
const CONTRACT: &str = include_str!("../../../../probe-sdk/wit/since_v0_2/probe.wit");

/// Calls of one function; a call that fails ends them.
const CALLS_MAX: usize = 12;

/// Where `describe` and `evaluate` have their answers, and where texts are.
const ANSWER_AT: u32 = 64;
const TEXTS_AT: u32 = 1024;

/// Where memory that the host asks for starts.
const FREE_AT: i32 = 8192;

/// Bytes of the answer's place that an input may write.
const ANSWER_BYTES_MAX: usize = 160;

/// Texts that calls can point at: selectors, words, addresses, names.
const TEXTS: &[u8] =
    b"a li.x [href^='/'] http://a.test/0 http://a.test/x any keywords elapsed-ms home \
    \xe8\xb4\xa3\xe4\xbb\xbb\xe6\xb8\x85\xe5\x8d\x95 \xff:not(";

/// Pages of 64 KiB the module starts with and may have.
const PAGES: (u64, u64) = (1, 64);

/// The contract's imports and how many numbers the canonical form passes to each, results by pointer
/// included; whether it gives a number back.
const IMPORTS: [(&str, &str, usize, bool); 27] = [
    ("page", "info", 2, false),
    ("page", "meta", 4, false),
    ("page", "count", 3, true),
    ("page", "find-text", 6, false),
    ("page", "texts", 5, false),
    ("page", "attrs", 7, false),
    ("page", "select", 5, false),
    ("page", "text-of", 3, false),
    ("page", "attr-of", 5, false),
    ("page", "tag-of", 3, false),
    ("page", "parent-of", 3, false),
    ("page", "children-of", 3, false),
    ("page", "links", 5, false),
    ("page", "scripts", 3, false),
    ("page", "text", 2, false),
    ("page", "html", 2, false),
    ("page", "fact", 4, false),
    ("page", "hops", 2, false),
    ("page", "form-url", 5, false),
    ("site", "region", 1, false),
    ("site", "pages", 3, false),
    ("site", "lookup", 3, false),
    ("site", "failed", 3, false),
    ("site", "collected-on", 1, false),
    ("params", "tasks", 1, false),
    ("params", "get", 4, false),
    ("log", "write", 3, false),
];

/// The contract, read once.
static WORLD: LazyLock<(Resolve, WorldId)> = LazyLock::new(|| {
    let mut resolve = Resolve::default();
    let package = must(resolve.push_str("probe.wit", CONTRACT));
    let world = must(resolve.select_world(&[package], Some("probe")));
    (resolve, world)
});

/// The component.
pub(super) fn component(mut input: Bytes<'_>) -> Vec<u8> {
    // An empty description is as good as any; without one `evaluate` is never called.
    let describes = input.byte() & 7 == 7;
    let described = if describes { input.take(ANSWER_BYTES_MAX / 4) } else { &[] };
    let answered = input.take(ANSWER_BYTES_MAX);
    let n_calls = input.below(CALLS_MAX);
    let mut module = core_module(input, n_calls, described, answered);
    let (resolve, world) = &*WORLD;
    must(embed_component_metadata(&mut module, resolve, *world, StringEncoding::UTF8));
    must(ComponentEncoder::default().module(&module).and_then(ComponentEncoder::encode))
}

fn core_module(input: Bytes<'_>, n_calls: usize, described: &[u8], answered: &[u8]) -> Vec<u8> {
    let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
    for (n, (interface, name, n_params, gives)) in (0..).zip(IMPORTS) {
        let results = gives.then_some(ValType::I32);
        types.ty().function(vec![ValType::I32; n_params], results);
        let module = format!("bluebook:probe/{interface}@0.2.0");
        imports.import(&module, name, EntityType::Function(n));
    }
    // `describe` and `evaluate`, then what the host gets memory from.
    let (said, realloc) = (types.len(), types.len() + 1);
    types.ty().function([], [ValType::I32]);
    types.ty().function([ValType::I32; 4], [ValType::I32]);
    let mut functions = FunctionSection::new();
    functions.function(said).function(said).function(realloc);
    let mut memories = MemorySection::new();
    let (minimum, most) = PAGES;
    let maximum = Some(most);
    memories.memory(MemoryType {
        minimum,
        maximum,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    let free = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
    globals.global(free, &ConstExpr::i32_const(FREE_AT));
    let mut exports = ExportSection::new();
    let n = imports.len();
    for (name, at) in [("describe", n), ("evaluate", n + 1), ("cabi_realloc", n + 2)] {
        exports.export(name, ExportKind::Func, at);
    }
    exports.export("memory", ExportKind::Memory, 0);
    let mut code = CodeSection::new();
    code.function(&gives_answer(described));
    code.function(&calls(input, n_calls, answered));
    code.function(&gives_memory());
    let mut data = DataSection::new();
    let at = |at: u32| ConstExpr::i32_const(at.cast_signed());
    data.active(0, &at(TEXTS_AT), TEXTS.iter().copied());
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&memories);
    module.section(&globals).section(&exports).section(&code).section(&data);
    module.finish()
}

/// Writes bytes into the answer's place and gives that.
fn gives_answer(bytes: &[u8]) -> Function {
    let mut function = Function::new([]);
    stores(&mut function, bytes);
    function.instruction(&Instruction::I32Const(ANSWER_AT.cast_signed()));
    function.instruction(&Instruction::End);
    function
}

fn stores(function: &mut Function, bytes: &[u8]) {
    for (at, word) in (ANSWER_AT..).step_by(4).zip(bytes.chunks_exact(4)) {
        let value = word.iter().rev().fold(0_u32, |value, byte| value << 8 | u32::from(*byte));
        function.instruction(&Instruction::I32Const(at.cast_signed()));
        function.instruction(&Instruction::I32Const(value.cast_signed()));
        let place = wasm_encoder::MemArg { offset: 0, align: 2, memory_index: 0 };
        function.instruction(&Instruction::I32Store(place));
    }
}

/// Calls the host as the input says, then answers.
fn calls(mut input: Bytes<'_>, n_calls: usize, answered: &[u8]) -> Function {
    let mut function = Function::new([]);
    for _ in 0..n_calls {
        let called = input.below(IMPORTS.len());
        let Some((_, _, n_params, gives)) = IMPORTS.get(called) else { continue };
        for _ in 0..*n_params {
            let value = argument(&mut input);
            function.instruction(&Instruction::I32Const(value.cast_signed()));
        }
        #[expect(clippy::cast_possible_truncation, reason = "a place in a table of 27")]
        function.instruction(&Instruction::Call(called as u32));
        if *gives {
            function.instruction(&Instruction::Drop);
        }
    }
    stores(&mut function, answered);
    function.instruction(&Instruction::I32Const(ANSWER_AT.cast_signed()));
    function.instruction(&Instruction::End);
    function
}

/// A number that may be an index, a length, a place of text, a place for an answer, or anything.
fn argument(input: &mut Bytes<'_>) -> u32 {
    let kind = input.byte();
    let small = u32::from(kind >> 3);
    match kind % 8 {
        0..=2 => small,
        3 | 4 => TEXTS_AT + u32::from(input.byte()) % 160,
        5 => ANSWER_AT + 4 * small,
        6 => 0x1_0000 - 4 * small,
        _ => input.word(),
    }
}

/// Gives the next free memory, and never asks for more: behind its end the host has to notice.
fn gives_memory() -> Function {
    let mut function = Function::new([]);
    let (free, align, size) = (0, 2, 3);
    for step in [
        // free = (free + align - 1) & -align
        Instruction::GlobalGet(free),
        Instruction::LocalGet(align),
        Instruction::I32Add,
        Instruction::I32Const(1),
        Instruction::I32Sub,
        Instruction::I32Const(0),
        Instruction::LocalGet(align),
        Instruction::I32Sub,
        Instruction::I32And,
        Instruction::GlobalSet(free),
        // The answer, and the place behind it.
        Instruction::GlobalGet(free),
        Instruction::GlobalGet(free),
        Instruction::LocalGet(size),
        Instruction::I32Add,
        Instruction::GlobalSet(free),
        Instruction::End,
    ] {
        function.instruction(&step);
    }
    function
}
