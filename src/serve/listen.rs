//! Starting and ending: the folder, the address, the routes.

use std::fs::File;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path as Named, State};
use axum::http::header;
use axum::middleware;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::time::sleep;

use super::accounts::{self, Doors};
use super::app::{Access, App};
use super::files::{Digest, Files, private};
use super::moment::Moment;
use super::origin::Origin;
use super::queue::{self, Engine, Queue};
use super::session;
use super::store::{Deed, Event, Role, Store, StoreError};
use super::{assets, decide, events, export, guard, pages, upload};
use crate::model::finding::{Explain, Lang, Message};

/// How often it is looked whether the server is to end.
const TICK: Duration = Duration::from_millis(100);
/// What is still being answered when the server ends gets so long.
const LAST: Duration = Duration::from_secs(1);
/// Bytes of a form that brings no files.
const FORM: usize = 64 << 10;

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The folder of projects.
    #[error("{folder} cannot be used: {error}")]
    Folder {
        /// Which.
        folder: String,
        /// Why.
        error: io::Error,
    },
    /// Another server works in it.
    #[error("another pactlint serves {0} already; end it first, or give this one another folder with --data")]
    Taken(String),
    /// The database.
    #[error("the database in {folder} cannot be used: {error}")]
    Database {
        /// Where.
        folder: String,
        /// Why.
        error: String,
    },
    /// The address.
    #[error("{address} cannot be listened to: {error}")]
    Address {
        /// Which.
        address: SocketAddr,
        /// Why.
        error: io::Error,
    },
    /// An office without anybody who could let others in.
    #[error("--listen needs accounts, and there is no administrator yet; add one first: pactlint serve user NAME --role admin")]
    NobodyHome,
    /// An address that stands for all of them.
    #[error("say with --origin by which address browsers reach {0}, for example --origin http://192.168.1.20:8000")]
    Nameless(SocketAddr),
    /// A name or password that cannot be used.
    #[error("{}", .0.en)]
    Unfit(Message),
    /// Anything that should not happen.
    #[error("{0}")]
    Broken(String),
}

impl Explain for ServeError {
    fn explain(&self) -> Message {
        let zh = match self {
            Self::Folder { folder, error } => format!("文件夹 {folder} 无法使用：{error}"),
            Self::Taken(folder) => format!("已有另一个 pactlint 在使用 {folder}；请先关闭它，或用 --data 指定其他文件夹"),
            Self::Database { folder, error } => format!("{folder} 中的数据库无法使用：{error}"),
            Self::Address { address, error } => format!("无法监听 {address}：{error}"),
            Self::NobodyHome => "--listen 须有账号，而现在还没有管理员；请先添加：pactlint serve user 用户名 --role admin".to_owned(),
            Self::Nameless(address) => {
                format!("请用 --origin 说明浏览器以什么地址访问 {address}，例如 --origin http://192.168.1.20:8000")
            }
            Self::Unfit(message) => message.zh.clone(),
            Self::Broken(error) => error.clone(),
        };
        Message::new(zh, self.to_string())
    }
}

/// A server for more people than the one at this machine.
#[derive(Debug, Clone)]
pub struct Office {
    /// The address to listen to.
    pub listen: SocketAddr,
    /// The addresses by which browsers reach it; none: the address itself.
    pub origins: Vec<Origin>,
}

/// What a server needs.
pub struct Server<'a> {
    /// Where projects are kept.
    pub data: &'a Path,
    /// For this machine alone: the port, or 0 for any.
    pub port: u16,
    /// For others too.
    pub office: Option<Office>,
    /// For whoever chose no language.
    pub lang: Lang,
    /// What the trail calls the person at this machine.
    pub user: String,
    /// What checks.
    pub engine: Engine,
}

/// A server that listens and has not answered yet.
pub struct Ready {
    app: Arc<App>,
    engine: Engine,
    listener: TcpListener,
    runtime: Runtime,
    address: String,
    /// No other server may work in the folder as long as this lives.
    _lock: File,
}

