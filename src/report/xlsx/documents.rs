//! The sheet of documents: what each file is and what is to be known of it; files that could not be opened stand last.

use rust_xlsxwriter::Worksheet;

use super::table::{Cell, Table};
use super::{Error, Layout, style};
use crate::model::digital::Purpose;
use crate::model::finding::Lang;
use crate::model::geometry::PageNo;
use crate::model::report::{DocumentReport, ProjectReport, Report, SignatureReport};
use crate::report::words;

/// The column of a file's part.
const PART: u16 = 2;

/// The sheet, projects in the given order.
pub(super) fn sheet(report: &Report, projects: &[&ProjectReport], layout: &Layout<'_>) -> Result<Worksheet, Error> {
    let lang = layout.lang;
    let columns = [
        (lang.pick("项目", "Project"), 18.0),
        (lang.pick("文件", "File"), 34.0),
        (lang.pick("作用", "Part"), 11.0),
        (lang.pick("协议", "Agreement"), 28.0),
        (lang.pick("页数", "Pages"), 7.0),
        (lang.pick("扫描件", "Scanned"), 9.0),
        (lang.pick("语言", "Languages"), 14.0),
        (lang.pick("骑缝章页", "Edge seals on"), 11.0),
        (lang.pick("电子签名", "Digital signatures"), 11.0),
        (lang.pick("提示", "Remarks"), 50.0),
    ];
    let mut table = Table::new(lang.pick("文件", "Documents"), &columns, columns.len())?;
    for project in projects {
        for agreement in &project.agreements {
            for document in &agreement.documents {
                let title = agreement.title.as_deref().unwrap_or_default();
                row(&mut table, project, title, document, lang)?;
            }
        }
    }
    let unopened = lang.pick("未能打开", "not opened");
    for error in &report.errors {
        let blank = || Cell::Empty;
        let cells = [
            blank(),
            Cell::Text(&error.file),
            Cell::Word(unopened),
            blank(),
            blank(),
            blank(),
            blank(),
            blank(),
            blank(),
            Cell::Text(&error.message),
        ];
        table.row(&cells, false)?;
    }
    let range = table.column(PART);
    style::colour(&mut table.sheet, range, &[(unopened, style::GAP)])?;
    table.finish()
}

fn row(table: &mut Table, project: &ProjectReport, title: &str, document: &DocumentReport, lang: Lang) -> Result<(), Error> {
    let comma = lang.pick("、", ", ");
    let languages: Vec<&str> = document.languages.iter().map(|language| words::language(*language, lang)).collect();
    let edges: Vec<String> = document.edge_seals.iter().map(PageNo::to_string).collect();
    let signs = |signature: &&SignatureReport| signature.purpose == Some(Purpose::Signing);
    let signed = document.signatures.iter().filter(signs).count();
    let cells = [
        Cell::Text(&project.name),
        Cell::Text(&document.file),
        Cell::Word(words::role(document.role, lang)),
        Cell::Text(title),
        Cell::Number(document.pages),
        Cell::Word(if document.scanned { lang.pick("是", "yes") } else { lang.pick("否", "no") }),
        Cell::Word(&languages.join(comma)),
        Cell::Word(&edges.join(comma)),
        if signed == 0 { Cell::Empty } else { Cell::Number(signed as u32) },
        Cell::Text(&document.notices.join(lang.pick("；", "; "))),
    ];
    table.row(&cells, false)
}
