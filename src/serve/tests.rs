//! The application as requests meet it: who is let in, what each role may do, what is taken and what comes out.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode, header};
use tower::ServiceExt as _;

use super::accounts::{Doors, digest};
use super::app::{Access, App};
use super::files::{Digest, Files};
use super::listen::routes;
use super::moment::Moment;
use super::origin::Origin;
use super::queue::{self, Engine, Queue};
use super::review;
use super::store::{NewFile, Role, State, Store};
use crate::check::testing::request as check_request;
use crate::model::finding::{Lang, Verdict};
use crate::model::profile::Stage;

const KEY: &str = "0123456789abcdef";
const HOST: &str = "127.0.0.1:8000";

/// A server in memory, its files in a folder of the test's own.
struct Desk {
    app: Arc<App>,
    router: Router,
    folder: tempfile::TempDir,
}

/// What came back.
#[derive(Debug)]
struct Answer {
    status: StatusCode,
    to: String,
    cookie: String,
    kind: String,
    text: String,
    bytes: Vec<u8>,
}

impl Desk {
    fn with(access: Access) -> Self {
        let folder = tempfile::tempdir().expect("temporary folder");
        let app = Arc::new(App {
            store: Store::in_memory(),
            files: Files::open(folder.path().join("files")).expect("own folder"),
            queue: Queue::new(),
            access,
            origins: Origin::of(HOST.parse().expect("an address")),
            cookie: "pactlint-8000".to_owned(),
            lang: Lang::Zh,
            profile: check_request().profile,
            largest: 1 << 20,
        });
        Self { router: routes(Arc::clone(&app)), app, folder }
    }

    /// For one person.
    fn alone() -> Self {
        Self::with(Access::Key { digest: Digest::of(KEY.as_bytes()), user: "钱工".to_owned() })
    }

    /// With an account of each role, called like the role.
    fn office() -> Self {
        let desk = Self::with(Access::Accounts(Doors::new().expect("a digest")));
        for role in Role::ALL {
            desk.app.store.add_account(role.key(), role, "nobody comes in by password").expect("room");
        }
        desk
    }

    /// A key of a session of an account.
    fn session(&self, name: &str) -> String {
        let account = self.app.store.account(name).expect("it answers").expect("known");
        let key = format!("key of {name}").replace(' ', "-");
        let ends = Moment::now().later(600);
        self.app.store.begin_session(&Digest::of(key.as_bytes()), account.id, Moment::now(), ends).expect("room");
        key
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let mut request = request;
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50_000))));
        let response = self.router.clone().oneshot(request).await.expect("it answers");
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let (to, cookie, kind) = (header(header::LOCATION), header(header::SET_COOKIE), header(header::CONTENT_TYPE));
        assert!(header(header::CONTENT_SECURITY_POLICY).starts_with("default-src 'none'"), "every answer has the policy");
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 64 << 20).await.expect("whole").to_vec();
        Answer { status, to, cookie, kind, text: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    async fn get(&self, key: &str, path: &str) -> Answer {
        self.ask(request(Method::GET, key, path).body(Body::empty()).expect("well formed")).await
    }

    async fn post(&self, key: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let form: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let kind = "application/x-www-form-urlencoded";
        self.ask(request(Method::POST, key, path).header(header::CONTENT_TYPE, kind).body(form.join("&").into()).expect("well formed"))
            .await
    }

    async fn upload(&self, key: &str, path: &str, files: &[(&str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, content) in files {
            let head = format!("--xx\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
            body.extend([head.as_bytes(), content, b"\r\n"].concat());
        }
        body.extend(b"--xx--\r\n");
        let kind = "multipart/form-data; boundary=xx";
        self.ask(request(Method::POST, key, path).header(header::CONTENT_TYPE, kind).body(body.into()).expect("well formed")).await
    }

    /// A project of this owner whose check is done: a born-digital case of the corpus.
    fn project(&self, owner: &str, case: &str) -> i64 {
        let store = &self.app.store;
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(case);
        let path = std::fs::read_dir(folder).expect("a case").flatten().map(|entry| entry.path());
        let path = path.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "pdf")).expect("a PDF");
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let bytes = std::fs::read(path).expect("readable");
        let file = NewFile { name, digest: self.app.files.put(&bytes).expect("room"), bytes: bytes.len() as u64 };
        let id = store.add_project(case, owner, Moment::now()).expect("room");
        store.add_version(id, Stage::Signed, &[file], Moment::now()).expect("room");
        self.check();
        id
    }

    /// Checks what waits, without recognition.
    fn check(&self) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("threads");
        let request = check_request();
        let today = request.run.today;
        let mut engine = Engine { request, pool, today: Box::new(move || today) };
        assert!(queue::next(&self.app, &mut engine).expect("it answers"), "nothing waits");
    }
}

