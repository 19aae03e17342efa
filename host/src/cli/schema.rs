//! `bluebook schema`: what editors need to complete and check manifests.

use super::args::Schema;
use super::{Code, Failed, Streams};
use crate::manifest;

pub(crate) fn schema(schema: &Schema, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let schemas = manifest::schemas();
    if let Some(dir) = &schema.out {
        for (name, value) in &schemas {
            let path = dir.join(format!("{name}.json"));
            std::fs::create_dir_all(dir)
                .and_then(|()| std::fs::write(&path, format!("{value:#}\n")))
                .map_err(|source| {
                    Failed::new(
                        Code::FileUnwritable,
                        format!("cannot write `{}`: {source}", path.display()),
                    )
                })?;
            writeln!(streams.out, "{}", path.display())?;
        }
        return Ok(());
    }
    let Some(wanted) = &schema.name else {
        let all: serde_json::Map<String, serde_json::Value> =
            schemas.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        writeln!(streams.out, "{:#}", serde_json::Value::Object(all))?;
        return Ok(());
    };
    let Some((_, value)) = schemas.iter().find(|(name, _)| name == wanted) else {
        let names: Vec<_> = schemas.iter().map(|(name, _)| *name).collect();
        return Err(Failed::new(Code::NoSuchSchema, format!("no manifest is called `{wanted}`"))
            .hint(Some(format!("one of {}", names.join(", ")))));
    };
    writeln!(streams.out, "{value:#}")?;
    Ok(())
}
