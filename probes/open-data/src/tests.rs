//! The criteria over small platforms of our own.

use probe_sdk::testing::Site;

const MENU: &str = "<ul><li><a href=/>首页</a><li><a href=/a/>政务公开</a><li><a href=/b/>政务服务</a>\
    <li><a href=/c/>互动交流</a><li><a href=/d/>走进本市</a></ul>";

const DATA: &str = "https://data.a.gov.cn/";

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) {
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
}

fn framed(html: &str) -> String {
    format!("<body>{MENU}{html}</body>")
}

/// A portal with an entry to a platform with this first page.
fn portal(first: &str) -> Site {
    let entry = format!("<a href={DATA}>数据开放平台</a>");
    Site::new().page("home", "https://www.a.gov.cn/", &framed(&entry)).page(
        "open_data",
        DATA,
        &framed(&format!("<h1>公共数据资源</h1><a href=/list>数据目录</a>{first}")),
    )
}

fn row(n: u32) -> String {
    format!(
        "<li><h3><a href=/ds/{n}>企业登记信息{n}</a></h3><p>更新时间：2018-1{}-02 数据提供方：市场监管局 <i>CSV</i></p></li>",
        n % 3
    )
}

/// A platform whose list has these rows and this text besides.
fn listing(rows: &str, beside: &str) -> Site {
    portal("").page(
        "open_data",
        "https://data.a.gov.cn/list",
        &framed(&format!("{beside}<ul>{rows}</ul>")),
    )
}

fn two(beside: &str) -> Site {
    listing(&format!("{}{}", row(1), row(2)), beside)
}

#[test]
fn platforms_with_data_sets() {
    check(two(""), "platform-reachable", "true");
    check(listing("", "<h1>数据目录</h1>"), "platform-reachable", "false");
    check(portal(&row(1)), "platform-reachable", "true");
    let heading = Site::new().page("home", "https://www.a.gov.cn/", &framed("<h2>数据开放</h2>"));
    check(heading, "platform-reachable", "false");
    let entry = format!("<a href={DATA}>数据开放</a>");
    let gone = Site::new().page("home", "https://www.a.gov.cn/", &framed(&entry));
    check(gone, "platform-reachable", "false");
    let gone = Site::new().page("home", "https://www.a.gov.cn/", &framed(&entry));
    check(gone.fails(DATA, "robots-disallowed", None), "platform-reachable", "PageMissing");
    let shell = Site::new().page("home", "https://www.a.gov.cn/", &framed(&entry)).page(
        "open_data",
        DATA,
        "<div id=app></div><script src=/app.js></script>",
    );
    check(shell, "platform-reachable", "NeedsRendering");
    check(Site::new().page("open_data", DATA, &framed(&row(1))), "platform-reachable", "true");
    let hidden = format!("<div style=display:none>{}</div>", row(1));
    check(listing(&hidden, ""), "platform-reachable", "false");
}

#[test]
fn numbers_of_data_sets() {
    check(two(""), "dataset-count", "2.000 items");
    check(two("<p>共 345 条</p>"), "dataset-count", "345.000 items");
    // A total its own list cannot hold.
    check(two("<p>共 9999 条 共 3 页</p>"), "dataset-count", "6.000 items");
    let paged = two("<a href=/list?p=2>2</a><a href=/list?p=5>5</a>").page(
        "open_data",
        "https://data.a.gov.cn/list?p=5",
        &framed(&row(9)),
    );
    check(paged, "dataset-count", "9.000 items");
    check(listing("", "<p>数据集 800 个</p>"), "dataset-count", "false");
}

