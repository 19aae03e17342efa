//! What an audit finds, by stable names, and what to do about each.

use serde::Serialize;

use crate::model::Text;

/// Whether a round may be published with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Not unless a person accepts it by name.
    Fails,
    /// It may; a person should look.
    Warns,
}

macro_rules! checks {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $severity:ident, $zh:literal, $en:literal;)*) => {
        /// What can be wrong with a round. Names are stable: operators accept by them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Check { $($(#[$doc])* $variant,)* }

        impl Check {
            /// Every check, in the order reports list them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Whether a round may be published with it.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What to do about it.
            pub fn what_to_do(self) -> Text {
                let (zh, en) = match self { $(Self::$variant => ($zh, $en),)* };
                Text { zh: zh.to_owned(), en: en.to_owned() }
            }
        }
    };
}

checks! {
    /// The run has not ended.
    RoundOpen = "round-open", Fails,
        "再次运行同一 `bluebook run` 命令，直到完成", "run the same `bluebook run` again until it is done";
    /// Manifests, probes or regions are not those of the round.
    OtherPlan = "other-plan", Fails,
        "用开始这一轮时的清单和探针审计；若只改了权重，说明理由后接受",
        "audit with the manifests and probes the round was begun with; where only weights changed, accept with a reason";
    /// The pages a live round was judged from are gone.
    EvidenceMissing = "evidence-missing", Fails,
        "从备份恢复轮次目录里的 pages*.warc.gz", "restore pages*.warc.gz in the round's directory from a copy";
    /// A planned question has no verdict.
    Unanswered = "unanswered", Fails,
        "日志不完整或清单已变：`bluebook recheck` 会列出", "the journal is not whole or the manifests changed: `bluebook recheck` lists it";
    /// A verdict about something that is not in the plan.
    Unplanned = "unplanned", Fails,
        "清单已变：换回原清单，或另开一轮", "the manifests changed: use those of the round, or begin another";
    /// A question asked once has several answers.
    AnsweredTwice = "answered-twice", Fails,
        "清单里该点位的 `per` 已变：换回原清单", "`per` of the point changed in the manifests: use those of the round";
    /// A verdict quotes a page the region does not have.
    EvidenceNotHeld = "evidence-not-held", Fails,
        "该判定无法追溯：`bluebook recheck` 重新判定后报告探针的缺陷",
        "the verdict cannot be traced: `bluebook recheck`, then report the probe's fault";
    /// Findings of a point that its score rule cannot score.
    NotScored = "point-not-scored", Fails,
        "改点位的 `score`（`bluebook rescore` 看得分）或探针的结论；见 docs/method.md 第 1 节",
        "mend `score` of the point (`bluebook rescore` shows the scores) or what the probe finds; see section 1 of docs/method.md";
    /// A probe was asked and never knew.
    SilentProbe = "silent-probe", Warns,
        "用 `bluebook explain` 看原因；探针或页面角色可能有误", "see why with `bluebook explain`; the probe or the page roles may be wrong";
    /// A point was asked in many regions and never known.
    SilentPoint = "silent-point", Warns,
        "核对规则和页面角色：`bluebook point try`", "check its rule and page role: `bluebook point try`";
    /// A point found the same in every one of many regions.
    ConstantPoint = "constant-point", Warns,
        "人工抽查几个地区；不能区分地区的点位不应占权重", "look at some regions by hand; a point that tells no regions apart should carry no weight";
    /// Nothing is known of a region.
    RegionUncovered = "region-uncovered", Warns,
        "核对网址，必要时换时间另开一轮", "check its addresses; collect it in another round at another time if need be";
    /// Two regions have the same first page.
    SharedPage = "shared-page", Warns,
        "核对两地登记的网址；可能是停放页、拦截页或填错", "check both addresses: a parked or block page, or a slip in the manifests";
    /// Much of a point's findings flipped since the earlier round.
    DriftPoint = "drift-point", Warns,
        "比较两轮的证据：探针改了、网站改版，还是确有变化", "compare the evidence of both rounds: another probe, a redesign, or a real change";
    /// Much of a probe's findings flipped since the earlier round.
    DriftFamily = "drift-family", Warns,
        "用两个版本的探针各 `recheck` 一次，分清是探针还是网站变了", "`recheck` with both versions of the probe to tell the probe from the sites";
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditFinding {
    /// Stable name of the check.
    pub name: &'static str,
    /// Whether a round may be published with it.
    pub severity: Severity,
    /// Region, point or family; empty for the round.
    pub subject: String,
    /// What was found.
    pub text: Text,
    /// What to do.
    pub what_to_do: Text,
}

impl AuditFinding {
    pub(super) fn new(check: Check, subject: impl Into<String>, zh: String, en: String) -> Self {
        Self {
            name: check.name(),
            severity: check.severity(),
            subject: subject.into(),
            text: Text { zh, en },
            what_to_do: check.what_to_do(),
        }
    }
}
