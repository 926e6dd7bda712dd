//! What an intellectual-property clause states, sentence by sentence.

use std::sync::LazyLock;

use super::lexicon::{
    BACKGROUND, DEFERRAL, GENERAL, IP_BODY, OWNED_OTHERWISE, OWNERSHIP, OWNERSHIP_NOUN, PERMISSION, PORTIONS, RIGHTS_BY_NAME, SHARED,
    Subject, TOLD_OR_EARNED, UNMOVED, USAGE,
};
use super::{Named, Outline, Piece, bare, ownership, responsibilities, rights, sentence};
use crate::model::agreement::{Cited, Clause, IpContent, Share, Topic};
use crate::model::geometry::Confidence;
use crate::model::text::{is_han, is_hangul, is_kana};
use crate::understand::blanks::placeholders;
use crate::understand::lexicon::Pattern;

/// A sentence in one of these forms says so; words only, so a person may differ.
const BY_WORDS: Confidence = Confidence(88);
/// Letters, an ideograph for three, that a sentence needs to say something.
const LEAST: usize = 30;

/// Most paragraphs of a section that is taken for one on intellectual property because of one of them.
const SECTION_OF_SPEECH: usize = 8;

/// What of a sentence on what existed before speaks of what is yet to come.
static NEW: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)共同|合作(?:中|期间|产生|完成)|新|产生|完成|取得|形成|研发|开发|成果|\b(?:results?|arising|new|generated?|developed|foreground|jointly?)\b|ergebnis|\bneue|gemeinsam|résultat|nouve|результат|совместн|resultado|nuev|共同で|성과|공동",
    )
});

/// That the parties will talk, and of what: "the parties shall discuss the ownership of …", 由双方在验证完成后协商.
static TALKS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)由?(?:双方|各方|三方|雙方|甲、?乙(?:双|雙)?方)[^,，。;；]{0,20}(?:协商|商定|商讨|磋商|讨论|洽谈|協商|議定)",
        r"|\b(?:discuss|negotiate|consult|confer|(?:talk|agree)\s+(?:on|upon|about))\b",
        r"|\b(?:verhandeln|beraten|négocier\w*|discuter\w*|negociar\w*|discutir\w*)\b|協議し|협의하|обсу[дж]\w+|договор(?:ятся|иться)"
    ))
});

/// Ownership and use as the matter that is spoken of: 归属和许可, "ownership and exploitation of".
static MATTER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)(?:归属|权属|所有权|歸屬|權屬)(?:(?:、|和|及|与|以及|與)(?:许可|使用|利用|实施|转让|分享|收益(?:分配)?|商业化|运用|分配|許可|實施|授權|授权))+",
        r"|\b(?:ownership|allocation|title)(?:(?:,|\s+and|\s+or|/)+\s*(?:the\s+)?(?:use|exploitation|licen[cs]ing|licen[cs]es?|commerciali[sz]ation|protection|sharing))+"
    ))
});

