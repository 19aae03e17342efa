//! The table of loading.

use std::error::Error;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use bluebook::model::Digest;
use bluebook::run::install;
use bluebook::sandbox::{Cache, Limits, Sandbox};
use wasmtime::component::Component;
use wasmtime::{Config, Engine, OptLevel};

use crate::forty::{Forty, N_PROBES};

/// Rounds; odd, so that the median is a measurement.
const ROUNDS: usize = 15;

/// How something ended.
type Ended = Result<(), Box<dyn Error>>;

/// Something done once.
type Work<'a> = Box<dyn FnMut() -> Ended + 'a>;

/// An engine, and files of what it compiled.
type Floor = (Engine, Vec<PathBuf>);

/// One thing that is timed.
struct Step<'a> {
    name: &'static str,
    work: Work<'a>,
    /// Wall and CPU milliseconds, by round, warm and cold.
    warm: Vec<(f64, f64)>,
    cold: Vec<(f64, f64)>,
}

/// Times loading and its steps, and writes the table.
///
/// # Errors
///
/// If a probe is refused, or the disk fails.
pub(crate) fn table(out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    // On the disk and not in memory, as temporary directories may be: there a file is never cold.
    let dir = tempfile::tempdir_in(Path::new(env!("CARGO_TARGET_TMPDIR")))?;
    let forty = Forty::write(dir.path())?;
    let cache_dir = dir.path().join("cache");
    let cache = Cache::new(&cache_dir);
    let installed = install(&forty.manifest, Some(&cache))?;
    if let Some(problem) = installed.problems.first() {
        return Err(format!("{problem}").into());
    }
    drop(installed);
    let (engine, compiled) = floor(&forty.files, dir.path())?;
    let mut files = forty.files.clone();
    files.extend(
        fs::read_dir(&cache_dir)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()?,
    );
    files.extend(compiled.iter().cloned());
    let mut steps = steps(&forty, &cache, (&engine, &compiled));
    for _ in 0..ROUNDS {
        for step in &mut steps {
            // The step before has let the system forget what this one reads.
            (step.work)()?;
            step.warm.push(timed(&mut step.work)?);
            forget(&files)?;
            step.cold.push(timed(&mut step.work)?);
        }
    }
    let n_bytes = |paths: &[PathBuf]| -> Result<u64, std::io::Error> {
        paths.iter().map(|path| Ok(fs::metadata(path)?.len())).sum()
    };
    let (written, held) = (n_bytes(&forty.files)? >> 20, n_bytes(&compiled)? >> 20);
    writeln!(out, "\n{N_PROBES} probes, {written} MiB of components, {held} MiB compiled")?;
    writeln!(out, "{:44} {:>20} {:>20}", "", "warm: wall, CPU ms", "cold: wall, CPU ms")?;
    for Step { name, warm, cold, .. } in steps {
        let ((wall, cpu), (cold_wall, cold_cpu)) = (median(warm), median(cold));
        writeln!(out, "{name:44} {wall:10.1} {cpu:9.1} {cold_wall:10.1} {cold_cpu:9.1}")?;
    }
    Ok(())
}

fn steps<'a>(
    forty: &'a Forty,
    cache: &'a Cache,
    (engine, compiled): (&'a Engine, &'a [PathBuf]),
) -> Vec<Step<'a>> {
    let step = |name, work: Work<'a>| Step { name, work, warm: Vec::new(), cold: Vec::new() };
    vec![
        step(
            "as `bluebook run` loads them",
            Box::new(|| {
                let installed = install(&forty.manifest, Some(cache))?;
                assert!(installed.problems.is_empty(), "loaded before the rounds");
                drop(black_box(installed));
                Ok(())
            }),
        ),
        step(
            "floor: Component::deserialize_file alone",
            Box::new(move || {
                for path in compiled {
                    drop(black_box(deserialized(engine, path)?));
                }
                Ok(())
            }),
        ),
        step(
            "of it: an engine of its own",
            Box::new(|| {
                drop(black_box(Sandbox::new(Limits::default())?));
                Ok(())
            }),
        ),
        step(
            "of it: reading the components",
            Box::new(|| {
                for file in &forty.files {
                    drop(black_box(fs::read(file)?));
                }
                Ok(())
            }),
        ),
        step(
            "of it: reading and their digests",
            Box::new(|| {
                for file in &forty.files {
                    black_box(Digest::of(&fs::read(file)?));
                }
                Ok(())
            }),
        ),
    ]
}

/// An engine that generates code as the sandbox's does, and the forty compiled by it.
fn floor(files: &[PathBuf], dir: &Path) -> Result<Floor, Box<dyn Error>> {
    let mut config = Config::new();
    config
        .wasm_component_model(true)
        .cranelift_opt_level(OptLevel::Speed)
        .consume_fuel(true)
        .epoch_interruption(true)
        .cranelift_nan_canonicalization(true)
        .relaxed_simd_deterministic(true);
    let engine = Engine::new(&config)?;
    let compile = |file: &PathBuf| -> Result<PathBuf, Box<dyn Error>> {
        let path = dir.join(file.file_name().unwrap_or_default()).with_extension("floor");
        fs::write(&path, Component::from_file(&engine, file)?.serialize()?)?;
        Ok(path)
    };
    let compiled = files.iter().map(compile).collect::<Result<_, _>>()?;
    Ok((engine, compiled))
}

fn deserialized(engine: &Engine, path: &Path) -> Result<Component, Box<dyn Error>> {
    // SAFETY: `floor` wrote the file a moment ago, with this engine.
    #[expect(unsafe_code, reason = "the only way to load precompiled code")]
    let component = unsafe { Component::deserialize_file(engine, path) };
    Ok(component?)
}

/// Lets the system forget what it has of files in memory.
fn forget(files: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    for path in files {
        let file = File::open(path)?;
        file.sync_all()?;
        rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed)?;
    }
    Ok(())
}

/// Wall and CPU milliseconds of the whole process, of doing it once.
#[expect(clippy::disallowed_methods, reason = "a benchmark needs a clock")]
fn timed(work: &mut dyn FnMut() -> Ended) -> Result<(f64, f64), Box<dyn Error>> {
    let (start, cpu) = (Instant::now(), cpu_ms());
    work()?;
    Ok((start.elapsed().as_secs_f64() * 1e3, cpu_ms() - cpu))
}

fn cpu_ms() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    #[expect(
        clippy::cast_precision_loss,
        reason = "a process's seconds and a second's nanoseconds"
    )]
    {
        time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
    }
}

fn median(mut times: Vec<(f64, f64)>) -> (f64, f64) {
    times.sort_by(|one, other| one.0.total_cmp(&other.0));
    let wall = times.get(times.len() / 2).map_or(f64::NAN, |time| time.0);
    times.sort_by(|one, other| one.1.total_cmp(&other.1));
    (wall, times.get(times.len() / 2).map_or(f64::NAN, |time| time.1))
}
