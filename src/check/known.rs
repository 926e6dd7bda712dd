//! What earlier runs left: recognised files and judged projects, each under everything that decides it.
//!
//! There are two levels, because reading a scan costs seconds and judging what was read milliseconds: another profile, day or stage judges again
//! without reading again. Only what comes out the same way again is kept. A page that could not be drawn, a font that was missing or a helper that
//! did not answer may be the moment's fault: such a file is read anew each time.

use std::fmt::Write as _;
use std::io;

use super::collect::Contents;
use super::{Request, pictures};
use crate::cache::{Cache, Ingredients, Key};
use crate::ingest;
use crate::model::checked::{CheckedProject, Failure};
use crate::model::document::{Document, NoticeKind};
use crate::model::raster::PagePicture;
use crate::recognise::ocr::{Engine, Identity};

/// A project as it is kept.
pub(super) type Judged = (CheckedProject, Vec<Failure>);

/// What is kept for a request.
pub(super) struct Known<'a> {
    cache: &'a Cache,
    /// Everything that decides what is read of a file, but for the file.
    reading: Ingredients,
    /// Everything that decides how a project is judged, but for the project.
    judging: Ingredients,
    /// Whether another program may have been asked, and may have failed.
    helped: bool,
}

impl<'a> Known<'a> {
    /// What may be used for a request; none if it brings no cache, or this program cannot tell itself from others.
    pub(super) fn of(request: &'a Request) -> Option<Self> {
        let cache = request.cache.as_ref()?;
        let program = program()?;
        let Identity { networks, helper } =
            request.engine.as_ref().map_or(Identity { networks: String::new(), helper: String::new() }, Engine::identity);
        let reading = Ingredients::of("recognised file")
            .and(&program)
            .and(networks)
            .and(&helper)
            .and(format!("{:?}", request.limits))
            .and(request.roots.bytes())
            .and([u8::from(request.reader.is_some())])
            .and(ingest::surroundings());
        // What a profile and the options say is in their `Debug` form to the last key, whatever keys they will have.
        let judging = Ingredients::of("judged project")
            .and(reading.clone().key().bytes())
            .and(format!("{:?}", request.profile))
            .and(format!("{:?}", request.run));
        Some(Self { cache, reading, judging, helped: !helper.is_empty() })
    }

    /// A file as an earlier run read it, whatever it was called then; with its pages' pictures if they are wanted, or else not at all.
    pub(super) fn document(&self, file: &str, content: &Key, with_pictures: bool) -> Option<(Document, Vec<PagePicture>)> {
        let pictures = if with_pictures { self.pictures(file, content)? } else { Vec::new() };
        let document: Document = self.cache.get(&self.file(content))?;
        Some((Document { file: file.to_owned(), ..document }, pictures))
    }

    /// Keeps a file as it was read, with its pages' pictures if there are any, if reading it again would give the same; answers whether.
    pub(super) fn keep_document(&self, content: &Key, document: &Document, pictures: Option<&[PagePicture]>) -> bool {
        let lasts = self.lasts(document);
        if lasts {
            // Without room or rights for it, the next run reads again.
            let _ = self.cache.put(&self.file(content), document);
            if let Some(pictures) = pictures {
                let _ = self.keep_pictures(content, pictures);
            }
        }
        lasts
    }

    fn pictures(&self, file: &str, content: &Key) -> Option<Vec<PagePicture>> {
        let kept = pictures::unpacked(&self.cache.bytes(&self.pictured(content))?)?;
        Some(kept.into_iter().map(|picture| PagePicture { file: file.to_owned(), ..picture }).collect())
    }

    /// One entry for all pages of a file.
    fn keep_pictures(&self, content: &Key, pictures: &[PagePicture]) -> io::Result<()> {
        self.cache.put_bytes(&self.pictured(content), &pictures::packed(pictures.iter())?)
    }

    /// The key of a project with these contents.
    pub(super) fn project(&self, name: &str, contents: &Contents) -> Key {
        let mut told = String::new();
        for attachment in &contents.attachments {
            let _ = writeln!(told, "{} {:?}", attachment.content, attachment.file);
        }
        self.judging.clone().and(name).and(told).and(format!("{:?}", contents.facts)).and(format!("{:?}", contents.failures)).key()
    }

