//! A project that builds a carrier of cooperation brings evidence of its channels or of its body abroad.

use super::{Answer, Applies, Check, Level, Message, ProjectContext, Requirement, Rule, Text, Verdict, not_applicable, notice};
use crate::model::attachment::{Attachment, AttachmentKind};
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::terms::Carrier;
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "supporting-evidence-provided",
    requirement: Requirement::SupportingEvidence,
    quotes: &[notice::CARRIER],
    asks: Text {
        zh: "载体建设项目提供海外合作渠道或境外机构的佐证材料",
        en: "Projects that build carriers bring evidence of channels abroad or of their body abroad",
    },
    why: Text {
        zh: "载体建设项目以佐证材料代替合作协议", en: "For carriers such evidence takes the place of an agreement"
    },
    fix: Text {
        zh: "请补充海外合作渠道或境外机构注册、控股等证明材料",
        en: "Please add proof of channels abroad, or of the registration and control of the body abroad",
    },
    good: Text {
        zh: "境外离岸创新机构项目，附境外机构的注册登记证书。",
        en: "A project for an offshore body has the body's certificate of registration attached.",
    },
    bad: Text {
        zh: "国际技术转移服务机构项目，附件中只有承诺书和申报书。",
        en: "A project for a technology transfer service has only the commitments and the application attached.",
    },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Project(check),
};

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    let Some(carrier) = context.terms().and_then(|terms| terms.carrier) else {
        return vec![not_applicable(Message::new("不是载体建设项目", "No project that builds a carrier"))];
    };
    // An agreement with a body abroad shows a channel too.
    let shows = |attachment: &&Attachment| match attachment.kind {
        AttachmentKind::Evidence => true,
        AttachmentKind::Agreement => carrier == Carrier::Channels,
        _ => false,
    };
    let files: Vec<&Attachment> = context.attachments.iter().filter(shows).collect();
    let Some(first) = files.first() else {
        let searched: Vec<Evidence> = context.attachments.iter().map(|attachment| attachment.front.clone()).collect();
        let message = Message::new("附件中未见海外合作渠道或境外机构的佐证材料", "No evidence of channels or of a body abroad is attached");
        return vec![Answer::new(Verdict::Gap, message, context.absence(85), &searched)];
    };
    let names = context.application.offshore.iter().flat_map(|body| &body.names);
    let names: Vec<&str> = names.map(|name| name.value.as_str()).collect();
    let naming = files.iter().find(|file| names.iter().any(|name| file.names(name)));
    if carrier == Carrier::Offshore && !names.is_empty() && naming.is_none() {
        let sources = fronts(&files, EvidenceRole::Searched);
        let message = wording::at(
            &sources,
            &format!("佐证材料中未见境外机构“{}”的名称", names[0]),
            &format!("The evidence does not name the body abroad “{}”", names[0]),
        );
        return vec![Answer::new(Verdict::Review, message, 100, &sources)];
    }
    let shown = naming.unwrap_or(first);
    let title = shown.title.as_ref().map_or_else(String::new, |title| format!("“{}”", title.value));
    let sources = fronts(&[shown], EvidenceRole::Supports);
    let message = wording::at(&sources, &format!("有佐证材料{title}"), &format!("There is evidence {title}"));
    vec![Answer::new(Verdict::Pass, message, 80, &sources)]
}

fn fronts(files: &[&Attachment], role: EvidenceRole) -> Vec<Evidence> {
    files.iter().map(|file| Evidence { role, ..file.front.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, file, verdicts};
    use super::*;

    #[test]
    fn carriers_bring_evidence_and_offshore_bodies_that_of_themselves() {
        let asked = |facts: &str, files: Vec<Attachment>| verdicts(&applied(facts).with_files(files), Requirement::SupportingEvidence);
        let evidence = || file("登记证书.pdf", AttachmentKind::Evidence, "澄帆欧洲研发有限公司 登记证书");
        assert_eq!(asked("type = \"carrier_transfer\"", vec![evidence()]), [Verdict::Pass]);
        assert_eq!(asked("type = \"carrier_transfer\"", vec![file("申报书.pdf", AttachmentKind::Form, "")]), [Verdict::Gap]);
        let offshore = |name: &str| format!("type = \"carrier_offshore\"\n[offshore]\nname = \"{name}\"");
        assert_eq!(asked(&offshore("澄帆欧洲研发有限公司"), vec![evidence()]), [Verdict::Pass]);
        assert_eq!(asked(&offshore("另一研发中心"), vec![evidence()]), [Verdict::Review]);
        assert_eq!(asked("type = \"hmt\"", vec![evidence()]), [Verdict::NotApplicable]);
    }
}
