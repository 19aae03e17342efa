//! Cites places that do not exist; only these verdicts are thrown away.

use probe_sdk::{Answer, Criterion, Evidence, Finding, Info, Judged, Measure, Step, Task, Verdict};
use probe_sdk::{Probe, bindings};

#[expect(clippy::unnecessary_wraps, reason = "a criterion's form")]
fn judge(_task: &Task) -> Step<Judged> {
    Ok(Judged::truth(true))
}

const CRITERION: Criterion =
    Criterion { id: "judge", title: "lies", roles: &["home"], points: &[], judge };
const PROBE: Probe =
    Probe { family: "lies_about_places", version: "0.1.0", title: "lies", criteria: &[CRITERION] };

struct Lies;

fn verdict(task: u32, finding: Finding, place: Option<(u32, Option<u32>)>) -> Verdict {
    let evidence = place.map(|(page, node)| Evidence { page, node, quote: "?".to_owned() });
    Verdict { task, finding, evidence: evidence.into_iter().collect(), confidence: 1.0, note: None }
}

impl bindings::Guest for Lies {
    fn describe() -> Info {
        PROBE.describe()
    }

    fn evaluate() -> Result<Answer, String> {
        let nan = Finding::Number(Measure { value: f64::NAN, unit: "items".to_owned() });
        let mut sure = verdict(3, Finding::Truth(true), None);
        sure.confidence = 7.0;
        let verdicts = vec![
            verdict(0, Finding::Truth(true), Some((77, None))),
            verdict(1, Finding::Truth(true), Some((0, Some(u32::MAX)))),
            verdict(2, nan, None),
            sure,
            verdict(4, Finding::Truth(true), Some((0, Some(0)))),
        ];
        Ok(Answer { verdicts, requests: Vec::new() })
    }
}

bindings::export_component!(Lies with_types_in bindings);
