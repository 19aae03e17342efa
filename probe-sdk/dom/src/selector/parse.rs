//! Text to [`Selector`]. One pass, left to right; the first fault is the one reported.

use super::{
    Combinator, Complex, Compound, Op, SELECTOR_BYTES_MAX, SELECTOR_PARTS_MAX, Selector,
    SelectorError, Test,
};

pub(super) fn parse(selector: &str) -> Result<Selector, SelectorError> {
    let mut cursor = Cursor { rest: selector, n_parts: 0 };
    cursor.selector().map_err(|problem| {
        let read = selector.len() - cursor.rest.len();
        let position = 1 + selector.get(..read).map_or(0, |read| read.chars().count());
        let selector = selector.chars().take(SELECTOR_BYTES_MAX).collect();
        SelectorError { selector, position, problem }
    })
}

type Parsed<T> = Result<T, &'static str>;

struct Cursor<'a> {
    rest: &'a str,
    n_parts: usize,
}

impl<'a> Cursor<'a> {
    fn selector(&mut self) -> Parsed<Selector> {
        if self.rest.len() > SELECTOR_BYTES_MAX {
            return Err("the selector is too long");
        }
        let mut groups = Vec::new();
        loop {
            self.spaces();
            groups.push(self.complex()?);
            if !self.eat(',') {
                break;
            }
        }
        if self.rest.is_empty() { Ok(Selector { groups }) } else { Err("not expected here") }
    }

    fn complex(&mut self) -> Parsed<Complex> {
        let first = self.compound()?;
        let mut rest = Vec::new();
        while let Some(combinator) = self.combinator() {
            rest.push((combinator, self.compound()?));
        }
        Ok(Complex { first, rest })
    }

    /// `None` at the end of a complex selector.
    fn combinator(&mut self) -> Option<Combinator> {
        let spaced = self.spaces();
        let combinator = match self.peek() {
            None | Some(',') => return None,
            Some('>') => Combinator::Child,
            Some('+') => Combinator::Next,
            Some('~') => Combinator::Later,
            Some(_) => return spaced.then_some(Combinator::Descendant),
        };
        self.skip();
        self.spaces();
        Some(combinator)
    }

    fn compound(&mut self) -> Parsed<Compound> {
        if self.n_parts == SELECTOR_PARTS_MAX {
            return Err("the selector has too many parts");
        }
        self.n_parts += 1;
        let mut compound = Compound::default();
        let before = self.rest.len();
        if !self.eat('*') && self.peek().is_some_and(starts_name) {
            compound.tag = Some(self.name()?.to_ascii_lowercase());
        }
        while let Some(test) = self.test()? {
            compound.tests.push(test);
        }
        if self.rest.len() == before {
            return Err("a tag, `*`, `#`, `.`, `[` or `:` is expected");
        }
        Ok(compound)
    }

    fn test(&mut self) -> Parsed<Option<Test>> {
        let test = match self.peek() {
            Some('#') => {
                self.skip();
                Test::Id(self.name()?)
            }
            Some('.') => {
                self.skip();
                Test::Class(self.name()?)
            }
            Some('[') => {
                self.skip();
                self.attr()?
            }
            Some(':') => self.pseudo()?,
            _ => return Ok(None),
        };
        Ok(Some(test))
    }

    fn attr(&mut self) -> Parsed<Test> {
        self.spaces();
        let name = self.name()?.to_ascii_lowercase();
        self.spaces();
        let (mut op, mut value, mut any_case) = (Op::Present, String::new(), false);
        if let Some(found) = self.op()? {
            op = found;
            self.spaces();
            value = self.value()?;
            self.spaces();
            any_case = self.eat('i') || self.eat('I');
            self.spaces();
        }
        if !self.eat(']') {
            return Err("`]` is expected");
        }
        Ok(Test::Attr { name, op, value, any_case })
    }

    fn op(&mut self) -> Parsed<Option<Op>> {
        let op = match self.peek() {
            Some('=') => {
                self.skip();
                return Ok(Some(Op::Equal));
            }
            Some('~') => Op::Word,
            Some('^') => Op::Prefix,
            Some('$') => Op::Suffix,
            Some('*') => Op::Within,
            Some('|') => Op::Dashed,
            _ => return Ok(None),
        };
        self.skip();
        if self.eat('=') { Ok(Some(op)) } else { Err("`=` is expected") }
    }

