//! The service portal's items and their guides (B1.2, B2.1 to B2.4, and the guides of A3).

use super::draft::{Draft, Spot, share};
use super::files::FileState;
use super::page::{Block, Doc, Field, Form, Link, heading};
use super::place::{Ground, Place, nth_of};
use super::trap::Trap;
use super::truth::Planted;
use super::write::anchor;

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

/// The eight elements of the national check, each with the words templates have for it.
const ELEMENTS: [[&str; 3]; 8] = [
    ["事项名称", "服务名称", "办理事项"],
    ["设定依据", "办理依据", "法律依据"],
    ["申请条件", "办理条件", "受理条件"],
    ["办理材料", "申请材料", "申报材料"],
    ["办理地点", "受理地点", "办理地址"],
    ["办理时间", "办公时间", "受理时间"],
    ["联系电话", "咨询电话", "联系电话"],
    ["办理流程", "办理程序", "办理流程"],
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
    pub(crate) fn name(&self, nth: usize) -> &'static str {
        nth_of(&NAMES, nth).0
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

/// What a region's guides have: a mask over the ten pairs for each thing that is asked.
struct Traits<'a> {
    place: &'a Place,
}

impl Traits<'_> {
    /// Whether the pair of an item has a thing.
    fn has(&self, what: &str, nth: usize) -> bool {
        self.place.has(&format!("{what} {}", nth % N_PAIRS))
    }
}

/// One guide's answers to what is asked of it.
#[derive(Debug, Default, Clone, Copy)]
struct Found {
    n_elements: usize,
    has_clear_materials: bool,
    has_limits: bool,
    has_flow: bool,
    asks_form: bool,
    has_form: bool,
    has_sample: bool,
    has_phone: bool,
    has_asking: bool,
    has_booking: bool,
    has_apply: bool,
    has_one_visit: bool,
    has_no_visit: bool,
    has_review: bool,
    has_progress: bool,
    has_delivery: bool,
    has_fee: bool,
    has_payment: bool,
    has_licence: bool,
    n_files: usize,
    n_good_files: usize,
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

/// Where entries on guides lead.
struct Ways {
    apply: String,
    asking: String,
    booking: String,
    progress: String,
    gone: String,
}

impl Ways {
    fn put(draft: &mut Draft<'_>) -> Self {
        let put = |draft: &mut Draft<'_>, name: &str, title: &str, fields: &[(&str, Field)]| {
            let url = draft.column(Ground::Portal, name);
            let doc = draft.form_page(Ground::Portal, title, fields);
            draft.put_rendered(Ground::Portal, &url, &doc);
            url
        };
        let apply = if draft.place.number % 2 == 0 {
            draft.login_url()
        } else {
            put(
                draft,
                "sqbd",
                "在线申请",
                &[("申请人", Field::Line("name")), ("证件号码", Field::Line("number"))],
            )
        };
        let asking = put(
            draft,
            "wyzx",
            "我要咨询",
            &[("咨询标题", Field::Line("title")), ("咨询内容", Field::Lines("content"))],
        );
        let booking = put(
            draft,
            "wyyy",
            "预约办理",
            &[("预约日期", Field::Line("date")), ("姓名", Field::Line("name"))],
        );
        let progress = put(
            draft,
            "jdcx",
            "进度查询",
            &[("办件编号", Field::Line("code")), ("查询码", Field::Line("pin"))],
        );
        let gone = draft.column(Ground::Portal, "ywxt");
        draft.put_broken(Ground::Portal, &gone, Trap::SoftNotFound);
        Self { apply, asking, booking, progress, gone }
    }
}

