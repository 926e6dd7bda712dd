//! What signatures say about a form: which fields are theirs, and which may not be filled in any more.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document as PdfDocument, Object, ObjectId};

use super::unicode::text_string;

/// Levels above a field, and below one.
const LEVELS: usize = 32;
/// Objects looked at for locks, and names in one.
const NAMES: usize = 10_000;
/// Fields below one that are looked at to tell what it is for.
const KIDS: usize = 1_000;
/// Square points of a signature's appearance, a third of a page of A4: what is larger is no signature's.
const LARGEST: f64 = 167_000.0;

/// Fields that a signature locks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lock {
    All,
    Only(Vec<String>),
    AllBut(Vec<String>),
}

impl Lock {
    /// Whether a field may not be changed.
    pub(super) fn holds(&self, name: &str) -> bool {
        let within = |names: &[String]| {
            names.iter().any(|locked| name == locked || name.strip_prefix(locked.as_str()).is_some_and(|rest| rest.starts_with('.')))
        };
        match self {
            Self::All => true,
            Self::Only(names) => within(names),
            Self::AllBut(names) => !within(names),
        }
    }
}

/// The locks that the signatures of a file set (`DocMDP` without filling in, `FieldMDP`).
pub(super) fn locks(document: &PdfDocument) -> Vec<Lock> {
    references(document).into_iter().filter_map(|reference| lock(document, reference)).collect()
}

/// Whether a signature allows no change at all, so that nobody else may sign (`DocMDP`, level 1).
pub(super) fn is_final(document: &PdfDocument) -> bool {
    let method =
        |reference: &Dictionary| reference.get_deref(b"TransformMethod", document).and_then(Object::as_name).is_ok_and(|m| m == b"DocMDP");
    references(document).into_iter().any(|reference| method(reference) && lock(document, reference).is_some())
}

/// What signatures say about later changes.
fn references(document: &PdfDocument) -> Vec<&Dictionary> {
    let references = document.objects.values().filter_map(|object| {
        let value = object.as_dict().ok().filter(|value| value.has(b"ByteRange") && value.has(b"Reference"))?;
        value.get_deref(b"Reference", document).and_then(Object::as_array).ok()
    });
    references.flatten().take(NAMES).filter_map(|reference| document.dereference(reference).ok()?.1.as_dict().ok()).collect()
}

