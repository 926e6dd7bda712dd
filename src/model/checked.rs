//! The result of a run, before `report` words it.

use serde::{Deserialize, Serialize};

use super::agreement::Agreement;
use super::finding::{Finding, Message};
use super::project::{ProjectFacts, Waiver};
use super::sketch::Sketch;

/// Facts and findings of a run.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Checked {
    /// Projects by name.
    pub projects: Vec<CheckedProject>,
    /// What could not be opened, by name.
    pub failures: Vec<Failure>,
}

/// A project's facts and findings.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct CheckedProject {
    /// Folder or archive name.
    pub name: String,
    /// What its `project.toml` says.
    pub facts: ProjectFacts,
    /// Agreements with their findings.
    pub agreements: Vec<(Agreement, Vec<Finding>)>,
    /// Findings on the project as a whole, and on it among the others of the run.
    pub findings: Vec<Finding>,
    /// What the others of the run are compared with.
    pub sketch: Sketch,
    /// Waivers of `project.toml` that met nothing.
    pub unused_waivers: Vec<Waiver>,
}

impl CheckedProject {
    /// All findings, those on agreements first.
    pub fn everything(&self) -> impl Iterator<Item = &Finding> {
        self.agreements.iter().flat_map(|(_, findings)| findings).chain(&self.findings)
    }

    /// The same, to be changed.
    pub fn everything_mut(&mut self) -> impl Iterator<Item = &mut Finding> {
        self.agreements.iter_mut().flat_map(|(_, findings)| findings).chain(&mut self.findings)
    }
}

/// A file or project that could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Failure {
    /// `project/file`, or the path as given.
    pub file: String,
    /// Why, and what to do.
    pub message: Message,
}
