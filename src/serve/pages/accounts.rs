//! The door, and the page on which an administrator manages accounts.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{ConnectInfo, Form, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::{Around, shown};
use crate::model::finding::Message;
use crate::report::html::Frame;
use crate::serve::accounts::{Entry, digest, mistake};
use crate::serve::app::{Access, App, Refusal, Visitor, answer};
use crate::serve::files::Digest;
use crate::serve::moment::Moment;
use crate::serve::session;
use crate::serve::store::{Account, Deed, Role};

type Fields = Form<BTreeMap<String, String>>;

#[derive(Template)]
#[template(path = "login.html", config = "src/serve/pages/askama.toml")]
struct LoginPage<'a> {
    frame: Frame<'a>,
    said: &'a str,
}

#[derive(Template)]
#[template(path = "accounts.html", config = "src/serve/pages/askama.toml")]
struct AccountsPage<'a> {
    frame: Frame<'a>,
    said: &'a str,
    accounts: Vec<Account>,
    roles: [Role; 3],
}

fn door(app: &App, visitor: &Visitor, said: &Message) -> Result<Response, Refusal> {
    let around = Around::new(app, visitor)?;
    shown(&LoginPage { frame: around.frame(), said: said.lang(visitor.lang) })
}

/// `GET /login`
pub(in crate::serve) async fn login(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>) -> Response {
    answer(app, visitor, |app, visitor| {
        if !app.access.has_accounts() {
            return Err(Refusal::Missing);
        }
        if visitor.session.is_some() {
            return Ok(Redirect::to("/").into_response());
        }
        door(app, visitor, &Message::default())
    })
    .await
}

/// `POST /login`
pub(in crate::serve) async fn enter(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Form(fields): Fields,
) -> Response {
    answer(app, visitor, move |app, visitor| {
        let Access::Accounts(doors) = &app.access else { return Err(Refusal::Missing) };
        let field = |name: &str| fields.get(name).map(|value| value.trim()).unwrap_or_default();
        let (name, now) = (field("name"), Moment::now());
        let password = fields.get("password").map(String::as_str).unwrap_or_default();
        let said = match doors.enter(&app.store, name, password, peer.ip(), now)? {
            Entry::Admitted(account) => {
                let key = session::new_key().map_err(|error| Refusal::Broken(error.to_string()))?;
                app.store.begin_session(&Digest::of(key.as_bytes()), account.id, now, now.later(session::LASTS))?;
                app.note(&account.name, Deed::LoggedIn, None, peer.ip().to_string())?;
                let cookie = session::give(app, Some(&key)).ok_or(Refusal::Broken("no cookie".to_owned()))?;
                return Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response());
            }
            Entry::Refused => {
                // Whoever mistook the field for the password's must not find it in the trail.
                let known = app.store.account(name)?.map_or_else(String::new, |account| account.name);
                app.note(&known, Deed::Refused, None, peer.ip().to_string())?;
                Message::new("用户名或密码不对", "wrong name or password")
            }
            Entry::Wait(seconds) => {
                Message::new(format!("尝试次数过多，请 {seconds} 秒后再试"), format!("too many tries; try again in {seconds} s"))
            }
        };
        Ok((StatusCode::UNAUTHORIZED, door(app, visitor, &said)?).into_response())
    })
    .await
}

/// `POST /logout`
pub(in crate::serve) async fn leave(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>) -> Response {
    answer(app, visitor, |app, visitor| {
        let Some(session) = &visitor.session else { return Err(Refusal::Missing) };
        app.store.end_session(session)?;
        app.note(&visitor.name, Deed::LoggedOut, None, "")?;
        let cookie = session::give(app, None).ok_or(Refusal::Broken("no cookie".to_owned()))?;
        Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/login")).into_response())
    })
    .await
}

fn managed(app: &App, visitor: &Visitor) -> Result<(), Refusal> {
    if app.access.has_accounts() { visitor.must_be(Role::Admin) } else { Err(Refusal::Missing) }
}

fn managing(app: &App, visitor: &Visitor, said: &Message) -> Result<Response, Refusal> {
    let around = Around::new(app, visitor)?;
    let accounts = app.store.accounts()?;
    shown(&AccountsPage { frame: around.frame(), said: said.lang(visitor.lang), accounts, roles: Role::ALL })
}

/// `GET /accounts`
pub(in crate::serve) async fn accounts(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>) -> Response {
    answer(app, visitor, |app, visitor| {
        managed(app, visitor)?;
        managing(app, visitor, &Message::default())
    })
    .await
}

fn role(fields: &BTreeMap<String, String>) -> Result<Role, Refusal> {
    let named = fields.get("role").map(String::as_str);
    Role::ALL.into_iter().find(|role| Some(role.key()) == named).ok_or(Refusal::Missing)
}

fn hashed(password: &str) -> Result<String, Refusal> {
    digest(password).map_err(|error| Refusal::Broken(error.to_string()))
}

/// `POST /accounts`
pub(in crate::serve) async fn add_account(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Form(fields): Fields,
) -> Response {
    answer(app, visitor, move |app, visitor| {
        managed(app, visitor)?;
        let name = fields.get("name").map(|name| name.trim()).unwrap_or_default();
        let password = fields.get("password").map(String::as_str).unwrap_or_default();
        let role = role(&fields)?;
        if let Some(mistake) = mistake(name, password) {
            return managing(app, visitor, &mistake);
        }
        if !app.store.add_account(name, role, &hashed(password)?)? {
            return managing(app, visitor, &Message::new("这个用户名已被使用", "this name is taken"));
        }
        app.note(&visitor.name, Deed::AddedAccount, None, format!("{name} ({})", role.key()))?;
        Ok(Redirect::to("/accounts").into_response())
    })
    .await
}

/// `POST /accounts/{id}`
pub(in crate::serve) async fn change_account(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<i64>,
    Form(fields): Fields,
) -> Response {
    answer(app, visitor, move |app, visitor| {
        managed(app, visitor)?;
        let account = app.store.accounts()?.into_iter().find(|account| account.id == id).ok_or(Refusal::Missing)?;
        let (role, closed) = (role(&fields)?, fields.contains_key("closed"));
        if account.name == visitor.name && (closed || role != Role::Admin) {
            let message = Message::new("不能停用或降级自己的账号", "you cannot close or demote your own account");
            return managing(app, visitor, &message);
        }
        let password = fields.get("password").map(String::as_str).filter(|password| !password.is_empty());
        if let Some(mistake) = password.and_then(|password| mistake(&account.name, password)) {
            return managing(app, visitor, &mistake);
        }
        app.store.change_account(id, role, closed, password.map(hashed).transpose()?.as_deref())?;
        let parts = [role.key(), if closed { "closed" } else { "open" }, if password.is_some() { "new password" } else { "same password" }];
        app.note(&visitor.name, Deed::ChangedAccount, None, format!("{} ({})", account.name, parts.join(", ")))?;
        Ok(Redirect::to("/accounts").into_response())
    })
    .await
}
