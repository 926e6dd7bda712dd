//! The project has a formal cooperation agreement, not only a letter of intent.

use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::agreement::AgreementKind;
use crate::model::finding::{EvidenceRole, Level, Message, Requirement, Verdict};
use crate::model::profile::LettersOfIntent;

pub(super) const RULE: Rule = Rule {
    id: "formal-agreement",
    requirement: Requirement::FormalAgreement,
    quotes: &[notice::SIGNED, notice::INTENT],
    asks: Text { zh: "项目有正式的合作协议", en: "The project has a formal cooperation agreement" },
    why: Text {
        zh: "合作协议或意向书是申报的核心支撑材料；仅有意向书的可以申报，正式协议须在签订项目合同时提供",
        en: "The agreement or letter of intent is what the application rests on; with a letter of intent alone one may apply, and owes the agreement when the grant contract is signed",
    },
    fix: Text {
        zh: "请补充与合作方签署的合作协议或合作意向书", en: "Please provide a signed cooperation agreement or letter of intent"
    },
    good: Text {
        zh: "附件中有双方签署的《国际科技合作协议》",
        en: "Among the attachments there is a “Research Cooperation Agreement” that both parties signed",
    },
    bad: Text {
        zh: "附件中只有营业执照和论文清单——没有协议，也没有意向书",
        en: "The attachments are a business licence and a list of papers (neither an agreement nor a letter of intent)",
    },
    level: Level::Must,
    applies: Applies::Always,
    check: Check::Agreement(check),
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    let kind = &context.agreement.kind;
    let agreement_elsewhere =
        context.all.iter().any(|other| matches!(other.kind.value, AgreementKind::Agreement | AgreementKind::LetterOfIntent));
    vec![match kind.value {
        AgreementKind::Agreement => {
            let message = wording::at(&kind.sources, "文件为正式合作协议", "The paper is a formal agreement");
            Answer::new(Verdict::Pass, message, kind.confidence.0, &kind.sources)
        }
        AgreementKind::LetterOfIntent => intent(context),
        AgreementKind::SupportingEvidence | AgreementKind::Other if agreement_elsewhere => {
            Answer::new(Verdict::NotApplicable, Message::new("项目另有合作协议", "The project has an agreement elsewhere"), 100, &[])
        }
        AgreementKind::SupportingEvidence | AgreementKind::Other if context.is_carrier() => Answer::new(
            Verdict::NotApplicable,
            Message::new("载体建设项目以佐证材料代替合作协议", "Carrier projects bring evidence instead"),
            100,
            &[],
        ),
        AgreementKind::Other if context.nothing_read() => {
            let searched = context.front(EvidenceRole::Searched);
            let message = Message::new(
                "文件内容未能识别，无法判断项目有没有合作协议",
                "The file could not be read: whether the project has an agreement is unknown",
            );
            Answer::new(Verdict::Review, message, 90, &searched)
        }
        AgreementKind::SupportingEvidence | AgreementKind::Other => {
            let searched = context.front(EvidenceRole::Searched);
            let message =
                Message::new("项目文件中没有合作协议或合作意向书", "There is no agreement or letter of intent among the project's files");
            Answer::new(Verdict::Gap, message, kind.confidence.0.min(context.absence_confidence(&searched)), &searched)
        }
    }]
}

/// A letter of intent or memorandum, by what the profile holds of it.
fn intent(context: &Context<'_>) -> Answer {
    let kind = &context.agreement.kind;
    let (zh, en) = ("文件为合作意向书或备忘录", "The paper is a letter of intent or memorandum");
    let answer = |verdict, zh: &str, en: &str| Answer::new(verdict, wording::at(&kind.sources, zh, en), kind.confidence.0, &kind.sources);
    match context.profile.letters_of_intent {
        LettersOfIntent::Accepted => answer(Verdict::Pass, zh, en),
        LettersOfIntent::UntilContract => {
            let zh = format!("{zh}，获得立项后须在签订项目合同时提供正式的合作协议");
            let en = format!("{en}; once the project is approved, a formal agreement is due when the grant contract is signed");
            answer(Verdict::Note, &zh, &en).with_fix(Message::new(
                "可以申报；请提前准备正式协议，获得立项后在签订项目合同时提供",
                "You may apply with it; please prepare the formal agreement, which is due when the grant contract is signed",
            ))
        }
        LettersOfIntent::Refused => {
            let (zh, en) = (format!("{zh}，不是正式的合作协议"), format!("{en}, not a formal agreement"));
            answer(Verdict::Gap, &zh, &en)
                .with_fix(Message::new("请与合作方签署正式的合作协议", "Please sign a formal cooperation agreement"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, seen_cited};
    use super::*;
    use crate::model::document::{Notice, NoticeKind};
    use crate::model::geometry::PageNo;

    #[test]
    fn a_letter_of_intent_is_a_note_and_evidence_alone_a_gap() {
        let verdict = |kind| clean().edit(|a| a.kind = seen_cited(kind)).verdicts(Requirement::FormalAgreement);
        assert_eq!(verdict(AgreementKind::LetterOfIntent), [Verdict::Note]);
        assert_eq!(verdict(AgreementKind::SupportingEvidence), [Verdict::Gap]);
    }

    #[test]
    fn the_profile_says_what_a_letter_of_intent_is_good_for() {
        let verdict = |accepted| {
            let case = clean().profile(|profile| profile.letters_of_intent = accepted);
            case.edit(|a| a.kind = seen_cited(AgreementKind::LetterOfIntent)).verdicts(Requirement::FormalAgreement)
        };
        assert_eq!(verdict(LettersOfIntent::Accepted), [Verdict::Pass]);
        assert_eq!(verdict(LettersOfIntent::UntilContract), [Verdict::Note]);
        assert_eq!(verdict(LettersOfIntent::Refused), [Verdict::Gap]);
    }

    #[test]
    fn a_scan_that_this_machine_cannot_read_asks_for_the_models() {
        let case = clean().edit(|a| {
            a.kind = seen_cited(AgreementKind::Other);
            for document in &mut a.documents {
                document.unread = (1..=document.pages).map(PageNo).collect();
                document.notices =
                    document.unread.iter().map(|page| Notice { page: Some(*page), kind: NoticeKind::ModelsMissing }).collect();
            }
        });
        for finding in case.judge().iter().filter(|f| f.verdict == Verdict::Review) {
            assert!(finding.fix.zh.contains("models install") && !finding.message.zh.contains("没有合作协议或"), "{finding:?}");
        }
        assert_eq!(case.verdicts(Requirement::FormalAgreement), [Verdict::Review]);
    }
}
