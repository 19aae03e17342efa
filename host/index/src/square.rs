//! Small square matrices and their eigenvectors.

use crate::number::sum;

/// Sweeps of Jacobi's method. Convergence is quadratic; ten are plenty for 200 columns.
const SWEEPS_MAX: usize = 60;

/// Steps of the power method. AHP matrices converge in about ten.
const STEPS_MAX: usize = 10_000;

/// A square matrix, row by row. Reads outside give 0, writes outside do nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Square {
    n: usize,
    cells: Vec<f64>,
}

impl Square {
    /// Asks for every cell.
    pub fn from_fn(n: usize, mut cell: impl FnMut(usize, usize) -> f64) -> Self {
        let cells = (0..n * n).map(|at| cell(at / n.max(1), at % n.max(1))).collect();
        Self { n, cells }
    }

    /// Rows, which are as many as columns.
    pub fn n(&self) -> usize {
        self.n
    }

    /// A cell.
    pub fn get(&self, row: usize, column: usize) -> f64 {
        self.cells.get(row * self.n + column).copied().unwrap_or(0.0)
    }

    fn set(&mut self, row: usize, column: usize, value: f64) {
        if let Some(cell) = self.cells.get_mut(row * self.n + column) {
            *cell = value;
        }
    }

    /// The matrix times a vector.
    pub(crate) fn times(&self, vector: &[f64]) -> Vec<f64> {
        let row = |cells: &[f64]| sum(cells.iter().zip(vector).map(|(a, b)| a * b));
        self.cells.chunks(self.n.max(1)).map(row).collect()
    }

    /// The eigenvector of the greatest eigenvalue of a matrix of positive numbers, summing to 1, and
    /// the eigenvalue: power method. `None` if it does not converge.
    pub(crate) fn principal(&self) -> Option<(Vec<f64>, f64)> {
        let mut vector = vec![1.0 / crate::number::count(self.n); self.n];
        for _ in 0..STEPS_MAX {
            let next = self.times(&vector);
            let length = sum(next.iter().copied());
            let next: Vec<_> = next.iter().map(|x| x / length).collect();
            let moved = next.iter().zip(&vector).map(|(a, b)| (a - b).abs());
            let moved = moved.fold(0.0, f64::max);
            vector = next;
            if moved < 1e-15 {
                return Some((vector, length));
            }
        }
        None
    }

    /// Eigenvalues of a symmetric matrix, greatest first, each with its unit eigenvector whose
    /// greatest entry is positive: Jacobi's method in a fixed order.
    pub fn eigen(&self) -> Vec<(f64, Vec<f64>)> {
        let mut a = self.clone();
        let mut vectors = Self::from_fn(self.n, |i, j| if i == j { 1.0 } else { 0.0 });
        for _ in 0..SWEEPS_MAX {
            let off = sum((0..self.n).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| {
                let cell = a.get(i, j);
                cell * cell
            }));
            if off <= 1e-300 {
                break;
            }
            for p in 0..self.n {
                for q in p + 1..self.n {
                    a.rotate(p, q, &mut vectors);
                }
            }
        }
        let column = |j| (0..self.n).map(|i| vectors.get(i, j)).collect::<Vec<_>>();
        let mut pairs: Vec<_> = (0..self.n).map(|j| (a.get(j, j), facing(column(j)))).collect();
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
        pairs
    }

    /// Turns the plane of `p` and `q` so that their cell becomes 0.
    fn rotate(&mut self, p: usize, q: usize, vectors: &mut Self) {
        let cell = self.get(p, q);
        if cell.abs() <= 1e-300 {
            return;
        }
        let theta = (self.get(q, q) - self.get(p, p)) / (2.0 * cell);
        let sign = if theta < 0.0 { -1.0 } else { 1.0 };
        let tangent = sign / (theta.abs() + (theta * theta + 1.0).sqrt());
        let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
        let sine = tangent * cosine;
        let turn = |a: f64, b: f64| (cosine * a - sine * b, sine * a + cosine * b);
        for k in 0..self.n {
            let (at_p, at_q) = turn(self.get(k, p), self.get(k, q));
            self.set(k, p, at_p);
            self.set(k, q, at_q);
            let (at_p, at_q) = turn(vectors.get(k, p), vectors.get(k, q));
            vectors.set(k, p, at_p);
            vectors.set(k, q, at_q);
        }
        for k in 0..self.n {
            let (at_p, at_q) = turn(self.get(p, k), self.get(q, k));
            self.set(p, k, at_p);
            self.set(q, k, at_q);
        }
        self.set(p, q, 0.0);
        self.set(q, p, 0.0);
    }
}

/// An eigenvector or its opposite: the one whose greatest entry is positive.
fn facing(vector: Vec<f64>) -> Vec<f64> {
    let greatest = vector.iter().fold(0.0_f64, |g, x| if x.abs() > g.abs() { *x } else { g });
    if greatest < 0.0 { vector.iter().map(|x| -x).collect() } else { vector }
}
