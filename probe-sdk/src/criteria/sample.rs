//! Samples without chance: the same list gives the same sample on any machine.

use crate::task::Task;

/// `n` items spread evenly over a list in its order, the first among them; all if there are no more.
///
/// ```
/// use probe_sdk::criteria::sample::spread;
/// assert_eq!(spread(&[1, 2, 3, 4, 5, 6], 3), [1, 3, 5]);
/// assert_eq!(spread(&[1, 2], 3), [1, 2]);
/// ```
pub fn spread<T: Clone>(items: &[T], n: usize) -> Vec<T> {
    evenly(items.len(), n).filter_map(|at| items.get(at)).cloned().collect()
}

/// Positions spread evenly over `n`, at most `n_max`: the first is 0 and the steps differ by one.
pub fn evenly(n: usize, n_max: usize) -> impl Iterator<Item = usize> {
    let taken = n.min(n_max);
    (0..taken).map(move |at| at * n / taken.max(1))
}

/// The size of the sample in the parameter `sample`; `default` if the manifest names none.
pub fn size(task: &Task, default: usize) -> usize {
    whole(task, "sample", default)
}

/// A parameter that is a whole number of at least one; `default` if the manifest names none.
pub fn whole(task: &Task, key: &str, default: usize) -> usize {
    task.text(key).and_then(|text| text.parse().ok()).filter(|n| *n > 0).unwrap_or(default)
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn samples_are_spread() {
        assert_eq!(spread(&(0..10).collect::<Vec<_>>(), 4), [0, 2, 5, 7]);
        assert_eq!(spread(&[1, 2], 5), [1, 2]);
        assert_eq!(spread(&[1, 2], 0), [0_i32; 0]);
    }
}
