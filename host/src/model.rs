//! The words of the field as types: no I/O, no formats, no clock.
//!
//! Everything here is checked when it is made (`manifest` does that), so the
//! modules above never check again.

mod digest;
mod finding;
mod grouping;
mod region;
mod review;
mod reweigh;
mod round;
mod scenario;
mod score_rule;
mod system;
mod verdict;

pub use digest::{Digest, DigestOfStream, NotADigest};
pub use finding::{Finding, Measure, Unknown, UnknownReason};
pub use grouping::{ClassRule, Topic};
pub use region::{Account, Area, Channel, Region, RegionCode, StartPage, Switch, Switched};
pub use review::{
    Act, Authority, Call, Decision, Drawn, Exhibit, Gold, KeptFile, Objection, Phase, Quarantine,
    ReviewEvent, ReviewHeader, ReviewMark, ReviewedOn, Ruling, Target, Undo,
};
pub use reweigh::ReweighError;
pub use round::{MissingPage, PageRecord, RegionBatch, RoundHeader};
pub use scenario::{
    DataWeights, JudgedBy, JudgedWeights, MeasuredJudge, Peers, Scenario, Uncertainty, WeightsVary,
};
pub use score_rule::ScoreRule;
pub use system::{
    Basis, ClassCut, Collect, Form, HumanTask, Indicator, IndicatorId, IndicatorSystem, Judge,
    Part, Point, PointBasis, PointId, Text, WeightPercent,
};
pub use verdict::{Confidence, Evidence, Provenance, Verdict};
