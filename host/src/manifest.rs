//! Reads a set of manifests into checked types. A set is valid as a whole or
//! nothing starts; after this module nothing is validated again.
//!
//! A file goes through [`source`] (bytes), [`mod@parse`] (syntax), [`walk`] (shape,
//! against the schema that editors get too) and then its own module, which checks
//! what a schema cannot say. No step stops at the first problem.

mod asked;
mod at;
mod classes;
mod diagnostic;
pub mod edit;
mod expectations;
mod fetch;
mod fitting;
mod folder_points;
mod format;
mod hints;
mod index;
mod json;
mod parse;
mod part;
mod point_place;
mod pointed;
mod points;
mod probe_folder;
mod probes;
mod reader;
mod regions;
mod rules;
mod scenario;
mod schema;
mod score;
mod snippet;
mod source;
mod system;
mod topics;
mod walk;
mod weights;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use self::at::At;
use self::diagnostic::Problems;
use self::format::{EDITION, FILLED};
use self::parse::{Parsed, parse};
use self::reader::Reader;
use self::source::{Place, Source};
use crate::model::{Digest, IndicatorSystem, Region, Text};

pub use self::asked::{Held, check_points};
pub use self::diagnostic::{Diagnostic, Diagnostics, Hint, Related};
pub use self::expectations::{
    Expectation, Expected, ExpectedPlace, ExpectedSite, MissingPage, SAVED_PAGE_BYTES_MAX,
    SavedPage, Wanted, load_expectations,
};
pub use self::fetch::{
    BadCertificate, FetchLimits, FetchManifest, FetchPace, FetchRender, HostEntry, Identity,
    OptOutEntry, Politeness,
};
pub use self::folder_points::{FolderPoint, FolderPoints, Misscored};
pub(crate) use self::json::param as param_text;
pub use self::point_place::point_place;
pub use self::pointed::Pointed;
pub use self::probe_folder::{POINT_LINES, PROBE_LINES, ProbeNames, check_probe_folder};
pub use self::probes::{ProbeEntry, ProbesManifest, SandboxLimits};
pub use self::regions::{FileLine, Province, RegionFiles, RegionPlaces};
pub use self::scenario::load_scenario;

/// A valid set of manifests.
#[derive(Debug, Clone, PartialEq)]
pub struct Manifests {
    /// The file that names the others.
    pub root: PathBuf,
    /// For example `2019`.
    pub edition: String,
    /// Indicators, points, classes.
    pub system: IndicatorSystem,
    /// Regions that the edition lists, by code, with what they inherit.
    pub regions: Vec<Region>,
    /// Where regions and what they inherit are written.
    pub region_files: RegionFiles,
    /// Directories and files of points that the root manifest names, and the file laid over them.
    pub points_from: Vec<PathBuf>,
    /// Probes and what they may use.
    pub probes: ProbesManifest,
    /// How pages are fetched.
    pub fetch: FetchManifest,
    /// Over what the manifests mean: comments, spelling, names and order of
    /// files do not change it, nor do places on disk.
    pub digest: Digest,
}

/// 一套清单的入口：列出其余文件，路径相对于本文件。
/// The file that names the others; paths are relative to it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "bluebook")]
struct RawRoot {
    /// 清单格式的版本，目前是 1。
    /// Version of the format, 1.
    #[schemars(extend("const" = 1))]
    #[expect(dead_code, reason = "checked by the schema")]
    schema: u32,
    /// 版次：年份，可带后缀，如 `2019`；决定列入哪些地区。
    /// Edition: a year, perhaps with a suffix, for example `2019`; regions are listed by it.
    #[schemars(regex(pattern = EDITION))]
    edition: String,
    /// 指标与类别的文件。
    /// File of indicators and classes.
    #[schemars(regex(pattern = FILLED))]
    index: At<String>,
    /// 评价点位的文件或目录。
    /// Files or directories of points.
    #[schemars(length(min = 1), inner(regex(pattern = FILLED)))]
    points: Vec<At<String>>,
    /// 地区的文件或目录。
    /// Files or directories of regions.
    #[schemars(length(min = 1), inner(regex(pattern = FILLED)))]
    regions: Vec<At<String>>,
    /// 全国的文件：各地区继承的起始页和停用；可以不写。
    /// File of the country: start pages and switches that every region inherits; may be left out.
    #[schemars(regex(pattern = FILLED))]
    country: Option<At<String>>,
    /// 探针的文件。
    /// File of probes.
    #[schemars(regex(pattern = FILLED))]
    probes: At<String>,
    /// 采集的文件。
    /// File of collection.
    #[schemars(regex(pattern = FILLED))]
    fetch: At<String>,
}

