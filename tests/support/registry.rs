//! A registry of artifacts on this machine: Debian's `docker-registry`, which is the reference
//! implementation of the protocol.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// Where the program may be: on the path, or where `tests/tools/setup.sh` unpacks the package.
const PROGRAMS: [&str; 2] = ["docker-registry", "registry"];
const UNPACKED: &str = "registry/usr/bin/docker-registry";

/// A registry with an empty storage on a port the system chose; it ends when it is dropped.
#[derive(Debug)]
pub struct DockerRegistry {
    child: Child,
    port: u16,
    _dir: TempDir,
}

impl DockerRegistry {
    /// Starts one; with `htpasswd` it lets only those in who are named in it. `None`, said on stderr, where
    /// the program is absent.
    ///
    /// # Panics
    ///
    /// If it is there and does not listen.
    #[expect(clippy::unwrap_used, clippy::expect_used, reason = "a test's own program")]
    pub fn start(test: &str, htpasswd: Option<&str>) -> Option<Self> {
        let program = program(test)?;
        let dir = tempfile::tempdir().unwrap();
        let auth = htpasswd.map_or_else(String::new, |lines| {
            let path = dir.path().join("htpasswd");
            fs::write(&path, lines).unwrap();
            format!("auth: {{htpasswd: {{realm: test, path: \"{}\"}}}}\n", path.display())
        });
        let config = format!(
            "version: 0.1\nlog: {{level: info, accesslog: {{disabled: true}}}}\n\
             storage: {{filesystem: {{rootdirectory: \"{}\"}}}}\n\
             http: {{addr: \"127.0.0.1:0\"}}\n{auth}",
            dir.path().join("storage").display()
        );
        let file = dir.path().join("config.yml");
        fs::write(&file, config).unwrap();
        let mut command = Command::new(program);
        command.arg("serve").arg(file).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let listening = |line: &String| line.contains("listening on 127.0.0.1:");
        let line = lines.by_ref().map_while(Result::ok).find(listening);
        let line = line.expect("it says where it listens");
        let (_, port) = line.split_once("127.0.0.1:").unwrap();
        let port = port.chars().take_while(char::is_ascii_digit).collect::<String>();
        // What nobody reads would stop it when the pipe is full.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Some(Self { child, port: port.parse().unwrap(), _dir: dir })
    }

    /// Its name in references.
    pub fn name(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}

impl Drop for DockerRegistry {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn program(test: &str) -> Option<PathBuf> {
    let starts = |name: &Path| Command::new(name).arg("--version").output().is_ok();
    let unpacked = crate::tools::folder().join(UNPACKED);
    let mut all = PROGRAMS.map(PathBuf::from).into_iter().chain([unpacked]);
    let found = all.find(|name| starts(name));
    if found.is_none() {
        eprintln!("skipped {test}: no docker-registry (tests/tools/setup.sh)");
    }
    found
}
