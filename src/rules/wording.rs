//! Phrases that several rules share, in both languages.

use crate::model::agreement::{Doubt, Party};
use crate::model::finding::{Evidence, Lang, Message};
use crate::model::party::ordinal;

/// How a party is called in messages: its ordinal, with its name where known.
pub(super) fn party(party: &Party) -> Message {
    let ordinal = ordinal(&party.id);
    match party.name.seen() {
        Some(name) => Message::new(format!("{ordinal}（{}）", name.value), format!("Party {} ({})", party.id, name.value)),
        None => Message::new(ordinal, format!("Party {}", party.id)),
    }
}

/// Where: "《file》第 5 页" / "page 5 of file"; without evidence an empty text.
pub(super) fn place(evidence: &[Evidence]) -> Message {
    let Some(first) = evidence.first() else { return Message::default() };
    match first.path(Lang::En) {
        Some(en) => {
            Message::new(format!("《{}》{}", first.file, first.path(Lang::Zh).unwrap_or_default()), format!("{en} of {}", first.file))
        }
        None => Message::new(format!("《{}》第{}页", first.file, first.page), format!("page {} of {}", first.page, first.file)),
    }
}

/// `place` as the start of a Chinese sentence and the tail of an English one.
pub(super) fn at(evidence: &[Evidence], zh: &str, en: &str) -> Message {
    let place = place(evidence);
    if place.zh.is_empty() {
        return Message::new(zh, en);
    }
    Message::new(format!("{}：{zh}", place.zh), format!("{en} ({})", place.en))
}

/// What is said of whole files, with their names: "《a》《b》：zh" / "en (a, b)".
pub(super) fn of_files(evidence: &[Evidence], zh: &str, en: &str) -> Message {
    let mut files: Vec<&str> = evidence.iter().map(|place| place.file.as_str()).collect();
    files.dedup();
    if files.is_empty() {
        return Message::new(zh, en);
    }
    Message::new(format!("《{}》：{zh}", files.join("》《")), format!("{en} ({})", files.join(", ")))
}

/// Why something is unclear.
pub(super) fn doubt(doubt: Doubt) -> Message {
    match doubt {
        Doubt::PageUnread => Message::new("页面未能识别", "the page could not be read"),
        Doubt::Faint => Message::new("仅见微弱或零星痕迹", "only a faint or small trace is seen"),
        Doubt::Covered => Message::new("被印章或笔迹遮盖", "it is covered by a seal or handwriting"),
        Doubt::OutsideBlocks => Message::new("有痕迹但不在签署栏内", "something is there, but outside every signature block"),
        Doubt::Illegible => Message::new("有内容但无法辨认", "something is there that cannot be made out"),
        Doubt::OnlyAsInk => Message::new("仅见手写签名，无清晰印刷或手写正楷", "only a handwritten signature, no legible lettering"),
        Doubt::RoleOnly => {
            Message::new("仅写明“授权代表”等身份，未写职务", "only a role such as “authorised representative”, not a position")
        }
    }
}

/// A judgement that fell below the profile's confidence.
pub(super) fn unsure(message: &Message, confidence: u8, lacks_pages: bool) -> Message {
    if confidence == 0 && lacks_pages {
        return Message::new(
            format!("{}（协议有缺页，所缺的页上可能有，请人工确认）", message.zh),
            format!("{} (pages of the agreement are missing and may hold it: please confirm)", message.en),
        );
    }
    if confidence == 0 {
        // Nothing speaks against it but what nobody has read.
        return Message::new(
            format!("{}（另有页面或文件未能识别，请人工确认）", message.zh),
            format!("{} (another page or file could not be read: please confirm)", message.en),
        );
    }
    Message::new(
        format!("{}（把握 {confidence}%，请人工确认）", message.zh),
        format!("{} ({confidence} % sure: please confirm)", message.en),
    )
}

/// Why a draft is not asked for signatures, seals and days.
pub(super) fn not_of_a_draft() -> Message {
    Message::new("草稿阶段不检查本项", "Not asked of a draft")
}

/// Advice for every `review` that has none of its own.
pub(super) fn please_check() -> Message {
    Message::new("请对照所示页面人工核对", "Please look at the place shown and decide")
}

/// Advice for what is open only because this machine cannot read pictures.
pub(super) fn install_models() -> Message {
    Message::new(
        "文件本身未必有问题：请先运行 pactlint models install 安装识别模型，再重新检查",
        "Nothing need be wrong with the file: run `pactlint models install` and check again",
    )
}

/// Quotes a text, shortened to what fits a message.
pub(super) fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{}…”", &text[..end]),
        None => format!("“{text}”"),
    }
}
