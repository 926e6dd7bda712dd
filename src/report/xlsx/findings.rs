//! The sheet of findings: every answer with its reason, its remedy and its place, the worst first within each project.

use rust_xlsxwriter::Worksheet;

use super::table::{Cell, Table};
use super::{Error, Layout, style};
use crate::model::finding::{Evidence, Lang, Level, Verdict};
use crate::model::report::{AgreementReport, FindingReport, ProjectReport};
use crate::report::words;

/// Columns that are printed; the others are for filters.
const PRINTED: usize = 8;
/// The column of verdicts.
const VERDICT: u16 = 1;

/// The finished sheet.
pub(super) struct Findings {
    pub(super) sheet: Worksheet,
    /// The sheet's name, for links.
    pub(super) name: &'static str,
    /// The row (from 0) at which each project begins, if it has findings.
    pub(super) first: Vec<Option<u32>>,
}

/// The sheet, projects in the given order.
pub(super) fn sheet(projects: &[&ProjectReport], layout: &Layout<'_>) -> Result<Findings, Error> {
    let lang = layout.lang;
    let name = if lang == Lang::Zh { "检查结果" } else { "Findings" };
    let mut table = Table::new(
        name,
        &[
            (lang.pick("项目", "Project"), 18.0),
            (lang.pick("结论", "Verdict"), 9.0),
            (lang.pick("要求", "Requirement"), 15.0),
            (lang.pick("当事方", "Party"), 22.0),
            (lang.pick("说明", "What is so"), 50.0),
            (lang.pick("怎么改", "What to do"), 44.0),
            (lang.pick("文件", "File"), 24.0),
            (lang.pick("页", "Page"), 7.0),
            (lang.pick("所见", "Seen there"), 36.0),
            (lang.pick("截图", "Picture"), 8.0),
            (lang.pick("级别", "Level"), 8.0),
            (lang.pick("把握（%）", "Sure (%)"), 9.0),
            (lang.pick("协议", "Agreement"), 26.0),
            (lang.pick("规则", "Rule"), 26.0),
        ],
        PRINTED,
    )?;
    let mut first = Vec::with_capacity(projects.len());
    for project in projects {
        let mut rows: Vec<(Option<&AgreementReport>, &FindingReport)> = project.findings.iter().map(|finding| (None, finding)).collect();
        rows.extend(
            project.agreements.iter().flat_map(|agreement| agreement.findings.iter().map(move |finding| (Some(agreement), finding))),
        );
        rows.retain(|(_, finding)| finding.level != Level::Off);
        rows.sort_by_key(|(_, finding)| (finding.verdict, finding.level));
        first.push((!rows.is_empty()).then(|| table.next()));
        for (agreement, finding) in rows {
            row(&mut table, project, agreement, finding, layout)?;
        }
    }
    let words = [
        (Verdict::Gap, style::GAP),
        (Verdict::Review, style::REVIEW),
        (Verdict::Note, style::NOTE),
        (Verdict::Waived, style::NOTE),
        (Verdict::Pass, style::PASS),
    ];
    let range = table.column(VERDICT);
    style::colour(&mut table.sheet, range, &words.map(|(verdict, colours)| (words::verdict(verdict, lang), colours)))?;
    Ok(Findings { sheet: table.finish()?, name, first })
}

fn row(
    table: &mut Table,
    project: &ProjectReport,
    agreement: Option<&AgreementReport>,
    finding: &FindingReport,
    layout: &Layout<'_>,
) -> Result<(), Error> {
    let lang = layout.lang;
    let party = agreement.zip(finding.party.as_ref()).map(|(agreement, id)| party(agreement, id, lang)).unwrap_or_default();
    let files = listed(finding.evidence.iter().map(|place| place.file.clone()), lang);
    let pages = listed(finding.evidence.iter().map(page), lang);
    let seen = listed(finding.evidence.iter().map(|place| place.saw.clone()), lang);
    let picture = match (layout.pictures, finding.pictures.first()) {
        (Some(folder), Some(picture)) => Cell::Link(format!("{folder}{picture}"), lang.pick("查看", "look")),
        _ => Cell::Empty,
    };
    // What was let pass needs no doing; its reason stands there instead.
    let fix = finding.waived.as_ref().map_or_else(|| finding.fix.clone(), |waived| words::waived(waived, lang));
    let cells = [
        Cell::Text(&project.name),
        Cell::Word(words::verdict(finding.verdict, lang)),
        Cell::Word(words::requirement(finding.requirement, lang)),
        Cell::Text(&party),
        Cell::Text(&finding.message),
        Cell::Text(&fix),
        Cell::Text(&files),
        Cell::Word(&pages),
        Cell::Text(&seen),
        picture,
        Cell::Word(words::level(finding.level, lang)),
        Cell::Number(finding.confidence.into()),
        Cell::Text(agreement.and_then(|agreement| agreement.title.as_deref()).unwrap_or_default()),
        Cell::Text(&finding.rule),
    ];
    table.row(&cells, finding.verdict == Verdict::NotApplicable)
}

/// "乙方 某大学".
fn party(agreement: &AgreementReport, id: &str, lang: Lang) -> String {
    let name = agreement.parties.iter().find(|party| party.id == id).and_then(|party| party.name.as_deref()).unwrap_or_default();
    format!("{} {name}", words::ordinal(id, lang)).trim_end().to_owned()
}

/// A page's number; in a text document the paragraph or cell.
fn page(place: &Evidence) -> String {
    place.path.clone().unwrap_or_else(|| place.page.to_string())
}

/// What is said more than once is listed once.
fn listed(items: impl Iterator<Item = String>, lang: Lang) -> String {
    let mut told: Vec<String> = Vec::new();
    for item in items.filter(|item| !item.is_empty()) {
        if !told.contains(&item) {
            told.push(item);
        }
    }
    told.join(lang.pick("；", "; "))
}
