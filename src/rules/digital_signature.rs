//! Every digital signature of the file holds, nothing was changed after it, and somebody stands for its signer.

use super::{Answer, Applies, Check, Context, Rule, Text, digital, notice, wording};
use crate::model::agreement::DocumentFacts;
use crate::model::digital::{Change, DigitalSignature, Integrity, Purpose, Trust};
use crate::model::document::SignatureField;
use crate::model::finding::{Evidence, EvidenceRole, Level, Message, Requirement, Verdict};
use crate::model::geometry::PageNo;

pub(super) const RULE: Rule = Rule {
    id: "digital-signature-intact",
    requirement: Requirement::DigitalSignature,
    quotes: &[notice::COMPLETE],
    asks: Text {
        zh: "文件中的电子签名均校验通过，签名后内容未改动",
        en: "Each digital signature in the file verifies, and the content was not changed after it",
    },
    why: Text {
        zh: "校验不通过的电子签名不能证明签署人同意现在的内容",
        en: "A digital signature that does not verify does not show that its signer agrees to what the file says now",
    },
    fix: Text {
        zh: "请由签署人对最终文件重新进行电子签名，签名后不再改动文件；或改为亲笔签字",
        en: "Please have the final file signed digitally anew and leave it unchanged after that, or signed by hand",
    },
    good: Text {
        zh: "签名域“乙方签字”校验通过，签名后文件没有改动",
        en: "The signature in the field “Party B” verifies, and nothing was changed after it",
    },
    bad: Text {
        zh: "签名之后又改动了第3页的金额——签名与现在的内容不符",
        en: "An amount on page 3 was changed after signing (the signature is not for what the file says now)",
    },
    level: Level::Must,
    applies: Applies::SignedAgreements,
    check: Check::Agreement(check),
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    let documents = &context.agreement.documents;
    let mut answers: Vec<Answer> =
        documents.iter().flat_map(|document| document.fields.iter().map(|field| answer(context, document, field))).collect();
    if answers.is_empty() {
        let message = Message::new("文件中没有电子签名，本项不适用", "No digital signature in the file: this does not apply");
        answers.push(Answer::new(Verdict::NotApplicable, message, 100, &[]));
    }
    answers
}

fn answer(context: &Context<'_>, document: &DocumentFacts, field: &SignatureField) -> Answer {
    let Some(signature) = &field.signature else {
        let evidence = [evidence(document, field, EvidenceRole::Searched, String::new())];
        let (zh, en) = (format!("签名域“{}”为空，不是签名", field.name), format!("field “{}” is empty: it is no signature", field.name));
        let fix = Message::new("如应由某方在此签名，请其签署后重新上传", "If somebody should sign there, please have it signed");
        return Answer::new(Verdict::Note, wording::at(&evidence, &zh, &en), 100, &evidence).with_fix(fix);
    };
    let (_, said) = digital::judged(signature, context.run.today);
    let verdict = verdict(signature);
    let role = if verdict == Verdict::Pass { EvidenceRole::Supports } else { EvidenceRole::Contradicts };
    let evidence = [evidence(document, field, role, signature.signer.clone().unwrap_or_default())];
    let message = wording::at(&evidence, &format!("签名域“{}”{}", field.name, said.zh), &format!("field “{}”: {}", field.name, said.en));
    let answer = Answer::new(verdict, message, 100, &evidence);
    match context.agreement.parties.iter().find(|party| party.signed_with(signature)) {
        Some(party) => answer.of(party),
        None => answer,
    }
}

fn verdict(signature: &DigitalSignature) -> Verdict {
    let integrity = match &signature.integrity {
        // A time stamp signs for nobody: where it fails, a person should know.
        Integrity::Broken(_) if signature.purpose == Purpose::TimeStamp => Verdict::Review,
        Integrity::ChangedAfter(Change::Content) => Verdict::Gap,
        integrity => digital::integrity(integrity).0,
    };
    let trust = signature.certificate.as_ref().map(|certificate| certificate.trust);
    let doubtful = signature.sha1 || matches!(trust, Some(Trust::Untrusted | Trust::SelfSigned | Trust::Expired));
    if doubtful { integrity.min(Verdict::Review) } else { integrity }
}

/// The place of a field; the file's first page for one that is not shown.
fn evidence(document: &DocumentFacts, field: &SignatureField, role: EvidenceRole, saw: String) -> Evidence {
    Evidence {
        file: document.file.clone(),
        page: field.place.map_or(PageNo(1), |(page, _)| page),
        area: field.place.map(|(_, area)| area),
        path: None,
        role,
        saw,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{self, clean};
    use super::*;
    use crate::model::digital::{Fault, Obstacle};

    fn verdict(change: impl FnOnce(&mut DigitalSignature), integrity: Integrity) -> Option<Verdict> {
        let mut signature = testing::digital(integrity);
        change(&mut signature);
        let field = SignatureField { name: "Sig1".into(), place: None, signature: Some(signature) };
        let findings = clean().edit(|a| a.documents[0].fields.push(field)).judge();
        findings.iter().find(|finding| finding.requirement == Requirement::DigitalSignature).map(|finding| finding.verdict)
    }

    #[test]
    fn what_does_not_hold_or_was_changed_is_a_gap() {
        for (integrity, expected) in [
            (Integrity::Intact, Verdict::Pass),
            (Integrity::ChangedAfter(Change::Signatures), Verdict::Pass),
            (Integrity::ChangedAfter(Change::Annotations), Verdict::Review),
            (Integrity::ChangedAfter(Change::Content), Verdict::Gap),
            (Integrity::Broken(Fault::Digest), Verdict::Gap),
            (Integrity::NotVerifiable(Obstacle::NoCertificate), Verdict::Review),
        ] {
            assert_eq!(verdict(|_| (), integrity.clone()), Some(expected), "{integrity:?}");
        }
        let stamp = |signature: &mut DigitalSignature| signature.purpose = Purpose::TimeStamp;
        assert_eq!(verdict(stamp, Integrity::Broken(Fault::Value)), Some(Verdict::Review));
    }

    #[test]
    fn who_is_vouched_for_by_nobody_goes_to_a_person() {
        let trusted = |trust| {
            move |signature: &mut DigitalSignature| {
                if let Some(certificate) = &mut signature.certificate {
                    certificate.trust = trust;
                }
            }
        };
        for trust in [Trust::Untrusted, Trust::SelfSigned, Trust::Expired] {
            assert_eq!(verdict(trusted(trust), Integrity::Intact), Some(Verdict::Review), "{trust:?}");
            assert_eq!(verdict(trusted(trust), Integrity::Broken(Fault::Digest)), Some(Verdict::Gap), "{trust:?}");
        }
        assert_eq!(verdict(trusted(Trust::Trusted), Integrity::Intact), Some(Verdict::Pass));
        assert_eq!(verdict(|signature| signature.sha1 = true, Integrity::Intact), Some(Verdict::Review));
    }

    #[test]
    fn an_empty_field_is_no_signature() {
        let field = SignatureField { name: "Sig1".into(), place: None, signature: None };
        let findings = clean().edit(|a| a.documents[0].fields.push(field)).judge();
        let finding = findings.iter().find(|finding| finding.requirement == Requirement::DigitalSignature);
        assert!(finding.is_some_and(|finding| finding.verdict == Verdict::Note && finding.message.en.contains("is no signature")));
    }
}
