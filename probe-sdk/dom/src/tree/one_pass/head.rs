//! From the start of the page to the start of its body.

use super::scan::Tag;
use super::{Builder, Mode, Quirks, Rule, Step, Sure, Unsure, references};

impl Builder<'_> {
    pub(super) fn doctype(&mut self, inside: Option<&str>) {
        if self.mode == Mode::Initial {
            self.quirks = inside.map_or(Quirks::Yes, quirks);
            self.mode = Mode::BeforeHtml;
        }
    }

    pub(super) fn start_before_html(&mut self, tag: Tag) -> Sure<Step> {
        self.mode = Mode::BeforeHead;
        if tag.kind.rule == Rule::Html {
            self.insert(tag)?;
            return Ok(Step::Done);
        }
        self.insert_implied("html")?;
        Ok(Step::Again)
    }

    pub(super) fn end_before_html(&mut self, rule: Rule) -> Sure<Step> {
        // Even an end tag that is ignored comes before a doctype, which then is none.
        self.mode = Mode::BeforeHtml;
        if !implies_body(rule) && rule != Rule::Head {
            return Ok(Step::Done);
        }
        self.insert_implied("html")?;
        self.mode = Mode::BeforeHead;
        Ok(Step::Again)
    }

    pub(super) fn start_before_head(&mut self, tag: Tag) -> Sure<Step> {
        if tag.kind.rule == Rule::Html {
            return Ok(self.merge_html(tag));
        }
        self.mode = Mode::InHead;
        if tag.kind.rule == Rule::Head {
            self.insert(tag)?;
            return Ok(Step::Done);
        }
        self.insert_implied("head")?;
        Ok(Step::Again)
    }

    pub(super) fn end_before_head(&mut self, rule: Rule) -> Sure<Step> {
        if !implies_body(rule) && rule != Rule::Head {
            return Ok(Step::Done);
        }
        self.insert_implied("head")?;
        self.mode = Mode::InHead;
        Ok(Step::Again)
    }

    pub(super) fn start_in_head(&mut self, tag: Tag) -> Sure<Step> {
        let rule = tag.kind.rule;
        if rule == Rule::Html {
            Ok(self.merge_html(tag))
        } else if rule == Rule::Head {
            Ok(Step::Done)
        } else if rule == Rule::Noscript {
            self.raw(tag)
        } else if is_head_content(rule) {
            self.head_content(tag)
        } else {
            self.leave_head();
            Ok(Step::Again)
        }
    }

    /// The tags that follow the rules of the head wherever they stand.
    pub(super) fn head_content(&mut self, tag: Tag) -> Sure<Step> {
        let rule = tag.kind.rule;
        if rule == Rule::HeadVoid {
            self.insert_void(tag)?;
            Ok(Step::Done)
        } else if rule == Rule::Title {
            self.raw_with_references(tag)
        } else if rule == Rule::Script {
            self.script(tag)
        } else if rule == Rule::Template {
            Err(Unsure::Template)
        } else {
            self.raw(tag)
        }
    }

    pub(super) fn end_in_head(&mut self, rule: Rule) -> Step {
        if rule == Rule::Head {
            self.leave_head();
        } else if implies_body(rule) {
            self.leave_head();
            return Step::Again;
        }
        Step::Done
    }

    pub(super) fn start_after_head(&mut self, tag: Tag) -> Sure<Step> {
        let rule = tag.kind.rule;
        if rule == Rule::Html {
            return Ok(self.merge_html(tag));
        }
        if rule == Rule::Head {
            return Ok(Step::Done);
        }
        if rule == Rule::Frameset {
            return Err(Unsure::Frameset);
        }
        if rule == Rule::Title {
            return Err(Unsure::TitleAfterHead);
        }
        if is_head_content(rule) {
            return self.late_head_content(tag);
        }
        self.mode = Mode::InBody;
        if rule == Rule::Body {
            self.insert(tag)?;
            return Ok(Step::Done);
        }
        self.insert_implied("body")?;
        Ok(Step::Again)
    }

    /// Content of the head that stands between it and the body goes into the head all the same. It is
    /// mute, so the head's text stays one slice.
    fn late_head_content(&mut self, tag: Tag) -> Sure<Step> {
        if let Some(head) = self.growth.reopen() {
            let name = self.growth.names.intern("head");
            let as_tag = Tag::bare(name, self.kinds.of(name, &self.growth.names));
            self.open.push(head, as_tag, self.growth.depth())?;
        }
        self.head_content(tag)?;
        self.open.pop();
        Ok(Step::Done)
    }

    pub(super) fn end_after_head(&mut self, rule: Rule) -> Sure<Step> {
        if !implies_body(rule) {
            return Ok(Step::Done);
        }
        self.insert_implied("body")?;
        self.mode = Mode::InBody;
        Ok(Step::Again)
    }

    /// Text before the body: white space stays where it is or is dropped, anything else starts the body.
    pub(super) fn text_before_body(&mut self, run: &str) -> Sure<()> {
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        references::decode(run, references::Place::Text, &mut text);
        let rest = text.trim_start_matches(is_white);
        let (blank, rest) = text.split_at_checked(text.len() - rest.len()).unwrap_or(("", &text));
        if matches!(self.mode, Mode::InHead | Mode::AfterHead) {
            self.settle();
            self.growth.text().push_str(blank);
        }
        if !rest.is_empty() {
            self.ensure_body()?;
            self.settle();
            self.growth.text().push_str(rest);
        }
        self.scratch = text;
        Ok(())
    }

    /// Puts down what the page leaves out up to its body.
    pub(super) fn ensure_body(&mut self) -> Sure<()> {
        if matches!(self.mode, Mode::Initial | Mode::BeforeHtml) {
            self.insert_implied("html")?;
            self.mode = Mode::BeforeHead;
        }
        if self.mode == Mode::BeforeHead {
            self.insert_implied("head")?;
            self.mode = Mode::InHead;
        }
        if self.mode == Mode::InHead {
            self.leave_head();
        }
        if self.mode == Mode::AfterHead {
            self.insert_implied("body")?;
            self.mode = Mode::InBody;
        }
        Ok(())
    }

    fn leave_head(&mut self) {
        self.open.pop();
        self.mode = Mode::AfterHead;
    }

    /// A second `<html>` adds the attributes the first does not have.
    pub(super) fn merge_html(&mut self, tag: Tag) -> Step {
        if let Some(html) = self.open.get(0) {
            self.growth.add_missing_attrs(html.node, tag.attrs);
        }
        Step::Done
    }
}

