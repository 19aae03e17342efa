//! A site's own channels besides the site: weibo, wechat, app, short video and others, as entries
//! on a page. Buttons that share the page are not entries, and neither is what an article mentions.

use super::mentions::mentions;
use super::surroundings::Surroundings;
use super::words::{holds, length, names, pieces, short};
use crate::page::{Hit, Page};

/// A kind of channel and how pages name it.
#[derive(Debug)]
pub struct Kind {
    /// For manifests and notes.
    pub id: &'static str,
    /// In labels, compact.
    pub words: &'static [&'static str],
    /// In class names, ids and file names of pictures.
    names: &'static [&'static str],
    /// Addresses of accounts on the platform.
    hosts: &'static [&'static str],
}

/// The umbrella over all channels: an entry, but not a channel of its own.
pub const MATRIX: &str = "matrix";

/// The kinds a page may have an entry for.
pub const KINDS: [Kind; 7] = [
    Kind {
        id: "weibo",
        words: &["微博"],
        names: &["weibo", "sinaweibo", "xlwb"],
        hosts: &["weibo.com/", "weibo.cn/"],
    },
    Kind {
        id: "wechat",
        words: &["微信", "公众号", "服务号", "订阅号", "官微"],
        names: &["weixin", "wechat", "gzh", "wxgzh"],
        hosts: &[],
    },
    Kind {
        id: "app",
        words: &["客户端", "app"],
        names: &["khd", "sjkhd", "appdownload"],
        hosts: &[],
    },
    Kind { id: "mini-program", words: &["小程序"], names: &["xcx", "miniprogram"], hosts: &[] },
    Kind {
        id: "short-video",
        words: &["抖音", "快手", "视频号"],
        names: &["douyin", "kuaishou"],
        hosts: &["douyin.com/user", "kuaishou.com/profile"],
    },
    Kind {
        id: "headlines", words: &["头条"], names: &["toutiao"], hosts: &["toutiao.com/c/user"]
    },
    Kind {
        id: MATRIX,
        words: &["新媒体", "微矩阵", "两微一端"],
        names: &["xmt", "xmtjz"],
        hosts: &[],
    },
];

/// Characters of the longest label that merely holds a word: `政务微信`, `手机客户端下载`.
const HOLDING_CHARS_MAX: usize = 8;

/// Characters of the longest label that ends with a word: `某某市人民政府微信公众号`.
const ENDING_CHARS_MAX: usize = 18;

/// Pictures, class names and addresses of one sort looked at; a page has some dozen.
const NAMED_MAX: u32 = 300;

/// Labels that speak of a channel without being an entry to one: buttons that share or log in,
/// pages about new media, articles' headings.
const OTHERWISE: [&str; 20] = [
    "分享",
    "转发",
    "扫一扫",
    "朋友圈",
    "登录",
    "登陆",
    "支付",
    "缴费",
    "付款",
    "检查",
    "通报",
    "通知",
    "抽查",
    "办法",
    "上线",
    "开通",
    "发布会",
    "关于",
    "头条新闻",
    "新闻头条",
];

/// Words that name an account as the site's own, even where its buttons are called share buttons.
const OWN: [&str; 4] = ["官方", "政务", "关注", "官微"];

/// An entry to a channel.
#[derive(Debug)]
pub struct Entry {
    /// Id of its kind.
    pub kind: &'static str,
    /// Where it is.
    pub hit: Hit,
}

