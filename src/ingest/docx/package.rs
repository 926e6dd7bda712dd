//! The parts of an Office Open XML package, their relationships, and the budget for unpacking them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::{self, Token};
use crate::ingest::{Error, Limits};
use crate::model::finding::Message;

/// Depth that relationship lists can reasonably have.
const SHALLOW: usize = 16;

/// Relationships of one part: a page scan each, and room.
const RELATIONS: usize = 20_000;

/// An opened package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Part names, lower case, to their position.
    names: BTreeMap<String, usize>,
    budget: u64,
    /// Whether a part was left out because of the budget, or was broken.
    pub(super) cut: bool,
}

/// A part's relationships: id to kind and target part.
#[derive(Default)]
pub(super) struct Relations(BTreeMap<String, (String, String)>);

impl Relations {
    /// The part that an id points to.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(|(_, target)| target.as_str())
    }

    /// The first part whose relationship kind ends like this.
    pub(super) fn of_kind(&self, kind: &str) -> Option<&str> {
        self.0.values().find(|(found, _)| found.rsplit('/').next() == Some(kind)).map(|(_, target)| target.as_str())
    }
}

impl<'a> Package<'a> {
    /// Opens the container.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Error> {
        let fail = |reason: String| Error::Damaged { format: "DOCX", reason };
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| fail(e.to_string()))?;
        if archive.len() > limits.members {
            return Err(Error::TooLarge {
                what: Message::new(format!("DOCX 内部件超过 {} 个", limits.members), format!("{} parts in one package", limits.members)),
            });
        }
        let label = |raw: &[u8]| String::from_utf8_lossy(raw).replace('\\', "/").trim_start_matches('/').to_lowercase();
        let names = archive.file_names_raw().enumerate().map(|(i, raw)| (label(raw), i)).collect();
        Ok(Self { archive, names, budget: limits.unpacked, cut: false })
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_lowercase())
    }

    /// Unpacks a part, within what is left of the budget.
    pub(super) fn part(&mut self, name: &str) -> Option<Vec<u8>> {
        let index = *self.names.get(&name.to_lowercase())?;
        let Ok(entry) = self.archive.by_index(index) else {
            self.cut = true;
            return None;
        };
        let mut bytes = Vec::new();
        let whole = entry.take(self.budget + 1).read_to_end(&mut bytes).is_ok();
        let fits = bytes.len() as u64 <= self.budget;
        self.budget = self.budget.saturating_sub(bytes.len() as u64);
        self.cut |= !whole || !fits;
        fits.then_some(bytes)
    }

    /// The relationships of a part; the empty name stands for the package.
    pub(super) fn relations(&mut self, part: &str) -> Relations {
        let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
        let list = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let mut relations = Relations::default();
        let Some(bytes) = self.part(&list) else { return relations };
        xml::read(&bytes, SHALLOW, |token| {
            if let Token::Start(element) = token
                && element.local_name().as_ref() == "Relationship"
                && xml::attribute(element, "TargetMode").is_none_or(|mode| mode != "External")
                && relations.0.len() < RELATIONS
                && let (Some(id), Some(target)) = (xml::attribute(element, "Id"), xml::attribute(element, "Target"))
            {
                let kind = xml::attribute(element, "Type").unwrap_or_default();
                relations.0.insert(id.into_owned(), (kind.into_owned(), resolve(folder, &target)));
            }
            true
        });
        relations
    }

    /// Names of the parts in a folder, lower case, sorted.
    pub(super) fn folder(&self, folder: &str) -> Vec<String> {
        self.names.keys().filter(|name| name.starts_with(folder)).cloned().collect()
    }
}

/// A relationship's target as a part name.
fn resolve(folder: &str, target: &str) -> String {
    let from = if target.starts_with(['/', '\\']) { "" } else { folder };
    let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_resolve_within_the_package() {
        assert_eq!(resolve("word", "media/a.png"), "word/media/a.png");
        assert_eq!(resolve("word", "/word/media/a.png"), "word/media/a.png");
        assert_eq!(resolve("word", "../../../etc/passwd"), "etc/passwd");
    }
}
