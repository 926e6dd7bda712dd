//! What ingest and recognition noticed, in words.

use crate::model::document::{Notice, NoticeKind};
use crate::model::finding::{Lang, Message};

/// A notice in one language, with its page.
pub(super) fn words(notice: &Notice, lang: Lang) -> String {
    let message = message(&notice.kind);
    match (notice.page, lang) {
        (None, _) => message.lang(lang).to_owned(),
        (Some(page), Lang::Zh) => format!("第{page}页：{}", message.zh),
        (Some(page), Lang::En) => format!("page {page}: {}", message.en),
    }
}

fn message(kind: &NoticeKind) -> Message {
    match kind {
        NoticeKind::ModelsMissing => Message::new(
            "扫描内容或印文未识别：尚未安装识别模型，请运行 pactlint models install",
            "not read: the recognition models are not installed; run `pactlint models install`",
        ),
        NoticeKind::PageUnreadable(reason) => {
            Message::new(format!("页面无法读取（{}）", reason.zh), format!("the page could not be read ({})", reason.en))
        }
        NoticeKind::TextLayerDistrusted => {
            Message::new("文字层与页面图像不符，已改用图像识别", "the text layer disagrees with what is seen; the picture was read instead")
        }
        NoticeKind::TooManyPages { found, read } => {
            Message::new(format!("共{found}页，只检查了前{read}页"), format!("{found} pages, only the first {read} were checked"))
        }
        NoticeKind::PictureTooLarge => Message::new("图片过大，已缩小或略去", "a picture was too large and was reduced or left out"),
        NoticeKind::FontMissing(font) => Message::new(
            format!("字体{font}未嵌入且本机没有替代字体，部分文字可能显示为空白"),
            format!("font {font} is not embedded and no substitute is installed; text may look blank"),
        ),
        NoticeKind::ScriptUnreadable(script) => Message::new(
            format!("{}无法识别：请安装 tesseract 及其语言包后重试", script_zh(script)),
            format!("{script} script could not be read; install tesseract with its language data and check again"),
        ),
        NoticeKind::FieldsUnreadable => Message::new(
            "文件的表单结构已损坏，其中的电子签名无法读取",
            "the file's form is damaged, digital signatures in it cannot be read",
        ),
        NoticeKind::TrackedChanges => Message::new("文档含未接受的修订", "tracked changes are pending"),
        NoticeKind::CutOff => Message::new(
            "文件不完整（未传完或已损坏），其余内容未能检查，请重新上传完整的文件",
            "the file breaks off (upload it again, whole); what is lost could not be checked",
        ),
        NoticeKind::SameAs(file) => {
            Message::new(format!("与《{file}》内容完全相同，可能重复上传"), format!("the same as {file}: uploaded twice?"))
        }
        NoticeKind::ContentTruncated => Message::new("内容过长，超出部分未检查", "content beyond the limit was not checked"),
    }
}

/// What `recognise` calls its scripts.
fn script_zh(script: &str) -> &str {
    match script {
        "Hangul" => "韩文",
        "Cyrillic" => "西里尔字母",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_notices_are_chinese() {
        for script in ["Hangul", "Cyrillic"] {
            let notice = Notice { page: None, kind: NoticeKind::ScriptUnreadable(script.to_owned()) };
            assert!(!words(&notice, Lang::Zh).contains(script) && words(&notice, Lang::En).contains(script));
        }
        let reason = Message::new("图片已损坏", "the picture is damaged");
        let notice = Notice { page: None, kind: NoticeKind::PageUnreadable(reason) };
        assert_eq!(words(&notice, Lang::Zh), "页面无法读取（图片已损坏）");
    }
}
