//! Signed files (`tests/signatures/`, see its README) are told apart by what was done to them, in this process and in one of its own.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use pactlint::ingest::{self, Limits, Roots};
use pactlint::model::digital::{Change, DigitalSignature, Fault, Integrity, Obstacle, Purpose, TimeSource, Trust};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/signatures")
}

fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(folder().join(file)).expect("fixture")
}

fn roots() -> Roots {
    let mut roots = Roots::default();
    assert_eq!(roots.add(&bytes("trust/root.pem")), 1);
    roots
}

fn read(file: &str, roots: &Roots) -> Vec<Option<DigitalSignature>> {
    let opened = ingest::open_trusting(file, bytes(file), &Limits::default(), roots).expect("opens");
    opened.document.fields.into_iter().map(|field| field.signature).collect()
}

/// The file's first signature, judged without roots.
fn first(file: &str) -> DigitalSignature {
    read(file, &Roots::default()).into_iter().next().flatten().unwrap_or_else(|| panic!("{file} is signed"))
}

fn trust(signature: &DigitalSignature) -> Option<Trust> {
    signature.certificate.as_ref().map(|certificate| certificate.trust)
}

#[test]
fn signatures_of_every_kind_hold() {
    let files = [
        "rsa.pdf",
        "rsa-pss.pdf",
        "ecdsa-p256.pdf",
        "ecdsa-p384.pdf",
        "ecdsa-p521.pdf",
        "ed25519.pdf",
        "ed448.pdf",
        "ber.pdf",
        "pades.pdf",
        "no-attributes.pdf",
        "pkcs7-sha1.pdf",
        "x509-rsa-sha1.pdf",
        "invisible.pdf",
        "signed.docx",
    ];
    for file in files {
        let signature = first(file);
        assert_eq!(signature.integrity, Integrity::Intact, "{file}");
        assert_eq!(signature.signer.as_deref(), Some("Jane Roe"), "{file}");
        assert_eq!(signature.organisation.as_deref(), Some("Brackenfield University"), "{file}");
        assert_eq!(
            signature.time.map(|time| (time.text, time.source)).map(|(text, source)| (text[..19].to_owned(), source)),
            Some(("2024-01-08T12:00:00".to_owned(), TimeSource::Claimed)),
            "{file}"
        );
    }
    let chinese = first("sm2.pdf");
    assert_eq!(chinese.integrity, Integrity::Intact);
    assert_eq!((chinese.signer.as_deref(), chinese.organisation.as_deref()), (Some("王涛"), Some("江苏钟吾理工大学")));
}

#[test]
fn what_does_not_hold_says_why() {
    let broken = [
        ("tampered.pdf", Fault::Digest),
        ("wrong-key.pdf", Fault::Value),
        ("tampered.docx", Fault::Digest),
        ("text-not-signed.docx", Fault::Coverage),
    ];
    for (file, fault) in broken {
        assert_eq!(first(file).integrity, Integrity::Broken(fault), "{file}");
    }
    // The digest that the message names is not the one that its scheme is made over.
    assert_eq!(first("two-digests.pdf").integrity, Integrity::NotVerifiable(Obstacle::Mismatch));
    let borrowed = read("borrowed.pdf", &Roots::default()).into_iter().map(|signature| signature.expect("a value").integrity);
    assert_eq!(borrowed.collect::<Vec<_>>(), [Integrity::ChangedAfter(Change::Unknown), Integrity::Broken(Fault::Coverage)]);
    assert_eq!(read("empty.pdf", &Roots::default()), [None], "an empty field is no signature");
}

#[test]
fn every_changed_byte_is_seen() {
    let original = bytes("rsa.pdf");
    let gap = original.windows(10).position(|window| window == b"/Contents<").expect("signed") + 10;
    let signed = original.len() - 60;
    let holds = |bytes: Vec<u8>| {
        let opened = ingest::open("a.pdf", bytes, &Limits::default());
        opened.is_ok_and(|opened| {
            opened.document.fields.iter().any(|field| field.signature.as_ref().is_some_and(|s| s.integrity == Integrity::Intact))
        })
    };
    assert!(holds(original.clone()));
    // Before the signature, in its value (the last 256 bytes of the message) and behind it; certificates beside the signer's are nobody's word.
    let padding = original[gap..].iter().position(|byte| *byte == b'>').expect("ends") + gap;
    let message = original[gap..padding].iter().rposition(|byte| *byte != b'0').expect("filled") + gap;
    for at in (9..gap - 200).step_by(97).chain((message - 500..message - 2).step_by(41)).chain((padding + 1..signed).step_by(53)) {
        let mut bytes = original.clone();
        bytes[at] ^= 1;
        assert!(!holds(bytes), "byte {at}");
    }
}

