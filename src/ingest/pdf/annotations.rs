//! Annotations: which ones are marks, and the values of those that have no appearance for hayro to draw.

use hayro_syntax::object::{Array, Dict, Name, Object, Rect as PdfRect, String as PdfString};
use hayro_syntax::page::Page as PdfPage;

use super::sheet::Sheet;
use super::unicode::text_string;
use crate::model::document::{Line, Origin};

/// Annotations looked at on one page.
const MAX_ANNOTATIONS: usize = 10_000;
/// Steps up from a widget to the field that holds its value.
const MAX_PARENTS: usize = 16;
/// Flags of an annotation that is not shown: hidden, no view.
const UNSEEN: u32 = 1 << 1 | 1 << 5;

/// What a page's annotations add to what it draws.
#[derive(Default)]
pub(super) struct Annotations {
    /// Values and comments that no appearance shows.
    pub lines: Vec<Line>,
    /// Whether someone drew or stamped on the page.
    pub marked: bool,
}

/// Reads the annotations of a page.
pub(super) fn read(page: &PdfPage<'_>, sheet: &Sheet) -> Annotations {
    let mut found = Annotations::default();
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return found };
    for annotation in annotations.iter::<Dict<'_>>().take(MAX_ANNOTATIONS) {
        if annotation.get::<u32>("F").unwrap_or(0) & UNSEEN != 0 {
            continue;
        }
        let Some(subtype) = annotation.get::<Name<'_>>("Subtype") else { continue };
        found.marked |= matches!(subtype.as_ref(), b"Ink" | b"Stamp");
        let drawn = annotation.get::<Dict<'_>>("AP").is_some_and(|appearance| appearance.contains_key("N"));
        let value = match subtype.as_ref() {
            b"Widget" if !drawn => field_value(annotation.clone()),
            b"FreeText" if !drawn => annotation.get::<PdfString<'_>>("Contents").map(|text| text_string(text.as_bytes())),
            _ => None,
        };
        let area = annotation.get::<PdfRect>("Rect").and_then(|rect| sheet.place(kurbo::Rect::new(rect.x0, rect.y0, rect.x1, rect.y1)));
        if let (Some(value), Some(area)) = (value, area) {
            let texts = value.lines().map(str::trim).filter(|text| !text.is_empty());
            found.lines.extend(texts.map(|text| Line { text: text.into(), area, origin: Origin::Typed, cell: None, path: None }));
        }
    }
    found
}

/// The value of a text or choice field, which may stand with a parent.
fn field_value(widget: Dict<'_>) -> Option<String> {
    let mut field = widget;
    let (mut value, mut kind) = (None, None);
    for _ in 0..MAX_PARENTS {
        value = value.or_else(|| field.get::<Object<'_>>("V"));
        kind = kind.or_else(|| field.get::<Name<'_>>("FT"));
        match field.get::<Dict<'_>>("Parent") {
            Some(parent) if value.is_none() || kind.is_none() => field = parent,
            _ => break,
        }
    }
    match (kind?.as_ref(), value?) {
        (b"Tx" | b"Ch", Object::String(text)) => Some(text_string(text.as_bytes())),
        _ => None,
    }
}
