//! Tag and attribute names, each kept once and known by a number.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Span, offset};

/// Number of the name `class`.
pub(crate) const CLASS: u32 = 0;
/// Number of the name `id`.
pub(crate) const ID: u32 = 1;
/// Numbers below this one and above [`ID`] are tags whose content no visitor reads: what a browser with
/// scripts does not show, and `iframe`, `noembed` and `noframes`, which hold text for browsers of the past.
const MUTED_END: u32 = 9;
/// Numbers below this one and from [`MUTED_END`] are tags that stand on lines of their own, with table
/// cells and list options: a visitor never reads the words before and after their edge as one. `br` is
/// not among them: sites break the words of narrow buttons with it.
const BLOCKS_END: u32 = 55;

/// Names whose numbers are constants, in the order of their numbers.
const FIXED: &str = "class id \
    script style noscript template iframe noembed noframes \
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset \
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol optgroup \
    option p pre section select summary table td th title tr ul";

/// Slots looked at for one name. A page is foreign data: with names chosen to collide, a longer
/// search would make reading it quadratic.
const PROBES_MAX: u32 = 16;

/// Marks a free slot.
const FREE: u32 = u32::MAX;

#[derive(Debug)]
pub(super) struct Names {
    text: String,
    spans: Vec<Span>,
    /// Open addressing with linear probing; a power of two, at least twice as many as names.
    slots: Vec<u32>,
    /// Names that found no slot near enough.
    crowded: BTreeMap<Box<str>, u32>,
}

impl Names {
    pub(super) fn new() -> Self {
        let slots = vec![FREE; 256];
        let mut names =
            Self { text: String::new(), spans: Vec::new(), slots, crowded: BTreeMap::new() };
        for name in FIXED.split(' ') {
            names.intern(name);
        }
        names
    }

    /// True for tags whose content no visitor reads.
    pub(super) fn is_muted(id: u32) -> bool {
        id > ID && id < MUTED_END
    }

    /// True for tags whose text is never read as one with what stands around them.
    pub(super) fn is_block(id: u32) -> bool {
        (MUTED_END..BLOCKS_END).contains(&id)
    }

    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    pub(super) fn get(&self, id: u32) -> &str {
        self.spans.get(id as usize).map_or("", |span| span.of(&self.text))
    }

    /// The number of a name, in any case.
    pub(super) fn find(&self, name: &str) -> Option<u32> {
        let name = lower(name);
        self.slot_of(&name).or_else(|| self.crowded.get(&*name).copied())
    }

    /// The number of a name, which is put into lower case and kept if it is new.
    pub(super) fn intern(&mut self, name: &str) -> u32 {
        let name = &*lower(name);
        if let Some(id) = self.slot_of(name) {
            return id;
        }
        if let Some(&id) = self.crowded.get(name) {
            return id;
        }
        let id = offset(self.spans.len());
        let start = offset(self.text.len());
        self.text.push_str(name);
        self.spans.push(Span(start, offset(self.text.len())));
        if self.spans.len() * 2 > self.slots.len() {
            self.widen();
        } else {
            self.place(id);
        }
        id
    }

    fn slot_of(&self, name: &str) -> Option<u32> {
        for slot in probes(name, self.slots.len()) {
            match self.slots.get(slot) {
                None | Some(&FREE) => return None,
                Some(&id) if self.get(id) == name => return Some(id),
                Some(_) => {}
            }
        }
        None
    }

    fn place(&mut self, id: u32) {
        let name = self.spans.get(id as usize).map_or("", |span| span.of(&self.text));
        for slot in probes(name, self.slots.len()) {
            if let Some(free) = self.slots.get_mut(slot).filter(|slot| **slot == FREE) {
                *free = id;
                return;
            }
        }
        self.crowded.insert(name.into(), id);
    }

    fn widen(&mut self) {
        self.slots = vec![FREE; self.slots.len() * 2];
        self.crowded.clear();
        for id in 0..offset(self.spans.len()) {
            self.place(id);
        }
    }
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

fn probes(name: &str, n_slots: usize) -> impl Iterator<Item = usize> {
    let first = hash(name);
    let mask = n_slots.saturating_sub(1);
    (0..PROBES_MAX).map(move |step| first.wrapping_add(step) as usize & mask)
}

/// Of the first and the last eight bytes and the length, by one multiplication: every tag and attribute
/// of a page comes through here, most of them shorter. The high bits are the well-mixed ones.
pub(super) fn hash(name: &str) -> u32 {
    let (start, end) = ends(name.as_bytes());
    let mixed = start ^ end.rotate_left(29) ^ (name.len() as u64).rotate_left(53);
    let product = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    // The upper half of 64 bits.
    u32::try_from(product >> 32).unwrap_or_default()
}

/// The first and the last bytes of a name, which overlap in a short one.
fn ends(name: &[u8]) -> (u64, u64) {
    if let (Some(start), Some(end)) = (name.first_chunk(), name.last_chunk()) {
        return (u64::from_le_bytes(*start), u64::from_le_bytes(*end));
    }
    if let (Some(start), Some(end)) = (name.first_chunk(), name.last_chunk()) {
        return (u32::from_le_bytes(*start).into(), u32::from_le_bytes(*end).into());
    }
    let at = |place: usize| u64::from(name.get(place).copied().unwrap_or_default());
    (at(0) | at(1) << 8, at(name.len().saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::{CLASS, ID, Names, hash, offset};

    #[test]
    fn fixed_names_have_their_numbers() {
        let names = Names::new();
        assert_eq!(names.find("class"), Some(CLASS));
        assert_eq!(names.find("ID"), Some(ID));
        assert!(names.find("script").is_some_and(Names::is_muted));
        assert!(names.find("noframes").is_some_and(Names::is_muted));
        assert!(!Names::is_muted(CLASS) && !Names::is_muted(ID) && !Names::is_muted(9));
        assert!(names.find("address").is_some_and(Names::is_block));
        assert!(names.find("ul").is_some_and(Names::is_block));
        assert!(!Names::is_block(8) && !Names::is_block(offset(names.len())));
    }

    #[test]
    fn each_of_many_names_is_kept_once() {
        let mut names = Names::new();
        let first: Vec<u32> = (0..5_000).map(|n| names.intern(&format!("Name-{n}"))).collect();
        let again: Vec<u32> = (0..5_000).map(|n| names.intern(&format!("name-{n}"))).collect();
        assert_eq!(first, again);
        assert_eq!(names.get(first[4_321]), "name-4321");
        assert_eq!(names.find("NAME-17"), Some(first[17]));
        assert_eq!(names.find("name"), None);
    }

    #[test]
    fn colliding_names_are_kept_too() {
        let mut names = Names::new();
        let same: Vec<String> =
            (0..).map(|n: u32| n.to_string()).filter(|n| hash(n) % 256 == 7).take(60).collect();
        let ids: Vec<u32> = same.iter().map(|name| names.intern(name)).collect();
        assert!(!names.crowded.is_empty());
        assert!(same.iter().zip(&ids).all(|(name, &id)| names.find(name) == Some(id)));
        assert_eq!(same.iter().map(|name| names.intern(name)).collect::<Vec<_>>(), ids);
    }
}
