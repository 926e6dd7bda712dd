//! Small letters for patterns and texts, and classes no wider than the lexicon's scripts.

use std::borrow::Cow;

/// Letters of the scripts that the lexicon speaks. Unicode's own class has hundreds of ranges.
const LETTER: &str = "A-Za-zÀ-ÖØ-öø-ɏЀ-ӿ぀-ヿ㐀-䶿一-鿿가-힣";

/// A text in lower case, every letter in as many bytes as before: places in one are places in the other.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    // The first bytes of accented Latin, Greek and Cyrillic letters.
    if text.bytes().any(|byte| (0xc3..=0xd4).contains(&byte)) {
        return Cow::Owned(text.chars().map(lower_case).collect());
    }
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) { Cow::Owned(text.to_ascii_lowercase()) } else { Cow::Borrowed(text) }
}

fn lower_case(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
        _ => c,
    }
}

/// A pattern in lower case, escapes as they are.
pub(super) fn lower(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        out.push(lower_case(c));
        if c == '\\'
            && let Some(escaped) = chars.next()
        {
            out.push(escaped);
            if matches!(escaped, 'p' | 'P') {
                out.extend(chars.by_ref().take_while(|c| *c != '}').chain(std::iter::once('}')).collect::<Vec<_>>());
            }
        }
    }
    out
}

/// The pattern with its classes narrowed to what normalised text of the lexicon's scripts holds.
pub(super) fn narrow(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let escape = &rest[at..];
        let length = if escape.starts_with(r"\p{") { escape.find('}').map_or(escape.len(), |end| end + 1) } else { 2.min(escape.len()) };
        // A class inside brackets may itself be in brackets.
        match &escape[..length] {
            r"\w" => out.extend(["[0-9_", LETTER, "]"]),
            r"\W" => out.extend(["[^0-9_", LETTER, "]"]),
            r"\d" => out.push_str("[0-9]"),
            r"\D" => out.push_str("[^0-9]"),
            r"\s" => out.push_str(r"[ \t\r\n]"),
            r"\p{L}" => out.extend(["[", LETTER, "]"]),
            r"\p{Lu}" => out.push_str(r"[\p{Lu}&&[A-ZÀ-ɏЀ-ӿ]]"),
            other => out.push_str(other),
        }
        rest = &escape[length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_change_length_keep_their_places() {
        // The small letter of İ is two characters, that of the Kelvin sign a shorter one.
        let text = "İ\u{212a} END Éа";
        let folded = fold(text);
        assert_eq!((folded.len(), folded.find("end")), (text.len(), text.find("END")));
    }

    #[test]
    fn escapes_keep_their_case_and_classes_their_meaning() {
        assert_eq!(lower(r"\W\p{Lu}[A-F]\S"), r"\W\p{Lu}[a-f]\S");
        assert_eq!(narrow(r"\d\.\s[^\d]"), r"[0-9]\.[ \t\r\n][^[0-9]]");
    }
}
