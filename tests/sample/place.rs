//! What is said about a synthetic region: how its site is built, what it has and how fresh it is.

/// How the pages of a site are built, each in the manner of content systems in wide use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Lists of links with dates behind them, page tags in the head.
    Columns,
    /// Tables within tables, headlines cut short with the whole in the title.
    Tables,
    /// Cards and definition lists, addresses relative to a base.
    Cards,
    /// Upper-case tags and links that are only pictures.
    Pictures,
}

/// How a site answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Serving {
    /// UTF-8, and says so.
    Utf8,
    /// UTF-8, its news in UTF-16 with a byte order mark and no word of it.
    Utf16News,
    /// GBK, said to be Latin-1.
    GbkAsLatin1,
    /// UTF-8, the start pages behind redirects.
    Redirecting,
    /// 403 to everybody.
    Refusing,
}

/// A list or catalogue the site publishes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct List {
    /// Clicks from the home page, 1 to 3; 0 if there is none.
    pub(crate) n_clicks: u8,
    /// How many of its columns, types or categories it has.
    pub(crate) n: usize,
    /// Day of its last update; empty if it says none.
    pub(crate) on: &'static str,
}

/// No list.
pub(crate) const NONE: List = List { n_clicks: 0, n: 0, on: "" };

/// How to ask for information that is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asking {
    /// Not said.
    Nowhere,
    /// A form to print, and an address.
    Paper,
    /// A form to fill in.
    Form,
}

/// How far a service can be had on the web.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Depth {
    /// Not at all.
    Nowhere,
    /// It is written about.
    Told,
    /// There is a guide.
    Guided,
    /// And a form to print.
    Printed,
    /// And it can be applied for.
    Applied,
    /// And the application can be followed.
    Followed,
}

/// An identity mark at the foot of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// 主办单位
    Sponsor,
    /// 网站标识码
    Code,
    /// ICP 备案
    Icp,
    /// 公安备案
    Police,
    /// 党政机关网站标识
    Organ,
    /// 我为政府网站找错
    FindFault,
}

/// A synthetic region.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Six digits that stand for no region.
    pub(crate) code: &'static str,
    /// Invented.
    pub(crate) name: &'static str,
    /// Its part of host names.
    pub(crate) host: &'static str,
    pub(crate) style: Style,
    pub(crate) serving: Serving,
    /// Whether the home page comes empty, for scripts to fill.
    pub(crate) is_shell: bool,
    /// 责任清单; `n` of the five columns.
    pub(crate) duty: List,
    /// 权力清单; `n` types.
    pub(crate) power: List,
    /// `n` of the five columns of the power list.
    pub(crate) n_power_columns: usize,
    /// Whether the site saves pages: duty and power list are one, 权责清单, and the annual report is
    /// linked from the home page.
    pub(crate) is_terse: bool,
    /// 公共服务清单; `n` fields.
    pub(crate) services: List,
    /// 政府信息公开目录; `n` categories.
    pub(crate) catalogue: List,
    /// 公开指南: how many of eight elements; 0 for no guide.
    pub(crate) n_guide_elements: usize,
    /// Year of the newest annual report; 0 for none.
    pub(crate) reported: u16,
    /// 依申请公开
    pub(crate) asking: Asking,
    /// Newest entries of 要闻, 政策文件, 回应关切; empty for no such column.
    pub(crate) news_on: &'static str,
    pub(crate) policy_on: &'static str,
    pub(crate) response_on: &'static str,
    /// Labels of its new media.
    pub(crate) media: &'static [&'static str],
    pub(crate) marks: &'static [Mark],
    /// Labels of the tools at the head of the page.
    pub(crate) tools: &'static [&'static str],
    /// Labels of the ways to talk to the government.
    pub(crate) talk: &'static [&'static str],
    /// How many page tags an article has, of seven.
    pub(crate) n_tags: usize,
    /// For each of [`super::portal::ENTRIES`]: `+` leads to the common login, `*` to a page of its
    /// own, `x` nowhere; `-` is not there.
    pub(crate) entries: &'static str,
    /// For each of [`super::portal::GUIDES`]: a digit is a page with so many of eight elements, `o`
    /// the one page for all guides, `x` leads nowhere; `-` is not there.
    pub(crate) guides: &'static str,
    /// How many of eight elements the one page for all guides has.
    pub(crate) n_shared_elements: usize,
    /// Whether social-security queries and cards have an entry each.
    pub(crate) social: &'static [&'static str],
    /// How far moving one's social security can be had.
    pub(crate) moving: Depth,
    /// Newest entry of 社会保险; empty for no such column.
    pub(crate) social_policy_on: &'static str,
    /// How many of [`super::portal::TOPICS`], bundles and groups the portal offers.
    pub(crate) n_topics: usize,
    pub(crate) n_bundles: usize,
    pub(crate) n_groups: usize,
}

impl Place {
    /// Full name, which says that it is synthetic.
    pub(crate) fn city(&self) -> String {
        format!("{}市（合成）", self.name)
    }

    /// Host of the site.
    pub(crate) fn www(&self) -> String {
        format!("www.{}.gov.test", self.host)
    }

    /// Host of the service portal.
    pub(crate) fn zwfw(&self) -> String {
        format!("zwfw.{}.gov.test", self.host)
    }
}