#[test]
fn tables_say_under_their_heads_what_a_row_is() {
    let table = "<table><thead><tr><th>名称</th><th>格式</th><th>更新时间</th></tr></thead><tbody>\
        <tr><td><a href=/ds/1>公交站点</a></td><td>CSV</td><td>2018-12-30</td></tr>\
        <tr><td><a href=/ds/2>停车场</a></td><td>PDF</td><td>2016-01-30</td></tr></tbody></table>";
    let site = || {
        listing("", table)
            .page("data_set", "https://data.a.gov.cn/ds/1", &framed("<p>公交站点</p>"))
            .page("data_set", "https://data.a.gov.cn/ds/2", &framed("<p>停车场</p>"))
    };
    check(site(), "dataset-count", "2.000 items");
    check(site(), "machine-readable", "0.500 share");
    check(site(), "update-rate", "0.500 share");
    let phones = "<table><tr><th>部门</th><th>电话</th></tr><tr><td><a href=/x>市公安局</a></td><td>1</td></tr></table>";
    check(listing("", phones), "platform-reachable", "false");
    let interfaces = |rows: &str| {
        let head = "<tr><th>序号</th><th>接口名称</th></tr>";
        portal(&format!("{}<a href=/api>数据接口</a>", row(1))).page(
            "open_data",
            "https://data.a.gov.cn/api",
            &framed(&format!("<table>{head}{rows}</table>")),
        )
    };
    let rows = "<tr><td>1</td><td>水库水位查询</td></tr><tr><td>2</td><td>公交查询</td></tr>";
    check(interfaces(rows), "api-count", "2.000 items");
    check(interfaces(""), "api-count", "false");
}

const JSON: &str = r#"{"code":0,"data":{"total":57,"rows":[
    {"catalogName":"公交站点","url":"/ds/1","updateTime":"2018-12-30 10:00","format":["CSV","JSON"],"deptName":"交通局"},
    {"catalogName":"停车场","url":"/ds/2","updateTime":"2016-01-30","format":"PDF","tags":"停车"}]}}"#;

#[test]
fn lists_filled_from_json() {
    let script = "<script>$.get('/api/catalog/list?page=1', show)</script>";
    let site = || {
        listing("", script)
            .page("open_data", "https://data.a.gov.cn/api/catalog/list?page=1", JSON)
            .page("data_set", "https://data.a.gov.cn/ds/1", &framed("<p>更新频率：每月</p>"))
            .page("data_set", "https://data.a.gov.cn/ds/2", &framed("<p>停车场</p>"))
    };
    check(site(), "dataset-count", "57.000 items");
    check(site(), "machine-readable", "0.500 share");
    check(site(), "update-rate", "0.500 share");
    // 提供方, 频率, 格式 of the first, 关键字 and 格式 of the second.
    check(site(), "metadata", "0.417 share");
}

/// Two data sets; the second's page is this.
fn details(second: &str) -> Site {
    let full = "<table><tr><td>数据提供方</td><td>市场监管局</td></tr><tr><td>更新频率</td><td>每季度</td></tr>\
        <tr><th>数据领域：</th><td>市场监管</td></tr><tr><td>发布日期</td><td>2017-01-02</td></tr>\
        <tr><td>关键字</td><td>企业</td></tr><tr><td>数据格式</td><td>XLSX、JSON</td></tr>\
        <tr><td>更新时间</td><td>2018-09-01</td></tr></table><a href=/f/1.csv>下载</a>";
    let rows = "<li><a href=/ds/1>企业登记信息</a> 浏览量：5</li><li><a href=/ds/2>停车场信息</a> 浏览量：7</li>";
    listing(rows, "").page("data_set", "https://data.a.gov.cn/ds/1", &framed(full)).page(
        "data_set",
        "https://data.a.gov.cn/ds/2",
        &framed(second),
    )
}

#[test]
fn formats_of_data_sets() {
    check(details("<p>数据格式：PDF</p>"), "machine-readable", "0.500 share");
    check(details("<p>数据格式：</p><p>格式说明见首页</p>"), "machine-readable", "0.500 share");
    check(details("<a href=/f/2.xls>下载</a>"), "machine-readable", "1.000 share");
    check(details("<p>数据格式：<span>XML</span></p>"), "machine-readable", "1.000 share");
    check(two(""), "machine-readable", "0.000 share");
}

