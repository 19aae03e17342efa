//! What there is to say of each name: files of their own, so that they read as text.
//!
//! A file begins with `# title` and a lead; an entry is `## name`, its meaning, perhaps a line
//! `e.g. message`, and a line `→ what to do`.

/// Names that belong together, in the order of the page.
const FILES: &[&str] = &[
    include_str!("texts/arguments.txt"),
    include_str!("texts/manifest.txt"),
    include_str!("texts/probe.txt"),
    include_str!("texts/archive.txt"),
    include_str!("texts/round.txt"),
    include_str!("texts/review.txt"),
    include_str!("texts/output.txt"),
    include_str!("texts/serve.txt"),
    include_str!("texts/reasons.txt"),
    include_str!("texts/failures.txt"),
    include_str!("texts/lint.txt"),
    include_str!("texts/audit.txt"),
];

/// Names that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Chinese and English.
    pub title: &'static str,
    /// What the names are.
    pub lead: String,
    /// In the order of the page.
    pub entries: Vec<Entry>,
}

/// What there is to say of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name.
    pub name: &'static str,
    /// What it means, Chinese and English.
    pub meaning: String,
    /// A message that bears it, without what stands before every message.
    pub example: Option<&'static str>,
    /// What to do, Chinese and English.
    pub way_out: Option<&'static str>,
}

/// All names with their texts.
pub fn groups() -> Vec<Group> {
    FILES.iter().map(|text| group(text)).collect()
}

/// The text of one name.
pub fn entry(name: &str) -> Option<Entry> {
    groups().into_iter().flat_map(|group| group.entries).find(|entry| entry.name == name)
}

fn group(text: &'static str) -> Group {
    let mut parts = text.split("\n## ");
    let head = parts.next().unwrap_or_default();
    let (title, lead) = head.split_once('\n').unwrap_or((head, ""));
    Group {
        title: title.trim_start_matches("# "),
        lead: lead.trim().to_owned(),
        entries: parts.map(read).collect(),
    }
}

fn read(part: &'static str) -> Entry {
    let (name, text) = part.split_once('\n').unwrap_or((part, ""));
    let marked = |mark: &str| text.lines().find_map(|line| line.strip_prefix(mark));
    let (example, way_out) = (marked("e.g. "), marked("→ "));
    let is_marked = |line: &&str| line.starts_with("e.g. ") || line.starts_with("→ ");
    let meaning: Vec<&str> = text.trim().lines().filter(|line| !is_marked(line)).collect();
    Entry { name, meaning: meaning.join("\n"), example, way_out }
}