fn put_guide(draft: &mut Draft<'_>, items: &Items, ways: &Ways, nth: usize) -> Option<Found> {
    let place = draft.place;
    let url = items.at(nth).to_owned();
    if items.is_gone(nth) {
        let trap = *nth_of(&[Trap::DeadLink, Trap::SoftNotFound, Trap::BackHome], nth);
        draft.put_broken(Ground::Portal, &url, trap);
        return None;
    }
    let of = Traits { place };
    let name = items.name(nth);
    let mut found = Found::default();
    let mut facts: Vec<(String, String)> = Vec::new();
    let steps = "申请、受理、审查、决定、送达";
    for (number, words) in ELEMENTS.iter().enumerate() {
        let label = place.word(words).to_owned();
        let is_there = number == 0 || of.has(&format!("guide element {number}"), nth);
        if !is_there {
            if of.has("guide bare labels", nth + 1) {
                draft.trap(Trap::BareLabel);
                facts.push((label, String::new()));
            }
            continue;
        }
        found.n_elements += 1;
        let value = match number {
            0 => name.to_owned(),
            1 => "《合成条例》第五条、《合成办法》第九条".to_owned(),
            2 => "符合规定条件的自然人或者法人".to_owned(),
            3 => materials(draft, &url, nth, &mut found),
            4 => format!("{}政务服务中心二楼{}号窗口", office_city(place, nth), nth + 1),
            5 => "工作日9:00—12:00，13:30—17:00".to_owned(),
            6 if of.has("B1.2-4", nth) => {
                found.has_phone = true;
                format!("0990-555{:04}", 3000 + nth)
            }
            6 => "见窗口公示".to_owned(),
            _ => {
                found.has_flow = true;
                steps.to_owned()
            }
        };
        facts.push((label, value));
    }
    more_facts(place, nth, &mut facts, &mut found);
    let mut blocks = vec![heading(format!("{name}办事指南")), Block::Facts(facts)];
    blocks.push(Block::Links(entries(draft, ways, nth, &mut found)));
    if is_copied(place, nth) {
        draft.trap(Trap::ForeignGuide);
    }
    let doc = Doc::new(format!("{name}办事指南"), blocks);
    draft.put_rendered(Ground::Portal, &url, &doc);
    Some(found)
}

/// The city whose office a guide names: another one's where a guide was copied.
fn office_city(place: &Place, nth: usize) -> String {
    if is_copied(place, nth) { "癸崖市".to_owned() } else { place.city() }
}

fn is_copied(place: &Place, nth: usize) -> bool {
    nth % N_PAIRS == 1 && !place.has("guides of its own")
}

/// The materials, the form among them and its sample.
fn materials(draft: &mut Draft<'_>, url: &str, nth: usize, found: &mut Found) -> String {
    let place = draft.place;
    let of = Traits { place };
    found.has_clear_materials = of.has("B2.1-3", nth);
    found.asks_form = nth % N_PAIRS != 4;
    let mut said = if found.has_clear_materials {
        "1.身份证原件1份；2.身份证复印件1份".to_owned()
    } else {
        (*nth_of(
            &["1.身份证；2.其他材料", "1.身份证明等材料", "1.身份证；2.法律法规规定的有关材料"],
            nth,
        ))
        .to_owned()
    };
    if found.asks_form {
        let is_there = of.has("B2.2-1", nth);
        let is_whole = of.has("B2.2-3", nth);
        let state = match (is_there, is_whole) {
            (true, true) => FileState::Good,
            (true, false) => FileState::WrongMagic,
            (false, _) => FileState::Gone,
        };
        let ending = *nth_of(&["doc", "pdf", "xls", "docx", "wps"], nth);
        let file = draft.put_file(Ground::Portal, ending, state);
        found.has_form = is_there;
        found.n_files += 1;
        found.n_good_files += usize::from(state == FileState::Good);
        let form = anchor(place, url, "申请表", &file);
        said = format!("{said}；3.{form}原件1份");
        if of.has("B2.2-2", nth) {
            let file = draft.put_file(Ground::Portal, "pdf", FileState::Good);
            found.has_sample = true;
            found.n_files += 1;
            found.n_good_files += 1;
            let sample = anchor(place, url, place.word(&["样表", "示例样表", "填写说明"]), &file);
            said = format!("{said}（{sample}）");
        }
    }
    said
}

