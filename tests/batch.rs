//! Many projects: a run that is stopped, a run that goes on watching, and folders that nobody should have made.

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use pactlint::model::report::Report;

use common::{Scratch, check, remembering_check, run, stderr, stdout};

/// Nothing here takes longer, however busy the machine is.
const PATIENCE: Duration = Duration::from_mins(5);

/// A child that is ended when the test is over, however it ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn start(command: &mut Command) -> (Self, Receiver<String>) {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program runs");
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let (send, receive) = channel();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| send.send(line)));
        (Self(child), receive)
    }

    #[cfg(unix)]
    fn interrupt(&self) {
        use rustix::process::{Pid, Signal, kill_process};
        kill_process(Pid::from_child(&self.0), Signal::INT).expect("it runs");
    }

    fn code(&mut self) -> Option<i32> {
        let start = Instant::now();
        loop {
            if let Some(status) = self.0.try_wait().expect("a child") {
                return status.code();
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// Lines until one contains the words.
fn until(lines: &Receiver<String>, words: &str) -> String {
    let mut text = String::new();
    while !text.contains(words) {
        let line = lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{words} was not said: {text}"));
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Copies of a case with two small PDF files, each with other bytes.
fn copies(folder: &Path, count: usize) {
    for number in 0..count {
        let project = folder.join(format!("p{number}"));
        fs::create_dir_all(&project).expect("own folder");
        for entry in fs::read_dir("corpus/en-unsigned").expect("a case").flatten() {
            let mut bytes = fs::read(entry.path()).expect("a file of the case");
            bytes.extend(format!("\n% copy {number}\n").bytes());
            if entry.path().extension().is_some_and(|extension| extension == "pdf") {
                fs::write(project.join(entry.file_name()), bytes).expect("own folder");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_stopped_run_reports_what_it_did_and_the_next_one_goes_on_from_there() {
    let folder = Scratch::new("batch-stopped");
    let (projects, cache) = (folder.0.join("projects"), folder.0.join("cache"));
    copies(&projects, 6);
    let command = || {
        let mut command = remembering_check();
        command.env("PACTLINT_MODELS", &folder.0).args(["--jobs", "1", "--format", "json", "--cache"]).arg(&cache).arg(&projects);
        command
    };
    let (mut running, lines) = Running::start(&mut command());
    let start = Instant::now();
    let kept = || pactlint::cache::Cache::status(&cache).map_or(0, |status| status.entries);
    while kept() < 3 {
        assert!(start.elapsed() < PATIENCE, "nothing is kept");
        std::thread::sleep(Duration::from_millis(10));
    }
    running.interrupt();
    assert_eq!(running.code(), Some(130));
    let partial: Report = serde_json::from_str(&lines.iter().collect::<Vec<_>>().join("\n")).expect("a report");
    assert!(!partial.projects.is_empty() && !partial.unfinished.is_empty() && partial.errors.is_empty(), "{partial:?}");
    assert_eq!(partial.projects.len() + partial.unfinished.len(), 6);
    let whole: Report = serde_json::from_str(&stdout(&run(&mut command()))).expect("a report");
    assert!(whole.projects.len() == 6 && whole.unfinished.is_empty());
    for (whole, partial) in whole.projects.iter().zip(&partial.projects) {
        assert!(whole == partial, "{} is not the same", partial.name);
    }
}

#[cfg(unix)]
#[test]
fn a_watching_run_shows_what_changed_and_nothing_else() {
    let folder = Scratch::new("batch-watch");
    let (projects, cache) = (folder.0.join("projects"), folder.0.join("cache"));
    copies(&projects, 2);
    let report = folder.0.join("report.txt");
    let mut command = remembering_check();
    command.env("PACTLINT_MODELS", &folder.0).args(["--lang", "en", "--watch", "--cache"]).arg(&cache);
    let (mut running, lines) = Running::start(command.arg("--out").arg(&report).arg(&projects));
    // With --out the first report goes there; what changes is shown.
    let start = Instant::now();
    while !report.exists() {
        assert!(start.elapsed() < PATIENCE, "no report");
        std::thread::sleep(Duration::from_millis(50));
    }
    std::thread::sleep(Duration::from_secs(1));
    fs::write(projects.join("p1/project.toml"), "deadline = \"2030-01-01\"\n").expect("own folder");
    let shown = until(&lines, "as of");
    assert!(shown.contains("1 project changed") && shown.contains(" p1 ") && !shown.contains(" p0 "), "{shown}");
    fs::remove_dir_all(projects.join("p0")).expect("own folder");
    let shown = until(&lines, "as of");
    assert!(shown.contains("0 projects changed, gone: p0"), "{shown}");
    running.interrupt();
    assert_eq!(running.code(), Some(1), "the last result has gaps");
    assert!(!fs::read_to_string(&report).expect("written").contains("p0"));
}

#[test]
fn what_comparing_projects_found_stands_on_their_pages_and_in_their_documents_and_pictures() {
    let folder = Scratch::new("batch-compared");
    // Two projects of one content, whose form is a PDF with pages to be shown.
    for name in ["p0", "p1"] {
        let project = folder.0.join("projects").join(name);
        fs::create_dir_all(&project).expect("own folder");
        fs::copy("corpus/zh-text-compliant/合作研究协议.pdf", project.join("协议.pdf")).expect("own folder");
        fs::write(project.join("project.toml"), "title = \"海上风电叶片监测系统联合研发\"\n").expect("own folder");
    }
    let made = |format: &str| {
        let mut command = check();
        command.env("PACTLINT_MODELS", &folder.0).args(["--format", format, "--evidence"]).arg(folder.0.join("pictures"));
        run(command.arg("--out").arg(folder.0.join(format)).arg(folder.0.join("projects")))
    };
    for format in ["html", "json"] {
        assert_eq!(stderr(&made(format)), "");
    }
    let report: Report = serde_json::from_str(&fs::read_to_string(folder.0.join("json")).expect("written")).expect("a report");
    for (project, other) in report.projects.iter().zip(["p1", "p0"]) {
        let page = fs::read_to_string(folder.0.join("html").join(format!("{}.html", project.name))).expect("written");
        let alike = project.findings.iter().find(|finding| finding.rule == "projects-distinct").expect("it is in force");
        assert!(alike.message.contains(other), "{}", alike.message);
        assert!(page.contains(&alike.message));
        let picture = alike.pictures.first().unwrap_or_else(|| panic!("{alike:?}"));
        assert!(folder.0.join("pictures").join(picture).is_file());
    }
}

#[test]
fn watching_needs_a_place_for_other_formats() {
    let output = run(check().args(["--watch", "--format", "json", "corpus/en-unsigned"]));
    assert!(output.status.code() == Some(2) && stderr(&output).contains("--out"), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn folders_that_nobody_should_have_made_cost_named_errors_only() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    let folder = Scratch::new("batch-hostile");
    let projects = folder.0.join("projects");
    copies(&projects, 1);
    // Links that lead to themselves, to the folder above twice, and nowhere.
    let looped = projects.join("looped");
    fs::create_dir_all(looped.join("in")).expect("own folder");
    symlink("itself", looped.join("itself")).expect("own folder");
    symlink("..", looped.join("in/up")).expect("own folder");
    symlink("../in", looped.join("in/round")).expect("own folder");
    symlink("/no/such/file.pdf", looped.join("gone.pdf")).expect("own folder");
    // Names that are not UTF-8 and look the same.
    for byte in [0xfe, 0xff] {
        let name = [b"name-".as_slice(), &[byte]].concat();
        let project = projects.join(OsStr::from_bytes(&name));
        fs::create_dir_all(&project).expect("own folder");
        fs::write(project.join(OsStr::from_bytes(&[b'a', byte, b'.', b'x'])), "text").expect("own folder");
    }
    fs::create_dir_all(projects.join("empty")).expect("own folder");
    let many = projects.join("many");
    fs::create_dir_all(&many).expect("own folder");
    for number in 0..10_000 {
        fs::write(many.join(format!("{number}.dat")), "x").expect("own folder");
    }
    let output = run(check().env("PACTLINT_MODELS", &folder.0).args(["--format", "json"]).arg(&projects));
    let report: Report = serde_json::from_str(&stdout(&output)).expect("a report");
    assert_eq!(output.status.code(), Some(2));
    let names: Vec<&str> = report.projects.iter().map(|project| project.name.as_str()).collect();
    assert_eq!(names, ["empty", "looped", "many", "name-\u{fffd}", "name-\u{fffd} (2)", "p0"]);
    assert_eq!(report.projects[5].agreements.len(), 1, "the others go on");
    let of = |project: &str| {
        report
            .errors
            .iter()
            .filter(|error| error.file.starts_with(&format!("{project}/")))
            .map(|error| error.file.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("looped"), ["looped/gone.pdf", "looped/in/round", "looped/in/up", "looped/itself"]);
    assert_eq!((of("many").len(), of("name-\u{fffd} (2)").len()), (10_000, 1));
}
