//! Signature fields through lopdf: where they are, whether they are signed, and what they say of themselves.

use lopdf::{Dictionary, Document as PdfDocument, LoadOptions, Object, ObjectId};

use super::unicode::text_string;
use crate::model::document::FieldStatus;

/// Bytes that one compressed object stream may unfold to; real ones stay under a megabyte.
const MAX_STREAM: usize = 64 << 20;
/// Fields looked at, and their nesting.
const MAX_FIELDS: usize = 10_000;
const MAX_DEPTH: usize = 32;

/// A signature field as the file has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    /// Full name, with `.` between levels.
    pub name: String,
    /// Page (counted from 0) and rectangle in page coordinates.
    pub place: Option<(usize, [f64; 4])>,
    /// State.
    pub status: FieldStatus,
    /// /Name of the signature.
    pub signer: Option<String>,
    /// /M as ISO 8601.
    pub time: Option<String>,
}

/// The file's signature fields; an error when lopdf cannot open it (it reads fewer damaged files than hayro does).
pub(super) fn signature_fields(bytes: &[u8]) -> Result<Vec<Field>, String> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
    let document = PdfDocument::load_mem_with_options(bytes, options).map_err(|error| error.to_string())?;
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    if pages.is_empty() {
        return Err("no pages".into());
    }
    let mut walk = Walk { document: &document, bytes, pages, fields: Vec::new(), visited: 0 };
    let form = document.catalog().and_then(|catalog| catalog.get_deref(b"AcroForm", &document)).and_then(Object::as_dict);
    if let Some(roots) = form.ok().and_then(|form| form.get_deref(b"Fields", &document).ok()).and_then(|roots| roots.as_array().ok()) {
        for root in roots {
            walk.field(root, "", &Inherited::default(), 0);
        }
    }
    count_signed_rest(&mut walk.fields);
    Ok(walk.fields)
}

struct Walk<'a> {
    document: &'a PdfDocument,
    bytes: &'a [u8],
    pages: Vec<ObjectId>,
    fields: Vec<Field>,
    visited: usize,
}

/// Entries that fields take over from their parents.
#[derive(Default, Clone)]
struct Inherited<'a> {
    kind: Option<&'a [u8]>,
    value: Option<&'a Dictionary>,
}

impl<'a> Walk<'a> {
    fn field(&mut self, object: &'a Object, path: &str, inherited: &Inherited<'a>, depth: usize) {
        self.visited += 1;
        let Ok((id, object)) = self.document.dereference(object) else { return };
        let Ok(field) = object.as_dict() else { return };
        if self.visited > MAX_FIELDS || depth > MAX_DEPTH {
            return;
        }
        let own = |key: &[u8]| field.get_deref(key, self.document).ok();
        let inherited = Inherited {
            kind: own(b"FT").and_then(|kind| kind.as_name().ok()).or(inherited.kind),
            value: own(b"V").and_then(|value| value.as_dict().ok()).or(inherited.value),
        };
        let name = match own(b"T").and_then(|name| name.as_str().ok()).map(text_string) {
            Some(part) if path.is_empty() => part,
            Some(part) => format!("{path}.{part}"),
            None => path.to_string(),
        };
        let kids = own(b"Kids").and_then(|kids| kids.as_array().ok()).map_or(&[][..], Vec::as_slice);
        let is_field = |kid: &Object| self.document.dereference(kid).is_ok_and(|(_, kid)| kid.as_dict().is_ok_and(|kid| kid.has(b"T")));
        if inherited.kind == Some(b"Sig") && !kids.iter().any(is_field) {
            // The widget is the field itself or its only kid.
            let widget = kids.first().and_then(|kid| self.document.dereference(kid).ok());
            let (id, widget) = widget.and_then(|(id, kid)| Some((id, kid.as_dict().ok()?))).unwrap_or((id, field));
            let place = self.place(id, widget);
            self.fields.push(self.signature(name, place, inherited.value));
            return;
        }
        for kid in kids {
            self.field(kid, &name, &inherited, depth + 1);
        }
    }

    fn signature(&self, name: String, place: Option<(usize, [f64; 4])>, value: Option<&'a Dictionary>) -> Field {
        let Some(value) = value else {
            return Field { name, place, status: FieldStatus::Empty, signer: None, time: None };
        };
        let text = |key: &[u8]| value.get_deref(key, self.document).ok().and_then(|text| text.as_str().ok()).map(text_string);
        let range = value.get_deref(b"ByteRange", self.document).and_then(Object::as_array).ok();
        let range: Option<Vec<i64>> = range.map(|range| range.iter().filter_map(|number| number.as_i64().ok()).collect());
        let signer = text(b"Name").map(|name| name.trim().to_string()).filter(|name| !name.is_empty());
        let status = status(self.bytes, range.as_deref().unwrap_or_default());
        Field { name, place, status, signer, time: text(b"M").and_then(|time| iso_time(&time)) }
    }

