//! No placeholder is left in operative text.

use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::finding::{EvidenceRole, Level, Message, Requirement, Verdict};

pub(super) const RULE: Rule = Rule {
    id: "no-blanks-left",
    requirement: Requirement::Blanks,
    quotes: &[notice::COMPLETE],
    asks: Text { zh: "正文没有未填写的空白或占位符", en: "No blank or placeholder is left in the text" },
    why: Text {
        zh: "空白处内容不明，已签署的文件留有空白即不规范",
        en: "What a blank means is open: a paper that was signed with blanks in it is not properly drawn up",
    },
    fix: Text {
        zh: "请补全或删除所列空白、占位符；已签署的协议应由各方重新确认",
        en: "Please fill in or remove the blanks and placeholders listed; if the agreement is signed, all parties should confirm the change",
    },
    good: Text {
        zh: "项目总经费为人民币300万元，由乙方于2025年3月31日前支付。",
        en: "The total budget is EUR 400,000, payable by 31 March 2025.",
    },
    bad: Text {
        zh: "项目总经费为人民币＿＿＿万元，由乙方于20＿＿年＿＿月＿＿日前支付。",
        en: "The total budget is EUR ______, payable by [date].",
    },
    level: Level::Should,
    applies: Applies::Agreements,
    check: Check::Agreement(check),
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    if context.agreement.blanks.is_empty() {
        let message = Message::new("正文未见空白或占位符", "No blanks or placeholders are seen");
        // A placeholder that a poor scan hides is no reason to bother a person: other rules speak of the scan.
        let confidence = if context.agreement.has_unread_pages() { 0 } else { 80 };
        return vec![Answer::new(Verdict::Pass, message, confidence, &context.front(EvidenceRole::Searched))];
    }
    let one = |blank: &crate::model::agreement::Cited<String>| {
        let quoted = wording::quote(&blank.value);
        let message = wording::at(&blank.sources, &format!("留有未填内容{quoted}"), &format!("A placeholder is left: {quoted}"));
        Answer::new(Verdict::Gap, message, blank.confidence.0, &blank.sources)
    };
    context.agreement.blanks.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, seen_cited};
    use super::*;

    #[test]
    fn each_placeholder_is_reported() {
        let case = clean().edit(|a| a.blanks = vec![seen_cited("20__年".into()), seen_cited("[name]".into())]);
        assert_eq!(case.verdicts(Requirement::Blanks), [Verdict::Gap, Verdict::Gap]);
    }
}
