//! `regions/*.toml`: one province each, its regions and where their channels are; and
//! `country.toml`, of which all of them inherit.

mod pages;
mod places;
mod raw;
mod switches;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;

pub use places::{FileLine, RegionPlaces};
pub(super) use raw::{RawCountry, RawProvince};
pub(super) use switches::Named;

use self::raw::RawRegion;
use self::switches::Switches;
use super::at::At;
use super::diagnostic::Problems;
use super::parse::Parsed;
use super::source::{Place, Source};
use super::text;
use crate::codes::Code;
use crate::model::{Account, Region, RegionCode};

/// Checked regions.
#[derive(Debug, Default)]
pub(super) struct Regions {
    /// Those of the edition, by code.
    pub(super) listed: Vec<Region>,
    pub(super) places: BTreeMap<RegionCode, RegionPlaces>,
    /// Names and files of all provinces, whatever the edition lists of them.
    pub(super) provinces: BTreeMap<RegionCode, Province>,
}

/// Where regions are written, for people who look and for edits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegionFiles {
    /// The file of what all regions inherit, as it was opened, if there is one.
    pub country: Option<PathBuf>,
    /// Directories and files that the root manifest names.
    pub from: Vec<PathBuf>,
    /// All provinces, whatever the edition lists of them.
    pub provinces: BTreeMap<RegionCode, Province>,
    /// The regions of the edition.
    pub places: BTreeMap<RegionCode, RegionPlaces>,
}

/// A province as the files have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// Its name, as the first of its files has it.
    pub name: String,
    /// The files of its regions, as they were opened; hardly ever more than one.
    pub files: Vec<PathBuf>,
}

/// A province's file and what holds above its regions.
struct Above<'a> {
    source: &'a Rc<Source>,
    code: RegionCode,
    name: &'a str,
    /// Province, then country.
    pages: Vec<pages::Level<'a>>,
    switches: Switches,
    named: Named<'a>,
}

/// Checks all files; gives the regions of `edition`.
pub(super) fn check(
    country: Option<&Parsed<RawCountry>>,
    files: &[Parsed<RawProvince>],
    edition: &str,
    named: Named<'_>,
    problems: &mut Problems,
) -> Regions {
    unique(files, problems);
    let (country_pages, of_country) = of_country(country, named, problems);
    let year = edition.get(..4).unwrap_or(edition);
    let mut found = Regions::default();
    for Parsed { source, raw, is_whole } in files {
        let named = Named { knows_above: named.knows_above && *is_whole, ..named };
        let own = pages::Level { source, pages: &raw.page };
        own.check(problems);
        let level = switches::Level { source, disable: &raw.disable, enable: &raw.enable };
        let switches = of_country.under(level, named, problems);
        let Some(code) = province(source, &raw.province, problems) else { continue };
        let of_province = Province { name: raw.zh.clone(), files: Vec::new() };
        found.provinces.entry(code).or_insert(of_province).files.push(source.file.clone());
        let pages = std::iter::once(own).chain(country_pages).collect();
        let above = Above { source, code, name: &raw.zh, pages, switches, named };
        for raw_region in &raw.region {
            let (since, until) = raw_region.years();
            let region = region(&above, raw_region, problems);
            let region = region.filter(|_| (since..=until).contains(&year));
            if let Some((region, places)) = region {
                found.places.insert(region.code, places);
                found.listed.push(region);
            }
        }
    }
    found.listed.sort_by_key(|region| region.code);
    found
}

fn of_country<'a>(
    country: Option<&'a Parsed<RawCountry>>,
    named: Named<'_>,
    problems: &mut Problems,
) -> (Option<pages::Level<'a>>, Switches) {
    let Some(Parsed { source, raw, .. }) = country else { return (None, Switches::default()) };
    let pages = pages::Level { source, pages: &raw.page };
    pages.check(problems);
    let level = switches::Level { source, disable: &raw.disable, enable: &[] };
    (Some(pages), Switches::default().under(level, named, problems))
}

fn code(text: &str) -> Option<RegionCode> {
    RegionCode::new(text.parse().ok()?)
}

fn province(source: &Rc<Source>, at: &At<String>, problems: &mut Problems) -> Option<RegionCode> {
    if !at.get().ends_with("0000") {
        let message = text(
            format!("`{}` 不是省级代码", at.get()),
            format!("`{}` is not the code of a province", at.get()),
        );
        let hint = text("省级代码后四位是 0000", "the last four digits of one are 0000");
        problems.push(at.problem(Code::ManifestRegion, source, message).hint(hint));
    }
    code(at.get())
}

