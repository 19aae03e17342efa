//! The steps of a matter online, and what proves that a page offers one.

use super::arrival::arrive;
use super::blocks::Reading;
use super::elements::ELEMENTS_MIN;
use super::entry::{BUTTONS_MAX, SCRIPT_CONFIDENCE, Served, behind};
use super::furniture::is_password;
use super::guide::fits;
use super::offer::{RESULT_ROWS_MIN, actions, results, scripted, serves};
use super::phrases::Phrases;
use super::values::stated;
use super::ways::Ways;
use crate::Evidence;
use crate::judge::{Step, Stop};
use crate::page::Page;

/// What proves that a step is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Four elements of a guide with values, on a page about the matter.
    Guide,
    /// A file to fill in, or a form on the page behind an application.
    Form,
    /// A button that leads to a form, a login or a table of results.
    Action,
    /// A table or list of three entries under a heading or behind a link with the words.
    List,
    /// Two facts with values out of the step's words.
    Facts,
}

/// One step.
#[derive(Debug, Clone, Copy)]
pub struct StepRule {
    /// The grade it earns, and the parameter that sets other words.
    pub name: &'static str,
    /// What it is called on pages.
    pub words: &'static [&'static str],
    /// What proves it.
    pub proof: Proof,
}

/// 办事指南
pub const GUIDE: StepRule =
    StepRule { name: "guide", words: &super::guide::GUIDE, proof: Proof::Guide };

/// 表格下载
pub const FORM: StepRule = StepRule {
    name: "form",
    words: &[
        "表格",
        "申请表",
        "登记表",
        "申报表",
        "样表",
        "空表",
        "材料下载",
        "附件下载",
        "申请书",
    ],
    proof: Proof::Form,
};

/// 在线申请
pub const APPLY: StepRule = StepRule {
    name: "apply",
    words: &[
        "在线办理",
        "网上办理",
        "立即办理",
        "立刻办理",
        "我要办理",
        "马上办理",
        "登录办理",
        "办理入口",
        "在线申请",
        "网上申请",
        "立即申请",
        "我要申请",
        "在线申办",
        "网上申办",
        "在线申报",
        "网上申报",
        "立即申报",
        "我要申报",
        "申报入口",
        "申请入口",
        "在线申领",
        "网上申领",
        "在线登记",
        "全程网办",
    ],
    proof: Proof::Action,
};

/// 进度查询
pub const QUERY: StepRule = StepRule {
    name: "query",
    words: &[
        "进度 查询",
        "办件查询",
        "结果查询",
        "状态查询",
        "办理进度",
        "办理结果",
        "办件进度",
        "进度跟踪",
    ],
    proof: Proof::Action,
};

/// The steps of an ordinary matter, in order.
pub const ORDINARY: [StepRule; 4] = [GUIDE, FORM, APPLY, QUERY];

/// Links to forms that are files.
const FILES: &str = "a[href$=\".doc\" i], a[href$=\".docx\" i], a[href$=\".xls\" i], \
                     a[href$=\".xlsx\" i], a[href$=\".wps\" i], a[href$=\".et\" i], \
                     a[href$=\".pdf\" i], a[href$=\".zip\" i], a[href$=\".rar\" i]";

/// Files tried: a matter has one form, sometimes an example beside it.
const FILES_MAX: usize = 2;

/// Facts that make rules.
const FACTS_MIN: usize = 2;

/// Fields besides a password that make a form to fill in; a query has one or two.
const FIELDS_MIN: usize = 3;

/// Elements that head a list.
const HEADS: &str = "title, h1, h2, h3, h4, h5, th, caption, strong, dt, .title";

/// Headings looked at.
const HEADS_MAX: u32 = 200;

/// What pages of one matter offer.
#[derive(Debug)]
pub struct Offers<'w> {
    /// The page of the matter and its guide.
    pub pages: Vec<Page>,
    /// What names the matter.
    pub matter: &'w Phrases,
    /// How it was reached.
    pub ways: &'w Ways,
    /// What names an application, for forms that are filled in online.
    pub apply: Phrases,
}

