//! A foreign-language agreement comes with its complete Chinese counterpart.

use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::agreement::{Cited, Role, Translation, TranslationDefect};
use crate::model::finding::{Evidence, Level, Message, Requirement, Verdict};

pub(super) const RULE: Rule = Rule {
    id: "translation-provided",
    requirement: Requirement::Translation,
    quotes: &[notice::TRANSLATION],
    asks: Text {
        zh: "外文合作文件附有完整的中文翻译件", en: "A foreign-language agreement comes with a complete Chinese translation"
    },
    why: Text {
        zh: "审查人员以中文文本核对内容；缺条款、数额或日期不符的译文不能代表原件",
        en: "Reviewers check the content in Chinese; a translation that lacks articles or has other amounts or dates does not stand for the original",
    },
    fix: Text {
        zh: "请补充与原件逐条对应的完整中文翻译件，与原件一并上传",
        en: "Please provide a complete Chinese translation that follows the original article by article",
    },
    good: Text {
        zh: "英文原件《Agreement.pdf》和中文译文《协议译文.pdf》，条款、各方名称、数额、日期、签署栏逐一对应",
        en: "Agreement.pdf in English and 协议译文.pdf in Chinese, with the same articles, parties, amounts, dates and signature block",
    },
    bad: Text {
        zh: "译文缺少第7条，原件的“EUR 500,000”在译文中成了“5万欧元”",
        en: "The translation lacks article 7, and “EUR 500,000” of the original has become “5万欧元” (50,000)",
    },
    level: Level::Must,
    applies: Applies::Agreements,
    check: Check::Agreement(check),
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    vec![match &context.agreement.translation {
        Translation::NotNeeded => Answer::new(
            Verdict::NotApplicable,
            Message::new("原件为中文，无需翻译件", "The original is Chinese: no translation needed"),
            100,
            &[],
        ),
        Translation::Found { place, defects, attested } if defects.is_empty() => complete(context, place, attested),
        Translation::Found { defects, .. } => incomplete(defects),
        Translation::OtherAgreement { place, confidence } => {
            let message = wording::at(place, "所附中文文本不是本协议的译文", "The Chinese text belongs to another agreement");
            Answer::new(Verdict::Gap, message, confidence.0, place)
        }
        Translation::Missing(searched) => {
            let message =
                wording::at(searched, "外文协议未附中文翻译件", "No Chinese translation of the foreign-language agreement is there");
            Answer::new(Verdict::Gap, message, context.absence_confidence(searched), searched)
        }
        Translation::Unclear(sources) => {
            let message =
                wording::at(sources, "无法确认是否附有对应的中文译文", "Whether there is a matching Chinese translation is unclear");
            Answer::new(Verdict::Review, message, 50, sources)
        }
    }]
}

/// A complete translation, with who vouches for it; that nobody does is for a reviewer to know where it is a file of its own.
fn complete(context: &Context<'_>, place: &[Evidence], attested: &[Cited<String>]) -> Answer {
    if let Some(first) = attested.first() {
        let quoted = wording::quote(&first.value);
        let sources: Vec<Evidence> = place.iter().cloned().chain(attested.iter().flat_map(|said| said.sources.iter().cloned())).collect();
        let (zh, en) = (
            format!("附有完整的中文译文，有翻译机构印章或译者声明{quoted}"),
            format!("A complete Chinese translation is there, with a translator's seal or statement {quoted}"),
        );
        return Answer::new(Verdict::Pass, wording::at(place, &zh, &en), 90, &sources);
    }
    let apart = context.agreement.documents.iter().any(|document| document.role == Role::Translation);
    if !apart {
        return Answer::new(Verdict::Pass, wording::at(place, "附有完整的中文译文", "A complete Chinese translation is there"), 90, place);
    }
    let message = wording::at(
        place,
        "附有完整的中文译文，未见翻译机构印章或译者声明（通知未作要求）",
        "A complete Chinese translation is there, without a translator's seal or statement (the notice asks for none)",
    );
    let fix = Message::new(
        "无须处理；如有翻译机构印章或译者声明，可一并上传",
        "Nothing need be done; a translator's seal or statement may be added if there is one",
    );
    Answer::new(Verdict::Note, message, 90, place).with_fix(fix)
}

