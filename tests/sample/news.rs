//! The dated columns of a site and the one article they all lead to.

use super::place::{Place, Style};
use super::site::{Kind, Leaf, leaf, tagged};
use super::style::{Column, Link, day, earlier, list};

const NEWS: Column = Column { name: "yw", number: 1031, title: "要闻" };
const POLICY: Column = Column { name: "zcwj", number: 1032, title: "政策文件" };
const RESPONSE: Column = Column { name: "hygq", number: 1033, title: "回应关切" };
const SOCIAL: Column = Column { name: "shbx", number: 1034, title: "社会保险" };

/// What the news is about.
pub(crate) const HEADLINES: [&str; 8] = [
    "全市优化营商环境工作会议召开",
    "中心城区两条公交线路调整走向",
    "市政务服务中心推行延时服务",
    "城乡供水改造工程进入收尾阶段",
    "第三届青少年科技节开幕",
    "冬季清洁取暖保障工作部署到位",
    "农产品展销会在市体育馆举行",
    "老旧小区加装电梯试点启动",
];

/// Entries of a column that is not news.
const N_ENTRIES: usize = 3;

const POLICIES: [&str; N_ENTRIES] =
    ["关于印发示例实施方案的通知", "关于公布示例目录的公告", "示例资金管理暂行办法"];
const RESPONSES: [&str; N_ENTRIES] =
    ["关于冬季供暖温度的答复", "关于路口信号灯设置的回应", "关于停车泊位规划的说明"];
const SOCIAL_POLICIES: [&str; N_ENTRIES] =
    ["关于调整缴费基数的通知", "关于待遇资格认证的公告", "关于参保登记事项的说明"];

/// A column with its newest day and what its entries are about.
pub(crate) type Dated = (Column, &'static str, &'static [&'static str]);

/// The columns the site has.
pub(crate) fn columns(place: &Place) -> Vec<Dated> {
    let columns: [Dated; 4] = [
        (NEWS, place.news_on, &HEADLINES),
        (POLICY, place.policy_on, &POLICIES),
        (RESPONSE, place.response_on, &RESPONSES),
        (SOCIAL, place.social_policy_on, &SOCIAL_POLICIES),
    ];
    columns.into_iter().filter(|(_, on, _)| !on.is_empty()).collect()
}

/// The newest headlines.
pub(crate) fn headlines(place: &Place, n: usize) -> Vec<Link> {
    dated_links(place, place.news_on, &HEADLINES).into_iter().take(n).collect()
}

/// The page of a column.
pub(crate) fn page(place: &Place, (column, on, titles): Dated) -> Leaf {
    let body = list(place.style, column.title, &dated_links(place, on, titles));
    let page = leaf(place, column.path(place.style), column.title, &body);
    let kind = if column == NEWS { Kind::News } else { Kind::Html };
    Leaf { kind, ..page }
}

/// The address of the article that stands for all.
pub(crate) fn article_path(place: &Place) -> String {
    let day = place.news_on.replace('-', "");
    match place.style {
        Style::Columns => format!("/yw/{}/t{day}_3021.html", day.get(..6).unwrap_or_default()),
        Style::Tables => {
            let parts = place.news_on.split('-').map(|part| part.trim_start_matches('0'));
            format!("/art/{}/art_1031_3021.html", parts.collect::<Vec<_>>().join("/"))
        }
        Style::Cards => "/info/1031/3021.htm".to_owned(),
        Style::Pictures => "/show.asp?id=3021".to_owned(),
    }
}

fn dated_links(place: &Place, on: &str, titles: &[&str]) -> Vec<Link> {
    let article = article_path(place);
    // Each site begins at another headline; the first entry is the newest.
    let first = place.code.parse::<usize>().unwrap_or_default() / 100;
    let titles = titles.iter().cycle().skip(first % titles.len().max(1)).take(titles.len());
    let days = [0, 0, 1, 1, 2, 2, 3, 3].into_iter().map(|n_years| earlier(on, n_years));
    titles.zip(days).map(|(title, day)| Link::new(*title, article.clone()).on(day)).collect()
}

/// The article.
pub(crate) fn article(place: &Place) -> Leaf {
    let title = HEADLINES.first().copied().unwrap_or_default();
    let day = day(place.style, place.news_on);
    let body = format!(
        "<h1>{title}</h1><div class=\"info\">发布日期：{day} 来源：{}人民政府办公室</div>\n\
         <div class=\"article-content\"><p>本文为合成样例，所述地区和事件均不存在。</p>\
         <p>会议听取了各部门的汇报，研究了下一阶段的工作。</p></div>\n",
        place.city()
    );
    let own = [
        ("ColumnName", NEWS.title.to_owned()),
        ("ArticleTitle", title.to_owned()),
        ("PubDate", place.news_on.to_owned()),
        ("ContentSource", format!("{}人民政府办公室", place.city())),
    ];
    tagged(place, article_path(place), title, &body, &own)
}
