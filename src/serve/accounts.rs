//! Passwords and the door: digests that cost time to make, and patience that ends for whoever guesses.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher as _, PasswordVerifier as _};

use super::moment::Moment;
use super::store::{Account, Store, StoreError};
use crate::model::finding::Message;

/// The fewest characters of a password.
const SHORTEST: usize = 10;
/// The most bytes of one: more is no password but an attempt to keep the server busy.
const LONGEST: usize = 1024;
/// The most characters of a name.
const LONGEST_NAME: usize = 40;
/// Tries that cost nothing but their own time.
const FREE: u32 = 5;
/// The longest that anybody has to wait, seconds.
const WAIT: i64 = 15 * 60;
/// Tries under any names from one place that cost nothing: a whole office may come through one.
const OFFICE: u32 = 50;
/// The longest that everybody at one place has to wait, seconds: whoever guesses there is slowed down and locks nobody out.
const PAUSE: i64 = 10;
/// Places and names that are remembered.
const REMEMBERED: usize = 10_000;

/// What is wrong with a new name or password, if anything is.
pub fn mistake(name: &str, password: &str) -> Option<Message> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
    if name.is_empty() || name.chars().count() > LONGEST_NAME || !name.chars().all(plain) {
        return Some(Message::new(
            format!("用户名须为 1 到 {LONGEST_NAME} 个汉字、字母、数字或 . - _ @"),
            format!("a name has 1 to {LONGEST_NAME} letters, digits or . - _ @"),
        ));
    }
    if password.chars().count() < SHORTEST || password.len() > LONGEST {
        return Some(Message::new(format!("密码至少 {SHORTEST} 个字符"), format!("a password has at least {SHORTEST} characters")));
    }
    None
}

/// A password's digest.
pub(super) fn digest(password: &str) -> Result<String, password_hash::Error> {
    Ok(Argon2::default().hash_password(password.as_bytes())?.to_string())
}

/// The door of a server with accounts.
#[derive(Debug)]
pub(super) struct Doors {
    tries: Mutex<BTreeMap<String, Tries>>,
    /// One digest is made at a time: each takes some twenty megabytes.
    making: Mutex<()>,
    /// Of nobody's password: an unknown name takes as long as a known one.
    nobody: String,
}

#[derive(Debug, Clone, Copy)]
struct Tries {
    failed: u32,
    last: Moment,
}

/// How a try to come in ended.
#[derive(Debug)]
pub(super) enum Entry {
    Admitted(Account),
    Refused,
    /// Come again in so many seconds.
    Wait(i64),
}

impl Doors {
    pub(super) fn new() -> Result<Self, password_hash::Error> {
        Ok(Self { tries: Mutex::default(), making: Mutex::default(), nobody: digest("")? })
    }

    /// Lets somebody in who knows the password of an account.
    pub(super) fn enter(&self, store: &Store, name: &str, password: &str, from: IpAddr, now: Moment) -> Result<Entry, StoreError> {
        let limits = limits(name, from);
        if let Some(left) = self.begin(&limits, now) {
            return Ok(Entry::Wait(left));
        }
        let account = store.account(name)?.filter(|account| !account.closed);
        let kept = account.as_ref().map_or(self.nobody.as_str(), |account| account.password.as_str());
        let fits = {
            let _one = self.making.lock().unwrap_or_else(PoisonError::into_inner);
            password.len() <= LONGEST
                && PasswordHash::new(kept).is_ok_and(|kept| Argon2::default().verify_password(password.as_bytes(), &kept).is_ok())
        };
        Ok(match account.filter(|_| fits) {
            None => Entry::Refused,
            Some(account) => {
                self.forget(&limits);
                Entry::Admitted(account)
            }
        })
    }

    /// Counts a try before it is made, so that many at once are no way around; answers how long to wait instead, if it comes too early.
    fn begin(&self, limits: &[Limit; 2], now: Moment) -> Option<i64> {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        tries.retain(|_, own| now.0 - own.last.0 <= WAIT);
        let left = limits.iter().filter_map(|limit| tries.get(&limit.key).map(|own| own.last.0 + limit.wait(own.failed) - now.0)).max();
        if let Some(left) = left.filter(|left| *left > 0) {
            return Some(left);
        }
        if tries.len() >= REMEMBERED {
            return Some(WAIT);
        }
        for limit in limits {
            let own = tries.entry(limit.key.clone()).or_insert(Tries { failed: 0, last: now });
            *own = Tries { failed: own.failed.saturating_add(1), last: now };
        }
        None
    }

