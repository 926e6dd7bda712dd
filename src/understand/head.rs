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

/// The heading of a table of contents.
static CONTENTS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\W*(?:(?:table\s+of\s+)?contents|index|目\s*[录錄次]|inhalt(?:sverzeichnis)?|sommaire|table\s+des\s+matières|índice|indice|содержание|оглавление|차\s*례|목\s*차)\W*$",
    )
});
/// The sentence, or the word, that opens an agreement behind its table of contents.
static OPENS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^\W*(?:this|dieser?|diese[sn]?|le\s+présent|la\s+présente|el\s+presente|настоящ\p{L}+)\s[^;]{0,160}\b(?:made|entered|dated|effective|between|among|zwischen|entre|между)\b",
        r"|^\W*(?:by\s+and\s+)?(?:between|among|zwischen|entre|между)\W*$|^\W*(?:甲\s*方|本(?:协议|合同)[由于於])"
    ))
});
/// Most paragraphs that a table of contents takes.
const ENTRIES: usize = 400;

/// The paragraphs of a document's head, with their places among all: a table of contents before the agreement's own beginning is none of it.
pub(super) fn paragraphs<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = (usize, &'a Paragraph)> {
    let all = &reading.paragraphs;
    let listed = all.iter().take(ENTRIES).position(|paragraph| CONTENTS.is_match(&paragraph.text));
    let opened = listed.and_then(|listed| {
        let behind = all.iter().enumerate().skip(listed + 1).take(ENTRIES);
        behind.filter(|(_, paragraph)| OPENS.is_match(&paragraph.text)).map(|(at, _)| at).next()
    });
    let cover = listed.zip(opened).map_or(0, |(listed, _)| listed);
    let mut length = 0;
    let own = all.iter().enumerate().skip(opened.unwrap_or(0)).take_while(move |(_, paragraph)| {
        let told = length > SHORTEST && (ARTICLE.is_match(&paragraph.text) || RECITAL.is_match(&paragraph.text));
        let inside = length <= LONGEST && !told;
        length += paragraph.text.len() + 1;
        inside
    });
    all.iter().enumerate().take(cover).chain(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::tests::document;

    #[test]
    fn a_table_of_contents_is_no_part_of_the_head() {
        let entries = ["1. Definitions and interpretation 3", "2. Work plan and tasks of the parties 5", "3. Rights in the results 9"]
            .map(|entry| format!("{entry}\n"));
        let listed = entries.concat().repeat(4);
        let text = format!(
            "# RESEARCH AGREEMENT\nTABLE OF CONTENTS\n{listed}This Agreement is made between Tarn Optics Ltd and Fell Works GmbH.\n1. Definitions\nTerms."
        );
        let document = document("a.pdf", &text);
        let reading = crate::understand::layout::read(&document);
        let head: Vec<&str> = paragraphs(&reading).map(|(_, paragraph)| paragraph.text.as_str()).collect();
        assert!(head.iter().any(|text| text.contains("Tarn Optics")), "{head:?}");
        assert!(!head.iter().any(|text| text.contains("Work plan")), "{head:?}");
    }
}
