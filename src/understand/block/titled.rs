//! A signatory's name and title by where they stand: behind one another, or one below the other. No list of titles is ever whole.

use std::sync::LazyLock;

use super::super::date;
use super::super::lexicon::words::{is_organisation, is_person, is_placeholder, is_sign_mark, is_title};
use super::super::lexicon::{Field, Pattern, labels};
use super::super::party::split_title;
use crate::model::text::is_han;

/// A title is no longer than this.
const LONGEST: usize = 60;

/// Ideographs of a Chinese, Japanese or Korean name.
const EAST_NAME: std::ops::RangeInclusive<usize> = 2..=4;
/// A position as one word, with what stands before it in the same word: 常务副总经理, 首席科学家, 代表取締役社長.
static POSITION: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?:常务|常務|执行|執行|名誉|代理|首席|高级|高級|资深|第一|党委|行政|技术|技術|业务|财务|研发|研發|运营|市场|国际|国際|产品|项目|代表|专职|独立|主管|联席|[副总總正代本])*",
        r"(?:校长|院长|所长|处长|厂长|部长|科长|局长|会长|室长|组长|站长|队长|馆长|行长|社长|店长|市长|镇长|理事长|董事长|秘书长|中心长|执行长|研发长|主任|经理|总裁|总监|董事|理事|监事|教授|研究员|主席|书记|工程师|科学家|执行官|技术官|运营官|财务官|厂主|总代|负责人|专家|合伙人|主管|助理",
        r"|校長|院長|所長|處長|廠長|部長|課長|科長|局長|會長|会長|室長|学長|學長|社長|理事長|董事長|執行長|研發長|教務長|研究員|經理|總裁|總監|監事|書記|工程師|科學家|取締役|代表理事)$"
    ))
});

/// A value's name and what stands behind it as a title does: behind a comma, in brackets, behind a wide space, in another script, or, where
/// recognition lost what parts them, as a word for a position.
pub(super) fn name_and_title(value: &str) -> (String, Option<String>) {
    let value = unmarked(undated(value.trim()));
    if let Some((name, title)) = run_together(value) {
        return (name.to_owned(), Some(title.to_owned()));
    }
    if let Some((title, name)) = title_first(value) {
        return (name.to_owned(), Some(title.to_owned()));
    }
    let (name, title) = split_title(value);
    if title.is_some() {
        return (name, title);
    }
    let cuts = value.char_indices().filter(|(_, c)| ",，、/(（　".contains(*c)).map(|(at, _)| at);
    let spaces = value.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let parted = |at: usize| {
        let rest = value[at..].trim_matches(|c: char| c.is_whitespace() || ",，、/()（）;；".contains(c));
        (value[..at].trim(), rest)
    };
    // At a space alone only where the parts tell themselves apart: by a known title, or by their scripts.
    let telling = |(name, rest): &(&str, &str)| is_title(rest) && !is_title(name) || is_east(name) != is_east(rest) && !has_both(rest);
    let fits = |(name, rest): &(&str, &str)| is_person(name) && is_like_title(rest);
    let found = cuts
        .filter(|&at| value[at..].starts_with([',', '，', '、']) || !is_name_again(parted(at).0, parted(at).1))
        .map(parted)
        .find(fits)
        .or_else(|| spaces.map(parted).filter(telling).filter(|(name, rest)| !is_name_again(name, rest)).find(fits));
    found.map_or_else(|| (value.to_owned(), None), |(name, rest)| (name.to_owned(), Some(rest.to_owned())))
}

/// A name and a position with nothing between them: 龚伯韬院长, "Marama Tuhoe首席科学家". The longest word for a position that leaves a name.
fn run_together(value: &str) -> Option<(&str, &str)> {
    let parts = || value.char_indices().skip(1).map(|(at, _)| value.split_at(at));
    if value.chars().all(is_han) {
        return parts().find(|(name, title)| EAST_NAME.contains(&name.chars().count()) && is_person(name) && POSITION.is_match(title));
    }
    parts().find(|(name, title)| {
        let scripts_meet = name.ends_with(|c: char| c.is_alphabetic() && !is_east_letter(c)) && title.starts_with(is_han);
        scripts_meet && is_person(name) && title.chars().all(is_han) && is_title(title)
    })
}

/// What stands on a line that asks for nothing, or before the bracket that only says where to sign: "원장 노재원 (서명)".
pub(super) fn unasked(text: &str) -> Option<&str> {
    match labels(text).as_slice() {
        [] => Some(text),
        [mark] if matches!(mark.field, Field::Signature | Field::Seal) => {
            let before = text[..mark.range.start].trim_end().strip_suffix('(')?.trim_end();
            (!before.is_empty() && text[mark.range.end..].trim_matches([')', ' ']).is_empty()).then_some(before)
        }
        _ => None,
    }
}

