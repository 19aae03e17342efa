//! What the typesetter may see: the template, the data, and fonts. No file, no network, no clock.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::{self, FontStore};

/// Parts of the template, in one folder.
const PARTS: [(&str, &str); 5] = [
    (MAIN, include_str!("../template/report.typ")),
    ("/data.typ", include_str!("../template/data.typ")),
    ("/style.typ", include_str!("../template/style.typ")),
    ("/results.typ", include_str!("../template/results.typ")),
    ("/region.typ", include_str!("../template/region.typ")),
];

const MAIN: &str = "/report.typ";

/// Where the template reads the round.
const DATA: &str = "/round.json";

/// A font that has these has the rest of GB 2312 as well.
const HAN: [char; 4] = ['政', '务', '县', '廉'];

/// The machine has no font with Chinese characters.
#[derive(Debug, thiserror::Error)]
#[error("没有中文字体 no font of this machine has Chinese characters")]
pub(crate) struct NoFont;

/// The template over one round.
pub(crate) struct Paper {
    library: LazyHash<Library>,
    fonts: FontStore,
    main: FileId,
    sources: Vec<Source>,
    data: (FileId, Bytes),
}

impl Paper {
    /// Looks for fonts and puts the template over `data`.
    ///
    /// # Errors
    ///
    /// [`NoFont`].
    pub(crate) fn new(data: Vec<u8>) -> Result<Self, NoFont> {
        let mut store = FontStore::new();
        store.extend(fonts::system());
        let has_han = |info: &typst::text::FontInfo| {
            HAN.iter().all(|&han| info.coverage.contains(u32::from(han)))
        };
        let book = store.book();
        if !book.families().any(|(_, mut infos)| infos.any(|id| book.info(id).is_some_and(has_han)))
        {
            return Err(NoFont);
        }
        let sources = PARTS.map(|(path, text)| Source::new(id(path), text.to_owned()));
        Ok(Self {
            library: LazyHash::new(Library::default()),
            fonts: store,
            main: id(MAIN),
            sources: sources.to_vec(),
            data: (id(DATA), Bytes::new(data)),
        })
    }
}

/// The paths are constants of this file and well formed.
fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).unwrap_or_else(|_| unreachable!("`{path}` is well formed"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.sources.iter().find(|source| source.id() == id);
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let (data, bytes) = &self.data;
        if id == *data { Ok(bytes.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