/// Reads the set that `root_file` names.
///
/// # Errors
///
/// Everything wrong in any of the files, each with its place and what to do.
pub fn load(root_file: &Path) -> Result<Manifests, Diagnostics> {
    load_with(root_file, None)
}

/// Reads the set that `root_file` names with one more file of points laid over it, checked
/// like those of the set. For trying points before they are in it.
///
/// # Errors
///
/// As [`load`].
pub fn load_with(root_file: &Path, points: Option<&Path>) -> Result<Manifests, Diagnostics> {
    load_from(Reader::default(), root_file, points)
}

/// Reads the set that `root_file` names as it would be with `text` in the file at `path`, which
/// the set names or a directory of it would hold. Nothing is written.
///
/// # Errors
///
/// As [`load`].
pub fn load_edited(
    root_file: &Path,
    path: PathBuf,
    text: String,
) -> Result<Manifests, Diagnostics> {
    load_edited_files(root_file, vec![(path, text)])
}

/// The same with several files, each as its text.
///
/// # Errors
///
/// As [`load`].
pub fn load_edited_files(
    root_file: &Path,
    files: Vec<(PathBuf, String)>,
) -> Result<Manifests, Diagnostics> {
    load_from(Reader::with_edited(files), root_file, None)
}

fn load_from(
    mut reader: Reader,
    root_file: &Path,
    points: Option<&Path>,
) -> Result<Manifests, Diagnostics> {
    let mut problems = Problems::default();
    let root = reader.root(root_file, &mut problems);
    let root = root.and_then(|source| parse::<RawRoot>(&source, &mut problems));
    let manifests = root.and_then(|Parsed { source, raw, .. }| {
        let base = root_file.parent().unwrap_or(Path::new("")).to_owned();
        Loader { source, base, reader, problems: &mut problems }.load(root_file, raw, points)
    });
    problems.finish(manifests)
}

/// JSON Schemas of the kinds of files, by name: `bluebook`, `index`, `points`,
/// `regions`, `country`, `probes`, `fetch`, `scenario`, `expected`. What they refuse, [`load`],
/// [`load_scenario`] and [`load_expectations`] refuse.
pub fn schemas() -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("bluebook", schema::of::<RawRoot>()),
        ("index", schema::of::<index::RawIndex>()),
        ("points", schema::of::<points::RawPoints>()),
        ("regions", schema::of::<regions::RawProvince>()),
        ("country", schema::of::<regions::RawCountry>()),
        ("probes", schema::of::<probes::RawProbes>()),
        ("fetch", schema::of::<fetch::RawFetch>()),
        ("scenario", schema::of::<scenario::RawScenario>()),
        ("expected", schema::of::<expectations::RawExpected>()),
    ]
}

struct Loader<'a> {
    /// The root file, which names the others.
    source: Rc<Source>,
    base: PathBuf,
    reader: Reader,
    problems: &'a mut Problems,
}

