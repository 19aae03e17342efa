//! Ways from a page to the next one, and what it means that there is none.

use crate::UnknownReason;
use crate::bindings::bluebook::probe::site::{Failure, Found};
use crate::host::site;
use crate::judge::{Step, Stop, Wanted};
use crate::page::{Link, Page};

impl Page {
    /// Goes to the page behind the best link for the words.
    ///
    /// ```
    /// use probe_sdk::testing::Site;
    /// use probe_sdk::{Criterion, Judged, Step, Task};
    ///
    /// fn guide(task: &Task) -> Step<Judged> {
    ///     let guide = task.start()?.follow(&["办事指南", "服务指南"], "guide")?;
    ///     Ok(Judged::truth(guide.count("dl") > 0).seen([guide]))
    /// }
    ///
    /// const GUIDE: Criterion =
    ///     Criterion { id: "guide", title: "有指南", roles: &["home"], points: &[], judge: guide };
    /// probe_sdk::export_probe! { family: "example", title: "示例", criteria: [GUIDE] }
    ///
    /// let links = "<a href=/a>甲</a><a href=/b>乙</a><a href=/c>丙</a><a href=/d>丁</a>";
    /// let home = format!("{links}<a href=/guide>办事指南</a>");
    /// let site = Site::new()
    ///     .page("home", "http://a.test/", &home)
    ///     .page("guide", "http://a.test/guide", "<dl><dt>材料<dd>身份证</dl>");
    /// let outcome = site.judge(&probe(), "guide");
    /// assert_eq!((outcome.said().as_str(), outcome.followed), ("true", vec!["http://a.test/guide".to_owned()]));
    /// // The link leads nowhere: not known. No link at all: not there.
    /// let outcome = Site::new().page("home", "http://a.test/", &home).silent().judge(&probe(), "guide");
    /// assert_eq!(outcome.said(), "PageMissing");
    /// let outcome = Site::new().page("home", "http://a.test/", &links.replace("<a", "<p><a")).judge(&probe(), "guide");
    /// assert_eq!(outcome.said(), "false");
    /// ```
    ///
    /// # Errors
    ///
    /// [`Stop::Absent`] if no link has one of the words, [`Stop::Unknown`] if this page is
    /// a shell that only a browser fills or if the target could not be had, [`Stop::Ask`]
    /// if it was not fetched yet.
    pub fn follow(self, any: &[&str], role: &str) -> Step<Self> {
        match self.link(any) {
            Some(link) => link.open(role),
            None => Err(self.absent(&format!("no link with {}", any.join("/")))),
        }
    }

    /// What it means that something is not on this page: nothing, if a browser fills it.
    pub fn absent(self, what: &str) -> Stop {
        let info = self.info();
        if self.is_shell() {
            let note = format!("{} is filled by scripts", info.url);
            return Stop::Unknown(UnknownReason::NeedsRendering, note);
        }
        Stop::Absent(self, format!("{what} on {}", info.url))
    }

    /// As [`Page::absent`], for what would be in the text: a page without links can still say much.
    pub fn unsaid(self, what: &str) -> Stop {
        if self.is_blank() {
            return self.absent(what);
        }
        Stop::Absent(self, format!("{what} on {}", self.info().url))
    }
}

impl Page {
    /// The page of an address that stands on no page as a link, for example of a form or of the
    /// same site under `https`.
    ///
    /// # Errors
    ///
    /// As [`Link::open`].
    pub fn ask_for(self, url: &str, role: &str) -> Step<Self> {
        let (node, text, url) = (0, String::new(), url.to_owned());
        Link { page: self, node, text, url }.open(role)
    }
}

impl Failure {
    /// Whether the site itself says that there is no such page.
    pub fn is_gone(&self) -> bool {
        self.class == "soft-404" || matches!(self.status, Some(404 | 410))
    }
}

/// Why an address could not be had, where it was looked for.
pub fn failed(url: &str) -> Option<Failure> {
    site::failed(url)
}

impl Link {
    /// Whether the site itself says that there is no page behind the link: it answered 404 or 410, or
    /// with a page that says so. Not for a page not fetched yet, nor for one that could not be had
    /// for a reason that may pass.
    pub fn is_gone(&self) -> bool {
        failed(&self.url).is_some_and(|failure| failure.is_gone())
    }

    /// The page behind the link.
    ///
    /// # Errors
    ///
    /// [`Stop::Ask`] if it was not fetched yet, [`Stop::Unknown`] if it could not be had.
    pub fn open(&self, role: &str) -> Step<Page> {
        match site::lookup(&self.url) {
            Found::Page(index) => Ok(Page::new(index)),
            Found::Missing(why) => {
                Err(Stop::Unknown(UnknownReason::PageMissing, format!("{}: {why}", self.url)))
            }
            Found::NotAsked => Err(Stop::Ask(vec![Wanted {
                url: self.url.clone(),
                role: role.to_owned(),
                from: self.page,
            }])),
        }
    }

    /// The pages behind several links, asked for together; those that could not be had
    /// are left out.
    ///
    /// # Errors
    ///
    /// [`Stop::Ask`] with every page not fetched yet.
    pub fn open_all(links: &[Self], role: &str) -> Step<Vec<Page>> {
        let mut pages = Vec::new();
        let mut wanted = Vec::new();
        for link in links {
            match link.open(role) {
                Ok(page) => pages.push(page),
                Err(Stop::Ask(more)) => wanted.extend(more),
                Err(Stop::Unknown(..) | Stop::Absent(..) | Stop::Fault(_)) => {}
            }
        }
        if wanted.is_empty() { Ok(pages) } else { Err(Stop::Ask(wanted)) }
    }
}
