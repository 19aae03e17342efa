//! B3.1, B3.2: the letters that are made public, their answers, statistics and questions that
//! are asked often.

use super::day::{Day, Written};
use super::draft::{Dated, Draft, Spot, count, share, steps};
use super::page::{Block, Doc, Field, Form, Link, heading, text};
use super::place::{Ground, Place, nth_of, word_of};
use super::search::asked_as;
use super::trap::Trap;
use super::truth::Planted;
use super::write::anchor;

const SUBJECTS: [&str; 12] = [
    "小区门口路灯不亮",
    "公交站台缺少座椅",
    "河边步道栏杆松动",
    "菜市场地面积水",
    "健身器材损坏",
    "夜间施工噪声",
    "人行道地砖破损",
    "电梯年检公示",
    "快递柜占用通道",
    "校门口交通拥堵",
    "绿化带垃圾清理",
    "自来水压力不足",
];

/// A letter: days since it came, days until its answer.
struct Letter {
    nth: usize,
    n_days: i64,
    took: Option<i64>,
}

/// Plants them.
pub(crate) fn plant(draft: &mut Draft<'_>) {
    let letters = draw(draft);
    listing(draft, &letters);
    statistics(draft);
    questions(draft);
}

fn draw(draft: &mut Draft<'_>) -> Vec<Letter> {
    let place = draft.place;
    let median = place.days("B3.1-2", 5, 15);
    draft.plant("B3.1-2", Ground::Site, Planted::Steps(whole(median)));
    let newest = place.days("B3.1-5", 14, 30);
    draft.plant("B3.1-5", Ground::Site, Planted::Steps(whole(newest)));
    let mut letters: Vec<Letter> = (0..15_i64)
        .map(|nth| {
            let took = median + *nth_of(&[0, -1, 1], usize::try_from(nth).unwrap_or_default());
            Letter { nth: 0, n_days: newest + nth * 4 + took, took: Some(took) }
        })
        .collect();
    let n_waiting = 3 - place.some_of("B3.1-4", 3);
    letters.extend((0..n_waiting).map(|nth| Letter {
        nth: 0,
        n_days: 30 + whole_days(nth) * 20,
        took: None,
    }));
    let n_forgotten = 2 - place.some_of("B3.1-3", 2);
    draft.plant("B3.1-3", Ground::Site, Planted::Count(count(n_forgotten)));
    letters.extend((0..n_forgotten).map(|nth| Letter {
        nth: 0,
        n_days: 120 + whole_days(nth) * 60,
        took: None,
    }));
    letters.sort_by_key(|letter| letter.n_days);
    for (nth, letter) in letters.iter_mut().enumerate() {
        letter.nth = nth;
    }
    let is_in = |letter: &&Letter| (16..=90).contains(&letter.n_days);
    let n_in = letters.iter().filter(is_in).count();
    let n_answered = letters.iter().filter(is_in).filter(|letter| letter.took.is_some()).count();
    let planted = if n_in == 0 { Planted::Nowhere } else { share(n_answered, n_in) };
    draft.plant("B3.1-4", Ground::Site, planted);
    letters
}

fn whole_days(nth: usize) -> i64 {
    i64::try_from(nth).unwrap_or_default()
}

fn whole(days: i64) -> f64 {
    count(usize::try_from(days).unwrap_or_default())
}

