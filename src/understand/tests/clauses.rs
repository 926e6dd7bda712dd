//! Clauses on intellectual property, and sections.

use super::{clause, one};
use crate::model::agreement::Topic;

#[test]
fn ownership_and_use_are_read_in_every_language() {
    for (language, text) in [
        (
            "zh",
            "# 合作协议\n第五条 知识产权\n1. 本协议签署前各方拥有的知识产权归各自所有。\n2. 共同完成的成果由双方共有。\n3. 任何一方向第三方许可共有成果须经对方书面同意，收益均分。",
        ),
        (
            "zh-hant",
            "# 合作協議\n五、智慧財產權歸屬\n雙方於合作前既有之智慧財產權歸原權利人所有。共同研發之成果由雙方共有。雙方得為研究目的使用成果。",
        ),
        (
            "en",
            "# Agreement\n7 Intellectual Property Rights\n7.1 Background shall remain the property of the Party introducing it.\n7.2 Jointly generated Results are owned jointly.\n7.3 Each Party may exploit joint Results; licences to third parties need consent.",
        ),
        (
            "de",
            "# Vertrag\n§ 5 Schutzrechte\nAltschutzrechte verbleiben bei der jeweiligen Partei. Gemeinsame Ergebnisse gehören beiden Parteien zu gleichen Teilen. Jede Partei darf gemeinsame Ergebnisse verwerten.",
        ),
        (
            "fr",
            "# Accord\nArticle 5 Propriété intellectuelle\nLes connaissances antérieures restent la propriété de leur titulaire. Les résultats communs sont la copropriété des Parties. Chaque Partie peut exploiter les résultats communs.",
        ),
        (
            "ja",
            "# 契約書\n第5条(知的財産権の帰属)\n本契約締結前に保有していた知的財産権はそれぞれに帰属する。共同で得た成果は甲乙の共有とする。共有に係る成果は各当事者が自ら実施することができる。",
        ),
        (
            "ko",
            "# 협약서\n제5조(지식재산권)\n협약 체결 전에 보유한 지식재산권은 해당 당사자에게 귀속된다. 공동으로 창출한 성과는 균등하게 공유한다. 제3자에 대한 실시 허락은 상대방의 동의를 받아야 한다.",
        ),
        (
            "ru",
            "# Договор\nСтатья 5. Интеллектуальная собственность\nПрава на ранее созданные объекты сохраняются за их владельцами. Совместные результаты принадлежат Сторонам в равных долях. Каждая Сторона вправе использовать совместные результаты.",
        ),
        (
            "es",
            "# Convenio\nArtículo 5. Propiedad intelectual\nLos conocimientos previos seguirán siendo propiedad de su titular. Los resultados conjuntos pertenecerán a ambas Partes por igual. Cada Parte podrá utilizar los resultados conjuntos.",
        ),
    ] {
        let agreement = one(text);
        let ip = &clause(&agreement, Topic::Ip).ip;
        assert!(ip.background.is_some(), "{language}: background");
        assert!(ip.ownership.is_some(), "{language}: ownership");
        assert!(ip.usage.is_some(), "{language}: usage");
        assert!(clause(&agreement, Topic::Ip).deferrals.is_empty(), "{language}: {:?}", clause(&agreement, Topic::Ip).deferrals);
    }
}

