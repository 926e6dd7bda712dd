//! Who owns results, told by sentences that stand under no heading or under one that says little.

use super::{clause, one};
use crate::model::agreement::{Cited, Share, Topic};

#[test]
fn sentences_without_a_telling_heading_are_the_clause() {
    for text in [
        // Lettered and numbered sentences, defined terms as owners.
        "# Agreement\nThis Agreement is made between Wuxi Lantern Seals Co., Ltd. (\"Lantern\") and Brookmoor Polymers Inc. (\"Brookmoor\").\nA. Lantern will mould two hundred rings. Brookmoor will compound the rubber.\nB. Seal improvements are owned by Lantern and compound improvements by Brookmoor, each with a free licence to the other for this work.\nC. Each side bears its own costs.",
        "# Agreement\nThis Agreement is made between Wuxi Lantern Seals Co., Ltd. (\"Lantern\") and Brookmoor Polymers Inc. (\"Brookmoor\").\n1. Lantern builds the test rig. Brookmoor measures the friction.\n2. Rights\nTest data vest in Brookmoor. Lantern may use the data for its own designs.\n3. Costs\nEach side bears its own.",
        "# Agreement\nThis Agreement is made between Wuxi Lantern Seals Co., Ltd. (\"Lantern\") and Brookmoor Polymers Inc. (\"Brookmoor\").\nWho has what: process results are Brookmoor's, product results are Lantern's; either may use the other's results without charge.",
        // Chinese, without the word for intellectual property.
        "# 合作协议\n苏州青岚泵业有限公司（以下简称“青岚”）与诺菲尔德泵业公司（以下简称“诺菲”）订立本协议。\n1．青岚负责叶轮铸造，诺菲负责水力设计。\n2．叶轮结构的新成果归青岚，水力模型的新成果归诺菲，双方均可在各自产品上无偿使用。\n3．费用各自承担。",
        "# 合作协议\n甲方：苏州青岚泵业有限公司\n乙方：诺菲尔德泵业公司\n甲方的工作是铸造和加工，乙方的工作是水力设计。\n水力模型和计算软件是乙方的，甲方在协议期内可以使用。铸造工艺是甲方的。\n双方都不得把对方的图纸交给别人。",
        "# 合作协议\n甲方：苏州青岚泵业有限公司\n乙方：诺菲尔德泵业公司\n第一条 怎么合作\n甲方负责铸造，乙方负责水力设计。\n第二条 东西归谁\n新图纸由双方共有，任何一方都可以自己使用，收入对半分。\n第三条 期限\n自2024年3月1日至2026年12月31日。",
        // Other languages.
        "# Vertrag\nDieser Vertrag wird geschlossen zwischen der Weidental Pumpen GmbH (nachfolgend „Weidental“) und der Suzhou Qinglan Pumps Co., Ltd. (nachfolgend „Qinglan“).\n1. Weidental entwirft das Laufrad. Qinglan gießt und bearbeitet es.\n2. Neue Konstruktionen gehören der Weidental, neue Gießverfahren der Qinglan; beide dürfen sie für eigene Zwecke kostenlos nutzen.",
        "# Accord\nLe présent accord est conclu entre la société Valmont Pompes SAS (ci-après « Valmont ») et Suzhou Qinglan Pumps Co., Ltd. (ci-après « Qinglan »).\nArticle 1 Travaux\nValmont conçoit la roue. Qinglan la coule et l'usine.\nArticle 2 Droits\nLes nouveaux procédés de coulée appartiennent à Qinglan et les modèles à Valmont. Chacune utilise gratuitement ceux de l'autre.",
        "# Contrato\nEntre Bombas del Valle S.A. (en adelante «Valle») y Suzhou Qinglan Pumps Co., Ltd. (en adelante «Qinglan»).\n1. Valle diseña el rodete. Qinglan lo funde y lo mecaniza.\n2. Los moldes y los planos serán de Qinglan; cada parte podrá usar gratis los resultados de la otra.",
        "# Договор\nООО «Волна Насос» (далее – «Завод») и Suzhou Qinglan Pumps Co., Ltd. (далее – «Компания») договорились о следующем.\n1. Завод проектирует колесо. Компания отливает и обрабатывает его.\n2. Права на конструкцию принадлежат Заводу, права на технологию литья принадлежат Компании; каждая сторона бесплатно пользуется результатами другой.",
    ] {
        let agreement = one(text);
        let ip = &clause(&agreement, Topic::Ip).ip;
        assert!(ip.ownership.is_some() && ip.usage.is_some(), "{text}: {ip:?}");
    }
}

