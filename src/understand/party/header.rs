//! Parties as the head of an agreement introduces them.

use std::sync::LazyLock;

use super::super::block::name_likeness;
use super::super::head::ARTICLE;
use super::super::layout::{Reading, Text};
use super::super::lexicon::words::{is_organisation, is_placeholder, is_sentence, is_sign_mark};
use super::super::lexicon::{Field, Label, Pattern, labels};
use super::cut::{clean, in_two_scripts, place_behind, split_title};
use super::defined::{DEFINED, quoted};
use super::{introduced, listed};
use crate::model::agreement::Cited;
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::text::{is_han, similarity};

/// What one place says about a party.
#[derive(Debug, Clone)]
pub(in crate::understand) struct Claim {
    /// Position by its letter: 0 for 甲方, Party A.
    pub(in crate::understand) letter: Option<usize>,
    /// Label as written: 甲方, Party A.
    pub(in crate::understand) label: Option<Cited<String>>,
    /// Legal name; `None` for a label with a blank behind it.
    pub(in crate::understand) name: Option<Cited<String>>,
    /// Defined terms and names in brackets.
    pub(in crate::understand) aliases: Vec<Cited<String>>,
    /// Address and other text that tells the country.
    pub(in crate::understand) about: Vec<Cited<String>>,
    /// Who signs, where the head says so.
    pub(in crate::understand) signatory: Option<Cited<String>>,
    /// Title of that person.
    pub(in crate::understand) title: Option<Cited<String>>,
    /// The place of the label or name.
    pub(in crate::understand) place: Evidence,
}

/// Most lines of a document that its head can take: a cover page and a page of introductions.
pub(super) const HEAD_LINES: usize = 120;

pub(super) static LETTER_TERM: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?i)(part(?:y|ei|ie|ner|enaire)\s*[a-f1-6]\b|[甲乙丙丁戊己](?:方)?|сторон\w*\s*[а-е1-6]|[갑을병정])"));
pub(super) static DETAIL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)\s*[,，、]\s*(?:with|having|a\s|an\s|located|represented|acting|whose|being|established|organi[sz]ed|incorporated|registered|hereby|which|mit\s|vertreten|eine?\s|une?\s|una\s|société\s+(?:de\s+droit|anonyme|par\s+actions|à\s+responsabilité)|établissement\s|sociedad\s|dont|représenté|sis[e]?\s|ayant|в\s+лице|зарегистр|именуем|con\s|住所|地址|法定代表人|代表者|대표|[系是为為]?(?:一[家所個个間间]|依据?|依照|根据|根據|按照))",
        r"|[\s)）]+(?:住所|注册地址|通讯地址|地\s*址|所在地|주소|address\s*:|anschrift\s*:|adresse\s*:)",
        r"|\s+(?:represented\s+by|having\s+its|with\s+(?:its\s+|a\s+)?(?:principal\s+|registered\s+|business\s+)*(?:offices?|place|address|seat)|located\s+(?:at|in)|vertreten\s+durch|représentée?\s+par|в\s+лице|mit\s+sitz)\b"
    ))
});
/// Whether a defined term is only a party's letter (甲方, Party A) and so no name.
pub(in crate::understand) fn is_letter_term(name: &str) -> bool {
    LETTER_TERM.find(name).is_some_and(|found| found.len() == name.trim().len())
}

/// What the head of a document says about its parties, in its own order.
pub(in crate::understand) fn claims(reading: &Reading<'_>) -> Vec<Claim> {
    let introduced = introduced::introduced(reading);
    let mut claims = labelled(reading, introduced.len() >= 2);
    let lettered = claims.iter().filter(|claim| claim.letter.is_some() && claim.name.is_some()).count();
    for claim in introduced {
        let known = claims.iter_mut().find(|known| {
            let same_letter = known.letter.is_some() && known.letter == claim.letter;
            let same_name = || known.name.as_ref().zip(claim.name.as_ref()).is_some_and(|(a, b)| similarity(&a.value, &b.value) >= 0.8);
            same_letter || same_side(known, &claim) || same_name()
        });
        match known {
            Some(known) => {
                // Behind a letter stood what the party does: "甲方：负责设计".
                let organisation = |name: &Option<Cited<String>>| name.as_ref().is_some_and(|name| is_organisation(&name.value));
                if organisation(&claim.name) && !organisation(&known.name) {
                    known.name = None;
                }
                complete(known, claim);
            }
            // Where labels introduce the parties one by one, a name without label is somebody spoken of.
            None if lettered >= 2 && claim.letter.is_none() => {}
            None => claims.push(claim),
        }
    }
    if claims.iter().filter(|claim| claim.name.is_some()).count() < 2 {
        let listed = listed::listed(reading);
        if listed.len() >= 2 && claims.iter().all(|claim| claim.letter.is_none()) {
            claims = listed;
        }
    }
    if claims.iter().all(|claim| claim.letter.is_some()) {
        claims.sort_by_key(|claim| claim.letter);
    }
    claims.truncate(6);
    claims
}

