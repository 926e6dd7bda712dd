//! The party that a stretch of running text names before a defined term: candidates for where its name begins, weighed by what speaks for them.

use std::sync::LazyLock;

use super::super::lexicon::Pattern;
use super::super::lexicon::words::{is_organisation, is_person, is_title};
use super::cut::{clean, place_behind};
use super::header::DETAIL;
use crate::model::text::is_hangul;

/// A candidate is a party from this weight on: an organisation's name alone, or three things together that speak for anything else.
const ENOUGH: i32 = 3;
/// Characters of an address in which a number is looked for.
const ADDRESS_LINE: usize = 48;
/// Longest name of an organisation, in characters.
const LONGEST: usize = 120;

/// What a stretch names.
#[derive(Debug)]
pub(super) struct Stretch<'t> {
    /// The name without address and description.
    pub(super) name: String,
    /// What stands behind it: address, legal form, who represents it.
    pub(super) rest: &'t str,
    /// Byte at which it begins.
    pub(super) start: usize,
}

/// What ends before a name: a word of opening, a sentence, a number in a list of the parties.
static OPENING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(?:\b(?:between|among|amongst|by|zwischen|entre|tra|fra|celebran|suscriben|между|agree(?:ment|d|s)?\s+with)\b|(?-i:\b(?:corporation|company|partnership|trust|association|bank)\b),|:|;|\.\s|(?:^|\s)\(\s*(?:\d|[a-z]|i{1,3}|iv|v)\s*\)\s|\s(?:and|und|et|y|e|и)\s|\s-+\s*(?:and|und|et|y|и)\s*-+)\s*",
    )
});
/// Words whose dot ends no sentence.
static ABBREVIATED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)(?:^|[\s,.(])(?:inc|ltd|co|corp|llc|pte|pty|bros|dept|univ|no|nos|st|mt|prof|dr|mr|mrs|ms|\p{L})\.\s*$")
});
/// A legal form by itself: the dot before it ends no sentence.
static FORM: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?i)^\W*(?:ltd|limited|inc|llc|co|corp|pte|pty|plc|gmbh|kg|oy|ab|a\.?s|s\.?[alp]|b\.?v|kft|r\.l)\b"));
static LEAD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\s*(?:[,;:.、，/|–—-]|(?:本|此|该)?(?:合作|项目|技术|研究|開發|开发)*(?:协议|合同|協議|契約|合約)[书書]?[系係是]?由|(?:y\s+)?de\s+(?:una|otra)(?:\s+parte\b)?\s*,?|(?:et\s+)?d['’](?:une|autre)\s+part\s*,?|les\s+soussignés\s*:?|(?:la\s+)?société\s|(?:between|among|amongst|by|zwischen|entre|tra|fra|между)\s|(?:and|und|et|и|y|e)[\s,:–—-]|[与與和及由と]|另?一方[为為是系]|(?:der|die)\s+firma\s|firma\s|과\s|와\s|\(?\s*(?:\d|[a-z]|[ivx]{1,3})\s*[).]|one\s+the\s+one\s+hand|on\s+the\s+other\s+(?:hand|part)|(?:the\s+)?(?:first|second|third)\s+party\s*[,:]?|(?:the|der|die|das|dem|den|la|le|les|el|los)\s|l['’]|は|は、)\s*",
    )
});
/// The paper's title in capitals, or the heading of the list of parties, run into the first name.
static TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^\s*(?:(?:\p{Lu}[\p{Lu}-]+\s+){0,5}(?:AGREEMENT|CONTRACT|MEMORANDUM|VERTRAG|VEREINBARUNG|CONTRAT|CONTRATO|ACUERDO|ACCORD|CONVENTION|CONVENIO|ДОГОВОР)",
        r"|(?:The\s+)?(?:Parties|PARTIES|Partners|Parteien|Vertragspartner|Partes|Стороны))\s+"
    ))
});
/// What a name cannot begin with: a word that describes, or the opening of a recital.
static DESCRIBES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^(?:whereas|recitals?|in\s+witness|now,?\s+therefore|each\s+of|any|all|such|its|this|these|our|in\s+(?:addition|consideration)|pursuant|collectively)\b",
    )
});
/// What a body is described as behind its name: "a Delaware corporation", "une société anonyme", "an institute organised under …".
static DESCRIBED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^[\s,(]*(?:an?|the|une?|eine?|una?)\s+((?:[\p{L}.'’-]+\s+){0,6}?)(?:corporation|company|partnership|trust|bank|association|division|subsidiary|entity",
        r"|body\s+corporate|institute|university|foundation|agency|cooperative|co-operative|proprietorship|municipality|fund|soci[eé]t[eé]|gesellschaft|stiftung|sociedad|societ[aà])\b"
    ))
});
/// The same in Chinese, between the name and its address: 一家依芬兰法律设立的公司.
static DESCRIBED_EAST: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^\s*[系是为為]?(?:一[家所个個间間]|依据?|依照|根据|根據|按照?)[^,，;；。]{0,40}(?:的|之)[^,，;；。的之]{0,12}")
});
/// Words that tell of somebody in a body, not of the body: "a professor at the university".
static WITHIN: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)\b(?:of|at|in|with|from|for|by|to|and|or|his|her|its|whose)\b"));
/// Words in front of "by" that tell of no agreement: "insured by", "issued by".
static DONE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)\b\p{L}+ed\s+$"));
static CONCLUDED: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)\b(?:executed|signed|concluded|agreed)\s+$"));
/// What stands in brackets in a name says nothing of it: "(Company Number 11036101)".
static BRACKETS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\([^()]*\)"));
/// A legal form behind which a description begins without a comma: "Snap Technologies, Inc. a California corporation".
static FORM_AND_MORE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\b(?:inc|incorporated|ltd|limited|llc|corp|corporation|plc|gmbh|l\.?p|n\.a|s\.a|s\.p\.a|b\.v|n\.v|company|co|university|institute|bank|trust)\b\.?(\s+(?:an?|of\s+\d|with|whose|having|and\s+its|on\s+behalf|for\s+services|formerly|f/k/a|d/b/a|located|acting|through)\s)",
    )
});
/// What a party to a contract is called by what it does there.
static ROLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^(?:the\s+)?(?:part(?:y|ei|ie)(?:\s*[a-f1-6])?|company|university|institut\w*|college|hospital|individual|consultant|contractor|executive|supplier|seller|vendor|buyer|purchaser|customer|client|licens(?:or|ee)|distributor|manufacturer|provider|sponsor|investor|grant(?:or|ee)|franchis(?:or|ee)|lender|borrower|agent|principal|owner|operator|developer|partner|member|employee|advisor|adviser|endorser|investigator|promoter|recipient|affiliate|collaborator|auftragnehmer|auftraggeber|universität|hochschule|lizenz(?:geber|nehmer)|prestataire|université|société|entreprise|исполнитель|заказчик|университет|институт|[甲乙丙丁戊己]方?|委托方|受托方|[갑을병정])$",
    )
});