/// Two regions of one edition have different codes.
fn unique(files: &[Parsed<RawProvince>], problems: &mut Problems) {
    let mut seen: BTreeMap<&str, Vec<(&RawRegion, Place)>> = BTreeMap::new();
    for Parsed { source, raw, .. } in files {
        for region in &raw.region {
            let earlier = seen.entry(region.code.get()).or_default();
            let (since, until) = region.years();
            let overlaps = |other: &RawRegion| since <= other.years().1 && other.years().0 <= until;
            if let Some((_, place)) = earlier.iter().find(|(other, _)| overlaps(other)) {
                let code = region.code.get();
                let message =
                    text(format!("地区 `{code}` 重复"), format!("region `{code}` is there twice"));
                let here = text("第一次在这里", "the first is here");
                problems.push(
                    region
                        .code
                        .problem(Code::ManifestTwice, source, message)
                        .related(here, place.clone()),
                );
            }
            earlier.push((region, region.code.place(source)));
        }
    }
}

/// Checks a region; `None` only where something was reported.
fn region(
    above: &Above<'_>,
    raw: &RawRegion,
    problems: &mut Problems,
) -> Option<(Region, RegionPlaces)> {
    let Above { source, code: province, named, .. } = above;
    let id = raw.code.get();
    if !province.to_string().starts_with(id.get(..2)?) {
        let message = text(
            format!("地区 `{id}` 不在本省 `{province}`"),
            format!("region `{id}` is not in this province, `{province}`"),
        );
        let hint = text("代码前两位须与省相同", "both start with the same two digits");
        problems.push(raw.code.problem(Code::ManifestRegion, source, message).hint(hint));
    }
    if let (Some(since), Some(until)) = (&raw.since, &raw.until)
        && since.get() > until.get()
    {
        let message = text("`until` 早于 `since`", "`until` is before `since`");
        problems.push(until.problem(Code::ManifestRegion, source, message));
    }
    if let (Some(alone), None) | (None, Some(alone)) = (&raw.lon, &raw.lat) {
        let message = text("`lon` 与 `lat` 须同时写", "`lon` and `lat` are given together");
        problems.push(alone.problem(Code::ManifestRegion, source, message));
    }
    let own = pages::Level { source, pages: &raw.page };
    own.check(problems);
    let level = switches::Level { source, disable: &raw.disable, enable: &raw.enable };
    let switches = above.switches.under(level, *named, problems);
    let levels: Vec<_> = std::iter::once(own).chain(above.pages.iter().copied()).collect();
    Some(assemble(above, raw, code(id)?, &levels, &switches))
}

/// Puts a checked region together with what it inherits.
fn assemble(
    above: &Above<'_>,
    raw: &RawRegion,
    code: RegionCode,
    levels: &[pages::Level<'_>],
    switches: &Switches,
) -> (Region, RegionPlaces) {
    let Above { source, code: province, name, named, .. } = above;
    let (pages, page_places): (Vec<_>, Vec<Place>) =
        pages::merged(levels, code, *province).into_iter().unzip();
    let (switched_off, off_places): (Vec<_>, Vec<&Place>) = switches.off().unzip();
    let account = |raw: &raw::RawAccount| Account { channel: raw.channel, name: raw.name.clone() };
    let lon_lat = raw.lon.as_ref().zip(raw.lat.as_ref());
    let region = Region {
        code,
        name: text(&raw.zh, raw.en.as_ref().unwrap_or(&raw.zh)),
        short: raw.short.clone(),
        tags: raw.tags.clone(),
        province: *province,
        province_name: (*name).to_owned(),
        area: raw.area,
        lon_lat: lon_lat.map(|(lon, lat)| (*lon.get(), *lat.get())),
        pages,
        accounts: raw.account.iter().map(|at| account(at.get())).collect(),
        switched_off,
        spared: switches.spared(*named),
    };
    let places = RegionPlaces {
        path: source.file.clone(),
        region: FileLine::of(&raw.code.place(source)),
        pages: page_places.iter().map(FileLine::of).collect(),
        accounts: raw.account.iter().map(|at| FileLine::of(&at.place(source))).collect(),
        switched_off: off_places.into_iter().map(FileLine::of).collect(),
        switched_on: switches.on().map(|(what, place)| (what, FileLine::of(place))).collect(),
    };
    (region, places)
}
