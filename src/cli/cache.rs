//! `pactlint cache`: what is kept of earlier checks, and how to be rid of it.

use super::args::{CacheArgs, CacheCommand};
use super::{ACCEPTED, CliError, print};
use crate::cache::{Cache, DIR_VARIABLE, MOST};
use crate::model::finding::{Lang, Message};

pub(super) fn run(args: &CacheArgs, lang: Lang) -> Result<u8, CliError> {
    let (CacheCommand::Status { dir } | CacheCommand::Clear { dir }) = &args.command;
    let dir = dir.clone().or_else(Cache::default_dir).ok_or_else(nowhere)?;
    let shown = dir.display();
    let unreadable = |error: std::io::Error| {
        CliError::Explained(Message::new(format!("{shown} 无法读取或清除：{error}"), format!("{shown} cannot be read or cleared: {error}")))
    };
    let status = Cache::status(&dir).map_err(unreadable)?;
    let (count, size) = (status.entries, megabytes(status.bytes));
    let said = match &args.command {
        CacheCommand::Status { .. } => {
            let most = MOST >> 30;
            Message::new(
                format!("{shown}\n  {count} 条检查结果，{size} MB（上限 {most} GB，最久未用的先删除）。清除：pactlint cache clear\n"),
                format!(
                    "{shown}\n  {count} results, {size} MB (at most {most} GB; what was not used for longest goes first). To delete: pactlint cache clear\n"
                ),
            )
        }
        CacheCommand::Clear { .. } => {
            Cache::clear(&dir).map_err(unreadable)?;
            Message::new(
                format!("已从 {shown} 删除 {count} 条检查结果（{size} MB）\n"),
                format!("{count} results ({size} MB) were deleted from {shown}\n"),
            )
        }
    };
    print(said.lang(lang)).map(|()| ACCEPTED)
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / f64::from(1 << 20))
}

fn nowhere() -> CliError {
    CliError::Explained(Message::new(
        format!("没有可保存检查结果的文件夹：未找到用户主文件夹；请用 --dir 或环境变量 {DIR_VARIABLE} 指定"),
        format!("there is no folder for results: no home directory is known; name one with --dir or the variable {DIR_VARIABLE}"),
    ))
}
