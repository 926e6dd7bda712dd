//! Signatures in XML as Office writes them (XML-DSig with an OPC manifest, XAdES): what they sign, and whether that holds.
//!
//! A signature signs its own `SignedInfo`, which names objects beside it by digest; one of these holds a manifest, which names the package's parts by
//! digest. [`tree`] reads the XML, [`canonical`] writes the bytes that count, and [`parts`] reads relationships as the signature means them.

mod canonical;
mod parts;
mod tree;

use base64::Engine as _;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::{alphabet, engine};

use self::canonical::{Form, canonical};
use self::tree::{Id, Tree};
use super::algorithm::{Digest, Scheme};
use super::moment::Moment;
use super::{Roots, Stated};
use crate::model::digital::{Change, DigitalSignature, Fault, Integrity, Obstacle, Purpose};

/// Bytes of a signature part; pictures of handwriting in it included.
const BYTES: usize = 32 << 20;
/// Objects that a signature names, and parts.
const OBJECTS: usize = 50;
const PARTS: usize = 20_000;
/// Certificates that are looked at.
const CERTIFICATES: usize = 20;

/// Line breaks in base64 are taken out before; padding may be missing.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(engine::DecodePaddingMode::Indifferent).with_decode_allow_trailing_bits(true),
);

fn base64(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text.split_whitespace().collect::<String>()).ok()
}

/// A package's part by name, lower case without leading `/`; else what that means for the signature.
type Parts<'a> = &'a mut dyn FnMut(&str) -> Result<Vec<u8>, Integrity>;

/// Checks a signature part of a package. Without `main` among the signed parts it is no signature on the text; `shown` are all others that people may read.
pub(in crate::ingest) fn check(xml: &[u8], part: Parts<'_>, main: &str, shown: &[String], roots: &Roots) -> DigitalSignature {
    let nothing = |integrity| DigitalSignature {
        purpose: Purpose::Signing,
        signer: None,
        organisation: None,
        time: None,
        integrity,
        sha1: false,
        certificate: None,
    };
    if xml.len() > BYTES {
        return nothing(Integrity::NotVerifiable(Obstacle::TooLarge));
    }
    let tree = Tree::read(xml);
    let Some((tree, root)) = tree.as_ref().and_then(|tree| Some((tree, signature_of(tree)?))) else {
        return nothing(Integrity::Broken(Fault::Malformed));
    };
    let signature = Signature { tree, root };
    let certificates = signature.certificates();
    let certificates: Vec<&[u8]> = certificates.iter().map(Vec::as_slice).collect();
    let stated = Stated { name: None, time: signature.time() };
    let mut told = match signature.value() {
        Ok((info, scheme, value)) => {
            let stamped = signature.stamp();
            let stamped = stamped.as_ref().map(|(token, bytes)| (token.as_slice(), bytes.as_slice()));
            super::check_bare(&value, &[scheme], &certificates, &[&info], stated, stamped, roots)
        }
        Err(obstacle) => DigitalSignature {
            integrity: Integrity::NotVerifiable(obstacle),
            ..super::check_bare(&[], &[], &certificates, &[], stated, None, roots)
        },
    };
    if told.integrity == Integrity::Intact {
        told.integrity = signature.parts(part, main, shown).map_or_else(|integrity| integrity, |()| Integrity::Intact);
    }
    told.sha1 |= tree.below(root, "DigestMethod").any(|id| digest_at(tree, id) == Some(Digest::Sha1));
    told
}

/// The signature of a part: its root.
fn signature_of(tree: &Tree) -> Option<Id> {
    tree.root().filter(|root| tree.element(*root).is_some_and(|element| element.local() == "Signature"))
}

struct Signature<'a> {
    tree: &'a Tree,
    root: Id,
}

