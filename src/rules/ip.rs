//! The agreement says who owns intellectual property and how it is used.

use super::responsibilities::{no_clause, placeholder};
use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::agreement::{Clause, Topic};
use crate::model::finding::{Evidence, Level, Requirement, Verdict};

pub(super) const RULE: Rule = Rule {
    id: "ip-clause-specific",
    requirement: Requirement::Ip,
    quotes: &[notice::COMPLETE],
    asks: Text {
        zh: "知识产权条款具体明确：权属与使用（许可、分享、发表）均有约定",
        en: "It says who owns intellectual property and how results are used, licensed or shared",
    },
    why: Text {
        zh: "“另行协商”等于没有约定；成果归谁、各方如何使用，须在申报前说清",
        en: "To put it off is to settle nothing: whose the results are and who may use them must be clear before the application",
    },
    fix: Text {
        zh: "请在协议中写明背景知识产权和合作成果的归属，以及成果的使用、许可、发表和收益分享方式，不要写“另行协商”",
        en: "Please state who owns background and resulting intellectual property and how results are used, licensed, published and shared, instead of leaving it to a later agreement",
    },
    good: Text {
        zh: "背景知识产权归各自所有；合作成果由双方共有，任何一方可自行实施，许可第三方须经对方书面同意。",
        en: "Each Party keeps its background; results are owned jointly; either Party may use them, and licences to others need the other Party’s written consent.",
    },
    bad: Text {
        zh: "项目产生的知识产权由双方另行协商。——没有归属，也没有使用方式",
        en: "Intellectual property arising from the project shall be agreed separately. (neither ownership nor use)",
    },
    level: Level::Must,
    applies: Applies::Agreements,
    check: Check::Agreement(check),
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    vec![context.agreement.clause(Topic::Ip).map_or_else(
        || no_clause(context, "未找到知识产权条款", "No clause on intellectual property was found"),
        |clause| judge(context, clause),
    )]
}

fn judge(context: &Context<'_>, clause: &Clause) -> Answer {
    if let Some(answer) = placeholder(&clause.blanks, "知识产权条款", "The clause on intellectual property") {
        return answer;
    }
    let stated: Vec<Evidence> = [&clause.ip.background, &clause.ip.ownership, &clause.ip.usage]
        .into_iter()
        .flatten()
        .flat_map(|cited| cited.sources.clone())
        .collect();
    match (&clause.ip.ownership, &clause.ip.usage) {
        (Some(_), Some(_)) => {
            let message = wording::at(&stated, "知识产权的归属与使用均有约定", "Ownership and use of intellectual property are stated");
            Answer::new(Verdict::Pass, message, 90, &stated)
        }
        (Some(_), None) => {
            let message = wording::at(&stated, "写明了知识产权归属，未见使用或分享方式", "Ownership is stated, use or sharing is not");
            Answer::new(Verdict::Review, message, 70, &stated)
        }
        (None, Some(_)) => {
            let message = wording::at(&stated, "写明了成果使用方式，未见知识产权归属", "Use is stated, ownership is not");
            Answer::new(Verdict::Review, message, 70, &stated)
        }
        (None, None) if !clause.unplaced.is_empty() && context.put_off(&clause.unplaced).is_none() => {
            let sources: Vec<Evidence> = clause.unplaced.iter().flat_map(|said| said.sources.clone()).collect();
            let message = wording::at(
                &sources,
                "知识产权条款有具体内容，未能认出归属与使用的约定",
                "The clause is concrete, but who owns and who uses could not be read from it",
            );
            Answer::new(Verdict::Review, message, 60, &sources)
        }
        (None, None) => {
            let deferral = clause.deferrals.first().or_else(|| context.put_off(&clause.unplaced));
            let (zh, en) = match deferral {
                Some(deferral) => {
                    let quoted = wording::quote(&deferral.value);
                    (
                        format!("知识产权条款只写了日后再定{quoted}"),
                        format!("The clause on intellectual property only puts it off {quoted}"),
                    )
                }
                None => (
                    "知识产权条款笼统，未写明归属和使用".to_owned(),
                    "The clause on intellectual property states neither ownership nor use".to_owned(),
                ),
            };
            let sources = deferral.map_or(&clause.sources, |deferral| &deferral.sources);
            Answer::new(Verdict::Gap, wording::at(sources, &zh, &en), context.absence_confidence(sources), sources)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, seen_cited};
    use super::*;

    fn verdict(change: impl FnOnce(&mut Clause)) -> Vec<Verdict> {
        clean().edit(|a| change(&mut a.clauses[1])).verdicts(Requirement::Ip)
    }

    #[test]
    fn to_be_agreed_is_a_gap_only_where_it_is_all_there_is() {
        let defer = |clause: &mut Clause| clause.deferrals.push(seen_cited("另行协商".into()));
        assert_eq!(verdict(defer), [Verdict::Pass]);
        assert_eq!(
            verdict(|clause| {
                defer(clause);
                clause.ip = crate::model::agreement::IpContent::default();
            }),
            [Verdict::Gap]
        );
    }

    #[test]
    fn what_is_concrete_but_unread_goes_to_a_person() {
        let unread = |clause: &mut Clause| {
            clause.ip = crate::model::agreement::IpContent::default();
            clause.unplaced.push(seen_cited("Rights accrue to the depositor.".into()));
        };
        assert_eq!(verdict(unread), [Verdict::Review]);
        // Unless the profile knows better.
        let case = clean().edit(|a| unread(&mut a.clauses[1])).profile(|p| p.words.vague = vec!["accrue to the Depositor".into()]);
        assert_eq!(case.verdicts(Requirement::Ip), [Verdict::Gap]);
    }

    #[test]
    fn half_a_clause_goes_to_a_person_and_a_placeholder_is_a_gap() {
        assert_eq!(verdict(|clause| clause.ip.usage = None), [Verdict::Review]);
        assert_eq!(verdict(|clause| clause.ip.ownership = None), [Verdict::Review]);
        assert_eq!(verdict(|clause| clause.blanks.push(seen_cited("[●]".into()))), [Verdict::Gap]);
        assert_eq!(clean().edit(|a| drop(a.clauses.remove(1))).verdicts(Requirement::Ip), [Verdict::Gap]);
    }
}
