//! What a project's page says, ready for the template.

use super::places::{Crop, Gallery, Place};
use super::{Bilingual, Head};
use crate::model::document::Format;
use crate::model::finding::{Lang, Level, Requirement, Verdict};
use crate::model::report::{AgreementReport, DocumentReport, FindingReport, Outcome, PartyReport, ProjectReport};
use crate::report::{glance, todo, words};

/// What both sides of an agreement mend together; everything else that concerns no party is the applicant's own work.
const MENDED_TOGETHER: [Requirement; 6] = [
    Requirement::Responsibilities,
    Requirement::Ip,
    Requirement::FormalAgreement,
    Requirement::Validity,
    Requirement::PartyConsistency,
    Requirement::Blanks,
];

/// An agreement at a glance.
pub(super) struct AgreementView<'a> {
    pub number: usize,
    pub title: &'a str,
    pub kind: &'static str,
    pub parties: Vec<PartyView<'a>>,
    pub clauses: Vec<ClauseView>,
    pub documents: Vec<DocumentView<'a>>,
}

/// A row of the matrix.
pub(super) struct PartyView<'a> {
    pub ordinal: String,
    pub name: &'a str,
    pub cells: Vec<Cell<'a>>,
}

/// A cell of the matrix.
pub(super) struct Cell<'a> {
    pub finding: Option<usize>,
    pub class: &'static str,
    pub symbol: &'static str,
    pub word: &'static str,
    /// The style's name of what was found: a date is not broken.
    pub kind: &'static str,
    pub found: &'a str,
}

/// What is asked of an agreement or a project as a whole, with the worst answer.
pub(super) struct ClauseView {
    pub finding: usize,
    pub class: &'static str,
    pub symbol: &'static str,
    pub word: &'static str,
    pub asked: &'static str,
}

/// A file of an agreement.
pub(super) struct DocumentView<'a> {
    pub file: &'a str,
    pub about: String,
    pub notices: &'a [String],
}

/// A to-do list in one language.
pub(super) struct TodoList<'a> {
    pub code: &'static str,
    pub title: &'static str,
    pub intro: &'static str,
    pub items: Vec<TodoItem<'a>>,
}

/// One piece of advice with everything that it serves.
pub(super) struct TodoItem<'a> {
    pub class: &'static str,
    pub symbol: &'static str,
    pub word: &'static str,
    pub about: Vec<About<'a>>,
    pub fix: &'a str,
}

/// A finding in a to-do list.
pub(super) struct About<'a> {
    pub finding: usize,
    pub message: &'a str,
}

/// A verdict or outcome that can be chosen, and how often it is there.
pub(super) struct Choice {
    pub class: &'static str,
    pub symbol: &'static str,
    pub word: &'static str,
    pub count: usize,
}

/// Findings that belong together: on an agreement, or on the project.
pub(super) struct Group<'a> {
    pub title: &'a str,
    pub open: Vec<FindingView<'a>>,
    pub folded: Vec<FindingView<'a>>,
    pub fold: String,
}

/// A finding with its places.
pub(super) struct FindingView<'a> {
    pub number: usize,
    pub class: &'static str,
    pub symbol: &'static str,
    pub word: &'static str,
    pub asked: &'static str,
    pub asked_key: String,
    pub party: String,
    pub party_key: String,
    pub should: bool,
    pub confidence: u8,
    pub message: &'a str,
    pub fix: &'a str,
    /// Why it was let pass, if it was.
    pub waived: String,
    pub rule: &'a str,
    pub places: Vec<Place<'a>>,
    pub crops: Vec<Crop>,
    /// What a server adds, as HTML.
    pub under: String,
}

/// The style's name of a verdict.
pub(super) fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Gap => "gap",
        Verdict::Review => "review",
        Verdict::Note => "note",
        Verdict::Waived => "waived",
        Verdict::Pass => "pass",
        Verdict::NotApplicable => "na",
    }
}

/// The verdict that an outcome looks like.
pub(super) fn as_verdict(outcome: Outcome) -> Verdict {
    match outcome {
        Outcome::Rejected => Verdict::Gap,
        Outcome::NeedsReview => Verdict::Review,
        Outcome::Accepted => Verdict::Pass,
    }
}

/// The style's name of an outcome.
pub(super) fn outcome_class(outcome: Outcome) -> &'static str {
    class(as_verdict(outcome))
}

/// What the party of a finding is called; nothing where it concerns none.
pub(super) fn party(finding: &FindingReport, lang: Lang) -> String {
    finding.party.as_ref().map_or_else(String::new, |id| words::ordinal(id, lang))
}

