//! Ingest errors in words.

use super::Error;
use crate::model::finding::{Explain, Message};

impl Explain for Error {
    fn explain(&self) -> Message {
        let en = self.to_string();
        let zh = match self {
            Self::Unsupported { format, remedy } => format!("不支持的格式（{format}）：{remedy}"),
            Self::Damaged { format, reason } => format!("无法按{format}打开：{reason}"),
            Self::Encrypted => "文件有密码保护，请去除保护后重试".to_owned(),
            Self::TooLarge { what } => format!("超过上限（{what}）"),
        };
        Message::new(zh, en)
    }
}
