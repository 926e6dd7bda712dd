//! The processes that read PDF files: how many there are at a time. A test binary of its own, so that no other test's process holds the script open.

#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use pactlint::check::{self, Request};
use pactlint::ingest::{Limits, Roots};
use pactlint::model::profile::{RunOptions, Stage};
use pactlint::rules::profile;

/// Threads, and so the most readers at a time.
const THREADS: usize = 2;
/// Files of the project.
const FILES: usize = 7;

#[test]
fn a_project_of_many_files_has_no_more_readers_than_threads() {
    let scratch = common::Scratch::new("readers");
    let (project, log) = (scratch.0.join("project"), scratch.0.join("log"));
    fs::create_dir_all(&project).expect("own folder");
    fs::create_dir_all(&log).expect("own folder");
    // A scan, so that its reader is needed until its pages are drawn.
    let scan = common::corpus().join("en-memorandum/MoU signed.pdf");
    for number in 0..FILES {
        fs::copy(&scan, project.join(format!("{number}.pdf"))).expect("own folder");
    }
    // Notes its own id, then how many of the noted processes still live.
    let script = format!(
        "#!/bin/sh\n: > {log}/$$.id\nalive=0\nfor id in {log}/*.id; do id=${{id##*/}}; kill -0 ${{id%.id}} 2>/dev/null && alive=$((alive+1)); done\n\
         echo $alive > {log}/$$.alive\nexec {program} reader\n",
        log = log.display(),
        program = env!("CARGO_BIN_EXE_pactlint"),
    );
    let reader = scratch.0.join("reader");
    fs::write(&reader, script).expect("own folder");
    fs::set_permissions(&reader, fs::Permissions::from_mode(0o700)).expect("own file");

    let request = Request {
        paths: vec![project],
        profile: profile::load(profile::DEFAULT).expect("built in"),
        run: RunOptions { today: common::TODAY.parse().expect("a date"), stage: Stage::Signed },
        engine: None,
        limits: Limits::default(),
        roots: Roots::default(),
        cache: None,
        evidence: None,
        finished: None,
        stop: std::sync::Arc::default(),
        reader: Some(reader),
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(THREADS).build().expect("threads");
    let checked = check::run(&request, &pool, &|_| ());
    assert!(checked.failures.is_empty(), "{:?}", checked.failures);
    let alive: Vec<usize> = fs::read_dir(&log)
        .expect("own folder")
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "alive"))
        .map(|entry| fs::read_to_string(entry.path()).expect("was written").trim().parse().expect("a number"))
        .collect();
    assert_eq!(alive.len(), FILES);
    assert!(alive.iter().all(|alive| *alive <= THREADS), "{alive:?}");
}