/// A requirement's stable key.
fn key(requirement: Requirement) -> String {
    serde_json::to_value(requirement).ok().and_then(|key| key.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A finding's number on the page.
fn number(project: &ProjectReport, finding: &FindingReport) -> usize {
    project.everything().position(|other| std::ptr::eq(other, finding)).map_or(0, |at| at + 1)
}

/// "缺项 3 · 待核 1 · 符合 20".
pub(super) fn about(project: &ProjectReport, head: Head<'_>) -> String {
    let told = verdicts(project, head.lang).into_iter().filter(|choice| choice.class != class(Verdict::NotApplicable));
    told.map(|choice| format!("{} {}", choice.word, choice.count)).collect::<Vec<_>>().join(" · ")
}

/// The agreements at a glance.
pub(super) fn agreements(project: &ProjectReport, lang: Lang) -> Vec<AgreementView<'_>> {
    let view = |(at, agreement)| AgreementView {
        number: at,
        title: title(agreement, lang),
        kind: words::kind(agreement.kind, lang),
        parties: agreement.parties.iter().map(|party| matrix_row(project, agreement, party, lang)).collect(),
        clauses: clauses(project, &agreement.findings, glance::clauses(agreement), lang),
        documents: agreement.documents.iter().map(|document| document_view(document, lang)).collect(),
    };
    (1..).zip(&project.agreements).map(view).collect()
}

fn title(agreement: &AgreementReport, lang: Lang) -> &str {
    agreement.title.as_deref().unwrap_or(words::no_title(lang))
}

fn matrix_row<'a>(project: &ProjectReport, agreement: &'a AgreementReport, party: &'a PartyReport, lang: Lang) -> PartyView<'a> {
    let cell = |requirement| {
        let (finding, found) = glance::cell(agreement, party, requirement);
        let verdict = finding.map_or(Verdict::NotApplicable, |finding| finding.verdict);
        Cell {
            finding: finding.map(|finding| number(project, finding)),
            class: class(verdict),
            symbol: words::symbol(verdict),
            word: words::verdict(verdict, lang),
            kind: if requirement == Requirement::SignDate { "found date" } else { "found" },
            found,
        }
    };
    PartyView {
        ordinal: words::ordinal(&party.id, lang),
        name: party.name.as_deref().unwrap_or(words::no_name(lang)),
        cells: glance::MATRIX.map(cell).into_iter().collect(),
    }
}

fn clauses(project: &ProjectReport, findings: &[FindingReport], asked: Vec<(Requirement, Verdict)>, lang: Lang) -> Vec<ClauseView> {
    let view = |(requirement, verdict)| {
        let finding = findings.iter().find(|finding| finding.requirement == requirement && finding.verdict == verdict)?;
        Some(ClauseView {
            finding: number(project, finding),
            class: class(verdict),
            symbol: words::symbol(verdict),
            word: words::verdict(verdict, lang),
            asked: words::requirement(requirement, lang),
        })
    };
    asked.into_iter().filter_map(view).collect()
}

fn document_view(document: &DocumentReport, lang: Lang) -> DocumentView<'_> {
    let mut about = words::document(document, lang);
    if document.format == Format::Docx {
        about.push_str(lang.pick(
            "（文字文档没有页面图像，位置以段落或表格标出）",
            " (a text document has no page pictures: paragraphs and table cells tell places)",
        ));
    }
    DocumentView { file: &document.file, about, notices: &document.notices }
}

/// What is to be done, in the page's language and in the other: a Chinese page's English list is for the foreign partner, and holds its part.
pub(super) fn todo(project: Bilingual<'_>, lang: Lang) -> Vec<TodoList<'_>> {
    let own = (lang, lang.pick("待办清单", "To do"), "");
    let other = match lang {
        Lang::Zh => (Lang::En, "To do: for the foreign partner", "发给外方的英文清单：外方需要办理的事项，以及双方须共同修改的条款。"),
        Lang::En => (Lang::Zh, "待办清单", "The same list in Chinese."),
    };
    let lists = [(project.own, own, false), (project.other, other, lang == Lang::Zh)];
    lists
        .into_iter()
        .map(|(report, (lang, title, intro), partner)| list(report, lang, title, intro, partner))
        .filter(|list| !list.items.is_empty())
        .collect()
}

fn list<'a>(project: &'a ProjectReport, lang: Lang, title: &'static str, intro: &'static str, partner: bool) -> TodoList<'a> {
    let wanted = project.everything().filter(|finding| !partner || is_partners(project, finding));
    let item = |group: todo::Group<'a>| TodoItem {
        class: class(group.verdict),
        symbol: words::symbol(group.verdict),
        word: words::verdict(group.verdict, lang),
        about: group.findings.iter().map(|finding| About { finding: number(project, finding), message: &finding.message }).collect(),
        fix: group.fix,
    };
    TodoList { code: lang.pick("zh-CN", "en"), title, intro, items: todo::groups(wanted).into_iter().map(item).collect() }
}

/// Whether a finding is for the foreign partner to know: its own, or on what both sides wrote.
fn is_partners(project: &ProjectReport, finding: &FindingReport) -> bool {
    let holder = project.agreements.iter().find(|agreement| agreement.findings.iter().any(|other| std::ptr::eq(other, finding)));
    match (&finding.party, holder) {
        (_, None) => false,
        (None, Some(_)) => MENDED_TOGETHER.contains(&finding.requirement),
        (Some(id), Some(agreement)) => {
            let country = agreement.parties.iter().find(|party| party.id == *id).and_then(|party| party.country.as_deref());
            country.is_some_and(|country| country != "CN")
        }
    }
}