/// What guides say besides the eight elements.
fn more_facts(place: &Place, nth: usize, facts: &mut Vec<(String, String)>, found: &mut Found) {
    let of = Traits { place };
    let mut say = |label: &str, value: &str| facts.push((label.to_owned(), value.to_owned()));
    found.has_limits = of.has("B2.1-4", nth);
    say("法定办结时限", "20个工作日");
    if found.has_limits {
        say("承诺办结时限", *nth_of(&["5个工作日", "7个工作日", "3个工作日"], nth));
    }
    found.has_no_visit = of.has("B2.4-2", nth);
    found.has_one_visit = found.has_no_visit || of.has("B2.3-2", nth);
    let n_visits = match (found.has_no_visit, found.has_one_visit) {
        (true, _) => "0次",
        (_, true) => "1次",
        _ => "2次",
    };
    say(place.word(&["到办事现场次数", "到现场次数"]), n_visits);
    found.has_review = of.has("B2.3-3", nth);
    say("网上办理深度", if found.has_review { "网上预审、材料上传" } else { "信息公布" });
    found.has_delivery = of.has("B2.4-3", nth);
    say(
        "送达方式",
        if found.has_delivery {
            *nth_of(&["快递送达", "邮寄", "网上下载"], nth)
        } else {
            "窗口领取"
        },
    );
    found.has_fee = nth % N_PAIRS % 2 == 1;
    say("是否收费", if found.has_fee { "是，100元" } else { "否" });
    if found.has_fee {
        found.has_payment = of.has("B2.4-4", nth);
        say("是否支持网上支付", if found.has_payment { "是" } else { "否" });
    }
    found.has_licence = of.has("B2.4-5", nth);
    if found.has_licence {
        say("电子证照", *nth_of(&["结果为电子证照", "身份证可用电子证照，免提交"], nth));
    }
}

/// What can be done from a guide.
fn entries(draft: &mut Draft<'_>, ways: &Ways, nth: usize, found: &mut Found) -> Vec<Link> {
    let place = draft.place;
    let of = Traits { place };
    let mut links = Vec::new();
    found.has_apply = of.has("B2.3-1", nth);
    let apply = place.word(&["在线办理", "在线申请", "立即办理"]);
    match (found.has_apply, nth % N_PAIRS % 3) {
        (true, _) => links.push(Link::new(apply, ways.apply.clone())),
        (false, 0) => {
            draft.trap(Trap::ScriptLink);
            links.push(Link::new(apply, "javascript:void(0)"));
        }
        (false, 1) => links.push(Link::new(apply, ways.gone.clone())),
        (false, _) => {}
    }
    found.has_asking = of.has("B2.2-4", nth);
    if found.has_asking {
        links.push(Link::new(place.word(&["在线咨询", "我要咨询"]), ways.asking.clone()));
    }
    found.has_booking = of.has("B2.2-5", nth);
    if found.has_booking {
        links.push(Link::new(place.word(&["预约办理", "网上预约"]), ways.booking.clone()));
    }
    found.has_progress = of.has("B2.3-5", nth);
    if found.has_progress {
        links.push(Link::new("进度查询", ways.progress.clone()));
    }
    links
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
        share(those.iter().filter(|found| what(found)).count(), those.len())
    };
    plant("B2.1-1", share(n, N_ITEMS));
    plant("B2.1-2", share(found.iter().map(|found| found.n_elements).sum(), n * 8));
    plant("B2.1-3", of(|found| found.has_clear_materials));
    plant("B2.1-4", of(|found| found.has_limits));
    plant("B2.1-5", of(|found| found.has_flow));
    plant("B2.2-1", of_those(|found| found.asks_form, |found| found.has_form));
    plant("B2.2-2", of_those(|found| found.asks_form, |found| found.has_sample));
    plant(
        "B2.2-3",
        share(
            found.iter().map(|found| found.n_good_files).sum(),
            found.iter().map(|found| found.n_files).sum(),
        ),
    );
    plant("B1.2-1", of(|found| found.has_apply));
    plant("B1.2-4", of(|found| found.has_phone));
    plant("B1.2-5", of(|found| found.has_asking));
    plant("B2.2-4", of(|found| found.has_asking));
    plant("B2.2-5", of(|found| found.has_booking));
    plant("B2.3-1", of(|found| found.has_apply));
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
    for nth in 0..N_ITEMS {
        let Some(point) = nth_of(&NAMES, nth).1 else { continue };
        // Guides of points are in pairs that are never gone.
        let mut of_point = (0..N_ITEMS).filter(|other| !items.is_gone(*other)).zip(found);
        let planted =
            of_point.find(|(other, _)| *other == nth).map(|(_, found)| share(found.n_elements, 8));
        draft.plant(point, Ground::Portal, planted.unwrap_or(Planted::Is(false)));
    }
}

/// The platform's form for the state of a case (B1.2-3), where there is one.
pub(crate) fn progress_form(to: &str) -> Form {
    Form::query(to, "查询", &[("办件编号", Field::Line("code")), ("查询码", Field::Line("pin"))])
}
