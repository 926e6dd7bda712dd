//! How much is kept: counting it, keeping it under a bound, deleting all of it.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

use super::{Cache, ENTRIES, MOST, TAG};

/// What the name of a file that is still being written begins with; entries are called by digits and letters.
pub(super) const UNFINISHED: &str = ".new-";
/// A file that is still unfinished after so long was left by a run that was ended.
const ABANDONED: Duration = Duration::from_hours(1);
/// Once the bound is reached, so many percent of it are left: not every run has to make room.
const LEFT: u64 = 90;

/// How much a folder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Status {
    /// Number of entries.
    pub entries: usize,
    /// Bytes of all of them.
    pub bytes: u64,
}

/// One entry.
struct Kept {
    used: SystemTime,
    bytes: u64,
    path: PathBuf,
}

impl Cache {
    /// Counts what a folder holds; one that is not there holds nothing.
    pub fn status(dir: &Path) -> io::Result<Status> {
        let mut status = Status::default();
        for_each_file(&dir.join(ENTRIES), &mut |file| {
            status.entries += 1;
            status.bytes += file.metadata().map_or(0, |what| what.len());
        })?;
        Ok(status)
    }

    /// Deletes what is kept in a folder, and nothing else that may be there.
    pub fn clear(dir: &Path) -> io::Result<()> {
        let gone = |result: io::Result<()>| match result {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        gone(fs::remove_dir_all(dir.join(ENTRIES)))?;
        gone(fs::remove_file(dir.join(TAG.0)))?;
        // Whatever else lies there keeps the folder.
        let _ = fs::remove_dir(dir);
        Ok(())
    }

    /// Makes room if this run added something: deletes the entries that were not used for longest until the bound is kept, and what ended runs left behind.
    pub fn tidy(&self) -> io::Result<()> {
        if self.grown.swap(false, Ordering::Relaxed) { self.keep_under(MOST, SystemTime::now()) } else { Ok(()) }
    }

    pub(super) fn keep_under(&self, most: u64, now: SystemTime) -> io::Result<()> {
        let mut kept = Vec::new();
        for_each_file(&self.dir.join(ENTRIES), &mut |file| {
            let Ok(what) = file.metadata() else { return };
            let used = what.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            if !file.file_name().to_string_lossy().starts_with(UNFINISHED) {
                kept.push(Kept { used, bytes: what.len(), path: file.path() });
            } else if now.duration_since(used).is_ok_and(|age| age > ABANDONED) {
                let _ = fs::remove_file(file.path());
            }
        })?;
        let mut bytes: u64 = kept.iter().map(|entry| entry.bytes).sum();
        if bytes <= most {
            return Ok(());
        }
        kept.sort_by(|a, b| (a.used, &a.path).cmp(&(b.used, &b.path)));
        for entry in kept {
            if bytes <= most / 100 * LEFT {
                break;
            }
            // Another run may have deleted it just now.
            let _ = fs::remove_file(&entry.path);
            bytes -= entry.bytes;
        }
        Ok(())
    }
}

/// Calls `each` with every file of the folders of entries.
fn for_each_file(entries: &Path, each: &mut dyn FnMut(&DirEntry)) -> io::Result<()> {
    let shards = match fs::read_dir(entries) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        shards => shards?,
    };
    for shard in shards {
        let Ok(files) = fs::read_dir(shard?.path()) else { continue };
        files.flatten().for_each(|file| each(&file));
    }
    Ok(())
}