    /// Page and rectangle of a widget that is visible.
    fn place(&self, id: Option<ObjectId>, widget: &Dictionary) -> Option<(usize, [f64; 4])> {
        let rect = widget.get_deref(b"Rect", self.document).and_then(Object::as_array).ok()?;
        let sides: Vec<f64> = rect.iter().filter_map(|side| side.as_float().ok()).map(f64::from).collect();
        let sides = <[f64; 4]>::try_from(sides).ok()?;
        let visible = (sides[2] - sides[0]).abs() >= 1.0 && (sides[3] - sides[1]).abs() >= 1.0;
        let stated = widget.get(b"P").and_then(Object::as_reference).ok();
        let page = stated.and_then(|page| self.pages.iter().position(|id| *id == page)).or_else(|| {
            self.pages.iter().position(|page| {
                let page = self.document.get_dictionary(*page);
                let annotations = page.and_then(|page| page.get_deref(b"Annots", self.document)).and_then(Object::as_array);
                annotations.is_ok_and(|annotations| annotations.iter().any(|item| item.as_reference().ok() == id && id.is_some()))
            })
        })?;
        visible.then_some((page, sides))
    }
}

/// Parties sign one after the other: what the last one signed with the rest of the file is no change behind the backs of those before.
fn count_signed_rest(fields: &mut [Field]) {
    if fields.iter().any(|field| field.status == FieldStatus::Signed) {
        let extended = fields.iter_mut().filter(|field| field.status == FieldStatus::SignedThenExtended);
        extended.for_each(|field| field.status = FieldStatus::Signed);
    }
}

/// What the signed range says: two parts around a hexadecimal gap that holds a signature.
fn status(bytes: &[u8], range: &[i64]) -> FieldStatus {
    let Some(&[0, first, second, length]) = range.first_chunk::<4>().filter(|_| range.len() == 4) else { return FieldStatus::Broken };
    let (Ok(first), Ok(second), Ok(length)) = (usize::try_from(first), usize::try_from(second), usize::try_from(length)) else {
        return FieldStatus::Broken;
    };
    let Some(end) = second.checked_add(length).filter(|end| *end <= bytes.len()) else { return FieldStatus::Broken };
    let Some(gap) = bytes.get(first..second) else { return FieldStatus::Broken };
    // Some writers sign the angle brackets too, though they belong to the gap.
    let value = gap.strip_prefix(b"<").unwrap_or(gap);
    let value = value.strip_suffix(b">").unwrap_or(value);
    // An unfilled placeholder is all zeros; a CMS object begins with a SEQUENCE tag.
    if !value.trim_ascii_start().starts_with(b"30") || !value.iter().all(|byte| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace()) {
        return FieldStatus::Broken;
    }
    if bytes[end..].iter().all(u8::is_ascii_whitespace) { FieldStatus::Signed } else { FieldStatus::SignedThenExtended }
}

/// `D:20240108120000+08'00'` as ISO 8601, as far as it goes.
fn iso_time(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("D:");
    let digits: String = text.chars().take_while(char::is_ascii_digit).take(14).collect();
    let zone: String = text[digits.len()..].chars().filter(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | 'Z')).collect();
    if digits.len() < 8 {
        return None;
    }
    let day = format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..8]);
    if digits.len() < 14 {
        return Some(day);
    }
    let zone = match zone.as_bytes() {
        [b'Z', ..] => "Z".to_string(),
        [b'+' | b'-', rest @ ..] if rest.len() >= 4 => format!("{}:{}", &zone[..3], &zone[3..5]),
        _ => String::new(),
    };
    Some(format!("{day}T{}:{}:{}{zone}", &digits[8..10], &digits[10..12], &digits[12..14]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_become_iso() {
        assert_eq!(iso_time("D:20240108120000+08'00'").as_deref(), Some("2024-01-08T12:00:00+08:00"));
        assert_eq!(iso_time("D:20240108").as_deref(), Some("2024-01-08"));
        assert_eq!(iso_time("D:20240108120000Z").as_deref(), Some("2024-01-08T12:00:00Z"));
        assert_eq!(iso_time("yesterday"), None);
    }

    #[test]
    fn a_later_signature_covers_what_was_added_for_it() {
        let signed = |status| Field { name: String::new(), place: None, status, signer: None, time: None };
        let after = |statuses: [FieldStatus; 2]| {
            let mut fields = statuses.map(signed);
            count_signed_rest(&mut fields);
            fields.map(|field| field.status)
        };
        assert_eq!(after([FieldStatus::SignedThenExtended, FieldStatus::Signed]), [FieldStatus::Signed; 2]);
        assert_eq!(after([FieldStatus::SignedThenExtended, FieldStatus::Empty]), [FieldStatus::SignedThenExtended, FieldStatus::Empty]);
    }

    #[test]
    fn the_signed_range_tells_the_state() {
        let file = b"%PDF..<3080aa>..%%EOF\n";
        assert_eq!(status(file, &[0, 6, 14, 8]), FieldStatus::Signed);
        assert_eq!(status(file, &[0, 6, 14, 2]), FieldStatus::SignedThenExtended);
        assert_eq!(status(file, &[0, 6, 14, 80]), FieldStatus::Broken);
        assert_eq!(status(file, &[0, 5, 14, 8]), FieldStatus::Broken);
        assert_eq!(status(b"%PDF..<000000>..%%EOF\n", &[0, 6, 14, 8]), FieldStatus::Broken);
        assert_eq!(status(file, &[0, -1, i64::MAX, i64::MAX]), FieldStatus::Broken);
        assert_eq!(status(file, &[]), FieldStatus::Broken);
    }
}
