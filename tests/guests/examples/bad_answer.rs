//! Answers a question nobody asked.

use probe_sdk::{Answer, Finding, Info, Verdict, bindings};

struct BadAnswer;

impl bindings::Guest for BadAnswer {
    fn describe() -> Info {
        Info {
            family: "bad_answer".to_owned(),
            version: "0.1.0".to_owned(),
            title: "bad_answer".to_owned(),
            criteria: Vec::new(),
        }
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
