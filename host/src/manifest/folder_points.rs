//! The points that the folder of a probe brings, with their score rules. What a rule can score is for others
//! to say; where it is written is known here.

use std::ops::Range;
use std::rc::Rc;

use super::diagnostic::{Diagnostics, Problem, Problems};
use super::expectations::Expected;
use super::parse::Parsed;
use super::pointed::Pointed;
use super::points::RawPoints;
use super::source::{Place, Source};
use super::text;
use crate::codes::Code;
use crate::model::{ScoreRule, Text};

/// Points of the probe in whose folder they are; none where it brings none.
#[derive(Debug, Default)]
pub struct FolderPoints {
    source: Option<Rc<Source>>,
    /// In the order of the file.
    pub points: Vec<FolderPoint>,
}

/// A point that the probe judges.
#[derive(Debug)]
pub struct FolderPoint {
    /// Its id.
    pub id: String,
    /// The criterion that it asks.
    pub criterion: String,
    /// How findings become its score.
    pub rule: ScoreRule,
    /// Where the rule is written.
    score: Range<usize>,
}

/// A finding that the rule of a point cannot score.
#[derive(Debug)]
pub struct Misscored {
    /// Position in [`FolderPoints::points`].
    pub point: usize,
    /// What is expected, as bytes of the expectations.
    pub expectation: Range<usize>,
    /// One sentence.
    pub said: Text,
    /// What to do.
    pub hint: Text,
    /// What would be right, if the hint is about such.
    pub values: Vec<String>,
}

impl FolderPoints {
    /// The points of `file` that ask a criterion of `family`.
    pub(super) fn of(file: &Parsed<RawPoints>, family: &str) -> Self {
        let source = Rc::clone(&file.source);
        let points = file.raw.point.iter().filter_map(|raw| {
            let judge = raw.judge.as_ref()?.get();
            (judge.probe.get() == family).then(|| FolderPoint {
                id: raw.id.get().clone(),
                criterion: judge.criterion.get().clone(),
                // What is wrong with the rule itself is reported with the file.
                rule: raw.score.get().check(&source, &mut Problems::default()),
                score: raw.score.span(),
            })
        });
        Self { points: points.collect(), source: Some(source) }
    }

    /// Where the score rule of `point` is written.
    pub fn at(&self, point: &FolderPoint) -> Option<Pointed> {
        let source = self.source.as_ref()?;
        Some(Pointed::new(&source.file, &source.text, point.score.clone()))
    }

    /// Nothing, if every finding can be scored.
    ///
    /// # Errors
    ///
    /// All that cannot, each at the score rule and with what is expected.
    pub fn scored(&self, expected: &Expected, found: Vec<Misscored>) -> Result<(), Diagnostics> {
        let mut problems = Problems::default();
        for Misscored { point, expectation, said, hint, values } in found {
            let point = self.points.get(point);
            let Some((source, point)) = self.source.as_ref().zip(point) else { continue };
            let place = Place { source: Rc::clone(&expected.source), span: expectation };
            let problem = Problem::new(Code::ManifestScore, source, point.score.clone(), said);
            let problem = problem.related(text("期望在这里", "it is expected here"), place);
            problems.push(problem.hint_values(hint, values));
        }
        problems.finish(Some(())).map_err(Diagnostics::of_probe)
    }
}