/// What stands around a stretch.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around<'a> {
    /// The terms that the definition behind it gives.
    pub(super) terms: &'a [&'a str],
    /// What stands behind the definition.
    pub(super) behind: &'a str,
    /// Whether the text before it has been opened by a word for parties ("between").
    pub(super) between: bool,
    /// Whether that word stands in the same sentence.
    pub(super) listed: bool,
    /// Bytes of the stretch at which paragraphs begin.
    pub(super) breaks: &'a [usize],
}

/// The party that a stretch before its defined terms names, if it names one.
pub(super) fn party<'t>(chunk: &'t str, around: Around<'_>) -> Option<Stretch<'t>> {
    let east = chunk.chars().filter(|c| *c as u32 >= 0x2e80).count() * 2 > chunk.chars().count();
    if east {
        return eastern(chunk, around.breaks);
    }
    // Of equals the later one stands closer to its term; a name with "and" in it is not cut, because its second half weighs less.
    candidates(chunk, around).into_iter().max_by_key(|(weight, name)| (*weight, name.start)).map(|(_, name)| name)
}

/// The organisations of a stretch that one term calls by together: "A LP, a Delaware limited partnership, and B LLC, … (collectively, the “Sellers”)".
pub(super) fn several<'t>(chunk: &'t str, around: Around<'_>) -> Vec<Stretch<'t>> {
    let mut out: Vec<Stretch<'t>> = Vec::new();
    for (_, name) in candidates(chunk, around) {
        let apart = out.last().is_none_or(|last| last.name.len() + last.start <= name.start);
        if apart && is_organisation(&BRACKETS.replace_all(&name.name, |_| String::new())) && is_described(&name, "") {
            out.push(name);
        }
    }
    out
}

