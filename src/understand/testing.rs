//! The one builder of pages for tests: `page().line("甲方：", 30, 40).ink(60, 38, 30, 12).seal("某某大学", 80, 50)`, in millimetres.

use crate::model::digital::{DigitalSignature, Integrity, Purpose};
use crate::model::document::{
    Cell, Document, Format, Ink, InkColour, Line, Mark, MarkKind, Origin, Page, PageSource, Seal, SealShape, SealText, SignatureField,
};
use crate::model::geometry::{Confidence, PageNo, Rect, Size};

/// Tenths of a millimetre in a millimetre.
const MM: i32 = 10;
/// Height of a line of text in millimetres.
const LINE: i32 = 4;

/// A document under construction; [`TestPage::next`] starts another page.
#[derive(Debug, Clone)]
pub(crate) struct TestPage {
    document: Document,
}

/// Starts a document with one empty A4 page.
pub(crate) fn page() -> TestPage {
    let document = Document {
        file: "a.pdf".to_owned(),
        format: Format::Pdf,
        pages: vec![Page::new(PageNo(1), Size::A4)],
        notices: Vec::new(),
        fields: Vec::new(),
    };
    TestPage { document }
}

/// Width that a text takes in print, in tenths of a millimetre: a Han character is as wide as high, a Latin letter half of that.
fn width_of(text: &str) -> i32 {
    text.chars().map(|c| if c.is_ascii() || ('\u{400}'..'\u{530}').contains(&c) { 20 } else { 40 }).sum()
}

impl TestPage {
    /// The page being built.
    fn page(&mut self) -> &mut Page {
        self.document.pages.last_mut().expect("a document has a page")
    }

    /// A line of text with its left and top edge; its width follows from the text.
    pub(crate) fn line(mut self, text: &str, x: i32, y: i32) -> Self {
        let area = Rect::new(x * MM, y * MM, x * MM + width_of(text), (y + LINE) * MM);
        let line = Line { text: text.to_owned(), area, origin: Origin::Ocr(Confidence(95)), cell: None, path: None };
        self.page().lines.push(line);
        self
    }

    /// Several lines below each other, 8 mm apart.
    pub(crate) fn lines(self, x: i32, y: i32, texts: &[&str]) -> Self {
        texts.iter().enumerate().fold(self, |page, (i, text)| page.line(text, x, y + 8 * i as i32))
    }

    /// A line in a table cell (`(table, row, column)`) whose place the file itself gives.
    pub(crate) fn cell(mut self, text: &str, (table, row, column): (u32, u32, u32), x: i32, y: i32) -> Self {
        self = self.line(text, x, y);
        if let Some(line) = self.page().lines.last_mut() {
            line.cell = Some(Cell { table, row, column });
        }
        self
    }

    /// Handwriting of ordinary strength.
    pub(crate) fn ink(self, x: i32, y: i32, width: i32, height: i32) -> Self {
        self.ink_as(x, y, width, height, 900, None)
    }

    /// Handwriting that OCR could read.
    pub(crate) fn written(self, text: &str, x: i32, y: i32) -> Self {
        let width = (width_of(text) / MM).max(8);
        self.ink_as(x, y, width, 7, 900, Some(text))
    }

    /// A faint small trace.
    pub(crate) fn speck(self, x: i32, y: i32) -> Self {
        self.ink_as(x, y, 4, 3, 40, None)
    }

    fn ink_as(mut self, x: i32, y: i32, width: i32, height: i32, stroke_length: i32, text: Option<&str>) -> Self {
        let text = text.map(|text| SealText { text: text.to_owned(), confidence: Confidence(90) });
        let confidence = Confidence(if stroke_length < 100 { 45 } else { 92 });
        let area = Rect::new(x * MM, y * MM, (x + width) * MM, (y + height) * MM);
        let kind = MarkKind::Ink(Ink { colour: InkColour::Blue, stroke_length, text });
        self.page().marks.push(Mark { kind, area, confidence });
        self
    }

    /// A round red seal of 40 mm with its centre; an empty text is one that could not be read.
    pub(crate) fn seal(self, text: &str, x: i32, y: i32) -> Self {
        self.stamp(text, None, SealShape::Round, Rect::new(x - 20, y - 20, x + 20, y + 20))
    }

    /// A seal of any shape with its subtitle, area in millimetres.
    pub(crate) fn stamp(mut self, text: &str, subtitle: Option<&str>, shape: SealShape, area: Rect) -> Self {
        let read = |text: &str| SealText { text: text.to_owned(), confidence: Confidence(90) };
        let area = Rect::new(area.left * MM, area.top * MM, area.right * MM, area.bottom * MM);
        let seal = Seal {
            shape,
            colour: InkColour::Red,
            text: (!text.is_empty()).then(|| read(text)),
            subtitle: subtitle.map(read),
            at_edge: false,
        };
        self.page().marks.push(Mark { kind: MarkKind::Seal(seal), area, confidence: Confidence(95) });
        self
    }

    /// A seal that was read without doubt.
    pub(crate) fn sure_stamp(mut self, text: &str, shape: SealShape, area: Rect) -> Self {
        self = self.stamp(text, None, shape, area);
        if let Some(MarkKind::Seal(Seal { text: Some(read), .. })) = self.page().marks.last_mut().map(|mark| &mut mark.kind) {
            read.confidence = Confidence(99);
        }
        self
    }

    /// The page's seals as a grey scan shows them.
    pub(crate) fn faded(mut self) -> Self {
        for mark in &mut self.page().marks {
            if let MarkKind::Seal(seal) = &mut mark.kind {
                seal.colour = InkColour::Grey;
            }
        }
        self
    }

    /// A signed signature field with a visible appearance, area in millimetres.
    pub(crate) fn digital(self, signer: &str, area: Rect) -> Self {
        self.signed(signed_by(signer), Some(area))
    }

    /// A signature field with its appearance, if it has one.
    pub(crate) fn signed(mut self, signature: DigitalSignature, area: Option<Rect>) -> Self {
        let area = area.map(|area| Rect::new(area.left * MM, area.top * MM, area.right * MM, area.bottom * MM));
        let number = self.page().number;
        self.document.fields.push(SignatureField {
            name: format!("Signature{}", self.document.fields.len() + 1),
            place: area.map(|area| (number, area)),
            signature: Some(signature),
        });
        if let Some(area) = area {
            let kind = MarkKind::DigitalSignature(self.document.fields.len() - 1);
            self.page().marks.push(Mark { kind, area, confidence: Confidence::CERTAIN });
        }
        self
    }

    /// Starts the next page.
    pub(crate) fn next(mut self) -> Self {
        let number = PageNo(self.document.pages.len() as u32 + 1);
        self.document.pages.push(Page::new(number, Size::A4));
        self
    }

    /// Marks the current page as one that could not be read.
    pub(crate) fn unread(mut self) -> Self {
        self.page().source = PageSource::Unread;
        self
    }

    /// Names the file.
    pub(crate) fn named(mut self, file: &str) -> Self {
        file.clone_into(&mut self.document.file);
        self
    }

    /// The finished document.
    pub(crate) fn build(self) -> Document {
        self.document
    }
}

/// An intact signature.
pub(crate) fn signed_by(signer: &str) -> DigitalSignature {
    DigitalSignature {
        purpose: Purpose::Signing,
        signer: Some(signer.to_owned()),
        organisation: None,
        time: None,
        integrity: Integrity::Intact,
        sha1: false,
        certificate: None,
    }
}
