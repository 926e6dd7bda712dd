//! Accounts and their sessions.

use rusqlite::{OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};

use super::{Result, Store, meant, word};
use crate::model::finding::Lang;
use crate::serve::files::Digest;
use crate::serve::moment::Moment;

/// What somebody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Uploads projects and sees their own.
    Applicant,
    /// Sees all projects, decides on findings, exports.
    Reviewer,
    /// Does all that, deletes projects and manages accounts.
    Admin,
}

impl Role {
    /// All of them.
    pub(in crate::serve) const ALL: [Self; 3] = [Self::Applicant, Self::Reviewer, Self::Admin];

    /// In words.
    pub(in crate::serve) fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Applicant => lang.pick("申报人", "applicant"),
            Self::Reviewer => lang.pick("审查员", "reviewer"),
            Self::Admin => lang.pick("管理员", "administrator"),
        }
    }

    /// As forms and the database write it.
    pub(in crate::serve) fn key(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Reviewer => "reviewer",
            Self::Admin => "admin",
        }
    }
}

/// Somebody's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) struct Account {
    pub id: i64,
    pub name: String,
    pub role: Role,
    /// The password's digest, as argon2 writes it.
    pub password: String,
    /// Whether it may not be used any more.
    pub closed: bool,
}

const ACCOUNT: &str = "a.id, a.name, a.role, a.password, a.closed";

fn account(row: &Row<'_>) -> Result<Account> {
    Ok(Account { id: row.get(0)?, name: row.get(1)?, role: meant(row.get(2)?)?, password: row.get(3)?, closed: row.get(4)? })
}

impl Store {
    /// Adds an account; answers whether the name was free.
    pub(in crate::serve) fn add_account(&self, name: &str, role: Role, password: &str) -> Result<bool> {
        let added = self.lock().execute(
            "INSERT INTO account (name, role, password) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            params![name, word(&role)?, password],
        )?;
        Ok(added == 1)
    }

    /// All accounts by name.
    pub(in crate::serve) fn accounts(&self) -> Result<Vec<Account>> {
        let db = self.lock();
        let mut query = db.prepare(&format!("SELECT {ACCOUNT} FROM account a ORDER BY a.name"))?;
        query.query_and_then([], account)?.collect()
    }

    /// The account with a name, capital or small.
    pub(in crate::serve) fn account(&self, name: &str) -> Result<Option<Account>> {
        let db = self.lock();
        let mut query = db.prepare(&format!("SELECT {ACCOUNT} FROM account a WHERE a.name = ?"))?;
        query.query_and_then([name], account)?.next().transpose()
    }

    /// Changes role, use and, if one is given, the password; whoever is logged in with it has to do so again.
    pub(in crate::serve) fn change_account(&self, id: i64, role: Role, closed: bool, password: Option<&str>) -> Result<()> {
        let mut db = self.lock();
        let transaction = db.transaction()?;
        transaction.execute(
            "UPDATE account SET role = ?, closed = ?, password = coalesce(?, password) WHERE id = ?",
            params![word(&role)?, closed, password, id],
        )?;
        transaction.execute("DELETE FROM session WHERE account = ?", [id])?;
        transaction.commit()?;
        Ok(())
    }

    /// Begins a session; those that have ended are forgotten.
    pub(in crate::serve) fn begin_session(&self, key: &Digest, account: i64, now: Moment, ends: Moment) -> Result<()> {
        let db = self.lock();
        db.execute("DELETE FROM session WHERE ends <= ?", [now.0])?;
        db.execute("INSERT INTO session (key, account, ends) VALUES (?, ?, ?)", params![key.as_str(), account, ends.0])?;
        Ok(())
    }

    /// Whose session it is, if it has not ended and the account is in use.
    pub(in crate::serve) fn session(&self, key: &Digest, now: Moment) -> Result<Option<Account>> {
        let db = self.lock();
        let mut query = db.prepare(&format!(
            "SELECT {ACCOUNT} FROM session s JOIN account a ON a.id = s.account WHERE s.key = ? AND s.ends > ? AND NOT a.closed"
        ))?;
        query.query_and_then(params![key.as_str(), now.0], account)?.next().transpose()
    }

    /// Ends a session.
    pub(in crate::serve) fn end_session(&self, key: &Digest) -> Result<()> {
        self.lock().execute("DELETE FROM session WHERE key = ?", [key.as_str()])?;
        Ok(())
    }

    /// Whether an administrator can log in.
    pub(in crate::serve) fn has_admin(&self) -> Result<bool> {
        let found = self.lock().query_row("SELECT 1 FROM account WHERE role = 'admin' AND NOT closed LIMIT 1", [], |_| Ok(()));
        Ok(found.optional()?.is_some())
    }
}
