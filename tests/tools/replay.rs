//! Recognises once, looks and judges often: for work on marks, understanding and rules, where reading the pages would cost minutes a run.
//!
//! `cargo run --example replay -- record DIR PATH...` reads the lines of projects, and stores them with their upright page pictures;
//! `cargo run --example replay -- look DIR` finds seals and ink on these pictures, and reads again what they cover;
//! `cargo run --example replay -- judge DIR TODAY` prints the JSON report on what was seen last;
//! `cargo run --example replay -- order DIR PROJECT` prints a project's paragraphs in the order in which they are read.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use pactlint::check::{self, collect};
use pactlint::ingest::{self, Limits};
use pactlint::model::checked::Checked;
use pactlint::model::document::{Document, Look, Page};
use pactlint::model::finding::Lang;
use pactlint::model::profile::{RunOptions, Stage};
use pactlint::model::project::Project;
use pactlint::model::raster::Raster;
use pactlint::recognise::{self, models::Store, ocr::Engine};
use pactlint::report;
use pactlint::rules::profile;
use pactlint::understand::layout::{self, Paragraph};
use rayon::prelude::*;

/// The projects with their lines.
const READ: &str = "read.json";
/// The same with the marks found last, and the lines that were read again.
const SEEN: &str = "seen.json";

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["record", folder, paths @ ..] => record(Path::new(folder), paths),
        ["look", folder] => look(Path::new(folder)),
        ["judge", folder, today] => judge(Path::new(folder), today),
        ["order", folder, project] => order(Path::new(folder), project),
        _ => Err("replay record DIR PATH... | replay look DIR | replay judge DIR TODAY | replay order DIR PROJECT".into()),
    }
}

fn record(folder: &Path, paths: &[&str]) -> Result<(), Failure> {
    fs::create_dir_all(folder)?;
    let engine = Engine::load(&Store::open_default()?)?.without_helpers();
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let (sources, _) = collect::sources(&paths);
    let limits = Limits::default();
    let projects: Result<Vec<Project>, Failure> = sources
        .into_par_iter()
        .map(|source| {
            let contents = collect::contents(&source, &limits);
            let documents =
                contents.attachments.into_iter().filter_map(|attachment| ingest::open(&attachment.file, attachment.bytes, &limits).ok());
            let documents: Result<Vec<Document>, Failure> = documents
                .map(|mut opened| {
                    let mut pages = std::mem::take(&mut opened.document.pages);
                    for page in pages.iter_mut().filter(|page| page.look != Look::Nothing) {
                        let Ok(raster) = opened.raster(page.number) else { continue };
                        let seen = recognise::lines(page, raster, Some(&engine));
                        keep(&picture(folder, &source.name, &opened.document.file, page), &seen.raster)?;
                    }
                    Ok(Document { pages, ..opened.document })
                })
                .collect();
            Ok(Project { name: source.name, facts: contents.facts, documents: documents?, unopened: Vec::new() })
        })
        .collect();
    store(folder, READ, &projects?)
}

fn look(folder: &Path) -> Result<(), Failure> {
    let engine = Engine::load(&Store::open_default()?)?.without_helpers();
    let mut projects = stored(folder, READ)?;
    projects.par_iter_mut().try_for_each(|Project { name, documents, .. }| {
        for Document { file, pages, .. } in documents {
            for page in pages.iter_mut().filter(|page| page.look != Look::Nothing) {
                let Ok(raster) = kept(&picture(folder, name, file, page)) else { continue };
                recognise::marks(page, &raster, Some(&engine));
            }
        }
        Ok::<(), Failure>(())
    })?;
    store(folder, SEEN, &projects)
}

fn judge(folder: &Path, today: &str) -> Result<(), Failure> {
    let profile = profile::load(profile::DEFAULT)?;
    let run = RunOptions { today: today.parse()?, stage: Stage::Signed };
    let projects = last(folder)?;
    let projects = projects.par_iter().map(|project| check::conclude(project, &profile, run)).collect();
    let checked = Checked { projects, failures: Vec::new() };
    let text = report::json::render(&report::build(&checked, &profile.id, run, Lang::Zh))?;
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}

fn order(folder: &Path, name: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for document in last(folder)?.iter().filter(|project| project.name == name).flat_map(|project| &project.documents) {
        writeln!(out, "{}", document.file)?;
        for Paragraph { page, column, area, text, .. } in layout::read(document).paragraphs {
            writeln!(out, "{page} {column} {:4},{:4} {:4}x{:3}  {text}", area.left, area.top, area.width(), area.height())?;
        }
    }
    Ok(())
}

/// The projects as they were seen last.
fn last(folder: &Path) -> Result<Vec<Project>, Failure> {
    stored(folder, SEEN).or_else(|_| stored(folder, READ))
}

fn store(folder: &Path, name: &str, projects: &[Project]) -> Result<(), Failure> {
    Ok(fs::write(folder.join(name), serde_json::to_string(projects)?)?)
}

fn stored(folder: &Path, name: &str) -> Result<Vec<Project>, Failure> {
    Ok(serde_json::from_slice(&fs::read(folder.join(name))?)?)
}

/// Where the upright picture of a page lies: its resolution, then a PNG.
fn picture(folder: &Path, project: &str, file: &str, page: &Page) -> PathBuf {
    folder.join(format!("{project}-{file}-{}", page.number).replace(['/', '\\'], "-"))
}

fn keep(stem: &Path, raster: &Raster) -> Result<(), Failure> {
    let mut bytes = raster.dpi.to_le_bytes().to_vec();
    let png = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Up);
    png.write_image(&raster.pixels, raster.width as u32, raster.height as u32, ExtendedColorType::Rgb8)?;
    Ok(fs::write(stem, bytes)?)
}

fn kept(stem: &Path) -> Result<Raster, Failure> {
    let bytes = fs::read(stem)?;
    let (dpi, png) = bytes.split_first_chunk().ok_or("no picture")?;
    let picture = image::load_from_memory(png)?.into_rgb8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    Ok(Raster { width, height, pixels: picture.into_raw(), dpi: f64::from_le_bytes(*dpi) })
}