/// A value without the day that stands behind it on the same line.
fn undated(value: &str) -> &str {
    let day = date::find(value, date::Order::Unknown).into_iter().map(|found| found.range.start).find(|start| *start > 0);
    day.and_then(|at| value.get(..at)).map_or(value, str::trim_end)
}

/// A value without the mark behind it that says where the chop goes: "이도현 (인)", 黒田 一郎 ㊞.
fn unmarked(value: &str) -> &str {
    static MARK: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"\s*(?:[(（]\s*(?:인|印|㊞|서명|날인|签字|签名|签章|簽名|署名)\s*[)）]|㊞|\s印)\s*$"));
    MARK.find(value).map_or(value, |mark| &value[..mark.start()])
}

/// A position before the name, parted by a space: "学長 佐藤 花子", "Le Directeur général Paul Durand".
fn title_first(value: &str) -> Option<(&str, &str)> {
    let spaces = value.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let mut parts = spaces.map(|at| (value[..at].trim(), value[at..].trim()));
    parts.find(|(title, name)| is_title(title) && is_person(name) && !is_organisation(title) && !title.contains([',', '，', '(']))
}

/// Whether a text that stands in a title's place may be one: a few words, and none of what else stands there.
pub(super) fn is_like_title(text: &str) -> bool {
    let text = text.trim();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (2..=LONGEST).contains(&letters)
        && !text.chars().any(|c| c.is_ascii_digit())
        && !text.contains(['@', ':', '：', '_', '。'])
        && labels(text).is_empty()
        && (is_title(text) || !is_organisation(text))
        && !is_placeholder(text)
        && !is_sign_mark(text)
        && date::first(text, date::Order::Unknown).is_none()
}

/// Whether what stands behind a name is the name in other letters, or whole: "Ji Wanqing (季婉清)".
fn is_name_again(name: &str, rest: &str) -> bool {
    is_person(rest) && !is_title(rest) && (!is_east(rest) || rest.chars().count() <= 3 || rest.contains(name))
}

fn is_east(text: &str) -> bool {
    text.chars().any(is_east_letter)
}

fn is_east_letter(c: char) -> bool {
    c as u32 >= 0x2e80
}

fn has_both(text: &str) -> bool {
    is_east(text) && text.chars().any(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_told_from_the_name_by_its_place() {
        for (value, name, title) in [
            ("Gerold Fink, Komplementär", "Gerold Fink", "Komplementär"),
            ("Duarte Pimentel，董事", "Duarte Pimentel", "董事"),
            ("汤道明（总工程师）", "汤道明", "总工程师"),
            ("鲍春生 总经理", "鲍春生", "总经理"),
            ("Andris Ozols 董事会成员", "Andris Ozols", "董事会成员"),
            ("Ingrid Solbakken　CTO（技术总监）", "Ingrid Solbakken", "CTO（技术总监"),
            ("骆嘉木　副总经理", "骆嘉木", "副总经理"),
            ("学長　佐藤 花子", "佐藤 花子", "学長"),
            ("Le Directeur général Paul Durand", "Paul Durand", "Le Directeur général"),
            ("王涛 校长 2024年1月15日", "王涛", "校长"),
            ("龚伯韬院长", "龚伯韬", "院长"),
            ("원장 이도현 (인)", "이도현", "원장"),
            ("代表取締役　山田　太郎　㊞", "山田　太郎", "代表取締役"),
            ("王强总经理", "王强", "总经理"),
            ("尹瑞珍代表理事", "尹瑞珍", "代表理事"),
            ("欧阳正华常务副校长", "欧阳正华", "常务副校长"),
            ("陈正教授", "陈正", "教授"),
            ("Marama Tuhoe首席科学家", "Marama Tuhoe", "首席科学家"),
        ] {
            assert_eq!(name_and_title(value), (name.to_owned(), Some(title.to_owned())), "{value}");
        }
    }

    #[test]
    fn a_name_alone_has_no_title() {
        for value in [
            "Gerold Fink",
            "司马长风",
            "王教",
            "汤 道明",
            "Maria del Carmen Ruiz",
            "汤道明（Tang Daoming）",
            "Gerold Fink, 12 May 2024",
            "亮介（水沢亮介）",
            "王某 日期：2024",
        ] {
            assert_eq!(name_and_title(value).1, None, "{value}");
        }
    }
}