/// Reads ownership and use off a clause; sentences that only put the matter off or praise it, and placeholders, state nothing.
fn content(pieces: &[Piece<'_>], parties: &[Named]) -> IpContent {
    let mut content = IpContent::default();
    let mut usage_of_background = None;
    for piece in pieces {
        for sentence in sentence::split(piece.text).into_iter().filter(|sentence| !is_empty(sentence, parties)) {
            let unmoved = UNMOVED.is_match(sentence);
            let background = unmoved || BACKGROUND.is_match(sentence);
            let usage = USAGE.is_match(sentence) && !unmoved;
            let cite = || -> Option<Cited<String>> { Some(piece.cite(sentence, BY_WORDS)) };
            if background {
                content.background = content.background.or_else(cite);
            }
            let shared = is_shared(sentence);
            let owner = says_owner(sentence) || shared || ownership::weight(sentence, parties) >= ownership::HEADED;
            let decides = if background { decides_on_new(sentence, parties) } else { owner };
            if decides {
                let shares = if shared { vec![Share::Joint] } else { rights::shares(sentence) };
                for share in shares {
                    if content.shares.iter().all(|(known, _)| *known != share) {
                        content.shares.push((share, piece.cite(sentence, BY_WORDS)));
                    }
                }
                content.ownership = content.ownership.or_else(cite);
                if PORTIONS.is_match(sentence) && !DEFERRAL.is_match(sentence) {
                    content.portions = content.portions.or_else(cite);
                }
            }
            if usage && background {
                usage_of_background = usage_of_background.or_else(cite);
            } else if usage {
                content.usage = content.usage.or_else(cite);
            }
        }
    }
    content.usage = content.usage.or(usage_of_background);
    content
}

/// Whether a sentence says that results, and not what they bring, are shared among the parties.
fn is_shared(sentence: &str) -> bool {
    SHARED.is_match(sentence) && ownership::is_result(sentence) && !TOLD_OR_EARNED.is_match(sentence)
}

/// Whether a sentence that speaks of what existed before goes on to say whose the new results are.
fn decides_on_new(sentence: &str, parties: &[Named]) -> bool {
    sentence.split([',', '，', ';']).any(|part| {
        NEW.is_match(part) && !BACKGROUND.is_match(part) && !UNMOVED.is_match(part) && ownership::weight(part, parties) >= ownership::HEADED
    })
}

/// Sentences that say something, whatever it is, and that are not understood.
fn unplaced<'a>(text: &'a str, parties: &[Named]) -> Vec<&'a str> {
    let weight = |sentence: &str| {
        let dense = |c: char| is_han(c) || is_kana(c) || is_hangul(c);
        sentence.chars().filter(|c| c.is_alphabetic()).map(|c| if dense(c) { 3 } else { 1 }).sum::<usize>()
    };
    let understood = |sentence: &str| {
        BACKGROUND.is_match(sentence)
            || UNMOVED.is_match(sentence)
            || responsibilities::only_refers(sentence, parties)
            || responsibilities::is_signed(sentence)
    };
    let open = |sentence: &&str| !is_empty(sentence, parties) && !understood(sentence) && weight(sentence) >= LEAST;
    sentence::split(text).into_iter().filter(open).collect()
}

/// Whether a text says who owns; the name of the matter ("propriété intellectuelle") does not.
pub(super) fn says_owner(text: &str) -> bool {
    !OWNED_OTHERWISE.is_match(text) && OWNERSHIP.is_match(&RIGHTS_BY_NAME.replace_all(text, |_| " ".to_owned()))
}

/// Whether a sentence decides nothing: it only announces what follows, is a placeholder, puts off, or is about respect and fairness.
fn is_empty(sentence: &str, parties: &[Named]) -> bool {
    only_announces(sentence, parties)
        || !placeholders(sentence).is_empty()
        || ((DEFERRAL.is_match(sentence) || GENERAL.is_match(sentence)) && !decides(sentence, parties))
}

/// Whether a sentence only announces what follows it ("具体分配如下:"): the list below may be of anything unless somebody owns or may use it.
fn only_announces(sentence: &str, parties: &[Named]) -> bool {
    static OPEN: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)(?:\b(?:to|by|in|with|of|à|au|a|за|zu)|归属?于|属于|归|由)\s*:$"));
    sentence.ends_with(':')
        && !OPEN.is_match(sentence)
        && !PERMISSION.is_match(sentence)
        && ownership::weight(sentence, parties) < ownership::HEADED
}

/// Whether a sentence that puts something off still decides something ("归双方共有，具体比例另行约定"): in what stands before, somebody owns or
/// may use; that ownership is spoken of, or to be, is not enough.
fn decides(sentence: &str, parties: &[Named]) -> bool {
    let first =
        [DEFERRAL.find(sentence), GENERAL.find(sentence), TALKS.find(sentence)].into_iter().flatten().map(|found| found.start()).min();
    first.is_some_and(|at| {
        let before = MATTER.replace_all(&RIGHTS_BY_NAME.replace_all(&sentence[..at], |_| " ".to_owned()), |_| " ".to_owned());
        let closed = before.contains([',', ':', '、', '(']) || before.contains(" and ") || before.contains(" und ");
        let owner = OWNERSHIP.find_iter(&before).any(|own| !OWNERSHIP_NOUN.is_match(own.as_str()))
            || ownership::weight(&sentence[..at], parties) >= ownership::LOOSE;
        closed && (owner || (PERMISSION.is_match(&before) && USAGE.is_match(&before)))
    })
}

