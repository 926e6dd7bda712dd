//! The agreement is in force on the day of submission.

use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::agreement::{Cited, DateSeen, Observation, Party};
use crate::model::date::Date;
use crate::model::finding::{Evidence, EvidenceRole, Level, Message, Requirement, Verdict};

pub(super) const RULE: Rule = Rule {
    id: "valid-when-submitted",
    requirement: Requirement::Validity,
    quotes: &[notice::COMPLETE, notice::DEADLINE],
    asks: Text { zh: "协议在申报截止日有效", en: "The agreement is in force when the application is submitted" },
    why: Text {
        zh: "过期的、尚未签署的或期限自相矛盾的协议不是有效的合作文件",
        en: "An agreement that has expired, was not yet signed or contradicts itself on its term is no valid paper",
    },
    fix: Text {
        zh: "请与合作方重新签署或签订补充协议，使有效期覆盖申报日和项目执行期",
        en: "Please sign a new or supplementary agreement whose term covers the submission day and the project period",
    },
    good: Text {
        zh: "本协议自2024年1月8日起生效，有效期三年。",
        en: "This Agreement enters into force on 8 January 2024 and remains in force for three years.",
    },
    bad: Text {
        zh: "本协议有效期至2023年12月31日。——申报截止日之前已经到期",
        en: "This Agreement remains in force until 31 December 2023. (it ends before the submission deadline)",
    },
    level: Level::Must,
    applies: Applies::Agreements,
    check: Check::Agreement(check),
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    let answer = signing(context).or_else(|| contradiction(context)).or_else(|| expiry(context)).or_else(|| stated(context));
    let answer = answer.unwrap_or_else(|| not_stated(context));
    vec![match timing(context) {
        Some(timing) if answer.verdict == Verdict::Pass => with_timing(answer, timing),
        _ => answer,
    }]
}

/// Days that papers take from one party to the other: what lies farther apart is said.
const ROUND: i64 = 31;

/// Who signed long after the term began, or long after somebody else, with the places of both days.
fn timing(context: &Context<'_>) -> Option<(Message, Vec<Evidence>)> {
    let dated = context.agreement.parties.iter().filter_map(|party| Some((party, party.date.seen()?)));
    let days: Vec<(&Party, &Cited<DateSeen>, Date)> = dated.filter_map(|(party, seen)| Some((party, seen, seen.value.date?))).collect();
    let (last, last_seen, last_day) = days.iter().max_by_key(|(.., day)| *day)?;
    let who = wording::party(last);
    if let Some(start) = context.agreement.term.start.seen() {
        let apart = last_day.days() - start.value.days();
        if apart > ROUND {
            let message = Message::new(
                format!("{}于{last_day}签署，在协议起始日{}之后{apart}日", who.zh, start.value),
                format!("{} signed on {last_day}, {apart} days after the term began on {}", who.en, start.value),
            );
            return Some((message, [last_seen.sources.clone(), start.sources.clone()].concat()));
        }
    }
    let (first, first_seen, first_day) = days.iter().min_by_key(|(.., day)| *day)?;
    let apart = last_day.days() - first_day.days();
    let earlier = wording::party(first);
    (apart > ROUND).then(|| {
        let message = Message::new(
            format!("{}于{first_day}签署，{}于{last_day}签署，相隔{apart}日", earlier.zh, who.zh),
            format!("{} signed on {first_day} and {} on {last_day}, {apart} days apart", earlier.en, who.en),
        );
        (message, [first_seen.sources.clone(), last_seen.sources.clone()].concat())
    })
}

/// An answer that is met, with a note on when the parties signed.
fn with_timing(answer: Answer, (timing, sources): (Message, Vec<Evidence>)) -> Answer {
    let message = Message::new(format!("{}；{}", answer.message.zh, timing.zh), format!("{}; {}", answer.message.en, timing.en));
    let evidence = [answer.evidence, sources].concat();
    Answer { verdict: Verdict::Note, message, evidence, ..answer }
}

