//! Sites and pages that several regions have in common: a service portal of the province is
//! common by right, a copied address or a parked page is not.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use url::Url;

use crate::model::{Digest, RegionBatch, RegionCode};

/// A page of fewer bytes is a redirect's or an error's body, which many servers have in common.
const PAGE_BYTES_MIN: u64 = 1_000;

/// A site or a page of several regions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shared {
    /// Host of the site; the address at which the first region has the page.
    pub place: String,
    /// Digest of the page; `None` of a site.
    pub digest: Option<String>,
    /// The regions, by code.
    pub regions: Vec<String>,
}

/// What regions have in common, while they are taken one by one.
#[derive(Debug, Default)]
pub struct Sharing {
    hosts: BTreeMap<String, BTreeSet<RegionCode>>,
    pages: BTreeMap<Digest, (String, BTreeSet<RegionCode>)>,
}

impl Sharing {
    /// Takes a region.
    pub fn take(&mut self, batch: &RegionBatch) {
        for page in &batch.pages {
            // Where a site is, its start pages say; links lead anywhere.
            let host = Url::parse(&page.url).ok().filter(|_| page.depth == 0);
            let host = host.and_then(|url| url.host_str().map(str::to_owned));
            if let Some(host) = host {
                self.hosts.entry(host).or_default().insert(batch.region);
            }
            if page.n_bytes >= PAGE_BYTES_MIN {
                let place = || (page.url.clone(), BTreeSet::new());
                let (_, regions) = self.pages.entry(page.digest).or_insert_with(place);
                regions.insert(batch.region);
            }
        }
    }

    /// Sites, then pages, of more than one region; what most regions have first.
    pub fn finish(self) -> Vec<Shared> {
        let codes = |regions: BTreeSet<RegionCode>| -> Vec<String> {
            regions.iter().map(ToString::to_string).collect()
        };
        let hosts = self.hosts.into_iter();
        let hosts =
            hosts.map(|(place, regions)| Shared { place, digest: None, regions: codes(regions) });
        let pages = self.pages.into_iter().map(|(digest, (place, regions))| Shared {
            place,
            digest: Some(digest.to_string()),
            regions: codes(regions),
        });
        let mut found: Vec<Shared> =
            hosts.chain(pages).filter(|shared| shared.regions.len() > 1).collect();
        found.sort_by_key(|one| {
            (one.digest.is_some(), std::cmp::Reverse(one.regions.len()), one.place.clone())
        });
        found
    }
}
