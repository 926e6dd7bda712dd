//! Facts about an agreement, each with where it was seen and how sure that is. Facts only: rules judge.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::document::{Format, Notice, Quality};
use super::finding::Evidence;
use super::geometry::{Confidence, PageNo};

/// A value with its sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Cited<T> {
    /// What was found.
    pub value: T,
    /// How sure.
    pub confidence: Confidence,
    /// Where it stands; at least one.
    pub sources: Vec<Evidence>,
}

impl<T> Cited<T> {
    /// A value seen in one place.
    pub fn new(value: T, confidence: Confidence, source: Evidence) -> Self {
        Self { value, confidence, sources: vec![source] }
    }
}

/// What looking for something gave. The four answers keep "not there" apart from "could not be seen".
#[derive(Debug, Clone, PartialEq)]
pub enum Observation<T> {
    /// It is there.
    Seen(Cited<T>),
    /// Its place is there and left blank: an empty line, `[name]`, `20__年__月__日`.
    Blank(Vec<Evidence>),
    /// It is not there; the evidence says where was searched (empty only if the place itself is missing).
    Absent(Vec<Evidence>),
    /// Something is there that could not be made out, or its place could not be read.
    Unclear(Doubt, Vec<Evidence>),
}

impl<T> Observation<T> {
    /// The value, if it was seen.
    pub fn seen(&self) -> Option<&Cited<T>> {
        match self {
            Self::Seen(cited) => Some(cited),
            _ => None,
        }
    }

    /// Places behind the answer.
    pub fn sources(&self) -> &[Evidence] {
        match self {
            Self::Seen(cited) => &cited.sources,
            Self::Blank(sources) | Self::Absent(sources) | Self::Unclear(_, sources) => sources,
        }
    }
}

impl<T> Default for Observation<T> {
    fn default() -> Self {
        Self::Absent(Vec::new())
    }
}

/// Why an observation is unclear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The page could not be read at all.
    PageUnread,
    /// A faint or small trace that may be dirt.
    Faint,
    /// Covered by a seal or handwriting.
    Covered,
    /// Present but outside every block.
    OutsideBlocks,
    /// Read with low confidence.
    Illegible,
    /// Only as a signature in ink, not in legible letters.
    OnlyAsInk,
    /// A role (授权代表, authorised representative) where a title was asked for.
    RoleOnly,
}

/// One agreement of a project with its translation and annexes.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// `project#n`, counted from 1.
    pub id: String,
    /// The title.
    pub title: Option<Cited<String>>,
    /// What the paper is.
    pub kind: Cited<AgreementKind>,
    /// Files and their roles, original first.
    pub documents: Vec<DocumentFacts>,
    /// Parties in the agreement's own order; at least one if `kind` is an agreement or a letter of intent that could be read.
    pub parties: Vec<Party>,
    /// Clauses by topic.
    pub clauses: Vec<Clause>,
    /// Duration.
    pub term: Term,
    /// Translation into Chinese.
    pub translation: Translation,
    /// Placeholders left in operative text (signature blocks and clauses included).
    pub blanks: Vec<Cited<String>>,
    /// Annexes referred to, and whether each is there.
    pub annexes: Vec<Annex>,
    /// Seals and ink that belong to no party's block.
    pub stray_marks: Vec<Cited<StrayMark>>,
}

/// What a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    /// 合作协议, 合同, agreement, contract.
    Agreement,
    /// 意向书, 备忘录, letter of intent, memorandum of understanding.
    LetterOfIntent,
    /// Certificates, letters, registrations and other proof.
    SupportingEvidence,
    /// Anything else.
    Other,
}

/// A file's part in an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The agreement itself.
    Original,
    /// Its Chinese translation.
    Translation,
    /// Signature pages in a file of their own.
    SignaturePage,
    /// An annex in a file of its own.
    Annex,
    /// Supporting evidence.
    Evidence,
}

/// A language as ISO 639-1 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "ISO 639-1 codes")]
pub enum Language {
    Zh,
    En,
    Ja,
    Ko,
    De,
    Fr,
    Ru,
    Es,
    It,
    Pt,
    Nl,
    /// Some other or an undetermined language.
    Other,
}

