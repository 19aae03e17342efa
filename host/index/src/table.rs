//! A table of regions (rows) by points (columns), in which a cell may be unknown.

/// Why there is no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A cell is NaN or infinite.
    #[error("cell in row {row}, column {column} is not a finite number")]
    NotFinite {
        /// From 0.
        row: usize,
        /// From 0.
        column: usize,
    },
    /// A column has not as many rows as the first.
    #[error("column {column} has {found} rows, not {expected}")]
    Ragged {
        /// From 0.
        column: usize,
        /// Its rows.
        found: usize,
        /// Those of the first column.
        expected: usize,
    },
}

/// Numbers and unknowns, column by column.
///
/// Unknown is a mark beside the number, not a NaN: no operation can make or
/// lose one by accident. Nine bytes a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    n_rows: usize,
    n_columns: usize,
    /// Column-major; 0 where unknown.
    values: Vec<f64>,
    known: Vec<bool>,
    n_unknown: usize,
}

impl Table {
    /// Asks `cell(row, column)` for every cell, column by column.
    ///
    /// # Errors
    ///
    /// [`TableError::NotFinite`] at the first NaN or infinity.
    pub fn from_fn(
        n_rows: usize,
        n_columns: usize,
        mut cell: impl FnMut(usize, usize) -> Option<f64>,
    ) -> Result<Self, TableError> {
        let n_cells = n_rows.saturating_mul(n_columns);
        let mut values = Vec::with_capacity(n_cells);
        let mut known = Vec::with_capacity(n_cells);
        let mut n_unknown = 0_usize;
        for column in 0..n_columns {
            for row in 0..n_rows {
                let value = cell(row, column);
                if !value.unwrap_or(0.0).is_finite() {
                    return Err(TableError::NotFinite { row, column });
                }
                n_unknown += usize::from(value.is_none());
                values.push(value.unwrap_or(0.0));
                known.push(value.is_some());
            }
        }
        Ok(Self { n_rows, n_columns, values, known, n_unknown })
    }

    /// A table of these columns.
    ///
    /// # Errors
    ///
    /// [`TableError::Ragged`] and [`TableError::NotFinite`].
    pub fn from_columns(columns: &[Vec<Option<f64>>]) -> Result<Self, TableError> {
        let expected = columns.first().map_or(0, Vec::len);
        let ragged = columns.iter().enumerate().find(|(_, rows)| rows.len() != expected);
        if let Some((column, rows)) = ragged {
            return Err(TableError::Ragged { column, found: rows.len(), expected });
        }
        let cell = |row: usize, column: usize| columns.get(column)?.get(row).copied().flatten();
        Self::from_fn(expected, columns.len(), cell)
    }

    /// Rows: regions.
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// Columns: points.
    pub fn n_columns(&self) -> usize {
        self.n_columns
    }

    /// Cells that are unknown.
    pub fn n_unknown(&self) -> usize {
        self.n_unknown
    }

    /// A cell; `None` if it is unknown or outside.
    pub fn get(&self, row: usize, column: usize) -> Option<f64> {
        if row >= self.n_rows {
            return None;
        }
        let at = self.n_rows.checked_mul(column)?.checked_add(row)?;
        let value = *self.values.get(at)?;
        self.known.get(at)?.then_some(value)
    }

    /// A column from the first row to the last; empty outside.
    pub fn column(&self, column: usize) -> Vec<Option<f64>> {
        let (values, known) = self.cells(column, 0, self.n_rows);
        values.iter().zip(known).map(|(value, known)| known.then_some(*value)).collect()
    }

    /// All columns.
    pub fn columns(&self) -> Vec<Vec<Option<f64>>> {
        (0..self.n_columns).map(|column| self.column(column)).collect()
    }

    /// A row from the first column to the last.
    pub fn row(&self, row: usize) -> Vec<Option<f64>> {
        (0..self.n_columns).map(|column| self.get(row, column)).collect()
    }

    /// Numbers (0 where unknown) and marks of some rows of a column; empty outside.
    pub(crate) fn cells(&self, column: usize, from: usize, to: usize) -> (&[f64], &[bool]) {
        let start = self.n_rows.saturating_mul(column);
        let rows = start.saturating_add(from)..start.saturating_add(to);
        let values = self.values.get(rows.clone()).unwrap_or_default();
        (values, self.known.get(rows).unwrap_or_default())
    }
}
