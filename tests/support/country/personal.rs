//! B1.2 and C3: the service portal's tools, topics of life, bundles and zones; the personal
//! space, subscriptions and feeds.

use super::day::Day;
use super::domains::put_trap;
use super::draft::{Draft, NOTE_XML, Spot, count, steps};
use super::items::{Items, progress_form};
use super::page::{Block, Doc, Field, Link, heading, text};
use super::place::{Fate, Ground, nth_of};
use super::trap::Trap;
use super::truth::Planted;

/// Plants them; `headlines` are the newest entries of the site.
pub(crate) fn plant(draft: &mut Draft<'_>, items: &Items, headlines: &[Link]) {
    tools(draft);
    topics(draft, items);
    bundles(draft, items);
    zones(draft, items);
    space(draft);
    subscription(draft, headlines);
    matching(draft);
    recommended(draft, items);
}

/// B1.2-2, B1.2-3, B1.2-6.
fn tools(draft: &mut Draft<'_>) {
    let traps = [
        Trap::DeadLink,
        Trap::SoftNotFound,
        Trap::ScriptLink,
        Trap::EmptyColumn,
        Trap::NotShown,
        Trap::InComment,
    ];
    let tools = [
        ("B1.2-2", ["网上预约", "在线取号", "在线预约"]),
        ("B1.2-3", ["办件查询", "进度查询", "办理进度查询"]),
        ("B1.2-6", ["好差评", "服务评价", "满意度评价"]),
    ];
    for (point, words) in tools {
        let words = draft.place.word(&words);
        if !draft.place.has(point) {
            let trap =
                draft.place.one_of(&format!("{point} how"), &traps).unwrap_or(Trap::DeadLink);
            draft.plant_trapped(point, Ground::Portal, Planted::Is(false), trap);
            let mut blocks = Vec::new();
            if let Some(link) = put_trap(draft, trap, words, &mut blocks) {
                draft.link(Spot::Services, link);
            }
            draft.portal.extend(blocks);
            continue;
        }
        draft.plant(point, Ground::Portal, Planted::Is(true));
        let url = draft.column(Ground::Portal, "gj");
        let mut blocks = vec![heading(words)];
        match point {
            "B1.2-3" => {
                let to = draft.file(Ground::Portal, "do");
                blocks.push(Block::Form(progress_form(&to)));
            }
            "B1.2-6" => {
                blocks
                    .push(text("本月评价1200条，满意率99.2%，其中“非常满意”1100条，“满意”90条。"));
            }
            _ => {
                blocks = draft
                    .form_page(
                        Ground::Portal,
                        words,
                        &[("预约日期", Field::Line("day")), ("预约事项", Field::Line("item"))],
                    )
                    .blocks;
            }
        }
        draft.put(Ground::Portal, &url, &Doc::new(words, blocks));
        draft.link(Spot::Services, Link::new(words, url));
    }
}

/// Topics of users and of life that a portal may have, and the words by which the catalogue knows one;
/// those without a name are fields of life.
const TOPICS: [(&str, &[&str]); 11] = [
    ("个人办事", &["个人办事"]),
    ("企业办事", &["企业办事", "法人办事"]),
    ("生育收养", &["生育", "出生"]),
    ("入学升学", &["入学", "上学", "教育"]),
    ("婚育户籍", &["婚育", "婚姻", "结婚"]),
    ("退休养老", &["退休", "养老"]),
    ("开办设立", &["开办", "设立变更"]),
    ("注销清算", &["注销", "破产"]),
    ("", &["就业", "创业"]),
    ("", &["医疗", "健康"]),
    ("", &["住房", "置业"]),
];

/// Items that make a topic one with items.
const ITEMS_MIN: usize = 2;

/// C3.1-2. Fields of life are topics as well.
fn topics(draft: &mut Draft<'_>, items: &Items) {
    let place = draft.place;
    let mut n = 0;
    for (nth, (title, words)) in TOPICS.iter().enumerate() {
        let is_own = !title.is_empty() && place.has(&format!("C3.1-2 {title}"));
        let is_field = draft.fields.iter().any(|(title, n_items)| {
            *n_items >= ITEMS_MIN && words.iter().any(|word| title.contains(word))
        });
        n += usize::from(is_own || is_field);
        if is_own {
            let url = draft.column(Ground::Portal, "zt");
            let links = (0..3).map(|other| items.link(nth * 2 + other)).collect();
            let doc = Doc::new(*title, vec![heading(*title), Block::Links(links)]);
            draft.put(Ground::Portal, &url, &doc);
            draft.link(Spot::Topics, Link::new(*title, url));
        } else if nth % 3 == 0 && !title.is_empty() {
            draft.trap(Trap::ScriptLink);
            draft.link(Spot::Topics, Link::new(*title, "javascript:;"));
        }
    }
    draft.plant("C3.1-2", Ground::Portal, Planted::Count(count(n)));
}

