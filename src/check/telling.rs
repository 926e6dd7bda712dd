//! Telling of finished projects: pictures of their evidence, and whoever asked to be told.
//!
//! Each is told of as soon as it is done. If the others of the run may have a bearing on it, it is told of again after the last, judged among them; until
//! then its pages' pictures lie on a disk.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::ThreadPool;

use super::collect::Source;
use super::pictures::Spool;
use super::shelf::{Shelf, Waiting};
use super::{Finished, Request, broken, compare};
use crate::evidence::Album;
use crate::model::checked::{CheckedProject, Failure};
use crate::model::file_name::file_names;
use crate::model::finding::{Finding, Message, Verdict};
use crate::model::raster::PagePicture;

/// What a run tells of its projects.
pub(super) struct Telling<'a> {
    request: &'a Request,
    /// The folder of each project's pictures.
    folders: BTreeMap<String, String>,
    /// Whether there are others.
    among: bool,
    spool: Option<Spool>,
}

impl<'a> Telling<'a> {
    /// For a run over these projects; what of it will not be possible is named.
    pub(super) fn new(request: &'a Request, sources: &[Source], failures: &mut Vec<Failure>) -> Self {
        let folders = file_names(sources.iter().map(|source| source.name.as_str()), &[]);
        let mut telling = Self { request, folders, among: sources.len() > 1, spool: None };
        if telling.among && telling.wants_pages() {
            match Spool::open(request.cache.as_ref()) {
                Ok(spool) => telling.spool = Some(spool),
                Err(error) => failures.push(unkept(String::new(), &error)),
            }
        }
        telling
    }

    /// Whether anybody wants to see pages.
    pub(super) fn wants_pages(&self) -> bool {
        self.request.evidence.is_some() || self.request.finished.is_some()
    }

    /// Tells of a project that is done; answers what is needed to tell of it again, if there will be more to tell.
    pub(super) fn first(&self, checked: &mut CheckedProject, failures: &mut Vec<Failure>, album: Album) -> Option<Waiting> {
        failures.extend(self.paste(checked, 0, &album));
        let settled = compare::settled(&checked.sketch, self.among, &self.request.profile);
        let pages = album.into_pages();
        let spool = self.spool.as_ref().filter(|_| settled.is_none());
        let spooled = spool.map(|spool| {
            let cited = |page: &&PagePicture| {
                let mut places = checked.everything().flat_map(|finding| &finding.evidence).chain(checked.sketch.places());
                places.any(|place| (&place.file, place.page) == (&page.file, page.page))
            };
            spool.put(pages.iter().filter(cited))
        });
        let waiting = match spooled.transpose() {
            Ok(pages) => pages.map(|pages| Waiting { failures: failures.clone(), pages }),
            Err(error) => {
                failures.push(unkept(checked.name.clone(), &error));
                None
            }
        };
        let own = checked.findings.len();
        checked.findings.extend(settled.unwrap_or_default());
        let told = self.tell(checked, failures, &pages);
        failures.extend(told);
        checked.findings.truncate(own);
        waiting
    }

    /// Tells again of those that wait for it, now judged among the others; answers what failed.
    pub(super) fn again(&self, projects: &mut Shelf, pool: &ThreadPool) -> Vec<Failure> {
        let Some(spool) = &self.spool else { return Vec::new() };
        let told = projects.tell_waiting(pool, |checked, own, Waiting { failures, pages }| {
            let name = checked.name.clone();
            let attempt = catch_unwind(AssertUnwindSafe(|| {
                let album = Album::default();
                match spool.get(pages) {
                    Ok(pages) => album.add(pages),
                    Err(error) => return vec![unkept(name.clone(), &error)],
                }
                let mut failed: Vec<Failure> = self.paste(checked, own, &album).into_iter().collect();
                failed.extend(self.tell(checked, &failures, &album.into_pages()));
                failed
            }));
            attempt.unwrap_or_else(|_| vec![broken(name)])
        });
        told.unwrap_or_else(|error| vec![unkept(String::new(), &error)])
    }

    /// Puts pictures of the project's evidence where they are wanted: of all findings, or of those on the project from one of them on.
    fn paste(&self, checked: &mut CheckedProject, from: usize, album: &Album) -> Option<Failure> {
        let root = self.request.evidence.as_ref()?;
        let folder = self.folders.get(&checked.name)?;
        let told = |finding: &&mut Finding| finding.verdict != Verdict::NotApplicable;
        let of_agreements: usize = checked.agreements.iter().map(|(_, findings)| findings.len()).sum();
        let skipped = if from == 0 { 0 } else { of_agreements + from };
        let numbered = (0..).zip(checked.everything_mut()).filter(|(at, finding)| told(finding) && *at >= skipped);
        let cleared = if from == 0 { Album::clear(root, folder) } else { Ok(()) };
        let pasted = cleared.and_then(|()| album.paste(root, folder, numbered.map(|(at, finding)| (at + 1, finding))));
        pasted.err().map(|error| {
            let message =
                Message::new(format!("无法写入依据图片：{error}"), format!("pictures of the evidence could not be written: {error}"));
            Failure { file: root.display().to_string(), message }
        })
    }

    fn tell(&self, project: &CheckedProject, failures: &[Failure], pages: &[PagePicture]) -> Option<Failure> {
        self.request.finished.as_ref()?(&Finished { project, failures, pages }).err()
    }
}

/// What is said where nothing can be put aside.
fn unkept(project: String, error: &io::Error) -> Failure {
    let message = Message::new(
        format!("页面图像无法暂存：{error}；与本批其他项目的比较未能写入该项目的页面和文档"),
        format!(
            "pictures of pages could not be put aside ({error}): the project's own page and documents lack what comparing it with the others found"
        ),
    );
    Failure { file: project, message }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::check;

    #[test]
    fn who_asks_is_told_again_of_those_that_others_have_a_bearing_on() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hear = Arc::clone(&heard);
        let request = Request {
            paths: vec![root.join("application/batch/a"), root.join("application/batch/b"), root.join("en-letter-of-intent")],
            finished: Some(Box::new(move |finished| {
                let project = finished.project;
                let on_others = |finding: &&Finding| finding.evidence.iter().any(|place| place.file.starts_with("../"));
                let on_others = project.findings.iter().filter(on_others).count();
                let answered = project.findings.iter().filter(|finding| finding.rule == "projects-distinct").count();
                hear.lock().expect("unharmed").push((project.name.clone(), answered, on_others > 0));
                Ok(())
            })),
            ..check::testing::request()
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("threads");
        let results = check::run(&request, &pool, &|_| ());
        let mut heard = heard.lock().expect("unharmed").clone();
        heard.sort();
        let told = |name: &str, answered, on_others| (name.to_owned(), answered, on_others);
        assert_eq!(
            heard,
            [told("a", 0, false), told("a", 1, true), told("b", 0, false), told("b", 1, true), told("en-letter-of-intent", 1, false)]
        );
        // What is told last is what the result says.
        let whole: Vec<usize> = results.projects.iter().map(|project| project.expect("unpacks").findings.len()).collect();
        assert_eq!((whole.len(), whole[0]), (3, whole[1]));
        assert!(results.failures.is_empty());
    }
}
