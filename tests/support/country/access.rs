//! C1.1: what the home page does for telephones, for people who see badly, and in other languages.

use super::draft::{Draft, Spot, count, share};
use super::page::{Block, Doc, Link, heading, text};
use super::place::{Ground, nth_of};
use super::trap::Trap;
use super::truth::Planted;

/// The labels of the annex on page tags that the catalogue asks for.
const TAGS: [&str; 8] = [
    "SiteName",
    "SiteDomain",
    "SiteIDCode",
    "ColumnName",
    "ColumnType",
    "ArticleTitle",
    "PubDate",
    "ContentSource",
];

/// Plants them; the frame of the site is ready when this returns.
pub(crate) fn plant(draft: &mut Draft<'_>) {
    let is_fluid = draft.place.has("C1.1-1");
    draft.plant("C1.1-1", Ground::Site, Planted::Is(is_fluid));
    if is_fluid {
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>@media (max-width: 768px) { .main { width: 100% } }</style>\n".clone_into(&mut draft.viewport);
    } else if draft.place.number.is_multiple_of(2) {
        draft.trap(Trap::InScript);
        "<script>var note = 'viewport width=device-width';</script>\n"
            .clone_into(&mut draft.viewport);
    }
    for point in ["C1.1-2", "C1.1-3", "C1.1-6", "C1.1-8"] {
        // Of the network and of browsers; pages hold nothing of it.
        draft.plant(point, Ground::Site, Planted::Nowhere);
    }
    ease(draft);
    languages(draft);
}

/// C1.1-5: the meta tags a region's pages carry.
pub(crate) fn tags(draft: &mut Draft<'_>) -> (Vec<(&'static str, String)>, Vec<&'static str>) {
    let place = draft.place;
    // All or none: which tags are due on which page is read in more than one way.
    let has = if place.has("C1.1-5") { TAGS.to_vec() } else { Vec::new() };
    draft.plant("C1.1-5", Ground::Site, share(has.len(), TAGS.len()));
    let said = [
        ("SiteName", format!("{}人民政府门户网站", place.city())),
        ("SiteDomain", place.www()),
        ("SiteIDCode", place.site_code()),
    ];
    let tags = said.into_iter().filter(|(name, _)| has.contains(name)).collect();
    (tags, has.iter().copied().filter(|tag| !tag.starts_with("Site")).collect())
}

/// C1.1-4.
fn ease(draft: &mut Draft<'_>) {
    let words = draft.place.word(&["无障碍浏览", "长者模式", "关怀版"]);
    let url = draft.column(Ground::Site, "wza");
    if draft.place.has("C1.1-4") {
        draft.plant("C1.1-4", Ground::Site, Planted::Is(true));
        draft.put(
            Ground::Site,
            &url,
            &Doc::new(words, vec![heading(words), text("本页提供大字体、高对比度和语音朗读。")]),
        );
        draft.link(Spot::Tools, Link::new(words, url));
        return;
    }
    let trap =
        *nth_of(&[Trap::DeadLink, Trap::SoftNotFound, Trap::BareHeading], draft.place.number);
    draft.plant_trapped("C1.1-4", Ground::Site, Planted::Is(false), trap);
    if trap.is_broken_link() {
        draft.put_broken(Ground::Site, &url, trap);
        draft.link(Spot::Tools, Link::new(words, url));
    }
}

/// C1.1-7.
fn languages(draft: &mut Draft<'_>) {
    let editions = [("en", "English"), ("ft", "繁体版"), ("jp", "日本語"), ("kr", "한국어")];
    // GBK has no Hangul.
    let is_gbk = draft.place.theme.charset != super::themes::Charset::Utf8;
    let editions = if is_gbk { &editions[..3] } else { &editions[..] };
    let mut n = 0;
    for (nth, (name, words)) in editions.iter().enumerate() {
        let url = format!("https://{}/{name}/", draft.place.www());
        if draft.place.has(&format!("C1.1-7 {name}")) {
            n += 1;
            draft.put(
                Ground::Site,
                &url,
                &Doc::new(
                    *words,
                    vec![
                        heading(*words),
                        Block::Text("This edition is synthetic. 合成样例。".to_owned()),
                    ],
                ),
            );
        } else if nth % 2 == 0 {
            draft.put_broken(Ground::Site, &url, Trap::DeadLink);
        } else {
            continue;
        }
        draft.link(Spot::Tools, Link::new(*words, url));
    }
    draft.plant("C1.1-7", Ground::Site, Planted::Count(count(n)));
}
