//! The agreement gives every party tasks of its own.

use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::agreement::{Cited, Clause, Party, Topic};
use crate::model::finding::{Evidence, Level, Message, Requirement, Verdict};

pub(super) const RULE: Rule = Rule {
    id: "responsibilities-specific",
    requirement: Requirement::Responsibilities,
    quotes: &[notice::COMPLETE],
    asks: Text { zh: "各方职责分工具体明确", en: "It says concretely which party does what" },
    why: Text {
        zh: "只写共同愿望的协议看不出谁做什么，审查人员无法判断合作是否实在",
        en: "From common wishes nobody can tell who does what, nor whether there is a cooperation at all",
    },
    fix: Text {
        zh: "请在协议中逐一写明各方承担的具体任务（研究内容、交付物、时间），或以签署的附件列明",
        en: "Please state in the agreement, or in a signed annex, which concrete tasks, deliverables and dates each party takes on",
    },
    good: Text {
        zh: "甲方负责传感器芯片的设计，2025年6月前交付样片20件；乙方负责海上试验并提交试验报告。",
        en: "Party A designs the sensor chip and delivers 20 samples by June 2025; Party B carries out the sea trials and submits the test report.",
    },
    bad: Text {
        zh: "双方本着互利共赢的原则，共同推进本项目的研究。——没有写明任何一方的任务",
        en: "The Parties shall jointly promote the project on the basis of mutual benefit. (no party has a task of its own)",
    },
    level: Level::Must,
    applies: Applies::Agreements,
    check: Check::Agreement(check),
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    vec![context.agreement.clause(Topic::Responsibilities).map_or_else(|| absent(context), |clause| judge(context, clause))]
}

/// The answer when no clause on the topic was found: shared with `ip`.
pub(super) fn no_clause(context: &Context<'_>, zh: &str, en: &str) -> Answer {
    let searched = context.everywhere();
    Answer::new(Verdict::Gap, wording::of_files(&searched, zh, en), context.absence_confidence(&[]), &searched)
}

/// The answer when the clause holds a placeholder: shared with `ip`.
pub(super) fn placeholder(blanks: &[Cited<String>], zh: &str, en: &str) -> Option<Answer> {
    let first = blanks.first()?;
    let sources: Vec<Evidence> = blanks.iter().flat_map(|blank| blank.sources.iter().cloned()).collect();
    let quoted = wording::quote(&first.value);
    let message = wording::at(&sources, &format!("{zh}留有未填内容{quoted}"), &format!("{en} holds a placeholder {quoted}"));
    Some(Answer::new(Verdict::Gap, message, first.confidence.0, &sources))
}

fn absent(context: &Context<'_>) -> Answer {
    no_clause(context, "未找到职责分工条款", "No clause on the parties' responsibilities was found")
}

fn judge(context: &Context<'_>, clause: &Clause) -> Answer {
    if let Some(answer) = placeholder(&clause.blanks, "职责分工条款", "The clause on responsibilities") {
        return answer;
    }
    let tasks: Vec<Evidence> = clause.tasks.iter().flat_map(|(_, tasks)| tasks).flat_map(|task| task.sources.iter().cloned()).collect();
    let has_tasks = |id: &str| clause.tasks.iter().any(|(party, tasks)| party == id && !tasks.is_empty());
    let without: Vec<Message> = context.agreement.parties.iter().filter(|p| !has_tasks(&p.id)).map(wording::party).collect();
    if tasks.is_empty() {
        if let Some(reference) = clause.references.first() {
            let quoted = wording::quote(&reference.value);
            let message = wording::at(
                &reference.sources,
                &format!("职责分工仅引用其他文件{quoted}"),
                &format!("Responsibilities are only given by reference {quoted}"),
            );
            return Answer::new(Verdict::Review, message, 80, &reference.sources);
        }
        if !clause.unplaced.is_empty() && context.put_off(&clause.unplaced).is_none() {
            let sources: Vec<Evidence> = clause.unplaced.iter().flat_map(|said| said.sources.clone()).collect();
            let message = wording::at(
                &sources,
                "职责分工条款有具体内容，未能认出由哪一方承担",
                "The clause is concrete, but which party does what could not be read from it",
            );
            return Answer::new(Verdict::Review, message, 60, &sources);
        }
        let message = wording::at(
            &clause.sources,
            "职责分工条款笼统，未写明任何一方的具体任务",
            "The clause on responsibilities is general and gives no party tasks of its own",
        );
        return Answer::new(Verdict::Gap, message, context.absence_confidence(&clause.sources), &clause.sources);
    }
    let said = told(context, clause);
    if without.is_empty() && (clause.tasks.len() > 1 || context.agreement.parties.len() > 1) {
        let (zh, en) = (format!("写明了各方的任务：{}", said.zh), format!("Every party's tasks are stated: {}", said.en));
        return Answer::new(Verdict::Pass, wording::at(&clause.sources, &zh, &en), 90, &tasks);
    }
    let nobody = Message::new("其他各方", "the other parties");
    let without = if without.is_empty() { vec![nobody] } else { without };
    let zh = without.iter().map(|m| m.zh.as_str()).collect::<Vec<_>>().join("、");
    let en = without.iter().map(|m| m.en.as_str()).collect::<Vec<_>>().join(", ");
    let (zh, en) = (
        format!("只写了一部分当事方的任务（{}），未见{zh}的具体任务", said.zh),
        format!("Tasks are stated one-sidedly ({}); no tasks of its own are seen for {en}", said.en),
    );
    Answer::new(Verdict::Review, wording::at(&clause.sources, &zh, &en), 70, &tasks)
}

