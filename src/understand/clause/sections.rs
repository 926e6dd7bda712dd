//! Sections: numbered or bare headings and the paragraphs below them, nested as the numbering says.
//!
//! Numbering is followed like a reader does: an item continues the innermost list whose last number it follows, and a list that
//! starts again at 1 stands inside the item above it. A missed number (OCR) is bridged over a short distance.

use std::sync::LazyLock;

use super::lexicon::{HEADINGS, Subject, TERMS};
use super::number;
use crate::model::text::{is_han, is_hangul, is_kana, squash};
use crate::understand::language::Stream;
use crate::understand::lexicon::Pattern;

/// Longest heading, in characters of width: a Han character counts three.
const HEADING_WIDTH: usize = 96;
/// Least share of a heading with commas that known words make.
const LISTED: f64 = 0.2;
/// The same for a heading that ends with a full stop.
const LISTED_SURELY: f64 = 0.4;
/// Most words of a heading on an unknown subject that ends with a full stop.
const WORDS_OF_HEADING: usize = 4;
/// Most numbers that may be missing between two items of one list.
const MISSED: u32 = 3;

/// A style of numbering, in the order in which they usually nest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    /// 第一章, Part II.
    Chapter,
    /// 第一条, Article 1, § 1, Статья 1, 제1조.
    Article,
    /// 一、
    Han,
    /// I.
    Roman,
    /// 1.
    Arabic,
    /// 1.1, with the number of parts.
    Decimal(usize),
    /// （一）
    HanInParentheses,
    /// (1), 1)
    ArabicInParentheses,
    /// a), (a)
    Letter,
    /// A heading without a number.
    Bare,
}

/// A heading with what stands below it.
#[derive(Debug, Clone)]
pub(in crate::understand) struct Section {
    style: Style,
    /// Its number, where it has one.
    pub(in crate::understand) number: Option<u32>,
    /// How many sections it stands in.
    pub(in crate::understand) depth: usize,
    /// Position in the stream of the paragraph that opens it.
    pub(in crate::understand) start: usize,
    /// Position in the stream after its last paragraph, its subsections included.
    pub(in crate::understand) end: usize,
    /// The heading, without its number.
    pub(in crate::understand) heading: Option<String>,
    /// What follows the heading in the same paragraph.
    pub(in crate::understand) rest: String,
}

/// A party's label by itself, over what that party does.
static PARTY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\W*(?:[甲乙丙丁戊己中外]方|part(?:y|ei|ie|ner|enaire)\s+[a-f1-6]|сторона\s+[1-6а-е])(?:的?(?:任务|工作|职责|义务|责任))?\s*:?\s*$",
    )
});

/// A paragraph's number and what follows it.
struct Opening<'a> {
    style: Style,
    number: u32,
    /// For decimal numbers, the first part.
    chapter: u32,
    rest: &'a str,
}

