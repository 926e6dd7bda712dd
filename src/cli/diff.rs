//! `pactlint diff`: two JSON reports compared.

use std::fs;
use std::path::Path;

use super::args::{DiffArgs, PlainFormat};
use super::{ACCEPTED, CliError, GAP, REVIEW, print, progress};
use crate::model::diff::Change;
use crate::model::finding::{Lang, Message};
use crate::model::report::{Report, SCHEMA};
use crate::report::diff;

/// Columns of a result that goes to a file or pipe.
const PLAIN_WIDTH: usize = 100;

pub(super) fn run(args: &DiffArgs, lang: Lang) -> Result<u8, CliError> {
    let diff = diff::compare(&load(&args.old)?, &load(&args.new)?);
    match args.format {
        PlainFormat::Json => print(&diff::json(&diff)?)?,
        PlainFormat::Text => print(&diff::text::render(&diff, progress::terminal_width().unwrap_or(PLAIN_WIDTH), lang))?,
    }
    Ok(if diff.has(Change::New) {
        GAP
    } else if diff.has(Change::Stands) || diff.has(Change::Gone) {
        REVIEW
    } else {
        ACCEPTED
    })
}

/// A report that was written with `--format json`.
fn load(path: &Path) -> Result<Report, CliError> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| {
        CliError::Explained(Message::new(format!("无法读取 {shown}：{error}"), format!("{shown} cannot be read: {error}")))
    })?;
    let report: Report = serde_json::from_str(&text).map_err(|error| {
        CliError::Explained(Message::new(
            format!("{shown} 不是 pactlint check --format json 写出的报告：{error}"),
            format!("{shown} is no report of `pactlint check --format json`: {error}"),
        ))
    })?;
    if report.schema != SCHEMA {
        let found = &report.schema;
        return Err(CliError::Explained(Message::new(
            format!("{shown} 的格式是 {found}，此版本只能对比 {SCHEMA}"),
            format!("{shown} is a {found}; this version compares {SCHEMA}"),
        )));
    }
    Ok(report)
}
