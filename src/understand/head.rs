//! Where the head of an agreement ends: its title, its parties and its day stand before the first article and before the reasons for it.

use std::sync::LazyLock;

use super::layout::{Paragraph, Reading};
use super::lexicon::Pattern;

/// Most bytes of a head.
const LONGEST: usize = 6000;
/// Fewest bytes of a head: what looks like an article before belongs to a table of contents or a cover page.
const SHORTEST: usize = 200;

/// The first article.
pub(super) static ARTICLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^(第\s*[一1]\s*[条條章]|[一1]\s*[、．]|1\.\s*\p{L}|(article|section|artikel|статья|clause|§)\s*\.?\s*(1|i|one)\b|제\s*1\s*조|第1条)",
    )
});
/// Where the parties' introduction is over and why they agree is told.
static RECITAL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\W*(?:recitals?|background|preamble|pr[äa]ambel|préambule|преамбула|antecedentes|鉴于|鑒於|witnesseth|w\s?i\s?t\s?n\s?e\s?s\s?s\s?e\s?t\s?h)\W*$|^\W*(?:\p{Lu}\.|\(\p{Lu}\)|\d{1,2}\.)?\s*(?:whereas\b|considérant|鉴于|鑒於)",
    )
});

/// The paragraphs of a document's head, with their places among all.
pub(super) fn paragraphs<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = (usize, &'a Paragraph)> {
    let mut length = 0;
    reading.paragraphs.iter().enumerate().take_while(move |(_, paragraph)| {
        let told = length > SHORTEST && (ARTICLE.is_match(&paragraph.text) || RECITAL.is_match(&paragraph.text));
        let inside = length <= LONGEST && !told;
        length += paragraph.text.len() + 1;
        inside
    })
}
