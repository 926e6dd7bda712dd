//! What is kept between runs: it saves the work and changes nothing of the result.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use pactlint::cache::Cache;
use pactlint::check::{self, Progress, Request};
use pactlint::ingest::{Limits, Roots};
use pactlint::model::profile::{RunOptions, Stage};
use pactlint::rules::profile;

use common::{Scratch, pactlint, remembering_check, run, stderr, stdout};

/// Small cases: two PDF files, and a DOCX with pictures.
const CASES: &[&str] = &["en-unsigned", "zh-docx-compliant"];

/// A check that does without models, which takes less time, with earlier results.
fn remembering(no_models: &Path) -> Command {
    let mut command = remembering_check();
    command.env("PACTLINT_MODELS", no_models);
    command
}

/// A folder of projects, copies of cases.
fn projects(folder: &Scratch) -> PathBuf {
    let projects = folder.0.join("projects");
    for case in CASES {
        copy(&common::corpus().join(case), &projects.join(case));
    }
    projects
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("own folder");
    for entry in fs::read_dir(from).expect("a case").flatten().filter(|entry| entry.path().is_file()) {
        fs::copy(entry.path(), to.join(entry.file_name())).expect("own folder");
    }
}

/// Checks a folder with a cache; the result as JSON, and how many pages were looked at.
fn checked(projects: &Path, cache: &Path) -> (String, usize) {
    pictured(projects, cache, None)
}

