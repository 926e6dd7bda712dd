//! Projects on disk: what they are called and what they hold.

use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

/// A folder of a test's own, gone when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("pactlint-collect-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("temporary folder");
        Self(path)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("own folder");
        fs::write(&path, bytes).expect("own folder");
        path
    }

    fn contents(&self) -> Contents {
        contents(&Source::at("项目", self.0.clone()), &Limits::default())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("in memory");
        writer.write_all(bytes).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

const OURS: &[u8] = b"deadline = 2024-04-10";
const DEEPER: &[u8] = b"deadline = 2030-01-01";

#[test]
fn the_facts_of_an_archive_are_read_as_those_of_a_folder() {
    let folder = Folder::new("facts");
    let archive = folder.file("a.zip", &pack(&[("项目/x/project.toml", DEEPER), ("项目/a.txt", b"a"), ("项目/project.toml", OURS)]));
    let packed = contents(&Source::at("a.zip", archive), &Limits::default());
    assert_eq!(packed.facts.deadline, "2024-04-10".parse().ok());
    assert_eq!(packed.attachments.iter().map(|a| a.file.as_str()).collect::<Vec<_>>(), ["a.zip/项目/a.txt"]);
    assert!(packed.failures.is_empty());
    assert_eq!(folder.contents().facts.deadline, "2024-04-10".parse().ok(), "the folder's only upload");
    folder.file("project.toml", DEEPER);
    assert_eq!(folder.contents().facts.deadline, "2030-01-01".parse().ok(), "the folder's own come first");
    folder.file("project.toml", b"deadline = 7");
    assert_eq!(folder.contents().failures[0].file, "项目/project.toml");
}

#[test]
fn folders_too_deep_are_told() {
    let folder = Folder::new("deep");
    folder.file(&format!("{}a.txt", "d/".repeat(DEPTH)), b"found");
    assert_eq!((folder.contents().attachments.len(), folder.contents().failures.len()), (1, 0));
    folder.file(&format!("{}b.txt", "d/".repeat(DEPTH + 1)), b"too deep");
    let contents = folder.contents();
    assert_eq!((contents.attachments.len(), contents.failures.len()), (1, 1));
    assert_eq!(contents.failures[0].file, format!("项目{}", "/d".repeat(DEPTH + 1)));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_told() {
    let folder = Folder::new("gone");
    std::os::unix::fs::symlink("/no/such/agreement.pdf", folder.0.join("协议.pdf")).expect("own folder");
    assert_eq!(folder.contents().failures[0].file, "项目/协议.pdf");
    let gone = contents(&Source::at("x", "/no/such/folder"), &Limits::default());
    assert_eq!(gone.failures[0].file, "x");
}

#[test]
fn projects_have_names_of_their_own_and_are_checked_once() {
    let folder = Folder::new("names");
    let paths: Vec<PathBuf> = ["a/x/p/1.txt", "b/x/p/1.txt", "b/y/p/1.txt", "q/1.txt"]
        .into_iter()
        .map(|file| folder.file(file, b"text").parent().expect("below the folder").to_path_buf())
        .collect();
    let again = folder.0.join("a/../q");
    let (found, failures) = sources(&[paths, vec![again]].concat());
    assert!(failures.is_empty());
    assert_eq!(found.iter().map(|source| source.name.as_str()).collect::<Vec<_>>(), ["q", "a/x/p", "b/x/p", "y/p"]);
}

#[test]
fn a_project_that_is_one_archive_is_named_once() {
    let folder = Folder::new("once");
    let path = folder.file("bomb.zip", &pack(&[("a.pdf", b"a")]));
    let source = Source::at("x/bomb.zip", path);
    assert_eq!(["bomb.zip/a.pdf", "bomb.zip", ""].map(|file| source.whole(file)), ["x/bomb.zip/a.pdf", "x/bomb.zip", "x/bomb.zip"]);
    let project = Source::at("x", folder.0.clone());
    assert_eq!(["bomb.zip/a.pdf", "b.pdf", ""].map(|file| project.whole(file)), ["x/bomb.zip/a.pdf", "x/b.pdf", "x"]);
}

#[cfg(unix)]
#[test]
fn what_may_never_end_is_not_read() {
    let (sources, _) = sources(&[PathBuf::from("/dev/zero")]);
    let contents = contents(&sources[0], &Limits::default());
    assert!(contents.attachments.is_empty() && contents.failures[0].message.en.contains("plain file"), "{contents:?}");
}

#[test]
fn files_that_lie_elsewhere_are_called_as_they_are_said_to_be() {
    let folder = Folder::new("placed");
    folder.file("0a1b", b"%PDF-1.7");
    folder.file("2c3d", "title = \"题目\"".as_bytes());
    let placed = |file: &str, stored: &str| Placed { file: file.into(), path: folder.0.join(stored) };
    let source = Source::of("项目", vec![placed("附件/协议.pdf", "0a1b"), placed("project.toml", "2c3d"), placed("无.pdf", "4e5f")]);
    let contents = contents(&source, &Limits::default());
    assert_eq!(contents.attachments.iter().map(|own| own.file.as_str()).collect::<Vec<_>>(), ["附件/协议.pdf"]);
    assert_eq!(contents.facts.title.as_deref(), Some("题目"));
    assert_eq!(contents.failures.iter().map(|own| own.file.as_str()).collect::<Vec<_>>(), ["项目/无.pdf"]);
}