/// Links of a block, the first `n` of them good, the others broken.
fn block_of(draft: &mut Draft<'_>, items: &Items, titles: &[&str], n: usize) -> Vec<Link> {
    let mut links = Vec::new();
    for (nth, title) in titles.iter().enumerate() {
        if nth >= n && nth % 2 == 0 {
            continue;
        }
        let url = draft.column(Ground::Portal, "zq");
        if nth < n {
            // Groups share matters, and each has some of its own.
            let entries = (nth * 2..nth * 2 + 3).map(|nth| items.link(nth));
            let apply = Link::new("在线办理", draft.login_url());
            let links = entries.chain([apply]).collect();
            draft.put(
                Ground::Portal,
                &url,
                &Doc::new(*title, vec![heading(*title), Block::Links(links)]),
            );
        } else {
            draft.put_broken(Ground::Portal, &url, Trap::SoftNotFound);
        }
        links.push(Link::new(*title, url));
    }
    links
}

/// C3.1-3.
fn bundles(draft: &mut Draft<'_>, items: &Items) {
    let titles = [
        "新生儿出生一件事",
        "企业开业一件事",
        "退休一件事",
        "开餐馆一次办",
        "二手房过户一次办",
        "公民身后一件事",
    ];
    let n = draft.place.some_of("C3.1-3", titles.len());
    draft.plant("C3.1-3", Ground::Portal, Planted::Count(count(n)));
    let links = block_of(draft, items, &titles, n);
    draft.portal.push(heading("主题套餐"));
    draft.portal.push(Block::Links(links));
}

/// C3.1-4.
fn zones(draft: &mut Draft<'_>, items: &Items) {
    let titles = ["老年人专区", "残疾人专区", "退役军人专区", "妇女儿童专区", "外籍人士专区"];
    let n = draft.place.some_of("C3.1-4", titles.len());
    draft.plant("C3.1-4", Ground::Portal, Planted::Count(count(n)));
    let links = block_of(draft, items, &titles, n);
    draft.portal.push(heading("特色专区"));
    draft.portal.push(Block::Links(links));
}

/// C3.1-1, C3.1-6.
fn space(draft: &mut Draft<'_>) {
    let is_there = draft.place.has("C3.1-1");
    let words = draft.place.word(&["个人中心", "用户空间", "用户中心"]);
    if is_there {
        // Where only the portal's start page is a shell, its login can be read.
        let is_read = draft.place.fate == Fate::PortalShell;
        let ground = if is_read { Ground::Site } else { Ground::Portal };
        draft.plant("C3.1-1", ground, Planted::Is(true));
        let to = draft.login_url();
        draft.link(Spot::Tools, Link::new(words, to));
    } else {
        // What the site lacks the portal may have.
        draft.plant("C3.1-1", Ground::Portal, Planted::Is(false));
        if draft.place.number.is_multiple_of(2) {
            draft.trap(Trap::ScriptLink);
            draft.link(Spot::Tools, Link::new(words, "javascript:void(0)"));
        }
    }
    // What there is after the login only a person sees.
    draft.plant("C3.1-6", Ground::Person, Planted::Person);
}

