//! The letter to a partner abroad, in English: what is still missing on its side, where, and what it is asked to do. Nothing of the others' is told.

use image::RgbImage;

use super::Subject;
use super::items::{self, Item};
use super::notice::day;
use super::paper::{Look, Sheet};
use crate::model::country;
use crate::model::finding::{Lang, Level, Requirement, Verdict};
use crate::model::report::{AgreementReport, FindingReport, PartyReport};
use crate::model::text::is_han;

/// What the letter is about.
pub(super) const SUBJECT: &str = "Completing our cooperation agreement";

/// Requirements of the text, which all parties have to agree on anew.
const TEXT: [Requirement; 5] =
    [Requirement::Responsibilities, Requirement::Ip, Requirement::Validity, Requirement::PartyConsistency, Requirement::Blanks];

/// Whether a party is abroad and something is missing on its side.
pub(super) fn is_due(agreement: &AgreementReport, party: &PartyReport) -> bool {
    is_abroad(party) && agreement.findings.iter().any(|finding| is_own(finding, party))
}

/// Whether a party is abroad: by its country, else by a name without Han characters.
fn is_abroad(party: &PartyReport) -> bool {
    match (&party.country, &party.name) {
        (Some(code), _) => country::is_overseas(code),
        (None, name) => name.as_ref().is_some_and(|name| !name.chars().any(is_han)),
    }
}

/// Whether a finding says that something is missing which this party has to do.
fn is_own(finding: &FindingReport, party: &PartyReport) -> bool {
    is_missing(finding) && finding.party.as_ref() == Some(&party.id)
}

fn is_missing(finding: &FindingReport) -> bool {
    finding.verdict == Verdict::Gap && finding.level != Level::Off
}

/// Adds the letter to a document, on a new page if it follows something.
pub(super) fn add(sheet: Sheet, subject: &Subject<'_>, agreement: &AgreementReport, party: &PartyReport, follows: bool) -> Sheet {
    let application = subject.english.application.as_ref();
    let us = application.and_then(|told| told.applicant_en.as_deref().or(told.applicant.as_deref()));
    let us = us.or_else(|| host(agreement)).unwrap_or("[applicant]");
    let heading = us.to_owned();
    let sheet = if follows { sheet.add_on_new_page(&heading, Look::Heading) } else { sheet.add(&heading, Look::Heading) };
    let name = party.name.as_deref().unwrap_or("[partner]");
    let agreed = agreement.title.as_deref().map_or_else(|| "our cooperation agreement".to_owned(), |title| format!("“{title}”"));
    let project = application.and_then(|told| told.title.as_deref()).map(|title| format!(" “{title}”")).unwrap_or_default();
    let sheet = sheet
        .add(&day(subject.today, Lang::En), Look::Right)
        .add(&format!("To: {name}"), Look::Line)
        .add(&format!("Subject: {SUBJECT}, {agreed}"), Look::Line)
        .add("", Look::Line)
        .add("Dear Sir or Madam,", Look::Line)
        .add(
            &format!(
                "Our joint project{project} is being submitted to the {}. The formal review rests on the uploaded papers alone. On your side, the following is still missing in the agreement:",
                subject.profile.title_en
            ),
            Look::Line,
        );
    let own: Vec<Item<'_>> =
        agreement.findings.iter().filter(|finding| is_own(finding, party)).map(|finding| items::item(None, finding, Lang::En)).collect();
    let rows: Vec<Vec<String>> = (1..)
        .zip(&own)
        .map(|(number, item)| vec![number.to_string(), item.place.clone(), item.what.clone(), item.finding.fix.clone()])
        .collect();
    let mut sheet = sheet.add_table(&[("No.", 6), ("Where", 22), ("What we see", 32), ("What we kindly ask you to do", 40)], &rows, &[0]);
    sheet = sheet.add("", Look::Line);
    let text: Vec<&str> = agreement
        .findings
        .iter()
        .filter(|finding| finding.party.is_none() && is_missing(finding) && TEXT.contains(&finding.requirement))
        .map(|finding| subject_of(finding.requirement))
        .collect();
    if !text.is_empty() {
        let line = format!(
            "The text of the agreement has to be completed as well ({}). We will send you the amended text; please have it signed anew as described above.",
            text.join(", ")
        );
        sheet = sheet.add(&line, Look::Line);
    }
    let until = subject.deadline().filter(|last| *last >= subject.today);
    let until = until.map(|last| format!(", in good time before the call closes on {} (Beijing time)", day(last, Lang::En)));
    sheet = sheet
        .add(&format!("Please send us a colour scan of all pages of the completed agreement{}.", until.unwrap_or_default()), Look::Line);
    sheet = sheet.add("Thank you very much for your help.", Look::Line).add("", Look::Line).add("Yours faithfully,", Look::Line);
    sheet =
        sheet.add("", Look::Line).add("______________________________", Look::Line).add("[name, position]", Look::Line).add(us, Look::Line);
    pictures(sheet, subject, &own)
}

/// The applicant by the agreement: its first party that is not abroad.
fn host(agreement: &AgreementReport) -> Option<&str> {
    agreement.parties.iter().find(|party| !is_abroad(party)).and_then(|party| party.name.as_deref())
}

/// What a requirement of the text is about.
fn subject_of(requirement: Requirement) -> &'static str {
    match requirement {
        Requirement::Responsibilities => "each party's tasks",
        Requirement::Ip => "intellectual property",
        Requirement::Validity => "duration",
        Requirement::PartyConsistency => "names of the parties",
        _ => "blanks that were left open",
    }
}

/// The places of what is missing, each picture once.
fn pictures(mut sheet: Sheet, subject: &Subject<'_>, own: &[Item<'_>]) -> Sheet {
    let mut shown: Vec<(RgbImage, &str)> = Vec::new();
    for item in own {
        if let Some(picture) = (subject.pictures)(&item.finding.evidence).into_iter().next()
            && shown.iter().all(|(known, _)| *known != picture)
        {
            shown.push((picture, &item.place));
        }
    }
    if !shown.is_empty() {
        sheet = sheet.add("Enclosure: the places in question", Look::Heading);
    }
    shown.iter().fold(sheet, |sheet, (picture, place)| sheet.add_picture(picture, place))
}