/// Each party's first task, quoted.
fn told(context: &Context<'_>, clause: &Clause) -> Message {
    let of_party = |(id, tasks): &(String, Vec<Cited<String>>)| {
        let task = tasks.first()?;
        let short =
            |party: &Party| party.label.as_ref().map_or_else(|| wording::party(party), |label| Message::new(&label.value, &label.value));
        let party = context.agreement.parties.iter().find(|party| party.id == *id).map(short).unwrap_or_default();
        let quoted = wording::quote(&task.value);
        Some(Message::new(format!("{}{quoted}", party.zh), format!("{} {quoted}", party.en).trim_start()))
    };
    let told: Vec<Message> = clause.tasks.iter().filter_map(of_party).collect();
    let joined = |lang: fn(&Message) -> &str, by: &str| told.iter().map(lang).collect::<Vec<_>>().join(by);
    Message::new(joined(|m| &m.zh, "；"), joined(|m| &m.en, "; "))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, seen_cited};
    use super::*;

    fn verdict(change: impl FnOnce(&mut Clause)) -> Vec<Verdict> {
        clean().edit(|a| change(&mut a.clauses[0])).verdicts(Requirement::Responsibilities)
    }

    #[test]
    fn no_clause_and_general_words_are_gaps() {
        assert_eq!(clean().edit(|a| drop(a.clauses.remove(0))).verdicts(Requirement::Responsibilities), [Verdict::Gap]);
        assert_eq!(verdict(|clause| clause.tasks.clear()), [Verdict::Gap]);
        assert_eq!(verdict(|clause| clause.blanks.push(seen_cited("____".into()))), [Verdict::Gap]);
    }

    #[test]
    fn the_answer_quotes_what_each_party_does() {
        let said = |case: super::super::testing::Case| {
            let finding = case.judge().into_iter().find(|finding| finding.requirement == Requirement::Responsibilities).expect("judged");
            (finding.verdict, finding.message.zh)
        };
        let (verdict, message) = said(clean());
        assert_eq!(verdict, Verdict::Pass);
        assert_eq!(message.matches("“甲方负责算法研究。”").count(), 2, "{message}");
        let (verdict, message) = said(clean().edit(|a| drop(a.clauses[0].tasks.pop())));
        assert_eq!(verdict, Verdict::Review);
        assert!(message.contains("只写了一部分当事方的任务") && message.contains("未见乙方"), "{message}");
    }

    #[test]
    fn references_and_one_sided_tasks_go_to_a_person() {
        assert_eq!(verdict(|clause| drop(clause.tasks.pop())), [Verdict::Review]);
        let by_reference = |clause: &mut Clause| {
            clause.tasks.clear();
            clause.references.push(seen_cited("各方职责见项目申报书".into()));
        };
        assert_eq!(verdict(by_reference), [Verdict::Review]);
        let unread = |clause: &mut Clause| {
            clause.tasks.clear();
            clause.unplaced.push(seen_cited("Field trials are run in Dongtai.".into()));
        };
        assert_eq!(verdict(unread), [Verdict::Review]);
        let case = clean().edit(|a| unread(&mut a.clauses[0])).profile(|p| p.words.vague = vec!["are run in".into()]);
        assert_eq!(case.verdicts(Requirement::Responsibilities), [Verdict::Gap]);
    }
}
