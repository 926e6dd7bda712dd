//! Terms by which the head of an agreement calls its parties from there on.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::lexicon::{Captures, Pattern};

/// How a party gets its term: "(hereinafter “Harrow”)", （以下简称“恒茂”）, – nachfolgend „Institut“ –.
pub(super) static DEFINED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r#"(?i)\(\s*(?:[^()“”"„«「『]{1,40}[\s,])?(?:[“"'‘„«「『][^()]{1,60}[”"'’“»」』])(?:\s*(?:or|and|,|/|或|、)*\s*(?:the\s+)?[“"'‘„«「『][^()]{1,60}[”"'’“»」』])*\s*\)"#,
        r"|\((?:[^()]{0,60}[,，;；\s])?(?:[甲乙丙丁戊己]方|party\s+[a-f])\s*\)",
        r"|\([^()]{0,60}[,，;；]\s*(?:hereinafter|hereafter|以下|下面|下称|下稱|下简称|简称|簡稱)[^()]{1,30}\)",
        r#"|\(\s*[“"][^()“”"]{2,40}[”"]\s*[,，][^()]{1,60}\)"#,
        r#"|[,，]\s*(?:«[^«»]{2,40}»|“[^“”]{2,40}”)\s*(?:[,，;.]|$)"#,
        r"|\([^()]{0,12}(?:hereinafter|hereafter|hereinunder|referred\s+to|以下|下面|下称|下稱|简称|簡稱|nachfolgend|nachstehend|im\s+folgenden|ci-après|dénommée?|далее|именуем|이하|denominad|di\s+seguito|en\s+adelante|en\s+lo\s+sucesivo)[^()]{0,220}\)",
        r#"|(?:\bhereinafter|\bhereafter|下称|下稱|以下简称|以下簡稱|\bnachfolgend|\bnachstehend|\bim\s+folgenden|\bci-après|именуем\w+|\ben\s+adelante|\ben\s+lo\s+sucesivo|\bdi\s+seguito)[^()“”"'‘„«「『.;。]{0,50}[“"‘„«「『][^()“”,，]{1,60}[”"’“»」』]"#
    ))
});
/// A term in capitals instead of quotation marks: "(the COMPANY)".
static CAPITALS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\((?:the|THE)\s+(\p{Lu}{4,30})\)"));
/// A term in bold, which recognition does not tell, at the end of what introduces its party: "(Harrow); and".
static BOLD: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\((\p{Lu}[\p{L}&-]{2,24}(?:\s\p{Lu}[\p{L}-]{1,20})?)\)(?:\s*[;.]|,?\s+and\s)"));
static QUOTED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r#",,\s*([^,“”"()]{1,60}?)\s*[“”"]|«\s*([^«»]{1,60}?)\s*»|"\s*([^"“”()]{1,60}?)\s*["”]|“\s*([^"“”()]{1,60}?)\s*["”]|[“"'‘„«「『]\s*([^“”"'‘’„«»「」『』]{1,60}?)\s*[”"'’“»」』]"#,
    )
});

/// The terms that stand in quotation marks.
pub(super) fn quoted(text: &str) -> Vec<String> {
    let term = |group: usize, captures: &Captures<'_>| captures.get(group).map(|term| term.as_str().trim().to_owned());
    let quoted: Vec<String> = QUOTED.captures_iter(text).filter_map(|captures| (1..=5).find_map(|group| term(group, &captures))).collect();
    if !quoted.is_empty() {
        return quoted;
    }
    let plain = CAPITALS.captures(text).or_else(|| BOLD.captures(text));
    plain.and_then(|captures| term(1, &captures)).into_iter().collect()
}

/// Where a text defines its terms, in order.
pub(super) fn definitions(text: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> =
        [&*DEFINED, &*CAPITALS, &*BOLD].into_iter().flat_map(|pattern| pattern.find_iter(text)).map(|found| found.range()).collect();
    all.sort_by_key(|range| range.start);
    let mut end = 0;
    all.retain(|range| {
        let apart = range.start >= end;
        end = end.max(range.end);
        apart
    });
    all
}

/// Whether a definition is a bracket as any other: only a party's own words make a term of it.
pub(super) fn is_bare(defined: &str) -> bool {
    BOLD.is_match(defined) && !DEFINED.is_match(defined) && !CAPITALS.is_match(defined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_stand_in_quotation_marks_capitals_or_bold() {
        let text = "Harrow Vale University, a body of England (“HVU”), ACME OPTICS LTD (the COMPANY), and Tarn (Fell) Works Ltd, a company in Leeds (Tarn); and";
        let terms: Vec<Vec<String>> = definitions(text).into_iter().map(|place| quoted(&text[place])).collect();
        assert_eq!(terms, [["HVU"], ["COMPANY"], ["Tarn"]]);
        let bare: Vec<bool> = definitions(text).into_iter().map(|place| is_bare(&text[place])).collect();
        assert_eq!(bare, [false, false, true]);
    }
}
