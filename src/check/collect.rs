//! Which projects the given paths mean, and which attachments each holds.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::cache::Key;
use crate::ingest::{self, Limits, archive};
use crate::model::checked::Failure;
use crate::model::finding::{Explain, Message};
use crate::model::project::{FACTS, ProjectFacts};
use crate::rules::{mistake, waiver};

/// Folders deeper than this under a project are not followed: attachments are never nested so far, loops of links are.
const DEPTH: usize = 8;

/// A project's place on disk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Unique within the run.
    pub name: String,
    /// A folder, an archive or a single file; nothing where [`Source::files`] tells it all.
    pub path: PathBuf,
    /// The files one by one, where they lie elsewhere under names of their own.
    pub files: Vec<Placed>,
}

/// A file that does not lie where its name says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placed {
    /// What it is called: its path relative to the project, with `/` between folders.
    pub file: String,
    /// Where it is.
    pub path: PathBuf,
}

impl Source {
    /// What lies under one path.
    pub fn at(name: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        Self { name: name.into(), path: path.into(), files: Vec::new() }
    }

    /// Files that lie anywhere.
    pub fn of(name: impl Into<String>, files: Vec<Placed>) -> Self {
        Self { name: name.into(), path: PathBuf::new(), files }
    }

    /// A file of the project as failures name it: the project's name in front, once; a project that is one file or archive is called like it.
    pub(super) fn whole(&self, file: &str) -> String {
        let own = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match file.strip_prefix(&own) {
            Some(inside) if !self.path.is_dir() && (inside.is_empty() || inside.starts_with('/')) => format!("{}{inside}", self.name),
            _ if file.is_empty() => self.name.clone(),
            _ => format!("{}/{file}", self.name),
        }
    }
}

/// A file of a project, in memory.
#[derive(Debug)]
pub struct Attachment {
    /// Path relative to the project.
    pub file: String,
    /// Content.
    pub bytes: Vec<u8>,
    /// The content's digest.
    pub content: Key,
}

/// What a project holds.
#[derive(Debug, Default)]
pub struct Contents {
    /// Its attachments, archives unfolded, in path order.
    pub attachments: Vec<Attachment>,
    /// What `project.toml` says; nothing if there is none.
    pub facts: ProjectFacts,
    /// What could not be read.
    pub failures: Vec<Failure>,
}

/// The projects that paths mean: a file or archive is one; a folder is one, unless it holds only folders and archives,
/// when each of these is one.
pub fn sources(paths: &[PathBuf]) -> (Vec<Source>, Vec<Failure>) {
    let mut found = Vec::new();
    let mut failures = Vec::new();
    for path in paths {
        if !path.exists() {
            failures.push(failure(path.display().to_string(), "没有这个文件或文件夹", "there is no such file or folder"));
        } else if let Some(projects) = batch(path) {
            found.extend(projects);
        } else {
            found.push(path.clone());
        }
    }
    found.sort();
    (named(found), failures)
}

/// Names projects by their last path component, and by more of the path where two would be the same; what is named twice is one project.
fn named(paths: Vec<PathBuf>) -> Vec<Source> {
    let mut projects: Vec<(Vec<String>, PathBuf)> = Vec::new();
    let (mut known, mut shown) = (BTreeSet::new(), BTreeMap::new());
    for path in paths {
        let full = path.canonicalize().unwrap_or_else(|_| path.clone());
        let mut components: Vec<String> = full.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        if !known.insert(full) {
            continue;
        }
        // Names that are not text may differ in what cannot be shown.
        let alike = shown.entry(components.clone()).or_insert(0_usize);
        *alike += 1;
        if let Some(name) = components.last_mut().filter(|_| *alike > 1) {
            *name = format!("{name} ({alike})");
        }
        projects.push((components, path));
    }
    let ending = |components: &[String], parts: usize| components[components.len().saturating_sub(parts)..].join("/");
    let longest = projects.iter().map(|(components, _)| components.len()).max().unwrap_or_default();
    let mut sources: Vec<Source> = projects.iter().map(|(_, path)| Source::at("", path)).collect();
    let mut open: Vec<usize> = (0..projects.len()).collect();
    for parts in 1..=longest {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for &project in &open {
            let name = ending(&projects[project].0, parts);
            *count.entry(name.clone()).or_default() += 1;
            sources[project].name = name;
        }
        open.retain(|&project| count[&sources[project].name] > 1);
    }
    sources
}

