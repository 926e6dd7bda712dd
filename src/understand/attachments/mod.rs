//! What each file of a project is to its application: a commitment to research integrity, the application form, proof, or an agreement.
//!
//! [`commitment`] finds who committed itself and whether it signed, sealed and dated; [`form`] reads an application form's fields; [`mention`] finds what
//! any file may say by the way: marks of secrecy, genetic resources, laboratories, a day of registration; [`naming`] where files name the project and its leads.

mod commitment;
mod form;
mod mention;
mod naming;
#[cfg(test)]
mod tests;

use super::group::File;
use super::layout::Reading;
use crate::model::agreement::{Agreement, AgreementKind};
use crate::model::application::Application;
use crate::model::attachment::{Attachment, AttachmentKind, Form};
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::PageNo;
use crate::model::project::ProjectFacts;
use crate::model::stated;
use crate::model::text::squash;

/// Most letters of a file that are looked through: some fifty pages.
const LETTERS: usize = 60_000;

/// The files of a project, in path order, and the application that they belong to.
pub(super) fn of(files: &[File<'_>], agreements: &[Agreement], facts: &ProjectFacts) -> (Vec<Attachment>, Application) {
    let attachments: Vec<Attachment> = files.iter().map(|file| attachment(file, agreements)).collect();
    let forms: Vec<&Form> = attachments.iter().filter_map(|attachment| attachment.form.as_ref()).collect();
    let mut application = stated::application(facts, &forms, agreements);
    application.known |= attachments.iter().any(|attachment| !attachment.commitments.is_empty());
    naming::see(&mut application, files, &attachments);
    (attachments, application)
}

fn attachment(file: &File<'_>, agreements: &[Agreement]) -> Attachment {
    let reading = &file.reading;
    let commitments = commitment::find(reading);
    let form = form::read(reading, file.identity.title.as_ref().map(|title| title.value.as_str()));
    let kind = match () {
        () if form.is_some() => AttachmentKind::Form,
        () if !commitments.is_empty() => AttachmentKind::Commitment,
        () => by_agreement(&reading.document.file, agreements),
    };
    Attachment {
        file: reading.document.file.clone(),
        kind,
        title: file.identity.title.clone(),
        unread: reading.unread().collect(),
        front: front(reading),
        markings: mention::markings(reading),
        genetics: if kind == AttachmentKind::Commitment { Vec::new() } else { mention::genetics(reading) },
        laboratories: if kind == AttachmentKind::Commitment { Vec::new() } else { mention::laboratories(reading) },
        registered: if kind == AttachmentKind::Evidence { mention::registered(reading) } else { None },
        demonstrations: if kind == AttachmentKind::Commitment { Vec::new() } else { mention::demonstrations(reading) },
        letters: letters(reading),
        commitments,
        form,
    }
}

/// What the grouping into agreements took a file for.
fn by_agreement(file: &str, agreements: &[Agreement]) -> AttachmentKind {
    let kind = agreements.iter().find(|agreement| agreement.documents.iter().any(|document| document.file == file));
    match kind.map(|agreement| agreement.kind.value) {
        Some(AgreementKind::Agreement | AgreementKind::LetterOfIntent) => AttachmentKind::Agreement,
        Some(AgreementKind::SupportingEvidence) => AttachmentKind::Evidence,
        Some(AgreementKind::Other) | None => AttachmentKind::Other,
    }
}

/// A file's letters and digits.
fn letters(reading: &Reading<'_>) -> String {
    let text: String = reading.paragraphs.iter().map(|paragraph| squash(&paragraph.text)).collect();
    text.chars().take(LETTERS).collect()
}

/// A file's first page as a place that was searched.
fn front(reading: &Reading<'_>) -> Evidence {
    let page = reading.document.pages.first().map_or(PageNo(1), |page| page.number);
    Evidence { area: None, ..reading.cite_area(page, reading.size(page).area(), EvidenceRole::Searched, "") }
}
