//! The report as web pages: one file per project that holds everything it shows, and an index over the projects of a run.
//!
//! A page answers in the order in which people ask: is it in order, who lacks what, what is to be done, and why, with the page of the file beside every
//! answer. Pictures are in the file once each; crops beside findings and whole pages both show them through `<use>`. Everything but filters, keys and copying
//! works without script, and nothing outside of the file is ever asked for: a policy in the file forbids it.

pub(crate) mod assets;
mod places;
#[cfg(test)]
mod tests;
mod view;

use askama::Template;

use super::{glance, words};
use crate::model::finding::{Lang, Verdict};
use crate::model::profile::Stage;
use crate::model::raster::PagePicture;
use crate::model::report::{FileError, Outcome, ProjectReport, Report};
use places::{Gallery, Page};
use view::{AgreementView, Choice, Group, TodoList, outcome_class};

/// What every page of a run says of it.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// The profile's title.
    pub profile: &'a str,
    /// The day the check speaks of.
    pub today: &'a str,
    /// Signed papers or drafts.
    pub stage: Stage,
    /// Language of the page; findings come worded already.
    pub lang: Lang,
}

/// A project's result in both languages: the page is in the first, and the other serves those who do not read it.
#[derive(Debug, Clone, Copy)]
pub struct Bilingual<'a> {
    /// In the page's language.
    pub own: &'a ProjectReport,
    /// The same in the other language.
    pub other: &'a ProjectReport,
}

/// What an application that serves the pages puts into them. Everything is HTML but addresses.
#[derive(Clone, Copy)]
pub struct Served<'a> {
    /// Ways to its other pages, in the head.
    pub ways: &'a str,
    /// Above what a project's page tells of the agreements.
    pub top: &'a str,
    /// Under a finding, by its place among all of the project's, from 1.
    pub under: &'a dyn Fn(usize) -> String,
    /// Where a page's picture is.
    pub picture: &'a dyn Fn(&PagePicture) -> String,
}

/// A project's page. The pictures are those of its files' pages; those that no finding rests on are left out.
pub fn project(own: Bilingual<'_>, errors: &[FileError], pages: &[PagePicture], head: Head<'_>) -> Result<String, askama::Error> {
    let alone = Served { ways: "", top: "", under: &|_| String::new(), picture: &places::inside };
    page(own, errors, pages, Frame::alone(head), head, alone)
}

/// The same as a part of an application; the pictures may be without content.
pub fn served(
    own: Bilingual<'_>,
    errors: &[FileError],
    pages: &[PagePicture],
    head: Head<'_>,
    served: Served<'_>,
) -> Result<String, askama::Error> {
    page(own, errors, pages, Frame::served(head, served.ways), head, served)
}

fn page(
    project: Bilingual<'_>,
    errors: &[FileError],
    pages: &[PagePicture],
    frame: Frame<'_>,
    head: Head<'_>,
    served: Served<'_>,
) -> Result<String, askama::Error> {
    let (lang, served_here) = (head.lang, frame.served);
    let own = project.own;
    let gallery = Gallery::new(own, pages, lang);
    let groups = view::groups(own, &gallery, lang, served.under);
    let (symbol, word) = (words::symbol(view::as_verdict(own.outcome)), words::outcome(own.outcome, lang));
    let page = ProjectPage {
        frame,
        top: served.top,
        name: &own.name,
        symbol,
        word,
        class: outcome_class(own.outcome),
        open: glance::open(own, lang),
        about: view::about(own, head),
        draft: head.stage == Stage::Draft,
        unsigned: head.stage == Stage::Signed && own.agreements.iter().any(glance::unsigned),
        unsigned_hint: if served_here { words::perhaps_a_draft_here(lang) } else { words::perhaps_a_draft(lang) },
        nothing: words::nothing_to_check(lang),
        unused_waivers: own.unused_waivers.iter().map(|waiver| words::unused_waiver(waiver, lang)).collect(),
        errors,
        heads: glance::MATRIX.map(|requirement| words::requirement(requirement, lang)),
        agreements: view::agreements(own, lang),
        todo: view::todo(project, lang),
        count: own.everything().count(),
        choices: view::verdicts(own, lang),
        requirements: view::requirements(own, lang),
        parties: view::parties(own, lang),
        groups,
        pages: gallery.into_pages(own, lang, served.picture),
    };
    Ok(tame(page.render()?))
}

