//! "Did you mean", and lists of what would be right.

use super::diagnostic::Problem;
use super::text;

/// Characters of a foreign value that a message repeats.
const CLIP_CHARS_MAX: usize = 40;

/// Characters up to which names are compared: comparing is quadratic.
const COMPARED_CHARS_MAX: usize = 64;

/// `value` short enough to stand in a sentence.
pub(super) fn clip(value: &str) -> String {
    clip_to(value, CLIP_CHARS_MAX)
}

/// The first `chars_max` characters of `value`, without what could steer a terminal.
pub(super) fn clip_to(value: &str, chars_max: usize) -> String {
    let mut clipped: String = value.chars().take(chars_max).collect();
    if clipped.len() < value.len() {
        clipped.push('…');
    }
    clipped.replace(char::is_control, "\u{FFFD}")
}

/// The name that was probably meant: at most a third of its characters differ.
pub(super) fn nearest<'a>(found: &str, names: &[&'a str]) -> Option<&'a str> {
    if found.chars().nth(COMPARED_CHARS_MAX).is_some() {
        return None;
    }
    let distance = |name: &&str| strsim::osa_distance(found, name);
    let best = names.iter().copied().min_by_key(distance)?;
    (distance(&best) <= (best.chars().count() / 3).max(1)).then_some(best)
}

/// Adds the name that was probably meant, else all names.
pub(super) fn suggest(problem: Problem, found: &str, names: &[&str]) -> Problem {
    match nearest(found, names) {
        Some(name) => {
            problem.hint(text(format!("是不是 `{name}`？"), format!("did you mean `{name}`?")))
        }
        None => list(problem, names),
    }
}

/// Adds all names.
pub(super) fn list(problem: Problem, names: &[&str]) -> Problem {
    if names.is_empty() {
        return problem;
    }
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    problem.hint_values(text("可用的有", "one of"), names)
}
