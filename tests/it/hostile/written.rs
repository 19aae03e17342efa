//! Components written by hand: each does one thing that it should not.

use std::fs;

use super::{ANSWERED, Allowed, Hostile};

/// Does nothing wrong by itself.
const NOTHING: &str = "(i32.const 64)";

pub(super) fn all() -> Vec<Hostile> {
    let mut all = Vec::new();
    foreign(&mut all);
    versions(&mut all);
    worlds(&mut all);
    sizes(&mut all);
    for (name, body, end) in BODIES {
        let allowed = describe_end(end);
        all.push(of_wat(&format!("describe-{name}"), &probe("1", body, NOTHING, ""), allowed));
        all.push(of_wat(
            &format!("evaluate-{name}"),
            &probe("1", NOTHING, body, ""),
            evaluate_end(end),
        ));
    }
    all
}

/// What a function may do, and how it ends.
const BODIES: &[(&str, &str, &str)] = &[
    ("loops", "(loop $on (br $on)) (i32.const 64)", "out-of-fuel"),
    ("traps", "unreachable", "trapped"),
    ("recurses", "(call $recurse (i32.const 0))", "stack-overflow"),
    ("divides", "(i32.div_u (i32.const 1) (i32.const 0))", "trapped"),
    ("reads-beyond", "(i32.load (i32.const 0x7fff_fff0))", "trapped"),
    ("calls-nothing", "(i32.trunc_f64_u (f64.const nan))", "trapped"),
    ("answers-beyond", "(i32.const 0x7fff_fff0)", "bad-answer"),
    ("answers-crooked", "(i32.const 65)", "bad-answer"),
    ("text-beyond", "(call $text (i32.const 0x7fff_0000) (i32.const 16))", "bad-answer"),
    ("text-endless", "(call $text (i32.const 0) (i32.const 0xffff_ffff))", "bad-answer"),
];

fn describe_end(end: &str) -> Allowed {
    match end {
        "out-of-fuel" => &["describe out-of-fuel"],
        "stack-overflow" => &["describe stack-overflow"],
        "trapped" => &["describe trapped"],
        _ => &["describe bad-answer", "describe output-too-large"],
    }
}

fn evaluate_end(end: &str) -> Allowed {
    match end {
        "out-of-fuel" => &["out-of-fuel"],
        "stack-overflow" => &["stack-overflow"],
        "trapped" => &["trapped"],
        // What is a text to `describe` is a number of verdicts here, or nothing.
        _ => &["bad-answer", "output-too-large", "trapped", ANSWERED],
    }
}

fn foreign(all: &mut Vec<Hostile>) {
    let interfaces = [
        "wasi:clocks/monotonic-clock@0.2.0",
        "wasi:clocks/wall-clock@0.2.3",
        "wasi:random/random@0.2.0",
        "wasi:filesystem/types@0.2.0",
        "wasi:filesystem/preopens@0.2.0",
        "wasi:sockets/tcp@0.2.0",
        "wasi:sockets/ip-name-lookup@0.2.0",
        "wasi:http/outgoing-handler@0.2.0",
        "wasi:cli/environment@0.2.0",
        "wasi:cli/stdout@0.2.0",
        "wasi:io/streams@0.2.0",
        "bluebook:probe/secrets@0.2.0",
        "bluebook:host/page@0.2.0",
        "evil:probe/page@0.2.0",
    ];
    for interface in interfaces {
        let wat = format!("(component (import \"{interface}\" (instance)))");
        all.push(of_wat(interface, &wat, &["foreign-import"]));
    }
    let wat = "(component (import \"run\" (func)))";
    all.push(of_wat("a function", wat, &["foreign-import"]));
}

