//! `bluebook explain-error`: what the name beside a message means, and what to do.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::args::{ExplainError, TextOrJson};
use super::{Code, Failed, Streams};
use crate::codes::{self, Entry, Group};

pub(crate) fn explain_error(args: &ExplainError, streams: &mut Streams<'_>) -> Result<(), Failed> {
    match &args.code {
        Some(name) => one(&named(name)?, args.format, streams),
        None => all(&codes::groups(), args.format, streams),
    }
}

/// The entry of a name, also as it stands in a message: `error[name]`.
fn named(typed: &str) -> Result<Entry, Failed> {
    let name = typed.rsplit('[').next().unwrap_or(typed).trim_end_matches([']', ':']);
    codes::entry(name).ok_or_else(|| {
        let groups = codes::groups();
        let names = groups.iter().flat_map(|group| &group.entries).map(|entry| entry.name);
        let nearest = names.min_by_key(|known| strsim::osa_distance(known, name));
        Failed::new(Code::NoSuchCode, format!("nothing is called `{name}`"))
            .hint(nearest.map(|near| format!("是不是 did you mean: {near}")))
    })
}

fn one(entry: &Entry, format: TextOrJson, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let Entry { name, meaning, example, way_out } = entry;
    if format == TextOrJson::Json {
        writeln!(streams.out, "{:#}", value(entry))?;
        return Ok(());
    }
    writeln!(streams.out, "{name}\n\n{meaning}")?;
    if let Some(example) = example {
        writeln!(streams.out, "\n例 example\n  {}", shown(name, example))?;
    }
    if let Some(way_out) = way_out {
        writeln!(streams.out, "\n怎么办 what to do\n  {way_out}")?;
    }
    if let Some(code) = Code::named(name) {
        writeln!(streams.out, "\n退出码 exit code {}", code.exit().code())?;
    }
    Ok(())
}

fn all(groups: &[Group], format: TextOrJson, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let entries = groups.iter().flat_map(|group| &group.entries);
    if format == TextOrJson::Json {
        writeln!(streams.out, "{:#}", entries.map(value).collect::<Value>())?;
        return Ok(());
    }
    for Group { title, entries, .. } in groups {
        writeln!(streams.out, "{title}")?;
        for Entry { name, meaning, .. } in entries {
            let first = meaning.lines().next().unwrap_or_default();
            writeln!(streams.out, "  {name}  {first}")?;
        }
        writeln!(streams.out)?;
    }
    Ok(())
}

fn value(entry: &Entry) -> Value {
    let Entry { name, meaning, example, way_out } = entry;
    let exit = Code::named(name).map(|code| code.exit().code());
    json!({"code": name, "meaning": meaning, "example": example, "way_out": way_out, "exit": exit})
}

/// A message as it is shown with its code.
fn shown(name: &str, example: &str) -> String {
    match Code::named(name) {
        Some(code) => codes::shown(code, example),
        None => example.to_owned(),
    }
}

/// What the parser of arguments says, in the manner of our own errors.
pub(crate) fn write_usage(said: &str, err: &mut dyn Write) -> io::Result<()> {
    let code = Code::Arguments;
    match said.strip_prefix("error: ") {
        Some(rest) => write!(err, "{}", codes::shown(code, rest)),
        None => write!(err, "{said}"),
    }
}