/// A file as facts.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentFacts {
    /// Path relative to the project.
    pub file: String,
    /// Its part.
    pub role: Role,
    /// What the bytes are.
    pub format: Format,
    /// Number of pages.
    pub pages: u32,
    /// Whether any page's text came from a picture.
    pub scanned: bool,
    /// Languages of running text, most of it first.
    pub languages: Vec<Language>,
    /// Pages that could not be read.
    pub unread: Vec<PageNo>,
    /// Page numbers as printed ("第3页 共8页").
    pub page_labels: Vec<Cited<PageLabel>>,
    /// Picture quality per scanned page.
    pub quality: Vec<(PageNo, Quality)>,
    /// Notices of ingest and recognition.
    pub notices: Vec<Notice>,
}

/// A printed page number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageLabel {
    /// This page.
    pub number: u32,
    /// Of how many, where it says.
    pub total: Option<u32>,
}

/// A party to the agreement.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// Letter in the agreement's own order: "A", "B" …
    pub id: String,
    /// What the agreement calls it: 甲方, Party B, "the University".
    pub label: Option<Cited<String>>,
    /// Legal name, in the original's language.
    pub name: Observation<String>,
    /// The name in other languages, short forms and defined terms.
    pub aliases: Vec<Cited<String>>,
    /// ISO 3166-1 alpha-2 country code from name, legal form or address; `None` if nothing tells.
    pub country: Option<Cited<String>>,
    /// Where it signs.
    pub block: Option<Block>,
    /// Signature.
    pub signature: Observation<Signature>,
    /// Seals at its block (or elsewhere with its name), best first.
    pub seal: Observation<Vec<SealSeen>>,
    /// Signing date.
    pub date: Observation<DateSeen>,
    /// Signatory's name, from the block or the header.
    pub signatory: Observation<String>,
    /// Signatory's title or position.
    pub title: Observation<String>,
    /// Names given for this party that differ from `name` (header against block, translation, seal).
    pub conflicts: Vec<NameConflict>,
}

/// Where a party signs.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// File, page and area.
    pub place: Evidence,
    /// The party's name or label as it stands in the block.
    pub heading: Option<Cited<String>>,
}

/// How a signature was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// Handwriting.
    Ink,
    /// A digital signature; the index is of the document's fields.
    Digital {
        /// Whether the signed range reaches the end of the file.
        whole_file: bool,
        /// Signer.
        signer: Option<String>,
    },
    /// Only letters typed on the signature line ("/s/ Name", a script font's name).
    Typed(String),
    /// Only a personal name seal (人名章).
    NameSeal,
}

/// A seal as a fact about a party.
#[derive(Debug, Clone, PartialEq)]
pub struct SealSeen {
    /// Text read on it.
    pub text: Option<String>,
    /// What kind of seal it is.
    pub kind: SealKind,
    /// Whose it is by its text.
    pub owner: SealOwner,
}

/// Kinds of seal that a reviewer tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SealKind {
    /// 公章, corporate or institutional seal.
    Organisation,
    /// 合同专用章.
    Contract,
    /// 财务专用章, 发票专用章.
    Finance,
    /// Seal of a college, department or laboratory.
    Department,
    /// 翻译专用章.
    Translation,
    /// 人名章.
    PersonalName,
    /// Seal whose text could not be read.
    Unread,
}

/// Whose seal it is, by its text against the parties' names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealOwner {
    /// The party at whose block it stands.
    ThisParty,
    /// The party with this id.
    OtherParty(String),
    /// An organisation that is no party.
    Outsider,
    /// Not readable enough to say.
    Unknown,
}

/// A date as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateSeen {
    /// As written.
    pub text: String,
    /// The day, if the text gives one and only one.
    pub date: Option<Date>,
    /// What the text gives.
    pub precision: DatePrecision,
}

/// How much of a date is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePrecision {
    /// Year, month and day.
    Day,
    /// Year and month.
    Month,
    /// Year, or parts that make no date.
    Partial,
    /// Day and month could be either way round (8/1/24).
    Ambiguous,
}

