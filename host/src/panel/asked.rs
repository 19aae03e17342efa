//! A question as it is put to a person.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Exhibit, Finding, Point, Text};
use crate::report::{Percent, clean, clean_lines, finding_words, rule_words};
use crate::review::{Assigned, Board, Task, Voice, options, value_text};

/// What a person is shown. What others said is in it only for the one who decides between them.
#[derive(Debug, Clone, Serialize)]
pub struct Asked {
    /// Six digits.
    pub region: String,
    /// Its name; empty if the manifests do not hold it.
    pub region_name: Text,
    /// The point's id.
    pub point: String,
    /// For people.
    pub title: Text,
    /// The page, for points judged page by page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// How the question came to the person.
    pub drawn: &'static str,
    /// Whether nobody sees the other's answer.
    pub is_blind: bool,
    /// Whether the person decides between two others.
    pub is_adjudication: bool,
    /// What the machine found.
    pub machine: Finding,
    /// The same in words.
    pub machine_words: Text,
    /// What that scores; `None` if unknown.
    pub score: Option<Percent>,
    /// How sure the machine is.
    pub confidence_per_mille: u16,
    /// How findings are scored.
    pub rule: Text,
    /// What counts as evidence.
    pub evidence_wanted: String,
    /// What a person does, where a person judges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instructions: Option<Text>,
    /// What the judge noted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What stands on which page.
    pub evidence: Vec<Quoted>,
    /// What the keys from 1 on mean.
    pub options: Vec<Text>,
    /// For the third person: what the others said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answered>,
    /// The findings behind [`Self::options`].
    #[serde(skip)]
    pub findings: Vec<Finding>,
    /// The point itself, for reading typed values.
    #[serde(skip)]
    pub definition: Option<Point>,
}

/// Words on a page.
#[derive(Debug, Clone, Serialize)]
pub struct Quoted {
    /// Address of the page.
    pub url: String,
    /// Digest of the page, with prefix.
    pub digest: String,
    /// The words; empty where the page is attached for a person.
    pub quote: String,
    /// Element in the page's tree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<u32>,
}

/// What somebody said.
#[derive(Debug, Clone, Serialize)]
pub struct Answered {
    /// Who.
    pub person: String,
    /// When, `YYYY-MM-DDThh:mm:ssZ`.
    pub at: String,
    /// What, by its stable name.
    pub call: &'static str,
    /// What is so, where the person says it.
    pub finding: Option<Finding>,
    /// The same as a person types it; empty where the person does not say.
    pub value: String,
    /// The same in words.
    pub words: Option<Text>,
    /// Why; may be empty.
    pub reason: String,
    /// What was shown for it.
    pub exhibits: Vec<Exhibit>,
}

impl Answered {
    fn of(voice: &Voice<'_>) -> Self {
        let Voice { person, at, decision, .. } = voice;
        let finding = decision.call.finding();
        Self {
            person: (*person).to_owned(),
            at: (*at).to_owned(),
            call: decision.call.name(),
            finding: finding.cloned(),
            value: finding.map(value_text).unwrap_or_default(),
            words: finding.map(finding_words),
            reason: decision.reason.clone(),
            exhibits: decision.exhibits.clone(),
        }
    }
}

/// What each person said of a task, in the order of the record.
pub fn answered(board: &Board, task: &Task) -> Vec<Answered> {
    let standing = board.ledger().standing(&task.target, &task.on, 1);
    standing.voices.iter().map(Answered::of).collect()
}

/// A question of a board, as it is put.
pub fn asked(board: &Board, assigned: &Assigned) -> Asked {
    let Assigned { picked, task } = assigned;
    let point = board.system().points.get(task.point);
    let both = |text: String| Text { zh: text.clone(), en: text };
    let region = board.region(task.region);
    let verdict = board.verdict(task);
    let findings = point.map(options).unwrap_or_default();
    let answers = if picked.is_adjudication { answered(board, task) } else { Vec::new() };
    let quoted = verdict.into_iter().flat_map(|verdict| &verdict.evidence).map(|one| Quoted {
        url: one.url.clone(),
        digest: one.page.to_string(),
        quote: one.quote.clone(),
        node: one.node,
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
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
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
    pub fn number_key(&self) -> Option<usize> {
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
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_evidence(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.evidence.is_empty() {
            writeln!(out, "机器没有给出证据 the machine shows nothing")?;
        }
        for Quoted { url, digest, quote, .. } in &self.evidence {
            writeln!(out, "{}\n  {digest}\n  {}", clean(url), clean_lines(quote))?;
        }
        Ok(())
    }
}
