//! Signed files (`tests/signatures/`, see its README) are told apart by what was done to them, in this process and in one of its own.

use std::path::{Path, PathBuf};

use pactlint::ingest::{self, Limits, Roots};
use pactlint::model::digital::{Change, DigitalSignature, Fault, Integrity, Purpose, TimeSource, Trust};

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
    let borrowed = read("borrowed.pdf", &Roots::default()).into_iter().map(|signature| signature.expect("a value").integrity);
    assert_eq!(borrowed.collect::<Vec<_>>(), [Integrity::ChangedAfter(Change::Signatures), Integrity::Broken(Fault::Coverage)]);
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
