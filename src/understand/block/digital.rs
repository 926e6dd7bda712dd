//! Digital signatures: whose they are, by where they stand or by the organisation that their certificate names.

use super::super::layout::Reading;
use super::super::lexicon::words::{is_organisation, is_person};
use super::heading::{Known, name_likeness};
use super::ink::owner;
use super::read::Block;
use crate::model::agreement::{Cited, DatePrecision, DateSeen, Doubt, Observation, Party, Signature};
use crate::model::date::Date;
use crate::model::digital::{Change, DigitalSignature, Integrity, Purpose, TimeSource};
use crate::model::document::SignatureField;
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::{Confidence, PageNo};

/// From this likeness (percent) a certificate's organisation is a party: both are typed, yet one may bear a legal form that the other lacks.
const SAME: u8 = 90;
/// A certificate's clock is the signer's own; a time-stamping service's is nobody's who signs.
const CLAIMED: Confidence = Confidence(95);

/// A signature that is a party's by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::understand) struct Owned {
    document: usize,
    field: usize,
    party: usize,
}

/// Signatures whose certificate names exactly one party.
pub(in crate::understand) fn owned(readings: &[&Reading<'_>], known: &[Known]) -> Vec<Owned> {
    let mut found = Vec::new();
    for (document, reading) in readings.iter().enumerate() {
        for (field, signature) in signatures(reading) {
            let named =
                |known: &&(usize, &Known)| [&signature.organisation, &signature.signer].into_iter().flatten().any(|name| is(name, known.1));
            let all: Vec<(usize, &Known)> = known.iter().enumerate().collect();
            if let [(party, _)] = all.iter().filter(named).collect::<Vec<_>>().as_slice() {
                found.push(Owned { document, field, party: *party });
            }
        }
    }
    found
}

fn is(name: &str, party: &Known) -> bool {
    let length = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    // Part of a name ("University") is no name.
    party.names.iter().any(|own| length(name) * 3 >= length(own) * 2 && length(name) >= 4 && name_likeness(own, name) >= SAME)
}

/// Signatures of somebody (no time stamps), with the positions of their fields.
fn signatures<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = (usize, &'a DigitalSignature)> {
    let fields = reading.document.fields.iter().enumerate();
    fields.filter_map(|(i, field)| Some((i, field.signature.as_ref()?))).filter(|(_, signature)| signature.purpose == Purpose::Signing)
}

/// From this worth a signature's own words are facts: it holds, whatever was changed after it.
const TOLD: u8 = 3;

/// How much a signature is worth to its party.
fn worth(signature: &DigitalSignature) -> u8 {
    match &signature.integrity {
        Integrity::Intact => 5,
        Integrity::ChangedAfter(change) if change.is_harmless() => 5,
        Integrity::ChangedAfter(Change::Form) => 4,
        Integrity::ChangedAfter(_) => TOLD,
        Integrity::NotVerifiable(_) => 2,
        Integrity::Broken(_) => 0,
    }
}

/// Whether an observation is a signature that may hold: ink, or a digital one that is not broken.
fn stands(signature: &Observation<Signature>) -> bool {
    signature.seen().is_some_and(|seen| match &seen.value {
        Signature::Ink => true,
        Signature::Digital(digital) => worth(digital) > 0,
        Signature::Typed(_) | Signature::NameSeal => false,
    })
}

fn told(signature: &DigitalSignature) -> String {
    [&signature.signer, &signature.organisation].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}

impl Block<'_> {
    /// The best signature whose appearance lies in this block, unless its certificate names another party.
    pub(super) fn digital(&self) -> Option<(bool, Observation<Signature>)> {
        let others = |field: usize| {
            self.around
                .owned
                .iter()
                .any(|owned| owned.document == self.region.document && owned.field == field && owned.party != self.region.party)
        };
        let shown = |index: usize| self.writing.iter().find(|writing| writing.digital == Some(index)).map(|writing| writing.area);
        let placed = |field: &SignatureField| {
            let place = field.place.filter(|(page, area)| *page == self.region.page && owner(*area, self.region, self.around));
            place.map(|(_, area)| area)
        };
        let here = signatures(self.reading).filter(|(index, _)| !others(*index));
        let here = here.filter_map(|(index, signature)| {
            let area = shown(index).or_else(|| placed(&self.reading.document.fields[index]))?;
            Some((signature, area))
        });
        let (signature, area) = here.max_by_key(|(signature, _)| worth(signature))?;
        let evidence = self.cite(area, EvidenceRole::Supports, &told(signature));
        let seen = Observation::Seen(Cited::new(Signature::Digital(Box::new(signature.clone())), Confidence::CERTAIN, evidence));
        Some((worth(signature) > 0, seen))
    }
}

/// Gives a party the signature that bears its name, wherever it stands, and what a signature says that the paper does not: day and signer.
pub(in crate::understand) fn complete(index: usize, party: &mut Party, owned: &[Owned], readings: &[&Reading<'_>]) {
    if !stands(&party.signature) {
        let named = owned.iter().filter(|owned| owned.party == index).filter_map(|owned| {
            let field = readings[owned.document].document.fields.get(owned.field)?;
            Some((readings[owned.document], field, field.signature.as_ref()?))
        });
        if let Some((reading, field, signature)) = named.max_by_key(|(_, _, signature)| worth(signature))
            && (worth(signature) > 0 || party.signature.seen().is_none())
        {
            let evidence = evidence(reading, field, &told(signature));
            let value = Signature::Digital(Box::new(signature.clone()));
            party.signature = Observation::Seen(Cited::new(value, Confidence::CERTAIN, evidence));
        }
    }
    let Observation::Seen(seen) = &party.signature else { return };
    let Signature::Digital(signature) = &seen.value else { return };
    // What could not be checked says nothing that may stand for the paper.
    if worth(signature) < TOLD {
        return;
    }
    let sources = |saw: &str| seen.sources.iter().map(|source| Evidence { saw: saw.to_owned(), ..source.clone() }).collect::<Vec<_>>();
    if let (Some(time), Observation::Blank(_) | Observation::Absent(_)) = (&signature.time, &party.date)
        && let Some(date) = time.text.split('T').next().and_then(|day| day.parse::<Date>().ok())
    {
        let confidence = if time.source == TimeSource::Stamped { Confidence::CERTAIN } else { CLAIMED };
        let value = DateSeen { text: time.text.clone(), date: Some(date), precision: DatePrecision::Day };
        party.date = Observation::Seen(Cited { value, confidence, sources: sources(&time.text) });
    }
    let unnamed = matches!(party.signatory, Observation::Blank(_) | Observation::Absent(_) | Observation::Unclear(Doubt::OnlyAsInk, _));
    if let Some(name) = signature.signer.as_ref().filter(|name| unnamed && is_person(name) && !is_organisation(name)) {
        party.signatory = Observation::Seen(Cited { value: name.clone(), confidence: CLAIMED, sources: sources(name) });
    }
}

/// The place of a signature; the file's first page for one that is not shown.
fn evidence(reading: &Reading<'_>, field: &SignatureField, saw: &str) -> Evidence {
    let first = reading.document.pages.first().map_or(PageNo(1), |page| page.number);
    let page = field.place.map_or(first, |(page, _)| page);
    Evidence {
        file: reading.document.file.clone(),
        page,
        area: field.place.map(|(_, area)| area),
        path: None,
        role: EvidenceRole::Supports,
        saw: saw.to_owned(),
    }
}