#[test]
fn the_finding_quotes_the_sentence_that_says_who_owns() {
    let agreement = one(
        "# Agreement\nThis Agreement is made between Wuxi Lantern Seals Co., Ltd. (\"Lantern\") and Brookmoor Polymers Inc. (\"Brookmoor\").\n1. Lantern moulds the rings.\n2. Background stays with its owner. The drawings belong to Lantern; Brookmoor may use them.",
    );
    let ip = &clause(&agreement, Topic::Ip).ip;
    assert_eq!(ip.ownership.as_ref().map(|said| said.value.as_str()), Some("The drawings belong to Lantern;"));
    assert_eq!(ip.usage.as_ref().map(|said| said.value.as_str()), Some("Brookmoor may use them."));
}

#[test]
fn what_is_owned_otherwise_or_only_told_is_no_clause() {
    for text in [
        "1. The equipment and the vehicles remain the property of Lantern.",
        "1. Brookmoor owns all of the shares in its sales company.",
        "1. Each Party retains the right to end this Agreement on notice.",
        "1. Responsibility for the design rests with Lantern.",
        "1. Confidential information, including data and drawings, remains the property of the party that gave it.",
        "1. Each Party shall respect the intellectual property of the other Party.",
        "1. Lantern owns numerous patents on sealing.",
        "1. 试验设备归甲方所有，房屋归乙方所有。",
        "1. 甲方拥有多项发明专利和成熟的铸造技术。",
        "1. 甲方提供的保密资料和数据归甲方所有。",
        "1. 由甲方负责结构设计，由乙方负责软件编制。",
        "1. 双方均有权解除本协议。",
    ] {
        let agreement = one(&format!(
            "# Agreement 合作协议\nThis Agreement is made between Wuxi Lantern Seals Co., Ltd. (\"Lantern\") and Brookmoor Polymers Inc. (\"Brookmoor\").\n{text}\n2. This Agreement is valid until 31 December 2026. 本协议一式两份。"
        ));
        let said = agreement.clause(Topic::Ip);
        assert!(said.is_none(), "{text}: {said:?}");
    }
}

