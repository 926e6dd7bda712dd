//! First and last day of agreements.

use super::one;
use crate::model::agreement::{Observation, Term};

fn days(term: &Term) -> (Option<String>, Option<String>) {
    (term.start.seen().map(|day| day.value.to_string()), term.end.seen().map(|day| day.value.to_string()))
}

#[test]
fn stated_days_are_read_in_every_language() {
    for (text, start, end) in [
        ("# 合作协议\n六、合作期限\n自2024年3月1日至2026年12月31日。", Some("2024-03-01"), "2026-12-31"),
        ("# 合作协议\n第八条 有效期\n本协议自双方签字盖章之日起生效，至2027年2月28日止。", None, "2027-02-28"),
        ("# 合作协议\n第八条 有效期\n本协议自双方签字之日起生效，有效期至2026年12月31日。", None, "2026-12-31"),
        ("# Agreement\nArticle 8 Term\nThis Agreement is valid from 1 March 2024 to 28 February 2027.", Some("2024-03-01"), "2027-02-28"),
        ("# Agreement\n9. Duration\nIt shall remain in force until December 31, 2026.", None, "2026-12-31"),
        ("# Agreement\n9. Term\nThis Agreement begins on 1 May 2024 and ends on 30 April 2027.", Some("2024-05-01"), "2027-04-30"),
        ("# Vertrag\n§ 8 Laufzeit\nDer Vertrag gilt vom 01.03.2024 bis zum 28.02.2027.", Some("2024-03-01"), "2027-02-28"),
        ("# Vertrag\n§ 8 Laufzeit\nDie Vereinbarung endet am 31. Dezember 2026.", None, "2026-12-31"),
        ("# 契約書\n第8条 研究期間\n本研究の期間は、2024年4月1日から2027年3月31日までとする。", Some("2024-04-01"), "2027-03-31"),
        ("# 협약서\n제8조 협약 기간\n협약 기간은 2024년 4월 1일부터 2027년 3월 31일까지로 한다.", Some("2024-04-01"), "2027-03-31"),
        ("# Договор\nСтатья 8. Срок действия\nДоговор действует с 1 марта 2024 г. по 28 февраля 2027 г.", Some("2024-03-01"), "2027-02-28"),
        (
            "# Accord\nArticle 8 Durée\nLe présent accord est conclu pour la période du 1er mars 2024 au 28 février 2027.",
            Some("2024-03-01"),
            "2027-02-28",
        ),
        (
            "# Convenio\nArtículo 8. Vigencia\nEl convenio estará vigente desde el 1 de marzo de 2024 hasta el 28 de febrero de 2027.",
            Some("2024-03-01"),
            "2027-02-28",
        ),
    ] {
        let term = one(text).term;
        let (from, to) = days(&term);
        assert_eq!((from.as_deref(), to.as_deref()), (start, Some(end)), "{text}");
    }
}

#[test]
fn a_period_is_counted_from_the_stated_first_day() {
    for (text, end) in [
        ("# 合作协议\n八、期限\n本协议自2024年3月1日起生效，有效期三年。", "2027-02-28"),
        (
            "# Agreement\n8. Term\nThis Agreement takes effect on 1 March 2024 and continues for a period of thirty-six (36) months.",
            "2027-02-28",
        ),
        ("# Agreement\n8. Term\nCommencing on 15 May 2024, for two (2) years.", "2026-05-14"),
        ("# Vertrag\n§ 8 Laufzeit\nDer Vertrag beginnt am 1. März 2024 und hat eine Laufzeit von drei Jahren.", "2027-02-28"),
        ("# 契約書\n第8条 有効期間\n本契約の有効期間は2024年4月1日から3年間とする。", "2027-03-31"),
    ] {
        let term = one(text).term;
        assert_eq!(days(&term).1.as_deref(), Some(end), "{text}: {term:?}");
    }
}

#[test]
fn terms_without_a_day_are_open() {
    for text in [
        "# 合作协议\n八、期限\n本协议自签订之日起至项目验收完成之日止。",
        "# Agreement\n8. Term\nThis Agreement remains in force until completion of the project.",
        "# Vertrag\n§ 8 Laufzeit\nDer Vertrag läuft auf unbestimmte Zeit.",
    ] {
        let term = one(text).term;
        assert!(term.open_ended.is_some() && term.end.seen().is_none(), "{text}: {term:?}");
    }
}

