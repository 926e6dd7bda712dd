//! Projects, their versions and files, and what checks found.

use rusqlite::{OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};

use super::{Result, Store, StoreError, meant, word};
use crate::model::checked::{CheckedProject, Failure};
use crate::model::finding::Message;
use crate::model::profile::Stage;
use crate::model::report::Outcome;
use crate::serve::files::Digest;
use crate::serve::moment::Moment;

/// How far a version's check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::serve) enum State {
    /// Others are before it.
    Waiting,
    /// It is being read.
    Running,
    /// There is a result.
    Done,
    /// Somebody stopped it.
    Stopped,
    /// It broke.
    Failed,
}

impl State {
    /// Whether there is something to wait for.
    pub(in crate::serve) fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

/// A file that was uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) struct NewFile {
    /// What it is called: a label, never a path.
    pub name: String,
    pub digest: Digest,
    pub bytes: u64,
}

/// A file of a version.
pub(in crate::serve) type FileRow = NewFile;

/// A page's picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) struct PictureRow {
    pub file: String,
    pub page: u32,
    pub width: i32,
    pub height: i32,
    pub digest: Digest,
}

/// What a check found, as it is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::serve) struct Kept {
    pub project: CheckedProject,
    pub failures: Vec<Failure>,
}

/// What the list of projects shows of a result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::serve) struct Glance {
    pub outcome: Outcome,
    pub gaps: usize,
    pub reviews: usize,
    pub notes: usize,
    /// What is open, by requirement and party.
    pub open: Message,
    /// Names of the parties.
    pub parties: Vec<String>,
    /// Keys of the requirements that are not met or open.
    pub asked: Vec<String>,
    /// Findings that somebody decided on.
    pub decided: usize,
}

/// A project with its last version.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::serve) struct ProjectRow {
    pub id: i64,
    pub name: String,
    pub owner: String,
    pub version: VersionRow,
}

/// A version without its result.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::serve) struct VersionRow {
    pub id: i64,
    pub number: i64,
    pub stage: Stage,
    pub made: Moment,
    pub state: State,
    pub interrupted: bool,
    pub today: Option<String>,
    pub glance: Option<Glance>,
}

/// What is to be checked next.
#[derive(Debug)]
pub(in crate::serve) struct Job {
    pub version: i64,
    pub project: i64,
    pub name: String,
    pub stage: Stage,
    pub files: Vec<FileRow>,
}

const IS_NAMED: &str = "SELECT EXISTS (SELECT 1 FROM file WHERE digest = ?1) OR EXISTS (SELECT 1 FROM picture WHERE digest = ?1)";
const VERSION: &str = "v.id, v.number, v.stage, v.made, v.state, v.interrupted, v.today, v.glance";

fn version(row: &Row<'_>, from: usize) -> Result<VersionRow> {
    let glance: Option<String> = row.get(from + 7)?;
    Ok(VersionRow {
        id: row.get(from)?,
        number: row.get(from + 1)?,
        stage: meant(row.get(from + 2)?)?,
        made: Moment(row.get(from + 3)?),
        state: meant(row.get(from + 4)?)?,
        interrupted: row.get(from + 5)?,
        today: row.get(from + 6)?,
        glance: glance.map(|text| serde_json::from_str(&text)).transpose()?,
    })
}

fn project(row: &Row<'_>) -> Result<ProjectRow> {
    Ok(ProjectRow { id: row.get(0)?, name: row.get(1)?, owner: row.get(2)?, version: version(row, 3)? })
}

fn digest(text: &str) -> Result<Digest> {
    Digest::parse(text).ok_or(StoreError::Database(rusqlite::Error::InvalidQuery))
}

impl Store {
    /// A new project without versions.
    pub(in crate::serve) fn add_project(&self, name: &str, owner: &str, at: Moment) -> Result<i64> {
        let db = self.lock();
        db.execute("INSERT INTO project (name, owner, made) VALUES (?, ?, ?)", params![name, owner, at.0])?;
        Ok(db.last_insert_rowid())
    }

