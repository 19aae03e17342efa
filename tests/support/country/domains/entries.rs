//! Entries of a topic: what works has a form, the login of the unified account, or a result
//! behind it; what does not is missing, or looks as if it were there.

use super::super::draft::Draft;
use super::super::page::{Block, Doc, Field, Form, Link, heading, table, text};
use super::super::place::{Ground, nth_of};
use super::super::trap::Trap;
use super::super::truth::Planted;
use super::fields::Entry;

/// In how many ways an entry does not work.
const TRAPS: [Option<Trap>; 10] = [
    None,
    None,
    Some(Trap::SoftNotFound),
    Some(Trap::DeadLink),
    Some(Trap::BackHome),
    Some(Trap::ScriptLink),
    Some(Trap::BareHeading),
    Some(Trap::NotShown),
    Some(Trap::InComment),
    Some(Trap::EmptyColumn),
];

/// Plants an entry: its link, if it has one, goes on the topic's page; what only looks like one
/// goes into `blocks`.
pub(super) fn put_entry(
    draft: &mut Draft<'_>,
    entry: &Entry,
    blocks: &mut Vec<Block>,
) -> Option<Link> {
    let words = draft.place.word(entry.words);
    if draft.place.has(entry.point) {
        draft.plant(entry.point, Ground::Portal, Planted::Is(true));
        let to = put_working(draft, entry.point, words);
        return Some(Link::new(words, to));
    }
    let how = draft.place.rng(&format!("{} how", entry.point)).usize(0..TRAPS.len());
    let Some(trap) = *nth_of(&TRAPS, how) else {
        draft.plant(entry.point, Ground::Portal, Planted::Is(false));
        return None;
    };
    draft.plant_trapped(entry.point, Ground::Portal, Planted::Is(false), trap);
    put_trap(draft, trap, words, blocks)
}

/// What a trap puts in place of an entry.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other trap is a heading without content")]
pub(crate) fn put_trap(
    draft: &mut Draft<'_>,
    trap: Trap,
    words: &str,
    blocks: &mut Vec<Block>,
) -> Option<Link> {
    match trap {
        Trap::SoftNotFound | Trap::DeadLink | Trap::BackHome => {
            let url = draft.column(Ground::Portal, "rk");
            draft.put_broken(Ground::Portal, &url, trap);
            return Some(Link::new(words, url));
        }
        Trap::EmptyColumn => {
            let url = draft.column(Ground::Portal, "rk");
            let doc = Doc::new(words, vec![heading(words), text("栏目建设中")]);
            draft.put(Ground::Portal, &url, &doc);
            draft.trap(trap);
            return Some(Link::new(words, url));
        }
        Trap::ScriptLink => {
            draft.trap(trap);
            return Some(Link::new(words, "javascript:void(0)"));
        }
        Trap::NotShown => {
            let url = draft.column(Ground::Portal, "rk");
            let doc = draft.form_page(Ground::Portal, words, &[("编号", Field::Line("number"))]);
            draft.put(Ground::Portal, &url, &doc);
            blocks.push(Block::Raw(format!(
                "<div style=\"display:none\"><a href=\"{}\">{words}</a></div>\n",
                url.replace('&', "&amp;")
            )));
        }
        Trap::InComment => {
            let to = format!("https://{}/", draft.place.portal());
            blocks.push(Block::Raw(format!("<!-- <a href=\"{to}rk/1.html\">{words}</a> -->\n")));
        }
        _ => {
            blocks.push(heading(words));
            blocks.push(text("详情请到窗口了解。"));
        }
    }
    draft.trap(trap);
    None
}

/// The page behind an entry that works; gives its address.
pub(super) fn put_working(draft: &mut Draft<'_>, point: &str, words: &str) -> String {
    let luck = draft.place.rng(&format!("{point} works")).u32(0..6);
    if luck == 0 {
        return draft.login_url();
    }
    let url = draft.column(Ground::Portal, "fw");
    let doc = if luck == 1 {
        let rows = (1..5).map(|nth| {
            vec![format!("合成结果{nth}"), "正常".to_owned(), format!("2018-12-{:02}", 10 + nth)]
        });
        let to = draft.file(Ground::Portal, "do");
        let form = Form::query(&to, "查询", &[("名称", Field::Line("name"))]);
        Doc::new(
            words,
            vec![
                heading(words),
                Block::Form(form),
                table(&["名称", "状态", "日期"], rows.collect()),
            ],
        )
    } else {
        let fields = [
            ("姓名", Field::Line("name")),
            ("证件号码", Field::Line("number")),
            ("验证码", Field::Line("code")),
        ];
        draft.form_page(Ground::Portal, words, &fields)
    };
    match luck {
        2 => {
            let is_status = draft.place.number.is_multiple_of(2);
            draft.put_moved(Ground::Portal, &url, &doc, is_status);
        }
        _ => draft.put_rendered(Ground::Portal, &url, &doc),
    }
    url
}
