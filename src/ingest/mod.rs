//! Bytes become [`Document`]s: pages, typed text, pictures, annotations and signature fields, under limits.

use crate::model::document::Document;
use crate::model::geometry::PageNo;
use crate::model::raster::Raster;

pub mod pdf;

/// Bounds on what one file may cost; a file that reaches one keeps what was read and carries a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub bytes: u64,
    /// Pages of one document.
    pub pages: u32,
    /// Pixels of one picture, encoded or rendered.
    pub pixels: u64,
    /// Bytes that compressed content may unfold to, per file.
    pub unpacked: u64,
    /// Members of one archive.
    pub members: usize,
    /// Nesting of tables, XML elements, archives.
    pub depth: usize,
    /// Characters of text in one document.
    pub characters: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 512 << 20, pages: 500, pixels: 40_000_000, unpacked: 1 << 30, members: 2_000, depth: 256, characters: 20_000_000 }
    }
}

/// Why a file cannot be opened at all. Each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A format that is known but not read.
    #[error("{format} is not read; {remedy}")]
    Unsupported {
        /// Name of the format.
        format: String,
        /// What the user can do.
        remedy: String,
    },
    /// The bytes are not what any known format looks like, or too damaged.
    #[error("cannot be opened as {format}: {reason}")]
    Damaged {
        /// Name of the format.
        format: &'static str,
        /// The decoder's reason.
        reason: String,
    },
    /// A password is needed.
    #[error("is protected by a password; remove the protection and check again")]
    Encrypted,
    /// A limit was reached before anything could be read.
    #[error("is larger than the limit ({what})")]
    TooLarge {
        /// Which limit.
        what: String,
    },
}

/// An opened file: what its structure says, and the means to draw its pages.
pub struct Opened {
    /// Pages with typed text, pictures, fields; `Page::look` says what must still be looked at.
    pub document: Document,
    source: Source,
}

/// Where page pictures come from.
enum Source {
    Pdf(pdf::Pages),
}

impl Opened {
    /// Draws a page (for pictures: decodes it), at the resolution that recognition wants.
    pub fn raster(&self, page: PageNo) -> Result<Raster, Error> {
        match &self.source {
            Source::Pdf(pages) => pages.raster(page),
        }
    }
}

/// Opens one file; `file` is its path relative to the project and serves for names only.
pub fn open(file: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Opened, Error> {
    let (document, pages) = pdf::open(file, bytes, limits)?;
    Ok(Opened { document, source: Source::Pdf(pages) })
}
