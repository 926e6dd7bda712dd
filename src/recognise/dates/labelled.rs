//! Dates behind their labels, of which the general reader found nothing, or only pieces.

use super::search::Found;
use super::{BESIDE, CLEAR, SEEN, Sight, is_date};
use crate::model::document::{Line, Origin};
use crate::model::geometry::Rect;

/// How labels of dates end, and how many characters they have at most.
const LABELS: &[&str] = &["日期", "日付", "締結日", "date", "datum", "날짜", "дата", "fecha", "date of signature", "date of signing"];
const LABEL: usize = 24;
/// A date stands within 70 mm behind its label and is at least 10 mm long.
const REACH: i32 = 700;
const SHORTEST: i32 = 100;
/// Pieces of a date are so near each other: what a stamp hides between them is a month or a day.
const GAP: i32 = 250;
/// Characters of such a piece.
const PIECE: usize = 10;
/// So many digits that the general reader saw too speak for a date.
const AGREED: usize = 4;
/// A pen writes this share of the label's height above and below it.
const TALLER: f64 = 0.4;

/// Whether a line is the label of a date that does not stand in it.
pub(super) fn asks_for_date(text: &str) -> bool {
    let bare = text.trim_end_matches([':', '：', ';', '；', ' ', '.', '…', '_']).to_lowercase();
    bare.chars().count() <= LABEL && LABELS.iter().any(|label| bare.ends_with(label))
}