fn lock(document: &PdfDocument, reference: &Dictionary) -> Option<Lock> {
    let parameters = reference.get_deref(b"TransformParams", document).and_then(Object::as_dict).ok()?;
    match reference.get_deref(b"TransformMethod", document).and_then(Object::as_name).ok()? {
        b"DocMDP" => parameters.get_deref(b"P", document).and_then(Object::as_i64).is_ok_and(|level| level == 1).then_some(Lock::All),
        b"FieldMDP" => {
            let names = parameters.get_deref(b"Fields", document).and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
            let names = names.iter().take(NAMES).filter_map(|name| name.as_str().ok()).map(text_string).collect();
            match parameters.get_deref(b"Action", document).and_then(Object::as_name).ok()? {
                b"All" => Some(Lock::All),
                b"Include" => Some(Lock::Only(names)),
                b"Exclude" => Some(Lock::AllBut(names)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a field, or every field below it, is for signatures.
pub(super) fn is_signature_field(document: &PdfDocument, field: &Dictionary) -> bool {
    let mut above = Some(field);
    for _ in 0..LEVELS {
        let Some(here) = above else { break };
        if let Ok(kind) = here.get_deref(b"FT", document).and_then(Object::as_name) {
            return kind == b"Sig";
        }
        above = here.get_deref(b"Parent", document).and_then(Object::as_dict).ok();
    }
    only_signatures_below(document, field, LEVELS, &mut { KIDS })
}

fn only_signatures_below(document: &PdfDocument, field: &Dictionary, levels: usize, left: &mut usize) -> bool {
    let kids = kids(document, field);
    let mut is_signature = |kid: &Object| {
        let Some(kid) = document.dereference(kid).ok().and_then(|(_, kid)| kid.as_dict().ok()) else { return false };
        *left = left.saturating_sub(1);
        match kid.get_deref(b"FT", document).and_then(Object::as_name) {
            Ok(kind) => kind == b"Sig",
            Err(_) => levels > 0 && *left > 0 && only_signatures_below(document, kid, levels - 1, left),
        }
    };
    !kids.is_empty() && kids.iter().all(&mut is_signature)
}

/// The objects below a field.
pub(super) fn widgets(document: &PdfDocument, field: &Dictionary) -> BTreeSet<ObjectId> {
    let mut found = BTreeSet::new();
    let mut fields = vec![field];
    while let Some(field) = fields.pop() {
        for kid in kids(document, field).iter().filter_map(|kid| kid.as_reference().ok()) {
            if found.len() < KIDS && found.insert(kid) {
                fields.extend(document.get_dictionary(kid));
            }
        }
    }
    found
}

fn kids<'a>(document: &'a PdfDocument, field: &'a Dictionary) -> &'a [Object] {
    field.get_deref(b"Kids", document).and_then(Object::as_array).map_or(&[][..], Vec::as_slice)
}

/// What a field for signatures draws on the page.
#[derive(Clone, Copy)]
pub(super) struct Draws<'a> {
    document: &'a PdfDocument,
    largest: f64,
}

impl<'a> Draws<'a> {
    /// For a field whose size whoever added it chose.
    pub(super) fn new(document: &'a PdfDocument) -> Self {
        Self { document, largest: LARGEST }
    }

    /// For a field whose size was signed before.
    pub(super) fn of_any_size(document: &'a PdfDocument) -> Self {
        Self { document, largest: f64::INFINITY }
    }

    /// Whether somebody signs in the field; a time stamp is nobody's signature.
    pub(super) fn signs(&self, field: &Dictionary) -> bool {
        let signs = |value: &Dictionary| !value.get(b"SubFilter").and_then(Object::as_name).is_ok_and(|format| format == b"ETSI.RFC3161");
        self.value(field).is_some_and(signs) || self.below(field).into_iter().any(|kid| self.value(kid).is_some_and(signs))
    }

    /// Whether it draws what nobody signs, or more than a signature needs: then it may cover what people read.
    pub(super) fn covers(&self, field: &Dictionary) -> bool {
        let signed = self.value(field).is_some();
        let kids = self.below(field);
        self.draws(field, signed) || kids.len() >= KIDS || kids.into_iter().any(|kid| self.draws(kid, signed || self.value(kid).is_some()))
    }

    fn draws(&self, widget: &Dictionary, signed: bool) -> bool {
        let sides = widget.get_deref(b"Rect", self.document).and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
        let number = |side: &Object| self.document.dereference(side).ok().and_then(|(_, side)| side.as_float().ok()).map(f64::from);
        // What is no rectangle is drawn somewhere, if at all.
        let area = match sides.iter().map(number).collect::<Option<Vec<f64>>>().as_deref() {
            Some(&[left, bottom, right, top]) => ((right - left) * (top - bottom)).abs(),
            Some([]) => 0.0,
            _ => f64::INFINITY,
        };
        widget.has(b"AP") && area != 0.0 && !(signed && area <= self.largest)
    }

    fn value<'b>(&self, field: &'b Dictionary) -> Option<&'b Dictionary>
    where
        'a: 'b,
    {
        field.get_deref(b"V", self.document).and_then(Object::as_dict).ok().filter(|value| value.has(b"ByteRange"))
    }

    fn below(&self, field: &Dictionary) -> Vec<&'a Dictionary> {
        widgets(self.document, field).into_iter().filter_map(|id| self.document.get_dictionary(id).ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_name_whole_fields() {
        let only = Lock::Only(vec!["Sig1".into()]);
        assert!(only.holds("Sig1") && only.holds("Sig1.date") && !only.holds("Sig10"));
        let all_but = Lock::AllBut(vec!["note".into()]);
        assert!(all_but.holds("price") && !all_but.holds("note"));
    }
}
