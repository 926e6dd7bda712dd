//! Cryptographic messages (CMS, PKCS #7): who signed which bytes, and whether that holds.

use std::borrow::Cow;

use super::algorithm::{Digest, Pieces, Scheme, dotted};
use super::certificate::{Certificate, SignerId};
use super::moment::Moment;
use super::tlv::{Element, Malformed, der, tag};
use crate::model::digital::{Fault, Obstacle};

/// Certificates in one message.
const CERTIFICATES: usize = 100;
/// Attributes of one signer.
const ATTRIBUTES: usize = 100;

/// Values of the attributes' and contents' object identifiers below 1.2.840.113549.1.9.
const CONTENT_TYPE: &[u8] = &[3];
const MESSAGE_DIGEST: &[u8] = &[4];
const SIGNING_TIME: &[u8] = &[5];
const TIME_STAMP: &[u8] = &[16, 2, 14];
const SIGNING_CERTIFICATE: &[u8] = &[16, 2, 12];
const SIGNING_CERTIFICATE_2: &[u8] = &[16, 2, 47];
const TIME_STAMP_INFO: &[u8] = &[16, 1, 4];
const ALGORITHM_PROTECTION: &[u8] = &[52];

/// Content that is plain bytes: data (1.2.840.113549.1.7.1), and that of Chinese signatures (GM/T 0010).
const DATA: [&[u8]; 2] = [&[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 7, 1], &[0x2a, 0x81, 0x1c, 0xcf, 0x55, 6, 1, 4, 2, 1]];

/// Why a signature is no good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Flaw {
    /// It does not hold.
    Fault(Fault),
    /// It could not be checked.
    Obstacle(Obstacle),
}

impl From<Malformed> for Flaw {
    fn from(_: Malformed) -> Self {
        Self::Fault(Fault::Malformed)
    }
}

impl From<Obstacle> for Flaw {
    fn from(obstacle: Obstacle) -> Self {
        Self::Obstacle(obstacle)
    }
}

/// A signed message with its one signer.
#[derive(Debug)]
pub(super) struct Message<'a> {
    content_type: &'a [u8],
    /// The content that came along.
    pub(super) content: Option<Cow<'a, [u8]>>,
    /// Certificates that came along.
    pub(super) certificates: Vec<Certificate<'a>>,
    id: SignerId<'a>,
    digest: &'a [u8],
    attributes: Option<Element<'a>>,
    scheme: Element<'a>,
    signature: Cow<'a, [u8]>,
    unsigned: Option<Element<'a>>,
}

