//! Changes of hand-built files.

use lopdf::{Dictionary, Document as PdfDocument, Object, ObjectId, dictionary};

use super::between;
use crate::model::digital::Change;

/// A page with one signed field (4, its value 5) and one text field (6).
fn signed(reference: Option<Dictionary>, text: Option<&str>) -> PdfDocument {
    let mut document = PdfDocument::with_version("1.7");
    let mut put = |number: u32, object: Dictionary| drop(document.objects.insert((number, 0), object.into()));
    let fields: Vec<Object> = vec![Object::Reference((4, 0)), Object::Reference((6, 0))];
    put(1, dictionary! { "Type" => "Catalog", "Pages" => (2, 0), "AcroForm" => dictionary! { "Fields" => fields.clone() } });
    put(2, dictionary! { "Type" => "Pages", "Kids" => vec![Object::Reference((3, 0))], "Count" => 1 });
    put(3, dictionary! { "Type" => "Page", "Parent" => (2, 0), "Annots" => fields });
    put(4, field("Sig", "Sig1", &dictionary! { "V" => (5, 0) }));
    let mut value = dictionary! { "ByteRange" => vec![0.into()] };
    value.extend(&dictionary! { "Reference" => reference.into_iter().map(Object::from).collect::<Vec<_>>() });
    put(5, value);
    put(6, field("Tx", "price", &text.map(|text| dictionary! { "V" => Object::string_literal(text) }).unwrap_or_default()));
    document.trailer.set("Root", (1, 0));
    document.max_id = 6;
    document
}

fn field(kind: &str, name: &str, more: &Dictionary) -> Dictionary {
    let mut field = dictionary! { "Subtype" => "Widget", "FT" => kind, "T" => Object::string_literal(name),
    "Rect" => vec![0.into(), 0.into(), 100.into(), 20.into()] };
    for (key, value) in more {
        field.set(key.clone(), value.clone());
    }
    field
}

/// The file with another field, also among the page's annotations.
fn with(before: &PdfDocument, added: Dictionary) -> PdfDocument {
    let mut after = before.clone();
    after.objects.insert((7, 0), added.into());
    let mut push = |id: ObjectId, path: &[&[u8]]| {
        let holder = after.get_dictionary_mut(id).expect("there");
        let holder = path.iter().fold(holder, |holder, key| match holder.get_mut(key) {
            Ok(Object::Dictionary(inner)) => inner,
            _ => unreachable!("a dictionary"),
        });
        let key: &[u8] = if path.is_empty() { b"Annots" } else { b"Fields" };
        holder.get_mut(key).and_then(Object::as_array_mut).expect("a list").push(Object::Reference((7, 0)));
    };
    push((1, 0), &[b"AcroForm"]);
    push((3, 0), &[]);
    after
}

fn signature(format: &str, rect: [i64; 4]) -> Dictionary {
    let value = dictionary! { "SubFilter" => format, "ByteRange" => vec![0.into()] };
    let sides: Vec<Object> = rect.into_iter().map(Object::from).collect();
    field("Sig", "Sig2", &dictionary! { "V" => value, "AP" => dictionary! { "N" => Object::Null }, "Rect" => sides })
}

#[test]
fn others_may_sign_unless_the_first_signature_forbids_it() {
    let second = || signature("adbe.pkcs7.detached", [0, 100, 120, 130]);
    let free = signed(None, None);
    assert_eq!(between(&free, &with(&free, second())), Change::Signatures);
    let parameters = dictionary! { "P" => 1 };
    let last = signed(Some(dictionary! { "TransformMethod" => "DocMDP", "TransformParams" => parameters }), None);
    assert_eq!(between(&last, &with(&last, second())), Change::Content);
    assert_eq!(between(&last, &with(&last, signature("ETSI.RFC3161", [0; 4]))), Change::Signatures, "a time stamp is nobody's signature");
}

#[test]
fn an_appearance_as_large_as_a_page_is_content() {
    let before = signed(None, None);
    assert_eq!(between(&before, &with(&before, signature("adbe.pkcs7.detached", [0, 0, 595, 842]))), Change::Content);
}

#[test]
fn a_blank_is_filled_in_and_a_value_is_content() {
    let filled = |before: Option<&str>, after: &str| between(&signed(None, before), &signed(None, Some(after)));
    assert_eq!(filled(None, "100"), Change::Form);
    assert_eq!(filled(Some(" "), "100"), Change::Form);
    assert_eq!(filled(Some("100"), "900"), Change::Content);
    let redrawn = |value| {
        let mut document = signed(None, value);
        document.get_dictionary_mut((6, 0)).expect("there").set("AP", dictionary! { "N" => 900 });
        document
    };
    assert_eq!(between(&signed(None, Some("100")), &redrawn(Some("100"))), Change::Annotations);
}

#[test]
fn the_same_file_is_no_revision() {
    assert_eq!(between(&signed(None, None), &signed(None, None)), Change::Unknown);
}
