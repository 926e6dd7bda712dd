//! A file after `ingest` (pages, text, pictures) and after `recognise` (read lines and marks).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::digital::DigitalSignature;
use super::finding::Message;
use super::geometry::{Confidence, PageNo, Rect, Size};
pub use super::quality::{Quality, Sides, Tone};

/// One uploaded file, opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Path relative to the project, with `/` between folders; a member of an archive is `archive.zip/member.pdf`.
    pub file: String,
    /// What the bytes are, whatever the name says.
    pub format: Format,
    /// Pages in file order.
    pub pages: Vec<Page>,
    /// What could not be read or should be known; never a reason to stop.
    pub notices: Vec<Notice>,
    /// Signature fields of the file's own structure (PDF fields, OPC signatures).
    pub fields: Vec<SignatureField>,
}

/// The kinds of file that can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML text.
    Docx,
    /// JPEG picture.
    Jpeg,
    /// PNG picture.
    Png,
    /// TIFF picture, one or more pages.
    Tiff,
    /// BMP picture.
    Bmp,
    /// WebP picture.
    Webp,
}

/// A page, upright: `ingest` and `recognise` have already turned it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Position in the file.
    pub number: PageNo,
    /// Size; for DOCX a nominal one, because DOCX has no pages.
    pub size: Size,
    /// How the text came to be known.
    pub source: PageSource,
    /// What still has to be looked at in the page's picture.
    pub look: Look,
    /// Text, in no promised order; `understand` puts it into reading order.
    pub lines: Vec<Line>,
    /// Pictures placed on the page (a scan is one that fills it).
    pub pictures: Vec<Picture>,
    /// Seals, ink and visible digital signatures.
    pub marks: Vec<Mark>,
    /// Quality of the page's picture, when one was looked at.
    pub quality: Option<Quality>,
    /// Something of it was lost (a picture, text over a limit), a notice says what: nothing may be concluded from what is missing on it.
    #[serde(default)]
    pub partial: bool,
}

/// How much of a page's picture must be looked at; `ingest` decides it from the file's structure, so that nothing is rendered in vain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Look {
    /// Nothing: text and rules only.
    Nothing,
    /// Seals and ink, because pictures, annotations or drawn curves lie on typed text.
    Marks,
    /// Text too: a scan, a hybrid page, or a text layer that cannot be trusted.
    Everything,
}

/// How a page's text came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PageSource {
    /// From the file's own text.
    Text,
    /// From its picture (scan, photo, distrusted text layer).
    Scan,
    /// Both: typed text and pictures that were read.
    Hybrid,
    /// A scan that could not be read (no models, damaged picture). Nothing may be concluded from it.
    Unread,
}

/// A run of text that stands together on one line; a wide gap or a table cell's edge ends it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The text, as read.
    pub text: String,
    /// Where it stands.
    pub area: Rect,
    /// Typed or read from pixels.
    pub origin: Origin,
    /// The table cell that holds it, where the file says so (DOCX, ruled PDF tables).
    pub cell: Option<Cell>,
    /// DOCX only: the human-readable place ("表格 2 第 3 行第 1 列"), because its areas are nominal.
    pub path: Option<String>,
}

/// A table cell, counted from 0 within the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell {
    /// Table on this page.
    pub table: u32,
    /// Row.
    pub row: u32,
    /// Column.
    pub column: u32,
}

/// Where a line's text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The file's own text.
    Typed,
    /// Optical character recognition, with its confidence.
    Ocr(Confidence),
}

impl Origin {
    /// How sure the text is.
    pub fn confidence(self) -> Confidence {
        match self {
            Self::Typed => Confidence::CERTAIN,
            Self::Ocr(confidence) => confidence,
        }
    }
}

/// A picture placed on a page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Where.
    pub area: Rect,
    /// Pixels across and down of what shows of it.
    pub pixels: (u32, u32),
    /// Whether parts of it are transparent (pasted signatures and electronic seals are).
    pub transparent: bool,
}

/// Something on the page that is not text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// What.
    pub kind: MarkKind,
    /// Where.
    pub area: Rect,
    /// How sure.
    pub confidence: Confidence,
}

/// What a mark is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum MarkKind {
    /// A stamp impression.
    Seal(Seal),
    /// A coherent piece of handwriting: signature, handwritten name, date or note.
    Ink(Ink),
    /// The visible appearance of the signature field with this index in [`Document::fields`].
    DigitalSignature(usize),
}