impl Offers<'_> {
    /// Where a step is offered; `None` where it is not.
    ///
    /// # Errors
    ///
    /// [`Stop::Ask`] for pages the step leads to; [`Stop::Unknown`] if it might be offered.
    pub fn step(&self, proof: Proof, words: &Phrases) -> Step<Option<Served>> {
        match proof {
            Proof::Guide => Ok(self.guide()),
            Proof::Form => self.form(words),
            Proof::Action => self.action(words),
            Proof::List => self.list(words),
            Proof::Facts => self.facts(words),
        }
    }

    fn guide(&self) -> Option<Served> {
        self.pages.iter().filter(|page| fits(**page, self.matter)).find_map(|page| {
            let stated = self.ways.elements_of(*page);
            let seen: Vec<Evidence> = stated.iter().flatten().map(Evidence::from).collect();
            (seen.len() >= ELEMENTS_MIN).then_some(Served { seen, confidence: 1.0 })
        })
    }

    fn form(&self, words: &Phrases) -> Step<Option<Served>> {
        let mut unknown = None;
        for page in &self.pages {
            let own = self.ways.furniture().own_links(*page);
            let files = page.select(FILES, 100);
            let mut links: Vec<_> = own
                .into_iter()
                .filter(|link| files.contains(&link.node) || words.hold(&link.text))
                .collect();
            links.sort_by_key(|link| !files.contains(&link.node));
            links.truncate(FILES_MAX);
            let mut from = self.ways.starts().to_vec();
            from.push(*page);
            let arrivals = arrive(&links, "form", &from)?;
            let is_form = |target: &Page| {
                target.info().encoding == "binary" || target.count(FILES) > 0 || is_named(*target)
            };
            if let Some((link, _)) = arrivals.here.iter().find(|(_, target)| is_form(target)) {
                return Ok(Some(Served { seen: vec![Evidence::from(link)], confidence: 1.0 }));
            }
            unknown = unknown.or(arrivals.unknown);
        }
        match self.filled_in()? {
            Some(served) => Ok(Some(served)),
            None => unknown.map_or(Ok(None), Err),
        }
    }

    /// A form that is filled in where the matter is applied for.
    fn filled_in(&self) -> Step<Option<Served>> {
        for page in &self.pages {
            let mut links = actions(*page, self.ways.furniture(), &self.apply);
            links.truncate(BUTTONS_MAX);
            let mut from = self.ways.starts().to_vec();
            from.push(*page);
            for (link, target) in arrive(&links, "service", &from)?.here {
                let fields = self.ways.furniture().own_fields(target);
                let asks = fields.iter().any(|hit| is_password(target, hit.node));
                if !asks && fields.len() >= FIELDS_MIN {
                    return Ok(Some(Served { seen: vec![Evidence::from(link)], confidence: 0.9 }));
                }
            }
        }
        Ok(None)
    }

    fn action(&self, words: &Phrases) -> Step<Option<Served>> {
        let mut unknown = None;
        let mut by_script = None;
        for page in &self.pages {
            let mut links = actions(*page, self.ways.furniture(), words);
            links.truncate(BUTTONS_MAX);
            match behind(*page, &links, self.ways)? {
                Ok(served) => return Ok(Some(served)),
                Err(stop) => unknown = unknown.or(stop),
            }
            by_script = by_script.or_else(|| scripted(*page, self.ways.furniture(), words));
        }
        let by_script = by_script
            .map(|hit| Served { seen: vec![Evidence::from(hit)], confidence: SCRIPT_CONFIDENCE });
        match (by_script, unknown) {
            (Some(served), _) => Ok(Some(served)),
            (None, Some(stop)) => Err(stop),
            (None, None) => Ok(None),
        }
    }

    fn list(&self, words: &Phrases) -> Step<Option<Served>> {
        let mut unknown = None;
        for page in &self.pages {
            if let Some(served) = entries_under(*page, words) {
                return Ok(Some(served));
            }
            let mut links = self.ways.furniture().own_named(*page, |name| words.hold_compact(name));
            links.truncate(BUTTONS_MAX);
            let mut from = self.ways.starts().to_vec();
            from.push(*page);
            let arrivals = arrive(&links, "list", &from)?;
            for (link, target) in &arrivals.here {
                let rows = results(*target);
                let is_file = target.info().encoding == "binary";
                let listed = super::entry::listed(*target, self.ways.furniture());
                if is_file || !rows.is_empty() || listed.is_some() || n_items(*target, words) > 0 {
                    let mut seen = vec![Evidence::from(link)];
                    seen.extend(rows.into_iter().take(RESULT_ROWS_MIN).map(Evidence::from));
                    return Ok(Some(Served { seen, confidence: 0.9 }));
                }
            }
            unknown = unknown.or(arrivals.unknown);
        }
        // Many sites let visitors look up what others list.
        match self.action(words)? {
            Some(served) => Ok(Some(served)),
            None => unknown.map_or(Ok(None), Err),
        }
    }

    fn facts(&self, words: &Phrases) -> Step<Option<Served>> {
        let groups: Vec<Vec<String>> = words.heads().into_iter().map(|word| vec![word]).collect();
        let mut unknown = None;
        let mut pages = self.pages.clone();
        for page in &self.pages {
            let mut links = self.ways.furniture().own_named(*page, |name| words.hold_compact(name));
            links.truncate(BUTTONS_MAX);
            let arrivals = arrive(&links, "rules", self.ways.starts())?;
            pages.extend(arrivals.here.into_iter().map(|(_, target)| target));
            unknown = unknown.or(arrivals.unknown);
        }
        for page in pages {
            let stated = stated(&Reading::of(page), &groups, self.ways.starts());
            let mut seen: Vec<Evidence> = Vec::new();
            for hit in stated.into_iter().flatten() {
                if seen.iter().all(|had| had.node != Some(hit.node)) {
                    seen.push(Evidence::from(hit));
                }
            }
            if seen.len() >= FACTS_MIN {
                return Ok(Some(Served { seen, confidence: 0.9 }));
            }
        }
        unknown.map_or(Ok(None), Err::<Option<Served>, Stop>)
    }
}

