//! Dates written by pen, mended where recognition takes a stroke for another character or loses a dot.

use std::sync::LazyLock;

use super::{Order, find};
use crate::model::agreement::{DatePrecision, DateSeen};
use crate::model::text::normalise;
use crate::understand::lexicon::{Captures, Pattern};

/// Year, month and day with a separator lost: `20243.4`, `2024.34`, `202434`.
static RUN_TOGETHER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?:^|\D)(20\d\d)\s?([.\-/]?)\s?(\d{1,2}?)([.\-/]?)\s?(\d{1,2})\D*$"));

/// The year's sign lost: `202312月25日`.
static NO_YEAR_SIGN: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?:^|\D)(20\d\d)\s?(\d{1,2})\s?月\s?(\d{1,2})\s?(?:日|$)"));

/// A slash read as a 1 between two others' places: `2023/12120`, `202319/8`.
static SLASH_AS_ONE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?:^|\D)(20\d\d)(?:/(\d{2})1(\d{2})|1(\d{1,2})/(\d{1,2}))(?:\D|$)"));

/// The month's sign lost between two digits each: `2023年1128日`.
static NO_MONTH_SIGN: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(20\d\d)\s?年\s?(\d{2})(\d{2})\s?日"));

/// A year with a leader's dot, or the space in its place, before its last digit: `202.4.2.7`, `8 December 202 3`.
static SPLIT_YEAR: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?:^|[^\d])(20\d)[. ](\d)(?:[. ](\d{1,2})[. ](\d{1,2}))?\W*$"));

/// Day, month and year of which a dot was lost: `16.02 2024`.
static DAY_FIRST: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\b(\d{1,2})[.\s]\s?(\d{1,2})[.\s]\s?(20\d\d)\b"));

fn dotted(date: &Captures<'_>) -> String {
    format!("{}.{}.{}", &date[1], &date[2], &date[3])
}

/// The first date of a handwritten line, if mending gives one and only one that the calendar has.
pub fn scrawled(text: &str, order: Order) -> Option<DateSeen> {
    let plain = normalise(text);
    let plain = SPLIT_YEAR
        .captures(&plain)
        .and_then(|c| {
            let (century, rest) = (c.get(1)?, c.get(2)?);
            Some(format!("{}{}{}", &plain[..century.start()], century.as_str(), &plain[rest.start()..]))
        })
        .unwrap_or(plain);
    [mended(&plain, '.'), mended(&plain, ' ')].iter().map(|text| DAY_FIRST.replace_all(text, dotted)).find_map(|text| {
        let whole =
            |text: &str| find(text, order).into_iter().map(|found| found.seen).find(|seen| seen.precision != DatePrecision::Partial);
        whole(&text)
            .or_else(|| whole(&with_months(&text)))
            .or_else(|| whole(&with_short_month(&text)?))
            .or_else(|| whole(&with_misread_month(&text)?))
            .or_else(|| whole(&NO_YEAR_SIGN.captures(&text).map(|c| dotted(&c))?))
            .or_else(|| whole(&NO_MONTH_SIGN.captures(&text).map(|c| dotted(&c))?))
            .or_else(|| whole(&slashed(&text)?))
            .or_else(|| whole(&parted(&text)?))
            .or_else(|| whole(&with_century(&text)?))
            .or_else(|| whole(&with_ones(&text)?))
    })
}

/// A date of which a slash was read as a 1.
fn slashed(text: &str) -> Option<String> {
    let c = SLASH_AS_ONE.captures(text)?;
    let (month, day) = c.get(2).zip(c.get(3)).or(c.get(4).zip(c.get(5)))?;
    Some(format!("{}.{}.{}", &c[1], month.as_str(), day.as_str()))
}

