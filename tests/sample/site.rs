//! The portal site of a region (门户网站): its pages and what stands on all of them.

use super::place::{Mark, Place, Style};
use super::style::{Column, Frame, Link, NOTE};
use super::{disclosure, home, news};

/// One address of a site and what is behind it.
#[derive(Debug, Clone)]
pub(crate) struct Leaf {
    pub(crate) host: String,
    pub(crate) path: String,
    pub(crate) status: u16,
    pub(crate) kind: Kind,
    pub(crate) text: String,
}

/// What a server says a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Html,
    /// News, which one site serves in another charset.
    News,
    Feed,
}

impl Leaf {
    pub(crate) fn page(host: String, path: String, text: String) -> Self {
        Self { host, path, status: 200, kind: Kind::Html, text }
    }

    /// A link that leads nowhere.
    pub(crate) fn gone(host: String, path: String) -> Self {
        let text = format!("<html><body><h1>404</h1><p>{NOTE}：页面不存在</p></body></html>\n");
        Self { host, path, status: 404, kind: Kind::Html, text }
    }
}

pub(crate) const OPEN: Column = Column { name: "zwgk", number: 1001, title: "政务公开" };
pub(crate) const TALK: Column = Column { name: "hdjl", number: 1043, title: "互动交流" };

/// The pages of the site, its home page first.
pub(crate) fn pages(place: &Place) -> Vec<Leaf> {
    if place.is_shell {
        return vec![home::shell(place), news::article(place)];
    }
    let mut pages = vec![home::home(place)];
    pages.extend(news::columns(place).into_iter().map(|column| news::page(place, column)));
    pages.extend(disclosure::pages(place));
    pages.extend(place.tools.iter().filter_map(|tool| home::tool_page(place, tool)));
    pages.push(news::article(place));
    pages
}

/// A page of the site, with its tags, head and foot.
pub(crate) fn leaf(place: &Place, path: String, name: &str, body: &str) -> Leaf {
    tagged(place, path, name, body, &[("ColumnName", name.to_owned())])
}

/// The same with meta tags of its own; the home page has none.
pub(crate) fn tagged(
    place: &Place,
    path: String,
    name: &str,
    body: &str,
    own: &[(&'static str, String)],
) -> Leaf {
    let host = place.www();
    let title = format!("{name}_{}人民政府", place.city());
    let mut tags = vec![
        ("SiteName", format!("{}人民政府门户网站", place.city())),
        ("SiteDomain", host.clone()),
        ("SiteIDCode", id_code(place)),
    ];
    tags.extend_from_slice(own);
    tags.truncate(place.n_tags);
    // The marks that are scripts or pictures stand on the home page, to keep the sample small.
    let written = [Mark::Sponsor, Mark::Code, Mark::Icp, Mark::Police];
    let is_home = own.is_empty();
    let marks = place.marks.iter().filter(|mark| is_home || written.contains(mark));
    let foot = marks.map(|mark| shown(place, *mark)).collect::<Vec<_>>().concat();
    let menu = menu(place);
    let frame = Frame { place, host: &host, title: &title, tags: &tags, menu: &menu, foot: &foot };
    let html = frame.page(body);
    Leaf::page(host, path, html)
}

fn menu(place: &Place) -> Vec<Link> {
    let mut menu = vec![Link::new("首页", "/")];
    if let Some(path) = disclosure::open_path(place) {
        menu.push(Link::new(OPEN.title, path));
    }
    menu.push(Link::new("政务服务", format!("https://{}/", place.zwfw())));
    menu.push(Link::new(TALK.title, TALK.path(place.style)));
    let rest = [("市情概览", "/sqgl/"), ("网站地图", "/map/")];
    menu.extend(rest.map(|(text, href)| Link::new(text, href)));
    menu
}

/// The registry's form: six digits of the region, four of the site.
fn id_code(place: &Place) -> String {
    format!("{}0017", place.code)
}

fn shown(place: &Place, mark: Mark) -> String {
    match mark {
        Mark::Sponsor => format!("主办单位：{}人民政府办公室 ", place.city()),
        Mark::Code => format!("网站标识码：{} ", id_code(place)),
        Mark::Icp => format!("示ICP备88{}02号 ", place.code.get(..4).unwrap_or_default()),
        Mark::Police => format!("示公网安备 {}02000136号 ", place.code),
        Mark::Organ => match place.style {
            Style::Columns => "<script src=\"https://dcs.conac.cn.test/js/conac.js\"></script>".to_owned(),
            Style::Tables => "<script>document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E\
                              %3Cscript src='https://dcs.conac.cn.test/js/conac.js'%3E%3C/script%3E\"));</script>"
                .to_owned(),
            Style::Cards | Style::Pictures => {
                "<img src=\"/images/red.png\" alt=\"党政机关网站标识\">".to_owned()
            }
        },
        Mark::FindFault if place.style == Style::Columns => {
            "<script id=\"_jiucuo_\" src=\"https://pucha.test/jiucuo.js\"></script>".to_owned()
        }
        Mark::FindFault => "<a href=\"https://pucha.test/\"><img src=\"/images/zc.png\" \
                            alt=\"我为政府网站找错\"></a>"
            .to_owned(),
    }
}
