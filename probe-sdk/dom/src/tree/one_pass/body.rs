//! In the body.

use super::head::is_head_content;
use super::kinds::Sets;
use super::open::{BUTTON_SCOPE, LIST_SCOPE, OpenElement, SCOPE};
use super::scan::Tag;
use super::{Builder, Mode, Quirks, Rule, Step, Sure, Unsure};

impl<'a> Builder<'a> {
    pub(super) fn text_in_body(&mut self, run: &'a str) -> Sure<()> {
        self.reconstruct()?;
        self.put_text(run);
        Ok(())
    }

    pub(super) fn start_in_body(&mut self, tag: Tag) -> Sure<Step> {
        let rule = tag.kind.rule;
        if is_head_content(rule) {
            return self.head_content(tag);
        }
        match rule {
            Rule::Other => self.insert_reconstructed(tag),
            Rule::Html => Ok(self.merge_html(tag)),
            Rule::Body => Ok(self.merge_body(tag)),
            Rule::Block | Rule::P => self.insert_block(tag),
            Rule::Heading => self.start_heading(tag),
            Rule::Pre => self.start_pre(tag),
            Rule::Form => self.start_form(tag),
            Rule::Li | Rule::Dd => self.start_item(tag),
            Rule::Button => self.start_button(tag),
            Rule::A | Rule::Format | Rule::Nobr => self.start_format(tag),
            Rule::Marker => {
                self.insert_reconstructed(tag)?;
                self.open.push_marker();
                Ok(Step::Done)
            }
            Rule::Table => self.start_table(tag),
            Rule::Void | Rule::Br => self.insert_void_reconstructed(tag),
            Rule::Param => self.insert_void(tag).map(|_| Step::Done),
            Rule::Image => self.start_image(tag),
            Rule::Input => self.start_input(tag),
            Rule::Hr => self.start_hr(tag),
            Rule::Textarea => self.start_textarea(tag),
            Rule::Xmp => self.start_xmp(tag),
            Rule::Iframe | Rule::Noscript => self.raw(tag),
            Rule::Select => self.start_select(tag),
            Rule::Option | Rule::Optgroup => self.start_option(tag),
            Rule::Rb | Rule::Rt => self.start_ruby(tag),
            Rule::Math => Err(Unsure::Math),
            Rule::Svg => self.start_svg(tag),
            Rule::Frameset => Err(Unsure::Frameset),
            Rule::Plaintext => Err(Unsure::Plaintext),
            // Parts of tables and pages, which mean nothing here; those of the head were seen to above.
            Rule::Head
            | Rule::Frame
            | Rule::Caption
            | Rule::Col
            | Rule::Colgroup
            | Rule::Section
            | Rule::Row
            | Rule::Cell
            | Rule::HeadVoid
            | Rule::Title
            | Rule::HeadRaw
            | Rule::Script
            | Rule::Template => Ok(Step::Done),
        }
    }

    pub(super) fn end_in_body(&mut self, name: u32, rule: Rule) -> Sure<Step> {
        match rule {
            // What is open stays open after the body, see `Mode`.
            Rule::Body | Rule::Html | Rule::Template => {}
            Rule::Block | Rule::Button | Rule::Pre | Rule::Select => {
                self.close_named(name);
            }
            Rule::Marker => {
                if self.close_named(name) {
                    self.open.clear_to_marker();
                }
            }
            Rule::Form => self.end_form(),
            Rule::P => self.end_p()?,
            Rule::Li | Rule::Dd => self.end_item(name, rule),
            Rule::Heading => self.end_heading(),
            Rule::A | Rule::Format | Rule::Nobr => self.open.close_format(name)?,
            Rule::Br => {
                let tag = Tag::bare(name, self.kinds.of(name, &self.growth.names));
                return self.insert_void_reconstructed(tag);
            }
            Rule::Other
            | Rule::Head
            | Rule::HeadVoid
            | Rule::Title
            | Rule::HeadRaw
            | Rule::Script
            | Rule::Noscript
            | Rule::Frameset
            | Rule::Plaintext
            | Rule::Table
            | Rule::Void
            | Rule::Input
            | Rule::Param
            | Rule::Hr
            | Rule::Image
            | Rule::Textarea
            | Rule::Xmp
            | Rule::Iframe
            | Rule::Option
            | Rule::Optgroup
            | Rule::Rb
            | Rule::Rt
            | Rule::Math
            | Rule::Svg
            | Rule::Frame
            | Rule::Caption
            | Rule::Col
            | Rule::Colgroup
            | Rule::Section
            | Rule::Row
            | Rule::Cell => self.open.close_any(name),
        }
        Ok(Step::Done)
    }