#[test]
fn things_shared_out_among_the_parties_are_results_whatever_they_are() {
    for text in [
        "# Letter of intent\nWuxi Kelan Seals Co., Ltd. and Brookmoor Polymer Works Inc. plan to develop a hatch.\nKelan would build the frame. Brookmoor would mould the gasket.\nKelan would own the frame, Brookmoor the gasket; either could sell the other's part under a free licence.",
        "# Accord\nLa société Valmont Pompes SAS (« Valmont ») et Wuxi Kelan Seals Co., Ltd. (« Kelan ») conviennent :\n1. Travaux. Valmont conçoit le volet et conduit les essais en mer. Kelan moule le joint et mesure son usure.\n2. Droits. Le volet appartient à Valmont, le joint à Kelan. Chacun utilise l'ensemble librement.",
        "# Agreement\nParties\nWuxi Kelan Seals Co., Ltd. (\"the Maker\")\nBrookmoor Polymer Works Inc. (\"the Moulder\")\nTasks of the Maker\nThe Maker builds twenty frames and tests them at sea.\nTasks of the Moulder\nThe Moulder moulds forty gaskets and measures their wear.\nOwnership and use\nThe frame is and stays the Maker's. The gasket drawings are the Moulder's. The Maker may use the drawings for its own frames.\nMoney\nEach pays its own costs.",
        "# 三方协议\n由常熟柯岚密封件有限公司（“柯岚”）、青岚大学（“青岚”）和布鲁克聚合物公司（“布鲁克”）订立。\n1. 工作。柯岚制造框架三十套。青岚做风洞试验。布鲁克压制密封圈。\n2. 权利。框架归柯岚，试验方法归青岚，密封圈归布鲁克。各方可在其市场使用全部成果。",
    ] {
        let agreement = one(text);
        let ip = agreement.clause(Topic::Ip).map(|clause| &clause.ip);
        assert!(
            ip.is_some_and(|ip| ip.ownership.is_some() && ip.usage.is_some()),
            "{text}: {ip:?} {:?} {:?}",
            agreement.kind.value,
            agreement.parties.iter().map(|p| p.name.seen().map(|n| &n.value)).collect::<Vec<_>>()
        );
        assert!(crate::understand::tests::tasks(&agreement).len() >= 2, "{text}: {:?}", agreement.clause(Topic::Responsibilities));
    }
}

#[test]
fn the_ways_of_owning_publication_secrets_and_proceeds_are_told_apart() {
    let agreement = one(
        "# 合作协议\n甲方：常熟柯岚密封件有限公司\n乙方：青岚大学\n第一条 分工\n甲方负责制造框架，乙方负责风洞试验。\n第二条 知识产权\n各方独立完成的成果归完成方所有。共同成果由双方共有，专利在中国境内由甲方申请，在境外由乙方申请并归其所有。双方均可使用成果，许可他人的收益对半分。\n第三条 发表\n论文发表前三十日通知对方。\n第四条 保密\n双方对图纸保密五年。",
    );
    let ip = &clause(&agreement, Topic::Ip).ip;
    let ways: Vec<Share> = ip.shares.iter().map(|(share, _)| *share).collect();
    assert_eq!(ways, [Share::ByContribution, Share::Joint, Share::ByTerritory]);
    let said = |said: &Option<Cited<String>>| said.as_ref().map(|said| said.value.clone()).unwrap_or_default();
    assert_eq!(said(&ip.publication), "论文发表前三十日通知对方。");
    assert_eq!(said(&ip.confidentiality), "双方对图纸保密五年。");
    assert!(said(&ip.proceeds).contains("收益对半分"), "{:?}", ip.proceeds);
}

#[test]
fn what_is_divided_into_parts_is_no_share_of_proceeds() {
    let proceeds = |said: &str| {
        let agreement =
            one(&format!("# 合作协议\n甲方：青岚大学\n乙方：柯岚有限公司\n第二条 知识产权\n共同成果由双方共有。\n第三条 其他\n{said}"));
        clause(&agreement, Topic::Ip).ip.proceeds.is_some()
    };
    assert!(!proceeds("试剂盒可将一滴血分成20,000个液滴并在六分钟内完成计数。"));
    assert!(proceeds("乙方按销售收入的5%向甲方支付分成。"));
}

#[test]
fn an_owner_that_was_not_filled_in_is_a_placeholder() {
    for text in [
        "合作成果归____方所有，使用权归____方。",
        "合作成果归____所有，收益按____分配。",
        "合作成果归（  ）所有，双方均可使用。",
        "合作成果归　　　　方所有，双方均可使用。",
    ] {
        let agreement = one(&format!("# 合作协议\n第三条 知识产权\n{text}\n第四条 其他\n本协议一式两份。"));
        assert!(!clause(&agreement, Topic::Ip).blanks.is_empty(), "{text}");
    }
    let filled = one("# 合作协议\n第三条 知识产权\n合作成果归__甲方__所有，双方均可使用。\n第四条 其他\n本协议一式两份。");
    assert!(clause(&filled, Topic::Ip).blanks.is_empty());
}
