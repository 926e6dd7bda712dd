//! The files of one project: each is opened, and its pages are looked at side by side, unless an earlier run did that.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use super::collect::{Attachment, Contents, Source};
use super::known::{self, Known};
use super::{Progress, Request, Workers, each};
use crate::evidence::Album;
use crate::ingest::{self, Opened};
use crate::model::checked::Failure;
use crate::model::document::{Document, Look, NoticeKind, Page, PageSource};
use crate::model::finding::{Explain, Message};
use crate::model::project::Project;
use crate::recognise::{self, ocr::Engine};

/// A project with every file opened and recognised.
pub(super) struct Recognised {
    pub project: Project,
    /// What could not be opened.
    pub failures: Vec<Failure>,
    /// Whether all of it would come out the same way again.
    pub lasting: bool,
}

/// Opens and recognises every file of a project; its pages go into an album if there is one. Nothing if the run was stopped before the end.
pub(super) fn recognised(
    source: Source,
    contents: Contents,
    request: &Request,
    known: Option<&Known<'_>>,
    workers: &Workers<'_>,
    album: Option<&Album>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Option<Recognised> {
    let Contents { attachments, facts, mut failures } = contents;
    let results = each(attachments, workers.pool, |attachment| {
        let file = source.whole(&attachment.file);
        document(attachment, request, known, workers, album, progress).map_err(|error| (known::is_lasting(&error), file, error.explain()))
    });
    let mut documents = Vec::with_capacity(results.len());
    let mut lasting = true;
    for result in results {
        match result {
            Ok(None) => return None,
            Ok(Some((document, lasts))) => {
                lasting &= lasts;
                documents.push(document);
            }
            Err((lasts, file, message)) => {
                lasting &= lasts;
                failures.push(Failure { file, message });
            }
        }
    }
    name_repetitions(&mut documents);
    let prefix = format!("{}/", source.name);
    let in_project = |failure: &Failure| failure.file.strip_prefix(&prefix).unwrap_or(&failure.file).to_owned();
    let unopened = failures.iter().map(in_project).filter(|file| may_hold_agreement(file)).collect();
    Some(Recognised { project: Project { name: source.name, facts, documents, unopened }, failures, lasting })
}

/// Says of each file that shows exactly what an earlier one does that it does.
fn name_repetitions(documents: &mut [Document]) {
    for at in 1..documents.len() {
        let (earlier, rest) = documents.split_at_mut(at);
        if let Some(first) = earlier.iter().find(|first| rest[0].repeats(first)) {
            rest[0].notice(None, NoticeKind::SameAs(first.file.clone()));
            rest[0].notices.sort();
        }
    }
}

/// Formats that no agreement comes in, by the file's ending: sheets, slides, data, sound and films.
const NO_AGREEMENT: &[&str] = &[
    "xls", "xlsx", "et", "csv", "ppt", "pptx", "dps", "txt", "md", "toml", "json", "xml", "html", "htm", "mp3", "mp4", "avi", "mov", "wav",
];

fn may_hold_agreement(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_none_or(|ending| !NO_AGREEMENT.contains(&ending.as_str()))
}

/// A file, opened and recognised, by this run or by an earlier one, and whether it would come out the same way again; nothing if the run was stopped.
fn document(
    attachment: Attachment,
    request: &Request,
    known: Option<&Known<'_>>,
    workers: &Workers<'_>,
    album: Option<&Album>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Option<(Document, bool)>, ingest::Error> {
    let content = attachment.content;
    if let Some((document, pictures)) = known.and_then(|known| known.document(&attachment.file, &content, album.is_some())) {
        if let Some(album) = album {
            album.add(pictures);
        }
        return Ok(Some((document, true)));
    }
    let _place = workers.places.take();
    if request.is_stopped() {
        return Ok(None);
    }
    let opened = workers.pool.install(|| open(attachment, request))?;
    progress(Progress::Opened(opened.document.pages.len()));
    let Some(document) = workers.pool.install(|| look_at_all(opened, request, album, progress)) else { return Ok(None) };
    let pictures = album.map(|album| album.of(&document.file));
    let lasts = known.is_none_or(|known| known.keep_document(&content, &document, pictures.as_deref()));
    Ok(Some((document, lasts)))
}

fn open(attachment: Attachment, request: &Request) -> Result<Opened, ingest::Error> {
    let Attachment { file, bytes, .. } = attachment;
    let attempt = catch_unwind(AssertUnwindSafe(|| match &request.reader {
        Some(program) => ingest::open_apart(program, &file, bytes, &request.limits, &request.roots),
        None => ingest::open_trusting(&file, bytes, &request.limits, &request.roots),
    }));
    attempt.unwrap_or_else(|_| Err(ingest::Error::Damaged { format: "file", reason: "its content broke the reader".to_owned() }))
}

/// Recognises what the file's structure does not tell, its pages side by side; the file is closed then. Nothing if the run was stopped before the last page.
fn look_at_all(mut opened: Opened, request: &Request, album: Option<&Album>, progress: &(dyn Fn(Progress) + Sync)) -> Option<Document> {
    let mut pages = std::mem::take(&mut opened.document.pages);
    let looked: Option<Vec<Vec<NoticeKind>>> = pages
        .par_iter_mut()
        .map(|page| {
            if request.is_stopped() {
                return None;
            }
            let mut notices = look(page, &opened, request.engine.as_ref(), album);
            notices.extend(page.bound());
            progress(Progress::Page);
            Some(notices)
        })
        .collect();
    let notices = looked?;
    let mut document = opened.document;
    for (page, notices) in pages.iter().zip(notices) {
        for kind in notices {
            document.notice(Some(page.number), kind);
        }
    }
    document.pages = pages;
    document.place_fields();
    document.notices.sort();
    Some(document)
}

/// Draws and recognises one page, if there is anything to look at or an album wants it; a page that fails is unread, never empty.
fn look(page: &mut Page, opened: &Opened, engine: Option<&Engine>, album: Option<&Album>) -> Vec<NoticeKind> {
    if page.look == Look::Nothing && album.is_none() {
        return Vec::new();
    }
    let attempt = catch_unwind(AssertUnwindSafe(|| match opened.raster(page.number) {
        Ok(raster) => {
            let (raster, notices) = match page.look {
                Look::Nothing => (raster, Vec::new()),
                Look::Marks | Look::Everything => {
                    let seen = recognise::page(page, raster, engine);
                    (seen.raster, seen.notices)
                }
            };
            if let Some(album) = album {
                album.keep(&opened.document.file, page.number, &raster);
            }
            notices
        }
        // Pages of a text document are no pictures: nothing is lost.
        Err(_) if page.look == Look::Nothing => Vec::new(),
        Err(error) => {
            page.source = PageSource::Unread;
            vec![NoticeKind::PageUnreadable(error.of_page())]
        }
    }));
    attempt.unwrap_or_else(|_| {
        page.source = PageSource::Unread;
        vec![NoticeKind::PageUnreadable(Message::new("解码时出错", "the decoder gave up"))]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Format, Line, Origin};
    use crate::model::geometry::{PageNo, Size};

    #[test]
    fn a_file_that_is_there_twice_is_named() {
        let file = |name: &str, text: &str| {
            let mut page = Page::new(PageNo(1), Size::A4);
            let area = page.size.area();
            page.lines.push(Line { text: text.to_owned(), area, origin: Origin::Typed, cell: None, path: None });
            Document { file: name.to_owned(), format: Format::Pdf, pages: vec![page], notices: Vec::new(), fields: Vec::new() }
        };
        let mut documents = [file("a.pdf", "协议"), file("b.pdf", "译文"), file("c.pdf", "协议")];
        name_repetitions(&mut documents);
        assert!(documents[..2].iter().all(|document| document.notices.is_empty()));
        assert_eq!(documents[2].notices[0].kind, NoticeKind::SameAs("a.pdf".to_owned()));
    }

    #[test]
    fn sheets_and_films_hold_no_agreement() {
        for (file, expected) in
            [("协议.doc", true), ("a/协议", true), ("b.zip/扫描.PDF", true), ("预算.XLSX", false), ("a/b/clip.mp4", false)]
        {
            assert_eq!(may_hold_agreement(file), expected, "{file}");
        }
    }
}
