//! DOCX: a streaming walk over the package's parts, laid out on nominal A4 pages because the format has none.
//!
//! [`package`] unpacks parts and follows their relationships, [`walk`] turns a part's XML ([`xml`]) into a [`flow`] of
//! paragraphs, tables, boxes and [`drawing`]s, [`styles`] and [`numbering`] say what paragraphs inherit, [`layout`],
//! [`row`] and [`filling`] place the flow, [`paginate`] cuts it into pages, and [`media`] draws the embedded pictures where they hang.

use std::collections::BTreeMap;

use super::{Error, Limits, Roots, digital};
use crate::model::digital::{DigitalSignature, Fault, Integrity, Obstacle};
use crate::model::document::{Document, Format, Look, NoticeKind, Page, PageSource, SignatureField};
use crate::model::geometry::{PageNo, Size};

mod drawing;
mod filling;
mod flow;
mod layout;
mod media;
mod numbering;
mod package;
mod paginate;
mod row;
mod styles;
mod walk;
mod xml;

pub use media::Pages;

use layout::{Group, Layout, Place};
use media::Media;
use numbering::Numbering;
use package::Package;
use paginate::Asides;
use styles::Styles;
use walk::Allowance;

/// A picture that covers this share of the paper is a scanned page, whose text must be read.
const PAGE_LIKE: f64 = 0.35;

/// Signatures of one package that are checked: each reads every part again.
const SIGNATURES: usize = 10;

/// Parts that signers leave out because nobody reads them in the text: the package's own description, properties, data, and signatures themselves.
const UNSIGNED: &[&str] = &["[content_types].xml", "_rels/", "docprops/", "customxml/", "_xmlsignatures/"];

/// Opens a DOCX.
pub fn open(file: &str, bytes: &[u8], limits: &Limits, roots: &Roots) -> Result<(Document, Pages), Error> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.relations("").of_kind("officeDocument").unwrap_or("word/document.xml").to_owned();
    let body = package.part(&main).or_else(|| package.part("word/document.xml"));
    let Some(body) = body else {
        return Err(Error::Damaged { format: "DOCX", reason: "its text part is missing".into() });
    };
    let relations = package.relations(&main);
    let mut document = Document { file: file.to_owned(), format: Format::Docx, pages: Vec::new(), notices: Vec::new(), fields: Vec::new() };

    let mut allowance = Allowance { characters: limits.characters, depth: limits.depth };
    let story = walk::read(&body, &relations, &mut allowance);
    let (mut tracked, mut cut) = (story.tracked, story.cut);
    let mut related = |kind: &str| relations.of_kind(kind).map(str::to_owned).and_then(|part| package.part(&part)).unwrap_or_default();
    let styles = Styles::read(&related("styles"), limits.depth);
    let numbering = Numbering::read(&related("numbering"), limits.depth);
    let mut layout = Layout::new(styles, numbering);
    let (groups, sections) = layout.body(&story.blocks, story.section);

    let mut aside = |part: &str, package: &mut Package<'_>| {
        let relations = package.relations(part);
        let story = walk::read(&package.part(part).unwrap_or_default(), &relations, &mut allowance);
        tracked |= story.tracked;
        cut |= story.cut;
        story
    };
    let mut notes = BTreeMap::new();
    for kind in ["footnotes", "endnotes"] {
        if let Some(part) = relations.of_kind(kind) {
            for (key, blocks) in aside(part, &mut package).notes {
                notes.insert(key, layout.aside(&blocks, Place::Note));
            }
        }
    }
    let mut running: BTreeMap<String, Group> = BTreeMap::new();
    for section in &sections {
        let headers = [&section.header, &section.first_header].map(|part| (part, Place::Header));
        let footers = [&section.footer, &section.first_footer].map(|part| (part, Place::Footer));
        for (part, place) in headers.into_iter().chain(footers) {
            if let Some(part) = part.as_ref().filter(|part| !running.contains_key(*part)) {
                let story = aside(part, &mut package);
                running.insert(part.clone(), layout.aside(&story.blocks, place));
            }
        }
    }

    let asides = Asides { sections: &sections, running: &running, notes: &notes };
    let (sheets, found) = paginate::paginate(&groups, &asides, limits.pages as usize);
    let mut media = Media::new(limits);
    let mut drawn = Vec::new();
    for (number, sheet) in (1..).map(PageNo).zip(sheets) {
        let mut page = Page::new(number, Size::A4);
        page.lines = sheet.lines;
        drawn.push(media.place(&sheet.pictures, &mut page, &mut package, &mut document));
        look(&mut page);
        document.pages.push(page);
    }
    if tracked {
        document.notice(None, NoticeKind::TrackedChanges);
    }
    if cut || package.cut {
        document.notice(None, NoticeKind::ContentTruncated);
        // What was cut off may belong anywhere.
        document.pages.iter_mut().for_each(|page| page.partial = true);
    }
    document.fields = signatures(&mut package, &main, roots);
    document.cut(found as u32);
    let looks = document.pages.iter().map(|page| page.look).collect();
    Ok((document, Pages::new(media, drawn, looks)))
}

/// Says what still has to be looked at on a page.
fn look(page: &mut Page) {
    let paper = Size::A4.area().area() as f64;
    let scanned = page.pictures.iter().any(|picture| picture.area.area() as f64 >= PAGE_LIKE * paper);
    if scanned {
        page.look = Look::Everything;
        page.source = if page.lines.is_empty() { PageSource::Scan } else { PageSource::Hybrid };
    } else if !page.pictures.is_empty() {
        page.look = Look::Marks;
    }
}

/// The package's own digital signatures.
fn signatures(package: &mut Package<'_>, main: &str, roots: &Roots) -> Vec<SignatureField> {
    let names = package.folder("_xmlsignatures/");
    let signatures: Vec<String> = names.into_iter().filter(|name| name.rsplit('.').next() == Some("xml")).take(SIGNATURES).collect();
    if signatures.is_empty() {
        return Vec::new();
    }
    let main = main.to_lowercase();
    let unread = |part: &str| part.ends_with('/') || UNSIGNED.iter().any(|folder| part.starts_with(folder));
    let shown: Vec<String> = package.folder("").into_iter().filter(|part| !unread(part) && *part != main).collect();
    let mut fields = Vec::new();
    for name in signatures {
        let bytes = package.part(&name).unwrap_or_default();
        let signature = xml_signature(&bytes, package, &main, &shown, roots);
        fields.push(SignatureField { name, place: None, signature: Some(signature) });
    }
    fields
}

fn xml_signature(bytes: &[u8], package: &mut Package<'_>, main: &str, shown: &[String], roots: &Roots) -> DigitalSignature {
    let mut part = |name: &str| {
        // A part that is gone is a change like any other.
        let missing = if package.has(name) { Integrity::NotVerifiable(Obstacle::TooLarge) } else { Integrity::Broken(Fault::Digest) };
        package.part(name).ok_or(missing)
    };
    digital::xml::check(bytes, &mut part, main, shown, roots)
}

#[cfg(test)]
mod tests;