static STYLES: LazyLock<[(Style, Pattern); 12]> = LazyLock::new(|| {
    const HAN: &str = "[一二三四五六七八九十百零〇两]";
    [
        (Style::Chapter, Pattern::new(&format!(r"^[第笫弟]\s*({HAN}+|\d{{1,2}})\s*[章编編部]\s*[.、:]?\s*"))),
        (
            Style::Chapter,
            Pattern::new(r"(?i)^(?:chapter|part|kapitel|teil|chapitre|глава|раздел|cap[íi]tulo)\s+(\d{1,2}|[ivxlc]{1,6})\b\s*[-–—.:]?\s*"),
        ),
        (Style::Article, Pattern::new(&format!(r"^(?:[第笫弟]\s*({HAN}+|\d{{1,3}}|[—–-])|(\d{{1,2}}))\s*[条條]\s*[.、:]?\s*"))),
        (
            Style::Article,
            Pattern::new(
                r"(?i)^(?:제\s*(\d{1,3})\s*조|(?:article|section|clause|artikel|art\.|статья|ст\.|пункт|art[íi]culo|articolo|artigo|cl[áa]usula|clausola|ziffer|§)\s*(\d{1,3}|[ivxl]{1,6}\b))\s*[-–—.:)]{0,2}\s*",
            ),
        ),
        (
            Style::Article,
            Pattern::new(
                r"(?i)^(?:cl[áa]usula\s+)?(primer[ao]|segund[ao]|tercer[ao]|cuart[ao]|quint[ao]|sext[ao]|s[ée]ptim[ao]|octav[ao]|noven[ao]|d[ée]cim[ao])\s*[-–—.:]{1,3}\s*",
            ),
        ),
        // 第一 …, "Fifth, …": told off without a word for article.
        (Style::Article, Pattern::new(&format!(r"^第({HAN}{{1,3}})(?:\s*[、,:.]\s*|\s+)"))),
        (Style::Article, Pattern::new(r"(?i)^(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:ly)?\s*[.,:]\s+")),
        (Style::Han, Pattern::new(&format!(r"^({HAN}{{1,3}}|[—–-])\s*[、.,]\s*"))),
        (Style::HanInParentheses, Pattern::new(&format!(r"^\(?\s*({HAN}{{1,3}})\s*\)\s*[、.]?\s*"))),
        (Style::ArabicInParentheses, Pattern::new(r"^\(?\s*(\d{1,2})\s*\)\s*[、.]?\s*")),
        (Style::Roman, Pattern::new(r"^([IVX]{1,5})\s*[.、]\s+")),
        (Style::Letter, Pattern::new(r"^\(?([a-h])\)\s*")),
    ]
});

static DECIMAL: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^(\d{1,2})((?:\s?\.\s?\d{1,2}){1,3})\s*[.、):]?\s*(\D|$)"));
static ARABIC: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^(\d{1,2})\s*([.、,:]\s*|\s+)(.*)$"));
static MONTH: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^(jan|feb|mar|m[äa]r|apr|may|mai|jun|jul|aug|ao[uû]|sep|oct|okt|nov|dec|dez|d[ée]c|f[ée]v|avr|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|ene|abr|ago|dic|年|月|日|万|元|%|份)",
    )
});

fn opening(text: &str) -> Option<Opening<'_>> {
    for (style, form) in STYLES.iter() {
        if let Some(found) = form.captures(text) {
            let rest = &text[found.get(0)?.end()..];
            let number = found.iter().skip(1).flatten().next()?.as_str();
            let number =
                if *style == Style::Letter { number.bytes().next().map(|b| u32::from(b - b'a') + 1) } else { number::parse(number) };
            // "甲方依据第三条…" style references do not start a paragraph; "第三条约定的…" does.
            let reference = *style == Style::Article && rest.starts_with(['的', '约', '所', '中', '之', '款', '、', '和', '及', '至']);
            if let Some(number) = number.filter(|_| !reference) {
                return Some(Opening { style: *style, number, chapter: number, rest });
            }
        }
    }
    if let Some(found) = DECIMAL.captures(text) {
        let parts: Vec<u32> = found[2].split('.').filter_map(|part| part.trim().parse().ok()).collect();
        let after = found.get(3).map_or(text.len(), |rest| rest.start());
        let rest = &text[after..];
        return (!MONTH.is_match(rest)).then(|| Opening {
            style: Style::Decimal(parts.len() + 1),
            number: parts.last().copied().unwrap_or(0),
            chapter: found[1].parse().unwrap_or(0),
            rest,
        });
    }
    let found = ARABIC.captures(text)?;
    let rest = found.get(3)?.as_str();
    let spaced = found[2].trim().is_empty();
    let number = found[1].parse().ok()?;
    let plausible = rest.chars().next().is_some_and(|c| !c.is_ascii_digit())
        && !MONTH.is_match(rest)
        && (!spaced || is_heading(rest) || divide(rest).0.is_some());
    plausible.then_some(Opening { style: Style::Arabic, number, chapter: number, rest })
}

