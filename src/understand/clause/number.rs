//! Numbers of articles and items, however they are written.

/// Arabic, Chinese or Roman number; `None` for anything else or beyond a thousand.
pub(in crate::understand) fn parse(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.chars().all(|c| c.is_ascii_digit()) {
        return text.parse().ok();
    }
    chinese(text).or_else(|| roman(text)).or_else(|| ordinal(text))
}

/// Clauses are counted in words: "TERCERA.-", "Third.".
fn ordinal(text: &str) -> Option<u32> {
    const ENGLISH: [&str; 10] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    const WORDS: [&str; 10] = ["primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim"];
    let text = text.to_lowercase().replace("septim", "séptim").replace("decim", "décim");
    let english = ENGLISH.iter().position(|word| *word == text);
    english.or_else(|| WORDS.iter().position(|word| text.starts_with(word))).and_then(|at| u32::try_from(at + 1).ok())
}

fn chinese(text: &str) -> Option<u32> {
    let (mut total, mut digit) = (0_u32, 0_u32);
    let mut any = false;
    for c in text.chars() {
        match "〇一二三四五六七八九".chars().position(|d| d == c) {
            Some(value) => digit = value as u32,
            None => match c {
                '零' => {}
                // OCR reads a lone 一 as a dash.
                '-' | '—' | '–' | 'ー' | '壹' => digit = 1,
                '两' | '兩' | '贰' | '貳' | '弍' => digit = 2,
                '叁' | '參' | '叄' => digit = 3,
                '肆' => digit = 4,
                '伍' => digit = 5,
                '陆' | '陸' => digit = 6,
                '柒' => digit = 7,
                '捌' => digit = 8,
                '玖' => digit = 9,
                '十' | '拾' => {
                    total += digit.max(1) * 10;
                    digit = 0;
                }
                '百' => {
                    total += digit.max(1) * 100;
                    digit = 0;
                }
                _ => return None,
            },
        }
        any = true;
        if total > 1000 {
            return None;
        }
    }
    (any && total + digit > 0).then_some(total + digit)
}

fn roman(text: &str) -> Option<u32> {
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    let values: Vec<u32> = text.chars().map(value).collect::<Option<_>>()?;
    let (mut total, mut largest) = (0_u32, 0);
    for &v in values.iter().rev() {
        if v < largest {
            total = total.saturating_sub(v);
        } else {
            total += v;
            largest = v;
        }
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_chinese_and_roman_numbers_are_numbers() {
        for (text, value) in [
            ("7", 7),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("三十一", 31),
            ("一百零五", 105),
            ("—", 1),
            ("IV", 4),
            ("xii", 12),
            ("Fifth", 5),
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
        for text in ["", "A", "第一", "12a"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