/// A clause with what it states.
pub(super) fn filled(mut clause: Clause, pieces: &[Piece<'_>], outlines: &[Outline<'_>], parties: &[Named]) -> Clause {
    clause.ip = content(pieces, parties);
    rights::beside(&mut clause.ip, pieces, outlines);
    // Who gets which part of what results bring says how they are used.
    let shared = clause.ip.proceeds.clone().filter(|proceeds| clause.text.contains(proceeds.value.as_str()));
    clause.ip.usage = clause.ip.usage.or(shared);
    clause.unplaced =
        pieces.iter().flat_map(|piece| unplaced(piece.text, parties).into_iter().map(|s| piece.cite(s, Confidence(60)))).collect();
    let refers = |sentence: &&str| responsibilities::only_refers(sentence, parties);
    clause.references = pieces
        .iter()
        .flat_map(|piece| sentence::split(piece.text).into_iter().filter(refers).map(|s| piece.cite(s, Confidence(80))))
        .collect();
    for said in [&clause.ip.background, &clause.ip.ownership, &clause.ip.usage].into_iter().flatten() {
        clause.sources.extend(said.sources.iter().cloned());
    }
    clause
}

/// Whether a clause on intellectual property decides something, puts it off, or leaves it to be filled in.
pub(super) fn says_anything(clause: &Clause) -> bool {
    clause.ip.ownership.is_some() || clause.ip.usage.is_some() || !clause.deferrals.is_empty() || !clause.blanks.is_empty()
}

/// Intellectual property dealt with in sentences without a heading of their own: first where nothing else is dealt with, then anywhere.
pub(super) fn loose(outline: &Outline<'_>, outlines: &[Outline<'_>], parties: &[Named]) -> Option<Clause> {
    let about = |sentence: &str| {
        IP_BODY.is_match(sentence) && (says_owner(sentence) || DEFERRAL.is_match(sentence)) && !ownership::only_told(sentence)
    };
    let speaks = |piece: &Piece<'_>| sentence::split(piece.text).into_iter().any(about);
    let free = outline.free(&[Subject::Work, Subject::Ip]);
    // Before the articles, what somebody owns is told as a reason.
    let articles = outline.free_text(&[Subject::Work, Subject::Ip]);
    let weighed = |pieces: &[Piece<'_>], least: u8| -> Vec<usize> {
        pieces.iter().filter(|piece| ownership::speaks(piece.text, least, parties)).map(|piece| piece.paragraph).collect()
    };
    let mut speaking: Vec<usize> = free.iter().filter(|piece| speaks(piece)).map(|piece| piece.paragraph).collect();
    speaking.extend(weighed(&articles, ownership::LOOSE));
    let mut pieces = free;
    if speaking.is_empty() {
        pieces = outline.free_text(&[Subject::Work, Subject::Ip, Subject::Responsibilities, Subject::Term, Subject::Other]);
        speaking = weighed(&pieces, ownership::ELSEWHERE);
    }
    // What stands beside it in the same section belongs to it: use is often an item of its own.
    let around: Vec<usize> = outline
        .sections
        .iter()
        .filter(|section| section.end - section.start <= SECTION_OF_SPEECH)
        .flat_map(|section| {
            let inside = &outline.stream.paragraphs[section.start..section.end];
            if inside.iter().any(|at| speaking.contains(at)) { inside.to_vec() } else { Vec::new() }
        })
        .collect();
    pieces.retain(|piece| speaking.contains(&piece.paragraph) || around.contains(&piece.paragraph));
    let first = pieces.first()?;
    let mut clause = bare(outline, Topic::Ip, &pieces);
    clause.sources.extend(first.cite(first.text, Confidence(75)).sources);
    Some(filled(clause, &pieces, outlines, parties))
}
