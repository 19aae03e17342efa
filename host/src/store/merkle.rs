//! A Merkle tree over the frames of a journal, hashed as RFC 6962, 2.1, says: one root
//! names everything recorded, and a frame is shown to be in it without the others.
//!
//! A leaf is the payload of one frame, the opening and the closing included. The head of a
//! frame says nothing that the payloads up to it do not.

use crate::model::Digest;

/// Before the bytes of a leaf. It and [`NODE`] keep a node from being passed off as a leaf.
const LEAF: &[u8] = &[0];

/// Before the two digests of a node.
const NODE: &[u8] = &[1];

/// Digests on the way from a leaf to the root. A tree of 2^63 leaves has no longer one, so
/// a longer one is no proof.
pub(super) const PATH_MAX: usize = 63;

/// The digest of a leaf.
pub(super) fn leaf(payload: &[u8]) -> Digest {
    Digest::of(&[LEAF, payload].concat())
}

fn node(left: &Digest, right: &Digest) -> Digest {
    Digest::of(&[NODE, left.bytes(), right.bytes()].concat())
}

/// The root over `leaves`; over none it is the digest of nothing.
pub(super) fn root(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => Digest::of(b""),
        [only] => *only,
        several => {
            let (left, right) = several.split_at(split(several.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The digests beside the way from leaf `position` to the root, lowest first; `None` if
/// there is no such leaf.
pub(super) fn path(leaves: &[Digest], position: usize) -> Option<Vec<Digest>> {
    match leaves {
        [] => None,
        [_] => (position == 0).then(Vec::new),
        several => {
            let at = split(several.len());
            let (left, right) = several.split_at(at);
            let (mut path, beside) = match position.checked_sub(at) {
                None => (path(left, position)?, root(right)),
                Some(position) => (path(right, position)?, root(left)),
            };
            path.push(beside);
            Some(path)
        }
    }
}

/// The root that `leaf` at `position` of `n_leaves` and the digests beside its way give;
/// `None` if a tree of that size has no such way.
pub(super) fn root_of_path(
    leaf: Digest,
    position: u64,
    n_leaves: u64,
    path: &[Digest],
) -> Option<Digest> {
    if position >= n_leaves || path.len() > PATH_MAX {
        return None;
    }
    // RFC 9162, 2.1.3.2: `at` and `last` climb together; where the way has no sibling on a
    // level, it climbs until it has one.
    let (mut at, mut last, mut digest) = (position, n_leaves - 1, leaf);
    for beside in path {
        if last == 0 {
            return None;
        }
        if at & 1 == 1 || at == last {
            digest = node(beside, &digest);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            digest = node(&digest, beside);
        }
        at >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(digest)
}

/// The largest power of two below `n`, which is at least 2.
fn split(n: usize) -> usize {
    n.div_ceil(2).next_power_of_two()
}

#[cfg(test)]
mod tests;
