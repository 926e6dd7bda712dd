//! A Belt and Road project rests on a key or joint laboratory, or on a demonstration in the partner's country.

use super::{Answer, Applies, Check, Level, Message, ProjectContext, Requirement, Rule, Text, Verdict, not_applicable, notice, unknown};
use crate::model::attachment::AttachmentKind;
use crate::model::finding::{Evidence, EvidenceRole};
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "belt-and-road-basis",
    requirement: Requirement::BeltAndRoadBasis,
    quotes: &[notice::LABORATORY, notice::DEMONSTRATION],
    asks: Text {
        zh: "高校、科研机构的“一带一路”项目依托重点实验室或国际联合研究中心/联合实验室；企业的项目在合作国家实现应用示范",
        en: "Belt and Road projects of universities and institutes rest on a key or joint laboratory, those of companies on a demonstration in the partner's country",
    },
    why: Text {
        zh: "这是“一带一路”项目的申报条件，推荐项目汇总表也要求填写实验室名称",
        en: "It is a condition of this type of project; the authorities list the laboratory's name",
    },
    fix: Text {
        zh: "请写明所依托的实验室（研究中心）并附认定文件；企业请写明在合作国家的应用示范内容",
        en: "Please name the laboratory or centre and attach its recognition; companies please say what is demonstrated in the partner's country",
    },
    good: Text {
        zh: "依托江苏省某某重点实验室，附省科技厅批准文件。",
        en: "The project rests on a key laboratory of Jiangsu; the decision that recognises it is attached.",
    },
    bad: Text {
        zh: "大学牵头的“一带一路”项目，申报信息和附件中都没有实验室名称。",
        en: "A university leads a Belt and Road project; no laboratory is named anywhere.",
    },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Project(check),
};

/// What the bodies are called that the notice asks for.
const BODIES: &[&str] = &["重点实验室", "联合研究中心", "联合实验室", "Key Laboratory", "Joint Laborator", "Joint Research Cent"];

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    let Some(terms) = context.terms() else { return vec![unknown("项目类型", "the type of project")] };
    if terms.laboratory_for.is_empty() && terms.demonstration_for.is_empty() {
        return vec![not_applicable(Message::new("不是“一带一路”项目", "No Belt and Road project"))];
    }
    match context.applicant_kind() {
        None => vec![unknown("申报单位类型", "the applicant's kind")],
        Some(kind) if terms.laboratory_for.contains(&kind) => vec![laboratory(context)],
        Some(kind) if terms.demonstration_for.contains(&kind) => vec![demonstration(context)],
        Some(_) => vec![not_applicable(Message::new("对该类申报单位没有要求", "Nothing is asked of this kind of applicant"))],
    }
}

fn laboratory(context: &ProjectContext<'_>) -> Answer {
    let Some(stated) = &context.application.laboratory else { return unnamed(context) };
    let name = &stated.value;
    if !BODIES.iter().any(|body| name.contains(body)) {
        let message = wording::at(
            &stated.sources,
            &format!("所依托的“{name}”不是重点实验室或国际联合研究中心/联合实验室"),
            &format!("“{name}” is neither a key laboratory nor a joint centre or laboratory"),
        );
        return Answer::new(Verdict::Gap, message, 85, &stated.sources);
    }
    let proof = context.attachments.iter().find(|file| proves(file.kind) && file.names(name));
    let Some(proof) = proof else {
        let message = wording::at(
            &stated.sources,
            &format!("依托“{name}”，附件中未见其认定文件"),
            &format!("It rests on “{name}”; no file that recognises it is attached"),
        );
        return Answer::new(Verdict::Review, message, 100, &stated.sources);
    };
    let sources = vec![Evidence { role: EvidenceRole::Supports, ..proof.front.clone() }];
    let message = wording::at(&sources, &format!("依托“{name}”，有证明材料"), &format!("It rests on “{name}”, with proof"));
    Answer::new(Verdict::Pass, message, 90, &sources)
}

