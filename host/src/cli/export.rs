//! `bluebook export`: a round as files that other tools open.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use bluebook_export::{
    Dataset, ExportError, Format, Resource, data_package, schema, write_csv, write_json,
    write_parquet, write_xlsx,
};

use super::args::{Common, Export, ExportFormat};
use super::publication::{may_show, publication};
use super::report::intervals;
use super::round::{directory, open};
use super::{Chain, Code, Environment, Failed, Streams, stored};
use crate::model::Digest;
use crate::report::{RoundData, dataset};

/// What tells a directory of an earlier export from one of somebody's own.
const PACKAGE_FILE: &str = "datapackage.json";

/// The schema of the one JSON document, beside it.
const SCHEMA_FILE: &str = "round.schema.json";

pub(crate) fn export(
    common: &Common,
    export: &Export,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let common = stored::named(common, Some(&export.name));
    let scored = open(&common, streams)?;
    let directory = directory(&common, &scored.manifests.edition)?;
    may_show(&publication(&common, &directory, environment)?, export.embargoed)?;
    let mut verdicts = Vec::new();
    for score in &scored.scores {
        verdicts.extend(scored.verdicts(score.region)?.verdicts);
    }
    let coverage_min = export.coverage_min / 100.0;
    let uncertain = intervals(&scored.manifests, &scored.scores, coverage_min)?;
    let dataset = dataset(&RoundData {
        header: scored.header(),
        system: &scored.manifests.system,
        regions: &scored.manifests.regions,
        scores: &scored.scores,
        verdicts: &verdicts,
        marks: &scored.marks,
        coverage_min,
        uncertain: uncertain.as_ref(),
    });
    may_write(&export.dir)?;
    let mut files = Files { dir: &export.dir, resources: Vec::new() };
    for format in &export.formats() {
        files.write(*format, &dataset)?;
    }
    let package = format!("{:#}\n", data_package(&dataset, &files.resources));
    put(&export.dir.join(PACKAGE_FILE), package.as_bytes())?;
    for resource in &files.resources {
        let Resource { path, n_bytes, .. } = resource;
        writeln!(streams.out, "{} ({n_bytes} bytes)", export.dir.join(path).display())?;
    }
    writeln!(streams.out, "{}", export.dir.join(PACKAGE_FILE).display())?;
    Ok(())
}

impl Export {
    /// Those asked for, or all.
    fn formats(&self) -> Vec<Format> {
        let all =
            [ExportFormat::Csv, ExportFormat::Parquet, ExportFormat::Xlsx, ExportFormat::Json];
        let wanted =
            all.into_iter().filter(|one| self.format.is_empty() || self.format.contains(one));
        wanted.map(ExportFormat::format).collect()
    }
}

impl ExportFormat {
    fn format(self) -> Format {
        match self {
            Self::Csv => Format::Csv,
            Self::Parquet => Format::Parquet,
            Self::Xlsx => Format::Xlsx,
            Self::Json => Format::Json,
        }
    }
}

/// Only an empty directory or that of an earlier export is written into.
fn may_write(dir: &Path) -> Result<(), Failed> {
    let failed = |source: io::Error| unwritable(dir, &source);
    fs::create_dir_all(dir).map_err(failed)?;
    let is_empty = fs::read_dir(dir).map_err(failed)?.next().is_none();
    if is_empty || dir.join(PACKAGE_FILE).is_file() {
        return Ok(());
    }
    let text = format!("`{}` holds files of somebody else", dir.display());
    let hint = "name a new directory, or that of an earlier export".to_owned();
    Err(Failed::new(Code::ExportOccupied, text).hint(hint))
}

fn unwritable(path: &Path, source: &io::Error) -> Failed {
    Failed::new(Code::FileUnwritable, format!("cannot write `{}`: {source}", path.display()))
}

/// Writes through a name of its own, so that nobody reads half a file.
fn put(path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(".part");
    let partial = PathBuf::from(partial);
    let write = || -> io::Result<()> {
        let mut file = BufWriter::new(File::create(&partial)?);
        file.write_all(bytes)?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&partial, path)
    };
    write().map_err(|source| unwritable(path, &source))
}

/// The files of an export as they come to be.
struct Files<'d> {
    dir: &'d Path,
    resources: Vec<Resource>,
}

impl Files<'_> {
    fn write(&mut self, format: Format, dataset: &Dataset) -> Result<(), Failed> {
        match format {
            Format::Csv => self.tables(format, dataset, |out, table| write_csv(out, table)),
            Format::Parquet => self.tables(format, dataset, |out, table| write_parquet(out, table)),
            Format::Xlsx => {
                let mut book = io::Cursor::new(Vec::new());
                let written = write_xlsx(&mut book, dataset);
                self.whole("round.xlsx", format, None, written.map(|()| book.into_inner()))
            }
            Format::Json => {
                put(&self.dir.join(SCHEMA_FILE), format!("{:#}\n", schema(dataset)).as_bytes())?;
                let mut json = Vec::new();
                let written = write_json(&mut json, dataset);
                self.whole("round.json", format, None, written.map(|()| json))
            }
        }
    }

    /// A file a table, in a directory a format.
    fn tables(
        &mut self,
        format: Format,
        dataset: &Dataset,
        write: impl Fn(&mut Vec<u8>, &bluebook_export::Table) -> Result<(), ExportError>,
    ) -> Result<(), Failed> {
        let dir = self.dir.join(format.name());
        fs::create_dir_all(&dir).map_err(|source| unwritable(&dir, &source))?;
        for table in &dataset.tables {
            let mut bytes = Vec::new();
            let written = write(&mut bytes, table);
            let path = format!("{0}/{1}.{0}", format.name(), table.name);
            self.whole(&path, format, Some(&table.name), written.map(|()| bytes))?;
        }
        Ok(())
    }

    fn whole(
        &mut self,
        path: &str,
        format: Format,
        table: Option<&String>,
        written: Result<Vec<u8>, ExportError>,
    ) -> Result<(), Failed> {
        let bytes = written.map_err(|error| {
            Failed::new(Code::FileUnwritable, format!("`{path}`: {}", Chain(&error)))
        })?;
        put(&self.dir.join(path), &bytes)?;
        self.resources.push(Resource {
            path: path.to_owned(),
            format,
            table: table.cloned(),
            n_bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            sha256: Digest::of(&bytes).hex(),
        });
        Ok(())
    }
}
