//! Every form of date in the requirements, clean and as OCR gives it.

use super::*;

fn day(text: &str) -> Option<String> {
    let seen = first(text, Order::Unknown)?;
    seen.date.map(|date| date.to_string())
}

fn precision(text: &str) -> Option<DatePrecision> {
    first(text, Order::Unknown).map(|seen| seen.precision)
}

#[test]
fn full_dates_of_every_form() {
    for text in [
        "2024年1月8日",
        "2024 年 1 月 8 日",
        "２０２４年１月８日",
        "二〇二四年一月八日",
        "二○二四年一月八日",
        "二零二四年一月八日",
        "二O二四年一月八日",
        "贰零贰肆年零壹月零捌日",
        "贰零贰肆年壹月捌日",
        "2024.1.8",
        "2024.01.08",
        "2024/01/08",
        "2024-01-08",
        "2024 - 01 - 08",
        "2024. 1. 8.",
        "8 January 2024",
        "8th January, 2024",
        "January 8, 2024",
        "Jan. 8th, 2024",
        "Jan 8 2024",
        "08-Jan-2024",
        "8 Jan 24",
        "08.01.2024",
        "8. Januar 2024",
        "令和6年1月8日",
        "令和 6 年 1 月 8 日",
        "2024년 1월 8일",
        "2024년1월8일",
        "«8» января 2024 г.",
        "8 января 2024 года",
        "\"08\" января 2024",
        "8 janvier 2024",
        "le 8 janvier 2024",
        "8 de enero de 2024",
        "8 gennaio 2024",
        "24.1.8",
        "民国113年1月8日",
        "中華民國113年1月8日",
        "this 8th day of January 2024",
        "this 8 day of January, 2024",
        "2024年1月8号",
        "2024年_1_月_8_日",
        "2024年l月8日",
        "2024年01月08日(公章)",
        "日期:2024年1月8日",
        "Date: 8th day of January, in the year 2024",
        "2024 January 8",
        "20240108",
        "2O24年1月8日",
        "Nanjing, den 8. Januar 2024",
        "公元2024年1月8日",
        "24年1月8日",
        "113年1月8日",
    ] {
        assert_eq!(day(text).as_deref(), Some("2024-01-08"), "{text}");
    }
}

#[test]
fn other_months_and_days() {
    for (text, date) in [
        ("12 mars 2024", "2024-03-12"),
        ("1er février 2024", "2024-02-01"),
        ("2. März 2024", "2024-03-02"),
        ("15 août 2023", "2023-08-15"),
        ("二〇二三年十二月二十八日", "2023-12-28"),
        ("贰零贰叁年壹拾贰月贰拾伍日", "2023-12-25"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("28 февраля 2024", "2024-02-28"),
        ("25/12/2023", "2023-12-25"),
        ("12/25/2023", "2023-12-25"),
        ("3/3/2024", "2024-03-03"),
        ("Mar. 2nd, 2024", "2024-03-02"),
        ("31 de diciembre de 2026", "2026-12-31"),
        ("Feb. 14th, 2024", "2024-02-14"),
        ("14th of February 2024", "2024-02-14"),
        ("Dated: 28 February 2024", "2024-02-28"),
    ] {
        assert_eq!(day(text).as_deref(), Some(date), "{text}");
    }
}

#[test]
fn day_and_month_either_way_round_need_context() {
    assert_eq!(precision("8/1/24"), Some(DatePrecision::Ambiguous));
    assert_eq!(precision("08/01/2024"), Some(DatePrecision::Ambiguous));
    let with = |order| first("8/1/24", order).and_then(|seen| seen.date).map(|date| date.to_string());
    assert_eq!(with(Order::DayFirst).as_deref(), Some("2024-01-08"));
    assert_eq!(with(Order::MonthFirst).as_deref(), Some("2024-08-01"));
    assert_eq!(order_of(["signed 25/12/2023", "no date"].into_iter()), Order::DayFirst);
    assert_eq!(order_of(["12/25/2023"].into_iter()), Order::MonthFirst);
    assert_eq!(order_of(["12/25/2023", "25/12/2023"].into_iter()), Order::Unknown);
    assert_eq!(first("24.1.24", Order::YearFirst).and_then(|seen| seen.date).map(|date| date.to_string()).as_deref(), Some("2024-01-24"));
}

#[test]
fn less_than_a_day() {
    for text in ["2024年1月", "2024年1月 日", "January 2024", "2024.01", "2024-01", "janvier 2024"] {
        assert_eq!(precision(text), Some(DatePrecision::Month), "{text}");
    }
    assert_eq!(precision("2024年 月 日"), Some(DatePrecision::Partial));
}

#[test]
fn numbers_that_are_no_dates() {
    for text in [
        "协议编号:SZ-2024-013",
        "苏科外〔2024〕21号",
        "2024-021号",
        "电话:025-8323-1234",
        "010-12.34.56",
        "身份证320102199001011234",
        "1.2.3 款",
        "ISO 9001:2015",
        "192.168.1.24",
        "No. 2024-01-08-77",
        "13/14/15",
        "32/13/2024",
        "2024年13月45日",
        "5%",
        "may 20 people",
        "+86 25 8359 2024",
        "12.5.1",
        "合同 20240108123",
    ] {
        let seen = find(text, Order::Unknown);
        assert!(seen.iter().all(|found| found.seen.date.is_none() && found.seen.precision == DatePrecision::Partial), "{text}: {seen:?}");
    }
}

#[test]
fn forms_that_nobody_filled_in() {
    for text in [
        "年 月 日",
        "年月日",
        "日期:    年   月   日",
        "____年__月__日",
        "20__年__月__日",
        "20 年 月 日",
        "2024年 月 日",
        "__/__/20__",
        "____ day of ____, 20__",
        "[date]",
        "DD/MM/YYYY",
        "« » ____ 20__ г.",
        "____년 __월 __일",
        "Date: ________",
        "令和 年 月 日",
        "TT.MM.JJJJ",
        "/ /2024",
        "____ ____ 2024",
    ] {
        assert!(is_blank(text), "{text}");
    }
    for text in ["2024年月2日", "2024年1月8日", "2024年1月 日", "8 January 2024", "王某某", "日期", "Director"] {
        assert!(!is_blank(text), "{text}");
    }
}

#[test]
fn ranges_point_into_the_normalised_text() {
    let text = normalise("协议自２０２４年３月１日起至 2027 年 2 月 28 日止");
    let found = find(&text, Order::Unknown);
    let texts: Vec<&str> = found.iter().map(|found| &text[found.range.clone()]).collect();
    assert_eq!(texts, ["2024年3月1日", "2027 年 2 月 28 日"]);
}
