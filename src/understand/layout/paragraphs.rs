//! Lines of one column that run on make a paragraph.

use std::sync::LazyLock;

use super::{Paragraph, Text};
use crate::model::text::{is_han, is_hangul, is_kana};
use crate::understand::lexicon::Pattern;

/// How a new item, article or field begins.
static OPENING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^(第\s*[\d一二三四五六七八九十百零〇]+\s*[条條章节節款项項]|[第제]\s*\d+\s*조|[一二三四五六七八九十]{1,3}\s*[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]",
        r"|\d{1,2}([.．]\d{1,2})*\s*[.．、)）]?\s+\S|\d{1,2}[、)）.．]|[①-⑳]|[•●▪■◆○□–-]\s",
        r"|(article|section|clause|chapter|artikel|kapitel|ziffer|chapitre|статья|ст\.|глава|раздел|art[íi]culo|articolo|artigo|cl[áa]usula|clausola|art\.|§)\s*\.?\s*(\d|[ivx]{1,4}\b)|(primera|segunda|tercera|cuarta|quinta|sexta|s[ée]ptima|octava|novena|d[ée]cima)\s*[.:-]|[(（][a-z][)）]|[ivx]{1,4}[.)]\s)"
    ))
});

/// A label that opens a field: a short word and a colon.
static FIELD: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^[^:,;。，；]{1,24}:"));

/// Narrowest line that can be the full line of a column: 45 mm, a third of a page's text without its margins.
const FULL_LINE: i32 = 450;

/// Lines of unjustified text reach this far into their column at least, in percent of its width.
const RAGGED: i32 = 60;

/// Words at which no line of running text ends a paragraph.
static HANGS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(?:,|\b(?:of|the|and|or|an?|to|for|with|in|by|between|that|which|der|die|das|und|von|mit|für|des|de|du|et|la|le|les|el|los|y|и|с|на|для))$",
    )
});

/// Whether a line begins with a small letter, as only what goes on does in running text.
fn opens_small(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_some_and(|c| c.is_lowercase() || c == ' ')
}

/// Groups lines in reading order into paragraphs.
pub(super) fn group(lines: &[Text]) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    let mut column_right = 0;
    for (i, line) in lines.iter().enumerate() {
        if line.margin.is_some() {
            continue;
        }
        let last = out.last().and_then(|paragraph| paragraph.lines.last()).map(|&last| &lines[last]);
        if last.is_none_or(|last| last.page != line.page || last.column != line.column) {
            column_right = right_edge(lines, i);
        }
        match (out.last_mut(), last) {
            (Some(paragraph), Some(last)) if runs_on(last, line, column_right) && !is_set_in(paragraph, line) => {
                join(&mut paragraph.text, &line.text);
                paragraph.lines.push(i);
                if paragraph.page == line.page {
                    paragraph.area = paragraph.area.union(line.area);
                }
            }
            _ => out.push(Paragraph {
                text: line.text.clone(),
                lines: vec![i],
                page: line.page,
                area: line.area,
                column: line.column,
                cell: line.cell,
            }),
        }
    }
    out
}

/// The right edge that full lines of the column from `start` reach.
fn right_edge(lines: &[Text], start: usize) -> i32 {
    let first = &lines[start];
    lines[start..]
        .iter()
        .take_while(|line| line.page == first.page && line.column == first.column)
        .filter(|line| line.margin.is_none())
        .map(|line| line.area.right)
        .max()
        .unwrap_or(first.area.right)
}

/// First lines are set in by two or three characters; from this many line heights on they are centred, and what follows is no part of them.
const SET_IN: i32 = 6;

/// Nor does a paragraph go on this many line heights right of its last line.
const SET_RIGHT: i32 = 4;

/// Whether a paragraph, so far, is a centred heading over a line that begins at the margin.
fn is_set_in(paragraph: &Paragraph, line: &Text) -> bool {
    paragraph.page == line.page && paragraph.area.left - line.area.left > line.area.height() * SET_IN
}

/// Whether `line` continues the paragraph that `last` belongs to.
fn runs_on(last: &Text, line: &Text, column_right: i32) -> bool {
    // DOCX paragraphs are whole lines already.
    if line.path.is_some() || last.path.is_some() {
        return false;
    }
    if last.cell != line.cell || last.column != line.column || OPENING.is_match(&line.text) {
        return false;
    }
    let height = last.area.height().max(line.area.height()).max(20);
    if last.page == line.page && last.row == line.row {
        // Pieces of one row: together if a word space apart, separate if a tab apart.
        return line.area.left - last.area.right < height;
    }
    let ended = last.text.ends_with(['。', ';', '；', ':', '：']);
    let full = column_right - last.area.right < height * 4 && last.area.width() >= FULL_LINE;
    // Lines that are not set flush end well before the longest: there the words tell.
    let long = last.area.width() >= FULL_LINE.max((column_right - last.area.left) * RAGGED / 100);
    let ragged = long && !ended && !last.text.ends_with('.') && (opens_small(&line.text) || HANGS.is_match(&last.text));
    if FIELD.is_match(&line.text) && (!full || ended || last.page != line.page) {
        return false;
    }
    if last.page != line.page {
        return full && !ended && !last.text.ends_with('.');
    }
    // The label of the next row, what stands in another column, or a centred title below the letterhead.
    if last.area.overlap_x(line.area) <= 0 || line.area.left - last.area.left > height * SET_RIGHT {
        return false;
    }
    let gap = line.area.top - last.area.bottom;
    let indented = line.area.left - last.area.left > height && line.area.left > last.area.left;
    (full || ragged)
        && gap < height * 3 / 2
        && gap > -height
        && !(indented && ended)
        && !(ended && last.area.right < column_right - height * 2)
}

/// Appends a line: no space between Han and kana, none after a word divided at the line's end.
pub(in crate::understand) fn join(text: &mut String, next: &str) {
    let dense = |c: char| is_han(c) || is_kana(c) || matches!(c, '\u{3000}'..='\u{303f}');
    let (last, first) = (text.chars().next_back(), next.chars().next());
    match (last, first) {
        (Some('-' | '\u{2010}'), Some(first)) if first.is_lowercase() => {
            text.pop();
        }
        // "Eco-" and "Agriculture" are one word with its hyphen; " - " parts words.
        (Some('-' | '\u{2010}'), Some(first)) if first.is_uppercase() && text.chars().rev().nth(1).is_some_and(char::is_alphabetic) => {}
        (Some(last), Some(first)) if (dense(last) || dense(first)) && !is_hangul(last) && !is_hangul(first) => {}
        (Some(last), Some(_)) if last != ' ' => text.push(' '),
        _ => {}
    }
    text.push_str(next);
}