impl Server<'_> {
    /// Opens the folder and listens.
    pub fn start(self) -> Result<Ready, ServeError> {
        let (store, files, lock) = open(self.data)?;
        let folder = || self.data.display().to_string();
        let unread = |error: StoreError| ServeError::Database { folder: folder(), error: error.to_string() };
        let broken = |error: &dyn std::fmt::Display| ServeError::Broken(error.to_string());
        if self.office.is_some() && !store.has_admin().map_err(unread)? {
            return Err(ServeError::NobodyHome);
        }
        store.resume().map_err(unread)?;
        let wanted = self.office.as_ref().map_or(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)), |office| office.listen);
        let runtime = Builder::new_current_thread().enable_io().enable_time().build().map_err(|error| broken(&error))?;
        let unheard = |error| ServeError::Address { address: wanted, error };
        let listener = runtime.block_on(TcpListener::bind(wanted)).map_err(unheard)?;
        let bound = listener.local_addr().map_err(unheard)?;
        let mut origins = self.office.as_ref().map(|office| office.origins.clone()).unwrap_or_default();
        if origins.is_empty() {
            origins = Origin::of(bound);
        }
        let first = origins.first().ok_or(ServeError::Nameless(bound))?.to_string();
        let (access, address) = if self.office.is_some() {
            (Access::Accounts(Doors::new().map_err(|error| broken(&error))?), format!("{first}/"))
        } else {
            let key = session::new_key().map_err(|error| broken(&error))?;
            (Access::Key { digest: Digest::of(key.as_bytes()), user: self.user }, format!("{first}/open/{key}"))
        };
        let app = App {
            store,
            files,
            queue: Queue::new(),
            access,
            origins,
            cookie: format!("pactlint-{}", bound.port()),
            lang: self.lang,
            profile: self.engine.request.profile.clone(),
            largest: self.engine.request.limits.bytes,
        };
        Ok(Ready { app: Arc::new(app), engine: self.engine, listener, runtime, address, _lock: lock })
    }
}

impl Ready {
    /// What to open in a browser.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Answers until `stop` is set; what is being checked then goes on at the next start.
    pub fn run(self, stop: &AtomicBool) -> Result<(), ServeError> {
        let Self { app, engine, listener, runtime, .. } = self;
        let checked = Arc::clone(&app);
        let checks = thread::Builder::new().name("checks".to_owned()).spawn(move || queue::work(&checked, engine));
        let checks = checks.map_err(|error| ServeError::Broken(error.to_string()))?;
        let served = runtime.block_on(async {
            let service = routes(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
            let serving = axum::serve(listener, service).into_future();
            let stopped = async {
                while !stop.load(Ordering::Relaxed) {
                    sleep(TICK).await;
                }
            };
            let (serving, stopped) = (Box::pin(serving), Box::pin(stopped));
            match futures_util::future::select(serving, stopped).await {
                futures_util::future::Either::Left((ended, _)) => ended,
                futures_util::future::Either::Right(..) => Ok(()),
            }
        });
        app.queue.end();
        runtime.shutdown_timeout(LAST);
        let _ = checks.join();
        served.map_err(|error| ServeError::Broken(error.to_string()))
    }
}

/// Everything in the folder, which is made if it is not there.
fn open(data: &Path) -> Result<(Store, Files, File), ServeError> {
    let folder = || data.display().to_string();
    let unusable = |error| ServeError::Folder { folder: folder(), error };
    private(data).map_err(unusable)?;
    let lock = File::create(data.join("lock")).map_err(unusable)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(std::fs::TryLockError::WouldBlock) => return Err(ServeError::Taken(folder())),
        Err(std::fs::TryLockError::Error(error)) => return Err(unusable(error)),
    }
    let files = Files::open(data.join("files")).map_err(unusable)?;
    Ok((database(data)?, files, lock))
}

