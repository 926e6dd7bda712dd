//! Points in time as certificates, signatures and files write them.

use super::tlv::{Element, tag};
use crate::model::date::Date;

/// Beijing's distance from UTC, for times that state no zone of their own: the programmes' deadlines follow its clock.
const BEIJING: i32 = 8 * 60;

/// Seconds since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::ingest) struct Moment(i64);

/// Days from 1970-01-01 to a date of the calendar.
fn days(date: Date) -> i64 {
    let (year, month) = (i64::from(date.year) - i64::from(date.month <= 2), i64::from(date.month));
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(date.day) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

impl Moment {
    /// A `UTCTime` or `GeneralizedTime`.
    pub(super) fn read(element: &Element<'_>) -> Option<Self> {
        let text = std::str::from_utf8(element.value).ok()?;
        let full = match element.tag {
            // Two digits: 50 to 99 are of the last century.
            tag::UTC_TIME => format!("{}{text}", if text.as_bytes().first()? < &b'5' { "20" } else { "19" }),
            tag::GENERALIZED_TIME => text.to_owned(),
            _ => return None,
        };
        Self::written(&full).map(|(moment, _)| moment)
    }

    /// `20240108120000`, with or without seconds, fractions, separators and a zone (`Z`, `+08'00'`); also the zone in minutes, if stated.
    pub(in crate::ingest) fn written(text: &str) -> Option<(Self, Option<i32>)> {
        let text = text.trim().trim_start_matches("D:");
        let (clock, zone) = zone_of(text);
        let clock = clock.split('.').next()?;
        let digits: Vec<u8> = clock.bytes().filter(u8::is_ascii_digit).take(14).map(|byte| byte - b'0').collect();
        if clock.bytes().any(|byte| !byte.is_ascii_digit() && !b"-:T ".contains(&byte)) || digits.len() < 8 {
            return None;
        }
        let number = |from: usize, to: usize| {
            digits.get(from..to).map_or(0, |digits| digits.iter().fold(0_i64, |sum, digit| sum * 10 + i64::from(*digit)))
        };
        let date = Date::new(number(0, 4) as i32, number(4, 6) as u8, number(6, 8) as u8)?;
        let (hour, minute, second) = (number(8, 10), number(10, 12), number(12, 14));
        if hour > 24 || minute > 59 || second > 60 {
            return None;
        }
        let local = days(date) * 86_400 + hour * 3600 + minute * 60 + second;
        Some((Self(local - i64::from(zone.unwrap_or(0)) * 60), zone))
    }

    /// ISO 8601 in a zone, Beijing's if none is given.
    pub(in crate::ingest) fn text(self, zone: Option<i32>) -> String {
        let zone = zone.unwrap_or(BEIJING);
        let local = self.0 + i64::from(zone) * 60;
        let (day, second) = (local.div_euclid(86_400), local.rem_euclid(86_400));
        let date = Date::from_days(day).map_or_else(String::new, |date| date.to_string());
        let sign = if zone < 0 { '-' } else { '+' };
        let (hours, minutes) = (zone.abs() / 60, zone.abs() % 60);
        format!("{date}T{:02}:{:02}:{:02}{sign}{hours:02}:{minutes:02}", second / 3600, second / 60 % 60, second % 60)
    }
}

/// A time without its zone, and the zone in minutes.
fn zone_of(text: &str) -> (&str, Option<i32>) {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return (clock, None);
    }
    // A day has no sign behind its eighth digit but that of a zone; with separators there are eleven characters before the time.
    let after = if text.contains('T') { 11 } else { 8 };
    let Some(at) = text.char_indices().find(|(at, c)| *at >= after && matches!(c, '+' | '-' | 'Z')).map(|(at, _)| at) else {
        return (text, None);
    };
    let digits: Vec<i32> = text[at..].bytes().filter(u8::is_ascii_digit).map(|byte| i32::from(byte - b'0')).collect();
    let minutes = match digits.as_slice() {
        [a, b, c, d, ..] => Some((a * 10 + b) * 60 + c * 10 + d),
        [a, b, ..] => Some((a * 10 + b) * 60),
        _ => None,
    };
    let signed = minutes.filter(|minutes| *minutes <= 14 * 60).map(|minutes| if text[at..].starts_with('-') { -minutes } else { minutes });
    (&text[..at], signed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        Moment::written(text).map(|(moment, zone)| moment.text(zone))
    }

    #[test]
    fn times_are_read_as_files_write_them() {
        assert_eq!(read("D:20240108120000+08'00'").as_deref(), Some("2024-01-08T12:00:00+08:00"));
        assert_eq!(read("20240108120000-0530").as_deref(), Some("2024-01-08T12:00:00-05:30"));
        assert_eq!(read("2024-01-08T08:00:00Z").as_deref(), Some("2024-01-08T16:00:00+08:00"));
        assert_eq!(read("20240108180000.123Z").as_deref(), Some("2024-01-09T02:00:00+08:00"));
        assert_eq!(read("20240108").as_deref(), Some("2024-01-08T08:00:00+08:00"));
        for wrong in ["yesterday", "20241301", "2024", "", "20240108996000Z", "２０２４０１０８"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn two_digits_of_a_year_are_of_the_nearer_century() {
        let year = |text: &'static str| {
            let moment = Moment::read(&Element { tag: tag::UTC_TIME, value: text.as_bytes(), whole: &[] })?;
            Some(moment.text(Some(0))[..4].to_owned())
        };
        assert_eq!(year("491231235959Z").as_deref(), Some("2049"));
        assert_eq!(year("500101000000Z").as_deref(), Some("1950"));
        assert_eq!(year(""), None);
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        for day in [-20_000, -1, 0, 59, 60, 11_016, 19_723, 40_000] {
            assert_eq!(Date::from_days(day).map(days), Some(day));
        }
    }
}