    fn value(&mut self) -> Parsed<String> {
        let Some(quote @ ('"' | '\'')) = self.peek() else { return self.name() };
        self.skip();
        let mut value = String::new();
        loop {
            match self.peek() {
                None => return Err("the quoted value does not end"),
                Some('\\') => value.push(self.escape()?),
                Some(found) => {
                    self.skip();
                    if found == quote {
                        return Ok(value);
                    }
                    value.push(found);
                }
            }
        }
    }

    fn pseudo(&mut self) -> Parsed<Test> {
        for (name, test) in [
            (":first-child", Test::NthChild { step: 0, start: 1 }),
            (":last-child", Test::LastChild),
        ] {
            if self.eat_word(name) {
                return Ok(test);
            }
        }
        let test = if self.eat_word(":nth-child(") {
            self.nth()?
        } else if self.eat_word(":not(") {
            self.spaces();
            let compound = self.compound()?;
            if compound.tests.iter().any(|test| matches!(test, Test::Not(_))) {
                return Err("`:not` inside `:not` is not supported");
            }
            Test::Not(compound)
        } else {
            return Err("this pseudo-class is not supported");
        };
        self.spaces();
        if self.eat(')') { Ok(test) } else { Err("`)` is expected") }
    }

    /// `odd`, `even`, `3`, `n`, `2n`, `-n+3`, `2n + 1`.
    fn nth(&mut self) -> Parsed<Test> {
        self.spaces();
        for (word, step, start) in [("odd", 2, 1), ("even", 2, 0)] {
            if self.eat_word(word) {
                return Ok(Test::NthChild { step, start });
            }
        }
        let sign = self.sign().unwrap_or(1);
        let number = self.number()?;
        if !self.eat('n') && !self.eat('N') {
            let start = number.ok_or("a number, `n`, `odd` or `even` is expected")?;
            return Ok(Test::NthChild { step: 0, start: sign * start });
        }
        let step = sign * number.unwrap_or(1);
        self.spaces();
        let Some(sign) = self.sign() else { return Ok(Test::NthChild { step, start: 0 }) };
        self.spaces();
        let start = self.number()?.ok_or("a number is expected")?;
        Ok(Test::NthChild { step, start: sign * start })
    }

    fn sign(&mut self) -> Option<i32> {
        if self.eat('+') {
            Some(1)
        } else if self.eat('-') {
            Some(-1)
        } else {
            None
        }
    }

    fn number(&mut self) -> Parsed<Option<i32>> {
        let n_digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let Some((digits, rest)) = self.rest.split_at_checked(n_digits) else { return Ok(None) };
        if digits.is_empty() {
            return Ok(None);
        }
        let number = digits.parse().map_err(|_| "the number is too large")?;
        self.rest = rest;
        Ok(Some(number))
    }

    /// A name; unlike CSS it may start with a digit, because ids on real pages do.
    fn name(&mut self) -> Parsed<String> {
        let mut name = String::new();
        loop {
            match self.peek() {
                Some('\\') => name.push(self.escape()?),
                Some(found) if continues_name(found) => {
                    self.skip();
                    name.push(found);
                }
                _ => break,
            }
        }
        if name.is_empty() { Err("a name is expected") } else { Ok(name) }
    }

    /// A character after a backslash: itself, or by its hexadecimal number.
    fn escape(&mut self) -> Parsed<char> {
        self.skip();
        let n_digits = self.rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        if let Some((digits, rest)) = self.rest.split_at_checked(n_digits)
            && n_digits > 0
        {
            let code = u32::from_str_radix(digits, 16).unwrap_or(0);
            self.rest = rest.strip_prefix([' ', '\t', '\n']).unwrap_or(rest);
            return Ok(char::from_u32(code).filter(|&c| c != '\0').unwrap_or('\u{fffd}'));
        }
        let escaped = self.peek().filter(|&c| c != '\n').ok_or("nothing to escape")?;
        self.skip();
        Ok(escaped)
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn skip(&mut self) {
        let mut chars = self.rest.chars();
        chars.next();
        self.rest = chars.as_str();
    }

    fn eat(&mut self, wanted: char) -> bool {
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Eats `word`, in any case.
    fn eat_word(&mut self, word: &str) -> bool {
        let rest: Option<&'a str> = self
            .rest
            .split_at_checked(word.len())
            .filter(|(found, _)| found.eq_ignore_ascii_case(word))
            .map(|(_, rest)| rest);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// True if there were any.
    fn spaces(&mut self) -> bool {
        let before = self.rest.len();
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']);
        self.rest.len() < before
    }
}

fn starts_name(c: char) -> bool {
    c == '\\' || continues_name(c)
}

fn continues_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii()
}
