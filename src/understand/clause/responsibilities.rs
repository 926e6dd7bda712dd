//! Who does what: the sentences and table rows that give a party tasks of its own.

use std::sync::LazyLock;

use regex::Regex;

use super::lexicon::{DEFERRAL, FILLER, JOINT, REFERENCE, RIGHT};
use super::{Named, Piece, sentence};
use crate::model::agreement::Cited;
use crate::model::finding::EvidenceRole;
use crate::model::geometry::Confidence;
use crate::model::text::{is_han, is_hangul, is_kana, similarity, squash};
use crate::understand::blanks::placeholders;
use crate::understand::layout::{Reading, Text};
use crate::understand::lexicon::compile;

/// Least ideographs, kana or syllables that say what is done.
const DENSE_CONTENT: usize = 5;
/// Least words that say what is done, in scripts with spaces.
const WORDS_OF_CONTENT: usize = 3;
/// Least letters in two words that say as much.
const LETTERS_OF_CONTENT: usize = 14;
/// How far into a sentence its subject may stand, in bytes.
const SUBJECT_REACH: usize = 60;
/// Similarity from which a table cell names a party: OCR misreads a character of a long name.
const NAMES_PARTY: f64 = 0.82;

/// The number or bullet of an item.
static BULLET: LazyLock<Regex> = LazyLock::new(|| {
    compile(concat!(
        r"^(\s*(第\s*[\d一二三四五六七八九十]+\s*[条條款项項]|\(?\s*(\d{1,2}(\.\d{1,2})*|[一二三四五六七八九十]{1,3}|[a-hA-H]|[ivx]{1,4})\s*[).、:](\s|\D|$)",
        r"|[•●▪■◆○□–—·-]\s*|\(?[①-⑳])\s*){1,2}"
    ))
});
/// Why the parties meet: one of them applies for a grant.
static APPLIES: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"(?i)^\W{0,4}(?:拟|计划|欲|擬)(?:牵头|联合|共同)?(?:申报|申请|申請)|^\W{0,4}(?:intends?|plans?|wish(?:es)?)\s+to\s+apply\b|beabsichtigt[^.]{0,80}beantragen",
    )
});
static CONJUNCTION: LazyLock<Regex> = LazyLock::new(|| {
    compile(r"(?i)^\s*(、|,|及び|又は|和|与|及|與|跟|同|/|&|and\b|or\b|或|und\b|oder\b|et\b|ou\b|и\b|y\b|e\b|と|와|과|은)\s*")
});

/// Who a sentence speaks of.
#[derive(Debug, PartialEq, Eq)]
enum Who<'a> {
    /// The party with this index, and what is said of it.
    Party(usize, &'a str),
    /// All of them, or any.
    Joint,
    /// Nobody is named.
    Nobody(&'a str),
}

/// A sentence that gives a party a task.
pub(super) struct Task {
    pub(super) party: usize,
    pub(super) sentence: Cited<String>,
}

/// Tasks in the running text of a clause.
pub(super) fn tasks(pieces: &[Piece<'_>], parties: &[Named]) -> Vec<Task> {
    let mut out = Vec::new();
    // The party spoken of, and whether a list of its tasks is under way.
    let mut current: Option<(usize, bool)> = None;
    for piece in pieces {
        let numbered = BULLET.is_match(piece.text);
        // What follows in a new paragraph belongs to a party only where a list of its tasks was opened.
        if current.is_some_and(|(_, listing)| !listing) {
            current = None;
        }
        for sentence in sentence::split(piece.text) {
            for part in parts(sentence, parties) {
                match who(part, parties) {
                    Who::Party(party, said) => {
                        let listing = said.trim_end().ends_with(':') || content(said, parties) == 0;
                        current = Some((party, listing));
                        if is_task(said, parties) {
                            out.push(Task { party, sentence: piece.cite(part, Confidence(92)) });
                        }
                    }
                    Who::Joint if !numbered => current = None,
                    Who::Joint => {}
                    Who::Nobody(said) => {
                        if let Some((party, _)) = current.filter(|_| is_task(said, parties)) {
                            out.push(Task { party, sentence: piece.cite(part, Confidence(85)) });
                        }
                    }
                }
            }
        }
    }
    out
}

/// Divides a sentence where after a comma another party becomes the subject.
fn parts<'a>(sentence: &'a str, parties: &[Named]) -> Vec<&'a str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in sentence.match_indices([',', '、']) {
        let after = &sentence[at..].trim_start_matches([',', '、', ' ', '而']);
        let next = sentence.len() - after.len();
        let enumeration = at == start || term_at(sentence[..at].trim_end(), parties).is_some_and(|(_, rest)| rest.is_empty());
        if !enumeration && at > start && term_at(after, parties).is_some() && content(&sentence[start..at], parties) > 0 {
            out.push(sentence[start..at].trim());
            start = next;
        }
    }
    out.push(sentence[start..].trim());
    out
}

