//! Originals and their Chinese counterparts.

use super::{one, understood};
use crate::model::agreement::{Agreement, Role, Translation, TranslationDefect};

const ENGLISH: &str = "# Cooperation Agreement
    Party A: Jiangsu Hailing University
    Party B: Auckland Marine Institute
    Article 1 Purpose
    The Parties carry out joint research on membranes for the desalination of sea water.
    Article 2 Responsibilities
    Party A shall synthesise the membrane materials. Party B shall test their performance in its laboratories.
    Article 3 Intellectual Property
    Joint results are jointly owned, and each Party may use them free of charge.
    Article 4 Funding
    Party A shall contribute RMB 1.5 million; Party B shall contribute NZD 80,000 in kind.
    Article 5 Term
    This Agreement is valid from 1 March 2024 to 31 December 2026.
    Signature:
    Date:";
const CHINESE: &str = "# 合作协议(译文)
    甲方：江苏海陵大学
    乙方：奥克兰海洋研究所
    第一条 目的
    双方就海水淡化膜开展联合研究，共同提高膜材料的性能和使用寿命，形成示范应用。
    第二条 职责
    甲方应合成膜材料。乙方应在其实验室测试其性能。
    第三条 知识产权
    共同成果由双方共有，任何一方均可免费使用。
    第四条 经费
    甲方出资人民币150万元，乙方以实物出资80,000新西兰元。
    第五条 期限
    本协议有效期自2024年3月1日至2026年12月31日。
    签字：
    日期：";
const RUSSIAN: &str = "# Договор о сотрудничестве
    Статья 1. Предмет договора
    Стороны проводят совместные исследования в области опреснения морской воды.
    Статья 2. Обязанности сторон
    Сторона А синтезирует мембраны. Сторона Б испытывает мембраны в своей лаборатории.
    Статья 3. Срок действия
    Договор действует с 1 марта 2024 г. по 31 декабря 2026 г.
    Подпись:";
const STRANGE: &str = "# 技术服务合同
    第一条 服务内容
    受托方为委托方提供车间节能改造的诊断服务，包括现场勘查、方案编制和人员培训，并对改造后的运行数据进行跟踪评估。
    第二条 费用
    服务费总额为人民币23.7万元，分三期支付，第一期支付30%，第二期支付45%。
    第三条 时间
    服务期自2021年5月6日至2021年11月20日。
    第四条 验收
    按附表验收。
    第五条 违约
    违约金为12%。
    第六条 争议
    提交法院。
    第七条 保密
    双方应保密。
    第八条 变更
    书面变更。
    第九条 其他
    一式四份。";

fn defects(agreement: &Agreement) -> Vec<TranslationDefect> {
    match &agreement.translation {
        Translation::Found { defects, .. } => defects.iter().map(|defect| defect.value.clone()).collect(),
        other => panic!("a translation expected: {other:?}"),
    }
}

#[test]
fn a_separate_translation_is_paired_whatever_its_name() {
    for (original, name) in [(ENGLISH, "2.pdf"), (ENGLISH, "agreement_cn.pdf")] {
        let all = understood(&[("1.pdf", original), (name, CHINESE)]);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].documents.iter().map(|d| d.role).collect::<Vec<_>>(), [Role::Original, Role::Translation]);
        assert_eq!(defects(&all[0]), []);
    }
}

#[test]
fn missing_articles_dates_amounts_and_signature_blocks_are_listed() {
    let partial = CHINESE
        .replace("第五条 期限\n    本协议有效期自2024年3月1日至2026年12月31日。\n", "")
        .replace("80,000", "60,000")
        .replace("签字：\n    日期：", "");
    let found = defects(&understood(&[("1.pdf", ENGLISH), ("2.pdf", &partial)])[0]);
    assert!(found.contains(&TranslationDefect::Article(5)), "{found:?}");
    assert!(found.iter().any(|defect| matches!(defect, TranslationDefect::Date(text) if text.contains("2026"))), "{found:?}");
    assert!(found.iter().any(|defect| matches!(defect, TranslationDefect::Amount(text) if text.contains("80,000"))), "{found:?}");
    assert!(found.contains(&TranslationDefect::SignatureBlock), "{found:?}");
}

#[test]
fn who_signed_may_be_told_in_lines_that_run_together() {
    let told = "签署：王建平，董事长，代表江苏海陵大学 日期：2024年2月19日\n    签署：Pieter Novak，董事总经理，代表奥克兰海洋研究所 日期：2024年2月19日";
    let chinese = CHINESE.replace("签字：\n    日期：", told);
    assert_eq!(defects(&understood(&[("1.pdf", ENGLISH), ("2.pdf", &chinese)])[0]), []);
}

#[test]
fn without_a_chinese_text_the_translation_is_missing() {
    for text in [ENGLISH, RUSSIAN] {
        assert!(matches!(one(text).translation, Translation::Missing(_)), "{:?}", one(text).translation);
    }
}

#[test]
fn another_agreements_translation_is_told_apart() {
    let all = understood(&[("Agreement.pdf", ENGLISH), ("Agreement 译文.pdf", STRANGE)]);
    assert_eq!(all.len(), 1);
    assert!(matches!(all[0].translation, Translation::OtherAgreement { .. }), "{:?}", all[0].translation);
}

#[test]
fn two_originals_get_their_own_translations() {
    let second = ENGLISH
        .replace("2026", "2028")
        .replace("1 March 2024", "9 June 2024")
        .replace("1.5 million", "2.8 million")
        .replace("80,000", "45,000");
    let second_chinese =
        CHINESE.replace("2026", "2028").replace("2024年3月1日", "2024年6月9日").replace("150万", "280万").replace("80,000", "45,000");
    let all = understood(&[("a.pdf", ENGLISH), ("b.pdf", &second), ("x.pdf", &second_chinese), ("y.pdf", CHINESE)]);
    let pairs: Vec<Vec<&str>> = all.iter().map(|agreement| agreement.documents.iter().map(|d| d.file.as_str()).collect()).collect();
    assert_eq!(pairs, [["a.pdf", "y.pdf"], ["b.pdf", "x.pdf"]]);
}

