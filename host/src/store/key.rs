//! Keys of the index: big-endian, so that the order of bytes is the order of codes.

use crate::model::{PointId, RegionCode};

/// Every key of a region starts with this.
pub(super) fn region(region: RegionCode) -> [u8; 4] {
    region.get().to_be_bytes()
}

/// `region | n`: pages in the order they were fetched.
pub(super) fn nth(of: RegionCode, n: u32) -> Vec<u8> {
    [region(of), n.to_be_bytes()].concat()
}

/// `region | point | 0`, and `1 | page` for points judged page by page.
///
/// A point id holds no zero byte (the journal refuses it), so that `A1` comes before
/// `A1-2` and no two verdicts share a key.
pub(super) fn verdict(of: RegionCode, point: &PointId, page: Option<&str>) -> Vec<u8> {
    let mut key = region(of).to_vec();
    key.extend_from_slice(point.0.as_bytes());
    key.push(0);
    if let Some(page) = page {
        key.push(1);
        key.extend_from_slice(page.as_bytes());
    }
    key
}

#[cfg(test)]
mod tests;
