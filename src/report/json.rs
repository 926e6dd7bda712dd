//! The contract `pactlint.report/1` and its JSON Schema.

use std::cell::RefCell;
use std::io::{self, Write};

use serde::ser::{Error as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use crate::model::profile::Stage;
use crate::model::report::{FileError, ProjectReport, Report, Tool};

/// The report as indented JSON with a final newline.
pub fn render(report: &Report) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(report).map(|text| text + "\n")
}

/// Writes the same for a report whose projects come one after the other, so that they need not all be in memory; those in `frame` are left out.
pub fn write(mut to: impl Write, frame: &Report, projects: &mut dyn Iterator<Item = io::Result<ProjectReport>>) -> io::Result<()> {
    let Report { schema, tool, profile, today, stage, projects: _, errors, unfinished } = frame;
    let projects = OneByOne(RefCell::new(projects));
    serde_json::to_writer_pretty(&mut to, &Streamed { schema, tool, profile, today, stage, projects, errors, unfinished })?;
    to.write_all(b"\n")?;
    to.flush()
}

/// A [`Report`] whose projects are not all there at once.
#[derive(Serialize)]
struct Streamed<'a> {
    schema: &'a str,
    tool: &'a Tool,
    profile: &'a str,
    today: &'a str,
    stage: &'a Stage,
    projects: OneByOne<'a>,
    errors: &'a [FileError],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    unfinished: &'a [String],
}

/// Projects as they come; they come once.
struct OneByOne<'a>(RefCell<&'a mut dyn Iterator<Item = io::Result<ProjectReport>>>);

impl Serialize for OneByOne<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for project in &mut **self.0.borrow_mut() {
            list.serialize_element(&project.map_err(S::Error::custom)?)?;
        }
        list.end()
    }
}

/// The JSON Schema of the contract, from the types themselves.
pub fn schema() -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&schemars::schema_for!(Report)).map(|text| text + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing;

    #[test]
    fn what_is_written_bit_by_bit_is_what_is_rendered_at_once() {
        let error = FileError { file: "a.doc".into(), message: "not read".into() };
        let projects = vec![testing::project("a", Vec::new()), testing::project("b", Vec::new())];
        let full = Report { unfinished: vec!["c".into()], ..testing::report(projects, vec![error]) };
        for report in [full, testing::report(Vec::new(), Vec::new())] {
            let mut written = Vec::new();
            write(&mut written, &report, &mut report.projects.iter().cloned().map(Ok)).expect("in memory");
            assert_eq!(String::from_utf8(written).expect("text"), render(&report).expect("serialises"));
        }
    }

    #[test]
    fn a_project_that_does_not_come_is_an_error() {
        let report = testing::report(Vec::new(), Vec::new());
        assert!(write(Vec::new(), &report, &mut std::iter::once(Err(io::Error::other("lost")))).is_err());
    }
}
