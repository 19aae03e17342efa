//! The `console` blocks of the book are sessions that are held: every command is run, and says what the block
//! says. Lines of `...` and `[..]` stand for what is left out; `? 7` below a command is its exit code if it
//! is not 0. `BLESS=1` writes what was said, and keeps what is left out where it still fits.
//!
//! A walk is one session over all its blocks, in one folder that is set up once: `trycmd` gives each block's
//! file a folder kept beside the text, and so a copy of the project in `docs`. Hence its library `snapbox`
//! for the comparison, and the reading of blocks here. The walks follow each other in that folder as they do
//! for a reader, so that the round the first makes is there for the next.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use snapbox::Data;
use snapbox::filter::NormalizeToExpected;

use super::book::{markdown, read};

/// The pages with sessions, in a reader's order.
const WALKS: [&str; 3] = ["operator.md", "researcher.md", "author.md"];

/// What of the project stands in the folder of a session as it is; the rest of it is copied, as it is changed.
const LINKED: [&str; 7] =
    ["Cargo.toml", "Cargo.lock", "examples", "host", "probe-sdk", "probes", "tests"];

const OPENS: &str = "```console\n";
const CLOSES: &str = "```";

#[test]
fn the_walks_say_what_the_book_says() {
    let folder = tempfile::tempdir().unwrap();
    set_up(folder.path());
    for walk in WALKS {
        let path = tests::root().join("docs/tracks").join(walk);
        tests::golden(&path, &replayed(&read(&path), folder.path()));
    }
}

/// No block is left out by being on a page that is no walk.
#[test]
fn only_walks_hold_sessions() {
    for page in markdown(&tests::root().join("docs")) {
        let holds = read(&page).contains(OPENS);
        let is_walk = WALKS.iter().any(|walk| page.ends_with(Path::new("tracks").join(walk)));
        assert_eq!(holds, is_walk, "{}", page.display());
    }
}

/// A folder that looks like a clone whose probes are built and agreed to.
fn set_up(folder: &Path) {
    let root = tests::root();
    for name in LINKED {
        symlink(root.join(name), folder.join(name)).unwrap();
    }
    tests::copy(&root.join("manifests"), &folder.join("manifests"));
    let probes = folder.join("target/probes");
    fs::create_dir_all(&probes).unwrap();
    for name in tests::PROBES {
        let file = format!("{name}.wasm");
        fs::copy(Path::new(tests::PROBES_DIR).join(&file), probes.join(&file)).unwrap();
    }
    let program = folder.join("target/bluebook");
    symlink(env!("CARGO_BIN_EXE_bluebook-for-tests"), program).unwrap();
    let (said, code) = run("bluebook probe lock", folder);
    assert_eq!(code, 0, "{said}");
}

/// The page with what its commands say now.
fn replayed(text: &str, folder: &Path) -> String {
    let mut page = String::new();
    let mut rest = text;
    while let Some((before, block)) = rest.split_once(OPENS) {
        let (block, after) = block.split_once(CLOSES).unwrap();
        page.push_str(before);
        page.push_str(OPENS);
        for step in steps(block) {
            page.push_str(&step.replayed(folder));
        }
        page.push_str(CLOSES);
        rest = after;
    }
    page + rest
}

/// A command and what it is to say.
struct Step {
    command: String,
    said: String,
}

fn steps(block: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in block.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            let command = command.to_owned();
            steps.push(Step { command, said: String::new() });
            continue;
        }
        let step = steps.last_mut().unwrap_or_else(|| panic!("no command before `{line}`"));
        if let Some(more) = line.strip_prefix('>').filter(|_| step.said.is_empty()) {
            step.command.push('\n');
            step.command.push_str(more.strip_prefix(' ').unwrap_or(more));
        } else if !(step.said.is_empty() && line.starts_with("? ")) {
            step.said.push_str(line);
            step.said.push('\n');
        }
    }
    steps
}

impl Step {
    /// The step as the page shows it, with what the command says now.
    fn replayed(&self, folder: &Path) -> String {
        let (said, code) = run(&self.command, folder);
        keep_builds(folder);
        let expected = Data::text(self.said.clone());
        let said = NormalizeToExpected::new().redact().normalize(Data::text(said), &expected);
        let said = said.render().unwrap();
        let code = if code == 0 { String::new() } else { format!("? {code}\n") };
        let more = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
        let command: Vec<String> = self.command.lines().map(more).collect();
        let command = command.join("\n").replacen('>', "$", 1);
        let shown = format!("{command}\n{code}{said}");
        if shown.ends_with('\n') { shown } else { shown + "\n" }
    }
}

/// Runs a line as a shell would; gives what it said to either stream, and its exit code.
fn run(line: &str, folder: &Path) -> (String, i32) {
    let line = format!("PATH=\"$PWD/target:$PATH\"; {{ {line}\n}} 2>&1");
    let output = Command::new("sh")
        .args(["-c", &line])
        .current_dir(folder)
        .env("BLUEBOOK_CACHE", cache())
        .env("COLUMNS", "100")
        .env_remove("BLESS")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    (said, output.status.code().unwrap())
}

/// What an author's crate depends on is built once for all runs of the test.
fn keep_builds(folder: &Path) {
    let target = folder.join("open-hours/target");
    if folder.join("open-hours").exists() && !target.exists() {
        let kept = Path::new(tests::PROBES_DIR).join("../book-target");
        fs::create_dir_all(&kept).unwrap();
        symlink(kept, target).unwrap();
    }
}

/// Compiled probes, shared with the other tests.
fn cache() -> PathBuf {
    Path::new(tests::PROBES_DIR).join("../compiled")
}
