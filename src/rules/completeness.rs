//! No page and no named annex is missing.

use std::collections::BTreeSet;

use super::{Answer, Applies, Context, Rule, Text, wording};
use crate::model::agreement::{Annex, DocumentFacts};
use crate::model::document::Format;
use crate::model::finding::{Evidence, EvidenceRole, Level, Message, Requirement, Verdict};

pub(super) const RULE: Rule = Rule {
    id: "pages-complete",
    requirement: Requirement::Completeness,
    asks: Text { zh: "页码连续，所列附件齐全", en: "No page and no annex that the text names is missing" },
    why: Text { zh: "通知要求“其他项目附件材料应传尽传”", en: "The notice asks that all attachments are uploaded" },
    fix: Text { zh: "请补扫缺少的页或附件，合并后重新上传", en: "Please send us the missing pages or annexes" },
    source: "三（一）",
    level: Level::Should,
    applies: Applies::Agreements,
    check,
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    let mut answers: Vec<Answer> = context.agreement.documents.iter().filter_map(|document| missing_pages(context, document)).collect();
    answers.extend(context.agreement.annexes.iter().filter(|annex| annex.found.is_none()).map(missing_annex));
    if answers.is_empty() {
        let message = Message::new("未见缺页或缺附件", "No page or annex is seen to be missing");
        answers.push(Answer::new(Verdict::Pass, message, 85, &context.front(EvidenceRole::Supports)));
    }
    answers
}

/// Printed page numbers that say "of N" and skip some of 1 to N.
fn missing_pages(context: &Context<'_>, document: &DocumentFacts) -> Option<Answer> {
    let total = document.page_labels.iter().filter_map(|label| label.value.total).max()?;
    let agree = document.page_labels.iter().filter(|label| label.value.total == Some(total)).count();
    // A paper may be uploaded as a picture of each page.
    let is_picture = |document: &DocumentFacts| !matches!(document.format, Format::Pdf | Format::Docx);
    let together =
        |other: &&DocumentFacts| other.file == document.file || is_picture(document) && is_picture(other) && other.role == document.role;
    let parts = || context.agreement.documents.iter().filter(together);
    if parts().next().is_none_or(|first| first.file != document.file) {
        return None;
    }
    let pages: u32 = parts().map(|part| part.pages).sum();
    let present: BTreeSet<u32> = parts().flat_map(|part| &part.page_labels).map(|label| label.value.number).collect();
    let missing: Vec<u32> = (1..=total).filter(|number| !present.contains(number)).collect();
    // A page whose label was not read is not missing: only count what the file cannot hold.
    if missing.is_empty() || pages >= total || agree * 2 < document.page_labels.len() {
        return None;
    }
    let listed = |comma: &str| missing.iter().map(ToString::to_string).collect::<Vec<_>>().join(comma);
    let sources: Vec<Evidence> = document.page_labels.iter().flat_map(|label| label.sources.iter().cloned()).collect();
    let message = wording::at(
        &sources,
        &format!("页码标明共{total}页，只有{pages}页，缺第{}页", listed("、")),
        &format!("numbered as {total} pages, there are {pages}: missing {}", listed(", ")),
    );
    Some(Answer::new(Verdict::Gap, message, context.absence_confidence(&sources).min(85), &sources))
}

fn missing_annex(annex: &Annex) -> Answer {
    let sources = std::slice::from_ref(&annex.reference);
    let message =
        wording::at(sources, &format!("正文提到的{}未见", annex.name), &format!("{} is named in the text and not found", annex.name));
    Answer::new(Verdict::Gap, message, 75, sources)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, place, seen_cited};
    use super::*;
    use crate::model::agreement::PageLabel;

    #[test]
    fn skipped_page_numbers_are_a_gap_only_if_the_file_is_short() {
        let labels = |pages: u32| {
            let case = clean().edit(|a| {
                a.documents[0].pages = pages;
                a.documents[0].page_labels = [1, 2, 4].map(|number| seen_cited(PageLabel { number, total: Some(4) })).to_vec();
            });
            case.verdicts(Requirement::Completeness)
        };
        assert_eq!(labels(3), [Verdict::Gap]);
        assert_eq!(labels(4), [Verdict::Pass]);
    }

    #[test]
    fn pages_may_be_pictures_of_their_own() {
        let pictures = |numbers: &[u32]| {
            let case = clean().edit(|a| {
                let page = |number: &u32| DocumentFacts {
                    file: format!("p{number}.png"),
                    format: Format::Png,
                    pages: 1,
                    page_labels: vec![seen_cited(PageLabel { number: *number, total: Some(3) })],
                    ..a.documents[0].clone()
                };
                a.documents = numbers.iter().map(page).collect();
            });
            case.verdicts(Requirement::Completeness)
        };
        assert_eq!(pictures(&[1, 2, 3]), [Verdict::Pass]);
        assert_eq!(pictures(&[1, 3]), [Verdict::Gap]);
    }

    #[test]
    fn a_named_annex_must_be_there() {
        let annex = Annex { name: "附件1".into(), reference: place(EvidenceRole::Supports), found: None };
        assert_eq!(clean().edit(|a| a.annexes.push(annex)).verdicts(Requirement::Completeness), [Verdict::Gap]);
    }
}