    /// A new version of a project, which waits for its check; answers its number.
    pub(in crate::serve) fn add_version(&self, project: i64, stage: Stage, files: &[NewFile], at: Moment) -> Result<i64> {
        let mut db = self.lock();
        let transaction = db.transaction()?;
        let number: i64 =
            transaction.query_row("SELECT 1 + coalesce(max(number), 0) FROM version WHERE project = ?", [project], |row| row.get(0))?;
        transaction.execute(
            "INSERT INTO version (project, number, stage, made, state) VALUES (?, ?, ?, ?, 'waiting')",
            params![project, number, word(&stage)?, at.0],
        )?;
        let version = transaction.last_insert_rowid();
        for (position, file) in files.iter().enumerate() {
            transaction.execute(
                "INSERT INTO file (version, position, name, digest, bytes) VALUES (?, ?, ?, ?, ?)",
                params![version, position as i64, file.name, file.digest.as_str(), file.bytes as i64],
            )?;
        }
        transaction.commit()?;
        Ok(number)
    }

    /// All projects, or those of one owner, the last ones first.
    pub(in crate::serve) fn projects(&self, owner: Option<&str>) -> Result<Vec<ProjectRow>> {
        let db = self.lock();
        let mut query = db.prepare(&format!(
            "SELECT p.id, p.name, p.owner, {VERSION} FROM project p JOIN version v ON v.project = p.id
             WHERE v.number = (SELECT max(number) FROM version WHERE project = p.id) AND (?1 IS NULL OR p.owner = ?1 COLLATE NOCASE)
             ORDER BY p.id DESC"
        ))?;
        query.query_and_then([owner], project)?.collect()
    }

    /// One project.
    pub(in crate::serve) fn project(&self, id: i64) -> Result<Option<ProjectRow>> {
        let db = self.lock();
        let mut query = db.prepare(&format!(
            "SELECT p.id, p.name, p.owner, {VERSION} FROM project p JOIN version v ON v.project = p.id
             WHERE p.id = ? ORDER BY v.number DESC LIMIT 1"
        ))?;
        query.query_and_then([id], project)?.next().transpose()
    }

    /// A project's versions, the last one first.
    pub(in crate::serve) fn versions(&self, project: i64) -> Result<Vec<VersionRow>> {
        let db = self.lock();
        let mut query = db.prepare(&format!("SELECT {VERSION} FROM version v WHERE v.project = ? ORDER BY v.number DESC"))?;
        query.query_and_then([project], |row| version(row, 0))?.collect()
    }

