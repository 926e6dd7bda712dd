//! The corpus, checked as a user checks it: by its truth, by the contract of the JSON report, and by a snapshot of each report.
//!
//! One run over all cases serves every test of this binary. The figures of README.md are printed by
//! `cargo test --test corpus figures -- --nocapture`.

#[path = "../common/mod.rs"]
mod common;
mod contract;
mod known;
mod score;
mod snapshots;
mod truth;

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use pactlint::model::report::Report;

/// The report on the whole corpus in Chinese, as the program writes it, and how long it took.
fn checked() -> &'static (String, Duration) {
    static CHECKED: OnceLock<(String, Duration)> = OnceLock::new();
    CHECKED.get_or_init(|| {
        let start = Instant::now();
        let json = on(&common::cases(), 2);
        (json, start.elapsed())
    })
}

/// The report on the whole corpus.
fn json() -> &'static str {
    &checked().0
}

/// The same, read back.
fn report() -> &'static Report {
    static REPORT: OnceLock<Report> = OnceLock::new();
    REPORT.get_or_init(|| serde_json::from_str(json()).expect("the report reads back"))
}

/// The program's JSON report on some cases.
fn on(cases: &[String], jobs: u8) -> String {
    let paths = cases.iter().map(|case| common::corpus().join(case));
    let output = common::run(common::check().args(["--format", "json", "--jobs", &jobs.to_string()]).args(paths));
    let said = common::stderr(&output);
    assert!(output.status.code().is_some_and(|code| code != 2), "the corpus could not be checked: {said}{}", common::stdout(&output));
    common::stdout(&output)
}

#[test]
fn every_case_is_a_project_that_was_read_with_the_models() {
    let names: Vec<&str> = report().projects.iter().map(|project| project.name.as_str()).collect();
    assert_eq!(names, common::cases());
    assert!(report().errors.is_empty(), "{:#?}", report().errors);
    assert!(
        !json().contains("pactlint models install"),
        "install the models first: cargo run --locked --example program -- models install"
    );
}
