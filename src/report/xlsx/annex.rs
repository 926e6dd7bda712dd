//! The annex of notice 苏科资发〔2024〕21号, 推荐项目汇总表: its title, columns and footnotes word for word, a row per project, the worst first.
//!
//! It is a Chinese office's form and stays Chinese in every report language. What nobody told and no file shows is left to be filled.

use rust_xlsxwriter::{Format, FormatAlign, Note, Url, Worksheet};

use super::answers::{self, Question};
use super::findings::Findings;
use super::table::{fitted, height, lines_of, print_setup};
use super::{Error, style};
use crate::model::country;
use crate::model::finding::{Lang, Requirement, Verdict};
use crate::model::project::ProjectKind;
use crate::model::report::{ApplicationReport, PartyReport, ProjectReport, Report};

/// The form's title; the annex shows it as a sample (样式).
pub(super) const TITLE: &str = "省科技计划专项资金（国际科技合作/港澳台科技合作计划）推荐项目汇总表";

/// Heads and widths in characters.
pub(super) const COLUMNS: [(&str, f64); 11] = [
    ("序号", 5.0),
    ("项目受理号", 16.0),
    ("项目类型［1］", 13.0),
    ("项目名称", 24.0),
    ("申报单位", 18.0),
    ("合作国别地区", 9.0),
    ("项目合作文件是否符合要求，其中对外创新合作服务载体建设项目是否提供了相关佐证材料［2］", 25.0),
    ("申报材料是否完整，签字盖章及其日期是否齐全", 25.0),
    (
        "高校及科研机构为申报主体的“一带一路”创新合作项目，其依托的国际联合研究中心/联合实验室、全国（国家）或江苏省重点实验室的名称［3］",
        21.0,
    ),
    ("是否涉及人类遗传资源、种质资源等方面合作", 12.0),
    ("项目申报单位运营状况及信用情况、项目负责人信用情况是否良好", 14.0),
];

/// Below the table.
pub(super) const FOOTNOTES: [&str; 3] = [
    "备注：［1］分为双边创新合作、重点国别产业技术研发合作、“一带一路”创新合作、港澳台科技合作、对外创新合作服务载体建设项目。对外创新合作服务载体建设项目须由项目主管部门、设区市科技局与省科技厅会商后组织申报。",
    "［2］具体请见本通知中“有关要求”第（二）条内容及申报书附件清单。",
    "［3］推荐（高校及科研机构）申报“一带一路”创新合作项目时填写此栏。",
];

/// What the office should know of the sheet; not printed.
const HELP: &str = "本表由 pactlint 按附件和 project.toml 填写。浅黄色单元格待填写；灰色斜体取自所附文件或文件夹名称，请核对。点击项目名称可查看逐条结论。";

/// The row (from 0) of the heads.
const HEADS: u32 = 3;
/// The sheet's last column.
const LAST: u16 = COLUMNS.len() as u16 - 1;
/// The column of titles.
const TITLES: u16 = 3;
/// Columns with an answer.
const ANSWERS: [(u16, Question); 2] = [(6, Question::Papers), (7, Question::Complete)];
/// Columns that are nobody's to fill unless they apply.
const LABORATORY: u16 = 8;

/// The sheet; project names lead to their rows in the sheet of findings.
pub(super) fn sheet(report: &Report, projects: &[&ProjectReport], findings: &Findings) -> Result<Worksheet, Error> {
    let mut sheet = Worksheet::new();
    sheet.set_name("推荐项目汇总表")?;
    head(&mut sheet, report)?;
    for (at, project) in projects.iter().enumerate() {
        row(&mut sheet, at as u32, report, project, findings)?;
    }
    let last = HEADS + (projects.len() as u32).max(1);
    foot(&mut sheet, last + 1)?;
    let colours = [(answers::NO, style::GAP), (answers::LOOK, style::REVIEW), (answers::YES, style::PASS)];
    for (column, _) in ANSWERS {
        style::colour(&mut sheet, (HEADS + 1, column, last, column), &colours)?;
    }
    style::to_fill(&mut sheet, (HEADS + 1, 1, last, LABORATORY - 1))?;
    style::to_fill(&mut sheet, (HEADS + 1, LABORATORY + 1, last, LAST))?;
    sheet.autofilter(HEADS, 0, last, LAST)?;
    sheet.set_freeze_panes(HEADS + 1, 0)?;
    print_setup(&mut sheet);
    sheet.set_repeat_rows(HEADS, HEADS)?;
    Ok(sheet)
}

