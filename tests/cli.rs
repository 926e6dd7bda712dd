//! The program as a user meets it: exit codes, messages, formats, colours.

mod common;

use std::fs;
use std::path::Path;

use common::{Scratch, check, pactlint, run, stderr, stdout};

/// Born-digital cases: one with everything in place, one with gaps.
const COMPLIANT: &str = "corpus/zh-text-compliant";
const WITH_GAPS: &str = "corpus/en-unsigned";

/// A scan in colour.
const SCAN: &str = "corpus/zh-colour-compliant";

fn code(output: &std::process::Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

#[test]
fn exit_codes_tell_gap_review_and_failure_apart() {
    let gap = run(check().arg(WITH_GAPS));
    assert_eq!(code(&gap), 1, "{}", stdout(&gap));
    let no_models = Scratch::new("no-models");
    let review = run(check().arg("--models").arg(&no_models.0).arg(SCAN));
    assert_eq!(code(&review), 3, "{}", stdout(&review));
    assert_eq!(code(&run(check().arg("no/such/folder"))), 2);
    let accepted = run(check().arg(COMPLIANT));
    assert_eq!(code(&accepted), 0, "{}", stdout(&accepted));
}

#[test]
fn a_path_that_does_not_exist_is_named_in_both_languages() {
    let zh = run(check().arg("no/such/folder"));
    assert!(stdout(&zh).contains("no/such/folder") && stdout(&zh).contains("没有这个文件"), "{}", stdout(&zh));
    let en = run(check().args(["--lang", "en", "no/such/folder"]));
    assert!(stdout(&en).contains("there is no such file"), "{}", stdout(&en));
}

#[test]
fn a_misspelt_profile_is_answered_with_the_nearest() {
    let output = run(check().args(["--profile", "jiangsu-2042", WITH_GAPS]));
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("jiangsu-2024"), "{}", stderr(&output));
}

#[test]
fn a_profile_of_ones_own_changes_what_is_asked() {
    let folder = Scratch::new("profile");
    let embedded = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/profiles/jiangsu-2024.toml")).expect("profile");
    let own = folder.0.join("own.toml");
    let asked = |profile: &Path| stdout(&run(check().args(["--format", "json", "--profile"]).arg(profile).arg(WITH_GAPS)));
    fs::write(&own, embedded.clone() + "\nsigned-by-each-party = \"off\"\n").expect("own folder");
    assert!(!asked(&own).contains("signed-by-each-party"));
    fs::write(&own, embedded + "\nsigned-by-every-party = \"off\"\n").expect("own folder");
    let wrong = run(check().arg("--profile").arg(&own).arg(WITH_GAPS));
    assert!(code(&wrong) == 2 && stderr(&wrong).contains("signed-by-each-party"), "{}", stderr(&wrong));
}

#[test]
fn rules_are_listed_and_explained_and_misspelt_ones_are_answered_with_the_nearest() {
    let list = stdout(&run(pactlint().args(["rules", "--lang", "en"])));
    for id in list.lines().filter_map(|line| line.split_whitespace().next()) {
        assert_eq!(code(&run(pactlint().args(["explain", id]))), 0, "{id}");
    }
    let wrong = run(pactlint().args(["explain", "sealed-by-all"]));
    assert_eq!(code(&wrong), 2);
    assert!(stderr(&wrong).contains("sealed-by-each-party"), "{}", stderr(&wrong));
}

#[test]
fn a_report_goes_to_a_file_when_asked() {
    let folder = Scratch::new("out");
    let file = folder.0.join("report.json");
    let output = run(check().args(["--format", "json", "--out"]).arg(&file).arg(WITH_GAPS));
    assert_eq!((code(&output), stdout(&output).as_str()), (1, ""));
    assert_eq!(fs::read_to_string(&file).expect("was written"), stdout(&run(check().args(["--format", "json", WITH_GAPS]))));
    let nowhere = run(check().arg("--out").arg(folder.0.join("no/folder/report")).arg(WITH_GAPS));
    assert_eq!(code(&nowhere), 2);
}

