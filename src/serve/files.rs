//! The content of files: each lies under its digest, whatever anybody called it, so that no name leads anywhere.

use std::fmt::{self, Write as _};
use std::fs::{self, DirBuilder, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

/// A content's SHA-256: 64 hexadecimal digits and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Digest(String);

impl Digest {
    /// What is written so, if it is a digest.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = |c: u8| matches!(c, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == 64 && text.bytes().all(digits)).then(|| Self(text.to_owned()))
    }

    /// The digest of some bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self::from_hash(Sha256::new_with_prefix(bytes))
    }

    fn from_hash(hash: Sha256) -> Self {
        Self(hexadecimal(&hash.finalize()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Bytes as hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The folder of contents.
#[derive(Debug)]
pub(super) struct Files {
    dir: PathBuf,
    /// Held by who puts contents in before they are named in the database, and by who clears away what is named there no more.
    gate: Mutex<()>,
}

impl Files {
    pub(super) fn open(dir: PathBuf) -> io::Result<Self> {
        private(&dir)?;
        let files = Self { dir, gate: Mutex::new(()) };
        files.forget_unfinished()?;
        Ok(files)
    }

    /// What was still on its way when the server ended.
    fn forget_unfinished(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.dir)? {
            let path = entry?.path();
            if path.is_file() {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// A content that is still on its way.
    pub(super) fn incoming(&self) -> io::Result<Incoming> {
        Ok(Incoming { file: tempfile::Builder::new().prefix(".new-").tempfile_in(&self.dir)?, hash: Sha256::new(), bytes: 0 })
    }

    /// While this is held nothing is cleared away.
    pub(super) fn hold(&self) -> MutexGuard<'_, ()> {
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a content that has arrived.
    pub(super) fn keep(&self, incoming: Incoming) -> io::Result<Digest> {
        let digest = Digest::from_hash(incoming.hash);
        let path = self.path(&digest);
        private(path.parent().unwrap_or(&self.dir))?;
        incoming.file.as_file().sync_all()?;
        incoming.file.persist(path)?;
        Ok(digest)
    }

    /// Keeps bytes.
    pub(super) fn put(&self, bytes: &[u8]) -> io::Result<Digest> {
        let mut incoming = self.incoming()?;
        incoming.write(bytes)?;
        self.keep(incoming)
    }

    /// Where a content lies.
    pub(super) fn path(&self, digest: &Digest) -> PathBuf {
        let (shard, rest) = digest.0.split_at(2);
        self.dir.join(shard).join(rest)
    }

    pub(super) fn read(&self, digest: &Digest) -> io::Result<Vec<u8>> {
        fs::read(self.path(digest))
    }

    pub(super) fn open_file(&self, digest: &Digest) -> io::Result<File> {
        File::open(self.path(digest))
    }

    /// Deletes a content; one that is not there is gone already.
    pub(super) fn remove(&self, digest: &Digest) {
        let _ = fs::remove_file(self.path(digest));
    }
}

/// A content on its way in.
#[derive(Debug)]
pub(super) struct Incoming {
    file: NamedTempFile,
    hash: Sha256,
    pub(super) bytes: u64,
}

impl Incoming {
    pub(super) fn write(&mut self, part: &[u8]) -> io::Result<()> {
        self.file.write_all(part)?;
        self.hash.update(part);
        self.bytes += part.len() as u64;
        Ok(())
    }
}

/// A folder for its owner alone.
pub(super) fn private(dir: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_a_digest_is_taken_for_one() {
        let own = Digest::of(b"content");
        assert_eq!(Digest::parse(own.as_str()), Some(own.clone()));
        for wrong in ["", "..", "../../etc/passwd", &own.as_str().to_uppercase(), &own.as_str()[1..], &format!("{}/", &own.as_str()[1..])] {
            assert_eq!(Digest::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contents_come_back_and_what_was_on_its_way_is_forgotten() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let files = Files::open(folder.path().join("files")).expect("own folder");
        let kept = files.put(b"one").expect("room");
        assert_eq!(kept, Digest::of(b"one"));
        assert_eq!(files.put(b"one").expect("room"), kept, "twice is once");
        assert_eq!(files.read(&kept).expect("kept"), b"one");
        let left = files.incoming().expect("room");
        left.file.keep().expect("as a server that was ended leaves it");
        let files = Files::open(folder.path().join("files")).expect("own folder");
        assert_eq!(fs::read_dir(&files.dir).expect("own folder").count(), 1);
        files.remove(&kept);
        assert!(files.read(&kept).is_err());
    }
}
