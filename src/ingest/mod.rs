//! Bytes become [`Document`]s: pages, typed text, pictures, annotations and signature fields, under limits.
//!
//! [`sniff`] names the format from the bytes; [`pdf`], [`docx`] and [`image`] read what can be read; [`archive`] unfolds ZIP
//! files into members that are opened one by one; [`digital`] checks the signatures that files carry. Every parser sees hostile bytes: it runs under [`Limits`] and inside
//! [`guarded`], so that a decoder's panic is one file's error; PDF files, whose cost cannot be bounded from inside, are read [`apart`].

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::model::document::{Document, Format};
use crate::model::finding::{Message, Text};
use crate::model::geometry::PageNo;
use crate::model::raster::Raster;

pub mod apart;
pub mod archive;
pub mod digital;
pub mod docx;
mod explain;
pub mod image;
mod jpeg;
pub mod pdf;
pub mod sniff;

pub use archive::is_archive;
pub use digital::Roots;

use sniff::Kind;

/// Bounds on what one file may cost; a file that reaches one keeps what was read and carries a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Bytes of memory for the process that reads one file [`apart`].
    pub memory: u64,
    /// Seconds that opening a file [`apart`], or drawing one of its pages, may take.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 512 << 20,
            pages: 500,
            pixels: 40_000_000,
            unpacked: 1 << 30,
            members: 2_000,
            depth: 256,
            characters: 20_000_000,
            memory: 2 << 30,
            seconds: 60,
        }
    }
}

/// Why a file cannot be opened at all. Each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A format that is known but not read.
    #[error("{} is not read; {}", .format.en, .remedy.en)]
    Unsupported {
        /// Name of the format.
        format: Text,
        /// What the user can do.
        remedy: Text,
    },
    /// No bytes, or nothing but zeros.
    #[error("the file is empty; upload it again")]
    Empty,
    /// The bytes are not what any known format looks like, or too damaged.
    #[error("is damaged or cut off and cannot be opened as {format} ({reason}); export or scan it again")]
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
    #[error("is larger than the limit ({}); split or compress it", .what.en)]
    TooLarge {
        /// Which limit.
        what: Message,
    },
    /// Reading was stopped: it took too long, used too much memory or broke the reader.
    #[error("costs more to read than any honest document ({}); print it to a new PDF and check again", .what.en)]
    Costly {
        /// What it cost.
        what: Message,
    },
    /// What the process that reads files [`apart`] said.
    #[error("{}", .0.en)]
    Told(Message),
}

impl Error {
    fn too_many_bytes(limits: &Limits) -> Self {
        let most = limits.bytes >> 20;
        Self::TooLarge { what: Message::new(format!("单个文件上限 {most} MB"), format!("{most} MB in one file")) }
    }
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
    Apart(apart::Pages),
    Docx(docx::Pages),
    Image(image::Pages),
}

impl Opened {
    /// Draws a page (for pictures: decodes it), at the resolution that recognition wants.
    pub fn raster(&self, page: PageNo) -> Result<Raster, Error> {
        match &self.source {
            Source::Pdf(pages) => guarded("PDF", || pages.raster(page)),
            Source::Apart(pages) => pages.raster(page),
            Source::Docx(pages) => guarded("DOCX", || pages.raster(page)),
            Source::Image(pages) => guarded("picture", || pages.raster(page)),
        }
    }
}

/// Opens one file as [`open_trusting`] does, but a PDF in a process of its own: `program` is this program, which answers `program reader` with [`apart::serve`].
pub fn open_apart(program: &Path, file: &str, bytes: Vec<u8>, limits: &Limits, roots: &Roots) -> Result<Opened, Error> {
    if bytes.len() as u64 > limits.bytes || !matches!(sniff::kind(&bytes), Kind::Readable(Format::Pdf)) {
        return open_trusting(file, bytes, limits, roots);
    }
    let (document, pages) = apart::open(program, file, &bytes, limits, roots)?;
    Ok(Opened { document, source: Source::Apart(pages) })
}

