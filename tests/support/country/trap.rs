//! The traps: pages that look as if they had what they have not. Each is planted where the truth
//! is "no", so that a judge that falls for it scores what nobody earned.

/// A way to look better than one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trap {
    /// The link answers 200 with a page that says that there is none.
    SoftNotFound,
    /// The link answers 404.
    DeadLink,
    /// The link leads to the home page again.
    BackHome,
    /// The link is `javascript:`.
    ScriptLink,
    /// The words stand in an element that is not shown.
    NotShown,
    /// The words stand in a comment.
    InComment,
    /// The words stand in a script's text.
    InScript,
    /// The column says that it is being built.
    EmptyColumn,
    /// A heading without anything below it.
    BareHeading,
    /// A label without a value.
    BareLabel,
    /// A script or the page's head prints today's date; the entries are old.
    TodaysDate,
    /// An entry of a day that is yet to come.
    FutureDate,
    /// The site's number is that of another site.
    ForeignCode,
    /// The guide of another city, copied with its name and telephone number.
    ForeignGuide,
    /// The file is not what its ending says.
    WrongMagic,
    /// List and portal name other items.
    Disagreement,
    /// A step is missing in the middle of a way; the steps behind it are there.
    BrokenChain,
    /// The page moved, by status or by refresh, and is there: no trap for whoever follows.
    Moved,
    /// A firewall's page in place of the site.
    BlockPage,
    /// Scripts in place of a page.
    ScriptShell,
    /// A host that does not answer.
    DeadHost,
    /// `robots.txt` forbids the host.
    Forbidden,
    /// Buttons that share a page, where a judge may see accounts.
    ShareButtons,
    /// A search that answers every question with the same list, or with nothing.
    DeafSearch,
}

impl Trap {
    /// Every trap.
    pub const ALL: [Self; 24] = [
        Self::SoftNotFound,
        Self::DeadLink,
        Self::BackHome,
        Self::ScriptLink,
        Self::NotShown,
        Self::InComment,
        Self::InScript,
        Self::EmptyColumn,
        Self::BareHeading,
        Self::BareLabel,
        Self::TodaysDate,
        Self::FutureDate,
        Self::ForeignCode,
        Self::ForeignGuide,
        Self::WrongMagic,
        Self::Disagreement,
        Self::BrokenChain,
        Self::Moved,
        Self::BlockPage,
        Self::ScriptShell,
        Self::DeadHost,
        Self::Forbidden,
        Self::ShareButtons,
        Self::DeafSearch,
    ];

    /// The stable name, for example `soft-404`.
    pub fn name(self) -> &'static str {
        match self {
            Self::SoftNotFound => "soft-404",
            Self::DeadLink => "dead-link",
            Self::BackHome => "back-home",
            Self::ScriptLink => "javascript-link",
            Self::NotShown => "display-none",
            Self::InComment => "comment-only",
            Self::InScript => "script-text",
            Self::EmptyColumn => "empty-column",
            Self::BareHeading => "bare-heading",
            Self::BareLabel => "bare-label",
            Self::TodaysDate => "todays-date",
            Self::FutureDate => "future-date",
            Self::ForeignCode => "foreign-site-code",
            Self::ForeignGuide => "cloned-guide",
            Self::WrongMagic => "wrong-magic",
            Self::Disagreement => "list-and-portal-disagree",
            Self::BrokenChain => "broken-chain",
            Self::Moved => "moved-page",
            Self::BlockPage => "block-page",
            Self::ScriptShell => "script-shell",
            Self::DeadHost => "dead-host",
            Self::Forbidden => "robots-forbidden",
            Self::ShareButtons => "share-buttons",
            Self::DeafSearch => "deaf-search",
        }
    }

    /// What the point asks for stands behind a link that does not work.
    pub(crate) fn is_broken_link(self) -> bool {
        matches!(self, Self::SoftNotFound | Self::DeadLink | Self::BackHome)
    }
}