#[test]
fn what_came_later_is_harmless_or_not() {
    let later = [
        ("later-dss.pdf", Change::Signatures),
        ("later-form.pdf", Change::Form),
        ("later-form-locked.pdf", Change::Content),
        ("later-content.pdf", Change::Content),
        ("later-page-text.pdf", Change::Content),
        ("later-note.pdf", Change::Annotations),
        ("twice.pdf", Change::Signatures),
    ];
    for (file, change) in later {
        assert_eq!(first(file).integrity, Integrity::ChangedAfter(change), "{file}");
    }
    let second = read("twice.pdf", &Roots::default()).into_iter().nth(1).flatten().expect("signed twice");
    assert_eq!((second.integrity, second.signer.as_deref()), (Integrity::Intact, Some("Wang Tao")));
}

#[test]
fn certificates_are_judged_by_the_roots_that_the_user_names() {
    let judged = |file: &str, roots: &Roots| read(file, roots).into_iter().next().flatten().as_ref().and_then(trust);
    for (file, without, with) in [
        ("rsa.pdf", Trust::NotChecked, Trust::Trusted),
        ("self-signed.pdf", Trust::SelfSigned, Trust::SelfSigned),
        // Its chain came without the certificate between.
        ("ecdsa-p256.pdf", Trust::NotChecked, Trust::Untrusted),
        ("expired.pdf", Trust::Expired, Trust::Untrusted),
        ("signed.docx", Trust::NotChecked, Trust::Untrusted),
    ] {
        assert_eq!(judged(file, &Roots::default()), Some(without), "{file}");
        assert_eq!(judged(file, &roots()), Some(with), "{file}");
    }
}

#[test]
fn time_stamps_are_somebody_elses_word() {
    for roots in [Roots::default(), roots()] {
        let signature = read("stamped.pdf", &roots).into_iter().next().flatten().expect("signed");
        assert_eq!(signature.purpose, Purpose::Signing);
        let time = signature.time.expect("stamped");
        // The day in the zone that the signer states.
        assert_eq!((time.text.as_str(), time.source), ("2024-01-09T00:30:00+08:00", TimeSource::Stamped));
    }
}

#[test]
fn nobody_stamps_the_time_of_his_own_signature() {
    let time = first("stamped-by-signer.pdf").time.expect("claimed");
    assert_eq!((time.text.as_str(), time.source), ("2024-01-08T12:00:00+08:00", TimeSource::Claimed));
}

#[test]
fn sha1_is_told() {
    assert!(first("pkcs7-sha1.pdf").sha1 && first("x509-rsa-sha1.pdf").sha1);
    assert!(!first("rsa.pdf").sha1 && !first("stamped.pdf").sha1 && !first("signed.docx").sha1);
}

#[test]
fn cut_files_never_panic() {
    for file in ["twice.pdf", "ber.pdf", "stamped.pdf", "signed.docx"] {
        let bytes = bytes(file);
        for end in (0..bytes.len()).step_by(173) {
            let _ = ingest::open("a", bytes[..end].to_vec(), &Limits::default());
        }
    }
}

#[test]
fn the_process_that_reads_files_knows_the_roots() {
    let program = Path::new(env!("CARGO_BIN_EXE_pactlint"));
    let opened = ingest::open_apart(program, "rsa.pdf", bytes("rsa.pdf"), &Limits::default(), &roots()).expect("opens");
    let signature = opened.document.fields[0].signature.as_ref().expect("signed");
    assert_eq!((&signature.integrity, trust(signature)), (&Integrity::Intact, Some(Trust::Trusted)));
    assert_eq!(opened.document.pages[0].marks.len(), 1, "its appearance is a mark");
}

