//! The digital signatures of a file as the report tells them.

use crate::model::agreement::{DocumentFacts, Party};
use crate::model::digital::Integrity;
use crate::model::document::SignatureField;
use crate::model::report::{SignatureReport, SignatureStatus};

/// Those of one file, with the parties that they count for.
pub(super) fn of(document: &DocumentFacts, parties: &[Party]) -> Vec<SignatureReport> {
    document.fields.iter().map(|field| told(field, parties)).collect()
}

fn told(field: &SignatureField, parties: &[Party]) -> SignatureReport {
    let signature = field.signature.as_ref();
    let (status, change, fault) = match signature.map(|signature| &signature.integrity) {
        None => (SignatureStatus::Empty, None, None),
        Some(Integrity::Intact) => (SignatureStatus::Intact, None, None),
        Some(Integrity::ChangedAfter(change)) => (SignatureStatus::ChangedAfter, Some(*change), None),
        Some(Integrity::Broken(fault)) => (SignatureStatus::Broken, None, Some(*fault)),
        Some(Integrity::NotVerifiable(_)) => (SignatureStatus::NotVerifiable, None, None),
    };
    let time = signature.and_then(|signature| signature.time.as_ref());
    let certificate = signature.and_then(|signature| signature.certificate.as_ref());
    SignatureReport {
        field: field.name.clone(),
        status,
        purpose: signature.map(|signature| signature.purpose),
        change,
        fault,
        party: signature.and_then(|signature| parties.iter().find(|party| party.signed_with(signature))).map(|party| party.id.clone()),
        signer: signature.and_then(|signature| signature.signer.clone()),
        organisation: signature.and_then(|signature| signature.organisation.clone()),
        time: time.map(|time| time.text.clone()),
        time_source: time.map(|time| time.source),
        issuer: certificate.and_then(|certificate| certificate.issuer.clone()),
        valid_until: certificate.map(|certificate| certificate.until.clone()),
        trust: certificate.map(|certificate| certificate.trust),
        page: field.place.map(|(page, _)| page),
        area: field.place.map(|(_, area)| area),
    }
}
