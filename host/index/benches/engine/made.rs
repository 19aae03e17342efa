//! A system of the size of the Blue Book's, and tables for it, made by rule.

use std::error::Error;

use bluebook_index::random::Random;
use bluebook_index::{Element, Table, Tree};

/// Indicators of levels 1, 2 and 3.
pub(crate) const LEVELS: [usize; 3] = [3, 9, 31];

/// Points.
pub(crate) const N_POINTS: usize = 206;

/// A tree of [`LEVELS`] and [`N_POINTS`] with weights that are not all one.
pub(crate) fn tree() -> Result<Tree, Box<dyn Error>> {
    let [first, second, third] = LEVELS;
    let mut random = Random::new(2019, 0);
    let mut weight = || 1.0 + random.uniform();
    let mut indicators = Vec::new();
    for at in 0..first + second + third {
        let parent = if at < first {
            None
        } else if at < first + second {
            Some((at - first) * first / second)
        } else {
            Some(first + (at - first - second) * second / third)
        };
        indicators.push(Element { parent, weight: weight() });
    }
    let parent = |at: usize| Some(first + second + at * third / N_POINTS);
    let points: Vec<_> =
        (0..N_POINTS).map(|at| Element { parent: parent(at), weight: weight() }).collect();
    Ok(Tree::new(&indicators, &points)?)
}

/// Scores as judges give them: a third 0, the others even over `0.0..1.0`; one in `holes` unknown,
/// none if 0.
pub(crate) fn table_with_zeros(n_rows: usize, holes: usize) -> Result<Table, Box<dyn Error>> {
    let even = table(n_rows, holes)?;
    let mut random = Random::new(2021, 0);
    let cell = |row, column| {
        let is_zero = random.below(3) == 0;
        even.get(row, column).map(|score| if is_zero { 0.0 } else { score })
    };
    Ok(Table::from_fn(n_rows, N_POINTS, cell)?)
}

/// Scores, even over `0.0..1.0`; one in `holes` unknown, none if 0.
pub(crate) fn table(n_rows: usize, holes: usize) -> Result<Table, Box<dyn Error>> {
    let mut random = Random::new(2020, 0);
    let mut cell = || {
        let score = random.uniform();
        (holes == 0 || random.below(holes) > 0).then_some(score)
    };
    Ok(Table::from_fn(n_rows, N_POINTS, |_, _| cell())?)
}