    /// A version's files in their order.
    pub(in crate::serve) fn files(&self, version: i64) -> Result<Vec<FileRow>> {
        let db = self.lock();
        let mut query = db.prepare("SELECT name, digest, bytes FROM file WHERE version = ? ORDER BY position")?;
        let file = |row: &Row<'_>| -> Result<FileRow> {
            let text: String = row.get(1)?;
            Ok(FileRow { name: row.get(0)?, digest: digest(&text)?, bytes: row.get::<_, i64>(2)? as u64 })
        };
        query.query_and_then([version], file)?.collect()
    }

    /// A version's page pictures, in the order of files and pages.
    pub(in crate::serve) fn pictures(&self, version: i64) -> Result<Vec<PictureRow>> {
        let db = self.lock();
        let mut query = db.prepare("SELECT file, page, width, height, digest FROM picture WHERE version = ? ORDER BY file, page")?;
        let picture = |row: &Row<'_>| -> Result<PictureRow> {
            let text: String = row.get(4)?;
            Ok(PictureRow { file: row.get(0)?, page: row.get(1)?, width: row.get(2)?, height: row.get(3)?, digest: digest(&text)? })
        };
        query.query_and_then([version], picture)?.collect()
    }

    /// The project that a picture is of, for each project that shows it.
    pub(in crate::serve) fn shown_in(&self, picture: &Digest) -> Result<Vec<i64>> {
        let db = self.lock();
        let mut query =
            db.prepare("SELECT DISTINCT v.project FROM picture p JOIN version v ON v.id = p.version WHERE p.digest = ? ORDER BY 1")?;
        query.query_and_then([picture.as_str()], |row| Ok(row.get(0)?))?.collect()
    }

    /// What a version's check found.
    pub(in crate::serve) fn result(&self, version: i64) -> Result<Option<Kept>> {
        let text: Option<Option<String>> =
            self.lock().query_row("SELECT result FROM version WHERE id = ?", [version], |row| row.get(0)).optional()?;
        Ok(text.flatten().map(|text| serde_json::from_str(&text)).transpose()?)
    }

    /// Takes the version that has waited longest; it is running now.
    pub(in crate::serve) fn take_next(&self) -> Result<Option<Job>> {
        let job = {
            let db = self.lock();
            let next = db.query_row(
                "UPDATE version SET state = 'running' WHERE id = (SELECT min(id) FROM version WHERE state = 'waiting')
                 RETURNING id, project, stage",
                [],
                |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?)),
            );
            let Some((version, project, stage)) = next.optional()? else { return Ok(None) };
            let name = db.query_row("SELECT name FROM project WHERE id = ?", [project], |row| row.get(0))?;
            Job { version, project, name, stage: meant(stage)?, files: Vec::new() }
        };
        Ok(Some(Job { files: self.files(job.version)?, ..job }))
    }

    /// Versions that are not done, in the order in which they are checked: project, version, owner, state.
    pub(in crate::serve) fn open_versions(&self) -> Result<Vec<(i64, i64, String, State)>> {
        let db = self.lock();
        let mut query = db.prepare(
            "SELECT v.project, v.id, p.owner, v.state FROM version v JOIN project p ON p.id = v.project
             WHERE v.state IN ('waiting', 'running') ORDER BY v.state = 'waiting', v.id",
        )?;
        query.query_and_then([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, meant(row.get(3)?)?)))?.collect()
    }

    /// Keeps what a check found; answers whether the version is still there.
    pub(in crate::serve) fn finish(
        &self,
        version: i64,
        today: &str,
        kept: &Kept,
        glance: &Glance,
        pictures: &[PictureRow],
    ) -> Result<bool> {
        let (kept, glance) = (serde_json::to_string(kept)?, serde_json::to_string(glance)?);
        let mut db = self.lock();
        let transaction = db.transaction()?;
        let found = transaction.execute(
            "UPDATE version SET state = 'done', interrupted = 0, today = ?, result = ?, glance = ? WHERE id = ?",
            params![today, kept, glance, version],
        )?;
        transaction.execute("DELETE FROM picture WHERE version = ?", [version])?;
        for picture in pictures.iter().filter(|_| found == 1) {
            transaction.execute(
                "INSERT INTO picture (version, file, page, width, height, digest) VALUES (?, ?, ?, ?, ?, ?)",
                params![version, picture.file, picture.page, picture.width, picture.height, picture.digest.as_str()],
            )?;
        }
        transaction.commit()?;
        Ok(found == 1)
    }

    /// Says how far a version is.
    pub(in crate::serve) fn set_state(&self, version: i64, state: State) -> Result<()> {
        self.lock().execute("UPDATE version SET state = ? WHERE id = ?", params![word(&state)?, version])?;
        Ok(())
    }

    /// Says what the list of projects shows.
    pub(in crate::serve) fn set_glance(&self, version: i64, glance: &Glance) -> Result<()> {
        self.lock().execute("UPDATE version SET glance = ? WHERE id = ?", params![serde_json::to_string(glance)?, version])?;
        Ok(())
    }

    /// Lets wait again what was running when the server ended; answers how many.
    pub(in crate::serve) fn resume(&self) -> Result<usize> {
        Ok(self.lock().execute("UPDATE version SET state = 'waiting', interrupted = 1 WHERE state = 'running'", [])?)
    }

    /// Whether any version names a content.
    pub(in crate::serve) fn is_named(&self, content: &Digest) -> Result<bool> {
        Ok(self.lock().query_row(IS_NAMED, [content.as_str()], |row| row.get(0))?)
    }

    /// The name, or the name with a number where a project is called so already.
    pub(in crate::serve) fn free_name(&self, name: &str) -> Result<String> {
        let db = self.lock();
        let mut query = db.prepare("SELECT EXISTS (SELECT 1 FROM project WHERE name = ?)")?;
        let mut candidate = name.to_owned();
        for number in 2.. {
            if !query.query_row([&candidate], |row| row.get(0))? {
                break;
            }
            candidate = format!("{name} ({number})");
        }
        Ok(candidate)
    }

    /// Deletes a project with everything on it but its trail; answers the contents that nothing names any more.
    pub(in crate::serve) fn delete_project(&self, id: i64) -> Result<Vec<Digest>> {
        let mut db = self.lock();
        let transaction = db.transaction()?;
        let named: Vec<String> = {
            let mut query = transaction.prepare(
                "SELECT digest FROM file JOIN version v ON v.id = version WHERE v.project = ?1
                 UNION SELECT digest FROM picture JOIN version v ON v.id = version WHERE v.project = ?1",
            )?;
            query.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        transaction.execute("DELETE FROM project WHERE id = ?", [id])?;
        let mut gone = Vec::new();
        for text in named {
            let left: bool = transaction.query_row(IS_NAMED, [&text], |row| row.get(0))?;
            if !left {
                gone.push(digest(&text)?);
            }
        }
        transaction.commit()?;
        Ok(gone)
    }
}
