//! Digital signatures as facts: who signed, when, whether what was signed is still what it was, and whose word stands for the signer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A signature that a file carries in its own structure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigitalSignature {
    /// Whether it is somebody's signature or only a time stamp on the file.
    pub purpose: Purpose,
    /// Signer's name: from the certificate, else as the file states it.
    pub signer: Option<String>,
    /// Signer's organisation by the certificate.
    pub organisation: Option<String>,
    /// When.
    pub time: Option<SigningTime>,
    /// Whether what was signed is still what it was.
    pub integrity: Integrity,
    /// Whether it rests on SHA-1, for which other content with the same digest can be made.
    pub sha1: bool,
    /// The signer's certificate, where one could be read.
    pub certificate: Option<Certificate>,
}

/// What a signature is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Somebody signs.
    Signing,
    /// A time-stamping service says that the file existed; nobody signs with it.
    TimeStamp,
}

/// When a signature was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningTime {
    /// ISO 8601; with the zone that the file states, else in Beijing's.
    pub text: String,
    /// Whose word it is.
    pub source: TimeSource,
}

/// Whose word a signing time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeSource {
    /// The signer's own clock.
    Claimed,
    /// A time-stamping service (RFC 3161), whose signature holds.
    Stamped,
}

/// Whether what was signed is still what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Integrity {
    /// The signature holds for the whole file.
    Intact,
    /// The signature holds for the file as it was then; it was changed after that.
    ChangedAfter(Change),
    /// The signature does not hold.
    Broken(Fault),
    /// It could not be checked.
    NotVerifiable(Obstacle),
}

/// What was changed after signing, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Pages, their content or what decides on it.
    Content,
    /// Something that could not be compared with what was signed.
    Unknown,
    /// Notes and other annotations.
    Annotations,
    /// Values of form fields.
    Form,
    /// Only what signing itself adds: other signatures, their fields, certificates for later checks, the file's own description.
    Signatures,
}

impl Change {
    /// Whether the change leaves what was signed as it was.
    pub fn is_harmless(self) -> bool {
        self == Self::Signatures
    }
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// What was signed is not what stands there: another digest.
    Digest,
    /// The signature was not made with the key of its certificate.
    Value,
    /// It does not say properly which bytes it covers, or leaves some out.
    Coverage,
    /// Its value is no signature at all.
    Malformed,
}

/// Why a signature could not be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Obstacle {
    /// An algorithm that is not known here.
    Algorithm(String),
    /// Algorithms, or algorithm and key, that do not belong together.
    Mismatch,
    /// The certificate is not in the file.
    NoCertificate,
    /// A structure that could not be read.
    Malformed,
    /// Larger than a signature may be.
    TooLarge,
}

/// A signer's certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Who issued it.
    pub issuer: Option<String>,
    /// First day of validity, ISO 8601.
    pub from: String,
    /// Last day of validity, ISO 8601.
    pub until: String,
    /// Whose word stands for the signer.
    pub trust: Trust,
}

/// Whose word stands for a signer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// A root that the user trusts.
    Trusted,
    /// Nobody that the user trusts.
    Untrusted,
    /// The signer alone.
    SelfSigned,
    /// The certificate, or one above it, was not valid when the signature was made.
    Expired,
    /// The user named no roots, so nobody was asked.
    NotChecked,
}
