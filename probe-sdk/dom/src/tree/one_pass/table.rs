//! In a table.

use super::head::is_white;
use super::kinds::Sets;
use super::open::{OpenElement, TABLE_SCOPE};
use super::scan::Tag;
use super::{Builder, Mode, Rule, Step, Sure, Unsure, references};

/// Tags that start a part of a table.
fn is_part(rule: Rule) -> bool {
    is_part_of_table(rule) || matches!(rule, Rule::Row | Rule::Cell)
}

fn is_part_of_table(rule: Rule) -> bool {
    matches!(rule, Rule::Caption | Rule::Col | Rule::Colgroup | Rule::Section)
}

/// End tags that mean nothing where they close no open part.
fn is_ignored_end(rule: Rule) -> bool {
    is_part(rule) || matches!(rule, Rule::Body | Rule::Html)
}

fn is_table_context(element: &OpenElement) -> bool {
    element.is(Sets::TABLE_SCOPE)
}

fn is_section_context(element: &OpenElement) -> bool {
    element.follows(Rule::Section) || is_html_or_template(element)
}

fn is_row_context(element: &OpenElement) -> bool {
    element.follows(Rule::Row) || is_html_or_template(element)
}

fn is_html_or_template(element: &OpenElement) -> bool {
    element.is(Sets::TABLE_SCOPE) && !element.follows(Rule::Table)
}

impl<'a> Builder<'a> {
    /// White space stays where it is; other text moves before the table.
    pub(super) fn text_in_table(&mut self, run: &str) -> Sure<()> {
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        references::decode(run, references::Place::Text, &mut text);
        let in_table = self.open.current().is_some_and(|current| {
            [Rule::Table, Rule::Section, Rule::Row].iter().any(|&rule| current.follows(rule))
        });
        if !in_table || !text.chars().all(is_white) {
            return Err(Unsure::Foster);
        }
        self.settle();
        self.growth.text().push_str(&text);
        self.scratch = text;
        Ok(())
    }

    pub(super) fn text_in_column_group(&mut self, run: &'a str) -> Sure<()> {
        if !run.chars().all(is_white) {
            return Err(Unsure::Foster);
        }
        self.put_text(run);
        Ok(())
    }

    pub(super) fn start_in_table(&mut self, tag: Tag) -> Sure<Step> {
        let rule = tag.kind.rule;
        if rule == Rule::Table {
            return Ok(if self.close_table() { Step::Again } else { Step::Done });
        }
        if !is_part(rule) {
            return self.start_other_in_table(tag);
        }
        self.open.pop_down_to(is_table_context);
        if rule == Rule::Caption {
            self.open.push_marker();
            self.insert(tag)?;
            self.mode = Mode::InCaption;
            Ok(Step::Done)
        } else if rule == Rule::Colgroup {
            self.insert(tag)?;
            self.mode = Mode::InColumnGroup;
            Ok(Step::Done)
        } else if rule == Rule::Col {
            self.insert_implied("colgroup")?;
            self.mode = Mode::InColumnGroup;
            Ok(Step::Again)
        } else if rule == Rule::Section {
            self.insert(tag)?;
            self.mode = Mode::InTableBody;
            Ok(Step::Done)
        } else {
            self.insert_implied("tbody")?;
            self.mode = Mode::InTableBody;
            Ok(Step::Again)
        }
    }

