//! Placeholders, annexes and page numbers.

use super::one;

fn blanks(text: &str) -> Vec<String> {
    one(text).blanks.into_iter().map(|blank| blank.value).collect()
}

#[test]
fn placeholders_in_operative_text_are_found() {
    for text in [
        "甲方负责________的研究。",
        "本协议有效期自20__年__月__日起。",
        "自 年 月 日起生效。",
        "The budget amounts to [amount] euros.",
        "between [Name of University] and the company",
        "经费总额×××万元。",
        "合作单位：XXX公司",
        "知识产权归属：【待定】。",
        "金额（待填）元",
        "Party B shall [●].",
        "Liability: TBD",
        "[à compléter]",
        "Die Laufzeit beträgt [einzufügen].",
        "[указать наименование организации]",
        "委託先は○○株式会社とする。",
    ] {
        assert_eq!(
            blanks(&format!("# 合作协议\n第一条 内容\n{text}\n第二条 其他\n本协议一式两份。本协议生效。")).len().min(1),
            1,
            "{text}"
        );
    }
}

#[test]
fn what_only_looks_like_a_placeholder_is_none() {
    for text in [
        "The price is [***] and confidential.",
        "see reference [12] and [sic]",
        "第一条 合作内容........3",
        "1. Purpose ______________ 5",
        "二○○八年签订的协议",
        "项目名称：____多语种大模型____",
        "签字：____________",
        "日期：____年__月__日",
        "Signature: ______________",
        "[Signature page follows]",
    ] {
        assert!(
            blanks(&format!("# 合作协议\n第一条 内容\n双方合作。\n第二条 其他\n{text}")).is_empty(),
            "{text}: {:?}",
            blanks(&format!("# 协议\n{text}"))
        );
    }
}

#[test]
fn annexes_are_looked_for() {
    let missing = one("# 合作协议\n第一条 内容\n研究内容见附件1，预算见附件二。\n第二条 其他\n本协议一式两份。");
    let names: Vec<_> = missing.annexes.iter().map(|annex| (annex.name.as_str(), annex.found.is_some())).collect();
    assert_eq!(names, [("附件1", false), ("附件二", false)]);
    let there = one(
        "# Agreement\n1. Work\nThe work is described in Annex A.\n2. Other\nNothing.\n---\nAnnex A Work Plan\nParty A shall build the rig in the first year and test it in the second.",
    );
    assert_eq!(there.annexes.len(), 1);
    assert!(there.annexes[0].found.is_some());
    for (named, headed) in [
        ("as set out in Schedule 1", "Schedule 1 Work Plan"),
        ("see Exhibit B", "Exhibit B Budget"),
        ("указаны в Приложении 2", "Приложение 2 План работ"),
        ("詳細は別添1による", "別添1 研究計画"),
    ] {
        let text = format!(
            "# Agreement\n1. Work\nThe work is {named}.\n2. Other\nNothing.\n---\n{headed}\nParty A shall build the rig in the first year and test it in the second."
        );
        let agreement = one(&text);
        assert!(
            agreement.annexes.iter().all(|annex| annex.found.is_some()) && !agreement.annexes.is_empty(),
            "{headed}: {:?}",
            agreement.annexes
        );
    }
    let listed = one("# 合作协议\n第一条 内容\n研究内容见附件1。\n附件：\n附件1 任务书\n附件2 预算表");
    assert!(listed.annexes.iter().all(|annex| annex.found.is_none()), "{:?}", listed.annexes);
    for (text, name) in [
        ("Die Arbeitspakete stehen in Anlage 2.", "Anlage 2"),
        ("работы указаны в Приложении № 3.", "Приложении No 3"),
        ("詳細は別紙1のとおりとする。", "別紙1"),
    ] {
        let agreement = one(&format!("# 合作协议 Agreement\n1. Work\n{text}\n2. Other\nThis Agreement. This Agreement."));
        assert_eq!(agreement.annexes.first().map(|annex| annex.name.as_str()), Some(name));
    }
}
