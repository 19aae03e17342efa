//! A criterion with parameters, as the book shows it: its files are built, meet their expectations and fit a
//! manifest; a parameter that it does not take is an error where it is written.

use std::fs;
use std::path::Path;
use std::sync::PoisonError;

use bluebook::cli::Exit;

use super::super::campaign::Campaign;
use super::{BUILDING, JAVASCRIPT, PYTHON, Scripted, holds};

const POINTS: &str = "services.toml";

#[track_caller]
fn check(language: Scripted) {
    if !language.is_here("a_criterion_with_parameters_fits_its_point") {
        return;
    }
    let _one = BUILDING.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = language.laid_out();
    let dir = folder.to_str().unwrap();
    let mut campaign = Campaign::sample();
    let tested = campaign.done(&["probe", "test", dir, "--offline"]);
    holds(&tested, &["期望 expectations 2/2"]);
    let text = |name: &str| crate::book::read(&folder.join(name));
    let listed = crate::book::read(&campaign.path("probes.toml")) + &text("manifest/probes.toml");
    fs::write(campaign.path("probes.toml"), listed).unwrap();
    let points = text("manifest/points.toml");
    campaign.add_points(POINTS, &points);
    campaign.done(&["probe", "build", dir, "--offline"]);
    campaign.done(&["check"]);
    campaign.done(&["plan"]);
    misfit(&campaign, &campaign.path(POINTS), &points);
}

fn misfit(campaign: &Campaign, path: &Path, points: &str) {
    fs::write(path, points.replace("params.services", "params.service")).unwrap();
    let said = campaign.say(&["plan"]);
    assert_eq!(said.exit, Exit::Usage, "{}", said.out);
    holds(&said.err, &[POINTS, "params.service = ", "languages"]);
}

#[test]
fn a_criterion_with_parameters_fits_its_point_in_javascript() {
    check(JAVASCRIPT);
}

#[test]
fn a_criterion_with_parameters_fits_its_point_in_python() {
    check(PYTHON);
}
