//! The agreement says who owns intellectual property and how it is used.

use super::responsibilities::{no_clause, placeholder};
use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::agreement::{Cited, Clause, IpContent, Share, Topic};
use crate::model::finding::{Evidence, Level, Message, Requirement, Verdict};

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
    let said = told(&clause.ip);
    let stated: Vec<Evidence> = said.iter().flat_map(|(_, cited)| cited.sources.clone()).collect();
    let listed = |lang: fn(&Message) -> &str, by: &str| said.iter().map(|(what, _)| lang(what)).collect::<Vec<_>>().join(by);
    let answer = |verdict, zh: &str, en: &str, confidence| {
        let (zh, en) = (format!("{zh}（{}）", listed(|m| &m.zh, "、")), format!("{en} ({})", listed(|m| &m.en, ", ")));
        Answer::new(verdict, wording::at(&stated, &zh, &en), confidence, &stated)
    };
    match (&clause.ip.ownership, clause.ip.usage.as_ref().or(clause.ip.portions.as_ref())) {
        (Some(_), Some(_)) => {
            answer(Verdict::Pass, "知识产权的归属与使用均有约定", "Ownership and use of intellectual property are stated", 90)
        }
        (Some(_), None) => {
            answer(Verdict::Review, "写明了知识产权归属，未见使用或分享方式", "Ownership is stated, use or sharing is not", 70)
        }
        (None, Some(_)) => answer(Verdict::Review, "写明了成果使用方式，未见知识产权归属", "Use is stated, ownership is not", 70),
        (None, None) if !clause.unplaced.is_empty() && context.put_off(&clause.unplaced).is_none() => {
            let sources: Vec<Evidence> = clause.unplaced.iter().flat_map(|said| said.sources.clone()).collect();
            let message = wording::at(
                &sources,
                "知识产权条款有具体内容，未能认出归属与使用的约定",
                "The clause is concrete, but who owns and who uses could not be read from it",
            );
            Answer::new(Verdict::Review, message, 60, &sources)
        }
        (None, None) if clause.deferrals.is_empty() && !clause.references.is_empty() => {
            let sources: Vec<Evidence> = clause.references.iter().flat_map(|said| said.sources.clone()).collect();
            let message = wording::at(
                &sources,
                "知识产权条款只写明见其他文件，未见归属与使用",
                "The clause on intellectual property only refers to another document",
            );
            Answer::new(Verdict::Review, message, 70, &sources)
        }
        (None, None) if clause.deferrals.is_empty() && clause.ip.background.is_some() => answer(
            Verdict::Review,
            "只写明了原有知识产权，未见成果的归属与使用",
            "Only what existed before is dealt with, results are not",
            70,
        ),
        (None, None) => {
            let deferral = clause.deferrals.first().or_else(|| context.put_off(&clause.unplaced));
            let (zh, en) = match deferral {
                Some(deferral) => {
                    let quoted = wording::quote(&deferral.value);
                    if clause.ip.background.is_some() {
                        (
                            format!("除原有知识产权外，成果的归属和使用只写了日后再定{quoted}"),
                            format!("Beyond what existed before, ownership and use of results are only put off {quoted}"),
                        )
                    } else {
                        (
                            format!("知识产权条款只写了日后再定{quoted}"),
                            format!("The clause on intellectual property only puts it off {quoted}"),
                        )
                    }
                }
                None => (
                    "知识产权条款笼统，未写明归属和使用".to_owned(),
                    "The clause on intellectual property states neither ownership nor use".to_owned(),
                ),
            };
            let sources = deferral.map_or(&clause.sources, |deferral| &deferral.sources);
            // A sentence that puts the matter off is seen, whatever stands in files that could not be read.
            let sure = deferral.map_or(0, |deferral| deferral.confidence.0.min(context.reading_confidence(sources)));
            Answer::new(Verdict::Gap, wording::at(sources, &zh, &en), sure.max(context.absence_confidence(sources)), sources)
        }
    }
}

