//! What a schema cannot say of expectations: pages that are there, addresses, findings, reasons.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use url::Url;

use super::raw::{RawExpect, RawExpected, RawMissing, RawPage, RawSite};
use super::{
    Expectation, ExpectedPlace, ExpectedSite, MissingPage, SAVED_PAGE_BYTES_MAX, SavedPage, Wanted,
};
use crate::codes::Code;
use crate::manifest::at::At;
use crate::manifest::diagnostic::Problems;
use crate::manifest::reader::{Failure, shown};
use crate::manifest::source::Source;
use crate::manifest::{hints, json, text};
use crate::model::{Text, UnknownReason};

/// What stands where the author is to say what is right.
const TO_FILL_IN: &str = "?";

/// The failure that has a status.
const HTTP_STATUS: &str = "http-status";

/// Names of a folder among which one is looked for that was probably meant; nobody keeps so many pages of a
/// probe in one.
const NAMES_MAX: usize = 1000;

pub(super) struct Check<'a> {
    pub(super) source: &'a Rc<Source>,
    /// What files of pages are relative to.
    pub(super) folder: &'a Path,
    /// Names of reasons for which an address cannot be had.
    pub(super) failures: &'a [&'a str],
    pub(super) problems: &'a mut Problems,
}

impl Check<'_> {
    pub(super) fn sites(&mut self, raw: &RawExpected) -> Vec<ExpectedSite> {
        self.names(&raw.site);
        raw.site.iter().map(|site| self.site(site, raw)).collect()
    }

    /// A site is known by its name where expectations are not met.
    fn names(&mut self, sites: &[RawSite]) {
        let mut first: BTreeMap<&str, &At<String>> = BTreeMap::new();
        for RawSite { name, .. } in sites {
            if let Some(before) = first.get(name.get().as_str()) {
                let shown = hints::clip(name.get());
                let message =
                    text(format!("站点 `{shown}` 重复"), format!("site `{shown}` is there twice"));
                let here = text("第一次在这里", "the first is here");
                let problem = name.problem(Code::ManifestTwice, self.source, message);
                self.problems.push(problem.related(here, before.place(self.source)));
            } else {
                first.insert(name.get(), name);
            }
        }
    }

    fn site(&mut self, site: &RawSite, raw: &RawExpected) -> ExpectedSite {
        let place = site.place.as_ref().unwrap_or(&raw.place);
        ExpectedSite {
            name: site.name.get().clone(),
            collected_on: site.collected_on.as_ref().unwrap_or(&raw.collected_on).clone(),
            place: ExpectedPlace {
                code: place.code.clone(),
                name: place.name.clone(),
                short_name: place.short_name.clone(),
            },
            is_silent: site.silent,
            pages: site.page.iter().filter_map(|page| self.page(page)).collect(),
            missing: site.missing.iter().filter_map(|missing| self.missing(missing)).collect(),
            expectations: site.expect.iter().filter_map(|one| self.expectation(one)).collect(),
        }
    }

    fn page(&mut self, raw: &RawPage) -> Option<SavedPage> {
        self.file(&raw.file);
        let url = self.address(&raw.url);
        for hop in &raw.hops {
            self.address(hop);
        }
        Some(SavedPage {
            file: PathBuf::from(raw.file.get()),
            url: url?,
            role: raw.role.clone(),
            status: raw.status,
            content_type: raw.content_type.clone(),
            hops: raw.hops.iter().map(|hop| hop.get().clone()).collect(),
            remarks: raw.remarks.iter().filter_map(|remark| self.remark(remark)).collect(),
        })
    }

    /// Reports a saved page that is not there or too large.
    fn file(&mut self, at: &At<String>) {
        let path = self.folder.join(at.get());
        let Some(failure) = Failure::of(&path, SAVED_PAGE_BYTES_MAX) else { return };
        let problem = at.problem(Code::FixtureUnusable, self.source, failure.message(&path));
        self.problems.push(problem.hint(self.where_it_is(at.get(), &path)));
    }

    /// The page that was probably meant, else what names of pages are relative to.
    fn where_it_is(&self, named: &str, path: &Path) -> Text {
        let near = if self.problems.is_full() { None } else { nearest_file(path) };
        if let Some(near) = near {
            let meant = Path::new(named).with_file_name(near).display().to_string();
            return text(format!("是不是 `{meant}`？"), format!("did you mean `{meant}`?"));
        }
        let folder = shown(self.folder);
        let folder = if folder.is_empty() { "." } else { &folder };
        text(
            format!("相对于期望文件所在的 `{folder}`"),
            format!("relative to `{folder}`, where the file of expectations is"),
        )
    }

    fn address(&mut self, at: &At<String>) -> Option<Url> {
        match Url::parse(at.get()) {
            Ok(url) => Some(url),
            Err(error) => {
                let message = text("网址无效", format!("not a valid address: {error}"));
                self.problems.push(at.problem(Code::ManifestAddress, self.source, message));
                None
            }
        }
    }

    fn remark(&mut self, at: &At<Vec<String>>) -> Option<(String, String)> {
        if let [name, value] = at.get().as_slice() {
            return Some((name.clone(), value.clone()));
        }
        let message = text("写一个名称和一个值", "takes a name and a value");
        let hint =
            text("如 `[\"elapsed-ms\", \"120\"]`", "for example `[\"elapsed-ms\", \"120\"]`");
        let problem = at.problem(Code::ManifestValue, self.source, message);
        self.problems.push(problem.hint(hint));
        None
    }

    fn missing(&mut self, raw: &RawMissing) -> Option<MissingPage> {
        let RawMissing { url, failure, status } = raw;
        let name = failure.get().as_str();
        if !self.failures.contains(&name) {
            let shown = hints::clip(name);
            let message = text(
                format!("没有名为 `{shown}` 的采集失败"),
                format!("no failure to fetch is called `{shown}`"),
            );
            let problem = failure.problem(Code::ManifestUnknownName, self.source, message);
            self.problems.push(hints::suggest(problem, name, self.failures));
        }
        match status {
            None if name == HTTP_STATUS => {
                let message = text("缺少 `status`", "missing `status`");
                let hint =
                    text("写出状态，如 `status = 503`", "say which, for example `status = 503`");
                let problem = failure.problem(Code::ManifestMissingKey, self.source, message);
                self.problems.push(problem.hint(hint));
            }
            Some(status) if name != HTTP_STATUS => {
                let message = text(
                    format!("只有 `{HTTP_STATUS}` 才有 `status`"),
                    format!("only `{HTTP_STATUS}` has a `status`"),
                );
                self.problems.push(status.problem(
                    Code::ExpectationsUnusable,
                    self.source,
                    message,
                ));
            }
            None | Some(_) => {}
        }
        let status = status.as_ref().map(|status| *status.get());
        Some(MissingPage { url: self.address(url)?, failure: name.to_owned(), status })
    }

    fn expectation(&mut self, raw: &RawExpect) -> Option<Expectation> {
        let params = self.params(raw);
        let wanted = self.wanted(raw);
        let (wanted, span) = wanted?;
        if let (Some(unit), Wanted::Truth(_) | Wanted::Word(_) | Wanted::Unknown(_)) =
            (&raw.unit, &wanted)
        {
            let message = text("只有数才有单位", "only a number has a unit");
            self.problems.push(unit.problem(Code::ExpectationsUnusable, self.source, message));
        }
        Some(Expectation {
            criterion: raw.criterion.spanned(),
            role: raw.role.clone(),
            params,
            written: raw.params.clone(),
            wanted,
            span,
            quote: raw.quote.as_ref().map(At::spanned),
        })
    }

    fn params(&mut self, raw: &RawExpect) -> BTreeMap<String, String> {
        let mut params = BTreeMap::new();
        for (name, value) in &raw.params {
            if let Some(value) = json::param(value.get()) {
                params.insert(name.get_ref().clone(), value);
            } else {
                let message = text("参数里的数须是有限的", "numbers in parameters must be finite");
                self.problems.push(value.problem(Code::ManifestParams, self.source, message));
            }
        }
        params
    }

    fn wanted(&mut self, raw: &RawExpect) -> Option<(Wanted, Range<usize>)> {
        match (&raw.finding, &raw.unknown) {
            (Some(value), None) => {
                let unit = raw.unit.as_ref().map(|unit| unit.get().clone());
                Some((self.finding(value, unit)?, value.span()))
            }
            (None, Some(name)) => Some((Wanted::Unknown(self.reason(name)?), name.span())),
            (Some(_), Some(unknown)) => {
                let message =
                    text("`finding` 与 `unknown` 只写一样", "takes either `finding` or `unknown`");
                let (code, criterion) = (Code::ExpectationsUnusable, &raw.criterion);
                let here = text("这一条期望", "of this expectation");
                let problem = unknown.problem(code, self.source, message);
                self.problems.push(problem.related(here, criterion.place(self.source)));
                None
            }
            (None, None) => {
                let message =
                    text("须写 `finding` 或 `unknown`", "`finding` or `unknown` is to be given");
                let hint = text(
                    "还说不准就写 `finding = \"?\"`，`probe test` 会列出探针的结论",
                    "where you do not know yet write `finding = \"?\"`, and `probe test` shows what the probe says",
                );
                let problem =
                    raw.criterion.problem(Code::ExpectationsUnusable, self.source, message);
                self.problems.push(problem.hint(hint));
                None
            }
        }
    }

    fn finding(&mut self, at: &At<toml::Value>, unit: Option<String>) -> Option<Wanted> {
        match at.get() {
            toml::Value::Boolean(truth) => Some(Wanted::Truth(*truth)),
            toml::Value::String(text) if text == TO_FILL_IN => Some(Wanted::ToFillIn),
            toml::Value::String(text) => Some(Wanted::Word(text.clone())),
            toml::Value::Integer(number) => {
                // Whoever counts beyond 2^53 does not compare with three decimals.
                #[expect(clippy::cast_precision_loss, reason = "compared with a tolerance")]
                let number = *number as f64;
                Some(Wanted::Number(number, unit))
            }
            toml::Value::Float(number) if number.is_finite() => Some(Wanted::Number(*number, unit)),
            toml::Value::Float(_) => {
                let message = text("`finding` 须是有限的数", "`finding` must be finite");
                self.problems.push(at.problem(Code::ManifestRange, self.source, message));
                None
            }
            toml::Value::Datetime(_) | toml::Value::Array(_) | toml::Value::Table(_) => {
                let message = text(
                    "结论为 true、false、数或文字",
                    "a finding is true, false, a number or a text",
                );
                self.problems.push(at.problem(Code::ExpectationsUnusable, self.source, message));
                None
            }
        }
    }

    fn reason(&mut self, at: &At<String>) -> Option<UnknownReason> {
        let known = UnknownReason::ALL.iter().find(|reason| reason.name() == at.get());
        if known.is_none() {
            let shown = hints::clip(at.get());
            let message = text(
                format!("没有名为 `{shown}` 的未知"),
                format!("no unknown is called `{shown}`"),
            );
            let names: Vec<&str> = UnknownReason::ALL.iter().map(|one| one.name()).collect();
            let problem = at.problem(Code::ManifestUnknownName, self.source, message);
            self.problems.push(hints::suggest(problem, at.get(), &names));
        }
        known.copied()
    }
}

/// The file beside `path` that was probably meant.
fn nearest_file(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let entries = path.parent()?.read_dir().ok()?.take(NAMES_MAX).flatten();
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    // The order of a directory is the file system's; ours must not depend on it.
    names.sort();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    hints::nearest(wanted, &names).filter(|near| *near != wanted).map(str::to_owned)
}