/// C3.1-5, C3.2-1.
fn subscription(draft: &mut Draft<'_>, headlines: &[Link]) {
    let place = draft.place;
    let has_feed = place.has("C3.1-5");
    draft.plant("C3.1-5", Ground::Site, Planted::Is(has_feed));
    if !has_feed {
        draft.plant("C3.2-1", Ground::Site, steps(None));
        return;
    }
    let n_days = place.days("C3.2-1", 14, 30);
    draft.plant("C3.2-1", Ground::Site, steps(Some(n_days)));
    let is_atom = place.theme.number.is_multiple_of(2);
    let url = format!("https://{}/{}", place.www(), if is_atom { "atom.xml" } else { "rss.xml" });
    let feed = if is_atom { atom(place, headlines, n_days) } else { rss(place, headlines, n_days) };
    let kind = if is_atom { "application/atom+xml" } else { "application/rss+xml" };
    draft.put_bytes(&url, &format!("{kind}; charset=utf-8"), feed.into_bytes());
    draft.home_head =
        format!("<link rel=\"alternate\" type=\"{kind}\" title=\"订阅\" href=\"{url}\">\n");
    draft.link(Spot::Tools, Link::new("RSS订阅", url));
}

fn atom(place: &super::place::Place, headlines: &[Link], n_days: i64) -> String {
    let entries = headlines.iter().zip(0..).map(|(link, nth)| {
        let day = Day::ago(n_days + nth).iso();
        format!("<entry><title>{}</title><link href=\"{}\"/><id>{}</id><updated>{day}T09:00:00+08:00</updated></entry>", link.text, escaped(&link.to), escaped(&link.to))
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>{}{NOTE_XML}</title><id>https://{}/</id>{}</feed>",
        place.city(),
        place.www(),
        entries.collect::<String>()
    )
}

fn rss(place: &super::place::Place, headlines: &[Link], n_days: i64) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let items = headlines.iter().zip(0..).map(|(link, nth)| {
        let (year, month, day) = Day::ago(n_days + nth).civil();
        let month = nth_of(&MONTHS, usize::try_from(month - 1).unwrap_or_default());
        format!("<item><title>{}</title><link>{}</link><pubDate>{day:02} {month} {year} 09:00:00 +0800</pubDate></item>", link.text, escaped(&link.to))
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>{}{NOTE_XML}</title><link>https://{}/</link>{}</channel></rss>",
        place.city(),
        place.www(),
        items.collect::<String>()
    )
}

fn escaped(url: &str) -> String {
    url.replace('&', "&amp;")
}

/// C3.2-3: without a login a filter is the most there is.
fn matching(draft: &mut Draft<'_>) {
    let is_there = draft.place.has("C3.2-3");
    draft.plant("C3.2-3", Ground::Portal, Planted::Grade(if is_there { "filter" } else { "none" }));
    if is_there {
        let url = draft.column(Ground::Portal, "zcpp");
        let words = draft.place.word(&["政策匹配", "政策计算器"]);
        let doc = draft.form_page(
            Ground::Portal,
            words,
            &[("所属行业", Field::Line("trade")), ("企业规模", Field::Line("size"))],
        );
        draft.put(Ground::Portal, &url, &doc);
        draft.link(Spot::Services, Link::new(words, url));
    }
}

/// B3.3-7. Whether the block changes shows only in two collections.
fn hot(draft: &mut Draft<'_>) {
    let is_there = draft.place.has("B3.3-7");
    // What the home page lacks the service portal may have.
    let ground = if is_there { Ground::Site } else { Ground::Portal };
    draft.plant("B3.3-7", ground, Planted::Is(is_there));
    if !is_there {
        return;
    }
    let mut links = Vec::new();
    for name in ["图书借阅证办理", "公园年票办理", "数字电视报装"] {
        let url = draft.column(Ground::Site, "rmfw");
        let doc = Doc::new(name, vec![heading(name), text("请携带身份证到服务网点办理。")]);
        draft.put(Ground::Site, &url, &doc);
        links.push(Link::new(name, url));
    }
    let words = draft.place.word(&["热门服务", "高频事项", "大家都在办"]);
    draft.home.push(heading(words));
    draft.home.push(Block::Links(links));
}

/// C3.2-5: a block that scripts bring.
fn recommended(draft: &mut Draft<'_>, items: &Items) {
    hot(draft);
    let is_there = draft.place.has("C3.2-5");
    // What is recommended has its pages on the portal, and what the home page lacks the portal may have.
    draft.plant("C3.2-5", Ground::Portal, Planted::Is(is_there));
    if is_there {
        let words = draft.place.word(&["为您推荐", "猜您想办", "智能推荐"]);
        draft.home_by_scripts.push(heading(words));
        let links = (0..3).map(|nth| Link::new(items.name(nth), items.guide(nth)));
        draft.home_by_scripts.push(Block::Links(links.collect()));
    }
}
