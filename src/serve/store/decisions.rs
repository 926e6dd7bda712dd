//! What people decided on findings, and their notes.

use rusqlite::{Row, params};

use super::{Result, Store, meant, word};
use crate::model::finding::Verdict;
use crate::serve::moment::Moment;

/// What somebody decided on a finding.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::serve) struct NewDecision {
    /// The finding's key in its project.
    pub finding: String,
    /// What the finding said and rested on, as a digest.
    pub basis: String,
    /// Its own verdict.
    pub was: Verdict,
    /// What it is now; nothing: an earlier decision is taken back.
    pub verdict: Option<Verdict>,
    pub reason: String,
}

/// A decision that was made.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::serve) struct Decision {
    pub made: NewDecision,
    pub who: String,
    pub at: Moment,
}

/// A note on a finding, or on the project where the key is empty.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::serve) struct Note {
    pub finding: String,
    pub text: String,
    pub who: String,
    pub at: Moment,
}

impl Store {
    /// Adds a decision; those before it stay.
    pub(in crate::serve) fn decide(&self, project: i64, decision: &NewDecision, who: &str, at: Moment) -> Result<()> {
        let NewDecision { finding, basis, was, verdict, reason } = decision;
        self.lock().execute(
            "INSERT INTO decision (project, finding, basis, was, verdict, reason, who, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            params![project, finding, basis, word(was)?, verdict.as_ref().map(word).transpose()?, reason, who, at.0],
        )?;
        Ok(())
    }

    /// All decisions on a project, in the order in which they were made.
    pub(in crate::serve) fn decisions(&self, project: i64) -> Result<Vec<Decision>> {
        let db = self.lock();
        let mut query = db.prepare("SELECT finding, basis, was, verdict, reason, who, at FROM decision WHERE project = ? ORDER BY id")?;
        let decision = |row: &Row<'_>| -> Result<Decision> {
            let verdict: Option<String> = row.get(3)?;
            let made = NewDecision {
                finding: row.get(0)?,
                basis: row.get(1)?,
                was: meant(row.get(2)?)?,
                verdict: verdict.map(meant).transpose()?,
                reason: row.get(4)?,
            };
            Ok(Decision { made, who: row.get(5)?, at: Moment(row.get(6)?) })
        };
        query.query_and_then([project], decision)?.collect()
    }

    /// Adds a note.
    pub(in crate::serve) fn add_note(&self, project: i64, finding: &str, text: &str, who: &str, at: Moment) -> Result<()> {
        self.lock().execute(
            "INSERT INTO note (project, finding, text, who, at) VALUES (?, ?, ?, ?, ?)",
            params![project, finding, text, who, at.0],
        )?;
        Ok(())
    }

    /// All notes on a project, in the order in which they were written.
    pub(in crate::serve) fn notes(&self, project: i64) -> Result<Vec<Note>> {
        let db = self.lock();
        let mut query = db.prepare("SELECT finding, text, who, at FROM note WHERE project = ? ORDER BY id")?;
        let note = |row: &Row<'_>| -> Result<Note> {
            Ok(Note { finding: row.get(0)?, text: row.get(1)?, who: row.get(2)?, at: Moment(row.get(3)?) })
        };
        query.query_and_then([project], note)?.collect()
    }
}