impl<'a> Message<'a> {
    /// Reads a `ContentInfo` with `SignedData`.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let mut info = Element::first(bytes)?.expect(tag::SEQUENCE)?.items();
        let kind = info.take(tag::OID)?.value;
        // signedData, and that of Chinese signatures (GM/T 0010: 1.2.156.10197.6.1.4.2.2)
        let signed = [&[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 7, 2][..], &[0x2a, 0x81, 0x1c, 0xcf, 0x55, 6, 1, 4, 2, 2]];
        if !signed.contains(&kind) {
            return Err(Malformed);
        }
        let mut data = info.take(tag::context(0))?.inside()?.expect(tag::SEQUENCE)?.items();
        data.take(tag::INTEGER)?;
        data.take(tag::SET)?;
        let mut content = data.take(tag::SEQUENCE)?.items();
        let content_type = content.take(tag::OID)?.value;
        let content =
            content.optional(tag::context(0))?.map(|content| content.inside().and_then(|content| content.octets())).transpose()?;
        let certificates = data.optional(tag::context(0))?;
        data.optional(tag::context(1))?;
        let signers = data.take(tag::SET)?.items().all(2)?;
        // A signature of PDF and of a time stamp has exactly one signer.
        let [signer] = signers.as_slice() else { return Err(Malformed) };
        let certificates = certificates.map(|set| set.items().all(CERTIFICATES)).transpose()?.unwrap_or_default();
        let certificates = certificates.iter().filter_map(|certificate| Certificate::of(certificate).ok()).collect();
        let mut signer = signer.expect(tag::SEQUENCE)?.items();
        signer.take(tag::INTEGER)?;
        let id = signer.any()?;
        let id = match id.tag {
            tag::SEQUENCE => {
                let mut parts = id.items();
                SignerId::IssuerAndSerial(parts.take(tag::SEQUENCE)?, parts.take(tag::INTEGER)?.value)
            }
            0x80 => SignerId::KeyId(id.value),
            _ => return Err(Malformed),
        };
        Ok(Self {
            content_type,
            content,
            certificates,
            id,
            digest: signer.take(tag::SEQUENCE)?.items().take(tag::OID)?.value,
            attributes: signer.optional(tag::context(0))?,
            scheme: signer.take(tag::SEQUENCE)?,
            signature: signer.any()?.octets()?,
            unsigned: signer.optional(tag::context(1))?,
        })
    }

    /// The signer's certificate.
    pub(super) fn signer(&self) -> Option<&Certificate<'a>> {
        self.certificates.iter().find(|certificate| certificate.is(&self.id))
    }

    /// The signer's own word for when.
    pub(super) fn claimed(&self) -> Option<Moment> {
        Moment::read(&self.attribute(SIGNING_TIME).ok()??)
    }

    /// The one value of a signed attribute; several are no honest signature.
    fn attribute(&self, name: &[u8]) -> Result<Option<Element<'a>>, Malformed> {
        one(self.attributes.as_ref(), name)
    }

    /// Whether the signer's signature holds for the content, given in pieces.
    pub(super) fn check(&self, content: Pieces<'_>) -> Result<(), Flaw> {
        let certificate = self.signer().ok_or(Obstacle::NoCertificate)?;
        let digest = Digest::by_oid(self.digest).ok_or_else(|| Obstacle::Algorithm(dotted(self.digest)))?;
        let scheme = Scheme::read(&self.scheme)?;
        // Two digests would let a weaker one in beside the one that the signer meant.
        if scheme.digest().is_some_and(|own| own != digest) {
            return Err(Obstacle::Mismatch.into());
        }
        let key = certificate.key()?;
        let Some(attributes) = self.attributes else {
            // Only plain content may come without attributes (RFC 5652, 5.3).
            if !DATA.contains(&self.content_type) {
                return Err(Malformed.into());
            }
            let holds = key.verify(scheme, Some(digest), content, &self.signature)?;
            return if holds { Ok(()) } else { Err(Flaw::Fault(Fault::Digest)) };
        };
        if self.attribute(CONTENT_TYPE)?.is_none_or(|stated| stated.value != self.content_type) {
            return Err(Malformed.into());
        }
        let stated = self.attribute(MESSAGE_DIGEST)?.ok_or(Malformed)?.octets()?;
        if *stated != *digest.of(content) {
            return Err(Flaw::Fault(Fault::Digest));
        }
        self.check_algorithms()?;
        self.check_certificate(certificate)?;
        // Signed is the SET, not the implicit tag that stands here; where its bytes are not DER, it was signed as DER.
        let as_written = [&[tag::SET], &attributes.whole[1..]].concat();
        let mut holds = key.verify(scheme, Some(digest), &[&as_written], &self.signature)?;
        if !holds {
            let rewritten = der(&Element { tag: tag::SET, ..attributes })?;
            holds = rewritten != as_written && key.verify(scheme, Some(digest), &[&rewritten], &self.signature)?;
        }
        if holds { Ok(()) } else { Err(Flaw::Fault(Fault::Value)) }
    }

    /// What the signer says of its algorithms (RFC 6211) must be what stands beside.
    fn check_algorithms(&self) -> Result<(), Flaw> {
        let Some(stated) = self.attribute(ALGORITHM_PROTECTION)? else { return Ok(()) };
        let mut parts = stated.items();
        let digest = parts.take(tag::SEQUENCE)?.items().take(tag::OID)?.value;
        let scheme = parts.optional(tag::context(1))?.map(|scheme| scheme.items().take(tag::OID)).transpose()?;
        let is_same = digest == self.digest && scheme.is_none_or(|scheme| self.scheme.items().take(tag::OID) == Ok(scheme));
        if is_same { Ok(()) } else { Err(Flaw::Fault(Fault::Value)) }
    }

    /// Whether SHA-1 is what the signature rests on.
    pub(super) fn is_sha1(&self) -> bool {
        Digest::by_oid(self.digest) == Some(Digest::Sha1)
    }

    /// What the signer says of its certificate (ESS, RFC 5035) must be true, so that nobody puts another one in its place.
    fn check_certificate(&self, certificate: &Certificate<'_>) -> Result<(), Flaw> {
        for (name, default) in [(SIGNING_CERTIFICATE, Digest::Sha1), (SIGNING_CERTIFICATE_2, Digest::Sha256)] {
            let Some(stated) = self.attribute(name)? else { continue };
            let mut id = stated.inside()?.inside()?.items();
            let algorithm = id.optional(tag::SEQUENCE)?.map(|algorithm| algorithm.items().take(tag::OID)).transpose()?;
            let digest = match algorithm {
                Some(oid) => Digest::by_oid(oid.value).ok_or_else(|| Obstacle::Algorithm(dotted(oid.value)))?,
                None => default,
            };
            if *id.take(tag::OCTET_STRING)?.octets()? != *digest.of(&[certificate.whole]) {
                return Err(Flaw::Fault(Fault::Value));
            }
        }
        Ok(())
    }

    /// The time stamp on the signature.
    pub(super) fn stamp(&self) -> Option<Stamp<'a>> {
        let token = one(self.unsigned.as_ref(), TIME_STAMP).ok()??;
        Stamp::read(token.whole).filter(|stamp| stamp.check(&[&self.signature]).is_ok())
    }
}

