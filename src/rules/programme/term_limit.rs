//! The agreement runs no longer than the programme allows.

use super::super::{Answer, Applies, Check, Context, Rule, Text, wording};
use crate::model::finding::{EvidenceRole, Level, Message, Requirement, Verdict};

pub(in super::super) const RULE: Rule = Rule {
    id: "term-within-maximum",
    requirement: Requirement::TermLimit,
    quotes: &[],
    asks: Text { zh: "协议期限不超过规则集规定的年限", en: "The agreement runs no longer than the profile's longest term" },
    why: Text {
        zh: "有的计划规定了合作期限的上限，超过的部分不予认可",
        en: "Some programmes limit how long a cooperation may run, and do not recognise what goes beyond",
    },
    fix: Text {
        zh: "请与合作方签订补充协议，把期限改到规定的年限以内",
        en: "Please agree on a term within the limit, in a supplementary agreement",
    },
    good: Text {
        zh: "本协议自签字之日起生效，有效期三年。——上限为五年",
        en: "This Agreement runs for three years from signing. (the limit is five)",
    },
    bad: Text {
        zh: "本协议有效期自2024年1月8日至2034年1月7日。——上限为五年",
        en: "This Agreement runs from 8 January 2024 until 7 January 2034. (the limit is five years)",
    },
    level: Level::Off,
    applies: Applies::Agreements,
    check: Check::Agreement(check),
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    let Some(years) = context.profile.longest_term_years else {
        let message = Message::new("规则集没有规定最长年限", "The profile has no longest term");
        return vec![Answer::new(Verdict::NotApplicable, message, 100, &[])];
    };
    vec![judge(context, years)]
}

fn judge(context: &Context<'_>, years: u8) -> Answer {
    let term = &context.agreement.term;
    if let (Some(start), Some(end)) = (term.start.seen(), term.end.seen()) {
        let sources = [start.sources.clone(), end.sources.clone()].concat();
        let within = end.value <= start.value.plus_months(12 * i32::from(years));
        let (verdict, zh, en) = if within { (Verdict::Pass, "未超过", "within") } else { (Verdict::Gap, "超过", "more than") };
        let message = wording::at(
            &sources,
            &format!("协议期限为{}至{}，{zh}规定的{years}年", start.value, end.value),
            &format!("The term from {} to {} is {en} the {years} years allowed", start.value, end.value),
        );
        return Answer::new(verdict, message, start.confidence.and(end.confidence).0, &sources);
    }
    if let Some(open) = &term.open_ended {
        let quoted = wording::quote(&open.value);
        let (zh, en) = (
            format!("协议期限未限定日期{quoted}，无法判断是否超过{years}年"),
            format!("The term has no fixed end {quoted}: whether it is more than {years} years cannot be told"),
        );
        return Answer::new(Verdict::Review, wording::at(&open.sources, &zh, &en), open.confidence.0, &open.sources);
    }
    let (zh, en) = (
        format!("未能确定协议的起止日期，无法判断是否超过{years}年"),
        format!("First and last day of the term were not found: whether it is more than {years} years cannot be told"),
    );
    Answer::new(Verdict::Review, Message::new(zh, en), 70, &context.front(EvidenceRole::Searched))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{clean, day, seen, seen_cited};
    use super::*;
    use crate::model::agreement::{Observation, Term};

    fn verdict(start: Option<&str>, end: Option<&str>, open: bool) -> Vec<Verdict> {
        let when = |text: Option<&str>| text.map_or_else(Observation::default, |text| seen(day(text)));
        let case = clean().profile(|profile| {
            profile.longest_term_years = Some(5);
            profile.levels.insert(RULE.id.to_owned(), Level::Must);
        });
        let open_ended = open.then(|| seen_cited("至项目完成之日止".to_owned()));
        case.edit(|a| a.term = Term { start: when(start), end: when(end), open_ended, first_end: None }).verdicts(Requirement::TermLimit)
    }

    #[test]
    fn the_years_are_counted_from_the_first_day() {
        assert_eq!(verdict(Some("2024-01-08"), Some("2029-01-08"), false), [Verdict::Pass]);
        assert_eq!(verdict(Some("2024-01-08"), Some("2029-01-09"), false), [Verdict::Gap]);
    }

    #[test]
    fn what_has_no_last_day_goes_to_a_person() {
        assert_eq!(verdict(None, None, true), [Verdict::Review]);
        assert_eq!(verdict(None, Some("2027-01-08"), false), [Verdict::Review]);
    }

    #[test]
    fn it_is_off_unless_a_profile_turns_it_on() {
        assert!(clean().verdicts(Requirement::TermLimit).is_empty());
    }
}
