//! Work on many positions, on all cores or on one. Results are placed by position: how many
//! threads there are, and which of them did what, does not show.

/// `work(position)` for every position below `n`, in order of position.
#[cfg(all(feature = "threads", not(target_family = "wasm")))]
pub(crate) fn map<T: Send>(n: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    (0..n).into_par_iter().map(work).collect()
}

/// `work(position)` for every position below `n`, in order of position.
#[cfg(not(all(feature = "threads", not(target_family = "wasm"))))]
pub(crate) fn map<T: Send>(n: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    (0..n).map(work).collect()
}

/// `work(position, piece)` for all pieces of `size` that `whole` is cut into.
#[cfg(all(feature = "threads", not(target_family = "wasm")))]
pub(crate) fn pieces<T: Send>(
    whole: &mut [T],
    size: usize,
    work: impl Fn(usize, &mut [T]) + Sync + Send,
) {
    use rayon::iter::{IndexedParallelIterator, ParallelIterator};
    use rayon::slice::ParallelSliceMut;
    whole.par_chunks_mut(size.max(1)).enumerate().for_each(|(at, piece)| work(at, piece));
}

/// `work(position, piece)` for all pieces of `size` that `whole` is cut into.
#[cfg(not(all(feature = "threads", not(target_family = "wasm"))))]
pub(crate) fn pieces<T: Send>(
    whole: &mut [T],
    size: usize,
    work: impl Fn(usize, &mut [T]) + Sync + Send,
) {
    whole.chunks_mut(size.max(1)).enumerate().for_each(|(at, piece)| work(at, piece));
}
