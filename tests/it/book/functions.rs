//! The table of the functions used most: every name in it is one of that language's SDK, public and with as
//! many arguments. So a reader can write what the table says.

use std::collections::BTreeMap;
use std::path::Path;

use super::read;

const HEADING: &str = "\n| Rust | Python | JavaScript | 做什么 what it does |";

/// Names in the table that are the language's own, whose output the SDK logs.
const OWN: [&str; 2] = ["print(", "console.log("];

/// What a function is given besides the object it is a function of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Given {
    /// It is read, not called.
    Nothing,
    Exactly(usize),
    AnyNumber,
}

/// An SDK: where its sources are, and how a line of them begins a class or a function of one.
struct Sdk {
    files: &'static [&'static str],
    class: fn(&str) -> Option<&str>,
    function: fn(&str) -> Option<&str>,
    /// Whether what is before a function makes it one that is read.
    is_read: fn(&str) -> bool,
}

const RUST: Sdk = Sdk {
    files: &["src/task.rs", "src/page.rs", "src/walk.rs", "src/judge.rs", "src/bindings.rs"],
    class: |line| line.strip_prefix("impl ")?.strip_suffix(" {"),
    function: |line| line.strip_prefix("    pub fn "),
    is_read: |_| false,
};
const PYTHON: Sdk = Sdk {
    files: &[
        "python/src/probe_sdk/task.py",
        "python/src/probe_sdk/page.py",
        "python/src/probe_sdk/link.py",
        "python/src/probe_sdk/judge.py",
    ],
    class: |line| line.strip_prefix("class ")?.strip_suffix(':'),
    function: |line| line.strip_prefix("    def ").filter(|name| !name.starts_with('_')),
    is_read: |before| before.ends_with("    @property\n"),
};
const JAVASCRIPT: Sdk = Sdk {
    files: &["js/src/task.js", "js/src/page.js", "js/src/link.js", "js/src/judge.js"],
    class: |line| line.strip_prefix("export class ")?.strip_suffix(" {"),
    function: |line| {
        let line = line.strip_prefix("  ")?.strip_suffix(" {")?;
        let line = line.strip_prefix("static ").or(line.strip_prefix("get ")).unwrap_or(line);
        line.starts_with(char::is_alphabetic).then_some(line)
    },
    is_read: |before| before.ends_with("  get "),
};

#[test]
fn what_the_table_of_functions_names_is_there() {
    let text = read(&tests::root().join("docs/writing-probes.md"));
    let (_, table) = text.split_once(HEADING).unwrap();
    let rows: Vec<&str> = table.lines().skip(2).take_while(|line| line.starts_with('|')).collect();
    assert!(rows.len() > 20, "{rows:?}");
    for (column, sdk) in [RUST, PYTHON, JAVASCRIPT].iter().enumerate() {
        let (functions, sources) = read_sdk(sdk);
        for row in &rows {
            let cell = row.split('|').nth(column + 1).unwrap();
            let spans = cell.split('`').skip(1).step_by(2);
            let named: Vec<_> =
                spans.filter(|span| !OWN.iter().any(|own| span.starts_with(own))).collect();
            assert!(!named.is_empty(), "nothing in column {column} of {row}");
            for span in named {
                let (name, given, fields) = call(span);
                assert_eq!(functions.get(&name), Some(&given), "`{span}` of {row}");
                assert!(fields.iter().all(|field| sources.contains(field)), "`{span}`");
            }
        }
    }
}

/// What a span of the table names: `Class.function`, what it is given, and the fields that are taken of it.
fn call(span: &str) -> (String, Given, Vec<&str>) {
    let of = [
        ("task.", "Task"),
        ("page.", "Page"),
        ("link.", "Link"),
        ("Link.", "Link"),
        ("Link::", "Link"),
        ("Judged.", "Judged"),
        ("Judged::", "Judged"),
    ];
    let found = of.iter().find_map(|(word, class)| Some((*class, span.split_once(word)?.1)));
    // What begins with a dot is a judgement's.
    let (class, rest) = found
        .or(span.strip_prefix('.').map(|rest| ("Judged", rest)))
        .unwrap_or_else(|| panic!("`{span}`"));
    let name = identifier(rest);
    let rest = &rest[name.len()..];
    let (given, rest) = match bracketed(rest) {
        None => (Given::Nothing, rest),
        Some(inside) if inside.contains('…') => (Given::AnyNumber, &rest[inside.len() + 2..]),
        Some(inside) => (Given::Exactly(parts(inside).len()), &rest[inside.len() + 2..]),
    };
    let fields = rest.split('.').skip(1).map(identifier).collect();
    (format!("{class}.{name}"), given, fields)
}

/// The functions of an SDK's classes, and its sources.
fn read_sdk(sdk: &Sdk) -> (BTreeMap<String, Given>, String) {
    let root = tests::root().join("probe-sdk");
    let mut functions = BTreeMap::new();
    let mut sources = String::new();
    for file in sdk.files {
        let text = read(&root.join(Path::new(file)));
        // The bindings have the fields of what the contract hands over, and no class of the SDK.
        if !file.ends_with("bindings.rs") {
            add_functions(&mut functions, sdk, &text);
        }
        sources.push_str(&text);
    }
    (functions, sources)
}

fn add_functions(functions: &mut BTreeMap<String, Given>, sdk: &Sdk, text: &str) {
    let mut class = "";
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(name) = (sdk.class)(line.trim_end()) {
            class = name;
        } else if let Some(head) = (sdk.function)(line.trim_end()) {
            let begins = at + (line.len() - line.trim_start().len());
            let begins = begins + text[begins..].find(head).unwrap();
            let name = identifier(head);
            let after = &text[begins + name.len()..];
            let given = match &after[after.find('(').unwrap()..] {
                _ if (sdk.is_read)(&text[..begins]) || (sdk.is_read)(&text[..at]) => Given::Nothing,
                arguments => given(bracketed(arguments).unwrap()),
            };
            functions.insert(format!("{class}.{name}"), given);
        }
        at += line.len();
    }
}

/// What a function takes besides itself.
fn given(arguments: &str) -> Given {
    let is_itself = |part: &&str| !["self", "&self", "mut self", "cls"].contains(part);
    let parts: Vec<&str> = parts(arguments).into_iter().filter(is_itself).collect();
    if parts.iter().any(|part| part.starts_with(['*', '.'])) {
        Given::AnyNumber
    } else {
        Given::Exactly(parts.len())
    }
}

/// The letters, digits and `_` a text begins with.
fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// What stands between the brackets a text begins with.
fn bracketed(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('(')?;
    let mut depth = 1;
    let end = inside.find(|c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    })?;
    Some(&inside[..end])
}

/// The parts between the commas that stand in no brackets.
fn parts(text: &str) -> Vec<&str> {
    let mut depth = 0;
    let split = text.split(|c: char| {
        depth += i32::from("([<{".contains(c)) - i32::from(")]>}".contains(c));
        c == ',' && depth == 0
    });
    split.map(str::trim).filter(|part| !part.is_empty()).collect()
}
