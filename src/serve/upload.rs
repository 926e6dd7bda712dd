//! Uploads: files come in under limits, lie under their digests, and wait for their check.

use std::sync::Arc;

use axum::Extension;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::app::{App, Refusal, Visitor, answer};
use super::files::Incoming;
use super::group::{Group, groups, label};
use super::moment::Moment;
use super::store::{Deed, NewFile};
use crate::model::finding::Message;
use crate::model::profile::Stage;

/// The most files of one upload: a batch of some hundred projects.
const FILES: usize = 2_000;
/// The most bytes of one upload.
const BYTES: u64 = 4 << 30;
/// The most bytes of a field that is no file.
const WORD: usize = 1 << 10;

/// What an upload brought.
struct Upload {
    stage: Stage,
    files: Vec<(String, Incoming)>,
}

/// New projects.
pub(super) async fn new(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>, multipart: Multipart) -> Response {
    let upload = received(&app, multipart).await;
    answer(app, visitor, move |app, visitor| {
        let upload = upload?;
        let labels: Vec<String> = upload.files.iter().map(|(label, _)| label.clone()).collect();
        let groups = groups(&labels, visitor.lang);
        let mut incoming: Vec<Option<Incoming>> = upload.files.into_iter().map(|(_, file)| Some(file)).collect();
        let mut made = Vec::new();
        let gate = app.files.hold();
        for Group { name, files } in groups {
            let arrived = files.into_iter().filter_map(|(at, name)| Some((name, incoming[at].take()?))).collect();
            let name = app.store.free_name(&name)?;
            let files = kept(app, arrived)?;
            let id = app.store.add_project(&name, &visitor.name, Moment::now())?;
            app.store.add_version(id, upload.stage, &files, Moment::now())?;
            app.note(&visitor.name, Deed::Uploaded, Some((id, &name)), told(&files))?;
            made.push(id);
        }
        drop(gate);
        app.queue.wake();
        let target = match made.as_slice() {
            [] => return Err(Refusal::Unfit(Message::new("没有可检查的文件", "there is no file that can be checked"))),
            [id] => format!("/projects/{id}"),
            _ => "/".to_owned(),
        };
        Ok(Redirect::to(&target).into_response())
    })
    .await
}

/// A new version of a project.
pub(super) async fn again(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<i64>,
    multipart: Multipart,
) -> Response {
    let upload = received(&app, multipart).await;
    answer(app, visitor, move |app, visitor| {
        let Upload { stage, files } = upload?;
        let project = app.project(visitor, id)?;
        let gate = app.files.hold();
        let files = kept(app, without_top(files))?;
        let number = app.store.add_version(id, stage, &files, Moment::now())?;
        drop(gate);
        app.note(&visitor.name, Deed::Uploaded, Some((id, &project.name)), format!("v{number}: {}", told(&files)))?;
        app.queue.wake();
        Ok(Redirect::to(&format!("/projects/{id}")).into_response())
    })
    .await
}

/// A folder that was dropped as the new version is the project: its own name is no part of the files'.
fn without_top(files: Vec<(String, Incoming)>) -> Vec<(String, Incoming)> {
    let top = files.first().and_then(|(label, _)| label.split_once('/')).map(|(top, _)| format!("{top}/"));
    let Some(top) = top.filter(|top| files.iter().all(|(label, _)| label.starts_with(top))) else { return files };
    files.into_iter().map(|(label, file)| (label[top.len()..].to_owned(), file)).collect()
}

fn kept(app: &App, arrived: Vec<(String, Incoming)>) -> Result<Vec<NewFile>, Refusal> {
    let keep = |(name, incoming): (String, Incoming)| {
        let bytes = incoming.bytes;
        Ok(NewFile { name, digest: app.files.keep(incoming)?, bytes })
    };
    arrived.into_iter().map(keep).collect()
}

/// Names of files for the trail.
fn told(files: &[NewFile]) -> String {
    files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Takes an upload in. Whatever is refused is read no further, and what had come of it is forgotten.
async fn received(app: &App, mut multipart: Multipart) -> Result<Upload, Refusal> {
    let mut upload = Upload { stage: Stage::Signed, files: Vec::new() };
    let mut bytes = 0;
    while let Some(field) = multipart.next_field().await.map_err(|error| broken_off(&error))? {
        match (field.name(), field.file_name()) {
            (Some("files"), Some(name)) if !name.is_empty() => {
                if upload.files.len() == FILES {
                    return Err(Refusal::Unfit(Message::new(
                        format!("一次最多上传 {FILES} 个文件，请分几次上传"),
                        format!("at most {FILES} files are taken at once; upload them in parts"),
                    )));
                }
                let label = label(name);
                let file = file(app, field, &mut bytes).await?;
                upload.files.push((label, file));
            }
            (Some("stage"), None) => upload.stage = if word(field).await? == "draft" { Stage::Draft } else { Stage::Signed },
            // A file field in which nothing was chosen, or one that is unknown.
            _ => {}
        }
    }
    if upload.files.is_empty() {
        return Err(Refusal::Unfit(Message::new("没有选择文件", "no file was chosen")));
    }
    Ok(upload)
}

async fn file(app: &App, mut field: Field<'_>, all: &mut u64) -> Result<Incoming, Refusal> {
    let mut incoming = app.files.incoming()?;
    while let Some(part) = field.chunk().await.map_err(|error| broken_off(&error))? {
        incoming.write(&part)?;
        *all += part.len() as u64;
        if incoming.bytes > app.largest || *all > BYTES {
            let (one, together) = (app.largest >> 20, BYTES >> 30);
            return Err(Refusal::Unfit(Message::new(
                format!("单个文件上限 {one} MB，一次上传合计上限 {together} GB；请压缩或分几次上传"),
                format!("a file has at most {one} MB and an upload {together} GB; compress them or upload them in parts"),
            )));
        }
    }
    Ok(incoming)
}

async fn word(mut field: Field<'_>) -> Result<String, Refusal> {
    let mut text = Vec::new();
    while let Some(part) = field.chunk().await.map_err(|error| broken_off(&error))? {
        text.extend_from_slice(&part);
        if text.len() > WORD {
            return Err(Refusal::Unfit(Message::new("表单内容过长", "a field of the form is too long")));
        }
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn broken_off(error: &MultipartError) -> Refusal {
    Refusal::Unfit(Message::new("上传中断，请重试", format!("the upload broke off ({error}); try again")))
}
