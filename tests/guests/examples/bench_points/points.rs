//! Twenty points as data, so that the guest, the native floor and the peers in Python put the very
//! same questions. The first ten are *the* ten points of the benchmark.

/// One question to a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Point {
    pub(crate) id: &'static str,
    pub(crate) css: &'static str,
    pub(crate) ask: Ask,
}

/// What is asked of the elements that match.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ask {
    /// Which is the first that holds one of the words?
    Text(&'static [&'static str]),
    /// How many are there?
    Count,
}

const fn text(id: &'static str, css: &'static str, any: &'static [&'static str]) -> Point {
    Point { id, css, ask: Ask::Text(any) }
}

const fn count(id: &'static str, css: &'static str) -> Point {
    Point { id, css, ask: Ask::Count }
}

/// A declared point fits hundreds of sites, so most selectors name tags and substrings of attributes
/// and few name a class. Number 9 and number 18 are found on no page: the dearest case of a search.
pub(crate) const POINTS: [Point; 20] = [
    text("01 登记入口", "ul li a", &["参保登记", "社会保险登记"]),
    text("02 办理时限", "table td", &["办理时限", "承诺时限"]),
    count("03 站内搜索", "form input[type=text]"),
    count("04 信息更新", "ul.news > li"),
    count("05 政策解读", "a[href*=\"zcjd\"]"),
    count("06 常见问题", "dl dt"),
    text("07 咨询电话", "div[class*=foot] p", &["12333", "咨询电话"]),
    text("08 网站标识码", "div[class*=foot] span", &["网站标识码"]),
    text("09 补领入口", "ul li a", &["社会保障卡补领换领", "社保卡补办换办"]),
    count("10 附件下载", "a[href$=\".doc\"], a[href$=\".pdf\"]"),
    text("11 失业保险", "table tr td a", &["失业保险金申领"]),
    count("12 当前位置", "div.crumb a"),
    count("13 无障碍", "a.wza, a#wza"),
    text("14 英文版", "div.top a", &["English"]),
    count("15 微信", "div[class*=foot] img[alt*=\"微信\"]"),
    count("16 在线办理", "td.op > a"),
    text("17 领导信箱", "ul li a", &["领导信箱", "市长信箱"]),
    text("18 样表", "table td", &["工伤认定申请书样表下载"]),
    text("19 发布日期", "ul.news li span", &["2019-01-"]),
    count("20 公安备案", "a[href*=\"beian\"]"),
];
