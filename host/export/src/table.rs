//! A table: columns of one type each, all of one length.

use std::borrow::Cow;

/// Chinese and English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// 中文
    pub zh: Cow<'static, str>,
    /// English
    pub en: Cow<'static, str>,
}

impl Words {
    /// Words of a program.
    pub const fn of(zh: &'static str, en: &'static str) -> Self {
        Self { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
    }

    /// Words of a file.
    pub fn read(zh: String, en: String) -> Self {
        Self { zh: Cow::Owned(zh), en: Cow::Owned(en) }
    }

    /// Both, Chinese first.
    pub(crate) fn both(&self) -> String {
        format!("{} {}", self.zh, self.en)
    }
}

/// The values of a column; `None` is missing.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// Any characters, those of hostile pages included.
    Text(Vec<Option<String>>),
    /// Whole numbers.
    Integer(Vec<Option<i64>>),
    /// Finite numbers.
    Number(Vec<Option<f64>>),
    /// Yes or no.
    Boolean(Vec<Option<bool>>),
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// See [`Data::Text`].
    Text,
    /// See [`Data::Integer`].
    Integer,
    /// See [`Data::Number`].
    Number,
    /// See [`Data::Boolean`].
    Boolean,
}

impl Kind {
    /// As data packages and JSON Schema name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
        }
    }
}

/// One value of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cell<'t> {
    Missing,
    Text(&'t str),
    Integer(i64),
    Number(f64),
    Boolean(bool),
}

/// A named column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Lower-case letters and underscores.
    pub name: String,
    /// What it says, with its unit and range.
    pub title: Words,
    /// Its values.
    pub data: Data,
}

impl Column {
    /// What its values are.
    pub fn kind(&self) -> Kind {
        match self.data {
            Data::Text(_) => Kind::Text,
            Data::Integer(_) => Kind::Integer,
            Data::Number(_) => Kind::Number,
            Data::Boolean(_) => Kind::Boolean,
        }
    }

    /// The value of a row; a row that is not there is missing.
    pub(crate) fn cell(&self, row: usize) -> Cell<'_> {
        let cell = match &self.data {
            Data::Text(values) => values.get(row).and_then(Option::as_deref).map(Cell::Text),
            Data::Integer(values) => values.get(row).copied().flatten().map(Cell::Integer),
            Data::Number(values) => values.get(row).copied().flatten().map(Cell::Number),
            Data::Boolean(values) => values.get(row).copied().flatten().map(Cell::Boolean),
        };
        cell.unwrap_or(Cell::Missing)
    }
}

/// A column whose values are keys of another table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Column of this table.
    pub column: String,
    /// The other table.
    pub table: String,
    /// Its key.
    pub key: String,
}

/// A named table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Lower-case letters and underscores; also the name of its file.
    pub name: String,
    /// What a row is.
    pub title: Words,
    /// In order; the builder makes all of one length.
    pub columns: Vec<Column>,
    /// Number of rows.
    pub n_rows: usize,
    /// Columns that name a row.
    pub key: Vec<String>,
    /// Where values come from.
    pub references: Vec<Reference>,
}

impl Table {
    /// Begins a table with one row for every record.
    pub fn of<'r, R>(name: &str, title: Words, records: &'r [R]) -> Builder<'r, R> {
        let table = Self {
            name: name.to_owned(),
            title,
            columns: Vec::new(),
            n_rows: records.len(),
            key: Vec::new(),
            references: Vec::new(),
        };
        Builder { records, table }
    }
}

/// Adds columns, each by what it takes of a record.
#[derive(Debug)]
pub struct Builder<'r, R> {
    records: &'r [R],
    table: Table,
}

impl<R> Builder<'_, R> {
    /// A column of text.
    #[must_use]
    pub fn text(self, name: &str, title: Words, take: impl Fn(&R) -> Option<String>) -> Self {
        let data = Data::Text(self.records.iter().map(take).collect());
        self.column(name, title, data)
    }

    /// A column of whole numbers.
    #[must_use]
    pub fn integer(self, name: &str, title: Words, take: impl Fn(&R) -> Option<i64>) -> Self {
        let data = Data::Integer(self.records.iter().map(take).collect());
        self.column(name, title, data)
    }

    /// A column of numbers; what is not finite is missing.
    #[must_use]
    pub fn number(self, name: &str, title: Words, take: impl Fn(&R) -> Option<f64>) -> Self {
        let finite = |record| take(record).filter(|number| number.is_finite());
        let data = Data::Number(self.records.iter().map(finite).collect());
        self.column(name, title, data)
    }

    /// A column of yes and no.
    #[must_use]
    pub fn boolean(self, name: &str, title: Words, take: impl Fn(&R) -> Option<bool>) -> Self {
        let data = Data::Boolean(self.records.iter().map(take).collect());
        self.column(name, title, data)
    }

    fn column(mut self, name: &str, title: Words, data: Data) -> Self {
        self.table.columns.push(Column { name: name.to_owned(), title, data });
        self
    }

    /// The columns that name a row.
    #[must_use]
    pub fn key(mut self, columns: &[&str]) -> Self {
        self.table.key = columns.iter().map(|&column| column.to_owned()).collect();
        self
    }

    /// `column` holds keys of another table.
    #[must_use]
    pub fn refers(mut self, column: &str, table: &str, key: &str) -> Self {
        let [column, table, key] = [column, table, key].map(str::to_owned);
        self.table.references.push(Reference { column, table, key });
        self
    }

    /// The table.
    pub fn build(self) -> Table {
        self.table
    }
}
