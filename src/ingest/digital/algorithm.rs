//! Digests and signature schemes by their identifiers.

use std::fmt::Write as _;

use ed448_goldilocks::shake::{ExtendableOutput, Shake256, Update, XofReader};
use sha2::{Sha224, Sha256, Sha384, Sha512};
use sm3::Sm3;

use super::tlv::{Element, Malformed, tag};
use crate::model::digital::Obstacle;

/// Bytes that are hashed or signed, in pieces.
pub(super) type Pieces<'a> = &'a [&'a [u8]];

/// A digest algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Digest {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sm3,
    /// With 64 bytes of output, as it stands beside Ed448 (RFC 8419).
    Shake256,
}

impl Digest {
    /// By the value of its object identifier.
    pub(super) fn by_oid(oid: &[u8]) -> Option<Self> {
        Some(match oid {
            [0x2b, 14, 3, 2, 26] => Self::Sha1,
            [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1] => Self::Sha256,
            [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2] => Self::Sha384,
            [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3] => Self::Sha512,
            [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 4] => Self::Sha224,
            // Without and with its length written.
            [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 12 | 18] => Self::Shake256,
            // 1.2.156.10197.1.401, and with key
            [0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x83, 0x11, ..] => Self::Sm3,
            _ => return None,
        })
    }

    /// The digest of pieces put together.
    pub(in crate::ingest) fn of(self, pieces: Pieces<'_>) -> Vec<u8> {
        fn run<D: sha2::Digest>(pieces: Pieces<'_>) -> Vec<u8> {
            let mut state = D::new();
            for piece in pieces {
                state.update(piece);
            }
            state.finalize().to_vec()
        }
        match self {
            Self::Sha1 => run::<sha1::Sha1>(pieces),
            Self::Sha224 => run::<Sha224>(pieces),
            Self::Sha256 => run::<Sha256>(pieces),
            Self::Sha384 => run::<Sha384>(pieces),
            Self::Sha512 => run::<Sha512>(pieces),
            Self::Sm3 => run::<Sm3>(pieces),
            Self::Shake256 => {
                let mut state = Shake256::default();
                for piece in pieces {
                    state.update(piece);
                }
                let mut out = vec![0; 64];
                state.finalize_xof().read(&mut out);
                out
            }
        }
    }

    /// The object identifier inside a PKCS #1 signature, where there may be one.
    pub(super) fn oid(self) -> Option<&'static [u8]> {
        Some(match self {
            Self::Sha1 => &[0x2b, 14, 3, 2, 26],
            Self::Sha256 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1],
            Self::Sha384 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2],
            Self::Sha512 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3],
            Self::Sha224 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 4],
            Self::Sm3 => &[0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x83, 0x11],
            Self::Shake256 => return None,
        })
    }
}

/// How a signature was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Scheme {
    /// RSASSA-PKCS1-v1_5, over this digest or the one that stands beside.
    Pkcs1(Option<Digest>),
    /// RSASSA-PSS; the digest of its mask function is the same.
    Pss(Digest),
    /// ECDSA, over this digest or the one that stands beside.
    Ecdsa(Option<Digest>),
    /// SM2 with SM3.
    Sm2,
    /// Ed25519.
    Ed25519,
    /// Ed448.
    Ed448,
}

/// The value of an object identifier, in numbers, for people who look it up.
pub(super) fn dotted(oid: &[u8]) -> String {
    let mut numbers = Vec::new();
    let mut number = 0_u64;
    for byte in oid.iter().take(40) {
        number = number.wrapping_shl(7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            numbers.push(std::mem::take(&mut number));
        }
    }
    let first = numbers.first().copied().unwrap_or_default();
    let root = (first / 40).min(2);
    let mut text = format!("{root}.{}", first - root * 40);
    for number in numbers.iter().skip(1) {
        let _ = write!(text, ".{number}");
    }
    text
}

impl Scheme {
    /// The digest that it is made over, where its name says so.
    pub(super) fn digest(self) -> Option<Digest> {
        match self {
            Self::Pkcs1(digest) | Self::Ecdsa(digest) => digest,
            Self::Pss(digest) => Some(digest),
            Self::Sm2 => Some(Digest::Sm3),
            // RFC 8419, 3.
            Self::Ed25519 => Some(Digest::Sha512),
            Self::Ed448 => Some(Digest::Shake256),
        }
    }

