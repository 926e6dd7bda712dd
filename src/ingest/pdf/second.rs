//! A second reader's word on what was changed. Pages are drawn by hayro, changes are found by lopdf: a file that they read differently could show one thing
//! and have another compared.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Object, ObjectIdentifier};
use lopdf::Document as PdfDocument;

use super::signed::File;

/// Entries of a page that decide on what it shows.
const SHOWN: &[&[u8]] = &[b"Contents", b"Resources", b"MediaBox", b"CropBox", b"Rotate", b"UserUnit"];

/// Whether both readers have the same objects unchanged since an earlier state, and pages that show the same.
pub(super) fn agrees(earlier: &[u8], before: &PdfDocument, file: &File<'_>) -> bool {
    let Ok(then) = Pdf::new(earlier.to_vec()) else { return false };
    let id = |id: lopdf::ObjectId| ObjectIdentifier::new(id.0, i32::from(id.1));
    let root = file.document.trailer.get(b"Root").and_then(lopdf::Object::as_reference);
    let same_root = root.is_ok_and(|root| file.drawn.xref().root_id() == id(root));
    let unchanged = before.objects.iter().filter(|(id, object)| file.document.objects.get(id) == Some(object));
    same_root
        && unchanged.map(|(number, _)| id(*number)).all(|id| then.xref().get::<Object<'_>>(id) == file.drawn.xref().get::<Object<'_>>(id))
        && same_pages(&then, file)
}

fn same_pages(then: &Pdf, file: &File<'_>) -> bool {
    let (old, new) = (then.pages(), file.drawn.pages());
    old.len() == new.len()
        && new.len() == file.document.page_iter().count()
        && old.iter().zip(new.iter()).all(|(old, new)| {
            let same = |key: &&[u8]| old.raw().get_raw::<Object<'_>>(*key) == new.raw().get_raw::<Object<'_>>(*key);
            old.raw().obj_id() == new.raw().obj_id() && SHOWN.iter().all(same) && old.page_stream() == new.page_stream()
        })
}