    fn start_other_in_table(&mut self, tag: Tag) -> Sure<Step> {
        let rule = tag.kind.rule;
        let name = self.growth.names.get(tag.name);
        if matches!(rule, Rule::Script | Rule::Template) || name == "style" {
            return self.head_content(tag);
        }
        if rule == Rule::Input {
            let kind = self.growth.attr(tag.attrs, "type");
            if kind.is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")) {
                self.insert_void(tag)?;
                return Ok(Step::Done);
            }
        }
        if rule == Rule::Form {
            if self.form.is_none() {
                self.form = Some(self.insert_void(tag)?);
            }
            return Ok(Step::Done);
        }
        Err(Unsure::Foster)
    }

    pub(super) fn end_in_table(&mut self, name: u32, rule: Rule) -> Sure<Step> {
        if rule == Rule::Table {
            self.close_table();
        } else if matches!(rule, Rule::P | Rule::Br) {
            // These insert an element.
            return Err(Unsure::Foster);
        } else if !is_ignored_end(rule) {
            return self.end_in_body(name, rule);
        }
        Ok(Step::Done)
    }

    /// True if there was one to close.
    fn close_table(&mut self) -> bool {
        let is_table = |element: &OpenElement| element.follows(Rule::Table);
        let in_scope = self.open.in_scope(TABLE_SCOPE, is_table);
        if in_scope {
            self.open.pop_with(is_table);
            self.mode = self.mode_of_open();
        }
        in_scope
    }

    /// The standard's "reset the insertion mode appropriately".
    fn mode_of_open(&self) -> Mode {
        let mode = |element: &OpenElement| {
            [
                (Rule::Cell, Mode::InCell),
                (Rule::Row, Mode::InRow),
                (Rule::Section, Mode::InTableBody),
                (Rule::Caption, Mode::InCaption),
                (Rule::Colgroup, Mode::InColumnGroup),
                (Rule::Table, Mode::InTable),
            ]
            .into_iter()
            .find_map(|(rule, mode)| element.follows(rule).then_some(mode))
        };
        self.open.iter().rev().find_map(mode).unwrap_or(Mode::InBody)
    }

    pub(super) fn start_in_table_body(&mut self, tag: Tag) -> Sure<Step> {
        let rule = tag.kind.rule;
        if rule == Rule::Row {
            self.open.pop_down_to(is_section_context);
            self.insert(tag)?;
            self.mode = Mode::InRow;
            return Ok(Step::Done);
        }
        if rule == Rule::Cell {
            self.open.pop_down_to(is_section_context);
            self.insert_implied("tr")?;
            self.mode = Mode::InRow;
            return Ok(Step::Again);
        }
        if is_part_of_table(rule) {
            return Ok(self.leave_section());
        }
        self.start_in_table(tag)
    }

    pub(super) fn end_in_table_body(&mut self, name: u32, rule: Rule) -> Sure<Step> {
        if rule == Rule::Section {
            if self.open.named_in_scope(TABLE_SCOPE, name) {
                self.open.pop_down_to(is_section_context);
                self.open.pop();
                self.mode = Mode::InTable;
            }
            return Ok(Step::Done);
        }
        if rule == Rule::Table {
            return Ok(self.leave_section());
        }
        self.end_in_table(name, rule)
    }

    fn leave_section(&mut self) -> Step {
        // html5ever leaves `thead` out of this search; the table around it is found all the same.
        let in_table = self.open.in_scope(TABLE_SCOPE, |element| {
            element.follows(Rule::Table) || element.follows(Rule::Section)
        });
        if !in_table {
            return Step::Done;
        }
        self.open.pop_down_to(is_section_context);
        self.open.pop();
        self.mode = Mode::InTable;
        Step::Again
    }

    pub(super) fn start_in_row(&mut self, tag: Tag) -> Sure<Step> {
        let rule = tag.kind.rule;
        if rule == Rule::Cell {
            self.open.pop_down_to(is_row_context);
            self.insert(tag)?;
            self.mode = Mode::InCell;
            self.open.push_marker();
            return Ok(Step::Done);
        }
        if is_part(rule) {
            return Ok(self.leave_row());
        }
        self.start_in_table(tag)
    }

    pub(super) fn end_in_row(&mut self, name: u32, rule: Rule) -> Sure<Step> {
        if rule == Rule::Row {
            self.leave_row();
            return Ok(Step::Done);
        }
        let ends_section = rule == Rule::Section && self.open.named_in_scope(TABLE_SCOPE, name);
        if rule == Rule::Table || ends_section {
            return Ok(self.leave_row());
        }
        self.end_in_table(name, rule)
    }

    fn leave_row(&mut self) -> Step {
        if !self.open.rule_in_scope(TABLE_SCOPE, Rule::Row) {
            return Step::Done;
        }
        self.open.pop_down_to(is_row_context);
        self.open.pop();
        self.mode = Mode::InTableBody;
        Step::Again
    }

    pub(super) fn start_in_cell(&mut self, tag: Tag) -> Sure<Step> {
        if !is_part(tag.kind.rule) {
            return self.start_in_body(tag);
        }
        if !self.open.rule_in_scope(TABLE_SCOPE, Rule::Cell) {
            return Ok(Step::Done);
        }
        self.close_cell();
        Ok(Step::Again)
    }

    pub(super) fn end_in_cell(&mut self, name: u32, rule: Rule) -> Sure<Step> {
        let ends_cell = rule == Rule::Cell;
        let ends_around = matches!(rule, Rule::Table | Rule::Section | Rule::Row);
        if !ends_cell && !ends_around {
            return if is_ignored_end(rule) {
                Ok(Step::Done)
            } else {
                self.end_in_body(name, rule)
            };
        }
        if !self.open.named_in_scope(TABLE_SCOPE, name) {
            return Ok(Step::Done);
        }
        if ends_around {
            self.close_cell();
            return Ok(Step::Again);
        }
        self.open.pop_with(|element| element.is_named(name));
        self.open.clear_to_marker();
        self.mode = Mode::InRow;
        Ok(Step::Done)
    }

    fn close_cell(&mut self) {
        self.open.pop_with(|element| element.follows(Rule::Cell));
        self.open.clear_to_marker();
        self.mode = Mode::InRow;
    }

    pub(super) fn start_in_caption(&mut self, tag: Tag) -> Sure<Step> {
        if !is_part(tag.kind.rule) {
            return self.start_in_body(tag);
        }
        Ok(self.close_caption())
    }

    pub(super) fn end_in_caption(&mut self, name: u32, rule: Rule) -> Sure<Step> {
        if rule == Rule::Table {
            return Ok(self.close_caption());
        }
        if rule == Rule::Caption {
            self.close_caption();
        } else if !is_ignored_end(rule) {
            return self.end_in_body(name, rule);
        }
        Ok(Step::Done)
    }

    fn close_caption(&mut self) -> Step {
        if !self.open.rule_in_scope(TABLE_SCOPE, Rule::Caption) {
            return Step::Done;
        }
        self.open.pop_with(|element| element.follows(Rule::Caption));
        self.open.clear_to_marker();
        self.mode = Mode::InTable;
        Step::Again
    }

    pub(super) fn start_in_column_group(&mut self, tag: Tag) -> Sure<Step> {
        let rule = tag.kind.rule;
        if rule == Rule::Html {
            Ok(self.merge_html(tag))
        } else if rule == Rule::Col {
            self.insert_void(tag)?;
            Ok(Step::Done)
        } else if rule == Rule::Template {
            Err(Unsure::Template)
        } else {
            Ok(self.leave_column_group())
        }
    }

    pub(super) fn end_in_column_group(&mut self, rule: Rule) -> Step {
        if matches!(rule, Rule::Col | Rule::Template) {
            return Step::Done;
        }
        let left = self.leave_column_group();
        if rule == Rule::Colgroup { Step::Done } else { left }
    }

    fn leave_column_group(&mut self) -> Step {
        if !self.open.current_follows(Rule::Colgroup) {
            return Step::Done;
        }
        self.open.pop();
        self.mode = Mode::InTable;
        Step::Again
    }
}