    /// A project as an earlier run judged it.
    pub(super) fn judged(&self, project: &Key) -> Option<Judged> {
        self.cache.get(project)
    }

    /// Keeps a judged project.
    pub(super) fn keep_judged(&self, project: &Key, checked: &CheckedProject, failures: &[Failure]) {
        let _ = self.cache.put(project, &(checked, failures));
    }

    fn pictured(&self, content: &Key) -> Key {
        self.reading.clone().and(content.bytes()).and("pictures").key()
    }

    fn file(&self, content: &Key) -> Key {
        self.reading.clone().and(content.bytes()).key()
    }

    /// Whether reading the file again would give the same.
    fn lasts(&self, document: &Document) -> bool {
        !document.notices.iter().any(|notice| match notice.kind {
            NoticeKind::PageUnreadable(_) | NoticeKind::FontMissing(_) => true,
            NoticeKind::ScriptUnreadable(_) => self.helped,
            _ => false,
        })
    }
}

/// Whether a file that could not be opened cannot be opened tomorrow either: what a process of its own said, or did not say in time, is asked again.
pub(super) fn is_lasting(error: &ingest::Error) -> bool {
    use ingest::Error::{Costly, Damaged, Empty, Encrypted, Told, TooLarge, Unsupported};
    match error {
        Unsupported { .. } | Empty | Damaged { .. } | Encrypted | TooLarge { .. } => true,
        Costly { .. } | Told(_) => false,
    }
}