/// The projects of a folder that is no project itself.
fn batch(folder: &Path) -> Option<Vec<PathBuf>> {
    // A folder that cannot be read is a project, whose failure is told.
    let mut attachments = entries(folder).ok()?;
    attachments.retain(|entry| is_attachment(entry));
    let is_container = |path: &PathBuf| path.is_dir() || has_extension(path, &["zip"]);
    // One archive alone is a project's upload; several are several projects.
    let one_archive = matches!(attachments.as_slice(), [only] if !only.is_dir());
    let several = !folder.join(FACTS).exists() && !one_archive && !attachments.is_empty() && attachments.iter().all(is_container);
    several.then_some(attachments)
}

/// Everything in a folder, in name order.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    entries.sort();
    Ok(entries)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|own| extensions.iter().any(|known| own.eq_ignore_ascii_case(known)))
}

/// Whether a file can be an attachment at all.
fn is_attachment(path: &Path) -> bool {
    !is_litter(path) && !has_extension(path, &["toml", "json", "md"])
}

/// Whether a file is what systems and programs leave beside documents.
pub fn is_litter(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.starts_with('.') || name.starts_with("~$") || matches!(name.as_str(), "Thumbs.db" | "desktop.ini" | "__MACOSX")
}

/// Reads what a project holds, archives unfolded.
pub fn contents(source: &Source, limits: &Limits) -> Contents {
    let mut gathering = Gathering { source, limits, contents: Contents::default(), facts: Vec::new(), inside: Vec::new() };
    if !source.files.is_empty() {
        source.files.iter().for_each(|Placed { file, path }| gathering.open(file.clone(), path));
    } else if source.path.is_dir() {
        gathering.folder(&source.path, DEPTH);
    } else {
        gathering.file(&source.path);
    }
    gathering.finish()
}

/// A project's contents as far as they are read.
struct Gathering<'a> {
    source: &'a Source,
    limits: &'a Limits,
    contents: Contents,
    /// Names and contents of the files called [`FACTS`].
    facts: Vec<(String, Vec<u8>)>,
    /// The folders that are being read, one in the other, by their true paths: a link to one of them leads round in circles.
    inside: Vec<PathBuf>,
}