fn incomplete(defects: &[Cited<TranslationDefect>]) -> Answer {
    let named: Vec<Message> = defects.iter().map(|defect| name(&defect.value)).collect();
    let zh = named.iter().map(|m| m.zh.as_str()).collect::<Vec<_>>().join("、");
    let en = named.iter().map(|m| m.en.as_str()).collect::<Vec<_>>().join(", ");
    let sources: Vec<_> = defects.iter().flat_map(|defect| defect.sources.iter().cloned()).collect();
    let confidence = defects.iter().map(|defect| defect.confidence.0).max().unwrap_or_default();
    let message =
        wording::at(&sources, &format!("中文译文缺少或不符：{zh}"), &format!("The Chinese translation lacks or contradicts: {en}"));
    Answer::new(Verdict::Gap, message, confidence, &sources)
}

fn name(defect: &TranslationDefect) -> Message {
    match defect {
        TranslationDefect::Article(number) => Message::new(format!("第{number}条"), format!("article {number}")),
        TranslationDefect::Party(name) => {
            Message::new(format!("当事方{}", wording::quote(name)), format!("party {}", wording::quote(name)))
        }
        TranslationDefect::Amount(text) => Message::new(format!("金额{text}"), format!("amount {text}")),
        TranslationDefect::Date(text) => Message::new(format!("日期{text}"), format!("date {text}")),
        TranslationDefect::SignatureBlock => Message::new("签署栏", "the signature block"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, place, searched, seen_cited};
    use super::*;
    use crate::model::finding::EvidenceRole;
    use crate::model::geometry::Confidence;

    fn verdict(translation: Translation) -> Vec<Verdict> {
        clean().edit(|a| a.translation = translation).verdicts(Requirement::Translation)
    }

    #[test]
    fn complete_missing_and_foreign_translations() {
        let found = vec![place(EvidenceRole::Supports)];
        assert_eq!(verdict(Translation::Found { place: found.clone(), defects: Vec::new(), attested: Vec::new() }), [Verdict::Pass]);
        assert_eq!(verdict(Translation::Missing(searched())), [Verdict::Gap]);
        assert_eq!(verdict(Translation::OtherAgreement { place: found.clone(), confidence: Confidence(90) }), [Verdict::Gap]);
        assert_eq!(verdict(Translation::OtherAgreement { place: found, confidence: Confidence(30) }), [Verdict::Review]);
    }

    #[test]
    fn who_vouches_for_a_translation_is_noted() {
        let apart = |attested: Vec<Cited<String>>| {
            let case = clean().edit(|a| {
                a.translation = Translation::Found { place: vec![place(EvidenceRole::Supports)], defects: Vec::new(), attested };
                let mut file = a.documents[0].clone();
                file.role = Role::Translation;
                a.documents.push(file);
            });
            let finding = case.judge().into_iter().find(|f| f.requirement == Requirement::Translation).expect("answered");
            (finding.verdict, finding.message.zh)
        };
        let (verdict, message) = apart(vec![seen_cited("苏州某译翻译有限公司".to_owned())]);
        assert!(verdict == Verdict::Pass && message.contains("“苏州某译翻译有限公司”"), "{message}");
        let (verdict, message) = apart(Vec::new());
        assert!(verdict == Verdict::Note && message.contains("未见翻译机构印章"), "{message}");
    }

    #[test]
    fn defects_are_listed() {
        let defects = vec![seen_cited(TranslationDefect::Article(7)), seen_cited(TranslationDefect::SignatureBlock)];
        let case = clean().edit(|a| a.translation = Translation::Found { place: searched(), defects, attested: Vec::new() });
        let finding = case.judge().into_iter().find(|f| f.requirement == Requirement::Translation).expect("answered");
        assert_eq!(finding.verdict, Verdict::Gap);
        assert!(finding.message.zh.contains("第7条、签署栏"), "{}", finding.message.zh);
    }
}
