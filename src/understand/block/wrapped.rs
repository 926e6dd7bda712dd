//! What a narrow column breaks over several lines: parties' names ("For Institute of Saline / Agriculture") and a deed's clause ("Signed by PETER NOVAK, / Director,
//! for and on behalf of X Ltd").

use std::sync::LazyLock;

use super::super::layout::Text;
use super::super::lexicon::Pattern;
use super::heading::Known;
use crate::model::text::{is_han, squash};

/// Who signs, before it is said for whom.
static OPENS_DEED: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)^\W*(?:signed|executed)\s(?:as\s+an?\s+\w+\s+)?by\s+\p{L}"));
static BEHALF: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)\bon\s+behalf\s+of\s+\p{L}"));
/// Most lines over which a name is broken, and most that follow a clause's first.
const LINES: usize = 3;
const CLAUSE: usize = 3;
/// Longest line of a column.
const LONGEST: usize = 80;
/// Similarity from which the lines together are the name as recognition may read it.
const SAME: f64 = 0.88;
/// Fewest letters of a name's first line and of a whole name: Latin, East Asian.
const FIRST: (usize, usize) = (5, 3);
const WHOLE: (usize, usize) = (12, 6);
/// White between lines of one paragraph, and how far their frames overlap: 3 mm.
const LEADING: i32 = 30;
/// How far lines of one column begin from each other, or from their common middle: 6 mm.
const ALIGNED: i32 = 60;

/// Joins the lines of each such name, with what stands before it; lines of a table's cell as well.
pub(super) fn joined(mut lines: Vec<Text>, parties: &[Known]) -> Vec<Text> {
    let names: Vec<String> = parties.iter().flat_map(|party| &party.names).map(|name| squash(name)).collect();
    let names: Vec<Vec<char>> =
        names.iter().filter(|name| name.chars().count() >= enough(name, WHOLE)).map(|name| name.chars().collect()).collect();
    let mut taken = vec![false; lines.len()];
    for find in [rest_of_name, rest_of_deed] {
        for at in 0..lines.len() {
            let found = if taken[at] { None } else { find(&lines, at, &names) };
            let Some((rest, text)) = found.filter(|(rest, _)| rest.iter().all(|&i| !taken[i])) else { continue };
            let area = rest.iter().fold(lines[at].area, |area, &i| area.union(lines[i].area));
            lines[at] = Text { text, area, ..lines[at].clone() };
            for i in rest {
                taken[i] = true;
            }
        }
        let mut kept = std::mem::take(&mut taken).into_iter();
        lines.retain(|_| !kept.next().unwrap_or_default());
        taken = vec![false; lines.len()];
    }
    lines
}

/// The lines that complete a deed's clause of which the line at `at` is the first: up to a party's name behind "on behalf of".
fn rest_of_deed(lines: &[Text], at: usize, names: &[Vec<char>]) -> Option<(Vec<usize>, String)> {
    let first = &lines[at];
    if !OPENS_DEED.is_match(&first.text) || first.text.chars().count() > LONGEST {
        return None;
    }
    let (mut rest, mut text) = (Vec::new(), first.text.clone());
    while rest.len() < CLAUSE {
        let next = next_line(lines, rest.last().copied().unwrap_or(at))?;
        text = format!("{text} {}", lines[next].text);
        rest.push(next);
        if BEHALF.is_match(&text) && names.iter().any(|name| ends_with(&text, name)) {
            return Some((rest, text));
        }
    }
    None
}

/// The lines that complete a name which the line at `at` ends with the beginning of, and the text of all.
fn rest_of_name(lines: &[Text], at: usize, names: &[Vec<char>]) -> Option<(Vec<usize>, String)> {
    let first = &lines[at];
    if first.margin.is_some() || first.path.is_some() || first.text.chars().count() > LONGEST {
        return None;
    }
    let names: Vec<&Vec<char>> = names.iter().filter(|name| ends_with_opening(&first.text, name)).collect();
    if names.is_empty() {
        return None;
    }
    let mut rest: Vec<usize> = Vec::new();
    let mut text = first.text.clone();
    while rest.len() + 1 < LINES {
        let next = next_line(lines, rest.last().copied().unwrap_or(at))?;
        let dense = text.ends_with(is_han) && lines[next].text.starts_with(is_han);
        text = format!("{text}{}{}", if dense { "" } else { " " }, lines[next].text);
        rest.push(next);
        if names.iter().any(|name| ends_with(&text, name)) {
            return Some((rest, text));
        }
    }
    None
}