/// What may be a party's name in a stretch, with what speaks for it.
fn candidates<'t>(chunk: &'t str, around: Around<'_>) -> Vec<(i32, Stretch<'t>)> {
    let openings =
        OPENING.find_iter(chunk).filter(|opening| !ends_no_sentence(chunk, opening.range()) && !is_done_by(chunk, opening.range()));
    let openings = openings.map(|opening| opening.end());
    let starts = std::iter::once(0).chain(openings).chain(around.breaks.iter().copied()).filter(|&at| !FORM.is_match(&chunk[at..]));
    let weighed = starts.filter_map(|start| {
        let name = name_at(chunk, start, around.breaks)?;
        Some((weight(chunk, &name, around), name))
    });
    weighed.filter(|(weight, _)| *weight >= ENOUGH).collect()
}

/// Whether "by" tells who did something else than agree: "insured by the …".
fn is_done_by(chunk: &str, opening: std::ops::Range<usize>) -> bool {
    let before = &chunk[..opening.start];
    chunk[opening].trim().eq_ignore_ascii_case("by") && DONE.is_match(before) && !CONCLUDED.is_match(before)
}

/// Whether what follows a name describes it as a body; `behind` stands behind the name's term.
fn is_described(name: &Stretch<'_>, behind: &str) -> bool {
    let rest = if name.rest.is_empty() { behind } else { name.rest };
    let words = DESCRIBED.captures(rest).map(|found| found.get(1).map_or(String::new(), |words| words.as_str().to_owned()));
    words.is_some_and(|words| !WITHIN.is_match(&words) && !is_title(&words))
}

/// The name in East Asian text: the last stretch that names an organisation; commas part it from what stands before.
fn eastern<'t>(chunk: &'t str, breaks: &[usize]) -> Option<Stretch<'t>> {
    let names = |at: usize| is_organisation(&chunk[at..]) && !DESCRIBED_EAST.is_match(&chunk[at..]);
    let opens = |at: &usize| names(*at) && !FORM.is_match(&chunk[*at..]);
    let mut start = OPENING.find_iter(chunk).map(|opening| opening.end()).filter(opens).last().unwrap_or(0);
    let from = start;
    for (at, c) in chunk[from..].char_indices() {
        let next = from + at + c.len_utf8();
        // Korean parts the words of a name too.
        let within = c == ' ' && chunk[next..].starts_with(is_hangul);
        if !within && "，,。:；; ".contains(c) && names(next) {
            start = next;
        }
    }
    let found = name_at(chunk, start, breaks)?;
    (is_organisation(&found.name) && found.name.chars().count() <= LONGEST).then_some(found)
}

/// The name that begins at a place, and what follows it.
fn name_at<'t>(chunk: &'t str, mut start: usize, breaks: &[usize]) -> Option<Stretch<'t>> {
    while let Some(lead) = LEAD.find(&chunk[start..]).or_else(|| TITLE.find(&chunk[start..])).filter(|lead| lead.end() > 0) {
        start += lead.end();
    }
    let rest = &chunk[start..];
    let end = DETAIL.find(rest).map_or(rest.len(), |detail| detail.start());
    let end = FORM_AND_MORE.captures(&rest[..end]).and_then(|more| more.get(1)).map_or(end, |more| more.start());
    let end = breaks.iter().filter_map(|at| at.checked_sub(start)).find(|&at| at < end && begins_address(rest, at)).unwrap_or(end);
    let end = place_behind(&rest[..end]).unwrap_or(end);
    let name = clean(rest[..end].trim_end_matches([' ', '–', '—', '-']));
    (!name.is_empty()).then(|| Stretch { name, rest: rest[end..].trim(), start })
}

/// Whether the paragraph at a byte is the address below a whole name: it has a number, and does not go on with the name in small letters or brackets.
fn begins_address(text: &str, at: usize) -> bool {
    let below = &text[at..];
    let line: String = below.chars().take(ADDRESS_LINE).collect();
    let goes_on = below.starts_with(|c: char| c.is_lowercase() || "(（".contains(c)) || FORM.is_match(below);
    !goes_on && line.chars().any(|c| c.is_ascii_digit()) && is_organisation(&text[..at])
}

