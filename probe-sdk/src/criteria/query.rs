//! Forms a question can be asked with by an address alone: a search box, a box for a dialogue. Nothing is
//! ever sent but such an address.

mod address;
mod field;

use crate::UnknownReason;
use crate::judge::{Stop, Wanted};
use crate::page::{Hit, Page};

pub use address::absolute;
pub use field::{Sort, find};

/// A form that is sent as an address (`method="get"`), with the field for the words.
#[derive(Debug, Clone)]
pub struct Form {
    /// The field for the words.
    pub field: Hit,
    /// The form.
    node: u32,
    /// The name of the field.
    name: String,
}

/// What a page offers to ask with.
#[derive(Debug, Clone)]
pub enum Offer {
    /// A form sent as an address.
    Form(Form),
    /// A field that only a script sends, or a form that posts; there is no address for the question.
    Scripted(Hit),
}

impl Offer {
    /// The form.
    ///
    /// # Errors
    ///
    /// [`Stop::Unknown`] with `needs-rendering` if only a browser could ask.
    pub fn form(self) -> Result<Form, Stop> {
        match self {
            Self::Form(form) => Ok(form),
            Self::Scripted(hit) => {
                let note = format!("{} asks by script or POST only", hit.page.info().url);
                Err(Stop::Unknown(UnknownReason::NeedsRendering, note))
            }
        }
    }
}

/// The address a browser would ask for with these words, in the charset of the form; `None` where the
/// form has no web address.
pub fn query_url(form: &Form, words: &str) -> Option<String> {
    form.field.page.form_url(form.node, &[(form.name.as_str(), words)])
}

/// The page a question leads to.
///
/// # Errors
///
/// [`Stop::Unknown`] with `needs-rendering` if its address cannot be written; [`Stop::Absent`] if the site
/// says that there is nothing; otherwise as [`crate::Link::open`].
pub fn ask(form: &Form, words: &str, role: &str) -> Result<Page, Stop> {
    let link = link(form, words)?;
    match link.open(role) {
        Err(Stop::Unknown(_, note)) if link.is_gone() => Err(Stop::Absent(link.page, note)),
        page => page,
    }
}

/// The question as a link, whose text is the words.
///
/// # Errors
///
/// [`Stop::Unknown`] with `needs-rendering` if its address cannot be written.
pub fn link(form: &Form, words: &str) -> Result<crate::Link, Stop> {
    let page = form.field.page;
    let url = query_url(form, words).ok_or_else(|| {
        let note = format!("the form on {} has no address", page.info().url);
        Stop::Unknown(UnknownReason::NeedsRendering, note)
    })?;
    Ok(crate::Link { page, node: form.field.node, text: words.to_owned(), url })
}

/// The pages several questions lead to, asked for together; `Err` inside for those that could not be had.
///
/// # Errors
///
/// [`Stop::Ask`] with every page not fetched yet.
pub fn ask_all(form: &Form, all: &[&str], role: &str) -> Result<Vec<Result<Page, Stop>>, Stop> {
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut answers = Vec::new();
    for words in all {
        match ask(form, words, role) {
            Err(Stop::Ask(more)) => wanted.extend(more),
            answer => answers.push(answer),
        }
    }
    if wanted.is_empty() { Ok(answers) } else { Err(Stop::Ask(wanted)) }
}

/// The text as `application/x-www-form-urlencoded` writes it in UTF-8.
pub fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                encoded.push(char::from(byte));
            }
            b' ' => encoded.push('+'),
            other => {
                encoded.push('%');
                for half in [other >> 4, other & 15] {
                    let digit = char::from_digit(u32::from(half), 16).unwrap_or('0');
                    encoded.push(digit.to_ascii_uppercase());
                }
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn words_are_written_as_browsers_do() {
        assert_eq!(encoded("公积金 a&b"), "%E5%85%AC%E7%A7%AF%E9%87%91+a%26b");
        assert_eq!(encoded("a*-._~"), "a*-._%7E");
    }
}
