//! X.509 certificates: whose they are, whose word they are, and what they may be used for.

use super::algorithm::{Digest, PublicKey, Scheme};
use super::moment::Moment;
use super::tlv::{Element, Items, Malformed, tag};

/// Attributes of one name, and extensions of one certificate.
const PARTS: usize = 100;
/// Characters of a name that are kept.
const NAME: usize = 200;

/// A certificate; what it says is not yet believed.
#[derive(Debug, Clone, Copy)]
pub(in crate::ingest) struct Certificate<'a> {
    /// All of it.
    pub(super) whole: &'a [u8],
    /// What its issuer signed.
    tbs: &'a [u8],
    serial: &'a [u8],
    issuer: Element<'a>,
    subject: Element<'a>,
    /// First and last moment of validity.
    pub(super) valid: (Moment, Moment),
    key: Element<'a>,
    scheme: Element<'a>,
    signature: &'a [u8],
    /// basicConstraints: may issue others.
    issues: bool,
    /// Whether it is of a version that has no basicConstraints.
    old: bool,
    key_id: Option<&'a [u8]>,
    /// keyUsage forbids to sign certificates.
    no_cert_sign: bool,
}

/// Who signed, as a signature says it.
#[derive(Debug, Clone, Copy)]
pub(super) enum SignerId<'a> {
    IssuerAndSerial(Element<'a>, &'a [u8]),
    KeyId(&'a [u8]),
}

impl<'a> Certificate<'a> {
    /// Reads a certificate.
    pub(in crate::ingest) fn read(bytes: &'a [u8]) -> Option<Self> {
        Self::of(&Element::first(bytes).ok()?).ok()
    }

    pub(super) fn of(whole: &Element<'a>) -> Result<Self, Malformed> {
        let mut items = whole.expect(tag::SEQUENCE)?.items();
        let tbs = items.take(tag::SEQUENCE)?;
        let scheme = items.take(tag::SEQUENCE)?;
        let signature = items.take(tag::BIT_STRING)?.bits()?;
        let mut fields = tbs.items();
        let version = fields.optional(tag::context(0))?;
        let old = version.is_none_or(|version| version.inside().and_then(|number| number.small()) != Ok(2));
        let serial = fields.take(tag::INTEGER)?.value;
        fields.take(tag::SEQUENCE)?;
        let issuer = fields.take(tag::SEQUENCE)?;
        let mut validity = fields.take(tag::SEQUENCE)?.items();
        let mut moment = || validity.any().and_then(|time| Moment::read(&time).ok_or(Malformed));
        let valid = (moment()?, moment()?);
        let subject = fields.take(tag::SEQUENCE)?;
        let key = fields.take(tag::SEQUENCE)?;
        let mut certificate = Self {
            whole: whole.whole,
            tbs: tbs.whole,
            serial,
            issuer,
            subject,
            valid,
            key,
            scheme,
            signature,
            issues: false,
            old,
            key_id: None,
            no_cert_sign: false,
        };
        while let Some(rest) = fields.next()? {
            if rest.tag == tag::context(3) {
                certificate.extensions(rest.inside()?.items())?;
            }
        }
        Ok(certificate)
    }

