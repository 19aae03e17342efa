//! One guide: its elements, what else it says, and what can be done from it.

use super::super::draft::Draft;
use super::super::files::FileState;
use super::super::page::{Block, Doc, Field, Link, heading};
use super::super::place::{Ground, Place, nth_of, word_of};
use super::super::trap::Trap;
use super::super::write::anchor;
use super::{Items, N_PAIRS};

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

/// What a region's guides have: a mask over the ten pairs for each thing that is asked.
pub(super) struct Traits<'a> {
    pub(super) place: &'a Place,
}

impl Traits<'_> {
    /// Whether the pair of an item has a thing.
    pub(super) fn has(&self, what: &str, nth: usize) -> bool {
        self.place.has(&format!("{what} {}", nth % N_PAIRS))
    }
}

/// One guide's answers to what is asked of it.
#[derive(Debug, Default, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question a point asks")]
pub(super) struct Found {
    pub(super) n_elements: usize,
    pub(super) has_clear_materials: bool,
    pub(super) has_limits: bool,
    pub(super) has_flow: bool,
    pub(super) asks_form: bool,
    pub(super) has_form: bool,
    pub(super) has_sample: bool,
    pub(super) has_phone: bool,
    pub(super) has_asking: bool,
    pub(super) has_booking: bool,
    pub(super) has_apply: bool,
    pub(super) is_apply_unknown: bool,
    pub(super) has_one_visit: bool,
    pub(super) has_no_visit: bool,
    pub(super) has_review: bool,
    pub(super) has_progress: bool,
    pub(super) has_delivery: bool,
    pub(super) has_fee: bool,
    pub(super) has_payment: bool,
    pub(super) has_licence: bool,
    pub(super) n_files: usize,
    pub(super) n_good_files: usize,
}

/// Where entries on guides lead.
pub(super) struct Ways {
    asking: String,
    booking: String,
    progress: String,
    gone: String,
}

impl Ways {
    pub(super) fn put(draft: &mut Draft<'_>) -> Self {
        let put = |draft: &mut Draft<'_>, name: &str, title: &str, fields: &[(&str, Field)]| {
            let url = draft.column(Ground::Portal, name);
            let doc = draft.form_page(Ground::Portal, title, fields);
            draft.put_rendered(Ground::Portal, &url, &doc);
            url
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
        Self { asking, booking, progress, gone }
    }
}

/// Puts the guide of an item, or what is broken in its place.
pub(super) fn put_guide(
    draft: &mut Draft<'_>,
    items: &Items,
    ways: &Ways,
    nth: usize,
) -> Option<Found> {
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
        // With fewer than three of the eight a page is no guide.
        let is_there = number < 3 || of.has(&format!("guide element {number}"), nth);
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
        // A page under the name of a file is no form either.
        found.has_form = state == FileState::Good;
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
        say("承诺办结时限", word_of(&["5个工作日", "7个工作日", "3个工作日"], nth));
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
            word_of(&["快递送达", "邮寄", "网上下载"], nth)
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
        say("电子证照", word_of(&["支持", "身份证可用电子证照，免提交"], nth));
    }
}

/// Where an item is applied for: the unified login, or a form, in either case of this item.
fn put_apply(draft: &mut Draft<'_>, nth: usize) -> String {
    let is_login = draft.place.number.is_multiple_of(2);
    let (title, fields) = if is_login {
        ("统一身份认证登录", [("用户名", Field::Line("user")), ("密码", Field::Secret("word"))])
    } else {
        ("在线申请", [("申请人", Field::Line("name")), ("证件号码", Field::Line("number"))])
    };
    let url = if is_login {
        format!("{}&item={}", draft.login_url(), nth + 1)
    } else {
        draft.column(Ground::Portal, "sqbd")
    };
    let doc = draft.form_page(Ground::Portal, title, &fields);
    draft.put(Ground::Portal, &url, &doc);
    url
}

/// What can be done from a guide.
fn entries(draft: &mut Draft<'_>, ways: &Ways, nth: usize, found: &mut Found) -> Vec<Link> {
    let place = draft.place;
    let of = Traits { place };
    let mut links = Vec::new();
    found.has_apply = of.has("B2.3-1", nth);
    let apply = place.word(&["在线办理", "在线申请", "立即办理"]);
    match (found.has_apply, nth % N_PAIRS % 3) {
        (true, _) => links.push(Link::new(apply, put_apply(draft, nth))),
        (false, 0) => {
            // What only a script opens nobody knows from pages as sent.
            draft.trap(Trap::ScriptLink);
            found.is_apply_unknown = true;
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
