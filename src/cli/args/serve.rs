//! What can be typed after `serve`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use crate::model::date::Date;
use crate::serve::{Origin, Role};

/// Options of `serve`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct ServeArgs {
    /// 要做什么；省略则打开网页版。
    #[command(subcommand)]
    pub command: Option<ServeCommand>,
    /// 端口；默认自动选择
    #[arg(long, default_value_t = 0, value_name = "N", conflicts_with = "listen")]
    pub port: u16,
    /// 保存项目、文件和复核记录的文件夹；默认为用户数据文件夹或 PACTLINT_DATA
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// 供其他电脑访问：监听此地址；须先用 serve user 添加管理员账号
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<SocketAddr>,
    /// 浏览器访问所用的地址，如 `https://pactlint.example`；可重复；默认为监听的地址
    #[arg(long, value_name = "URL", requires = "listen", value_parser = origin)]
    pub origin: Vec<Origin>,
    /// 审查规则集：内置名称或 TOML 文件
    #[arg(long, default_value = crate::rules::profile::DEFAULT, value_name = "ID|FILE")]
    pub profile: String,
    /// 检查日，格式 YYYY-MM-DD；默认为检查当天（北京时间）
    #[arg(long, value_name = "DATE")]
    pub today: Option<Date>,
    /// 使用的线程数；默认为全部处理器核心
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// 识别模型所在文件夹
    #[arg(long, value_name = "DIR")]
    pub models: Option<PathBuf>,
    /// 受信任的证书（PEM 或 DER）所在文件夹；据此判断电子签名的证书是否可信
    #[arg(long, value_name = "DIR")]
    pub trust: Option<PathBuf>,
    /// 不自动打开浏览器
    #[arg(long)]
    pub no_open: bool,
}

/// Subcommands of `serve`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ServeCommand {
    /// 添加账号，或更改已有账号的角色和密码；密码从键盘或标准输入读取
    User(UserArgs),
}

/// Options of `serve user`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct UserArgs {
    /// 用户名
    #[arg(value_name = "NAME")]
    pub name: String,
    /// 角色：applicant 上传并查看自己的项目；reviewer 查看、复核全部项目；admin 另可删除项目、管理账号
    #[arg(long, value_enum)]
    pub role: RoleArg,
    /// 保存项目的文件夹；默认为用户数据文件夹或 PACTLINT_DATA
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

fn origin(text: &str) -> Result<Origin, String> {
    Origin::parse(text).ok_or_else(|| "http://host:port, https://host".to_owned())
}

/// Roles of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum RoleArg {
    Applicant,
    Reviewer,
    Admin,
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Applicant => Self::Applicant,
            RoleArg::Reviewer => Self::Reviewer,
            RoleArg::Admin => Self::Admin,
        }
    }
}
