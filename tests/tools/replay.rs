//! Recognises once, judges often: for work on understanding and rules, where recognition would cost minutes a run.
//!
//! `cargo run --example replay -- record OUT.json PATH...` stores the recognised projects;
//! `cargo run --example replay -- judge IN.json TODAY` prints the JSON report on them.

use std::path::{Path, PathBuf};

use pactlint::check::{self, Request, collect};
use pactlint::ingest::{Limits, Roots};
use pactlint::model::checked::Checked;
use pactlint::model::finding::Lang;
use pactlint::model::profile::{RunOptions, Stage};
use pactlint::model::project::Project;
use pactlint::recognise::{models::Store, ocr::Engine};
use pactlint::report;
use pactlint::rules::profile;
use rayon::prelude::*;

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["record", out, paths @ ..] => record(Path::new(out), paths),
        ["judge", file, today] => judge(Path::new(file), today),
        _ => Err("replay record OUT.json PATH... | replay judge IN.json TODAY".into()),
    }
}

fn record(out: &Path, paths: &[&str]) -> Result<(), Failure> {
    let run = RunOptions { today: "2024-01-01".parse()?, stage: Stage::Signed };
    let engine = Some(Engine::load(&Store::open_default()?)?);
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let request = Request {
        paths,
        profile: profile::load(profile::DEFAULT)?,
        run,
        engine,
        limits: Limits::default(),
        roots: Roots::default(),
        evidence: None,
        reader: None,
    };
    let (sources, _) = collect::sources(&request.paths);
    let pool = rayon::ThreadPoolBuilder::new().build()?;
    let workers = check::Workers::new(&pool);
    let projects: Vec<Project> = check::each(sources, &pool, |source| check::recognised(source, &request, &workers, None, &|_| ()).0);
    Ok(std::fs::write(out, serde_json::to_string(&projects)?)?)
}

fn judge(file: &Path, today: &str) -> Result<(), Failure> {
    let profile = profile::load(profile::DEFAULT)?;
    let run = RunOptions { today: today.parse()?, stage: Stage::Signed };
    let projects: Vec<Project> = serde_json::from_slice(&std::fs::read(file)?)?;
    let projects = projects.par_iter().map(|project| check::conclude(project, &profile, run)).collect();
    let checked = Checked { projects, failures: Vec::new() };
    let text = report::json::render(&report::build(&checked, &profile.id, run, Lang::Zh))?;
    Ok(std::io::Write::write_all(&mut std::io::stdout(), text.as_bytes())?)
}