/// The page over all projects of a run, the worst first; `link` tells the file of a project's own page, if there is one.
pub fn index(report: &Report, head: Head<'_>, link: impl Fn(&str) -> Option<String>) -> Result<String, askama::Error> {
    let lang = head.lang;
    let row = |project: &&ProjectReport| Row {
        name: project.name.clone(),
        link: link(&project.name),
        class: outcome_class(project.outcome),
        symbol: words::symbol(view::as_verdict(project.outcome)),
        word: words::outcome(project.outcome, lang),
        gaps: project.count(Verdict::Gap),
        reviews: project.count(Verdict::Review),
        notes: project.count(Verdict::Note),
        open: glance::open(project, lang),
    };
    let outcome = |outcome: Outcome| Choice {
        class: outcome_class(outcome),
        symbol: words::symbol(view::as_verdict(outcome)),
        word: words::outcome(outcome, lang),
        count: report.projects.iter().filter(|project| project.outcome == outcome).count(),
    };
    let page = IndexPage {
        frame: Frame::alone(head),
        summary: words::summary(report, head.profile, lang),
        errors: &report.errors,
        choices: [Outcome::Rejected, Outcome::NeedsReview, Outcome::Accepted].map(outcome),
        rows: report.worst_first().iter().map(row).collect(),
        nothing: words::nothing_to_check(lang),
    };
    Ok(tame(page.render()?))
}

/// Without what could steer a reader's eyes: control characters, and marks that turn the direction of text around.
pub(crate) fn tame(mut html: String) -> String {
    html.retain(|c| {
        c == '\n' || !(c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    });
    html
}

/// What stands around every page, and around those of an application that serves them.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) policy: String,
    pub(crate) version: &'static str,
    pub(crate) style: &'static str,
    pub(crate) script: &'static str,
    pub(crate) profile: &'a str,
    pub(crate) today: &'a str,
    pub(crate) lang: Lang,
    pub(crate) served: bool,
    pub(crate) ways: &'a str,
}

impl<'a> Frame<'a> {
    /// Of a page that holds everything.
    fn alone(head: Head<'a>) -> Self {
        Self {
            policy: assets::policy(),
            version: env!("CARGO_PKG_VERSION"),
            style: assets::STYLE,
            script: assets::SCRIPT,
            profile: head.profile,
            today: head.today,
            lang: head.lang,
            served: false,
            ways: "",
        }
    }

    /// Of a page that a server shows: style and script come from there, and so does the policy.
    pub(crate) fn served(head: Head<'a>, ways: &'a str) -> Self {
        Self { served: true, ways, ..Self::alone(head) }
    }
}

#[derive(Template)]
#[template(path = "project.html", config = "src/report/html/askama.toml")]
struct ProjectPage<'a> {
    frame: Frame<'a>,
    top: &'a str,
    name: &'a str,
    symbol: &'static str,
    word: &'static str,
    class: &'static str,
    open: String,
    about: String,
    draft: bool,
    unsigned: bool,
    unsigned_hint: &'static str,
    nothing: &'static str,
    unused_waivers: Vec<String>,
    errors: &'a [FileError],
    heads: [&'static str; 5],
    agreements: Vec<AgreementView<'a>>,
    todo: Vec<TodoList<'a>>,
    count: usize,
    choices: Vec<Choice>,
    requirements: Vec<(String, &'static str)>,
    parties: Vec<(String, String)>,
    groups: Vec<Group<'a>>,
    pages: Vec<Page>,
}

#[derive(Template)]
#[template(path = "index.html", config = "src/report/html/askama.toml")]
struct IndexPage<'a> {
    frame: Frame<'a>,
    summary: String,
    errors: &'a [FileError],
    choices: [Choice; 3],
    rows: Vec<Row>,
    nothing: &'static str,
}

/// A project in the index.
struct Row {
    name: String,
    link: Option<String>,
    class: &'static str,
    symbol: &'static str,
    word: &'static str,
    gaps: usize,
    reviews: usize,
    notes: usize,
    open: String,
}