fn listing(draft: &mut Draft<'_>, letters: &[Letter]) {
    let place = draft.place;
    let title = place.word(&["来信选登", "留言选登", "来信答复"]);
    let n_clicks = 1 + usize::from(!place.has("B3.1-1"));
    draft.plant("B3.1-1", Ground::Site, Planted::Steps(count(n_clicks)));
    let url = draft.column(Ground::Site, "lxxd");
    let link = Link::new(title, url.clone());
    if n_clicks == 1 {
        draft.link(Spot::Talk, link);
    } else {
        draft.second_talk.push(link);
    }
    let has: Vec<bool> =
        (0..4).map(|nth| nth == 3 || place.has(&format!("B3.2-1 {nth}"))).collect();
    draft.plant("B3.2-1", Ground::Site, share(has.iter().filter(|has| **has).count(), 4));
    let has_rating = place.has("B3.2-5");
    draft.plant("B3.2-5", Ground::Site, Planted::Is(has_rating));
    let quality = place.some_of("B3.2-6", 2);
    draft.plant(
        "B3.2-6",
        Ground::Site,
        Planted::Grade(word_of(&["boilerplate", "partial", "specific"], quality)),
    );
    let (mut rows, mut links) = (Vec::new(), Vec::new());
    for letter in letters {
        let subject = subject_of(letter);
        let asked = Day::ago(letter.n_days);
        let answered = letter.took.map(|took| (asked.plus(took), took));
        let to = match answered {
            Some((_, took)) => detail(draft, letter, took, &has, has_rating, quality),
            None => waiting(draft, letter),
        };
        let name = anchor(place, &url, &subject, &to);
        links.push(Link::new(subject, to));
        let state = if answered.is_some() {
            ["已回复", "已办结"]
        } else {
            ["处理中", "未回复"]
        };
        let answered = answered.map(|(day, _)| day.written(Written::Iso)).unwrap_or_default();
        rows.push(vec![name, asked.written(Written::Iso), answered, place.word(&state).to_owned()]);
    }
    let mut blocks = vec![heading(title)];
    search(draft, &links, &mut blocks);
    let heads = [
        "标题",
        place.word(&["来信时间", "提问时间"]),
        place.word(&["答复时间", "回复时间"]),
        "状态",
    ];
    blocks.push(super::page::table(&heads, rows));
    draft.put(Ground::Site, &url, &Doc::new(title, blocks));
}

fn subject_of(letter: &Letter) -> String {
    format!("反映{}的问题（{}）", nth_of(&SUBJECTS, letter.nth), letter.nth + 1)
}

/// A letter and its answer.
#[expect(clippy::too_many_arguments, reason = "what a letter's page shows")]
fn detail(
    draft: &mut Draft<'_>,
    letter: &Letter,
    took: i64,
    has: &[bool],
    has_rating: bool,
    quality: usize,
) -> String {
    let place = draft.place;
    let asked = Day::ago(letter.n_days);
    let url = draft.leaf(Ground::Site, "lxxd", asked);
    let subject = subject_of(letter);
    let answer = answer(place, letter, quality);
    let said = [
        (place.word(&["留言时间", "来信时间"]), asked.written(Written::Iso)),
        (place.word(&["答复时间", "回复时间"]), asked.plus(took).written(Written::Iso)),
        (place.word(&["答复单位", "回复单位"]), "市住房和城乡建设局".to_owned()),
        (place.word(&["答复内容", "回复内容"]), answer),
    ];
    let there = said.into_iter().zip(has).filter(|(_, has)| **has);
    let facts = there.map(|((label, value), _)| (label.to_owned(), value)).collect();
    let matter = nth_of(&SUBJECTS, letter.nth);
    let mut blocks = vec![
        heading(&*subject),
        text(format!("网友反映：{matter}，影响居民出行，希望尽快处理。")),
        Block::Facts(facts),
    ];
    if has_rating {
        blocks.push(text("满意度评价：★★★★★ 满意"));
    }
    draft.put(Ground::Site, &url, &Doc::new(subject, blocks));
    url
}

/// A letter that nobody has answered.
fn waiting(draft: &mut Draft<'_>, letter: &Letter) -> String {
    let asked = Day::ago(letter.n_days);
    let url = draft.leaf(Ground::Site, "lxxd", asked);
    let subject = subject_of(letter);
    let facts = super::page::facts(&[
        (draft.place.word(&["留言时间", "来信时间"]), &asked.written(Written::Iso)),
        ("办理状态", draft.place.word(&["处理中", "未回复"])),
    ]);
    let matter = nth_of(&SUBJECTS, letter.nth);
    let doc = Doc::new(
        subject.clone(),
        vec![heading(&*subject), text(format!("网友反映：{matter}。")), facts],
    );
    draft.put(Ground::Site, &url, &doc);
    url
}