fn database(data: &Path) -> Result<Store, ServeError> {
    let unread = |error: StoreError| ServeError::Database { folder: data.display().to_string(), error: error.to_string() };
    Store::open(&data.join("pactlint.db")).map_err(unread)
}

/// Adds an account in the folder, whether a server works in it or not; an account of that name gets the new role and password.
pub fn add_account(data: &Path, name: &str, role: Role, password: &str) -> Result<(), ServeError> {
    if let Some(mistake) = accounts::mistake(name, password) {
        return Err(ServeError::Unfit(mistake));
    }
    private(data).map_err(|error| ServeError::Folder { folder: data.display().to_string(), error })?;
    let store = database(data)?;
    let unread = |error: StoreError| ServeError::Database { folder: data.display().to_string(), error: error.to_string() };
    let kept = accounts::digest(password).map_err(|error| ServeError::Broken(error.to_string()))?;
    let deed = if let Some(account) = store.account(name).map_err(unread)? {
        store.change_account(account.id, role, false, Some(&kept)).map_err(unread)?;
        Deed::ChangedAccount
    } else {
        store.add_account(name, role, &kept).map_err(unread)?;
        Deed::AddedAccount
    };
    let detail = format!("{name} ({})", role.key());
    let event = Event { at: Moment::now(), who: "pactlint".to_owned(), deed, project: None, name: String::new(), detail };
    store.note_deed(&event).map_err(unread)
}

/// Every address, behind the guard.
pub(super) fn routes(app: Arc<App>) -> Router {
    let uploads = Router::new()
        .route("/projects", post(upload::new))
        .route("/projects/{id}/versions", post(upload::again))
        // Counted as they come in, file by file.
        .layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/", get(pages::list))
        .route("/open/{key}", get(enter))
        .route("/login", get(pages::login).post(pages::enter))
        .route("/logout", post(pages::leave))
        .route("/accounts", get(pages::accounts).post(pages::add_account))
        .route("/accounts/{id}", post(pages::change_account))
        .route("/assets/{name}", get(assets::asset))
        .route("/events", get(events::events))
        .route("/export", get(export::export))
        .route("/pictures/{digest}", get(pages::picture))
        .route("/trail", get(pages::trail))
        .route("/projects/{id}", get(pages::project))
        .route("/projects/{id}/check", post(decide::check_again))
        .route("/projects/{id}/compare", get(pages::compare))
        .route("/projects/{id}/decisions", post(decide::decide))
        .route("/projects/{id}/delete", post(decide::delete))
        .route("/projects/{id}/notes", post(decide::note))
        .route("/projects/{id}/stop", post(decide::stop))
        .route("/projects/{id}/trail", get(pages::trail_of_project))
        .route("/projects/{id}/versions/{number}/files/{position}", get(pages::download))
        .layer(DefaultBodyLimit::max(FORM))
        .merge(uploads)
        .layer(middleware::from_fn_with_state(Arc::clone(&app), guard::guard))
        .with_state(app)
}

/// `GET /open/{key}`: the address that the terminal shows gives a browser its key.
async fn enter(State(app): State<Arc<App>>, Named(key): Named<String>) -> Response {
    match &app.access {
        Access::Key { digest, .. } if *digest == Digest::of(key.as_bytes()) => match session::give(&app, Some(&key)) {
            // A page that goes on to the next one, because a browser that came from elsewhere would not send the cookie along a redirect.
            Some(cookie) => {
                let page = "<!DOCTYPE html><meta http-equiv=\"refresh\" content=\"0; url=/\"><a href=\"/\">pactlint</a>\n";
                ([(header::SET_COOKIE, cookie)], Html(page)).into_response()
            }
            None => pages::locked(&app, app.lang),
        },
        _ => pages::locked(&app, app.lang),
    }
}
