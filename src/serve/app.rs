//! What all pages share: the database, the files, the queue, and who is asking.

use std::sync::Arc;

use axum::response::Response;
use tokio::task::spawn_blocking;

use super::accounts::Doors;
use super::files::{Digest, Files};
use super::moment::Moment;
use super::origin::Origin;
use super::pages;
use super::queue::Queue;
use super::store::{Deed, Event, ProjectRow, Role, Store, StoreError};
use crate::model::finding::{Lang, Message};
use crate::model::profile::Profile;

/// Who may come in.
#[derive(Debug)]
pub(super) enum Access {
    /// One person at this machine: whoever has the key of this run.
    Key {
        /// Of the key.
        digest: Digest,
        /// What the trail calls this person.
        user: String,
    },
    /// Whoever has an account.
    Accounts(Doors),
}

impl Access {
    pub(super) fn has_accounts(&self) -> bool {
        matches!(self, Self::Accounts(_))
    }
}

/// Everything behind the pages.
#[derive(Debug)]
pub(super) struct App {
    pub store: Store,
    pub files: Files,
    pub queue: Queue,
    pub access: Access,
    pub origins: Vec<Origin>,
    /// The name of the cookie with a browser's key: of this port, because cookies do not tell ports apart.
    pub cookie: String,
    /// For whoever chose no language.
    pub lang: Lang,
    pub profile: Profile,
    /// Bytes of one file.
    pub largest: u64,
}

/// Who is asking.
#[derive(Debug, Clone)]
pub(super) struct Visitor {
    pub name: String,
    pub role: Role,
    pub lang: Lang,
    /// The session of an account.
    pub session: Option<Digest>,
    /// Whether there are accounts at all.
    pub accounts: bool,
}

impl Visitor {
    /// Somebody who has not come in yet.
    pub(super) fn nobody(lang: Lang) -> Self {
        Self { name: String::new(), role: Role::Applicant, lang, session: None, accounts: false }
    }

    /// Whether the visitor may see a project.
    pub(super) fn may_see(&self, project: &ProjectRow) -> bool {
        self.role >= Role::Reviewer || project.owner.eq_ignore_ascii_case(&self.name)
    }

    /// The visitor, if it is somebody with this role or one that may do more.
    pub(super) fn must_be(&self, role: Role) -> Result<(), Refusal> {
        if self.role >= role { Ok(()) } else { Err(Refusal::Forbidden) }
    }

    /// Whose projects the visitor sees; nothing: everybody's.
    pub(super) fn owner(&self) -> Option<&str> {
        (self.role < Role::Reviewer).then_some(self.name.as_str())
    }
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    /// There is nothing at this address, or nothing for this visitor.
    #[error("not found")]
    Missing,
    /// The visitor's role does not allow it.
    #[error("not allowed")]
    Forbidden,
    /// What was sent cannot be used.
    #[error("{}", .0.en)]
    Unfit(Message),
    /// The database.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The disk.
    #[error("{0}")]
    Disk(#[from] std::io::Error),
    /// Anything else that should not happen.
    #[error("{0}")]
    Broken(String),
}

impl From<askama::Error> for Refusal {
    fn from(error: askama::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl App {
    /// A project that the visitor may see.
    pub(super) fn project(&self, visitor: &Visitor, id: i64) -> Result<ProjectRow, Refusal> {
        self.store.project(id)?.filter(|project| visitor.may_see(project)).ok_or(Refusal::Missing)
    }

    /// Notes what somebody did.
    pub(super) fn note(&self, who: &str, deed: Deed, project: Option<(i64, &str)>, detail: impl Into<String>) -> Result<(), StoreError> {
        let name = project.map_or_else(String::new, |(_, name)| name.to_owned());
        let event = Event { at: Moment::now(), who: who.to_owned(), deed, project: project.map(|(id, _)| id), name, detail: detail.into() };
        self.store.note_deed(&event)
    }
}

/// Makes an answer on a thread that may wait for database and disk.
pub(super) async fn answer(
    app: Arc<App>,
    visitor: Visitor,
    work: impl FnOnce(&App, &Visitor) -> Result<Response, Refusal> + Send + 'static,
) -> Response {
    let (inner, asking) = (Arc::clone(&app), visitor.clone());
    let made = spawn_blocking(move || work(&inner, &asking)).await;
    let made = made.unwrap_or_else(|error| Err(Refusal::Broken(error.to_string())));
    made.unwrap_or_else(|refusal| pages::refused(&app, &visitor, &refusal))
}
