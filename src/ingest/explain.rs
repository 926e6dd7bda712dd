//! Ingest errors in words.

use super::Error;
use crate::model::finding::{Explain, Message};

impl Explain for Error {
    fn explain(&self) -> Message {
        let zh = match self {
            Self::Unsupported { format, remedy } => format!("不支持此格式（{}）：{}", format.zh, remedy.zh),
            Self::Empty => "文件是空的，请重新提交".to_owned(),
            // The reason is a decoder's own and English; the advice before it is what counts.
            Self::Damaged { format, reason } => {
                format!("{}已损坏或不完整，无法打开，请重新导出或扫描后再提交（{reason}）", format_zh(format))
            }
            Self::Encrypted => "文件有密码保护，请去除保护后重新提交".to_owned(),
            Self::Costly { what } => format!("读取所需资源超出正常文件（{}），请重新打印为 PDF 后再提交", what.zh),
            Self::Told(message) => return message.clone(),
            Self::TooLarge { what } => format!("超过处理上限（{}），请拆分或压缩后重新提交", what.zh),
        };
        Message::new(zh, self.to_string())
    }
}

impl Error {
    /// The same about one page, for a notice: without the decoder's own English words.
    pub(crate) fn of_page(&self) -> Message {
        let told = self.explain();
        match self {
            Self::Damaged { format, .. } => Message::new(format!("{}已损坏或不完整，请重新导出或扫描", format_zh(format)), told.en),
            _ => told,
        }
    }
}

/// What the readers call their formats.
fn format_zh(format: &str) -> &str {
    match format {
        "picture" => "图片",
        "file" => "文件",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Limits, open};
    use crate::model::text::is_han;

    #[test]
    fn both_languages_say_what_to_do() {
        let tiny = Limits { bytes: 4, ..Limits::default() };
        let errors = [
            open("a", b"{\\rtf1 text}".to_vec(), &Limits::default()),
            open("a", b"\x01\x02\x03".to_vec(), &Limits::default()),
            open("a", Vec::new(), &Limits::default()),
            open("a", b"%PDF-1.7 cut off".to_vec(), &Limits::default()),
            open("a", b"%PDF-1.7".to_vec(), &tiny),
        ];
        for error in errors.into_iter().filter_map(Result::err).chain([Error::Encrypted]) {
            let message = error.explain();
            assert!(message.zh.contains('请'), "{}", message.zh);
            assert!(!message.en.chars().any(is_han), "{}", message.en);
        }
    }
}