impl Gathering<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) {
        let read = folder.canonicalize().and_then(|real| Ok((real, entries(folder)?)));
        let (real, entries) = match read {
            Ok(read) => read,
            Err(error) => return self.fail(&self.relative(folder), unreadable(&error)),
        };
        if self.inside.contains(&real) {
            let message = Message::new(
                "是指向上级文件夹的链接，未检查；请删除该链接",
                "is a link to a folder that it lies in and is not looked into; remove the link",
            );
            return self.fail(&self.relative(folder), message);
        }
        self.inside.push(real);
        for path in entries {
            let facts = folder == self.source.path && path.file_name().is_some_and(|name| name == FACTS);
            if !facts && !is_attachment(&path) {
                continue;
            }
            match fs::metadata(&path) {
                Err(error) => self.fail(&self.relative(&path), unreadable(&error)),
                Ok(what) if what.is_file() => self.file(&path),
                Ok(what) if what.is_dir() && depth > 0 => self.folder(&path, depth - 1),
                Ok(what) if what.is_dir() => {
                    let message = Message::new(
                        format!("文件夹嵌套超过 {DEPTH} 层，未检查；请减少层数"),
                        format!("more than {DEPTH} folders inside one another are not looked into; nest them less"),
                    );
                    self.fail(&self.relative(&path), message);
                }
                // Pipes and devices are nobody's attachment.
                Ok(_) => {}
            }
        }
        self.inside.pop();
    }

    fn file(&mut self, path: &Path) {
        self.open(self.relative(path), path);
    }

    fn open(&mut self, file: String, path: &Path) {
        match load(path, self.limits) {
            Ok(bytes) if ingest::is_archive(&bytes) => self.archive(&file, &bytes),
            Ok(bytes) => self.take(file, bytes),
            Err(message) => self.fail(&file, message),
        }
    }

    fn archive(&mut self, file: &str, bytes: &[u8]) {
        match archive::members(file, bytes, self.limits) {
            Err(error) => self.fail(file, error.explain()),
            Ok(members) => {
                for member in members {
                    match member.content {
                        Ok(bytes) => self.take(member.name, bytes),
                        Err(error) => self.fail(&member.name, error.explain()),
                    }
                }
            }
        }
    }

    fn take(&mut self, file: String, bytes: Vec<u8>) {
        let path = Path::new(&file);
        if path.file_name().is_some_and(|name| name == FACTS) {
            self.facts.push((file, bytes));
        } else if path == Path::new(&self.relative(&self.source.path)) || is_attachment(path) {
            let content = Key::of(&bytes);
            self.contents.attachments.push(Attachment { file, bytes, content });
        }
    }

    fn fail(&mut self, file: &str, message: Message) {
        let file = self.source.whole(file);
        self.contents.failures.push(Failure { file, message });
    }

    /// A path within the project, with `/` between folders; a project that is one file has its name.
    fn relative(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.source.path).unwrap_or(path);
        let inside = if inside.as_os_str().is_empty() && path.is_file() { Path::new(path.file_name().unwrap_or_default()) } else { inside };
        inside.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }

    /// Sorts the attachments and reads the facts: the folder's own before those in an archive, those of the archive's top folder before deeper ones.
    fn finish(mut self) -> Contents {
        self.contents.attachments.sort_by(|a, b| a.file.cmp(&b.file));
        self.facts.sort_by_cached_key(|(file, _)| (file.matches('/').count(), file.clone()));
        if let Some((file, bytes)) = self.facts.first() {
            let facts = std::str::from_utf8(bytes).map_err(|_| Message::new("不是 UTF-8 文本", "it is no UTF-8 text"));
            match facts.and_then(read_facts) {
                Ok(facts) => self.contents.facts = facts,
                Err(mistake) => {
                    let message = Message::new(format!("内容有误：{}", mistake.zh), format!("is not valid: {}", mistake.en));
                    let file = file.clone();
                    self.fail(&file, message);
                }
            }
        }
        self.contents
    }
}

fn read_facts(text: &str) -> Result<ProjectFacts, Message> {
    let facts: ProjectFacts = toml::from_str(text).map_err(|error| mistake::words(&error, text))?;
    match waiver::mistake(&facts.waive, text) {
        Some(mistake) => Err(mistake),
        None => Ok(facts),
    }
}

fn load(path: &Path, limits: &Limits) -> Result<Vec<u8>, Message> {
    let what = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !what.is_file() {
        // A pipe or a device may never end.
        return Err(Message::new("不是普通文件", "is not a plain file"));
    }
    let size = what.len();
    if size > limits.bytes {
        return Err(Message::new(
            format!("文件过大（{} MB，上限 {} MB），请压缩或拆分后重试", size >> 20, limits.bytes >> 20),
            format!("is too large ({} MB, limit {} MB); compress or split it", size >> 20, limits.bytes >> 20),
        ));
    }
    fs::read(path).map_err(|error| unreadable(&error))
}

fn unreadable(error: &io::Error) -> Message {
    Message::new(format!("无法读取：{error}"), format!("cannot be read: {error}"))
}

fn failure(file: String, zh: &str, en: &str) -> Failure {
    Failure { file, message: Message::new(zh, en) }
}

#[cfg(test)]
mod tests;
