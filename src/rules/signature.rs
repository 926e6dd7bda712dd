//! Each party has signed in its block.

use super::{Answer, Applies, Check, Context, Rule, Text, digital, notice, wording};
use crate::model::agreement::{Observation, Party, Signature};
use crate::model::finding::{Level, Requirement, Verdict};

pub(super) const RULE: Rule = Rule {
    id: "signed-by-each-party",
    requirement: Requirement::Signature,
    quotes: &[notice::COMPLETE],
    asks: Text { zh: "协议各方均已签字", en: "Every party has signed" },
    why: Text {
        zh: "签字表明该方同意协议内容；打印的姓名、人名章、公章和日期都不能代替签字",
        en: "A signature shows that the party agrees; a typed name, a name stamp, a seal or a date does not stand in for it",
    },
    fix: Text {
        zh: "请该方授权代表在签署栏亲笔签字（或使用有效的电子签名），重新扫描后上传",
        en: "Please have the authorised signatory sign in the signature block by hand (or with a valid digital signature) and send us a new colour scan",
    },
    good: Text {
        zh: "授权代表（签字）：〔亲笔签名〕——笔迹颜色不限；校验通过的电子签名同样有效",
        en: "Authorised representative: [signed by hand] (ink of any colour; a digital signature that verifies counts too)",
    },
    bad: Text {
        zh: "授权代表（签字）：周明远——姓名是打印的，没有笔迹",
        en: "Authorised representative: Zhou Mingyuan (the name is typed, nobody signed)",
    },
    level: Level::Must,
    applies: Applies::SignedAgreements,
    check: Check::Party(answer),
};

fn answer(context: &Context<'_>, party: &Party) -> Answer {
    let who = wording::party(party);
    match &party.signature {
        Observation::Seen(cited) => {
            let (verdict, zh, en) = match &cited.value {
                Signature::Ink => (Verdict::Pass, "有签字笔迹".to_owned(), "signed in ink".to_owned()),
                Signature::Digital(digital) => {
                    let (verdict, said) = digital::judged(digital, context.run.today);
                    (verdict, said.zh, said.en)
                }
                Signature::Typed(text) => (
                    Verdict::Gap,
                    format!("签字处只有打印文字{}，没有签字笔迹", wording::quote(text)),
                    format!("only typed text {} stands where the signature should be", wording::quote(text)),
                ),
                Signature::NameSeal => {
                    (Verdict::Gap, "仅盖人名章，未见签字笔迹".to_owned(), "only a personal name seal, no handwriting".to_owned())
                }
            };
            let message = wording::at(&cited.sources, &format!("{}{zh}", who.zh), &format!("{}: {en}", who.en));
            // What stands in its place is seen; that there is no ink is an absence.
            let absent = verdict == Verdict::Gap && !matches!(cited.value, Signature::Digital(_));
            let sure = if absent { context.absence_confidence(&cited.sources) } else { 100 };
            Answer::new(verdict, message, cited.confidence.0.min(sure), &cited.sources)
        }
        Observation::Blank(searched) | Observation::Absent(searched) if party.block.is_some() => {
            let message = wording::at(
                searched,
                &format!("{}签署栏未见签字笔迹", who.zh),
                &format!("{}: no signature is seen in the signature block", who.en),
            );
            Answer::new(Verdict::Gap, message, context.absence_confidence(searched), searched)
        }
        Observation::Blank(_) | Observation::Absent(_) => {
            let searched = context.everywhere();
            let message =
                wording::of_files(&searched, &format!("未找到{}的签署栏", who.zh), &format!("{}: no signature block was found", who.en));
            Answer::new(Verdict::Gap, message, context.absence_of(party, &searched), &searched)
        }
        Observation::Unclear(doubt, sources) => {
            let doubt = wording::doubt(*doubt);
            let message = wording::at(
                sources,
                &format!("{}签字无法确认：{}", who.zh, doubt.zh),
                &format!("{}: the signature cannot be confirmed: {}", who.en, doubt.en),
            );
            Answer::new(Verdict::Review, message, 50, sources)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{self, clean, searched, seen};
    use super::*;
    use crate::model::agreement::{AgreementKind, Doubt};
    use crate::model::digital::{Change, Fault, Integrity, Obstacle};

    fn verdict(signature: Observation<Signature>) -> Option<Verdict> {
        clean().edit(|a| a.parties[1].signature = signature).verdict_of(Requirement::Signature, "B")
    }

    #[test]
    fn an_empty_block_is_a_gap_for_that_party_only() {
        let case = clean().edit(|a| a.parties[1].signature = Observation::Blank(searched()));
        assert_eq!(case.verdicts(Requirement::Signature), [Verdict::Pass, Verdict::Gap]);
    }

    #[test]
    fn a_typed_name_or_a_stamp_is_no_signature() {
        assert_eq!(verdict(seen(Signature::NameSeal)), Some(Verdict::Gap));
        assert_eq!(verdict(seen(Signature::Typed("/s/ J. Doe".into()))), Some(Verdict::Gap));
    }

    #[test]
    fn a_smudge_and_a_changed_file_go_to_a_person() {
        assert_eq!(verdict(Observation::Unclear(Doubt::Faint, searched())), Some(Verdict::Review));
        let digital = |integrity| seen(Signature::Digital(Box::new(testing::digital(integrity))));
        assert_eq!(verdict(digital(Integrity::ChangedAfter(Change::Content))), Some(Verdict::Review));
        assert_eq!(verdict(digital(Integrity::ChangedAfter(Change::Signatures))), Some(Verdict::Pass));
        assert_eq!(verdict(digital(Integrity::NotVerifiable(Obstacle::NoCertificate))), Some(Verdict::Review));
        assert_eq!(verdict(digital(Integrity::Broken(Fault::Digest))), Some(Verdict::Gap));
    }

    #[test]
    fn an_empty_line_of_a_translation_says_nothing_about_an_unread_original() {
        let case = clean().edit(|a| {
            let mut translation = a.documents[0].clone();
            translation.file = "译文.pdf".into();
            translation.role = crate::model::agreement::Role::Translation;
            a.documents[0].unread.push(crate::model::geometry::PageNo(5));
            a.documents.push(translation);
            let searched = searched().into_iter().map(|place| crate::model::finding::Evidence { file: "译文.pdf".into(), ..place });
            a.parties[1].signature = Observation::Blank(searched.collect());
        });
        assert_eq!(case.verdict_of(Requirement::Signature, "B"), Some(Verdict::Review));
    }

    #[test]
    fn an_unread_page_never_becomes_unsigned() {
        let case = clean().edit(|a| {
            a.documents[0].unread.push(crate::model::geometry::PageNo(5));
            a.parties[1].block = None;
            a.parties[1].signature = Observation::Absent(Vec::new());
        });
        assert_eq!(case.verdict_of(Requirement::Signature, "B"), Some(Verdict::Review));
    }

    #[test]
    fn a_signed_paper_that_was_not_made_out_may_be_the_original() {
        let unsigned = || clean().edit(|a| a.parties[1].signature = Observation::Blank(searched()));
        let stranger = unsigned().beside(|other| other.kind.value = AgreementKind::Other);
        assert_eq!(stranger.verdict_of(Requirement::Signature, "B"), Some(Verdict::Review));
        let certificate = unsigned().beside(|other| other.kind.value = AgreementKind::SupportingEvidence);
        assert_eq!(certificate.verdict_of(Requirement::Signature, "B"), Some(Verdict::Gap));
    }
}
