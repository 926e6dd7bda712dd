//! Dates as agreements write them, in print, by hand and as OCR reads them.
//!
//! [`find`] gives every date in a text; [`is_blank`] says that a text is only the form of one ("年 月 日", "__/__/20__"). A number that
//! is no date (contract numbers, telephone numbers) must not become one, so every form asks for its own neighbours.

mod months;
mod numerals;
mod scrawl;

pub use scrawl::scrawled;

use std::ops::Range;
use std::sync::LazyLock;

use super::lexicon::{Captures, Pattern};
use crate::model::agreement::{DatePrecision, DateSeen};
use crate::model::date::Date;
use crate::model::text::normalise;

/// Which of two numbers up to twelve is the day, as far as the context tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// 8/1/2024 is 8 January.
    DayFirst,
    /// 8/1/2024 is 1 August.
    MonthFirst,
    /// Year first where a two-digit year is possible: Chinese, Japanese and Korean text (24.1.8).
    YearFirst,
    /// Nothing tells.
    #[default]
    Unknown,
}

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the normalised text.
    pub range: Range<usize>,
    /// What it says.
    pub seen: DateSeen,
}

/// Years that agreements of this century's programmes can speak of.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2100;
/// Two-digit years that a handwritten date can mean without a century.
const SHORT_YEARS: std::ops::RangeInclusive<i32> = 15..=40;

/// Digits and numerals of a year, month or day in East Asian forms, with the letters that OCR puts in their place.
const NUMERAL: &str = r"[0-9〇○◯零一二三四五六七八九十廿卅百千仟佰元两壹贰貳叁參肆伍陆陸柒捌玖拾oli|]";

static EAST_ASIAN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"(?:(令和|平成|昭和|(?:中华|中華)?民[国國]|公元|西元|서기|단기)\s*)?({NUMERAL}(?:[\s_]*{NUMERAL}){{0,5}})[\s_]*(?:年度?|년)(?:[\s_.]*({NUMERAL}(?:[\s_]*{NUMERAL}){{0,2}})[\s_.]*(?:月|월)(?:份|[\s_.]*({NUMERAL}(?:[\s_]*{NUMERAL}){{0,3}})[\s_.]*(?:日|号|號|일|曰|旧|目|$))?)?"
    ))
});
static YEAR_FIRST: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"((?:19|20)\d\d)\s*([./\-–年])\s*([0-9ol]{1,2})\s*([./\-–月])\s*([0-9ol]{1,2})"));
static YEAR_MONTH: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"((?:19|20)\d\d)\s*[./-]\s*(0?[1-9]|1[0-2])"));
static COMPACT: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"));
static NUMBERS: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"([0-9ol]{1,2})\s*([./\-–])\s*([0-9ol]{1,2})\s*([./\-–])\s*(\d{4}|\d{1,2})"));
static DAY_MONTH: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r#"[«"“„<(]*\b([0-9lio]{{1,2}})\s*[»"”>)]*\s*(?:s\s?t|n\s?d|r\s?d|t\s?h|er|e|º|°|ª|\.)?\s*[-–/]?\s*(?:day\s+of\s+|de\s+|of\s+)?({})\b\.?\s*(?:(?:st|nd|rd|th)\s+)?[-–/,]?\s*(?:del?\s+|in\s+the\s+year\s+)?(?:of\s+)?('?\d{{2}}(?:\s?\d{{2}})?)?"#,
        months::alternation()
    ))
});
static MONTH_DAY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"\b({})\b\.?\s*[-–]?\s*(?:the\s+)?([0-9lio]{{1,2}})\s*(?:s\s?t|n\s?d|r\s?d|t\s?h)?\s*[,.\-–]?\s*(?:of\s+)?((?:19|20)\d{{2}})",
        months::alternation()
    ))
});
static YEAR_MONTH_DAY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(r"\b((?:19|20)\d\d)\s*[-–,./]?\s*({})\b\.?\s*[-–,./]?\s*(\d{{1,2}})(?:st|nd|rd|th)?", months::alternation()))
});
static MONTH_YEAR: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"\b({})\b\.?\s*,?\s*(?:de\s+|of\s+)?((?:19|20)\d\d)", months::alternation())));
static FORM: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"年[\s_.…·/]*月|년[\s_.]*월|月[\s_.…·]+日|[_.…·]{2,}|20[\s_]*年|\b20_|^[\s/._-]*[/_][\s_]*20_*$|/[\s_.…]*/|\.\s*\.\s*20\b|-\s+-\s*20",
        r"|^\s*[\[【<（(].{0,24}[\]】>）)]\s*$|\b(dd|jj|tt|дд)\s*[./-]\s*mm|yyyy|jjjj|×{2,}|[x]{3,}|«\s*»|x{2}\s*[./]\s*x{2}"
    ))
});

