//! Judges points that are declared in TOML: keywords, links, freshness, counts, elements.
//!
//! Knows no subject; the words all come from the manifest.

mod declared;

probe_sdk::export_probe! {
    family: "rules",
    title: "声明式点位",
    criteria: [declared::CRITERION],
}

#[cfg(test)]
mod tests;
