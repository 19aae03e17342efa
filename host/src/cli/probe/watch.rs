//! `bluebook probe watch`: built and tested again at every change, until somebody stops it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher as _};

use super::super::args::{OfProbe, WatchProbe};
use super::super::{Code, Environment, Failed, Streams};
use super::expected::{check_names, expected, folder};
use super::opened::Opened;
use super::test::{all, scored_all, verdict_on, write_text};

/// How often it is looked whether somebody wishes to stop.
const LOOK: Duration = Duration::from_millis(200);

/// Editors write a file in several steps; what comes within this time is one change.
const SETTLE: Duration = Duration::from_millis(100);

/// What builds and tools write into a probe's folder.
const WRITTEN: [&str; 5] = ["target", "Cargo.lock", "node_modules", "__pycache__", "venv"];

pub(crate) fn watch(
    args: &WatchProbe,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    (environment.on_signals)(&environment.stop);
    let (send, changes) = mpsc::channel();
    let heard = move |event| {
        // Nobody listens any more when the command has ended.
        let _ = send.send(event);
    };
    let mut watcher = notify::recommended_watcher(heard).map_err(not_watched)?;
    let folders = folders(&args.of);
    for (path, mode) in &folders {
        watcher.watch(path, *mode).map_err(not_watched)?;
    }
    while !environment.stop.is_wished() {
        once(&args.of, environment, streams)?;
        writeln!(streams.err, "等待改动，Ctrl-C 结束 waiting for changes; Ctrl-C ends it\n")?;
        streams.out.flush()?;
        if !changed(&changes, environment) {
            break;
        }
    }
    Ok(())
}

fn not_watched(error: notify::Error) -> Failed {
    Failed::new(Code::WatchFailed, error)
}

/// What is watched. Folders and not files: editors put a new file in an old one's place.
fn folders(of: &OfProbe) -> Vec<(PathBuf, RecursiveMode)> {
    let path = &of.probe.path;
    let own = if path.is_dir() { path.clone() } else { folder_of(path) };
    let mut folders = vec![(own, RecursiveMode::NonRecursive)];
    // A folder that cannot be read cannot be built either, which says why.
    let below = fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
    for folder in below.filter(|path| path.is_dir() && !is_written(path)) {
        folders.push((folder, RecursiveMode::Recursive));
    }
    if let Some(file) = &of.expected {
        folders.push((folder_of(file), RecursiveMode::NonRecursive));
    }
    folders
}

fn folder_of(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}

/// Builds and tests; what is wrong with the probe is shown and waited on.
fn once(of: &OfProbe, environment: &Environment, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let tested = tested(of, environment, streams);
    match tested {
        Ok(()) => Ok(()),
        Err(failed) if failed.is_closed_pipe() => Err(failed),
        Err(failed) => Ok(failed.write(streams.err)?),
    }
}

fn tested(
    of: &OfProbe,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let expected = expected(of)?;
    let opened = Opened::open(&of.probe, environment)?;
    let points = check_names(Some(&expected), folder(of), (&of.probe.path, opened.probe.info()))?;
    let tested = all(&opened, &expected)?;
    write_text(&tested, &opened, streams)?;
    verdict_on(&tested, &expected, scored_all(&points, &expected, &tested), streams)
}

/// Waits for a change of what an author writes; false on a wish to stop.
fn changed(changes: &Receiver<notify::Result<Event>>, environment: &Environment) -> bool {
    loop {
        match changes.recv_timeout(LOOK) {
            Ok(Ok(event)) if matters(&event) => break,
            Err(RecvTimeoutError::Timeout) if environment.stop.is_wished() => return false,
            Ok(Ok(_) | Err(_)) | Err(RecvTimeoutError::Timeout) => {}
            // The watcher lives as long as the command.
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
    while changes.recv_timeout(SETTLE).is_ok() {}
    true
}

/// Reading is no change, nor is what builds write.
fn matters(event: &Event) -> bool {
    let is_change = match event.kind {
        EventKind::Access(_) => false,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    };
    is_change && !event.paths.iter().all(|path| is_written(path))
}

/// Whether no author has written it: what builds and tools leave, and what is hidden.
fn is_written(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.starts_with('.') || WRITTEN.contains(&name)
}
