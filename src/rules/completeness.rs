//! No page and no named annex is missing.

use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::agreement::{Annex, DocumentFacts};
use crate::model::finding::{Evidence, EvidenceRole, Level, Message, Requirement, Verdict};
use crate::model::geometry::PageNo;
use crate::model::sequence::{Misplaced, Missing, Repeated};

pub(super) const RULE: Rule = Rule {
    id: "pages-complete",
    requirement: Requirement::Completeness,
    quotes: &[notice::ATTACHED, notice::CHECKED],
    asks: Text { zh: "页码连续，所列附件齐全", en: "No page and no annex that the text names is missing" },
    why: Text {
        zh: "缺页、缺附件的文件无法完整审查，提交后不能再补",
        en: "A paper without all its pages and annexes cannot be reviewed, and nothing can be added after submission",
    },
    fix: Text { zh: "请补扫缺少的页或附件，合并后重新上传", en: "Please send us the missing pages or annexes" },
    good: Text {
        zh: "页码从“第1页 共8页”到“第8页 共8页”，正文提到的附件1也在",
        en: "The pages run from “Page 1 of 8” to “Page 8 of 8”, and Annex 1, which the text names, is there",
    },
    bad: Text {
        zh: "页码标明共8页，文件只有7页，缺第6页", en: "The pages say “of 8” and there are 7: page 6 is missing"
    },
    level: Level::Should,
    applies: Applies::Agreements,
    check: Check::Agreement(check),
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    let sequence = &context.agreement.sequence;
    let mut answers: Vec<Answer> = sequence.missing.iter().map(|missing| missing_pages(context, missing)).collect();
    answers.extend(context.agreement.annexes.iter().filter(|annex| annex.found.is_none()).map(missing_annex));
    if answers.is_empty() {
        let message = Message::new("未见缺页或缺附件", "No page or annex is seen to be missing");
        answers.push(Answer::new(Verdict::Pass, message, 85, &context.front(EvidenceRole::Supports)));
    }
    answers.extend(sequence.misplaced.iter().map(misplaced));
    answers.extend(sequence.repeated.chunk_by(|a, b| a.page.0 == b.page.0 && a.of.0 == b.of.0).map(repeated));
    answers.extend(blank(context));
    answers
}

fn listed<T: ToString>(numbers: impl IntoIterator<Item = T>, comma: &str) -> String {
    numbers.into_iter().map(|number| number.to_string()).collect::<Vec<_>>().join(comma)
}

/// Page numbers that say "of N" and skip some of 1 to N, or that skip some between them.
fn missing_pages(context: &Context<'_>, Missing { numbers, total, pages, sources }: &Missing) -> Answer {
    let (zh, en) = (listed(numbers, "、"), listed(numbers, ", "));
    let message = match total {
        Some(total) => wording::at(
            sources,
            &format!("页码标明共{total}页，只有{pages}页，缺第{zh}页"),
            &format!("numbered as {total} pages, there are {pages}: missing {en}"),
        ),
        None => wording::at(sources, &format!("页码不连续，缺第{zh}页"), &format!("page numbers skip {en}")),
    };
    Answer::new(Verdict::Gap, message, context.absence_confidence(sources).min(85), sources)
}

fn missing_annex(annex: &Annex) -> Answer {
    let sources = std::slice::from_ref(&annex.reference);
    let message = wording::at(
        sources,
        &format!("正文提到的“{}”未见于所上传的文件", annex.name),
        &format!("“{}” is named in the text and is not among the files", annex.name),
    );
    Answer::new(Verdict::Gap, message, 75, sources)
}

/// Nothing is missing then, but whoever reads it should know.
fn misplaced(Misplaced { numbers, sources }: &Misplaced) -> Answer {
    let message = wording::at(
        sources,
        &format!("各页未按页码顺序排列，文件中依次为第{}页", listed(numbers, "、")),
        &format!("the pages are not in the order of their numbers; in the file they come as {}", listed(numbers, ", ")),
    );
    let fix = Message::new("建议按页码顺序重新排列后上传", "Please put the pages in the order of their numbers");
    Answer::new(Verdict::Note, message, 85, sources).with_fix(fix)
}

fn repeated(pairs: &[Repeated]) -> Answer {
    let evidence: Vec<Evidence> = pairs.iter().flat_map(|pair| [&pair.page, &pair.of]).map(|(file, page)| whole(file, *page)).collect();
    let later = |comma: &str| listed(pairs.iter().map(|pair| pair.page.1), comma);
    let earlier = |comma: &str| listed(pairs.iter().map(|pair| pair.of.1), comma);
    let (file, other) = pairs.first().map_or(("", ""), |pair| (pair.page.0.as_str(), pair.of.0.as_str()));
    let (noun, is) = if pairs.len() == 1 { ("page", "is the same as") } else { ("pages", "are the same as") };
    let message = if file == other {
        Message::new(
            format!("《{file}》第{}页与第{}页内容相同", later("、"), earlier("、")),
            format!("{file}, {noun} {} {is} {noun} {}", later(", "), earlier(", ")),
        )
    } else {
        Message::new(
            format!("《{file}》第{}页与《{other}》第{}页内容相同", later("、"), earlier("、")),
            format!("{file}, {noun} {} {is} {noun} {} of {other}", later(", "), earlier(", ")),
        )
    };
    let fix = Message::new("如系重复扫描，可删去重复的页", "If a page was scanned twice, one of them can go");
    Answer::new(Verdict::Note, message, 85, &evidence).with_fix(fix)
}