/// This program, told from every other build of it: by version, path, length and time of its file.
///
/// That holds for a change of any crate or compiler too, costs no reading of sixty megabytes and needs no build script; compiler caches tell compilers apart like this.
fn program() -> Option<String> {
    let path = std::env::current_exe().ok()?;
    let what = path.metadata().ok()?;
    Some(format!("{} {} {} {:?}", env!("CARGO_PKG_VERSION"), path.display(), what.len(), what.modified().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::collect::Attachment;
    use crate::ingest::{Limits, Roots};
    use crate::model::document::{Format, Page};
    use crate::model::geometry::{PageNo, Size};
    use crate::model::profile::Stage;
    use crate::recognise::models::Store;

    fn request(cache: &tempfile::TempDir) -> Request {
        Request { cache: Some(Cache::open(cache.path()).expect("own folder")), ..crate::check::testing::request() }
    }

    fn contents(files: &[(&str, &str)]) -> Contents {
        let attachment = |(file, text): &(&str, &str)| Attachment {
            file: (*file).to_owned(),
            bytes: text.as_bytes().to_vec(),
            content: Key::of(text.as_bytes()),
        };
        Contents { attachments: files.iter().map(attachment).collect(), ..Contents::default() }
    }

    /// Keys of one file and one project.
    fn keys(request: &Request) -> (Key, Key) {
        let known = Known::of(request).expect("a cache");
        (known.file(&Key::of(b"a")), known.project("p", &contents(&[("a.pdf", "a"), ("b.pdf", "b")])))
    }

    #[test]
    fn whatever_decides_how_a_file_is_read_changes_its_key_and_its_projects() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let plain = keys(&request(&folder));
        assert_eq!(keys(&request(&folder)), plain, "the same again");
        let store = Store::open_default().expect("the tests need the models");
        let engine = || Engine::with_threads(&store, 1).expect("the tests need the models");
        let mut roots = Roots::default();
        roots.add(include_bytes!("../../tests/signatures/trust/root.pem"));
        let changed: [(&str, Request); 4] = [
            ("models", Request { engine: Some(engine().without_helpers()), ..request(&folder) }),
            ("limits", Request { limits: Limits { pages: 7, ..Limits::default() }, ..request(&folder) }),
            ("roots", Request { roots, ..request(&folder) }),
            ("reader", Request { reader: Some("pactlint".into()), ..request(&folder) }),
        ];
        for (what, request) in changed {
            let (file, project) = keys(&request);
            assert!(file != plain.0 && project != plain.1, "{what}");
        }
    }

    #[test]
    fn whatever_decides_how_a_project_is_judged_changes_its_key_alone() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let plain = keys(&request(&folder));
        let mut strict = request(&folder);
        strict.profile.min_dpi += 1;
        let mut silent = request(&folder);
        silent.profile.levels.insert("scan-legible".to_owned(), crate::model::finding::Level::Off);
        let mut later = request(&folder);
        later.run.today = "2024-03-21".parse().expect("a date");
        let mut draft = request(&folder);
        draft.run.stage = Stage::Draft;
        for (what, request) in [("threshold", strict), ("level", silent), ("today", later), ("stage", draft)] {
            let (file, project) = keys(&request);
            assert!(file == plain.0 && project != plain.1, "{what}");
        }
    }

    #[test]
    fn whatever_a_project_holds_changes_its_key() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let request = request(&folder);
        let known = Known::of(&request).expect("a cache");
        let plain = known.project("p", &contents(&[("a", "1"), ("b", "2")]));
        let mut facts = contents(&[("a", "1"), ("b", "2")]);
        facts.facts.title = Some("题目".to_owned());
        let mut failed = contents(&[("a", "1"), ("b", "2")]);
        failed.failures.push(Failure { file: "p/c".to_owned(), message: crate::model::finding::Message::new("坏", "bad") });
        for (what, name, contents) in [
            ("name", "q", contents(&[("a", "1"), ("b", "2")])),
            ("content", "p", contents(&[("a", "1"), ("b", "3")])),
            ("file name", "p", contents(&[("a", "1"), ("c", "2")])),
            ("exchanged", "p", contents(&[("a", "2"), ("b", "1")])),
            ("one less", "p", contents(&[("a", "1")])),
            ("facts", "p", facts),
            ("failures", "p", failed),
        ] {
            assert_ne!(known.project(name, &contents), plain, "{what}");
        }
    }

    #[test]
    fn what_may_come_out_otherwise_is_not_kept() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let request = request(&folder);
        let known = Known::of(&request).expect("a cache");
        let mut document = Document {
            file: "a.pdf".to_owned(),
            format: Format::Pdf,
            pages: vec![Page::new(PageNo(1), Size::A4)],
            notices: Vec::new(),
            fields: Vec::new(),
        };
        document.notice(None, NoticeKind::CutOff);
        assert!(known.keep_document(&Key::of(b"a"), &document, None));
        let (other, _) = known.document("other.pdf", &Key::of(b"a"), false).expect("kept");
        assert_eq!((other.file.as_str(), &other.pages), ("other.pdf", &document.pages));
        document.notice(Some(PageNo(1)), NoticeKind::FontMissing("SimSun".to_owned()));
        assert!(!known.keep_document(&Key::of(b"b"), &document, None));
        assert!(known.document("a.pdf", &Key::of(b"b"), false).is_none());
        let helped = Known { helped: true, ..known };
        document.notices = vec![crate::model::document::Notice { page: None, kind: NoticeKind::ScriptUnreadable("Hangul".to_owned()) }];
        assert!(!helped.keep_document(&Key::of(b"c"), &document, None));
    }

    #[test]
    fn pictures_are_kept_for_those_who_want_them() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let request = request(&folder);
        let known = Known::of(&request).expect("a cache");
        let picture =
            |file: &str, page, jpeg: &[u8]| PagePicture { file: file.to_owned(), page: PageNo(page), size: Size::A4, jpeg: jpeg.to_vec() };
        let document =
            Document { file: "a.pdf".to_owned(), format: Format::Pdf, pages: Vec::new(), notices: Vec::new(), fields: Vec::new() };
        let content = Key::of(b"a");
        assert!(known.keep_document(&content, &document, None));
        assert!(known.document("a.pdf", &content, true).is_none(), "read without them");
        assert!(known.keep_document(&content, &document, Some(&[picture("a.pdf", 1, b"one"), picture("a.pdf", 3, b"three")])));
        let (_, pictures) = known.document("b.pdf", &content, true).expect("kept");
        assert_eq!(pictures, [picture("b.pdf", 1, b"one"), picture("b.pdf", 3, b"three")]);
        assert!(known.keep_document(&Key::of(b"b"), &document, Some(&[])));
        assert_eq!(known.document("b.pdf", &Key::of(b"b"), true).map(|(_, pictures)| pictures.len()), Some(0), "it has no pages");
    }
}
