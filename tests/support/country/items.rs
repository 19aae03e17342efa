//! The service portal's items and their guides (B1.2, B2.1 to B2.4, and the guides of A3).

mod guides;

use super::draft::{Draft, Spot, share};
use super::page::{Block, Doc, Field, Form, Link, heading};
use super::place::{Ground, nth_of};
use super::truth::Planted;
use super::write::anchor;
use guides::{Found, Traits, Ways, put_guide};

/// Items of a region. The second ten are as the first, one for one, so that a sample of all and
/// one of either half find the same.
const N_ITEMS: usize = 20;
const N_PAIRS: usize = 10;

/// Names; those with a point have a guide that a point asks about. Pairs of which one has a
/// point keep their guides.
const NAMES: [(&str, Option<&str>); N_ITEMS] = [
    ("城乡居民基本养老保险参保登记", Some("A3.1-2")),
    ("教师资格认定", Some("A3.2-3")),
    ("生育登记", Some("A3.3-6")),
    ("就业失业登记", Some("A3.4-3")),
    ("公共租赁住房申请", Some("A3.5-3")),
    ("建筑垃圾处置核准", None),
    ("城市绿化工程设计审核", None),
    ("取水许可", None),
    ("食品经营许可", None),
    ("公章刻制备案", None),
    ("道路运输经营许可", Some("A3.6-5")),
    ("企业设立登记", Some("A3.7-5")),
    ("增值税一般纳税人登记", Some("A3.8-3")),
    ("创业担保贷款申请", Some("A3.9-4")),
    ("民办非企业单位成立登记", None),
    ("排水许可", None),
    ("林木采伐许可", None),
    ("营业性演出审批", None),
    ("出版物零售许可", None),
    ("动物防疫条件审查", None),
];

const OFFICES: [&str; N_PAIRS] = [
    "市人力资源和社会保障局",
    "市教育局",
    "市卫生健康委员会",
    "市民政局",
    "市住房和城乡建设局",
    "市水务局",
    "市交通运输局",
    "市市场监督管理局",
    "市农业农村局",
    "市公安局",
];

/// The items of a region and where their guides are.
#[derive(Debug)]
pub(crate) struct Items {
    guides: Vec<String>,
    n_gone: usize,
}

impl Items {
    /// Addresses for them.
    pub(crate) fn new(draft: &mut Draft<'_>) -> Self {
        let day = super::day::Day::ago(100);
        let guides = (0..N_ITEMS).map(|_| draft.leaf(Ground::Portal, "bszn", day)).collect();
        let n_gone = 5 - draft.place.some_of("B2.1-1", 5);
        Self { guides, n_gone }
    }

    /// The name of an item.
    #[expect(clippy::unused_self, reason = "names are the items', whichever region has them")]
    pub(crate) fn name(&self, nth: usize) -> &'static str {
        nth_of(&NAMES, nth).0
    }

    /// A link to a guide that is there whatever others are gone; ten of them, around and around.
    pub(crate) fn link(&self, nth: usize) -> Link {
        let half = N_PAIRS / 2;
        let nth = nth % N_PAIRS;
        let nth = if nth < half { nth } else { nth + half };
        Link::new(self.name(nth), self.at(nth))
    }

    /// Where a guide is that is there.
    pub(crate) fn guide(&self, nth: usize) -> &str {
        self.guides.get(nth % 4).map_or("", String::as_str)
    }

    /// The address of the guide of a name.
    pub(crate) fn guide_of(&self, point: &str) -> Option<(&'static str, &str)> {
        let mut all = NAMES.iter().zip(&self.guides);
        all.find(|((_, of), _)| *of == Some(point)).map(|((name, _), url)| (*name, url.as_str()))
    }

    fn at(&self, nth: usize) -> &str {
        self.guides.get(nth).map_or("", String::as_str)
    }

    fn is_gone(&self, nth: usize) -> bool {
        nth % N_PAIRS >= N_PAIRS - self.n_gone
    }
}

/// Plants the items and their guides.
pub(crate) fn plant(draft: &mut Draft<'_>, items: &Items) {
    let ways = Ways::put(draft);
    let mut found = Vec::new();
    for nth in 0..N_ITEMS {
        if let Some(guide) = put_guide(draft, items, &ways, nth) {
            found.push(guide);
        }
    }
    listing(draft, items);
    shares(draft, items, &found);
}

/// The list of all items, in the service portal's menu.
fn listing(draft: &mut Draft<'_>, items: &Items) {
    let place = draft.place;
    let title = place.word(&["办事指南", "服务指南", "事项清单"]);
    let url = draft.column(Ground::Portal, "sxqd");
    let rows: Vec<Vec<String>> = (0..N_ITEMS)
        .map(|nth| {
            let depth =
                if (Traits { place }).has("B2.4-1", nth) { "全程网办" } else { "窗口办理" };
            let name = anchor(place, &url, items.name(nth), items.at(nth));
            vec![name, (*nth_of(&OFFICES, nth)).to_owned(), depth.to_owned()]
        })
        .collect();
    let heads = ["事项名称", "实施部门", "办理深度"].map(str::to_owned).to_vec();
    let blocks = vec![
        heading(title),
        super::page::text(format!("共{N_ITEMS}项")),
        Block::Table(heads, rows),
    ];
    draft.put_rendered(Ground::Portal, &url, &Doc::new(title, blocks));
    draft.link(Spot::Services, Link::new(title, url));
}

