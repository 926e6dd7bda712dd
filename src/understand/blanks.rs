//! Placeholders left in operative text; redactions, contents lists and signature lines are none.

use std::ops::Range;
use std::sync::LazyLock;

use super::layout::{Reading, Text};
use super::lexicon::Pattern;
use crate::model::agreement::{Cited, Party};
use crate::model::document::MarkKind;
use crate::model::finding::EvidenceRole;
use crate::model::geometry::Confidence;

/// Words that a bracketed instruction to fill something in holds.
const FILL: &str = r"name|insert|\bdate\b|amount|title|address|position|company|institution|to be|tbd|tbc|fill|complete\b|specify|number|country|x{2,}|clause|compléter|nom\b|préciser|insérer|einfügen|einzu|datum|ergänz|auszufüllen|completar|nombre|fecha|insertar|indicar|указать|вставить|наименование|дата|заполн|待|填|名称|名稱|姓名|日期|金额|金額|记入|記入|氏名|日付|未定|另定|기재|입력|미정|성명|기관명";

/// Placeholders whoever reads them knows as such.
static EXPLICIT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"(?i)\[\s*[^\[\]*]{{0,40}}(?:{FILL})[^\[\]*]{{0,40}}\]|【\s*[^】*]{{0,24}}(?:{FILL})[^】*]{{0,24}}】|<\s*(?:{FILL})[^<>]{{0,30}}>|[\[【(]\s*[●•○◦■□]+\s*[\])】]|[\[【]\s*[\])】]|\((?:待|请|需)?(?:填写?|补充?|定)[^()]{{0,6}}\)|\b(?:TBD|T\.B\.D\.|TBC)\b|待定|待填写?|待补充|待确定|未定\b|×{{2,}}|X{{3,}}|[●]{{2,}}|[○◯]{{2,}}"
    ))
});
/// Lines to write on, empty brackets, and the year, day or owner that a form leaves open.
static LINES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"_{3,}|(?:20)?_{1,}\s*(?:年|月|日|년|월|일)|\b20\s*_+|(?:^|[^\d〇○零一二三四五六七八九十oO年])(?:20)?\s*年\s*月\s*日|20\s+年\s*月|(?:^|\D)20__\b|(?:归|歸|由)\s+方?(?:所有|享有|共有|拥有|擁有|持有)|(?:归|歸|由|为|占)\s*\(\s*\)|\(\s+\)\s*(?:方|所有|年|个?月|元|%)",
    )
});
/// Underlined text in a form: a line, a word, a line.
static FILLED: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"_{1,}\s*([^_]{1,40}?)\s*_{1,}"));
/// Words between two lines that do not fill them.
static BETWEEN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^[\W\d]*(年|月|日|至|到|和|与|元|万元|and|to|of|the|at|in|by|for|until|from|day of|und|bis|et|au|y|al|и|по|から|부터|[^:]*[:])+[\W\d]*$|20$|:",
    )
});
/// Words between two lines that go on with the sentence: `归____方所有，使用权归____方`.
static GOES_ON: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^(?:方|所有|享有|共有|拥有|承担|负责|支付|等|的)|\p{Han}[,，。;；]|[,，。;；]\p{Han}"));
/// Redactions and references that stand in brackets too.
static INNOCENT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\[\s*(\*+|\d+|sic|signature pages? .*|seal|company seal|stamp|l\.?s\.?|盖章|签字|签章|公章|intentionally .*|remainder .*)\s*\]$|signature page|盖章|签字|following|to be signed",
    )
});
/// A contents list's leader.
static LEADER: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"[._·…]{4,}\s*\d{1,3}\s*$"));
/// A line of a signature form; its blanks are the business of signatures, names and dates.
static FORM: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^\W*((甲|乙|丙|丁)方|法定代表人|授权代表|代表人?|负责人|委托代理人|项目负责人|经办人)?[^:_]{0,16}(签字|签名|签章|盖章|公章|签署|签订|日期|姓名|职务|职位|印章|簽署|簽名|蓋章|署名|氏名|役職|日付|印|서명|날인|성명|직위|날짜|일자)",
        r"|^\W*(signature|signed|by|name|title|date|position|place|seal|witness|for and on behalf|unterschrift|datum|ort|name|funktion|fait à|le|signature|nom|fonction|titre|cachet|подпись|дата|ф\.?и\.?о|должность|м\.?п|firma|fecha|nombre|cargo|lugar)\b[^_]{0,30}[:_]|^\W*(20)?_*\s*年[\s_]*月[\s_]*日\W*$|^[\s_/.-]+$"
    ))
});

/// Places of placeholders in a text.
pub(super) fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = EXPLICIT
        .find_iter(text)
        .filter(|found| !INNOCENT.is_match(found.as_str()) && !in_number(text, &found.range()))
        .map(|found| found.range())
        .collect();
    if LEADER.is_match(text) {
        return out;
    }
    let filled: Vec<Range<usize>> = FILLED
        .captures_iter(text)
        .filter(|found| {
            found
                .get(1)
                .map(|inner| inner.as_str())
                .is_some_and(|inner| !BETWEEN.is_match(inner) && !GOES_ON.is_match(inner) && inner.chars().any(char::is_alphanumeric))
        })
        .filter_map(|found| found.get(0).map(|whole| whole.range()))
        .collect();
    let overlaps = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    for found in LINES.find_iter(text) {
        let range = found.range();
        if !filled.iter().chain(&out).any(|other| overlaps(other, &range)) {
            out.push(range);
        }
    }
    out.sort_by_key(|range| range.start);
    out
}

/// Circles inside a year (二○○八年) are digits.
fn in_number(text: &str, range: &Range<usize>) -> bool {
    let digit = |c: char| "一二三四五六七八九〇○零".contains(c) || c.is_ascii_digit();
    text[range.clone()].chars().all(|c| matches!(c, '○' | '◯'))
        && (text[..range.start].chars().next_back().is_some_and(digit)
            || text[range.end..].chars().next().is_some_and(|c| digit(c) || c == '年'))
}

/// Placeholders of a document's text. Lines and dates to fill in count only outside signature forms and where no ink fills them.
pub(super) fn find(reading: &Reading<'_>, parties: &[Party]) -> Vec<Cited<String>> {
    let mut out = Vec::new();
    for line in reading.body() {
        for range in placeholders(&line.text) {
            let explicit = EXPLICIT.is_match(&line.text[range.clone()]);
            if explicit || !(FORM.is_match(&line.text) || in_block(reading, line, parties) || inked(reading, line)) {
                let source = reading.cite(line, EvidenceRole::Contradicts);
                let said = line.text[range].trim().to_owned();
                out.push(Cited::new(said, Confidence(90).and(line.origin.confidence()), source));
            }
        }
    }
    out
}

fn in_block(reading: &Reading<'_>, line: &Text, parties: &[Party]) -> bool {
    parties.iter().filter_map(|party| party.block.as_ref()).any(|block| {
        let place = &block.place;
        let inside = place.area.is_none_or(|area| area.contains(line.area.center_x(), line.area.center_y()));
        place.file == reading.document.file && place.page == line.page && inside && (place.path.is_none() || place.path == line.path)
    })
}

/// Whether handwriting stands on the line.
fn inked(reading: &Reading<'_>, line: &Text) -> bool {
    let page = reading.document.pages.iter().find(|page| page.number == line.page);
    page.is_some_and(|page| {
        page.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Ink(_)) && mark.area.intersection(line.area.grown(10)).is_some())
    })
}
