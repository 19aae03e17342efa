//! The site that is collected: fifty hosts with pages made by rule, each of exactly 100,000 bytes and
//! about 1,500 elements, as portals have. The same bytes on every machine, nobody's text. From the start page of a
//! host every page of it is reached over links.

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

const SERVICES: [&str; 7] = [
    "养老保险关系转移",
    "工伤认定申请",
    "失业登记",
    "技能补贴申请",
    "劳动合同备案",
    "职称评审申报",
    "创业贷款申请",
];
const TOPICS: [&str; 5] = [
    "关于做好年度缴费基数申报工作的通知",
    "关于公布职业技能培训机构名单的公告",
    "举办春季大型人才招聘会",
    "关于调整最低工资标准的通知",
    "社会保障卡线上服务全面开通",
];
const OFFICES: [&str; 4] = ["社会保险中心", "就业服务中心", "人才中心", "信息中心"];

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

fn pick<'a>(list: &[&'a str], n: usize) -> &'a str {
    list.get(n % list.len().max(1)).copied().unwrap_or_default()
}

/// A page of a host that has so many.
pub(crate) fn html(
    page: usize,
    pages_per_host: usize,
) -> std::result::Result<String, std::fmt::Error> {
    let link = |n: usize| path(n % pages_per_host.max(1));
    let mut html = String::with_capacity(PAGE_BYTES);
    write!(
        html,
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>示例市第{page}页</title>\n\
         <link rel=\"stylesheet\" href=\"/css/style.css\">\n</head>\n<body>\n<h1>示例市 {page}</h1>\n<ul class=\"nav\">\n"
    )?;
    for n in 1..=BRANCHES {
        let to = page * BRANCHES + n;
        writeln!(html, "<li><a href=\"{}\">栏目{to}</a></li>", link(to))?;
    }
    html.push_str("</ul>\n<div class=\"main\">\n");
    let mut n = page;
    while html.len() + ROW_BYTES_MAX + END.len() <= PAGE_BYTES {
        n += 1;
        match n % 3 {
            0 => news(&mut html, n, &link(n % BRANCHES))?,
            1 => guide(&mut html, n, &link(n % BRANCHES))?,
            _ => question(&mut html, n)?,
        }
    }
    let n_free = PAGE_BYTES.saturating_sub(html.len() + END.len());
    html.extend(std::iter::repeat_n(' ', n_free));
    html.push_str(END);
    Ok(html)
}

fn news(html: &mut String, n: usize, to: &str) -> Result {
    html.push_str("<ul class=\"news\">\n");
    for row in n..n + 6 {
        let (topic, day) = (pick(&TOPICS, row), row % 28 + 1);
        writeln!(
            html,
            "<li><span class=\"date\">2019-03-{day:02}</span><a href=\"{to}\" title=\"{topic}\" target=\"_blank\">\
             {topic}</a></li>"
        )?;
    }
    html.push_str("</ul>\n");
    Ok(())
}

fn guide(html: &mut String, n: usize, to: &str) -> Result {
    html.push_str("<table class=\"guide\"><tbody>\n");
    for row in n..n + 5 {
        let (service, office) = (pick(&SERVICES, row), pick(&OFFICES, row));
        writeln!(
            html,
            "<tr><td class=\"no\">{row}</td><td><a href=\"{to}\">{service}</a></td><td>{office}</td>\
             <td>期限：{}个工作日</td></tr>",
            row % 20 + 1
        )?;
    }
    html.push_str("</tbody></table>\n");
    Ok(())
}

fn question(html: &mut String, n: usize) -> Result {
    let (service, office) = (pick(&SERVICES, n), pick(&OFFICES, n));
    writeln!(
        html,
        "<dl class=\"faq\"><dt>问：{service}怎么办理？</dt><dd>答：请携带本人身份证明和有关材料，到<em>{office}</em>的窗口\
         提出申请，材料齐全的当场受理；也可以在网上办事大厅办理，办理结果以短信告知。<br>咨询电话：12333</dd></dl>"
    )
}