/// Adds to a claim what another place says about the same party.
pub(in crate::understand) fn complete(known: &mut Claim, other: Claim) {
    match (&known.name, other.name) {
        (None, Some(name)) => known.name = Some(name),
        (Some(name), Some(second)) if similarity(&name.value, &second.value) < 0.95 => known.aliases.push(second),
        _ => {}
    }
    known.letter = known.letter.or(other.letter);
    known.label = known.label.take().or(other.label);
    known.signatory = known.signatory.take().or(other.signatory);
    known.title = known.title.take().or(other.title);
    known.aliases.extend(other.aliases);
    known.about.extend(other.about);
}

/// Claims from labels: 甲方：…, Party A: …, with the lines below that describe the party. The first article ends the head once the
/// parties are known; without them the search goes on into the text.
fn labelled(reading: &Reading<'_>, complete_without: bool) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut current: Option<usize> = None;
    let plain: Vec<Text> = reading.body().take(HEAD_LINES).map(unqualified).collect();
    let body: Vec<&Text> = plain.iter().collect();
    let known = |claims: &[Claim]| complete_without || claims.iter().filter(|claim| claim.name.is_some()).count() >= 2;
    for (i, line) in body.iter().enumerate() {
        if ARTICLE.is_match(&line.text) {
            if known(&claims) {
                break;
            }
            current = None;
        }
        // A label that asks for a seal is a block's: a short agreement's blocks are no second head, and a page of blocks alone names each party once.
        let again = |label: &Label| {
            label.party.is_none_or(|letter| claims.iter().any(|claim| claim.letter == Some(letter) && claim.name.is_some()))
        };
        if known(&claims) && labels(&line.text).iter().any(|label| label.field == Field::Party && label.seal && again(label)) {
            break;
        }
        for label in labels(&line.text).into_iter().chain(lettered_line(&line.text)) {
            let mut value = clean(&line.text[label.value.clone()]);
            let mut place = line;
            if value.is_empty()
                && matches!(label.field, Field::Party | Field::Organisation | Field::Representative | Field::Title | Field::Name)
            {
                // Columns of a table are read one after the other: the value stands on the label's row.
                let on_row = || {
                    let right = (0..body.len()).filter(|&at| is_right_of(line, body[at]) && continues(line, body[at]));
                    right.min_by_key(|&at| body[at].area.left)
                };
                if let Some(at) = on_row().or_else(|| (i + 1..body.len().min(i + 1 + ABREAST)).find(|&at| continues(line, body[at]))) {
                    value = clean(&body[at].text);
                    place = &body[at];
                    if label.field == Field::Party {
                        joined_below(&mut value, &body[at..]);
                    }
                }
            } else if label.value.end == line.text.len()
                && label.field == Field::Party
                && let Some(next) = body.iter().skip(i + 1).take(ABREAST).find(|next| wraps(line, next))
            {
                super::super::layout::join_lines(&mut value, &clean(&next.text));
            }
            let cite = |value: String| Cited::new(value, place.origin.confidence(), reading.cite(place, EvidenceRole::Supports));
            match label.field {
                // Whom the text introduces, a block signs for: "for and on behalf of".
                Field::Party
                    if label.party.is_some()
                        || is_organisation(&value) && (!complete_without || line.text[label.range.clone()].contains(':')) =>
                {
                    // What a party does stands behind its label as its name would.
                    let whole = &line.text[label.value.clone()];
                    let ends = whole.trim_end().ends_with(['。', ';', '；']);
                    let sentence =
                        (ends || value.contains([',', ';', '，', '；', '。'])) && value.chars().filter(|c| is_han(*c)).count() > 4;
                    if value.chars().count() > 90 || (!label.marked || sentence) && !is_organisation(&value) {
                        continue;
                    }
                    let claim = claim(reading, line, &label.range, label.party, value, cite);
                    // "Per l'Università" heads a block by a term.
                    if claim.letter.is_none() && claim.name.is_none() {
                        continue;
                    }
                    let known = claims.iter().position(|known| {
                        known.letter.is_some() && known.letter == claim.letter
                            || same_side(known, &claim)
                            || known.name.as_ref().zip(claim.name.as_ref()).is_some_and(|(a, b)| name_likeness(&a.value, &b.value) >= 85)
                    });
                    current = Some(known.unwrap_or(claims.len()));
                    match known {
                        Some(known) => complete(&mut claims[known], claim),
                        None => claims.push(claim),
                    }
                }
                Field::Representative | Field::Name | Field::NameAndTitle => {
                    if let Some(claim) = current.and_then(|i| claims.get_mut(i)).filter(|_| usable(&value)) {
                        let (name, title) = split_title(&value);
                        claim.signatory.get_or_insert_with(|| cite(name));
                        if let Some(title) = title {
                            claim.title.get_or_insert_with(|| cite(title));
                        }
                    }
                }
                Field::Title => {
                    if let Some(claim) = current.and_then(|i| claims.get_mut(i)).filter(|_| usable(&value)) {
                        claim.title.get_or_insert_with(|| cite(value));
                    }
                }
                Field::Other => {
                    if let Some(claim) = current.and_then(|i| claims.get_mut(i)).filter(|_| !value.is_empty()) {
                        claim.about.push(cite(line.text.clone()));
                    }
                }
                _ => {}
            }
        }
    }
    claims
}

