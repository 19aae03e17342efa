//! The names in the files of a probe's folder, held against those the probe has. A name stands in several of
//! them, and one that is forgotten would only show as an unknown, or as a parameter nobody checks.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::at::At;
use super::diagnostic::{Diagnostics, Problem, Problems};
use super::expectations::Expected;
use super::fitting::{self, Params, Takes};
use super::folder_points::FolderPoints;
use super::parse::{Parsed, parse};
use super::points::{RawJudge, RawPoint, RawPoints};
use super::probes::RawProbe;
use super::reader::Reader;
use super::source::Source;
use super::{hints, system, text};
use crate::codes::Code;

/// The lines for the manifests' list of probes, in the folder of a probe.
pub const PROBE_LINES: &str = "manifest/probes.toml";

/// The lines for the manifests' points.
pub const POINT_LINES: &str = "manifest/points.toml";

/// The JSON Schemas of parameters, by criterion.
const PARAMS: &str = "params.json";

/// What a probe says of itself.
#[derive(Debug, Clone)]
pub struct ProbeNames<'a> {
    /// Its family.
    pub family: &'a str,
    /// Its criteria.
    pub criteria: Vec<&'a str>,
    /// The JSON Schemas of parameters, by criterion; of one that is not there nothing is known.
    pub params: &'a BTreeMap<String, Value>,
}

/// The lines for a list of probes, which belong to no set yet.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawLines {
    /// 探针；写一段 `[[probe]]`。
    /// The probe; write one `[[probe]]`.
    #[schemars(length(min = 1))]
    probe: Vec<RawProbe>,
}

/// Whether `expected` and the files in `folder` name the probe, its criteria and their parameters as it does
/// itself, and whether the folder's lines for manifests are such, as far as can be told without manifests.
/// Files that are not there say nothing. Gives the points the folder brings.
///
/// # Errors
///
/// Everything that is not so, each with its place and what to do.
pub fn check_probe_folder(
    expected: Option<&Expected>,
    folder: Option<&Path>,
    has: &ProbeNames<'_>,
) -> Result<FolderPoints, Diagnostics> {
    let mut problems = Problems::default();
    let reader = match expected {
        Some(expected) => Reader::behind(&expected.source),
        None => Reader::beside(),
    };
    let mut check = Check { has, reader, problems: &mut problems };
    if let Some(expected) = expected {
        check.expectations(expected);
    }
    let mut points = FolderPoints::default();
    if let Some(folder) = folder {
        points = check.points(folder).unwrap_or_default();
        check.lines(folder);
        check.params(folder);
    }
    problems.finish(Some(points)).map_err(Diagnostics::of_probe)
}

struct Check<'a> {
    has: &'a ProbeNames<'a>,
    reader: Reader,
    problems: &'a mut Problems,
}

impl Check<'_> {
    fn expectations(&mut self, expected: &Expected) {
        for one in expected.sites.iter().flat_map(|site| &site.expectations) {
            let (name, span) = (one.criterion.get_ref(), one.criterion.span());
            self.criterion(&expected.source, name, span.clone());
            self.given((&expected.source, &one.written), name, &span);
        }
    }

    fn points(&mut self, folder: &Path) -> Option<FolderPoints> {
        // A probe may bring no points: those it judges are there.
        let source = self.read(&folder.join(POINT_LINES));
        let source = source.filter(|source| !source.text.trim().is_empty());
        let file = parse::<RawPoints>(&source?, self.problems)?;
        for RawPoint { judge, params, .. } in &file.raw.point {
            let Some(RawJudge { probe, criterion }) = judge.as_ref().map(At::get) else { continue };
            if self.family(&file.source, probe) {
                self.criterion(&file.source, criterion.get(), criterion.span());
                self.given((&file.source, params), criterion.get(), &criterion.span());
            }
        }
        let points = FolderPoints::of(&file, self.has.family);
        // Indicators and other families are those of manifests that are not known here.
        let known = system::Known { index: None, families: None };
        system::points(&[file], known, false, self.problems);
        Some(points)
    }

    /// Reports parameters that the criterion does not take; `whole` is where it is named.
    fn given(&mut self, written: (&Rc<Source>, &Params), criterion: &str, whole: &Range<usize>) {
        if let Some(schema) = self.has.params.get(criterion) {
            fitting::check(written, whole, Takes { criterion, schema }, self.problems);
        }
    }

    fn lines(&mut self, folder: &Path) {
        let source = self.read(&folder.join(PROBE_LINES));
        let file = source.and_then(|source| parse::<RawLines>(&source, self.problems));
        let Some(Parsed { source, raw, .. }) = file else { return };
        let mut families = raw.probe.iter().map(|RawProbe { family, .. }| family);
        let Some(first) = families.next() else { return };
        self.family(&source, first);
        for family in families {
            let message =
                text("一个目录只有一个探针，只写一段", "a folder is of one probe and lists one");
            let here = text("第一段在这里", "the first is here");
            let problem = family.problem(Code::ManifestTwice, &source, message);
            self.problems.push(problem.related(here, first.place(&source)));
        }
    }

    fn params(&mut self, folder: &Path) {
        let Some(source) = self.read(&folder.join(PARAMS)) else { return };
        // What is no object of schemas was told when the probe was built.
        let Ok(schemas) = serde_json::from_str::<BTreeMap<Key<'_>, Value>>(&source.text) else {
            return;
        };
        for key in schemas.keys() {
            self.criterion(&source, &key.0, key.span(&source.text));
        }
    }

    fn read(&mut self, path: &Path) -> Option<Rc<Source>> {
        path.is_file().then(|| self.reader.root(path, self.problems)).flatten()
    }

    /// Whether the probe is of the family; reported if not.
    fn family(&mut self, source: &Rc<Source>, named: &At<String>) -> bool {
        if named.get() == self.has.family {
            return true;
        }
        let (shown, own) = (hints::clip(named.get()), hints::clip(self.has.family));
        let message = text(
            format!("探针说自己是 `{own}`，不是 `{shown}`"),
            format!("the probe says that it is `{own}`, not `{shown}`"),
        );
        self.problems.push(named.problem(Code::ProbeOtherFamily, source, message));
        false
    }

    /// Reports a criterion that the probe does not have.
    fn criterion(&mut self, source: &Rc<Source>, name: &str, span: Range<usize>) {
        if self.has.criteria.contains(&name) {
            return;
        }
        self.problems.push(no_criterion(source, span, name, &self.has.criteria));
    }
}

/// A criterion is named that the probe does not have; `names` are those it has.
pub(super) fn no_criterion(
    source: &Rc<Source>,
    span: Range<usize>,
    name: &str,
    names: &[&str],
) -> Problem {
    let shown = hints::clip(name);
    let message =
        text(format!("探针没有判据 `{shown}`"), format!("the probe has no criterion `{shown}`"));
    hints::suggest(Problem::new(Code::NoSuchCriterion, source, span, message), name, names)
}

/// A key of a JSON object, a part of its text unless it is written with escapes.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl Key<'_> {
    /// Its bytes in `text`, quotes included; of a key with escapes the start of the text.
    fn span(&self, text: &str) -> Range<usize> {
        match &self.0 {
            Cow::Borrowed(key) => {
                let start = key.as_ptr().addr().saturating_sub(text.as_ptr().addr());
                start.saturating_sub(1)..start + key.len() + 1
            }
            Cow::Owned(_) => 0..0,
        }
    }
}
