//! The page around the data: policy, style and scripts put together from `site/web` and from what it
//! shares with the desk ([`web`]).
//!
//! The modules there are plain ES modules, which editors and tests read as they are. In the page they
//! are one script, whose digest the policy names: nothing else can run.

use std::io;

use data_encoding::BASE64;

use crate::model::Digest;
use crate::web;

/// Each imports only from those before it.
const MODULES: &[(&str, &str)] = &[
    ("texts", web::TEXTS_JS),
    ("engine", include_str!("web/engine.js")),
    ("data", include_str!("web/data.js")),
    ("stats", include_str!("web/stats.js")),
    ("dom", web::DOM_JS),
    ("state", include_str!("web/state.js")),
    ("csv", web::CSV_JS),
    ("charts", include_str!("web/charts.js")),
    ("table", web::TABLE_JS),
    ("map", include_str!("web/map.js")),
    ("headlines", include_str!("web/headlines.js")),
    ("ladder", include_str!("web/ladder.js")),
    ("whatif", include_str!("web/whatif.js")),
    ("overview", include_str!("web/overview.js")),
    ("columns", include_str!("web/columns.js")),
    ("peers", include_str!("web/peers.js")),
    ("evidence", include_str!("web/evidence.js")),
    ("changes", include_str!("web/changes.js")),
    ("compare", include_str!("web/compare.js")),
    ("region", include_str!("web/region.js")),
    ("indicator", include_str!("web/indicator.js")),
    ("groups", include_str!("web/groups.js")),
    ("annex", include_str!("web/annex.js")),
    ("method", include_str!("web/method.js")),
    ("search", include_str!("web/search.js")),
    ("main", include_str!("web/main.js")),
];

const STYLES: &[&str] =
    &[web::BASE_CSS, web::TABLES_CSS, include_str!("web/parts.css"), include_str!("web/print.css")];

const BODY: &str = include_str!("web/body.html");

/// Writes the page with its blocks of data, each under its id. `title` is clean.
pub(super) fn write(
    out: &mut impl io::Write,
    title: &str,
    blocks: &[(&str, String)],
) -> io::Result<()> {
    let (script, style) = (script(), STYLES.concat());
    let policy = policy_of(&script, &style);
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <title>{title}</title>\n<style>{style}</style>\n</head>\n{BODY}"
    )?;
    for (id, block) in blocks {
        writeln!(out, "<script type=\"text/plain\" id=\"{id}\">{block}</script>")?;
    }
    write!(out, "<script type=\"module\">{script}</script>\n</body>\n</html>\n")
}

/// What the browser may do with the page, for a server that says it too.
pub(super) fn policy() -> String {
    policy_of(&script(), &STYLES.concat())
}

fn policy_of(script: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; img-src data:; \
         base-uri 'none'; form-action 'none'",
        hash(script),
        hash(style)
    )
}

/// The source of a policy that lets exactly this text in.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Digest::of(text.as_bytes()).bytes()))
}

/// The modules as one script: each in a scope of its own that gives what it exports.
///
/// They keep to what this understands: an import or export is one line, only functions and constants
/// are exported, and no text runs over lines, so that comments and indents can be left out.
fn script() -> String {
    let mut script = String::from("\n");
    for (name, text) in MODULES {
        let mut exported = Vec::new();
        script.extend(["const module_", name, " = (() => {\n"]);
        for line in text.lines() {
            let start = line.trim_start();
            if start.is_empty() || start.starts_with("//") {
                continue;
            }
            let own = line.strip_prefix("export ");
            exported.extend(own.and_then(declared));
            let line = import(line).unwrap_or_else(|| own.unwrap_or(start).trim_end().to_owned());
            if goes_on(&script, &line) {
                script.pop();
            }
            script.push_str(&line);
            script.push('\n');
        }
        script.extend(["return { ", &exported.join(", "), " };\n})();\n"]);
    }
    script
}

/// Whether the line feed before `line` says nothing: the line before ends open, or this one closes it.
fn goes_on(script: &str, line: &str) -> bool {
    let before = script.strip_suffix('\n').unwrap_or_default();
    before.ends_with([',', '(', '[', '{', ';']) || line.starts_with([')', ']'])
}

/// The name that a line declares.
fn declared(line: &str) -> Option<&str> {
    let line = line.strip_prefix("async ").unwrap_or(line);
    let rest = line.strip_prefix("function ").or_else(|| line.strip_prefix("const "))?;
    rest.split(['(', ' ']).next()
}

/// `import { a } from "./b.js";`, from whichever folder, as what it is among scopes.
fn import(line: &str) -> Option<String> {
    let (names, from) = line.strip_prefix("import ")?.split_once(" from \"")?;
    let (_folder, name) = from.strip_suffix(".js\";")?.rsplit_once('/')?;
    Some(format!("const {names} = module_{name};"))
}