#[test]
fn counterparts_are_one_agreement() {
    let all = understood(&[("signed by A.pdf", ENGLISH), ("signed by B.pdf", ENGLISH), ("x.pdf", CHINESE)]);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].documents.iter().map(|d| d.role).collect::<Vec<_>>(), [Role::Original, Role::SignaturePage, Role::Translation]);
}

#[test]
fn halves_and_alternating_paragraphs_hold_their_own_translation() {
    let halves = one(&format!("{ENGLISH}\n---\n{CHINESE}"));
    assert_eq!(defects(&halves), []);
    let alternating: Vec<String> =
        ENGLISH.lines().zip(CHINESE.lines()).map(|(en, zh)| format!("{en}\n{}", zh.trim().trim_start_matches("# "))).collect();
    assert_eq!(defects(&one(&alternating.join("\n"))), []);
}

#[test]
fn chinese_originals_need_none_even_with_a_foreign_copy_inside_the_project() {
    assert_eq!(one(CHINESE).translation, Translation::NotNeeded);
}

#[test]
fn an_article_whose_heading_was_not_recognised_is_not_missing() {
    for heading in ["5条 期限", "期限与终止"] {
        let chinese = CHINESE.replace("第五条 期限", heading);
        assert_eq!(defects(&understood(&[("1.pdf", ENGLISH), ("2.pdf", &chinese)])[0]), [], "{heading}");
    }
}

#[test]
fn a_form_in_two_languages_serves_both() {
    let form = "签字 Signature\n日期 Date";
    let both = format!("{}\n---\n{}\n{form}", ENGLISH.replace("Signature:\n    Date:", ""), CHINESE.replace("签字：\n    日期：", ""));
    assert_eq!(defects(&one(&both)), []);
}

#[test]
fn a_translation_whose_title_tells_nothing_is_still_one() {
    let chinese = CHINESE.replace("# 合作协议(译文)", "# 合作约定").replace("本协议有效期自", "有效期自");
    let all = understood(&[("1.pdf", ENGLISH), ("2.pdf", &chinese)]);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].documents.iter().map(|d| d.role).collect::<Vec<_>>(), [Role::Original, Role::Translation]);
    // A Chinese paper of another matter stays by itself.
    let notes = "# 参观记录\n参观了车间和实验室，听取了关于节能改造的介绍，讨论了人员培训和数据评估，参观人数为二十五人，时间为2021年5月6日，费用为2.3万元。".repeat(3);
    let all = understood(&[("1.pdf", ENGLISH), ("2.pdf", &notes)]);
    assert!(all.iter().all(|agreement| agreement.documents.iter().all(|d| d.role != Role::Translation)), "{all:?}");
}

#[test]
fn a_line_per_party_at_the_end_is_a_translations_form() {
    let closing = "江苏海陵大学代表 王立 校长 2024年2月1日\n    奥克兰海洋研究所代表 J. Hart 所长 2024年2月1日";
    let chinese = CHINESE.replace("签字：\n    日期：", closing);
    assert_eq!(defects(&understood(&[("1.pdf", ENGLISH), ("2.pdf", &chinese)])[0]), []);
}

#[test]
fn another_partys_name_in_the_translation_is_a_defect() {
    let english = ENGLISH.replace("Auckland Marine Institute", "Auckland Marine Technology Institute");
    let other = CHINESE.replace("奥克兰海洋研究所", "奥克兰海洋研究所(Auckland Freshwater Technology Institute)");
    let found = defects(&understood(&[("1.pdf", &english), ("2.pdf", &other)])[0]);
    assert_eq!(found, [TranslationDefect::Party("Auckland Marine Technology Institute".to_owned())]);
    let same = other.replace("Freshwater", "Marine");
    assert_eq!(defects(&understood(&[("1.pdf", &english), ("2.pdf", &same)])[0]), []);
}

#[test]
fn a_name_in_two_scripts_stands_in_the_translation_by_its_chinese_part() {
    let english = ENGLISH.replace("Jiangsu Hailing University", "Jiangsu Hailing University (江苏海陵大学)");
    assert_eq!(defects(&understood(&[("1.pdf", &english), ("2.pdf", CHINESE)])[0]), []);
}

#[test]
fn a_second_half_in_chinese_names_no_new_parties() {
    let english = "# Cooperation Agreement
        This Agreement is made between Jiangsu Hailing Marine Co., Ltd. (\"Hailing\") and Auckland Marine Institute (\"AMI\").
        Hailing shall synthesise the membrane materials. AMI shall test their performance in its laboratories.";
    let chinese = "合作协议
        本协议由江苏海陵海洋有限公司（以下简称“海陵”）与奥克兰海洋研究所（以下简称“研究所”）订立。
        海陵合成膜材料，研究所在其实验室测试膜的性能，双方共同发表论文并分享数据。";
    let agreement = one(&format!("{english}\n{chinese}"));
    let names: Vec<Option<&str>> = agreement.parties.iter().map(|party| party.name.seen().map(|name| name.value.as_str())).collect();
    assert_eq!(names, [Some("Jiangsu Hailing Marine Co., Ltd."), Some("Auckland Marine Institute")]);
    assert!(
        agreement.parties[0].aliases.iter().any(|alias| alias.value.contains("江苏海陵海洋有限公司")),
        "{:?}",
        agreement.parties[0].aliases
    );
}
