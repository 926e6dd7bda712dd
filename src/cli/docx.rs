//! `check --format docx`: each project's documents are written as soon as it is done.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::CliError;
use super::args::{Audience, CheckArgs};
use crate::check::{Finished, OnFinished, collect};
use crate::evidence;
use crate::files;
use crate::model::checked::Failure;
use crate::model::file_name::{file_name, file_names};
use crate::model::finding::{Evidence, Lang, Message};
use crate::model::profile::{Profile, RunOptions};
use crate::model::report::{FileError, Outcome};
use crate::report;
use crate::report::docx::{self, Reader, Subject};

/// Where documents go.
enum Target {
    /// Everything on a project in this file.
    File(PathBuf),
    /// A file for each document in this folder, under these names by project.
    Folder(PathBuf, BTreeMap<String, String>),
}

/// What has to be known beside the finished project.
struct Writer {
    target: Target,
    reader: Reader,
    lang: Lang,
    profile: Profile,
    run: RunOptions,
}

/// What writes the documents of a finished project; `out` is a folder or a file that ends with `.docx`.
pub(super) fn writer(args: &CheckArgs, out: &Path, lang: Lang, profile: &Profile, run: RunOptions) -> Result<OnFinished, CliError> {
    let (sources, _) = collect::sources(&args.paths);
    let names: Vec<String> = sources.into_iter().map(|source| source.name).collect();
    let target = if out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("docx")) {
        if names.len() > 1 {
            return Err(CliError::Explained(Message::new(
                format!("共有 {} 个项目，--out 请给出文件夹", names.len()),
                format!("there are {} projects; give a folder to --out", names.len()),
            )));
        }
        Target::File(out.to_owned())
    } else {
        fs::create_dir_all(out)?;
        Target::Folder(out.to_owned(), file_names(names.iter().map(String::as_str), &[]))
    };
    let reader = match args.audience {
        Audience::Applicant => Reader::Applicant,
        Audience::Office => Reader::Office,
    };
    let writer = Writer { target, reader, lang, profile: profile.clone(), run };
    Ok(Box::new(move |finished| writer.write(finished)))
}

impl Writer {
    fn write(&self, finished: &Finished<'_>) -> Result<(), Failure> {
        let (project, english) = (report::project(finished.project, self.lang), report::project(finished.project, Lang::En));
        let prefix = format!("{}/", project.name);
        let error = |failure: &Failure| FileError {
            file: failure.file.strip_prefix(&prefix).unwrap_or(&failure.file).to_owned(),
            message: failure.message.lang(self.lang).to_owned(),
        };
        let errors: Vec<FileError> = finished.failures.iter().map(error).collect();
        let subject = Subject {
            project: &project,
            english: &english,
            errors: &errors,
            profile: &self.profile,
            today: self.run.today,
            stage: self.run.stage,
            pictures: &|places: &[Evidence]| evidence::parts(finished.pages, places),
        };
        match &self.target {
            Target::File(file) => put(file, docx::together(&subject, self.reader, self.lang)),
            Target::Folder(folder, names) => {
                let name = names.get(&project.name).cloned().unwrap_or_else(|| file_name(&project.name));
                // An office writes to nobody who has nothing to mend.
                if self.reader == Reader::Applicant || project.outcome != Outcome::Accepted || !errors.is_empty() {
                    let file = folder.join(format!("{name}-{}.docx", docx::stem(self.reader, self.lang)));
                    put(&file, docx::notice(&subject, self.reader, self.lang))?;
                }
                for letter in docx::letters(&subject).map_err(|error| unwritten(folder, &error.to_string()))? {
                    put(&folder.join(format!("{name}-letter-{}.docx", letter.key)), Ok(letter.docx))?;
                }
                Ok(())
            }
        }
    }
}

fn put(file: &Path, document: Result<Vec<u8>, docx::Error>) -> Result<(), Failure> {
    let bytes = document.map_err(|error| unwritten(file, &error.to_string()))?;
    files::put(file, &bytes).map_err(|error: io::Error| unwritten(file, &error.to_string()))
}

fn unwritten(file: &Path, error: &str) -> Failure {
    let message = Message::new(format!("无法写出：{error}"), format!("could not be written: {error}"));
    Failure { file: file.display().to_string(), message }
}
