//! The trail: who did what, when, to which project. It is added to and never changed.

use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

use super::{Result, Store, meant, word};
use crate::model::finding::Lang;
use crate::serve::moment::Moment;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::serve) enum Deed {
    Uploaded,
    Checked,
    Failed,
    Stopped,
    CheckedAgain,
    Confirmed,
    Overrode,
    TookBack,
    Noted,
    Exported,
    Deleted,
    LoggedIn,
    Refused,
    LoggedOut,
    AddedAccount,
    ChangedAccount,
}

impl Deed {
    /// In words.
    pub(in crate::serve) fn words(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Uploaded => ("上传文件", "uploaded files"),
            Self::Checked => ("检查完成", "check finished"),
            Self::Failed => ("检查出错", "check failed"),
            Self::Stopped => ("停止检查", "stopped the check"),
            Self::CheckedAgain => ("重新检查", "asked for a new check"),
            Self::Confirmed => ("确认结论", "confirmed a finding"),
            Self::Overrode => ("改判结论", "overrode a finding"),
            Self::TookBack => ("撤回决定", "took a decision back"),
            Self::Noted => ("添加备注", "added a note"),
            Self::Exported => ("导出", "exported"),
            Self::Deleted => ("删除项目", "deleted the project"),
            Self::LoggedIn => ("登录", "logged in"),
            Self::Refused => ("登录失败", "was refused at login"),
            Self::LoggedOut => ("退出", "logged out"),
            Self::AddedAccount => ("添加账号", "added an account"),
            Self::ChangedAccount => ("修改账号", "changed an account"),
        };
        lang.pick(zh, en)
    }
}

/// A line of the trail.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::serve) struct Event {
    pub at: Moment,
    pub who: String,
    pub deed: Deed,
    pub project: Option<i64>,
    /// What the project was called.
    pub name: String,
    pub detail: String,
}

impl Store {
    /// Adds a line.
    pub(in crate::serve) fn note_deed(&self, event: &Event) -> Result<()> {
        let Event { at, who, deed, project, name, detail } = event;
        self.lock().execute(
            "INSERT INTO trail (at, who, deed, project, name, detail) VALUES (?, ?, ?, ?, ?, ?)",
            params![at.0, who, word(deed)?, project, name, detail],
        )?;
        Ok(())
    }

    /// The last lines, of one project or of all, the newest first.
    pub(in crate::serve) fn trail(&self, project: Option<i64>, most: usize) -> Result<Vec<Event>> {
        let db = self.lock();
        let mut query = db
            .prepare("SELECT at, who, deed, project, name, detail FROM trail WHERE ?1 IS NULL OR project = ?1 ORDER BY id DESC LIMIT ?2")?;
        let event = |row: &Row<'_>| -> Result<Event> {
            Ok(Event {
                at: Moment(row.get(0)?),
                who: row.get(1)?,
                deed: meant(row.get(2)?)?,
                project: row.get(3)?,
                name: row.get(4)?,
                detail: row.get(5)?,
            })
        };
        query.query_and_then(params![project, most as i64], event)?.collect()
    }
}