    fn insert_reconstructed(&mut self, tag: Tag) -> Sure<Step> {
        self.reconstruct()?;
        self.insert(tag)?;
        Ok(Step::Done)
    }

    fn insert_block(&mut self, tag: Tag) -> Sure<Step> {
        self.open.close_p();
        self.insert(tag)?;
        Ok(Step::Done)
    }

    fn merge_body(&mut self, tag: Tag) -> Step {
        if let Some(body) = self.open.get(1).filter(|body| body.follows(Rule::Body)) {
            self.growth.add_missing_attrs(body.node, tag.attrs);
        }
        Step::Done
    }

    fn start_heading(&mut self, tag: Tag) -> Sure<Step> {
        self.open.close_p();
        if self.open.current_follows(Rule::Heading) {
            self.open.pop();
        }
        self.insert(tag)?;
        Ok(Step::Done)
    }

    fn start_pre(&mut self, tag: Tag) -> Sure<Step> {
        self.insert_block(tag)?;
        self.scanner.skip_line_feed()?;
        Ok(Step::Done)
    }

    fn start_form(&mut self, tag: Tag) -> Sure<Step> {
        if self.form.is_none() {
            self.open.close_p();
            self.form = Some(self.insert(tag)?);
        }
        Ok(Step::Done)
    }

    fn start_item(&mut self, tag: Tag) -> Sure<Step> {
        self.close_item_before(tag.kind.rule);
        self.insert_block(tag)
    }

    /// A list item ends the one before it.
    fn close_item_before(&mut self, rule: Rule) {
        let ends = |element: &&OpenElement| {
            element.follows(rule) || (element.is(Sets::SPECIAL) && !element.is(Sets::PASSED))
        };
        let Some(item) = self.open.iter().rev().find(ends).filter(|found| found.follows(rule))
        else {
            return;
        };
        let name = item.name;
        self.open.pop_with(|element| element.is_named(name));
    }

    /// True if the element was in scope.
    fn close_named(&mut self, name: u32) -> bool {
        let in_scope = self.open.named_in_scope(SCOPE, name);
        if in_scope {
            self.open.pop_with(|element| element.is_named(name));
        }
        in_scope
    }

    fn start_button(&mut self, tag: Tag) -> Sure<Step> {
        if self.open.rule_in_scope(SCOPE, Rule::Button) {
            self.open.pop_with(|element| element.follows(Rule::Button));
        }
        self.insert_reconstructed(tag)
    }

    fn start_format(&mut self, tag: Tag) -> Sure<Step> {
        if tag.kind.rule == Rule::A
            && let Some(node) = self.open.format_named(tag.name)
        {
            self.open.close_format(tag.name)?;
            self.open.remove_format(node);
            self.open.remove(node);
        }
        self.reconstruct()?;
        if tag.kind.rule == Rule::Nobr && self.open.named_in_scope(SCOPE, tag.name) {
            self.open.close_format(tag.name)?;
            self.reconstruct()?;
        }
        let node = self.insert(tag)?;
        let growth = &self.growth;
        self.open.push_format(node, tag, |attrs| growth.same_attrs(attrs, tag.attrs))?;
        Ok(Step::Done)
    }

