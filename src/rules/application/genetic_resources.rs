//! Human genetic or germplasm resources that the files speak of are pointed out.

use super::{Answer, Applies, Check, Level, Message, ProjectContext, Requirement, Rule, Text, Verdict, not_applicable, notice};
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "genetic-resources-named",
    requirement: Requirement::GeneticResources,
    quotes: &[notice::GENETIC, notice::GENETIC_COLUMN],
    asks: Text {
        zh: "涉及人类遗传资源、种质资源的合作有所提示，以便核对审批手续",
        en: "Cooperation on human genetic or germplasm resources is pointed out, so that approvals can be looked at",
    },
    why: Text { zh: "推荐项目汇总表要求填写是否涉及", en: "The authorities list whether such resources are concerned" },
    fix: Text {
        zh: "请核对是否须事先审批；已获批准的请附批准文件", en: "Please see whether approval is needed beforehand, and attach it"
    },
    good: Text { zh: "本项目不涉及人类遗传资源。", en: "The project does not involve human genetic resources." },
    bad: Text {
        zh: "乙方向甲方提供小麦种质资源200份用于育种。——须核对审批手续",
        en: "Party B provides 200 samples of wheat germplasm for breeding. (approval must be looked at)",
    },
    level: Level::Should,
    applies: Applies::Always,
    check: Check::Project(check),
};

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    let found: Vec<_> = context.attachments.iter().flat_map(|file| &file.genetics).collect();
    let Some(first) = found.first() else {
        return vec![not_applicable(Message::new("文件中未提到遗传资源或种质资源", "No file speaks of genetic or germplasm resources"))];
    };
    let quoted = wording::quote(&first.value);
    let message = wording::at(
        &first.sources,
        &format!("提到遗传资源或种质资源：{quoted}"),
        &format!("Genetic or germplasm resources are spoken of: {quoted}"),
    );
    let sources: Vec<_> = found.iter().flat_map(|found| found.sources.clone()).collect();
    vec![Answer::new(Verdict::Note, message, first.confidence.0, &sources)]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, file, verdicts};
    use super::*;
    use crate::model::attachment::AttachmentKind;
    use crate::rules::testing::seen_cited;

    #[test]
    fn what_is_spoken_of_is_a_note() {
        let mut paper = file("协议.pdf", AttachmentKind::Agreement, "");
        assert_eq!(verdicts(&applied("").with_files(vec![paper.clone()]), Requirement::GeneticResources), [Verdict::NotApplicable]);
        paper.genetics.push(seen_cited("乙方提供种质资源。".to_owned()));
        assert_eq!(verdicts(&applied("").with_files(vec![paper]), Requirement::GeneticResources), [Verdict::Note]);
    }
}
