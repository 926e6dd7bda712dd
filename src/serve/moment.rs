//! Moments: seconds since 1970, told on Beijing's clock, which the programmes' deadlines follow.

use std::time::SystemTime;

use crate::model::date::Date;

/// A moment in seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(pub i64);

const BEIJING: i64 = 8 * 3600;
const DAY: i64 = 86_400;

impl Moment {
    pub(super) fn now() -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Self(i64::try_from(since).unwrap_or(i64::MAX))
    }

    pub(super) fn later(self, seconds: i64) -> Self {
        Self(self.0 + seconds)
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let local = self.0 + BEIJING;
        let minutes = local.rem_euclid(DAY) / 60;
        match Date::from_days(local.div_euclid(DAY)) {
            Some(date) => write!(f, "{date} {:02}:{:02}", minutes / 60, minutes % 60),
            None => write!(f, "{}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_on_beijings_clock() {
        assert_eq!(Moment(1_710_892_800).to_string(), "2024-03-20 08:00");
        assert_eq!(Moment(1_710_864_059).to_string(), "2024-03-20 00:00");
        assert_eq!(Moment(1_710_863_999).to_string(), "2024-03-19 23:59");
    }
}