    fn extensions(&mut self, extensions: Items<'a>) -> Result<(), Malformed> {
        for extension in extensions.all(PARTS)? {
            let mut parts = extension.items();
            let oid = parts.take(tag::OID)?.value;
            parts.optional(tag::BOOLEAN)?;
            let value = parts.take(tag::OCTET_STRING)?.value;
            match oid {
                [0x55, 0x1d, 14] => self.key_id = Some(Element::first(value)?.value),
                [0x55, 0x1d, 15] => self.no_cert_sign = Element::first(value)?.value.get(1).is_none_or(|bits| bits & 0x04 == 0),
                [0x55, 0x1d, 19] => {
                    let flag = Element::first(value)?.items().optional(tag::BOOLEAN)?;
                    self.issues = flag.is_some_and(|flag| flag.value != [0]);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The signer's public key.
    pub(super) fn key(&self) -> Result<PublicKey, crate::model::digital::Obstacle> {
        PublicKey::read(&self.key)
    }

    /// Whether a signature names this certificate.
    pub(super) fn is(&self, id: &SignerId<'_>) -> bool {
        match id {
            SignerId::IssuerAndSerial(issuer, serial) => self.serial == *serial && same_name(&self.issuer, issuer),
            SignerId::KeyId(id) => self.key_id.map_or_else(|| Digest::Sha1.of(&[self.key_bits()]) == *id, |own| own == *id),
        }
    }

    fn key_bits(&self) -> &'a [u8] {
        let mut items = self.key.items();
        let bits = items.any().and_then(|_| items.take(tag::BIT_STRING)).and_then(|bits| bits.bits());
        bits.unwrap_or_default()
    }

    /// Whether it names itself as its issuer.
    pub(super) fn is_self_issued(&self) -> bool {
        same_name(&self.issuer, &self.subject)
    }

    /// Whether `issuer` is what its name says: the one who signed this certificate and may do so.
    pub(super) fn is_issued_by(&self, issuer: &Self) -> bool {
        let may = (issuer.issues || issuer.old) && !issuer.no_cert_sign;
        may && self.names_issuer(issuer) && self.is_signed_by(issuer)
    }

    /// Whether its issuer's name is this subject.
    pub(super) fn names_issuer(&self, issuer: &Self) -> bool {
        same_name(&self.issuer, &issuer.subject)
    }

    fn is_signed_by(&self, issuer: &Self) -> bool {
        let Ok(scheme) = Scheme::read(&self.scheme) else { return false };
        issuer.key().is_ok_and(|key| key.verify(scheme, None, &[self.tbs], self.signature) == Ok(true))
    }

    /// Whether it was valid at a moment.
    pub(super) fn is_valid_at(&self, at: Moment) -> bool {
        (self.valid.0..=self.valid.1).contains(&at)
    }

    /// The subject's name: its common name, else given name and surname.
    pub(super) fn person(&self) -> Option<String> {
        let part = |kind| attribute(&self.subject, kind);
        part(3).or_else(|| Some(format!("{} {}", part(42)?, part(4)?)))
    }

    /// The subject's organisation.
    pub(super) fn organisation(&self) -> Option<String> {
        attribute(&self.subject, 10)
    }

    /// The issuer's name.
    pub(super) fn issuer(&self) -> Option<String> {
        attribute(&self.issuer, 3).or_else(|| attribute(&self.issuer, 10)).or_else(|| attribute(&self.issuer, 11))
    }
}

/// An attribute 2.5.4.`kind` of a name, the last of several: names go from the country down.
fn attribute(name: &Element<'_>, kind: u8) -> Option<String> {
    attributes(name)?.into_iter().rev().find(|(oid, _)| *oid == [0x55, 4, kind]).map(|(_, text)| text)
}

fn attributes<'a>(name: &Element<'a>) -> Option<Vec<(&'a [u8], String)>> {
    let mut found = Vec::new();
    for set in name.items().all(PARTS).ok()? {
        for pair in set.items().all(PARTS).ok()? {
            let mut parts = pair.items();
            let oid = parts.take(tag::OID).ok()?.value;
            let text = text(&parts.any().ok()?);
            let text: String =
                text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).take(NAME).collect();
            if !text.is_empty() {
                found.push((oid, text));
            }
        }
    }
    Some(found)
}

/// Whether two names are one, whatever kinds of string they are written in.
fn same_name(a: &Element<'_>, b: &Element<'_>) -> bool {
    a.value == b.value || attributes(a).zip(attributes(b)).is_some_and(|(a, b)| !a.is_empty() && a == b)
}

/// A string of any kind.
fn text(string: &Element<'_>) -> String {
    match string.tag {
        // BMPString, UniversalString
        0x1e => encoding_rs::UTF_16BE.decode(string.value).0.into_owned(),
        0x1c => {
            string.value.as_chunks::<4>().0.iter().map(|four| char::from_u32(u32::from_be_bytes(*four)).unwrap_or('\u{fffd}')).collect()
        }
        // What should be another kind is often UTF-8, or in China GBK.
        _ => match std::str::from_utf8(string.value) {
            Ok(text) => text.to_owned(),
            Err(_) => match encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(string.value) {
                Some(text) => text.into_owned(),
                None => string.value.iter().map(|byte| char::from(*byte)).collect(),
            },
        },
    }
}
