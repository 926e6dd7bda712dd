//! Where a run puts finished projects: packed, so that a thousand of them take no more memory than one that is being read.

use std::collections::BTreeMap;
use std::io;

use rayon::ThreadPool;

use super::pictures::Spooled;
use super::{compare, each};
use crate::cache::{Ingredients, Key, packed, unpacked};
use crate::model::checked::{CheckedProject, Failure};
use crate::model::finding::Finding;
use crate::model::profile::Profile;
use crate::model::project::Waiver;
use crate::model::sketch::Sketch;
use crate::rules::waiver;

/// Finished projects, by name.
#[derive(Debug, Default)]
pub struct Shelf {
    projects: BTreeMap<String, Shelved>,
}

/// What is left of a finished project.
#[derive(Debug)]
struct Shelved {
    packed: Vec<u8>,
    /// What the others of the run are compared with; it need not be unpacked for that.
    sketch: Sketch,
    /// Waivers that no finding on the project itself has met.
    unused_waivers: Vec<Waiver>,
    /// Findings on it among the others.
    compared: Vec<Finding>,
    /// What is needed to tell of it again with these.
    waiting: Option<Waiting>,
}

/// What is kept of a project that is told of again once it is judged among the others.
#[derive(Debug)]
pub(super) struct Waiting {
    /// Its files that could not be opened.
    pub failures: Vec<Failure>,
    /// Its pages that findings may rest on.
    pub pages: Spooled,
}

impl Shelved {
    /// The project as it was judged by itself.
    fn own(&self) -> io::Result<CheckedProject> {
        let project: CheckedProject = unpacked(&self.packed)?;
        Ok(CheckedProject { unused_waivers: self.unused_waivers.clone(), ..project })
    }
}

impl Shelf {
    /// Puts a project away.
    pub(super) fn put(&mut self, mut project: CheckedProject, waiting: Option<Waiting>) -> io::Result<()> {
        let sketch = std::mem::take(&mut project.sketch);
        let unused_waivers = std::mem::take(&mut project.unused_waivers);
        let packed = packed(&project)?;
        self.projects.insert(project.name, Shelved { packed, sketch, unused_waivers, compared: Vec::new(), waiting });
        Ok(())
    }

    /// Judges each project among the others, once all are there.
    pub(super) fn compare(&mut self, profile: &Profile) {
        let sketches: Vec<Sketch> = self.projects.values_mut().map(|project| std::mem::take(&mut project.sketch)).collect();
        for (project, mut findings) in self.projects.values_mut().zip(compare::among(&sketches, profile)) {
            waiver::settle(&mut findings, &mut project.unused_waivers);
            project.compared = findings;
        }
    }

    /// Tells of those that wait for it, judged among the others; `tell` may change what it is told of the findings from the given number on.
    pub(super) fn tell_waiting(
        &mut self,
        pool: &ThreadPool,
        tell: impl Fn(&mut CheckedProject, usize, Waiting) -> Vec<Failure> + Sync,
    ) -> io::Result<Vec<Failure>> {
        let waiting: Vec<_> =
            self.projects.values_mut().filter_map(|shelved| shelved.waiting.take().map(|waiting| (shelved, waiting))).collect();
        let told = each(waiting, pool, |(shelved, waiting)| {
            let mut project = shelved.own()?;
            let own = project.findings.len();
            project.findings.append(&mut shelved.compared);
            let failures = tell(&mut project, own, waiting);
            shelved.compared = project.findings.split_off(own);
            Ok(failures)
        });
        Ok(told.into_iter().collect::<io::Result<Vec<_>>>()?.concat())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.projects.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.projects.is_empty()
    }

    /// Takes one after the other out again, in the order of names, without their sketches.
    pub fn iter(&self) -> impl Iterator<Item = io::Result<CheckedProject>> {
        self.projects.values().map(|shelved| {
            let mut project = shelved.own()?;
            project.findings.extend(shelved.compared.iter().cloned());
            Ok(project)
        })
    }

    /// What each project came to, as a digest: the same if nothing changed.
    pub fn digests(&self) -> BTreeMap<&str, Key> {
        let digest = |shelved: &Shelved| {
            Ingredients::of("shelved").and(&shelved.packed).and(format!("{:?}", (&shelved.compared, &shelved.unused_waivers))).key()
        };
        self.projects.iter().map(|(name, shelved)| (name.as_str(), digest(shelved))).collect()
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
            shelf.put(project(name), None).expect("packs");
        }
        let names: Vec<String> = shelf.iter().map(|project| project.expect("unpacks").name).collect();
        assert_eq!((names, shelf.len()), (vec!["a".to_owned(), "b".to_owned(), "c".to_owned()], 3));
        let before: Vec<Key> = shelf.digests().into_values().collect();
        let facts = crate::model::project::ProjectFacts { title: Some("题".into()), ..Default::default() };
        shelf.put(CheckedProject { facts, ..project("b") }, None).expect("packs");
        let changed: Vec<bool> = shelf.digests().into_values().zip(before).map(|(now, before)| now != before).collect();
        assert_eq!(changed, [false, true, false]);
    }
}
