//! The file is an agreement, a letter of intent, or evidence for one.

use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::agreement::AgreementKind;
use crate::model::finding::{Level, Requirement, Verdict};

pub(super) const RULE: Rule = Rule {
    id: "is-an-agreement",
    requirement: Requirement::IsAgreement,
    quotes: &[notice::SIGNED],
    asks: Text {
        zh: "文件是合作协议、合作意向书或其译文", en: "The file is an agreement, a letter of intent or its translation"
    },
    why: Text {
        zh: "证书、说明、许可条款等不是合作文件，传错文件会使真正的协议缺席",
        en: "Certificates, specifications and licences are no agreements; with the wrong file uploaded the right one is missing",
    },
    fix: Text { zh: "请确认是否传错文件", en: "Please check whether the right file was uploaded" },
    good: Text {
        zh: "《合作研究协议》《合作意向书》及其中文译文",
        en: "A research agreement, a letter of intent, or the Chinese translation of one",
    },
    bad: Text {
        zh: "作为协议上传的是一份软件许可条款", en: "What was uploaded as the agreement is the licence of a program"
    },
    level: Level::Should,
    applies: Applies::Always,
    check: Check::Agreement(check),
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    let kind = &context.agreement.kind;
    let (verdict, zh, en) = match kind.value {
        AgreementKind::Agreement => (Verdict::Pass, "文件是合作协议", "The file is an agreement"),
        AgreementKind::LetterOfIntent => (Verdict::Pass, "文件是合作意向书或备忘录", "The file is a letter of intent or memorandum"),
        AgreementKind::SupportingEvidence => (Verdict::NotApplicable, "文件是佐证材料", "The file is supporting evidence"),
        AgreementKind::Other if context.nothing_read() => {
            (Verdict::Review, "文件内容未能识别，无法判断是不是合作协议", "The file could not be read: it may be an agreement or not")
        }
        AgreementKind::Other => {
            (Verdict::Review, "文件看来不是合作协议或意向书", "The file does not look like an agreement or a letter of intent")
        }
    };
    vec![Answer::new(verdict, wording::at(&kind.sources, zh, en), kind.confidence.0, &kind.sources)]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, seen_cited};
    use super::*;

    #[test]
    fn another_paper_goes_to_a_person_and_is_asked_nothing_else() {
        let case = clean().edit(|a| a.kind = seen_cited(AgreementKind::Other));
        assert_eq!(case.verdicts(Requirement::IsAgreement), [Verdict::Review]);
        assert_eq!(case.verdicts(Requirement::Signature), [Verdict::NotApplicable]);
    }
}
