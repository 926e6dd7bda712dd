//! The person who signs for each party is named in legible letters.

use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::agreement::{Observation, Party};
use crate::model::finding::{Level, Message, Requirement, Verdict};

pub(super) const RULE: Rule = Rule {
    id: "signatory-named",
    requirement: Requirement::SignatoryName,
    quotes: &[notice::COMPLETE],
    asks: Text { zh: "写明各方签约代表的姓名", en: "The signatory of every party is named" },
    why: Text {
        zh: "手写签名往往难以辨认，写明姓名才能知道由谁代表该方签字",
        en: "A signature by hand can seldom be read: only a name in print tells who signed for the party",
    },
    fix: Text {
        zh: "请在该方签署栏用印刷体或正楷写明签字人姓名", en: "Please give the signatory's name in print in the signature block"
    },
    good: Text { zh: "签字：〔亲笔签名〕　姓名：周明远", en: "Signature: [signed by hand]   Name: Zhou Mingyuan" },
    bad: Text {
        zh: "签字：〔亲笔签名〕　姓名：[Name]——占位符没有替换",
        en: "Signature: [signed by hand]   Name: [Name] (the placeholder was left)",
    },
    level: Level::Must,
    applies: Applies::Agreements,
    check: Check::Party(answer),
};

fn answer(context: &Context<'_>, party: &Party) -> Answer {
    describe(context, party, &party.signatory, &Message::new("签约代表姓名", "name of the signatory"))
}

/// Answers for a text that must stand in the block or the party's header: shared by name and title.
pub(super) fn describe(context: &Context<'_>, party: &Party, what: &Observation<String>, thing: &Message) -> Answer {
    let who = wording::party(party);
    let (verdict, zh, en, confidence, sources) = match what {
        Observation::Seen(cited) => {
            let text = wording::quote(&cited.value);
            (
                Verdict::Pass,
                format!("{}为{text}", thing.zh),
                format!("the {} is {text}", thing.en),
                cited.confidence.0,
                cited.sources.clone(),
            )
        }
        Observation::Blank(sources) => {
            let (zh, en) = (format!("{}栏未填写", thing.zh), format!("the {} is left blank", thing.en));
            (Verdict::Gap, zh, en, context.absence_confidence(sources), sources.clone())
        }
        Observation::Absent(sources) => {
            let searched = context.searched(sources);
            let (zh, en) = (format!("未写明{}", thing.zh), format!("the {} is not given", thing.en));
            (Verdict::Gap, zh, en, context.absence_of(party, &searched), searched)
        }
        Observation::Unclear(doubt, sources) => {
            let doubt = wording::doubt(*doubt);
            let (zh, en) = (format!("{}无法确认：{}", thing.zh, doubt.zh), format!("the {} cannot be confirmed: {}", thing.en, doubt.en));
            (Verdict::Review, zh, en, 50, sources.clone())
        }
    };
    let message = wording::at(&sources, &format!("{}{zh}", who.zh), &format!("{}: {en}", who.en));
    Answer::new(verdict, message, confidence, &sources)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, searched};
    use super::*;
    use crate::model::agreement::Doubt;

    #[test]
    fn a_placeholder_or_no_name_is_a_gap() {
        for name in [Observation::Blank(searched()), Observation::Absent(searched())] {
            let case = clean().edit(|a| a.parties[1].signatory = name);
            assert_eq!(case.verdicts(Requirement::SignatoryName), [Verdict::Pass, Verdict::Gap]);
        }
    }

    #[test]
    fn a_name_only_in_ink_goes_to_a_person() {
        let case = clean().edit(|a| a.parties[1].signatory = Observation::Unclear(Doubt::OnlyAsInk, searched()));
        assert_eq!(case.verdict_of(Requirement::SignatoryName, "B"), Some(Verdict::Review));
    }
}