/// Whether two labels call a party by its side: 外方单位 on the cover and 外方 in the head.
fn same_side(one: &Claim, other: &Claim) -> bool {
    let side = |claim: &Claim| {
        let label = claim.label.as_ref()?.value.trim().to_owned();
        let side = label.strip_suffix("单位").or_else(|| label.strip_suffix("單位")).unwrap_or(&label);
        side.ends_with('方').then(|| side.to_owned())
    };
    side(one).is_some_and(|own| side(other) == Some(own))
}

/// A line without what a party is in the project, between its label and its name: "甲方（项目承担单位）：某某大学".
fn unqualified(line: &Text) -> Text {
    static QUALIFIED: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?i)^\s*(?:[甲乙丙丁戊己]方|part(?:y|ei|ie|ner|enaire)\s+[a-f1-6])\s*(\([^()]{2,24}\))\s*:"));
    let qualifier = QUALIFIED.captures(&line.text).and_then(|found| found.get(1));
    let asks = |inner: &str| {
        labels(&format!("{inner}:"))
            .iter()
            .any(|label| label.seal || !matches!(label.field, Field::Party | Field::Organisation | Field::Other))
            || is_sign_mark(inner)
    };
    let Some(qualifier) = qualifier.filter(|found| !asks(found.as_str().trim_matches(['(', ')']))) else { return line.clone() };
    let mut text = line.text.clone();
    text.replace_range(qualifier.range(), "");
    Text { text, ..line.clone() }
}

/// A party by its Latin letter alone: "A: Suzhou Chenyu AI Co., Ltd.".
fn lettered_line(text: &str) -> Option<Label> {
    static LETTERED: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^\(?([A-F])\)?\s*[:.)]\s*\p{L}"));
    let found = LETTERED.captures(text)?;
    let letter = found.get(1)?;
    let start = found.get(0)?.end() - text[..found.get(0)?.end()].chars().next_back().map_or(0, char::len_utf8);
    let name = &text[start..];
    let first = name.split([',', '，', ';']).next().unwrap_or_default();
    let short = text.chars().count() <= 120 && !is_sentence(name) && !name.trim_end().ends_with('.')
        || name.ends_with("Ltd.")
        || name.ends_with("V.");
    (short && is_organisation(first) && !ARTICLE.is_match(text)).then(|| Label {
        field: Field::Party,
        seal: false,
        party: letter.as_str().bytes().next().map(|letter| usize::from(letter - b'A')),
        range: 0..start,
        value: start..text.len(),
        marked: true,
    })
}

/// Whether a value is there and is not a blank.
pub(super) fn usable(value: &str) -> bool {
    !value.is_empty() && !is_placeholder(value) && !is_sign_mark(value) && value.chars().count() <= 90
}

/// Whether a line is the value of a label in a table's first column.
fn is_right_of(line: &Text, other: &Text) -> bool {
    let close = (0..FIRST_COLUMN).contains(&(other.area.left - line.area.right));
    line.path.is_none() && other.page == line.page && other.row == line.row && close
}

/// Whether the value of a label with nothing behind it stands on the next line: to its right or close below, and no label itself.
fn continues(line: &Text, next: &Text) -> bool {
    let right = next.row == line.row && next.page == line.page && next.area.left > line.area.left;
    let below = next.page == line.page && (-15..150).contains(&(next.area.top - line.area.bottom)) && next.area.overlap_x(line.area) > 0;
    (right || below || next.path.is_some() && next.cell.map(|cell| cell.row) == line.cell.map(|cell| cell.row))
        && labels(&next.text).is_empty()
}