/// A day without its month: a thin 1 that recognition passed over, for nobody writes a day alone.
static DAY_GIVEN: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"月\s*\d{1,2}\s*[日号號]"));

/// Plain lower-case letters, one for each character, so that places in the folded text are places in the text.
fn folded(text: &str) -> String {
    let plain = |c: char| match c.to_lowercase().next().unwrap_or(c) {
        'à' | 'á' | 'â' | 'ã' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ё' => 'е',
        '\u{2019}' => '\'',
        '—' | '－' | '−' => '-',
        '\u{2215}' | '⁄' => '/',
        '·' | '•' | '。' | '．' => '.',
        other => other,
    };
    text.chars().map(plain).collect()
}

/// What a pattern's captures say.
struct Reading {
    date: Option<Date>,
    precision: DatePrecision,
}

impl Reading {
    fn day(year: i32, month: i32, day: i32) -> Option<Self> {
        let date = Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        YEARS.contains(&year).then_some(Self { date: Some(date), precision: DatePrecision::Day })
    }

    fn month(year: i32, month: i32) -> Option<Self> {
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Self { date: None, precision: DatePrecision::Month })
    }

    fn partial() -> Self {
        Self { date: None, precision: DatePrecision::Partial }
    }
}

/// Every date in a text, in order. The text is [`normalise`]d first; ranges are of the normalised text.
pub fn find(text: &str, order: Order) -> Vec<Found> {
    let text = normalise(text);
    let plain = folded(&text);
    let mut found: Vec<Found> = Vec::new();
    let mut collect = |pattern: &Pattern, read: &dyn Fn(&Captures<'_>) -> Option<Reading>| {
        for captures in pattern.captures_iter(&plain) {
            let Some(whole) = captures.get(0) else { continue };
            let range = unfold(&plain, &text, whole.range());
            if found.iter().any(|other| range.start < other.range.end && other.range.start < range.end) {
                continue;
            }
            if let Some(Reading { date, precision }) = read(&captures) {
                let seen = DateSeen { text: text[range.clone()].trim().to_owned(), date, precision };
                found.push(Found { range, seen });
            }
        }
    };
    let alone = |captures: &Captures<'_>| stands_alone(&plain, captures);
    collect(&EAST_ASIAN, &east_asian);
    collect(&YEAR_FIRST, &|c| {
        let separators_agree = c[2] == c[4] || (&c[2] == "年" || &c[4] == "月") || c[2].len() != c[4].len();
        (separators_agree && alone(c)).then(|| Reading::day(number(c, 1)?, number(c, 3)?, number(c, 5)?)).flatten()
    });
    collect(&YEAR_MONTH_DAY, &|c| Reading::day(number(c, 1)?, i32::from(months::number(&c[2])?), number(c, 3)?));
    collect(&MONTH_DAY, &|c| Reading::day(number(c, 3)?, i32::from(months::number(&c[1])?), number(c, 2)?));
    collect(&DAY_MONTH, &|c| day_month(c));
    collect(&MONTH_YEAR, &|c| Reading::month(number(c, 2)?, i32::from(months::number(&c[1])?)));
    collect(&NUMBERS, &|c| (c[2] == c[4] && alone(c)).then(|| numbers(c, order)).flatten());
    collect(&COMPACT, &|c| alone(c).then(|| Reading::day(number(c, 1)?, number(c, 2)?, number(c, 3)?)).flatten());
    collect(&YEAR_MONTH, &|c| alone(c).then(|| Reading::month(number(c, 1)?, number(c, 2)?)).flatten());
    found.sort_by_key(|date| date.range.start);
    found
}