/// What a clause states, in the order in which a reader asks, each with its sentence.
fn told(ip: &IpContent) -> Vec<(Message, &Cited<String>)> {
    let way = |share: Share| match share {
        Share::Sole => Message::new("成果归一方所有", "results owned by one party"),
        Share::Joint => Message::new("成果共有", "results owned jointly"),
        Share::ByContribution => Message::new("成果按完成方或贡献归属", "results owned by their makers or by contribution"),
        Share::ByTerritory => Message::new("成果按地域归属", "results owned by territory"),
    };
    let mut out: Vec<(Message, &Cited<String>)> = Vec::new();
    out.extend(ip.background.as_ref().map(|said| (Message::new("背景知识产权", "background"), said)));
    out.extend(ip.shares.iter().map(|(share, said)| (way(*share), said)));
    let whole = ip.ownership.as_ref().filter(|_| ip.shares.is_empty());
    out.extend(whole.map(|said| (Message::new("成果归属", "ownership of results"), said)));
    let others = [
        (&ip.portions, "份额", "portions"),
        (&ip.usage, "使用与许可", "use and licence"),
        (&ip.publication, "发表", "publication"),
        (&ip.confidentiality, "保密", "confidentiality"),
        (&ip.proceeds, "收益分配", "share of proceeds"),
    ];
    out.extend(others.into_iter().filter_map(|(said, zh, en)| Some((Message::new(zh, en), said.as_ref()?))));
    out
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
                clause.ip = IpContent::default();
            }),
            [Verdict::Gap]
        );
    }

    #[test]
    fn what_existed_before_settles_nothing_of_what_comes() {
        let before = |clause: &mut Clause| {
            clause.ip = IpContent { background: Some(seen_cited("原有的归各方。".into())), ..IpContent::default() }
        };
        assert_eq!(verdict(before), [Verdict::Review]);
        let case = clean().edit(|a| {
            before(&mut a.clauses[1]);
            a.clauses[1].deferrals.push(seen_cited("成果另行约定。".into()));
        });
        let finding = case.judge().into_iter().find(|finding| finding.requirement == Requirement::Ip).expect("judged");
        assert_eq!((finding.verdict, finding.message.zh.contains("除原有知识产权外")), (Verdict::Gap, true), "{}", finding.message.zh);
    }

    #[test]
    fn a_clause_that_only_refers_elsewhere_goes_to_a_person() {
        let refers = |clause: &mut Clause| {
            clause.ip = IpContent::default();
            clause.references.push(seen_cited("知识产权见附件二。".into()));
        };
        assert_eq!(verdict(refers), [Verdict::Review]);
    }

    #[test]
    fn portions_of_what_is_owned_together_say_how_it_is_shared() {
        let portions = |clause: &mut Clause| {
            clause.ip.usage = None;
            clause.ip.portions = Some(seen_cited("双方各占50%。".into()));
        };
        assert_eq!(verdict(portions), [Verdict::Pass]);
    }

    #[test]
    fn the_answer_lists_what_is_stated_and_quotes_each() {
        let case = clean().edit(|a| {
            let ip = &mut a.clauses[1].ip;
            ip.shares = vec![
                (Share::Joint, seen_cited("共同成果由双方共有。".into())),
                (Share::ByTerritory, seen_cited("专利在中国归甲方，在境外归乙方。".into())),
            ];
            ip.proceeds = Some(seen_cited("许可收益对半分。".into()));
        });
        let finding = case.judge().into_iter().find(|finding| finding.requirement == Requirement::Ip).expect("judged");
        assert_eq!(finding.verdict, Verdict::Pass);
        assert!(finding.message.zh.contains("（成果共有、成果按地域归属、使用与许可、收益分配）"), "{}", finding.message.zh);
        assert!(finding.message.en.contains("share of proceeds"), "{}", finding.message.en);
        assert_eq!(finding.evidence.len(), 4);
    }

    #[test]
    fn what_puts_it_off_is_seen_though_another_file_could_not_be_read() {
        let case = |unread: bool| {
            clean().edit(|a| {
                a.clauses[1].ip = IpContent::default();
                a.clauses[1].deferrals.push(seen_cited("知识产权另行协商。".into()));
                let mut scan = a.documents[0].clone();
                scan.file = "original.pdf".into();
                scan.unread = (1..=scan.pages).map(crate::model::geometry::PageNo).collect();
                a.documents.extend(unread.then_some(scan));
            })
        };
        assert_eq!(case(true).verdicts(Requirement::Ip), [Verdict::Gap]);
        assert_eq!(case(false).verdicts(Requirement::Ip), [Verdict::Gap]);
        let nothing = case(true).edit(|a| drop(a.clauses.remove(1)));
        assert_eq!(nothing.verdicts(Requirement::Ip), [Verdict::Review]);
    }

    #[test]
    fn what_is_concrete_but_unread_goes_to_a_person() {
        let unread = |clause: &mut Clause| {
            clause.ip = IpContent::default();
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