fn who<'a>(text: &'a str, parties: &[Named]) -> Who<'a> {
    let text = BULLET.find(text).map_or(text, |bullet| {
        let mut end = bullet.end();
        // The pattern looks one character ahead to tell "1.设计" from "1.5".
        if let Some(c) = text[..end].chars().next_back().filter(|c| c.is_alphanumeric() && !c.is_ascii_digit()) {
            end -= c.len_utf8();
        }
        &text[end..]
    });
    let text = text.trim_start();
    if let Some(joint) = JOINT.find(text) {
        // "Die Partei A" begins like "die Parteien".
        let named = text.char_indices().take_while(|(at, _)| *at < joint.end()).any(|(at, _)| term_at(&text[at..], parties).is_some());
        if !named {
            return Who::Joint;
        }
    }
    let starts = text.char_indices().map(|(at, _)| at).take_while(|&at| at <= SUBJECT_REACH);
    for at in starts {
        let boundary = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() || is_dense(c));
        if !boundary {
            continue;
        }
        if let Some((party, rest)) = term_at(&text[at..], parties) {
            if content(&text[..at], parties) > 0 {
                break;
            }
            if let Some(found) = CONJUNCTION.find(rest)
                && term_at(&rest[found.end()..], parties).is_some_and(|(other, _)| other != party)
            {
                return Who::Joint;
            }
            return Who::Party(party, rest);
        }
    }
    Who::Nobody(text)
}

/// The party whose name or label stands at the start of a text, longest first, and what follows.
fn term_at<'a>(text: &'a str, parties: &[Named]) -> Option<(usize, &'a str)> {
    let text = text.trim_start_matches(['"', '“', '”', '(', '「', '【', '*']);
    let mut best: Option<(usize, usize)> = None;
    for (party, named) in parties.iter().enumerate() {
        for term in &named.terms {
            if let Some(length) = starts_with(text, term)
                && best.is_none_or(|(_, longest)| length > longest)
            {
                best = Some((party, length));
            }
        }
    }
    best.map(|(party, length)| (party, text[length..].trim_start_matches(['"', '”', ')', '」', '】'])))
}

