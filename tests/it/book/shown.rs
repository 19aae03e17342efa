//! What the book shows of a criterion with parameters is what `tests/it/languages/parameters.rs` builds.

use super::read;

/// Files of `tests/fixtures/languages` in the order the book shows parts of them.
const SHOWN: [&str; 5] = [
    "services/services_offered.rs",
    "python/services_offered.py",
    "services/params.json",
    "services/points.toml",
    "services/expected.toml",
];

#[test]
fn the_criterion_with_parameters_is_that_of_the_tests() {
    let text = read(&tests::root().join("docs/writing-probes.md"));
    let (_, section) = text.split_once("\n## 带参数的判据 ").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let blocks: Vec<&str> = section.split("\n```").skip(1).step_by(2).collect();
    assert_eq!(blocks.len(), SHOWN.len(), "{blocks:?}");
    for (block, file) in blocks.iter().zip(SHOWN) {
        let (_, shown) = block.split_once('\n').unwrap();
        let whole = read(&tests::root().join("tests/fixtures/languages").join(file));
        assert!(whole.contains(shown), "not in {file}:\n{shown}");
    }
}
