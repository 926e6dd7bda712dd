//! What kind of seal one is, by its words, shape and size.

use super::{NAME_SEAL, SURE};
use crate::model::agreement::SealKind;
use crate::model::document::{Seal, SealShape};
use crate::model::geometry::Rect;
use crate::model::text::{is_han, squash};
use crate::understand::lexicon::words::is_organisation;

/// What kind of seal it is; `names` are those of the party that it bears or stands at.
pub(super) fn of(seal: &Seal, text: &str, area: Rect, names: &[String]) -> SealKind {
    let plain = squash(text);
    let names: Vec<String> = names.iter().map(|name| squash(name)).collect();
    // A word of the owner's own name says nothing of the seal: a university of finance, an institute of design ("esign").
    let own = |word: &str| names.iter().map(|name| name.matches(word).count()).max().unwrap_or(0);
    let has = |words: &[&str]| words.iter().any(|word| plain.matches(word).count() > own(word));
    if has(&["合同专用", "合同章", "contract", "合同專用"]) {
        return SealKind::Contract;
    }
    if has(&["财务", "财務", "發票", "发票", "finance", "invoice", "accounting"]) {
        return SealKind::Finance;
    }
    if has(&["翻译", "翻譯", "translation", "translator"]) {
        return SealKind::Translation;
    }
    if has(&["电子合同", "電子契約", "电子签", "契约锁", "法大大", "上上签", "esign", "docusign", "时间戳"]) {
        return SealKind::Platform;
    }
    let framed = matches!(seal.shape, SealShape::Square | SealShape::Rectangle);
    if has(&[
        "收文",
        "收讫",
        "已收",
        "收件",
        "复印件",
        "複印件",
        "与原件",
        "原件相符",
        "存档",
        "归档",
        "作废",
        "副本",
        "certifiedcopy",
        "truecopy",
    ]) || framed && has(&["received", "copy", "复印", "审核", "核对"])
    {
        return SealKind::Received;
    }
    let small = area.width() <= NAME_SEAL && area.height() <= NAME_SEAL;
    let letters = plain.chars().count();
    // A name stamp is a wide frame around two to four ideographs.
    let clear = seal.text.as_ref().is_some_and(|text| text.confidence >= SURE);
    let name = seal.shape == SealShape::Rectangle && clear && (2..=4).contains(&letters) && plain.chars().all(is_han);
    // A company's own chop is cut as small in some countries, and bears the company's name.
    let persons = letters <= 5 || plain.ends_with('印') && !is_organisation(&plain);
    if name || small && framed && persons {
        return SealKind::PersonalName;
    }
    if plain.is_empty() {
        return SealKind::Unread;
    }
    if is_department(&plain, &names) { SealKind::Department } else { SealKind::Organisation }
}

/// Whether a seal is of a part of an organisation: it goes on behind a party's name, or ends as only parts do.
fn is_department(plain: &str, names: &[String]) -> bool {
    const ENDINGS: [&str; 13] = ["学院", "學院", "系", "处", "處", "部", "科", "实验室", "實驗室", "课题组", "研究室", "办公室", "中心"];
    const WORDS: [&str; 6] = ["department", "faculty", "laboratory", "schoolof", "officeof", "institutfür"];
    let own = |ending: &str| names.iter().any(|name| name.contains(ending));
    let head =
        ["大学", "大學", "研究院", "公司", "研究所", "医院"].iter().filter_map(|head| plain.find(head).map(|at| at + head.len())).min();
    let tail = head.map(|at| &plain[at..]);
    let ends = ENDINGS.iter().any(|ending| tail.is_some_and(|tail| tail.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(ending)));
    let whole = names.iter().any(|name| plain.trim_end_matches(|c: char| c.is_ascii_digit()) == name);
    !whole && (ends || WORDS.iter().any(|word| plain.contains(word) && !own(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{InkColour, SealText};
    use crate::model::geometry::Confidence;

    /// The kind of a round seal of 40 mm.
    fn kind(text: &str, name: &str) -> SealKind {
        let read = SealText { text: text.to_owned(), confidence: Confidence(90) };
        let seal = Seal { shape: SealShape::Round, colour: InkColour::Red, text: Some(read), subtitle: None, at_edge: false };
        of(&seal, text, Rect::new(0, 0, 400, 400), &[name.to_owned()])
    }

    #[test]
    fn words_of_the_partys_own_name_are_no_kind() {
        for name in [
            "Shanghai University of Finance and Economics",
            "Contract Research GmbH",
            "Institute of Translation and Interpreting",
            "Nanjing Design Institute",
            "苏州澄泓财务管理有限公司",
        ] {
            assert_eq!(kind(name, name), SealKind::Organisation, "{name}");
        }
        assert_eq!(
            kind("SHANGHAI UNIVERSITY OF FINANCE AND EC0NOMICS", "Shanghai University of Finance and Economics"),
            SealKind::Organisation
        );
    }

    #[test]
    fn the_same_words_beside_the_name_are() {
        assert_eq!(kind("苏州澄泓财务管理有限公司 财务专用章", "苏州澄泓财务管理有限公司"), SealKind::Finance);
        assert_eq!(kind("Contract Research GmbH Contract Seal", "Contract Research GmbH"), SealKind::Contract);
        assert_eq!(kind("苏州澄泓有限公司 合同专用章", "苏州澄泓有限公司"), SealKind::Contract);
        assert_eq!(kind("某某翻译有限公司 翻译专用章", "江苏钟吾理工大学"), SealKind::Translation);
    }
}