/// Characters that stand among digits as the digits they resemble; dots of any kind as `dot`.
fn mended(text: &str, dot: char) -> String {
    let chars: Vec<char> = text.chars().collect();
    let counts = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_digit() || "年月日.".contains(*c));
    let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    let mut out = String::with_capacity(text.len());
    for (i, &c) in chars.iter().enumerate() {
        let (before, after) = (i.checked_sub(1).and_then(|i| chars.get(i)), chars.get(i + 1));
        if dot == ' '
            && before.is_some_and(|&before| {
                before.is_ascii_digit() && c.is_ascii_alphabetic() || before.is_ascii_alphabetic() && c.is_ascii_digit()
            })
        {
            out.push(' ');
        }
        let beside = counts(before) && counts(after) && (digit(before) || digit(after));
        out.push(match c {
            '(' | ')' | '|' | 'l' | 'I' | '!' | '[' | ']' if beside => '1',
            'O' | 'o' | 'Q' | 'D' | 'C' if beside => '0',
            'S' | 's' if digit(before) && digit(after) => '5',
            'Z' | 'z' if digit(after) && !digit(before) || beside => '2',
            '1' if before.is_some_and(char::is_ascii_alphabetic) && !digit(after) => 'l',
            '.' => dot,
            '·' | '•' | '・' | ':' | ',' | ';' | '\'' | '`' if !before.is_some_and(|c| c.is_alphabetic()) || dot == ' ' => dot,
            c => c,
        });
    }
    out
}

/// Day, a word of three characters, year.
static SHORT_MONTH: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\b(\d{1,2})\s+([A-Za-z][A-Za-z0-9]{2})[.,]?\s+(20\d\d)\b"));

/// The same with the month before the day.
static SHORT_MONTH_FIRST: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\b([A-Za-z][A-Za-z0-9]{2})[., ]\s*(\d{1,2})[., ]\s*(20\d\d)\b"));

/// English months whose name lacks or mistakes a letter or two, written out.
fn with_months(text: &str) -> String {
    const MONTHS: [&str; 11] =
        ["January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December"];
    let mended = |word: &str| {
        let letters = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        // One letter of a short name, two of a long one.
        let apart = |month: &&str| strsim::levenshtein(&letters, &month.to_lowercase());
        let nearest = MONTHS.iter().copied().min_by_key(apart).filter(|month| letters.len() >= 4 && apart(month) <= month.len() / 7 + 1);
        nearest.map_or_else(|| word.to_owned(), str::to_owned)
    };
    text.split_whitespace().map(mended).collect::<Vec<_>>().join(" ")
}

/// A month's three letters with one of them misread, between day and year, if only one month is so near.
fn with_short_month(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (word, day, year) = match SHORT_MONTH.captures(text) {
        Some(c) => (c[2].to_lowercase(), c[1].to_owned(), c[3].to_owned()),
        None => SHORT_MONTH_FIRST.captures(text).map(|c| (c[1].to_lowercase(), c[2].to_owned(), c[3].to_owned()))?,
    };
    let near: Vec<&str> = MONTHS.into_iter().filter(|month| strsim::hamming(&word, month).is_ok_and(|apart| apart <= 1)).collect();
    if let [month] = near.as_slice() { Some(format!("{day} {month} {year}")) } else { None }
}

/// A month's name between day and year with two letters misread, if only one month that begins so is so near: `5Maneh2024`.
fn with_misread_month(text: &str) -> Option<String> {
    static BETWEEN: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?:^|\D)(\d{1,2})\s*([A-Za-z]{4,9})\W*(20\d\d)\b"));
    const MONTHS: [&str; 11] =
        ["january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"];
    let c = BETWEEN.captures(text)?;
    let word = c[2].to_lowercase();
    let like =
        |month: &&str| month.starts_with(&word[..1]) && word.len().abs_diff(month.len()) <= 1 && strsim::levenshtein(&word, month) <= 2;
    let near: Vec<&str> = MONTHS.into_iter().filter(like).collect();
    if let [month] = near.as_slice() { Some(format!("{} {month} {}", &c[1], &c[3])) } else { None }
}

/// A year in Chinese numerals whose first stroke, a 二 at the line's start, was lost: "〇二四年".
static NO_CENTURY: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^\W*([〇○零][一二三][〇○零一二三四五六七八九]\s*年.*)$"));

fn with_century(text: &str) -> Option<String> {
    NO_CENTURY.captures(text).map(|c| format!("二{}", &c[1]))
}