/// Whether no sentence ends in a text.
pub(super) fn is_one_sentence(text: &str) -> bool {
    static END: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"[.;]\s+\p{Lu}"));
    END.find_iter(text).all(|end| ABBREVIATED.is_match(&text[..=end.start()]) || FORM.is_match(&text[end.start() + 1..]))
}

/// Whether a dot that could end a sentence belongs to a word before it.
fn ends_no_sentence(chunk: &str, opening: std::ops::Range<usize>) -> bool {
    chunk[opening.clone()].starts_with('.') && ABBREVIATED.is_match(&chunk[..=opening.start])
}

/// How much speaks for a name being a party's.
fn weight(chunk: &str, name: &Stretch<'_>, around: Around<'_>) -> i32 {
    let terms = around.terms;
    let first = name.name.chars().next().unwrap_or(' ');
    let long = name.name.chars().count() > LONGEST;
    let lettered = name.name.chars().any(char::is_alphabetic);
    // "iVillage" begins with a small letter.
    let small = first.is_lowercase() && !name.name.chars().nth(1).is_some_and(char::is_uppercase);
    if long || small || !lettered || !first.is_alphanumeric() || DESCRIBES.is_match(&name.name) {
        return 0;
    }
    let behind_conjunction = OPENING.find_iter(chunk).any(|opening| {
        opening.end() <= name.start
            && LEAD
                .find(&chunk[opening.end()..name.start])
                .map_or(opening.end() == name.start, |lead| opening.end() + lead.end() == name.start)
    });
    let opens = i32::from(
        chunk[..name.start].chars().all(|c| !c.is_alphanumeric())
            || behind_conjunction
            || name.start <= 6
            || around.breaks.contains(&name.start),
    );
    let adjacent = i32::from(name.rest.is_empty());
    let role = i32::from(terms.iter().any(|term| ROLE.is_match(term)));
    let organisation = is_organisation(&BRACKETS.replace_all(&name.name, |_| String::new())) || is_named_again(&name.name);
    if organisation || opens > 0 && is_described(name, around.behind) {
        return ENOUGH + opens + adjacent;
    }
    if !around.between || is_title(&name.name) {
        return 0;
    }
    let called_by_name = i32::from(terms.iter().any(|term| is_called(&name.name, term)));
    if is_person(&name.name) {
        // A person is a party only where the paper calls it by what a party does, or lists it among the parties by a term of its own: project leads are
        // named beside universities.
        let listed = i32::from(around.listed) * opens * adjacent * called_by_name;
        return if role > 0 { 1 + role + opens.max(adjacent) } else { listed * ENOUGH };
    }
    opens + adjacent + role + called_by_name
}

/// Whether a bracket at a name's end holds an organisation's name, the same in another language: "Завод подшипников (Zhenjiang Bearing Works Co., Ltd.)".
fn is_named_again(name: &str) -> bool {
    let inner = name.trim_end().strip_suffix(')').and_then(|open| open.rsplit_once('(')).map(|(_, inner)| inner.trim());
    inner.is_some_and(|inner| inner.starts_with(char::is_uppercase) && inner.contains(' ') && is_organisation(inner))
}

