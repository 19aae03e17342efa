//! What was recorded as files of a probe crate: bodies as they came, and a site of expectations.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use url::Url;

use super::super::super::{Code, Failed, Streams};
use super::super::said::shown;
use super::kept::Kept;
use crate::evidence::{
    CERTIFICATE_PROBLEM, CERTIFICATE_UNTIL, ELAPSED_MS, FIRST_VIEW_MS, IP_VERSIONS, SCRIPT_ERRORS,
};
use crate::fetch::FailureClass;
use crate::manifest::param_text;
use crate::model::Finding;
use crate::run::{Question, Start, Tried};
use crate::sandbox::Place;

/// The remarks on a page that probes can ask for.
const REMARKS: [&str; 6] =
    [ELAPSED_MS, CERTIFICATE_UNTIL, CERTIFICATE_PROBLEM, IP_VERSIONS, SCRIPT_ERRORS, FIRST_VIEW_MS];

/// The head of a file that is not there yet; each site brings its own day and region.
const HEAD: &str = "schema = 1\ncollected_on = \"2019-01-15\"\n\
                    place = { code = \"990100\", name = \"示例市\", short_name = \"示例\" }\n";

/// What was recorded.
pub(super) struct Recorded<'a> {
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) collected_on: String,
    pub(super) start: Vec<Start>,
    pub(super) kept: Vec<Kept>,
    pub(super) answers: Vec<(&'a Question, &'a Tried)>,
}

impl Recorded<'_> {
    /// Writes the pages beside the file of expectations, and the site behind what it has.
    pub(super) fn write(&self, into: &Path, streams: &mut Streams<'_>) -> Result<(), Failed> {
        let before = match fs::read(into) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => HEAD.as_bytes().to_vec(),
            Err(error) => return Err(not_written(into, &error)),
        };
        let name = self.free_name(&String::from_utf8_lossy(&before));
        let folder = PathBuf::from("fixtures").join(slug(&name));
        let (mut pages, mut bodies) = (String::new(), Vec::new());
        for (position, kept) in (1..).zip(&self.kept) {
            match &kept.capture {
                Some(capture) => {
                    let kind = capture.header("content-type");
                    let file = folder.join(format!("{position:02}.{}", extension(kind)));
                    pages.push_str(&self.page(kept, capture, &file));
                    bodies.push((file, &capture.body));
                }
                None => pages.push_str(&missing(kept)),
            }
        }
        if bodies.is_empty() {
            let text = format!("nothing to save of `{name}`: no page was had");
            let why: Vec<String> = self.kept.iter().filter_map(why).collect();
            return Err(Failed::new(Code::RecordedNothing, text)
                .hint(Some(why.join("; ")).filter(|w| !w.is_empty())));
        }
        let base = into.parent().unwrap_or(Path::new(""));
        for (file, body) in bodies {
            write_file(&base.join(&file), body)?;
            writeln!(streams.out, "{}", base.join(&file).display())?;
        }
        let site = format!("{}{pages}{}", self.head(&name), self.expectations());
        write_file(into, &[before.as_slice(), site.as_bytes()].concat())?;
        writeln!(streams.out, "{}", into.display())?;
        self.tell(&name, into, streams)
    }

    fn tell(&self, name: &str, into: &Path, streams: &mut Streams<'_>) -> Result<(), Failed> {
        let n_pages = self.kept.iter().filter(|kept| kept.capture.is_some()).count();
        let (n_gone, n_asked) = (self.kept.len() - n_pages, self.answers.len());
        writeln!(
            streams.err,
            "已存 saved `{name}`: {n_pages} 页 pages，{n_gone} 个取不到 not had，{n_asked} 条期望待填 expectations \
             to be filled in: {}",
            into.display()
        )?;
        Ok(())
    }

    /// The name, numbered where the file has it.
    fn free_name(&self, before: &str) -> String {
        let is_taken = |name: &str| before.contains(&format!("name = {}\n", quoted(name)));
        let numbered = (2..).map(|n| format!("{} {n}", self.name));
        let mut names = std::iter::once(self.name.clone()).chain(numbered);
        names.find(|name| !is_taken(name)).unwrap_or_else(|| self.name.clone())
    }

    fn head(&self, name: &str) -> String {
        let Place { code, name: place, short_name } = &self.place;
        format!(
            "\n[[site]]\nname = {}\ncollected_on = {}\nplace = {{ code = {}, name = {}, short_name = {} }}\n",
            quoted(name),
            quoted(&self.collected_on),
            quoted(code),
            quoted(place),
            quoted(short_name),
        )
    }

    fn page(&self, kept: &Kept, capture: &crate::evidence::Capture, file: &Path) -> String {
        let mut text = format!(
            "\n[[site.page]]\nfile = {}\nurl = {}\n",
            quoted(&file.to_string_lossy().replace('\\', "/")),
            quoted(&bare(&capture.url))
        );
        let role = self.start.iter().find(|start| same(&start.url, &kept.url));
        // Writing to a String does not fail.
        if let Some(Start { role, .. }) = role {
            let _ = writeln!(text, "role = {}", quoted(role));
        }
        if capture.status != 200 {
            let _ = writeln!(text, "status = {}", capture.status);
        }
        if let Some(kind) = capture.header("content-type") {
            let _ = writeln!(text, "content_type = {}", quoted(kind));
        }
        let mut hops: Vec<String> = capture.hops.iter().map(|hop| bare(&hop.url)).collect();
        if hops.is_empty() && !same(&kept.url, &capture.url) {
            hops.push(bare(&kept.url));
        }
        if !hops.is_empty() {
            let hops: Vec<String> = hops.iter().map(|hop| quoted(hop)).collect();
            let _ = writeln!(text, "hops = [{}]", hops.join(", "));
        }
        let remarks = capture.remarks.iter().filter(|(name, _)| REMARKS.contains(&name.as_str()));
        let remarks: Vec<String> =
            remarks.map(|(name, value)| format!("[{}, {}]", quoted(name), quoted(value))).collect();
        if !remarks.is_empty() {
            let _ = writeln!(text, "remarks = [{}]", remarks.join(", "));
        }
        text
    }

    fn expectations(&self) -> String {
        let one = |(question, tried): &(&Question, &Tried)| {
            format!(
                "\n[[site.expect]]\ncriterion = {}\nrole = {}\n{}\
                 finding = \"?\" # 由您填写；探针现在说 for you to fill in; now the probe says: {}\n{}",
                quoted(&question.criterion),
                quoted(&question.role),
                params(question),
                shown(&tried.found.finding),
                instead(&tried.found.finding)
            )
        };
        self.answers.iter().map(one).collect()
    }
}

