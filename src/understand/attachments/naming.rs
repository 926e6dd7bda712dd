//! Where a project's files name the project and the leads of its organisations.

use super::super::group::File;
use super::super::layout::Paragraph;
use crate::model::application::{Application, Organisation};
use crate::model::attachment::{Attachment, AttachmentKind};
use crate::model::finding::EvidenceRole;
use crate::model::geometry::Confidence;
use crate::model::observation::Cited;
use crate::model::text::squash;

/// Fewest letters of a title or name that are looked for; fewer stand everywhere.
const LEAST_TITLE: usize = 6;
const LEAST_NAME: usize = 2;
/// Paragraphs before and after a lead's name among which the organisation is named.
const BESIDE: usize = 4;

/// Notes in the application where its agreements name the project, and where files name the leads.
pub(super) fn see(application: &mut Application, files: &[File<'_>], attachments: &[Attachment]) {
    let title = application.title.as_ref().map(|title| squash(&title.value)).filter(|title| title.chars().count() >= LEAST_TITLE);
    for (file, attachment) in files.iter().zip(attachments).filter(|(_, attachment)| speaks(attachment.kind)) {
        let paragraphs: Vec<(String, &Paragraph)> =
            file.reading.paragraphs.iter().map(|paragraph| (squash(&paragraph.text), paragraph)).collect();
        if let Some(title) = title.as_ref().filter(|_| attachment.kind == AttachmentKind::Agreement) {
            let named = paragraphs.iter().find(|(letters, _)| letters.contains(title.as_str()));
            application.title_seen.extend(named.map(|(_, paragraph)| file.reading.cite_paragraph(paragraph, EvidenceRole::Supports)));
        }
        for organisation in std::iter::once(&mut application.applicant).chain(&mut application.partners) {
            let seen = lead(organisation, file, &paragraphs);
            organisation.lead_seen.extend(seen);
        }
    }
}

/// Files that tell who leads; a certificate of another person's does not.
fn speaks(kind: AttachmentKind) -> bool {
    matches!(kind, AttachmentKind::Agreement | AttachmentKind::Evidence | AttachmentKind::Form)
}

/// Where a file names an organisation's lead; one place with the organisation beside says more than any without.
fn lead(organisation: &Organisation, file: &File<'_>, paragraphs: &[(String, &Paragraph)]) -> Option<Cited<bool>> {
    let lead = squash(&organisation.lead.as_ref()?.value);
    if lead.chars().count() < LEAST_NAME {
        return None;
    }
    let names: Vec<String> = organisation.names.iter().map(|name| squash(&name.value)).filter(|name| !name.is_empty()).collect();
    let beside = |at: usize| {
        let around = &paragraphs[at.saturating_sub(BESIDE)..(at + BESIDE + 1).min(paragraphs.len())];
        around.iter().any(|(letters, _)| names.iter().any(|name| letters.contains(name.as_str())))
    };
    let places: Vec<usize> = (0..paragraphs.len()).filter(|&at| paragraphs[at].0.contains(&lead)).collect();
    let best = places.iter().find(|&&at| beside(at)).or(places.first()).copied()?;
    let source = file.reading.cite_paragraph(paragraphs[best].1, EvidenceRole::Supports);
    Some(Cited::new(beside(best), Confidence(90), source))
}
