//! Pages as sites serve them. They are not part of the repository: the test looks for them beside it, or
//! where `BLUEBOOK_PAGES` says, and says that it is skipped where there are none.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{difference, parse};
use crate::decode::decode;

fn pages() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/pages");
    let folder = std::env::var_os("BLUEBOOK_PAGES").map_or(beside, PathBuf::from).join("real");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut pages: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    pages
}

#[test]
fn both_builders_give_the_same_tree_and_one_pass_reads_most_pages() {
    let pages = pages();
    if pages.is_empty() {
        println!("skipped: no pages in ../shared/pages/real or $BLUEBOOK_PAGES/real");
        return;
    }
    let mut unsure = BTreeMap::<_, Vec<_>>::new();
    for path in &pages {
        let page = decode(&std::fs::read(path).unwrap(), None).text;
        assert_eq!(difference(&page), None, "{}", path.display());
        if let Err(why) = parse(&page) {
            unsure.entry(why).or_default().push(path.file_name().unwrap_or_default());
        }
    }
    let n_unsure: usize = unsure.values().map(Vec::len).sum();
    println!("{} of {} pages in one pass; not: {unsure:?}", pages.len() - n_unsure, pages.len());
    assert!(n_unsure * 4 <= pages.len(), "one pass reads fewer than three in four pages");
}