/// How an unknown is written, which is not by filling in the finding.
fn instead(finding: &Finding) -> String {
    let Finding::Unknown(unknown) = finding else { return String::new() };
    let reason = quoted(unknown.reason.name());
    format!("# 确应未知则换成 if it should be unknown, instead: unknown = {reason}\n")
}

/// The parameters that were handed to the probe, as a line of the expectation.
fn params(question: &Question) -> String {
    if question.params.is_empty() {
        return String::new();
    }
    let table = question.params.iter().map(|(name, text)| (name.clone(), param(text))).collect();
    format!("params = {}\n", toml::Value::Table(table))
}

/// A parameter as a person would write it: a list as a list. What would not be handed over as the same
/// text is written as that text.
fn param(text: &str) -> toml::Value {
    let value = serde_json::from_str::<toml::Value>(text).ok();
    value
        .filter(|value| param_text(value).as_deref() == Some(text))
        .unwrap_or_else(|| toml::Value::String(text.to_owned()))
}

fn missing(kept: &Kept) -> String {
    let class = kept.failure.unwrap_or(FailureClass::NotInArchive);
    let mut text = format!(
        "\n[[site.missing]]\nurl = {}\nfailure = {}\n",
        quoted(&bare(&kept.url)),
        quoted(class.name())
    );
    if let FailureClass::HttpStatus(status) = class {
        let _ = writeln!(text, "status = {status}");
    }
    text
}

fn why(kept: &Kept) -> Option<String> {
    Some(format!("{} {}", bare(&kept.url), kept.failure?.name()))
}

/// An address without name and password of whoever asked.
fn bare(url: &str) -> String {
    let Ok(mut parsed) = Url::parse(url) else { return url.to_owned() };
    if parsed.username().is_empty() && parsed.password().is_none() {
        return url.to_owned();
    }
    // Addresses with a host can have them taken out.
    let _ = parsed.set_username("");
    let _ = parsed.set_password(None);
    parsed.into()
}

fn same(a: &str, b: &str) -> bool {
    let plain = |url: &str| Url::parse(url).map_or_else(|_| url.to_owned(), String::from);
    plain(a) == plain(b)
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A name as a folder.
fn slug(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' };
    name.chars().map(plain).collect::<String>().trim_matches(['-', '.']).to_owned()
}

/// What files of a media type end with, so that editors and browsers open them.
fn extension(kind: Option<&str>) -> &'static str {
    let kind = kind.unwrap_or("html").to_ascii_lowercase();
    let known = ["html", "json", "xml", "pdf", "plain"];
    match known.into_iter().find(|word| kind.contains(word)) {
        Some("plain") => "txt",
        Some(word) => word,
        None => "bin",
    }
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| not_written(folder, &error))?;
    fs::write(path, bytes).map_err(|error| not_written(path, &error))
}

fn not_written(path: &Path, error: &io::Error) -> Failed {
    Failed::new(Code::FileUnwritable, format!("cannot write `{}`: {error}", path.display()))
}
