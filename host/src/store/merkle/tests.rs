use proptest::prelude::*;

use super::*;

/// The leaves of the reference tree of RFC 6962's authors.
const LEAVES: [&[u8]; 8] = [
    &[],
    &[0x00],
    &[0x10],
    &[0x20, 0x21],
    &[0x30, 0x31],
    &[0x40, 0x41, 0x42, 0x43],
    &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    &[
        0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e,
        0x6f,
    ],
];

/// Its roots after each leaf, as certificate-transparency publishes them.
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn leaves(payloads: &[impl AsRef<[u8]>]) -> Vec<Digest> {
    payloads.iter().map(|payload| leaf(payload.as_ref())).collect()
}

#[test]
fn roots_are_those_of_the_reference_tree() {
    for (n, expected) in ROOTS.iter().enumerate() {
        assert_eq!(root(&leaves(&LEAVES[..n])).hex(), *expected, "{n} leaves");
    }
}

#[test]
fn ways_are_those_of_the_reference_tree() {
    let hex = |path: Vec<Digest>| path.iter().map(Digest::short).collect::<Vec<_>>().join(" ");
    let all = leaves(&LEAVES);
    // Leaf 0 of 8 and leaf 5 of 8; leaf 2 of 3 has a level without a sibling.
    assert_eq!(hex(path(&all, 0).unwrap()), "96a296d224f2 5f083f0a1a33 6b47aaf29ee3");
    assert_eq!(hex(path(&all, 5).unwrap()), "bc1a0643b12e ca854ea128ed d37ee418976d");
    assert_eq!(hex(path(&all[..3], 2).unwrap()), "fac54203e7cc");
    assert_eq!(path(&all, 8), None);
    assert_eq!(path(&[], 0), None);
}

/// Few bytes, and many leaves or few.
fn payloads() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(any::<u8>(), 0..4), 1..70)
}

proptest! {
    #[test]
    fn every_way_leads_to_the_root(payloads in payloads()) {
        let leaves = leaves(&payloads);
        let (root, n) = (root(&leaves), leaves.len() as u64);
        for (position, leaf) in (0..).zip(&leaves) {
            let path = path(&leaves, usize::try_from(position).unwrap()).unwrap();
            prop_assert_eq!(root_of_path(*leaf, position, n, &path), Some(root));
        }
    }

    #[test]
    fn no_changed_byte_leads_to_the_root(
        payloads in payloads(),
        which in any::<prop::sample::Index>(),
        byte in 0_usize..32,
        bit in 0_u8..8,
    ) {
        let leaves = leaves(&payloads);
        let (root, n) = (root(&leaves), leaves.len() as u64);
        let position = which.index(leaves.len());
        let path = path(&leaves, position).unwrap();
        let flipped = |digest: Digest| {
            let mut bytes = *digest.bytes();
            bytes[byte] ^= 1 << bit;
            Digest::from_bytes(bytes)
        };
        let at = position as u64;
        prop_assert_ne!(root_of_path(flipped(leaves[position]), at, n, &path), Some(root));
        for i in 0..path.len() {
            let mut other = path.clone();
            other[i] = flipped(other[i]);
            prop_assert_ne!(root_of_path(leaves[position], at, n, &other), Some(root));
            other.remove(i);
            prop_assert_ne!(root_of_path(leaves[position], at, n, &other), Some(root));
        }
        prop_assert_eq!(root_of_path(leaves[position], n, n, &path), None);
    }
}
