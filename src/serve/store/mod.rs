//! The database: projects and their versions, decisions and notes, accounts and sessions, and the trail of who did what.

mod accounts;
mod decisions;
mod projects;
#[cfg(test)]
mod tests;
mod trail;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use serde::{Serialize, de::DeserializeOwned};

pub(super) use accounts::Account;
pub use accounts::Role;
pub(super) use decisions::{Decision, NewDecision, Note};
pub(super) use projects::{FileRow, Glance, Job, Kept, NewFile, PictureRow, ProjectRow, State, VersionRow};
pub(super) use trail::{Deed, Event};

/// How the tables are laid out; another layout gets another number.
const LAYOUT: i64 = 1;
/// Another process that looks into the database is waited for so long.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why the database did not answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum StoreError {
    /// The database itself.
    #[error("{0}")]
    Database(#[from] rusqlite::Error),
    /// What was kept in it cannot be read.
    #[error("{0}")]
    Content(#[from] serde_json::Error),
    /// It was made by another version of this program.
    #[error("the database has layout {0}, this version knows {LAYOUT}")]
    Layout(i64),
}

pub(super) type Result<T> = std::result::Result<T, StoreError>;

/// The database, for one question at a time.
#[derive(Debug)]
pub(super) struct Store {
    connection: Mutex<Connection>,
}

impl Store {
    /// Opens a database, which is made if it is not there.
    pub(super) fn open(path: &Path) -> Result<Self> {
        Self::prepared(Connection::open(path)?)
    }

    #[cfg(test)]
    pub(super) fn in_memory() -> Self {
        Self::prepared(Connection::open_in_memory().expect("memory")).expect("the schema holds")
    }

    fn prepared(mut connection: Connection) -> Result<Self> {
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What is deleted is gone from the file too.
        connection.pragma_update(None, "secure_delete", true)?;
        let layout: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        match layout {
            LAYOUT => {}
            0 => {
                let transaction = connection.transaction()?;
                transaction.execute_batch(include_str!("schema.sql"))?;
                transaction.commit()?;
            }
            other => return Err(StoreError::Layout(other)),
        }
        Ok(Self { connection: Mutex::new(connection) })
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A value of the model as a word in a column.
fn word<T: Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::to_value(value)?.as_str().unwrap_or_default().to_owned())
}

/// A word of a column as a value of the model.
fn meant<T: DeserializeOwned>(word: String) -> Result<T> {
    Ok(serde_json::from_value(serde_json::Value::String(word))?)
}
