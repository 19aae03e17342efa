//! What a person types, line by line.

use std::io::BufRead;
use std::path::Path;

use super::unread;
use crate::cli::round::store_failed;
use crate::cli::{Failed, Streams};
use crate::model::{Call, Exhibit, Finding};
use crate::panel::{Asked, read_value};
use crate::store::keep_file;

/// Bytes of one line; longer things are files.
const LINE_BYTES_MAX: u64 = 64 << 10;

/// What a line says.
pub(super) enum Answer {
    /// Nothing more comes.
    End,
    Skip,
    Undo,
    Note(String),
    Help,
    Evidence,
    /// Not understood, or not possible here.
    Unclear(String),
    Call((Call, Vec<Exhibit>, String)),
}

/// A person answering one question.
pub(super) struct Answering<'a, 's> {
    pub(super) input: &'a mut dyn BufRead,
    pub(super) streams: &'a mut Streams<'s>,
    /// What the person noted on it.
    pub(super) note: &'a str,
}

impl Answering<'_, '_> {
    /// Reads the next line; asks further where an answer needs more.
    pub(super) fn read(&mut self, asked: &Asked, dir: &Path) -> Result<Answer, Failed> {
        let Some(line) = self.line()? else { return Ok(Answer::End) };
        let (key, rest) = match line.split_once(char::is_whitespace) {
            Some((key, rest)) => (key, rest.trim()),
            None => (line.as_str(), ""),
        };
        match key {
            "" => Ok(Answer::Unclear("? 帮助 help".to_owned())),
            "a" if asked.machine.unknown_reason().is_some() => {
                Ok(Answer::Unclear("机器没有结论，请改判 there is nothing to agree to".to_owned()))
            }
            "a" => Ok(self.call(Call::Confirm(asked.machine.clone()), Vec::new(), rest)),
            "r" => self.reasoned(Call::Reject, rest),
            "c" => self.reasoned(Call::CannotTell, rest),
            "s" => Ok(Answer::Skip),
            "u" => Ok(Answer::Undo),
            "o" => Ok(Answer::Evidence),
            "q" => Ok(Answer::End),
            "?" => Ok(Answer::Help),
            "n" => match self.or_ask(rest, "备注 note> ")? {
                Some(text) => Ok(Answer::Note(text)),
                None => Ok(Answer::End),
            },
            digit => match digit.parse::<usize>() {
                Ok(key) => self.correct(asked, key, rest, dir),
                Err(_) => Ok(Answer::Unclear(format!("没有 `{digit}` 键 no such key; ?"))),
            },
        }
    }

    fn correct(
        &mut self,
        asked: &Asked,
        key: usize,
        rest: &str,
        dir: &Path,
    ) -> Result<Answer, Failed> {
        let option = key.checked_sub(1).and_then(|at| asked.findings.get(at));
        let finding = match option {
            Some(finding) => finding.clone(),
            None if asked.number_key() == Some(key) => match self.number(asked, rest)? {
                Some(Ok(finding)) => finding,
                Some(Err(unclear)) => return Ok(Answer::Unclear(unclear)),
                None => return Ok(Answer::End),
            },
            None => return Ok(Answer::Unclear(format!("没有 [{key}] no such option"))),
        };
        let Some(quote) = self.ask("引文 quote> ")? else { return Ok(Answer::End) };
        let shown = asked.evidence.first().map(|one| one.url.clone()).unwrap_or_default();
        let Some(url) = self.ask(&format!("网址 url [{shown}]> "))? else {
            return Ok(Answer::End);
        };
        let Some(file) = self.ask("截图或文件 file> ")? else { return Ok(Answer::End) };
        let file = match file.as_str() {
            "" => None,
            path => match keep_file(dir, Path::new(path)) {
                Ok(digest) => Some(digest),
                Err(error) => return Ok(Answer::Unclear(store_failed(error).line())),
            },
        };
        let url = if url.is_empty() && !quote.is_empty() { shown } else { url };
        let exhibit = Exhibit { url, quote, file };
        let exhibits = if exhibit.is_empty() { Vec::new() } else { vec![exhibit] };
        let is_number = asked.number_key() == Some(key);
        Ok(self.call(Call::Correct(finding), exhibits, if is_number { "" } else { rest }))
    }

    fn number(
        &mut self,
        asked: &Asked,
        rest: &str,
    ) -> Result<Option<Result<Finding, String>>, Failed> {
        let Some(text) = self.or_ask(rest, "数值 value> ")? else { return Ok(None) };
        let Some(point) = &asked.definition else { return Ok(None) };
        Ok(Some(read_value(point, &text, &asked.machine).map_err(|error| error.to_string())))
    }

    fn reasoned(&mut self, call: Call, rest: &str) -> Result<Answer, Failed> {
        let given = if rest.is_empty() { self.note } else { rest }.to_owned();
        match self.or_ask(&given, "理由 reason> ")? {
            Some(reason) => Ok(Answer::Call((call, Vec::new(), reason))),
            None => Ok(Answer::End),
        }
    }

    fn call(&self, call: Call, exhibits: Vec<Exhibit>, rest: &str) -> Answer {
        let reason = if rest.is_empty() { self.note } else { rest };
        Answer::Call((call, exhibits, reason.to_owned()))
    }

    fn or_ask(&mut self, given: &str, prompt: &str) -> Result<Option<String>, Failed> {
        if given.is_empty() { self.ask(prompt) } else { Ok(Some(given.to_owned())) }
    }

    fn ask(&mut self, prompt: &str) -> Result<Option<String>, Failed> {
        write!(self.streams.out, "{prompt}")?;
        self.streams.out.flush()?;
        self.line()
    }

    /// The next line, trimmed; `None` at the end. A line that is no UTF-8 loses what is not.
    fn line(&mut self) -> Result<Option<String>, Failed> {
        let mut line = Vec::new();
        let mut limited = std::io::Read::take(&mut *self.input, LINE_BYTES_MAX);
        let n_bytes = limited.read_until(b'\n', &mut line).map_err(|error| unread(&error))?;
        Ok((n_bytes > 0).then(|| String::from_utf8_lossy(&line).trim().to_owned()))
    }
}