#[test]
fn putting_it_off_states_nothing_and_is_a_deferral() {
    for text in [
        "# 合作协议\n第五条 知识产权\n本项目所涉及的知识产权归属事宜，由双方另行协商确定。",
        "# Agreement\nArticle 5 Intellectual Property\nAll matters of intellectual property arising from the project are to be agreed separately by the Parties.",
        "# Agreement\n5. Ownership of Results\nOwnership and use of results shall be negotiated by the Parties at a later stage.",
        "# Vertrag\n§ 5 Schutzrechte\nDie Rechte an den Ergebnissen werden in einer gesonderten Vereinbarung geregelt.",
        "# 契約書\n第5条 知的財産権\n本研究に係る知的財産権の取扱いについては、甲乙別途協議のうえ定めるものとする。",
        "# 협약서\n제5조 지식재산권\n지식재산권에 관한 사항은 갑과 을이 별도로 협의하여 정한다.",
        "# Accord\nArticle 5 Propriété intellectuelle\nLes questions de propriété intellectuelle feront l'objet d'un accord séparé.",
        "# Договор\nСтатья 5. Интеллектуальная собственность\nПрава на результаты определяются отдельным соглашением сторон.",
        "# Convenio\nArtículo 5. Propiedad intelectual\nLa titularidad de los resultados se acordará por separado.",
        "# Agreement\n4. Intellectual property. The parties shall discuss the ownership and exploitation of any intellectual property arising from the project in good faith at an appropriate time and record the outcome in a further agreement.",
        "# 合作协议\n第四条 知识产权\n双方应在适当时候善意商讨项目所产生知识产权的归属和利用，并将结果记入另一协议。",
        "# 合作协议\n第四条 知识产权\n知识产权的归属和许可，由双方在概念验证完成后善意协商，另行订立协议。",
    ] {
        let agreement = one(text);
        let ip = clause(&agreement, Topic::Ip);
        assert!(ip.ip.ownership.is_none() && ip.ip.usage.is_none(), "{text}: {:?}", ip.ip);
        assert_eq!(ip.deferrals.len(), 1, "{text}");
    }
}

#[test]
fn a_deferral_elsewhere_does_not_touch_the_clause() {
    let agreement = one(
        "# 合作协议\n三、知识产权\n共同成果归双方共有，双方均可使用。\n四、费用\n超出部分由双方另行协商。\n五、其他\n未尽事宜另行签订补充协议。",
    );
    assert!(clause(&agreement, Topic::Ip).deferrals.is_empty());
    assert_eq!(clause(&agreement, Topic::Ip).text, "共同成果归双方共有,双方均可使用。");
}

#[test]
fn one_wrongly_read_character_in_a_heading_is_forgiven() {
    for heading in ["第五条 知识产杈", "第四条 成果归厉", "第六条 知炽产权的归属"] {
        let agreement = one(&format!("# 合作协议\n{heading}\n共同成果归双方共有，双方均可使用。\n第七条 其他\n无。"));
        assert_eq!(clause(&agreement, Topic::Ip).text, "共同成果归双方共有,双方均可使用。", "{heading}");
    }
}

#[test]
fn headings_without_numbers_and_with_text_in_the_same_line_are_found() {
    let bare = one(
        "# Agreement\nResponsibilities\nParty A shall build the test rig. Party B shall run endurance trials.\nIntellectual Property\nResults are jointly owned and may be used by both.\nConfidentiality\nSecrets.",
    );
    assert_eq!(clause(&bare, Topic::Ip).text, "Results are jointly owned and may be used by both.");
    let inline = one("# 协议\n3、知识产权:合作产生的专利由双方共有，双方可免费使用。\n4、保密:双方应保密。");
    assert_eq!(clause(&inline, Topic::Ip).text, "合作产生的专利由双方共有,双方可免费使用。");
    let stopped =
        one("# Agreement\n5. Intellectual Property. Joint results belong to both Parties and each may use them.\n6. Notices. By mail.");
    assert_eq!(clause(&stopped, Topic::Ip).text, "Joint results belong to both Parties and each may use them.");
}

#[test]
fn an_article_without_any_heading_is_found_by_its_sentences() {
    let agreement =
        one("# 合作协议\n第三条 甲方负责样品制备。\n第四条 合作中产生的专利归双方共同所有，任何一方可无偿使用。\n第五条 本协议一式两份。");
    let ip = clause(&agreement, Topic::Ip);
    assert_eq!(ip.heading, None);
    assert!(ip.ip.ownership.is_some() && ip.ip.usage.is_some());
}

