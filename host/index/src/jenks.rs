//! Natural breaks, exactly: the classes with the least sum of squared deviations from their means.
//!
//! Dynamic programming over the sorted values: *c*ₖ(*j*) = min over *i* of *c*ₖ₋₁(*i*) + ssd(*i*+1..*j*).
//! The best *i* never falls as *j* rises, so each class takes *n* log *n* steps by divide and
//! conquer. Source: Fisher (1958), "On grouping for maximum homogeneity"; Jenks (1967) for maps.
//!
//! Consequence: cuts lie where the scores leave gaps. They are of the year and of the list of
//! regions; the same score may be in another class next year.

use crate::number::{count, mean, sorted};

/// The least value, then the greatest of each class from the lowest up: *k* + 1 numbers, as
/// jenkspy and the R package `classInt` give them. `None` if there are fewer different values than classes or no class.
pub fn breaks(values: &[f64], n_classes: usize) -> Option<Vec<f64>> {
    let values = sorted(values);
    let n_unique = values.chunk_by(|a, b| a.total_cmp(b).is_eq()).count();
    if n_classes == 0 || n_unique < n_classes {
        return None;
    }
    let ends = Search::new(&values).ends(n_classes)?;
    let mut breaks = vec![*values.first()?];
    for end in ends {
        breaks.push(*values.get(end.checked_sub(1)?)?);
    }
    Some(breaks)
}

struct Search {
    /// Sums of the first *j* values, and of their squares, about the mean of all.
    sums: Vec<f64>,
    squares: Vec<f64>,
}

impl Search {
    fn new(values: &[f64]) -> Self {
        let centre = mean(values).unwrap_or(0.0);
        let (mut sum, mut square) = (0.0, 0.0);
        let (mut sums, mut squares) = (vec![0.0], vec![0.0]);
        for value in values {
            let off = value - centre;
            sum += off;
            square += off * off;
            sums.push(sum);
            squares.push(square);
        }
        Self { sums, squares }
    }

    /// Σ of squared deviations of the values `from..to` from their mean.
    fn cost(&self, from: usize, to: usize) -> f64 {
        let part = |sums: &[f64]| {
            sums.get(to).copied().unwrap_or(0.0) - sums.get(from).copied().unwrap_or(0.0)
        };
        let sum = part(&self.sums);
        (part(&self.squares) - sum * sum / count(to.saturating_sub(from)).max(1.0)).max(0.0)
    }

    /// Where each class ends (exclusive), from the lowest up.
    fn ends(&self, n_classes: usize) -> Option<Vec<usize>> {
        let n = self.sums.len().checked_sub(1)?;
        let mut costs: Vec<f64> = (0..=n).map(|to| self.cost(0, to)).collect();
        let mut starts = Vec::new();
        for class in 1..n_classes {
            let mut row = Row { costs: vec![f64::INFINITY; n + 1], starts: vec![class; n + 1] };
            self.fill(&costs, &mut row, (class + 1, n), (class, n - 1));
            costs = row.costs;
            starts.push(row.starts);
        }
        let mut ends = vec![n];
        for row in starts.iter().rev() {
            let end = *ends.last()?;
            ends.push(*row.get(end)?);
        }
        ends.reverse();
        Some(ends)
    }

    /// The best start of the last class for every end in `ends`, given that it lies in `starts`; both
    /// inclusive. Of equals the least start.
    fn fill(&self, before: &[f64], row: &mut Row, ends: (usize, usize), starts: (usize, usize)) {
        if ends.0 > ends.1 {
            return;
        }
        let end = ends.0.midpoint(ends.1);
        let mut best = (f64::INFINITY, starts.0);
        for start in starts.0..=starts.1.min(end.saturating_sub(1)) {
            let cost = before.get(start).copied().unwrap_or(f64::INFINITY) + self.cost(start, end);
            if cost < best.0 {
                best = (cost, start);
            }
        }
        if let Some((cost, start)) = row.costs.get_mut(end).zip(row.starts.get_mut(end)) {
            (*cost, *start) = best;
        }
        self.fill(before, row, (ends.0, end.saturating_sub(1)), (starts.0, best.1));
        self.fill(before, row, (end + 1, ends.1), (best.1, starts.1));
    }
}

struct Row {
    costs: Vec<f64>,
    starts: Vec<usize>,
}
