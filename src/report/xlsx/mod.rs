//! The workbook of a reviewing office: the notice's summary table with the worst project on top, then findings, parties and documents.
//!
//! What stands in files is only ever written as text, and marked as such: it cannot become a formula.

mod annex;
mod answers;
mod documents;
mod findings;
mod parties;
mod style;
mod table;
#[cfg(test)]
mod tests;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::model::date::Date;
use crate::model::finding::Lang;
use crate::model::report::Report;

/// Why a workbook could not be made.
pub type Error = XlsxError;

/// How the workbook is worded.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'a> {
    /// Language of all sheets but the first, which is the notice's own form; messages come worded already.
    pub lang: Lang,
    /// The profile's title.
    pub profile: &'a str,
    /// The folder of the evidence's pictures as seen from the workbook's, if there are any.
    pub pictures: Option<&'a str>,
}

/// The report as the bytes of an XLSX file.
pub fn render(report: &Report, layout: &Layout<'_>) -> Result<Vec<u8>, Error> {
    let projects = report.worst_first();
    let findings = findings::sheet(&projects, layout)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report, layout)?);
    workbook.push_worksheet(annex::sheet(report, &projects, &findings)?);
    workbook.push_worksheet(findings.sheet);
    workbook.push_worksheet(parties::sheet(&projects, layout)?);
    workbook.push_worksheet(documents::sheet(report, &projects, layout)?);
    workbook.save_to_buffer()
}

/// What the file says of itself: made on the day of the check, so that the same input gives the same bytes.
fn properties(report: &Report, layout: &Layout<'_>) -> Result<DocProperties, Error> {
    let Date { year, month, day } = report.today.parse().unwrap_or(Date { year: 2000, month: 1, day: 1 });
    let year = u16::try_from(year).unwrap_or(2000);
    Ok(DocProperties::new()
        .set_title(annex::TITLE)
        .set_subject(layout.profile)
        .set_author(format!("{} {}", report.tool.name, report.tool.version))
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?))
}