/// Title, the department's lines and the heads.
fn head(sheet: &mut Worksheet, report: &Report) -> Result<(), Error> {
    let year = report.today.get(..4).unwrap_or_default();
    let line = style::plain();
    sheet.merge_range(0, 0, 0, LAST, TITLE, &style::title())?;
    sheet.set_row_height(0, 34)?;
    sheet.merge_range(1, 0, 1, 6, "项目主管部门（盖章）：", &line)?;
    sheet.merge_range(1, 7, 1, LAST, &format!("{year}年   月   日"), &line.clone().set_align(FormatAlign::Right))?;
    sheet.merge_range(2, 0, 2, 6, "项目主管部门联系人：", &line)?;
    sheet.merge_range(2, 7, 2, LAST, "联系电话：", &line)?;
    for (at, (title, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(HEADS, at, title, &style::head())?;
    }
    sheet.set_row_height(HEADS, 92)?;
    sheet.insert_note(HEADS, 0, &Note::new(HELP).add_author_prefix(false).set_width(300).set_height(110))?;
    Ok(())
}

fn row(sheet: &mut Worksheet, at: u32, report: &Report, project: &ProjectReport, findings: &Findings) -> Result<(), Error> {
    let row = HEADS + 1 + at;
    let none = ApplicationReport::default();
    let told = project.application.as_ref().unwrap_or(&none);
    let or_else = |told: &Option<String>, other: &str, format: Format| match told {
        Some(text) => (text.clone(), format),
        None => (other.to_owned(), taken(format)),
    };
    let (title, linked) = or_else(&told.title, &project.name, style::link());
    let applicant = or_else(&told.applicant, applicant(project).unwrap_or_default(), style::cell());
    let countries = Some(named(&told.countries)).filter(|names| !names.is_empty());
    let countries = or_else(&countries, &named(&overseas(project)), style::centred());
    let kind = told.kind.map(kind).unwrap_or_default().to_owned();
    let mut cells = vec![
        ((at + 1).to_string(), style::centred()),
        (told.number.clone().unwrap_or_default(), style::centred()),
        (kind, style::centred()),
        (title.clone(), linked.clone()),
        applicant,
        countries,
    ];
    cells.extend(ANSWERS.map(|(_, question)| (answers::answer(report, project, question), style::cell())));
    cells.push((told.laboratory.clone().unwrap_or_default(), style::cell()));
    cells.push((genetics(project).to_owned(), taken(style::centred())));
    cells.push((String::new(), style::cell()));
    for (column, (content, format)) in (0..).zip(&cells) {
        text(sheet, row, column, content, format)?;
    }
    sheet.write_number_with_format(row, 0, at + 1, &style::centred())?;
    if let Some(first) = findings.first.get(at as usize).copied().flatten() {
        let target = Url::new(format!("internal:'{}'!A{}", findings.name, first + 1)).set_text(fitted(&title));
        sheet.write_url_with_format(row, TITLES, target, &linked)?;
    }
    let lines = cells.iter().zip(COLUMNS).map(|((content, _), (_, width))| lines_of(content, width)).max();
    sheet.set_row_height(row, height(lines.unwrap_or(1)))?;
    Ok(())
}

fn foot(sheet: &mut Worksheet, first: u32) -> Result<(), Error> {
    let format = style::plain();
    for (row, (note, lines)) in (first..).zip(FOOTNOTES.iter().zip([2, 1, 1])) {
        sheet.merge_range(row, 0, row, LAST, note, &format)?;
        sheet.set_row_height(row, 15 * lines)?;
    }
    Ok(())
}

/// Text, or an empty cell with a frame.
fn text(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), Error> {
    if text.is_empty() {
        sheet.write_blank(row, column, format)?;
    } else {
        sheet.write_string_with_format(row, column, fitted(text), format)?;
    }
    Ok(())
}

/// How something is shown that the application did not tell.
fn taken(format: Format) -> Format {
    style::faint(format).set_italic()
}

/// The names of footnote ［1］.
fn kind(kind: ProjectKind) -> &'static str {
    match kind {
        ProjectKind::Bilateral => "双边创新合作",
        ProjectKind::KeyCountry => "重点国别产业技术研发合作",
        ProjectKind::BeltAndRoad => "“一带一路”创新合作",
        ProjectKind::Hmt => "港澳台科技合作",
        ProjectKind::CarrierTransfer | ProjectKind::CarrierOffshore => "对外创新合作服务载体建设项目",
    }
}

/// What the files say of genetic resources, for the office to confirm; nothing if nobody looked.
fn genetics(project: &ProjectReport) -> &'static str {
    match project.findings.iter().find(|finding| finding.requirement == Requirement::GeneticResources).map(|finding| finding.verdict) {
        Some(Verdict::NotApplicable) => "文件中未提及",
        Some(_) => "文件中提及，请核对",
        None => "",
    }
}

/// The applicant by the agreements: the first party of mainland China.
fn applicant(project: &ProjectReport) -> Option<&str> {
    let here = |party: &&PartyReport| party.country.as_deref().is_some_and(|code| !country::is_overseas(code));
    parties(project).filter(here).find_map(|party| party.name.as_deref())
}

/// Countries of the other parties, each once.
fn overseas(project: &ProjectReport) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for code in parties(project).filter_map(|party| party.country.as_ref()).filter(|code| country::is_overseas(code)) {
        if !found.contains(code) {
            found.push(code.clone());
        }
    }
    found
}

fn parties(project: &ProjectReport) -> impl Iterator<Item = &PartyReport> {
    project.agreements.iter().flat_map(|agreement| &agreement.parties)
}

fn named(codes: &[String]) -> String {
    codes.iter().map(|code| country::name(code, Lang::Zh)).collect::<Vec<_>>().join("、")
}
