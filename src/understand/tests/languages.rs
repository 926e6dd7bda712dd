//! Languages of documents and what papers are.

use super::{document, one, understood};
use crate::model::agreement::{AgreementKind, Language};
use crate::understand::group::File;

fn languages(text: &str) -> Vec<Language> {
    File::of(&document("a.pdf", text)).languages
}

#[test]
fn running_text_decides_the_language() {
    use Language::{De, En, Es, Fr, Ja, Ko, Ru, Zh};
    for (language, text) in [
        (Zh, "# 合作协议\n本协议由双方经友好协商，就联合研究事宜达成一致，共同遵守。"),
        (Zh, "# 合作協議\n雙方經友好協商，就聯合研究事宜達成如下條款，以資共同遵守並執行之。"),
        (En, "# Agreement\nThe Parties have agreed to carry out the joint research project on the following terms and conditions."),
        (Ja, "# 共同研究契約書\n甲と乙は、次のとおり共同研究の実施について契約を締結する。"),
        (Ko, "# 공동연구 협약서\n갑과 을은 과제를 공동으로 수행하기 위하여 다음과 같이 협약을 체결한다."),
        (De, "# Vertrag\nDie Parteien schließen zur gemeinsamen Durchführung des Vorhabens den folgenden Vertrag über die Zusammenarbeit."),
        (Fr, "# Accord\nLes Parties conviennent de réaliser ensemble le projet dans les conditions énoncées ci-après et de coopérer."),
        (Ru, "# Договор\nСтороны заключили настоящий Договор о совместном выполнении научного проекта."),
        (
            Es,
            "# Convenio\nLas Partes acuerdan llevar a cabo conjuntamente el proyecto de investigación en los siguientes términos y condiciones.",
        ),
    ] {
        assert_eq!(languages(text), [language], "{text}");
    }
}

#[test]
fn a_foreign_title_or_address_does_not_make_a_document_bilingual() {
    let text = "# Cooperation Agreement
        # 合作协议
        乙方：University of Auckland, Private Bag 92019, Auckland, New Zealand
        本协议由双方经友好协商，就联合研究事宜达成一致，共同遵守下列各项条款。
        甲方负责样品制备与结构表征，乙方负责数值模拟与性能评价。
        共同完成的成果归双方共有，任何一方均可在教学科研中免费使用。";
    assert_eq!(languages(text), [Language::Zh]);
}

#[test]
fn both_languages_of_a_bilingual_document_are_listed() {
    let text = "# 合作协议 Cooperation Agreement
        甲方负责样品制备与结构表征，乙方负责数值模拟与性能评价。
        Party A shall prepare and characterise the samples; Party B shall carry out numerical simulation.
        共同完成的成果归双方共有，任何一方均可免费使用。
        Jointly achieved results are jointly owned by both Parties, and each Party may use them free of charge.";
    let mut found = languages(text);
    found.sort_unstable();
    assert_eq!(found, [Language::Zh, Language::En]);
}

#[test]
fn the_title_tells_what_a_paper_is() {
    use AgreementKind::{Agreement, LetterOfIntent, SupportingEvidence};
    for (kind, title) in [
        (Agreement, "国际科技合作协议书"),
        (Agreement, "技术开发(合作)合同"),
        (LetterOfIntent, "科技合作意向书"),
        (LetterOfIntent, "谅解备忘录"),
        (SupportingEvidence, "合作协议签署证明"),
        (SupportingEvidence, "客座教授聘书"),
        (SupportingEvidence, "邀请函"),
        (Agreement, "Joint Research and Development Agreement"),
        (LetterOfIntent, "Memorandum of Understanding"),
        (LetterOfIntent, "Letter of Intent for a Cooperation Agreement"),
        (SupportingEvidence, "Certificate of Incorporation"),
        (Agreement, "Kooperationsvertrag"),
        (LetterOfIntent, "Absichtserklärung"),
        (Agreement, "Accord de coopération"),
        (LetterOfIntent, "Lettre d'intention"),
        (Agreement, "共同研究契約書"),
        (SupportingEvidence, "在職証明書"),
        (Agreement, "공동연구 협약서"),
        (LetterOfIntent, "양해각서"),
        (Agreement, "Договор о сотрудничестве"),
        (LetterOfIntent, "Меморандум о взаимопонимании"),
        (Agreement, "Convenio de colaboración"),
        (LetterOfIntent, "Memorando de entendimiento"),
    ] {
        let agreement = one(&format!("# {title}\n甲方：某校\n乙方：某所\n双方共同研究。"));
        assert_eq!(agreement.kind.value, kind, "{title}");
    }
}

#[test]
fn a_letterhead_or_number_is_no_title_and_an_article_title_decides_nothing() {
    let agreement = one("合同编号：SZ-2024-013\n# 江苏数智制造创新中心\n# 工业大模型合作协议\n第一条 备忘录的效力\n此前签署的备忘录失效。");
    assert_eq!(agreement.title.as_ref().map(|title| title.value.as_str()), Some("工业大模型合作协议"));
    assert_eq!(agreement.kind.value, AgreementKind::Agreement);
}

#[test]
fn a_paper_without_a_title_is_known_by_its_build() {
    assert_eq!(one("第一条 内容\n本协议由双方签订。\n第二条 期限\n本协议有效期三年。").kind.value, AgreementKind::Agreement);
    assert_eq!(one("兹证明张三同志为我校教授，从事国际合作研究工作。\n特此证明。").kind.value, AgreementKind::SupportingEvidence);
    assert_eq!(
        one("The quick protocol uses three octets for each header field.\nEvery frame begins with a start byte.").kind.value,
        AgreementKind::Other
    );
}

#[test]
fn a_note_binds_if_it_is_built_like_a_contract() {
    let binding = one(
        "# 覚書\n甲と乙は、次のとおり契約を締結する。\n第1条 本契約の目的は共同研究とする。\n第2条 本契約の有効期間は3年間とする。\n第3条 本契約に定めのない事項は協議する。",
    );
    assert_eq!(binding.kind.value, AgreementKind::Agreement);
    let loose = one("# 覚書\n両者は今後、研究交流の可能性について話し合いを続けることを確認した。");
    assert_eq!(loose.kind.value, AgreementKind::LetterOfIntent);
    assert!(understood(&[]).is_empty());
}