fn answer(place: &Place, letter: &Letter, quality: usize) -> String {
    let matter = nth_of(&SUBJECTS, letter.nth);
    match quality {
        2 => format!(
            "您好。您反映的{matter}的问题，我局已于收到来信次日派员到现场核实，情况属实。已安排{}街道和养护单位制定方案，\
             计划在{}个工作日内完成处理，并由社区监督。完成后将电话告知结果。",
            place.short,
            letter.nth + 3
        ),
        // With a number: two letters may be about one matter, and no answer is a copy of another.
        1 => format!(
            "您好，{matter}一事（第{}号）已转有关单位处理，请留意后续情况。",
            letter.nth + 1
        ),
        _ => "您好，感谢您的来信，具体请咨询有关单位，请拨打12345。".to_owned(),
    }
}

/// B3.2-3: a search that finds, one that finds nothing, or none.
fn search(draft: &mut Draft<'_>, letters: &[Link], blocks: &mut Vec<Block>) {
    let finds = draft.place.has("B3.2-3");
    draft.plant("B3.2-3", Ground::Site, Planted::Is(finds));
    if !finds && draft.place.number.is_multiple_of(2) {
        return;
    }
    if !finds {
        draft.trap(Trap::DeafSearch);
    }
    let to = format!("https://{}/letters/search", draft.place.www());
    blocks.push(Block::Form(Form::query(&to, "搜索", &[("关键词", Field::Line("kw"))])));
    // An archive cannot answer everything: whole titles, and their first characters.
    for letter in letters {
        let start = |n| letter.text.chars().take(n).collect::<String>();
        for phrase in [letter.text.as_str(), &start(6), &start(7), &start(8)] {
            let found = if finds {
                let hits = letters.iter().filter(|other| other.text.contains(phrase));
                Block::Links(hits.cloned().collect())
            } else {
                text("没有找到相关留言。")
            };
            let doc = Doc::new("留言搜索", vec![heading("搜索结果"), found]);
            let url = format!("{to}?kw={}", asked_as(draft.place, phrase));
            if draft.is_new(&url) {
                draft.put(Ground::Site, &url, &doc);
            }
        }
    }
}

/// B3.2-2.
fn statistics(draft: &mut Draft<'_>) {
    let title = draft.place.word(&["办理统计", "来信办理统计", "受理情况统计"]);
    let is_there = draft.place.rng("B3.2-2 there").u32(0..8) > 0;
    if !is_there {
        draft.plant("B3.2-2", Ground::Site, steps(None));
        return;
    }
    let n_days = draft.place.days("B3.2-2", 45, 120);
    draft.plant("B3.2-2", Ground::Site, Planted::Steps(whole(n_days)));
    let subjects =
        ["网上来信受理情况统计：收到120件，回复率98%", "网上来信受理情况统计：收到98件，办结率97%"];
    let list = Dated { title, subjects: &subjects, n_days, gap: 31, shows_today: n_days > 120 };
    let url = draft.dated_list(Ground::Site, "bltj", &list);
    draft.link(Spot::Talk, Link::new(title, url));
}

/// B3.2-4: all questions on one page.
fn questions(draft: &mut Draft<'_>) {
    let place = draft.place;
    let n = place.some_of("B3.2-4", 12) * 8;
    draft.plant("B3.2-4", Ground::Site, Planted::Count(count(n)));
    let title = place.word(&["常见问题", "热点问题", "常见问题库"]);
    let url = draft.column(Ground::Site, "cjwt");
    let mut blocks = vec![heading(title)];
    if n == 0 {
        draft.trap(Trap::EmptyColumn);
        blocks.push(text("暂无数据"));
    }
    let links = (1..=n).map(|nth| {
        Link::new(format!("{}如何反映？（{nth}）", nth_of(&SUBJECTS, nth)), format!("{url}#q{nth}"))
    });
    blocks.push(Block::Links(links.collect()));
    draft.put(Ground::Site, &url, &Doc::new(title, blocks));
    draft.link(Spot::Talk, Link::new(title, url));
}
