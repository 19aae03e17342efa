//! Before the roll-up: denominators, screening by availability, filling what is unknown.
//!
//! Leaving the unknown out (the roll-up's own way) takes it to be as good as its
//! known siblings; a group's mean or median takes the region to be like its peers in
//! that point; a constant 0 takes unknown for bad. Filled cells are known afterwards:
//! coverage no longer shows them, so keep the coverage of the table before filling.
//! Source: OECD/JRC Handbook (2008), chapter 3; COINr `Denominate`, `Impute`, `Screen`.

use std::collections::BTreeMap;

use crate::number::{count, known, mean, median};
use crate::table::{Table, TableError};

/// *x* / denominator, region by region; unknown where either is, or the denominator is 0.
pub fn denominate(column: &[Option<f64>], denominators: &[Option<f64>]) -> Vec<Option<f64>> {
    let ratio = |(x, by): (&Option<f64>, &Option<f64>)| {
        let by = by.filter(|by| by.abs() > 0.0)?;
        x.map(|x| x / by).filter(|ratio| ratio.is_finite())
    };
    column.iter().zip(denominators).map(ratio).collect()
}

/// What stands for an unknown cell.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Fill {
    /// Nothing: it stays unknown and is left out.
    #[default]
    None,
    /// This score, for example 0.
    Constant(f64),
    /// The mean of the column's known cells in the same group.
    GroupMean,
    /// Their median.
    GroupMedian,
}

impl Fill {
    /// The column with what is unknown filled. `groups` names each region's group, for example its
    /// area; with fewer names than regions the rest are one more group. A group of which nothing is
    /// known stays unknown.
    pub fn of(self, column: &[Option<f64>], groups: &[usize]) -> Vec<Option<f64>> {
        let centre = match self {
            Self::None => return column.to_vec(),
            Self::Constant(score) => {
                return column.iter().map(|x| x.or(Some(score))).collect();
            }
            Self::GroupMean => mean,
            Self::GroupMedian => median,
        };
        let names = || groups.iter().map(|group| Some(*group)).chain(std::iter::repeat(None));
        let mut members: BTreeMap<Option<usize>, Vec<Option<f64>>> = BTreeMap::new();
        for (x, group) in column.iter().zip(names()) {
            members.entry(group).or_default().push(*x);
        }
        let centres: BTreeMap<_, _> =
            members.iter().map(|(group, column)| (*group, centre(&known(column)))).collect();
        let fill = |group: Option<usize>| centres.get(&group).copied().flatten();
        column.iter().zip(names()).map(|(x, group)| x.or_else(|| fill(group))).collect()
    }

    /// Every column filled.
    ///
    /// # Errors
    ///
    /// [`TableError::NotFinite`] if the constant is not a number.
    pub fn of_table(self, table: &Table, groups: &[usize]) -> Result<Table, TableError> {
        let columns: Vec<_> =
            table.columns().iter().map(|column| self.of(column, groups)).collect();
        Table::from_columns(&columns)
    }
}

/// Rows of which at least `available` (`0..=1`) of the cells are known.
pub fn screen(table: &Table, available: f64) -> Vec<usize> {
    let enough = |row: &usize| {
        let n_known = table.row(*row).iter().flatten().count();
        count(n_known) >= available * count(table.n_columns())
    };
    (0..table.n_rows()).filter(enough).collect()
}
