//! The report of a round: small enough, the same every time, and harmless whatever pages say.

mod browser;
mod figures;
pub(crate) mod hostile;
mod publication;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use bluebook::cli::{self, Environment, Exit};
use bluebook::report::{PROTECTED_ISLANDS, outline_islands};
use bluebook::run::Stop;
use tempfile::TempDir;
use tests::nation::{self, Nation};

/// A folder with invented rounds of all regions.
pub(crate) struct Rounds {
    dir: TempDir,
    manifests: PathBuf,
    /// The program that sets pages of paper.
    pub(crate) pdf: Option<PathBuf>,
}

impl Rounds {
    fn of(rounds: &[(&str, Nation)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (name, nation) in rounds {
            nation.write(dir.path(), name);
        }
        Self { dir, manifests: nation::manifests(), pdf: None }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The report command, for how it ended and what it complained of.
    fn say(&self, words: &[&str]) -> (Exit, String) {
        let (exit, _, err) = self.run(&[&["report"], words].concat());
        (exit, err)
    }

    /// A command that must succeed, for what it writes.
    #[track_caller]
    fn done(&self, words: &[&str]) -> String {
        let (exit, out, err) = self.run(words);
        assert_eq!(exit, Exit::Done, "{words:?}: {err}");
        out
    }

    fn run(&self, words: &[&str]) -> (Exit, String, String) {
        let environment = Environment {
            cache_dir: None,
            on_compile: |_, _| {},
            renderer: None,
            pdf: self.pdf.clone(),
            input: || Box::new(std::io::empty()),
            docker_config: None,
            on_terminal: false,
            no_color: true,
            log_filter: None,
            clock: || SystemTime::UNIX_EPOCH + Duration::from_hours(429_864),
            stop: Stop::default(),
            on_signals: |_| {},
        };
        let common = ["bluebook", "--manifests", self.manifests.to_str().unwrap(), "--rounds"];
        let rounds = [self.dir.path().to_str().unwrap()];
        let words = common.iter().chain(&rounds).chain(words);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let exit = cli::run(words, &environment, &mut out, &mut err);
        (exit, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    /// Writes a report into the folder, for its path.
    #[track_caller]
    pub(crate) fn report(&self, file: &str, words: &[&str]) -> PathBuf {
        let path = self.path(file);
        let (exit, err) = self.say(&[words, &["-o", path.to_str().unwrap()]].concat());
        assert_eq!(exit, Exit::Done, "{err}");
        path
    }
}

fn read(path: &Path) -> String {
    String::from_utf8(fs::read(path).unwrap()).unwrap()
}

const PLAIN: Nation = Nation { seed: 1, is_hostile: false };
const HOSTILE: Nation = Nation { seed: 2, is_hostile: true };

#[test]
fn a_report_of_the_whole_country_is_one_small_file() {
    let rounds = Rounds::of(&[("nation", PLAIN)]);
    let size = |path: &Path| fs::metadata(path).unwrap().len();
    let all = rounds.report("all.html", &["nation"]);
    let bare = rounds.report("bare.html", &["nation", "--quotes", "none"]);
    println!("333 regions × 206 points: {} bytes, without quotes {}", size(&all), size(&bare));
    assert!(size(&all) < 2_000_000, "{}", size(&all));
    assert!(size(&bare) < 300_000, "{}", size(&bare));
    let again = rounds.report("again.html", &["nation"]);
    assert!(fs::read(&all).unwrap() == fs::read(&again).unwrap(), "the same round, other bytes");
}

#[test]
fn nothing_of_a_page_is_markup() {
    let rounds = Rounds::of(&[("hostile", HOSTILE)]);
    let html = read(&rounds.report("r.html", &["hostile"]));
    let (head, rest) = html.split_once("</head>").unwrap();
    assert!(head.contains("default-src 'none'; script-src 'sha256-"), "{head}");
    assert!(!head.contains("unsafe"), "{head}");
    // The three blocks of data, and the script that the policy names.
    let scripts: Vec<_> = rest.match_indices("<script").collect();
    assert_eq!(scripts.len(), 4);
    for block in rest.split("<script type=\"text/plain\" id=\"").skip(1) {
        let data = block.split_once('>').unwrap().1.split_once("</script>").unwrap().0;
        let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
        assert!(data.len() > 1000 && data.chars().all(is_base64));
    }
    assert!(!html.contains("pwned"));
}

#[test]
fn a_letter_says_what_costs_the_most_and_how_to_object() {
    let rounds = Rounds::of(&[("nation", PLAIN), ("hostile", HOSTILE)]);
    let letter = read(&rounds.report("a.html", &["nation", "--region", "宜昌"]));
    for words in ["宜昌市", "失分最多的地方", "怎样异议", "bluebook@example.org"] {
        assert!(letter.contains(words), "{words}");
    }
    let hostile = read(&rounds.report("b.html", &["hostile", "--region", &hostile_region()]));
    assert!(
        !hostile.contains("<script") && !hostile.contains("<img") && !hostile.contains('\u{202e}')
    );
    let markdown = read(&rounds.report("b.md", &["hostile", "--region", &hostile_region()]));
    let unescaped = markdown.replace("\\<", "");
    assert!(!unescaped.contains('<') && !markdown.contains("](") && markdown.len() < 60_000);
    let (exit, err) = rounds.say(&["nation", "--region", "999999"]);
    assert_eq!(exit, Exit::Usage, "{err}");
}

/// A region whose pages are hostile.
fn hostile_region() -> String {
    let manifests = bluebook::manifest::load(&nation::manifests()).unwrap();
    let codes = manifests.regions.iter().map(|region| region.code.get());
    codes.into_iter().find(|code| code % 7 == 0).unwrap().to_string()
}

#[test]
fn the_map_shows_every_island() {
    assert_eq!(outline_islands(), PROTECTED_ISLANDS);
    let rounds = Rounds::of(&[("nation", PLAIN)]);
    let words =
        ["nation", "--quotes", "none", "--map", "outlines", "--map-approval", "GS(2026)0000号"];
    let size = fs::metadata(rounds.report("r.html", &words)).unwrap().len();
    println!("with outlines and without quotes: {size} bytes");
    assert!(size < 350_000, "{size}");
}

#[test]
fn an_earlier_round_must_be_there() {
    let rounds = Rounds::of(&[("nation", PLAIN)]);
    let (exit, err) = rounds.say(&["nation", "--against", "none"]);
    assert_eq!(exit, Exit::Store, "{err}");
}
