//! Tables with a head: a column is a field whose values are its cells.

use super::heads::{bare, is_cell_label};
use super::lexicon::Lexicon;
use super::outline::Outline;
use super::{Field, is_placeholder};
use crate::page::Hit;

/// First cell of the head of a numbered table.
const NUMBERS: [&str; 3] = ["序号", "编号", "no"];

/// Names of columns besides those a point asks for.
const NAMES: [&str; 15] = [
    "名称",
    "类型",
    "类别",
    "领域",
    "部门",
    "单位",
    "形式",
    "份数",
    "来源",
    "必要性",
    "备注",
    "编码",
    "日期",
    "文号",
    "操作",
];

/// Cells of a row that are looked at.
const CELLS_MAX: usize = 30;

/// A row of a table.
#[derive(Debug)]
struct Row {
    element: usize,
    cells: Vec<usize>,
    table: Option<usize>,
    /// Whether it names the columns of those below it.
    is_head: bool,
}

/// The tables of a page, row by row.
#[derive(Debug)]
pub(super) struct Tables {
    rows: Vec<Row>,
}

impl Tables {
    pub(super) fn of(outline: &Outline, words: &Lexicon) -> Self {
        let is_row = |at: &usize| outline.elements.get(*at).is_some_and(|row| row.tag == "tr");
        let rows = (0..outline.elements.len()).filter(is_row).map(|element| Row {
            element,
            cells: cells(outline, element),
            table: table_of(outline, element),
            is_head: false,
        });
        let mut tables = Self { rows: rows.collect() };
        let heads: Vec<bool> =
            (0..tables.rows.len()).map(|n| tables.is_head(outline, words, n)).collect();
        for (row, is_head) in tables.rows.iter_mut().zip(heads) {
            row.is_head = is_head;
        }
        tables
    }

    /// The fields that are columns.
    pub(super) fn fields(&self, outline: &Outline) -> Vec<Field> {
        let mut fields = Vec::new();
        for (n, row) in self.rows.iter().enumerate().filter(|(_, row)| row.is_head) {
            let below = self.rows.iter().skip(n + 1);
            let below =
                below.filter(|below| below.table == row.table).take_while(|row| !row.is_head);
            let below: Vec<&Row> = below.collect();
            let columns = row.cells.iter().enumerate();
            fields.extend(columns.map(|(n, cell)| column(outline, *cell, n, &below)));
        }
        fields
    }

    /// Cells of table heads: they are no labels of the cell beside them.
    pub(super) fn head_cells(&self) -> Vec<usize> {
        self.rows.iter().filter(|row| row.is_head).flat_map(|row| row.cells.clone()).collect()
    }

    /// Whether a cell is a label by its place: before another in a table without a head.
    pub(super) fn is_label_cell(&self, cell: usize, label: &str) -> bool {
        let at = self.rows.partition_point(|row| row.element < cell).checked_sub(1);
        let Some(row) = at.and_then(|at| self.rows.get(at)) else { return false };
        let at = row.cells.iter().position(|other| *other == cell);
        let is_place = matches!(row.cells.len(), 2 | 4 | 6) && at.is_some_and(|at| at % 2 == 0);
        is_place
            && is_cell_label(label)
            && !self.rows.iter().any(|other| other.table == row.table && other.is_head)
    }