#[test]
fn colours_are_for_terminals() {
    let piped = stdout(&run(check().arg(WITH_GAPS)));
    assert!(!piped.contains('\x1b'), "{piped}");
    let forced = stdout(&run(check().env("CLICOLOR_FORCE", "1").arg(WITH_GAPS)));
    assert!(forced.contains('\x1b'));
    let refused = stdout(&run(check().env("NO_COLOR", "1").arg(WITH_GAPS)));
    assert_eq!(refused, piped);
}

#[test]
fn without_models_typed_text_is_checked_and_scans_are_left_to_a_person_with_the_remedy() {
    let none = Scratch::new("none");
    let scan = run(check().arg("--models").arg(&none.0).arg(SCAN));
    assert!(stdout(&scan).contains("pactlint models install"), "{}", stdout(&scan));
    let typed = run(check().args(["--format", "json", "--models"]).arg(&none.0).arg(WITH_GAPS));
    assert_eq!(code(&typed), 1, "{}", stdout(&typed));
    let status = run(pactlint().args(["models", "status", "--dir"]).arg(&none.0));
    assert!(code(&status) == 2 || stdout(&status).contains("已内置"), "{}", stdout(&status));
}

#[test]
fn a_file_that_is_not_read_is_named_and_the_run_goes_on() {
    let project = Scratch::new("strange");
    fs::write(project.0.join("协议.rtf"), b"{\\rtf1 text}").expect("own folder");
    fs::write(project.0.join("断.pdf"), b"%PDF-1.7 and nothing more").expect("own folder");
    let output = run(check().arg(&project.0).arg(WITH_GAPS));
    let text = stdout(&output);
    assert_eq!(code(&output), 2);
    assert!(text.contains("协议.rtf：不支持此格式（RTF 文档）：请另存为 PDF 或 DOCX"), "{text}");
    assert!(text.contains("断.pdf") && text.contains("en-unsigned"), "{text}");
}

#[test]
fn a_draft_is_not_asked_for_ink() {
    let signed = stdout(&run(check().arg(WITH_GAPS)));
    assert!(signed.contains("--stage draft"), "{signed}");
    let draft = stdout(&run(check().args(["--stage", "draft", WITH_GAPS])));
    assert!(!draft.contains("未见签字笔迹"), "{draft}");
}

#[test]
fn help_comes_in_both_languages() {
    let zh = stdout(&run(pactlint().args(["check", "--help"])));
    let en = stdout(&run(pactlint().args(["check", "--help", "--lang", "en"])));
    assert!(zh.contains("输出格式") && en.contains("json for programs") && !en.contains('格'), "{zh}{en}");
}

#[test]
fn a_file_that_unfolds_without_end_costs_its_own_result_only() {
    let project = Scratch::new("unfolds");
    fs::copy("tests/data/unfolds-without-end.pdf", project.0.join("附件.pdf")).expect("own folder");
    for entry in fs::read_dir(COMPLIANT).expect("a case").flatten() {
        fs::copy(entry.path(), project.0.join(entry.file_name())).expect("own folder");
    }
    let output = run(check().args(["--format", "json"]).arg(&project.0));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(code(&output), 2);
    assert!(report["errors"][0]["file"].as_str().is_some_and(|file| file.ends_with("附件.pdf")), "{report}");
    assert_eq!(report["projects"][0]["agreements"][0]["outcome"], "accepted", "{report}");
}

#[test]
fn trusted_certificates_are_asked_of_the_signatures() {
    let signed = "tests/signatures/rsa.pdf";
    let said = |words: &[&str]| {
        let output = run(check().args(["--lang", "en", "--format", "json"]).args(words).arg(signed));
        assert_ne!(code(&output), 2, "{}", stderr(&output));
        stdout(&output)
    };
    assert!(said(&[]).contains("Imagined Issuing CA") && said(&[]).contains("was not checked"));
    assert!(said(&["--trust", "tests/signatures/trust"]).contains("the certificate is trusted"));
    let none = Scratch::new("no-certificates");
    for folder in [none.0.as_path(), Path::new("no/such/folder")] {
        let output = run(check().arg("--trust").arg(folder).arg(signed));
        assert_eq!(code(&output), 2, "{}", stdout(&output));
        assert!(stderr(&output).contains(&folder.display().to_string()), "{}", stderr(&output));
    }
}
