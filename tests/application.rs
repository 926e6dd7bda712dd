//! Projects with what their application says, checked as a user checks them: the cases of `corpus/application`, each by its truth.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pactlint::model::finding::Verdict;
use pactlint::model::report::{ProjectReport, Report};
use serde::Deserialize;

/// What is expected of a project: by requirement, its verdicts in order of findings.
type Verdicts = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
struct Truth {
    verdicts: Verdicts,
}

fn folder() -> PathBuf {
    common::corpus().join("application")
}

fn report(path: &Path) -> Report {
    let output = common::run(common::check().args(["--format", "json"]).arg(path));
    serde_json::from_str(&common::stdout(&output))
        .unwrap_or_else(|error| panic!("{}: {error}: {}", path.display(), common::stderr(&output)))
}

fn key(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).expect("a word")
}

/// What a project's own findings say, by requirement.
fn found(project: &ProjectReport) -> Verdicts {
    let mut found = Verdicts::new();
    for finding in &project.findings {
        found.entry(key(finding.requirement)).or_default().push(key(finding.verdict));
    }
    found
}

/// Where findings are not as expected: other verdicts on what is asked about, gaps in what is not.
fn wrong(project: &ProjectReport, expected: &Verdicts) -> Vec<String> {
    let found = found(project);
    let asked = expected.iter().filter(|(requirement, verdicts)| found.get(*requirement) != Some(verdicts));
    let asked = asked.map(|(requirement, verdicts)| format!("{requirement}: {:?} instead of {verdicts:?}", found.get(requirement)));
    let others =
        found.iter().filter(|(requirement, verdicts)| !expected.contains_key(*requirement) && verdicts.contains(&"gap".to_owned()));
    asked.chain(others.map(|(requirement, _)| format!("{requirement}: a gap that is none"))).collect()
}

#[test]
fn every_case_is_judged_as_its_truth_says() {
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder().join("cases")).expect("the cases are there").map(|e| e.expect("readable").path()).collect();
    cases.sort();
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    let mut all = Vec::new();
    for case in &cases {
        let truth = fs::read_to_string(case.join("truth.json")).expect("a truth");
        let truth: Truth = serde_json::from_str(&truth).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
        let report = report(case);
        assert!(report.errors.is_empty(), "{}: {:?}", case.display(), report.errors);
        let [project] = report.projects.as_slice() else { panic!("{} is one project", case.display()) };
        let wrong = wrong(project, &truth.verdicts);
        if !wrong.is_empty() {
            let told =
                project.findings.iter().filter(|f| f.verdict != Verdict::NotApplicable).map(|f| format!("  {:?} {}", f.verdict, f.message));
            all.push(format!("{}: {wrong:?}\n{}", project.name, told.collect::<Vec<_>>().join("\n")));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n\n"));
}

#[test]
fn projects_of_a_batch_are_compared_and_both_places_are_told() {
    let batch = folder().join("batch");
    let truth: BTreeMap<String, Verdicts> =
        serde_json::from_str(&fs::read_to_string(batch.join("truth.json")).expect("a truth")).expect("verdicts");
    let report = report(&batch);
    assert_eq!(report.projects.iter().map(|project| &project.name).collect::<Vec<_>>(), truth.keys().collect::<Vec<_>>());
    for project in &report.projects {
        let expected = &truth[&project.name];
        let found = found(project);
        let asked: Verdicts = expected.keys().map(|key| (key.clone(), found.get(key).cloned().unwrap_or_default())).collect();
        assert_eq!(asked, *expected, "{}: {:#?}", project.name, project.findings);
        let open = project.findings.iter().filter(|f| f.verdict == Verdict::Review && expected.contains_key(&key(f.requirement)));
        for finding in open {
            assert!(finding.evidence.iter().any(|place| place.file.starts_with("../")), "{finding:?}");
            assert!(finding.evidence.iter().any(|place| !place.file.starts_with("../")), "{finding:?}");
        }
    }
    let again = report_of_one_thread(&batch);
    assert_eq!(again, report, "the number of threads shows");
}

fn report_of_one_thread(path: &Path) -> Report {
    let output = common::run(common::check().args(["--format", "json", "--jobs", "1"]).arg(path));
    serde_json::from_str(&common::stdout(&output)).expect("a report")
}

#[test]
fn init_writes_a_file_once_that_is_taken() {
    let folder = common::Scratch::new("init");
    let written = common::run(common::pactlint().arg("init").arg(&folder.0));
    assert!(written.status.success(), "{}", common::stderr(&written));
    let text = fs::read_to_string(folder.0.join("project.toml")).expect("was written");
    assert!(text.contains("#[applicant]") && text.contains("申报单位"));
    let again = common::run(common::pactlint().args(["init", "--lang", "en"]).arg(&folder.0));
    assert_eq!(again.status.code(), Some(2));
    assert!(common::stderr(&again).contains("exists already"), "{}", common::stderr(&again));
    assert_eq!(fs::read_to_string(folder.0.join("project.toml")).expect("still there"), text);
    // As it is, it claims nothing.
    let checked = report(&folder.0);
    assert!(checked.errors.is_empty(), "{:?}", checked.errors);
}
