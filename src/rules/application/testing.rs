//! The one builder that tests of these rules use: what `project.toml` says, judged with a clean agreement beside it.

use super::{BatchContext, ProjectContext, compare, judge_project};
use crate::model::agreement::Agreement;
use crate::model::attachment::{Attachment, AttachmentKind, Form};
use crate::model::finding::{Evidence, EvidenceRole, Finding, Requirement, Verdict};
use crate::model::geometry::{Confidence, PageNo};
use crate::model::observation::Cited;
use crate::model::profile::{RunOptions, Stage};
use crate::model::project::{FACTS, ProjectFacts};
use crate::model::sketch::Sketch;
use crate::model::stated;
use crate::model::text::squash;
use crate::rules::{profile, testing};

/// A project under construction.
pub(super) struct Project {
    facts: ProjectFacts,
    agreements: Vec<Agreement>,
    attachments: Vec<Attachment>,
    unopened: bool,
    titled: bool,
}

/// A project whose `project.toml` says this.
pub(super) fn applied(facts: &str) -> Project {
    let facts = toml::from_str(facts).expect("a project.toml");
    Project { facts, agreements: Vec::new(), attachments: Vec::new(), unopened: false, titled: false }
}

/// A file with a text.
pub(super) fn file(name: &str, kind: AttachmentKind, text: &str) -> Attachment {
    Attachment {
        file: name.into(),
        kind,
        title: None,
        unread: Vec::new(),
        front: Evidence { file: name.into(), page: PageNo(1), area: None, path: None, role: EvidenceRole::Searched, saw: String::new() },
        commitments: Vec::new(),
        markings: Vec::new(),
        genetics: Vec::new(),
        laboratories: Vec::new(),
        registered: None,
        form: None,
        demonstrations: Vec::new(),
        letters: squash(text),
    }
}

impl Project {
    /// With the clean agreement of 江苏某某大学 and Example University.
    pub(super) fn with_agreement(mut self) -> Self {
        self.agreements.push(testing::clean().agreement());
        self
    }

    /// With that agreement under another title.
    pub(super) fn with_agreement_titled(mut self, title: &str) -> Self {
        self.agreements.push(testing::clean().edit(|agreement| agreement.title = Some(testing::seen_cited(title.into()))).agreement());
        self
    }

    /// With these files.
    pub(super) fn with_files(mut self, files: Vec<Attachment>) -> Self {
        self.attachments = files;
        self
    }

    /// With a form that requests an amount.
    pub(super) fn with_form(mut self, requested: f64) -> Self {
        let form = Form { requested: Some(testing::seen_cited(requested)), ..Form::default() };
        self.attachments.push(Attachment { form: Some(form), ..file("申报书.pdf", AttachmentKind::Form, "") });
        self
    }

    /// With an agreement that names the project by its title.
    pub(super) fn naming_the_title(mut self) -> Self {
        self.titled = true;
        self
    }

    /// With a file that could not be opened.
    pub(super) fn unopened(mut self) -> Self {
        self.unopened = true;
        self
    }

    /// All findings on the project.
    pub(super) fn judge(&self) -> Vec<Finding> {
        let profile = profile::load(profile::DEFAULT).expect("embedded");
        let run = RunOptions { today: testing::day("2024-03-20"), stage: Stage::Signed };
        let forms: Vec<&Form> = self.attachments.iter().filter_map(|file| file.form.as_ref()).collect();
        let mut application = stated::application(&self.facts, &forms, &self.agreements);
        application.title_seen.extend(self.titled.then(|| testing::place(EvidenceRole::Supports)));
        judge_project(&ProjectContext {
            application: &application,
            agreements: &self.agreements,
            attachments: &self.attachments,
            unopened: self.unopened,
            profile: &profile,
            run,
        })
    }
}

/// The verdicts on a requirement.
pub(super) fn verdicts(project: &Project, requirement: Requirement) -> Vec<Verdict> {
    project.judge().into_iter().filter(|finding| finding.requirement == requirement).map(|finding| finding.verdict).collect()
}

/// A project of a batch.
pub(super) fn sketch(project: &str, applicant: &str, lead: &str) -> Sketch {
    let stated = |value: &str| {
        let source = Evidence {
            file: FACTS.into(),
            page: PageNo(1),
            area: None,
            path: Some("[applicant]".into()),
            role: EvidenceRole::Supports,
            saw: value.into(),
        };
        Some(Cited::new(value.to_owned(), Confidence::CERTAIN, source))
    };
    Sketch { project: project.into(), applicant: stated(applicant), lead: stated(lead), ..Sketch::default() }
}

/// The findings on a requirement, project by project.
pub(super) fn compared(projects: &[Sketch], requirement: Requirement) -> Vec<Finding> {
    let profile = profile::load(profile::DEFAULT).expect("embedded");
    let of = |project| compare(&BatchContext { project, all: projects, profile: &profile });
    projects.iter().flat_map(of).filter(|finding| finding.requirement == requirement).collect()
}
