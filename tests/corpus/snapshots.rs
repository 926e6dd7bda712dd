//! The terminal report of each case whose text is typed, as text in `tests/corpus/reports/`.
//!
//! Scans are left to the truth: the last digit of what a network reads depends on the processor, and a quoted character may differ.
//!
//! After a change that is meant, `INSTA_UPDATE=always cargo test --locked --test corpus snapshots` writes them anew; read the difference
//! before committing it.

use pactlint::model::finding::Lang;
use pactlint::model::report::{ProjectReport, Report};
use pactlint::report::text;
use pactlint::rules::profile;

use crate::report;

/// Columns of a terminal in which the snapshots are read.
const WIDTH: usize = 100;

fn page(project: &ProjectReport) -> String {
    let one = Report { projects: vec![project.clone()], errors: Vec::new(), ..report().clone() };
    let profile = profile::load(&one.profile).expect("the default profile");
    let layout = text::Layout { width: WIDTH, lang: Lang::Zh, profile: &profile.title };
    anstream::adapter::strip_str(&text::render(&one, &layout)).to_string()
}

/// Where the reports lie.
fn folder() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/reports")
}

/// The cases whose text is typed.
fn typed() -> impl Iterator<Item = &'static ProjectReport> {
    let scanned =
        |project: &ProjectReport| project.agreements.iter().flat_map(|agreement| &agreement.documents).any(|document| document.scanned);
    report().projects.iter().filter(move |project| !scanned(project))
}

#[test]
fn every_report_has_its_case() {
    let mut expected: Vec<String> = typed().map(|project| format!("{}.snap", project.name)).collect();
    expected.sort();
    let entries = std::fs::read_dir(folder()).expect("the folder of reports").flatten();
    let mut found: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn reports_read_as_before() {
    let folder = folder();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    // All cases before failing, so that one run shows every change.
    let changed: Vec<&str> = typed()
        .filter(|project| {
            let check = std::panic::AssertUnwindSafe(|| settings.bind(|| insta::assert_snapshot!(project.name.as_str(), page(project))));
            std::panic::catch_unwind(check).is_err()
        })
        .map(|project| project.name.as_str())
        .collect();
    assert!(changed.is_empty(), "changed reports: {changed:?}");
}
