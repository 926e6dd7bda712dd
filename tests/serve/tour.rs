//! The pictures of README.md and README.zh.md: the real program on cases of the corpus, seen in a real browser.
//!
//! `cargo test --test serve pictures -- --ignored` makes all of docs/tour anew; it needs `soffice` (of Libre Office) and `pdftoppm`
//! (of poppler) too, and fonts that have Han characters.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::{Client, Locator};
use serde_json::json;

use crate::browser::Browser;
use crate::common::{Scratch, TODAY, pactlint};
use crate::{Served, click, wait};

/// What there is a picture of, as `docs/tour/NAME.LANG.webp`.
const PICTURES: [&str; 8] = ["terminal", "report", "finding", "index", "documents", "summary", "serve", "decide"];
/// The cases, and what the tour calls them in either language.
const CASES: [(&str, &str, &str); 3] = [
    ("zh-party-c-empty", "智慧港口装备", "smart-ports"),
    ("en-witness-signature-missing-b", "医学影像芯片", "imaging-chips"),
    ("zh-colour-compliant", "影像辅助诊断", "imaging-diagnosis"),
];
/// The browser's window.
const WINDOW: (u32, u32) = (1200, 760);
/// The most bytes of a picture and of all of them.
const MOST: (usize, usize) = (150_000, 1_000_000);
/// How much of the picture WebP keeps.
const QUALITY: f64 = 0.55;

/// A language of the tour.
#[derive(Clone, Copy)]
struct Tongue(&'static str);

impl Tongue {
    fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        if self.0 == "zh" { zh } else { en }
    }
}

#[tokio::test]
#[ignore = "writes docs/tour"]
async fn pictures_of_the_readme() {
    let (work, cache) = (Scratch::new("tour"), std::env::temp_dir().join("pactlint-tour-cache"));
    let browser = Browser::with(&work.0, &["--force-device-scale-factor=1.25", "--hide-scrollbars", "--lang=zh-CN"]).await;
    for tongue in [Tongue("zh"), Tongue("en")] {
        let place = work.0.join(tongue.0);
        let tour =
            Tour { page: &browser.page, tongue, projects: place.join(tongue.pick("申报材料", "applications")), place, cache: &cache };
        tour.copy_cases();
        tour.terminal().await;
        tour.pages().await;
        tour.documents().await;
        tour.served().await;
    }
    browser.close().await;
    let mut all = 0;
    for picture in PICTURES.iter().flat_map(|name| ["zh", "en"].map(|tongue| file(name, Tongue(tongue)))) {
        let bytes = fs::metadata(&picture).unwrap_or_else(|error| panic!("{}: {error}", picture.display())).len() as usize;
        assert!(bytes < MOST.0, "{}: {bytes} bytes", picture.display());
        all += bytes;
    }
    assert!(all < MOST.1, "{all} bytes");
}

/// Where a picture lies.
fn file(name: &str, tongue: Tongue) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/tour/{name}.{}.webp", tongue.0))
}

/// The tour in one language.
struct Tour<'a> {
    page: &'a Client,
    tongue: Tongue,
    place: PathBuf,
    projects: PathBuf,
    cache: &'a Path,
}