/// Scanned pages with nothing on them: the back of a sheet, or a page that was put in the wrong way round.
fn blank(context: &Context<'_>) -> Vec<Answer> {
    let of = |document: &DocumentFacts| {
        let pages: Vec<PageNo> = document.quality.iter().filter(|(_, quality)| quality.blank).map(|(page, _)| *page).collect();
        let evidence: Vec<Evidence> = pages.iter().map(|page| whole(&document.file, *page)).collect();
        let noun = if pages.len() == 1 { "page" } else { "pages" };
        let message = Message::new(
            format!("《{}》第{}页是空白页", document.file, listed(&pages, "、")),
            format!("{}, {noun} {}: blank", document.file, listed(&pages, ", ")),
        );
        let fix = Message::new("请确认该页原件确无内容，不是放反了", "Please make sure that the sheet has nothing on its other side");
        (!pages.is_empty()).then(|| Answer::new(Verdict::Note, message, 90, &evidence).with_fix(fix))
    };
    context.agreement.documents.iter().filter_map(of).collect()
}

fn whole(file: &str, page: PageNo) -> Evidence {
    Evidence { file: file.to_owned(), page, area: None, path: None, role: EvidenceRole::Contradicts, saw: String::new() }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, place};
    use super::*;
    use crate::model::agreement::Observation;
    use crate::model::document::Quality;

    fn missing(numbers: &[u32]) -> Missing {
        Missing { numbers: numbers.to_vec(), total: None, pages: 4, sources: vec![place(EvidenceRole::Supports)] }
    }

    #[test]
    fn missing_pages_are_a_gap_and_make_absences_doubtful() {
        let case = || clean().edit(|a| a.sequence.missing.push(missing(&[4])));
        assert_eq!(case().verdicts(Requirement::Completeness), [Verdict::Gap]);
        // Party B's block is nowhere: it may be on the page that is missing.
        let without = |a: &mut crate::model::agreement::Agreement| {
            a.parties[1].block = None;
            a.parties[1].signature = Observation::Absent(Vec::new());
            a.clauses.clear();
        };
        for requirement in [Requirement::Ip, Requirement::Responsibilities] {
            assert_eq!(clean().edit(without).verdicts(requirement), [Verdict::Gap]);
            assert_eq!(case().edit(without).verdicts(requirement), [Verdict::Review]);
        }
        assert!(clean().edit(without).verdicts(Requirement::Signature).contains(&Verdict::Gap));
        assert!(!case().edit(without).verdicts(Requirement::Signature).contains(&Verdict::Gap));
        let said = case().edit(without).judge().into_iter().find(|f| f.requirement == Requirement::Ip).expect("judged").message;
        assert!(said.zh.contains("缺页") && said.en.contains("missing"), "{said:?}");
        // A block that is there and empty stays a gap.
        let empty =
            |a: &mut crate::model::agreement::Agreement| a.parties[1].signature = Observation::Blank(vec![place(EvidenceRole::Searched)]);
        assert!(case().edit(empty).verdicts(Requirement::Signature).contains(&Verdict::Gap));
    }

    #[test]
    fn a_named_annex_must_be_there() {
        let annex = Annex { name: "附件1".into(), reference: place(EvidenceRole::Supports), found: None };
        assert_eq!(clean().edit(|a| a.annexes.push(annex)).verdicts(Requirement::Completeness), [Verdict::Gap]);
    }

    #[test]
    fn order_repetition_and_blank_pages_are_noted() {
        let page = |number| ("协议.pdf".to_owned(), PageNo(number));
        let case = clean().edit(|a| {
            a.sequence.misplaced.push(Misplaced { numbers: vec![1, 3, 2], sources: vec![place(EvidenceRole::Supports)] });
            a.sequence.repeated = vec![Repeated { page: page(4), of: page(1) }, Repeated { page: page(5), of: page(2) }];
            a.documents[0].quality.push((PageNo(3), Quality { blank: true, ..Quality::of_resolution(200, true) }));
        });
        let findings = case.judge();
        let said: Vec<&str> = findings
            .iter()
            .filter(|f| f.requirement == Requirement::Completeness && f.verdict == Verdict::Note)
            .map(|f| f.message.zh.as_str())
            .collect();
        assert!(said[0].contains("文件中依次为第1、3、2页"), "{said:?}");
        assert_eq!(said[1..], ["《协议.pdf》第4、5页与第1、2页内容相同", "《协议.pdf》第3页是空白页"]);
    }
}