/// Signed after the deadline, or on a day that has not come.
fn signing(context: &Context<'_>) -> Option<Answer> {
    context.agreement.parties.iter().find_map(|party| {
        let cited = party.date.seen()?;
        let date = cited.value.date?;
        let who = wording::party(party);
        let (zh, en) = if context.deadline().is_some_and(|deadline| date > deadline) {
            let deadline = context.deadline()?;
            (format!("签署日期{date}晚于申报截止日{deadline}"), format!("signed on {date}, after the deadline {deadline}"))
        } else if date > context.run.today {
            (format!("签署日期{date}尚未到来"), format!("the signing date {date} lies in the future"))
        } else {
            return None;
        };
        let message = wording::at(&cited.sources, &format!("{}{zh}", who.zh), &format!("{}: {en}", who.en));
        Some(Answer::new(Verdict::Gap, message, cited.confidence.0, &cited.sources))
    })
}

/// A term that ends before it starts, or with places left blank.
fn contradiction(context: &Context<'_>) -> Option<Answer> {
    let term = &context.agreement.term;
    if let (Some(start), Some(end)) = (term.start.seen(), term.end.seen())
        && end.value < start.value
    {
        let (zh, en) = (
            format!("有效期止于{}，早于起始日{}", end.value, start.value),
            format!("the term ends on {}, before it starts on {}", end.value, start.value),
        );
        let sources = [start.sources.clone(), end.sources.clone()].concat();
        return Some(Answer::new(Verdict::Gap, wording::at(&sources, &zh, &en), end.confidence.and(start.confidence).0, &sources));
    }
    let blank = [&term.end, &term.start].into_iter().find_map(|day| match day {
        Observation::Blank(sources) => Some(sources),
        _ => None,
    })?;
    let message = wording::at(blank, "有效期未填写完整", "The term is left blank");
    Some(Answer::new(Verdict::Gap, message, context.absence_confidence(blank), blank))
}

/// A term that ends before the submission day, or before the project does.
fn expiry(context: &Context<'_>) -> Option<Answer> {
    let end = context.agreement.term.end.seen()?;
    let day: Date = context.deadline().unwrap_or(context.run.today);
    if end.value < day {
        let what = match context.deadline() {
            Some(_) => Message::new("申报截止日", "the submission deadline"),
            None => Message::new("检查日", "the day of the check"),
        };
        let (zh, en) = (
            format!("协议有效期至{}，早于{}{day}", end.value, what.zh),
            format!("The term ends on {}, before {}, {day}", end.value, what.en),
        );
        return Some(Answer::new(Verdict::Gap, wording::at(&end.sources, &zh, &en), end.confidence.0, &end.sources));
    }
    let period = context.facts.period?;
    let verdict = if context.profile.term_covers_project { Verdict::Gap } else { Verdict::Note };
    (end.value < period.end).then(|| {
        let (zh, en) = (
            format!("协议有效期至{}，未覆盖项目执行期（至{}）", end.value, period.end),
            format!("The term ends on {}, before the project does ({})", end.value, period.end),
        );
        Answer::new(verdict, wording::at(&end.sources, &zh, &en), end.confidence.0, &end.sources)
    })
}

/// A term that covers the day.
fn stated(context: &Context<'_>) -> Option<Answer> {
    let term = &context.agreement.term;
    if let Some(end) = term.end.seen() {
        let (zh, en) = (format!("协议有效期至{}", end.value), format!("In force until {}", end.value));
        return Some(Answer::new(Verdict::Pass, wording::at(&end.sources, &zh, &en), end.confidence.0, &end.sources));
    }
    let open = term.open_ended.as_ref()?;
    let quoted = wording::quote(&open.value);
    if let Some(first) = &term.first_end {
        // Nobody can see in the paper whether it was ended instead of renewed.
        let over = first.value < context.deadline().unwrap_or(context.run.today);
        let verdict = if over { Verdict::Note } else { Verdict::Pass };
        let (zh, en) = (
            format!("协议首期至{}，期满自动续期{quoted}", first.value),
            format!("The first period ends on {}, and the agreement then renews itself {quoted}", first.value),
        );
        let sources = [first.sources.clone(), open.sources.clone()].concat();
        return Some(Answer::new(verdict, wording::at(&sources, &zh, &en), first.confidence.and(open.confidence).0, &sources));
    }
    let (zh, en) = (format!("协议有效期未限定日期{quoted}"), format!("The term has no fixed end {quoted}"));
    Some(Answer::new(Verdict::Pass, wording::at(&open.sources, &zh, &en), open.confidence.0, &open.sources))
}

