//! A sample of data sets with their own pages, the same for every point, so that a region costs one
//! set of pages.

use probe_sdk::criteria::sample::spread;
use probe_sdk::criteria::targets::{Target, targets};
use probe_sdk::{Evidence, Link, Page, Step, Task};

use crate::catalogue::{DataSet, catalogue};
use crate::fields::{Field, on_page};

/// Data sets looked at, where the point does not say.
const SAMPLE: usize = 8;

/// Most data sets looked at.
const SAMPLE_MAX: usize = 50;

/// Role of the pages of data sets.
const DATA_SET: &str = "data_set";

/// A data set with its page.
pub(crate) struct Sampled {
    pub(crate) set: DataSet,
    pub(crate) detail: Detail,
}

/// The own page of a data set.
pub(crate) enum Detail {
    /// The list has no link to one.
    Unlinked,
    Had(Page),
    /// The link is dead, so that what the list says of the data set cannot be had.
    Dead,
    NotKnown,
}

impl Sampled {
    /// The value of a field, on the data set's page or in the list.
    pub(crate) fn value(&self, field: &Field) -> Option<String> {
        let listed = || self.set.value(field);
        match &self.detail {
            Detail::Had(page) => on_page(*page, field).map(|(_, value)| value).or_else(listed),
            Detail::Unlinked | Detail::NotKnown => listed(),
            Detail::Dead => None,
        }
    }

    /// Whether silence says nothing.
    pub(crate) fn is_unknown(&self) -> bool {
        match &self.detail {
            Detail::NotKnown => true,
            Detail::Had(page) => page.is_shell(),
            Detail::Unlinked | Detail::Dead => false,
        }
    }

    /// Where it is.
    pub(crate) fn place(&self) -> Evidence {
        let quote = self.set.title.clone();
        match (&self.detail, &self.set.link) {
            (Detail::Had(page), _) => Evidence { quote, ..Evidence::from(*page) },
            (_, Some(link)) if link.node != 0 => Evidence::from(link),
            (_, Some(_) | None) => Evidence { quote, ..Evidence::from(self.set.page) },
        }
    }
}

/// The sample: evenly spaced over the list.
pub(crate) fn sampled(task: &Task) -> Step<Vec<Sampled>> {
    let catalogue = catalogue(task)?;
    let given = task.text("sample").and_then(|n| n.parse::<usize>().ok());
    let sets = spread(&catalogue.sets, given.unwrap_or(SAMPLE).clamp(1, SAMPLE_MAX));
    let links: Vec<Link> = sets.iter().filter_map(|set| set.link.clone()).collect();
    let mut found = targets(&links, DATA_SET)?.into_iter();
    let mut sampled = Vec::new();
    for set in sets {
        let target = if set.link.is_some() { found.next() } else { None };
        let detail = match target {
            None => Detail::Unlinked,
            Some(Target::Page(page)) => Detail::Had(page),
            Some(Target::Dead(_)) => Detail::Dead,
            Some(Target::NotKnown(_)) => Detail::NotKnown,
        };
        sampled.push(Sampled { set, detail });
    }
    Ok(sampled)
}
