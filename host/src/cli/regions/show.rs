//! `bluebook regions show`: a region with what it inherits, and where each part is written.

use serde::Serialize;

use super::super::args::{Common, RegionsShow, TextOrJson};
use super::super::round::find_region;
use super::super::{Failed, Streams, load};
use crate::manifest::{FileLine, RegionPlaces};
use crate::model::{Account, Region, StartPage, Switch, Switched};
use crate::report::{clean, write_json};

/// A part of a region and where it is written.
#[derive(Debug, Serialize)]
struct Written<'m, T> {
    #[serde(flatten)]
    part: &'m T,
    #[serde(flatten)]
    place: &'m FileLine,
}

/// A region as JSON has it.
#[derive(Debug, Serialize)]
struct Shown<'m> {
    code: String,
    name: &'m crate::model::Text,
    short: &'m str,
    province: String,
    province_name: &'m str,
    area: &'static str,
    lon_lat: Option<(f64, f64)>,
    #[serde(flatten)]
    place: &'m FileLine,
    pages: Vec<Written<'m, StartPage>>,
    accounts: Vec<Written<'m, Account>>,
    switched_off: Vec<Written<'m, Switch>>,
    switched_on: Vec<Written<'m, Switch>>,
}

pub(super) fn show(
    common: &Common,
    args: &RegionsShow,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let region = find_region(&manifests.regions, &args.region)?;
    let Some(places) = manifests.region_files.places.get(&region.code) else { return Ok(()) };
    let shown = shown(region, places);
    match args.format {
        TextOrJson::Json => write_json(&mut streams.out, &shown)?,
        TextOrJson::Text => write_text(&shown, streams)?,
    }
    Ok(())
}

fn shown<'m>(region: &'m Region, places: &'m RegionPlaces) -> Shown<'m> {
    Shown {
        code: region.code.to_string(),
        name: &region.name,
        short: &region.short,
        province: region.province.to_string(),
        province_name: &region.province_name,
        area: region.area.name(),
        lon_lat: region.lon_lat,
        place: &places.region,
        pages: written(&region.pages, &places.pages),
        accounts: written(&region.accounts, &places.accounts),
        switched_off: written(&region.switched_off, &places.switched_off),
        switched_on: places
            .switched_on
            .iter()
            .map(|(part, place)| Written { part, place })
            .collect(),
    }
}

fn written<'m, T>(parts: &'m [T], places: &'m [FileLine]) -> Vec<Written<'m, T>> {
    parts.iter().zip(places).map(|(part, place)| Written { part, place }).collect()
}

fn write_text(shown: &Shown<'_>, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let out = &mut *streams.out;
    let at = |place: &FileLine| format!("{}:{}", clean(&place.file), place.line);
    let Shown { code, name, province_name, area, place, .. } = shown;
    let province = clean(province_name);
    writeln!(out, "{code} {} · {province} · {area} · {}", clean(&name.zh), at(place))?;
    writeln!(out, "起始页 start pages {}", shown.pages.len())?;
    for Written { part, place } in &shown.pages {
        let StartPage { channel, role, url } = part;
        writeln!(out, "  {} {} {}", channel.name(), clean(role), clean(url))?;
        writeln!(out, "    {}", at(place))?;
    }
    writeln!(out, "账号 accounts {}", shown.accounts.len())?;
    for Written { part, place } in &shown.accounts {
        writeln!(out, "  {} {}", part.channel.name(), clean(&part.name))?;
        writeln!(out, "    {}", at(place))?;
    }
    for (title, switches) in
        [("停用 switched off", &shown.switched_off), ("恢复 switched on", &shown.switched_on)]
    {
        writeln!(out, "{title} {}", switches.len())?;
        for Written { part, place } in switches {
            let what = match &part.what {
                Switched::Probe(family) => format!("探针 probe {}", clean(family)),
                Switched::Point(point) => format!("点位 point {}", clean(&point.0)),
            };
            writeln!(out, "  {what}: {}", clean(&part.reason))?;
            writeln!(out, "    {}", at(place))?;
        }
    }
    Ok(())
}
