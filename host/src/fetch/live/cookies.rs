//! Cookies, kept for each region by itself: what one region's portal sets must not change what
//! another's shows, and many portals redirect in a circle without them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::cookie::{CookieStore as _, Jar};
use reqwest::header::{HeaderMap, HeaderValue, SET_COOKIE};
use url::Url;

use crate::model::RegionCode;

/// Bytes of a cookie that is taken; the least a browser must take (RFC 6265, 6.1).
const COOKIE_BYTES_MAX: usize = 4096;

/// Cookies of one answer that are taken; the least a browser must take for a host.
const COOKIES_PER_ANSWER_MAX: usize = 50;

/// Cookies taken for one region in all; beyond it a site is filling our memory.
const COOKIES_PER_REGION_MAX: usize = 2_000;

/// The jars of all regions.
#[derive(Debug, Default)]
pub(super) struct Jars {
    by_region: Mutex<BTreeMap<RegionCode, Arc<Mutex<Held>>>>,
}

#[derive(Default)]
struct Held {
    jar: Jar,
    n_taken: usize,
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Held").field("n_taken", &self.n_taken).finish_non_exhaustive()
    }
}

impl Jars {
    fn of(&self, region: RegionCode) -> Arc<Mutex<Held>> {
        let mut jars = self.by_region.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(jars.entry(region).or_default())
    }

    /// The value of the `Cookie` header for an address, if there is one.
    pub(super) fn value(&self, region: RegionCode, url: &Url) -> Option<HeaderValue> {
        let held = self.of(region);
        let held = held.lock().unwrap_or_else(PoisonError::into_inner);
        held.jar.cookies(url)
    }

    /// Takes the cookies of an answer, to their limits.
    pub(super) fn take(&self, region: RegionCode, url: &Url, headers: &HeaderMap) {
        let fits = |value: &&HeaderValue| value.len() <= COOKIE_BYTES_MAX;
        let values: Vec<&HeaderValue> =
            headers.get_all(SET_COOKIE).iter().filter(fits).take(COOKIES_PER_ANSWER_MAX).collect();
        if values.is_empty() {
            return;
        }
        let held = self.of(region);
        let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.n_taken + values.len() <= COOKIES_PER_REGION_MAX {
            held.n_taken += values.len();
            held.jar.set_cookies(&mut values.into_iter(), url);
        }
    }
}
