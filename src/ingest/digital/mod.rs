//! Digital signatures: whether they hold, who made them and when, and whose word stands for the signer. Offline.
//!
//! [`tlv`] reads the bytes as real signers write them; [`algorithm`] holds digests and schemes, [`key`] public keys (the arithmetic is `RustCrypto`'s);
//! [`certificate`] and [`cms`] are the structures, [`moment`] their times, [`trust`] the chains up to the roots that the user named. What a format signs, and what was
//! changed after that, is the format's own matter (`pdf`, `docx`).
//!
//! Everything here sees hostile bytes: structures are read in place with bounded nesting and counts, and a signature costs a bounded number of public-key
//! operations.

pub(super) mod algorithm;
pub(super) mod certificate;
mod cms;
pub(super) mod key;
pub(super) mod moment;
mod tlv;
mod trust;
pub(super) mod xml;

pub use trust::Roots;

use self::algorithm::{Digest, Pieces, Scheme};
use self::certificate::Certificate;
use self::cms::{Flaw, Message, Stamp};
use self::moment::Moment;
use crate::model::digital::{self, DigitalSignature, Fault, Integrity, Purpose, SigningTime, TimeSource};

/// The largest value that is looked at; real ones with all their certificates and revocation lists stay under a megabyte.
const VALUE: usize = 16 << 20;

/// How a value signs the bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// CMS over the bytes.
    Detached,
    /// CMS over their SHA-1 digest, which it carries.
    Sha1,
    /// A time-stamp token over the bytes.
    TimeStamp,
}

/// What else a file says of a signature.
#[derive(Debug, Clone, Default)]
pub(super) struct Stated {
    /// The signer's name.
    pub(super) name: Option<String>,
    /// The signer's time, with its zone in minutes.
    pub(super) time: Option<(Moment, Option<i32>)>,
}

/// Checks a CMS value against the bytes that it signs.
pub(super) fn check(value: &[u8], form: Form, signed: Pieces<'_>, stated: Stated, roots: &Roots) -> DigitalSignature {
    let purpose = if form == Form::TimeStamp { Purpose::TimeStamp } else { Purpose::Signing };
    let mut found = Found { purpose, stated, sha1: form == Form::Sha1, ..Found::default() };
    if value.len() > VALUE {
        return found.told(Err(Flaw::Obstacle(digital::Obstacle::TooLarge)), roots);
    }
    if form == Form::TimeStamp {
        let Some(stamp) = Stamp::read(value) else { return found.told(Err(Flaw::Fault(Fault::Malformed)), roots) };
        let checked = stamp.check(signed);
        found.sha1 = stamp.is_sha1();
        found.stamped = checked.is_ok().then_some(stamp.time);
        found.signer = stamp.message.signer().copied();
        found.others.clone_from(&stamp.message.certificates);
        return found.told(checked, roots);
    }
    let Ok(message) = Message::read(value) else { return found.told(Err(Flaw::Fault(Fault::Malformed)), roots) };
    let content = message.content.as_deref();
    let checked = match (form, content) {
        (Form::Sha1, Some(content)) if content != Digest::Sha1.of(signed) => Err(Flaw::Fault(Fault::Digest)),
        (Form::Sha1, Some(content)) => message.check(&[content]),
        (Form::Sha1, None) => Err(Flaw::Fault(Fault::Malformed)),
        // A message that brings its own content, though it be empty, signs that, whatever the file is.
        (_, Some(_)) => Err(Flaw::Obstacle(digital::Obstacle::Malformed)),
        _ => message.check(signed),
    };
    found.claimed = message.claimed();
    found.sha1 |= message.is_sha1();
    if checked.is_ok() {
        let stamp = message.stamp().filter(|stamp| is_trusted(stamp, roots));
        found.stamped = stamp.map(|stamp| stamp.time);
    }
    found.signer = message.signer().copied();
    found.others.clone_from(&message.certificates);
    found.told(checked, roots)
}

/// The bytes inside an OCTET STRING, or those of anything else as they are.
pub(super) fn octet_string(bytes: &[u8]) -> Vec<u8> {
    let inside = tlv::Element::first(bytes)
        .ok()
        .filter(|element| element.tag & 0x1f == tlv::tag::OCTET_STRING)
        .and_then(|string| string.octets().ok());
    inside.map_or_else(|| bytes.to_vec(), std::borrow::Cow::into_owned)
}

