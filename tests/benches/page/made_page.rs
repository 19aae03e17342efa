//! A portal page made by rule: about 100 KB and 1,900 elements, as the start page of a human resources
//! bureau is. The same bytes on every machine. Nobody's text: words and numbers are put together.

use std::fmt::{Result, Write};

const SERVICES: [&str; 12] = [
    "养老保险关系转移",
    "工伤认定申请",
    "失业登记",
    "技能补贴申请",
    "劳动合同备案",
    "职称评审申报",
    "就业困难认定",
    "生育津贴核定",
    "医疗费用报销",
    "创业贷款申请",
    "退休待遇核定",
    "档案接收转递",
];
const PLACES: [&str; 10] =
    ["东城", "西岭", "南湖", "北关", "开发区", "高新区", "新区", "老城", "港口", "空港"];
const OFFICES: [&str; 6] =
    ["社会保险中心", "就业服务中心", "人才中心", "仲裁院", "监察支队", "信息中心"];
const TOPICS: [&str; 8] = [
    "关于做好年度缴费基数申报工作的通知",
    "关于公布职业技能培训机构名单的公告",
    "举办春季大型人才招聘会",
    "劳动保障监察专项行动取得成效",
    "关于调整最低工资标准的通知",
    "召开根治欠薪工作推进会",
    "社会保障卡线上服务全面开通",
    "公开招聘事业单位工作人员简章",
];
const SECTIONS: [&str; 9] = [
    "首页",
    "机构概况",
    "政务公开",
    "办事服务",
    "互动交流",
    "专题专栏",
    "数据发布",
    "人才招聘",
    "下载中心",
];

/// Turns through a list with a step, so that neighbours differ.
fn pick<'a>(list: &[&'a str], n: usize) -> &'a str {
    list.get(n * 7 % list.len().max(1)).copied().unwrap_or_default()
}

/// The page.
pub(crate) fn html() -> std::result::Result<String, std::fmt::Error> {
    let mut page = String::with_capacity(100 << 10);
    head(&mut page)?;
    top(&mut page)?;
    services(&mut page)?;
    guide(&mut page)?;
    news(&mut page)?;
    policies(&mut page)?;
    faq(&mut page)?;
    footer(&mut page)?;
    Ok(page)
}

fn head(page: &mut String) -> Result {
    page.push_str(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"SiteName\" content=\"示例市人力资源和社会保障局\">\n\
         <meta name=\"ColumnName\" content=\"首页\">\n\
         <meta name=\"SiteIDCode\" content=\"4400000000\">\n\
         <title>示例市人力资源和社会保障局</title>\n",
    );
    for n in 0..3 {
        writeln!(page, "<link rel=\"stylesheet\" type=\"text/css\" href=\"/css/style{n}.css\">")?;
        writeln!(page, "<script type=\"text/javascript\" src=\"/js/lib{n}.js\"></script>")?;
    }
    page.push_str("<style>\n");
    for n in 0..40 {
        writeln!(page, ".box{n} {{ width: {}px; float: left; color: #33{n:02}66; }}", 100 + n)?;
    }
    page.push_str("</style>\n<script>\nvar menu = [];\n");
    for n in 0..40 {
        writeln!(page, "menu.push({{ id: {n}, open: {n} < 4 && location.hash != '#m{n}' }});")?;
    }
    page.push_str("</script>\n</head>\n");
    Ok(())
}

fn top(page: &mut String) -> Result {
    page.push_str(
        "<body>\n<div class=\"top\"><a href=\"/en/\">English</a> <a class=\"wza\" href=\"/wza/\">无障碍浏览</a> \
         <a href=\"/wap/\">手机版</a></div>\n<div class=\"header\"><h1><img src=\"/img/logo.png\" \
         alt=\"示例市人力资源和社会保障局\"></h1>\n<form action=\"/search\" method=\"get\">\
         <input type=\"text\" name=\"q\" placeholder=\"请输入关键字\"><input type=\"submit\" value=\"搜索\">\
         </form></div>\n<div class=\"nav\">\n<ul>\n",
    );
    for (n, section) in SECTIONS.iter().enumerate() {
        writeln!(
            page,
            "<li class=\"item\"><a href=\"/column/{n}/\">{section}</a>\n<ul class=\"sub\">"
        )?;
        for sub in 0..8 {
            let office = pick(&OFFICES, n + sub);
            writeln!(
                page,
                "<li><a href=\"/column/{n}/{sub}.html\" title=\"{office}\">{office}</a></li>"
            )?;
        }
        page.push_str("</ul></li>\n");
    }
    page.push_str(
        "</ul>\n</div>\n<div class=\"crumb\">当前位置：<a href=\"/\">首页</a> &gt; \
         <a href=\"/service/\">办事服务</a></div>\n",
    );
    Ok(())
}

