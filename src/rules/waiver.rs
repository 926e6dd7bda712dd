//! Waivers of `project.toml`: a finding that is let pass says so, with the reason and what it would have been.

use super::{find, meant, mistake};
use crate::model::agreement::Party;
use crate::model::finding::{Finding, Message, Verdict, Waived};
use crate::model::party::ordinal;
use crate::model::project::Waiver;
use crate::model::text::squash;

/// Lets pass what a waiver meets: gaps, what is open, and notes.
pub fn apply(findings: &mut [Finding], parties: &[Party], waivers: &[Waiver]) {
    for finding in findings.iter_mut().filter(|finding| matches!(finding.verdict, Verdict::Gap | Verdict::Review | Verdict::Note)) {
        if let Some(waiver) = waivers.iter().find(|waiver| meets(waiver, finding, parties)) {
            finding.waived = Some(Waived { verdict: finding.verdict, reason: waiver.reason.trim().to_owned() });
            finding.verdict = Verdict::Waived;
        }
    }
}

/// The waivers that met none of a project's findings; each finding comes with the parties of its agreement.
pub fn unused(waivers: &[Waiver], findings: &[(&Finding, &[Party])]) -> Vec<Waiver> {
    let is_used = |waiver: &Waiver| findings.iter().any(|(finding, parties)| finding.waived.is_some() && meets(waiver, finding, parties));
    waivers.iter().filter(|waiver| !is_used(waiver)).cloned().collect()
}

/// Lets pass what waivers meet that met nothing before, and leaves those that still do not.
pub fn settle(findings: &mut [Finding], open: &mut Vec<Waiver>) {
    apply(findings, &[], open);
    let told: Vec<_> = findings.iter().map(|finding| (finding, [].as_slice())).collect();
    *open = unused(open, &told);
}

fn meets(waiver: &Waiver, finding: &Finding, parties: &[Party]) -> bool {
    find(&waiver.rule).is_some_and(|rule| rule.id == finding.rule)
        && waiver.party.as_ref().is_none_or(|named| finding.party.as_deref().is_some_and(|id| is_called(id, parties, named)))
        && waiver.file.as_ref().is_none_or(|file| finding.evidence.iter().any(|place| place.file == *file))
}

/// Whether the party with this id is called so: by its letter, 乙方, label or a name.
fn is_called(id: &str, parties: &[Party], named: &str) -> bool {
    let own = parties.iter().find(|party| party.id == id);
    let names = own.into_iter().flat_map(|party| party.name.seen().into_iter().chain(&party.aliases).chain(&party.label));
    let named = squash(named);
    squash(id) == named || squash(ordinal(id)) == named || names.into_iter().any(|name| squash(&name.value) == named)
}

/// What is wrong with the waivers of a `project.toml`: a rule that does not exist, a reason that is empty.
pub fn mistake(waivers: &[Waiver], text: &str) -> Option<Message> {
    let wrong = |at: usize, waiver: &Waiver| {
        let (key, message) = if find(&waiver.rule).is_none() {
            ("rule", unknown(&waiver.rule))
        } else if waiver.reason.trim().is_empty() {
            ("reason", Message::new("豁免须写明理由", "a waiver needs a reason"))
        } else {
            return None;
        };
        Some(mistake::of_key(text, &["waive", &at.to_string(), key], message))
    };
    waivers.iter().enumerate().find_map(|(at, waiver)| wrong(at, waiver))
}