/// The same with pictures of the evidence.
fn pictured(projects: &Path, cache: &Path, evidence: Option<PathBuf>) -> (String, usize) {
    let request = Request {
        paths: vec![projects.to_path_buf()],
        profile: profile::load(profile::DEFAULT).expect("built in"),
        run: RunOptions { today: common::TODAY.parse().expect("a date"), stage: Stage::Signed },
        engine: None,
        limits: Limits::default(),
        roots: Roots::default(),
        cache: Some(Cache::open(cache).expect("own folder")),
        evidence,
        finished: None,
        stop: std::sync::Arc::default(),
        reader: None,
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("threads");
    let pages = AtomicUsize::new(0);
    let count = |event| {
        if event == Progress::Page {
            pages.fetch_add(1, Ordering::Relaxed);
        }
    };
    let results = check::run(&request, &pool, &count);
    let projects: Vec<_> = results.projects.iter().map(|project| project.expect("unpacks")).collect();
    (serde_json::to_string(&(projects, results.failures)).expect("serialises"), pages.into_inner())
}

#[test]
fn a_second_run_looks_at_no_page_and_says_the_same() {
    let folder = Scratch::new("cache-second");
    let (projects, cache) = (projects(&folder), folder.0.join("cache"));
    let (first, pages) = checked(&projects, &cache);
    assert!(pages >= CASES.len(), "{pages}");
    assert_eq!(checked(&projects, &cache), (first.clone(), 0));
    assert_eq!(checked(&projects, &folder.0.join("another")), (first, pages));
}

#[test]
fn only_what_changed_is_looked_at_again() {
    let folder = Scratch::new("cache-changed");
    let (projects, cache) = (projects(&folder), folder.0.join("cache"));
    let (_, all) = checked(&projects, &cache);
    // The same files under another name are the same; a project with one more file is judged anew, from what was read of the others.
    fs::rename(projects.join(CASES[1]), projects.join("renamed")).expect("own folder");
    let (renamed, pages) = checked(&projects, &cache);
    assert_eq!(pages, 0);
    assert!(renamed.contains("\"renamed\"") && !renamed.contains(CASES[1]), "{renamed}");
    let file =
        fs::read_dir(projects.join(CASES[0])).expect("a case").flatten().find(|file| file.path().extension().is_some_and(|e| e == "pdf"));
    let path = file.expect("it has a PDF").path();
    let mut bytes = fs::read(&path).expect("own file");
    bytes.extend(b"\n% one more line\n");
    fs::write(&path, bytes).expect("own file");
    let (_, pages) = checked(&projects, &cache);
    assert!(pages > 0 && pages < all, "{pages} of {all}");
}

#[test]
fn pictures_of_the_evidence_are_drawn_once() {
    let folder = Scratch::new("cache-pictures");
    let (projects, cache) = (projects(&folder), folder.0.join("cache"));
    let (plain, pages) = checked(&projects, &cache);
    let into = |name: &str| Some(folder.0.join(name));
    let (first, drawn) = pictured(&projects, &cache, into("first"));
    assert_eq!(drawn, pages, "no run has drawn them before");
    assert_eq!(pictured(&projects, &cache, into("second")), (first, 0));
    let picture = |folder: &str| fs::read(fs::read_dir(into(folder)?.join(CASES[0])).ok()?.flatten().map(|entry| entry.path()).min()?).ok();
    assert!(picture("first").is_some_and(|bytes| !bytes.is_empty()) && picture("first") == picture("second"));
    assert_eq!(checked(&projects, &cache), (plain, 0), "and who wants none gets none");
}

#[test]
fn damaged_results_are_made_anew() {
    let folder = Scratch::new("cache-damaged");
    let (projects, cache) = (projects(&folder), folder.0.join("cache"));
    let (first, pages) = checked(&projects, &cache);
    for file in entries(&cache) {
        let bytes = fs::read(&file).expect("own file");
        fs::write(&file, &bytes[..bytes.len() / 2]).expect("own file");
    }
    assert_eq!(checked(&projects, &cache), (first.clone(), pages));
    assert_eq!(checked(&projects, &cache), (first, 0));
}

/// All entries of a cache.
fn entries(cache: &Path) -> Vec<PathBuf> {
    let inside = |path: &Path| fs::read_dir(path).expect("own folder").flatten().map(|entry| entry.path()).collect::<Vec<_>>();
    let folders = inside(cache).into_iter().filter(|path| path.is_dir());
    let files: Vec<PathBuf> = folders.flat_map(|folder| inside(&folder)).flat_map(|shard| inside(&shard)).collect();
    assert!(!files.is_empty());
    files
}

#[test]
fn two_runs_at_a_time_share_a_folder() {
    let folder = Scratch::new("cache-two");
    let (projects, cache) = (projects(&folder), folder.0.join("cache"));
    let command = || {
        let mut command = remembering(&folder.0);
        command.args(["--format", "json", "--cache"]).arg(&cache).arg(&projects);
        command.stdout(std::process::Stdio::piped());
        command
    };
    let both = [command(), command()].map(|mut command| command.spawn().expect("the program runs"));
    let said = both.map(|child| stdout(&child.wait_with_output().expect("it ends")));
    let without = stdout(&run(common::check().env("PACTLINT_MODELS", &folder.0).args(["--format", "json"]).arg(&projects)));
    assert_eq!(said, [without.clone(), without.clone()]);
    assert_eq!(stdout(&run(&mut command())), without);
}

#[test]
fn what_is_kept_can_be_seen_and_deleted_and_refused() {
    let folder = Scratch::new("cache-commands");
    let cache = folder.0.join("cache");
    let told = |word: &str| stdout(&run(pactlint().args(["cache", word, "--lang", "en", "--dir"]).arg(&cache)));
    assert!(told("status").contains(" 0 results"), "{}", told("status"));
    let check = || {
        let mut command = remembering(&folder.0);
        command.env("PACTLINT_CACHE", &cache).arg("corpus/en-unsigned");
        command
    };
    assert_eq!(run(check().arg("--no-cache")).status.code(), Some(1));
    assert!(!cache.exists());
    assert_eq!(run(&mut check()).status.code(), Some(1));
    assert!(told("status").contains(" 3 results"), "two files and a project: {}", told("status"));
    assert!(told("clear").starts_with("3 results") && !cache.exists());
    // A file stands where the folder should be: without the user's word the check does without, else it says so.
    fs::write(&cache, "a file").expect("own folder");
    assert_eq!(run(&mut check()).status.code(), Some(1));
    let refused = run(check().arg("--cache").arg(&cache));
    assert!(refused.status.code() == Some(2) && stderr(&refused).contains("--no-cache"), "{}", stderr(&refused));
}
