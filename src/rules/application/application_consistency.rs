//! Title, leads, period and amounts are the same in the application and in the other files.

use super::{Answer, Applies, Check, Level, Message, ProjectContext, Requirement, Rule, Text, Verdict, not_applicable, notice};
use crate::model::agreement::{Agreement, AgreementKind};
use crate::model::application::Contradiction;
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::observation::Cited;
use crate::model::text::similarity;
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "application-consistent",
    requirement: Requirement::ApplicationConsistency,
    quotes: &[notice::SIGNED, notice::BASIS],
    asks: Text {
        zh: "项目名称、负责人、起止时间和经费在申报信息、申报书和协议中一致",
        en: "Title, lead, period and amounts are the same in the application, its form and the agreements",
    },
    why: Text { zh: "协议须是就所申报的项目签署的", en: "The agreement must be on the project that is applied for" },
    fix: Text { zh: "请核对并统一各文件中的项目信息", en: "Please make the files say the same" },
    good: Text {
        zh: "协议写明“双方就‘海上风电叶片监测’项目开展合作”，与申报项目名称相同。",
        en: "The agreement says that the parties cooperate on the project that the application names.",
    },
    bad: Text {
        zh: "申报书中申请经费100万元，project.toml 中为120万元。",
        en: "The form requests 1 million yuan, project.toml says 1.2 million.",
    },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Project(check),
};

/// Under this likeness the project that an agreement names in quotation marks is another.
const ALIKE: f64 = 0.6;

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    let application = context.application;
    let mut answers: Vec<Answer> = application.contradictions.iter().map(differs).collect();
    answers.extend(amounts(context));
    answers.extend(period(context));
    answers.extend(title(context));
    if answers.is_empty() {
        answers.push(not_applicable(Message::new("没有可以相互核对的申报信息", "The application gives nothing to compare")));
    }
    answers
}

fn differs(contradiction: &Contradiction) -> Answer {
    let Contradiction { what, stated, other } = contradiction;
    let place = wording::place(&other.sources);
    let message = Message::new(
        format!("{}不一致：project.toml 为“{}”，{}为“{}”", what.zh, stated.value, place.zh, other.value),
        format!("The {} differs: “{}” in project.toml, “{}” on {}", what.en, stated.value, other.value, place.en),
    );
    let sources: Vec<Evidence> = stated.sources.iter().chain(&other.sources).map(contradicting).collect();
    Answer::new(Verdict::Gap, message, other.confidence.0.min(90), &sources)
}

fn contradicting(place: &Evidence) -> Evidence {
    Evidence { role: EvidenceRole::Contradicts, ..place.clone() }
}

/// More requested than the whole, or one side's budget above it.
fn amounts(context: &ProjectContext<'_>) -> Vec<Answer> {
    let money = &context.application.money;
    let pairs = [
        (&money.requested, &money.jiangsu, "申请经费", "江苏方总预算", "the amount requested", "the Jiangsu-side budget"),
        (&money.jiangsu, &money.total, "江苏方总预算", "项目总预算", "the Jiangsu-side budget", "the whole budget"),
    ];
    let more = pairs.into_iter().filter_map(|(part, whole, zh, zh_whole, en, en_whole)| {
        let (part, whole) = (part.as_ref()?, whole.as_ref()?);
        let sources: Vec<Evidence> = part.sources.iter().chain(&whole.sources).cloned().collect();
        if part.value <= whole.value {
            let message = wording::at(&sources, &format!("{zh}不超过{zh_whole}"), &format!("{en} is within {en_whole}"));
            return Some(Answer::new(Verdict::Pass, message, 100, &sources));
        }
        let message = wording::at(
            &sources,
            &format!("{zh} {} 万元大于{zh_whole} {} 万元", part.value, whole.value),
            &format!("{en} ({}) is more than {en_whole} ({}), in 10,000 yuan", part.value, whole.value),
        );
        Some(Answer::new(Verdict::Gap, message, 100, &sources))
    });
    more.collect()
}