    fn is_head(&self, outline: &Outline, words: &Lexicon, n: usize) -> bool {
        let Some(row) = self.rows.get(n).filter(|row| row.cells.len() >= 2) else { return false };
        let mut below = self.rows.iter().skip(n + 1).filter(|below| below.table == row.table);
        let Some(below) = below.next().filter(|below| below.cells.len() >= 2) else { return false };
        let tag = |at: usize| outline.elements.get(at).map_or("", |element| element.tag.as_str());
        let parent = outline.elements.get(row.element).and_then(|row| row.parent).map_or("", tag);
        if row.cells.iter().all(|cell| tag(*cell) == "th") || parent == "thead" {
            return true;
        }
        let before = self.rows.get(..n).unwrap_or_default();
        let is_first = !before.iter().any(|before| before.table == row.table);
        let label = |cell: &usize| bare(&outline.text_in(*cell));
        let labels: Vec<String> = row.cells.iter().map(label).collect();
        let is_numbered = labels.first().is_some_and(|label| NUMBERS.contains(&label.as_str()));
        let is_even = below.cells.len() == row.cells.len();
        // `th` among the cells are labels of the cells beside them.
        let has_th = row.cells.iter().any(|cell| tag(*cell) == "th");
        // Pairs of cells have a value second, and never an odd number.
        let is_odd = row.cells.len() % 2 == 1 && labels.iter().all(|label| is_cell_label(label));
        let is_name =
            |label: &String| NAMES.iter().any(|name| label.ends_with(name)) || words.is_word(label);
        // The second cell of a pair is a value, and no value is a label that is asked for.
        let is_asked = labels.iter().skip(1).step_by(2).any(|label| words.is_word(label));
        let are_names = labels.iter().take(2).all(is_name)
            || is_asked && labels.iter().filter(|label| is_name(label)).count() >= 2;
        // All of a row set off in bold name columns where the row below is not.
        let is_bold = |row: &Row| row.cells.iter().all(|cell| is_bold(outline, *cell));
        let is_set_off = is_bold(row) && !is_bold(below);
        is_first && !has_th && (is_numbered || is_even && (is_odd || are_names || is_set_off))
    }
}

/// Whether all that a cell says is in bold.
fn is_bold(outline: &Outline, cell: usize) -> bool {
    let end = outline.elements.get(cell).map_or(cell, |cell| cell.end);
    let is_bold = |element: usize| {
        let tag = outline.elements.get(element).map_or("", |element| element.tag.as_str());
        matches!(tag, "b" | "strong")
    };
    let bold: Vec<usize> = (cell..end).filter(|at| is_bold(*at)).collect();
    let mut runs = outline.runs_in(cell).iter().filter(|run| !run.is_picture).peekable();
    runs.peek().is_some()
        && runs.all(|run| bold.iter().any(|bold| outline.is_within(run.element, *bold)))
}

fn column(outline: &Outline, head: usize, n: usize, below: &[&Row]) -> Field {
    let hit = |cell: usize| Hit {
        page: outline.page,
        node: outline.node_at(cell),
        text: outline.text_in(cell),
    };
    let cells: Vec<usize> = below.iter().filter_map(|row| row.cells.get(n).copied()).collect();
    let is_in = |picture: &usize| cells.iter().any(|cell| outline.is_within(*picture, *cell));
    let pictures = outline.runs.iter().filter(|run| run.is_picture).map(|run| run.element);
    let values = cells.iter().map(|cell| hit(*cell)).filter(|hit| !is_placeholder(&hit.text));
    let node = outline.node_at(head);
    let last = below.last().and_then(|row| outline.elements.get(row.element));
    let end = last.map_or(node + 1, |row| outline.node_at(row.end));
    Field {
        label: bare(&outline.text_in(head)),
        head: hit(head),
        values: values.collect(),
        pictures: pictures.filter(is_in).map(|at| outline.node_at(at)).collect(),
        n_rows: below.len(),
        nodes: node..end.max(node + 1),
    }
}

fn cells(outline: &Outline, row: usize) -> Vec<usize> {
    let is_cell = |at: &usize| {
        outline.elements.get(*at).is_some_and(|cell| matches!(cell.tag.as_str(), "td" | "th"))
    };
    outline.children(row).into_iter().filter(is_cell).take(CELLS_MAX).collect()
}

fn table_of(outline: &Outline, row: usize) -> Option<usize> {
    let mut at = outline.elements.get(row)?.parent;
    while let Some(element) = at {
        let found = outline.elements.get(element)?;
        if found.tag == "table" {
            return Some(element);
        }
        at = found.parent;
    }
    None
}
