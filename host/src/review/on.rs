//! What a review holds for: the pages it was made on and the rule that asks.

use crate::model::{Digest, Judge, Point, Provenance, ReviewedOn, Verdict};

/// What a review of `verdict` holds for. `point` is the verdict's, as the manifests have it.
///
/// Pages: those quoted, because those are shown; all that the judge was given where it quotes
/// none. Rule: criterion and parameters; where a person judges, the instructions, what counts as
/// evidence and the score rule. A probe of another version changes neither: what a person saw
/// on these pages under this rule stays so.
pub fn reviewed_on(verdict: &Verdict, point: Option<&Point>) -> ReviewedOn {
    let mut pages: Vec<Digest> = verdict.evidence.iter().map(|evidence| evidence.page).collect();
    pages.sort();
    pages.dedup();
    let Provenance { family, criterion, params, pages: given, .. } = &verdict.provenance;
    let pages = if pages.is_empty() { *given } else { Provenance::digest_of_pages(&pages) };
    let by_person = point.filter(|point| point.judge == Judge::Person);
    let rule = by_person.map_or_else(
        || {
            let parts = [b"probe".as_slice(), family.as_bytes(), criterion.as_bytes()];
            Digest::of_parts(parts.into_iter().chain([params.bytes().as_slice()]))
        },
        rule_for_people,
    );
    ReviewedOn { pages, rule }
}

fn rule_for_people(point: &Point) -> Digest {
    let task = point.human.as_ref();
    let (zh, en) = task.map_or(("", ""), |task| (&task.instructions.zh, &task.instructions.en));
    // Maps are sorted and numbers finite, so there is one text for a rule.
    let score = serde_json::to_string(&point.score).unwrap_or_default();
    let parts = ["person", zh, en, &point.evidence, &score];
    Digest::of_parts(parts.into_iter().map(str::as_bytes))
}
