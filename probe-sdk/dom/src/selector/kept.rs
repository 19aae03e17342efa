//! Selectors that were read before, so that a criterion asked of a thousand pages reads each once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Selector, SelectorError};

/// Selectors kept; then all are forgotten at once. A round uses some hundreds, and forgetting all
/// needs no order of use.
pub const SELECTORS_KEPT_MAX: usize = 1024;

/// A store of selectors; a clone shares it.
///
/// What a question costs never depends on whether its selector was kept.
#[derive(Debug, Clone, Default)]
pub struct Selectors(Arc<Mutex<BTreeMap<String, Arc<Selector>>>>);

impl Selectors {
    /// The selector, read now or before.
    ///
    /// # Errors
    ///
    /// As [`Selector::parse`].
    pub fn get(&self, selector: &str) -> Result<Arc<Selector>, SelectorError> {
        // The map is whole at every moment, so a panic elsewhere cannot have spoilt it.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept.get(selector) {
            return Ok(Arc::clone(found));
        }
        let parsed = Arc::new(Selector::parse(selector)?);
        if kept.len() >= SELECTORS_KEPT_MAX {
            kept.clear();
        }
        kept.insert(selector.to_owned(), Arc::clone(&parsed));
        Ok(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::{SELECTORS_KEPT_MAX, Selectors};

    #[test]
    fn clones_share_and_the_store_stays_bounded() {
        let selectors = Selectors::default();
        let first = selectors.get("a.b").unwrap();
        assert!(std::sync::Arc::ptr_eq(&first, &selectors.clone().get("a.b").unwrap()));
        for n in 0..2 * SELECTORS_KEPT_MAX {
            assert!(selectors.get(&format!("#n{n}")).is_ok());
        }
        assert!(selectors.0.lock().unwrap().len() <= SELECTORS_KEPT_MAX);
        assert_eq!(first, selectors.get("a.b").unwrap());
        assert!(selectors.get("a..b").is_err());
    }
}
