//! Tells what is understood of born-digital files, for work on parties, clauses and durations: every file is a project of its own.
//!
//! `cargo run --example facts -- open STORE FILE...` opens the files once and stores their text;
//! `cargo run --example facts -- tell STORE TODAY` prints one line of JSON per file: parties, duration, clauses and findings.
//! Scans stay unread: no engine is loaded.

use std::io::Write;
use std::path::Path;

use pactlint::check;
use pactlint::ingest::{self, Limits};
use pactlint::model::agreement::{Agreement, Clause, Observation, Party, Term};
use pactlint::model::finding::Finding;
use pactlint::model::profile::{RunOptions, Stage};
use pactlint::model::project::Project;
use pactlint::rules::profile;
use rayon::prelude::*;
use serde_json::{Value, json};

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["open", store, files @ ..] => open(Path::new(store), files),
        ["tell", store, today] => tell(Path::new(store), today),
        _ => Err("facts open STORE FILE... | facts tell STORE TODAY".into()),
    }
}

fn open(store: &Path, files: &[&str]) -> Result<(), Failure> {
    let limits = Limits::default();
    let opened = files.par_iter().filter_map(|file| {
        let name = Path::new(file).file_name()?.to_str()?.to_owned();
        let document = ingest::open(&name, std::fs::read(file).ok()?, &limits).ok()?.document;
        Some(Project { name, documents: vec![document], ..Project::default() })
    });
    let projects: Vec<Project> = opened.collect();
    Ok(std::fs::write(store, serde_json::to_string(&projects)?)?)
}

fn tell(store: &Path, today: &str) -> Result<(), Failure> {
    let projects: Vec<Project> = serde_json::from_slice(&std::fs::read(store)?)?;
    let profile = profile::load(profile::DEFAULT)?;
    let run = RunOptions { today: today.parse()?, stage: Stage::Signed };
    let lines: Vec<String> = projects
        .par_iter()
        .map(|project| {
            let checked = check::conclude(project, &profile, run);
            let agreements: Vec<Value> = checked.agreements.iter().map(|(agreement, findings)| facts(agreement, findings)).collect();
            json!({ "file": project.name, "agreements": agreements }).to_string()
        })
        .collect();
    Ok(std::io::stdout().write_all((lines.join("\n") + "\n").as_bytes())?)
}

fn facts(agreement: &Agreement, findings: &[Finding]) -> Value {
    json!({
        "kind": agreement.kind.value,
        "title": agreement.title.as_ref().map(|title| &title.value),
        "parties": agreement.parties.iter().map(party).collect::<Vec<_>>(),
        "made": agreement.made.as_ref().map(|made| made.value.to_string()),
        "term": term(&agreement.term),
        "clauses": agreement.clauses.iter().map(clause).collect::<Vec<_>>(),
        "annexes": agreement.annexes.iter().map(|annex| json!({ "name": annex.name, "found": annex.found.is_some() })).collect::<Vec<_>>(),
        "findings": findings.iter().map(|f| json!([f.requirement, f.verdict, f.party, f.message.en])).collect::<Vec<_>>(),
    })
}

/// The value, where one was seen.
fn seen<T: ToString>(observed: &Observation<T>) -> Option<String> {
    observed.seen().map(|seen| seen.value.to_string())
}

fn party(party: &Party) -> Value {
    json!({
        "id": party.id,
        "label": party.label.as_ref().map(|label| &label.value),
        "name": seen(&party.name),
        "aliases": party.aliases.iter().map(|alias| &alias.value).collect::<Vec<_>>(),
        "country": party.country.as_ref().map(|country| &country.value),
        "signatory": seen(&party.signatory),
        "title": seen(&party.title),
        "date": party.date.seen().and_then(|seen| seen.value.date).map(|date| date.to_string()),
    })
}

fn term(term: &Term) -> Value {
    let blank = matches!(term.end, Observation::Blank(_));
    let said: Vec<&str> =
        term.end.seen().or(term.first_end.as_ref()).iter().flat_map(|end| &end.sources).map(|source| source.saw.as_str()).collect();
    let first_end = term.first_end.as_ref().map(|end| end.value.to_string());
    let open = term.open_ended.as_ref().map(|said| &said.value);
    json!({ "start": seen(&term.start), "end": seen(&term.end), "first_end": first_end, "blank": blank, "open": open, "said": said })
}

fn clause(clause: &Clause) -> Value {
    let said = |said: &Option<pactlint::model::agreement::Cited<String>>| said.as_ref().map(|said| said.value.clone());
    let all = |said: &[pactlint::model::agreement::Cited<String>]| said.iter().map(|said| said.value.clone()).collect::<Vec<_>>();
    json!({
        "topic": format!("{:?}", clause.topic),
        "heading": clause.heading,
        "text": clause.text,
        "tasks": clause.tasks.iter().map(|(id, tasks)| json!({ "party": id, "said": all(tasks) })).collect::<Vec<_>>(),
        "background": said(&clause.ip.background),
        "ownership": said(&clause.ip.ownership),
        "usage": said(&clause.ip.usage),
        "deferrals": all(&clause.deferrals),
        "references": all(&clause.references),
        "unplaced": all(&clause.unplaced),
    })
}