#[test]
fn items_that_restart_do_not_end_the_section_above() {
    let agreement = one("# 协议
        1. 合作内容
        双方联合研究。
        2. 知识产权
        1. 各方原有知识产权归各自所有;
        2. 共同成果归双方共有;
        3. 成果的许可收益双方各半。
        3. 保密条款
        双方保密。");
    let text = &clause(&agreement, Topic::Ip).text;
    assert!(text.contains("许可收益") && !text.contains("双方保密"), "{text}");
}

#[test]
fn liability_and_confidentiality_are_no_responsibilities() {
    let agreement = one(
        "# 协议\n一、合作内容\n联合研究。\n二、违约责任\n甲方未按期交付样品的，应支付违约金。\n三、保密义务\n乙方对图纸资料承担保密义务。",
    );
    assert!(agreement.clause(Topic::Responsibilities).is_none(), "{:?}", agreement.clause(Topic::Responsibilities));
    assert!(agreement.clause(Topic::Ip).is_none());
}

#[test]
fn headings_and_wordings_that_nobody_listed_state_ownership_and_use() {
    for text in [
        "# Agreement\nArticle 6 – Rights to Research Outputs\nTitle to the outputs stays with the Party whose staff generated them. Either Party may use them for teaching.",
        "# Agreement\nSection 7. Patents, Copyright and Software\nThe Collaborator will assign to NXU all rights it may have in the software. NXU will make it available under the Apache 2.0 licence.",
        "# Agreement\n8. Inventions\nSubject Inventions made by NXU employees are the property of NXU. The Sponsor is granted a first option to license.",
        "# 技术合作开发合同\n第八条 专利与技术秘密\n开发过程中形成的图纸、工艺参数由受托方持有,委托方有权在其工厂范围内使用。",
        "# Vertrag\n§ 6 Arbeitsergebnisse, Erfindungen\nDie Ergebnisse stehen demjenigen Partner zu, dessen Mitarbeiter sie erzielt haben. Der andere darf sie unentgeltlich verwenden.",
        "# Accord\nArticle 5 – Droits sur les travaux\nLe logiciel sera déposé au nom des deux Parties ; chacune pourra l'employer librement.",
        "# 契約書\n(知的財産権等の帰属及び利用)\n第10条 発明は、発明者の属する当事者に帰属する。甲及び乙は、共有する知的財産権を無償で実施することができる。",
        "# Convenio\nSEXTA. Derechos de autor\nLa Universidad será la titular del software; la Empresa obtiene una licencia gratuita.",
        "# Accordo di collaborazione\nArticolo 6 - Proprietà intellettuale\nLe invenzioni congiunte appartengono ad entrambe le Parti. Ciascuna può utilizzarle per scopi di ricerca.",
    ] {
        let agreement = one(text);
        let ip = &clause(&agreement, Topic::Ip).ip;
        assert!((ip.ownership.is_some() || ip.background.is_some()) && ip.usage.is_some(), "{text}: {ip:?}");
    }
}

#[test]
fn respect_and_good_will_state_nothing() {
    for text in [
        "# 合作协议\n五、知识产权\n双方应遵守国家有关知识产权的法律法规,尊重对方的知识产权。",
        "# 合作协议\n第六条 成果归属\n成果归属及收益分配由双方根据实际情况友好协商解决。",
        "# Agreement\n5. Intellectual Property\nThe Parties shall respect each other's intellectual property rights.",
        "# Accord\nArticle 6 – Propriété intellectuelle\nLes Parties s'engagent à respecter les droits de propriété intellectuelle de chacune.",
        "# Договор\nСтатья 6. Интеллектуальная собственность\nСтороны обязуются уважать права интеллектуальной собственности друг друга.",
    ] {
        let agreement = one(text);
        let ip = clause(&agreement, Topic::Ip);
        assert!(ip.ip.ownership.is_none() && ip.ip.usage.is_none() && ip.unplaced.is_empty(), "{text}: {:?} {:?}", ip.ip, ip.unplaced);
    }
}

#[test]
fn what_is_concrete_but_unread_is_kept_apart() {
    let agreement = one(
        "# Agreement\n5. Intellectual Property\nQuorvian rights accrue to whichever laboratory first deposits the strain with the collection.",
    );
    assert_eq!(clause(&agreement, Topic::Ip).unplaced.len(), 1);
}

#[test]
fn what_is_owned_but_no_result_says_nothing_of_results() {
    for sentence in [
        "Lumen Patents Inc. is a wholly owned subsidiary of Party A.",
        "WHEREAS, Party A owns patents on optics;",
        "Confidential Information on inventions shall remain the property of the disclosing party.",
    ] {
        let agreement = one(&format!("# AGREEMENT\nArticle 1 General\n{sentence}"));
        assert!(agreement.clause(Topic::Ip).is_none_or(|clause| clause.ip.ownership.is_none()), "{sentence}");
    }
}
