//! A party to an agreement and how it signs.

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::digital::DigitalSignature;
use super::finding::Evidence;
use super::observation::{Cited, Observation};

/// A party to the agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// What it is by its name and the words behind it.
    pub standing: Standing,
}

/// What a party is: only bodies bind themselves by an agreement in their own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Standing {
    /// An organisation, or nothing tells otherwise.
    #[default]
    Body,
    /// A part of an organisation: a faculty, a laboratory.
    Department,
    /// A person.
    Individual,
}

impl Party {
    /// Whether this digital signature is the party's.
    pub fn signed_with(&self, signature: &DigitalSignature) -> bool {
        self.signature.seen().is_some_and(|seen| matches!(&seen.value, Signature::Digital(own) if **own == *signature))
    }
}

/// What a party is called in Chinese by its letter: 甲方 for "A"; the letter itself beyond the sixth.
pub fn ordinal(id: &str) -> &str {
    match id {
        "A" => "甲方",
        "B" => "乙方",
        "C" => "丙方",
        "D" => "丁方",
        "E" => "戊方",
        "F" => "己方",
        other => other,
    }
}

/// Where a party signs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// File, page and area.
    pub place: Evidence,
    /// The party's name or label as it stands in the block.
    pub heading: Option<Cited<String>>,
}

/// How a signature was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signature {
    /// Handwriting.
    Ink,
    /// A digital signature.
    Digital(Box<DigitalSignature>),
    /// Only letters typed on the signature line ("/s/ Name", a script font's name).
    Typed(String),
    /// Only a personal name seal (人名章).
    NameSeal,
}

/// A seal as a fact about a party.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SealSeen {
    /// Text read on it.
    pub text: Option<String>,
    /// What kind of seal it is.
    pub kind: SealKind,
    /// Whose it is by its text.
    pub owner: SealOwner,
    /// Whether its impression has no colour: of a page in grey, or a black one.
    pub grey: bool,
    /// Width and height in millimetres, where the scan's resolution is known.
    pub size: Option<(u32, u32)>,
}

/// Kinds of seal that a reviewer tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// 收文章, 复印件章, 存档章: what was done with a paper, not who agreed to it.
    Received,
    /// An e-contract platform's seal, which stands for no party.
    Platform,
    /// Seal whose text could not be read.
    Unread,
}

impl SealKind {
    /// Whether it can stand for an organisation at its block.
    pub fn is_organisations(self) -> bool {
        !matches!(self, Self::PersonalName | Self::Translation | Self::Received | Self::Platform)
    }
}

/// Whose seal it is, by its text against the parties' names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateSeen {
    /// As written.
    pub text: String,
    /// The day, if the text gives one and only one.
    pub date: Option<Date>,
    /// What the text gives.
    pub precision: DatePrecision,
}

/// How much of a date is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NameConflict {
    /// What is said elsewhere.
    pub other: Cited<String>,
    /// Where that is.
    pub place: NamePlace,
    /// Similarity of the two, percent.
    pub similarity: u8,
}

/// Where a differing name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NamePlace {
    /// Signature block.
    Block,
    /// Seal.
    Seal,
    /// Translation.
    Translation,
}
