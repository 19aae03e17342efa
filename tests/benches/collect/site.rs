//! The site that is collected: fifty hosts with pages made by rule, each of exactly 100,000 bytes and
//! about 1,500 elements. The same bytes on every machine, nobody's text, and no two pages alike: an
//! archive stores a body once. From the start page of a host every page of it is reached over links.

use std::fmt::{Result, Write};
use std::ops::Range;

/// Hosts: the addresses 127.0.1.1 to 127.0.1.50 on one port.
pub(crate) const N_HOSTS: usize = 50;

/// Bytes of every page.
pub(crate) const PAGE_BYTES: usize = 100_000;

/// What every host lets be had.
pub(crate) const ROBOTS: &str = "User-agent: *\nDisallow: /admin/\nDisallow: /search\n";

/// Links a page has to pages that it leads to first; a host's pages are a tree of this many branches.
const BRANCHES: usize = 20;

/// What the pages end with, and the room it is given.
const END: &str = "</div>\n</body>\n</html>\n";

/// More than the longest row.
const ROW_BYTES_MAX: usize = 2_000;

/// What texts are put together of.
const VOCABULARY: [&str; 48] = [
    "养老", "保险", "关系", "转移", "接续", "工伤", "认定", "失业", "登记", "技能", "补贴", "申请",
    "劳动", "合同", "备案", "职称", "评审", "申报", "创业", "担保", "贷款", "年度", "缴费", "基数",
    "公布", "培训", "机构", "名单", "公告", "招聘", "最低", "工资", "标准", "通知", "服务", "网点",
    "办理", "材料", "窗口", "受理", "期限", "告知", "结果", "中心", "全市", "有关", "事项", "的",
];

/// Where the site is and how large it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Site {
    pub(crate) port: u16,
    pub(crate) pages_per_host: usize,
}

impl Site {
    /// Addresses of one host's pages; hosts are numbered from 1.
    pub(crate) fn urls(&self, host: usize) -> impl Iterator<Item = String> + use<> {
        let port = self.port;
        (0..self.pages_per_host)
            .map(move |page| format!("http://127.0.1.{host}:{port}{}", path(page)))
    }
}

/// Numbers of the hosts.
pub(crate) fn hosts() -> Range<usize> {
    1..N_HOSTS + 1
}

/// Where a page is on its host.
pub(crate) fn path(page: usize) -> String {
    if page == 0 { "/".to_owned() } else { format!("/p/{page}") }
}

/// The page that stands there, whether there is one or not.
pub(crate) fn page_at(path: &str) -> Option<usize> {
    if path == "/" { Some(0) } else { path.strip_prefix("/p/")?.parse().ok() }
}

/// Texts by rule: nobody's, and no easier to compress than those of portals.
struct Texts(u64);

impl Texts {
    /// So many words.
    fn of(&mut self, n_words: usize) -> String {
        (0..n_words).filter_map(|_| VOCABULARY.get(self.below(VOCABULARY.len()))).copied().collect()
    }

    /// A number below `end`: Knuth's linear congruences, of which the upper bits are good.
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }
}

/// Where every page names its host; the digits are written over host by host.
pub(crate) const HOST_MARK: &str = "<!-- host 00 -->";

/// A page of a host that has so many.
pub(crate) fn html(
    page: usize,
    pages_per_host: usize,
) -> std::result::Result<String, std::fmt::Error> {
    let link = |n: usize| path(n % pages_per_host.max(1));
    let mut html = String::with_capacity(PAGE_BYTES);
    write!(
        html,
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>示例市第{page}页</title>\n{HOST_MARK}\n\
         <link rel=\"stylesheet\" href=\"/css/style.css\">\n</head>\n<body>\n<h1>示例市 {page}</h1>\n<ul class=\"nav\">\n"
    )?;
    for n in 1..=BRANCHES {
        let to = page * BRANCHES + n;
        writeln!(html, "<li><a href=\"{}\">栏目{to}</a></li>", link(to))?;
    }
    html.push_str("</ul>\n<div class=\"main\">\n");
    let mut texts = Texts(page as u64);
    for n in 0.. {
        if html.len() + ROW_BYTES_MAX + END.len() > PAGE_BYTES {
            break;
        }
        let to = link(texts.below(BRANCHES) + 1);
        match n % 6 {
            0 => news(&mut html, &mut texts, &to)?,
            1 => guide(&mut html, &mut texts, &to)?,
            _ => question(&mut html, &mut texts)?,
        }
    }
    let n_free = PAGE_BYTES.saturating_sub(html.len() + END.len());
    html.extend(std::iter::repeat_n(' ', n_free));
    html.push_str(END);
    Ok(html)
}

fn news(html: &mut String, texts: &mut Texts, to: &str) -> Result {
    html.push_str("<ul class=\"news\">\n");
    for _ in 0..6 {
        let (topic, month, day) = (texts.of(9), texts.below(12) + 1, texts.below(28) + 1);
        writeln!(
            html,
            "<li><span class=\"date\">2019-{month:02}-{day:02}</span><a href=\"{to}\" title=\"{topic}\" \
             target=\"_blank\">{topic}</a></li>"
        )?;
    }
    html.push_str("</ul>\n");
    Ok(())
}

fn guide(html: &mut String, texts: &mut Texts, to: &str) -> Result {
    html.push_str("<table class=\"guide\"><tbody>\n");
    for row in 1..6 {
        let (service, office, days) = (texts.of(7), texts.of(4), texts.below(20) + 1);
        writeln!(
            html,
            "<tr><td class=\"no\">{row}</td><td><a href=\"{to}\">{service}</a></td><td>{office}</td>\
             <td>期限：{days}个工作日</td></tr>"
        )?;
    }
    html.push_str("</tbody></table>\n");
    Ok(())
}

fn question(html: &mut String, texts: &mut Texts) -> Result {
    let (service, office) = (texts.of(6), texts.of(3));
    let (answer, more) = (texts.of(20), texts.of(40));
    writeln!(
        html,
        "<dl class=\"faq\"><dt>问：{service}怎么办理？</dt><dd>答：{answer}，到<em>{office}</em>的窗口提出申请。\
         {more}。<br>咨询电话：12333</dd></dl>"
    )
}
