//! The form in which an agreement is signed, as far as two languages share one: its lines and the days in it.

use std::sync::LazyLock;

use super::super::date::{self, Order};
use super::super::lexicon::words::{is_organisation, is_title};
use super::super::lexicon::{Field, Label, Pattern, labels};

/// Longest paragraph into which recognition joins the lines of a signature form.
const FORM_PARAGRAPH: usize = 120;
/// Longest line of a signature form.
const FORM_LINE: usize = 36;
/// Most words of a place before the day of signing, with those that lead to it.
const PLACE_WORDS: usize = 5;
/// Longest line at the end of a translation that tells who signed, when and as what, and how many paragraphs the end has.
const CLOSING_LINE: usize = 90;
/// See [`CLOSING_LINE`].
pub(super) const CLOSING: usize = 8;

/// What shows that a form for signatures is there.
static SIGNING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)签\s*字|签\s*名|签\s*章|盖\s*章|公\s*章|签\s*署|代表人?\s*[:(]|代表$|簽\s*[字名署章]|蓋\s*章|signature|signed|unterschrift|подпись|署名|記名|서명|날인|firma",
    )
});
/// Who signs for whom, in a line of its own: 甲公司代表 王某 总经理.
static FOR_WHOM: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"代表|代理人?|授权|签\s*[字名章署]|盖\s*章"));
/// The same in Chinese only.
static SIGNING_CHINESE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"签\s*[字名章]|盖\s*章|公\s*章|签\s*署"));

/// Whether a line is one of a form for signatures, or says nothing but a few words.
pub(super) fn is_form(text: &str, order: Order) -> bool {
    text.chars().count() <= FORM_LINE && (SIGNING.is_match(text) || !text.contains(['。', ',']) || is_place_and_day(text, order))
}

/// Whether a paragraph holds a line that asks for something.
pub(super) fn has_field(text: &str, lines: &[&str]) -> bool {
    text.chars().count() <= FORM_PARAGRAPH && lines.iter().any(|line| is_field(line))
}

/// Whether a line of a form is signed.
pub(super) fn is_line(text: &str) -> bool {
    text.chars().count() <= FORM_LINE && SIGNING.is_match(text)
}

/// The same in Chinese.
pub(super) fn is_chinese_line(text: &str) -> bool {
    text.chars().count() <= FORM_LINE && SIGNING_CHINESE.is_match(text)
}

/// Whether a line at the end of a Chinese text tells who signed it, as translations write what the original has in a form.
pub(super) fn closes(text: &str) -> bool {
    text.chars().count() <= CLOSING_LINE
        && !text.contains('。')
        && (FOR_WHOM.is_match(text) && !date::find(text, Order::YearFirst).is_empty()
            || is_title(text) && (FOR_WHOM.is_match(text) || is_organisation(text)))
}

/// Whether a line says where and when somebody signed and nothing else: "Loznica, 06.03.2024.", "Fait à Lyon, le 5 mars 2024". The form is
/// filled in once for both languages.
fn is_place_and_day(text: &str, order: Order) -> bool {
    let found = date::find(text, order);
    let [day] = found.as_slice() else { return false };
    let (Some(before), Some(behind)) = (text.get(..day.range.start).map(str::trim), text.get(day.range.end..)) else { return false };
    let place = before.trim_end_matches(|c: char| c.is_lowercase()).trim_end();
    text.chars().count() <= FORM_LINE
        && place.ends_with([',', '、'])
        && before.split_whitespace().count() <= PLACE_WORDS
        && !before.contains(|c: char| c.is_ascii_digit() || ":;.。".contains(c))
        && !behind.contains(char::is_alphanumeric)
}

/// Whether a line asks for a name, title, signature or date.
fn is_field(text: &str) -> bool {
    let asks = |label: &Label| matches!(label.field, Field::Signature | Field::Date | Field::Name | Field::Title | Field::NameAndTitle);
    labels(text).iter().any(asks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_and_day_are_the_form_and_a_deadline_is_not() {
        for line in ["Loznica, 06.03.2024.", "Fait à Lyon, le 5 mars 2024", "Jena, den 5. März 2024"] {
            assert!(is_form(line, Order::DayFirst), "{line}");
        }
        for line in ["On signing, EUR 500 by 06.03.2024.", "Samples, 06.03.2024; report later"] {
            assert!(!is_form(line, Order::DayFirst), "{line}");
        }
    }
}