/// Width of a text where a Han character counts three letters.
fn width(text: &str) -> usize {
    text.chars().map(|c| if is_han(c) || is_kana(c) || is_hangul(c) { 3 } else { 1 }).sum()
}

/// Whether a text has the shape of a heading: short, and not ended like a sentence or item.
fn is_heading(text: &str) -> bool {
    let text = text.trim_end_matches([':', '.', ' ']);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && width(text) <= HEADING_WIDTH && !text.contains(['。', ';', '!', '?', ',']) && !text.contains(": ") && !text.contains(". ")
        // A verb of duty makes a sentence of the shortest line.
        && !text.split(' ').any(|word| matches!(word, "shall" | "will" | "is" | "are"))
}

/// Whether a text that could be a heading is a sentence: it ends like one, and most of it is about no known subject.
fn is_short_sentence(text: &str) -> bool {
    text.ends_with('.')
        && text.split_whitespace().count() > WORDS_OF_HEADING
        && subject(text).is_none_or(|(_, known)| known < LISTED_SURELY)
}

/// Whether a text names several subjects with commas between them: "Patents, Copyright and Software".
fn is_list_of_subjects(text: &str) -> bool {
    let joined = text.replace(", ", " ");
    text.contains(", ") && !text.ends_with('.') && is_heading(&joined) && subject(text).is_some_and(|(_, known)| known >= LISTED)
}

/// What a heading announces, if its words are known: the subject and the share of the heading that they make.
pub(super) fn subject(heading: &str) -> Option<(Subject, f64)> {
    let total = squash(heading).chars().count();
    if total == 0 || width(heading) > HEADING_WIDTH {
        return None;
    }
    let longest = |form: &Pattern| form.find_iter(heading).map(|found| squash(found.as_str()).chars().count()).max().unwrap_or(0);
    let best = HEADINGS
        .iter()
        .map(|(subject, form)| (longest(form), *subject))
        .max_by_key(|(length, subject)| (*length, std::cmp::Reverse(*subject)));
    match best {
        Some((_, Subject::Other)) if let Some(share) = joined_rights(heading, total) => Some((Subject::Ip, share)),
        Some((length, subject)) if length > 1 => Some((subject, length as f64 / total as f64)),
        _ => misread(heading, total),
    }
}

/// The share of a heading that names intellectual property beside something else, each by itself: "Publications and Patents".
fn joined_rights(heading: &str, total: usize) -> Option<f64> {
    static JOINT: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)\s*(?:[,、/&;]|\s(?:and|und|et|y|e|и)\s|与|和|及|및)\s*"));
    let parts = JOINT.replace_all(heading, |_| "\n".to_owned());
    let rights = HEADINGS.iter().find(|(subject, _)| *subject == Subject::Ip).map(|(_, form)| form)?;
    let whole = |part: &str| rights.find_iter(heading).any(|found| found.as_str().trim() == part);
    let part = parts.lines().map(str::trim).find(|part| parts != heading && whole(part))?;
    Some(squash(part).chars().count() as f64 / total as f64)
}

/// A known heading with one wrongly read character.
fn misread(heading: &str, total: usize) -> Option<(Subject, f64)> {
    let heading: Vec<char> = squash(heading).chars().collect();
    TERMS.iter().find_map(|(subject, term)| {
        let term: Vec<char> = term.chars().collect();
        let near = heading.windows(term.len()).any(|window| window.iter().zip(&term).filter(|(a, b)| a != b).count() <= 1);
        near.then(|| (*subject, term.len() as f64 / total as f64))
    })
}

