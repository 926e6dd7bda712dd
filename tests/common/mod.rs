//! What the test binaries share: the program itself, and the cases of the corpus.

#![expect(dead_code, reason = "each test binary uses its own part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The day that the corpus speaks of (corpus/README.md).
pub(crate) const TODAY: &str = "2024-03-20";

/// The program in a quiet environment, at the root of the repository.
pub(crate) fn pactlint() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pactlint"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    command
}

/// `pactlint check` on the corpus's day, without optional programs and earlier results: the same on every machine.
pub(crate) fn check() -> Command {
    let mut command = remembering_check();
    command.arg("--no-cache");
    command
}

/// The same, but with earlier results.
pub(crate) fn remembering_check() -> Command {
    let mut command = pactlint();
    command.args(["check", "--quiet", "--no-helpers", "--today", TODAY]);
    command
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Output {
    command.output().expect("the program runs")
}

/// What a command wrote to stdout.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("stdout is UTF-8")
}

/// What a command wrote to stderr.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("stderr is UTF-8")
}

/// The folder of the corpus.
pub(crate) fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Names of the cases: folders with a `truth.json`.
pub(crate) fn cases() -> Vec<String> {
    let entries = std::fs::read_dir(corpus()).expect("the corpus is there").flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().join("truth.json").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 30, "only {} cases", names.len());
    names
}

/// An empty folder of a test's own, gone when dropped.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("pactlint-test-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("temporary folder");
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
