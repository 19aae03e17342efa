//! `bluebook regions`: what holds where, and edits of the files that say so. An edit is written
//! only if the whole set is valid with it.

mod add;
mod list;
mod show;
mod switch;

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::args::{Common, RegionsAdd, RegionsCommand};
use super::round::find_region;
use super::{Code, Failed, Streams, load};
use crate::manifest::edit::{EditError, Edited, Holder};
use crate::manifest::{Manifests, load_edited};
use crate::model::RegionCode;

pub(crate) fn regions(
    common: &Common,
    command: &RegionsCommand,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    match command {
        RegionsCommand::List(args) => list::list(common, args, streams),
        RegionsCommand::Show(args) => show::show(common, args, streams),
        RegionsCommand::Disable(args) => switch::disable(common, args, streams),
        RegionsCommand::Enable(args) => switch::enable(common, args, streams),
        RegionsCommand::Add(RegionsAdd::Region(args)) => add::region(common, args, streams),
        RegionsCommand::Add(RegionsAdd::Page(args)) => add::page(common, args, streams),
        RegionsCommand::Add(RegionsAdd::Account(args)) => add::account(common, args, streams),
    }
}

/// A file that is edited, and whose part of it.
struct Part {
    path: PathBuf,
    text: String,
    holder: Holder,
}

/// The set, and the part of it that a person means by `place`.
fn part(common: &Common, place: &str) -> Result<(Manifests, Part), Failed> {
    let manifests = load(&common.manifests)?;
    let (path, holder) = if matches!(place, "country" | "全国") {
        let country = manifests.region_files.country.clone();
        let path = country.ok_or_else(|| {
            let hint = "write `country = \"country.toml\"` there and make the file".to_owned();
            let text = format!("`{}` names no file of the country", common.manifests.display());
            Failed::new(Code::ManifestNotEditable, text).hint(hint)
        })?;
        (path, Holder::Head)
    } else if let Some(code) = province(&manifests, place) {
        (file_of(&manifests, code)?, Holder::Head)
    } else {
        let code = find_region(&manifests.regions, place)?.code;
        let places = manifests.region_files.places.get(&code);
        let path = places.map(|places| places.path.clone()).unwrap_or_default();
        (path, Holder::Region(code))
    };
    let text = read(&path)?;
    Ok((manifests, Part { path, text, holder }))
}

/// The province a person means, by code or name.
pub(crate) fn province(manifests: &Manifests, wanted: &str) -> Option<RegionCode> {
    let mut provinces = manifests.region_files.provinces.iter();
    let found = provinces.find(|(code, one)| code.to_string() == wanted || one.name == wanted);
    found.map(|(code, _)| *code)
}

/// The one file of a province.
fn file_of(manifests: &Manifests, code: RegionCode) -> Result<PathBuf, Failed> {
    let files = manifests.region_files.provinces.get(&code).map(|one| one.files.as_slice());
    match files.unwrap_or_default() {
        [file] => Ok(file.clone()),
        [] => Err(Failed::new(Code::ManifestNotEditable, format!("province {code} has no file"))),
        several => {
            let names: Vec<_> = several.iter().map(|file| file.display().to_string()).collect();
            let text = format!("province {code} has {} files", several.len());
            Err(Failed::new(Code::ManifestNotEditable, text)
                .hint(format!("edit by hand: {}", names.join(", "))))
        }
    }
}

fn read(path: &Path) -> Result<String, Failed> {
    let failed = |error| {
        Failed::new(Code::FileUnreadable, format!("cannot read `{}`: {error}", path.display()))
    };
    let bytes = fs::read(path).map_err(failed)?;
    String::from_utf8(bytes).map_err(|_| {
        Failed::new(Code::FileUnreadable, format!("`{}` is not UTF-8", path.display()))
    })
}

fn edit_failed(path: &Path, error: &EditError) -> Failed {
    let hint = error.hint();
    let text = format!("cannot edit `{}`: {}", path.display(), super::Chain(error));
    Failed::new(Code::ManifestNotEditable, text).hint(hint)
}

/// Writes an edit if the set is valid with it; else says what would be wrong.
fn apply(
    common: &Common,
    path: &Path,
    edited: Edited,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let Edited { text, line } = edited;
    if let Err(diagnostics) = load_edited(&common.manifests, path.to_owned(), text.clone()) {
        writeln!(
            streams.err,
            "这样改清单就有错误，什么都没有写 the manifests would be wrong; nothing is written\n"
        )?;
        return Err(Failed::manifests(diagnostics));
    }
    write(path, &text).map_err(|source| {
        Failed::new(Code::FileUnwritable, format!("cannot write `{}`: {source}", path.display()))
    })?;
    writeln!(streams.out, "{}:{line}", path.display())?;
    Ok(())
}

/// Puts `text` in the place of a file, whole or not at all. A link stays a link, and who may
/// read and write the file stays as it was.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let path = if path.exists() { path.canonicalize()? } else { path.to_owned() };
    let half = path.with_extension("toml.tmp");
    let written = File::create(&half).and_then(|mut file| {
        if let Ok(metadata) = path.metadata() {
            file.set_permissions(metadata.permissions())?;
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&half, &path)
    });
    if written.is_err() {
        // It may not be there, which is what is wanted.
        let _ = fs::remove_file(&half);
    }
    written
}
