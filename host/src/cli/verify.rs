//! `bluebook verify`: the reviewing desk in the terminal. Plain lines in, plain lines out, so that
//! it works over any connection and can be driven by a file.

mod answer;
mod pages;

use std::io::BufRead;

use self::answer::{Answer, Answering};
use self::pages::write_pages;
use super::args::{Common, VerifyDesk};
use super::review::{desk_failed, now, sit};
use super::round::store_failed;
use super::{Code, Environment, Failed, Streams};
use crate::evidence::Archive;
use crate::panel::asked;
use crate::review::{Assigned, Desk, DeskError};

const KEYS: &str = "\
a 同意 agree · 1-9 改判 correct · r 退回重抓 take again · c 难以判断 cannot tell · s 跳过 skip · \
n 备注 note · u 撤销 undo · o 看证据 evidence · q 结束 quit · ? 帮助 help";

/// One person at the desk.
struct Sitter<'d> {
    desk: Desk,
    person: &'d str,
    archive: Option<Archive>,
    environment: &'d Environment,
    input: Box<dyn BufRead>,
    /// What was recorded in this sitting, for undoing.
    recorded: Vec<(u64, Assigned)>,
}

/// What comes after a question.
enum Then {
    /// The next one.
    Next,
    /// This one, once more.
    Again(Box<Assigned>),
    /// Nothing.
    Quit,
}

pub(crate) fn verify(
    common: &Common,
    args: &VerifyDesk,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (stored, desk) = sit(common, Some(&args.sitting))?;
    let archive = stored.pages(&args.from)?;
    if archive.is_none() {
        writeln!(
            streams.err,
            "注意 note: 没有归档，看不到上下文 no archive, no context: `--from ARCHIVE`"
        )?;
    }
    let mut sitter = Sitter {
        desk,
        person: &args.sitting.person,
        archive,
        environment,
        input: (environment.input)(),
        recorded: Vec::new(),
    };
    writeln!(streams.out, "{KEYS}")?;
    let mut again: Option<Box<Assigned>> = None;
    loop {
        let assigned = match again.take() {
            Some(assigned) => Some(*assigned),
            None => sitter
                .desk
                .next(sitter.person, args.sitting.by.drawn(), &now(environment))
                .map_err(store_failed)?,
        };
        let Some(assigned) = assigned else {
            writeln!(streams.out, "\n没有题了 nothing is left")?;
            break;
        };
        match sitter.put(assigned, streams)? {
            Then::Next => {}
            Then::Again(assigned) => again = Some(assigned),
            Then::Quit => break,
        }
    }
    writeln!(streams.out, "记录 recorded {}", sitter.recorded.len())?;
    Ok(())
}

impl Sitter<'_> {
    /// Puts one question and does what the person says.
    fn put(&mut self, assigned: Assigned, streams: &mut Streams<'_>) -> Result<Then, Failed> {
        let question = asked(self.desk.board(), &assigned);
        writeln!(streams.out, "\n── {} ──", self.recorded.len() + 1)?;
        question.write_text(streams.out)?;
        write_pages(&question, self.archive.as_ref(), streams.out)?;
        let mut note = String::new();
        loop {
            write!(streams.out, "> ")?;
            streams.out.flush()?;
            let mut answering = Answering { input: &mut *self.input, streams, note: &note };
            match answering.read(&question, self.desk.dir())? {
                Answer::End => return Ok(Then::Quit),
                Answer::Skip => {
                    let now = now(self.environment);
                    let target = &assigned.task.target;
                    self.desk.skip(self.person, target, &now).map_err(store_failed)?;
                    return Ok(Then::Next);
                }
                Answer::Undo => match self.undo(streams)? {
                    Some(before) => return Ok(Then::Again(Box::new(before))),
                    None => writeln!(streams.out, "没有可撤销的 nothing to undo")?,
                },
                Answer::Note(text) => note = text,
                Answer::Help => writeln!(streams.out, "{KEYS}")?,
                Answer::Evidence => question.write_evidence(streams.out)?,
                Answer::Unclear(what) => writeln!(streams.out, "{what}")?,
                Answer::Call(answer) => {
                    let now = now(self.environment);
                    match self.desk.decide(self.person, &assigned, answer, &now) {
                        Ok(event) => {
                            writeln!(streams.out, "已记录 recorded {event}")?;
                            self.recorded.push((event, assigned));
                            return Ok(Then::Next);
                        }
                        Err(DeskError::Refused(refused)) => {
                            let hint = refused.hint().unwrap_or_default();
                            writeln!(streams.out, "未记录 not recorded: {refused} {hint}")?;
                        }
                        Err(error @ DeskError::Store(_)) => return Err(desk_failed(error)),
                    }
                }
            }
        }
    }

    /// Takes back what this person recorded last; gives its question.
    fn undo(&mut self, streams: &mut Streams<'_>) -> Result<Option<Assigned>, Failed> {
        let Some((event, assigned)) = self.recorded.pop() else { return Ok(None) };
        let now = now(self.environment);
        self.desk.undo(self.person, event, "", &now).map_err(desk_failed)?;
        writeln!(streams.out, "已撤销 taken back {event}")?;
        Ok(Some(assigned))
    }
}

/// What was typed cannot be read.
fn unread(error: &std::io::Error) -> Failed {
    Failed::new(Code::FileUnreadable, format!("cannot read what is typed: {error}"))
}
