//! A region's sites while they are made: the pages so far, what the start pages will link to,
//! what is planted.

use std::collections::{BTreeMap, BTreeSet};

use bluebook::evidence::ELAPSED_MS;
use encoding_rs::GBK;

use super::day::Day;
use super::page::{Block, Doc, Field, Form, Link, heading, text};
use super::place::{Fate, Ground, NOTE, Place};
use super::themes::Charset;
use super::trap::Trap;
use super::truth::{NEVER, Planted, Truth};
use super::write::{Frame, Writer};
use super::{Answer, Noted, Sheet};

/// Where on a start page a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spot {
    /// The home page: search, languages, subscription and the like.
    Tools,
    /// The home page: columns of news and documents.
    Columns,
    /// The home page: what is disclosed.
    Open,
    /// The home page: what people can write to.
    Talk,
    /// The service portal: topics.
    Topics,
    /// The service portal: tools.
    Services,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    /// Nothing, and it says so.
    Empty,
    /// Entries, the newest of that day.
    Newest(Day),
}

/// A region's sites in the making.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    pub(crate) place: &'a Place,
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) truths: BTreeMap<&'static str, Truth>,
    pub(crate) traps: BTreeMap<Trap, usize>,
    pub(crate) spots: BTreeMap<Spot, Vec<Link>>,
    /// What the column of openness links to, and the focus page behind it.
    pub(crate) second: Vec<Link>,
    pub(crate) third: Vec<Link>,
    /// What the column of exchange links to besides what the home page does.
    pub(crate) second_talk: Vec<Link>,
    /// Other blocks of the home page and of the portal's.
    pub(crate) home: Vec<Block>,
    pub(crate) portal: Vec<Block>,
    pub(crate) home_by_scripts: Vec<Block>,
    pub(crate) portal_by_scripts: Vec<Block>,
    /// The home page's head: for telephones, and its feed.
    pub(crate) viewport: String,
    /// What the network and browsers remark on the home page.
    pub(crate) noted: Noted,
    pub(crate) home_head: String,
    /// The columns of openness and exchange, which every page's menu has.
    pub(crate) menu: (String, String),
    /// Titles of the portal's fields of life, and how many links each shows without scripts.
    pub(crate) fields: Vec<(&'static str, usize)>,
    /// Whether the account that the mailbox asks for is the unified one; `None` if it asks for none.
    pub(crate) mailbox_account: Option<bool>,
    /// Columns by their address.
    pub(crate) columns: BTreeMap<String, Column>,
    pub(crate) frames: BTreeMap<Ground, Frame>,
    n_addresses: usize,
    addresses: BTreeSet<String>,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(place: &'a Place) -> Self {
        Self {
            place,
            sheets: Vec::with_capacity(320),
            truths: BTreeMap::new(),
            traps: BTreeMap::new(),
            spots: BTreeMap::new(),
            second: Vec::new(),
            third: Vec::new(),
            second_talk: Vec::new(),
            home: Vec::new(),
            portal: Vec::new(),
            home_by_scripts: Vec::new(),
            portal_by_scripts: Vec::new(),
            viewport: String::new(),
            noted: Noted::default(),
            home_head: String::new(),
            menu: (String::new(), String::new()),
            fields: Vec::new(),
            mailbox_account: None,
            columns: BTreeMap::new(),
            frames: BTreeMap::new(),
            n_addresses: 3000,
            addresses: BTreeSet::new(),
        }
    }

    pub(crate) fn plant(&mut self, point: &'static str, ground: Ground, planted: Planted) {
        let before = self.truths.insert(point, Truth::new(ground, planted));
        debug_assert!(before.is_none(), "{point} is planted twice");
    }

    /// Nothing is there for a point, because of a trap.
    pub(crate) fn plant_trapped(
        &mut self,
        point: &'static str,
        ground: Ground,
        planted: Planted,
        trap: Trap,
    ) {
        let truth = Truth { trap: Some(trap), ..Truth::new(ground, planted) };
        self.truths.insert(point, truth);
    }

    pub(crate) fn trap(&mut self, trap: Trap) {
        *self.traps.entry(trap).or_default() += 1;
    }

    pub(crate) fn link(&mut self, spot: Spot, link: Link) {
        self.spots.entry(spot).or_default().push(link);
    }

    pub(crate) fn host(&self, ground: Ground) -> String {
        match ground {
            Ground::Site | Ground::Person => self.place.www(),
            Ground::Portal => self.place.portal(),
            Ground::Data => self.place.data(),
            Ground::Feed => self.place.feeds(),
        }
    }

    /// An address of a column that nothing has yet.
    pub(crate) fn column(&mut self, ground: Ground, name: &str) -> String {
        self.address(ground, false, name, "20190114")
    }

    /// An address of a page that nothing has yet.
    pub(crate) fn leaf(&mut self, ground: Ground, name: &str, day: Day) -> String {
        self.address(ground, true, name, &day.digits())
    }

    fn address(&mut self, ground: Ground, is_leaf: bool, name: &str, day: &str) -> String {
        self.n_addresses += 1;
        let host = self.host(ground);
        let path = |name: &str| self.place.theme.path(is_leaf, name, self.n_addresses, day);
        let url = format!("https://{host}{}", path(name));
        if self.addresses.insert(url.clone()) {
            return url;
        }
        format!("https://{host}{}", path(&format!("{name}{}", self.n_addresses)))
    }

    /// Whether an address was not used yet; it is from now on.
    pub(crate) fn is_new(&mut self, url: &str) -> bool {
        self.addresses.insert(url.to_owned())
    }

    /// An address of a file that nothing has yet.
    pub(crate) fn file(&mut self, ground: Ground, ending: &str) -> String {
        self.n_addresses += 1;
        format!("https://{}/files/{}.{ending}", self.host(ground), self.n_addresses)
    }

    /// Puts a page at an address.
    pub(crate) fn put(&mut self, ground: Ground, url: &str, doc: &Doc) {
        if let Some(column) = doc.holds().filter(|_| ground == Ground::Site) {
            self.columns.insert(url.to_owned(), column);
        }
        let html = self.html(ground, url, doc, false);
        self.put_html(url, &html);
    }

    /// Puts a page at an address, and what a browser makes of it.
    pub(crate) fn put_rendered(&mut self, ground: Ground, url: &str, doc: &Doc) {
        self.put(ground, url, doc);
        let html = self.html(ground, url, doc, true);
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.rendered = Some(html);
        }
    }

    /// The page as its template writes it.
    pub(crate) fn html(&self, ground: Ground, url: &str, doc: &Doc, is_rendered: bool) -> String {
        let none = Frame::default();
        let frame = self.frames.get(&ground).unwrap_or(&none);
        Writer { place: self.place, frame }.page(url, doc, is_rendered)
    }

    /// Puts HTML at an address in the template's encoding.
    pub(crate) fn put_html(&mut self, url: &str, html: &str) {
        let (kind, body) = match self.place.theme.charset {
            Charset::Utf8 => ("text/html; charset=utf-8", html.as_bytes().to_vec()),
            Charset::Gbk => ("text/html", GBK.encode(html).0.into_owned()),
            Charset::GbkAsLatin1 => {
                ("text/html; charset=ISO-8859-1", GBK.encode(html).0.into_owned())
            }
        };
        self.put_bytes(url, kind, body);
    }

    /// Puts a body of any sort at an address.
    pub(crate) fn put_bytes(&mut self, url: &str, kind: &str, body: Vec<u8>) {
        let answer = Answer::Page { status: 200, kind: kind.to_owned(), body };
        self.answer(url, answer);
    }

    /// Says how many milliseconds the page put last took.
    pub(crate) fn took(&mut self, ms: i64) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.noted.remarks.push((ELAPSED_MS, ms.to_string()));
        }
    }

    pub(crate) fn answer(&mut self, url: &str, answer: Answer) {
        self.sheets.push(Sheet {
            url: url.to_owned(),
            answer,
            rendered: None,
            noted: Noted::default(),
        });
    }

    /// Puts a page behind a redirect or a refresh: whoever follows arrives.
    pub(crate) fn put_moved(&mut self, ground: Ground, url: &str, doc: &Doc, is_status: bool) {
        self.trap(Trap::Moved);
        let to = self.column(ground, "moved");
        if is_status {
            self.answer(url, Answer::Moved { status: 301, to: to.clone() });
        } else {
            let html = format!(
                "<html><head><meta http-equiv=\"refresh\" content=\"0;url={to}\"></head>\
                 <body><!-- {NOTE} --></body></html>"
            );
            self.put_html(url, &html);
        }
        self.put(ground, &to, doc);
    }

    /// A broken link's answer, of the kind that the trap says.
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other trap is planted as a 404")]
    pub(crate) fn put_broken(&mut self, ground: Ground, url: &str, trap: Trap) {
        self.trap(trap);
        match trap {
            Trap::BackHome => {
                let to = format!("https://{}/", self.host(ground));
                self.answer(url, Answer::Moved { status: 302, to });
            }
            Trap::SoftNotFound => {
                let html = format!(
                    "<!DOCTYPE html><html><head><meta charset=\"{}\"><title>页面不存在</title></head><body>\
                     <p>{NOTE}</p><h3>抱歉，您访问的页面不存在</h3><p>可能已被删除或移走。</p>\
                     <a href=\"/\">返回首页</a></body></html>",
                    if self.place.theme.charset == Charset::Utf8 { "utf-8" } else { "gb2312" }
                );
                self.put_html(url, &html);
            }
            _ => {
                let html = format!(
                    "<html><head><title>404</title></head><body>404 Not Found<!-- {NOTE} --></body></html>"
                );
                let answer = Answer::Page {
                    status: 404,
                    kind: "text/html".to_owned(),
                    body: html.into_bytes(),
                };
                self.answer(url, answer);
            }
        }
    }

    /// A page that lists dated entries; the newest is `n_days` old. Gives its address.
    pub(crate) fn dated_list(&mut self, ground: Ground, name: &str, list: &Dated<'_>) -> String {
        let url = self.column(ground, name);
        let entries = self.entries(ground, name, list);
        let mut doc = Doc::new(list.title, vec![heading(list.title), Block::Links(entries)]);
        if list.shows_today {
            self.trap(Trap::TodaysDate);
            let today = Day::ago(0).written(super::day::Written::Chinese);
            doc.blocks.insert(
                0,
                Block::Raw(format!("<script>document.write(\"今天是{today} 星期二\");</script>\n")),
            );
        }
        self.put(ground, &url, &doc);
        url
    }

    /// Dated links to articles, newest first, the articles put.
    pub(crate) fn entries(&mut self, ground: Ground, name: &str, list: &Dated<'_>) -> Vec<Link> {
        let mut links = Vec::new();
        for (nth, subject) in (0_i64..).zip(list.subjects) {
            let day = Day::ago(list.n_days + nth * list.gap);
            // Most lists lead to few articles that are looked at; one page stands for each.
            let url = self.leaf(ground, name, day);
            self.article(ground, &url, list.title, subject, day);
            links.push(Link::new(*subject, url).on(day));
        }
        links
    }

    /// An article.
    #[expect(clippy::too_many_arguments, reason = "what an article has")]
    pub(crate) fn article(
        &mut self,
        ground: Ground,
        url: &str,
        column: &str,
        subject: &str,
        day: Day,
    ) {
        let written = day.written(super::day::Written::Iso);
        let blocks = vec![
            heading(subject),
            text(format!("发布时间：{written}　来源：{}人民政府办公室", self.place.city())),
            text(format!("{subject}。{PADDING}")),
        ];
        let doc = Doc {
            title: subject.to_owned(),
            column: Some(column.to_owned()),
            article: Some((day, subject.to_owned())),
            blocks,
            ..Doc::default()
        };
        self.put(ground, url, &doc);
    }

    /// A page with a form, for example of an application.
    pub(crate) fn form_page(
        &mut self,
        ground: Ground,
        title: &str,
        fields: &[(&str, Field)],
    ) -> Doc {
        let to = self.file(ground, "do");
        let form = Form::post(&to, "提交", fields);
        Doc::new(title, vec![heading(title), text(PADDING), Block::Form(form)])
    }

    /// The shared login page of the portal, with what it is for.
    pub(crate) fn login_url(&self) -> String {
        format!("https://{}/login?from=portal", self.place.portal())
    }

    /// Whether the region's hosts of this ground show scripts in place of pages.
    pub(crate) fn is_shell(&self, ground: Ground) -> bool {
        matches!(
            (self.place.fate, ground),
            (Fate::SiteShell, Ground::Site)
                | (Fate::PortalShell, Ground::Portal)
                | (Fate::DataShell, Ground::Data)
        )
    }
}

/// A column's entries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dated<'a> {
    pub(crate) title: &'a str,
    pub(crate) subjects: &'a [&'a str],
    /// Age of the newest.
    pub(crate) n_days: i64,
    /// Days between two.
    pub(crate) gap: i64,
    /// Whether a script prints today's date over them.
    pub(crate) shows_today: bool,
}

/// The note in a feed's title.
pub(crate) const NOTE_XML: &str = "（合成样例 synthetic sample）";

/// Text that pages have and that says nothing a judge asks for.
pub(crate) const PADDING: &str = "本页内容由程序生成，仅供检验评价程序之用，不代表任何地区的实际情况。\
    有关单位按照职责分工落实各项任务，定期通报进展，及时研究解决推进中的困难和问题，确保各项安排落到实处、取得实效。";

/// A number of things as findings count them.
pub(crate) fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// A share of things; none of none is nothing.
pub(crate) fn share(n: usize, of: usize) -> Planted {
    Planted::Share(if of == 0 { 0.0 } else { count(n) / count(of) })
}

/// Days, or never.
pub(crate) fn steps(n: Option<i64>) -> Planted {
    Planted::Steps(n.map_or(NEVER, |n| count(usize::try_from(n).unwrap_or_default())))
}
