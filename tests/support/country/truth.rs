//! What a judge should find, and when an answer agrees with it.

use bluebook::model::{Finding, Measure, UnknownReason};

use super::place::{Fate, Ground, Place};
use super::trap::Trap;

/// What is planted for a point of a region.
#[derive(Debug, Clone, PartialEq)]
pub struct Truth {
    /// What a judge finds that sees the pages.
    pub planted: Planted,
    /// Where the thing stands.
    pub ground: Ground,
    /// The trap that stands in its place, if one does.
    pub trap: Option<Trap>,
}

/// A planted finding.
#[derive(Debug, Clone, PartialEq)]
pub enum Planted {
    /// Yes or no.
    Is(bool),
    /// A share of the parts looked at, 0 to 1.
    Share(f64),
    /// A share of parts of which judges draw some: so many are bad, of so many.
    Drawn {
        /// Parts that are bad.
        n_bad: usize,
        /// All parts.
        n: usize,
    },
    /// A number of things, exactly.
    Count(f64),
    /// A number of things too many to list; read off the page.
    Many(f64),
    /// Days or clicks or milliseconds: within one of the number, or on the same side of a limit.
    Steps(f64),
    /// A figure of a formula.
    Index(f64),
    /// A grade by its name.
    Grade(&'static str),
    /// It asks of cases, and there is none: of guides with a form, of fees.
    NoCase,
    /// Only a person can say.
    Person,
    /// Nothing is planted: pages cannot hold it.
    Nowhere,
}

/// What an answer is beside the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// The finding, or the planted reason of not knowing it.
    Right,
    /// Another finding, or a finding where there was nothing to be had.
    Wrong,
    /// An unknown where the pages say it.
    Missed,
    /// An unknown that a broken link excuses, or a point of which nothing is planted.
    Excused,
}

/// Shares and figures may differ by so much.
const TOLERANCE: f64 = 0.02;

/// Parts that are drawn at the most, as the point's `sample` says.
const DRAWN_MAX: usize = 30;

impl Truth {
    pub(crate) fn new(ground: Ground, planted: Planted) -> Self {
        Self { planted, ground, trap: None }
    }

    /// Whether it is behind a link that does not work: then there is nothing, and a judge that
    /// answers `unknown` because the page could not be had is not wrong.
    pub fn is_behind_broken(&self) -> bool {
        self.trap.is_some_and(Trap::is_broken_link)
    }

    /// The finding as probes give it; `None` for those nothing is planted of.
    pub fn finding(&self) -> Option<Finding> {
        let number = |value: f64, unit: &str| {
            Some(Finding::Number(Measure { value, unit: unit.to_owned() }))
        };
        match self.planted {
            Planted::Is(truth) => Some(Finding::Truth(truth)),
            Planted::Share(value) => number(value, "share"),
            Planted::Drawn { n_bad, n } => number(1.0 - share_of(n_bad, n), "share"),
            Planted::Count(value) | Planted::Many(value) => number(value, "items"),
            Planted::Steps(value) if value >= NEVER => Some(Finding::Truth(false)),
            Planted::Steps(value) => number(value, "days"),
            Planted::Index(value) => number(value, "index"),
            Planted::Grade(name) => Some(Finding::Grade(name.to_owned())),
            Planted::NoCase | Planted::Person | Planted::Nowhere => None,
        }
    }

