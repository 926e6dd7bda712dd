//! The body abroad of an offshore project was registered in time.

use super::{Answer, Applies, Check, Level, Message, ProjectContext, Requirement, Rule, Text, Verdict, not_applicable, notice};
use crate::model::attachment::{Attachment, AttachmentKind};
use crate::model::date::Date;
use crate::model::finding::Evidence;
use crate::model::observation::Cited;
use crate::model::terms::Carrier;
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "offshore-body-registered-in-time",
    requirement: Requirement::OffshoreBody,
    quotes: &[notice::OFFSHORE, notice::INCUBATOR],
    asks: Text {
        zh: "境外研发机构或孵化机构在规定日期前注册（并购），并附证明",
        en: "The research body or incubator abroad was registered or taken over in time, with proof",
    },
    why: Text { zh: "尚未设立的境外机构不能申报", en: "A body that does not exist yet cannot be applied for" },
    fix: Text {
        zh: "请提供境外机构的注册或并购证明，写明日期", en: "Please attach proof of the registration or takeover, with its day"
    },
    good: Text {
        zh: "登记证书载明“登记日期：2021年5月12日”。", en: "The certificate says: “Date of registration: 12 May 2021”."
    },
    bad: Text { zh: "境外研发机构注册于2023年3月1日。", en: "The research body abroad was registered on 1 March 2023." },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Project(check),
};

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    let offshore = context.terms().is_some_and(|terms| terms.carrier == Some(Carrier::Offshore));
    let Some(last) = context.asks().offshore_registered_by.filter(|_| offshore) else {
        return vec![not_applicable(Message::new("不是离岸创新机构项目", "No project for an offshore body"))];
    };
    let body = context.application.offshore.as_ref();
    let stated = body.and_then(|body| body.registered.as_ref());
    let names: Vec<&str> = body.iter().flat_map(|body| &body.names).map(|name| name.value.as_str()).collect();
    let is_its =
        |file: &&Attachment| file.kind == AttachmentKind::Evidence && (names.is_empty() || names.iter().any(|name| file.names(name)));
    let shown = context.attachments.iter().filter(is_its).find_map(|file| file.registered.as_ref());
    vec![match (stated, shown) {
        (Some(stated), Some(shown)) if stated.value != shown.value => {
            let sources = [stated.sources.clone(), shown.sources.clone()].concat();
            let message = wording::at(
                &shown.sources,
                &format!("证书上的注册日期 {} 与申报信息 {} 不同", shown.value, stated.value),
                &format!("The certificate gives {}, the application {}", shown.value, stated.value),
            );
            Answer::new(Verdict::Review, message, 100, &sources)
        }
        (_, Some(day)) | (Some(day), None) => judged(day, last),
        (None, None) => {
            let searched: Vec<Evidence> = context.attachments.iter().map(|file| file.front.clone()).collect();
            let message = Message::new("未见境外机构的注册日期", "The day on which the body abroad was registered was not found");
            Answer::new(Verdict::Review, message, 100, &searched)
        }
    }]
}

fn judged(day: &Cited<Date>, last: Date) -> Answer {
    let (verdict, zh, en) = if day.value > last { (Verdict::Gap, "晚于", "after") } else { (Verdict::Pass, "不晚于", "not after") };
    let message = wording::at(
        &day.sources,
        &format!("境外机构注册于 {}，{zh}规定的 {last}", day.value),
        &format!("The body abroad was registered on {}, {en} {last}", day.value),
    );
    Answer::new(verdict, message, day.confidence.0, &day.sources)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, file, verdicts};
    use super::*;

    #[test]
    fn the_day_comes_from_the_application_or_the_certificate() {
        let asked = |facts: &str, files| {
            verdicts(&applied(&format!("type = \"carrier_offshore\"\n{facts}")).with_files(files), Requirement::OffshoreBody)
        };
        let certificate = |day: &str| {
            let mut file = file("登记证书.pdf", AttachmentKind::Evidence, "Chengfan Europe GmbH");
            file.registered = Some(crate::rules::testing::seen_cited(crate::rules::testing::day(day)));
            vec![file]
        };
        assert_eq!(asked("[offshore]\nregistered = 2022-12-31", Vec::new()), [Verdict::Pass]);
        assert_eq!(asked("[offshore]\nregistered = 2023-01-01", Vec::new()), [Verdict::Gap]);
        assert_eq!(asked("[offshore]\nname = \"Chengfan Europe GmbH\"", certificate("2023-03-01")), [Verdict::Gap]);
        assert_eq!(asked("[offshore]\nregistered = 2022-01-01", certificate("2022-02-01")), [Verdict::Review]);
        assert_eq!(asked("[offshore]\nname = \"Another Body\"", certificate("2021-03-01")), [Verdict::Review]);
        assert_eq!(verdicts(&applied("type = \"hmt\""), Requirement::OffshoreBody), [Verdict::NotApplicable]);
    }
}
