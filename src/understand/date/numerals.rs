//! Numbers as dates write them: digits, digits as OCR takes them for letters, and Chinese numerals plain and financial.

/// Value of a Chinese digit.
fn digit(c: char) -> Option<i32> {
    Some(match c {
        '〇' | '○' | '零' | '◯' | 'o' | '0' => 0,
        '一' | '壹' | '弌' | '元' | 'l' | 'i' | '|' | '1' => 1,
        '二' | '贰' | '貳' | '两' | '弍' | '2' => 2,
        '三' | '叁' | '參' | '叄' | '3' => 3,
        '四' | '肆' | '4' => 4,
        '五' | '伍' | '5' => 5,
        '六' | '陆' | '陸' | '6' => 6,
        '七' | '柒' | '7' => 7,
        '八' | '捌' | '8' => 8,
        '九' | '玖' | '9' => 9,
        _ => return None,
    })
}

/// The number that a run of digits and numerals stands for: 2024, 二〇二四, 二千零二十四, 十二, 贰拾伍, 廿八. White space is ignored.
pub(super) fn number(text: &str) -> Option<i32> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace() && *c != '_').collect();
    if chars.is_empty() || chars.len() > 8 {
        return None;
    }
    let has_unit = chars.iter().any(|c| matches!(c, '十' | '拾' | '百' | '佰' | '千' | '仟' | '廿' | '卅'));
    if !has_unit {
        return chars.iter().try_fold(0_i32, |sum, c| Some(sum * 10 + digit(*c)?));
    }
    let (mut sum, mut last) = (0_i32, None);
    for c in chars {
        let unit = match c {
            '十' | '拾' => 10,
            '百' | '佰' => 100,
            '千' | '仟' => 1000,
            '廿' => {
                sum += 20;
                continue;
            }
            '卅' => {
                sum += 30;
                continue;
            }
            _ => {
                last = Some(digit(c)?);
                continue;
            }
        };
        sum += last.take().unwrap_or(1) * unit;
    }
    Some(sum + last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numerals_of_every_kind() {
        for (text, value) in [
            ("2024", 2024),
            ("二〇二四", 2024),
            ("二零二四", 2024),
            ("二○二四", 2024),
            ("贰零贰肆", 2024),
            ("二千零二十四", 2024),
            ("十", 10),
            ("十二", 12),
            ("二十八", 28),
            ("贰拾伍", 25),
            ("廿八", 28),
            ("卅", 30),
            ("零壹", 1),
            ("2 0 2 4", 2024),
            ("l2", 12),
            ("元", 1),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for text in ["", "方", "99999999999", "二方"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
