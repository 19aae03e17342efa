//! Formulas of one number, as people write them: `min(1, ln(x + 1) / ln(21))`.
//!
//! > sum = product (('+' | '-') product)\*; product = signed (('\*' | '/') signed)\*;
//! > signed = '-' signed | power; power = one ('^' signed)?;
//! > one = number | `x` | name '(' sum (',' sum)\* ')' | '(' sum ')'
//!
//! Names: `min`, `max` of two, `ln`, `exp`, `sqrt`, `abs` of one. `-x^2` is −(*x*²) and `2^3^2` is
//! 2⁹, as in mathematics. There is nothing else: no memory, no loop, no other variable; what can
//! be written ends, in as many steps as it has signs. Powers and logarithms come from `libm`, so
//! that a formula has the same bits on every platform; that is why the parser is ours.

use crate::number::{exp, ln, pow};

/// Longest formula, in bytes. The longest that a manifest has is a quarter of it.
pub const BYTES_MAX: usize = 256;

/// Deepest nesting of brackets, signs and powers: each takes a frame of the stack.
const DEPTH_MAX: usize = 32;

/// Why a text is no formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormulaError {
    /// Longer than [`BYTES_MAX`].
    #[error("the formula is longer than {BYTES_MAX} bytes")]
    Long,
    /// Nested more deeply than is read.
    #[error("the formula is nested more than {DEPTH_MAX} deep")]
    Deep,
    /// Something else should stand here.
    #[error("at byte {at} of the formula {wanted} is missing")]
    Missing {
        /// From 0.
        at: usize,
        /// In words.
        wanted: &'static str,
    },
    /// A name that is neither `x` nor a function.
    #[error("at byte {at} of the formula stands `{name}`, which is neither `x` nor a function")]
    Name {
        /// From 0.
        at: usize,
        /// The name.
        name: String,
    },
}

/// The functions, by name, with the number of their arguments.
const FUNCTIONS: [(&str, usize, Step); 6] = [
    ("min", 2, Step::Min),
    ("max", 2, Step::Max),
    ("ln", 1, Step::Ln),
    ("exp", 1, Step::Exp),
    ("sqrt", 1, Step::Sqrt),
    ("abs", 1, Step::Abs),
];

#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Number(f64),
    X,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Negate,
    Min,
    Max,
    Ln,
    Exp,
    Sqrt,
    Abs,
}

/// A formula that can be computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// Operands before what joins them.
    steps: Vec<Step>,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    ///
    /// See [`FormulaError`].
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        if text.len() > BYTES_MAX {
            return Err(FormulaError::Long);
        }
        let mut parser = Parser { text, at: 0, depth: 0, steps: Vec::new() };
        parser.sum()?;
        parser.skip();
        if parser.at < text.len() {
            return Err(FormulaError::Missing { at: parser.at, wanted: "an operator or the end" });
        }
        Ok(Self { steps: parser.steps })
    }

    /// Its value at `x`; `None` where it is not defined, as ln of a negative number or 1/0.
    pub fn at(&self, x: f64) -> Option<f64> {
        let mut stack: Vec<f64> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let value = match step {
                Step::Number(number) => *number,
                Step::X => x,
                Step::Negate => -stack.pop()?,
                Step::Ln => ln(stack.pop()?),
                Step::Exp => exp(stack.pop()?),
                Step::Sqrt => stack.pop()?.sqrt(),
                Step::Abs => stack.pop()?.abs(),
                Step::Add
                | Step::Subtract
                | Step::Multiply
                | Step::Divide
                | Step::Power
                | Step::Min
                | Step::Max => {
                    let right = stack.pop()?;
                    joined(*step, stack.pop()?, right)?
                }
            };
            stack.push(value);
        }
        stack.pop().filter(|value| value.is_finite())
    }
}

/// Two operands joined. The lesser and the greater of NaN are NaN, which `f64::min` would hide.
fn joined(step: Step, left: f64, right: f64) -> Option<f64> {
    Some(match step {
        Step::Add => left + right,
        Step::Subtract => left - right,
        Step::Multiply => left * right,
        Step::Divide => left / right,
        Step::Power => pow(left, right),
        Step::Min | Step::Max if left.is_nan() || right.is_nan() => f64::NAN,
        Step::Min => left.min(right),
        Step::Max => left.max(right),
        Step::Number(_)
        | Step::X
        | Step::Negate
        | Step::Ln
        | Step::Exp
        | Step::Sqrt
        | Step::Abs => return None,
    })
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    steps: Vec<Step>,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Takes one of `signs`, after white space.
    fn sign(&mut self, signs: &[char]) -> Option<char> {
        self.skip();
        let found = self.rest().chars().next().filter(|sign| signs.contains(sign))?;
        self.at += found.len_utf8();
        Some(found)
    }

    fn expect(&mut self, sign: char, wanted: &'static str) -> Result<(), FormulaError> {
        let found = self.sign(&[sign]).map(|_| ());
        found.ok_or(FormulaError::Missing { at: self.at, wanted })
    }

    fn sum(&mut self) -> Result<(), FormulaError> {
        self.product()?;
        while let Some(sign) = self.sign(&['+', '-']) {
            self.product()?;
            self.steps.push(if sign == '+' { Step::Add } else { Step::Subtract });
        }
        Ok(())
    }

    fn product(&mut self) -> Result<(), FormulaError> {
        self.signed()?;
        while let Some(sign) = self.sign(&['*', '/']) {
            self.signed()?;
            self.steps.push(if sign == '*' { Step::Multiply } else { Step::Divide });
        }
        Ok(())
    }

    /// Every way down goes through here, so this is where depth is counted.
    fn signed(&mut self) -> Result<(), FormulaError> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(FormulaError::Deep);
        }
        if self.sign(&['-']).is_some() {
            self.signed()?;
            self.steps.push(Step::Negate);
        } else {
            self.one()?;
            if self.sign(&['^']).is_some() {
                self.signed()?;
                self.steps.push(Step::Power);
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn one(&mut self) -> Result<(), FormulaError> {
        if self.sign(&['(']).is_some() {
            self.sum()?;
            return self.expect(')', "`)`");
        }
        let at = self.at;
        let word: &str = self.rest();
        let is_of_word = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
        let word = word.split(|c: char| !is_of_word(c)).next().unwrap_or_default().to_owned();
        self.at += word.len();
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            // Infinity is no number that a person means.
            let number = word.parse().ok().filter(|number: &f64| number.is_finite());
            let missing = FormulaError::Missing { at, wanted: "a decimal number" };
            self.steps.push(Step::Number(number.ok_or(missing)?));
            return Ok(());
        }
        match word.as_str() {
            "" => Err(FormulaError::Missing { at, wanted: "a number, `x` or `(`" }),
            "x" => {
                self.steps.push(Step::X);
                Ok(())
            }
            name => self.call(at, name),
        }
    }

    fn call(&mut self, at: usize, name: &str) -> Result<(), FormulaError> {
        let found = FUNCTIONS.iter().find(|(known, ..)| *known == name);
        let unknown = || FormulaError::Name { at, name: name.to_owned() };
        let (_, n_arguments, step) = found.ok_or_else(unknown)?;
        self.expect('(', "`(`")?;
        for argument in 0..*n_arguments {
            if argument > 0 {
                self.expect(',', "`,` and another argument")?;
            }
            self.sum()?;
        }
        self.expect(')', "`)`")?;
        self.steps.push(*step);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