impl Signature<'_> {
    fn algorithm(&self, id: Id, path: &[&str]) -> Option<&str> {
        self.tree.element(self.tree.at(id, path)?)?.attribute("Algorithm")
    }

    /// Signed bytes, scheme and value.
    fn value(&self) -> Result<(Vec<u8>, Scheme, Vec<u8>), Obstacle> {
        let info = self.tree.at(self.root, &["SignedInfo"]).ok_or(Obstacle::Malformed)?;
        let form = self.algorithm(info, &["CanonicalizationMethod"]).ok_or(Obstacle::Malformed)?;
        let form = Form::by_uri(form).ok_or_else(|| Obstacle::Algorithm(form.to_owned()))?;
        let scheme = self.algorithm(info, &["SignatureMethod"]).ok_or(Obstacle::Malformed)?;
        let scheme = scheme_of(scheme).ok_or_else(|| Obstacle::Algorithm(scheme.to_owned()))?;
        let value =
            self.tree.at(self.root, &["SignatureValue"]).and_then(|id| base64(&self.tree.text_of(id))).ok_or(Obstacle::Malformed)?;
        Ok((canonical(self.tree, info, form), scheme, value))
    }

    fn certificates(&self) -> Vec<Vec<u8>> {
        let Some(info) = self.tree.at(self.root, &["KeyInfo"]) else { return Vec::new() };
        self.tree.below(info, "X509Certificate").take(CERTIFICATES).filter_map(|id| base64(&self.tree.text_of(id))).collect()
    }

    /// What `SignedInfo` names: references with their objects, or why not.
    fn objects(&self) -> Result<Vec<(Id, Id)>, Integrity> {
        let info = self.tree.at(self.root, &["SignedInfo"]).ok_or(Integrity::Broken(Fault::Malformed))?;
        let references: Vec<Id> = self.tree.inside(info, "Reference").take(OBJECTS + 1).collect();
        if references.len() > OBJECTS {
            return Err(Integrity::NotVerifiable(Obstacle::TooLarge));
        }
        let object = |reference: Id| {
            let uri = self.tree.element(reference)?.attribute("URI")?;
            Some((reference, self.tree.by_id(uri.strip_prefix('#')?)?))
        };
        references.into_iter().map(|reference| object(reference).ok_or(Integrity::Broken(Fault::Coverage))).collect()
    }

    /// The signer's own word for when, as signed: anybody may write a time beside it.
    fn time(&self) -> Option<(Moment, Option<i32>)> {
        let objects = self.objects().unwrap_or_default();
        let said = |name: &'static str| objects.iter().flat_map(move |(_, object)| self.tree.below(*object, name));
        let office = || said("SignatureTime").find_map(|id| self.tree.at(id, &["Value"]));
        let id = said("SigningTime").next().or_else(office)?;
        Moment::written(self.tree.text_of(id).trim())
    }

    /// A time stamp on the signature's value, with the bytes that it stamps.
    fn stamp(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        let stamp = self.tree.below(self.root, "SignatureTimeStamp").next()?;
        let form = self.algorithm(stamp, &["CanonicalizationMethod"]).map_or(Some(Form::Inclusive), Form::by_uri)?;
        let token = base64(&self.tree.text_of(self.tree.at(stamp, &["EncapsulatedTimeStamp"])?))?;
        let value = self.tree.at(self.root, &["SignatureValue"])?;
        Some((token, canonical(self.tree, value, form)))
    }

    /// Whether all that the signature names is what it was, and names what it must.
    fn parts(&self, part: Parts<'_>, main: &str, shown: &[String]) -> Result<(), Integrity> {
        let broken = |fault| Integrity::Broken(fault);
        let mut signed: Vec<String> = Vec::new();
        for (reference, object) in self.objects()? {
            let form = self.form(reference)?.unwrap_or(Form::Inclusive);
            self.matches(reference, &canonical(self.tree, object, form))?;
            for manifest in self.tree.inside(object, "Manifest") {
                for reference in self.tree.inside(manifest, "Reference") {
                    if signed.len() >= PARTS {
                        return Err(Integrity::NotVerifiable(Obstacle::TooLarge));
                    }
                    signed.push(self.part(reference, part)?);
                }
            }
        }
        if !signed.iter().any(|signed| signed == main) {
            return Err(broken(Fault::Coverage));
        }
        if shown.iter().any(|shown| !signed.contains(shown)) {
            return Err(Integrity::ChangedAfter(Change::Unknown));
        }
        Ok(())
    }

    /// Checks a part that a manifest names; its name.
    fn part(&self, reference: Id, part: Parts<'_>) -> Result<String, Integrity> {
        let uri = self.tree.element(reference).and_then(|element| element.attribute("URI")).unwrap_or_default();
        let name = parts::name(uri);
        let bytes = part(&name)?;
        let transforms = self.tree.at(reference, &["Transforms"]);
        let selected = transforms.and_then(|transforms| {
            let mut relationships = self.tree.inside(transforms, "Transform").filter(|transform| {
                self.tree
                    .element(*transform)
                    .and_then(|element| element.attribute("Algorithm"))
                    .is_some_and(|uri| uri.ends_with("/RelationshipTransform"))
            });
            relationships.next()
        });
        let bytes = match (selected, self.form(reference)?) {
            (Some(transform), _) => {
                let chosen = |kind, attribute| {
                    let elements = self.tree.inside(transform, kind).filter_map(|id| self.tree.element(id));
                    elements.filter_map(|element| element.attribute(attribute)).collect::<Vec<_>>()
                };
                let (ids, types) = (chosen("RelationshipReference", "SourceId"), chosen("RelationshipsGroupReference", "SourceType"));
                let chosen = parts::relationships(&bytes, &ids, &types).ok_or(Integrity::NotVerifiable(Obstacle::Malformed))?;
                self.matches(reference, &chosen.signed)?;
                // A relationship that is left out may point anywhere.
                return if chosen.all_shown { Ok(name) } else { Err(Integrity::ChangedAfter(Change::Unknown)) };
            }
            (None, Some(form)) => {
                let tree = Tree::read(&bytes).ok_or(Integrity::NotVerifiable(Obstacle::Malformed))?;
                tree.root().map(|root| canonical(&tree, root, form)).unwrap_or_default()
            }
            (None, None) => bytes,
        };
        self.matches(reference, &bytes)?;
        Ok(name)
    }

    /// The canonical form among a reference's transforms.
    fn form(&self, reference: Id) -> Result<Option<Form>, Integrity> {
        let Some(transforms) = self.tree.at(reference, &["Transforms"]) else { return Ok(None) };
        let mut form = None;
        for transform in self.tree.inside(transforms, "Transform") {
            let uri = self.tree.element(transform).and_then(|element| element.attribute("Algorithm")).unwrap_or_default();
            match Form::by_uri(uri) {
                Some(found) => form = Some(found),
                None if uri.ends_with("/RelationshipTransform") => {}
                None => return Err(Integrity::NotVerifiable(Obstacle::Algorithm(uri.to_owned()))),
            }
        }
        Ok(form)
    }

    /// Whether bytes have the digest that a reference states.
    fn matches(&self, reference: Id, bytes: &[u8]) -> Result<(), Integrity> {
        let method = self.tree.at(reference, &["DigestMethod"]);
        let unknown =
            || Integrity::NotVerifiable(Obstacle::Algorithm(self.algorithm(reference, &["DigestMethod"]).unwrap_or_default().to_owned()));
        let digest = method.and_then(|method| digest_at(self.tree, method)).ok_or_else(unknown)?;
        let stated = self.tree.at(reference, &["DigestValue"]).and_then(|id| base64(&self.tree.text_of(id)));
        if stated == Some(digest.of(&[bytes])) { Ok(()) } else { Err(Integrity::Broken(Fault::Digest)) }
    }
}

/// The digest that a `DigestMethod` names.
fn digest_at(tree: &Tree, method: Id) -> Option<Digest> {
    digest_of(tree.element(method)?.attribute("Algorithm")?)
}

fn digest_of(uri: &str) -> Option<Digest> {
    let name = uri.rsplit('#').next()?;
    Some(match name {
        "sha1" => Digest::Sha1,
        "sha224" => Digest::Sha224,
        "sha256" => Digest::Sha256,
        "sha384" => Digest::Sha384,
        "sha512" => Digest::Sha512,
        "sm3" => Digest::Sm3,
        _ => return None,
    })
}

fn scheme_of(uri: &str) -> Option<Scheme> {
    let name = uri.rsplit('#').next()?;
    if name == "sm2-sm3" {
        return Some(Scheme::Sm2);
    }
    if let Some(digest) = name.strip_suffix("-rsa-MGF1") {
        return Some(Scheme::Pss(digest_of(digest)?));
    }
    match name.split_once('-')? {
        ("rsa", digest) => Some(Scheme::Pkcs1(Some(digest_of(digest)?))),
        ("ecdsa", digest) => Some(Scheme::Ecdsa(Some(digest_of(digest)?))),
        _ => None,
    }
}