/// Length in bytes of `term` at the start of `text`, letter case aside; a word must end there.
fn starts_with(text: &str, term: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    for wanted in term.chars() {
        let (_, c) = rest.next()?;
        if c != wanted && !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let next = rest.next();
    let last = term.chars().next_back()?;
    let alone = match next {
        None => true,
        Some((_, c)) if term.chars().count() == 1 => "はがの:은는이가의와과,、及と을를 ".contains(c),
        Some((_, c)) => is_dense(last) || !c.is_alphanumeric() || is_dense(c),
    };
    alone.then(|| next.map_or(text.len(), |(at, _)| at))
}

fn is_dense(c: char) -> bool {
    is_han(c) || is_kana(c) || is_hangul(c)
}

/// How much a text says beyond parties' names and words that any sentence on cooperation has: 0 is nothing, from 2 on it is a task.
fn content(text: &str, parties: &[Named]) -> usize {
    let mut text = text.to_lowercase();
    for term in parties.iter().flat_map(|named| &named.terms).filter(|term| term.chars().count() > 1) {
        text = text.replace(&term.to_lowercase(), " ");
    }
    let left = FILLER.replace_all(&text, " ");
    let dense = left.chars().filter(|&c| is_dense(c)).count();
    let words: Vec<usize> =
        left.split(|c: char| !c.is_alphabetic() || is_dense(c)).map(|word| word.chars().count()).filter(|&length| length > 2).collect();
    // German puts into two compounds what English says in four words.
    let compounds = words.len() > 1 && words.iter().sum::<usize>() >= LETTERS_OF_CONTENT;
    if compounds || dense + words.len() * DENSE_CONTENT / WORDS_OF_CONTENT >= DENSE_CONTENT {
        return 2;
    }
    usize::from(dense + words.len() > 1)
}

/// Whether what is said of a party is a task of its own.
fn is_task(said: &str, parties: &[Named]) -> bool {
    content(said, parties) == 2
        && !RIGHT.is_match(said)
        && !APPLIES.is_match(said)
        && !DEFERRAL.is_match(said)
        && placeholders(said).is_empty()
        && !only_refers(said, parties)
}

/// Whether a sentence says no more than where to look.
pub(super) fn only_refers(sentence: &str, parties: &[Named]) -> bool {
    REFERENCE.find(sentence).is_some_and(|found| content(&sentence[..found.start()], parties) < 2)
}

/// Tasks in table rows or columns: a cell that names a party, and beside or below it what the party does; and the lines that said so.
pub(super) fn table_tasks(reading: &Reading<'_>, lines: &[usize], parties: &[Named]) -> (Vec<Task>, Vec<usize>) {
    let indices = lines;
    let lines: Vec<&Text> = lines.iter().filter_map(|&i| reading.lines.get(i)).collect();
    let names: Vec<(usize, &Text)> = lines.iter().filter_map(|line| Some((names_party(&line.text, parties)?, *line))).collect();
    let distinct = |names: &[(usize, &Text)]| names.iter().any(|(party, _)| *party != names[0].0);
    if names.is_empty() || !distinct(&names) {
        return (Vec::new(), Vec::new());
    }
    let used = indices
        .iter()
        .copied()
        .filter(|&i| reading.lines.get(i).is_some_and(|line| names_party(&line.text, parties).is_some() || owner(line, &names).is_some()))
        .collect();
    let mut said: Vec<(usize, Vec<&Text>)> = Vec::new();
    for line in lines.iter().filter(|line| names_party(&line.text, parties).is_none()) {
        if let Some(party) = owner(line, &names) {
            match said.iter_mut().find(|(other, _)| *other == party) {
                Some((_, texts)) => texts.push(line),
                None => said.push((party, vec![line])),
            }
        }
    }
    let whole = |party, texts: Vec<&Text>| {
        let text = texts.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        let first = texts.into_iter().max_by_key(|line| line.text.chars().count())?;
        let mut source = reading.cite(first, EvidenceRole::Supports);
        source.saw.clone_from(&text);
        is_task(&text, parties).then(|| Task { party, sentence: Cited::new(text, Confidence(85).and(first.origin.confidence()), source) })
    };
    let tasks: Vec<Task> = said.into_iter().filter_map(|(party, texts)| whole(party, texts)).collect();
    if tasks.is_empty() { (tasks, Vec::new()) } else { (tasks, used) }
}

/// The party of which a table's line speaks, by its cell or, on scans, by its place.
fn owner(line: &Text, names: &[(usize, &Text)]) -> Option<usize> {
    if let Some(cell) = line.cell {
        let same = |name: &&(usize, &Text)| name.1.page == line.page && name.1.cell.is_some_and(|other| other.table == cell.table);
        let by_row =
            names.iter().filter(same).find(|(_, name)| name.cell.is_some_and(|other| other.row == cell.row && other.column != cell.column));
        // A row that names two parties is a head: its columns are the parties'.
        let heads = |row: u32| names.iter().filter(same).filter(|(_, name)| name.cell.is_some_and(|other| other.row == row)).count() > 1;
        let by_column = names
            .iter()
            .filter(same)
            .find(|(_, name)| name.cell.is_some_and(|other| other.column == cell.column && other.row < cell.row && heads(other.row)));
        return by_column.or(by_row.filter(|(_, name)| name.cell.is_some_and(|other| !heads(other.row)))).map(|(party, _)| *party);
    }
    let beside = |name: &Text| line.page == name.page && line.area.overlap_x(name.area) < 0;
    let near = |name: &Text| (line.area.center_y() - name.area.center_y()).abs();
    // Rows are rarely higher than four lines; beyond that a line is text below the table.
    names
        .iter()
        .filter(|(_, name)| beside(name) && near(name) < name.area.height().max(30) * 4)
        .min_by_key(|(_, name)| near(name))
        .map(|(party, _)| *party)
}

/// The party that a cell names and nothing else.
fn names_party(text: &str, parties: &[Named]) -> Option<usize> {
    let plain = squash(text);
    let length = plain.chars().count();
    if length < 2 {
        return None;
    }
    parties.iter().position(|named| {
        named.terms.iter().any(|term| {
            let term_plain = squash(term);
            let long = term_plain.chars().count();
            plain == term_plain
                || (long > 5 && similarity(&plain, &term_plain) > NAMES_PARTY)
                || (long > 5 && plain.contains(&term_plain) && length < long + 8)
                // The first line of a name that a narrow cell breaks.
                || (long > 7 && length * 2 > long && length >= 6 && term_plain.starts_with(&plain))
        })
    })
}
