//! The sheet of parties: who signed and sealed, by whom and when.

use rust_xlsxwriter::Worksheet;

use super::table::{Cell, Table};
use super::{Error, Layout, style};
use crate::model::country;
use crate::model::finding::{Lang, Requirement, Verdict};
use crate::model::report::{AgreementReport, PartyReport, ProjectReport, Sealed, Signed};
use crate::report::{glance, words};

/// The column that says how a party signed; the next says whether it sealed.
const SIGNED: u16 = 5;

/// The sheet, projects in the given order.
pub(super) fn sheet(projects: &[&ProjectReport], layout: &Layout<'_>) -> Result<Worksheet, Error> {
    let lang = layout.lang;
    let columns = [
        (lang.pick("项目", "Project"), 18.0),
        (lang.pick("协议", "Agreement"), 28.0),
        (lang.pick("当事方", "Party"), 9.0),
        (lang.pick("名称", "Name"), 34.0),
        (lang.pick("国别地区", "Country"), 11.0),
        (lang.pick("签字", "Signed"), 10.0),
        (lang.pick("盖章", "Sealed"), 9.0),
        (lang.pick("印文", "Text of the seal"), 28.0),
        (lang.pick("签署日期", "Signed on"), 12.0),
        (lang.pick("签约代表", "Signatory"), 16.0),
        (lang.pick("职务", "Position"), 20.0),
    ];
    let mut table = Table::new(lang.pick("协议各方", "Parties"), &columns, columns.len())?;
    for project in projects {
        for agreement in &project.agreements {
            for party in &agreement.parties {
                let text = |value: &Option<String>| value.clone().unwrap_or_default();
                let (name, seal, signatory, title) =
                    (text(&party.name), text(&party.seal_text), text(&party.signatory.name), text(&party.signatory.title));
                let cells = [
                    Cell::Text(&project.name),
                    Cell::Text(agreement.title.as_deref().unwrap_or_default()),
                    Cell::Word(&words::ordinal(&party.id, lang)),
                    Cell::Text(&name),
                    Cell::Word(party.country.as_deref().map(|code| country::name(code, lang)).unwrap_or_default()),
                    Cell::Word(answer(agreement, party, Requirement::Signature, signed(party.signed, lang), lang)),
                    Cell::Word(answer(agreement, party, Requirement::Seal, sealed(party.sealed, lang), lang)),
                    Cell::Text(&seal),
                    Cell::Word(party.signed_on.as_deref().unwrap_or_default()),
                    Cell::Text(&signatory),
                    Cell::Text(&title),
                ];
                table.row(&cells, false)?;
            }
        }
    }
    for column in [SIGNED, SIGNED + 1] {
        let range = table.column(column);
        let colours = [
            (signed(Signed::None, lang), style::GAP),
            (signed(Signed::Unclear, lang), style::REVIEW),
            (sealed(Sealed::Yes, lang), style::PASS),
            (signed(Signed::Ink, lang), style::PASS),
            (signed(Signed::Digital, lang), style::PASS),
            (noted(lang), style::NOTE),
        ];
        style::colour(&mut table.sheet, range, &colours)?;
    }
    table.finish()
}

/// What is seen, unless nobody asked for it, or its absence is only noted: a foreign party may sign without a seal.
fn answer(agreement: &AgreementReport, party: &PartyReport, asked: Requirement, seen: &'static str, lang: Lang) -> &'static str {
    match glance::cell(agreement, party, asked).0.map(|finding| finding.verdict) {
        Some(Verdict::NotApplicable) => words::verdict(Verdict::NotApplicable, lang),
        Some(Verdict::Note) if party.sealed == Sealed::No => noted(lang),
        _ => seen,
    }
}

fn noted(lang: Lang) -> &'static str {
    lang.pick("仅签字", "only signed")
}

fn signed(signed: Signed, lang: Lang) -> &'static str {
    match signed {
        Signed::Ink => lang.pick("亲笔", "by hand"),
        Signed::Digital => lang.pick("电子签名", "digitally"),
        Signed::None => lang.pick("未见", "no"),
        Signed::Unclear => lang.pick("不清", "unclear"),
    }
}

fn sealed(sealed: Sealed, lang: Lang) -> &'static str {
    match sealed {
        Sealed::Yes => lang.pick("有", "yes"),
        Sealed::No => lang.pick("未见", "no"),
        Sealed::Unclear => lang.pick("不清", "unclear"),
    }
}
