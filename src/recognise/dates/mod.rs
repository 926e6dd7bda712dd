//! Dates in pen and under stamps, read by a network of our own that knows nothing else, and held to what a date can be.
//!
//! The general reader loses a thin 1 and takes a stamp's letters for digits. The network (`training/dates` tells how it was made) gives a probability per
//! character and step of a line's strip; [`search`] finds the likeliest reading in which every date has one of the forms of [`grammar`].

use std::sync::OnceLock;

use super::ocr;
use super::plane::Plane;
use crate::model::document::{Ink, Line, Mark, MarkKind, Origin, Page, SealText};
use crate::model::geometry::{Confidence, Rect};

mod grammar;
mod labelled;
mod search;
mod sight;

use grammar::Grammar;
use search::Found;
pub(super) use sight::Sight;

/// Its characters in their order; class 0 is the blank, and behind them comes one for any other character.
const ALPHABET: [char; 43] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '年', '月', '日', '.', '/', '-', ',', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i',
    'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
];
const CLASSES: usize = ALPHABET.len() + 2;
const OTHER: usize = CLASSES - 1;

/// Lines longer than this many characters are sentences.
const LONGEST: usize = 60;
/// Print read at least this surely, with neither pen nor stamp in it, is not looked at again.
const READ: Confidence = Confidence(95);
/// From this probability (of 255) a pixel is a pen's or in a stamp, and from this share of a line it counts.
const LIKELY: u8 = 128;
const SHARE: f64 = 0.01;
/// The least seen character of a date has this probability: where nothing else was read (of 617 dates on the pages of benches/eyes .87 were right without a
/// limit and .92 from this one on), and where the general reader read a shorter date.
const SEEN: f32 = 0.2;
const CLEAR: f32 = 0.6;
/// The last date of a line ends behind this share of it.
const TAIL: f32 = 0.75;
/// A label's colon may stand so much farther on (in widths of a letter) than where a date seems to begin: a pen writes wider than print.
const WIDER: f32 = 6.0;
/// Handwriting is of a line that covers this share of it.
const WITHIN: f64 = 0.7;
/// White around a mark that is read: 1 mm, as lines have.
const BESIDE: i32 = 10;

/// The class of a character.
fn class_of(character: char) -> usize {
    ALPHABET.iter().position(|&other| other == character).map_or(OTHER, |at| at + 1)
}

/// Whether a class is a digit's.
fn is_digit(class: usize) -> bool {
    (1..=10).contains(&class)
}

/// Reads the page's dates anew where a pen or a stamp may have misled the general reader, and looks behind labels that have none.
pub(super) fn read_lines(page: &mut Page, sight: &Sight<'_>) {
    let mut lines: Vec<Option<Line>> = std::mem::take(&mut page.lines).into_iter().map(Some).collect();
    for i in 0..lines.len() {
        let doubtful = lines[i].as_ref().is_some_and(|line| is_doubtful(line, sight));
        if doubtful && !labelled::read(&mut lines, i, page.size.width, sight, &mut page.lines) {
            page.lines.extend(lines[i].take().map(|line| reread(line, sight)).unwrap_or_default());
        }
    }
    page.lines.extend(lines.into_iter().flatten());
}

/// Whether a text holds a date.
pub(super) fn is_date(text: &str) -> bool {
    grammar().reads(text)
}

/// The date that a piece of handwriting is, if it is one.
pub(super) fn read_mark(area: Rect, sight: &Sight<'_>) -> Option<SealText> {
    let (found, _) = sight.dates(area.grown(BESIDE))?;
    let [date] = found.as_slice() else { return None };
    (date.weakest >= SEEN).then(|| SealText { text: date.text(), confidence: date.confidence() })
}

