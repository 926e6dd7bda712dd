//! Where a check's result goes: to the screen, or into a file in the format that was asked for.

use std::io::{self, BufWriter};
use std::path::{Component, Path};

use super::args::{CheckArgs, Format};
use super::{CliError, print, progress};
use crate::files::{self, folder_of};
use crate::model::finding::Lang;
use crate::model::report::{ProjectReport, Report};
use crate::report::{self, sarif, text, xlsx};

/// Columns of a result that goes to a file or pipe.
const PLAIN_WIDTH: usize = 100;

/// Writes the report as JSON, whose projects come one after the other.
pub(super) fn json(
    args: &CheckArgs,
    frame: &Report,
    projects: &mut dyn Iterator<Item = io::Result<ProjectReport>>,
) -> Result<(), CliError> {
    if let Some(path) = &args.out {
        return files::whole(path, |file| Ok(report::json::write(file, frame, projects)?));
    }
    match report::json::write(BufWriter::new(io::stdout().lock()), frame, projects) {
        // A reader who has seen enough changes nothing of what was found.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            for project in projects {
                project?;
            }
            Ok(())
        }
        written => Ok(written?),
    }
}

/// Writes the result; `profile` is the profile's title.
pub(super) fn result(args: &CheckArgs, lang: Lang, profile: &str, report: &Report) -> Result<(), CliError> {
    match (args.format, args.out.as_deref()) {
        (Format::Json, out) => say(&report::json::render(report)?, out),
        (Format::Text, out) => say(&text(lang, profile, report, out), out),
        (Format::Sarif, out) => say(&sarif::render(report, lang)?, out),
        // Documents and pages were written as projects were done; a workbook has a file, the command line asks for one.
        (Format::Docx | Format::Html, _) | (Format::Xlsx, None) => Ok(()),
        (Format::Xlsx, Some(file)) => {
            let pictures = args.evidence.as_deref().and_then(|folder| way(file, folder));
            let workbook = xlsx::render(report, &xlsx::Layout { lang, profile, pictures: pictures.as_deref() })?;
            Ok(files::put(file, &workbook)?)
        }
    }
}

/// The report as text, as wide as the screen or as a file is.
pub(super) fn text(lang: Lang, profile: &str, report: &Report, out: Option<&Path>) -> String {
    let width = if out.is_some() { None } else { progress::terminal_width() };
    text::render(report, &text::Layout { width: width.unwrap_or(PLAIN_WIDTH), lang, profile })
}

fn say(text: &str, out: Option<&Path>) -> Result<(), CliError> {
    match out {
        None => print(text),
        Some(path) => Ok(files::put(path, anstream::adapter::strip_str(text).to_string().as_bytes())?),
    }
}

/// The way from a file's folder to another folder, with `/` behind each step; none where there is no such way, as between drives.
fn way(file: &Path, folder: &Path) -> Option<String> {
    let (from, to) = (folder_of(file).canonicalize().ok()?, folder.canonicalize().ok()?);
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("../".to_owned(), from.len() - shared);
    let down = to[shared..].iter().map(|step| format!("{}/", step.as_os_str().to_string_lossy()));
    (shared > 0).then(|| up.chain(down).collect())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn pictures_are_found_from_where_the_workbook_lies() {
        let root = std::env::temp_dir().join(format!("pactlint-way-{}", std::process::id()));
        let (reports, pictures) = (root.join("报告"), root.join("依据/图"));
        fs::create_dir_all(&reports).expect("own folder");
        fs::create_dir_all(&pictures).expect("own folder");
        assert_eq!(way(&reports.join("a.xlsx"), &pictures).as_deref(), Some("../依据/图/"));
        assert_eq!(way(&root.join("a.xlsx"), &pictures).as_deref(), Some("依据/图/"));
        assert_eq!(way(&pictures.join("a.xlsx"), &pictures).as_deref(), Some(""));
        assert_eq!(way(&root.join("no/a.xlsx"), &pictures), None);
        fs::remove_dir_all(root).expect("removed");
    }
}
