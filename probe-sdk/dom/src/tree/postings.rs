//! Lists of elements by key, so that a selector looks at the elements it may match and no others.

use super::names::hash;
use super::offset;

/// Elements sorted into buckets, in document order inside each.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// Where each bucket starts in `nodes`; one more than there are buckets.
    starts: Vec<u32>,
    nodes: Vec<u32>,
}

impl Postings {
    /// `marks` are pairs of bucket and element, elements in document order.
    pub(super) fn new(n_buckets: usize, marks: &[(u32, u32)]) -> Self {
        let mut starts = vec![0_u32; n_buckets + 1];
        for &(bucket, _) in marks {
            if let Some(count) = starts.get_mut(bucket as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut nodes = vec![0; marks.len()];
        for &(bucket, node) in marks {
            if let Some(place) = next.get_mut(bucket as usize) {
                if let Some(cell) = nodes.get_mut(*place as usize) {
                    *cell = node;
                }
                *place += 1;
            }
        }
        Self { starts, nodes }
    }

    /// As [`Postings::new`], from pairs of [`hash`] and element.
    pub(super) fn hashed(mut marks: Vec<(u32, u32)>) -> Self {
        let n_buckets = marks.len().next_power_of_two();
        for (key, _) in &mut marks {
            *key &= mask(n_buckets);
        }
        Self::new(n_buckets, &marks)
    }

    pub(super) fn bucket(&self, bucket: u32) -> &[u32] {
        let bucket = bucket as usize;
        let (Some(&start), Some(&end)) = (self.starts.get(bucket), self.starts.get(bucket + 1))
        else {
            return &[];
        };
        self.nodes.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The bucket of a hashed key: all elements with the key, and perhaps others.
    pub(super) fn maybe(&self, key: &str) -> &[u32] {
        let n_buckets = self.starts.len().saturating_sub(1);
        self.bucket(hash(key) & mask(n_buckets))
    }
}

fn mask(n_buckets: usize) -> u32 {
    offset(n_buckets.saturating_sub(1))
}
