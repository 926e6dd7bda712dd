//! Signature fields of PDF files that the tests draw.

use super::*;
use crate::model::digital::{Fault, Integrity};

#[test]
fn signature_fields_are_found_empty_and_broken() {
    let mut paper = Paper::new();
    let field = |name: &str, x: i64, value: Option<Dictionary>| {
        let mut field = dictionary! { "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "T" => Object::string_literal(name),
        "Rect" => vec![x.into(), 100.into(), (x + 100).into(), 150.into()] };
        if let Some(value) = value {
            field.set("V", value);
        }
        field
    };
    let value = dictionary! { "Type" => "Sig", "Name" => Object::string_literal("Li Lei"), "M" => Object::string_literal("D:20240108120000+08'00'"),
    "ByteRange" => vec![0.into(), 10.into(), 20.into(), 999_999.into()] };
    let fields: Vec<Object> =
        [field("A", 72, None), field("B", 300, Some(value))].into_iter().map(|field| paper.builder.add_object(field).into()).collect();
    paper.catalog.set("AcroForm", dictionary! { "Fields" => fields.clone() });
    let (document, _) = paper.page("", dictionary! { "Annots" => fields }, dictionary! {}).open();
    let found: Vec<_> = document.fields.iter().map(|field| (field.name.as_str(), field.signature.is_some())).collect();
    assert_eq!(found, [("A", false), ("B", true)]);
    assert_eq!(document.fields[0].place, Some((PageNo(1), Rect::new(254, 2441, 607, 2618))));
    let signature = document.fields[1].signature.as_ref().expect("it has a value");
    assert_eq!(signature.integrity, Integrity::Broken(Fault::Coverage));
    assert_eq!(signature.signer.as_deref(), Some("Li Lei"));
    assert_eq!(signature.time.as_ref().map(|time| time.text.as_str()), Some("2024-01-08T12:00:00+08:00"));
    assert_eq!(document.pages[0].marks.len(), 1);
}

#[test]
fn fields_that_cannot_be_read_leave_signatures_open() {
    let mut paper = Paper::new();
    let field = paper.builder.add_object(dictionary! { "FT" => "Sig", "T" => Object::string_literal("A") });
    paper.catalog.set("AcroForm", dictionary! { "Fields" => vec![field.into()] });
    // lopdf does not find a page that calls itself something else, hayro does.
    let bytes = paper.page("BT /F1 12 Tf 72 700 Td (Party A) Tj ET", dictionary! { "Type" => "Sheet" }, dictionary! {}).bytes();
    let pdf = Pdf::new(bytes.clone()).expect("hayro reads it");
    assert!(structure::signature_fields(&bytes, &pdf, &Roots::default()).is_err());
    let (document, _) = open("a.pdf", bytes, &Limits::default()).expect("opens");
    assert_eq!((texts(&document), document.pages[0].partial), (vec!["Party A"], true));
    assert_eq!(document.notices[0].kind, NoticeKind::FieldsUnreadable);
}