    /// Forgets the tries under a name that was admitted, and that this one was made.
    fn forget(&self, [name, place]: &[Limit; 2]) {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        tries.remove(&name.key);
        if let Some(own) = tries.get_mut(&place.key) {
            own.failed = own.failed.saturating_sub(1);
        }
    }
}

/// How patient the door is with tries that have something in common.
struct Limit {
    key: String,
    /// Tries that cost nothing.
    free: u32,
    /// The longest wait, seconds.
    longest: i64,
}

impl Limit {
    /// Seconds to wait after so many tries: none at first, then twice as many each time.
    fn wait(&self, failed: u32) -> i64 {
        failed.checked_sub(self.free).map_or(0, |more| (1_i64 << more.min(32)).min(self.longest))
    }
}

/// Under one name from one place, and from one place under any name.
fn limits(name: &str, from: IpAddr) -> [Limit; 2] {
    let name = Limit { key: format!("{from} {}", name.to_lowercase()), free: FREE, longest: WAIT };
    [name, Limit { key: from.to_string(), free: OFFICE, longest: PAUSE }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::store::Role;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn office() -> (Store, Doors) {
        let store = Store::in_memory();
        let kept = digest("correct horse battery").expect("a digest");
        assert!(kept.starts_with("$argon2id$"));
        assert!(store.add_account("钱工", Role::Reviewer, &kept).expect("room"));
        (store, Doors::new().expect("a digest"))
    }

    #[test]
    fn whoever_knows_the_password_comes_in() {
        let (store, doors) = office();
        let enter = |name, password| doors.enter(&store, name, password, HERE, Moment(0)).expect("it answers");
        assert!(matches!(enter("钱工", "correct horse battery"), Entry::Admitted(account) if account.role == Role::Reviewer));
        assert!(matches!(enter("钱工", "correct horse"), Entry::Refused));
        assert!(matches!(enter("赵工", "correct horse battery"), Entry::Refused));
        assert!(matches!(enter("赵工", ""), Entry::Refused), "the digest of nobody opens nothing");
        let own = store.account("钱工").expect("it answers").expect("known");
        store.change_account(own.id, Role::Reviewer, true, None).expect("known");
        assert!(matches!(enter("钱工", "correct horse battery"), Entry::Refused), "closed");
    }

    #[test]
    fn whoever_guesses_waits_longer_each_time_and_others_do_not() {
        let doors = Doors::new().expect("a digest");
        let place = |last| IpAddr::from([10, 0, 0, last]);
        let begin = |name: &str, last, at| doors.begin(&limits(name, place(last)), Moment(at));
        assert!((0..FREE).all(|_| begin("a", 1, 0).is_none()));
        assert_eq!(begin("A", 1, 0), Some(1), "capital or small");
        assert_eq!(begin("a", 1, 1), None);
        assert_eq!(begin("a", 1, 1), Some(2));
        assert_eq!(begin("a", 2, 1), None, "from elsewhere");
        assert_eq!(begin("b", 1, 1), None, "under another name");
        assert!((0..OFFICE).all(|at| begin(&format!("n{at}"), 3, 0).is_none()));
        assert_eq!(begin("z", 3, 0), Some(1), "many names from one place");
        let [name, office] = limits("a", place(1));
        assert_eq!([name.wait(FREE + 9), name.wait(u32::MAX), office.wait(u32::MAX)], [512, WAIT, PAUSE]);
        assert_eq!(begin("a", 1, WAIT * 2), None, "forgotten");
    }

    #[test]
    fn whoever_comes_in_counts_against_nobody() {
        let doors = Doors::new().expect("a digest");
        for at in 0..2 * OFFICE {
            let limits = limits(&format!("n{at}"), HERE);
            assert_eq!(doors.begin(&limits, Moment(0)), None);
            doors.forget(&limits);
        }
    }

    #[test]
    fn names_and_passwords_have_bounds() {
        assert_eq!(mistake("钱工", "0123456789"), None);
        for (name, password) in [("", "0123456789"), ("a b", "0123456789"), ("<b>", "0123456789"), ("a", "012345678")] {
            assert!(mistake(name, password).is_some(), "{name} {password}");
        }
        assert!(mistake(&"a".repeat(41), "0123456789").is_some() && mistake("a", &"0".repeat(2000)).is_some());
    }
}
