//! What reports for people show first: the matrix of parties, the requirements of a paper as a whole, and what is open in a project.

use super::words;
use crate::model::finding::{Lang, Level, Requirement, Verdict};
use crate::model::report::{AgreementReport, FindingReport, PartyReport, ProjectReport};

/// The columns of the matrix, in the notice's order.
pub(super) const MATRIX: [Requirement; 5] =
    [Requirement::Signature, Requirement::Seal, Requirement::SignDate, Requirement::SignatoryName, Requirement::SignatoryTitle];

/// "：2 处缺项，1 处待核" of a project, or nothing.
pub(super) fn tally(project: &ProjectReport, lang: Lang) -> String {
    words::tally(|verdict| project.count(verdict), lang)
}

/// The finding on one requirement of a party, and what was found.
pub(super) fn cell<'a>(
    agreement: &'a AgreementReport,
    party: &'a PartyReport,
    requirement: Requirement,
) -> (Option<&'a FindingReport>, &'a str) {
    let finding = agreement.findings.iter().find(|f| f.requirement == requirement && f.party.as_ref() == Some(&party.id));
    let found = match requirement {
        Requirement::SignDate => &party.signed_on,
        Requirement::SignatoryName => &party.signatory.name,
        Requirement::SignatoryTitle => &party.signatory.title,
        _ => &None,
    };
    (finding, found.as_deref().unwrap_or_default())
}

/// Everything that is asked of a paper as a whole, with the worst answer.
pub(super) fn clauses(agreement: &AgreementReport) -> Vec<(Requirement, Verdict)> {
    // Most papers have no digital signatures, and there is nothing to say of them.
    let is_idle = |f: &FindingReport| f.requirement == Requirement::DigitalSignature && f.verdict == Verdict::NotApplicable;
    worst(agreement.findings.iter().filter(|f| !MATRIX.contains(&f.requirement) && !is_idle(f)))
}

/// Everything that is asked of the project as a whole, with the worst answer; nothing where no application is known and no file is marked.
pub(super) fn application(project: &ProjectReport) -> Vec<(Requirement, Verdict)> {
    let asked = worst(project.findings.iter().filter(|f| f.verdict != Verdict::NotApplicable));
    let idle = [(Requirement::Unclassified, Verdict::Pass)];
    if asked == idle { Vec::new() } else { asked }
}

/// Requirements in the order of their findings, each with the worst verdict.
fn worst<'a>(findings: impl Iterator<Item = &'a FindingReport>) -> Vec<(Requirement, Verdict)> {
    let mut worst: Vec<(Requirement, Verdict)> = Vec::new();
    for finding in findings.filter(|f| f.level != Level::Off) {
        match worst.iter_mut().find(|(requirement, _)| *requirement == finding.requirement) {
            Some((_, verdict)) => *verdict = (*verdict).min(finding.verdict),
            None => worst.push((finding.requirement, finding.verdict)),
        }
    }
    worst
}

/// Whether nobody signed or sealed, as in a draft.
pub(super) fn unsigned(agreement: &AgreementReport) -> bool {
    let of = |requirement| agreement.findings.iter().filter(move |f| f.requirement == requirement);
    of(Requirement::Signature).count() > 0
        && of(Requirement::Signature).all(|f| f.verdict == Verdict::Gap)
        && of(Requirement::Seal).all(|f| matches!(f.verdict, Verdict::Gap | Verdict::Note))
}

/// "缺 签字（甲、乙） 盖章（甲）；核 日期（乙）".
pub(crate) fn open(project: &ProjectReport, lang: Lang) -> String {
    let parts = [(Verdict::Gap, lang.pick("缺 ", "missing: ")), (Verdict::Review, lang.pick("核 ", "to look at: "))];
    let said = parts.into_iter().filter_map(|(verdict, word)| {
        let names = words::asked(project.everything().filter(|f| f.verdict == verdict), lang);
        (!names.is_empty()).then(|| format!("{word}{}", names.join(lang.pick("、", ", "))))
    });
    said.collect::<Vec<_>>().join(lang.pick("；", "; "))
}
