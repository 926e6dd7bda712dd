//! Header, block, seals and translation name the same parties.

use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::agreement::{NamePlace, Party, SealOwner, Standing};
use crate::model::finding::{Level, Message, Requirement, Verdict};
use crate::model::project::Partner;
use crate::model::text::{is_han, normalise};

/// At or above this similarity (percent) two names may be one, read badly or shortened; below they are different names.
///
/// OCR of a clean scan misreads at most one character in six of a Chinese organisation's name.
const SAME_NAME: u8 = 83;

pub(super) const RULE: Rule = Rule {
    id: "parties-consistent",
    requirement: Requirement::PartyConsistency,
    quotes: &[notice::COMPLETE],
    asks: Text {
        zh: "首部、正文、签署栏、印章和译文中的各方名称一致",
        en: "Header, body, signature block, seals and translation name the same parties",
    },
    why: Text {
        zh: "名称不一致，或印章属于他人，就不能认定该方已签署",
        en: "With another name, or the seal of another organisation, nobody can say that this party has signed",
    },
    fix: Text {
        zh: "请核对并更正该方名称，由该方以自己的名义签署并盖自己的印章",
        en: "Please correct the party's name and have it sign and seal in its own name",
    },
    good: Text {
        zh: "首部“甲方：江苏某某大学”，签署栏和印章也是“江苏某某大学”",
        en: "The header, the signature block and the seal all say 江苏某某大学",
    },
    bad: Text {
        zh: "首部“甲方：江苏某某大学”，印章为“江苏某某科技有限公司”",
        en: "The header says 江苏某某大学, the seal says 江苏某某科技有限公司",
    },
    level: Level::Must,
    applies: Applies::Agreements,
    check: Check::Agreement(check),
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    let mut answers = context.of_each_party(|party| answer(context, party));
    answers.extend(absent_applicant(context));
    answers.extend(absent_partner(context));
    answers
}

/// The applicant of the application is none of the parties.
fn absent_applicant(context: &Context<'_>) -> Option<Answer> {
    let applicant = context.facts.applicant.as_ref()?;
    let name = stranger(context, applicant.name.iter().chain(&applicant.name_en))?;
    let quoted = wording::quote(name);
    let message = Message::new(
        format!("申报单位{quoted}不是本协议的任何一方"),
        format!("the applicant {quoted} of the application is no party of this agreement"),
    );
    Some(Answer::new(Verdict::Review, message, 100, &context.everywhere()))
}

/// None of the application's partners is a party.
fn absent_partner(context: &Context<'_>) -> Option<Answer> {
    let partners = &context.facts.partner;
    let unknown = |partner| {
        let Partner { name, name_zh, name_en, .. }: &Partner = partner;
        stranger(context, name.iter().chain(name_zh.iter()).chain(name_en.iter()))
    };
    let strangers: Option<Vec<&String>> = partners.iter().map(unknown).collect();
    let quoted = wording::quote(strangers?.first()?);
    let message = Message::new(
        format!("申报书中的合作单位（{quoted}等）均不是本协议的一方"),
        format!("no partner of the application ({quoted} …) is a party of this agreement"),
    );
    Some(Answer::new(Verdict::Review, message, 100, &context.everywhere()))
}

/// A name of the application that is like no party's, if it can be told: some party has a name in the same script, and no other name of the same
/// organisation is a party's.
fn stranger<'n>(context: &Context<'_>, names: impl Iterator<Item = &'n String>) -> Option<&'n String> {
    let parties = &context.agreement.parties;
    let known: Vec<String> =
        parties.iter().flat_map(|party| party.name.seen().into_iter().chain(&party.aliases)).map(|name| plain(&name.value)).collect();
    let mut told = None;
    for name in names {
        let wanted = plain(name);
        let in_script = |known: &&String| known.chars().any(is_han) == wanted.chars().any(is_han);
        let alike =
            |known: &String| strsim::normalized_levenshtein(known, &wanted) * 100.0 >= f64::from(SAME_NAME) || known.contains(&wanted);
        if known.iter().any(alike) {
            return None;
        }
        told = told.or(known.iter().find(in_script).map(|_| name));
    }
    told
}

/// Letters and digits only, in small letters.
fn plain(name: &str) -> String {
    normalise(name).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
    let kind = match party.standing {
        Standing::Body => None,
        Standing::Department => Some(("以单位下属部门的名义签约", "a department is named as the party")),
        Standing::Individual => Some(("为个人", "the party is an individual")),
    };
    if let (Some((zh, en)), Some(name)) = (kind, party.name.seen()) {
        let quoted = wording::quote(&name.value);
        let message =
            wording::at(&name.sources, &format!("{}{zh}{quoted}，请核对其签约资格", who.zh), &format!("{}: {en} {quoted}", who.en));
        return Answer::new(Verdict::Note, message, name.confidence.0, &name.sources);
    }
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
    use crate::model::project::Applicant;

    #[test]
    fn another_name_is_a_gap_and_a_close_one_review() {
        for (similarity, expected) in [(40, Verdict::Gap), (92, Verdict::Review)] {
            let conflict = NameConflict { other: seen_cited("江苏另一大学".into()), place: NamePlace::Block, similarity };
            let case = clean().edit(|a| a.parties[0].conflicts.push(conflict));
            assert_eq!(case.verdict_of(Requirement::PartyConsistency, "A"), Some(expected));
        }
    }

    #[test]
    fn the_application_names_the_parties() {
        let with = |applicant: &str, partner: &str| {
            let case = clean().facts(|facts| {
                facts.applicant = Some(Applicant { name: Some(applicant.into()), ..Applicant::default() });
                facts.partner = vec![Partner { name_en: Some(partner.into()), ..Partner::default() }];
            });
            case.verdicts(Requirement::PartyConsistency)
        };
        let names: Vec<String> = clean().agreement().parties.iter().map(|party| party.name.seen().expect("named").value.clone()).collect();
        assert_eq!(with(&names[0], &names[1]), [Verdict::Pass; 2], "{names:?}");
        assert_eq!(with("江苏另一工程研究院", &names[1]), [Verdict::Pass, Verdict::Pass, Verdict::Review]);
    }

    #[test]
    fn a_department_or_a_person_as_party_is_noted() {
        for (standing, expected) in
            [(Standing::Department, Verdict::Note), (Standing::Individual, Verdict::Note), (Standing::Body, Verdict::Pass)]
        {
            let case = clean().edit(|a| a.parties[1].standing = standing);
            assert_eq!(case.verdict_of(Requirement::PartyConsistency, "B"), Some(expected), "{standing:?}");
        }
    }

    #[test]
    fn somebody_elses_seal_is_a_gap_for_that_party() {
        let case = clean().edit(|a| a.parties[0].seal = seal(SealKind::Organisation, SealOwner::Outsider));
        assert_eq!(case.verdicts(Requirement::PartyConsistency), [Verdict::Gap, Verdict::Pass]);
    }
}
