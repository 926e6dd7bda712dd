//! The pages: each takes what the store knows and fills a template; all stand in the frame of the HTML report.

mod accounts;
mod compare;
mod list;
mod project;
mod trail;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};

use super::app::{App, Refusal, Visitor};
use super::store::Role;
use crate::model::finding::{Lang, Verdict};
use crate::model::profile::Stage;
use crate::model::report::Outcome;
use crate::report::html::{self, Frame, Head};

pub(super) use accounts::{accounts, add_account, change_account, enter, leave, login};
pub(super) use compare::compare;
pub(super) use list::{list, step};
pub(super) use project::{download, may_delete, picture, project, version_of};
pub(super) use trail::{of_project as trail_of_project, trail};

/// What stands around a page for somebody.
struct Around {
    ways: String,
    profile: String,
    today: String,
    stage: Stage,
    lang: Lang,
}

#[derive(Template)]
#[template(path = "ways.html", config = "src/serve/pages/askama.toml")]
struct Ways<'a> {
    lang: Lang,
    name: &'a str,
    role: &'static str,
    is_reviewer: bool,
    is_admin: bool,
    accounts: bool,
}

impl Around {
    /// Of a page that speaks of no day.
    fn new(app: &App, visitor: &Visitor) -> Result<Self, Refusal> {
        let (lang, role) = (visitor.lang, visitor.role);
        let ways = Ways {
            lang,
            name: &visitor.name,
            role: role.words(lang),
            is_reviewer: role >= Role::Reviewer,
            is_admin: role == Role::Admin,
            accounts: visitor.accounts,
        };
        let profile = lang.pick(&app.profile.title, &app.profile.title_en).to_owned();
        Ok(Self { ways: ways.render()?, profile, today: String::new(), stage: Stage::Signed, lang })
    }

    fn head(&self) -> Head<'_> {
        Head { profile: &self.profile, today: &self.today, stage: self.stage, lang: self.lang }
    }

    fn frame(&self) -> Frame<'_> {
        Frame::served(self.head(), &self.ways)
    }
}

fn shown(page: &impl Template) -> Result<Response, Refusal> {
    Ok(Html(html::tame(page.render()?)).into_response())
}

/// The form that takes files, for a new project or a new version.
#[derive(Template)]
#[template(path = "upload.html", config = "src/serve/pages/askama.toml")]
struct UploadForm<'a> {
    lang: Lang,
    target: &'a str,
    call: &'a str,
    draft: bool,
    accounts: bool,
}

/// The verdict that an outcome looks like, for symbol and style.
fn looks_like(outcome: Outcome) -> (&'static str, Verdict) {
    match outcome {
        Outcome::Rejected => ("gap", Verdict::Gap),
        Outcome::NeedsReview => ("review", Verdict::Review),
        Outcome::Accepted => ("pass", Verdict::Pass),
    }
}

#[derive(Template)]
#[template(path = "refused.html", config = "src/serve/pages/askama.toml")]
struct RefusedPage<'a> {
    frame: Frame<'a>,
    title: &'a str,
    said: &'a str,
    locked: bool,
}

/// Why there is no page.
pub(super) fn refused(app: &App, visitor: &Visitor, refusal: &Refusal) -> Response {
    let lang = visitor.lang;
    let (status, title, said) = match refusal {
        Refusal::Missing => (
            StatusCode::NOT_FOUND,
            lang.pick("没有这个页面", "There is no such page"),
            lang.pick("可能已被删除。", "It may have been deleted.").to_owned(),
        ),
        Refusal::Forbidden => (
            StatusCode::FORBIDDEN,
            lang.pick("没有权限", "Not allowed"),
            lang.pick("您的角色不能进行此操作。", "Your role does not allow this.").to_owned(),
        ),
        Refusal::Unfit(message) => (StatusCode::BAD_REQUEST, lang.pick("未能完成", "Not done"), message.lang(lang).to_owned()),
        Refusal::Store(_) | Refusal::Disk(_) | Refusal::Broken(_) => {
            (StatusCode::INTERNAL_SERVER_ERROR, lang.pick("出现内部错误", "Something went wrong"), refusal.to_string())
        }
    };
    told(app, visitor, (status, title, &said), false)
}

/// For whoever has no key.
pub(super) fn locked(app: &App, lang: Lang) -> Response {
    let title = lang.pick("请从终端中显示的地址打开", "Open the address that the terminal shows");
    let said = lang.pick(
        "此程序只供启动它的人使用：请复制启动时显示的完整地址（含密钥）到浏览器。",
        "This program is for whoever started it: copy the whole address that it showed, with its key, into the browser.",
    );
    told(app, &Visitor::nobody(lang), (StatusCode::UNAUTHORIZED, title, said), true)
}

fn told(app: &App, visitor: &Visitor, (status, title, said): (StatusCode, &str, &str), locked: bool) -> Response {
    let page = Around::new(app, visitor).and_then(|around| shown(&RefusedPage { frame: around.frame(), title, said, locked }));
    match page {
        Ok(page) => (status, page).into_response(),
        Err(_) => status.into_response(),
    }
}
