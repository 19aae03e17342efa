//! What the marks have in common: numbers behind a word, text that scripts write, the answer "no".

use probe_sdk::criteria::mentions::{excerpt, in_text};
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{after, plain, spaced};
use probe_sdk::{Hit, Judged, Page};

/// Inline scripts read; pages have some dozen.
const SCRIPTS_MAX: u32 = 200;

/// Bytes of the longest script read: scripts that write a footer are short, and the long ones of
/// some platforms are programs.
const SCRIPT_BYTES_MAX: usize = 8 * 1024;

/// Calls by which a script puts text on the page.
const WRITES: [&str; 7] = [
    "document.write",
    "innerHTML",
    "innerText",
    ".html(",
    ".append(",
    ".text(",
    "insertAdjacentHTML",
];

/// Elements around a word in which its number is looked for.
const LEVELS_MAX: usize = 4;

/// The answer where a mark is not on a page.
pub(crate) fn not_seen(page: Page) -> Judged {
    if page.is_blank() {
        return Judged::from(page.unsaid("the mark"));
    }
    Judged::truth(false).seen([page])
}

/// The first script that writes text of which `holds` is true. Only scripts that have the letter
/// in their source, as it stands or escaped, are read: most have neither.
pub(crate) fn written(page: Page, letter: char, holds: impl Fn(&str) -> bool) -> Option<Hit> {
    let escaped = |script: &str| {
        // `%u5907` and `%E5%A4%87`, as `escape` and `encodeURI` leave letters.
        script.contains('%') && (script.contains("%u") || script.contains("%E"))
    };
    let scripts = small_scripts(page).filter(|hit| hit.text.contains(letter) || escaped(&hit.text));
    let mut written = scripts.filter_map(|hit| Some(Hit { text: written_by(&hit.text)?, ..hit }));
    written.find(|hit| holds(&hit.text))
}

/// The first script that writes the word to the page, in a tag or in text.
pub(crate) fn writes(page: Page, word: &str) -> Option<Judged> {
    let scripts = small_scripts(page).filter(|hit| hit.text.contains(word));
    let mut sources = scripts.filter_map(|hit| Some(Hit { text: source_of(&hit.text)?, ..hit }));
    sources.find(|hit| hit.text.contains(word)).map(|hit| by_script(&hit, &[word]))
}

fn small_scripts(page: Page) -> impl Iterator<Item = Hit> {
    let scripts = page.scripts(SCRIPTS_MAX).into_iter();
    scripts.filter(|hit| hit.text.len() <= SCRIPT_BYTES_MAX)
}

/// "Yes", on the ground of a script that writes one of the words.
pub(crate) fn by_script(hit: &Hit, any: &[&str]) -> Judged {
    Judged::truth(true).seen([excerpt(hit, any)]).note("由脚本写入")
}

fn source_of(script: &str) -> Option<String> {
    let writes = |code: &str| WRITES.iter().any(|call| code.contains(call));
    if !writes(script) {
        return None;
    }
    let code = without_comments(script);
    writes(&code).then(|| unescape(&code))
}

fn written_by(script: &str) -> Option<String> {
    let source = source_of(script)?;
    let mut text = String::new();
    let mut rest = source.as_str();
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    Some(text)
}

/// The script without lines and blocks that are comments. A `//` inside a line stays: it is more
/// often part of an address.
fn without_comments(script: &str) -> String {
    let mut code = String::new();
    let mut rest = script;
    while let Some((before, block)) = rest.split_once("/*") {
        code.push_str(before);
        rest = block.split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Undoes `%3C` and `%u7F51`, as `unescape` does in the browser.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let hex = |from: usize, to: usize| {
            escape.get(from..to).and_then(|digits| u32::from_str_radix(digits, 16).ok())
        };
        let wide = escape.starts_with('u').then(|| hex(1, 5)).flatten().and_then(char::from_u32);
        if let Some(letter) = wide {
            bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            rest = escape.get(5..).unwrap_or("");
        } else if let Some(byte) = hex(0, 2).and_then(|byte| u8::try_from(byte).ok()) {
            bytes.push(byte);
            rest = escape.get(2..).unwrap_or("");
        } else {
            bytes.push(b'%');
            rest = escape;
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The first of the words with a number by it: in its own element or, where word and number have
/// one each, close around, and not in an article.
pub(crate) fn by_number(
    page: Page,
    words: &[&str],
    holds_number: impl Fn(&str) -> bool,
) -> Option<Hit> {
    in_text(page, words).into_iter().find(|hit| {
        let mut next = Some(hit.node);
        let near = (0..LEVELS_MAX).any(|_| {
            let Some(node) = next else { return false };
            next = page.parent_of(node);
            holds_number(&page.text_of(node))
        });
        near && !Surroundings::of(hit).in_article()
    })
}

/// The numbers that follow one of the words, with nothing but white space and characters of the gap
/// between, each with that gap; no number is left out for being too short.
pub(crate) fn numbers(text: &str, words: &[&str], gap: &str) -> Vec<(String, String)> {
    let text = plain(text);
    let words = words.iter().flat_map(|word| [(*word).to_owned(), spaced(word)]);
    let mut numbers = Vec::new();
    for word in words {
        for rest in after(&text, &[&word]) {
            let number = rest.trim_start_matches(|c: char| c.is_whitespace() || gap.contains(c));
            let between = rest.strip_suffix(number).unwrap_or("");
            let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
            numbers.push((between.to_owned(), number.get(..end).unwrap_or("").to_owned()));
        }
    }
    numbers
}

/// Whether a number only fills its place in a template: `00000000`, `0000001`, `12345678`.
pub(crate) fn is_placeholder(number: &str) -> bool {
    let steps: Vec<i16> = number
        .bytes()
        .zip(number.bytes().skip(1))
        .map(|(a, b)| i16::from(b) - i16::from(a))
        .collect();
    let same = steps.iter().all(|&step| step == 0);
    let counting = steps.iter().all(|&step| step == 1 || step == -9);
    same || counting || number.trim_start_matches('0').len() <= 1
}
