//! Calendar dates without a clock or time zone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A calendar date of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "String")]
pub struct Date {
    /// Year, four digits.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// A date, if the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let valid = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        valid.then_some(Self { year, month, day })
    }

    /// The date so many days after 1970-01-01 (negative: before).
    pub fn from_days(days: i64) -> Option<Self> {
        // Years run from March here, so that the leap day is the last; 400 years are 146,097 days.
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(i32::try_from(year).ok()?, month as u8, day as u8)
    }

    /// Days after 1970-01-01 (negative: before), as [`Date::from_days`] counts them.
    pub fn days(self) -> i64 {
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        // Years run from March here too.
        let (year, month_from_march) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The same day `months` later; the month's last day where that month is shorter.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let count = self.year * 12 + i32::from(self.month) - 1 + months;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as u8 + 1);
        Self { year, month, day: self.day.min(days_in(year, month)) }
    }
}

/// Days of a month.
fn days_in(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Why a date was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date; write it as YYYY-MM-DD, e.g. 2024-03-28")]
pub struct InvalidDate(pub String);

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let parse = || {
            let mut parts = text.trim().splitn(3, '-');
            let date = Self::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            date.filter(|_| parts.next().is_none())
        };
        parse().ok_or_else(|| InvalidDate(text.to_owned()))
    }
}

/// A date as configuration files write it: quoted, or as TOML's own date.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Toml(toml::value::Datetime),
}

impl TryFrom<Written> for Date {
    type Error = InvalidDate;

    fn try_from(written: Written) -> Result<Self, InvalidDate> {
        match written {
            Written::Text(text) => text.parse(),
            Written::Toml(date) => date.to_string().parse(),
        }
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_dates_may_be_quoted_or_bare() {
        #[derive(Deserialize)]
        struct File {
            day: Date,
        }
        for text in ["day = 2024-03-28", "day = \"2024-03-28\""] {
            assert_eq!(toml::from_str::<File>(text).expect(text).day.to_string(), "2024-03-28");
        }
        assert!(toml::from_str::<File>("day = 2024-03-28T10:00:00").is_err());
    }

    #[test]
    fn only_real_days_parse() {
        assert!("2024-02-29".parse::<Date>().is_ok());
        for bad in ["2023-02-29", "2024-13-01", "2024-1", "2024-03-28-1", "March"] {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (days, text) in [(0, "1970-01-01"), (-1, "1969-12-31"), (19_782, "2024-02-29"), (19_783, "2024-03-01"), (20_779, "2026-11-22")]
        {
            assert_eq!(Date::from_days(days).map(|d| d.to_string()).as_deref(), Some(text));
            assert_eq!(text.parse::<Date>().map(Date::days), Ok(days));
        }
    }

    #[test]
    fn months_clamp_to_the_last_day() {
        let end_of_january = Date::new(2023, 1, 31).expect("a real day");
        assert_eq!(end_of_january.plus_months(1).to_string(), "2023-02-28");
        assert_eq!(end_of_january.plus_months(-2).to_string(), "2022-11-30");
    }
}
