//! Header, block, seals and translation name the same parties.

use super::{Answer, Applies, Context, Rule, Text, wording};
use crate::model::agreement::{NamePlace, Party, SealOwner};
use crate::model::finding::{Level, Message, Requirement, Verdict};

/// At or above this similarity (percent) two names may be one, read badly or shortened; below they are different names.
///
/// OCR of a clean scan misreads at most one character in six of a Chinese organisation's name.
const SAME_NAME: u8 = 83;

pub(super) const RULE: Rule = Rule {
    id: "parties-consistent",
    requirement: Requirement::PartyConsistency,
    asks: Text {
        zh: "首部、正文、签署栏、印章和译文中的各方名称一致",
        en: "Header, body, signature block, seals and translation name the same parties",
    },
    why: Text {
        zh: "名称不一致或印章属于他人，签署即不能认定“有效”",
        en: "With another name or another organisation's seal the signing cannot be taken as valid",
    },
    fix: Text {
        zh: "请核对并更正该方名称，由该方以自己的名义签署并盖自己的印章",
        en: "Please correct the party's name and have it sign and seal in its own name",
    },
    source: "二（二）",
    level: Level::Must,
    applies: Applies::Agreements,
    check,
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    context.of_each_party(|party| answer(context, party))
}

fn answer(context: &Context<'_>, party: &Party) -> Answer {
    differing_name(party).or_else(|| foreign_seal(context, party)).unwrap_or_else(|| consistent(party))
}

fn differing_name(party: &Party) -> Option<Answer> {
    let conflict = party.conflicts.iter().min_by_key(|conflict| conflict.similarity)?;
    let who = wording::party(party);
    let (zh, en) = match conflict.place {
        NamePlace::Block => ("签署栏", "signature block"),
        NamePlace::Seal => ("印章", "seal"),
        NamePlace::Translation => ("译文", "translation"),
    };
    let quoted = wording::quote(&conflict.other.value);
    let message = wording::at(
        &conflict.other.sources,
        &format!("{zh}中的名称{quoted}与{}不一致", who.zh),
        &format!("{}: the {en} has the name {quoted}", who.en),
    );
    let verdict = if conflict.similarity < SAME_NAME { Verdict::Gap } else { Verdict::Review };
    Some(Answer::new(verdict, message, conflict.other.confidence.0, &conflict.other.sources))
}

/// A seal of somebody else where the party's own is missing.
fn foreign_seal(context: &Context<'_>, party: &Party) -> Option<Answer> {
    let cited = party.seal.seen()?;
    if cited.value.iter().any(|seal| matches!(seal.owner, SealOwner::ThisParty | SealOwner::Unknown)) {
        return None;
    }
    let seal = cited.value.first()?;
    let who = wording::party(party);
    let quoted = seal.text.as_deref().map(wording::quote).unwrap_or_default();
    let owner = match &seal.owner {
        SealOwner::OtherParty(id) => context.agreement.parties.iter().find(|p| p.id == *id).map(wording::party),
        _ => None,
    };
    let (zh, en) = match owner {
        Some(owner) => (format!("是{}的印章", owner.zh), format!("is that of {}", owner.en)),
        None => ("不是协议任何一方的印章".to_owned(), "is that of no party".to_owned()),
    };
    let message =
        wording::at(&cited.sources, &format!("{}签署处的印章{quoted}{zh}", who.zh), &format!("{}: the seal {quoted} {en}", who.en));
    Some(Answer::new(Verdict::Gap, message, cited.confidence.0, &cited.sources))
}

fn consistent(party: &Party) -> Answer {
    let who = wording::party(party);
    let mut sources = party.name.sources().to_vec();
    sources.extend(party.block.iter().flat_map(|block| &block.heading).flat_map(|heading| heading.sources.clone()));
    if let Some(name) = party.name.seen() {
        let message = Message::new(format!("{}各处名称一致", who.zh), format!("{}: the name is the same throughout", who.en));
        return Answer::new(Verdict::Pass, message, name.confidence.0, &sources);
    }
    let message = Message::new(format!("未能识别{}的名称", who.zh), format!("{}: the name could not be made out", who.en));
    Answer::new(Verdict::Review, message, 50, &sources)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, seal, seen_cited};
    use super::*;
    use crate::model::agreement::{NameConflict, SealKind};

    #[test]
    fn another_name_is_a_gap_and_a_close_one_review() {
        for (similarity, expected) in [(40, Verdict::Gap), (92, Verdict::Review)] {
            let conflict = NameConflict { other: seen_cited("江苏另一大学".into()), place: NamePlace::Block, similarity };
            let case = clean().edit(|a| a.parties[0].conflicts.push(conflict));
            assert_eq!(case.verdict_of(Requirement::PartyConsistency, "A"), Some(expected));
        }
    }

    #[test]
    fn somebody_elses_seal_is_a_gap_for_that_party() {
        let case = clean().edit(|a| a.parties[0].seal = seal(SealKind::Organisation, SealOwner::Outsider));
        assert_eq!(case.verdicts(Requirement::PartyConsistency), [Verdict::Gap, Verdict::Pass]);
    }
}
