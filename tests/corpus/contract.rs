//! The JSON report keeps its schema and does not depend on the number of threads.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{common, json, on, truth};

#[test]
fn every_output_is_valid_against_the_published_schema() {
    let schema: Value = serde_json::from_str(&common::stdout(&common::run(common::pactlint().arg("schema")))).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let report: Value = serde_json::from_str(json()).expect("the report is JSON");
    let wrong: Vec<String> = validator.iter_errors(&report).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let mut broken = report;
    broken["projects"][0]["outcome"] = "perhaps".into();
    assert!(!validator.is_valid(&broken), "the schema lets anything through");
}

#[test]
fn the_report_is_the_same_bytes_with_one_thread_and_with_two() {
    // One case of each medium: the whole corpus twice would take most of the suite's time.
    let mut media = BTreeSet::new();
    let some: Vec<String> = truth::all().iter().filter(|truth| media.insert(truth.format.clone())).map(|t| t.case_id.clone()).collect();
    let (one, two) = (on(&some, 1), on(&some, 2));
    assert!(one == two, "{}", first_difference(&one, &two));
}

/// The first line that differs, for the failure's message.
fn first_difference(a: &str, b: &str) -> String {
    let mut lines = a.lines().zip(b.lines()).enumerate();
    lines.find(|(_, (a, b))| a != b).map_or_else(|| "lengths differ".to_owned(), |(i, (a, b))| format!("line {}:\n{a}\n{b}", i + 1))
}