/// The first full date of a text, else the most precise thing it has.
pub fn first(text: &str, order: Order) -> Option<DateSeen> {
    let rank = |precision| match precision {
        DatePrecision::Day => 0,
        DatePrecision::Ambiguous => 1,
        DatePrecision::Month => 2,
        DatePrecision::Partial => 3,
    };
    find(text, order).into_iter().map(|found| found.seen).min_by_key(|seen| rank(seen.precision))
}

/// Whether a line says where and on which day somebody signs: "A Nanjing, le 1er mars 2024", "Fait à Lille, le …", "Kiel, den …".
pub(super) fn is_place_and_day(text: &str) -> bool {
    static PLACED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"^(?:(?:[Ff]ait|[Dd]one|[Mm]ade|[Ss]igned|[Gg]iven|[Hh]echo|[Ff]atto)\s+)?(?:(?:[àÀ]|[AaVвВ]|[EeIi]n|[Aa]t|[Zz]u|[Ee]m|г\.)\s+\p{Lu}[\p{L}' -]*,?\s*(?:le|den|on|the|el|il|am|al?)?\s*\d|\p{Lu}[\p{L}' -]*,\s*(?:le|den|the|el|il|am|al?)\s+\d|\p{Lu}[\p{L}-]+,\s*\d)",
        )
    });
    PLACED.is_match(text.trim()) && first(text, Order::Unknown).is_some()
}

/// Whether a text is the form of a date that nobody has filled in: at most a year is given.
pub fn is_blank(text: &str) -> bool {
    let text = normalise(text);
    let given = find(&text, Order::Unknown).iter().any(|found| found.seen.precision != DatePrecision::Partial);
    !given && !DAY_GIVEN.is_match(&text) && FORM.is_match(&folded(&text))
}

/// The order that a document's own unambiguous dates show: one with a number above twelve tells for all of them.
pub fn order_of<'a>(texts: impl Iterator<Item = &'a str>) -> Order {
    let (mut day_first, mut month_first) = (0, 0);
    for text in texts {
        let plain = folded(&normalise(text));
        for c in NUMBERS.captures_iter(&plain) {
            if c[2] != c[4] || c[5].len() < 2 || !stands_alone(&plain, &c) {
                continue;
            }
            match (number(&c, 1), number(&c, 3)) {
                (Some(13..=31), Some(1..=12)) => day_first += 1,
                (Some(1..=12), Some(13..=31)) => month_first += 1,
                _ => {}
            }
        }
    }
    match (day_first, month_first) {
        (0, 0) => Order::Unknown,
        (_, 0) => Order::DayFirst,
        (0, _) => Order::MonthFirst,
        _ => Order::Unknown,
    }
}

/// A range of the folded text as a range of the text.
fn unfold(plain: &str, text: &str, range: Range<usize>) -> Range<usize> {
    let chars = |end: usize| plain[..end].chars().count();
    let byte = |count: usize| text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    byte(chars(range.start))..byte(chars(range.end))
}

/// A captured number; digits, numerals, and letters in their place.
fn number(captures: &Captures<'_>, group: usize) -> Option<i32> {
    numerals::number(captures.get(group)?.as_str().trim_start_matches('\''))
}