fn request(method: Method, key: &str, path: &str) -> axum::http::request::Builder {
    let request = Request::builder().uri(path).header(header::HOST, HOST).header(header::COOKIE, format!("pactlint-8000={key}"));
    let request = if method == Method::POST { request.header(header::ORIGIN, format!("http://{HOST}")) } else { request };
    request.method(method)
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[tokio::test]
async fn nobody_comes_in_without_the_key_and_no_other_host_is_answered() {
    let desk = Desk::alone();
    assert_eq!(desk.get(KEY, "/").await.status, StatusCode::OK);
    for path in ["/", "/projects/1", "/trail", "/events", "/export?format=xlsx&project=1", "/pictures/0", "/nowhere"] {
        for key in ["", "0123456789abcdeg"] {
            assert_eq!(desk.get(key, path).await.status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
    assert_eq!(desk.get("", "/assets/serve.css").await.kind, "text/css; charset=utf-8");
    let hostile = Request::builder().uri("/").header(header::HOST, "evil.example").header(header::COOKIE, format!("pactlint-8000={KEY}"));
    assert_eq!(desk.ask(hostile.body(Body::empty()).expect("well formed")).await.status, StatusCode::MISDIRECTED_REQUEST);
    let forged = Request::builder().method(Method::POST).uri("/projects/1/delete").header(header::HOST, HOST);
    let forged = forged.header(header::ORIGIN, "http://evil.example").header(header::COOKIE, format!("pactlint-8000={KEY}"));
    assert_eq!(desk.ask(forged.body(Body::empty()).expect("well formed")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_address_of_this_run_gives_a_browser_its_key() {
    let desk = Desk::alone();
    let opened = desk.get("", &format!("/open/{KEY}")).await;
    assert_eq!(opened.cookie, format!("pactlint-8000={KEY}; Path=/; HttpOnly; SameSite=Strict"));
    let wrong = desk.get("", "/open/0123456789abcdeg").await;
    assert_eq!((wrong.status, wrong.cookie.as_str()), (StatusCode::UNAUTHORIZED, ""));
}

#[tokio::test]
async fn uploads_become_projects_that_wait_and_names_lead_nowhere() {
    let desk = Desk::alone();
    let answer = desk.upload(KEY, "/projects", &[("../../etc/协议.pdf", b"%PDF-1.7"), ("附件.pdf", b"%PDF-1.7")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let projects = desk.app.store.projects(None).expect("it answers");
    let files =
        |at: usize| desk.app.store.files(projects[at].version.id).expect("it answers").into_iter().map(|own| own.name).collect::<Vec<_>>();
    assert_eq!(projects.len(), 2);
    assert_eq!((files(1), files(0)), (vec!["附件.pdf".to_owned()], vec!["协议.pdf".to_owned()]));
    assert!(projects.iter().all(|project| project.version.state == State::Waiting && project.owner == "钱工"));
    assert!(desk.get(KEY, &format!("/projects/{}", projects[0].id)).await.text.contains("排队中"));
    let back = desk.get(KEY, &format!("/projects/{}/versions/1/files/0", projects[0].id)).await;
    assert_eq!((back.bytes.as_slice(), back.kind.as_str()), (&b"%PDF-1.7"[..], "application/octet-stream"));
    assert_eq!(desk.get(KEY, &format!("/projects/{}/versions/1/files/9", projects[0].id)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_upload_that_is_too_large_or_empty_is_refused_and_leaves_nothing() {
    let desk = Desk::alone();
    let large = vec![0; (1 << 20) + 1];
    let answer = desk.upload(KEY, "/projects", &[("a.pdf", &large)]).await;
    assert!(answer.status == StatusCode::BAD_REQUEST && answer.text.contains("上限"), "{}", answer.text);
    assert_eq!(desk.upload(KEY, "/projects", &[]).await.status, StatusCode::BAD_REQUEST);
    let many = vec![("a.pdf", &b"%PDF-1.7"[..]); 2_001];
    let answer = desk.upload(KEY, "/projects", &many).await;
    assert!(answer.status == StatusCode::BAD_REQUEST && answer.text.contains("2000"), "{}", answer.text);
    assert!(desk.app.store.projects(None).expect("it answers").is_empty());
    let left = std::fs::read_dir(desk.folder.path().join("files")).expect("own folder").count();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_reviewer_confirms_overrides_and_takes_back_and_it_stands_in_the_trail() {
    let desk = Desk::alone();
    let id = desk.project("钱工", "en-unsigned");
    let page = desk.get(KEY, &format!("/projects/{id}")).await;
    assert!(page.status == StatusCode::OK && page.text.contains("改判"), "{}", page.text);
    let project = desk.app.store.project(id).expect("it answers").expect("known");
    let kept = desk.app.store.result(project.version.id).expect("it answers").expect("done");
    let files = desk.app.store.files(project.version.id).expect("it answers");
    let standings = review::standings(&crate::report::project(&kept.project, Lang::Zh), &files);
    let gap = standings.iter().find(|own| own.verdict == Verdict::Gap).expect("an unsigned agreement");
    let decide = async |deed: &str, verdict: &str, reason: &str| {
        let form = [("finding", gap.key.as_str()), ("basis", &gap.basis), ("deed", deed), ("verdict", verdict), ("reason", reason)];
        desk.post(KEY, &format!("/projects/{id}/decisions"), &form).await
    };
    assert_eq!(decide("override", "pass", " ").await.status, StatusCode::BAD_REQUEST, "an override needs a reason");
    assert_eq!(decide("override", "waived", "…").await.status, StatusCode::NOT_FOUND);
    let before = project.version.glance.expect("done").gaps;
    let gaps = || desk.app.store.project(id).expect("it answers").expect("known").version.glance.expect("done").gaps;
    assert_eq!(decide("override", "pass", "原件已见 <b>").await.status, StatusCode::SEE_OTHER);
    assert_eq!(gaps(), before - 1);
    let page = desk.get(KEY, &format!("/projects/{id}")).await.text;
    assert!(page.contains("已改判：缺项 → 符合") && page.contains("原件已见 &#60;b&#62;") && !page.contains("<b>”"), "{page}");
    let report = desk.get(KEY, &format!("/export?format=html&project={id}")).await.text;
    assert!(report.contains("改判为“符合”，原结论“缺项”：原件已见"), "exports tell of it");
    assert_eq!(decide("confirm", "", "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(gaps(), before);
    assert_eq!(decide("withdraw", "", "").await.status, StatusCode::SEE_OTHER);
    let stale = [("finding", gap.key.as_str()), ("basis", "0"), ("deed", "confirm")];
    assert_eq!(desk.post(KEY, &format!("/projects/{id}/decisions"), &stale).await.status, StatusCode::BAD_REQUEST);
    desk.post(KEY, &format!("/projects/{id}/notes"), &[("finding", ""), ("text", "已电话联系")]).await;
    let trail = desk.get(KEY, &format!("/projects/{id}/trail")).await.text;
    for deed in ["改判结论", "确认结论", "撤回决定", "添加备注", "导出"] {
        assert!(trail.contains(deed), "{deed}");
    }
}

#[tokio::test]
async fn a_decision_outlives_another_check_but_not_another_file() {
    let desk = Desk::alone();
    let id = desk.project("钱工", "en-unsigned");
    let project = desk.app.store.project(id).expect("it answers").expect("known");
    let standings = |version: i64| {
        let kept = desk.app.store.result(version).expect("it answers").expect("done");
        review::standings(&crate::report::project(&kept.project, Lang::Zh), &desk.app.store.files(version).expect("it answers"))
    };
    let first = standings(project.version.id);
    let keys: std::collections::BTreeSet<_> = first.iter().map(|own| &own.key).collect();
    assert_eq!(keys.len(), first.len(), "no two findings have the same key");
    let file = desk.app.store.files(project.version.id).expect("it answers").remove(0);
    let bytes = desk.app.files.read(&file.digest).expect("kept");
    desk.post(KEY, &format!("/projects/{id}/check"), &[]).await;
    desk.check();
    assert_eq!(standings(project.version.id), first);
    let other = [bytes.as_slice(), b"\n% another file"].concat();
    assert_eq!(desk.upload(KEY, &format!("/projects/{id}/versions"), &[(&file.name, &other)]).await.status, StatusCode::SEE_OTHER);
    desk.check();
    let second = standings(desk.app.store.project(id).expect("it answers").expect("known").version.id);
    let same = second.iter().zip(&first).filter(|(now, was)| now.basis == was.basis && now.verdict == Verdict::Gap).count();
    assert!(second.len() == first.len() && same == 0, "{same}");
    let compared = desk.get(KEY, &format!("/projects/{id}/compare")).await;
    assert!(compared.status == StatusCode::OK && compared.text.contains("仍在"), "{}", compared.text);
}

#[tokio::test]
async fn exports_are_what_they_are_called() {
    let desk = Desk::alone();
    let (one, two) = (desk.project("钱工", "en-unsigned"), desk.project("钱工", "zh-text-compliant"));
    for (format, alone, together) in
        [("html", &b"<!DO"[..], &b"PK"[..]), ("xlsx", b"PK", b"PK"), ("docx", b"PK", b"PK"), ("list", b"PK", b"PK")]
    {
        let single = desk.get(KEY, &format!("/export?format={format}&project={one}")).await;
        assert!(single.status == StatusCode::OK && single.bytes.starts_with(alone), "{format}");
        let both = desk.get(KEY, &format!("/export?format={format}&project={one}&project={two}")).await;
        assert!(both.status == StatusCode::OK && both.bytes.starts_with(together) && both.bytes != single.bytes, "{format}");
    }
    assert_eq!(desk.get(KEY, "/export?format=xlsx").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(desk.get(KEY, &format!("/export?format=exe&project={one}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn each_role_may_do_what_it_is_for() {
    let desk = Desk::office();
    let (applicant, reviewer, admin) = (desk.session("applicant"), desk.session("reviewer"), desk.session("admin"));
    let (own, others) = (desk.project("applicant", "en-unsigned"), desk.project("somebody", "en-unsigned"));
    let status = async |key: &str, path: String| desk.get(key, &path).await.status.as_u16();
    for (path, expected) in [
        ("/".to_owned(), [200, 200, 200]),
        (format!("/projects/{own}"), [200, 200, 200]),
        (format!("/projects/{others}"), [404, 200, 200]),
        (format!("/projects/{others}/trail"), [404, 200, 200]),
        (format!("/projects/{others}/versions/1/files/0"), [404, 200, 200]),
        (format!("/export?format=xlsx&project={others}"), [404, 200, 200]),
        (format!("/export?format=docx&project={own}"), [403, 200, 200]),
        (format!("/export?format=list&project={own}"), [200, 200, 200]),
        ("/trail".to_owned(), [403, 200, 200]),
        ("/accounts".to_owned(), [403, 403, 200]),
    ] {
        let found = [status(&applicant, path.clone()).await, status(&reviewer, path.clone()).await, status(&admin, path.clone()).await];
        assert_eq!(found, expected, "{path}");
    }
    let list = desk.get(&applicant, "/").await.text;
    assert!(list.contains(&format!("/projects/{own}\"")) && !list.contains(&format!("/projects/{others}\"")));
    let decide = async |key: &str| desk.post(key, &format!("/projects/{own}/decisions"), &[("deed", "confirm")]).await.status.as_u16();
    assert_eq!([decide(&applicant).await, decide(&reviewer).await], [403, 400]);
    let delete = async |key: &str, id: i64| desk.post(key, &format!("/projects/{id}/delete"), &[]).await.status.as_u16();
    assert_eq!([delete(&applicant, others).await, delete(&reviewer, others).await, delete(&admin, others).await], [404, 403, 303]);
    assert_eq!(delete(&applicant, own).await, 303);
    assert_eq!(desk.get("", "/").await.to, "/login");
    assert_eq!(desk.post("ended", &format!("/projects/{others}/notes"), &[("text", "…")]).await.to, "/login", "a session that has ended");
}

#[tokio::test]
async fn logging_in_needs_the_password_and_is_slowed_down() {
    let desk = Desk::office();
    let kept = digest("correct horse battery").expect("a digest");
    desk.app.store.add_account("李审", Role::Reviewer, &kept).expect("room");
    let enter = async |password: &str| desk.post("", "/login", &[("name", "李审"), ("password", password)]).await;
    let admitted = enter("correct horse battery").await;
    assert!(admitted.status == StatusCode::SEE_OTHER && admitted.cookie.contains("HttpOnly; SameSite=Strict"), "{admitted:?}");
    let key = admitted.cookie.split(['=', ';']).nth(1).expect("a key").to_owned();
    assert!(desk.get(&key, "/").await.text.contains("审查员"));
    assert_eq!(desk.post(&key, "/logout", &[]).await.to, "/login");
    assert_eq!(desk.get(&key, "/").await.to, "/login", "the key opens nothing any more");
    for _ in 0..5 {
        assert!(enter("wrong").await.text.contains("用户名或密码不对"));
    }
    assert!(enter("correct horse battery").await.text.contains("秒后再试"));
    let trail = desk.app.store.trail(None, 100).expect("it answers");
    assert!(trail.iter().filter(|event| event.deed == super::store::Deed::Refused && event.who == "李审").count() == 5);
}

#[tokio::test]
async fn an_administrator_manages_accounts_but_not_the_own_role() {
    let desk = Desk::office();
    let admin = desk.session("admin");
    let add = async |name: &str, password: &str| {
        desk.post(&admin, "/accounts", &[("name", name), ("password", password), ("role", "reviewer")]).await
    };
    assert_eq!(add("李审", "0123456789").await.to, "/accounts");
    assert!(add("李审", "0123456789").await.text.contains("已被使用") && add("王审", "short").await.text.contains("至少"));
    let own = desk.app.store.account("admin").expect("it answers").expect("known").id;
    let demote = desk.post(&admin, &format!("/accounts/{own}"), &[("role", "reviewer")]).await;
    assert!(demote.text.contains("不能停用或降级"));
    let other = desk.app.store.account("李审").expect("it answers").expect("known");
    assert!(other.password.starts_with("$argon2id$"));
    desk.post(&admin, &format!("/accounts/{}", other.id), &[("role", "applicant"), ("closed", "yes")]).await;
    let other = desk.app.store.account("李审").expect("it answers").expect("known");
    assert!(other.closed && other.role == Role::Applicant);
}

#[tokio::test]
async fn pages_come_in_the_language_that_was_chosen() {
    let desk = Desk::alone();
    assert!(desk.get(KEY, "/").await.text.contains("lang=\"zh-CN\""));
    let english = desk.get(KEY, "/?lang=en").await;
    assert!(english.text.contains("<html lang=\"en\"") && english.cookie.starts_with("pactlint-lang=en;"));
}
