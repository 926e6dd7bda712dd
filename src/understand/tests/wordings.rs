//! Clauses as public templates word them: what they settle, and what they only seem to.

use super::{clause, one, tasks};
use crate::model::agreement::{IpContent, Share, Topic};

fn ip(text: &str) -> IpContent {
    clause(&one(text), Topic::Ip).ip.clone()
}

#[test]
fn bare_labels_open_lists_of_their_own_whatever_the_items_are_called() {
    let text = "# 技术开发（合作）合同\n第一条 项目要求如下：\n1．技术目标：误差小于0.3米。\n第三条 合作各方在研究开发项目中，分工承担如下工作：\n甲方：\n\
                1．研究开发内容：机器人本体改装和海试；\n2．研究开发期限：2024年7月至2026年12月。\n乙方：\n1．研究开发内容：低照度图像增强与定位算法；\n\
                2．研究开发期限：2024年7月至2026年6月。\n第八条 双方确定，成果由完成方所有，各自使用。\n第十五条 本合同自双方签字盖章之日起生效，履行期限至2027年6月30日。";
    let agreement = one(text);
    let found = clause(&agreement, Topic::Responsibilities);
    let said: Vec<(&str, Vec<&str>)> =
        found.tasks.iter().map(|(party, tasks)| (party.as_str(), tasks.iter().map(|task| task.value.as_str()).collect())).collect();
    assert_eq!(said, [("A", vec!["1.研究开发内容:机器人本体改装和海试;"]), ("B", vec!["1.研究开发内容:低照度图像增强与定位算法;"])]);
}

#[test]
fn whose_work_rests_with_another_is_not_the_party_s_before() {
    let text = "# Agreement\nbetween Changzhou Langong Machine Tools Co., Ltd. (\"Langong\") and Skarvik Institute of Marine Studies (\"SIMS\")\n\
                1. Tasks\nSIMS is tasked with corrosion testing. Panel preparation rests with Langong.";
    assert_eq!(tasks(&one(text)), [("A", 1), ("B", 1)]);
}

#[test]
fn what_each_makes_and_what_all_make_in_one_sentence_is_no_background() {
    for (text, shares) in [
        (
            "# 协议\n三、成果归属：双方各自取得的成果归各自所有，共同取得的成果双方共有，双方均可无偿使用。",
            &[Share::Joint, Share::ByContribution][..],
        ),
        ("# 协议\n三、知识产权\n合作前的专利归原权利人所有，合作中共同产生的专利由双方共有。", &[Share::Joint]),
    ] {
        let ip = ip(text);
        assert!(ip.ownership.is_some(), "{text}");
        assert!(ip.shares.iter().any(|(share, _)| shares.contains(share)), "{:?}", ip.shares);
    }
    let ip = ip("# 协议\n三、知识产权\n合作前甲方已有的技术，其知识产权归甲方所有。成果归属由双方另行签订补充协议确定。");
    assert!(ip.background.is_some() && ip.ownership.is_none());
}

#[test]
fn portions_of_joint_ownership_are_told_in_every_language() {
    for text in [
        "# 协议\n三、知识产权\n共同研发的成果双方共同所有，各占百分之五十。",
        "# Agreement\n3. Intellectual Property\nInventions made by both belong to both in equal shares.",
        "# Vertrag\n§ 3 Schutzrechte\nGemeinsam erzielte Ergebnisse stehen den Partnern zu gleichen Teilen zu.",
        "# Accord\nArticle 3 Propriété des résultats\nLes résultats communs sont la copropriété des parties à parts égales.",
        "# Convenio\nArtículo 3. Propiedad intelectual\nLos resultados conjuntos pertenecerán a ambas partes en proporción a sus aportaciones.",
        "# Договор\nСтатья 3. Интеллектуальная собственность\nПрава на результаты, созданные совместно, принадлежат Сторонам в равных долях.",
        "# 契約書\n第3条(知的財産権)\n共同で得た発明は甲乙の共有とし、持分は均等とする。",
        "# 협약서\n제3조(지식재산권)\n공동으로 창출한 성과는 균등하게 공유한다.",
    ] {
        let ip = ip(text);
        assert!(ip.ownership.is_some() && ip.portions.is_some(), "{text}: {ip:?}");
    }
    // How much each gets is left open.
    let open = ip("# 契約書\n第3条(知的財産権)\n共同で得た発明は甲乙の共有とし、その持分は別途協議して定める。");
    assert!(open.ownership.is_some() && open.portions.is_none());
}

#[test]
fn shared_results_are_owned_by_all_but_shared_news_and_money_are_not() {
    assert!(ip("# 协议\n四、成果分配\n本项目研究形成的论文及研究成果三方共享，甲方为主持单位。").ownership.is_some());
    assert!(
        ip("# Agreement\n4. Intellectual Property\nAll rights in inventions shall be shared by the Parties as they contributed to them.")
            .ownership
            .is_some()
    );
    assert!(ip("# 协议\n四、知识产权\n双方共享项目成果信息。双方应加强知识产权保护。").ownership.is_none());
    assert!(ip("# 协议\n四、知识产权\n双方分享成果转化收益。").ownership.is_none());
}

#[test]
fn what_moves_nothing_announces_or_waits_states_nothing() {
    for text in [
        "# Agreement\n3. Intellectual property\nNothing in this Agreement transfers any intellectual property. Any new right is subject to a further agreement.",
        "# Vertrag\n§ 3 Schutzrechte\nÜber die Rechte an den Ergebnissen werden sich die Partner rechtzeitig verständigen.",
        "# 协议\n三、知识产权\n双方根据各自的贡献协商分享知识产权。",
        "# 协议\n三、知识产权\n成果的归属和使用具体如下：\n待定。",
    ] {
        let found = clause(&one(text), Topic::Ip).clone();
        assert!(found.ip.ownership.is_none() && found.ip.usage.is_none() && found.unplaced.is_empty(), "{text}: {found:?}");
    }
    let agreement = one("# 协议\n三、知识产权\n详见附件二。\n甲方：常州澜工机床有限公司（盖章）\n乙方：斯卡维克海洋研究所（盖章）");
    let found = clause(&agreement, Topic::Ip);
    assert!(found.unplaced.is_empty() && found.references.len() == 1, "{found:?}");
}

#[test]
fn a_heading_may_name_rights_beside_something_else() {
    for heading in
        ["Publications and Patents", "Confidentiality & Intellectual Property", "论文与知识产权", "Publikationen und Schutzrechte"]
    {
        let text = format!(
            "# Agreement\n1. Purpose\nTo work.\n2. {heading}\nPatents arising from joint work shall be filed in the names of both Parties."
        );
        assert!(one(&text).clause(Topic::Ip).is_some_and(|clause| clause.heading.is_some()), "{heading}");
    }
    assert!(one("# Agreement\n1. Purpose\nTo work.\n2. Confidentiality and Costs\nEach Party keeps secrets.").clause(Topic::Ip).is_none());
}
