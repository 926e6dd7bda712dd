//! What README.md and README.zh.md tell people to type exists, and the two say the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Lines of indented or fenced code that begin with a word.
fn commands<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let mut fenced = false;
    let mut found = Vec::new();
    for line in text.lines() {
        fenced ^= line.starts_with("```");
        if fenced && line.starts_with(word) {
            found.push(line);
        }
    }
    found
}

#[test]
fn both_languages_show_the_same_commands_and_files() {
    let (en, zh) = (read("README.md"), read("README.zh.md"));
    for word in ["cargo ", "pactlint ", "git "] {
        let bare = |text| {
            commands(text, word).into_iter().map(|line| line.split(" #").next().unwrap_or(line).trim().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(bare(&en), bare(&zh));
    }
    let heads = |text: &str| text.lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(heads(&en), heads(&zh));
}

#[test]
fn files_named_in_the_readme_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["README.md", "README.zh.md"] {
        let text = read(name);
        let words = text.split(|c: char| c.is_whitespace() || "()[]`,;，。；（）：".contains(c));
        let ours = |word: &&str| ["corpus/", "src/", "tests/", "benches/", "docs/", ".ci/"].iter().any(|room| word.starts_with(room));
        let missing: BTreeSet<&str> =
            words.filter(ours).map(|word| word.trim_end_matches('.')).filter(|word| !root.join(word).exists()).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
}

#[test]
fn pictures_are_made_by_the_tour_and_shown_in_their_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let maker = read("tests/serve/tour.rs");
    let made = fs::read_dir(root.join("docs/tour")).expect("pictures").flatten().map(|entry| entry.file_name());
    let made: BTreeSet<String> = made.map(|name| format!("docs/tour/{}", name.to_string_lossy())).collect();
    let mut shown = BTreeSet::new();
    for (readme, lang) in [("README.md", "en"), ("README.zh.md", "zh")] {
        let text = read(readme);
        for (at, _) in text.match_indices("![") {
            let (words, rest) = text[at + 2..].split_once("](").expect("a picture");
            let picture = rest.split_once(')').expect("a picture").0;
            assert!(words.chars().count() > 8, "{readme}: {picture} is not told to those who cannot see it");
            let name = picture.strip_prefix("docs/tour/").and_then(|name| name.strip_suffix(&format!(".{lang}.webp")));
            let name = name.unwrap_or_else(|| panic!("{readme}: {picture} is no picture of the tour in this language"));
            assert!(maker.contains(&format!("\"{name}\"")), "{readme}: nothing makes {picture}");
            shown.insert(picture.to_owned());
        }
    }
    assert!(!shown.is_empty());
    assert_eq!(made, shown);
}

#[test]
fn subcommands_and_options_in_the_readme_are_real() {
    for line in commands(&read("README.md"), "pactlint ") {
        let words: Vec<&str> = line.split(" #").next().unwrap_or(line).split_whitespace().skip(1).collect();
        let path: Vec<&str> = words.iter().copied().take_while(|word| word.chars().all(|c| c.is_ascii_lowercase())).take(2).collect();
        let depth = if matches!(path.as_slice(), ["models", ..] | ["serve", "user"]) { 2 } else { 1 };
        let help = Command::new(env!("CARGO_BIN_EXE_pactlint")).args(&path[..depth.min(path.len())]).arg("--help").output().expect("runs");
        let help = String::from_utf8_lossy(&help.stdout).into_owned();
        assert!(help.contains("用法"), "{line}");
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(help.contains(option), "{line}: {option}");
        }
    }
}
