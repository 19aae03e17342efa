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
    let n = n.min(items.len());
    (0..n).filter_map(|nth| items.get(nth * items.len() / n)).cloned().collect()
}

/// The size of the sample in the parameter `sample`; `default` if the manifest names none.
pub fn size(task: &Task, default: usize) -> usize {
    whole(task, "sample", default)
}

/// A parameter that is a whole number of at least one; `default` if the manifest names none.
pub fn whole(task: &Task, key: &str, default: usize) -> usize {
    task.text(key).and_then(|text| text.parse().ok()).filter(|n| *n > 0).unwrap_or(default)
}
