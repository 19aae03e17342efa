//! A scenario: other choices on the way from points to ranks, and what is uncertain about them.

use bluebook_index::normalise::Normalisation;
use bluebook_index::treat::Treatment;
use bluebook_index::weights::Weighting;
use bluebook_index::{Mean, impute::Fill};

use super::{ClassRule, Judge, Point, PointId, Text};

/// Choices that differ from the manifests'. Steps run in this order: fill, treat outliers, normalise,
/// weigh, roll up, class. The default changes nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// For people.
    pub title: Text,
    /// Ids of nodes and their weights in per cent of the node above; see
    /// [`super::IndicatorSystem::with_weights`].
    pub weights: Vec<(String, f64)>,
    /// Weights from judgements of people.
    pub judged_weights: Vec<JudgedWeights>,
    /// Weights from the scores themselves.
    pub data_weights: Option<DataWeights>,
    /// What stands for an unknown point.
    pub fill: Fill,
    /// Whose mean or median it is.
    pub peers: Peers,
    /// Least share of a node's children, by number, that must be known, `0..=1`.
    pub known_min: f64,
    /// Regions with less coverage have no rank, `0..=1`.
    pub coverage_min: f64,
    /// Treatment of outliers.
    pub treatment: Option<Treatment>,
    /// Scale of the points.
    pub normalisation: Normalisation,
    /// By depth, the total first; arithmetic if empty.
    pub means: Vec<Mean>,
    /// Where class cuts come from, if not as the system says.
    pub class_rule: Option<ClassRule>,
    /// What varies from draw to draw.
    pub uncertainty: Uncertainty,
}

/// The children of a node compared pair by pair: the analytic hierarchy process.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedWeights {
    /// Position of the indicator above; `None` for the total.
    pub below: Option<usize>,
    /// "Matters so many times as much as": 1 over 2, 1 over 3, …, 2 over 3, ….
    pub judgements: Vec<f64>,
}

/// Weights that the regions' scores give.
#[derive(Debug, Clone, PartialEq)]
pub struct DataWeights {
    /// How.
    pub method: Weighting,
    /// Positions of the indicators whose children are weighed so; `None` for the total.
    pub below: Vec<Option<usize>>,
}

/// Regions that are alike enough to stand for each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Peers {
    /// All.
    #[default]
    All,
    /// Those of the same area.
    Area,
    /// Those of the same province.
    Province,
}

/// What is uncertain, and how it is tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertainty {
    /// Draws of the Monte-Carlo.
    pub n_draws: u32,
    /// Seed of everything random.
    pub seed: u64,
    /// Rows of the design behind Sobol's indices.
    pub n_rows: u32,
    /// Samples drawn again for their intervals.
    pub n_again: u32,
    /// How weights vary.
    pub weights: WeightsVary,
    /// Scales that could be as well as the scenario's own.
    pub normalisations: Vec<Normalisation>,
    /// Fillings that could be as well as the scenario's own.
    pub fills: Vec<Fill>,
    /// Means, by depth, that could be as well as the scenario's own.
    pub means: Vec<Vec<Mean>>,
    /// Measured errors of judges.
    pub judges: Vec<MeasuredJudge>,
}

/// How weights vary from draw to draw.
#[derive(Debug, Clone, PartialEq)]
pub enum WeightsVary {
    /// Not at all.
    Fixed,
    /// Each by up to this share of its own (`0..=1`), by depth from level 1 on; the last given holds
    /// below.
    Noise(Vec<f64>),
    /// Among siblings around their own; see `bluebook_index::scenario::Weights::Dirichlet`.
    Dirichlet(f64),
}

/// How often the judge of some points is right, as reviews have measured it.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredJudge {
    /// Which points.
    pub of: JudgedBy,
    /// Share of the found that is right, above 0, to 1.
    pub precision: f64,
    /// Share of what is there that is found, above 0, to 1.
    pub recall: f64,
}

/// Points by who judges them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JudgedBy {
    /// All that a probe judges.
    Family(String),
    /// All that a criterion of a probe judges.
    Criterion(String, String),
    /// One.
    Point(PointId),
}

impl JudgedBy {
    /// Whether a point is one of them.
    pub fn holds(&self, point: &Point) -> bool {
        match (self, &point.judge) {
            (Self::Point(id), _) => *id == point.id,
            (Self::Family(of), Judge::Probe { family, .. }) => of == family,
            (Self::Criterion(of, named), Judge::Probe { family, criterion }) => {
                of == family && named == criterion
            }
            (Self::Family(_) | Self::Criterion(..), Judge::Person | Judge::Nobody) => false,
        }
    }
}

impl Scenario {
    /// Draws where nothing else is said: rank intervals are then good to about a place in a hundred.
    pub const N_DRAWS: u32 = 10_000;
    /// Rows of a design where nothing else is said.
    pub const N_ROWS: u32 = 500;
    /// Samples drawn again where nothing else is said.
    pub const N_AGAIN: u32 = 500;
    /// Share by which weights vary where nothing else is said: COINr's example.
    pub const NOISE: f64 = 0.25;
}

impl Default for Scenario {
    fn default() -> Self {
        Self {
            title: Text { zh: "清单的算法".to_owned(), en: "As the manifests say".to_owned() },
            weights: Vec::new(),
            judged_weights: Vec::new(),
            data_weights: None,
            fill: Fill::None,
            peers: Peers::All,
            known_min: 0.0,
            coverage_min: 0.0,
            treatment: None,
            normalisation: Normalisation::None,
            means: Vec::new(),
            class_rule: None,
            uncertainty: Uncertainty::default(),
        }
    }
}

impl Default for Uncertainty {
    /// Weights vary by a quarter, nothing else.
    fn default() -> Self {
        Self {
            n_draws: Scenario::N_DRAWS,
            seed: 1,
            n_rows: Scenario::N_ROWS,
            n_again: Scenario::N_AGAIN,
            weights: WeightsVary::Noise(vec![Scenario::NOISE]),
            normalisations: Vec::new(),
            fills: Vec::new(),
            means: Vec::new(),
            judges: Vec::new(),
        }
    }
}