/// Whether a term is taken from a name: its first words, its last one ("Dr. Murray"), or the letters with which its words begin.
pub(super) fn is_called(name: &str, term: &str) -> bool {
    let (name, term) = (name.to_lowercase(), term.to_lowercase());
    let words = || name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let initials: String =
        words().filter(|word| !matches!(*word, "of" | "the" | "and" | "for")).filter_map(|word| word.chars().next()).collect();
    let surname = term.rsplit(' ').next().unwrap_or_default();
    term.chars().count() > 2 && (name.starts_with(&term) || initials == term || words().any(|word| word == surname))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(chunk: &str, term: &str) -> Option<String> {
        party(chunk, Around { terms: &[term], between: true, ..Around::default() }).map(|found| found.name)
    }

    #[test]
    fn descriptions_and_addresses_are_cut_off() {
        for (chunk, term, expected) in [
            (
                "is made by and between Larkspur Optics, Inc. a Nevada corporation having its office at 3 Mill St., Reno",
                "Larkspur",
                "Larkspur Optics, Inc.",
            ),
            (", and, Tern Aviation, Inc., a Delaware corporation ", "Sponsor", "Tern Aviation, Inc."),
            (" and the University of Harrow Vale with offices at 2 Hill Road ", "University", "University of Harrow Vale"),
            (" with a business address of 64 West Oak Street, Dover, and Mara Lindqvist", "Consultant", "Mara Lindqvist"),
            ("between Synthra ", "Investor", "Synthra"),
            (
                ", и Чжэньцзянское объединение (Zhenjiang Bearing Works Co., Ltd.), ",
                "Объединение",
                "Чжэньцзянское объединение (Zhenjiang Bearing Works Co., Ltd.)",
            ),
            ("; -and- Harrow Mills Ltd., a corporation existing under its laws ", "HML", "Harrow Mills Ltd."),
            (" - and - BRIGHTWATER.COM INC. a corporation incorporated under the laws of California ", "BW", "BRIGHTWATER.COM INC."),
        ] {
            assert_eq!(named(chunk, term).as_deref(), Some(expected), "{chunk}");
        }
    }

    #[test]
    fn descriptions_in_chinese_are_no_names() {
        for (chunk, expected) in [
            ("本协议由以下双方签订:苏州榴溪科技有限公司,一家依中国法律设立的公司,住所位于苏州市星湖街1号", "苏州榴溪科技有限公司"),
            ("与塔卢斯诊断公司,系依据芬兰法律注册的企业,地址为图尔库", "塔卢斯诊断公司"),
        ] {
            assert_eq!(named(chunk, "榴溪公司").as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_a_name_is_described_as_shows_a_body() {
        for (chunk, term, behind, expected) in [
            ("between Cassel Optiques, a société anonyme under the laws of France ", "Cassel", "", Some("Cassel Optiques")),
            (" and TOWN OF HARROW, OHIO, a municipal corporation ", "Grantor", "", Some("TOWN OF HARROW, OHIO")),
            ("between PLX Funds ", "Trust", ", a Nevada business trust, and", Some("PLX Funds")),
            ("and Second City Bank of Elmira ", "SCBE", " effective", Some("Second City Bank of Elmira")),
            ("and Chen Yu, a professor at Harrow University ", "PI", "", None),
        ] {
            let terms = [term];
            let around = Around { terms: &terms, behind, between: true, listed: false, breaks: &[] };
            assert_eq!(party(chunk, around).map(|found| found.name).as_deref(), expected, "{chunk}");
        }
    }

    #[test]
    fn a_person_is_a_party_where_the_parties_are_listed() {
        let named = |listed| {
            let around = Around { terms: &["Dr. Moreno"], behind: "", between: true, listed, breaks: &[] };
            party(", and Luis T. Moreno ", around).map(|found| found.name)
        };
        assert_eq!(named(true).as_deref(), Some("Luis T. Moreno"));
        assert_eq!(named(false), None);
    }

    #[test]
    fn one_term_may_stand_for_several() {
        let chunk = " and Larch Partners LP, a Delaware limited partnership, Larch GP LLC, a Delaware limited liability company, and Elm Capital Ltd, a company of Jersey ";
        let names: Vec<String> = several(chunk, Around::default()).into_iter().map(|found| found.name).collect();
        assert_eq!(names, ["Larch Partners LP", "Larch GP LLC", "Elm Capital Ltd"]);
    }

    #[test]
    fn who_only_does_something_for_a_party_is_none() {
        assert_eq!(named("the accounts of which are insured by the Federal Savings Corporation ", "FSC"), None);
        assert_eq!(named("entered into by Harrow Savings Corporation ", "HSC").as_deref(), Some("Harrow Savings Corporation"));
    }

    #[test]
    fn recitals_descriptions_and_leads_are_no_parties() {
        for (chunk, term) in [
            ("WHEREAS, the Company is in the business of researching optics ", "Business"),
            (", a Delaware corporation ", "Company"),
            (" and Professor Chen Yu ", "PI"),
            (" and Chen Yu ", "Work Plan"),
        ] {
            assert_eq!(named(chunk, term), None, "{chunk}");
        }
        assert!(party("Synthra ", Around { terms: &["Investor"], ..Around::default() }).is_none());
    }
}
