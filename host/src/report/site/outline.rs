//! The regions' outlines, projected already, with what a national map of China must show.
//!
//! 《公开地图内容表示规范》 (Ministry of Natural Resources, 2023) asks for the islands of the South China
//! Sea and for Diaoyu Dao with its islands, and that the main map reaches the south tip of Hainan
//! where an inset is used. Here the main map shows the whole sea, so there is no inset. Simplifying
//! outlines deletes islands first, so each is kept as a dot of its own and a test counts them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::RegionCode;

/// Islands kept as dots: those south of 17.5° N and those around Diaoyu Dao.
pub const PROTECTED_ISLANDS: usize = 322;

/// See NOTICE for the source and its licence.
const PATHS: &str = include_str!("map/cn.paths.json");

/// Width and height of the projected map.
const SIZE: [u32; 2] = [3600, 3540];

#[derive(Deserialize)]
struct Paths {
    /// By code: whether it is a region of prefecture level, name, path.
    areas: BTreeMap<String, (u8, String, String)>,
    prov: String,
    lines: String,
    isl: String,
}

/// Paths as SVG writes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Outline {
    size: [u32; 2],
    /// In the order of the regions; `None` where there is no outline.
    regions: Vec<Option<String>>,
    /// What is not evaluated: municipalities, counties under provinces, Hong Kong, Macao, Taiwan.
    rest: Vec<String>,
    provinces: String,
    boundary: String,
    islands: String,
}

impl Outline {
    pub(super) fn size(&self) -> [u32; 2] {
        self.size
    }

    pub(super) fn regions(&self) -> &[Option<String>] {
        &self.regions
    }

    pub(super) fn rest(&self) -> &[String] {
        &self.rest
    }

    /// Provinces, the boundary of the country, islands.
    pub(super) fn lines(&self) -> [&str; 3] {
        [&self.provinces, &self.boundary, &self.islands]
    }

    pub(super) fn of(codes: &[RegionCode]) -> Self {
        let mut paths = paths();
        let take = |code: &RegionCode| paths.areas.remove(&code.to_string()).map(|(.., path)| path);
        let regions = codes.iter().map(take).collect();
        let rest = paths.areas.into_values().map(|(.., path)| path).collect();
        let Paths { prov: provinces, lines: boundary, isl: islands, .. } = paths;
        Self { size: SIZE, regions, rest, provinces, boundary, islands }
    }
}

/// The dots of the islands, one `M` each.
pub fn outline_islands() -> usize {
    paths().isl.matches('M').count()
}

fn paths() -> Paths {
    // The file is ours and a test reads it; an empty map is the worst that can be.
    serde_json::from_str(PATHS).unwrap_or(Paths {
        areas: BTreeMap::new(),
        prov: String::new(),
        lines: String::new(),
        isl: String::new(),
    })
}
