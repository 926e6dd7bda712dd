//! Who the parties are, in introductions that follow no form.

use super::one;

/// The parties' names as read.
fn names(text: &str) -> Vec<String> {
    one(text).parties.iter().filter_map(|party| party.name.seen().map(|name| name.value.clone())).collect()
}

#[test]
fn running_text_introduces_parties_in_every_language() {
    for (text, expected) in [
        (
            "# JOINT DEVELOPMENT AGREEMENT\nThis Agreement is made as of February 5, 2024 (the “Effective Date”) by and among Wuxi Taiyun Sensors Co., Ltd., a company organised under the laws of China (“Taiyun”), the University of Harrowgate, having its seat at College Lane, Harrowgate (“UoH”), and Brackwater Instruments plc, a public company (“Brackwater”; each a “Party”).\nWHEREAS, Taiyun and Lumen Optics Inc. (“Lumen”) have worked on lidar;\n1. Tasks\nTaiyun shall make mirrors.",
            vec!["Wuxi Taiyun Sensors Co., Ltd.", "University of Harrowgate", "Brackwater Instruments plc"],
        ),
        (
            "# Vereinbarung über eine Forschungszusammenarbeit\nDie Lindental Sensorik GmbH, Gartenweg 1, 79110 Freiburg – nachstehend „LS“ genannt – und die Universität Grünau Süd – nachstehend „UGS“ genannt – vereinbaren:\n1. Gegenstand\nGasmessung im Bergbau.",
            vec!["Lindental Sensorik GmbH", "Universität Grünau Süd"],
        ),
        (
            "# ДОГОВОР\nИнститут физики покрытий, именуемый в дальнейшем «Институт», в лице директора Орлова Павла Игоревича, с одной стороны, и ООО «Тяньвэй», именуемое в дальнейшем «Компания», с другой стороны, заключили настоящий договор.\n1. Предмет\nНапыление.",
            vec!["Институт физики покрытий", "ООО «Тяньвэй»"],
        ),
        (
            "# 공동연구 협약서\n한울과학기술대학교(이하 “갑”이라 한다)와 난퉁신광전자유한공사(이하 “을”이라 한다)는 다음과 같이 협약을 체결한다.\n제1조 역할\n설계와 측정",
            vec!["한울과학기술대학교", "난퉁신광전자유한공사"],
        ),
        (
            "# 氢能阀门联合开发协议\n甲方（项目承担单位）：泰州江海阀业股份有限公司\n乙方（境外合作单位）：Fjordgass AS\n第一条 目标\n开发瓶口阀。",
            vec!["泰州江海阀业股份有限公司", "Fjordgass AS"],
        ),
    ] {
        assert_eq!(names(text), expected, "{text}");
    }
}