fn shares(draft: &mut Draft<'_>, items: &Items, found: &[Found]) {
    let n_items_online =
        (0..N_ITEMS).filter(|nth| (Traits { place: draft.place }).has("B2.4-1", *nth)).count();
    let n = found.len();
    let mut plant = |point, planted| draft.plant(point, Ground::Portal, planted);
    let of = |what: fn(&Found) -> bool| share(found.iter().filter(|found| what(found)).count(), n);
    let of_those = |which: fn(&Found) -> bool, what: fn(&Found) -> bool| {
        let those: Vec<&Found> = found.iter().filter(|found| which(found)).collect();
        share_of_cases(those.iter().filter(|found| what(found)).count(), those.len())
    };
    plant("B2.1-1", share(n, N_ITEMS));
    plant("B2.1-2", share(found.iter().map(|found| found.n_elements).sum(), n * 8));
    plant("B2.1-3", of(|found| found.has_clear_materials));
    plant("B2.1-4", of(|found| found.has_limits));
    plant("B2.1-5", of(|found| found.has_flow));
    plant("B2.2-1", of_those(|found| found.asks_form, |found| found.has_form));
    plant("B2.2-2", of(|found| found.has_sample));
    plant(
        "B2.2-3",
        share_of_cases(
            found.iter().map(|found| found.n_good_files).sum(),
            found.iter().map(|found| found.n_files).sum(),
        ),
    );
    plant("B1.2-1", of_those(|found| !found.is_apply_unknown, |found| found.has_apply));
    plant("B1.2-4", of(|found| found.has_phone));
    plant("B1.2-5", of(|found| found.has_asking));
    plant("B2.2-4", of(|found| found.has_asking));
    plant("B2.2-5", of(|found| found.has_booking));
    plant("B2.3-1", of_those(|found| !found.is_apply_unknown, |found| found.has_apply));
    plant("B2.3-2", of(|found| found.has_one_visit));
    plant("B2.3-3", of(|found| found.has_review));
    plant("B2.4-1", share(n_items_online, N_ITEMS));
    plant("B2.4-2", of(|found| found.has_no_visit));
    plant("B2.4-3", of(|found| found.has_delivery));
    plant("B2.4-4", of_those(|found| found.has_fee, |found| found.has_payment));
    plant("B2.4-5", of(|found| found.has_licence));
    let is_platform_wide = draft.place.has("B1.2-3");
    let progress = if is_platform_wide {
        Planted::Share(1.0)
    } else {
        share(found.iter().filter(|found| found.has_progress).count(), n)
    };
    draft.plant("B2.3-5", Ground::Portal, progress);
    let set_up = (0..N_ITEMS).filter(|nth| !items.is_gone(*nth)).zip(found);
    let mut set_up = set_up.filter(|(nth, _)| nth_of(&NAMES, *nth).1 == Some("A3.7-5"));
    let grade = set_up.next().map_or("none", |(_, found)| furthest(found));
    draft.plant("A3.7-4", Ground::Portal, Planted::Grade(grade));
    for nth in 0..N_ITEMS {
        let Some(point) = nth_of(&NAMES, nth).1 else { continue };
        // Guides of points are in pairs that are never gone.
        let mut of_point = (0..N_ITEMS).filter(|other| !items.is_gone(*other)).zip(found);
        let planted =
            of_point.find(|(other, _)| *other == nth).map(|(_, found)| share(found.n_elements, 8));
        draft.plant(point, Ground::Portal, planted.unwrap_or(Planted::Is(false)));
    }
}

/// A share of the cases there are; where there is none the question does not arise.
fn share_of_cases(n: usize, of: usize) -> Planted {
    if of == 0 { Planted::NoCase } else { share(n, of) }
}

/// How far a guide leads step by step (A3.7-4: what is set up online is the item's own guide).
fn furthest(found: &Found) -> &'static str {
    // A page of four elements is a guide (国办秘函〔2019〕19号).
    let steps = [
        ("guide", found.n_elements >= 4),
        ("form", found.n_good_files > 0),
        ("apply", found.has_apply),
        ("query", found.has_progress),
    ];
    steps.iter().take_while(|(_, is_there)| *is_there).last().map_or("info", |(name, _)| name)
}

/// The platform's form for the state of a case (B1.2-3), where there is one.
pub(crate) fn progress_form(to: &str) -> Form {
    Form::query(to, "查询", &[("办件编号", Field::Line("code")), ("查询码", Field::Line("pin"))])
}