/// The standard's white space.
pub(super) fn is_white(c: char) -> bool {
    c.is_ascii_whitespace()
}

/// End tags that are not ignored before the body but start it.
fn implies_body(rule: Rule) -> bool {
    matches!(rule, Rule::Body | Rule::Html | Rule::Br)
}

pub(super) fn is_head_content(rule: Rule) -> bool {
    matches!(rule, Rule::HeadVoid | Rule::Title | Rule::HeadRaw | Rule::Script | Rule::Template)
}

/// The mode of a doctype, from what stands behind `<!doctype`. Those of nearly all pages are known here.
fn quirks(inside: &str) -> Quirks {
    let lower = inside.to_ascii_lowercase();
    let mut words = lower.split_ascii_whitespace();
    if words.next() != Some("html") || !lower.starts_with(|c: char| c.is_ascii_whitespace()) {
        return Quirks::Unknown;
    }
    let rest = words.collect::<Vec<_>>().join(" ");
    if rest.is_empty() {
        return Quirks::No;
    }
    let known = rest.strip_prefix("public \"-//w3c//dtd ").is_some_and(|id| {
        [
            "xhtml 1.0 transitional//en\" \"http://www.w3.org/tr/xhtml1/dtd/xhtml1-transitional.dtd\"",
            "xhtml 1.0 strict//en\" \"http://www.w3.org/tr/xhtml1/dtd/xhtml1-strict.dtd\"",
            "xhtml 1.1//en\" \"http://www.w3.org/tr/xhtml11/dtd/xhtml11.dtd\"",
            "html 4.01 transitional//en\" \"http://www.w3.org/tr/html4/loose.dtd\"",
            "html 4.01//en\" \"http://www.w3.org/tr/html4/strict.dtd\"",
        ]
        .contains(&id)
    });
    if known { Quirks::No } else { Quirks::Unknown }
}
