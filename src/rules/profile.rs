//! Profiles: embedded ones by id, a user's own from a TOML file.

use super::{RULES, mistake, nearest};
use crate::model::finding::{Explain, Message};
use crate::model::profile::Profile;

/// Embedded profiles by id.
const EMBEDDED: &[(&str, &str)] = &[("jiangsu-2024", include_str!("profiles/jiangsu-2024.toml"))];

/// The profile used when none is named.
pub const DEFAULT: &str = "jiangsu-2024";

/// Why a profile cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// No embedded profile has this id.
    #[error("there is no profile `{named}`; did you mean `{nearest}`? To use your own, give the path of a TOML file")]
    Unknown {
        /// As written.
        named: String,
        /// The nearest embedded one.
        nearest: &'static str,
    },
    /// The TOML cannot be read: the message has line and key.
    #[error("the rules are not valid: {}", .0.en)]
    Malformed(Message),
    /// A level is set for a rule that does not exist.
    #[error("[levels] names the rule `{named}`, which does not exist; did you mean `{nearest}`?")]
    UnknownRule {
        /// As written.
        named: String,
        /// The nearest rule id.
        nearest: &'static str,
    },
}

impl Explain for ProfileError {
    fn explain(&self) -> Message {
        let zh = match self {
            Self::Unknown { named, nearest } => format!("没有规则集 {named}；是不是 {nearest}？使用自己的规则集请给出 TOML 文件的路径"),
            Self::Malformed(mistake) => format!("规则集内容有误，请按提示修改：{}", mistake.zh),
            Self::UnknownRule { named, nearest } => format!("规则集 [levels] 中的规则 {named} 不存在；是不是 {nearest}？"),
        };
        Message::new(zh, self.to_string())
    }
}

/// Ids of the embedded profiles.
pub fn ids() -> Vec<&'static str> {
    EMBEDDED.iter().map(|(id, _)| *id).collect()
}

/// An embedded profile.
pub fn load(id: &str) -> Result<Profile, ProfileError> {
    let (_, text) = EMBEDDED.iter().find(|(known, _)| *known == id).ok_or_else(|| {
        let nearest = ids().into_iter().min_by_key(|known| strsim::damerau_levenshtein(known, id)).unwrap_or(DEFAULT);
        ProfileError::Unknown { named: id.to_owned(), nearest }
    })?;
    parse(text)
}

/// A profile from TOML text.
pub fn parse(text: &str) -> Result<Profile, ProfileError> {
    let profile: Profile = toml::from_str(text).map_err(|error| ProfileError::Malformed(mistake::words(&error, text)))?;
    match profile.levels.keys().find(|id| RULES.iter().all(|rule| rule.id != id.as_str())) {
        Some(named) => Err(ProfileError::UnknownRule { named: named.clone(), nearest: nearest(named) }),
        None => Ok(profile),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_profile_loads_under_its_own_id() {
        for id in ids() {
            assert_eq!(load(id).expect("valid").id, id);
        }
    }

    #[test]
    fn a_misspelt_rule_is_refused_with_the_nearest_name() {
        let text = format!("{}\nsigned-by-each-partie = \"off\"\n", EMBEDDED[0].1);
        let error = parse(&text).expect_err("misspelt").to_string();
        assert!(error.contains("signed-by-each-party"), "{error}");
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let text = format!("colour = true\n{}", EMBEDDED[0].1);
        let error = parse(&text).expect_err("unknown key").to_string();
        assert!(error.contains("colour") && error.contains("line 1"), "{error}");
    }
}
