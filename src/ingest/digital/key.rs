//! Public keys, and whether a signature was made with one.

use rsa::{BoxedUint, Pkcs1v15Sign, Pss};
use sha2::digest::FixedOutputReset;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use sm2::dsa::signature::hazmat::PrehashVerifier;
use sm3::Sm3;

use super::algorithm::{Digest, Pieces, Scheme, dotted};
use super::tlv::{Element, Malformed, tag, wrapped};
use crate::model::digital::Obstacle;

/// The schemes of Edwards curves read what it signs as a whole: content longer than this (without signed attributes, which nobody writes) is not put together for it.
const WHOLE_CONTENT: usize = 64 << 20;

/// The identifier that Chinese signatures are made for where none is agreed on (GM/T 0009), and the empty one of OpenSSL's default.
const SM2_USERS: [&str; 2] = ["1234567812345678", ""];

/// A public key.
#[derive(Debug, Clone)]
pub(in crate::ingest) enum PublicKey {
    Rsa(rsa::PublicKey),
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
    P521(p521::ecdsa::VerifyingKey),
    Sm2(sm2::PublicKey),
    Ed25519(ed25519_dalek::VerifyingKey),
    Ed448(Box<ed448_goldilocks::VerifyingKey>),
}

impl PublicKey {
    /// From a `SubjectPublicKeyInfo`.
    pub(super) fn read(info: &Element<'_>) -> Result<Self, Obstacle> {
        let malformed = |_: Malformed| Obstacle::Malformed;
        let mut items = info.items();
        let mut algorithm = items.take(tag::SEQUENCE).map_err(malformed)?.items();
        let bits = items.take(tag::BIT_STRING).and_then(|bits| bits.bits()).map_err(malformed)?;
        let oid = algorithm.take(tag::OID).map_err(malformed)?.value;
        let unknown = |oid: &[u8]| Obstacle::Algorithm(dotted(oid));
        match oid {
            [0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1 | 10] => {
                let mut numbers = Element::first(bits).and_then(|key| key.expect(tag::SEQUENCE)).map_err(malformed)?.items();
                let mut number = || numbers.take(tag::INTEGER).map_err(malformed);
                let (modulus, exponent) = (number()?, number()?);
                Self::rsa(modulus.unsigned(), exponent.unsigned())
            }
            [0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1] => {
                let curve = algorithm.take(tag::OID).map_err(malformed)?.value;
                Self::on_curve(curve, bits).map_err(|known| if known { Obstacle::Malformed } else { unknown(curve) })
            }
            [0x2b, 0x65, 0x70] => {
                let key = <[u8; 32]>::try_from(bits).ok().and_then(|bits| ed25519_dalek::VerifyingKey::from_bytes(&bits).ok());
                key.map(Self::Ed25519).ok_or(Obstacle::Malformed)
            }
            [0x2b, 0x65, 0x71] => {
                let key = <[u8; 57]>::try_from(bits).ok().and_then(|bits| ed448_goldilocks::VerifyingKey::from_bytes(&bits).ok());
                key.map(|key| Self::Ed448(Box::new(key))).ok_or(Obstacle::Malformed)
            }
            oid => Err(unknown(oid)),
        }
    }

    /// From the two numbers of an RSA key.
    pub(in crate::ingest) fn rsa(modulus: &[u8], exponent: &[u8]) -> Result<Self, Obstacle> {
        let number = |bytes: &[u8]| BoxedUint::from_be_slice(bytes, (bytes.len() as u32 * 8).max(64)).map_err(|_| Obstacle::Malformed);
        let size = modulus.len() * 8;
        if modulus.len() > rsa::PublicKey::MAX_SIZE / 8 || exponent.len() > 8 {
            return Err(Obstacle::Algorithm(format!("RSA {size}")));
        }
        rsa::PublicKey::new(number(modulus)?, number(exponent)?).map(Self::Rsa).map_err(|_| Obstacle::Algorithm(format!("RSA {size}")))
    }

    /// A point on a curve; the error says whether the curve is known.
    pub(in crate::ingest) fn on_curve(curve: &[u8], point: &[u8]) -> Result<Self, bool> {
        let key = match curve {
            [0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7] => p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map(Self::P256).ok(),
            [0x2b, 0x81, 4, 0, 34] => p384::ecdsa::VerifyingKey::from_sec1_bytes(point).map(Self::P384).ok(),
            [0x2b, 0x81, 4, 0, 35] => p521::ecdsa::VerifyingKey::from_sec1_bytes(point).map(Self::P521).ok(),
            [0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x82, 0x2d] => sm2::PublicKey::from_sec1_bytes(point).map(Self::Sm2).ok(),
            _ => return Err(false),
        };
        key.ok_or(true)
    }

    /// Whether the signature holds for the message; `beside` is the digest that stands beside the scheme.
    pub(in crate::ingest) fn verify(
        &self,
        scheme: Scheme,
        beside: Option<Digest>,
        message: Pieces<'_>,
        signature: &[u8],
    ) -> Result<bool, Obstacle> {
        let mismatch = || Obstacle::Mismatch;
        match (self, scheme) {
            (Self::Rsa(key), Scheme::Pkcs1(digest)) => {
                let digest = digest.or(beside).ok_or_else(mismatch)?;
                pkcs1(key, digest, &digest.of(message), signature).ok_or_else(mismatch)
            }
            (Self::Rsa(key), Scheme::Pss(digest)) => Ok(pss(key, digest, &digest.of(message), signature)),
            (Self::P256(_) | Self::P384(_) | Self::P521(_), Scheme::Ecdsa(digest)) => {
                let digest = digest.or(beside).ok_or_else(mismatch)?.of(message);
                Ok(self.ecdsa(&digest, signature).is_some())
            }
            // Some signers name the plain scheme for a key on the SM2 curve.
            (Self::Sm2(key), Scheme::Sm2 | Scheme::Ecdsa(_)) => Ok(sm2_holds(key, message, signature)),
            (Self::Ed25519(key), Scheme::Ed25519) => {
                let message = whole(message)?;
                let signature = ed25519_dalek::Signature::from_slice(signature);
                Ok(signature.is_ok_and(|signature| key.verify_strict(&message, &signature).is_ok()))
            }
            (Self::Ed448(key), Scheme::Ed448) => {
                let message = whole(message)?;
                let signature = ed448_goldilocks::Signature::from_slice(signature);
                Ok(signature.is_ok_and(|signature| key.verify_raw(&signature, &message).is_ok()))
            }
            _ => Err(mismatch()),
        }
    }

