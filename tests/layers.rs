//! The folder is the architecture: imports follow the arrows told in `src/lib.rs`.

use std::fs;
use std::path::{Path, PathBuf};

/// What each room of `src` may use of the others.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("cache", &[]),
    ("files", &[]),
    ("ingest", &["model"]),
    ("recognise", &["model"]),
    ("understand", &["model"]),
    ("rules", &["model"]),
    ("evidence", &["model", "files"]),
    ("report", &["model"]),
    ("check", &["model", "cache", "ingest", "recognise", "understand", "rules", "evidence"]),
    ("serve", &["model", "check", "report", "evidence"]),
    ("cli", &["model", "serve", "cache", "ingest", "recognise", "rules", "evidence", "report", "check", "files"]),
];

/// The longest a source file may be (CONVENTIONS: split by idea at 400 lines).
const LONGEST: usize = 400;

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is readable").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

fn all() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("source is readable");
        (path.strip_prefix(&root).expect("below src").to_path_buf(), text)
    };
    paths.into_iter().map(read).collect()
}

/// The room that a file belongs to: its folder, or its own name at the top level.
fn room(path: &Path) -> String {
    let first = path.components().next().expect("not empty").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Rooms named by `crate::…` in a file, comments left out.
fn used(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let list = &list[..list.find('}').unwrap_or(list.len())];
            found.extend(list.split(',').map(|item| item.trim().split("::").next().unwrap_or_default().to_owned()));
        } else {
            found.push(rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default().to_owned());
        }
    }
    found
}

#[test]
fn imports_follow_the_arrows() {
    let mut wrong = Vec::new();
    for (path, text) in all() {
        let room = room(&path);
        if matches!(room.as_str(), "lib" | "main") {
            continue;
        }
        let (_, allowed) = ARROWS.iter().find(|(name, _)| *name == room).unwrap_or_else(|| panic!("{room} has no place in ARROWS"));
        for target in used(&text) {
            if ARROWS.iter().any(|(name, _)| *name == target) && target != room && !allowed.contains(&target.as_str()) {
                wrong.push(format!("{} uses {target}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_stay_short_and_open_with_a_sentence() {
    let mut wrong = Vec::new();
    for (path, text) in all() {
        if text.lines().count() > LONGEST {
            wrong.push(format!("{} has {} lines", path.display(), text.lines().count()));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{} does not say what it is", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_product_connects_to_nobody_and_only_the_web_application_listens() {
    let connecting = ["TcpStream", "UdpSocket", "UnixStream", "reqwest", "ureq", "hyper::", ".connect("];
    let listening = ["tokio::", "axum::", "TcpListener", "UnixListener"];
    for (path, text) in all() {
        let listens = room(&path) == "serve";
        for word in connecting.iter().chain(listening.iter().filter(|_| !listens)) {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
    }
}
