//! A question as it is put to a person.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Finding, Point, Text};
use crate::report::{Percent, clean, clean_lines, finding_words, rule_words};
use crate::review::{Assigned, Board, options};

/// What a person is shown. What others said is in it only for the one who decides between them.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Asked {
    pub(crate) region: String,
    pub(crate) region_name: Text,
    pub(crate) point: String,
    pub(crate) title: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) page: Option<String>,
    /// How the question came to the person.
    pub(crate) drawn: &'static str,
    /// Whether nobody sees the other's answer.
    pub(crate) is_blind: bool,
    pub(crate) is_adjudication: bool,
    /// What the machine found.
    pub(crate) machine: Finding,
    pub(crate) machine_words: Text,
    pub(crate) score: Option<Percent>,
    pub(crate) confidence_per_mille: u16,
    /// How findings are scored.
    pub(crate) rule: Text,
    /// What counts as evidence.
    pub(crate) evidence_wanted: String,
    /// What a person does, where a person judges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) instructions: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    /// What stands on which page.
    pub(crate) evidence: Vec<Quoted>,
    /// What the keys from 1 on mean.
    pub(crate) options: Vec<Text>,
    /// For the third person: what the others said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) answers: Vec<Answered>,
    #[serde(skip)]
    pub(crate) findings: Vec<Finding>,
    /// The point itself, for reading typed values.
    #[serde(skip)]
    pub(crate) definition: Option<Point>,
}

/// Words on a page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Quoted {
    pub(crate) url: String,
    pub(crate) digest: String,
    pub(crate) quote: String,
}

/// What somebody said.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Answered {
    pub(crate) person: String,
    pub(crate) call: &'static str,
    pub(crate) finding: Option<Finding>,
    pub(crate) words: Option<Text>,
    pub(crate) reason: String,
}

/// A question of a board, as it is put.
pub(crate) fn asked(board: &Board, assigned: &Assigned) -> Asked {
    let Assigned { picked, task } = assigned;
    let point = board.system().points.get(task.point);
    let both = |text: String| Text { zh: text.clone(), en: text };
    let region = board.region(task.region);
    let verdict = board.verdict(task);
    let findings = point.map(options).unwrap_or_default();
    let answers = if picked.is_adjudication {
        let standing = board.ledger().standing(&task.target, &task.on, 1);
        let answered = standing.voices.iter().map(|voice| Answered {
            person: voice.person.to_owned(),
            call: voice.decision.call.name(),
            finding: voice.decision.call.finding().cloned(),
            words: voice.decision.call.finding().map(finding_words),
            reason: voice.decision.reason.clone(),
        });
        answered.collect()
    } else {
        Vec::new()
    };
    let quoted = verdict.into_iter().flat_map(|verdict| &verdict.evidence).map(|one| Quoted {
        url: one.url.clone(),
        digest: one.page.to_string(),
        quote: one.quote.clone(),
    });
    Asked {
        region: task.target.region.to_string(),
        region_name: region.map_or_else(|| both(String::new()), |region| region.name.clone()),
        point: task.target.point.0.clone(),
        title: point.map_or_else(|| both(String::new()), |point| point.title.clone()),
        page: task.target.page.clone(),
        drawn: picked.drawn.name(),
        is_blind: picked.is_blind,
        is_adjudication: picked.is_adjudication,
        machine: task.machine.clone(),
        machine_words: finding_words(&task.machine),
        score: task.score.map(Percent::of),
        confidence_per_mille: task.confidence,
        rule: point.map_or_else(|| both(String::new()), |point| rule_words(&point.score)),
        evidence_wanted: point.map(|point| point.evidence.clone()).unwrap_or_default(),
        instructions: point
            .and_then(|point| point.human.as_ref())
            .map(|human| human.instructions.clone()),
        note: verdict.and_then(|verdict| verdict.note.clone()),
        evidence: quoted.collect(),
        options: findings.iter().map(finding_words).collect(),
        answers,
        findings,
        definition: point.cloned(),
    }
}

impl Asked {
    /// Writes everything but the pages.
    pub(crate) fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
        let (name, title) = (clean(&self.region_name.zh), clean(&self.title.zh));
        let english = clean(&self.title.en);
        let (region, point) = (&self.region, clean(&self.point));
        writeln!(out, "{region} {name} · {point} {title} / {english}")?;
        if let Some(page) = &self.page {
            writeln!(out, "页面 page: {}", clean(page))?;
        }
        let Text { zh, en } = &self.machine_words;
        let score = self.score.map_or_else(String::new, |score| format!(" → {score}"));
        let sure = Percent::of(f64::from(self.confidence_per_mille) / 1000.0);
        let blind = if self.is_blind { " · 盲评 blind" } else { "" };
        writeln!(out, "机判 machine: {zh} / {en}{score} · 把握 confidence {sure}%{blind}")?;
        if let Some(note) = &self.note {
            writeln!(out, "备注 note: {}", clean(note))?;
        }
        writeln!(out, "规则 rule: {} / {}", self.rule.zh, self.rule.en)?;
        if let Some(Text { zh, en }) = &self.instructions {
            writeln!(
                out,
                "做法 what to do: {}\n  {}",
                clean_lines(zh.trim()),
                clean_lines(en.trim())
            )?;
            writeln!(out, "凭证 evidence: {}", clean(&self.evidence_wanted))?;
        }
        for Answered { person, call, words, reason, .. } in &self.answers {
            let words = words.as_ref().map_or_else(String::new, |words| format!(" {}", words.zh));
            writeln!(out, "意见 answer: {} {call}{words} {}", clean(person), clean(reason))?;
        }
        for (key, option) in (1..).zip(&self.options) {
            writeln!(out, "  [{key}] {} / {}", option.zh, option.en)?;
        }
        if let Some(key) = self.number_key() {
            writeln!(out, "  [{key}] 输入数值 type a number")?;
        }
        Ok(())
    }

    /// The key that asks for a number; `None` where findings are named.
    pub(crate) fn number_key(&self) -> Option<usize> {
        use crate::model::ScoreRule;
        match &self.definition.as_ref()?.score {
            ScoreRule::Bool {} | ScoreRule::Grade(_) => None,
            ScoreRule::Ratio { .. }
            | ScoreRule::Count { .. }
            | ScoreRule::CountLog { .. }
            | ScoreRule::CountDown { .. }
            | ScoreRule::Steps { .. }
            | ScoreRule::Formula { .. }
            | ScoreRule::Index { .. } => Some(self.options.len() + 1),
        }
    }

    /// Writes where the evidence is, whole.
    pub(crate) fn write_evidence(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.evidence.is_empty() {
            writeln!(out, "机器没有给出证据 the machine shows nothing")?;
        }
        for Quoted { url, digest, quote } in &self.evidence {
            writeln!(out, "{}\n  {digest}\n  {}", clean(url), clean_lines(quote))?;
        }
        Ok(())
    }
}
