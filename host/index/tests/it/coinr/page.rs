//! The table of vectors as the page `docs/reference/coinr.md`.

use std::fmt::Write as _;
use std::path::Path;

use super::Line;

/// Files that are not compared number by number, and what they are for.
pub(super) const OTHERWISE: &[(&str, &str)] = &[
    ("raw.csv", "输入 input: the raw data"),
    ("units.csv", "输入 input: denominators and groups"),
    ("meta.csv", "输入 input: hierarchy, directions, denominators"),
    ("weighted_imeta.csv", "输入 input: unequal weights"),
    ("perturbed_weights.csv", "输入 input: 20 sets of weights"),
    (
        "ua_rankstats_100.csv",
        "随机，只比名义名次与分布 random: nominal ranks and where the mean ranks lie, in `tests/it/uncertainty.rs`",
    ),
];

const HEAD: &str = "\
# 与 COINr 等工具的对照 Against COINr and other tools

由测试生成，请勿手改：`BLESS=1 cargo test -p bluebook-index every_vector`。向量文件、出处和许可见 `host/index/tests/vectors`。
Written by a test, not by hand. Vectors, their makers and licences are in `host/index/tests/vectors`.

得分类的差应不超过 10⁻⁹，名次、计数和标记应完全相同；差为绝对值，`relative` 者为相对值。
Scores may differ by 10⁻⁹, ranks, counts and flags by nothing; differences are absolute but where it says `relative`.

| 文件 file | 内容 what | 比较个数 compared | 最大差 largest difference | 允许 allowed |
|---|---|--:|--:|--:|
";

const REST: &str = "
Sobol 指数（Ishigami 函数）是随机估计，与解析值和 SALib 比较至自助法区间之内：`sobol_finds_ishigamis_indices`。
Sobol indices (Ishigami's function) are estimates by chance; they are compared with the analytic values and SALib's within their bootstrap interval.

| 不逐数比较的文件 not compared number by number | 用途 what it is for |
|---|---|
";

/// The page.
pub(super) fn of(lines: &[Line]) -> String {
    let mut page = HEAD.to_owned();
    for Line { file, what, n_compared, difference, allowed } in lines {
        let number = |x: f64| if x > 0.0 { format!("{x:.1e}") } else { "0".to_owned() };
        let (difference, allowed) = (number(*difference), number(*allowed));
        writeln!(page, "| `{file}` | {what} | {n_compared} | {difference} | {allowed} |").unwrap();
    }
    page.push_str(REST);
    for (file, what) in OTHERWISE {
        writeln!(page, "| `{file}` | {what} |").unwrap();
    }
    page
}

/// Compares with a file of the repository; `BLESS=1` rewrites it.
#[expect(clippy::disallowed_methods, reason = "the variable by which goldens are rewritten")]
pub(super) fn golden(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
    if std::env::var("BLESS").is_ok() {
        std::fs::write(&path, actual).unwrap();
    }
    let kept = std::fs::read(&path).unwrap_or_default();
    assert!(kept == actual.as_bytes(), "{name} is not what it was (BLESS=1 rewrites it)\n{actual}");
}
