//! No file carries a mark of secrecy.

use super::{Answer, Applies, Check, Level, Message, ProjectContext, Requirement, Rule, Text, Verdict, not_applicable, notice};
use crate::model::finding::Evidence;
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "nothing-classified",
    requirement: Requirement::Unclassified,
    quotes: &[notice::SECRET],
    asks: Text { zh: "申报材料没有密级标志", en: "No file carries a mark of secrecy" },
    why: Text { zh: "涉密材料不得在网上申报", en: "Classified papers must not be submitted online" },
    fix: Text {
        zh: "请立即停止上传，按保密规定处理；需申报的作脱密处理",
        en: "Please do not upload it; handle it as the rules on secrets ask, and take what is classified out before applying",
    },
    good: Text { zh: "各文件均无密级标志。", en: "No file has a mark of secrecy." },
    bad: Text {
        zh: "首页右上角标有“机密★3年”。", en: "The first page is marked “机密★3年” (secret, three years)."
    },
    level: Level::Must,
    applies: Applies::Always,
    check: Check::Project(check),
};

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    if context.attachments.is_empty() {
        return vec![not_applicable(Message::new("没有可检查的文件", "There is no file to look at"))];
    }
    let marked: Vec<_> = context.attachments.iter().flat_map(|file| &file.markings).collect();
    if marked.is_empty() {
        let searched: Vec<Evidence> = context.attachments.iter().map(|file| file.front.clone()).collect();
        let message = Message::new("各文件未见密级标志", "No mark of secrecy was seen");
        // That nothing was seen on pages that nobody read is no pass, but no reason to hold a project up either.
        return vec![Answer::new(Verdict::Pass, message, 90, &searched)];
    }
    let told = marked.into_iter().map(|mark| {
        let quoted = wording::quote(&mark.value);
        let message = wording::at(&mark.sources, &format!("有密级标志{quoted}"), &format!("There is the mark of secrecy {quoted}"));
        Answer::new(Verdict::Gap, message, mark.confidence.0, &mark.sources)
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, file, verdicts};
    use super::*;
    use crate::model::attachment::AttachmentKind;
    use crate::rules::testing::seen_cited;

    #[test]
    fn a_mark_is_a_gap() {
        let mut paper = file("协议.pdf", AttachmentKind::Agreement, "");
        assert_eq!(verdicts(&applied("").with_files(vec![paper.clone()]), Requirement::Unclassified), [Verdict::Pass]);
        paper.markings.push(seen_cited("机密★3年".to_owned()));
        assert_eq!(verdicts(&applied("").with_files(vec![paper]), Requirement::Unclassified), [Verdict::Gap]);
    }
}