/// Month and day of two digits, the month's or the day's first one a seven, which no month and no day begins with.
static SEVENS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(20\d\d)\s*([年./-])\s*(\d{1,2})\s*([月./-])\s*(\d{1,2})"));

/// A one with a flag reads as a seven.
fn with_ones(text: &str) -> Option<String> {
    let c = SEVENS.captures(text)?;
    let mend = |digits: &str, most: u32| match digits.strip_prefix('7') {
        Some(rest) if digits.len() == 2 => {
            let both = [format!("1{rest}"), format!("1{}", rest.replace('7', "1"))];
            let mut possible = both.into_iter().filter(|digits| digits.parse().is_ok_and(|number: u32| number <= most)).collect::<Vec<_>>();
            possible.dedup();
            if possible.len() == 1 { possible.pop() } else { None }
        }
        _ => Some(digits.to_owned()),
    };
    Some(format!("{}.{}.{}", &c[1], mend(&c[3], 12)?, mend(&c[5], 31)?))
}

/// Year, month and day that run together, taken apart where only one way gives a date.
fn parted(text: &str) -> Option<String> {
    let c = RUN_TOGETHER.captures(text)?;
    let digits = |i: usize| c.get(i).map_or("", |m| m.as_str());
    match (digits(2).is_empty(), digits(4).is_empty()) {
        (true, false) => Some(format!("{}.{}.{}", digits(1), digits(3), digits(5))),
        // One digit each: with three, the month's end could be anywhere. Where one dot was read, the other one was not lost but is with its digit: 2024.1.15
        // comes as 2024.15.
        (true, true) if digits(3).len() + digits(5).len() == 2 && !c[0].trim().contains(' ') => {
            Some(format!("{}.{}.{}", digits(1), digits(3), digits(5)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_may_have_two_letters_misread_if_only_one_is_near() {
        let day = |text: &str| scrawled(text, Order::Unknown).and_then(|seen| seen.date).map(|date| date.to_string());
        assert_eq!(day("5Maneh2024").as_deref(), Some("2024-03-05"));
        assert_eq!(day("11 Jume 2024").as_deref(), Some("2024-06-11"));
        assert_eq!(day("8xqzh 2024"), None);
    }

    fn day(text: &str) -> Option<String> {
        scrawled(text, Order::Unknown).and_then(|seen| seen.date).map(|date| date.to_string())
    }

    #[test]
    fn strokes_read_as_other_characters_are_mended() {
        for (text, expected) in [
            ("2023年(2月25日", "2023-12-25"),
            ("2024·3·4", "2024-03-04"),
            ("20243.4", "2024-03-04"),
            ("202436", "2024-03-06"),
            ("202312月25日", "2023-12-25"),
            ("2023/12120", "2023-12-20"),
            ("202319/8", "2023-09-08"),
            ("2023年1128日", "2023-11-28"),
            ("..202.4.2.7..", "2024-02-07"),
            ("Date:..8.Decemben.202.3..", "2023-12-08"),
            ("Date 3 NOV Z023", "2023-11-03"),
            ("Dec. 1st: 2023", "2023-12-01"),
            ("Apri1 8.2024", "2024-04-08"),
            ("3 APRI, 2024", "2024-04-03"),
            ("20 DE6 2023", "2023-12-20"),
            ("Date: 25 San 2024", "2024-01-25"),
            ("8 Januang 2024", "2024-01-08"),
            ("Jaa. 3, 2024", "2024-01-03"),
            ("5MaRCH2024", "2024-03-05"),
            ("16.02 2024", "2024-02-16"),
            ("7 March 2C24", "2024-03-07"),
            ("〇二四年一月十六日", "2024-01-16"),
            ("2023年72月78日", "2023-12-18"),
            ("2023.77.28", "2023-11-28"),
        ] {
            assert_eq!(day(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_can_be_taken_apart_in_two_ways_is_no_date() {
        for text in ["2024111", "2024.15", "Man. 7, 2024", "2024.3.77", "年 月 日", "2024", "20__年__月__日", "2024年", "13912345678"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
