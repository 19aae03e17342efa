//! A campaign of its own in a temporary folder: manifests, probes, lock, rounds; and the
//! command line run over it, in this process or as one that can be killed.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

use bluebook::cli::{self, Environment, Exit};
use bluebook::run::Stop;
use tempfile::TempDir;

/// Compiled probes, shared by all tests of a build: compiling takes most of a run's time.
fn cache_dir() -> PathBuf {
    Path::new(tests::PROBES_DIR).join("../compiled")
}

/// What a command wrote and how it ended.
pub(crate) struct Said {
    pub(crate) exit: Exit,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder with everything a round needs.
pub(crate) struct Campaign {
    dir: TempDir,
    index: PathBuf,
    fetch: PathBuf,
    regions: PathBuf,
    points: Vec<PathBuf>,
    /// Family to file, of the probes listed.
    probes: BTreeMap<String, String>,
    from: Option<PathBuf>,
    renderer: Option<PathBuf>,
    pdf: Option<PathBuf>,
    docker_config: Option<PathBuf>,
}

/// Families that read many pages in one call, and their limits: those of `manifests/probes.toml`.
const ROOMY: [&str; 5] = ["disclosure", "handling", "personal", "platform", "sensing"];
const ROOMY_LIMITS: &str = "[probe.limits]\nfuel_per_call = 1_000_000_000\nmemory_mib = 128\n";

impl Campaign {
    /// A few regions of the sample with the project's probes: most tests judge a round on the
    /// way to something else, and the whole sample takes its time.
    pub(crate) fn sample() -> Self {
        Self::of_sample(&tests::fixture("sample"))
    }

    /// The sample's manifests and pages with the project's probes.
    pub(crate) fn whole_sample() -> Self {
        Self::of_sample(&tests::root().join("manifests/demo/regions"))
    }

    fn of_sample(regions: &Path) -> Self {
        let campaign = Self::new(&tests::root().join("manifests/blue-book-2019"), regions);
        campaign.from(&tests::root().join("manifests/demo/sample.warc.gz"))
    }

    /// The code of the first region.
    pub(crate) fn first_region(&self) -> String {
        let manifests = bluebook::manifest::load(&self.path("bluebook.toml")).unwrap();
        manifests.regions.first().unwrap().code.to_string()
    }

    /// The sample with its round judged.
    pub(crate) fn judged() -> Self {
        let campaign = Self::sample();
        campaign.done(&["run"]);
        campaign
    }

    /// Index, points and limits of `manifests`, regions of `regions`.
    pub(crate) fn new(manifests: &Path, regions: &Path) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("probes")).unwrap();
        let mut campaign = Self {
            dir,
            index: manifests.join("index.toml"),
            fetch: tests::root().join("manifests/blue-book-2019/fetch.toml"),
            regions: regions.to_owned(),
            points: vec![manifests.join("points")],
            probes: BTreeMap::new(),
            from: None,
            renderer: None,
            pdf: None,
            docker_config: None,
        };
        campaign.write_root();
        for name in tests::PROBES {
            let component = Path::new(tests::PROBES_DIR).join(format!("{name}.wasm"));
            campaign.drop_in(&name.replace('_', "-"), &component);
        }
        campaign.agree();
        campaign
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Pages come from this archive.
    pub(crate) fn from(mut self, archive: &Path) -> Self {
        self.from = Some(archive.to_owned());
        self
    }

    /// Pages are rendered by this program.
    pub(crate) fn rendering(mut self, program: &Path) -> Self {
        self.renderer = Some(program.to_owned());
        self
    }

    /// Pages of paper are set by this program.
    pub(crate) fn setting(mut self, program: &Path) -> Self {
        self.pdf = Some(program.to_owned());
        self
    }

    /// Logins of registries are in this file.
    pub(crate) fn logged_in(mut self, config: &Path) -> Self {
        self.docker_config = Some(config.to_owned());
        self
    }

    /// No archive is named any more.
    pub(crate) fn without_archive(mut self) -> Self {
        self.from = None;
        self
    }

    /// Fetching as this text says instead of as the manifests do.
    pub(crate) fn fetching(mut self, text: &str) -> Self {
        self.fetch = self.path("fetch.toml");
        fs::write(&self.fetch, text).unwrap();
        self.write_root();
        self
    }

    /// Puts a component among the probes and lists it; nothing is agreed to yet.
    pub(crate) fn drop_in(&mut self, family: &str, component: &Path) {
        fs::copy(component, self.path("probes").join(format!("{family}.wasm"))).unwrap();
        self.list(family);
    }

    /// Lists a probe; its component is, or will be, among the probes under its family's name.
    pub(crate) fn list(&mut self, family: &str) {
        self.probes.insert(family.to_owned(), format!("{family}.wasm"));
        let probes = self.probes.iter().map(|(family, file)| {
            let limits = if ROOMY.contains(&family.as_str()) { ROOMY_LIMITS } else { "" };
            format!("[[probe]]\nfamily = {family:?}\nfile = {file:?}\nenabled = true\n{limits}")
        });
        let mut text = "schema = 1\ndirectory = \"probes\"\n[sandbox]\n\
             fuel_per_call = 50_000_000\nmemory_mib = 32\ndeadline_ms = 20_000\n\
             output_bytes_max = 1_048_576\nlog_bytes_max = 65_536\nreview_below = 0.6\n"
            .to_owned();
        text.extend(probes);
        fs::write(self.path("probes.toml"), text).unwrap();
    }

