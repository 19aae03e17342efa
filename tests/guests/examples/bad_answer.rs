//! Answers a question nobody asked.

use probe_sdk::{Answer, Criterion, Finding, Info, Judged, Probe, Step, Task, Verdict, bindings};

#[expect(clippy::unnecessary_wraps, reason = "a criterion's form")]
fn judge(_task: &Task) -> Step<Judged> {
    Ok(Judged::truth(true))
}

const CRITERION: Criterion =
    Criterion { id: "judge", title: "bad_answer", roles: &["home"], points: &[], judge };
const PROBE: Probe =
    Probe { family: "bad_answer", version: "0.1.0", title: "bad_answer", criteria: &[CRITERION] };

struct BadAnswer;

impl bindings::Guest for BadAnswer {
    fn describe() -> Info {
        PROBE.describe()
    }

    fn evaluate() -> Result<Answer, String> {
        let verdict = Verdict {
            task: 99,
            finding: Finding::Truth(true),
            evidence: Vec::new(),
            confidence: 1.0,
            note: None,
        };
        Ok(Answer { verdicts: vec![verdict], requests: Vec::new() })
    }
}

bindings::export_component!(BadAnswer with_types_in bindings);
