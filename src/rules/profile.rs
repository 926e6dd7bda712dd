//! Profiles: embedded ones by id, a user's own from a TOML file, which may change an embedded one in a few keys.

use toml::{Table, Value};

use super::{RULES, find, mistake};
use crate::model::finding::{Explain, Lang, Level, Message};
use crate::model::profile::Profile;

/// Embedded profiles by id.
const EMBEDDED: &[(&str, &str)] =
    &[("jiangsu-2024", include_str!("profiles/jiangsu-2024.toml")), ("general", include_str!("profiles/general.toml"))];

/// The profile used when none is named.
pub const DEFAULT: &str = "jiangsu-2024";

/// Resolutions that scanners have; below, print is lost, above, a number was mistyped.
const DPI: std::ops::RangeInclusive<u32> = 50..=1200;

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
    /// What it says cannot be used: the message has line and key.
    #[error("the rules are not valid: {}", .0.en)]
    Malformed(Message),
}

impl Explain for ProfileError {
    fn explain(&self) -> Message {
        let zh = match self {
            Self::Unknown { named, nearest } => format!("没有规则集 {named}；是不是 {nearest}？使用自己的规则集请给出 TOML 文件的路径"),
            Self::Malformed(mistake) => format!("规则集内容有误，请按提示修改：{}", mistake.zh),
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
    parse(source(id)?)
}

/// An embedded profile as a file to start one's own from, its comments in one language.
pub fn commented(id: &str, lang: Lang) -> Result<String, ProfileError> {
    let (own, other) = match lang {
        Lang::Zh => ("#zh ", "#en "),
        Lang::En => ("#en ", "#zh "),
    };
    let mut text = String::new();
    for line in source(id)?.lines().filter(|line| !line.starts_with(other)) {
        match line.strip_prefix(own) {
            Some(comment) => text.extend(["# ", comment]),
            None => text.push_str(line),
        }
        text.push('\n');
    }
    Ok(text)
}

fn source(id: &str) -> Result<&'static str, ProfileError> {
    EMBEDDED.iter().find(|(known, _)| *known == id).map(|(_, text)| *text).ok_or_else(|| {
        let nearest = ids().into_iter().min_by_key(|known| strsim::damerau_levenshtein(known, id)).unwrap_or(DEFAULT);
        ProfileError::Unknown { named: id.to_owned(), nearest }
    })
}

/// A profile from TOML text.
pub fn parse(text: &str) -> Result<Profile, ProfileError> {
    let read = |text: &str| toml::from_str::<Profile>(text).map_err(|error| ProfileError::Malformed(mistake::words(&error, text)));
    let own = read(text)?;
    named(&own, text)?;
    let mut profile = match own.base.as_deref() {
        Some(base) => over(base, text)?,
        None => own,
    };
    sensible(&profile, text)?;
    if profile.title_en.is_empty() {
        profile.title_en.clone_from(&profile.title);
    }
    Ok(profile)
}

/// An embedded profile with what a text says instead.
fn over(base: &str, text: &str) -> Result<Profile, ProfileError> {
    let malformed = |error: &toml::de::Error| ProfileError::Malformed(mistake::words(error, text));
    let Ok(below) = source(base) else {
        let meant = mistake::meant(base, &ids());
        let (zh, en) = (format!("没有内置规则集 `{base}`；{}", meant.zh), format!("there is no embedded profile `{base}`; {}", meant.en));
        return Err(wrong(text, &["base"], zh, en));
    };
    let mut merged: Table = toml::from_str(below).map_err(|error| malformed(&error))?;
    merge(&mut merged, toml::from_str(text).map_err(|error| malformed(&error))?);
    merged.try_into().map_err(|error| malformed(&error))
}

/// What `own` says stands; tables are merged key by key.
fn merge(below: &mut Table, own: Table) {
    for (key, value) in own {
        match (below.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(own)) => merge(below, own),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

fn wrong(text: &str, path: &[&str], zh: impl Into<String>, en: impl Into<String>) -> ProfileError {
    ProfileError::Malformed(mistake::of_key(text, path, Message::new(zh, en)))
}

/// It has a name of its own, and the rules that it names exist.
fn named(own: &Profile, text: &str) -> Result<(), ProfileError> {
    for (key, value) in [("id", &own.id), ("title", &own.title)] {
        if value.trim().is_empty() {
            return Err(wrong(text, &[key], format!("缺少 `{key}`"), format!("`{key}` is missing")));
        }
    }
    let levels = own.levels.keys().map(|id| ("levels", id));
    for (table, id) in levels.chain(own.advice.keys().map(|id| ("advice", id))) {
        if RULES.iter().all(|rule| rule.id != id) {
            // A requirement's key is a slip of the pen: its rule is meant.
            let known: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
            let named = find(id).map_or(id.as_str(), |rule| rule.id);
            let meant = mistake::meant(named, &known);
            let zh = format!("[{table}] 中的规则 `{id}` 不存在；{}", meant.zh);
            return Err(wrong(text, &[table, id], zh, format!("[{table}] names the rule `{id}`, which does not exist; {}", meant.en)));
        }
    }
    Ok(())
}

/// Its numbers can be meant, and what a rule needs that it turns on is there.
fn sensible(profile: &Profile, text: &str) -> Result<(), ProfileError> {
    if profile.min_confidence > 100 {
        return Err(wrong(
            text,
            &["min-confidence"],
            "`min-confidence` 是百分数，应为 0 到 100",
            "`min-confidence` is a percentage, 0 to 100",
        ));
    }
    if !DPI.contains(&profile.min_dpi) {
        let (low, high) = (DPI.start(), DPI.end());
        let (zh, en) = (format!("`min-dpi` 应为 {low} 到 {high}"), format!("`min-dpi` must be {low} to {high}"));
        return Err(wrong(text, &["min-dpi"], zh, en));
    }
    let on = |id: &str| profile.levels.get(id).is_some_and(|level| *level != Level::Off);
    if on("term-within-maximum") && profile.longest_term_years.is_none() {
        return Err(wrong(
            text,
            &["levels", "term-within-maximum"],
            "启用 `term-within-maximum` 须写明 `longest-term-years`",
            "`term-within-maximum` is on and `longest-term-years` is missing",
        ));
    }
    let empty = |words: &[String]| words.iter().any(|word| word.trim().is_empty());
    for (key, words) in [("vague", &profile.words.vague), ("roles", &profile.words.roles)] {
        if empty(words) {
            return Err(wrong(text, &["words", key], format!("`{key}` 中有空的词语"), format!("`{key}` holds an empty phrase")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