/// Most white between a label in a first column and its value: 40 mm.
const FIRST_COLUMN: i32 = 400;

/// Most lines over which a narrow cell spreads a name.
const SPREAD: usize = 4;

/// A name that a narrow cell breaks over several lines, made whole: the first of `lines` is its first one.
fn joined_below(value: &mut String, lines: &[&Text]) {
    let mut last = lines[0];
    let mut whole = value.clone();
    for _ in 1..SPREAD {
        if is_organisation(&whole) {
            *value = whole;
            return;
        }
        let beneath = |next: &&&Text| {
            let close = next.page == last.page && (-10..25).contains(&(next.area.top - last.area.bottom));
            close && (next.area.left - last.area.left).abs() < 30 && labels(&next.text).is_empty() && !std::ptr::eq(**next, last)
        };
        let Some(next) = lines.iter().skip(1).take(2 * ABREAST).find(beneath) else { return };
        super::super::layout::join_lines(&mut whole, &clean(&next.text));
        last = next;
    }
}

/// Lines of other columns that may stand between a line and the one below it.
const ABREAST: usize = 3;

/// Whether a name goes on in a line below: that one is the rest of a name, or a word that asks for more joins them.
fn wraps(line: &Text, next: &Text) -> bool {
    static OPEN: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?i)(\b(of|for|and|the|de|di|des|du|la|für|und|der|of the)|[&与及和])\s*$"));
    static JOINS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^(of|for|and|de|di|des|du|für|und)\s+\p{Lu}"));
    let short = next.text.chars().count() <= 40;
    let beneath = next.area.overlap_x(line.area) * 2 > next.area.width();
    let close = next.page == line.page && (-10..60).contains(&(next.area.top - line.area.bottom)) && beneath;
    let unfinished = is_organisation(&next.text) && !is_organisation(&line.text);
    let joined = OPEN.is_match(&line.text) || JOINS.is_match(&next.text);
    short && close && (unfinished || joined) && line.path.is_none() && labels(&next.text).is_empty() && !ARTICLE.is_match(&next.text)
}

/// A claim with the aliases that stand in brackets behind its name.
pub(super) fn claim(
    reading: &Reading<'_>,
    line: &Text,
    label: &std::ops::Range<usize>,
    letter: Option<usize>,
    value: String,
    cite: impl Fn(String) -> Cited<String>,
) -> Claim {
    let mut name = value;
    let mut aliases = Vec::new();
    if let Some(defined) = DEFINED.find(&name.clone()) {
        aliases.extend(quoted(defined.as_str()).into_iter().map(&cite));
        name.replace_range(defined.start().., "");
    }
    let detail = DETAIL.find(&name).map(|found| found.start());
    let mut about = Vec::new();
    if let Some(at) = detail {
        about.push(cite(name[at..].to_owned()));
        name.truncate(at);
    }
    if let Some(at) = place_behind(&name) {
        about.push(cite(name[at..].trim_start_matches([',', '，', ' ']).to_owned()));
        name.truncate(at);
    }
    if let Some((first, second)) = in_two_scripts(&name) {
        aliases.push(cite(second));
        name = first;
    }
    // A second name in brackets or behind a slash: "狮岸港口（Merlion Coast Pte. Ltd.）", "海州海洋大学 / Haizhou Ocean University".
    if let Some(at) = name.find(" / ") {
        aliases.push(cite(name[at + 3..].trim().to_owned()));
        name.truncate(at);
    }
    // A bracket that the line's end leaves open holds the beginning of such a name.
    if let Some(open) = name.find('(').filter(|open| name.trim_end().ends_with(')') || !name[*open..].contains(')')) {
        let inner = name[open + 1..].trim_end().trim_end_matches(')').to_owned();
        if is_organisation(&inner) || !name.contains(')') && is_organisation(&name[..open]) {
            aliases.push(cite(inner));
            name.truncate(open);
        }
    }
    let name = clean(&name);
    let label_text = line.text[label.clone()].trim_end_matches([':', '：', ' ', '_']).trim().to_owned();
    // A name begins with a capital; "Party A: synthesis of …" is a task.
    let task = name.chars().next().is_some_and(char::is_lowercase);
    let named = !name.is_empty() && !task && !is_placeholder(&name) && name.chars().count() >= 2;
    Claim {
        letter,
        label: (!label_text.is_empty())
            .then(|| Cited::new(label_text, line.origin.confidence(), reading.cite(line, EvidenceRole::Supports))),
        name: named.then(|| cite(name)),
        aliases,
        about,
        signatory: None,
        title: None,
        place: reading.cite(line, EvidenceRole::Supports),
    }
}