/// Opens one file in this process, trusting nobody's certificates; `file` is its path relative to the project and serves for names only.
pub fn open(file: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Opened, Error> {
    open_trusting(file, bytes, limits, &Roots::default())
}

/// Opens one file in this process; `roots` are the certificates that its digital signatures may rest on.
pub fn open_trusting(file: &str, bytes: Vec<u8>, limits: &Limits, roots: &Roots) -> Result<Opened, Error> {
    if bytes.len() as u64 > limits.bytes {
        return Err(Error::too_many_bytes(limits));
    }
    match sniff::kind(&bytes) {
        Kind::Readable(Format::Pdf) => {
            let (document, pages) = guarded("PDF", || pdf::open(file, bytes, limits, roots))?;
            Ok(Opened { document, source: Source::Pdf(pages) })
        }
        Kind::Readable(Format::Docx) => {
            let (document, pages) = guarded("DOCX", || docx::open(file, &bytes, limits, roots))?;
            Ok(Opened { document, source: Source::Docx(pages) })
        }
        Kind::Readable(format) => {
            let (document, pages) = guarded("picture", || image::open(file, format, bytes, limits))?;
            Ok(Opened { document, source: Source::Image(pages) })
        }
        Kind::Archive => Err(Error::Unsupported {
            format: Text { zh: "其他文件中的 ZIP 压缩包", en: "a ZIP archive inside other files" },
            remedy: Text { zh: "请先解压", en: "unpack it first" },
        }),
        Kind::Encrypted => Err(Error::Encrypted),
        Kind::Foreign { format, remedy } => Err(Error::Unsupported { format, remedy }),
        Kind::Empty => Err(Error::Empty),
        Kind::Unknown if sniff::says_readable(file) => Err(Error::Unsupported {
            format: Text { zh: "内容与扩展名不符，可能已损坏", en: "content that is not what the file's name says" },
            remedy: Text { zh: "请重新扫描或重新导出", en: "scan or export it again" },
        }),
        Kind::Unknown => {
            Err(Error::Unsupported { format: Text { zh: "未知格式的文件", en: "this kind of file" }, remedy: sniff::SAVE_AS_PDF })
        }
    }
}

/// What decides of a file's pages beside its bytes, the limits and the roots: the machine's fonts. For those who keep results.
pub fn surroundings() -> String {
    pdf::surroundings()
}

/// Runs a parser so that its panic becomes this file's error.
fn guarded<T>(format: &'static str, parse: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(parse)).unwrap_or_else(|_| Err(Error::Damaged { format, reason: "its content broke the reader".into() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opened_files_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Opened>();
    }

    #[test]
    fn a_panicking_parser_is_an_error_of_its_file() {
        let result: Result<(), Error> = guarded("PDF", || panic!("index out of bounds"));
        assert!(matches!(result, Err(Error::Damaged { format: "PDF", .. })));
    }

    #[test]
    fn unreadable_files_name_their_format_and_a_remedy() {
        let message = |bytes: &[u8]| open("x", bytes.to_vec(), &Limits::default()).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(message(b"{\\rtf1 text}").contains("RTF"));
        assert!(message(b"{\\rtf1 text}").contains("DOCX"));
        assert!(message(b"").contains("empty"));
        assert!(message(&[7, 7, 7, 7]).contains("PDF"));
        let named = open("扫描.PDF", vec![7; 64], &Limits::default()).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(named.contains("export it again") && !named.contains("save it as"), "{named}");
    }

    #[test]
    fn a_file_over_the_limit_is_not_parsed() {
        let limits = Limits { bytes: 3, ..Limits::default() };
        assert!(matches!(open("x.pdf", b"%PDF-1.7".to_vec(), &limits), Err(Error::TooLarge { .. })));
    }
}