/// Files that can show what somebody else decided: letters and notices come under many titles.
fn proves(kind: AttachmentKind) -> bool {
    matches!(kind, AttachmentKind::Evidence | AttachmentKind::Other)
}

/// No laboratory is stated; one may be named in a file.
fn unnamed(context: &ProjectContext<'_>) -> Answer {
    let own = context.attachments.iter().filter(|file| matches!(file.kind, AttachmentKind::Form | AttachmentKind::Evidence));
    if let Some(named) = own.flat_map(|file| &file.laboratories).next() {
        let message = wording::at(
            &named.sources,
            &format!("文件中提到“{}”，请确认项目是否依托该实验室（中心）", named.value),
            &format!("A file speaks of “{}”: does the project rest on it?", named.value),
        );
        return Answer::new(Verdict::Review, message, 100, &named.sources);
    }
    let searched: Vec<Evidence> = context.attachments.iter().map(|file| file.front.clone()).chain(kind(context)).collect();
    let message = Message::new(
        "申报信息和附件中未见所依托的重点实验室或国际联合研究中心/联合实验室",
        "Neither the application nor a file names a key laboratory, joint centre or joint laboratory",
    );
    Answer::new(Verdict::Gap, message, context.absence(85), &searched)
}

fn demonstration(context: &ProjectContext<'_>) -> Answer {
    if let Some(stated) = &context.application.demonstration {
        let quoted = wording::quote(&stated.value);
        let message = wording::at(&stated.sources, &format!("应用示范：{quoted}"), &format!("Demonstration: {quoted}"));
        return Answer::new(Verdict::Pass, message, 90, &stated.sources);
    }
    if let Some(named) = context.attachments.iter().flat_map(|file| &file.demonstrations).next() {
        let quoted = wording::quote(&named.value);
        let message = wording::at(&named.sources, &format!("写有应用示范：{quoted}"), &format!("A demonstration is spoken of: {quoted}"));
        return Answer::new(Verdict::Pass, message, 75.min(named.confidence.0), &named.sources);
    }
    let searched: Vec<Evidence> = context.attachments.iter().map(|file| file.front.clone()).chain(kind(context)).collect();
    let message = Message::new("未见在合作国家的应用示范内容", "Nothing is said of a demonstration in the partner's country");
    Answer::new(Verdict::Review, message, 100, &searched)
}

/// Where the application says that it is of this type.
fn kind(context: &ProjectContext<'_>) -> Vec<Evidence> {
    context.application.kind.iter().flat_map(|kind| kind.sources.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, file, verdicts};
    use super::*;
    use crate::model::attachment::Attachment;

    fn asked(facts: &str, files: Vec<Attachment>) -> Vec<Verdict> {
        verdicts(&applied(&format!("type = \"belt_and_road\"\n{facts}")).with_files(files), Requirement::BeltAndRoadBasis)
    }

    #[test]
    fn a_university_names_its_laboratory_and_shows_it() {
        let university = |more: &str| format!("[applicant]\nkind = \"university\"\n{more}");
        let lab = "laboratory = \"江苏省海洋装备重点实验室\"";
        let proof = || vec![file("批复.pdf", AttachmentKind::Evidence, "关于批准建设江苏省海洋装备重点实验室的通知")];
        assert_eq!(asked(&university(lab), proof()), [Verdict::Pass]);
        assert_eq!(asked(&university(lab), Vec::new()), [Verdict::Review]);
        assert_eq!(asked(&university("laboratory = \"校级创新团队\""), proof()), [Verdict::Gap]);
        assert_eq!(asked(&university(""), Vec::new()), [Verdict::Gap]);
    }

    #[test]
    fn a_company_demonstrates_abroad() {
        let company = "[applicant]\nkind = \"company\"";
        assert_eq!(asked(&format!("demonstration = \"在奥克兰港安装两套\"\n{company}"), Vec::new()), [Verdict::Pass]);
        assert_eq!(asked(company, Vec::new()), [Verdict::Review]);
        assert_eq!(verdicts(&applied("type = \"hmt\""), Requirement::BeltAndRoadBasis), [Verdict::NotApplicable]);
    }
}