fn period(context: &ProjectContext<'_>) -> Option<Answer> {
    let period = context.application.period.as_ref()?;
    let (start, end) = (period.value.start, period.value.end);
    let (verdict, zh, en) =
        if end <= start { (Verdict::Gap, "早于", "before it starts") } else { (Verdict::Pass, "晚于", "after it starts") };
    let message = wording::at(
        &period.sources,
        &format!("项目止于 {end}，{zh}起始日 {start}"),
        &format!("The project ends on {end}, {en} on {start}"),
    );
    Some(Answer::new(verdict, message, period.confidence.0, &period.sources))
}

/// Whether an agreement names the project.
fn title(context: &ProjectContext<'_>) -> Option<Answer> {
    let title = context.application.title.as_ref()?;
    if let Some(seen) = context.application.title_seen.first() {
        let sources = [vec![seen.clone()], title.sources.clone()].concat();
        let message = wording::at(&sources, "协议写明了申报的项目名称", "The agreement names the project");
        return Some(Answer::new(Verdict::Pass, message, 95, &sources));
    }
    let binding = |agreement: &&Agreement| matches!(agreement.kind.value, AgreementKind::Agreement | AgreementKind::LetterOfIntent);
    let named = context.agreements.iter().filter(binding).find_map(|agreement| {
        let own = agreement.title.as_ref()?;
        Some((quoted(&own.value)?, own))
    });
    let (name, own): (&str, &Cited<String>) = named?;
    let sources: Vec<Evidence> = own.sources.iter().chain(&title.sources).map(contradicting).collect();
    let (zh, en) = if similarity(name, &title.value) < ALIKE { ("不同", "differs from") } else { ("不完全相同", "is not quite") };
    let message = wording::at(
        &sources,
        &format!("协议所涉项目“{name}”与申报项目名称“{}”{zh}", title.value),
        &format!("The agreement's project “{name}” {en} the application's “{}”", title.value),
    );
    Some(Answer::new(Verdict::Review, message, 100, &sources))
}

/// What stands in quotation marks.
fn quoted(text: &str) -> Option<&str> {
    let pairs = [('“', '”'), ('「', '」'), ('《', '》'), ('"', '"')];
    pairs.into_iter().find_map(|(open, close)| {
        let (_, rest) = text.split_once(open)?;
        Some(rest.split_once(close)?.0).filter(|name| name.chars().count() >= 4)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, verdicts};
    use super::*;

    #[test]
    fn amounts_and_days_fit_each_other() {
        let asked = |facts: &str| verdicts(&applied(facts), Requirement::ApplicationConsistency);
        assert_eq!(asked("[budget]\nrequested = 100\njiangsu_total = 90\ntotal = 300"), [Verdict::Gap, Verdict::Pass]);
        assert_eq!(asked("period = { start = 2024-07-01, end = 2024-06-30 }"), [Verdict::Gap]);
        assert_eq!(asked("[applicant]\nname = \"某某大学\""), [Verdict::NotApplicable]);
    }

    #[test]
    fn the_agreement_is_on_the_same_project() {
        let with = |title: &str| applied(&format!("title = \"{title}\"")).with_agreement_titled("关于“海上风电叶片监测系统”的合作研究协议");
        assert_eq!(verdicts(&with("盐碱地水稻育种"), Requirement::ApplicationConsistency), [Verdict::Review]);
        let seen = with("海上风电叶片监测系统").naming_the_title();
        assert_eq!(verdicts(&seen, Requirement::ApplicationConsistency), [Verdict::Pass]);
    }

    #[test]
    fn project_toml_and_the_form_say_the_same() {
        let form = |requested: f64| applied("[budget]\nrequested = 120").with_form(requested);
        assert_eq!(verdicts(&form(100.0), Requirement::ApplicationConsistency), [Verdict::Gap]);
        assert_eq!(verdicts(&form(120.0), Requirement::ApplicationConsistency), [Verdict::NotApplicable]);
    }
}
