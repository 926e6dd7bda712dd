//! X.509 certificates: whose they are, whose word they are, and what they may be used for.

use super::algorithm::{Digest, Scheme};
use super::key::PublicKey;
use super::moment::Moment;
use super::tlv::{Element, Items, Malformed, tag};

/// Attributes of one name, and extensions of one certificate.
const PARTS: usize = 100;
/// 1.3.6.1.5.5.7.3.8
const TIME_STAMPING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 8];
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
    issuing: Issuing,
    /// A critical extension that is not looked at here: nobody may rest on it (RFC 5280, 4.2).
    restricted: bool,
    /// extendedKeyUsage: may stamp times.
    pub(super) stamps_time: bool,
    key_id: Option<&'a [u8]>,
}

/// What a certificate says of issuing others.
#[derive(Debug, Clone, Copy, Default)]
struct Issuing {
    /// basicConstraints: it may.
    may: bool,
    /// basicConstraints: how many others may stand between it and a signer.
    below: Option<u32>,
    /// It is of a version that has no basicConstraints.
    old: bool,
    /// keyUsage forbids to sign certificates.
    forbidden: bool,
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
            issuing: Issuing { old, ..Issuing::default() },
            restricted: false,
            stamps_time: false,
            key_id: None,
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
            let critical = parts.optional(tag::BOOLEAN)?.is_some_and(|critical| critical.value != [0]);
            let value = parts.take(tag::OCTET_STRING)?.value;
            match oid {
                [0x55, 0x1d, 14] => self.key_id = Some(Element::first(value)?.value),
                [0x55, 0x1d, 15] => self.issuing.forbidden = Element::first(value)?.value.get(1).is_none_or(|bits| bits & 0x04 == 0),
                [0x55, 0x1d, 19] => {
                    let mut constraints = Element::first(value)?.items();
                    self.issuing.may = constraints.optional(tag::BOOLEAN)?.is_some_and(|flag| flag.value != [0]);
                    self.issuing.below = constraints.optional(tag::INTEGER)?.map(|length| length.small()).transpose()?;
                }
                [0x55, 0x1d, 37] => {
                    let purposes = Element::first(value)?.items().all(PARTS)?;
                    self.stamps_time = purposes.iter().any(|purpose| purpose.value == TIME_STAMPING);
                }
                // Other names, policies and where to ask about revocation limit nothing that is asked here.
                [0x55, 0x1d, 17 | 18 | 31..=33 | 35 | 36 | 46 | 54] => {}
                _ => self.restricted |= critical,
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

    /// Whether `issuer` is what its name says: the one who signed this certificate and may do so with so many others below. The user's word may stand for
    /// an old certificate that does not say what it is for, nobody else's may.
    pub(super) fn is_issued_by(&self, issuer: &Self, trusted: bool, others: u32) -> bool {
        let Issuing { may, below, old, forbidden } = issuer.issuing;
        let may = (may || old && trusted) && !forbidden && below.is_none_or(|most| others <= most) && !issuer.restricted;
        may && self.names_issuer(issuer) && self.is_signed_by(issuer)
    }

    /// Whether it may be judged: nothing in it says that more must be looked at.
    pub(super) fn is_plain(&self) -> bool {
        !self.restricted
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
