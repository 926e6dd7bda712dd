//! Signature fields through lopdf: where they are, whether they are signed, and what they say of themselves.

use hayro_syntax::Pdf;
use lopdf::{Dictionary, Document as PdfDocument, LoadOptions, Object, ObjectId};

use super::guard;
use super::signed::{self, File, Value};
use super::unicode::text_string;
use crate::ingest::digital::Roots;
use crate::model::digital::DigitalSignature;

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
    pub place: Place,
    /// The signature, if there is one.
    pub signature: Option<DigitalSignature>,
}

/// A file or an earlier state of it.
pub(super) fn load(bytes: &[u8]) -> Result<PdfDocument, String> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
    PdfDocument::load_mem_with_options(bytes, options).map_err(|error| error.to_string())
}

/// The file's signature fields; an error when lopdf cannot open it (it reads fewer damaged files than hayro does).
pub(super) fn signature_fields(bytes: &[u8], drawn: &Pdf, roots: &Roots) -> Result<Vec<Field>, String> {
    let document = load(bytes)?;
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    if pages.is_empty() {
        return Err("no pages".into());
    }
    let mut walk = Walk { document: &document, pages, fields: Vec::new(), visited: 0 };
    let form = document.catalog().and_then(|catalog| catalog.get_deref(b"AcroForm", &document)).and_then(Object::as_dict);
    if let Some(roots) = form.ok().and_then(|form| form.get_deref(b"Fields", &document).ok()).and_then(|roots| roots.as_array().ok()) {
        for root in roots {
            walk.field(root, "", &Inherited::default(), 0);
        }
    }
    let values: Vec<Option<&Value>> = walk.fields.iter().map(|(_, _, value)| value.as_ref()).collect();
    let file = File { bytes, document: &document, drawn };
    // A signature that breaks the checks stays a signature that nobody could check.
    let signatures = guard::caught(|| signed::check(&file, &values, roots)).unwrap_or_else(|_| signed::unchecked(&values));
    let fields = walk.fields.iter().zip(signatures);
    Ok(fields.map(|((name, place, _), signature)| Field { name: name.clone(), place: *place, signature }).collect())
}

/// Page (counted from 0) and rectangle in page coordinates.
type Place = Option<(usize, [f64; 4])>;

struct Walk<'a> {
    document: &'a PdfDocument,
    pages: Vec<ObjectId>,
    fields: Vec<(String, Place, Option<Value>)>,
    visited: usize,
}

/// A signature's dictionary with the field's object that refers to it and the object in which it stands.
type Given<'a> = (Option<ObjectId>, Option<ObjectId>, &'a Dictionary);

/// Entries that fields take over from their parents.
#[derive(Default, Clone)]
struct Inherited<'a> {
    kind: Option<&'a [u8]>,
    value: Option<Given<'a>>,
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
            value: field.get(b"V").ok().and_then(|value| self.value(id, value)).or(inherited.value),
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
            let value = inherited.value.map(|(field, id, value)| Value::read(self.document, field, id, value));
            self.fields.push((name, place, value));
            return;
        }
        for kid in kids {
            self.field(kid, &name, &inherited, depth + 1);
        }
    }

    /// A signature's dictionary and the object in which it stands: its own, or its field's.
    fn value(&self, field: Option<ObjectId>, value: &'a Object) -> Option<Given<'a>> {
        let (id, value) = self.document.dereference(value).ok()?;
        Some((field, id.or(field), value.as_dict().ok()?))
    }

    /// Page and rectangle of a widget that is visible.
    fn place(&self, id: Option<ObjectId>, widget: &Dictionary) -> Place {
        let rect = widget.get_deref(b"Rect", self.document).and_then(Object::as_array).ok()?;
        let sides: Vec<f64> = rect.iter().filter_map(|side| side.as_float().ok()).map(f64::from).collect();
        let sides = <[f64; 4]>::try_from(sides).ok()?;
        let visible = (sides[2] - sides[0]).abs() >= 1.0 && (sides[3] - sides[1]).abs() >= 1.0;
        // Where it is drawn; its own word for that may be changed without anybody noticing.
        let drawn = self.pages.iter().position(|page| {
            let page = self.document.get_dictionary(*page);
            let annotations = page.and_then(|page| page.get_deref(b"Annots", self.document)).and_then(Object::as_array);
            annotations.is_ok_and(|annotations| annotations.iter().any(|item| item.as_reference().ok() == id && id.is_some()))
        });
        let stated = || {
            let page = widget.get(b"P").and_then(Object::as_reference).ok()?;
            self.pages.iter().position(|id| *id == page)
        };
        let page = drawn.or_else(stated)?;
        visible.then_some((page, sides))
    }
}
