//! Digital signatures on hand-built pages: whose they are, and what they say that the paper does not.

use super::tests::{A, B, head, of};
use super::*;
use crate::model::agreement::Signature;
use crate::model::digital::{DigitalSignature, Fault, Integrity, Purpose, SigningTime, TimeSource};
use crate::model::geometry::Rect;
use crate::understand::testing::{TestPage, signed_by};

/// Two blocks below each other with lines to sign on, nothing filled in.
fn form() -> TestPage {
    head().lines(25, 100, &["甲方：江苏钟吾理工大学", "签字：", "日期："]).lines(
        25,
        140,
        &["乙方：常州澄泓电源科技有限公司", "签字：", "日期："],
    )
}

fn by(signer: &str, organisation: &str) -> DigitalSignature {
    DigitalSignature {
        organisation: Some(organisation.to_owned()),
        time: Some(SigningTime { text: "2024-01-08T12:00:00+08:00".to_owned(), source: TimeSource::Claimed }),
        ..signed_by(signer)
    }
}

fn signer(party: &Party) -> Option<&str> {
    match &party.signature.seen()?.value {
        Signature::Digital(signature) => signature.signer.as_deref(),
        _ => None,
    }
}

fn day(party: &Party) -> Option<String> {
    Some(party.date.seen()?.value.date?.to_string())
}

#[test]
fn a_signature_that_is_not_shown_counts_for_the_party_that_it_names() {
    let parties = of(form().signed(by("李雷", B), None));
    assert_eq!((signer(&parties[0]), signer(&parties[1])), (None, Some("李雷")));
    assert_eq!(day(&parties[1]).as_deref(), Some("2024-01-08"));
    assert_eq!(parties[1].signatory.seen().map(|seen| seen.value.as_str()), Some("李雷"));
    assert!(matches!(parties[0].date, Observation::Blank(_)), "{:?}", parties[0].date);
}

#[test]
fn an_organisations_own_certificate_signs_for_it_and_names_nobody() {
    let parties = of(form().signed(DigitalSignature { organisation: None, ..by(A, "") }, None));
    assert_eq!(signer(&parties[0]), Some(A));
    assert!(parties[0].signatory.seen().is_none(), "{:?}", parties[0].signatory);
}

#[test]
fn a_certificate_that_names_the_other_party_does_not_sign_for_this_one() {
    let parties = of(form().signed(by("李雷", B), Some(Rect::new(60, 105, 95, 115))));
    assert_eq!((signer(&parties[0]), signer(&parties[1])), (None, Some("李雷")));
}

#[test]
fn strangers_and_time_stamps_sign_for_nobody() {
    let stamp = DigitalSignature { purpose: Purpose::TimeStamp, ..by("时间戳服务", A) };
    let parties = of(form().signed(by("Jane Roe", "大学"), None).signed(stamp, Some(Rect::new(60, 105, 95, 115))));
    assert!(parties.iter().all(|party| signer(party).is_none()));
}

#[test]
fn what_is_printed_goes_before_what_a_signature_says() {
    let printed = head().lines(25, 100, &["甲方：江苏钟吾理工大学", "签字：", "姓名：王涛", "日期：2024年1月15日"]);
    let parties = of(printed.signed(by("李雷", A), None));
    assert_eq!(day(&parties[0]).as_deref(), Some("2024-01-15"));
    assert_eq!(parties[0].signatory.seen().map(|seen| seen.value.as_str()), Some("王涛"));
    assert_eq!(signer(&parties[0]), Some("李雷"));
}

#[test]
fn a_broken_signature_is_told_and_says_nothing_else() {
    let broken = || DigitalSignature { integrity: Integrity::Broken(Fault::Digest), ..by("王涛", A) };
    let parties = of(form().signed(broken(), Some(Rect::new(60, 105, 95, 115))));
    assert_eq!(signer(&parties[0]), Some("王涛"));
    assert!(parties[0].date.seen().is_none() && parties[0].signatory.seen().is_none());
    // Ink beside it signs; ink in its appearance is the appearance.
    let area = Rect::new(60, 104, 110, 118);
    let beside = of(form().signed(broken(), None).ink(62, 105, 30, 9));
    assert_eq!(beside[0].signature.seen().map(|seen| &seen.value), Some(&Signature::Ink));
    let inside = of(form().signed(broken(), Some(area)).ink(62, 105, 30, 9));
    assert_eq!(signer(&inside[0]), Some("王涛"));
}