fn unknown(named: &str) -> Message {
    match meant(named) {
        Some(meant) => Message::new(
            format!("[[waive]] 中的规则 `{named}` 不存在；是不是 `{meant}`？"),
            format!("[[waive]] names the rule `{named}`, which does not exist; did you mean `{meant}`?"),
        ),
        None => Message::new(
            format!("[[waive]] 中的规则 `{named}` 不存在；全部规则见 pactlint rules"),
            format!("[[waive]] names the rule `{named}`, which does not exist; `pactlint rules` lists them all"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, searched};
    use super::*;
    use crate::model::agreement::Observation;
    use crate::model::finding::Requirement;
    use crate::model::project::ProjectFacts;

    fn waiver(rule: &str, party: Option<&str>, file: Option<&str>) -> Waiver {
        Waiver { rule: rule.into(), reason: " 已另行报备 ".into(), party: party.map(Into::into), file: file.map(Into::into) }
    }

    /// Verdicts on the signatures of an agreement that nobody signed.
    fn unsigned(waivers: Vec<Waiver>) -> Vec<Verdict> {
        let case = clean().edit(|a| a.parties.iter_mut().for_each(|p| p.signature = Observation::Blank(searched())));
        case.facts(|facts| facts.waive = waivers).verdicts(Requirement::Signature)
    }

    #[test]
    fn what_is_let_pass_keeps_its_reason_and_what_it_would_have_been() {
        let case = clean().edit(|a| a.parties[0].signature = Observation::Blank(searched()));
        let case = case.facts(|facts| facts.waive = vec![waiver("signed-by-each-party", None, None)]);
        let findings = case.judge();
        let own: Vec<_> = findings.iter().filter(|finding| finding.requirement == Requirement::Signature).collect();
        assert_eq!((own[0].verdict, own[1].verdict), (Verdict::Waived, Verdict::Pass));
        assert_eq!(own[0].waived, Some(Waived { verdict: Verdict::Gap, reason: "已另行报备".to_owned() }));
        assert!(own[0].judged() == Verdict::Gap && own[1].waived.is_none() && !own[0].message.zh.is_empty());
    }

    #[test]
    fn a_waiver_may_be_for_one_party_or_one_file() {
        let (let_pass, gap) = (Verdict::Waived, Verdict::Gap);
        for (party, file, expected) in [
            (None, None, [let_pass, let_pass]),
            (Some("B"), None, [gap, let_pass]),
            (Some("乙方"), None, [gap, let_pass]),
            (Some("江苏某某大学"), None, [let_pass, gap]),
            (Some("example university"), None, [gap, let_pass]),
            (Some("C"), None, [gap, gap]),
            (None, Some("协议.pdf"), [let_pass, let_pass]),
            (None, Some("另一份.pdf"), [gap, gap]),
        ] {
            assert_eq!(unsigned(vec![waiver("signature", party, file)]), expected, "{party:?} {file:?}");
        }
        assert_eq!(unsigned(vec![waiver("sealed-by-each-party", None, None)]), [gap, gap]);
    }

    #[test]
    fn what_met_nothing_is_told() {
        let case = clean().edit(|a| a.parties[0].signature = Observation::Blank(searched()));
        let waivers = vec![waiver("signature", Some("A"), None), waiver("signature", Some("B"), None), waiver("scan-legible", None, None)];
        let case = case.facts(|facts| facts.waive.clone_from(&waivers));
        let findings = case.judge();
        let agreement = case.agreement();
        let all: Vec<_> = findings.iter().map(|finding| (finding, agreement.parties.as_slice())).collect();
        assert_eq!(unused(&waivers, &all), waivers[1..]);
        // What is found later, among other projects, may meet those that are left.
        let mut left = vec![waiver("signature", Some("A"), None), waiver("scan-legible", None, None)];
        let mut later: Vec<Finding> = findings.into_iter().filter(|finding| finding.waived.is_some()).collect();
        for finding in &mut later {
            finding.verdict = finding.judged();
            finding.waived = None;
        }
        settle(&mut later, &mut left);
        assert!(later.iter().all(|finding| finding.verdict == Verdict::Waived) && left == waivers[2..], "{left:?}");
    }

    #[test]
    fn a_rule_that_does_not_exist_and_an_empty_reason_are_told_with_their_line() {
        let told = |text: &str| {
            let facts: ProjectFacts = toml::from_str(text).expect("valid TOML");
            mistake(&facts.waive, text)
        };
        let fine = "[[waive]]\nrule = \"scan-legible\"\nreason = \"原件已看过\"\n";
        assert_eq!(told(fine), None);
        let misspelt = told(&format!("{fine}[[waive]]\nreason = \"…\"\nrule = \"signed-by-all\"\n")).expect("a mistake");
        assert_eq!(misspelt.zh, "第 6 行：[[waive]] 中的规则 `signed-by-all` 不存在；是不是 `signed-by-each-party`？");
        assert!(misspelt.en.starts_with("line 6: "), "{}", misspelt.en);
        let silent = told("[[waive]]\nrule = \"seal\"\nreason = \" \"\n").expect("a mistake");
        assert_eq!(silent.zh, "第 3 行：豁免须写明理由");
    }
}
