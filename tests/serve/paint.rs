//! How soon the report of many findings is seen.
//!
//! `cargo test --test serve within_a_second -- --ignored --nocapture` measures it; it says something only where the machine has nothing else to do.

use std::fs;

use serde_json::Value;

use crate::browser::Browser;
use crate::common::{Scratch, check, corpus};
use crate::{run, wait};

/// Typed agreements that make a report of more than 200 findings together.
const MANY: [&str; 8] = [
    "zh-text-compliant",
    "en-unsigned",
    "de-text-compliant",
    "es-text-compliant",
    "zh-ip-vague",
    "zh-expired",
    "zh-term-reversed",
    "zh-sme-signature-missing-b",
];

#[tokio::test]
#[ignore = "measures time"]
async fn a_report_of_two_hundred_findings_is_seen_within_a_second() {
    let work = Scratch::new("paint");
    let (project, page) = (work.0.join("many"), work.0.join("many.html"));
    fs::create_dir_all(&project).expect("own folder");
    for case in MANY {
        for entry in fs::read_dir(corpus().join(case)).expect("a case").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name != "truth.json" {
                fs::copy(entry.path(), project.join(format!("{case}-{name}"))).expect("own folder");
            }
        }
    }
    let checked = check().args(["--format", "html", "--out"]).arg(&page).arg(&project).status().expect("it runs");
    assert!(checked.code() != Some(2));
    let browser = Browser::new(&work.0).await;
    let mut worst = 0;
    for _ in 0..5 {
        browser.page.goto("about:blank").await.expect("it opens");
        browser.page.goto(&format!("file://{}", page.display())).await.expect("it opens");
        wait(&browser.page, "#count:not(:empty)").await;
        let script = "return [performance.getEntriesByName('first-contentful-paint')[0].startTime, \
                      performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd, document.querySelectorAll('article.finding').length]";
        let seen = run(&browser.page, script).await;
        println!("first contentful paint {:.0} ms, ready {:.0} ms, {} findings", ms(&seen[0]), ms(&seen[1]), seen[2]);
        assert!(seen[2].as_u64().is_some_and(|findings| findings >= 200), "{seen}");
        worst = worst.max(ms(&seen[0]) as u64);
    }
    browser.close().await;
    assert!(worst < 1_000, "{worst} ms");
}

/// Milliseconds.
fn ms(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}