/// A revision with some objects appended to a signed file.
fn appended(file: &str, objects: &[(usize, &str)]) -> Vec<u8> {
    let mut bytes = bytes(file);
    let previous = String::from_utf8_lossy(&bytes).rsplit("startxref").next().and_then(|rest| rest.split_whitespace().next()?.parse().ok());
    let previous: usize = previous.expect("a table");
    let mut table = String::from("xref\n");
    for (number, body) in objects {
        let _ = write!(table, "{number} 1\n{:010} 00000 n \n", bytes.len());
        bytes.extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
    }
    let start = bytes.len();
    bytes.extend_from_slice(format!("{table}trailer\n<</Size 30/Root 1 0 R/Prev {previous}>>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    bytes
}

const CATALOG: &str = "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[6 0 R 20 0 R]>>>>";
const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[6 0 R 20 0 R]>>";
const DRAWING: &str = "<</Type/XObject/Subtype/Form/BBox[0 0 400 30]/Length 28>>stream\n1.0 1.0 1 rg 0 0 400 30 re f\nendstream";

/// What becomes of the signature in the first field of `rsa.pdf` under an attack, and of what the second field claims.
fn attacked(objects: &[(usize, &str)]) -> (Integrity, Option<Integrity>) {
    let opened = ingest::open("a.pdf", appended("rsa.pdf", objects), &Limits::default()).expect("opens");
    let mut found = opened.document.fields.into_iter().map(|field| field.signature.map(|signature| signature.integrity));
    (found.next().flatten().expect("signed"), found.next().flatten())
}

#[test]
fn a_field_that_nobody_signed_does_not_draw_over_what_was_signed() {
    let field = "<</Type/Annot/Subtype/Widget/FT/Sig/T(Sig2)/F 4/P 3 0 R/Rect[72 670 472 700]/AP<</N 21 0 R>>>>";
    let (first, _) = attacked(&[(1, CATALOG), (3, PAGE), (20, field), (21, DRAWING)]);
    assert_eq!(first, Integrity::ChangedAfter(Change::Content));
    // One that draws nothing waits for somebody's signature; one that only says that it is for signatures draws all the same.
    let empty = "<</Type/Annot/Subtype/Widget/FT/Sig/T(Sig2)/F 4/P 3 0 R/Rect[72 670 472 700]>>";
    assert_eq!(attacked(&[(1, CATALOG), (3, PAGE), (20, empty)]).0, Integrity::ChangedAfter(Change::Signatures));
    let stray = attacked(&[(3, PAGE), (20, field), (21, DRAWING)]).0;
    assert_eq!(stray, Integrity::ChangedAfter(Change::Content));
}

#[test]
fn a_signature_counts_in_its_own_field_only() {
    let field = "<</Type/Annot/Subtype/Widget/FT/Sig/T(Sig2)/F 4/P 3 0 R/Rect[160 580 280 600]/AP<</N 8 0 R>>/V 7 0 R>>";
    let (first, second) = attacked(&[(1, CATALOG), (3, PAGE), (20, field)]);
    assert_eq!((first, second), (Integrity::ChangedAfter(Change::Unknown), Some(Integrity::Broken(Fault::Coverage))));
}

#[test]
fn content_that_calls_itself_a_field_is_compared_as_content() {
    let catalog = "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[6 0 R 5 0 R]>>>>";
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Symbol/FT/Sig/T(x)>>";
    assert_eq!(attacked(&[(1, catalog), (5, font)]).0, Integrity::ChangedAfter(Change::Content));
}

#[test]
fn what_is_no_revision_may_be_anything() {
    let mut bytes = bytes("rsa.pdf");
    bytes.extend_from_slice(b"1 0 obj\n<</Type/Catalog/Pages 99 0 R>>\nendobj\n");
    let opened = ingest::open("a.pdf", bytes, &Limits::default()).expect("opens");
    let integrity = opened.document.fields.into_iter().next().and_then(|field| field.signature).map(|signature| signature.integrity);
    assert_eq!(integrity, Some(Integrity::ChangedAfter(Change::Unknown)));
}

#[test]
fn a_moved_signature_is_told() {
    let moved = "<</Type/Annot/Subtype/Widget/FT/Sig/T(Sig1)/F 4/P 3 0 R/Rect[160 580 280 600]/AP<</N 8 0 R>>/V 7 0 R>>";
    assert_eq!(attacked(&[(6, moved)]).0, Integrity::ChangedAfter(Change::Content));
}