fn versions(all: &mut Vec<Hostile>) {
    for version in ["0.0.1", "0.3.0", "0.7.0", "1.0.0", "2.1.0", "99.0.0", "0.2.0-rc.1"] {
        let wat = format!("(component (import \"bluebook:probe/log@{version}\" (instance)))");
        let allowed: Allowed =
            if version.contains("rc") { &["contract", "shape"] } else { &["contract"] };
        all.push(of_wat(version, &wat, allowed));
    }
    let two = "(component (import \"bluebook:probe/log@0.1.0\" (instance))
        (import \"bluebook:probe/page@0.2.0\" (instance)))";
    all.push(of_wat("two versions", two, &["contract"]));
    let none = "(component (import \"bluebook:probe/log\" (instance)))";
    all.push(of_wat("no version", none, &["contract"]));
}

fn worlds(all: &mut Vec<Hostile>) {
    let module =
        "(core module $m (func (export \"f\")) (func (export \"g\") (result i32) (i32.const 0)))
        (core instance $i (instantiate $m))";
    let bodies = [
        ("nothing", String::new()),
        ("no evaluate", format!("{module} (func $f (canon lift (core func $i \"f\"))) (export \"describe\" (func $f))")),
        ("no info", format!("{module} (func $f (canon lift (core func $i \"f\"))) (export \"describe\" (func $f)) (export \"evaluate\" (func $f))")),
        ("a number", format!("{module} (func $g (result u32) (canon lift (core func $i \"g\"))) (export \"describe\" (func $g)) (export \"evaluate\" (func $g))")),
        ("a command", format!("{module} (func $f (canon lift (core func $i \"f\"))) (export \"run\" (func $f))")),
        ("its own log", "(import \"bluebook:probe/log@0.2.0\" (instance (export \"write\" (func (param \"x\" u8)))))".to_owned()),
        ("its own page", "(import \"bluebook:probe/page@0.2.0\" (instance (export \"fetch\" (func (result string)))))".to_owned()),
    ];
    for (name, body) in bodies {
        all.push(of_wat(name, &format!("(component {body})"), &["shape"]));
    }
}

fn sizes(all: &mut Vec<Hostile>) {
    let refused: Allowed =
        &["compile", "shape", "describe out-of-memory", "describe bad-answer", "describe trapped"];
    all.push(of_wat("memory of 4 GiB", &probe("65536", NOTHING, NOTHING, ""), refused));
    all.push(of_wat("memory of 64 MiB", &probe("1024", NOTHING, NOTHING, ""), refused));
    all.push(of_wat(
        "a huge table",
        &probe("1", NOTHING, NOTHING, "(table 4000000000 funcref)"),
        refused,
    ));
    all.push(of_wat(
        "a large table",
        &probe("1", NOTHING, NOTHING, "(table 10000000 funcref)"),
        refused,
    ));
    let many = "(table 1 funcref)".repeat(60);
    all.push(of_wat("many tables", &probe("1", NOTHING, NOTHING, &many), refused));
    let memories = "(memory 1)".repeat(20);
    all.push(of_wat("many memories", &probe("1", NOTHING, NOTHING, &memories), refused));
    let grows =
        "(loop $on (br_if $on (i32.ne (memory.grow (i32.const 16)) (i32.const -1)))) unreachable";
    all.push(of_wat("grows", &probe("1", NOTHING, grows, ""), &["out-of-memory"]));
    all.push(of_wat(
        "no UTF-8",
        &probe("1", "(call $text (i32.const 1024) (i32.const 3))", NOTHING, ""),
        &["describe bad-answer"],
    ));
    let deep = format!("{}{}", "(component ".repeat(60), ")".repeat(60));
    all.push(of_wat("components in components", &deep, &["compile", "shape"]));
    let modules = format!("(component {})", "(core module)".repeat(2000));
    all.push(of_wat("two thousand modules", &modules, &["compile", "shape"]));
}

fn probe(memory: &str, describe: &str, evaluate: &str, more: &str) -> String {
    let wat = String::from_utf8(fs::read(tests::fixture("hostile/probe.wat")).unwrap()).unwrap();
    wat.replace("{{memory}}", memory)
        .replace("{{describe}}", describe)
        .replace("{{evaluate}}", evaluate)
        .replace("{{more}}", more)
}

#[track_caller]
fn of_wat(name: &str, wat: &str, allowed: Allowed) -> Hostile {
    let bytes = wat::parse_str(wat).unwrap_or_else(|error| panic!("{name}: {error}"));
    Hostile { name: name.to_owned(), bytes, allowed }
}
