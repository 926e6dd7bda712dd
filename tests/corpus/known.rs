//! `corpus/known-misses.toml` names every answer that is still wrong, so that a change in either direction shows.
//!
//! When this test fails it prints the entries that are new and those that no longer hold: correct the file accordingly, and give each
//! new entry its reason after looking at the case.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::{common, score};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    #[serde(default)]
    miss: Vec<Miss>,
}

/// A wrong answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
struct Miss {
    case: String,
    requirement: String,
    party: Option<String>,
    kind: Kind,
    reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// A gap that was not reported.
    Missed,
    /// A report of a gap that is none.
    False,
}

impl Miss {
    fn entry(&self) -> String {
        let party = self.party.as_ref().map(|party| format!("party = \"{party}\"\n")).unwrap_or_default();
        let kind = format!("{:?}", self.kind).to_lowercase();
        format!("[[miss]]\ncase = \"{}\"\nrequirement = \"{}\"\n{party}kind = \"{kind}\"\nreason = \"\"\n", self.case, self.requirement)
    }
}

fn known() -> Vec<Miss> {
    let text = std::fs::read_to_string(common::corpus().join("known-misses.toml")).expect("known-misses.toml is there");
    toml::from_str::<Known>(&text).unwrap_or_else(|error| panic!("known-misses.toml: {error}")).miss
}

#[test]
fn wrong_answers_are_exactly_the_known_ones() {
    let mut actual = BTreeSet::new();
    for case in score::all() {
        let miss = |kind| {
            let case = case.truth.case_id.clone();
            move |(requirement, party): &score::Gap| Miss {
                case: case.clone(),
                requirement: requirement.clone(),
                party: party.clone(),
                kind,
                reason: String::new(),
            }
        };
        actual.extend(case.real.difference(&case.reported).map(miss(Kind::Missed)));
        actual.extend(case.reported.difference(&case.real).map(miss(Kind::False)));
    }
    let known: BTreeSet<Miss> = known().into_iter().map(|miss| Miss { reason: String::new(), ..miss }).collect();
    let new: String = actual.difference(&known).map(Miss::entry).collect();
    let gone: String = known.difference(&actual).map(Miss::entry).collect();
    assert!(new.is_empty() && gone.is_empty(), "new in corpus/known-misses.toml:\n{new}\nno longer so:\n{gone}");
}

#[test]
fn every_known_miss_has_its_reason_and_case() {
    for miss in known() {
        assert!(!miss.reason.trim().is_empty(), "{} {} has no reason", miss.case, miss.requirement);
        assert!(common::cases().contains(&miss.case), "{} is no case", miss.case);
    }
}
