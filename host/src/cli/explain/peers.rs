//! Whom a region is compared with.

use crate::cli::args::Peers;
use crate::cli::round::Scored;
use crate::model::{Region, RegionCode, Text};
use crate::report::PeersPart;

/// Regions that are alike by total: enough for a mean, few enough to be near.
const SIMILAR_MAX: usize = 10;

/// The region among its peers; `None` if it is not judged.
pub(super) fn peers(scored: &Scored, region: &Region, who: Peers) -> Option<PeersPart> {
    let regions = &scored.manifests.regions;
    let codes = |fits: &dyn Fn(&Region) -> bool| -> Vec<RegionCode> {
        regions.iter().filter(|one| fits(one)).map(|one| one.code).collect()
    };
    let (peers, zh, en) = match who {
        Peers::Country => (codes(&|_| true), "全国的地区", "regions of the country"),
        Peers::Area => {
            (codes(&|one| one.area == region.area), "同区域的地区", "regions of its area")
        }
        Peers::Province => {
            let same = |one: &Region| one.province == region.province;
            (codes(&same), "同省的地区", "regions of its province")
        }
        Peers::Similar => (similar(scored, region.code), "总分相近的地区", "regions near in total"),
    };
    let words = Text { zh: zh.to_owned(), en: en.to_owned() };
    PeersPart::of(&scored.manifests.system, &scored.scores, region.code, (&peers, words))
}

/// The regions whose totals are nearest, by code where they are equally near; none if its own is unknown.
fn similar(scored: &Scored, region: RegionCode) -> Vec<RegionCode> {
    let total = |code: RegionCode| {
        let found = scored.scores.iter().find(|score| score.region == code);
        found.and_then(|score| score.total.score)
    };
    let Some(own) = total(region) else { return Vec::new() };
    let others = scored.scores.iter().filter(|score| score.region != region);
    let mut near: Vec<(f64, RegionCode)> =
        others.filter_map(|score| Some(((score.total.score? - own).abs(), score.region))).collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    near.into_iter().take(SIMILAR_MAX).map(|(_, code)| code).collect()
}
