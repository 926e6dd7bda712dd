//! Rules about a project as a whole: its application, all its files, and its place among the other projects of a run.
//!
//! What the application says comes from `project.toml` or from the files themselves ([`Application`]). A rule whose facts nobody gave has nothing to ask
//! and says `n/a`; it is a gap only where the notice wants a file or a fact that a known application lacks.

pub(super) mod applicant_kind;
pub(super) mod applicant_registered;
pub(super) mod application_consistency;
pub(super) mod belt_and_road_basis;
pub(super) mod country_eligible;
pub(super) mod distinct_projects;
pub(super) mod foreign_lead;
pub(super) mod funding_cap;
pub(super) mod genetic_resources;
pub(super) mod integrity_commitment;
mod notice;
pub(super) mod offshore_body;
pub(super) mod one_per_applicant;
pub(super) mod one_per_lead;
pub(super) mod partner_agreement;
pub(super) mod partner_independence;
mod repeated;
pub(super) mod supporting_evidence;
#[cfg(test)]
pub(super) mod testing;
pub(super) mod unclassified;
mod words;

use super::{Answer, Applies, Check, Lacks, RULES, Rule, Text, level, not_applicable, weigh, wording};
use crate::model::agreement::{Agreement, DocumentFacts};
use crate::model::application::{Application, Organisation};
use crate::model::attachment::Attachment;
use crate::model::document::NoticeKind;
use crate::model::finding::{Evidence, Finding, Level, Message, Requirement, Verdict};
use crate::model::profile::{Profile, RunOptions, Stage};
use crate::model::project::ApplicantKind;
use crate::model::sketch::Sketch;
use crate::model::terms::{ApplicationTerms, TypeTerms};

/// What a check of a project may look at.
#[derive(Debug, Clone, Copy)]
pub struct ProjectContext<'a> {
    /// What is known of the application.
    pub application: &'a Application,
    /// The project's agreements and other papers.
    pub agreements: &'a [Agreement],
    /// Every file, as what it is to the application.
    pub attachments: &'a [Attachment],
    /// Whether files of the project that may hold an agreement could not be opened.
    pub unopened: bool,
    /// The programme's rules.
    pub profile: &'a Profile,
    /// What the user fixed.
    pub run: RunOptions,
}

/// What a check of a project among others may look at.
#[derive(Debug, Clone, Copy)]
pub struct BatchContext<'a> {
    /// The project.
    pub project: &'a Sketch,
    /// All projects of the run, itself included.
    pub all: &'a [Sketch],
    /// The programme's rules.
    pub profile: &'a Profile,
}

impl<'a> ProjectContext<'a> {
    /// What the programme asks of applications.
    pub fn asks(&self) -> &'a ApplicationTerms {
        &self.profile.application
    }

    /// What it asks of this type of project; nothing where the type is unknown.
    pub fn terms(&self) -> Option<&'a TypeTerms> {
        self.asks().types.get(&self.application.kind.as_ref()?.value)
    }

    /// What kind of organisation applies: as stated; a company also by its name.
    pub fn applicant_kind(&self) -> Option<ApplicantKind> {
        let applicant = &self.application.applicant;
        applicant.kind.or_else(|| (applicant.is_company()?).then_some(ApplicantKind::Company))
    }

    /// The partners outside mainland China.
    pub fn overseas(&self) -> impl Iterator<Item = &'a Organisation> {
        self.application.partners.iter().filter(|partner| partner.is_overseas() == Some(true))
    }

    /// How sure it is, percent, that a paper is not among the files: not at all while some could not be read.
    pub fn absence(&self, sure: u8) -> u8 {
        let unread = self.unopened || self.attachments.iter().any(|attachment| !attachment.unread.is_empty());
        if unread { 0 } else { sure }
    }

    /// Whether an answer is open because the recognition models are not installed.
    fn lacks_models(&self, cited: &[Evidence]) -> bool {
        let lacking = |document: &&DocumentFacts| document.notices.iter().any(|notice| notice.kind == NoticeKind::ModelsMissing);
        let mut documents = self.agreements.iter().flat_map(|agreement| &agreement.documents).filter(lacking);
        documents.any(|document| cited.iter().any(|place| place.file == document.file))
    }
}

impl<'a> BatchContext<'a> {
    /// The other projects.
    fn others(&self) -> impl Iterator<Item = &'a Sketch> {
        self.all.iter().filter(|other| other.project != self.project.project)
    }
}

/// Judges a project as a whole.
pub fn judge_project(context: &ProjectContext<'_>) -> Vec<Finding> {
    let judge = |rule: &Rule| {
        let Check::Project(check) = rule.check else { return Vec::new() };
        let Some(level) = level(rule, context.profile) else { return Vec::new() };
        let answers = match pointless(rule, context) {
            Some(reason) => vec![not_applicable(reason)],
            None => check(context),
        };
        let weighed = answers.into_iter().map(|answer| {
            let lacks = Lacks { pages: false, models: context.lacks_models(&answer.evidence) };
            weigh(rule, level, context.profile, answer, lacks)
        });
        weighed.collect()
    };
    RULES.iter().flat_map(judge).collect()
}

/// Judges a project among the others of a run.
pub fn compare(context: &BatchContext<'_>) -> Vec<Finding> {
    let judge = |rule: &Rule| {
        let Check::Batch(check) = rule.check else { return Vec::new() };
        let Some(level) = level(rule, context.profile) else { return Vec::new() };
        let mut answers = check(context);
        // What the application does not tell is said first: that stays true when other projects come or go.
        if context.all.len() < 2 && answers.iter().any(|answer| answer.verdict != Verdict::NotApplicable) {
            answers = vec![not_applicable(Message::new(
                "本次只检查一个项目，无从比较",
                "Only one project was checked: there is nothing to compare",
            ))];
        }
        answers.into_iter().map(|answer| weigh(rule, level, context.profile, answer, Lacks::default())).collect()
    };
    RULES.iter().flat_map(judge).collect()
}

/// Why a rule has nothing to ask of this project, if so.
fn pointless(rule: &Rule, context: &ProjectContext<'_>) -> Option<Message> {
    match rule.applies {
        Applies::Applications | Applies::SignedApplications if !context.application.known => Some(Message::new(
            "没有申报信息（project.toml），本项不检查",
            "Nothing is known of the application (project.toml): this is not checked",
        )),
        Applies::SignedApplications if context.run.stage == Stage::Draft => Some(wording::not_of_a_draft()),
        _ => None,
    }
}

/// The answer of a rule for which the application does not say what it needs to know.
fn unknown(zh: &str, en: &str) -> Answer {
    not_applicable(Message::new(
        format!("申报信息中没有{zh}，本项不检查"),
        format!("The application does not give {en}: this is not checked"),
    ))
}
