//! What is said of a digital signature: whether it holds, who made it and when, and whose word stands for the signer.

use std::fmt::Write as _;

use super::Verdict;
use crate::model::date::Date;
use crate::model::digital::{Certificate, Change, DigitalSignature, Fault, Integrity, Obstacle, Purpose, TimeSource, Trust};
use crate::model::finding::Message;

/// The verdict on a signature, with its words.
pub(super) fn judged(signature: &DigitalSignature, today: Date) -> (Verdict, Message) {
    let (verdict, state) = integrity(&signature.integrity);
    let by = by(signature);
    let trust = signature.certificate.as_ref().filter(|_| verdict != Verdict::Gap).map(|certificate| trust(certificate, today));
    let trust = trust.unwrap_or_default();
    let weak = if signature.sha1 && verdict != Verdict::Gap {
        Message::new("；所依据的 SHA-1 摘要已不安全", "; it rests on SHA-1, which is no longer safe")
    } else {
        Message::default()
    };
    let kind = match signature.purpose {
        Purpose::Signing => Message::new("有电子签名", "signed digitally"),
        Purpose::TimeStamp => Message::new("有时间戳", "time-stamped"),
    };
    let zh = format!("{}（{}）{}{}{}", kind.zh, by.zh, state.zh, weak.zh, trust.zh);
    (verdict, Message::new(zh, format!("{} ({}){}{}{}", kind.en, by.en, state.en, weak.en, trust.en)))
}

/// Who and when.
fn by(signature: &DigitalSignature) -> Message {
    let names: Vec<&str> = [&signature.signer, &signature.organisation].into_iter().flatten().map(String::as_str).collect();
    let (mut zh, mut en) = match names.as_slice() {
        [] => ("未写明签名人".to_owned(), "the signer is not named".to_owned()),
        [one, other] if one == other => ((*one).to_owned(), (*one).to_owned()),
        names => (names.join("，"), names.join(", ")),
    };
    if let Some(time) = &signature.time {
        // A time stamp is its own word for when.
        let clock = time.text.replace('T', " ");
        let stamped = time.source == TimeSource::Stamped && signature.purpose == Purpose::Signing;
        let _ = write!(zh, "，{clock}{}", if stamped { "，有时间戳" } else { "" });
        let _ = write!(en, ", {clock}{}", if stamped { ", time-stamped" } else { "" });
    }
    Message::new(zh, en)
}

/// Whether it holds.
pub(super) fn integrity(integrity: &Integrity) -> (Verdict, Message) {
    let (verdict, zh, en) = match integrity {
        Integrity::Intact => (Verdict::Pass, "，校验通过".to_owned(), ", which verifies".to_owned()),
        Integrity::ChangedAfter(change) => {
            let (verdict, zh, en) = changed(*change);
            (verdict, format!("，校验通过，{zh}"), format!(", which verifies; {en}"))
        }
        Integrity::Broken(fault) => {
            let (verdict, zh, en) = broken(*fault);
            (verdict, format!("，但签名无效：{zh}"), format!(", but the signature is not valid: {en}"))
        }
        Integrity::NotVerifiable(obstacle) => {
            let obstacle = unverified(obstacle);
            (Verdict::Review, format!("，但无法校验：{}", obstacle.zh), format!(", but it cannot be verified: {}", obstacle.en))
        }
    };
    (verdict, Message::new(zh, en))
}

fn changed(change: Change) -> (Verdict, &'static str, &'static str) {
    match change {
        Change::Signatures => (
            Verdict::Pass,
            "之后仅有其他签名或不影响内容的追加",
            "after it came only other signatures and what leaves the content as it was",
        ),
        Change::Form => {
            (Verdict::Review, "但签名后又填写了表单，请核对", "but form fields were filled in after that and nobody signed them")
        }
        Change::Annotations => (Verdict::Review, "但签名后添加或改动了批注", "but annotations were added or changed after that"),
        Change::Content => (Verdict::Review, "但签名后文件内容又有改动", "but the content of the file was changed after that"),
        Change::Unknown => (
            Verdict::Review,
            "但签名后文件又有追加，无法与签名时比对",
            "but something was added to the file after that which cannot be compared",
        ),
    }
}