    /// Agrees to the probes as they are.
    pub(crate) fn agree(&self) {
        let said = self.say(&["probe", "lock"]);
        assert_eq!(said.exit, Exit::Done, "{}", said.err);
    }

    /// Adds a file of points.
    pub(crate) fn add_points(&mut self, name: &str, text: &str) {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        self.points.push(path);
        self.write_root();
    }

    /// Points are those of this folder, to which files may be added.
    pub(crate) fn points_in(&mut self, folder: &Path) {
        self.points = vec![folder.to_owned()];
        self.write_root();
    }

    fn write_root(&self) {
        let Self { index, fetch, regions, points, .. } = self;
        let root = format!(
            "schema = 1\nedition = \"2019\"\nindex = {index:?}\npoints = {points:?}\n\
             regions = [{regions:?}]\nprobes = \"probes.toml\"\nfetch = {fetch:?}\n",
        );
        fs::write(self.path("bluebook.toml"), root).unwrap();
    }

    fn args(&self, words: &[&str]) -> Vec<OsString> {
        let mut args: Vec<OsString> = vec!["bluebook".into()];
        args.extend(["--manifests".into(), self.path("bluebook.toml").into_os_string()]);
        args.extend(["--rounds".into(), self.path("rounds").into_os_string()]);
        args.extend(words.iter().map(OsString::from));
        let collects = ["run", "plan", "recheck", "try"].iter().any(|word| words.contains(word));
        if let Some(archive) = self.from.as_ref().filter(|_| collects) {
            args.extend(["--from".into(), archive.clone().into_os_string()]);
        }
        args
    }

    /// Runs a command line in this process.
    pub(crate) fn say(&self, words: &[&str]) -> Said {
        let environment = Environment {
            cache_dir: Some(cache_dir()),
            on_compile: |_, _| {},
            renderer: self.renderer.clone(),
            pdf: self.pdf.clone(),
            docker_config: self.docker_config.clone(),
            on_terminal: false,
            no_color: true,
            log_filter: None,
            clock: || SystemTime::UNIX_EPOCH + Duration::from_hours(429_864),
            input: || Box::new(std::io::empty()),
            stop: Stop::default(),
            on_signals: |_| {},
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let exit = cli::run(self.args(words), &environment, &mut out, &mut err);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { exit, out: text(out), err: text(err) }
    }

    /// Runs a command line that must succeed, for what it writes to stdout.
    #[track_caller]
    pub(crate) fn done(&self, words: &[&str]) -> String {
        let said = self.say(words);
        assert_eq!(said.exit, Exit::Done, "{words:?}: {}", said.err);
        said.out
    }

    /// The same as [`Self::start`] in a process that trusts the certificates in `roots` only.
    pub(crate) fn start_trusting(&self, words: &[&str], memory: &Path, roots: &Path) -> Child {
        let mut command = self.command(words);
        command.env("BLUEBOOK_TEST_MEMORY", memory).env("SSL_CERT_FILE", roots);
        command.spawn().unwrap()
    }

    /// Starts a command line as a process of its own.
    pub(crate) fn start(&self, words: &[&str], memory: Option<&Path>) -> Child {
        let mut command = self.command(words);
        if let Some(path) = memory {
            command.env("BLUEBOOK_TEST_MEMORY", path);
        }
        command.spawn().unwrap()
    }

    /// Starts a server as a process of its own; gives the address it says it listens at.
    #[track_caller]
    pub(crate) fn serving(&self, words: &[&str]) -> (Child, String) {
        let mut child = self.command(words).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        assert!(line.starts_with("http"), "{words:?}: {line}");
        (child, line.trim().to_owned())
    }

    /// A round without pages, over the first regions of the campaign.
    pub(crate) fn made_round(&self, name: &str, n_regions: usize) {
        let manifests = bluebook::manifest::load(&self.path("bluebook.toml")).unwrap();
        let nation = tests::nation::Nation { seed: 1, is_hostile: false };
        nation.write_first(&manifests, &self.path("rounds"), name, n_regions);
    }

    /// Runs a command line as a process of its own in which somebody types; gives what it wrote.
    #[track_caller]
    pub(crate) fn typed(&self, words: &[&str], keys: &str) -> String {
        let mut command = self.command(words);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(keys.as_bytes()).unwrap();
        let done = child.wait_with_output().unwrap();
        let (out, err) = (String::from_utf8(done.stdout), String::from_utf8(done.stderr));
        assert!(done.status.success(), "{words:?}: {}", err.unwrap());
        out.unwrap()
    }

    /// A command line as a process that is not started yet.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let args = self.args(words);
        let mut command = Command::new(env!("CARGO_BIN_EXE_bluebook-for-tests"));
        command
            .args(args.iter().skip(1))
            .env("BLUEBOOK_CACHE", cache_dir())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Everything final a round has: journal, verdicts, ranking.
    pub(crate) fn final_bytes(&self, round: &str) -> (Vec<u8>, String, String) {
        let journal = fs::read(self.path("rounds").join(round).join("journal.bbj")).unwrap();
        let verdicts = self.done(&["--round", round, "store", "export"]);
        let ranking = self.done(&["--round", round, "rank", "--format", "json"]);
        (journal, verdicts, ranking)
    }

    /// The verdicts of a round as JSON.
    pub(crate) fn verdicts(&self, round: &str) -> Vec<serde_json::Value> {
        let lines = self.done(&["--round", round, "store", "export"]);
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}
