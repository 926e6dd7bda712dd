//! The position of the person who signs for each party is given.

use super::signatory_name::describe;
use super::{Answer, Applies, Check, Context, Rule, Text, notice};
use crate::model::agreement::{Doubt, Observation, Party};
use crate::model::finding::{Level, Message, Requirement};
use crate::model::text::squash;

pub(super) const RULE: Rule = Rule {
    id: "signatory-title-given",
    requirement: Requirement::SignatoryTitle,
    quotes: &[notice::COMPLETE],
    asks: Text { zh: "写明各方签约代表的职务", en: "The position of every party's signatory is given" },
    why: Text {
        zh: "职务表明签字人有权代表该方；“授权代表”是身份，不是职务，只写身份的交人工核对",
        en: "The position shows that the person may sign for the party; “authorised representative” is a role, not a position, and alone goes to a person",
    },
    fix: Text {
        zh: "请在该方签署栏写明签字人的职务（如校长、院长、总经理）",
        en: "Please give the signatory's position (e.g. President, Dean, Managing Director) in the signature block",
    },
    good: Text { zh: "姓名：周明远　职务：副校长", en: "Name: Zhou Mingyuan   Position: Vice President" },
    bad: Text {
        zh: "姓名：周明远　职务：＿＿＿＿——职务未填写", en: "Name: Zhou Mingyuan   Position: ________ (not filled in)"
    },
    level: Level::Must,
    applies: Applies::Agreements,
    check: Check::Party(answer),
};

fn answer(context: &Context<'_>, party: &Party) -> Answer {
    let title = only_a_role(context, &party.title);
    describe(context, party, title.as_ref().unwrap_or(&party.title), &Message::new("签约代表职务", "signatory's position"))
}

/// What stands for the position, where the profile says that it is none.
fn only_a_role(context: &Context<'_>, title: &Observation<String>) -> Option<Observation<String>> {
    let cited = title.seen()?;
    let is_title = |word: &String| squash(word) == squash(&cited.value);
    context.profile.words.roles.iter().any(is_title).then(|| Observation::Unclear(Doubt::RoleOnly, cited.sources.clone()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, searched, seen};
    use super::*;
    use crate::model::finding::Verdict;

    #[test]
    fn no_title_is_a_gap_and_a_role_alone_is_review() {
        let case = clean().edit(|a| {
            a.parties[0].title = Observation::Blank(searched());
            a.parties[1].title = Observation::Unclear(Doubt::RoleOnly, searched());
        });
        assert_eq!(case.verdicts(Requirement::SignatoryTitle), [Verdict::Gap, Verdict::Review]);
        let own =
            clean().edit(|a| a.parties[0].title = seen("Contact Person".into())).profile(|p| p.words.roles = vec!["contact person".into()]);
        assert_eq!(own.verdicts(Requirement::SignatoryTitle), [Verdict::Review, Verdict::Pass]);
    }
}
