//! The applicant was registered in the province before the programme's last day for it.

use super::{Answer, Applies, Check, Level, ProjectContext, Requirement, Rule, Text, Verdict, not_applicable, notice, unknown, words};
use crate::model::attachment::{Attachment, AttachmentKind};
use crate::model::finding::Message;
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "applicant-registered-in-time",
    requirement: Requirement::ApplicantRegistered,
    quotes: &[notice::REGISTERED],
    asks: Text {
        zh: "申报单位是规定日期前在江苏省注册的独立法人",
        en: "The applicant was registered in Jiangsu by the day that the notice sets",
    },
    why: Text { zh: "注册不满规定时间的单位不能申报", en: "Who was registered later cannot apply" },
    fix: Text {
        zh: "请核对申报单位的注册日期和注册地；不符合的不能申报",
        en: "Please check day and place of registration; who does not meet them cannot apply",
    },
    good: Text {
        zh: "申报单位注册于2015年6月1日，注册地江苏省南京市。", en: "The applicant was registered in Nanjing on 1 June 2015."
    },
    bad: Text {
        zh: "申报单位注册于2023年2月1日。——晚于2022年12月31日",
        en: "The applicant was registered on 1 February 2023. (after 31 December 2022)",
    },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Project(check),
};

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    let Some(last) = context.asks().registered_by else {
        return vec![not_applicable(Message::new("本计划没有注册日期要求", "The programme sets no day of registration"))];
    };
    let applicant = &context.application.applicant;
    let mut answers = Vec::new();
    let own = |file: &&Attachment| file.kind == AttachmentKind::Evidence && applicant.names.iter().any(|name| file.names(&name.value));
    let shown = context.attachments.iter().filter(own).find_map(|file| file.registered.as_ref());
    match applicant.registered.as_ref().or(shown) {
        Some(day) => {
            let (verdict, zh, en) =
                if day.value > last { (Verdict::Gap, "晚于", "after") } else { (Verdict::Pass, "不晚于", "not after") };
            let message = wording::at(
                &day.sources,
                &format!("申报单位注册于 {}，{zh}规定的 {last}", day.value),
                &format!("The applicant was registered on {}, {en} {last}", day.value),
            );
            answers.push(Answer::new(verdict, message, day.confidence.0, &day.sources));
        }
        None => answers.push(unknown("申报单位注册日期", "the applicant's day of registration")),
    }
    if let Some(place) = &applicant.place {
        let ours = context.asks().places.iter().any(|known| place.value.contains(known.as_str()));
        let quoted = wording::quote(&place.value);
        let who = words::organisation(applicant);
        let (verdict, zh, en) = if ours { (Verdict::Pass, "在", "in") } else { (Verdict::Gap, "不在", "outside") };
        let message = wording::at(
            &place.sources,
            &format!("申报单位{}注册地{quoted}{zh}本省", who.zh),
            &format!("{}: the place of registration {quoted} is {en} the province", who.en),
        );
        answers.push(Answer::new(verdict, message, place.confidence.0, &place.sources));
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, verdicts};
    use super::*;

    #[test]
    fn day_and_place_of_registration_are_asked_for() {
        let asked = |facts: &str| verdicts(&applied(&format!("[applicant]\n{facts}")), Requirement::ApplicantRegistered);
        assert_eq!(asked("registered = 2022-12-31"), [Verdict::Pass]);
        assert_eq!(asked("registered = 2023-01-01"), [Verdict::Gap]);
        assert_eq!(asked("name = \"某某公司\""), [Verdict::NotApplicable]);
        assert_eq!(asked("registered = 2001-05-01\nplace = \"上海市\""), [Verdict::Pass, Verdict::Gap]);
        assert_eq!(asked("registered = 2001-05-01\nplace = \"苏州市\""), [Verdict::Pass, Verdict::Pass]);
    }
}
