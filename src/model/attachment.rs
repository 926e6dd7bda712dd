//! What one file of a project is to its application, and what it says of itself: facts only, rules judge.

use super::date::Date;
use super::finding::Evidence;
use super::geometry::PageNo;
use super::observation::{Cited, Observation};
use super::party::DateSeen;
use super::project::{Period, ProjectKind};
use super::text::squash;

/// A file of a project.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// Path relative to the project.
    pub file: String,
    /// What it is.
    pub kind: AttachmentKind,
    /// Its title, or the first line that it opens with.
    pub title: Option<Cited<String>>,
    /// Pages that could not be read.
    pub unread: Vec<PageNo>,
    /// Its first page, for answers that it rests on as a whole.
    pub front: Evidence,
    /// Commitments to research integrity in it.
    pub commitments: Vec<Commitment>,
    /// Marks of secrecy: 秘密★, 机密★, 绝密★.
    pub markings: Vec<Cited<String>>,
    /// Sentences that speak of human genetic or germplasm resources as something that is worked with.
    pub genetics: Vec<Cited<String>>,
    /// Key laboratories and joint research centres that it names.
    pub laboratories: Vec<Cited<String>>,
    /// The day on which it says that a body was registered.
    pub registered: Option<Cited<Date>>,
    /// What an application form says.
    pub form: Option<Form>,
    /// Sentences on a demonstration of results in use.
    pub demonstrations: Vec<Cited<String>>,
    /// Its text as letters and digits only, of some fifty pages at most.
    pub letters: String,
}

impl Attachment {
    /// Whether it holds a name, by letters and digits alone.
    pub fn names(&self, name: &str) -> bool {
        let name = squash(name);
        !name.is_empty() && self.letters.contains(&name)
    }
}

/// What a file is to an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttachmentKind {
    /// An agreement, a letter of intent, or a part or translation of one.
    Agreement,
    /// A commitment to research integrity (科研诚信承诺书).
    Commitment,
    /// The application itself (申报书).
    Form,
    /// Proof of something.
    Evidence,
    /// Anything else, or nothing that could be made out.
    Other,
}

/// A commitment to research integrity.
#[derive(Debug, Clone, PartialEq)]
pub struct Commitment {
    /// Who commits itself.
    pub whose: Committer,
    /// Its heading.
    pub place: Evidence,
    /// Whether the person signed: the lead, or the applicant's legal representative where there is a line for one.
    pub signed: Observation<()>,
    /// Seals on its page, with the text as far as it was read.
    pub sealed: Observation<Option<String>>,
    /// The day.
    pub dated: Observation<DateSeen>,
}

/// Who commits itself to research integrity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Committer {
    /// The project's lead.
    Lead,
    /// The applicant.
    Applicant,
    /// The authority that recommends the project; it hands its own in elsewhere.
    Authority,
}

/// What an application form says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Form {
    /// Title of the project.
    pub title: Option<Cited<String>>,
    /// Type of project.
    pub kind: Option<Cited<ProjectKind>>,
    /// Who applies.
    pub applicant: Option<Cited<String>>,
    /// Who leads.
    pub lead: Option<Cited<String>>,
    /// The overseas partner.
    pub partner: Option<Cited<String>>,
    /// Who leads on the overseas side.
    pub partner_lead: Option<Cited<String>>,
    /// The partner's country, as a code.
    pub country: Option<Cited<String>>,
    /// Planned duration.
    pub period: Option<Cited<Period>>,
    /// Requested from the province, in 10,000 yuan.
    pub requested: Option<Cited<f64>>,
    /// The Jiangsu side's budget, in 10,000 yuan.
    pub jiangsu: Option<Cited<f64>>,
    /// The whole budget, in 10,000 yuan.
    pub total: Option<Cited<f64>>,
}
