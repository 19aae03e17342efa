//! The address a script of one statement sends a visitor to.
//!
//! No script is run. Read is only what leaves nothing to run: an address written out, given to
//! `location` or `window.open` first of all. An address put together from parts is not guessed.

/// Where a script sends a visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptTarget {
    /// The address as the script has it, its escapes undone; relative to the page.
    pub address: String,
    /// Whether it opens beside the page instead of taking its place.
    pub is_new_window: bool,
    /// Whether the script does nothing else.
    pub is_all: bool,
}

/// Longest script that is read, in bytes. A handler that only leads somewhere is an address and a
/// few words; the longest address a browser shows has 2,048.
const SCRIPT_BYTES_MAX: usize = 4096;

/// Names a script may reach `location` by.
const WINDOWS: [&str; 6] = ["window", "self", "top", "parent", "document", "this"];

/// The address a script sends a visitor to with its first statement: `location = "a"`,
/// `location.href = "a"`, `location.replace("a")`, `location.assign("a")` or
/// `window.open("a", …)`. `None` where that is not what it does, or the address is no single literal.
pub fn script_target(script: &str) -> Option<ScriptTarget> {
    let script = without_marks(script.get(..script.floor_char_boundary(SCRIPT_BYTES_MAX))?);
    let (names, rest) = names(script)?;
    let way = way_of(&names)?;
    let (address, rest) = match way {
        Way::Set => literal(set(rest)?)?,
        Way::Call | Way::Open => literal(rest.strip_prefix('(')?.trim_start())?,
    };
    let rest = match way {
        Way::Set => rest.trim_start(),
        Way::Call | Way::Open => after_call(rest.trim_start())?,
    };
    // `"a" + id` is not the address.
    if !rest.is_empty() && !rest.starts_with(';') {
        return None;
    }
    let is_new_window = way == Way::Open;
    Some(ScriptTarget { address, is_new_window, is_all: is_nothing(rest) })
}

/// How an address is put to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// `location = "a"`.
    Set,
    /// `location.replace("a")`.
    Call,
    /// `window.open("a")`.
    Open,
}

fn way_of(names: &[&str]) -> Option<Way> {
    let names = match names {
        // `window.top.location` occurs.
        [first, second, rest @ ..] if WINDOWS.contains(first) && WINDOWS.contains(second) => rest,
        [first, rest @ ..] if WINDOWS.contains(first) => rest,
        all => all,
    };
    match names {
        ["location"] | ["location", "href"] => Some(Way::Set),
        ["location", "replace" | "assign"] => Some(Way::Call),
        ["open"] => Some(Way::Open),
        _ => None,
    }
}

/// Without the marks around a script: comment signs of the nineties and the scheme of a `javascript:` address.
fn without_marks(script: &str) -> &str {
    let mut script = script.trim();
    for mark in ["<!--", "//"] {
        script = script.strip_prefix(mark).unwrap_or(script).trim_start();
    }
    for mark in ["-->", "//"] {
        script = script.strip_suffix(mark).unwrap_or(script).trim_end();
    }
    script
}

/// The names at the start of a script, joined by full stops, and what follows them.
fn names(script: &str) -> Option<(Vec<&str>, &str)> {
    let mut names = Vec::new();
    let mut rest = script;
    loop {
        let (name, after) = word(rest)?;
        names.push(name);
        let after = after.trim_start();
        let Some(next) = after.strip_prefix('.') else { return Some((names, after)) };
        rest = next.trim_start();
    }
}

fn word(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    text.split_at_checked(end).filter(|(word, _)| !word.is_empty())
}

/// What follows `=`, if that sets a value; `==` compares.
fn set(text: &str) -> Option<&str> {
    text.strip_prefix('=').filter(|rest| !rest.starts_with('=')).map(str::trim_start)
}

/// A string literal and what follows it. Escapes other than of quotes, slashes and backslashes
/// do not occur in addresses; a literal with one is given up.
fn literal(text: &str) -> Option<(String, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let mut address = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, char)) = chars.next() {
        match char {
            _ if char == quote => return Some((address, text.get(at + 1..)?)),
            '\\' => address.push(chars.next().map(|(_, c)| c).filter(|c| is_plain_escape(*c))?),
            '\n' | '\r' => return None,
            // A template with a hole in it.
            '$' if quote == '`' => return None,
            _ => address.push(char),
        }
    }
    None
}

fn is_plain_escape(char: char) -> bool {
    matches!(char, '/' | '\\' | '"' | '\'')
}

/// What follows the call whose first argument was read; further arguments name a window and its size.
fn after_call(rest: &str) -> Option<&str> {
    if let Some(rest) = rest.strip_prefix(')') {
        return Some(rest.trim_start());
    }
    let arguments = rest.strip_prefix(',')?;
    let (_, rest) = arguments.split_once(')')?;
    Some(rest.trim_start())
}

/// Whether what is left of a script does nothing to where a visitor is.
fn is_nothing(rest: &str) -> bool {
    let rest = rest.trim_matches(|c: char| c == ';' || c.is_whitespace());
    matches!(rest, "" | "return" | "return false" | "return true" | "void(0)" | "void 0")
}

#[cfg(test)]
mod tests {
    use super::script_target;

    /// `expected` is the address, then `+` for a new window and `…` where more follows.
    #[track_caller]
    fn check(script: &str, expected: Option<&str>) {
        let found = script_target(script).map(|target| {
            let window = if target.is_new_window { "+" } else { "" };
            let more = if target.is_all { "" } else { "…" };
            format!("{}{window}{more}", target.address)
        });
        assert_eq!(found.as_deref(), expected, "{script}");
    }

    #[test]
    fn an_address_written_out() {
        check("location='/a'", Some("/a"));
        check(" location.href = \"a.html\" ; ", Some("a.html"));
        check("window.location.href='a';return false;", Some("a"));
        check("top.location.href='/wza/index.html'", Some("/wza/index.html"));
        check("window.top.location='a'", Some("a"));
        check("document.location='a'", Some("a"));
        check("location.replace('a');", Some("a"));
        check("self.location.assign(\"a\")", Some("a"));
        check("window.open('a')", Some("a+"));
        check("open(`a`)", Some("a+"));
        check("window.open('a','_blank','width=1,height=2');void(0)", Some("a+"));
        check("<!--\nwindow.location=\"/b\";\n//-->", Some("/b"));
        check("location.href='a';count(1)", Some("a…"));
        check(r#"location.href="http:\/\/a.cn\/'x'""#, Some("http://a.cn/'x'"));
    }

    #[test]
    fn what_has_to_be_run_is_not_read() {
        check("", None);
        check("void(0)", None);
        check("history.back()", None);
        check("window.open('a'+id)", None);
        check("location.href='a?t='+t", None);
        check("location.href='a'?1:2", None);
        check("location.href==='a'", None);
        check("location.href=url", None);
        check("location.reload('a')", None);
        check("if(ok)location.href='a'", None);
        check("var location='a'", None);
        check("my.location='a'", None);
        check("location.href='a", None);
        check("location.href=`a${b}`", None);
        check(r"location.href='\x61'", None);
        check("location.href='a\nb'", None);
        check("window.open('a'", None);
        check("window.open(,'a')", None);
        check("（location）", None);
    }
}