    /// By an `AlgorithmIdentifier`.
    pub(super) fn read(algorithm: &Element<'_>) -> Result<Self, Obstacle> {
        let mut items = algorithm.items();
        let malformed = |_: Malformed| Obstacle::Malformed;
        let oid = items.take(tag::OID).map_err(malformed)?.value;
        let unknown = || Obstacle::Algorithm(dotted(oid));
        Ok(match oid {
            [0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, number] => match number {
                1 => Self::Pkcs1(None),
                5 => Self::Pkcs1(Some(Digest::Sha1)),
                10 => Self::Pss(pss_digest(items.next().map_err(malformed)?).ok_or_else(unknown)?),
                11 => Self::Pkcs1(Some(Digest::Sha256)),
                12 => Self::Pkcs1(Some(Digest::Sha384)),
                13 => Self::Pkcs1(Some(Digest::Sha512)),
                14 => Self::Pkcs1(Some(Digest::Sha224)),
                _ => return Err(unknown()),
            },
            // 1.3.14.3.2.29, an old name
            [0x2b, 14, 3, 2, 29] => Self::Pkcs1(Some(Digest::Sha1)),
            // ecPublicKey, where the key's own identifier was written
            [0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1] => Self::Ecdsa(None),
            [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1] => Self::Ecdsa(Some(Digest::Sha1)),
            [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, number] => Self::Ecdsa(Some(match number {
                1 => Digest::Sha224,
                2 => Digest::Sha256,
                3 => Digest::Sha384,
                4 => Digest::Sha512,
                _ => return Err(unknown()),
            })),
            [0x2b, 0x65, 0x70] => Self::Ed25519,
            [0x2b, 0x65, 0x71] => Self::Ed448,
            // 1.2.156.10197.1.501 (SM2 with SM3), .301 and .301.1 (SM2)
            [0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x83, 0x75] | [0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x82, 0x2d, ..] => Self::Sm2,
            // 1.2.156.10197.1.504, RSA with SM3
            [0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x83, 0x78] => Self::Pkcs1(Some(Digest::Sm3)),
            _ => return Err(unknown()),
        })
    }
}

/// The digest of RSASSA-PSS parameters, SHA-1 where they say nothing; nothing where digest and mask function differ.
fn pss_digest(parameters: Option<Element<'_>>) -> Option<Digest> {
    let Some(parameters) = parameters.filter(|parameters| parameters.tag == tag::SEQUENCE) else { return Some(Digest::Sha1) };
    let mut items = parameters.items();
    let digest_in =
        |algorithm: Element<'_>| Digest::by_oid(algorithm.items().take(tag::OID).ok()?.value).filter(|digest| digest.oid().is_some());
    let digest = match items.optional(tag::context(0)).ok()? {
        Some(given) => digest_in(given.inside().ok()?)?,
        None => Digest::Sha1,
    };
    let mask = match items.optional(tag::context(1)).ok()? {
        Some(given) => {
            let mut mask = given.inside().ok()?.items();
            mask.any().ok()?;
            digest_in(mask.any().ok()?)?
        }
        None => Digest::Sha1,
    };
    (digest == mask).then_some(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_told_in_numbers() {
        assert_eq!(dotted(&[0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x83, 0x75]), "1.2.156.10197.1.501");
        assert_eq!(dotted(&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1]), "2.16.840.1.101.3.4.2.1");
        assert_eq!(dotted(&[]), "0.0");
    }

    #[test]
    fn digests_of_pieces_are_those_of_the_whole() {
        // GB/T 32905, example 1.
        let sm3 = Digest::Sm3.of(&[b"a", b"bc"]);
        assert_eq!(sm3[..4], [0x66, 0xc7, 0xf0, 0xf4]);
        assert_eq!(Digest::Sha1.of(&[b"ab", b"c"])[..4], [0xa9, 0x99, 0x3e, 0x36]);
    }
}