/// Whether a number form is not a piece of a longer number, code or article number.
fn stands_alone(text: &str, captures: &Captures<'_>) -> bool {
    let Some(whole) = captures.get(0) else { return false };
    let mut before = text[..whole.start()].chars().rev();
    let mut after = text[whole.end()..].chars();
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let separator = |c: Option<char>| c.is_some_and(|c| matches!(c, '.' | '-' | '/' | '–'));
    let (b, b2) = (before.next(), before.next());
    let (a, a2) = (after.next(), after.next());
    let code_before = joins(b) || (separator(b) && joins(b2)) || matches!(b, Some('〔' | '[' | '+'));
    let code_after =
        a.is_some_and(|c| c.is_ascii_digit() || c == '号' || c == '%') || (separator(a) && a2.is_some_and(|c| c.is_ascii_alphanumeric()));
    !code_before && !code_after
}

fn east_asian(c: &Captures<'_>) -> Option<Reading> {
    let base = match c.get(1).map(|era| era.as_str()) {
        Some("令和") => 2018,
        Some("平成") => 1988,
        Some("昭和") => 1925,
        Some(era) if era.contains('民') => 1911,
        Some("단기") => -2333,
        _ => 0,
    };
    let written = number(c, 2)?;
    let digits = c[2].chars().filter(|c| !c.is_whitespace() && *c != '_').count();
    let year = match written {
        _ if base != 0 => base + written,
        // Taiwan writes its own years without naming the era.
        100..=130 if digits == 3 => 1911 + written,
        0..=99 if digits == 2 && SHORT_YEARS.contains(&written) => 2000 + written,
        _ => written,
    };
    let (month, day) = (c.get(3).map(|_| number(c, 3)), c.get(4).map(|_| number(c, 4)));
    match (month, day) {
        (Some(month), Some(day)) => Reading::day(year, month?, day?),
        (Some(month), None) => Reading::month(year, month?),
        _ => (YEARS.contains(&year) && digits >= 4).then(Reading::partial),
    }
}

fn day_month(c: &Captures<'_>) -> Option<Reading> {
    let month = i32::from(months::number(&c[2])?);
    let day = number(c, 1)?;
    let year = number(c, 3);
    match year {
        Some(year) if year >= 1000 => Reading::day(year, month, day),
        Some(year) if SHORT_YEARS.contains(&year) => Reading::day(2000 + year, month, day),
        // A day and month without year; words like "5 mai" or "2 mar" in running text are no date either.
        _ => None,
    }
}

/// Three short numbers: which is the day follows from their size, else from the context.
fn numbers(c: &Captures<'_>, order: Order) -> Option<Reading> {
    let (a, b, last) = (number(c, 1)?, number(c, 3)?, number(c, 5)?);
    let four_digits = c[5].len() == 4;
    let year = if four_digits { last } else { 2000 + last };
    let year_last = four_digits || SHORT_YEARS.contains(&last) && c[5].len() == 2;
    let day_first = year_last.then(|| Reading::day(year, b, a)).flatten();
    let month_first = year_last.then(|| Reading::day(year, a, b)).flatten();
    let year_first = (!four_digits && SHORT_YEARS.contains(&a)).then(|| Reading::day(2000 + a, b, last)).flatten();
    if order == Order::YearFirst && year_first.is_some() {
        return year_first;
    }
    // Points between numbers are the continental day-first form.
    if &c[2] == "." && day_first.is_some() && year_first.is_none() {
        return day_first;
    }
    match (order, day_first, month_first, year_first) {
        (_, None, None, only) => only,
        (_, Some(only), None, None) | (_, None, Some(only), None) => Some(only),
        (_, Some(day_first), Some(_), None) if a == b => Some(day_first),
        (Order::DayFirst, Some(day_first), _, None) => Some(day_first),
        (Order::MonthFirst, _, Some(month_first), None) => Some(month_first),
        _ => Some(Reading { date: None, precision: DatePrecision::Ambiguous }),
    }
}

#[cfg(test)]
mod tests;
