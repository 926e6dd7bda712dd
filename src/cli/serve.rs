//! `pactlint serve`: the local web application, and the accounts of an office that serves it to others.

use std::fs::{self, File};
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rayon::ThreadPoolBuilder;

use super::args::{ServeArgs, ServeCommand, UserArgs};
use super::{ACCEPTED, CliError, check, stop};
use crate::cache::Cache;
use crate::check::Request;
use crate::ingest::Limits;
use crate::model::date::Date;
use crate::model::finding::{Lang, Message};
use crate::model::profile::{RunOptions, Stage};
use crate::serve::{self, Engine, Office, Server};

/// Names the folder, before the user's data directory.
const DIR_VARIABLE: &str = "PACTLINT_DATA";

pub(super) fn run(args: &ServeArgs, lang: Lang) -> Result<u8, CliError> {
    match &args.command {
        Some(ServeCommand::User(user)) => add_user(user, lang),
        None => listen(args, lang),
    }
}

fn listen(args: &ServeArgs, lang: Lang) -> Result<u8, CliError> {
    let data = folder(args.data.as_deref())?;
    let server = Server {
        data: &data,
        port: args.port,
        office: args.listen.map(|listen| Office { listen, origins: args.origin.clone() }),
        lang,
        user: user(lang),
        engine: engine(args)?,
    };
    let ready = server.start().map_err(|error| CliError::explained(&error))?;
    let stop = stop::flag();
    let address = ready.address();
    // Another program may read the first line.
    writeln!(io::stdout().lock(), "{address}")?;
    anstream::eprintln!(
        "{}",
        lang.pick("请在浏览器中打开上面的地址；Ctrl-C 结束。", "Open the address above in a browser; Ctrl-C ends it.")
    );
    let opened = if args.no_open || args.listen.is_some() { None } else { open(&data, address) };
    let ended = ready.run(&stop).map_err(|error| CliError::explained(&error));
    if let Some(page) = opened {
        let _ = fs::remove_file(page);
    }
    ended.map(|()| ACCEPTED)
}

/// What checks: the profile, the models and the earlier results of the command line.
fn engine(args: &ServeArgs) -> Result<Engine, CliError> {
    let profile = check::load_profile(&args.profile)?;
    let pool = ThreadPoolBuilder::new().num_threads(args.jobs.map_or(0, usize::from)).stack_size(check::STACK).build();
    let pool = pool.map_err(|error| {
        CliError::Explained(Message::new(format!("无法启动线程：{error}"), format!("threads could not be started: {error}")))
    })?;
    // A program may run for weeks: each check asks for the day again.
    let fixed = args.today;
    let today = move || fixed.or_else(check::today).unwrap_or(Date { year: 1970, month: 1, day: 1 });
    let request = Request {
        paths: Vec::new(),
        run: RunOptions { today: today(), stage: Stage::Signed },
        engine: check::engine(args.models.as_deref(), true, pool.current_num_threads())?,
        limits: Limits::default(),
        roots: args.trust.as_deref().map(check::roots).transpose()?.unwrap_or_default(),
        cache: Cache::default_dir().and_then(|dir| Cache::open(&dir).ok()),
        evidence: None,
        finished: None,
        stop: std::sync::Arc::default(),
        reader: std::env::current_exe().ok(),
        profile,
    };
    Ok(Engine { request, pool, today: Box::new(today) })
}

/// Where projects are kept: the folder that was named, else `PACTLINT_DATA`, else one in the user's data directory.
fn folder(named: Option<&Path>) -> Result<PathBuf, CliError> {
    use etcetera::BaseStrategy as _;
    let variable = || std::env::var_os(DIR_VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = named.map(Path::to_path_buf).or_else(variable) {
        return Ok(folder);
    }
    let base = etcetera::base_strategy::choose_native_strategy().map_err(|_| {
        CliError::Explained(Message::new("找不到用户数据文件夹，请用 --data 指定", "there is no data directory; name a folder with --data"))
    })?;
    Ok(base.data_dir().join("pactlint").join("projects"))
}

/// What the trail calls whoever works at this machine.
fn user(lang: Lang) -> String {
    let named = ["USER", "USERNAME", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok().filter(|name| !name.is_empty()));
    named.unwrap_or_else(|| lang.pick("本机用户", "local user").to_owned())
}

/// Opens the browser. The key is no part of a command line, which others on the machine can read: it stands in a page for its owner alone.
fn open(data: &Path, address: &str) -> Option<PathBuf> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let page = data.join("open.html");
    let text = format!("<!DOCTYPE html><meta http-equiv=\"refresh\" content=\"0; url={address}\"><a href=\"{address}\">pactlint</a>\n");
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&page).and_then(|mut file| file.write_all(text.as_bytes())).ok()?;
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    // Where there is no browser the address is on the screen.
    let full = std::path::absolute(&page).unwrap_or_else(|_| page.clone());
    let _ = Command::new(program).arg(full).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    Some(page)
}

fn add_user(args: &UserArgs, lang: Lang) -> Result<u8, CliError> {
    let data = folder(args.data.as_deref())?;
    let password = password(lang)?;
    serve::add_account(&data, &args.name, args.role.into(), &password).map_err(|error| CliError::explained(&error))?;
    anstream::eprintln!("{}{}", lang.pick("已保存账号：", "account saved: "), args.name);
    Ok(ACCEPTED)
}

/// A password that is typed unseen, or the first line of what is piped in.
fn password(lang: Lang) -> Result<String, CliError> {
    if io::stdin().is_terminal() {
        return Ok(rpassword::prompt_password(lang.pick("密码：", "Password: "))?);
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
