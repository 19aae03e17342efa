//! What was found, and the named reasons for not knowing.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A quantity and what it counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Always finite.
    pub value: f64,
    /// For example `days`, `clicks`, `items`, `share`.
    pub unit: String,
}

/// What a judge found. Unknown is a value of its own, never zero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// Yes or no.
    Truth(bool),
    /// A number with its unit.
    Number(Measure),
    /// One of the grades the score rule names.
    Grade(String),
    /// Words, for points whose score a person gives.
    Text(String),
    /// Not known, and why.
    Unknown(Unknown),
}

/// Why a verdict is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unknown {
    /// The named reason; reports count by it.
    pub reason: UnknownReason,
    /// Detail for people; may be empty.
    pub note: String,
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $zh:literal;)*) => {
        /// The named reasons of `unknown`. Names are stable: stored verdicts carry them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum UnknownReason { $($(#[$doc])* $variant,)* }

        impl UnknownReason {
            /// Every reason, in the order reports list them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name, for example `out-of-fuel`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The same in Chinese.
            pub fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh,)* }
            }
        }
    };
}

// New reasons go to the end: postcard stores the position.
reasons! {
    /// A page the criterion needs could not be had.
    PageMissing = "page-missing", "缺少页面";
    /// The page came but is damaged, a block page or parked.
    PageUnreadable = "page-unreadable", "页面不可读";
    /// The page does not say, and silence is no answer.
    NotStated = "not-stated", "页面未说明";
    /// The page says two things.
    Ambiguous = "ambiguous", "信息矛盾";
    /// Only a browser would show it.
    NeedsRendering = "needs-rendering", "需浏览器渲染";
    /// Only a person can judge it.
    NeedsPerson = "needs-person", "需人工判断";
    /// The question does not apply to this region.
    NotApplicable = "not-applicable", "不适用";
    /// The manifest gives the region no start page for the role.
    NoAddress = "no-address", "未登记网址";
    /// The region's operator switched the probe off.
    SwitchedOff = "switched-off", "已停用";
    /// No probe and no rule judges the point yet.
    NotAutomated = "not-automated", "尚未自动化";
    /// The probe is not installed, or its digest is not the locked one.
    ProbeMissing = "probe-missing", "缺少探针";
    /// The probe asked for imports no probe is given, or is no valid component.
    ProbeRefused = "probe-refused", "探针被拒绝";
    /// The probe ran past its deadline.
    OutOfTime = "out-of-time", "超时";
    /// The probe used up its fuel.
    OutOfFuel = "out-of-fuel", "燃料耗尽";
    /// The probe wanted more memory than it may have.
    OutOfMemory = "out-of-memory", "内存超限";
    /// The probe's call stack overflowed.
    StackOverflow = "stack-overflow", "栈溢出";
    /// The probe made the host do more work than it may.
    OutOfHostWork = "out-of-host-work", "主机工作量超限";
    /// The answer was larger than allowed.
    OutputTooLarge = "output-too-large", "输出过大";
    /// The probe trapped: a panic, a bad selector, a bad node.
    Trapped = "trapped", "探针异常";
    /// The answer did not fit the question.
    BadAnswer = "bad-answer", "应答无效";
    /// The probe asked for more pages or rounds than the manifest allows.
    PageBudget = "page-budget", "页面数超限";
    /// A person sent the page back: it is to be taken again.
    ReviewRejected = "review-rejected", "复核退回";
    /// People disagreed, and who was to decide could not tell.
    ReviewUnclear = "review-unclear", "复核难断";
    /// The probe was found to be wrong too often, and nobody has looked at the verdict.
    Quarantined = "quarantined", "探针停信";
}

impl fmt::Display for UnknownReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Finding {
    /// An unknown with a note.
    pub fn unknown(reason: UnknownReason, note: impl Into<String>) -> Self {
        Self::Unknown(Unknown { reason, note: note.into() })
    }

    /// The reason, if this is an unknown.
    pub fn unknown_reason(&self) -> Option<UnknownReason> {
        match self {
            Self::Unknown(unknown) => Some(unknown.reason),
            Self::Truth(_) | Self::Number(_) | Self::Grade(_) | Self::Text(_) => None,
        }
    }
}