/// Divides an item into heading and rest.
fn divide(rest: &str) -> (Option<String>, String) {
    let rest = rest.trim();
    // "(知的財産)本契約により…", "(역할) 갑은 …": the heading in brackets.
    if let Some((head, tail)) = rest.strip_prefix('(').and_then(|inside| inside.split_once(')'))
        && !tail.trim().is_empty()
        && is_heading(head)
        && subject(head).is_some_and(|(_, known)| known >= 0.45)
    {
        return (Some(head.trim().to_owned()), tail.trim().to_owned());
    }
    if (is_heading(rest) && !is_short_sentence(rest)) || is_list_of_subjects(rest) {
        return (Some(rest.trim_end_matches([':', ' ']).to_owned()), String::new());
    }
    // "知识产权:双方…", "Term. This Agreement …", "保密条款 双方应…"
    let breaks = [":", ": ", "。", ". ", " - ", " – ", "  ", " "];
    for mark in breaks {
        if let Some((head, tail)) = rest.split_once(mark) {
            // A sentence with nothing behind it is a heading where it says nothing else.
            let share = if mark == " " || tail.trim().is_empty() { 0.8 } else { 0.45 };
            let dense = mark != " " || rest.chars().next().is_some_and(|c| is_han(c) || is_kana(c));
            if dense && is_heading(head) && subject(head).is_some_and(|(_, known)| known >= share) {
                return (Some(head.trim().to_owned()), tail.trim().to_owned());
            }
        }
    }
    (None, rest.to_owned())
}

/// An open list while the text is read.
struct Open {
    style: Style,
    number: u32,
    chapter: u32,
    headed: bool,
    /// Whether a line without a number announced it: "乙方:".
    announced: bool,
    section: usize,
}

/// The sections of a stream, in reading order.
pub(in crate::understand) fn split(stream: &Stream<'_>) -> Vec<Section> {
    let paragraphs = &stream.reading.paragraphs;
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut announcement = None;
    for (position, &index) in stream.paragraphs.iter().enumerate() {
        let paragraph = &paragraphs[index];
        let found = opening(&paragraph.text);
        let (style, number, chapter, heading, rest) = if let Some(found) = found {
            let (heading, rest) = divide(found.rest);
            (found.style, found.number, found.chapter, heading, rest)
        } else if let Some((heading, rest)) = bare(&paragraph.text) {
            (Style::Bare, 0, 0, Some(heading), rest)
        } else if open.iter().any(|list| list.style != Style::Bare) && PARTY.is_match(&paragraph.text) {
            // What follows is one party's: a list under another one's name has ended.
            (Style::Bare, 0, 0, Some(paragraph.text.trim_end_matches([':', ' ']).to_owned()), String::new())
        } else {
            if paragraph.text.ends_with(':') && width(&paragraph.text) <= HEADING_WIDTH {
                announcement = Some(position);
                let next = stream.paragraphs.get(position + 1).and_then(|&next| opening(&paragraphs[next].text));
                if let Some(ended) = next.and_then(|next| announced_before(&open, &next)) {
                    close(&mut sections, &mut open, ended, position);
                }
            }
            continue;
        };
        // Japanese statutes and contracts put the heading in brackets above the article's number.
        let above = sections.last().filter(|last| {
            style == Style::Article && heading.is_none() && last.style == Style::Bare && last.start + 1 == position && last.rest.is_empty()
        });
        let heading = heading.or_else(|| above.and_then(|last| last.heading.clone()));
        let keep = depth(&open, style, number, chapter, heading.is_some());
        let announced = match open.get(keep) {
            Some(list) if number > 1 => list.announced && list.style == style,
            _ => position > 0 && announcement == Some(position - 1),
        };
        close(&mut sections, &mut open, keep, position);
        open.push(Open { style, number, chapter, headed: heading.is_some(), announced, section: sections.len() });
        sections.push(Section {
            style,
            number: (style != Style::Bare).then_some(number),
            depth: keep,
            start: position,
            end: stream.paragraphs.len(),
            heading,
            rest,
        });
    }
    sections
}