/// The line right below another in its column.
fn next_line(lines: &[Text], at: usize) -> Option<usize> {
    let upper = &lines[at];
    let below = |lower: &Text| {
        let aligned =
            (upper.area.left - lower.area.left).abs() <= ALIGNED || (upper.area.center_x() - lower.area.center_x()).abs() <= ALIGNED;
        aligned
            && lower.page == upper.page
            && lower.cell == upper.cell
            && lower.margin.is_none()
            && lower.text.chars().count() <= LONGEST
            && lower.area.center_y() > upper.area.bottom
            && (-LEADING..=LEADING).contains(&(lower.area.top - upper.area.bottom))
    };
    (0..lines.len()).filter(|&i| i != at && below(&lines[i])).min_by_key(|&i| lines[i].area.top)
}

fn enough(text: &str, (latin, east): (usize, usize)) -> usize {
    if text.chars().any(is_han) { east } else { latin }
}

/// Whether a text's last words are a name's first.
fn ends_with_opening(text: &str, name: &[char]) -> bool {
    words(text).any(|at| {
        let part: Vec<char> = squash(&text[at..]).chars().collect();
        part.len() < name.len() && part.len() >= enough(&text[at..], FIRST) && alike(&part, &name[..part.len()])
    })
}

/// Whether a text ends with a name.
fn ends_with(text: &str, name: &[char]) -> bool {
    words(text).any(|at| alike(&squash(&text[at..]).chars().collect::<Vec<char>>(), name))
}

/// Where words begin; between ideographs, anywhere.
fn words(text: &str) -> impl Iterator<Item = usize> {
    let mut before: Option<char> = None;
    text.char_indices().filter_map(move |(at, c)| {
        let begins = c.is_alphanumeric() && before.is_none_or(|b| !b.is_alphanumeric() || is_han(b) != is_han(c)) || is_han(c);
        before = Some(c);
        begins.then_some(at)
    })
}

/// Whether two texts are one as recognition may read it.
fn alike(a: &[char], b: &[char]) -> bool {
    let (longer, shorter) = (a.len().max(b.len()), a.len().min(b.len()));
    let text = |chars: &[char]| chars.iter().collect::<String>();
    shorter as f64 >= longer as f64 * SAME && strsim::normalized_levenshtein(&text(a), &text(b)) >= SAME
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::layout;
    use crate::understand::testing::{TestPage, page};

    fn texts(page: TestPage, names: &[&str]) -> Vec<String> {
        let known = |name: &&str| Known { letter: None, names: vec![(*name).to_owned()], terms: Vec::new(), stated: Vec::new() };
        let document = page.build();
        let lines = layout::read(&document).lines;
        joined(lines, &names.iter().map(known).collect::<Vec<_>>()).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn names_broken_by_a_narrow_column_are_joined() {
        let page = page().line("For Huaiyin Institute of Saline", 30, 50).line("Agriculture", 30, 55).line("Name: Prof. XIE", 30, 62);
        assert_eq!(
            texts(page, &["Huaiyin Institute of Saline Agriculture"]),
            ["For Huaiyin Institute of Saline Agriculture", "Name: Prof. XIE"]
        );
    }

    #[test]
    fn a_deeds_clause_is_one_line() {
        let page = page().line("Signed by PIETER NOVAK, Managing", 20, 50).line("Director,", 20, 54);
        let page = page.line("for and on behalf of HIGHVELD CARBON", 20, 58).line("(PTY) LTD", 20, 62).line("Date:", 20, 70);
        let whole = "Signed by PIETER NOVAK, Managing Director, for and on behalf of HIGHVELD CARBON (PTY) LTD";
        assert_eq!(texts(page, &["HIGHVELD CARBON (PTY) LTD"]), [whole, "Date:"]);
    }

    #[test]
    fn each_column_has_its_own_name() {
        let page = page().line("Yangzhou Institute of", 30, 50).line("Verbundantriebe", 110, 50);
        let page = page.line("Smart Equipment", 30, 55).line("Nürnberg e. V.", 110, 55);
        let names = ["Yangzhou Institute of Smart Equipment", "Institut für Verbundantriebe Nürnberg e. V."];
        assert_eq!(texts(page, &names), ["Yangzhou Institute of Smart Equipment", "Verbundantriebe", "Nürnberg e. V."]);
    }

    #[test]
    fn three_lines_and_ideographs_are_joined_and_other_lines_left() {
        let page = page().line("甲方:苏州榴溪", 30, 50).line("微流控科技", 30, 55).line("有限公司", 30, 60).line("法定代表人", 30, 65);
        assert_eq!(texts(page, &["苏州榴溪微流控科技有限公司"]), ["甲方:苏州榴溪微流控科技有限公司", "法定代表人"]);
        let page = self::page().line("University of", 30, 50).line("Position: Dean", 30, 55);
        assert_eq!(texts(page, &["University of Tartu at Narva"]), ["University of", "Position: Dean"]);
    }
}
