//! Which projects a heap of dropped files means: the same that the command line makes of folders and archives.

use std::collections::BTreeMap;

use crate::model::finding::Lang;
use crate::model::project::FACTS;

/// The most folders that a name keeps.
const DEPTH: usize = 8;
/// The most characters of one part of a name.
const LENGTH: usize = 120;

/// What a browser calls a file, as a label: folders with `/` between them, no way up, nothing that is not text.
pub(super) fn label(name: &str) -> String {
    let is_plain = |c: &char| {
        !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    // So browsers write a quotation mark in the name of a file.
    let plain: String = name.replace("%22", "\"").chars().filter(is_plain).map(|c| if c == '\\' { '/' } else { c }).collect();
    let short = |part: &str| -> String {
        let count = part.chars().count();
        // The ending tells people what it is.
        part.chars().skip(count.saturating_sub(LENGTH)).collect()
    };
    let parts: Vec<String> = plain.split('/').map(str::trim).filter(|part| !matches!(*part, "" | "." | "..")).map(short).collect();
    let kept = &parts[parts.len().saturating_sub(DEPTH)..];
    if kept.is_empty() { "unnamed".to_owned() } else { kept.join("/") }
}

/// A project among the dropped files.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// What it is called.
    pub name: String,
    /// Its files: which of the dropped ones, and what each is called within the project.
    pub files: Vec<(usize, String)>,
}

/// The projects that labels mean. A folder is one, unless it holds only folders and archives, when each of these is one; files that were dropped beside
/// one another are one, archives one each.
pub(super) fn groups(labels: &[String], lang: Lang) -> Vec<Group> {
    let mut folders: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    let mut loose: Vec<(usize, &str)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        match label.split_once('/') {
            Some((folder, rest)) => folders.entry(folder).or_default().push((at, rest)),
            None => loose.push((at, label)),
        }
    }
    let mut groups = Vec::new();
    let (archives, files): (Vec<_>, Vec<_>) = loose.into_iter().partition(|(_, name)| is_archive(name));
    if files.is_empty() {
        groups.extend(archives.into_iter().map(|(at, name)| Group { name: stem(name).to_owned(), files: vec![(at, name.to_owned())] }));
    } else {
        let all: Vec<(usize, &str)> = files.into_iter().chain(archives).collect();
        groups.push(Group { name: together(&all, lang), files: all.iter().map(|(at, name)| (*at, (*name).to_owned())).collect() });
    }
    for (folder, files) in folders {
        if is_batch(&files) {
            groups.extend(batch(&files));
        } else {
            groups.push(Group { name: folder.to_owned(), files: files.into_iter().map(|(at, name)| (at, name.to_owned())).collect() });
        }
    }
    groups
}

/// Whether a folder holds only folders and archives, and more than one archive alone.
fn is_batch(files: &[(usize, &str)]) -> bool {
    let direct: Vec<&str> = files.iter().map(|(_, name)| *name).filter(|name| !name.contains('/') && counts(name)).collect();
    let has_facts = files.iter().any(|(_, name)| *name == FACTS);
    let folders = files.iter().any(|(_, name)| name.contains('/'));
    !has_facts && direct.iter().all(|name| is_archive(name)) && (folders || direct.len() > 1)
}

fn batch(files: &[(usize, &str)]) -> Vec<Group> {
    let mut inner: BTreeMap<&str, Vec<(usize, String)>> = BTreeMap::new();
    for (at, name) in files {
        match name.split_once('/') {
            Some((folder, rest)) => inner.entry(folder).or_default().push((*at, rest.to_owned())),
            None if is_archive(name) => inner.entry(stem(name)).or_default().push((*at, (*name).to_owned())),
            // A note or a list beside projects is no project.
            None => {}
        }
    }
    inner.into_iter().map(|(name, files)| Group { name: name.to_owned(), files }).collect()
}

