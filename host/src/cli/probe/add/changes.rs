//! What taking a probe would change, said before it is done.

use std::collections::BTreeMap;
use std::io;

use super::super::super::{Failed, Streams};
use super::Offer;
use crate::manifest::Manifests;
use crate::model::{Judge, Point};
use crate::report::clean;
use crate::sandbox::ProbeInfo;

/// The points of a family.
pub(super) fn points_of<'m>(
    manifests: &'m Manifests,
    family: &'m str,
) -> impl Iterator<Item = &'m Point> {
    manifests.system.points.iter().filter(
        move |point| matches!(&point.judge, Judge::Probe { family: own, .. } if own == family),
    )
}

/// Writes what differs between the manifests before and after.
pub(super) fn write(
    (before, after): (&Manifests, &Manifests),
    (offer, info, here): (&Offer, &ProbeInfo, Option<&ProbeInfo>),
    trusted: &str,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let err = &mut *streams.err;
    let family = &info.family;
    writeln!(err, "{} {} — {}", clean(family), clean(&info.version), clean(&info.title))?;
    writeln!(err, "来源 source     {}", clean(&offer.source))?;
    if let Some(resolved) = &offer.resolved {
        writeln!(err, "即 that is      {}", clean(resolved))?;
    }
    writeln!(err, "信任 trust      {trusted}")?;
    replaced(info, here, err)?;
    limits((before, after), family, err)?;
    points((before, after), family, err)?;
    Ok(())
}

/// Version, digest and contract, and what they are here now.
fn replaced(info: &ProbeInfo, here: Option<&ProbeInfo>, err: &mut dyn io::Write) -> io::Result<()> {
    let from = |now: &str, then: Option<String>| match then {
        Some(then) if then == now => format!("{now}（不变 as before）"),
        Some(then) => format!("{then} → {now}"),
        None => now.to_owned(),
    };
    let version = |info: &ProbeInfo| clean(&info.version);
    writeln!(err, "版本 version    {}", from(&version(info), here.map(version)))?;
    if here.is_some_and(|here| numbers(&here.version) > numbers(&info.version)) {
        writeln!(err, "注意 note       比现有的旧 older than the one here")?;
    }
    writeln!(err, "摘要 digest     {}", info.digest)?;
    if let Some(here) = here.filter(|here| here.digest != info.digest) {
        writeln!(err, "                现有 here  {}", here.digest)?;
    }
    let contract = here.map(|here| here.contract.clone());
    writeln!(err, "合约 contract   {}", from(&info.contract, contract))
}

/// The numbers of a version, in order of weight; what is no number counts as none.
fn numbers(version: &str) -> Vec<u64> {
    version.split(['.', '-', '+']).map(|part| part.parse().unwrap_or(0)).collect()
}

fn limits(
    (before, after): (&Manifests, &Manifests),
    family: &str,
    err: &mut dyn io::Write,
) -> io::Result<()> {
    let of = |manifests: &Manifests| {
        let entry = manifests.probes.probes.iter().find(|entry| entry.family == family)?;
        Some((entry.limits.fuel_per_call, entry.limits.memory_mib))
    };
    let shown = |(fuel, mib): (u64, u32)| format!("燃料 fuel {fuel}，内存 memory {mib} MiB");
    match (of(before), of(after)) {
        (Some(old), Some(new)) if old == new => {
            writeln!(err, "限额 limits     {}（不变 as before）", shown(new))
        }
        (Some(old), Some(new)) => writeln!(err, "限额 limits     {} → {}", shown(old), shown(new)),
        (None, Some(new)) => writeln!(err, "限额 limits     {}（新族 a new family）", shown(new)),
        (_, None) => Ok(()),
    }
}

fn points(
    (before, after): (&Manifests, &Manifests),
    family: &str,
    err: &mut dyn io::Write,
) -> io::Result<()> {
    let of = |manifests| -> BTreeMap<String, Point> {
        points_of(manifests, family).map(|point| (point.id.0.clone(), point.clone())).collect()
    };
    let (old, new) = (of(before), of(after));
    for (id, point) in &new {
        let title = clean(&point.title.zh);
        match old.get(id) {
            None => writeln!(
                err,
                "点位 point    + {id}  {title}  权重 weight {}",
                point.weight.percent()
            )?,
            Some(was) if was == point => writeln!(err, "点位 point    = {id}  {title}")?,
            Some(was) => {
                writeln!(err, "点位 point    ~ {id}  {title}")?;
                parameters(was, point, err)?;
            }
        }
    }
    for id in old.keys().filter(|id| !new.contains_key(*id)) {
        writeln!(err, "点位 point    - {id}")?;
    }
    let others = |manifests: &Manifests| -> BTreeMap<String, f64> {
        let points = manifests.system.points.iter();
        points.map(|point| (point.id.0.clone(), point.weight.percent())).collect()
    };
    let (was, is) = (others(before), others(after));
    let is_other = |id: &&String| !new.contains_key(*id) && was.get(*id) != is.get(*id);
    let n_moved = was.keys().filter(is_other).count();
    if n_moved > 0 {
        writeln!(err, "权重 weights    {n_moved} 个别的点位让出权重 other points make room")?;
    }
    Ok(())
}

fn parameters(was: &Point, is: &Point, err: &mut dyn io::Write) -> io::Result<()> {
    let shown = |value: Option<&String>| value.map_or_else(|| "—".to_owned(), |text| clean(text));
    let mut names: Vec<&String> = was.params.keys().chain(is.params.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let (old, new) = (was.params.get(name), is.params.get(name));
        if old != new {
            writeln!(err, "                params.{name}: {} → {}", shown(old), shown(new))?;
        }
    }
    if was.score != is.score {
        writeln!(err, "                计分方式变了 another score rule")?;
    }
    if was.weight != is.weight {
        writeln!(
            err,
            "                权重 weight {} → {}",
            was.weight.percent(),
            is.weight.percent()
        )?;
    }
    Ok(())
}