impl Loader<'_> {
    /// `None` only where problems were reported.
    fn load(
        mut self,
        root_file: &Path,
        root: RawRoot,
        more_points: Option<&Path>,
    ) -> Option<Manifests> {
        let index = self.one(&root.index);
        let probes = self.one(&root.probes);
        let fetch = self.one::<fetch::RawFetch>(&root.fetch);
        let mut points = self.all(&root.points);
        if let Some(path) = more_points {
            let file = self.reader.root(path, self.problems);
            let file = file.and_then(|source| parse(&source, self.problems));
            points.is_complete &= file.is_some();
            points.files.extend(file);
        }
        let n_before = self.problems.count();
        let country = root.country.as_ref().and_then(|path| self.one(path));
        let is_country_whole = self.problems.count() == n_before;
        let regions = self.all(&root.regions);

        let Self { base, problems, .. } = self;
        let index_file = index;
        let index = index_file.as_ref().and_then(|file| index::check(file, problems));
        let probes_file = base.join(root.probes.get());
        let lists_all = probes.as_ref().is_some_and(|file| file.is_whole);
        let probes = probes.map(|file| probes::check(&file, &probes_file, problems));
        let families = probes.as_ref().filter(|_| lists_all).map(ProbesManifest::families);
        let known = system::Known { index: index.as_ref(), families: families.as_ref() };
        let fetch = fetch.map(|file| fetch::check(file, problems));
        let judged = points.is_complete.then(|| system::judged(&points.files));
        let points = system::points(&points.files, known, points.is_complete, problems);
        let named = regions::Named {
            families: families.as_ref(),
            points: judged.as_ref(),
            knows_above: is_country_whole,
        };
        let found =
            regions::check(country.as_ref(), &regions.files, &root.edition, named, problems);
        let region_files = RegionFiles {
            country: country.map(|file| file.source.file.clone()),
            from: root.regions.iter().map(|path| base.join(path.get())).collect(),
            provinces: found.provinces,
            places: found.places,
        };

        let points_from = root.points.iter().map(|path| base.join(path.get()));
        let points_from = points_from.chain(more_points.map(Path::to_owned)).collect();
        let topics = index_file.as_ref().zip(index.as_ref()).map(|(file, index)| {
            let (indicators, points) = (index.indicators.as_slice(), points.as_slice());
            let all_read = judged.is_some();
            topics::Check { file, indicators, points, all_read, problems }.topics()
        });
        let index::Index { title, indicators, classes, class_rule } = index?;
        let (edition, topics) = (root.edition, topics.unwrap_or_default());
        let system =
            IndicatorSystem { edition, title, indicators, points, classes, class_rule, topics };
        let manifests = seal(root_file, system, found.listed, probes?, fetch?);
        Some(Manifests { region_files, points_from, ..manifests })
    }

    fn one<T: DeserializeOwned + JsonSchema>(&mut self, path: &At<String>) -> Option<Parsed<T>> {
        self.read(&self.base.join(path.get()), &path.place(&self.source))
    }

    fn all<T: DeserializeOwned + JsonSchema>(&mut self, paths: &[At<String>]) -> Files<T> {
        let n_before = self.problems.count();
        let mut files = Vec::new();
        for path in paths {
            let place = path.place(&self.source);
            for file in self.reader.list(&self.base.join(path.get()), &place, self.problems) {
                files.extend(self.read(&file, &place));
            }
        }
        Files { files, is_complete: self.problems.count() == n_before }
    }

    fn read<T: DeserializeOwned + JsonSchema>(
        &mut self,
        path: &Path,
        named: &Place,
    ) -> Option<Parsed<T>> {
        let source = self.reader.read(path, named, self.problems)?;
        parse(&source, self.problems)
    }
}

/// Puts a valid set together.
fn seal(
    root: &Path,
    system: IndicatorSystem,
    regions: Vec<Region>,
    probes: ProbesManifest,
    fetch: FetchManifest,
) -> Manifests {
    let meaning = json::to_text(&(&system, &regions, &probes, &fetch));
    Manifests {
        root: root.to_owned(),
        edition: system.edition.clone(),
        digest: Digest::of(meaning.as_bytes()),
        system,
        regions,
        region_files: RegionFiles::default(),
        points_from: Vec::new(),
        probes,
        fetch,
    }
}

/// The files of one kind.
struct Files<T> {
    files: Vec<Parsed<T>>,
    /// Whether every file could be read.
    is_complete: bool,
}

/// A text in both languages.
fn text(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text { zh: zh.into(), en: en.into() }
}
