//! A process that stays alive and is asked in JSON, a value a line, so that its rounds and ours alternate. Made
//! here, never needed by a test.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

/// The process.
pub(crate) struct Talk {
    process: Child,
    asked: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Talk {
    /// Starts it. An error says what is missing on this machine.
    pub(crate) fn start(command: &mut Command) -> Result<Self, String> {
        let mut process =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(|error| {
                format!("cannot start {}: {error}", command.get_program().display())
            })?;
        let (Some(asked), Some(answers)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("the process has no pipes".to_owned());
        };
        Ok(Self { process, asked, answers: BufReader::new(answers) })
    }

    /// Its answer to one question.
    pub(crate) fn ask(&mut self, question: &Value) -> Result<Value, Box<dyn Error>> {
        writeln!(self.asked, "{question}")?;
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            return Err("the process has ended; its words are above".into());
        }
        Ok(serde_json::from_str(&line)?)
    }

    /// Its answer, where it is a number.
    pub(crate) fn number(&mut self, question: &Value) -> Result<f64, Box<dyn Error>> {
        Ok(self.ask(question)?.as_f64().ok_or("an answer that is no number")?)
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        // It has nothing to save, and a process that cannot be stopped is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
