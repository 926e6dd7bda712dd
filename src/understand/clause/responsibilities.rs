//! Who does what: the sentences that give a party tasks of its own.

use std::sync::LazyLock;

use super::filler::{is_filler, without_dense};
use super::lexicon::{DEFERRAL, JOINT, JOINTLY, NO_TASK, REFERENCE, RIGHT};
use super::{Named, Piece, ownership, sentence};
use crate::model::agreement::Cited;
use crate::model::geometry::Confidence;
use crate::model::text::{is_han, is_hangul, is_kana};
use crate::understand::blanks::placeholders;
use crate::understand::date::{self, Order};
use crate::understand::lexicon::Pattern;
use crate::understand::lexicon::words::is_title;

/// Least ideographs, kana or syllables that say what is done.
const DENSE_CONTENT: usize = 5;
/// Least words that say what is done, in scripts with spaces.
const WORDS_OF_CONTENT: usize = 3;
/// Least letters in two words that say as much.
const LETTERS_OF_CONTENT: usize = 14;
/// Letters, an ideograph for three, that a sentence needs to say something concrete of nobody.
const LEAST_UNPLACED: usize = 24;
/// Letters of a Russian noun from which endings are taken off, and the longest ending.
const INFLECTED: usize = 6;
/// See [`INFLECTED`].
const ENDING: usize = 3;
/// How far into a sentence its subject may stand, in bytes.
const SUBJECT_REACH: usize = 60;

/// The number or bullet of an item.
static BULLET: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(\s*(第\s*[\d一二三四五六七八九十]+\s*[条條款项項]|第[一二三四五六七八九十]{1,3}[\s、,:]|\(?\s*(\d{1,2}(\.\d{1,2})*|[一二三四五六七八九十]{1,3}|[a-hA-H]|[ivx]{1,4})\s*[).、:](\s|\D|$)",
        r"|[•●▪■◆○□–—·-]\s*|\(?[①-⑳])\s*){1,2}"
    ))
});
static CONJUNCTION: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)^\s*(、|,|及び|又は|和|与|及|與|跟|同|/|&|and\b|or\b|或|und\b|oder\b|et\b|ou\b|и\b|y\b|e\b|と|와|과|은)\s*")
});

/// The line of a form in which somebody signs.
static SIGNED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)[(\[]?\s*(?:盖章|签字|签名|签章|公章)\s*[)\]:]|(?:姓名|职务)\s*[::]|\b(?:signature|signed|name|title)\s*:|\(seal\)|м\.\s?п\.|^\W*(?:signature|signed|date|name|title|position)\b|^\W*(?:签字|签名|日期|姓名|职务)",
    )
});
/// An article of the agreement: no list that one party's name opened goes on behind it.
static ARTICLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\s*(?:第\s*[\d一二三四五六七八九十百]+\s*[条條章]|제\s*\d+\s*조|(?:article|section|clause|artikel|статья|art[íi]culo|articolo)\s+[\divx]+|§)",
    )
});
/// Before whoever it is whose task a piece of work is: "testing rests with A", "die Prüfung obliegt B".
static INCUMBENT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(?:\b(?:rest|lie|fall|remain|stay)s? (?:with|to|upon|on)|incumbent (?:up)?on|entrusted to|liegt bei|liegen bei|incomb\p{L}+ (?:à|au|aux)|confi[ée]\p{L}* (?:à|au|aux)|corresponde\p{L}* a|a cargo de|возлага\p{L}+ на|поруча\p{L}+)\s*(?:(?:the|der|dem|die|la|le|l'|el|il)\s*)?$",
    )
});
/// Longest line of such a form that has a position and a date without their labels.
const SIGNING_LINE: usize = 90;

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