    /// The reasons for not knowing that are right for a point that starts from a page of `role`;
    /// empty where the finding is to be had.
    pub fn reasons(
        &self,
        place: &Place,
        role: &str,
        is_rendered: bool,
    ) -> &'static [UnknownReason] {
        use UnknownReason::{
            NeedsPerson, NeedsRendering, NotApplicable, NotAutomated, NotStated, PageMissing,
            PageUnreadable,
        };
        if self.planted == Planted::Person {
            return &[NeedsPerson, NotAutomated];
        }
        let start = match role {
            "service_portal" => Ground::Portal,
            "new_media" | "app_store" | "visits" => Ground::Feed,
            "open_data" => Ground::Data,
            _ => Ground::Site,
        };
        let touches = |ground| start == ground || self.ground == ground;
        let of_fate: &'static [UnknownReason] = match place.fate {
            // A page that did not come has no rendering either.
            Fate::SiteBlocked if touches(Ground::Site) && is_rendered => {
                &[PageMissing, PageUnreadable, NeedsRendering]
            }
            Fate::SiteBlocked if touches(Ground::Site) => &[PageMissing, PageUnreadable],
            Fate::PortalDead | Fate::PortalForbidden if touches(Ground::Portal) => &[PageMissing],
            Fate::PortalShell if touches(Ground::Portal) && !is_rendered => {
                &[NeedsRendering, PageMissing]
            }
            Fate::SiteShell if start == Ground::Site && role != "article" && !is_rendered => {
                &[NeedsRendering]
            }
            // A column of the portal site that the service portal leads to by way of the home page.
            Fate::SiteShell
                if start == Ground::Portal && self.ground == Ground::Site && !is_rendered =>
            {
                &[NeedsRendering, PageMissing]
            }
            Fate::DataShell if touches(Ground::Data) && !is_rendered => {
                &[NeedsRendering, PageMissing]
            }
            Fate::Open
            | Fate::SiteBlocked
            | Fate::PortalDead
            | Fate::PortalForbidden
            | Fate::PortalShell
            | Fate::SiteShell
            | Fate::DataShell => &[],
        };
        // Where the pages can be had they say that the question does not arise.
        if of_fate.is_empty() && self.planted == Planted::NoCase {
            return &[NotApplicable, NotStated];
        }
        of_fate
    }

    /// What `found` is beside this truth; `limits` are the numbers at which the score changes.
    pub fn compare(&self, found: &Finding, reasons: &[UnknownReason], limits: &[f64]) -> Agreement {
        if self.planted == Planted::Nowhere {
            return Agreement::Excused;
        }
        if let Some(reason) = found.unknown_reason() {
            let is_page =
                [UnknownReason::PageMissing, UnknownReason::PageUnreadable].contains(&reason);
            return if reasons.contains(&reason) {
                Agreement::Right
            } else if is_page && self.is_behind_broken() {
                Agreement::Excused
            } else if reasons.is_empty() {
                Agreement::Missed
            } else {
                Agreement::Wrong
            };
        }
        if reasons.is_empty() && self.holds(found, limits) {
            Agreement::Right
        } else {
            Agreement::Wrong
        }
    }

    fn holds(&self, found: &Finding, limits: &[f64]) -> bool {
        let Finding::Number(Measure { value, .. }) = found else {
            return self.finding().as_ref() == Some(found) || self.is_nothing(found);
        };
        let off_by = |planted: f64| (planted - value).abs();
        match self.planted {
            Planted::Share(planted) => off_by(planted) <= TOLERANCE,
            Planted::Drawn { n_bad, n } => may_be_drawn(*value, n_bad, n),
            Planted::Count(planted) => off_by(planted) < 0.5,
            Planted::Many(planted) => off_by(planted) <= planted * TOLERANCE,
            Planted::Index(planted) => off_by(planted) <= 1.0 + planted * TOLERANCE,
            Planted::Steps(planted) => {
                let step = |number: f64| limits.iter().filter(|limit| number > **limit).count();
                off_by(planted) <= 1.0 && step(planted) == step(*value)
            }
            Planted::Is(_)
            | Planted::Grade(_)
            | Planted::NoCase
            | Planted::Person
            | Planted::Nowhere => false,
        }
    }

    /// `false` is how a judge of numbers says that nothing is there (decision 0013).
    fn is_nothing(&self, found: &Finding) -> bool {
        let is_none = match self.planted {
            Planted::Share(value) | Planted::Count(value) | Planted::Many(value) => value < 0.001,
            Planted::Drawn { n_bad, n } => n > 0 && n_bad == n,
            // Clicks to what is not there and days since nothing.
            Planted::Steps(value) => value >= NEVER,
            Planted::Is(_)
            | Planted::Index(_)
            | Planted::Grade(_)
            | Planted::NoCase
            | Planted::Person
            | Planted::Nowhere => false,
        };
        is_none && *found == Finding::Truth(false)
    }
}

/// Days or clicks of what is not there.
pub(crate) const NEVER: f64 = 1.0e6;

/// Whether a share can be that of some parts drawn from these: no more bad ones than there are, and none where
/// there are none.
fn may_be_drawn(share: f64, n_bad: usize, n: usize) -> bool {
    (1..=n.min(DRAWN_MAX)).any(|drawn| {
        let mut bad = 0..=n_bad.min(drawn);
        bad.any(|bad| (1.0 - share_of(bad, drawn) - share).abs() < 1e-9)
    })
}

fn share_of(n: usize, of: usize) -> f64 {
    super::draft::count(n) / super::draft::count(of.max(1))
}
