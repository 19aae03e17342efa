//! A probe over the project's synthetic country: what it says of many sites that its author has not seen.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::super::args::TestProbe;
use super::super::demo::SAMPLE;
use super::super::{Code, Failed, Streams, load};
use super::opened::{Opened, question};
use super::said::{cited, shown};
use crate::evidence::Archive;
use crate::fetch::ArchiveSource;
use crate::manifest::{Expectation, Expected, Manifests};
use crate::model::{Finding, Region};
use crate::report::clean;
use crate::run::{Question, Start, Trial, TrialLimits, Tried};
use crate::sandbox::Place;

/// Regions of one finding that are named, as many as the sample has; more would be counted.
const NAMED_MAX: usize = 12;

/// Asks every criterion that has an expectation, with the parameters of its first, in every region of the
/// sample, and writes what came.
pub(super) fn try_over(
    opened: &Opened,
    expected: &Expected,
    args: &TestProbe,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let sample = sample(&args.of.probe.path)?;
    let manifests = load(&sample.join("bluebook.toml"))?;
    let archive = Archive::open(&[sample.join("sample.warc.gz")]).map_err(Failed::of)?;
    let collected_on = archive.last_captured_on().and_then(|at| at.get(..10)).unwrap_or_default();
    let collected_on = collected_on.to_owned();
    let source = ArchiveSource::new(archive);
    let questions = questions(opened, expected)?;
    let mut told: Vec<Told> = questions.iter().map(Told::new).collect();
    for region in &manifests.regions {
        let trial = Trial {
            sandbox: &opened.sandbox,
            probe: &opened.probe,
            source: &source,
            region: region.code,
            place: place(region),
            collected_on: collected_on.clone(),
            start: starts(region),
            limits: limits(&manifests),
        };
        let answers = trial.ask(&questions).map_err(Failed::of)?;
        for (told, tried) in told.iter_mut().zip(answers) {
            told.add(region, &tried);
        }
    }
    writeln!(
        streams.out,
        "\n合成国的样例 the sample of the synthetic country: {} 个地区 regions，与真实地区无关 none of them real",
        manifests.regions.len()
    )?;
    told.iter().try_for_each(|told| told.write(streams))
}

/// The region as probes see it.
pub(super) fn place(region: &Region) -> Place {
    Place {
        code: region.code.to_string(),
        name: region.name.zh.clone(),
        short_name: region.short.clone(),
    }
}

/// The region's start pages.
pub(super) fn starts(region: &Region) -> Vec<Start> {
    let start =
        |page: &crate::model::StartPage| Start { role: page.role.clone(), url: page.url.clone() };
    region.pages.iter().map(start).collect()
}

/// How far a round of these manifests goes.
pub(super) fn limits(manifests: &Manifests) -> TrialLimits {
    let limits = &manifests.fetch.limits;
    TrialLimits {
        pages_max: limits.pages_per_region_max as usize,
        rounds_max: limits.rounds_max as usize,
    }
}

/// The folder of the sample: in the working directory or above it, else above the crate.
fn sample(of: &Path) -> Result<PathBuf, Failed> {
    let absolute = |path: &Path| std::path::absolute(path).ok();
    let near = [absolute(Path::new(".")), absolute(of)];
    let mut above = near.iter().flatten().flat_map(|path| path.ancestors());
    let found = above.find_map(|dir| {
        let sample = dir.join(SAMPLE);
        sample.join("bluebook.toml").is_file().then_some(sample)
    });
    found.ok_or_else(|| {
        Failed::new(Code::NotAClone, format!("no `{SAMPLE}` here or above"))
            .hint("在本项目的副本里运行 run it inside a clone of the project".to_owned())
    })
}

/// One question a criterion, as its first expectation puts it.
fn questions(opened: &Opened, expected: &Expected) -> Result<Vec<Question>, Failed> {
    let mut first: BTreeMap<&str, &Expectation> = BTreeMap::new();
    for one in expected.sites.iter().flat_map(|site| &site.expectations) {
        first.entry(one.criterion.get_ref()).or_insert(one);
    }
    let question = |(id, one): (&&str, &&Expectation)| {
        let criterion = opened.criterion(id)?;
        Ok(question(criterion, one.role.as_deref(), &one.params))
    };
    first.iter().map(question).collect()
}

/// What a criterion said of the regions.
struct Told {
    criterion: String,
    /// Regions and an example's quote, by what was found.
    by_kind: BTreeMap<String, (Vec<String>, String)>,
    n_regions: usize,
    fuel_max: u64,
}

impl Told {
    fn new(question: &Question) -> Self {
        let criterion = question.criterion.clone();
        Self { criterion, by_kind: BTreeMap::new(), n_regions: 0, fuel_max: 0 }
    }

    fn add(&mut self, region: &Region, tried: &Tried) {
        self.n_regions += 1;
        self.fuel_max = self.fuel_max.max(tried.cost_fuel);
        let finding = &tried.found.finding;
        let kind = match finding {
            // Numbers and texts differ from region to region.
            Finding::Number(measure) => format!("数 number ({})", clean(&measure.unit)),
            Finding::Text(_) => "文字 text".to_owned(),
            Finding::Unknown(unknown) => {
                format!("unknown {}（{}）", unknown.reason, unknown.reason.zh())
            }
            Finding::Truth(_) | Finding::Grade(_) => shown(finding),
        };
        let (regions, example) = self.by_kind.entry(kind).or_default();
        regions.push(format!("{} {}", region.code, region.short));
        if example.is_empty() {
            let quotes = cited(tried, |_| None);
            let quote = quotes.first().map(|cited| format!("“{}”", clean(&cited.quote)));
            // A no quotes nothing: then it is the page that one looks at.
            let page = || tried.pages.first().map(|page| clean(&page.url));
            let quote = quote.or_else(page);
            let note = match finding {
                Finding::Unknown(unknown) => clean(&unknown.note),
                Finding::Truth(_) | Finding::Number(_) | Finding::Grade(_) | Finding::Text(_) => {
                    format!("{} {}", shown(finding), quote.unwrap_or_default())
                }
            };
            *example = note;
        }
    }

    fn write(&self, streams: &mut Streams<'_>) -> Result<(), Failed> {
        let out = &mut *streams.out;
        let Self { criterion, by_kind, n_regions, fuel_max } = self;
        writeln!(out, "{}  燃料最多 fuel at most {fuel_max}", clean(criterion))?;
        for (kind, (regions, example)) in by_kind {
            let named: Vec<&str> = regions.iter().map(String::as_str).take(NAMED_MAX).collect();
            let more = if regions.len() > NAMED_MAX { " …" } else { "" };
            writeln!(
                out,
                "  {:>3}/{n_regions}  {kind}  {}{more}",
                regions.len(),
                named.join("、")
            )?;
            if !example.is_empty() {
                writeln!(out, "           例 e.g. {example}")?;
            }
        }
        // A criterion that never says yes may look for the wrong words.
        if by_kind.contains_key("false") && !by_kind.contains_key("true") {
            writeln!(out, "  从未说过 never said: true")?;
        }
        Ok(())
    }
}