/// Before what somebody else is given or done for: who stands there is no subject.
static DATIVE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(向|给|为|对|赴|到|与|經|经|將|需|に|へ|から|에게|[^\p{L}]to|[^\p{L}]from|[^\p{L}]with|[^\p{L}]for|[^\p{L}]at|[^\p{L}]of|[^\p{L}]an|[^\p{L}]für|[^\p{L}]mit|[^\p{L}]bei|[^\p{L}]pour|[^\p{L}]avec|[^\p{L}]chez|[^\p{L}]para|[^\p{L}]con|[^\p{L}]для|[^\p{L}]у)\s*((the|die|der|dem|den|la|le|l'|el|il)\s*)?$",
    )
});
/// After a noun that belongs to somebody: "the responsibility of", "Aufgabe der".
static GENITIVE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(responsib\w*|obligations?|tasks|contributions?|commitments?|pflichten|aufgaben|leistungen|beitr[äa]ge|obligations|t[âa]ches|engagements|obligaciones|tareas|obblighi|compiti|обязанности|обязательства|задачи|task|duty|duties|remit|role|job|charge|part|side|lead|aufgabe|zuständigkeit|verantwortung|sache|responsabilité|charge|ressort|responsabilidad|cargo|responsabilità|carico|обязанность|задача|компетенц\w*) (of|der|des|von|de|du|dell[ao'’]|di|del)\s*((the|la|le|l['’]|el|il)\s*)?$",
    )
});
/// What stands between two halves of a sentence with subjects of their own.
static TURN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)[,、;]\s*(?:(?:and|while|whereas|und|während|wohingegen|et|tandis que|y|mientras(?: que)?|e|mentre|и|а|一方|而|并由|由)\s*)?(?:由|(?:the|die|der|das|dem|la|le|l['’]|el|lo|il|that the|that)\s*)?|\s(?:and|while|whereas|und|während|et|tandis que|y|mientras(?: que)?|e|mentre|и|а)\s(?:(?:that|the|die|der|das|dem|la|le|el|il)\s)*(?:l['’])?",
    )
});

/// Tasks in the running text of a clause; `about` it, a party that is named anywhere in a sentence does what the sentence says.
pub(super) fn tasks(pieces: &[Piece<'_>], parties: &[Named], about: bool) -> Vec<Task> {
    let mut out = Vec::new();
    // The party spoken of, and whether a list of its tasks is under way.
    let mut current: Option<(usize, bool)> = None;
    for piece in pieces {
        let numbered = BULLET.is_match(piece.text);
        // What follows in a new paragraph belongs to a party only where a list of its tasks was opened, and no article ends it.
        if ARTICLE.is_match(piece.text) || current.is_some_and(|(_, listing)| !listing) {
            current = None;
        }
        for sentence in sentence::split(piece.text) {
            for part in parts(sentence, parties) {
                match who(part, parties) {
                    Who::Party(party, said) => {
                        let listing = said.trim_end().ends_with(':') || content(said, parties) == 0;
                        current = Some((party, listing));
                        if is_task(said, parties) && !owns_or_signs(part, parties) {
                            out.push(Task { party, sentence: piece.cite(part, Confidence(92)) });
                        }
                    }
                    Who::Joint if !numbered => current = None,
                    Who::Joint => {}
                    Who::Nobody(said) => {
                        // Behind a sentence about one party, another's work may be told by the work: "testing rests with B".
                        let another = |current: Option<(usize, bool)>| {
                            current
                                .is_none_or(|(party, listing)| !listing && agents(said, parties).iter().any(|(other, _)| *other != party))
                        };
                        if let Some((party, _)) = current.filter(|_| !about || !another(current)) {
                            if is_task(said, parties) && !owns_or_signs(part, parties) {
                                out.push(Task { party, sentence: piece.cite(part, Confidence(85)) });
                            }
                        } else if about {
                            let given = agents(said, parties).into_iter().filter(|(_, done)| is_task(done, parties));
                            out.extend(given.map(|(party, _)| Task { party, sentence: piece.cite(part, Confidence(82)) }));
                        }
                    }
                }
            }
        }
    }
    out
}

/// Whether a sentence gives a party rights to results and nothing to do, or is the line in which it signs.
fn owns_or_signs(sentence: &str, parties: &[Named]) -> bool {
    let signs = || sentence.chars().count() <= SIGNING_LINE && is_title(sentence) && !date::find(sentence, Order::Unknown).is_empty();
    ownership::weight(sentence, parties) >= ownership::LOOSE || signs()
}

/// Divides a sentence where after a comma or conjunction another party becomes the subject.
fn parts<'a>(sentence: &'a str, parties: &[Named]) -> Vec<&'a str> {
    let mut out = Vec::new();
    let mut start = 0;
    for turn in TURN.find_iter(sentence) {
        let (at, next) = (turn.start(), turn.end());
        if at <= start {
            continue;
        }
        let before = sentence[start..at].trim_end();
        let enumeration = ends_with_term(before, parties);
        if !enumeration && term_at(&sentence[next..], parties).is_some() && content(before, parties) > 0 {
            out.push(before.trim());
            start = next;
        }
    }
    out.push(sentence[start..].trim());
    out
}

