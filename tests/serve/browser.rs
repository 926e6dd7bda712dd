//! A real browser for a test: Debian's Chromium through its driver, installed if it is not there.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

/// The programs, as Debian calls their packages.
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];
/// A step that takes longer has failed.
pub(crate) const PATIENCE: Duration = Duration::from_mins(2);

/// A browser and its driver, which end with it.
pub(crate) struct Browser {
    pub(crate) page: Client,
    driver: Child,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// A browser with an empty profile that saves downloads in a folder and takes `evil.example` for this machine.
    pub(crate) async fn new(downloads: &Path) -> Self {
        Self::with(downloads, &[]).await
    }

    /// One that is told more.
    pub(crate) async fn with(downloads: &Path, more: &[&str]) -> Self {
        let driver = driver();
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr()).expect("a free port").port();
        let driver = Command::new(driver).arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let driver = driver.expect("the driver starts");
        let mut tries = 0;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            tries += 1;
            assert!(tries < 100, "the driver does not answer");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let profile = tempfile::tempdir().expect("temporary folder");
        let user_data = format!("--user-data-dir={}", profile.path().display());
        let args = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP evil.example 127.0.0.1",
            &user_data,
        ];
        let args = [&args, more].concat();
        let preferences = json!({ "download.default_directory": downloads, "download.prompt_for_download": false });
        let capabilities = json!({ "goog:chromeOptions": { "args": args, "prefs": preferences } });
        let serde_json::Value::Object(capabilities) = capabilities else { unreachable!("an object") };
        let page = ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&format!("http://127.0.0.1:{port}")).await;
        Self { page: page.expect("the browser starts"), driver, _profile: profile }
    }

    /// Ends the browser.
    pub(crate) async fn close(mut self) {
        self.page.clone().close().await.expect("the browser ends");
        self.driver.kill().expect("the driver ends");
        self.driver.wait().expect("the driver ends");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // After a failed test too.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The driver on the path; as root on Debian it is installed where it is missing.
fn driver() -> &'static str {
    const DRIVER: &str = "chromedriver";
    let is_there = || Command::new(DRIVER).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !is_there() {
        let apt = |args: &[&str]| {
            Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(args).status().is_ok_and(|done| done.success())
        };
        let _ = apt(&["update", "-qq"]) && apt(&[&["install", "-y", "-qq", "--no-install-recommends"][..], &PACKAGES].concat());
    }
    assert!(is_there(), "this test needs Chromium and chromedriver on the path; on Debian: apt-get install {}", PACKAGES.join(" "));
    DRIVER
}
