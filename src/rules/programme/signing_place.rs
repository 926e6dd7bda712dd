//! The agreement says where it is signed.

use super::super::{Answer, Applies, Check, Context, Rule, Text, wording};
use crate::model::agreement::Observation;
use crate::model::finding::{Level, Requirement, Verdict};

pub(in super::super) const RULE: Rule = Rule {
    id: "signing-place-given",
    requirement: Requirement::SigningPlace,
    quotes: &[],
    asks: Text { zh: "写明签订地点", en: "The place of signing is given" },
    why: Text {
        zh: "有的计划要求写明签订地点；发生争议时，签订地可以决定由何地法院管辖",
        en: "Some programmes ask for it; in a dispute the place of signing may decide which court is competent",
    },
    fix: Text {
        zh: "请在协议中写明签订地点（如江苏省南京市）",
        en: "Please state in the agreement where it is signed (e.g. Nanjing, Jiangsu)",
    },
    good: Text { zh: "签订地点：江苏省南京市", en: "Place of signing: Nanjing, Jiangsu" },
    bad: Text { zh: "签订地点：＿＿＿＿——没有填写", en: "Place of signing: ________ (left blank)" },
    level: Level::Off,
    applies: Applies::Agreements,
    check: Check::Agreement(check),
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    let answer = match &context.agreement.signed_in {
        Observation::Seen(cited) => {
            let quoted = wording::quote(&cited.value);
            let message = wording::at(&cited.sources, &format!("签订地点为{quoted}"), &format!("The place of signing is {quoted}"));
            Answer::new(Verdict::Pass, message, cited.confidence.0, &cited.sources)
        }
        Observation::Blank(sources) => {
            let message = wording::at(sources, "签订地点未填写", "The place of signing is left blank");
            Answer::new(Verdict::Gap, message, context.absence_confidence(sources), sources)
        }
        Observation::Absent(_) | Observation::Unclear(..) => {
            let searched = context.everywhere();
            let message = wording::of_files(&searched, "未写明签订地点", "The place of signing is not given");
            Answer::new(Verdict::Gap, message, context.absence_confidence(&[]), &searched)
        }
    };
    vec![answer]
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{clean, searched};
    use super::*;

    #[test]
    fn a_blank_or_no_place_is_a_gap() {
        let case = || {
            clean().profile(|profile| {
                profile.levels.insert(RULE.id.to_owned(), Level::Must);
            })
        };
        assert_eq!(case().verdicts(Requirement::SigningPlace), [Verdict::Pass]);
        for place in [Observation::Blank(searched()), Observation::default()] {
            assert_eq!(case().edit(|a| a.signed_in = place).verdicts(Requirement::SigningPlace), [Verdict::Gap]);
        }
        let unread = case().edit(|a| {
            a.signed_in = Observation::default();
            a.documents[0].unread.push(crate::model::geometry::PageNo(3));
        });
        assert_eq!(unread.verdicts(Requirement::SigningPlace), [Verdict::Review]);
    }
}