/// Whether a text ends with a party's name or label.
fn ends_with_term(text: &str, parties: &[Named]) -> bool {
    let text = text.trim_end_matches(['"', '”', ')', '」']).to_lowercase();
    parties.iter().flat_map(|named| &named.terms).any(|term| text.ends_with(&term.to_lowercase()))
}

/// Whether a party that is named after these words is given something, instead of doing it.
fn is_object(before: &str) -> bool {
    DATIVE.is_match(before) && !GENITIVE.is_match(before) && !INCUMBENT.is_match(before)
}

/// Every place where a party is named, with the party and the end of its name.
fn mentions(text: &str, parties: &[Named]) -> Vec<(usize, usize, usize)> {
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    for (at, _) in text.char_indices() {
        let boundary = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() || is_dense(c));
        if !boundary || out.last().is_some_and(|(_, _, end)| at < *end) {
            continue;
        }
        if let Some((party, rest)) = term_at(&text[at..], parties) {
            out.push((party, at, text.len() - rest.len()));
        }
    }
    out
}

/// Who does what in a sentence whose subject is the work: "design is done by A and tests by B".
fn agents<'a>(text: &'a str, parties: &[Named]) -> Vec<(usize, &'a str)> {
    let mut named = mentions(text, parties);
    named.retain(|(_, at, _)| !is_object(&text[..*at]));
    let Some(&(first, at, _)) = named.first() else { return Vec::new() };
    if named.iter().all(|(party, ..)| *party == first) {
        return vec![(first, text)];
    }
    let work_first = content(&text[..at], parties) > 0;
    let ends = named.iter().map(|(_, at, _)| *at).skip(1).chain([text.len()]);
    let starts = std::iter::once(0).chain(named.iter().map(|(_, _, end)| *end));
    if work_first {
        named.iter().zip(starts).map(|((party, at, _), start)| (*party, text.get(start..*at).unwrap_or_default())).collect()
    } else {
        named.iter().zip(ends).map(|((party, _, end), next)| (*party, text.get(*end..next).unwrap_or_default())).collect()
    }
}

/// Sentences of a clause that say something concrete, but not of whom; what all do together and what is put off does not count.
pub(super) fn unplaced<'a>(piece: &Piece<'a>, parties: &[Named]) -> Vec<&'a str> {
    let concrete = |sentence: &&str| {
        !JOINTLY.is_match(sentence)
            && !matches!(who(sentence, parties), Who::Joint)
            && is_task(sentence, parties)
            && sentence.chars().filter(|c| c.is_alphabetic()).map(|c| if is_dense(c) { 3 } else { 1 }).sum::<usize>() >= LEAST_UNPLACED
    };
    sentence::split(piece.text).into_iter().filter(concrete).collect()
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
            if content(&text[..at], parties) > 0 || is_object(&text[..at]) {
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
pub(super) fn term_at<'a>(text: &'a str, parties: &[Named]) -> Option<(usize, &'a str)> {
    let text = text.trim_start_matches(['"', '“', '”', '«', '(', '「', '【', '*', ' ']);
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
    best.map(|(party, length)| (party, text[length..].trim_start_matches(['"', '”', '»', ')', '」', '】'])))
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
        Some((_, c)) if term.chars().count() == 1 => {
            "はがの:은는이가의와과,、及と을를 \"”」』)".contains(c)
                || "甲乙丙丁".contains(last) && opens_predicate(&text[last.len_utf8()..])
        }
        Some((at, c)) if is_cyrillic(last) && is_cyrillic(c) && term.chars().count() >= INFLECTED => {
            let ending = text[at..].chars().take_while(|&c| is_cyrillic(c)).count();
            let end = text[at..].char_indices().nth(ending).map_or(text.len(), |(more, _)| at + more);
            return (ending <= ENDING).then_some(end);
        }
        Some((_, c)) => is_dense(last) || !c.is_alphanumeric() || is_dense(c),
    };
    alone.then(|| next.map_or(text.len(), |(at, _)| at))
}