fn services(page: &mut String) -> Result {
    page.push_str("<div class=\"box service-box\">\n<h2>在线办事</h2>\n<ul class=\"services\">\n");
    for n in 0..150 {
        let (service, place) = (pick(&SERVICES, n), pick(&PLACES, n));
        let name = match n {
            // Two thirds down the list, so that a search for it has a way to go.
            96 => "单位参保登记",
            120 => "市长信箱",
            _ => service,
        };
        writeln!(
            page,
            "<li><a href=\"/service/{n:05}.html\" target=\"_blank\" title=\"{name}\">{name}({place})</a></li>"
        )?;
    }
    page.push_str("</ul>\n</div>\n");
    Ok(())
}

fn guide(page: &mut String) -> Result {
    page.push_str(
        "<div class=\"box\">\n<h2>办事指南</h2>\n<table class=\"guide\" cellspacing=\"0\">\n<tbody>\n",
    );
    for n in 0..100 {
        let (service, office) = (pick(&SERVICES, n), pick(&OFFICES, n));
        let term = if n == 70 { "承诺时限" } else { "期限" };
        let days = n % 20 + 1;
        writeln!(
            page,
            "<tr class=\"row{}\"><td class=\"no\">{n}</td><td><a href=\"/guide/{n:05}.html\">{service}</a></td>\
             <td>{office}</td><td>{term}：{days}个工作日</td><td class=\"op\"><a class=\"btn\" \
             href=\"/online/{n:05}\">在线办理</a></td></tr>",
            n % 2
        )?;
    }
    page.push_str("</tbody>\n</table>\n</div>\n");
    Ok(())
}

fn news(page: &mut String) -> Result {
    page.push_str("<div class=\"box\">\n<h2>工作动态</h2>\n<ul class=\"news\">\n");
    for n in 0..120 {
        let (topic, place) = (pick(&TOPICS, n), pick(&PLACES, n));
        let (month, day) = (12 - n / 12, 28 - n % 28);
        writeln!(
            page,
            "<li><span class=\"date\">2019-{month:02}-{day:02}</span>\
             <a href=\"/news/2019{month:02}/t2019{month:02}{day:02}_{n:06}.html\" title=\"{place}{topic}\" \
             target=\"_blank\">{place}{topic}</a></li>"
        )?;
    }
    page.push_str("</ul>\n</div>\n");
    Ok(())
}

fn policies(page: &mut String) -> Result {
    page.push_str("<div class=\"box policy\">\n<h2>政策文件与解读</h2>\n");
    for n in 0..40 {
        let topic = pick(&TOPICS, n);
        let (folder, end) = match n % 4 {
            0 => ("zcjd", "html"),
            1 => ("zcwj", "doc"),
            2 => ("zcwj", "pdf"),
            _ => ("zcwj", "html"),
        };
        writeln!(
            page,
            "<p><a href=\"/{folder}/{n:05}.{end}\" title=\"{topic}\">{topic}</a>&nbsp;<em>人社发〔2019〕{n}号</em></p>"
        )?;
    }
    page.push_str("</div>\n");
    Ok(())
}

fn faq(page: &mut String) -> Result {
    page.push_str("<div class=\"box\">\n<h2>常见问题</h2>\n<dl class=\"faq\">\n");
    for n in 0..30 {
        let (service, office) = (pick(&SERVICES, n), pick(&OFFICES, n));
        writeln!(page, "<dt>问：{service}怎么办理？</dt>")?;
        writeln!(
            page,
            "<dd>答：请携带本人身份证明和有关材料，到{office}的窗口提出申请，材料齐全的当场受理；\
             也可以在网上办事大厅办理，办理结果以短信告知。</dd>"
        )?;
    }
    page.push_str("</dl>\n</div>\n");
    Ok(())
}

fn footer(page: &mut String) -> Result {
    page.push_str(
        "<div class=\"footer\">\n<p>主办单位：示例市人力资源和社会保障局</p>\n\
         <p>地址：示例市人民路1号 咨询电话：12333</p>\n<p>",
    );
    write!(page, "<span>网站标识码：4400000000</span> ")?;
    page.push_str(
        "<a href=\"http://beian.example/\">示公网安备 44000002000001号</a></p>\n\
         <p><img src=\"/img/wx.png\" alt=\"微信公众号\"></p>\n</div>\n</body>\n</html>\n",
    );
    Ok(())
}