fn not_stated(context: &Context<'_>) -> Answer {
    let searched = context.front(EvidenceRole::Searched);
    let message = wording::of_files(&searched, "未找到协议有效期", "The term of the agreement was not found");
    Answer::new(Verdict::Review, message, 70, &searched)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, dated, day, searched, seen};
    use super::*;
    use crate::model::agreement::{DatePrecision, Term};
    use crate::model::project::Period;

    #[test]
    fn expired_reversed_and_blank_terms_are_gaps() {
        let verdict = |start: &str, end: Observation<Date>| {
            clean()
                .edit(|a| a.term = Term { start: seen(day(start)), end, open_ended: None, first_end: None })
                .verdicts(Requirement::Validity)
        };
        assert_eq!(verdict("2023-01-01", seen(day("2024-03-27"))), [Verdict::Gap]);
        assert_eq!(verdict("2024-01-01", seen(day("2024-03-28"))), [Verdict::Pass]);
        let own = clean().profile(|p| p.deadline = None).edit(|a| a.term.end = seen(day("2024-03-01")));
        let expired = own.judge().into_iter().find(|f| f.requirement == Requirement::Validity).expect("judged");
        assert!(expired.verdict == Verdict::Gap && expired.message.zh.contains("早于检查日2024-03-20"), "{expired:?}");
        assert_eq!(verdict("2028-01-01", seen(day("2027-01-01"))), [Verdict::Gap]);
        assert_eq!(verdict("2023-01-01", Observation::Blank(searched())), [Verdict::Gap]);
    }

    #[test]
    fn signing_after_the_deadline_or_today_is_a_gap() {
        for date in ["2024-03-29", "2024-03-21"] {
            let case = clean().edit(|a| a.parties[1].date = dated(Some(date), DatePrecision::Day));
            assert_eq!(case.verdicts(Requirement::Validity), [Verdict::Gap], "{date}");
        }
    }

    #[test]
    fn a_first_period_that_is_over_is_noted_where_the_agreement_renews_itself() {
        let verdict = |end: &str| {
            let first_end = Some(seen(day(end))).and_then(|end| end.seen().cloned());
            let open_ended = Some(super::super::testing::seen_cited("自动延续一年".to_owned()));
            clean().edit(|a| a.term = Term { open_ended, first_end, ..Term::default() }).verdicts(Requirement::Validity)
        };
        assert_eq!(verdict("2027-01-07"), [Verdict::Pass]);
        assert_eq!(verdict("2023-12-31"), [Verdict::Note]);
    }

    #[test]
    fn signing_long_after_the_beginning_or_the_others_is_noted() {
        let verdict = |start: &str, dates: [&str; 2]| {
            let case = clean().edit(|a| {
                a.term.start = seen(day(start));
                for (party, date) in a.parties.iter_mut().zip(dates) {
                    party.date = dated(Some(date), DatePrecision::Day);
                }
            });
            case.verdicts(Requirement::Validity)
        };
        assert_eq!(verdict("2024-01-08", ["2024-01-08", "2024-02-07"]), [Verdict::Pass]);
        assert_eq!(verdict("2024-01-08", ["2024-01-08", "2024-03-07"]), [Verdict::Note]);
        assert_eq!(verdict("2024-03-20", ["2023-12-01", "2024-03-07"]), [Verdict::Note]);
    }

    #[test]
    fn an_unknown_term_goes_to_a_person() {
        assert_eq!(clean().edit(|a| a.term = Term::default()).verdicts(Requirement::Validity), [Verdict::Review]);
    }

    #[test]
    fn the_project_period_counts_where_it_is_given() {
        let case = clean().facts(|f| f.period = Some(Period { start: day("2024-07-01"), end: day("2027-06-30") }));
        assert_eq!(case.verdicts(Requirement::Validity), [Verdict::Gap]);
        assert_eq!(case.profile(|p| p.term_covers_project = false).verdicts(Requirement::Validity), [Verdict::Note]);
    }
}
