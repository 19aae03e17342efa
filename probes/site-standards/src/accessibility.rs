//! # What it asks
//! Whether the page has an entry to an accessible version or an accessibility tool that a visitor
//! can use (无障碍, 关怀版, 长者模式).
//!
//! # Why it counts
//! Government sites must be usable for old and disabled people; the rules name the entry.
//!
//! # How it is judged
//! A label or picture outside articles names such a version, or a button starts one of the tools in
//! wide use. News about accessible buildings, services for the old and comments do not count.
//!
//! # When it is unknown
//! The page is an empty shell that only a browser fills.
//!
//! # Source
//! 《互联网应用适老化及无障碍改造专项行动方案》(工信部信管〔2020〕200号).

use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{holds, length, pieces, short};
use probe_sdk::{Criterion, Hit, Judged, Page, Step, Task};

use crate::marks::not_seen;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "accessibility",
    title: "无障碍与适老化入口",
    roles: &["home", "sample"],
    points: &["C1.1-4"],
    judge,
};

const WORDS: [&str; 10] =
    ["无障碍", "关怀", "长者", "长辈", "适老", "老年", "敬老", "大字", "盲人", "助残"];

/// What a version or a tool is called behind the word for its users.
const VERSIONS: [&str; 24] = [
    "版", "模式", "助手", "专版", "专区", "浏览", "阅读", "通道", "辅助", "工具", "服务", "关怀",
    "页面", "功能", "入口", "网页", "网站", "访问", "导航", "长者", "适老", "老年", "开关", "智能",
];

/// Characters of the longest label: `政府网站无障碍浏览辅助工具`.
const LABEL_CHARS_MAX: usize = 14;

/// Scripts of the tools in wide use, and pictures and addresses named by the initials of 无障碍.
const TOOLS: [(&str, &str); 7] = [
    ("[onclick*=\"aria.start\"]", "onclick"),
    ("[onclick*=\"oldFixedStart\"]", "onclick"),
    ("[onclick*=\"wza\" i]", "onclick"),
    ("a#toolbarSwitch, a.toolbarSwitch", "href"),
    ("a img[src*=\"wza\" i]", "src"),
    ("a img[src*=\"wuzhangai\" i]", "src"),
    ("a[href*=\"/wza\" i]", "href"),
];

/// The certificate for accessible sites leads to this host; it is no entry.
const CERTIFICATES: &str = "isc.org.cn";

/// Elements looked at.
const HITS_MAX: u32 = 100;

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    Ok(match labelled(page).next().or_else(|| tool(page)) {
        Some(hit) => Judged::truth(true).seen([hit]),
        None => not_seen(page),
    })
}

/// The labels and pictures that name such a version.
pub(crate) fn labelled(page: Page) -> impl Iterator<Item = Hit> {
    let hits = mentions(page, &WORDS).into_iter();
    hits.filter(|hit| is_label(&hit.text) && Surroundings::of(hit).is_site())
}

/// The first button that starts one of the tools in wide use.
pub(crate) fn tool(page: Page) -> Option<Hit> {
    let hits = TOOLS.iter().flat_map(|(css, name)| page.attrs(css, name, HITS_MAX));
    hits.into_iter().find(|hit| {
        let around = Surroundings::of(hit);
        around.is_site() && !around.target().unwrap_or_default().contains(CERTIFICATES)
    })
}

/// Whether a text is the label of an accessible version or tool.
fn is_label(text: &str) -> bool {
    let text = short(text).unwrap_or_default();
    pieces(&text).any(|piece| length(piece) <= LABEL_CHARS_MAX && names_version(piece))
}

fn names_version(piece: &str) -> bool {
    let starts = |rest: &str| VERSIONS.iter().any(|version| rest.starts_with(version));
    // What does not go on with a version speaks of streets, houses and laws: 无障碍设施.
    if let Some((_, rest)) = piece.split_once("无障碍") {
        return rest.is_empty() || starts(rest);
    }
    if let Some((_, rest)) = piece.split_once("适老") {
        let rest = rest.strip_prefix('化').unwrap_or(rest);
        return rest.is_empty() && piece.ends_with('化') || starts(rest);
    }
    let users = ["老年人", "老年", "长者", "长辈", "敬老", "关怀", "大字", "盲人", "助残"];
    let rest = users.into_iter().find_map(|word| piece.split_once(word)).map(|(_, rest)| rest);
    // 老年服务专区 and 关怀服务 are services for people, not versions of a page.
    rest.is_some_and(|rest| !holds(rest, &["服务", "专区"]) && starts(rest))
}

#[cfg(test)]
mod tests {
    use super::is_label;

    #[track_caller]
    fn check(texts: &[&str], expected: bool) {
        for text in texts {
            assert_eq!(is_label(text), expected, "{text}");
        }
    }

    #[test]
    fn labels_of_versions() {
        check(&["无障碍", "网站无障碍", "进入无障碍浏览", "无障碍 | 关怀版", "无障碍服务"], true);
        check(&["关怀版", "长者模式", "长者助手", "老年人模式", "适老化", "大字版"], true);
    }

    #[test]
    fn words_about_something_else() {
        check(&["无障碍环境建设法", "无障碍设施", "老年服务专区", "长者食堂", "人文关怀"], false);
        check(
            &["适老化改造工程", "无障碍停车位", "关怀服务", "提醒老年人防诈骗", "老年书画家协会"],
            false,
        );
    }
}
