//! `--format html`: the page of each project as soon as it is done, then the index over all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::CliError;
use crate::check::{Finished, collect};
use crate::files;
use crate::model::checked::Failure;
use crate::model::file_name::file_names;
use crate::model::finding::{Lang, Message};
use crate::model::profile::RunOptions;
use crate::model::report::Report;
use crate::report::{self, html};

/// The index's name, without ending.
const INDEX: &str = "index";

/// The pages of a run.
pub(super) struct Site {
    target: Target,
    /// The names of projects' pages, without ending.
    names: BTreeMap<String, String>,
    /// Projects whose page is written.
    written: Mutex<BTreeSet<String>>,
    profile: String,
    today: String,
    run: RunOptions,
    lang: Lang,
}

/// Where pages go.
enum Target {
    /// One page for one project.
    File(PathBuf),
    /// A page per project and the index.
    Folder(PathBuf),
}

impl Site {
    /// A place for the pages of the projects in `paths`; `profile` is the profile's title. A folder is made if it is not there.
    pub(super) fn new(out: &Path, paths: &[PathBuf], profile: &str, run: RunOptions, lang: Lang) -> Result<Self, CliError> {
        let (sources, _) = collect::sources(paths);
        let page = out.extension().is_some_and(|ending| ["html", "htm"].iter().any(|known| ending.eq_ignore_ascii_case(known)));
        let target = if page && !out.is_dir() {
            if sources.len() > 1 {
                let shown = out.display();
                return Err(CliError::Explained(Message::new(
                    format!(
                        "共有 {} 个项目，一个 HTML 文件只放一个项目；请让 --out 指向文件夹（例如去掉 {shown} 的扩展名）",
                        sources.len()
                    ),
                    format!(
                        "there are {} projects and an HTML file holds one; give --out a folder (say {shown} without its ending)",
                        sources.len()
                    ),
                )));
            }
            Target::File(out.to_owned())
        } else {
            fs::create_dir_all(out)?;
            Target::Folder(out.to_owned())
        };
        let names = file_names(sources.iter().map(|source| source.name.as_str()), &[INDEX]);
        let (profile, today) = (profile.to_owned(), run.today.to_string());
        Ok(Self { target, names, written: Mutex::default(), profile, today, run, lang })
    }

    fn head(&self) -> html::Head<'_> {
        html::Head { profile: &self.profile, today: &self.today, stage: self.run.stage, lang: self.lang }
    }

    /// Writes the page of a finished project.
    pub(super) fn project(&self, finished: &Finished<'_>) -> Result<(), Failure> {
        let name = &finished.project.name;
        let path = match &self.target {
            Target::File(file) => file.clone(),
            Target::Folder(folder) => match self.names.get(name) {
                Some(stem) => folder.join(format!("{stem}.html")),
                // It was not there when names were given out.
                None => return Err(unwritten(folder, &name)),
            },
        };
        let other = if self.lang == Lang::Zh { Lang::En } else { Lang::Zh };
        let (own, other) = (report::project(finished.project, self.lang), report::project(finished.project, other));
        let errors = report::errors(finished.failures, self.lang);
        let bilingual = html::Bilingual { own: &own, other: &other };
        let page = html::project(bilingual, &errors, finished.pages, self.head()).map_err(|error| unwritten(&path, &error))?;
        files::put(&path, page.as_bytes()).map_err(|error| unwritten(&path, &error))?;
        self.written.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone());
        Ok(())
    }

    /// Writes the index of a folder; a single page that no project filled tells what went wrong.
    pub(super) fn index(&self, report: &Report) -> Result<(), CliError> {
        let written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let path = match &self.target {
            Target::File(_) if !written.is_empty() => return Ok(()),
            Target::File(file) => file.clone(),
            Target::Folder(folder) => folder.join(format!("{INDEX}.html")),
        };
        let link = |project: &str| self.names.get(project).filter(|_| written.contains(project)).map(|stem| format!("{stem}.html"));
        let page = html::index(report, self.head(), link).map_err(|error| CliError::Output(std::io::Error::other(error)))?;
        Ok(files::put(&path, page.as_bytes())?)
    }
}

fn unwritten(path: &Path, why: &dyn std::fmt::Display) -> Failure {
    let message = Message::new(format!("无法写出报告页面：{why}"), format!("the report's page could not be written: {why}"));
    Failure { file: path.display().to_string(), message }
}
