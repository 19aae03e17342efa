//! From data to the bytes of a PDF.

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, pdf};

use crate::world::{NoFont, Paper};

/// Why no pages were set.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SetError {
    /// The machine has no font with Chinese characters.
    #[error(transparent)]
    Font(#[from] NoFont),
    /// The template does not fit the data; a mistake of this program.
    #[error("the template: {0}")]
    Template(String),
}

impl SetError {
    /// What to do.
    pub(crate) fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Font(_) => Some(
                "Debian: `apt install fonts-noto-cjk`; Fedora: `dnf install google-noto-sans-cjk-fonts`",
            ),
            Self::Template(_) => None,
        }
    }
}

/// Sets `data`, which is the JSON of an exported round.
///
/// # Errors
///
/// See [`SetError`].
pub(crate) fn set(data: Vec<u8>) -> Result<Vec<u8>, SetError> {
    let paper = Paper::new(data)?;
    let document: PagedDocument =
        typst::compile(&paper).output.map_err(|errors| SetError::Template(words(&errors)))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("bluebook-pdf".to_owned())),
        ..PdfOptions::default()
    };
    pdf(&document, &options).map_err(|errors| SetError::Template(words(&errors)))
}

fn words(errors: &[SourceDiagnostic]) -> String {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    messages.join("; ")
}
