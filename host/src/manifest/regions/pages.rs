//! Start pages of country, province and region, laid over one another.
//!
//! A page of a nearer level takes the place of all farther ones of its channel and role.

use std::rc::Rc;

use url::Url;

use super::raw::RawPage;
use crate::codes::Code;
use crate::manifest::at::At;
use crate::manifest::diagnostic::Problems;
use crate::manifest::source::{Place, Source};
use crate::manifest::{hints, text};
use crate::model::{RegionCode, StartPage};

/// What stands for the code of a region in an address.
const CODE: &str = "code";

/// What stands for the code of its province.
const PROVINCE: &str = "province";

/// The start pages of one level.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level<'a> {
    pub(super) source: &'a Rc<Source>,
    pub(super) pages: &'a [RawPage],
}

impl Level<'_> {
    /// Reports addresses that are none. One stand-in for all regions is enough: the codes of
    /// all have six digits.
    pub(super) fn check(&self, problems: &mut Problems) {
        let digits = RegionCode::new(100_000);
        for RawPage { url, .. } in self.pages {
            check_placeholders(self.source, url, problems);
            if let Some(code) = digits {
                check_address(self.source, url, &filled(url.get(), code, code), problems);
            }
        }
    }
}

/// The start pages of a region, nearest level first, each with its place.
pub(super) fn merged(
    levels: &[Level<'_>],
    code: RegionCode,
    province: RegionCode,
) -> Vec<(StartPage, Place)> {
    let mut pages: Vec<(StartPage, Place)> = Vec::new();
    for Level { source, pages: raw } in levels {
        let n_nearer = pages.len();
        for RawPage { channel, role, url } in *raw {
            let mut nearer = pages.iter().take(n_nearer).map(|(page, _)| page);
            if nearer.any(|page| page.channel == *channel && page.role == *role) {
                continue;
            }
            // What is no address was reported by `check`.
            if let Ok(address) = Url::parse(&filled(url.get(), code, province)) {
                let (channel, role) = (*channel, role.clone());
                let page = StartPage { channel, role, url: address.into() };
                pages.push((page, url.place(source)));
            }
        }
    }
    pages
}

fn filled(url: &str, code: RegionCode, province: RegionCode) -> String {
    url.replace(&format!("{{{CODE}}}"), &code.to_string())
        .replace(&format!("{{{PROVINCE}}}"), &province.to_string())
}

/// Reports the first placeholder that nothing stands for.
fn check_placeholders(source: &Rc<Source>, url: &At<String>, problems: &mut Problems) {
    let names = url.get().split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or(rest));
    let mut unknown = names.filter(|name| ![CODE, PROVINCE].contains(name));
    if let Some(name) = unknown.next() {
        let shown = hints::clip(name);
        let message = text(
            format!("网址里不能有 `{{{shown}}}`"),
            format!("nothing stands for `{{{shown}}}` in an address"),
        );
        let names = [CODE, PROVINCE];
        problems.push(hints::suggest(
            url.problem(Code::ManifestAddress, source, message),
            name,
            &names,
        ));
    }
}

/// Reports an address that the URL standard does not read or that holds a login.
fn check_address(source: &Rc<Source>, at: &At<String>, url: &str, problems: &mut Problems) {
    match Url::parse(url) {
        Ok(url) if url.username().is_empty() && url.password().is_none() => {}
        Ok(_) => {
            let message = text("网址里不能有账号", "the address must not hold a login");
            problems.push(at.problem(Code::ManifestAddress, source, message));
        }
        Err(error) => {
            let message = text("网址无效", format!("not a valid address: {error}"));
            problems.push(at.problem(Code::ManifestAddress, source, message));
        }
    }
}
