//! In SVG.

use super::kinds::{Kind, Rule, Sets};
use super::scan::Tag;
use super::{Builder, Step, Sure};

impl Builder<'_> {
    pub(super) fn start_svg(&mut self, tag: Tag) -> Sure<Step> {
        self.reconstruct()?;
        self.insert_foreign(tag)
    }

    fn insert_foreign(&mut self, mut tag: Tag) -> Sure<Step> {
        let is_integration =
            matches!(self.growth.names.get(tag.name), "title" | "desc" | "foreignobject");
        let sets = if is_integration { Sets::INTEGRATION.or(Sets::SCOPE) } else { Sets::NONE };
        tag.kind = Kind { rule: Rule::Other, sets: sets.or(Sets::FOREIGN) };
        if tag.self_closing {
            self.insert_void(tag)?;
        } else {
            self.insert(tag)?;
        }
        Ok(Step::Done)
    }

    pub(super) fn foreign_start(&mut self, tag: Tag) -> Sure<Step> {
        if !self.leaves_foreign(tag) {
            return self.insert_foreign(tag);
        }
        self.leave_foreign();
        Ok(Step::Again)
    }

    /// True for tags that no SVG has, so that its end was forgotten.
    fn leaves_foreign(&self, tag: Tag) -> bool {
        match self.growth.names.get(tag.name) {
            "font" => {
                ["color", "face", "size"].iter().any(|at| self.growth.attr(tag.attrs, at).is_some())
            }
            name => LEAVES_FOREIGN.contains(&name),
        }
    }

    fn leave_foreign(&mut self) {
        self.open
            .pop_down_to(|element| !element.is(Sets::FOREIGN) || element.is(Sets::INTEGRATION));
    }

    pub(super) fn foreign_end(&mut self, name: u32, rule: Rule) -> Sure<Step> {
        if matches!(rule, Rule::Br | Rule::P) {
            self.leave_foreign();
            return self.end_in_mode(name, rule);
        }
        if !self.open.close_foreign(name) {
            return self.end_in_mode(name, rule);
        }
        Ok(Step::Done)
    }
}

const LEAVES_FOREIGN: [&str; 44] = [
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "strike",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
];