impl Tour<'_> {
    /// The project that is looked at closely: one in the reader's language.
    fn subject(&self) -> &'static str {
        self.tongue.pick(CASES[0].1, CASES[1].2)
    }

    fn copy_cases(&self) {
        for (case, zh, en) in CASES {
            let to = self.projects.join(self.tongue.pick(zh, en));
            fs::create_dir_all(&to).expect("own folder");
            for entry in fs::read_dir(crate::common::corpus().join(case)).expect("a case").flatten() {
                if entry.file_name() != "truth.json" {
                    fs::copy(entry.path(), to.join(entry.file_name())).expect("own folder");
                }
            }
        }
    }

    /// `pactlint check …`; what it prints.
    fn check(&self, arguments: &[&str]) -> String {
        let mut command = pactlint();
        command.args(["check", "--quiet", "--today", TODAY, "--lang", self.tongue.0, "--cache"]).arg(self.cache);
        let output = command.args(arguments).current_dir(&self.projects).env("CLICOLOR_FORCE", "1").output().expect("it runs");
        assert!(output.status.code() != Some(2), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// A project as a terminal shows it.
    async fn terminal(&self) {
        let project = self.subject();
        let printed = coloured(&self.check(&[project]));
        let page = self.place.join("terminal.html");
        let style = "body { margin: 0; background: #14181e; } pre { width: max-content; margin: 0; padding: 20px 28px; color: #d7dce3; \
                     background: #14181e; font: 16px/1.45 'Noto Sans Mono CJK SC', monospace; } b { font-weight: 700; } \
                     i { display: inline-block; font-size: .8em; width: 1.25ch; font-style: normal; text-align: center; }";
        let text = format!(
            "<!DOCTYPE html><meta charset=utf-8><style>{style}</style><pre><span style='color:#8f9aa8'>$</span> <b>pactlint check {project}</b>\n{printed}</pre>"
        );
        fs::write(&page, text).expect("own folder");
        self.open(&page, WINDOW).await;
        self.take("terminal", Some("pre")).await;
    }

    /// The batch's index, a project's page, and a finding with its place.
    async fn pages(&self) {
        let out = self.place.join("report");
        self.check(&["--format", "html", "--out", &out.to_string_lossy(), "."]);
        self.open(&out.join("index.html"), (WINDOW.0, 420)).await;
        self.take("index", None).await;
        self.open(&out.join(format!("{}.html", self.subject())), WINDOW).await;
        self.take("report", None).await;
        click(self.page, "article.finding.gap .crop").await;
        crate::run(self.page, "document.querySelector('article.active').scrollIntoView({ block: 'start' })").await;
        self.take("finding", None).await;
    }

    /// The list of what to mend beside the letter abroad, and the office's table.
    async fn documents(&self) {
        let (out, table) = (self.place.join("letters"), self.place.join("summary.xlsx"));
        let project = self.tongue.pick(CASES[1].1, CASES[1].2);
        self.check(&["--format", "docx", "--out", &out.to_string_lossy(), project]);
        let mut documents: Vec<PathBuf> = fs::read_dir(&out).expect("documents").flatten().map(|entry| entry.path()).collect();
        documents.sort_by_key(|path| path.to_string_lossy().contains("-letter-"));
        let sheets: Vec<String> = documents.iter().map(|document| self.first_page(document)).collect();
        self.show_paper("documents", &sheets, 560, WINDOW.1).await;
        self.check(&["--format", "xlsx", "--out", &table.to_string_lossy(), "."]);
        let sheet = self.first_page(&table);
        self.show_paper("summary", &[sheet], 1144, 480).await;
    }

    /// The first page of a document as an office program prints it.
    fn first_page(&self, document: &Path) -> String {
        let run = |program: &str, arguments: &[&str]| {
            let output = Command::new(program).args(arguments).current_dir(&self.place).output();
            let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
            assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        };
        let office = format!("-env:UserInstallation=file://{}", self.place.join("office").display());
        run("soffice", &[&office, "--headless", "--convert-to", "pdf", "--outdir", "printed", &document.to_string_lossy()]);
        let stem = document.file_stem().expect("a name").to_string_lossy().into_owned();
        run("pdftoppm", &["-png", "-r", "150", "-singlefile", &format!("printed/{stem}.pdf"), &format!("printed/{stem}")]);
        format!("printed/{stem}.png")
    }

    /// Sheets of paper side by side, as far down as there is something on them.
    async fn show_paper(&self, name: &str, sheets: &[String], width: u32, height: u32) {
        let style = "body { margin: 0; } main { display: flex; gap: 24px; padding: 28px; width: max-content; background: #d8dce2; } \
                     img { box-shadow: 0 1px 6px rgb(0 0 0 / .4); align-self: start; }";
        let images: Vec<String> = sheets.iter().map(|sheet| format!("<img src='{sheet}' width='{width}'>")).collect();
        let images = images.concat();
        let page = self.place.join(format!("{name}.html"));
        fs::write(&page, format!("<!DOCTYPE html><meta charset=utf-8><style>{style}</style><main>{images}</main>")).expect("own folder");
        self.open(&page, (WINDOW.0, height)).await;
        self.take(name, Some("main")).await;
    }

    /// The list of the web application after a folder was chosen, and a finding that a reviewer decides on.
    async fn served(&self) {
        let served = Served::remembering(&self.place.join("data"), self.cache);
        self.page.goto(&served.address).await.expect("it answers");
        self.page.goto(&format!("http://{}/?lang={}", served.authority(), self.tongue.0)).await.expect("it answers");
        wait(self.page, &format!("html[lang^={}] form.upload", self.tongue.0)).await;
        crate::run(self.page, "document.body.dataset.old = 'yes'").await;
        let choose = wait(self.page, "form.upload input[webkitdirectory]").await;
        choose.send_keys(&self.projects.to_string_lossy()).await.expect("a folder");
        wait(self.page, "body:not([data-old]) .projects").await;
        wait(self.page, "body:not(:has([data-open]))").await;
        self.resize((WINDOW.0, 860)).await;
        self.take("serve", None).await;
        let first = format!("//tr//th/a[contains(., '{}')]", self.subject());
        self.page.find(Locator::XPath(&first)).await.expect("a project").click().await.expect("a link");
        self.resize(WINDOW).await;
        click(self.page, "article.finding.gap .deciding summary").await;
        let reason = wait(self.page, "article.finding.gap .decide input[name=reason]").await;
        reason.send_keys(self.tongue.pick("原件已见签字", "signed on the original")).await.expect("typed");
        crate::run(self.page, "document.querySelector('article.finding.gap').scrollIntoView({ block: 'start' })").await;
        self.take("decide", None).await;
    }

    async fn open(&self, page: &Path, size: (u32, u32)) {
        self.resize(size).await;
        self.page.goto(&format!("file://{}", page.display())).await.expect("it opens");
    }

    /// Makes the page, not the window around it, as large as this.
    async fn resize(&self, (width, height): (u32, u32)) {
        self.page.set_window_size(width, height).await.expect("a window");
        let lost = crate::run(self.page, "return [outerWidth - innerWidth, outerHeight - innerHeight]").await;
        let lost = |at: usize| lost[at].as_u64().unwrap_or_default() as u32;
        self.page.set_window_size(width + lost(0), height + lost(1)).await.expect("a window");
    }

    /// A picture of what is seen, or of one element; the browser itself makes WebP of it.
    async fn take(&self, name: &str, element: Option<&str>) {
        assert!(PICTURES.contains(&name), "{name}");
        let png = match element {
            Some(css) => wait(self.page, css).await.screenshot().await,
            None => self.page.screenshot().await,
        };
        let script = "const [png, quality, done] = arguments; const image = new Image(); image.onload = () => { \
                      const canvas = document.createElement('canvas'); [canvas.width, canvas.height] = [image.width, image.height]; \
                      canvas.getContext('2d').drawImage(image, 0, 0); done(canvas.toDataURL('image/webp', quality)); }; \
                      image.src = 'data:image/png;base64,' + png;";
        let own = self.page.window().await.expect("a window");
        let blank = self.page.new_window(true).await.expect("a window").handle;
        self.page.switch_to_window(blank).await.expect("a window");
        let png = STANDARD.encode(png.expect("a picture"));
        let webp = self.page.execute_async(script, vec![json!(png), json!(QUALITY)]).await.expect("a picture");
        self.page.close_window().await.expect("a window");
        self.page.switch_to_window(own).await.expect("a window");
        let webp = webp.as_str().and_then(|url| url.strip_prefix("data:image/webp;base64,")).expect("WebP").to_owned();
        fs::write(file(name, self.tongue), STANDARD.decode(webp).expect("base64")).expect("docs/tour is there");
    }
}

/// What a terminal makes of the program's colours, as HTML.
fn coloured(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    // Symbols that a fixed-width font may lack are as wide as a terminal's column all the same.
    let escaped = ["✓", "✗", "○", "→"].iter().fold(escaped, |text, symbol| text.replace(symbol, &format!("<i>{symbol}</i>")));
    let mut html = String::new();
    let mut open = 0;
    for (at, part) in escaped.split("\u{1b}[").enumerate() {
        let (code, rest) = if at == 0 { ("", part) } else { part.split_once('m').expect("a colour") };
        let style = match code {
            "" => None,
            "0" => {
                html.push_str(&"</span>".repeat(open));
                open = 0;
                None
            }
            "1" => Some("font-weight:700"),
            "2" => Some("color:#8f9aa8"),
            "31" => Some("color:#ff7b72"),
            "32" => Some("color:#5fd38a"),
            "33" => Some("color:#f2c262"),
            "36" => Some("color:#6cc7ee"),
            other => panic!("a colour without a look: {other}"),
        };
        if let Some(style) = style {
            html.extend(["<span style='", style, "'>"]);
            open += 1;
        }
        html.push_str(rest);
    }
    html
}