/// The label that a line of a date begins with, which ends at its colon or before the first digit.
fn label(text: &str) -> Option<&str> {
    let colon = text.find([':', '：']).map(|at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let end = colon.or_else(|| text.find(|c: char| c.is_ascii_digit())).unwrap_or(text.len());
    Some(&text[..end]).filter(|label| asks_for_date(label))
}

/// Whether a line is a piece of a date: a few digits and what stands between them.
fn is_piece(text: &str) -> bool {
    text.chars().count() <= PIECE && text.chars().all(|c| c.is_ascii_digit() || " 年月日./-,，".contains(c)) && !is_date(text)
}

/// Reads the date behind the label that line `at` is or begins with. Where it has one, `true`: the pieces that were read of it are taken out of `lines`, and
/// the date, with its label if that was read with a piece of it, is added to `out`.
pub(super) fn read(lines: &mut [Option<Line>], at: usize, width: i32, sight: &Sight<'_>, out: &mut Vec<Line>) -> bool {
    let Some(line) = lines[at].clone() else { return false };
    let Some(label) = label(&line.text).filter(|_| !is_date(&line.text)) else { return false };
    let bare = asks_for_date(&line.text);
    let own = line.area;
    let (pieces, right) = row(lines, at, width);
    let area = Rect { left: if bare { own.right - 5 } else { own.left }, top: own.top - BESIDE, right, bottom: own.bottom + BESIDE };
    if area.width() < SHORTEST {
        return false;
    }
    let read: String = std::iter::once(&line.text[label.len()..])
        .chain(pieces.iter().filter_map(|&i| lines[i].as_ref()).map(|piece| piece.text.as_str()))
        .collect();
    let reach = (f64::from(own.height()) * TALLER) as i32;
    let taller = Rect { top: own.top - reach, bottom: own.bottom + reach, ..area };
    let Some((date, area)) = [area, taller].into_iter().find_map(|area| Some((single(sight, area, &read)?, area))) else { return false };
    for i in pieces {
        lines[i] = None;
    }
    let text = date.text();
    let origin = Origin::Ocr(date.confidence());
    if bare {
        out.extend(lines[at].take());
        out.push(Line { text, area, origin, ..line });
    } else {
        lines[at] = None;
        out.push(Line { text: format!("{label}{text}"), area: own.union(area), origin, ..line });
    }
    true
}

/// The one date in an area, if it is clear or holds what was read of it before.
fn single(sight: &Sight<'_>, area: Rect, read: &str) -> Option<Found> {
    let (mut found, _) = sight.dates(area)?;
    let date = found.pop().filter(|_| found.is_empty())?;
    let spoken_for = read.chars().filter(char::is_ascii_digit).count() >= AGREED && agrees(read, &date.text);
    (date.weakest >= CLEAR || date.weakest >= SEEN && spoken_for).then_some(date)
}

/// Whether the digits that were read are among a date's, in their order.
pub(super) fn agrees(read: &str, date: &str) -> bool {
    let mut rest = date.chars();
    read.chars().filter(char::is_ascii_digit).all(|digit| rest.any(|other| other == digit))
}

/// The pieces of a date behind the label at `at`, left to right, and where its row ends: before what else stands there.
fn row(lines: &[Option<Line>], at: usize, width: i32) -> (Vec<usize>, i32) {
    let Some(own) = lines[at].as_ref().map(|line| line.area) else { return (Vec::new(), 0) };
    let beside = |line: &&Line| line.area.overlap_y(own) * 3 > own.height();
    let others = || lines.iter().enumerate().filter(|(i, _)| *i != at).filter_map(|(i, line)| Some((i, line.as_ref().filter(beside)?)));
    let end =
        others().filter(|(_, line)| line.area.left >= own.right - BESIDE && !is_piece(&line.text)).map(|(_, line)| line.area.left).min();
    let end = (own.right + REACH).min(width).min(end.unwrap_or(width));
    let mut pieces: Vec<(i32, i32, usize)> = others()
        .filter(|(_, line)| line.area.center_x() > own.right - BESIDE && line.area.right <= end && is_piece(&line.text))
        .map(|(i, line)| (line.area.left, line.area.right, i))
        .collect();
    pieces.sort_unstable();
    let mut reach = own.right;
    let near = pieces.into_iter().take_while(|(left, right, _)| {
        let fits = left - reach <= GAP;
        reach = reach.max(*right);
        fits
    });
    (near.map(|(_, _, i)| i).collect(), end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geometry::Confidence;

    fn line(text: &str, left: i32, right: i32) -> Line {
        let area = Rect::new(left, 1000, right, 1050);
        Line { text: text.to_owned(), area, origin: Origin::Ocr(Confidence(95)), cell: None, path: None }
    }

    #[test]
    fn a_bare_label_asks_for_a_date_and_a_sentence_does_not() {
        assert!(
            asks_for_date("签署日期：") && asks_for_date("日期 Date:") && asks_for_date("Datum") && asks_for_date("Date of signature;")
        );
        assert!(!asks_for_date("日期：2024.1.3") && !asks_for_date("This agreement takes effect on the Effective Date"));
        assert_eq!(label("签署日期：2024年月"), Some("签署日期："));
        assert_eq!(label("Date: January,2024Court"), Some("Date:"));
        assert_eq!(label("姓名：王涛"), None);
    }

    #[test]
    fn the_pieces_behind_a_label_end_before_the_next_column() {
        let lines = [
            line("签署日期：", 200, 400),
            line("2024年", 410, 560),
            line("日", 780, 820),
            line("签署日期：2024年1月8日", 1100, 1600),
            line("月", 900, 930),
        ]
        .map(Some);
        assert_eq!(row(&lines, 0, 2100), (vec![1, 2, 4], 1100));
        let apart = [line("签署日期：", 200, 400), line("5日", 900, 980)].map(Some);
        assert_eq!(row(&apart, 0, 2100), (vec![], 1100), "too far for a piece of it");
        assert_eq!(
            row(&[line("日期：", 200, 400), line("2024.1.8", 500, 700)].map(Some), 0, 2100),
            (vec![], 500),
            "a whole date is a line of its own"
        );
    }

    #[test]
    fn digits_that_were_read_speak_for_the_date_that_has_them() {
        assert!(agrees("202年15日", "2024年1月15日") && agrees("2024年 日", "2024年2月7日"));
        assert!(!agrees("2023年", "2024年2月7日") && !agrees("16.Decemben 2023", "1 december 2023"));
    }
}