/// Places with the kind of channel they name.
type Named = Vec<(&'static str, Hit)>;

/// The entries to the site's own channels, by label, by picture, by address; looked for as they
/// are taken.
pub fn entries(page: Page) -> impl Iterator<Item = Entry> {
    let ways: [fn(Page) -> Named; 3] = [labelled, pictured, linked];
    let found = ways.into_iter().flat_map(move |way| way(page));
    found.filter(stands).map(|(kind, hit)| Entry { kind, hit })
}

/// Whether a visitor meets it as a part of the site, and not among the buttons that share a page.
fn stands((_, hit): &(&'static str, Hit)) -> bool {
    let around = Surroundings::of(hit);
    around.is_site() && (holds(&hit.text, &OWN) || !around.in_share_tools())
}

/// Which kind of channel a label names, if it is a label of one.
pub fn kind_of(label: &str) -> Option<&'static str> {
    let label = short(label)?;
    pieces(&label).find_map(|piece| {
        let piece = piece.trim_matches(|c: char| c.is_ascii_punctuation() || "：:“”".contains(c));
        KINDS.iter().find(|kind| names_kind(piece, kind)).map(|kind| kind.id)
    })
}

fn names_kind(piece: &str, kind: &Kind) -> bool {
    let ends = kind.words.iter().any(|word| piece.ends_with(word));
    let chars = length(piece);
    // Three letters are part of other words: `happy`, `mapping`.
    let letters_around = piece.replace("app", "").chars().any(|c| c.is_ascii_alphabetic());
    let is_part = kind.id == "app" && !piece.contains("客户端") && letters_around;
    !holds(piece, &OTHERWISE)
        && !is_part
        && (chars <= HOLDING_CHARS_MAX && holds(piece, kind.words)
            || chars <= ENDING_CHARS_MAX && ends)
}

fn labelled(page: Page) -> Named {
    let words: Vec<&str> =
        KINDS.iter().flat_map(|kind| kind.words.iter().copied()).chain(["APP", "App"]).collect();
    let hits = mentions(page, &words).into_iter();
    hits.filter_map(|hit| Some((kind_of(&hit.text)?, hit))).collect()
}

/// Entries that are only a picture or an icon font's class.
fn pictured(page: Page) -> Named {
    let parts: Vec<&str> = KINDS.iter().flat_map(|kind| kind.names.iter().copied()).collect();
    let mut hits = Vec::new();
    for (tag, attr) in [("img", "src"), ("", "class")] {
        let each = parts.iter().map(|part| format!("{tag}[{attr}*={part} i]"));
        let css = each.collect::<Vec<_>>().join(", ");
        hits.extend(page.attrs(&css, attr, NAMED_MAX));
    }
    let kind = |hit: &Hit| {
        let file = hit.text.rsplit('/').next().unwrap_or(&hit.text);
        KINDS.iter().find(|kind| names(file).any(|name| kind.names.contains(&name.as_str())))
    };
    // A code to scan needs no link; an icon of a font is an entry only as one.
    let shows = |hit: &Hit| {
        page.tag_of(hit.node) == "img" || Surroundings::of(hit).in_link() || holds_picture(hit)
    };
    let named = hits.into_iter().filter_map(|hit| Some((kind(&hit)?.id, hit)));
    named.filter(|(_, hit)| shows(hit)).collect()
}

fn holds_picture(hit: &Hit) -> bool {
    let children = hit.page.children_of(hit.node);
    children.into_iter().any(|child| hit.page.tag_of(child) == "img")
}

/// Links to an account, whatever they are called.
fn linked(page: Page) -> Named {
    let hosts = KINDS.iter().flat_map(|kind| kind.hosts.iter().map(|host| (kind.id, *host)));
    let mut links = Vec::new();
    for (kind, host) in hosts {
        let hits = page.attrs(&format!("a[href*=\"{host}\"]"), "href", NAMED_MAX).into_iter();
        let accounts =
            hits.filter(|hit| hit.text.split(host).nth(1).is_some_and(|path| !path.is_empty()));
        links.extend(accounts.map(|hit| (kind, hit)));
    }
    links
}

#[cfg(test)]
mod tests {
    use super::kind_of;

    #[track_caller]
    fn check(label: &str, expected: &str) {
        assert_eq!(kind_of(label).unwrap_or("-"), expected, "{label}");
    }

    #[test]
    fn labels_of_channels() {
        check("官方微博", "weibo");
        check("微 信", "wechat");
        check("移动客户端", "app");
        check("APP下载", "app");
        check("网站|微信", "wechat");
        check("某市人民政府微信公众号", "wechat");
        check("政务新媒体矩阵", "matrix");
    }

    #[test]
    fn other_labels() {
        check("分享到微博", "-");
        check("微信扫一扫", "-");
        check("全省政府网站与政务新媒体检查情况的通报", "-");
        check("happy", "-");
        check("使用微信小程序可以查询本市公积金", "-");
        check("手机版", "-");
    }
}
