//! Where a point is written, for problems that only show when the probe is there.

use std::path::{Path, PathBuf};

use toml_edit::{Document, Item, Table};

use super::pointed::Pointed;

/// The place of a point's id. `from` are files and folders of points; `None` where none of them has the point.
pub fn point_place(from: &[PathBuf], point: &str) -> Option<Pointed> {
    from.iter().flat_map(|path| files(path)).find_map(|path| in_file(&path, point))
}

fn files(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files
}

fn in_file(path: &Path, point: &str) -> Option<Pointed> {
    let text = String::from_utf8(std::fs::read(path).ok()?).ok()?;
    let document = Document::parse(text.as_str()).ok()?;
    let points = document.get("point")?.as_array_of_tables()?;
    let is_it = |table: &&Table| table.get("id").and_then(Item::as_str) == Some(point);
    let span = points.iter().find(is_it)?.get("id")?.span()?;
    Some(Pointed::new(path, &text, span))
}
