//! Where a parameter of a point is written, for problems that only show when the probe is there.

use std::path::{Path, PathBuf};

use toml_edit::{Document, Item, Table};

use super::pointed::Pointed;

/// The place of a parameter, or of the point's id where `name` is none or not written there. `from` are files
/// and folders of points; `None` where none of them has the point.
pub fn param_place(from: &[PathBuf], point: &str, name: Option<&str>) -> Option<Pointed> {
    from.iter().flat_map(|path| files(path)).find_map(|path| in_file(&path, point, name))
}

fn files(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files
}

fn in_file(path: &Path, point: &str, name: Option<&str>) -> Option<Pointed> {
    let text = String::from_utf8(std::fs::read(path).ok()?).ok()?;
    let document = Document::parse(text.as_str()).ok()?;
    let points = document.get("point")?.as_array_of_tables()?;
    let is_it = |table: &&Table| table.get("id").and_then(Item::as_str) == Some(point);
    let table = points.iter().find(is_it)?;
    let params = table.get("params").and_then(Item::as_table_like);
    let value = name.and_then(|name| params?.get(name)?.span());
    let span = value.or_else(|| table.get("id")?.span())?;
    Some(Pointed::new(path, &text, span))
}
