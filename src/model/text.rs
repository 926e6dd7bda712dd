//! Text as it is compared: NFKC, without what typesetting and OCR add; and as names of files.

use unicode_normalization::UnicodeNormalization;

/// NFKC, white space runs as one space, zero-width characters dropped: for reading and regular expressions.
pub fn normalise(text: &str) -> String {
    if is_normal(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkc() {
        if matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}') {
            continue;
        }
        if c.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Whether a text is of characters that [`normalise`] keeps, which is quickly seen for most; Han, kana and Hangul syllables stand for themselves.
fn is_normal(text: &str) -> bool {
    let kept =
        |c: char| matches!(c, '!'..='~' | '\u{400}'..='\u{45f}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '、'..='】' | '一'..='龥' | '가'..='힣');
    let spaced = text.starts_with(' ') || text.ends_with(' ') || text.contains("  ");
    !spaced && text.chars().all(|c| c == ' ' || kept(c))
}

/// Only the letters and digits of [`normalise`]d text, lower case: for comparing names across print, OCR and seals.
pub fn squash(text: &str) -> String {
    normalise(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Similarity of two names, 0 to 1, by edit distance over [`squash`]ed text.
pub fn similarity(a: &str, b: &str) -> f64 {
    strsim::normalized_levenshtein(&squash(a), &squash(b))
}

/// A text in which letters that two scripts write alike are the same: recognition reads ロボット as 口ボッ卜. For comparison, not for display.
pub fn fold_look_alikes(text: &str) -> String {
    const ALIKE: [(char, char); 18] = [
        ('ロ', '口'),
        ('ト', '卜'),
        ('カ', '力'),
        ('ニ', '二'),
        ('ハ', '八'),
        ('エ', '工'),
        ('タ', '夕'),
        ('オ', '才'),
        ('ヌ', '又'),
        ('ミ', '三'),
        ('ヒ', '匕'),
        ('チ', '千'),
        ('ッ', 'ツ'),
        ('ャ', 'ヤ'),
        ('ュ', 'ユ'),
        ('ョ', 'ヨ'),
        ('ー', '一'),
        ('ヘ', 'へ'),
    ];
    // Accents are lost and mistaken for one another: Brněnská as Brnénská.
    let plain = |c: char| if matches!(c, '\u{c0}'..='\u{24f}') { c.nfd().next().unwrap_or(c) } else { c };
    text.chars().map(|c| ALIKE.iter().find(|(kana, _)| *kana == c).map_or_else(|| plain(c), |(_, other)| *other)).collect()
}

/// Whether a character is a Han ideograph.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}' | '〇')
}

/// Whether a character is Japanese kana.
pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{ff66}'..='\u{ff9d}')
}

/// Whether a character is Korean Hangul.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_look_alike_are_compared_as_one() {
        assert_eq!(fold_look_alikes("北浜ロボット工業"), fold_look_alikes("北浜口ボッ卜エ業"));
        assert_ne!(fold_look_alikes("北浜ロボット"), fold_look_alikes("北浜ポット"));
        assert_eq!(fold_look_alikes("Brněnská slévárna"), fold_look_alikes("Brnénská slévarna"));
    }

    #[test]
    fn radicals_and_full_width_become_plain() {
        assert_eq!(normalise("⽤⽬：ＡＢ　12"), "用目:AB 12");
    }

    #[test]
    fn characters_that_are_kept_are_normal_ones() {
        let kept = (' '..='\u{ffff}').filter(|c| is_normal(&format!("x{c}x")));
        for c in kept {
            assert_eq!(c.to_string().nfkc().collect::<String>(), c.to_string());
            assert!(!c.is_whitespace() || c == ' ');
        }
        assert!(
            ["甲方(盖章): x", "соглашение", "대학교"].into_iter().all(is_normal)
                && !is_normal("a  b")
                && !is_normal("：")
                && !is_normal(" a")
        );
    }

    #[test]
    fn names_compare_without_punctuation() {
        assert_eq!(squash("Nanjing (Test) University, Ltd."), "nanjingtestuniversityltd");
        assert!(similarity("江苏某某大学", "江苏某某大学 ") > 0.99);
    }
}
