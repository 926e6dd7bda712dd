//! The web application as people meet it, in a real browser: drop, wait, look at the proof, override, export, mend, compare.

mod browser;
#[path = "../common/mod.rs"]
mod common;
mod paint;
mod tour;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use zip::write::{SimpleFileOptions, ZipWriter};

use browser::{Browser, PATIENCE};
use common::{Scratch, TODAY, pactlint};

/// Born-digital, and nobody has signed.
const UNSIGNED: &str = "corpus/en-unsigned";

/// `pactlint serve` in a folder of its own; it ends with the test.
struct Served {
    child: Child,
    /// With the key of the run.
    address: String,
}

impl Served {
    fn start(data: &Path) -> Self {
        Self::remembering(data, &data.join("cache"))
    }

    /// With earlier results.
    fn remembering(data: &Path, cache: &Path) -> Self {
        let mut command = pactlint();
        command.args(["serve", "--no-open", "--today", TODAY, "--data"]).arg(data).env("PACTLINT_CACHE", cache);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let mut address = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut address).expect("a line");
        assert!(address.starts_with("http://127.0.0.1:"), "{address}");
        Self { child, address: address.trim().to_owned() }
    }

    fn authority(&self) -> &str {
        self.address.trim_start_matches("http://").split('/').next().expect("a host")
    }

    /// The head of a request by hand, with the key.
    fn head(&self, method: &str, path: &str, more: &str) -> String {
        let (own, key) = (self.authority(), self.address.rsplit('/').next().expect("a key"));
        let port = own.rsplit(':').next().expect("a port");
        format!(
            "{method} {path} HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\nCookie: pactlint-{port}={key}\r\nConnection: close\r\n{more}\r\n"
        )
    }

    /// What a request by hand is answered with.
    fn raw(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.authority()).expect("it listens");
        stream.write_all(request).expect("it takes it");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The PDF of a case.
fn pdf(case: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(case);
    let mut files = fs::read_dir(folder).expect("a case").flatten().map(|entry| entry.path());
    files.find(|path| path.extension().is_some_and(|ending| ending == "pdf")).expect("a PDF")
}

async fn wait(page: &Client, css: &str) -> fantoccini::elements::Element {
    let until = Instant::now() + PATIENCE;
    loop {
        match page.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await {
            Ok(element) => return element,
            // The page that was searched is just being left for the next.
            Err(error) if error.to_string().contains("aborted by navigation") && Instant::now() < until => {}
            Err(error) => panic!("{css}: {error}"),
        }
    }
}

async fn click(page: &Client, css: &str) {
    // As a person does: the thing is in sight before it is clicked.
    let element = wait(page, css).await;
    let target = serde_json::to_value(&element).expect("an element");
    page.execute("arguments[0].scrollIntoView({ block: 'center' })", vec![target]).await.expect("a page");
    element.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
}

async fn run(page: &Client, script: &str) -> Value {
    page.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
}