#[test]
fn a_form_that_was_not_filled_in_is_blank() {
    for text in [
        "# 合作协议\n八、有效期\n本协议有效期自20__年__月__日至20__年__月__日。",
        "# Agreement\n8. Term\nThis Agreement is valid from ____ 20__ to ____ 20__.",
    ] {
        let term = one(text).term;
        assert!(matches!(term.end, Observation::Blank(_)), "{text}: {term:?}");
    }
}

#[test]
fn periods_of_other_clauses_are_not_the_term() {
    let term = one("# 合作协议\n一、保密\n保密期限为协议终止后五年。\n二、终止\n提前三十日书面通知。\n三、其他\n一式四份。").term;
    assert!(term.end.seen().is_none() && term.open_ended.is_none(), "{term:?}");
}

#[test]
fn a_blank_duration_is_not_filled_by_what_outlasts_the_agreement() {
    let agreement =
        one("# 合作协议\n三、协议期限\n本协议有效期自20__年_月__日起至20__年_月_日止。\n四、其他\n保密义务在本协议终止后三年内继续有效。");
    assert!(matches!(agreement.term.end, crate::model::agreement::Observation::Blank(_)), "{:?}", agreement.term);
}

#[test]
fn periods_are_counted_from_days_that_the_paper_names() {
    for (text, end) in [
        (
            "# AGREEMENT\nThis Agreement is made as of February 5, 2024 (the \"Effective Date\") between the parties.\nArticle 9 Term\nThis Agreement shall commence on the Effective Date and continue for thirty-six (36) months.",
            "2027-02-04",
        ),
        (
            "# AGREEMENT\nDated 14 December 2023\nArticle 3 Term\nIt remains in force until the third anniversary of the date hereof.",
            "2026-12-13",
        ),
        (
            "# AGREEMENT\nArticle 1 Definitions\n\"Launch Date\" means 1 May 2024.\nArticle 9 Term\nThis Agreement may be terminated for breach within thirty days. The term is two (2) years from the Launch Date.",
            "2026-04-30",
        ),
        ("# 契約書\n第3条（期間）本契約は、締結日から2年間有効とする。\n締結日：2024年3月1日", "2026-02-28"),
        ("# 협약서\n제3조(기간) 본 협약은 2024년 5월 1일부터 3년간 효력을 가진다.", "2027-04-30"),
        ("# СОГЛАШЕНИЕ\nСтатья 4. Срок\nДо 31 декабря 2026 г.", "2026-12-31"),
    ] {
        assert_eq!(days(&one(text).term).1.as_deref(), Some(end), "{text}");
    }
}

#[test]
fn an_agreement_that_renews_itself_has_no_fixed_end() {
    for text in [
        "# 合作协议\n八、期限\n本协议有效期自2021年3月1日至2023年2月28日。期满前三个月双方均未书面提出终止的，自动续展两年，以此类推。",
        "# Agreement\n8. Term\nThis Agreement is valid from 1 March 2021 to 28 February 2023. It is automatically renewed for further periods of one year unless a Party gives notice.",
        "# Vertrag\n§ 8 Laufzeit\nDer Vertrag gilt vom 01.03.2021 bis zum 28.02.2023 und verlängert sich jeweils um ein Jahr, wenn keine Partei kündigt.",
        "# Accord\nArticle 8 Durée\nLe présent accord est conclu pour la période du 1er mars 2021 au 28 février 2023, renouvelable par tacite reconduction.",
    ] {
        let term = one(text).term;
        assert_eq!(days(&term), (Some("2021-03-01".to_owned()), None), "{text}");
        assert!(term.open_ended.is_some(), "{text}");
    }
}

#[test]
fn a_single_renewal_adds_its_period_and_one_that_must_be_agreed_adds_nothing() {
    let term =
        |clause: &str| one(&format!("# Agreement\n8. Term\nThis Agreement is valid from 1 March 2021 to 28 February 2023. {clause}")).term;
    assert_eq!(days(&term("It is automatically renewed once for two years.")).1.as_deref(), Some("2025-02-28"));
    assert_eq!(days(&term("It may be renewed by written agreement.")).1.as_deref(), Some("2023-02-28"));
    assert_eq!(days(&term("It is not automatically renewed.")).1.as_deref(), Some("2023-02-28"));
}
