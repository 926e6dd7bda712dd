//! What has to be mended in a project, as a document to work with: the applicant's list (自查整改清单) or the office's notice (补正通知), and a
//! letter in English to each partner abroad that names only what that partner has to do.

mod items;
mod letter;
mod notice;
mod paper;
#[cfg(test)]
mod tests;

use image::RgbImage;

use crate::model::date::Date;
use crate::model::finding::{Evidence, Lang};
use crate::model::profile::{Profile, Stage};
use crate::model::report::{AgreementReport, FileError, PartyReport, ProjectReport};

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Error(String);

/// Who reads the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The applicant, who mends: 自查整改清单.
    Applicant,
    /// The applicant too, but told by an office: 补正通知.
    Office,
}

/// What a document is about.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The project in the document's language.
    pub project: &'a ProjectReport,
    /// The same project in English, for letters.
    pub english: &'a ProjectReport,
    /// Its files that could not be opened, in the document's language.
    pub errors: &'a [FileError],
    /// The programme.
    pub profile: &'a Profile,
    /// The day of the check.
    pub today: Date,
    /// Whether the papers were checked as signed ones or as drafts.
    pub stage: Stage,
    /// Gives the parts of pages that a finding rests on.
    pub pictures: &'a dyn Fn(&[Evidence]) -> Vec<RgbImage>,
}

/// A letter with the name of the party that it is for.
#[derive(Debug)]
pub struct Letter {
    /// A short name for files: the agreement's number and the party's letter, `1B`.
    pub key: String,
    /// The document.
    pub docx: Vec<u8>,
}

impl Subject<'_> {
    /// Last day of submission: the application's, else the programme's.
    fn deadline(&self) -> Option<Date> {
        let own = self.project.application.as_ref().and_then(|application| application.deadline.as_ref());
        own.and_then(|day| day.parse().ok()).or(self.profile.deadline)
    }

    /// The partners abroad who have something to do, with their agreements.
    fn partners(&self) -> impl Iterator<Item = (&AgreementReport, &PartyReport)> {
        let parties = self.english.agreements.iter().flat_map(|agreement| agreement.parties.iter().map(move |party| (agreement, party)));
        parties.filter(|(agreement, party)| letter::is_due(agreement, party))
    }
}

/// What the document is called.
fn title(reader: Reader, lang: Lang) -> &'static str {
    match reader {
        Reader::Applicant => lang.pick("自查整改清单", "List of what to mend"),
        Reader::Office => lang.pick("补正通知", "Notice of what to mend"),
    }
}

/// What its file's name says of it.
pub fn stem(reader: Reader, lang: Lang) -> &'static str {
    match reader {
        Reader::Applicant => lang.pick("自查整改清单", "mending-list"),
        Reader::Office => lang.pick("补正通知", "mending-notice"),
    }
}

/// The list or notice alone.
pub fn notice(subject: &Subject<'_>, reader: Reader, lang: Lang) -> Result<Vec<u8>, Error> {
    packed(notice::add(paper::sheet(subject.today, title(reader, lang)), subject, reader, lang))
}

/// A letter for each partner abroad who has something to do.
pub fn letters(subject: &Subject<'_>) -> Result<Vec<Letter>, Error> {
    let written = subject.partners().map(|(agreement, party)| {
        let sheet = paper::sheet(subject.today, letter::SUBJECT);
        let number = agreement.id.rsplit('#').next().unwrap_or_default();
        Ok(Letter { key: format!("{number}{}", party.id), docx: packed(letter::add(sheet, subject, agreement, party, false))? })
    });
    written.collect()
}

/// The list or notice with all letters behind it, each on a page of its own.
pub fn together(subject: &Subject<'_>, reader: Reader, lang: Lang) -> Result<Vec<u8>, Error> {
    let sheet = notice::add(paper::sheet(subject.today, title(reader, lang)), subject, reader, lang);
    packed(subject.partners().fold(sheet, |sheet, (agreement, party)| letter::add(sheet, subject, agreement, party, true)))
}

fn packed(sheet: paper::Sheet) -> Result<Vec<u8>, Error> {
    sheet.pack().map_err(Error)
}
