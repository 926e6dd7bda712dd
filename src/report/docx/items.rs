//! What is open in a project, as rows of a table: whom it concerns, where, what is so, and how it is mended.

use crate::model::finding::{Evidence, Lang, Level, Verdict};
use crate::model::report::{AgreementReport, FindingReport, ProjectReport};
use crate::report::words;

/// One thing to do or look at.
pub(super) struct Item<'a> {
    pub(super) finding: &'a FindingReport,
    /// "乙方 某大学"; empty if it concerns the paper as a whole.
    pub(super) party: String,
    /// "《协议.pdf》第3页".
    pub(super) place: String,
    /// What is so, the place left out.
    pub(super) what: String,
}

impl Item<'_> {
    /// What to do, or why nothing has to be done.
    pub(super) fn advice(&self, lang: Lang) -> String {
        self.finding.waived.as_ref().map_or_else(|| self.finding.fix.clone(), |waived| words::waived(waived, lang))
    }
}

/// Findings of a project with this verdict, in the order of requirements and parties.
pub(super) fn of(project: &ProjectReport, verdict: Verdict, lang: Lang) -> Vec<Item<'_>> {
    let own = project.findings.iter().map(|finding| (None, finding));
    let others = project.agreements.iter().flat_map(|agreement| agreement.findings.iter().map(move |finding| (Some(agreement), finding)));
    let asked = own.chain(others).filter(|(_, finding)| finding.verdict == verdict && finding.level != Level::Off);
    let mut items: Vec<Item<'_>> = asked.map(|(agreement, finding)| item(agreement, finding, lang)).collect();
    items.sort_by_key(|item| (item.finding.level, item.finding.requirement));
    items
}

/// A finding as a row.
pub(super) fn item<'a>(agreement: Option<&AgreementReport>, finding: &'a FindingReport, lang: Lang) -> Item<'a> {
    let party = agreement.zip(finding.party.as_ref()).map(|(agreement, id)| {
        let name = agreement.parties.iter().find(|party| party.id == *id).and_then(|party| party.name.as_deref()).unwrap_or_default();
        format!("{} {name}", words::ordinal(id, lang)).trim_end().to_owned()
    });
    let place = finding.evidence.first().map(|first| place(first, lang)).unwrap_or_default();
    let what = without(&finding.message, &place, lang);
    Item { finding, party: party.unwrap_or_default(), place, what }
}

/// A place as messages name it.
fn place(evidence: &Evidence, lang: Lang) -> String {
    match (&evidence.path, lang) {
        (Some(path), Lang::Zh) => format!("《{}》{path}", evidence.file),
        (Some(path), Lang::En) => format!("{path} of {}", evidence.file),
        (None, Lang::Zh) => format!("《{}》第{}页", evidence.file, evidence.page),
        (None, Lang::En) => format!("page {} of {}", evidence.page, evidence.file),
    }
}

/// A message without its place, which has a column of its own.
fn without(message: &str, place: &str, lang: Lang) -> String {
    let bare = match lang {
        Lang::Zh => message.strip_prefix(place).and_then(|rest| rest.strip_prefix('：')),
        Lang::En => message.strip_suffix(&format!(" ({place})")),
    };
    bare.filter(|_| !place.is_empty()).unwrap_or(message).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finding::{EvidenceRole, Requirement};
    use crate::model::geometry::PageNo;
    use crate::report::testing::{finding, project};

    #[test]
    fn the_place_stands_once() {
        for (message, lang, expected) in [
            ("《a.pdf》第3页：乙方未见签字笔迹", Lang::Zh, ("《a.pdf》第3页", "乙方未见签字笔迹")),
            ("no ink (page 3 of a.pdf)", Lang::En, ("page 3 of a.pdf", "no ink")),
            ("乙方未见签字笔迹", Lang::Zh, ("《a.pdf》第3页", "乙方未见签字笔迹")),
        ] {
            let mut gap = finding(Requirement::Signature, Verdict::Gap, Some("B"), message, "");
            let place = Evidence {
                file: "a.pdf".into(),
                page: PageNo(3),
                area: None,
                path: None,
                role: EvidenceRole::Searched,
                saw: String::new(),
            };
            gap.evidence = vec![place];
            let project = project("p", vec![gap]);
            let items = of(&project, Verdict::Gap, lang);
            assert_eq!(items[0].place, expected.0);
            assert!(items[0].what.contains(expected.1) && !items[0].what.contains("a.pdf"), "{}", items[0].what);
        }
    }
}
