//! Automatic list numbers: "第三条", "2.1", "（四）" are not in the text, yet clauses are known by them.

use std::collections::{BTreeMap, BTreeSet};

use super::xml::{self, Token};

/// Levels of a list in Word.
const LEVELS: usize = 9;

/// Lists of one document: far above what people make.
const LISTS: usize = 10_000;

/// One level of a list definition.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    suffix: &'static str,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".into(), text: String::new(), suffix: " " }
    }
}

/// The list definitions of a document and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<u32, Vec<Level>>,
    /// Lists: their definition and where levels start anew.
    lists: BTreeMap<u32, (u32, BTreeMap<usize, u32>)>,
    counters: BTreeMap<u32, [Option<u32>; LEVELS]>,
    begun: BTreeSet<u32>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(bytes: &[u8], depth: usize) -> Self {
        let mut numbering = Self::default();
        let (mut open, mut definition, mut list, mut level) = (Vec::<String>::new(), None, None, 0_usize);
        xml::read(bytes, depth, |token| {
            match token {
                Token::Start(element) => {
                    let name = element.local_name().as_ref().to_owned();
                    let id = |attribute: &str| xml::number(element, attribute).and_then(|v| u32::try_from(v).ok());
                    match name.as_str() {
                        "abstractNum" => definition = id("abstractNumId"),
                        "num" => list = id("numId"),
                        "lvl" | "lvlOverride" => level = id("ilvl").unwrap_or(0) as usize,
                        "abstractNumId" => {
                            if let (Some(list), Some(definition)) = (list, id("val"))
                                && numbering.lists.len() < LISTS
                            {
                                numbering.lists.insert(list, (definition, BTreeMap::new()));
                            }
                        }
                        "startOverride" => {
                            if let (Some((_, starts)), Some(start)) = (list.and_then(|l| numbering.lists.get_mut(&l)), id("val")) {
                                starts.insert(level, start);
                            }
                        }
                        _ => {
                            if let (Some(definition), None) = (definition, list)
                                && open.iter().any(|n| n == "lvl")
                                && level < LEVELS
                                && numbering.definitions.len() < LISTS
                            {
                                let levels = numbering.definitions.entry(definition).or_insert_with(|| vec![Level::default(); LEVELS]);
                                let value = xml::attribute(element, "val").unwrap_or_default();
                                match name.as_str() {
                                    "start" => levels[level].start = id("val").unwrap_or(1),
                                    "numFmt" => levels[level].format = value.into_owned(),
                                    "lvlText" => levels[level].text = value.chars().take(64).collect(),
                                    "suff" => levels[level].suffix = if value == "nothing" { "" } else { " " },
                                    _ => {}
                                }
                            }
                        }
                    }
                    open.push(name);
                }
                Token::End => match open.pop().as_deref() {
                    Some("abstractNum") => definition = None,
                    Some("num") => list = None,
                    _ => {}
                },
                Token::Text(_) => {}
            }
            true
        });
        numbering
    }

    /// Counts a paragraph of a list and gives its number as it would be printed, with what separates it from the text.
    pub(super) fn next(&mut self, list: u32, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let (definition, starts) = self.lists.get(&list)?;
        let levels = self.definitions.get(definition)?;
        let counters = self.counters.entry(*definition).or_default();
        if !starts.is_empty() && self.begun.insert(list) {
            for &at in starts.keys().filter(|&&at| at < LEVELS) {
                counters[at] = None;
            }
        }
        let start = |at: usize| starts.get(&at).copied().unwrap_or(levels[at].start);
        counters[level] = Some(counters[level].map_or(start(level), |n| n.saturating_add(1)));
        for (at, counter) in counters.iter_mut().enumerate() {
            if at > level {
                *counter = None;
            } else if counter.is_none() {
                *counter = Some(start(at));
            }
        }
        let own = &levels[level];
        if matches!(own.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut text = own.text.clone();
        for (at, counter) in counters.iter().enumerate().take(level + 1) {
            let mark = format!("%{}", at + 1);
            if text.contains(&mark) {
                text = text.replace(&mark, &printed(counter.unwrap_or(1), &levels[at].format));
            }
        }
        (!text.is_empty()).then(|| text + own.suffix)
    }
}

/// A number in one of Word's formats.
fn printed(n: u32, format: &str) -> String {
    const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
    let letter = |first: u8| {
        let index = n.saturating_sub(1);
        char::from(first + (index % 26) as u8).to_string().repeat((index / 26 + 1).min(8) as usize)
    };
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital"
        | "koreanDigital"
        | "japaneseDigitalTenThousand" => chinese(n, "零一二三四五六七八九", "十百千"),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => chinese(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
        "ideographTraditional" => STEMS.chars().nth(n.saturating_sub(1) as usize).map_or_else(|| n.to_string(), String::from),
        "upperLetter" => letter(b'A'),
        "lowerLetter" => letter(b'a'),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "decimalZero" => format!("{n:02}"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&n) => {
            char::from_u32(0x245f + n).map_or_else(|| n.to_string(), String::from)
        }
        "decimalFullWidth" => n.to_string().chars().filter_map(|c| char::from_u32(c as u32 + 0xfee0)).collect(),
        _ => n.to_string(),
    }
}

/// Chinese numerals up to 9999.
fn chinese(n: u32, digits: &str, units: &str) -> String {
    if n == 0 || n > 9999 {
        return n.to_string();
    }
    let digit = |d: u32| digits.chars().nth(d as usize).unwrap_or('零');
    let (mut out, mut gap) = (String::new(), false);
    for place in (0..4_u32).rev() {
        let d = n / 10_u32.pow(place) % 10;
        if d == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(digit(0));
        }
        // 十二, not 一十二; the legal numerals keep the one.
        if !(place == 1 && d == 1 && out.is_empty() && units.starts_with('十')) {
            out.push(digit(d));
        }
        out.extend(place.checked_sub(1).and_then(|p| units.chars().nth(p as usize)));
    }
    out
}

fn roman(mut n: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n == 0 || n > 3999 {
        return n.to_string();
    }
    let mut out = String::new();
    for (value, text) in PARTS {
        while n >= value {
            out.push_str(text);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers_read_as_printed() {
        let read = |n| printed(n, "chineseCounting");
        assert_eq!([1, 10, 12, 20, 101, 110, 1005].map(read), ["一", "十", "十二", "二十", "一百零一", "一百一十", "一千零五"]);
        assert_eq!(printed(14, "lowerRoman"), "xiv");
        assert_eq!(printed(3, "decimalEnclosedCircle"), "③");
    }

    #[test]
    fn levels_count_and_restart() {
        let part = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="第%1条"/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
            <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
        let mut numbering = Numbering::read(part.as_bytes(), 64);
        let numbers: Vec<_> = [0, 1, 1, 0, 1].map(|level| numbering.next(5, level).unwrap_or_default()).into();
        assert_eq!(numbers, ["第一条", "1. ", "2. ", "第二条", "1. "]);
        assert_eq!(numbering.next(9, 0), None);
    }
}