/// The one value of an attribute.
fn one<'a>(attributes: Option<&Element<'a>>, name: &[u8]) -> Result<Option<Element<'a>>, Malformed> {
    let mut found = None;
    for attribute in attributes.map(|attributes| attributes.items().all(ATTRIBUTES)).transpose()?.unwrap_or_default() {
        let mut parts = attribute.items();
        if !is_named(parts.take(tag::OID)?.value, name) {
            continue;
        }
        let mut values = parts.take(tag::SET)?.items();
        let value = values.any()?;
        if found.replace(value).is_some() || values.next()?.is_some() {
            return Err(Malformed);
        }
    }
    Ok(found)
}

/// Whether an identifier is this one below 1.2.840.113549.1.9.
fn is_named(oid: &[u8], name: &[u8]) -> bool {
    oid.strip_prefix(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 9]) == Some(name)
}

/// A time-stamp token (RFC 3161): a message whose content says that a digest existed at a time.
pub(super) struct Stamp<'a> {
    /// The message.
    pub(super) message: Message<'a>,
    /// When.
    pub(super) time: Moment,
    digest: Digest,
    imprint: Vec<u8>,
}

impl<'a> Stamp<'a> {
    /// Reads a token.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let message = Message::read(bytes).ok()?;
        if !is_named(message.content_type, TIME_STAMP_INFO) {
            return None;
        }
        let content = message.content.as_deref()?;
        let mut info = Element::first(content).ok()?.items();
        info.take(tag::INTEGER).ok()?;
        info.take(tag::OID).ok()?;
        let mut imprint = info.take(tag::SEQUENCE).ok()?.items();
        let digest = Digest::by_oid(imprint.take(tag::SEQUENCE).ok()?.items().take(tag::OID).ok()?.value)?;
        let imprint = imprint.take(tag::OCTET_STRING).ok()?.octets().ok()?.into_owned();
        info.take(tag::INTEGER).ok()?;
        let time = Moment::read(&info.take(tag::GENERALIZED_TIME).ok()?)?;
        Some(Self { message, time, digest, imprint })
    }

    /// Whether SHA-1 is what it rests on.
    pub(super) fn is_sha1(&self) -> bool {
        self.digest == Digest::Sha1 || self.message.is_sha1()
    }

    /// Whether it stamps these bytes and its signature holds.
    pub(super) fn check(&self, stamped: Pieces<'_>) -> Result<(), Flaw> {
        if self.imprint != self.digest.of(stamped) {
            return Err(Flaw::Fault(Fault::Digest));
        }
        // Its certificate is for this purpose (RFC 3161, 2.3), else everybody who may sign could say when.
        if self.message.signer().is_some_and(|signer| !signer.stamps_time) {
            return Err(Flaw::Fault(Fault::Value));
        }
        let content = self.message.content.as_deref().unwrap_or_default();
        self.message.check(&[content]).map_err(|flaw| match flaw {
            // The bytes that were stamped are right; the token itself is not.
            Flaw::Fault(Fault::Digest) => Flaw::Fault(Fault::Value),
            flaw => flaw,
        })
    }
}
