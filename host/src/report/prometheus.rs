//! Counters in the text format of Prometheus.

use std::fmt::Write as _;

/// A label of a series.
pub(crate) fn label(name: &str, value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("{{{name}=\"{value}\"}}")
}

/// Writes a family of series.
pub(crate) fn family<L: std::fmt::Display, N: std::fmt::Display>(
    text: &mut String,
    name: &str,
    kind: &str,
    help: &str,
    series: impl IntoIterator<Item = (L, N)>,
) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "# HELP bluebook_{name} {help}\n# TYPE bluebook_{name} {kind}");
    for (labels, number) in series {
        let _ = writeln!(text, "bluebook_{name}{labels} {number}");
    }
}
