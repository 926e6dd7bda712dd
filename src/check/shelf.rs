//! Where a run puts finished projects: packed, so that a thousand of them take no more memory than one that is being read.

use std::collections::BTreeMap;
use std::io;

use crate::cache::{Key, packed, unpacked};
use crate::model::checked::CheckedProject;

/// Finished projects, by name.
#[derive(Debug, Default)]
pub struct Shelf {
    /// Names with what is packed under them.
    projects: BTreeMap<String, Vec<u8>>,
}

impl Shelf {
    /// Puts a project away.
    pub(super) fn put(&mut self, project: &CheckedProject) -> io::Result<()> {
        self.projects.insert(project.name.clone(), packed(project)?);
        Ok(())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.projects.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.projects.is_empty()
    }

    /// Takes one after the other out again, in the order of names.
    pub fn iter(&self) -> impl Iterator<Item = io::Result<CheckedProject>> {
        self.projects.values().map(|packed| unpacked(packed))
    }

    /// What each project came to, as a digest: the same if nothing changed.
    pub fn digests(&self) -> BTreeMap<&str, Key> {
        self.projects.iter().map(|(name, packed)| (name.as_str(), Key::of(packed))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn projects_come_out_as_they_were_put_in_by_name() {
        let mut shelf = Shelf::default();
        let project = |name: &str| CheckedProject { name: name.to_owned(), ..CheckedProject::default() };
        for name in ["b", "a", "c"] {
            shelf.put(&project(name)).expect("packs");
        }
        let names: Vec<String> = shelf.iter().map(|project| project.expect("unpacks").name).collect();
        assert_eq!((names, shelf.len()), (vec!["a".to_owned(), "b".to_owned(), "c".to_owned()], 3));
        let before: Vec<Key> = shelf.digests().into_values().collect();
        shelf
            .put(&CheckedProject {
                facts: crate::model::project::ProjectFacts { title: Some("题".into()), ..Default::default() },
                ..project("b")
            })
            .expect("packs");
        let changed: Vec<bool> = shelf.digests().into_values().zip(before).map(|(now, before)| now != before).collect();
        assert_eq!(changed, [false, true, false]);
    }
}