/// Whether the page itself is the place where its form is filled in.
fn is_named(page: Page) -> bool {
    let fields = page.count("textarea, input[type=text], input:not([type])");
    fields as usize >= FIELDS_MIN && serves(page, &super::furniture::Furniture::default()).is_some()
}

/// A table or list on a page that has a heading with the words.
fn entries_under(page: Page, words: &Phrases) -> Option<Served> {
    let heads = page.texts(HEADS, HEADS_MAX);
    let head = heads
        .into_iter()
        .find(|hit| words.hold(&hit.text) && !super::furniture::is_hidden(page, hit.node))?;
    let rows = results(page);
    if rows.is_empty() && n_items(page, words) == 0 {
        return None;
    }
    let rows = rows.into_iter().take(RESULT_ROWS_MIN).map(Evidence::from);
    Some(Served {
        seen: std::iter::once(Evidence::from(head)).chain(rows).collect(),
        confidence: 0.9,
    })
}

/// How many items a plain list right after a heading with the words has, 0 for fewer than three.
fn n_items(page: Page, words: &Phrases) -> usize {
    let heads = page.texts(HEADS, HEADS_MAX).into_iter().filter(|hit| words.hold(&hit.text));
    let lists = heads.filter_map(|head| {
        let parent = page.parent_of(head.node)?;
        let after = page.children_of(parent).into_iter().skip_while(|node| *node != head.node);
        let list = after.skip(1).find(|node| matches!(page.tag_of(*node).as_str(), "ul" | "ol"))?;
        let reading = Reading::of(page);
        let items = page.children_of(list).into_iter();
        Some(items.filter(|item| !reading.text_of(*item).is_empty()).count())
    });
    lists.filter(|n| *n >= RESULT_ROWS_MIN).max().unwrap_or(0)
}