#[test]
fn updates_of_data_sets() {
    check(details("<p>更新时间：2018-02-01</p>"), "update-rate", "1.000 share");
    check(details("<p>更新时间：2016-02-01</p>"), "update-rate", "0.500 share");
    check(details("<p>更新时间：2017-02-01 更新频率：每两年</p>"), "update-rate", "1.000 share");
    check(details("<p>更新时间：2017-02-01 更新频率：不定期</p>"), "update-rate", "0.500 share");
    check(details("<p>更新时间：2035-02-01</p>"), "update-rate", "0.500 share");
    check(details("<p>更新时间</p>"), "update-rate", "0.500 share");
    let refused = two("").fails("https://data.a.gov.cn/ds/1", "robots-disallowed", None).fails(
        "https://data.a.gov.cn/ds/2",
        "robots-disallowed",
        None,
    );
    check(refused, "update-rate", "1.000 share");
}

#[test]
fn what_is_said_of_data_sets() {
    check(details("<p>停车场</p>"), "metadata", "0.500 share");
    check(details("<p>数据提供方：暂无</p><p>关键字：停车</p>"), "metadata", "0.583 share");
    check(details("<p>数据提供方</p><p>更新频率</p>"), "metadata", "0.500 share");
}

#[test]
fn terms_of_use() {
    let terms =
        "用户可以免费、不受歧视地获取本平台开放的数据，并可以自由利用、自由传播与分享。".repeat(4);
    let link = "<a href=/terms>使用条款</a>";
    let at = |text: &str| portal(link).page("terms", "https://data.a.gov.cn/terms", &framed(text));
    check(at(&terms), "licence", "true");
    check(at("<h1>使用条款</h1>"), "licence", "false");
    check(portal(link), "licence", "false");
    check(portal("<p>使用条款：免费</p>"), "licence", "false");
}

#[test]
fn interfaces() {
    let link = "<p>接口 999 个</p><a href=/api>数据接口</a>";
    let at =
        |html: &str| portal(link).page("open_data", "https://data.a.gov.cn/api", &framed(html));
    let rows =
        "<li><a href=/i/1>公交查询</a> 访问量：3</li><li><a href=/i/2>停车查询</a> 访问量：4</li>";
    check(at(&format!("<ul>{rows}</ul>")), "api-count", "2.000 items");
    check(at(&format!("<p>共 46 个</p><ul>{rows}</ul>")), "api-count", "46.000 items");
    check(at("<p>数据接口 46 个</p>"), "api-count", "false");
    check(portal("<p>接口 999 个</p>"), "api-count", "false");
}

#[test]
fn downloads() {
    let first = |site: Site| site.page("download", "https://data.a.gov.cn/f/1.csv", "a,b\n1,2\n");
    check(first(details("<p>停车场</p>")), "free-download", "0.500 share");
    let login = "<form><input type=password></form>";
    let second = || first(details("<a href=/down?id=2>下载数据</a>"));
    check(
        second().page("download", "https://data.a.gov.cn/down?id=2", login),
        "free-download",
        "0.500 share",
    );
    let html = second()
        .page("download", "https://data.a.gov.cn/down?id=2", "x")
        .fact("media-type", "text/html");
    check(html, "free-download", "0.500 share");
    let zip = second()
        .page("download", "https://data.a.gov.cn/down?id=2", "")
        .fact("media-type", "application/zip")
        .fact("n-bytes", "99");
    check(zip, "free-download", "1.000 share");
    let refused = second().fails("https://data.a.gov.cn/down?id=2", "http-status", Some(401));
    check(refused, "free-download", "0.500 share");
    let login = first(details("<a href=https://zwfw.a.gov.cn/login?from=data>下载数据</a>"));
    let forbidden = login.fails("https://zwfw.a.gov.cn/login?from=data", "robots-disallowed", None);
    check(forbidden, "free-download", "0.500 share");
    let scripts = "<li><a href=/ds/1>企业登记信息</a> 浏览量：5</li>";
    let site = listing(scripts, "").page(
        "data_set",
        "https://data.a.gov.cn/ds/1",
        &framed("<a href='javascript:down(1)'>下载</a>"),
    );
    check(site, "free-download", "NeedsRendering");
}