/// Whether a file can be an attachment, as far as its name tells.
fn counts(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    !name.starts_with('.')
        && !name.starts_with("~$")
        && !matches!(name, "Thumbs.db" | "desktop.ini")
        && !matches!(ending.as_str(), "toml" | "json" | "md")
}

fn is_archive(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("zip"))
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// "合作协议", "合作协议 等 3 个文件".
fn together(files: &[(usize, &str)], lang: Lang) -> String {
    let told: Vec<&str> = files.iter().map(|(_, name)| *name).filter(|name| counts(name)).collect();
    let first = told.first().copied().unwrap_or(files[0].1);
    match (told.len(), lang) {
        (0 | 1, _) => stem(first).to_owned(),
        (count, Lang::Zh) => format!("{} 等{count}个文件", stem(first)),
        (count, Lang::En) => format!("{} and {} more", stem(first), count - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(names: &[&str]) -> Vec<(String, Vec<String>)> {
        let labels: Vec<String> = names.iter().map(|name| label(name)).collect();
        let groups = groups(&labels, Lang::Zh);
        let mut seen: Vec<usize> = groups.iter().flat_map(|group| group.files.iter().map(|(at, _)| *at)).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), groups.iter().map(|group| group.files.len()).sum::<usize>(), "no file twice");
        groups.into_iter().map(|group| (group.name, group.files.into_iter().map(|(_, name)| name).collect())).collect()
    }

    fn project(name: &str, files: &[&str]) -> (String, Vec<String>) {
        (name.to_owned(), files.iter().map(|file| (*file).to_owned()).collect())
    }

    #[test]
    fn a_label_leads_nowhere() {
        for (name, expected) in [
            ("协议.pdf", "协议.pdf"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\Users\\a\\协议.pdf", "C:/Users/a/协议.pdf"),
            ("..\\..\\a", "a"),
            ("a/./b//c", "a/b/c"),
            ("", "unnamed"),
            ("...", "..."),
            ("协议%22终稿%22.pdf", "协议\"终稿\".pdf"),
            ("a\u{0}b\r\n\u{202e}fdp.exe", "abfdp.exe"),
        ] {
            assert_eq!(label(name), expected, "{name:?}");
        }
        assert!(label(&"x/".repeat(50)).split('/').count() <= DEPTH);
        assert!(label(&format!("{}.pdf", "长".repeat(500))).ends_with("长.pdf"));
    }

    #[test]
    fn loose_files_are_one_project_and_archives_one_each() {
        assert_eq!(told(&["协议.pdf"]), [project("协议", &["协议.pdf"])]);
        assert_eq!(
            told(&["协议.pdf", "译文.docx", "project.toml"]),
            [project("协议 等2个文件", &["协议.pdf", "译文.docx", "project.toml"])]
        );
        assert_eq!(told(&["a.zip", "b.ZIP"]), [project("a", &["a.zip"]), project("b", &["b.ZIP"])]);
        assert_eq!(told(&["a.zip", "b.pdf"]), [project("b 等2个文件", &["b.pdf", "a.zip"])]);
    }

    #[test]
    fn a_folder_is_a_project_or_a_batch_as_on_the_command_line() {
        assert_eq!(told(&["项目/协议.pdf", "项目/附件/表.pdf"]), [project("项目", &["协议.pdf", "附件/表.pdf"])]);
        assert_eq!(told(&["项目/附件/表.pdf", "项目/project.toml"]), [project("项目", &["附件/表.pdf", "project.toml"])]);
        assert_eq!(
            told(&["批/一/协议.pdf", "批/二/协议.pdf", "批/三.zip", "批/README.md"]),
            [project("一", &["协议.pdf"]), project("三", &["三.zip"]), project("二", &["协议.pdf"])]
        );
        assert_eq!(told(&["项目/全部.zip"]), [project("项目", &["全部.zip"])], "one archive alone is the project's upload");
        assert_eq!(told(&["甲/a.pdf", "b.pdf"]), [project("b", &["b.pdf"]), project("甲", &["a.pdf"])]);
    }
}
