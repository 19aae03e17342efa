//! A probe: one family of points. This file only registers; each criterion is a file of its own.

mod title_names_region;

probe_sdk::export_probe! {
    family: "{{name}}",
    title: "{{name}}",
    criteria: [title_names_region::CRITERION],
}