    fn ecdsa(&self, digest: &[u8], signature: &[u8]) -> Option<()> {
        match self {
            Self::P256(key) => {
                let signature = p256::ecdsa::Signature::from_slice(&pair(signature, 32)?).ok()?;
                key.verify_prehash(&filled(digest, 32), &signature).ok()
            }
            Self::P384(key) => {
                let signature = p384::ecdsa::Signature::from_slice(&pair(signature, 48)?).ok()?;
                key.verify_prehash(&filled(digest, 48), &signature).ok()
            }
            Self::P521(key) => {
                let signature = p521::ecdsa::Signature::from_slice(&pair(signature, 66)?).ok()?;
                key.verify_prehash(&filled(digest, 66), &signature).ok()
            }
            _ => None,
        }
    }
}

fn whole(message: Pieces<'_>) -> Result<Vec<u8>, Obstacle> {
    let size: usize = message.iter().map(|piece| piece.len()).sum();
    if size > WHOLE_CONTENT { Err(Obstacle::TooLarge) } else { Ok(message.concat()) }
}

/// The two numbers of a signature, each in so many bytes: from DER, or as they are (XML).
fn pair(signature: &[u8], size: usize) -> Option<Vec<u8>> {
    der_pair(signature, size).or_else(|| (signature.len() == 2 * size).then(|| signature.to_vec()))
}

fn der_pair(signature: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut numbers = Element::first(signature).ok()?.expect(tag::SEQUENCE).ok()?.items();
    let mut out = Vec::with_capacity(2 * size);
    for _ in 0..2 {
        let number = numbers.take(tag::INTEGER).ok()?.unsigned();
        out.resize(out.len() + size.checked_sub(number.len())?, 0);
        out.extend_from_slice(number);
    }
    numbers.next().ok()?.is_none().then_some(out)
}

/// A digest shorter than the curve's numbers, filled from the left.
fn filled(digest: &[u8], size: usize) -> Vec<u8> {
    let mut out = vec![0; size.saturating_sub(digest.len())];
    out.extend_from_slice(digest);
    out
}

/// Whether the signature holds; nothing for a digest that PKCS #1 does not know.
fn pkcs1(key: &rsa::PublicKey, digest: Digest, hashed: &[u8], signature: &[u8]) -> Option<bool> {
    let oid = digest.oid()?;
    // DigestInfo without the digest itself; some signers leave the NULL out.
    let prefix = |null: &[u8]| {
        let algorithm = wrapped(tag::SEQUENCE, &[&wrapped(tag::OID, oid), null].concat());
        let mut prefix = wrapped(tag::SEQUENCE, &[algorithm.as_slice(), &wrapped(tag::OCTET_STRING, hashed)].concat());
        prefix.truncate(prefix.len() - hashed.len());
        prefix.into_boxed_slice()
    };
    let holds = |prefix| key.verify(Pkcs1v15Sign { hash_len: Some(hashed.len()), prefix }, hashed, signature).is_ok();
    Some(holds(prefix(&[5, 0])) || holds(prefix(&[])))
}

fn pss(key: &rsa::PublicKey, digest: Digest, hashed: &[u8], signature: &[u8]) -> bool {
    fn holds<D: sha2::Digest + FixedOutputReset>(key: &rsa::PublicKey, hashed: &[u8], signature: &[u8]) -> bool {
        key.verify(Pss::<D> { blinded: false, digest: D::new(), salt_len: None }, hashed, signature).is_ok()
    }
    match digest {
        Digest::Sha1 => holds::<sha1::Sha1>(key, hashed, signature),
        Digest::Sha224 => holds::<Sha224>(key, hashed, signature),
        Digest::Sha256 => holds::<Sha256>(key, hashed, signature),
        Digest::Sha384 => holds::<Sha384>(key, hashed, signature),
        Digest::Sha512 => holds::<Sha512>(key, hashed, signature),
        Digest::Sm3 => holds::<Sm3>(key, hashed, signature),
        // Not read as a digest of this scheme.
        Digest::Shake256 => false,
    }
}

fn sm2_holds(key: &sm2::PublicKey, message: Pieces<'_>, signature: &[u8]) -> bool {
    use sm2::dsa::signature::MultipartVerifier;
    let Some(signature) = pair(signature, 32).and_then(|pair| sm2::dsa::Signature::from_slice(&pair).ok()) else { return false };
    SM2_USERS.iter().any(|user| {
        let key = sm2::dsa::VerifyingKey::new(user, *key);
        key.is_ok_and(|key| key.multipart_verify(message, &signature).is_ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_signature_are_filled_up() {
        assert_eq!(pair(&[0x30, 7, 2, 1, 5, 2, 2, 0, 0x80], 2), Some(vec![0, 5, 0, 0x80]));
        assert_eq!(pair(&[1, 2, 3, 4], 2), Some(vec![1, 2, 3, 4]));
        assert_eq!(pair(&[0x30, 3, 2, 1, 5], 2), None);
    }
}