/// The verdicts of a project, each with its number.
pub(super) fn verdicts(project: &ProjectReport, lang: Lang) -> Vec<Choice> {
    let verdicts = [Verdict::Gap, Verdict::Review, Verdict::Note, Verdict::Waived, Verdict::Pass, Verdict::NotApplicable];
    let choice = |verdict| Choice {
        class: class(verdict),
        symbol: words::symbol(verdict),
        word: words::verdict(verdict, lang),
        count: project.count(verdict),
    };
    verdicts.map(choice).into_iter().filter(|choice| choice.count > 0).collect()
}

/// The requirements that findings are about, in the order of findings.
pub(super) fn requirements(project: &ProjectReport, lang: Lang) -> Vec<(String, &'static str)> {
    let mut asked: Vec<Requirement> = Vec::new();
    for finding in project.everything() {
        if !asked.contains(&finding.requirement) {
            asked.push(finding.requirement);
        }
    }
    asked.into_iter().map(|requirement| (key(requirement), words::requirement(requirement, lang))).collect()
}

/// The parties of all agreements, with the keys that findings carry.
pub(super) fn parties(project: &ProjectReport, lang: Lang) -> Vec<(String, String)> {
    let several = project.agreements.len() > 1;
    let of = |(at, agreement): (usize, &AgreementReport)| {
        let told = |party: &PartyReport| {
            let which = if several { format!("{at}. ") } else { String::new() };
            let name = party.name.as_deref().unwrap_or(words::no_name(lang));
            (party_key(at, &party.id), format!("{which}{} {name}", words::ordinal(&party.id, lang)))
        };
        agreement.parties.iter().map(told).collect::<Vec<_>>()
    };
    (1..).zip(&project.agreements).flat_map(of).collect()
}

fn party_key(agreement: usize, party: &str) -> String {
    format!("{agreement}-{party}")
}

/// The findings by agreement, then those on the project: what is open in the order of its weight, the rest folded.
pub(super) fn groups<'a>(project: &'a ProjectReport, gallery: &Gallery<'_>, lang: Lang, under: &dyn Fn(usize) -> String) -> Vec<Group<'a>> {
    let agreements = (1..).zip(&project.agreements).map(|(at, agreement)| (at, title(agreement, lang), agreement.findings.as_slice()));
    let own = (0, lang.pick("申报项目", "The application"), project.findings.as_slice());
    let mut first = 1;
    let mut groups = Vec::new();
    for (at, title, findings) in agreements.chain([own]) {
        let view = |(number, finding)| FindingView { under: under(number), ..finding_view(number, at, finding, gallery, lang) };
        let mut numbered: Vec<(usize, &FindingReport)> = (first..).zip(findings).collect();
        first += findings.len();
        numbered.sort_by_key(|(number, finding)| (finding.verdict, finding.level, *number));
        let (open, folded): (Vec<_>, Vec<_>) = numbered.into_iter().partition(|(_, finding)| finding.verdict < Verdict::Pass);
        let fold = fold(findings, lang);
        if !findings.is_empty() {
            groups.push(Group { title, open: open.into_iter().map(view).collect(), folded: folded.into_iter().map(view).collect(), fold });
        }
    }
    groups
}

/// "符合 25 项，不适用 2 项".
fn fold(findings: &[FindingReport], lang: Lang) -> String {
    let told = [Verdict::Pass, Verdict::NotApplicable].into_iter().filter_map(|verdict| {
        let count = findings.iter().filter(|finding| finding.verdict == verdict).count();
        (count > 0).then(|| format!("{} {count}{}", words::verdict(verdict, lang), lang.pick(" 项", "")))
    });
    told.collect::<Vec<_>>().join(lang.pick("，", ", "))
}

fn finding_view<'a>(number: usize, agreement: usize, finding: &'a FindingReport, gallery: &Gallery<'_>, lang: Lang) -> FindingView<'a> {
    FindingView {
        number,
        class: class(finding.verdict),
        symbol: words::symbol(finding.verdict),
        word: words::verdict(finding.verdict, lang),
        asked: words::requirement(finding.requirement, lang),
        asked_key: key(finding.requirement),
        party: party(finding, lang),
        party_key: finding.party.as_ref().map_or_else(String::new, |id| party_key(agreement, id)),
        should: finding.level == Level::Should,
        confidence: finding.confidence,
        message: &finding.message,
        fix: &finding.fix,
        waived: finding.waived.as_ref().map_or_else(String::new, |waived| words::waived(waived, lang)),
        rule: &finding.rule,
        places: gallery.places(number, finding),
        crops: gallery.crops(number, finding),
        under: String::new(),
    }
}
