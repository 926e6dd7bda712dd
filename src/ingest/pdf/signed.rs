//! Which bytes a signature of a PDF covers, whether it holds for them, and what was changed after it.

use hayro_syntax::Pdf;
use lopdf::{Dictionary, Document as PdfDocument, Object, ObjectId};

use super::unicode::text_string;
use super::{changes, second, structure};
use crate::ingest::digital::algorithm::{Digest, Scheme};
use crate::ingest::digital::moment::Moment;
use crate::ingest::digital::{self, Form, Roots, Stated};
use crate::model::digital::{Change, DigitalSignature, Fault, Integrity, Obstacle, Purpose, SigningTime, TimeSource, Trust};

/// Signatures of one file that are checked; a form of this many has other troubles.
const SIGNATURES: usize = 50;
/// Earlier states of a file that are compared with it, and their bytes together: each is read once more and kept.
const STATES: usize = 12;
const STATE_BYTES: usize = 256 << 20;

/// A signature's dictionary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Value {
    /// The object in which it stands.
    id: Option<ObjectId>,
    /// The field's object that refers to it.
    field: Option<ObjectId>,
    range: Vec<i64>,
    format: Vec<u8>,
    name: Option<String>,
    time: Option<String>,
    certificates: Vec<Vec<u8>>,
}

impl Value {
    /// Reads a dictionary.
    pub(super) fn read(document: &PdfDocument, field: Option<ObjectId>, id: Option<ObjectId>, value: &Dictionary) -> Self {
        let of = |key: &[u8]| value.get_deref(key, document).ok();
        let text = |key: &[u8]| of(key).and_then(|text| text.as_str().ok()).map(text_string);
        let numbers = of(b"ByteRange").and_then(|range| range.as_array().ok());
        let number = |number: &Object| document.dereference(number).ok().and_then(|(_, number)| number.as_i64().ok());
        let strings = |object: &Object| match object {
            Object::String(bytes, _) => vec![bytes.clone()],
            Object::Array(items) => items.iter().take(SIGNATURES).filter_map(|item| item.as_str().ok()).map(<[u8]>::to_vec).collect(),
            _ => Vec::new(),
        };
        Self {
            id,
            field,
            range: numbers.map(|range| range.iter().take(5).map(|item| number(item).unwrap_or(-1)).collect()).unwrap_or_default(),
            format: of(b"SubFilter").and_then(|name| name.as_name().ok()).unwrap_or_default().to_vec(),
            name: text(b"Name").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()),
            time: text(b"M"),
            certificates: of(b"Cert").map(strings).unwrap_or_default(),
        }
    }

    /// What it says of itself.
    fn unread(&self, integrity: Integrity) -> DigitalSignature {
        let time = self.time.as_deref().and_then(Moment::written);
        DigitalSignature {
            purpose: if self.format == b"ETSI.RFC3161" { Purpose::TimeStamp } else { Purpose::Signing },
            signer: self.name.clone(),
            organisation: None,
            time: time.map(|(time, zone)| SigningTime { text: time.text(zone), source: TimeSource::Claimed }),
            integrity,
            sha1: false,
            certificate: None,
        }
    }
}

/// What values say of themselves when nothing could be checked.
pub(super) fn unchecked(values: &[Option<&Value>]) -> Vec<Option<DigitalSignature>> {
    values.iter().map(|value| Some((*value)?.unread(Integrity::NotVerifiable(Obstacle::Malformed)))).collect()
}

/// What each field's value says; nothing for a field without one.
pub(super) fn check(file: &File<'_>, values: &[Option<&Value>], roots: &Roots) -> Vec<Option<DigitalSignature>> {
    let covers: Vec<Option<Result<Cover<'_>, Fault>>> =
        values.iter().map(|value| value.map(|value| Cover::of(file.bytes, &value.range))).collect();
    let mut states = States { file, known: Vec::new() };
    let one = |(at, value): (usize, Option<&Value>)| {
        let value = value?;
        let stated = Stated { name: value.name.clone(), time: value.time.as_deref().and_then(Moment::written) };
        let unread = |integrity| value.unread(integrity);
        let cover = match covers[at].as_ref()? {
            Ok(_) if at >= SIGNATURES => return Some(unread(Integrity::NotVerifiable(Obstacle::TooLarge))),
            Ok(cover) => cover,
            Err(fault) => return Some(unread(Integrity::Broken(*fault))),
        };
        // One gap holds the value of one signature; a second that points to it was put there by somebody else (with an earlier state one can tell by whom).
        let is_borrowed = |other: &&Value| (other.id, other.field) != (value.id, value.field) && other.range == value.range;
        if states.is_last(cover.end) && values.iter().flatten().any(is_borrowed) {
            return Some(unread(Integrity::Broken(Fault::Coverage)));
        }
        let mut signature = verify(value, cover, stated, roots);
        if signature.integrity == Integrity::Intact {
            signature.integrity = states.since(cover.end, value);
        }
        Some(signature)
    };
    let mut signatures: Vec<Option<DigitalSignature>> = values.iter().copied().enumerate().map(one).collect();
    let ends: Vec<Option<usize>> = covers.iter().map(|cover| Some(cover.as_ref()?.as_ref().ok()?.end)).collect();
    doubt(&mut signatures, &ends);
    vouch(&mut signatures);
    signatures
}