/// Whether a line may be a date that was read wrongly.
fn is_doubtful(line: &Line, sight: &Sight<'_>) -> bool {
    let Origin::Ocr(sure) = line.origin else { return false };
    let dated = line.text.contains(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日'));
    // The network knows no ideographs for numbers.
    let spelled = line.text.contains(['〇', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    if line.text.chars().count() > LONGEST || spelled {
        return false;
    }
    if labelled::asks_for_date(&line.text) {
        return true;
    }
    if !dated {
        return false;
    }
    let Sight { sheet, layers, .. } = sight;
    let (x0, y0, x1, y1) = sheet.bounds(line.area);
    let likely = |plane: &Plane| {
        (y0..y1).map(|y| plane.data[y * sheet.width + x0..y * sheet.width + x1].iter().filter(|&&v| v >= LIKELY).count()).sum::<usize>()
    };
    let all = ((x1 - x0) * (y1 - y0)).max(1) as f64;
    sure < READ || (likely(&layers.hand) + likely(&layers.seal)) as f64 > SHARE * all
}

/// A line with its date as the network reads it; where there are several, each is a line of its own.
fn reread(line: Line, sight: &Sight<'_>) -> Vec<Line> {
    let Some((found, steps)) = sight.dates(line.area) else { return vec![line] };
    let share = |step: usize| (step as f32 / steps.max(1) as f32).min(1.0);
    // Where a sentence goes on behind it, the date is not what the line is about.
    let ends = found.last().is_some_and(|date| share(date.steps.1) >= TAIL);
    let better = if is_date(&line.text) {
        let clear = found.len() > 1 && found.iter().all(|date| date.weakest >= CLEAR);
        clear && !found.iter().all(|date| labelled::agrees(&date.text, &line.text)) || found.len() == 1 && has_lost(&line.text, &found[0])
    } else {
        // What is not clear must at least have the digits that were read before.
        found
            .iter()
            .all(|date| date.weakest >= CLEAR || date.weakest >= SEEN && (found.len() > 1 || labelled::agrees(&line.text, &date.text)))
    };
    if !ends || !better {
        return vec![line];
    }
    let at = |share: f32| line.area.left + (share * line.area.width() as f32) as i32;
    let part = |(i, date): (usize, &Found)| {
        let (from, to) = (share(date.steps.0), share(date.steps.1));
        let before = if i == 0 { label(&line.text, from) } else { "" };
        let left = if i == 0 { line.area.left } else { at(from) };
        let right = if i + 1 == found.len() { line.area.right } else { at(to) };
        let area = Rect { left, right, ..line.area };
        Line { text: behind(before, &date.text()), area, origin: Origin::Ocr(date.confidence()), ..line.clone() }
    };
    found.iter().enumerate().map(part).collect()
}

/// Whether the general reader lost digits of a date that it read: they are in order among those that the network saw clearly.
fn has_lost(text: &str, date: &Found) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<Vec<char>>();
    let (read, seen) = (digits(text), digits(&date.text));
    let mut rest = seen.iter();
    date.weakest >= CLEAR && read.len() < seen.len() && read.iter().all(|digit| rest.any(|other| other == digit))
}

/// A date behind what stands before it: a label of which the colon was lost is a word of its own.
fn behind(label: &str, date: &str) -> String {
    let space = if label.ends_with(char::is_alphanumeric) && date.starts_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
    format!("{label}{space}{date}")
}

/// What a line says before the date that begins at a share of its length.
fn label(text: &str, from: f32) -> &str {
    let width = |c: char| if c.is_ascii() { 1.0 } else { 2.0 };
    let all: f32 = text.chars().map(width).sum();
    let upto = |more: f32| {
        let mut before = 0.0;
        let past = |(_, c): &(usize, char)| {
            before += width(*c);
            before > from * all + more
        };
        text.char_indices().find(past).map_or(text.len(), |(at, _)| at)
    };
    // The label's colon is the surest end, also a little farther on, for a pen writes wider than print; else what looks like a part of the date is none of it.
    let (end, farther) = (upto(2.0), upto(WIDER));
    let ends = |c: char| matches!(c, ':' | '：');
    let before_digits = text[..farther].find(|c: char| c.is_ascii_digit()).unwrap_or(farther);
    let colon = text[..end].rfind(ends).or_else(|| text[..before_digits].rfind(ends));
    let colon = colon.map(|at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    colon.map_or_else(|| text[..end].trim_end_matches(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation()), |colon| &text[..colon])
}

/// Puts a date that was read clearly in a piece of handwriting in the place of one that lost digits in the reading of its whole line.
pub(super) fn mend(page: &mut Page, mark: &Mark) {
    let MarkKind::Ink(Ink { text: Some(SealText { text, confidence }), .. }) = &mark.kind else { return };
    let date = Found { text: text.clone(), steps: (0, 0), weakest: f32::from(confidence.0) / 50.0 - 1.0 };
    let holds = |line: &&mut Line| matches!(line.origin, Origin::Ocr(_)) && mark.area.covered_by(line.area) > WITHIN;
    let mistaken = |line: &&mut Line| is_date(&line.text) && is_date(text) && has_lost(&line.text, &date);
    for line in page.lines.iter_mut().filter(holds).filter(mistaken) {
        let from = (mark.area.left - line.area.left) as f32 / line.area.width().max(1) as f32;
        line.text = behind(label(&line.text, from), text);
        line.origin = Origin::Ocr(*confidence);
    }
}

fn grammar() -> &'static Grammar {
    static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
    GRAMMAR.get_or_init(Grammar::new)
}

impl Found {
    /// The date with the spaces that the network does not see.
    fn text(&self) -> String {
        let mut out = String::with_capacity(self.text.len() + 3);
        let mut previous = ' ';
        for c in self.text.chars() {
            let turns = previous.is_ascii_digit() && c.is_ascii_alphabetic()
                || (previous.is_ascii_alphabetic() || previous == ',') && c.is_ascii_digit();
            if turns {
                out.push(' ');
            }
            out.push(c);
            previous = c;
        }
        out
    }

    /// As sure as its least sure character, on the general reader's scale, where what is likelier than all else begins at a half.
    fn confidence(&self) -> Confidence {
        Confidence::from_share(0.5 + self.weakest / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str, weakest: f32) -> Found {
        Found { text: text.to_owned(), steps: (0, 10), weakest }
    }

    #[test]
    fn a_label_ends_at_its_colon_or_before_the_date() {
        assert_eq!(label("签署日期：2024年月 1日", 0.4), "签署日期：");
        assert_eq!(label("签字日期/Date: 2O24.15", 0.6), "签字日期/Date:");
        assert_eq!(label("日期 2024年月", 0.3), "日期 ");
        assert_eq!(label("2024年月 1日", 0.0), "");
        assert_eq!(label("Date of signature: Man. 12, 2024", 0.48), "Date of signature:", "a pen writes wider than print");
        assert_eq!(
            behind("Date ", "mar.12, 2024") + &behind("Date", "mar.12, 2024") + &behind("日期：", "2024年1月8日"),
            "Date mar.12, 2024Date mar.12, 2024日期：2024年1月8日"
        );
    }

    #[test]
    fn a_date_that_the_whole_line_lost_digits_of_is_mended_by_its_handwriting() {
        let mended = |read: &str, confidence: u8| {
            let mut page = Page::new(crate::model::geometry::PageNo(1), crate::model::geometry::Size { width: 2100, height: 2970 });
            let line = |text: &str, top: i32| Line {
                text: text.to_owned(),
                area: Rect::new(520, top, 965, top + 104),
                origin: Origin::Ocr(Confidence(96)),
                cell: None,
                path: None,
            };
            page.lines = vec![line("签署日期：2024/3/1", 1849), line("签署日期：2024/3/1", 2049)];
            let text = Some(SealText { text: read.to_owned(), confidence: Confidence(confidence) });
            let ink = Ink { colour: crate::model::document::InkColour::Black, stroke_length: 600, text };
            mend(&mut page, &Mark { kind: MarkKind::Ink(ink), area: Rect::new(747, 1864, 955, 1928), confidence: Confidence(84) });
            page.lines.into_iter().map(|line| line.text).collect::<Vec<_>>()
        };
        assert_eq!(mended("2024/3/11", 99), ["签署日期：2024/3/11", "签署日期：2024/3/1"]);
        assert_eq!(mended("2024/3/11", 70)[0], "签署日期：2024/3/1", "not clear enough");
        assert_eq!(mended("2024/5/1", 99)[0], "签署日期：2024/3/1", "another date");
    }

    #[test]
    fn digits_that_the_general_reader_lost_are_among_those_seen() {
        assert!(has_lost("签署日期：2024年3月1日", &date("2024年3月12日", 0.8)));
        assert!(!has_lost("签署日期：2024年3月1日", &date("2024年3月12日", 0.3)), "not clear enough");
        assert!(!has_lost("2024年3月1日", &date("2024年5月12日", 0.8)));
        assert!(!has_lost("2024年3月12日", &date("2024年3月1日", 0.8)));
    }

    #[test]
    fn a_date_is_spaced_as_people_write_it() {
        assert_eq!(date("8january2024", 1.0).text(), "8 january 2024");
        assert_eq!(date("jan.8,2024", 1.0).text(), "jan.8, 2024");
        assert_eq!(date("2024年1月8日", 1.0).text(), "2024年1月8日");
    }
}
