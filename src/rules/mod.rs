//! Facts become findings: one requirement, one rule, one file.
//!
//! A rule is a pure function from a [`Context`] to [`Answer`]s and a documentation entry; [`RULES`] is the one list of them. Most ask about one
//! agreement; those in `application` ask about a project as a whole or about it among the others of a run ([`Check`]).
//! [`judge`], [`judge_project`] and [`compare`] run them under a profile: it leaves out rules that are off, answers `n/a` where the paper or the stage makes a
//! question pointless, and turns whatever is less sure than the profile asks into `review`.

mod application;
mod blanks;
mod completeness;
mod context;
mod digital;
mod digital_signature;
mod formal_agreement;
mod ip;
mod is_agreement;
mod legibility;
pub mod mistake;
pub mod notice;
mod party_consistency;
pub mod profile;
mod programme;
mod responsibilities;
mod seal;
mod sign_date;
mod signatory_name;
mod signatory_title;
mod signature;
#[cfg(test)]
mod testing;
mod translation;
mod validity;
pub mod waiver;
mod wording;

use crate::model::agreement::{Agreement, AgreementKind, Party};
pub use crate::model::finding::Text;
use crate::model::finding::{Evidence, Finding, Level, Message, Requirement, Verdict};
use crate::model::profile::{Profile, RunOptions, Stage};
use crate::model::project::Project;
pub use application::{BatchContext, ProjectContext, compare, judge_project};
pub use context::Context;
use notice::Quote;

/// A requirement with its documentation and its check.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Kebab-case; says what must be true. Never reused.
    pub id: &'static str,
    /// Stable key in every output.
    pub requirement: Requirement,
    /// What the notice says on it; empty for what only other programmes ask for.
    pub quotes: &'static [Quote],
    /// What is asked for.
    pub asks: Text,
    /// Why: a reviewer's reason.
    pub why: Text,
    /// What to do when it is not met, worded so that it can be sent to the partner.
    pub fix: Text,
    /// An example that meets it.
    pub good: Text,
    /// One that does not, and why.
    pub bad: Text,
    /// Weight unless the profile says otherwise.
    pub level: Level,
    /// When the question makes sense.
    pub applies: Applies,
    /// The check itself.
    pub check: Check,
}