/// What a later signature adds is harmless because somebody stands for it. Where that signature does not hold, nobody does.
fn doubt(signatures: &mut [Option<DigitalSignature>], ends: &[Option<usize>]) {
    let fails = |signature: &DigitalSignature| {
        signature.purpose == Purpose::Signing && matches!(signature.integrity, Integrity::Broken(_) | Integrity::NotVerifiable(_))
    };
    let failing: Vec<usize> = (0..signatures.len()).filter(|at| signatures[*at].as_ref().is_some_and(fails)).collect();
    for (at, signature) in signatures.iter_mut().enumerate() {
        let Some(signature) = signature else { continue };
        // A signature without a range of its own may be of any time.
        let is_later = |other: &usize| ends[*other].is_none_or(|end| ends[at].is_none_or(|own| own <= end));
        if let Integrity::ChangedAfter(change) = &mut signature.integrity
            && failing.iter().any(is_later)
        {
            *change = (*change).min(Change::Unknown);
        }
    }
}

/// Blank form fields that were filled in before somebody signed all of the file are what that one signed.
fn vouch(signatures: &mut [Option<DigitalSignature>]) {
    let stands = |signature: &DigitalSignature| {
        let trust = signature.certificate.as_ref().map(|certificate| certificate.trust);
        signature.purpose == Purpose::Signing
            && signature.integrity == Integrity::Intact
            && matches!(trust, Some(Trust::Trusted | Trust::NotChecked))
    };
    if signatures.iter().flatten().any(stands) {
        let filled = signatures.iter_mut().flatten().filter(|signature| signature.integrity == Integrity::ChangedAfter(Change::Form));
        filled.for_each(|signature| signature.integrity = Integrity::ChangedAfter(Change::Signatures));
    }
}

fn verify(value: &Value, cover: &Cover<'_>, stated: Stated, roots: &Roots) -> DigitalSignature {
    let signed = &cover.signed[..];
    let form = match value.format.as_slice() {
        b"adbe.pkcs7.sha1" => Form::Sha1,
        b"ETSI.RFC3161" => Form::TimeStamp,
        b"adbe.x509.rsa_sha1" => {
            let certificates: Vec<&[u8]> = value.certificates.iter().map(Vec::as_slice).collect();
            let schemes = [Digest::Sha1, Digest::Sha256, Digest::Sha384, Digest::Sha512].map(|digest| Scheme::Pkcs1(Some(digest)));
            let signature = digital::octet_string(&cover.value);
            return digital::check_bare(&signature, &schemes, &certificates, signed, stated, None, roots);
        }
        // adbe.pkcs7.detached, ETSI.CAdES.detached, and what others call theirs.
        _ => Form::Detached,
    };
    digital::check(&cover.value, form, signed, stated, roots)
}

/// What a signature covers: two parts of the file around the gap with its own value.
#[derive(Debug, PartialEq, Eq)]
struct Cover<'a> {
    signed: [&'a [u8]; 2],
    value: Vec<u8>,
    /// Where it ends.
    end: usize,
}