/// Checks a bare signature (PDF's `adbe.x509.rsa_sha1`, XML) made with the key of one of the certificates; a time-stamp token stamps bytes of its own.
pub(super) fn check_bare(
    signature: &[u8],
    schemes: &[Scheme],
    certificates: &[&[u8]],
    signed: Pieces<'_>,
    stated: Stated,
    stamp: Option<(&[u8], &[u8])>,
    roots: &Roots,
) -> DigitalSignature {
    let others: Vec<Certificate<'_>> = certificates.iter().filter_map(|bytes| Certificate::read(bytes)).collect();
    let holds = |certificate: &Certificate<'_>| {
        let key = certificate.key()?;
        schemes.iter().try_fold(false, |held, scheme| Ok(held || key.verify(*scheme, None, signed, signature)?))
    };
    let signer = others.iter().find(|certificate| holds(certificate) == Ok(true)).or(others.first()).copied();
    let checked = match signer.as_ref().map(holds) {
        Some(Ok(true)) => Ok(()),
        Some(Ok(false)) => Err(Flaw::Fault(Fault::Value)),
        Some(Err(obstacle)) => Err(Flaw::Obstacle(obstacle)),
        None if certificates.is_empty() => Err(Flaw::Obstacle(digital::Obstacle::NoCertificate)),
        None => Err(Flaw::Obstacle(digital::Obstacle::Malformed)),
    };
    let stamp = stamp.filter(|_| checked.is_ok()).and_then(|(token, bytes)| {
        let stamp = Stamp::read(token)?;
        (stamp.check(&[bytes]).is_ok() && is_trusted(&stamp, roots)).then_some(stamp.time)
    });
    let sha1 = schemes.iter().any(|scheme| scheme.digest() == Some(Digest::Sha1));
    Found { stated, signer, others, stamped: stamp, sha1, ..Found::default() }.told(checked, roots)
}

/// Anybody can run a time-stamping service; where the user says whom to trust, it must be among them.
fn is_trusted(stamp: &Stamp<'_>, roots: &Roots) -> bool {
    let trusted = |signer| trust::judge(signer, &stamp.message.certificates, roots, Some(stamp.time)) == digital::Trust::Trusted;
    roots.is_empty() || stamp.message.signer().is_some_and(trusted)
}

/// What a signature's bytes gave.
struct Found<'a> {
    purpose: Purpose,
    stated: Stated,
    signer: Option<Certificate<'a>>,
    others: Vec<Certificate<'a>>,
    claimed: Option<Moment>,
    stamped: Option<Moment>,
    /// Whether it rests on SHA-1.
    sha1: bool,
}

impl Default for Found<'_> {
    fn default() -> Self {
        Self {
            purpose: Purpose::Signing,
            stated: Stated::default(),
            signer: None,
            others: Vec::new(),
            claimed: None,
            stamped: None,
            sha1: false,
        }
    }
}

impl Found<'_> {
    fn told(self, checked: Result<(), Flaw>, roots: &Roots) -> DigitalSignature {
        let zone = self.stated.time.and_then(|(_, zone)| zone);
        let claimed = self.claimed.or(self.stated.time.map(|(time, _)| time));
        let at = self.stamped.or(claimed);
        let certificate = self.signer.map(|signer| digital::Certificate {
            issuer: signer.issuer(),
            from: day(signer.valid.0),
            until: day(signer.valid.1),
            trust: trust::judge(&signer, &self.others, roots, at),
        });
        let source = if self.stamped.is_some() { TimeSource::Stamped } else { TimeSource::Claimed };
        DigitalSignature {
            purpose: self.purpose,
            signer: self.signer.and_then(|signer| signer.person()).or(self.stated.name),
            organisation: self.signer.and_then(|signer| signer.organisation()),
            time: at.map(|at| SigningTime { text: at.text(zone), source }),
            integrity: match checked {
                Ok(()) => Integrity::Intact,
                Err(Flaw::Fault(fault)) => Integrity::Broken(fault),
                Err(Flaw::Obstacle(obstacle)) => Integrity::NotVerifiable(obstacle),
            },
            sha1: self.sha1,
            certificate,
        }
    }
}

fn day(moment: Moment) -> String {
    moment.text(None).split('T').next().unwrap_or_default().to_owned()
}