/// A check, by what it looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// One party of an agreement; where no party could be made out, that is the answer.
    Party(fn(&Context<'_>, &Party) -> Answer),
    /// One agreement.
    Agreement(fn(&Context<'_>) -> Vec<Answer>),
    /// A project: its files together and what its application says.
    Project(fn(&ProjectContext<'_>) -> Vec<Answer>),
    /// A project among the others of the run.
    Batch(fn(&BatchContext<'_>) -> Vec<Answer>),
}

/// When a rule's question makes sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// To every paper.
    Always,
    /// To agreements and letters of intent.
    Agreements,
    /// To these once signed; not to drafts.
    SignedAgreements,
    /// To projects of whose application something is known.
    Applications,
    /// To these when they are submitted; not to drafts.
    SignedApplications,
}

/// A rule's judgement before the profile weighs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The answer.
    pub verdict: Verdict,
    /// Party id, if it concerns one.
    pub party: Option<String>,
    /// What is so.
    pub message: Message,
    /// What to do, if the rule's general advice does not fit.
    pub fix: Option<Message>,
    /// How sure, percent.
    pub confidence: u8,
    /// Where.
    pub evidence: Vec<Evidence>,
}

impl Answer {
    /// An answer about the whole agreement.
    pub(crate) fn new(verdict: Verdict, message: Message, confidence: u8, evidence: &[Evidence]) -> Self {
        Self { verdict, party: None, message, fix: None, confidence, evidence: evidence.to_vec() }
    }

    /// The same, about one party.
    pub(crate) fn of(mut self, party: &crate::model::agreement::Party) -> Self {
        self.party = Some(party.id.clone());
        self
    }

    /// With advice of its own.
    pub(crate) fn with_fix(mut self, fix: Message) -> Self {
        self.fix = Some(fix);
        self
    }
}

/// Every rule, in the order of reports.
pub const RULES: &[Rule] = &[
    signature::RULE,
    seal::RULE,
    sign_date::RULE,
    signatory_name::RULE,
    signatory_title::RULE,
    translation::RULE,
    responsibilities::RULE,
    ip::RULE,
    formal_agreement::RULE,
    validity::RULE,
    party_consistency::RULE,
    blanks::RULE,
    completeness::RULE,
    legibility::RULE,
    is_agreement::RULE,
    digital_signature::RULE,
    programme::term_limit::RULE,
    programme::ip_ownership::RULE,
    programme::signing_place::RULE,
    application::partner_agreement::RULE,
    application::foreign_lead::RULE,
    application::partner_independence::RULE,
    application::supporting_evidence::RULE,
    application::application_consistency::RULE,
    application::funding_cap::RULE,
    application::country_eligible::RULE,
    application::applicant_kind::RULE,
    application::belt_and_road_basis::RULE,
    application::offshore_body::RULE,
    application::applicant_registered::RULE,
    application::integrity_commitment::RULE,
    application::genetic_resources::RULE,
    application::unclassified::RULE,
    application::one_per_applicant::RULE,
    application::one_per_lead::RULE,
    application::distinct_projects::RULE,
];

/// The rule with this id, or of the requirement with this key.
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id || key(rule) == id)
}

/// The requirement's key, as in the JSON report.
fn key(rule: &Rule) -> String {
    serde_json::to_value(rule.requirement).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The id of the rule that a misspelt id or requirement key means; none where it is too far from every one.
pub fn meant(id: &str) -> Option<&'static str> {
    /// Half of the letters in place: `sealed-by-all` still means `sealed-by-each-party`.
    const ALIKE: f64 = 0.5;
    // A word that one of them begins with is nearer than any likeness of letters.
    let alike = |known: &str| match known.strip_prefix(id) {
        Some(rest) if rest.starts_with(['-', '_']) => 1.0,
        _ => strsim::normalized_damerau_levenshtein(known, id),
    };
    let near = |rule: &Rule| alike(rule.id).max(alike(&key(rule)));
    let nearest = RULES.iter().map(|rule| (near(rule), rule.id)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (nearest.0 >= ALIKE).then_some(nearest.1)
}

/// Judges one agreement of a project; `all` are the project's agreements, itself included.
pub fn judge(agreement: &Agreement, all: &[Agreement], project: &Project, profile: &Profile, run: RunOptions) -> Vec<Finding> {
    let context = Context { agreement, all, facts: &project.facts, unopened: !project.unopened.is_empty(), profile, run };
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| apply(rule, &context)).collect();
    waiver::apply(&mut findings, &agreement.parties, &project.facts.waive);
    findings
}

fn apply(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let Some(level) = level(rule, context.profile) else { return Vec::new() };
    let answers = match (rule.check, pointless(rule, context)) {
        (Check::Project(_) | Check::Batch(_), _) => return Vec::new(),
        (_, Some(reason)) => vec![not_applicable(reason)],
        (Check::Party(answer), None) => context.of_each_party(|party| answer(context, party)),
        (Check::Agreement(check), None) => check(context),
    };
    let lacks_pages = context.agreement.lacks_pages();
    let weighed = answers.into_iter().map(|answer| {
        let nothing_read = answer.confidence == 0 && matches!(answer.verdict, Verdict::Pass | Verdict::Gap);
        let lacks_models = context.lacks_models(&answer.evidence, nothing_read);
        weigh(rule, level, context.profile, answer, Lacks { pages: lacks_pages, models: lacks_models })
    });
    weighed.collect()
}

/// How much a rule weighs under a profile; nothing if it is off.
fn level(rule: &Rule, profile: &Profile) -> Option<Level> {
    let level = profile.levels.get(rule.id).copied().unwrap_or(rule.level);
    (level != Level::Off).then_some(level)
}

/// The answer of a rule that has nothing to ask.
fn not_applicable(reason: Message) -> Answer {
    Answer::new(Verdict::NotApplicable, reason, 100, &[])
}

/// What a judgement had to do without.
#[derive(Debug, Clone, Copy, Default)]
struct Lacks {
    /// Pages of the agreement.
    pages: bool,
    /// The recognition models, for the places that the answer rests on.
    models: bool,
}

/// Why a rule has nothing to ask of this paper, if so.
fn pointless(rule: &Rule, context: &Context<'_>) -> Option<Message> {
    let is_agreement = matches!(context.agreement.kind.value, AgreementKind::Agreement | AgreementKind::LetterOfIntent);
    match rule.applies {
        Applies::Always => None,
        _ if !is_agreement => Some(Message::new("该文件不是合作协议，本项不适用", "Not an agreement: this does not apply")),
        Applies::SignedAgreements if context.run.stage == Stage::Draft => Some(wording::not_of_a_draft()),
        _ => None,
    }
}

fn weigh(rule: &Rule, level: Level, profile: &Profile, answer: Answer, lacks: Lacks) -> Finding {
    let unsure = answer.confidence < profile.min_confidence && matches!(answer.verdict, Verdict::Pass | Verdict::Gap);
    let verdict = if unsure { Verdict::Review } else { answer.verdict };
    let message = if unsure { wording::unsure(&answer.message, answer.confidence, lacks.pages) } else { answer.message };
    let fix = match verdict {
        Verdict::Pass | Verdict::NotApplicable => Message::default(),
        // Legibility judges the picture too, and knows which of its complaints the models would settle.
        Verdict::Review if rule.requirement != Requirement::Legibility && lacks.models => wording::install_models(),
        Verdict::Review if answer.fix.is_none() => wording::please_check(),
        _ => answer.fix.unwrap_or_else(|| advice(rule, profile)),
    };
    Finding {
        rule: rule.id.into(),
        requirement: rule.requirement,
        verdict,
        level,
        party: answer.party,
        message,
        fix,
        confidence: answer.confidence,
        evidence: answer.evidence,
        pictures: Vec::new(),
        waived: None,
    }
}

/// What to do about a rule: in the profile's words where it has some.
pub fn advice(rule: &Rule, profile: &Profile) -> Message {
    match profile.advice.get(rule.id) {
        Some(own) => Message::new(own.zh.clone(), own.en.as_deref().unwrap_or(rule.fix.en)),
        None => Message::new(rule.fix.zh, rule.fix.en),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::is_han;

    #[test]
    fn ids_are_unique_kebab_case_and_documented() {
        for (i, rule) in RULES.iter().enumerate() {
            assert!(rule.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.id);
            assert!(RULES[..i].iter().all(|other| other.id != rule.id && other.requirement != rule.requirement), "{}", rule.id);
            for text in [rule.asks, rule.why, rule.fix, rule.good, rule.bad] {
                assert!(text.zh.chars().any(is_han) && !text.en.is_empty(), "{}", rule.id);
                // Full stops belong to sentences of agreements, not to our phrases.
                assert!(!text.zh.ends_with(['，', '；']) && !text.en.ends_with([',', ';', ' ']), "{}", rule.id);
            }
            assert!(rule.good != rule.bad, "{}", rule.id);
            assert!(!rule.quotes.is_empty() || rule.level == Level::Off, "{} rests on nothing", rule.id);
        }
    }

    #[test]
    fn every_rule_answers_on_a_clean_agreement_and_every_pass_has_evidence() {
        let case = testing::clean();
        let findings = [case.judge(), case.judge_project()].concat();
        let asked = |rule: &&Rule| rule.level != Level::Off && !matches!(rule.check, Check::Batch(_));
        for rule in RULES.iter().filter(asked) {
            let own: Vec<_> = findings.iter().filter(|finding| finding.rule == rule.id).collect();
            assert!(!own.is_empty(), "{} is silent", rule.id);
            for finding in own {
                assert!(matches!(finding.verdict, Verdict::Pass | Verdict::NotApplicable), "{finding:?}");
                assert!(finding.verdict != Verdict::Pass || !finding.evidence.is_empty(), "{} passes without evidence", rule.id);
            }
        }
    }

    #[test]
    fn what_is_unsure_becomes_review() {
        let findings =
            testing::clean().edit(|a| a.parties[1].signature = testing::seen_at(crate::model::agreement::Signature::Ink, 20)).judge();
        let finding = findings.iter().find(|f| f.requirement == Requirement::Signature && f.party.as_deref() == Some("B"));
        assert_eq!(finding.map(|f| f.verdict), Some(Verdict::Review));
    }

    #[test]
    fn a_file_that_could_not_be_read_leaves_absences_to_a_person() {
        let mut unsigned = testing::clean().agreement();
        unsigned.parties[0].signature = crate::model::agreement::Observation::Blank(testing::searched());
        let mut unread = testing::clean().agreement();
        "case#2".clone_into(&mut unread.id);
        unread.documents[0].unread.push(crate::model::geometry::PageNo(1));
        let profile = profile::load(profile::DEFAULT).expect("embedded");
        let run = RunOptions { today: testing::day("2024-03-20"), stage: Stage::Signed };
        let mut project = Project::default();
        let verdict = |all: &[Agreement], project: &Project| {
            let findings = judge(&unsigned, all, project, &profile, run);
            findings.into_iter().find(|f| f.requirement == Requirement::Signature).map(|f| f.verdict)
        };
        assert_eq!(verdict(std::slice::from_ref(&unsigned), &project), Some(Verdict::Gap));
        assert_eq!(verdict(&[unsigned.clone(), unread], &project), Some(Verdict::Review));
        project.unopened.push("协议.pdf".to_owned());
        assert_eq!(verdict(std::slice::from_ref(&unsigned), &project), Some(Verdict::Review));
        let findings = judge(&unsigned, std::slice::from_ref(&unsigned), &project, &profile, run);
        let said = findings.iter().find(|f| f.verdict == Verdict::Review).map(|f| f.message.zh.as_str()).unwrap_or_default();
        assert!(said.contains("另有页面或文件未能识别") && !said.contains('%'), "{said}");
    }

    #[test]
    fn a_profile_says_what_to_do_in_its_own_words() {
        let case = testing::clean().edit(|a| a.parties[0].signature = crate::model::agreement::Observation::Blank(testing::searched()));
        let fix = |case: &testing::Case| {
            let finding = case.judge().into_iter().find(|f| f.verdict == Verdict::Gap).expect("a gap");
            (finding.fix.zh, finding.fix.en)
        };
        let usual = fix(&case);
        let own = crate::model::profile::Advice { zh: "请到窗口补签".to_owned(), en: None };
        let case = case.profile(|p| drop(p.advice.insert("signed-by-each-party".to_owned(), own)));
        assert_eq!(fix(&case), ("请到窗口补签".to_owned(), usual.1));
    }

    #[test]
    fn drafts_are_not_asked_for_ink() {
        let findings = testing::clean().stage(Stage::Draft).judge();
        let verdict = |requirement| findings.iter().find(|f| f.requirement == requirement).map(|f| f.verdict);
        assert_eq!(verdict(Requirement::Signature), Some(Verdict::NotApplicable));
        assert_eq!(verdict(Requirement::Ip), Some(Verdict::Pass));
    }

    #[test]
    fn a_misspelt_rule_is_known_and_a_strange_word_is_not() {
        assert_eq!(meant("signed-by-every-party"), Some("signed-by-each-party"));
        assert_eq!(meant("sealed-by-all"), Some("sealed-by-each-party"));
        assert_eq!(meant("signed"), Some("signed-by-each-party"));
        assert_eq!(meant("legibilty"), Some("scan-legible"));
        assert_eq!(meant("什么"), None);
        assert_eq!(find("ip").map(|rule| rule.requirement), Some(Requirement::Ip));
    }
}
