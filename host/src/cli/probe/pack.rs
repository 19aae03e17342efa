//! `bluebook probe pack`: a component with the lines it brings for the manifests, in one file to share, and
//! the signature of that file beside it.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::args::PackProbe;
use super::super::{Code, Environment, Failed, Streams};
use super::expected::check_shared;
use super::new::{POINTS, PROBES};
use super::opened::Opened;
use crate::model::Digest;
use crate::report::clean;
use crate::run::Brought;
use crate::store::{Signature, SigningKey};

/// Bytes of a file of manifest lines.
const LINES_BYTES_MAX: u64 = 1 << 20;

/// What the signature's file is called: the pack's name and this.
pub(super) const SIGNATURE_SUFFIX: &str = ".sig";

pub(crate) fn pack(
    args: &PackProbe,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let key = args.sign_with.as_deref().map(signing_key).transpose()?;
    let opened = Opened::open(&args.probe, environment)?;
    let packed = packed(args, &opened)?;
    let info = opened.probe.info();
    let name = format!("{}-{}.wasm", info.family, info.version);
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from(clean(&name)));
    write(&out, &packed)?;
    writeln!(streams.out, "{}", out.display())?;
    let beside = beside(&out);
    match key {
        Some(key) => {
            let signature = key.sign(&packed);
            write(&beside, &signature_text(&signature)?)?;
            writeln!(streams.out, "{}", beside.display())?;
            writeln!(streams.err, "公钥 public key  {}", signature.public_key)?;
        }
        None => unsigned(&beside, streams)?,
    }
    writeln!(streams.err, "摘要 digest      {}", Digest::of(&packed))?;
    Ok(())
}

/// Says what a pack without a key is, and of a signature that lies there that it is of another.
fn unsigned(beside: &Path, streams: &mut Streams<'_>) -> Result<(), Failed> {
    writeln!(streams.err, "签名 signature   没有签名 not signed（`--sign-with KEY`）")?;
    if beside.is_file() {
        let beside = beside.display();
        writeln!(
            streams.err,
            "注意 note        旁边的签名不是它的 the signature beside it is of another pack: {beside}"
        )?;
    }
    Ok(())
}

/// The component with its lines; those of its crate where none are named.
fn packed(args: &PackProbe, opened: &Opened) -> Result<Vec<u8>, Failed> {
    let path = &args.probe.path;
    let folder = Some(path.as_path()).filter(|path| path.is_dir());
    if let (Some(folder), None, None) = (folder, &args.lines, &args.points) {
        check_shared(folder, opened.probe.info())?;
    }
    let of_crate = |name: &str| folder.map(|folder| folder.join(name));
    let probe = args.lines.clone().or_else(|| of_crate(PROBES));
    let points = args.points.clone().or_else(|| of_crate(POINTS));
    let (Some(probe), Some(points)) = (probe, points) else {
        let text = "no lines for the manifests are named";
        return Err(Failed::new(Code::Arguments, text).hint(
            "`--lines probes.toml --points points.toml`，或给出 crate 目录 or name the crate"
                .to_owned(),
        ));
    };
    let component =
        fs::read(&opened.component).map_err(|error| unread(&opened.component, &error))?;
    let brought = Brought::new(lines(&probe)?, lines(&points)?);
    super::add::checked(&brought, opened.probe.info())?;
    brought.pack(&component).map_err(Failed::of)
}

fn lines(path: &Path) -> Result<String, Failed> {
    let size = fs::metadata(path).map_err(|error| unread(path, &error))?.len();
    if size > LINES_BYTES_MAX {
        let text = format!("`{}` has more than {LINES_BYTES_MAX} bytes", path.display());
        return Err(Failed::new(Code::FileUnreadable, text));
    }
    let bytes = fs::read(path).map_err(|error| unread(path, &error))?;
    String::from_utf8(bytes).map_err(|error| {
        Failed::new(Code::FileUnreadable, format!("`{}`: {error}", path.display()))
    })
}

fn signing_key(path: &Path) -> Result<SigningKey, Failed> {
    SigningKey::read(path).map_err(|error| {
        let hint = error.hint();
        Failed::of(error).hint(hint)
    })
}

/// A signature as its file has it.
pub(super) fn signature_text(signature: &Signature) -> Result<Vec<u8>, Failed> {
    let text = serde_json::to_string_pretty(signature)
        .map_err(|error| Failed::new(Code::OutputUnwritable, error))?;
    Ok(format!("{text}\n").into_bytes())
}

/// Where the signature of a file lies.
pub(super) fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(SIGNATURE_SUFFIX);
    PathBuf::from(name)
}

fn unread(path: &Path, error: &std::io::Error) -> Failed {
    Failed::new(Code::FileUnreadable, format!("cannot read `{}`: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    let failed = |error: std::io::Error| {
        Failed::new(Code::FileUnwritable, format!("cannot write `{}`: {error}", path.display()))
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, bytes).map_err(failed)
}
