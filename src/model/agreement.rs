//! Facts about an agreement, each with where it was seen and how sure that is. Facts only: rules judge.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::document::{Format, Notice, Quality, SignatureField};
use super::finding::Evidence;
use super::geometry::{Confidence, PageNo};
pub use super::observation::{Cited, Doubt, Observation};
pub use super::party::{
    Block, DatePrecision, DateSeen, NameConflict, NamePlace, Party, SealKind, SealOwner, SealSeen, Signature, Standing,
};
pub use super::sequence::Sequence;

/// One agreement of a project with its translation and annexes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// The day on which it is made, as its head or closing sentence says.
    pub made: Option<Cited<Date>>,
    /// Where it is signed, as it says.
    pub signed_in: Observation<String>,
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
    /// Whether its pages are all there and in order.
    pub sequence: Sequence,
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// Pages at whose edge a part of a seal over several pages (骑缝章) stands.
    pub edge_seals: Vec<PageNo>,
    /// Fields for digital signatures, signed or not.
    pub fields: Vec<SignatureField>,
    /// Notices of ingest and recognition.
    pub notices: Vec<Notice>,
}

/// A printed page number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageLabel {
    /// This page.
    pub number: u32,
    /// Of how many, where it says.
    pub total: Option<u32>,
}

/// A clause or section on one topic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// Sentences that say something concrete of which neither a party's task nor ownership or use could be read.
    pub unplaced: Vec<Cited<String>>,
    /// Placeholders within the clause.
    pub blanks: Vec<Cited<String>>,
}

/// Topics that rules ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Topic {
    /// Who does what.
    Responsibilities,
    /// Intellectual property.
    Ip,
    /// Duration and entry into force.
    Term,
}

/// What an intellectual-property clause states, each with the sentence.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct IpContent {
    /// Who keeps what existed before.
    pub background: Option<Cited<String>>,
    /// Who owns new results.
    pub ownership: Option<Cited<String>>,
    /// In which ways they are owned, each with the sentence that says so first.
    pub shares: Vec<(Share, Cited<String>)>,
    /// In which portions results are held that are owned jointly.
    pub portions: Option<Cited<String>>,
    /// How results are used, licensed, shared or published.
    pub usage: Option<Cited<String>>,
    /// Who may publish and after what.
    pub publication: Option<Cited<String>>,
    /// What is kept secret.
    pub confidentiality: Option<Cited<String>>,
    /// How proceeds are shared.
    pub proceeds: Option<Cited<String>>,
}

/// How results are owned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Share {
    /// Each result by one party.
    Sole,
    /// By several parties together.
    Joint,
    /// As much as each contributed, or by whoever made it.
    ByContribution,
    /// By one party here and another there.
    ByTerritory,
}

/// Duration of the agreement.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Term {
    /// First day, stated or computed.
    pub start: Observation<Date>,
    /// Last day, stated or computed ("三年" from the signing date).
    pub end: Observation<Date>,
    /// The sentence, where a term is stated in a form that gives no day ("until completion").
    pub open_ended: Option<Cited<String>>,
    /// Last day of the first period, where the agreement then renews itself and so has no last day.
    pub first_end: Option<Cited<Date>>,
}

/// Translation into Chinese.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Translation {
    /// The original is Chinese or has none to be translated.
    NotNeeded,
    /// Chinese text in the same file or a separate one.
    Found {
        /// Where it is.
        place: Vec<Evidence>,
        /// What it lacks or contradicts.
        defects: Vec<Cited<TranslationDefect>>,
        /// Who vouches for it: seals of translation agencies and statements of translators, as they were read.
        attested: Vec<Cited<String>>,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Annex {
    /// As referred to: "附件1", "Annex A".
    pub name: String,
    /// Where it is referred to.
    pub reference: Evidence,
    /// Where it is, if found.
    pub found: Option<Evidence>,
}

/// A mark that belongs to no block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StrayMark {
    /// A seal with its text.
    Seal(Option<String>),
    /// Ink.
    Ink,
    /// Initials (小签) in a page's foot or margin.
    Initials,
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

    /// Whether pages of the original are missing, which may hold what is not found.
    pub fn lacks_pages(&self) -> bool {
        let original = |file: &str| self.documents.iter().any(|d| d.file == file && matches!(d.role, Role::Original | Role::SignaturePage));
        self.sequence.missing.iter().flat_map(|missing| &missing.sources).any(|source| original(&source.file))
    }
}