    fn start_table(&mut self, tag: Tag) -> Sure<Step> {
        match self.quirks {
            Quirks::No => self.open.close_p(),
            Quirks::Unknown if self.open.rule_in_scope(BUTTON_SCOPE, Rule::P) => {
                return Err(Unsure::Quirks);
            }
            Quirks::Unknown | Quirks::Yes => {}
        }
        self.insert(tag)?;
        self.mode = Mode::InTable;
        Ok(Step::Done)
    }

    fn insert_void_reconstructed(&mut self, tag: Tag) -> Sure<Step> {
        self.reconstruct()?;
        self.insert_void(tag)?;
        Ok(Step::Done)
    }

    fn start_image(&mut self, mut tag: Tag) -> Sure<Step> {
        tag.name = self.growth.names.intern("img");
        self.insert_void_reconstructed(tag)
    }

    fn start_input(&mut self, tag: Tag) -> Sure<Step> {
        self.close_select();
        self.insert_void_reconstructed(tag)
    }

    fn start_hr(&mut self, tag: Tag) -> Sure<Step> {
        self.open.close_p();
        if self.open.rule_in_scope(SCOPE, Rule::Select) {
            self.open.imply_ends(|_| false);
        }
        self.insert_void(tag)?;
        Ok(Step::Done)
    }

    fn start_textarea(&mut self, tag: Tag) -> Sure<Step> {
        self.insert(tag)?;
        self.scanner.skip_line_feed()?;
        self.raw_rest(tag)
    }

    fn start_xmp(&mut self, tag: Tag) -> Sure<Step> {
        self.open.close_p();
        self.reconstruct()?;
        self.raw(tag)
    }

    /// A select in a select ends it and is dropped.
    fn start_select(&mut self, tag: Tag) -> Sure<Step> {
        if self.close_select() { Ok(Step::Done) } else { self.insert_reconstructed(tag) }
    }

    /// True if one was open.
    fn close_select(&mut self) -> bool {
        let in_scope = self.open.rule_in_scope(SCOPE, Rule::Select);
        if in_scope {
            self.open.pop_with(|element| element.follows(Rule::Select));
        }
        in_scope
    }

    fn start_option(&mut self, tag: Tag) -> Sure<Step> {
        if self.open.rule_in_scope(SCOPE, Rule::Select) {
            let is_group = tag.kind.rule == Rule::Optgroup;
            self.open.imply_ends(|element| !is_group && element.follows(Rule::Optgroup));
        } else if self.open.current_follows(Rule::Option) {
            self.open.pop();
        }
        self.insert_reconstructed(tag)
    }

    fn start_ruby(&mut self, tag: Tag) -> Sure<Step> {
        let ruby = self.growth.names.intern("ruby");
        if self.open.named_in_scope(SCOPE, ruby) {
            let rtc = self.growth.names.intern("rtc");
            let keeps_rtc = tag.kind.rule == Rule::Rt;
            self.open.imply_ends(|element| keeps_rtc && element.is_named(rtc));
        }
        self.insert(tag)?;
        Ok(Step::Done)
    }

    fn end_form(&mut self) {
        let Some(form) = self.form.take() else { return };
        if self.open.in_scope(SCOPE, |element| element.node == form) {
            self.open.imply_ends(|_| false);
            self.open.remove(form);
        }
    }

    fn end_p(&mut self) -> Sure<()> {
        if !self.open.rule_in_scope(BUTTON_SCOPE, Rule::P) {
            self.insert_implied("p")?;
        }
        self.open.close_p();
        Ok(())
    }

    fn end_item(&mut self, name: u32, rule: Rule) {
        let scope = if rule == Rule::Li { LIST_SCOPE } else { SCOPE };
        if self.open.named_in_scope(scope, name) {
            self.open.pop_with(|element| element.is_named(name));
        }
    }

    fn end_heading(&mut self) {
        if self.open.rule_in_scope(SCOPE, Rule::Heading) {
            self.open.pop_with(|element| element.follows(Rule::Heading));
        }
    }
}
