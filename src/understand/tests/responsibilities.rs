//! Who does what.

use super::{Project, agreements, clause, one, page, tasks, understood};
use crate::model::agreement::Topic;

#[test]
fn items_below_a_party_are_its_tasks_and_rights_are_not() {
    let agreement = one("# 校企联合研发协议
        一、合作内容
        双方围绕再生聚酯回收开展联合研究。
        二、双方的权利与义务
        (一)甲方的权利与义务
        1. 制备离子液体催化剂并优化反应条件;
        2. 有权检查其他单位的任务完成情况。
        (二)乙方的权利与义务
        1. 开展产物纯化与生命周期评价;
        2. 有权按本协议约定使用项目成果。
        三、成果权属及专利申请权
        甲方、乙方原有的专利权属不变。合作期间新产生的发明创造由双方共有。");
    assert_eq!(tasks(&agreement), [("A", 1), ("B", 1)]);
    assert_eq!(clause(&agreement, Topic::Responsibilities).heading.as_deref(), Some("双方的权利与义务"));
}

#[test]
fn sentences_name_their_party_in_every_language() {
    for (language, text) in [
        ("zh", "# 合作协议\n第三条 职责分工\n甲方负责传感器芯片的设计与流片，乙方负责封装测试和可靠性评估。\n第四条 保密\n双方保密。"),
        (
            "zh-hant",
            "# 合作協議\n第三條 雙方責任\n甲方負責感測晶片之設計與試產。\n乙方負責封裝測試及可靠度評估。\n第四條 保密義務\n雙方應保密。",
        ),
        (
            "en",
            "# Cooperation Agreement\nArticle 3 Responsibilities of the Parties\nParty A shall design and fabricate the sensor chips. Party B shall carry out packaging and reliability tests at its Auckland laboratory.\nArticle 4 Confidentiality\nThe Parties keep secrets.",
        ),
        (
            "en items",
            "# Research Agreement\n2. Division of Tasks\nTasks of Party A: (1) screening of catalyst candidates; (2) construction of a pilot plant.\nTasks of Party B: (1) kinetic modelling of degradation; (2) life cycle assessment.\n3. Funding\nEach pays.",
        ),
        (
            "de",
            "# Kooperationsvertrag\n§ 2 Aufgaben und Arbeitspakete\nPartei A übernimmt: (1) Entwicklung der Elektrolytmembran; (2) Bau des Prüfstands.\nPartei B übernimmt: (1) Simulation der Strömung; (2) Langzeittests.\n§ 3 Geheimhaltung\nVertraulich.",
        ),
        (
            "de own",
            "# Vereinbarung\n3. Pflichten der Vertragspartner\nDie Partei A stellt Gewebeproben bereit und sequenziert diese.\nDie Partei B wertet Sequenzdaten statistisch aus.\n4. Haftung\nKeine.",
        ),
        (
            "fr",
            "# Accord de coopération\nArticle 2 – Obligations des Parties\nLa Partie A est chargée de : la synthèse des polymères et la caractérisation mécanique.\nLa Partie B est chargée de : la modélisation numérique des fissures.\nArticle 3 – Financement\nRien.",
        ),
        (
            "fr own",
            "# Convention de recherche\nArticle 4 Répartition des tâches\nLa Partie A fournit les échantillons de sol et réalise les analyses chimiques.\nLa Partie B développe le logiciel de télédétection.\nArticle 5 Litiges\nParis.",
        ),
        (
            "ja",
            "# 共同研究契約書\n第2条 研究の分担\n甲は次の業務を担当する。(1)触媒材料の合成及び構造解析;(2)試作装置の製作。\n乙は次の業務を担当する。(1)電気化学特性の測定;(2)耐久試験。\n第3条 秘密保持\n秘密とする。",
        ),
        (
            "ja own",
            "# 共同研究契約書\n第四条 役割分担\n甲は、土壌試料の採取と成分分析を行う。\n乙は、衛星画像の解析ソフトウェアを開発する。\n第五条 費用\n各自負担する。",
        ),
        (
            "ko",
            "# 공동연구 협약서\n제2조 역할 분담\n갑의 역할: 촉매 소재 합성 및 구조 해석, 시제품 제작\n을의 역할: 전기화학 특성 측정과 내구성 시험\n제3조 비밀 유지\n비밀로 한다.",
        ),
        (
            "ko own",
            "# 연구협력 계약서\n제4조 당사자의 의무\n갑은 토양 시료를 채취하여 성분을 분석한다.\n을은 위성영상 판독 소프트웨어를 개발하여 납품한다.\n제5조 비용\n각자 부담한다.",
        ),
        (
            "ru",
            "# Договор о сотрудничестве\nСтатья 2. Обязанности сторон\nСторона А: синтез катализаторов, изготовление опытной установки.\nСторона Б: измерение электрохимических характеристик, испытания на долговечность.\nСтатья 3. Конфиденциальность\nТайна.",
        ),
        (
            "ru own",
            "# Соглашение о совместных исследованиях\nСтатья 4. Распределение работ\nСторона А отбирает пробы почвы и выполняет химический анализ.\nСторона Б разрабатывает программу обработки спутниковых снимков.\nСтатья 5. Финансирование\nСами.",
        ),
        (
            "es",
            "# Convenio de colaboración\nArtículo 2. Obligaciones de las Partes\nLa Parte A suministrará muestras de suelo y analizará metales pesados.\nLa Parte B desarrollará el software de teledetección.\nArtículo 3. Confidencialidad\nSecreto.",
        ),
        (
            "es items",
            "# Acuerdo de cooperación\nCláusula tercera\nArtículo 3. Distribución de tareas\nParte A: síntesis de catalizadores y construcción de la planta piloto.\nParte B: ensayos de durabilidad y modelado cinético.\nArtículo 4. Financiación\nPropia.",
        ),
    ] {
        let agreement = one(&text.replacen('\n', "\n甲方：江苏海陵大学\n乙方：奥克兰海洋研究所\n", 1));
        let given: Vec<&str> = tasks(&agreement).iter().map(|(party, _)| *party).collect();
        assert_eq!(given, ["A", "B"], "{language}: {:?}", agreement.clause(Topic::Responsibilities));
    }
}

#[test]
fn generic_wording_gives_no_tasks() {
    for text in [
        "# 合作协议\n第三条 职责分工\n双方应发挥各自优势，密切配合，共同推进项目的实施，并共同努力完成项目的各项目标和任务。\n甲方应积极配合乙方，推进项目实施，完成项目任务。",
        "# Agreement\nArticle 3 Responsibilities\nThe Parties shall make full use of their respective strengths, cooperate closely, and jointly promote the implementation of the project. Party A shall support Party B in good faith.",
        "# Vertrag\n§ 3 Aufgaben der Parteien\nDie Parteien arbeiten eng zusammen und fördern das Vorhaben gemeinsam nach besten Kräften.",
        "# 共同研究契約書\n第3条 研究の分担\n甲及び乙は、相互に協力し、共同して本研究の推進に努めるものとする。",
        "# 협약서\n제3조 역할 분담\n갑과 을은 상호 협력하여 본 과제를 공동으로 추진한다.",
        "# Договор\nСтатья 3. Обязанности сторон\nСтороны тесно сотрудничают и совместно содействуют реализации проекта.",
        "# Accord\nArticle 3 Obligations des Parties\nLes Parties coopèrent étroitement et réalisent ensemble le projet de bonne foi.",
        "# Convenio\nArtículo 3. Obligaciones de las Partes\nLas Partes colaborarán estrechamente para promover conjuntamente los objetivos del proyecto.",
    ] {
        let agreement = one(text);
        assert!(tasks(&agreement).is_empty(), "{:?}", agreement.clause(Topic::Responsibilities).map(|clause| &clause.tasks));
        assert!(agreement.clause(Topic::Responsibilities).is_some(), "{text}");
    }
}

#[test]
fn placeholders_are_no_tasks() {
    let agreement =
        one("# 合作协议\n二、任务分工\n甲方负责：________________________。\n乙方负责：________________________。\n三、保密\n保密。");
    assert!(tasks(&agreement).is_empty());
    assert_eq!(clause(&agreement, Topic::Responsibilities).blanks.len(), 2);
}

#[test]
fn references_elsewhere_are_recorded_as_such() {
    for text in [
        "# 合作协议\n二、职责分工\n双方职责详见项目申报书。\n三、保密\n保密。",
        "# Agreement\nArticle 2 Responsibilities\nThe responsibilities of the Parties are set out in Annex 1.\nArticle 3 Funding\nNone.",
        "# Vertrag\n§ 2 Aufgaben\nDie Aufgaben der Parteien sind in Anlage 1 festgelegt.\n§ 3 Haftung\nKeine.",
    ] {
        let agreement = one(text);
        assert!(tasks(&agreement).is_empty(), "{text}");
        assert_eq!(clause(&agreement, Topic::Responsibilities).references.len(), 1, "{text}");
    }
}

#[test]
fn a_table_of_tasks_gives_each_party_its_row() {
    let table = |page: super::super::testing::TestPage| {
        page.line("合作协议", 95, 20)
            .line("一、任务分工", 25, 40)
            .cell("承担单位", (0, 0, 0), 25, 60)
            .cell("任务内容", (0, 0, 1), 80, 60)
            .cell("甲方", (0, 1, 0), 25, 70)
            .cell("构建故障知识图谱与训练语料", (0, 1, 1), 80, 70)
            .cell("乙方", (0, 2, 0), 25, 80)
            .cell("提供德语维修语料及专家评测", (0, 2, 1), 80, 80)
            .line("二、保密", 25, 100)
            .line("双方应当保密。", 25, 110)
            .build()
    };
    let document = table(super::super::testing::page());
    let project = crate::model::project::Project { documents: vec![document], ..Default::default() };
    assert_eq!(tasks(&super::agreements(&project)[0]), [("A", 1), ("B", 1)]);
}

#[test]
fn tasks_without_a_heading_are_found_by_their_sentences() {
    let agreement = one("# 合作协议
        经双方协商一致，达成如下协议：
        1. 甲方负责低温电解槽的结构设计和样机加工。
        2. 乙方负责膜材料的合成，并提供不少于20套样品。
        3. 本协议自签字之日起生效。");
    assert_eq!(tasks(&agreement), [("A", 1), ("B", 1)]);
    assert_eq!(clause(&agreement, Topic::Responsibilities).heading, None);
}

#[test]
fn an_annex_in_a_file_of_its_own_gives_tasks() {
    let all = understood(&[
        (
            "协议.pdf",
            "# 合作协议\n第一条 职责分工\n双方职责见附件1。\n第二条 知识产权\n新成果归双方共有，双方均可使用。\n第三条 期限\n有效期三年。",
        ),
        ("附件1.pdf", "附件1 任务分工表\n一、任务分工\n甲方负责算法研究和软件平台开发。\n乙方负责临床数据采集与标注。"),
    ]);
    assert_eq!(all.len(), 1);
    assert_eq!(tasks(&all[0]), [("A", 1), ("B", 1)]);
    assert!(all[0].annexes[0].found.is_some());
}

#[test]
fn tasks_are_found_behind_the_work_and_under_other_names() {
    for text in [
        "# Agreement\nThis Agreement is made between Jiangsu Hailing University, Nanjing (hereinafter referred to as the \"University\") and Northfield Marine Ltd, Leeds (hereinafter referred to as the \"Company\").\n3. Responsibilities\nIt is agreed that reactor design and safety analysis will be undertaken by the University and that fabrication and commissioning will be undertaken by the Company.\n4. Term\nThree years.",
        "# 合作协议\n甲方：江苏海陵大学\n乙方：奥克兰海洋研究所\n三、工作安排\n传感器设计、流片由甲方完成,封装、可靠性测试由乙方完成。\n四、保密\n保密。",
        "# 合作协议\n甲方：江苏海陵大学\n乙方：奥克兰海洋研究所\n第三条 甲方义务\n1.向乙方提供10台套样机;\n2.派遣2名工程师赴乙方调试。\n第四条 乙方义务\n1.在2025年6月前完成整机可靠性测试;\n第五条 保密\n保密。",
        "# Vertrag\nPartei A: Jiangsu Hailing University\nPartei B: Nordsee Meerestechnik GmbH\n§ 3 Pflichten der Vertragspartner\nDie Entwicklung der Sensorik sowie deren Kalibrierung erfolgt durch Partei A. Die Erprobung auf dem Prüffeld erfolgt durch Partei B.\n§ 4 Haftung\nKeine.",
        "# Договор\nСторона А: Университет Хайлин\nСторона Б: Институт океанологии\nСтатья 3. Распределение работ\nОтбор проб донных отложений выполняется Стороной А. Моделирование переноса наносов выполняется Стороной Б.\nСтатья 4. Срок действия\nТри года.",
        "# 共同研究契約書\n甲：江蘇海陵大学\n乙：株式会社オークランド海洋研究所\n(役割分担)\n第3条 海陵大学が試料の採取及び分析を担当し、オークランド海洋研究所が数値モデルを構築する。\n第4条 秘密保持\n秘密とする。",
    ] {
        let agreement = one(text);
        let given: Vec<&str> = tasks(&agreement).iter().map(|(party, _)| *party).collect();
        assert_eq!(given, ["A", "B"], "{text}: {:?}", agreement.clause(Topic::Responsibilities));
    }
}

#[test]
fn parties_of_one_letter_or_a_lettered_kind_are_subjects() {
    for text in [
        "# 合作合同\n甲：苏州青岚泵业有限公司\n乙：诺菲尔德泵业公司\n1. 甲制造叶轮和泵壳，并在苏州进行寿命试验。\n2. 乙设计水力模型，并测量空化性能。\n3. 费用各自承担。",
        "# Contrato\nEntre Bombas del Valle S.A., «la Empresa A», y Suzhou Qinglan Pumps Co., Ltd., «la Empresa B».\n1. La Empresa A diseñará el rodete y medirá la cavitación.\n2. La Empresa B fundirá treinta rodetes y probará su resistencia.\n3. Plazo: tres años.",
    ] {
        let agreement = one(text);
        let given: Vec<&str> = tasks(&agreement).iter().map(|(party, _)| *party).collect();
        assert_eq!(given, ["A", "B"], "{text}: {:?}", agreement.clause(Topic::Responsibilities));
    }
    // 甲醇 is no party.
    let agreement =
        one("# 合作合同\n甲：苏州青岚泵业有限公司\n乙：诺菲尔德泵业公司\n1. 甲醇储罐和输送管道的腐蚀速率按月记录。\n2. 费用各自承担。");
    assert!(tasks(&agreement).is_empty(), "{:?}", tasks(&agreement));
}

#[test]
fn ordinals_short_names_and_defined_terms_are_subjects() {
    for text in [
        "# 合作协议\n常熟柯岚密封件有限公司（“柯岚”）与布鲁克聚合物公司（Brookmoor Polymer AB，“布鲁克”）签订本协议。\n第一　柯岚改造两台硫化机，编制工艺手册。\n第二　布鲁克研制密封圈三十套，测量磨损。\n第三　各自承担费用。",
        "# 联合研究合同\n常熟柯岚密封件有限公司（以下称“一方”）与布鲁克仪器股份公司（АО «Брук»，以下称“二方”）订立本合同。\n1. 标的。密封圈。\n2. 一方制造密封模块，进行耐压试验，并提供2件样品。\n3. 二方开发控制系统，进行测量，并编制技术文件。",
        "# Co-operation letter\nThis Agreement is between Wuxi Kelan Seals Co., Ltd. and Brookmoor Polymer Works Inc. about a hatch.\nKelan would build the frame and test it at sea. Brookmoor would mould the gaskets and measure their wear.\nThis Agreement is valid until 31 May 2026.",
        "# 协议\n甲方：常熟柯岚密封件有限公司；乙方：布鲁克聚合物公司。\n1 目的：舱口密封的联合开发。\n2 甲方任务：制造框架三十套，组织海上试验。\n3 乙方任务：压制密封圈，测量磨损。\n4 知识产权：框架归甲方，密封圈归乙方，双方均可使用。\n5 期限：2024年3月1日至2026年2月28日。",
    ] {
        let agreement = one(text);
        assert_eq!(tasks(&agreement).len(), 2, "{text}: {:?}", agreement.clause(Topic::Responsibilities));
    }
}

#[test]
fn columns_of_tasks_are_read_by_their_heads_where_a_table_has_only_places() {
    let page = page().named("a.pdf").line("合作研制协议", 85, 20).line("甲方：常熟柯岚密封件有限公司", 25, 32).line(
        "乙方：布鲁克聚合物公司",
        25,
        40,
    );
    let page = page.line("第一条 双方的任务见下表。", 25, 52).line("任务分工", 25, 62);
    let page = page.line("序号", 25, 72).line("甲方承担", 60, 72).line("乙方承担", 120, 72).line("时间", 180, 72);
    let page = page.line("1", 25, 80).line("框架结构设计与加工", 50, 80).line("密封圈配方与压制", 112, 80).line("6月", 180, 80);
    let document = page.line("2", 25, 88).line("海上耐压试验", 54, 88).line("磨损测量", 120, 88).line("9月", 180, 88).build();
    let project = Project { name: "case".to_owned(), documents: vec![document], ..Project::default() };
    let agreement = agreements(&project).remove(0);
    let clause = clause(&agreement, Topic::Responsibilities);
    let said: Vec<(&str, &str)> = clause.tasks.iter().map(|(party, tasks)| (party.as_str(), tasks[0].value.as_str())).collect();
    assert_eq!(said, [("A", "框架结构设计与加工 海上耐压试验"), ("B", "密封圈配方与压制 磨损测量")]);
}

#[test]
fn a_plan_of_work_tells_by_its_table_whose_each_row_is() {
    let with_head = |head: &str| {
        let mut page = page()
            .lines(20, 20, &["Cooperation Agreement", "Party A: Example University of Lima", "Party B: Nanjing Example Energy Co., Ltd."])
            .line("2. Money", 20, 50)
            .line("Each party bears its own costs.", 20, 60)
            .line("Plan", 20, 80);
        let rows = [
            ["Activity", head],
            ["Collection of thirty tonnes of coffee husk", "Party A"],
            ["Die design and pelletising trials of husk", "Party B"],
        ];
        for ((row, y), cells) in [(0, 90), (1, 100), (2, 110)].into_iter().zip(rows) {
            page = page.cell(cells[0], (1, row, 0), 20, y).cell(cells[1], (1, row, 1), 110, y);
        }
        let mut all = agreements(&Project { name: "case".to_owned(), documents: vec![page.build()], ..Project::default() });
        all.remove(0)
    };
    for head in ["Responsible", "Responsible party", "负责方", "Ответственный исполнитель", "担当", "Verantwortlicher Partner"]
    {
        let agreement = with_head(head);
        assert_eq!(tasks(&agreement).iter().map(|(party, _)| *party).collect::<Vec<_>>(), ["A", "B"], "{head}");
    }
}
