//! The amount requested is within the cap and share of its type of project.

use super::{
    Answer, Applies, Check, Level, Message, ProjectContext, Requirement, Rule, Text, Verdict, not_applicable, notice, unknown, words,
};
use crate::model::observation::Cited;
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "funding-within-cap",
    requirement: Requirement::FundingCap,
    quotes: &[notice::BILATERAL, notice::KEY_COUNTRY_CAP, notice::BELT_AND_ROAD_CAP, notice::HMT, notice::CARRIER_CAP],
    asks: Text {
        zh: "申请省资助经费不超过本类项目的上限和占预算的比例",
        en: "The amount requested is within the cap and the share of the budget for its type of project",
    },
    why: Text {
        zh: "超过上限或比例的申请，形式审查不予通过", en: "An application for more is turned away at the formal review"
    },
    fix: Text { zh: "请调减申请经费或补足自筹经费", en: "Please request less or raise the project's own contribution" },
    good: Text {
        zh: "重点国别项目申请省资助经费120万元，江苏方总预算300万元。",
        en: "A key-country project requests 1.2 million yuan; the Jiangsu side's budget is 3 million.",
    },
    bad: Text {
        zh: "重点国别项目申请省资助经费120万元，江苏方总预算200万元。——超过江苏方总预算的50%",
        en: "A key-country project requests 1.2 million yuan; the Jiangsu side's budget is 2 million. (more than half of it)",
    },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Project(check),
};

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    let Some(requested) = &context.application.money.requested else {
        return vec![unknown("申请经费", "the amount requested")];
    };
    let Some(terms) = context.terms() else { return vec![unknown("项目类型", "the type of project")] };
    if !requested.value.is_finite() || requested.value <= 0.0 {
        let message = wording::at(&requested.sources, "申请经费不是正数", "The amount requested is no positive number");
        return vec![Answer::new(Verdict::Review, message, 100, &requested.sources)];
    }
    let mut answers = Vec::new();
    if let Some(cap) = terms.cap {
        answers.push(within(requested, cap, "本类项目上限", "the cap for this type of project"));
    }
    answers.extend(share(context, requested));
    answers
}

/// Whether the amount is within a limit.
fn within(requested: &Cited<f64>, limit: f64, zh: &str, en: &str) -> Answer {
    let (amount, most) = (words::amount(requested.value), words::amount(limit));
    let (verdict, over, more) =
        if requested.value > limit { (Verdict::Gap, "超过", "more than") } else { (Verdict::Pass, "未超过", "within") };
    let message = wording::at(
        &requested.sources,
        &format!("申请经费 {}，{over}{zh}（{}）", amount.zh, most.zh),
        &format!("{} requested, {more} {en} ({})", amount.en, most.en),
    );
    Answer::new(verdict, message, requested.confidence.0, &requested.sources)
}

/// Whether the amount is within its share of the budget; nothing where the notice sets none.
fn share(context: &ProjectContext<'_>, requested: &Cited<f64>) -> Option<Answer> {
    let terms = context.terms()?;
    let share = terms.share?;
    let (base, zh, en) = if terms.share_of_total {
        (&context.application.money.total, "项目总预算", "the whole budget")
    } else {
        (&context.application.money.jiangsu, "江苏方总预算", "the Jiangsu-side budget")
    };
    let applicant = context.applicant_kind();
    if !terms.share_for.is_empty() && !applicant.is_some_and(|kind| terms.share_for.contains(&kind)) {
        let reason = match applicant {
            Some(kind) => {
                let kind = words::kind(kind);
                Message::new(format!("{}牵头的本类项目不限比例", kind.zh), format!("No share is set where a {} leads", kind.en))
            }
            None => Message::new("申报单位类型未知，未核对占预算的比例", "The applicant's kind is unknown: the share was not checked"),
        };
        return Some(not_applicable(reason));
    }
    let Some(base) = base else {
        let reason = Message::new(format!("申报信息中没有{zh}，未核对比例"), format!("{en} is not given: the share was not checked"));
        return Some(not_applicable(reason));
    };
    let limit = base.value * share / 100.0;
    let mut answer = within(requested, limit, &format!("{zh}的 {share}%"), &format!("{share} % of {en}"));
    answer.evidence.extend(base.sources.clone());
    Some(answer)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, verdicts};
    use super::*;

    fn asked(kind: &str, applicant: &str, requested: &str, jiangsu: &str) -> Vec<Verdict> {
        let facts =
            format!("type = \"{kind}\"\n[applicant]\nkind = \"{applicant}\"\n[budget]\nrequested = {requested}\njiangsu_total = {jiangsu}");
        verdicts(&applied(&facts), Requirement::FundingCap)
    }

    #[test]
    fn caps_and_shares_follow_the_type_and_the_applicant() {
        use Verdict::{Gap, NotApplicable, Pass};
        assert_eq!(asked("key_country", "company", "120", "240"), [Pass, Pass]);
        assert_eq!(asked("key_country", "company", "120.5", "300"), [Gap, Pass]);
        assert_eq!(asked("bilateral", "company", "150", "299"), [Pass, Gap]);
        assert_eq!(asked("belt_and_road", "university", "120", "120"), [Pass, NotApplicable]);
        assert_eq!(asked("belt_and_road", "company", "120", "200"), [Pass, Gap]);
    }

    #[test]
    fn carriers_are_measured_by_the_whole_budget() {
        let facts = "type = \"carrier_transfer\"\n[budget]\nrequested = 100\njiangsu_total = 500\ntotal = 190";
        assert_eq!(verdicts(&applied(facts), Requirement::FundingCap), [Verdict::Pass, Verdict::Gap]);
    }

    #[test]
    fn what_is_not_given_is_not_asked() {
        assert_eq!(verdicts(&applied("type = \"hmt\""), Requirement::FundingCap), [Verdict::NotApplicable]);
        assert_eq!(verdicts(&applied(""), Requirement::FundingCap), [Verdict::NotApplicable]);
        assert_eq!(asked("hmt", "company", "nan", "1"), [Verdict::Review]);
    }
}
