//! # What it asks
//! Whether the page has an entry to the leaders' or the government's mailbox (领导信箱, 市长信箱,
//! 政府信箱 …) or is one of its pages.
//!
//! # Why it counts
//! It is the channel by which a person writes to the government and gets an answer in public.
//!
//! # How it is judged
//! A label outside articles, the page's title or its column tag names the mailbox of a leader or of
//! the government, offers to write a letter, or stands in a form for one. Mail for the staff (政务邮箱), for contributions to
//! a paper (投稿邮箱) and a headmaster's box do not count.
//!
//! # When it is unknown
//! The page is an empty shell that only a browser fills.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号), 互动交流.

use probe_sdk::criteria::mentions::{in_text, mentions};
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, holds, length, pieces, short};
use probe_sdk::{Criterion, Hit, Judged, Page, Step, Task};

use crate::marks::not_seen;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "leader-mail",
    title: "领导信箱",
    roles: &["home", "sample"],
    points: &[],
    judge,
};

const WORDS: [&str; 4] = ["信箱", "邮箱", "写信", "来信"];

/// Whose mailbox it is, before 信箱 or 邮箱.
const LEADERS: [&str; 26] = [
    "领导",
    "书记",
    "主席",
    "主任",
    "专员",
    "总理",
    "省长",
    "市长",
    "县长",
    "区长",
    "州长",
    "盟长",
    "旗长",
    "镇长",
    "乡长",
    "厅长",
    "局长",
    "部长",
    "署长",
    "处长",
    "行长",
    "院长",
    "司长",
    "社长",
    "总队长",
    "支队长",
];

/// What may stand between the leader and the box.
const KINDS: [&str; 8] = ["公开", "电子", "网上", "专用", "专", "在线", "热线", "互动"];

/// Offers to write, where no leader is named.
const OFFERS: [&str; 4] = ["我要写信", "在线写信", "网上写信", "写信须知"];

/// Labels of a form for a letter.
const FORM: [&str; 7] =
    ["信件内容", "信件标题", "信件主题", "信件类型", "来信内容", "来信标题", "写信人"];

/// What turns a label into a heading of news.
const NEWS: [&str; 8] = ["关于", "开通", "通报", "公布", "设立", "公告", "通知", "办理情况"];

/// Characters of the longest label: `某某自治州人民政府州长信箱`.
const LABEL_CHARS_MAX: usize = 14;

/// Confidence where the page offers to write but names no leader: it may be the petition office's.
const OFFER_CONFIDENCE: f32 = 0.75;

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    let hits = mentions(page, &WORDS);
    let on_site = |hit: &&Hit| Surroundings::of(hit).is_site();
    if let Some(hit) = hits.iter().filter(|hit| names_box(&hit.text)).find(on_site) {
        return Ok(Judged::truth(true).seen([hit]));
    }
    let title = page.texts("title", 1).into_iter().find(|hit| title_names_box(&hit.text));
    if title.is_some() || page.meta("ColumnName").is_some_and(|column| names_box(&column)) {
        return Ok(Judged::truth(true).seen(title));
    }
    let offer = hits.iter().filter(|hit| offers(&hit.text)).find(on_site).cloned();
    Ok(match offer.or_else(|| form(page)) {
        Some(hit) => Judged::truth(true).seen([hit]).sure(OFFER_CONFIDENCE),
        None => not_seen(page),
    })
}

/// A form in which a visitor writes a letter.
fn form(page: Page) -> Option<Hit> {
    if page.count("textarea") == 0 {
        return None;
    }
    in_text(page, &FORM).into_iter().find(|hit| Surroundings::of(hit).is_site())
}

/// Whether a text is the label of a leader's or the government's mailbox.
fn names_box(text: &str) -> bool {
    let text = short(text).unwrap_or_default();
    pieces(&text).any(|piece| {
        length(piece) <= LABEL_CHARS_MAX
            && !holds(piece, &NEWS)
            && (is_box(piece, "信箱", &["政府"]) || is_box(piece, "邮箱", &[]) || writes_to(piece))
    })
}

fn title_names_box(title: &str) -> bool {
    compact(title).split(['-', '_', '—', '–', '|']).any(names_box)
}

fn is_box(piece: &str, word: &str, others: &[&str]) -> bool {
    let Some((owner, _)) = piece.split_once(word) else { return false };
    let owner = KINDS.iter().fold(owner, |owner, kind| owner.trim_end_matches(kind));
    LEADERS.iter().chain(others).any(|leader| owner.ends_with(leader))
}

fn writes_to(piece: &str) -> bool {
    piece.contains("写信") && holds(piece, &LEADERS)
}

fn offers(text: &str) -> bool {
    let text = short(text).unwrap_or_default();
    length(&text) <= LABEL_CHARS_MAX && holds(&text, &OFFERS)
}

#[cfg(test)]
mod tests {
    use super::{names_box, title_names_box};

    #[track_caller]
    fn check(texts: &[&str], expected: bool) {
        for text in texts {
            assert_eq!(names_box(text), expected, "{text}");
        }
    }

    #[test]
    fn boxes_of_leaders() {
        check(
            &["领导信箱", "市长公开信箱", "区委书记信箱", "主席信箱", "政府信箱", "局长电子邮箱"],
            true,
        );
        check(&["给市长写信", "某县人民政府县长信箱", "书记、市长信箱"], true);
    }

    #[test]
    fn other_boxes() {
        check(
            &["政务邮箱", "投稿邮箱", "校长信箱", "邮箱", "举报信箱", "市长信箱办理情况通报"],
            false,
        );
    }

    #[test]
    fn pages_of_a_box() {
        assert!(title_names_box("专员信箱-某地区行政公署"));
        assert!(!title_names_box("某市人民政府_要闻"));
    }
}