/// The announced list that ends where another line announces its like: the items below "乙方:" do not stand inside the last item below "甲方:".
fn announced_before(open: &[Open], next: &Opening<'_>) -> Option<usize> {
    let last = open.iter().rposition(|list| list.style == next.style)?;
    (next.number == 1 && open[last].announced).then_some(last)
}

/// Ends the lists beyond the first `keep`.
fn close(sections: &mut [Section], open: &mut Vec<Open>, keep: usize, position: usize) {
    for closed in open.drain(keep..) {
        sections[closed.section].end = position;
    }
}

/// How many open lists stay open when an item arrives.
fn depth(open: &[Open], style: Style, number: u32, chapter: u32, headed: bool) -> usize {
    if style == Style::Bare {
        // A bare heading stands beside other bare headings, inside numbered ones, and ends items that have no headings.
        let beside = open.iter().position(|list| list.style == Style::Bare);
        return beside.or_else(|| open.iter().position(|list| !list.headed && list.style != Style::Chapter)).unwrap_or(open.len());
    }
    let follows = |list: &Open| {
        list.style == style
            && number > list.number
            && number <= list.number + MISSED
            && (!matches!(style, Style::Decimal(_)) || list.chapter == chapter)
    };
    let candidates: Vec<usize> = (0..open.len()).filter(|&i| follows(&open[i])).collect();
    if let Some(&innermost) = candidates.last() {
        // An item that looks like the outer list's headings belongs there.
        let outer = candidates.iter().copied().find(|&i| open[i].headed && headed && !open[innermost].headed);
        let exact = candidates.iter().rev().copied().find(|&i| open[i].number + 1 == number);
        return outer.or(exact).unwrap_or(innermost);
    }
    match style {
        Style::Chapter => 0,
        Style::Article => open.iter().position(|list| list.style != Style::Chapter && list.style != Style::Han).unwrap_or(open.len()),
        Style::Decimal(parts) => open
            .iter()
            .position(|list| match list.style {
                Style::Decimal(other) => other >= parts,
                Style::Arabic => list.chapter != chapter,
                Style::Letter | Style::ArabicInParentheses | Style::HanInParentheses | Style::Bare => true,
                _ => false,
            })
            .unwrap_or(open.len()),
        // A list that starts again or has no forerunner stands inside what is open, unless its style ranks above.
        _ if number == 1 => {
            open.iter().position(|list| list.style > style && list.style != Style::Bare && !list.headed).unwrap_or(open.len())
        }
        _ => open.iter().position(|list| list.style == style || (list.style > style && !list.headed)).unwrap_or(open.len()),
    }
}

/// A heading without a number: known words and hardly anything else.
fn bare(text: &str) -> Option<(String, String)> {
    if is_heading(text) {
        let (_, share) = subject(text)?;
        return (share >= 0.7).then(|| (text.trim_end_matches([':', ' ']).to_owned(), String::new()));
    }
    let (head, tail) = text.split_once(':')?;
    let (subject, share) = subject(head)?;
    (is_heading(head) && share >= 0.8 && matches!(subject, Subject::Ip | Subject::Term) && width(tail) > HEADING_WIDTH / 2)
        .then(|| (head.trim().to_owned(), tail.trim().to_owned()))
}

/// The agreement's own articles: the sections of the outermost numbering.
pub(in crate::understand) fn articles(sections: &[Section]) -> Vec<&Section> {
    let of = |style: Style| sections.iter().filter(|section| section.style == style && section.number.is_some()).collect::<Vec<_>>();
    let articles = of(Style::Article);
    if articles.len() > 1 {
        return articles;
    }
    // Among outermost sections the style that counts most; a stray number or list at the top does not count.
    let outer = |style: Style| of(style).into_iter().filter(|section| section.depth == 0).collect::<Vec<_>>();
    [Style::Han, Style::Arabic, Style::Roman, Style::HanInParentheses]
        .into_iter()
        .map(outer)
        .max_by_key(Vec::len)
        .filter(|found| found.len() > 1)
        .unwrap_or_default()
}