/// A stamp impression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seal {
    /// Outline.
    pub shape: SealShape,
    /// Ink colour; grey on a grey or bilevel scan.
    pub colour: InkColour,
    /// The curved or framed name, as read.
    pub text: Option<SealText>,
    /// The straight line below the star ("合同专用章"), as read.
    pub subtitle: Option<SealText>,
    /// Cut by the page edge (one part of a 骑缝章).
    pub at_edge: bool,
}

/// Text read from a seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealText {
    /// As read.
    pub text: String,
    /// How sure.
    pub confidence: Confidence,
}

/// A seal's outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SealShape {
    /// Circle: most organisation seals.
    Round,
    /// Ellipse: foreign-invested companies, many foreign stamps.
    Oval,
    /// Square: personal name seals, some offices abroad.
    Square,
    /// Rectangle: received stamps, many foreign companies.
    Rectangle,
}

/// A writing or stamping colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum InkColour {
    /// Red.
    Red,
    /// Blue.
    Blue,
    /// Purple.
    Purple,
    /// Green.
    Green,
    /// Black or dark grey.
    Black,
    /// Unknown because the page has no colour.
    Grey,
}

/// A coherent piece of handwriting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ink {
    /// Colour.
    pub colour: InkColour,
    /// Handwriting strokes' length in tenths of a millimetre, a measure that a dot or smudge does not reach.
    pub stroke_length: i32,
    /// The text, where OCR reads it as text (handwritten names and dates often can be).
    pub text: Option<SealText>,
}

/// A signature field of the file's own structure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignatureField {
    /// Field name in the file.
    pub name: String,
    /// Where its appearance is drawn, if it has one.
    pub place: Option<(PageNo, Rect)>,
    /// The signature that it holds; none: it is there to be signed and is not.
    pub signature: Option<DigitalSignature>,
}

/// Something a user should know about a file, page or picture.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Notice {
    /// Page, if it concerns one.
    pub page: Option<PageNo>,
    /// What.
    pub kind: NoticeKind,
}

/// What a notice says; `report` words it in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NoticeKind {
    /// A scanned page was not read because the recognition models are not installed.
    ModelsMissing,
    /// A page could not be rendered or decoded, and why.
    PageUnreadable(Message),
    /// The text layer disagreed with the picture and was not used.
    TextLayerDistrusted,
    /// Pages beyond the limit were not read.
    TooManyPages {
        /// Pages in the file.
        found: u32,
        /// Pages read.
        read: u32,
    },
    /// A picture larger than the limit was reduced or left out.
    PictureTooLarge,
    /// A font that is not embedded could not be replaced; parts may look blank.
    FontMissing(String),
    /// A script that no installed engine reads (its name: Hangul, Cyrillic …).
    ScriptUnreadable(String),
    /// Tracked changes are pending in a DOCX.
    TrackedChanges,
    /// The signature fields of a PDF could not be read: digital signatures are unknown.
    FieldsUnreadable,
    /// Content that was cut off by a limit: of a DOCX, or lines or stamps of a page.
    ContentTruncated,
    /// The file ends before its content does: an upload that broke off.
    CutOff,
    /// The same content as another file of the project, named.
    SameAs(String),
}

impl Document {
    /// Records a notice once.
    pub fn notice(&mut self, page: Option<PageNo>, kind: NoticeKind) {
        let notice = Notice { page, kind };
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    /// Whether another file shows exactly the same: the same file twice, whatever the names. Files without anything to compare are not.
    pub fn repeats(&self, other: &Self) -> bool {
        let tells = |page: &Page| !(page.lines.is_empty() && page.marks.is_empty());
        self.pages == other.pages && self.pages.iter().any(tells)
    }

    /// Records that the file has `found` pages when only the first ones were read; one unread page stands for the others, which may hold anything.
    pub fn cut(&mut self, found: u32) {
        let read = self.pages.len() as u32;
        if read < found {
            self.notice(None, NoticeKind::TooManyPages { found, read });
            let beyond = Page::new(PageNo(read + 1), Size::A4);
            self.pages.push(Page { source: PageSource::Unread, ..beyond });
        }
    }
}

impl Document {
    /// Records that the file breaks off: one unread page stands for what is lost, which may be anything.
    pub fn broken_off(&mut self) {
        self.notice(None, NoticeKind::CutOff);
        let lost = Page::new(PageNo(self.pages.len() as u32 + 1), Size::A4);
        self.pages.push(Page { source: PageSource::Unread, ..lost });
    }
}

impl Page {
    /// An empty page.
    pub fn new(number: PageNo, size: Size) -> Self {
        Self {
            number,
            size,
            source: PageSource::Text,
            look: Look::Nothing,
            lines: Vec::new(),
            pictures: Vec::new(),
            marks: Vec::new(),
            quality: None,
            partial: false,
        }
    }
}
