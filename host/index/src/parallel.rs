//! Work on many positions, on all cores or on one. Results are placed by position: how many
//! threads there are, and which of them did what, does not show.

/// `work(position)` for every position below `n`, in order of position.
#[cfg(feature = "threads")]
pub(crate) fn map<T: Send>(n: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    (0..n).into_par_iter().map(work).collect()
}

/// `work(position)` for every position below `n`, in order of position.
#[cfg(not(feature = "threads"))]
pub(crate) fn map<T: Send>(n: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    (0..n).map(work).collect()
}
