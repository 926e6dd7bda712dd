//! Files of a project become agreements.

use super::{document, understood};
use crate::model::agreement::{Agreement, AgreementKind, Role, Translation};
use crate::model::document::Format;
use crate::model::project::Project;
use crate::understand::agreements;

const CHINESE: &str = "# 合作协议\n甲方：江苏海陵大学\n乙方：奥克兰海洋研究所\n第一条 合作内容\n双方联合研究海水淡化膜材料。\n第二条 职责分工\n甲方负责膜材料合成，乙方负责性能测试。\n第三条 知识产权\n成果归双方共有，双方可使用。\n第四条 期限\n自2024年3月1日至2026年12月31日。\n第五条 经费\n甲方投入150万元。";

fn files(agreement: &Agreement) -> Vec<(&str, Role)> {
    agreement.documents.iter().map(|document| (document.file.as_str(), document.role)).collect()
}

#[test]
fn page_pictures_join_in_the_order_of_their_numbering() {
    let pages = [
        ("IMG_10.jpg", "第四条 期限\n自2024年3月1日至2026年12月31日。\n第五条 其他\n本协议一式四份。\n甲方(盖章)：\n日期："),
        ("IMG_2.jpg", "第二条 职责分工\n甲方负责膜材料合成，乙方负责性能测试。\n第三条 知识产权\n成果归双方共有，双方可使用。"),
        ("IMG_1.jpg", "# 合作协议\n甲方：江苏海陵大学\n乙方：奥克兰海洋研究所\n第一条 合作内容\n双方联合研究海水淡化膜材料。"),
    ];
    let mut documents: Vec<_> = pages.iter().map(|(file, text)| document(file, text)).collect();
    for document in &mut documents {
        document.format = Format::Jpeg;
    }
    let all = agreements(&Project { name: "p".to_owned(), documents, ..Project::default() });
    assert_eq!(all.len(), 1);
    assert_eq!(files(&all[0]), [("IMG_1.jpg", Role::Original), ("IMG_2.jpg", Role::Original), ("IMG_10.jpg", Role::Original)]);
    assert_eq!(all[0].id, "p#1");
    assert_eq!(all[0].clauses.len(), 3);
}

#[test]
fn a_signature_page_joins_the_agreement_of_its_parties() {
    let other = CHINESE.replace("江苏海陵大学", "扬州邗沟学院").replace("奥克兰海洋研究所", "慕尼黑光学公司");
    let all = understood(&[
        ("a.pdf", CHINESE),
        ("b.pdf", &other),
        ("签署页.pdf", "乙方(盖章)：慕尼黑光学公司\n授权代表(签字)：\n职务：\n日期：2024年3月1日"),
    ]);
    assert_eq!(all.len(), 2);
    assert_eq!(files(&all[1]), [("b.pdf", Role::Original), ("签署页.pdf", Role::SignaturePage)]);
}

#[test]
fn evidence_stands_apart_and_alone_makes_one_group() {
    let proof = ("证明.pdf", "# 交流活动证明\n兹证明我校与海外高校开展多次交流活动。\n特此证明。");
    let letter = ("聘书.jpg", "# 客座教授聘书\n兹聘请约翰史密斯教授为我校客座教授，聘期三年。");
    let all = understood(&[("a.pdf", CHINESE), proof]);
    assert_eq!(
        all.iter().map(|agreement| agreement.kind.value).collect::<Vec<_>>(),
        [AgreementKind::Agreement, AgreementKind::SupportingEvidence]
    );
    let alone = understood(&[letter, proof]);
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0].kind.value, AgreementKind::SupportingEvidence);
    assert_eq!(alone[0].documents.len(), 2);
    assert_eq!(alone[0].translation, Translation::NotNeeded);
}

#[test]
fn an_unread_file_joins_the_only_agreement_so_that_nothing_is_called_missing() {
    let unread = crate::understand::testing::page().named("扫描.pdf").unread().build();
    let documents = vec![document("a.pdf", CHINESE), unread];
    let all = agreements(&Project { name: "p".to_owned(), documents, ..Project::default() });
    assert_eq!(all.len(), 1);
    assert!(all[0].has_unread_pages());
}

#[test]
fn the_order_of_the_files_changes_nothing_but_numbers() {
    let text = [("a.pdf", CHINESE), ("证明.pdf", "# 交流活动证明\n兹证明我校与海外高校开展多次交流活动。")];
    let forth = understood(&text);
    let back = understood(&[text[1], text[0]]);
    assert_eq!(forth.iter().map(files).collect::<Vec<_>>(), back.iter().map(files).collect::<Vec<_>>());
}