fn broken(fault: Fault) -> (Verdict, &'static str, &'static str) {
    match fault {
        Fault::Digest => (Verdict::Gap, "文件内容与签名时不一致", "the content is not what was signed"),
        Fault::Value => (Verdict::Gap, "签名值与证书不符", "it was not made with the key of its certificate"),
        Fault::Malformed => (Verdict::Gap, "签名域内没有可用的签名数据", "the field holds nothing that is a signature"),
        Fault::Coverage => (Verdict::Review, "签名覆盖的范围不规范", "it does not properly say which part of the file it covers"),
    }
}

fn unverified(obstacle: &Obstacle) -> Message {
    match obstacle {
        Obstacle::Algorithm(name) => Message::new(format!("算法不受支持（{name}）"), format!("its algorithm is not supported ({name})")),
        Obstacle::Mismatch => Message::new("签名、摘要算法与密钥不相配", "its algorithms and its key do not belong together"),
        Obstacle::NoCertificate => Message::new("文件中没有签名人的证书", "the signer's certificate is not in the file"),
        Obstacle::Malformed => Message::new("签名数据无法读取", "its data cannot be read"),
        Obstacle::TooLarge => Message::new("签名数据过大", "its data is too large"),
    }
}

/// Whose word stands for the signer.
fn trust(certificate: &Certificate, today: Date) -> Message {
    let issuer = certificate.issuer.as_deref().unwrap_or("-");
    let (mut zh, mut en) = match certificate.trust {
        Trust::Trusted => (format!("；证书受信任（{issuer}）"), format!("; the certificate is trusted ({issuer})")),
        Trust::Untrusted => (
            format!("；证书颁发者不在受信任之列（{issuer}）"),
            format!("; the certificate's issuer is not among the trusted ones ({issuer})"),
        ),
        Trust::SelfSigned => {
            ("；证书为自签名，不能证明签名人身份".to_owned(), "; the certificate is self-signed and proves nobody's identity".to_owned())
        }
        Trust::Expired => ("；签名时证书不在有效期内".to_owned(), "; the certificate was not valid at the time of signing".to_owned()),
        Trust::NotChecked => (format!("；证书颁发者未核验（{issuer}）"), format!("; the certificate's issuer was not checked ({issuer})")),
    };
    let until = certificate.until.parse::<Date>().ok().filter(|until| *until < today && certificate.trust != Trust::Expired);
    if let Some(until) = until {
        let _ = write!(zh, "，证书已于{until}到期");
        let _ = write!(en, ", it expired on {until}");
    }
    Message::new(zh, en)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{day, digital};
    use super::*;

    #[test]
    fn an_untrusted_certificate_is_told_and_is_no_gap() {
        let said = |trust, today| {
            let mut signature = digital(Integrity::Intact);
            if let Some(certificate) = &mut signature.certificate {
                certificate.trust = trust;
            }
            judged(&signature, day(today))
        };
        for trust in [Trust::Untrusted, Trust::SelfSigned, Trust::Expired, Trust::NotChecked, Trust::Trusted] {
            assert_eq!(said(trust, "2024-03-20").0, Verdict::Pass, "{trust:?}");
        }
        assert!(said(Trust::SelfSigned, "2024-03-20").1.zh.contains("自签名"));
        assert!(said(Trust::Expired, "2024-03-20").1.en.contains("was not valid at the time of signing"));
        assert!(said(Trust::Trusted, "2026-01-02").1.en.ends_with("it expired on 2026-01-01"));
        assert!(!said(Trust::Trusted, "2026-01-01").1.en.contains("expired"));
    }

    #[test]
    fn signer_organisation_and_time_are_named_once() {
        let mut signature = digital(Integrity::Intact);
        assert!(
            judged(&signature, day("2024-03-20"))
                .1
                .zh
                .starts_with("有电子签名（Jane Roe，Example University，2024-01-08 12:00:00+08:00），校验通过")
        );
        signature.signer = signature.organisation.clone();
        assert!(judged(&signature, day("2024-03-20")).1.en.starts_with("signed digitally (Example University, 2024-01-08"));
        signature.organisation = None;
        signature.signer = None;
        signature.time = None;
        assert!(judged(&signature, day("2024-03-20")).1.en.starts_with("signed digitally (the signer is not named)"));
    }
}