impl<'a> Cover<'a> {
    fn of(bytes: &'a [u8], range: &[i64]) -> Result<Self, Fault> {
        let &[0, first, second, length] = range else { return Err(Fault::Coverage) };
        let at = |number: i64| usize::try_from(number).map_err(|_| Fault::Coverage);
        let (first, second, length) = (at(first)?, at(second)?, at(length)?);
        let end = second.checked_add(length).filter(|end| *end <= bytes.len()).ok_or(Fault::Coverage)?;
        let gap = bytes.get(first..second).ok_or(Fault::Coverage)?;
        // Some writers sign the angle brackets too, though they belong to the gap.
        let before = gap.first() == Some(&b'<') || bytes[..first].last() == Some(&b'<');
        let after = gap.last() == Some(&b'>') || bytes[second..].first() == Some(&b'>');
        let digits = gap.strip_prefix(b"<").unwrap_or(gap);
        let digits = digits.strip_suffix(b">").unwrap_or(digits);
        let ends = bytes[..end].trim_ascii_end().ends_with(b"%%EOF");
        if !before || !after || !ends || !digits.iter().all(|byte| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace()) {
            return Err(Fault::Coverage);
        }
        let value = hex(digits);
        // An unfilled placeholder is all zeros.
        if value.iter().all(|byte| *byte == 0) {
            return Err(Fault::Malformed);
        }
        Ok(Self { signed: [&bytes[..first], &bytes[second..end]], value, end })
    }
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let nibbles: Vec<u8> = digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)).map(|digit| digit as u8).collect();
    nibbles.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

/// A file as its two readers have it.
pub(super) struct File<'a> {
    pub(super) bytes: &'a [u8],
    /// By lopdf, which finds fields and changes.
    pub(super) document: &'a PdfDocument,
    /// By hayro, which draws pages.
    pub(super) drawn: &'a Pdf,
}

/// Earlier states of a file, compared with the last.
struct States<'a> {
    file: &'a File<'a>,
    known: Vec<(usize, Option<State>)>,
}

/// An earlier state.
struct State {
    document: PdfDocument,
    change: Change,
}

impl States<'_> {
    /// Whether nothing follows.
    fn is_last(&self, end: usize) -> bool {
        self.file.bytes[end..].iter().all(u8::is_ascii_whitespace)
    }

    /// What became of a file after a signature whose range ends here.
    fn since(&mut self, end: usize, value: &Value) -> Integrity {
        if self.is_last(end) {
            return Integrity::Intact;
        }
        match self.at(end) {
            None => Integrity::ChangedAfter(Change::Unknown),
            // A signature that was not there yet cannot have been made then: its value was taken from another.
            Some(state) if !stood(&state.document, value) => Integrity::Broken(Fault::Coverage),
            Some(state) => Integrity::ChangedAfter(state.change),
        }
    }

    fn at(&mut self, end: usize) -> Option<&State> {
        if !self.known.iter().any(|(known, _)| *known == end) {
            let file = self.file;
            let costly = self.known.len() >= STATES || file.bytes.len() > STATE_BYTES / (self.known.len() + 1);
            let document = if costly { None } else { structure::load(&file.bytes[..end]).ok() };
            let state = document.map(|document| {
                let change = changes::between(&document, file.document);
                let agreed = change == Change::Content || second::agrees(&file.bytes[..end], &document, file);
                State { change: if agreed { change } else { change.min(Change::Unknown) }, document }
            });
            self.known.push((end, state));
        }
        self.known.iter().find(|(known, _)| *known == end).and_then(|(_, state)| state.as_ref())
    }
}

/// Whether a signature's dictionary stood in an earlier state as it stands now, and in the same field.
fn stood(before: &PdfDocument, value: &Value) -> bool {
    let Some(field) = value.field.and_then(|field| before.get_dictionary(field).ok()) else { return false };
    let Ok((id, object)) = field.get(b"V").and_then(|given| before.dereference(given)) else { return false };
    object.as_dict().is_ok_and(|dictionary| Value::read(before, value.field, id.or(value.field), dictionary) == *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signed_range_tells_what_is_covered() {
        let file = b"%PDF..<3080aa>..%%EOF\n";
        let cover = Cover::of(file, &[0, 6, 14, 8]).expect("covers all");
        assert_eq!((cover.value.as_slice(), cover.end), (&[0x30, 0x80, 0xaa][..], file.len()));
        assert!(Cover::of(file, &[0, 7, 13, 9]).is_ok(), "brackets may be signed too");
        for range in [
            &[0, 6, 14, 2][..],
            &[0, 6, 14, 80],
            &[0, 5, 14, 8],
            &[0, 6, 15, 7],
            &[1, 6, 14, 8],
            &[0, -1, i64::MAX, i64::MAX],
            &[0, 14, 6, 8],
            &[0, 22],
            &[],
        ] {
            assert_eq!(Cover::of(file, range), Err(Fault::Coverage), "{range:?}");
        }
        assert_eq!(Cover::of(b"%PDF..<000000>..%%EOF\n", &[0, 6, 14, 8]), Err(Fault::Malformed));
    }
}
