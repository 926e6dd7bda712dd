//! Results kept between runs: each in a file of its own, under a digest of everything that decides it.
//!
//! An entry is written beside its place and renamed into it, so that another run sees a whole entry or none, whenever this one ends. It carries its own
//! key and a digest of its content: one that was damaged, cut off or moved is as good as none, and is written anew. Nothing is locked: two runs that
//! write the same entry write the same content. What is kept is confidential, so folders and files are for their owner alone.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use serde::{Serialize, de::DeserializeOwned};

mod key;
mod room;

pub use key::{Ingredients, Key};
pub use room::Status;

/// Names the folder, before the user's cache directory.
pub const DIR_VARIABLE: &str = "PACTLINT_CACHE";

/// How much is kept, bytes; the entries that were not used for longest go first.
pub const MOST: u64 = 4 << 30;

/// What an entry begins with; another way of writing entries gets another word.
const MAGIC: &[u8; 8] = b"pactent1";
/// The folder for entries of this kind, within the one that the user knows.
const ENTRIES: &str = "entries-1";
/// Tells programs that copy a disk that this folder can be left out (bford.info/cachedir).
const TAG: (&str, &str) =
    ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# Results of pactlint; `pactlint cache clear` deletes them.\n");

/// An entry's content unfolds to no more than this.
const UNPACKED: u64 = 256 << 20;
/// Using an entry that was used so lately is not noted again.
const LATELY: Duration = Duration::from_hours(24);

/// A folder of results.
#[derive(Debug)]
pub struct Cache {
    dir: PathBuf,
    /// Whether this run added anything.
    grown: AtomicBool,
}

impl Cache {
    /// The folder that `PACTLINT_CACHE` names, else `pactlint` in the user's cache directory, if there is one.
    pub fn default_dir() -> Option<PathBuf> {
        use etcetera::BaseStrategy as _;
        let named = std::env::var_os(DIR_VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
        named.or_else(|| etcetera::base_strategy::choose_native_strategy().ok().map(|base| base.cache_dir().join("pactlint")))
    }

    /// Opens a folder, which is made if it is not there.
    pub fn open(dir: &Path) -> io::Result<Self> {
        let entries = dir.join(ENTRIES);
        private(&entries)?;
        let tag = dir.join(TAG.0);
        if !tag.exists() {
            fs::write(tag, TAG.1)?;
        }
        Ok(Self { dir: dir.to_path_buf(), grown: AtomicBool::new(false) })
    }

    /// What is kept under a key, if it is whole.
    pub fn get<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        unpacked(&self.bytes(key)?).ok()
    }

    /// Keeps a value. Whoever cannot write goes on without: that is no reason to fail.
    pub fn put<T: Serialize>(&self, key: &Key, value: &T) -> io::Result<()> {
        self.put_bytes(key, &packed(value)?)
    }

    /// The same for bytes that cannot be packed any further.
    pub fn bytes(&self, key: &Key) -> Option<Vec<u8>> {
        let mut file = File::open(self.path(key)).ok()?;
        let mut head = [0; MAGIC.len() + 2 * Key::LENGTH];
        file.read_exact(&mut head).ok()?;
        let (magic, keys) = head.split_at(MAGIC.len());
        let (own, digest) = keys.split_at(Key::LENGTH);
        let mut content = Vec::new();
        file.read_to_end(&mut content).ok()?;
        if magic != MAGIC || own != key.bytes() || digest != Key::of(&content).bytes() {
            return None;
        }
        note_use(&file);
        Some(content)
    }

    /// Keeps bytes.
    pub fn put_bytes(&self, key: &Key, content: &[u8]) -> io::Result<()> {
        let path = self.path(key);
        let shard = path.parent().unwrap_or(&self.dir);
        private(shard)?;
        let mut file = tempfile::Builder::new().prefix(room::UNFINISHED).tempfile_in(shard)?;
        for part in [MAGIC.as_slice(), key.bytes(), Key::of(content).bytes(), content] {
            file.write_all(part)?;
        }
        file.persist(path)?;
        self.grown.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// A file without a name on the cache's disk, for what a run puts out of memory; it is gone when it is closed.
    pub fn scratch(&self) -> io::Result<File> {
        tempfile::tempfile_in(&self.dir)
    }

    /// Two characters of the key name a folder: none gets too many files.
    fn path(&self, key: &Key) -> PathBuf {
        let name = key.to_string();
        let (shard, rest) = name.split_at(2);
        self.dir.join(ENTRIES).join(shard).join(rest)
    }
}

/// A value as compressed JSON: a tenth of its size in memory.
pub fn packed<T: Serialize>(value: &T) -> io::Result<Vec<u8>> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    serde_json::to_writer(&mut packed, value)?;
    packed.finish()
}

/// A value from compressed JSON.
pub fn unpacked<T: DeserializeOwned>(packed: &[u8]) -> io::Result<T> {
    let mut text = Vec::new();
    ZlibDecoder::new(packed).take(UNPACKED).read_to_end(&mut text)?;
    Ok(serde_json::from_slice(&text)?)
}

/// A folder for its owner alone, whatever it was before.
fn private(dir: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
        const OWNER: u32 = 0o700;
        builder.mode(OWNER).create(dir)?;
        let open = fs::metadata(dir)?.permissions().mode() & 0o777 != OWNER;
        if open {
            fs::set_permissions(dir, fs::Permissions::from_mode(OWNER))?;
        }
        Ok(())
    }
    #[cfg(not(unix))]
    builder.create(dir)
}

/// An entry's time tells when it was last of use, to a day; on a folder that nobody may write to it stays as it is.
fn note_use(file: &File) {
    let now = SystemTime::now();
    let lately = file.metadata().and_then(|what| what.modified()).is_ok_and(|used| now.duration_since(used).is_ok_and(|age| age < LATELY));
    if !lately {
        let _ = file.set_modified(now);
    }
}

#[cfg(test)]
mod tests;
