//! Attachments: the first bytes are what their endings say, or are not.

use super::draft::Draft;
use super::place::{Ground, NOTE};
use super::trap::Trap;

/// Whether a file is what its ending says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileState {
    /// It is.
    Good,
    /// It is a web page, whatever its ending says.
    WrongMagic,
    /// It is not there.
    Gone,
}

/// What a file of an ending begins with.
fn magic_of(ending: &str) -> &'static [u8] {
    match ending {
        "doc" | "xls" | "wps" => b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "docx" | "xlsx" | "ofd" => b"PK\x03\x04\x14\x00\x06\x00",
        "pdf" => b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n",
        "png" => b"\x89PNG\r\n\x1a\n",
        "gif" => b"GIF89a\x01\x00\x01\x00",
        _ => b"",
    }
}

fn kind_of(ending: &str) -> &'static str {
    match ending {
        "doc" | "wps" => "application/msword",
        "xls" => "application/vnd.ms-excel",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "gif" => "image/gif",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}

impl Draft<'_> {
    /// A file, put at an address of its own.
    pub(crate) fn put_file(&mut self, ground: Ground, ending: &str, state: FileState) -> String {
        let url = self.file(ground, ending);
        self.put_file_at(ground, &url, ending, state);
        url
    }

    /// A file at an address.
    pub(crate) fn put_file_at(
        &mut self,
        ground: Ground,
        url: &str,
        ending: &str,
        state: FileState,
    ) {
        match state {
            FileState::Good => {
                let mut body = magic_of(ending).to_vec();
                // Some bytes that no text has, so that nobody takes it for a page.
                if !body.is_empty() {
                    body.extend([0, 1, 2, 3, 0xFF, 0xFE, 0]);
                }
                body.extend_from_slice(format!("{NOTE} {url}").as_bytes());
                self.put_bytes(url, kind_of(ending), body);
            }
            FileState::WrongMagic => {
                self.trap(Trap::WrongMagic);
                let html = format!("<html><body><p>{NOTE}</p><p>文件正在整理</p></body></html>");
                self.put_bytes(url, kind_of(ending), html.into_bytes());
            }
            FileState::Gone => self.put_broken(ground, url, Trap::DeadLink),
        }
    }
}
