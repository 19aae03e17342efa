//! `bluebook probe add` and `update`: a probe is taken, after what it changes has been said.

mod changes;
mod edit;
mod lines;
mod taker;
mod vouched;

use std::path::Path;
use std::rc::Rc;

pub(crate) use self::edit::straight;
pub(super) use self::lines::{checked, file_of};
pub(super) use self::taker::Taker;
use super::super::args::{AddProbe, Common, Taking, UpdateProbe};
use super::super::{Code, Environment, Failed, Streams, load};
use super::offered::{Offer, lies_elsewhere};
use crate::manifest::Manifests;
use crate::report::clean;
use crate::run::{Lock, Trust};

pub(crate) fn add(
    common: &Common,
    args: &AddProbe,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let offer = Offer::get(&args.source, args.offline, &manifests, environment)?;
    if take(manifests, &offer, args.taking, environment, streams)? {
        say_next(common, streams)?;
    }
    Ok(())
}

pub(crate) fn update(
    common: &Common,
    args: &UpdateProbe,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let lock = read_lock(&manifests)?;
    let (mut n_updated, mut is_changed) = (0, false);
    for entry in &manifests.probes.probes {
        let family = &entry.family;
        if args.family.as_ref().is_some_and(|wanted| wanted != family) {
            continue;
        }
        let locked = lock.entry(&entry.file.to_string_lossy());
        let Some(source) = locked.and_then(|locked| locked.source.as_ref()) else { continue };
        n_updated += 1;
        if lies_elsewhere(source) {
            unreachable_from_here(args, family, source, streams)?;
            continue;
        }
        writeln!(streams.err, "更新 update     {} ← {}", clean(family), clean(source))?;
        let manifests = load(&common.manifests)?;
        let offer = Offer::get(source, args.offline, &manifests, environment)?;
        is_changed |= take(manifests, &offer, args.taking, environment, streams)?;
    }
    if n_updated == 0 {
        return Err(Failed::new(Code::NoSuchProbe, "no probe here was taken by `probe add`")
            .hint("`bluebook probe list` 看来源 shows where they are from".to_owned()));
    }
    if is_changed { say_next(common, streams) } else { Ok(()) }
}

/// A probe that came from another machine's disk has nothing to be updated from: of several it is passed
/// over, alone it is an error.
fn unreachable_from_here(
    args: &UpdateProbe,
    family: &str,
    source: &str,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let text = format!(
        "`{}` 来自另一台机器上的文件 comes from a file on another machine: `{}`",
        clean(family),
        clean(source)
    );
    let hint = "`bluebook probe load FILE`，或 or `bluebook probe add FILE`";
    if args.family.is_some() {
        return Err(Failed::new(Code::NoSuchProbe, text).hint(hint.to_owned()));
    }
    writeln!(streams.err, "不更新 not updated {text}；{hint}")?;
    Ok(())
}

pub(super) fn read_lock(manifests: &Manifests) -> Result<Lock, Failed> {
    Lock::read(&manifests.probes.directory).map_err(Failed::of)
}

/// Says what would change, asks, and does it; whether anything was done.
fn take(
    manifests: Manifests,
    offer: &Offer,
    taking: Taking,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<bool, Failed> {
    let trust = read_trust(&manifests)?;
    let taker = Taker::new(&trust, taking, environment)?;
    let change = taker.change(&Rc::new(manifests), &[], offer)?;
    if !change.tell(&taker, streams)? {
        return Ok(false);
    }
    if !taking.yes && !agreed("照此做 do it?", environment, streams)? {
        return Err(Failed::new(Code::NotTaken, "没有加入 nothing taken"));
    }
    change.write(streams)?;
    Ok(true)
}

/// What to type after a probe was taken.
pub(super) fn say_next(common: &Common, streams: &mut Streams<'_>) -> Result<(), Failed> {
    writeln!(
        streams.err,
        "接着 next: bluebook{} run（已开始的轮次不换探针，另起一个 a round that has begun keeps its probes, begin \
         another: --round NAME）",
        common.again()
    )?;
    Ok(())
}

/// Where the policy of these manifests lies.
pub(super) fn trust_folder(manifests: &Manifests) -> &Path {
    manifests.probes.file.parent().unwrap_or(Path::new(""))
}

pub(super) fn read_trust(manifests: &Manifests) -> Result<Trust, Failed> {
    Trust::read(trust_folder(manifests)).map_err(Failed::of)
}

pub(super) fn agreed(
    question: &str,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<bool, Failed> {
    write!(streams.err, "{question} [y/N] ")?;
    streams.err.flush()?;
    let mut line = String::new();
    (environment.input)()
        .read_line(&mut line)
        .map_err(|error| Failed::new(Code::FileUnreadable, error))?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes" | "是"))
}
