//! Whose word stands for a signer: chains of certificates up to roots that the user trusts, offline.
//!
//! Revocation is not asked about: that needs a network. A certificate in the trusted folder ends a chain whether it is a root or stands below one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::certificate::Certificate;
use super::moment::Moment;
use super::tlv::{Items, tag};
use crate::model::digital::Trust;

/// Certificates above a signer's.
const LENGTH: u32 = 8;
/// Signatures checked for one chain: certificates with one name can be many.
const CHECKS: usize = 32;
/// Roots that are taken from a folder.
const ROOTS: usize = 5_000;

/// The certificates that the user trusts, DER one behind the other; none: trust is not judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roots(Vec<u8>);

impl Roots {
    /// Adds what a file holds, PEM or DER; how many certificates that were.
    pub fn add(&mut self, file: &[u8]) -> usize {
        let found = pem(file);
        let ders: Vec<&[u8]> = if found.is_empty() { vec![file] } else { found.iter().map(Vec::as_slice).collect() };
        let certificates = ders.iter().filter_map(|der| Certificate::read(der)).take(ROOTS.saturating_sub(self.certificates().len()));
        let certificates: Vec<&[u8]> = certificates.map(|certificate| certificate.whole).collect();
        self.0.extend(certificates.iter().copied().flatten());
        certificates.len()
    }

    /// Their bytes, for the process that reads files.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Back from their bytes.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Whether the user named none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn certificates(&self) -> Vec<Certificate<'_>> {
        let elements = Items::new(&self.0).all(ROOTS).unwrap_or_default();
        elements.iter().filter(|element| element.tag == tag::SEQUENCE).filter_map(|element| Certificate::of(element).ok()).collect()
    }
}

/// The certificates of a PEM file; other objects are left out.
fn pem(file: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(file);
    let parts = text.split("-----BEGIN ").skip(1);
    let bodies = parts.filter_map(|part| {
        let (kind, rest) = part.split_once("-----")?;
        let body = rest.split("-----END").next()?;
        kind.ends_with("CERTIFICATE").then(|| body.split_whitespace().collect::<String>())
    });
    bodies.filter_map(|body| STANDARD.decode(body).ok()).collect()
}

/// Whose word stands for the signer, with the certificates that came along, at the time of signing (not known: validity is not judged).
pub(super) fn judge(signer: &Certificate<'_>, others: &[Certificate<'_>], roots: &Roots, at: Option<Moment>) -> Trust {
    let anchors = roots.certificates();
    let expired = |certificate: &Certificate<'_>| at.is_some_and(|at| !certificate.is_valid_at(at));
    let mut checks = CHECKS;
    match chain(signer, others, &anchors, 0, &mut checks).filter(|_| signer.is_plain()) {
        Some(chain) if chain.iter().any(expired) => Trust::Expired,
        Some(_) => Trust::Trusted,
        None if signer.is_self_issued() => Trust::SelfSigned,
        None if !anchors.is_empty() => Trust::Untrusted,
        None if expired(signer) => Trust::Expired,
        None => Trust::NotChecked,
    }
}

/// The certificates from the signer's up to, but without, one that is trusted; the signer's own may be trusted itself. `below` others stand below this one.
fn chain<'a>(
    certificate: &Certificate<'a>,
    others: &[Certificate<'a>],
    anchors: &[Certificate<'_>],
    below: u32,
    checks: &mut usize,
) -> Option<Vec<Certificate<'a>>> {
    if anchors.iter().any(|anchor| anchor.whole == certificate.whole) {
        return Some(vec![*certificate]);
    }
    let mut is_issued_by = |issuer: &Certificate<'_>, trusted: bool| {
        *checks > 0 && certificate.names_issuer(issuer) && {
            *checks -= 1;
            certificate.is_issued_by(issuer, trusted, below)
        }
    };
    if anchors.iter().any(|anchor| is_issued_by(anchor, true)) {
        return Some(vec![*certificate]);
    }
    if below == LENGTH || anchors.is_empty() || certificate.is_self_issued() {
        return None;
    }
    let issuers: Vec<Certificate<'a>> = others.iter().filter(|other| is_issued_by(other, false)).copied().collect();
    issuers.into_iter().find_map(|issuer| {
        let mut above = chain(&issuer, others, anchors, below + 1, checks)?;
        above.push(*certificate);
        Some(above)
    })
}