/// Whether what follows 甲 or 乙 in a Chinese text is what a party does, and not the rest of a word: 甲开发, but 甲醇.
fn opens_predicate(rest: &str) -> bool {
    static DOES: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(concat!(
            "^(?:应|须|将|需|可|负责|承担|提供|进行|开发|研制|研发|设计|制造|制作|完成|组织|编写|编制|建立|测试|试验|安装|培训|支付|出资|投入|派|在|对|与|向|为",
            "|所有|享有|拥有|使用|做|供|建|改造|测量|运行|培育|检测|加工|交付|采集|分析)"
        ))
    });
    DOES.is_match(rest)
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

pub(super) fn is_dense(c: char) -> bool {
    is_han(c) || is_kana(c) || is_hangul(c)
}

/// How much a text says beyond parties' names and words that any sentence on cooperation has: 0 is nothing, from 2 on it is a task.
fn content(text: &str, parties: &[Named]) -> usize {
    let mut text = text.to_lowercase();
    for term in parties.iter().flat_map(|named| &named.terms).filter(|term| term.chars().count() > 1) {
        text = text.replace(&term.to_lowercase(), " ");
    }
    let left = without_dense(&text);
    let dense = left.chars().filter(|&c| is_dense(c)).count();
    let words = left.split(|c: char| !c.is_alphabetic() || is_dense(c)).filter(|word| !is_filler(word));
    let words: Vec<usize> = words.map(|word| word.chars().count()).filter(|&length| length > 2).collect();
    // German puts into two compounds what English says in four words.
    let compounds = words.len() > 1 && words.iter().sum::<usize>() >= LETTERS_OF_CONTENT;
    if compounds || dense + words.len() * DENSE_CONTENT / WORDS_OF_CONTENT >= DENSE_CONTENT {
        return 2;
    }
    usize::from(dense + words.len() > 1)
}

/// The party that a text names and of which it says nothing more than that it does something: 甲方承担, "Tasks of Party B".
pub(super) fn only_names(text: &str, parties: &[Named]) -> Option<usize> {
    let named = mentions(text, parties);
    let &(first, ..) = named.first()?;
    (named.iter().all(|(party, ..)| *party == first) && content(text, parties) == 0).then_some(first)
}

/// Whether what is said of a party is a task of its own.
pub(super) fn is_task(said: &str, parties: &[Named]) -> bool {
    content(said, parties) == 2
        && !RIGHT.is_match(said)
        && !NO_TASK.is_match(said)
        && !SIGNED.is_match(said)
        && !DEFERRAL.is_match(said)
        && placeholders(said).is_empty()
        && !only_refers(said, parties)
}

/// Whether a text is a line in which somebody signs.
pub(super) fn is_signed(text: &str) -> bool {
    SIGNED.is_match(text)
}

/// Whether a sentence says no more than where to look.
pub(super) fn only_refers(sentence: &str, parties: &[Named]) -> bool {
    REFERENCE.find(sentence).is_some_and(|found| content(&sentence[..found.start()], parties) < 2)
}
