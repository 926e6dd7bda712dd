//! Which projects the given paths mean, and which attachments each holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::ingest::{self, Limits, archive};
use crate::model::checked::Failure;
use crate::model::finding::{Explain, Message};
use crate::model::project::ProjectFacts;

/// Folders deeper than this under a project are not followed: attachments are never nested so far, loops of links are.
const DEPTH: usize = 8;

/// The application's facts beside its attachments.
const FACTS: &str = "project.toml";

/// A project's place on disk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Unique within the run.
    pub name: String,
    /// A folder, an archive or a single file.
    pub path: PathBuf,
}

/// A file of a project, in memory.
#[derive(Debug)]
pub struct Attachment {
    /// Path relative to the project.
    pub file: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// The projects that paths mean: a file or archive is one; a folder is one, unless it holds only folders and archives,
/// when each of these is one.
pub fn sources(paths: &[PathBuf]) -> (Vec<Source>, Vec<Failure>) {
    let mut found = Vec::new();
    let mut failures = Vec::new();
    for path in paths {
        if !path.exists() {
            failures.push(failure(path.display().to_string(), "没有这个文件或文件夹", "there is no such file or folder"));
        } else if path.is_dir() && is_batch(path) {
            found.extend(entries(path).into_iter().filter(|entry| is_attachment(entry)));
        } else {
            found.push(path.clone());
        }
    }
    found.sort();
    found.dedup();
    (named(found), failures)
}

/// Names projects by their last path component, and by more of the path where two would be the same.
fn named(paths: Vec<PathBuf>) -> Vec<Source> {
    let name = |path: &Path, parts: usize| -> String {
        let full = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let components: Vec<String> = full.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        components[components.len().saturating_sub(parts)..].join("/")
    };
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for path in &paths {
        *count.entry(name(path, 1)).or_default() += 1;
    }
    paths
        .into_iter()
        .map(|path| {
            let short = name(&path, 1);
            let name = if count[&short] > 1 { name(&path, 3) } else { short };
            Source { name, path }
        })
        .collect()
}

fn is_batch(folder: &Path) -> bool {
    let entries = entries(folder);
    let is_container = |path: &PathBuf| path.is_dir() || has_extension(path, &["zip"]);
    let attachments: Vec<&PathBuf> = entries.iter().filter(|entry| is_attachment(entry)).collect();
    // One archive alone is a project's upload; several are several projects.
    let one_archive = matches!(attachments.as_slice(), [only] if !only.is_dir());
    !folder.join(FACTS).exists() && !one_archive && !attachments.is_empty() && attachments.into_iter().all(is_container)
}

/// Everything in a folder, in name order.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    entries
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|own| extensions.iter().any(|known| own.eq_ignore_ascii_case(known)))
}

/// Whether a file can be an attachment at all: not what systems and programs leave beside documents.
fn is_attachment(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let litter = name.starts_with('.') || name.starts_with("~$") || matches!(name.as_str(), "Thumbs.db" | "desktop.ini" | "__MACOSX");
    !litter && !has_extension(path, &["toml", "json", "md"])
}

/// The attachments of a project, archives unfolded, in path order.
pub fn attachments(source: &Source, limits: &Limits) -> (Vec<Attachment>, Vec<Failure>) {
    let mut files = Vec::new();
    if source.path.is_dir() {
        walk(&source.path, DEPTH, &mut files);
    } else {
        files.push(source.path.clone());
    }
    let mut attachments = Vec::new();
    let mut failures = Vec::new();
    for path in files {
        let relative = path
            .strip_prefix(&source.path)
            .ok()
            .filter(|p| !p.as_os_str().is_empty())
            .map_or_else(|| path.file_name().map(PathBuf::from).unwrap_or_default(), Path::to_path_buf);
        let file = relative.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        match load(&path, limits) {
            Ok(bytes) if ingest::is_archive(&bytes) => unfold(source, &file, &bytes, limits, &mut attachments, &mut failures),
            Ok(bytes) => attachments.push(Attachment { file, bytes }),
            Err(message) => failures.push(Failure { file: format!("{}/{file}", source.name), message }),
        }
    }
    attachments.sort_by(|a, b| a.file.cmp(&b.file));
    (attachments, failures)
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    for path in entries(folder).into_iter().filter(|path| is_attachment(path)) {
        if path.is_file() {
            files.push(path);
        } else if depth > 0 && path.is_dir() {
            walk(&path, depth - 1, files);
        }
    }
}

fn load(path: &Path, limits: &Limits) -> Result<Vec<u8>, Message> {
    let unreadable = |error: std::io::Error| Message::new(format!("无法读取文件：{error}"), format!("cannot be read: {error}"));
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > limits.bytes {
        return Err(Message::new(
            format!("文件过大（{} MB，上限 {} MB），请压缩或拆分后重试", size >> 20, limits.bytes >> 20),
            format!("is too large ({} MB, limit {} MB); compress or split it", size >> 20, limits.bytes >> 20),
        ));
    }
    fs::read(path).map_err(unreadable)
}

fn unfold(source: &Source, file: &str, bytes: &[u8], limits: &Limits, into: &mut Vec<Attachment>, failures: &mut Vec<Failure>) {
    let mut fail = |file: String, message: Message| failures.push(Failure { file: format!("{}/{file}", source.name), message });
    match archive::members(file, bytes, limits) {
        Err(error) => fail(file.to_owned(), error.explain()),
        Ok(members) => {
            for member in members {
                match member.content {
                    Ok(bytes) if is_attachment(Path::new(&member.name)) => into.push(Attachment { file: member.name, bytes }),
                    Ok(_) => {}
                    Err(error) => fail(member.name, error.explain()),
                }
            }
        }
    }
}

/// What `project.toml` says; nothing if there is none.
pub fn facts(source: &Source) -> Result<ProjectFacts, Failure> {
    let path = source.path.join(FACTS);
    if !source.path.is_dir() || !path.exists() {
        return Ok(ProjectFacts::default());
    }
    let name = format!("{}/{FACTS}", source.name);
    let text = fs::read_to_string(&path)
        .map_err(|error| failure(name.clone(), &format!("无法读取：{error}"), &format!("cannot be read: {error}")))?;
    toml::from_str(&text).map_err(|error| failure(name, &format!("内容有误：{error}"), &format!("is not valid: {error}")))
}

fn failure(file: String, zh: &str, en: &str) -> Failure {
    Failure { file, message: Message::new(zh, en) }
}