/// Two names for one party.
#[derive(Debug, Clone, PartialEq)]
pub struct NameConflict {
    /// What is said elsewhere.
    pub other: Cited<String>,
    /// Where that is.
    pub place: NamePlace,
    /// Similarity of the two, percent.
    pub similarity: u8,
}

/// Where a differing name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamePlace {
    /// Signature block.
    Block,
    /// Seal.
    Seal,
    /// Translation.
    Translation,
}

/// A clause or section on one topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Topic.
    pub topic: Topic,
    /// Heading as written, if it has one.
    pub heading: Option<String>,
    /// Its text in reading order, headings excluded, white space normalised.
    pub text: String,
    /// Language of the text.
    pub language: Language,
    /// Where: the heading first, then quoted sentences.
    pub sources: Vec<Evidence>,
    /// For `Topic::Responsibilities`: per party id, sentences that give it tasks of its own.
    pub tasks: Vec<(String, Vec<Cited<String>>)>,
    /// For `Topic::Ip`: what the clause states.
    pub ip: IpContent,
    /// Sentences that put the matter off ("另行协商", "to be agreed separately") within this clause.
    pub deferrals: Vec<Cited<String>>,
    /// Sentences that only refer elsewhere ("职责见申报书", "see Annex 1").
    pub references: Vec<Cited<String>>,
    /// Placeholders within the clause.
    pub blanks: Vec<Cited<String>>,
}

/// Topics that rules ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Who does what.
    Responsibilities,
    /// Intellectual property.
    Ip,
    /// Duration and entry into force.
    Term,
}

/// What an intellectual-property clause states, each with the sentence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct IpContent {
    /// Who keeps what existed before.
    pub background: Option<Cited<String>>,
    /// Who owns new results.
    pub ownership: Option<Cited<String>>,
    /// How results are used, licensed, shared or published.
    pub usage: Option<Cited<String>>,
}

/// Duration of the agreement.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Term {
    /// First day, stated or computed.
    pub start: Observation<Date>,
    /// Last day, stated or computed ("三年" from the signing date).
    pub end: Observation<Date>,
    /// The sentence, where a term is stated in a form that gives no day ("until completion").
    pub open_ended: Option<Cited<String>>,
}

/// Translation into Chinese.
#[derive(Debug, Clone, PartialEq)]
pub enum Translation {
    /// The original is Chinese or has none to be translated.
    NotNeeded,
    /// Chinese text in the same file or a separate one.
    Found {
        /// Where it is.
        place: Vec<Evidence>,
        /// What it lacks or contradicts.
        defects: Vec<Cited<TranslationDefect>>,
    },
    /// A Chinese text is there but belongs to another agreement, or may.
    OtherAgreement {
        /// Where it is.
        place: Vec<Evidence>,
        /// How sure it is that it does not belong.
        confidence: Confidence,
    },
    /// None; where was searched.
    Missing(Vec<Evidence>),
    /// The original or the counterpart could not be read well enough.
    Unclear(Vec<Evidence>),
}

/// What a translation lacks or contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TranslationDefect {
    /// Article with this number is missing.
    Article(u32),
    /// A party is missing or named otherwise.
    Party(String),
    /// An amount of the original is not in the translation.
    Amount(String),
    /// A date of the original is not in the translation.
    Date(String),
    /// The signature block is missing.
    SignatureBlock,
}

/// An annex that the text refers to.
#[derive(Debug, Clone, PartialEq)]
pub struct Annex {
    /// As referred to: "附件1", "Annex A".
    pub name: String,
    /// Where it is referred to.
    pub reference: Evidence,
    /// Where it is, if found.
    pub found: Option<Evidence>,
}

/// A mark that belongs to no block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StrayMark {
    /// A seal with its text.
    Seal(Option<String>),
    /// Ink.
    Ink,
}

impl Agreement {
    /// The first clause on a topic.
    pub fn clause(&self, topic: Topic) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.topic == topic)
    }

    /// Whether any page of the original could not be read, so that absence cannot be concluded.
    pub fn has_unread_pages(&self) -> bool {
        self.documents.iter().any(|d| !d.unread.is_empty() && matches!(d.role, Role::Original | Role::SignaturePage))
    }
}
