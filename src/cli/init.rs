//! `pactlint init`: a `project.toml` to fill in, with a comment on every key.

use std::fs::File;
use std::io::Write as _;

use super::args::InitArgs;
use super::{ACCEPTED, CliError, print};
use crate::model::finding::{Lang, Message};
use crate::model::project::FACTS;

/// The file in each language; every key stands behind a `#`, so that nothing is claimed before it is filled in.
const CHINESE: &str = include_str!("init/project.zh.toml");
const ENGLISH: &str = include_str!("init/project.en.toml");

pub(super) fn run(args: &InitArgs, lang: Lang) -> Result<u8, CliError> {
    let path = args.folder.join(FACTS);
    let shown = path.display();
    let failed = |zh: String, en: String| CliError::Explained(Message::new(zh, en));
    // What somebody has filled in is never written over.
    let mut file = match File::create_new(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(failed(format!("{shown} 已存在，未改动"), format!("{shown} exists already and was left as it is")));
        }
        Err(error) => return Err(failed(format!("无法写入 {shown}：{error}"), format!("{shown} cannot be written: {error}"))),
    };
    file.write_all(template(lang).as_bytes())?;
    let folder = args.folder.display();
    let text = match lang {
        Lang::Zh => format!("已写入 {shown}。请填写所需的项（去掉行首的 #），再运行 pactlint check {folder}\n"),
        Lang::En => format!("{shown} is written. Fill in what you need (take the # away), then run pactlint check {folder}\n"),
    };
    print(&text).map(|()| ACCEPTED)
}

fn template(lang: Lang) -> &'static str {
    lang.pick(CHINESE, ENGLISH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::project::ProjectFacts;

    /// The keys of a template, taken out of their comments.
    fn uncommented(template: &str) -> String {
        let key = |line: &&str| line.starts_with('#') && !line.starts_with("# ");
        template.lines().filter(key).map(|line| &line[1..]).collect::<Vec<_>>().join("\n")
    }

    /// Whether a value or one in it is not given.
    fn unset(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::Null => true,
            serde_json::Value::Array(items) => items.is_empty() || items.iter().any(unset),
            serde_json::Value::Object(keys) => keys.values().any(unset),
            _ => false,
        }
    }

    #[test]
    fn both_templates_hold_every_key_and_claim_nothing() {
        for lang in [Lang::Zh, Lang::En] {
            let template = template(lang);
            assert_eq!(toml::from_str::<ProjectFacts>(template).expect("comments only"), ProjectFacts::default());
            let facts: ProjectFacts = toml::from_str(&uncommented(template)).expect("keys of project.toml");
            // Every key has a value, so that none is forgotten here when one is added.
            let all = serde_json::to_value(&facts).expect("data");
            assert!(!unset(&all), "{all:#}");
        }
    }
}