/// A file that a download ends as.
fn downloaded(folder: &Path, ending: &str) -> PathBuf {
    let started = Instant::now();
    loop {
        let found = fs::read_dir(folder).expect("own folder").flatten().map(|entry| entry.path());
        let found = found.into_iter().find(|path| path.to_string_lossy().ends_with(ending));
        if let Some(found) = found {
            return found;
        }
        assert!(started.elapsed() < PATIENCE, "no {ending} was saved");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[tokio::test]
async fn from_a_dropped_file_to_a_decision_an_export_and_a_comparison() {
    let (data, downloads) = (Scratch::new("serve-data"), Scratch::new("serve-downloads"));
    let served = Served::start(&data.0);
    let browser = Browser::new(&downloads.0).await;
    let page = &browser.page;

    // The address of the run gives the browser its key and shows the list; the key is in no address any more.
    page.goto(&served.address).await.expect("it answers");
    wait(page, "form.upload").await;
    assert_eq!(page.current_url().await.expect("an address").path(), "/");

    // Another window listens to the events that the pages listen to.
    let first = page.window().await.expect("a window");
    let second = page.new_window(true).await.expect("a window").handle;
    page.switch_to_window(second.clone()).await.expect("a window");
    page.goto(&format!("http://{}/", served.authority())).await.expect("it answers");
    run(page, "window.seen = []; new EventSource('/events').onmessage = (event) => window.seen.push(event.data);").await;
    page.wait().at_most(PATIENCE).for_element(Locator::Css("form.upload")).await.expect("the list");
    page.switch_to_window(first.clone()).await.expect("a window");

    // One step, choosing a file, leads to the verdict: nothing else is clicked.
    let file = pdf(UNSIGNED);
    let choose = wait(page, "form.upload input[type=file]:not([webkitdirectory])").await;
    choose.send_keys(&file.to_string_lossy()).await.expect("a file");
    let outcome = wait(page, ".verdict.gap .outcome").await.text().await.expect("text");
    assert!(outcome.contains("有缺项"), "{outcome}");
    assert_eq!(page.current_url().await.expect("an address").path(), "/projects/1");
    page.switch_to_window(second).await.expect("a window");
    let seen = run(page, "return window.seen").await.to_string();
    assert!(seen.contains("\\\"project\\\":1") && (seen.contains("检查中") || seen.contains("排队中")), "{seen}");
    page.switch_to_window(first).await.expect("a window");

    // What is not a file of the server does not run, whoever may have put it into the page.
    let inline = "const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script); \
                  return Boolean(window.ran)";
    assert_eq!(run(page, inline).await, json!(false));

    // A click on a place beside a finding shows its box on the page, with the page's picture there.
    click(page, "article.finding.gap .crop").await;
    let hash = run(page, "return location.hash").await;
    assert!(hash.as_str().is_some_and(|hash| hash.starts_with("#f") && hash.contains('p')), "{hash}");
    assert_eq!(run(page, "return document.querySelectorAll('.pages svg a:target rect').length").await, json!(1));
    let picture = "const image = document.querySelector('.store image').href.baseVal; \
                   return fetch(image).then((answer) => answer.headers.get('content-type') + ' ' + answer.status)";
    assert_eq!(run(page, picture).await, json!("image/jpeg 200"));

    // An override with a reason, which stands beside the finding and changes its verdict.
    let gaps = "return document.querySelectorAll('article.finding.gap').length";
    let before = run(page, gaps).await.as_u64().expect("a number");
    click(page, "article.finding.gap .deciding summary").await;
    wait(page, "article.finding.gap .decide input[name=reason]").await.send_keys("原件已见签字").await.expect("typed");
    click(page, "article.finding.gap .decide button[value=override]").await;
    let decided = wait(page, ".decided").await;
    let said = run(page, "return document.querySelector('.decided').textContent").await;
    assert!(said.as_str().is_some_and(|said| said.contains("缺项 → 符合") && said.contains("原件已见签字")), "{said}");
    drop(decided);
    assert_eq!(run(page, gaps).await, json!(before - 1));

    // What is exported tells of it.
    click(page, ".desk a[href*='format=html']").await;
    let report = fs::read_to_string(downloaded(&downloads.0, ".html")).expect("a report");
    assert!(report.contains("改判为“符合”，原结论“缺项”：原件已见签字"));
    click(page, ".desk a[href*='format=xlsx']").await;
    assert!(fs::read(downloaded(&downloads.0, ".xlsx")).expect("a workbook").starts_with(b"PK"));

    // A file that is dropped on the project's page is its next version; the two are compared.
    let bytes = fs::read(pdf("corpus/zh-text-compliant")).expect("a case");
    let drop_it = "const data = new DataTransfer(); data.items.add(new File([new Uint8Array(arguments[0])], '协议.pdf')); \
                   document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
    page.execute(drop_it, vec![json!(bytes)]).await.expect("dropped");
    wait(page, ".verdict.pass .outcome").await;
    click(page, ".desk a[href$='/compare']").await;
    wait(page, "article.finding").await;
    let compared = run(page, "return document.querySelector('.verdict .outcome').textContent").await;
    assert!(compared.as_str().is_some_and(|said| said.ends_with("符合要求")), "{compared}");
    page.goto(&format!("http://{}/projects/1/trail", served.authority())).await.expect("it answers");
    let trail = wait(page, ".trail").await.text().await.expect("text");
    for deed in ["上传文件", "检查完成", "改判结论", "导出"] {
        assert!(trail.contains(deed), "{deed}: {trail}");
    }

    // A folder of project folders is a batch, an archive is a project.
    let (batch, zipped) = (Scratch::new("serve-batch"), Scratch::new("serve-zip"));
    for (name, case) in [("项目一", UNSIGNED), ("项目二", "corpus/zh-text-compliant")] {
        fs::create_dir_all(batch.0.join(name)).expect("own folder");
        fs::copy(pdf(case), batch.0.join(name).join("协议.pdf")).expect("own folder");
    }
    let archive = zipped.0.join("申报材料.zip");
    let mut writer = ZipWriter::new(fs::File::create(&archive).expect("own folder"));
    writer.start_file("../../附件/协议.pdf", SimpleFileOptions::default()).expect("own file");
    writer.write_all(&bytes).expect("own file");
    writer.finish().expect("own file");
    for (input, path) in [("[webkitdirectory]", &batch.0), (":not([webkitdirectory])", &archive)] {
        page.goto(&format!("http://{}/", served.authority())).await.expect("it answers");
        let choose = wait(page, &format!("form.upload input[type=file]{input}")).await;
        let list = page.current_url().await.expect("an address");
        run(page, "document.body.dataset.old = 'yes'").await;
        choose.send_keys(&path.to_string_lossy()).await.expect("files");
        wait(page, "body:not([data-old])").await;
        if path == &archive {
            wait(page, ".verdict.pass .outcome").await;
            assert!(wait(page, "#name").await.text().await.expect("text").contains("申报材料"));
        } else {
            assert_eq!(page.current_url().await.expect("an address"), list);
            // Rows come in one by one while the page stays.
            run(page, "document.body.dataset.stays = 'yes'").await;
            wait(page, "body[data-stays] tr.finding.gap, body[data-stays] tr.finding.pass").await;
            wait(page, "body[data-stays]:not(:has([data-open]))").await;
        }
    }
    page.goto(&format!("http://{}/", served.authority())).await.expect("it answers");
    for (name, class) in [("项目一", "gap"), ("项目二", "pass"), ("申报材料", "pass")] {
        let row = format!("return [...document.querySelectorAll('tr.finding.{class} th a')].some((link) => link.textContent === '{name}')");
        assert_eq!(run(page, &row).await, json!(true), "{name}");
    }

    // A name that leads to this machine is not this server, in the browser (a rebound name) and by hand.
    let port = served.authority().rsplit(':').next().expect("a port");
    page.goto(&format!("http://evil.example:{port}/")).await.expect("something answers");
    let refused = run(page, "return document.body.textContent").await;
    assert!(refused.as_str().is_some_and(|said| said.contains("not served here")), "{refused}");
    browser.close().await;
}

#[test]
fn requests_by_hand_are_refused() {
    let data = Scratch::new("serve-hand");
    let served = Served::start(&data.0);
    let own = served.authority().to_owned();
    let key = served.address.rsplit('/').next().expect("a key").to_owned();
    let cookie = format!("Cookie: pactlint-{}={key}\r\nConnection: close\r\n\r\n", own.rsplit(':').next().expect("a port"));
    let asked = |head: &str| served.raw(format!("{head}\r\n{cookie}").as_bytes()).lines().next().unwrap_or_default().to_owned();
    assert_eq!(asked(&format!("GET / HTTP/1.1\r\nHost: {own}")), "HTTP/1.1 200 OK");
    assert_eq!(asked("GET / HTTP/1.1\r\nHost: evil.example"), "HTTP/1.1 421 Misdirected Request");
    assert_eq!(asked(&format!("GET http://evil.example/ HTTP/1.1\r\nHost: {own}")), "HTTP/1.1 421 Misdirected Request");
    assert_eq!(asked(&format!("POST /projects/1/delete HTTP/1.1\r\nHost: {own}\r\nOrigin: http://evil.example")), "HTTP/1.1 403 Forbidden");
    assert_eq!(asked(&format!("GET /projects/1/versions/1/files/..%2F..%2Flock HTTP/1.1\r\nHost: {own}")), "HTTP/1.1 400 Bad Request");
    let strange = served.raw(format!("GET / HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n").as_bytes());
    assert!(strange.starts_with("HTTP/1.1 401 Unauthorized"), "{strange}");
}

#[test]
fn a_check_that_the_end_interrupted_is_taken_up_again() {
    let data = Scratch::new("serve-again");
    let mut served = Served::start(&data.0);
    let content = fs::read(pdf(UNSIGNED)).expect("a case");
    let mut body = b"--xx\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\r\n".to_vec();
    body.extend(content);
    body.extend(b"\r\n--xx--\r\n");
    let head =
        served.head("POST", "/projects", &format!("Content-Type: multipart/form-data; boundary=xx\r\nContent-Length: {}\r\n", body.len()));
    let answer = served.raw(&[head.as_bytes(), &body].concat());
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    served.child.kill().expect("it ends at once, as when the power fails");
    served.child.wait().expect("it ends");
    let again = Served::start(&data.0);
    let started = Instant::now();
    loop {
        let page = again.raw(again.head("GET", "/projects/1", "").as_bytes());
        if page.contains("有缺项") {
            break;
        }
        assert!(page.contains("检查中") || page.contains("排队中"), "{page}");
        assert!(started.elapsed() < PATIENCE, "it is not taken up again");
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn a_folder_serves_once_and_an_office_needs_an_administrator() {
    let data = Scratch::new("serve-office");
    let mut user = pactlint();
    user.args(["serve", "user", "李审", "--role", "admin", "--data"]).arg(&data.0).stdin(Stdio::piped()).stderr(Stdio::null());
    let listen = || {
        let mut command = pactlint();
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&data.0).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    let nobody = listen().output().expect("it ends");
    assert!(nobody.status.code() == Some(2) && String::from_utf8_lossy(&nobody.stderr).contains("serve user"), "{nobody:?}");
    let mut added = user.spawn().expect("it starts");
    added.stdin.take().expect("piped").write_all("一个很长的密码，没人猜得到\n".as_bytes()).expect("it reads");
    assert!(added.wait().expect("it ends").success());
    let mut office = listen().spawn().expect("it starts");
    let mut address = String::new();
    BufReader::new(office.stdout.take().expect("piped")).read_line(&mut address).expect("a line");
    let second = listen().output().expect("it ends");
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    office.kill().expect("it ends");
    office.wait().expect("it ends");
    assert!(address.starts_with("http://127.0.0.1:") && !address.contains("open"), "{address}");
    assert!(second.status.code() == Some(2) && said.contains("已有另一个"), "{said}");
}
