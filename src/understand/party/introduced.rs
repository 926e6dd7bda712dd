//! Parties as running text introduces them: "between X (hereinafter "A") and Y (…)".

use std::ops::Range;
use std::sync::LazyLock;

use super::super::head;
use super::super::layout::{Reading, Text};
use super::super::lexicon::words::is_organisation;
use super::super::lexicon::{Pattern, labels};
use super::cut::{clean, in_two_scripts, signed_for, split_title};
use super::defined::{definitions, is_bare, quoted};
use super::header::{Claim, DETAIL, HEAD_LINES, LETTER_TERM, claim, usable};
use super::stretch::{Around, Stretch};
use super::{pair, stretch};
use crate::model::agreement::Cited;
use crate::model::finding::EvidenceRole;

static BETWEEN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)\b(?:by\s+and\s+)?(?:between|entre|zwischen|между)\b\s*(?:and\s+between\s*)?:?\s*(?:\(?[1a]\)?[.)]?\s*)?(.{4,160}?)\s*[,;]?\s+(?:and|et|und|и|y|e)\s+(?:\(?[2b]\)?[.)]?\s*)?(.{4,160}?)",
        r"(?:\s*[.;]|,|$|\s+(?:on|for|concerning|regarding|concernant|über|relative|о|об)\s)"
    ))
});
/// A word after which parties are named.
static BETWEEN_WORD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)\b(?:between|among|amongst|zwischen|entre|tra|fra|между|parties\s*:?)\b|de\s+una\s+parte|(?:协议|合同)(?:由|各方)")
});
/// One term for several.
static TOGETHER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?i)^\W*(?:collectively|together|jointly|gemeinsam|zusammen|ensemble|conjunt\p{L}+)\b"));
static REPRESENTED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(?:represented\s+by|acting\s+through|vertreten\s+durch(?:\s+(?:den|die|ihren|seinen))?|représentée?\s+par|representad[oa]\s+por(?:\s+su)?|в\s+лице|法定代表人|法人代表|授权代表|代表者?|대표자|대표이사)\s*:?\s*(?:its\s+)?([^;()（）]{2,90})",
    )
});

/// Claims from running text: "between X (hereinafter "A") and Y (…)".
pub(super) fn introduced(reading: &Reading<'_>) -> Vec<Claim> {
    let mut text = String::new();
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for (i, paragraph) in head::paragraphs(reading) {
        starts.push((text.len(), i));
        text.push_str(&paragraph.text);
        text.push(' ');
    }
    let place = |at: usize| {
        let i = starts.iter().rev().find(|(start, _)| *start <= at).map_or(0, |(_, i)| *i);
        &reading.paragraphs[i]
    };
    let confidence =
        |at: usize| place(at).lines.first().map_or(crate::model::geometry::Confidence(50), |&i| reading.lines[i].origin.confidence());
    let mut claims: Vec<Claim> = Vec::new();
    let make = |name: &str, at: usize, defined: &str, rest: &str| {
        let evidence = reading.cite_paragraph(place(at), EvidenceRole::Supports);
        let cite = |value: String| Cited::new(value, confidence(at), evidence.clone());
        let inner = clean(before_term(defined.trim_matches(|c: char| "()（） ".contains(c))));
        let again = Some(inner).filter(|inner| is_organisation(inner) && !defined.contains(['“', '"', '«', '「']));
        let (name, second) = in_two_scripts(name).map_or((name.to_owned(), None), |(name, second)| (name, Some(second)));
        let aliases: Vec<Cited<String>> = terms_of(defined).into_iter().chain(again).chain(second).map(cite).collect();
        let letter =
            LETTER_TERM.find(defined).and_then(|term| labels(&format!("{}:", term.as_str())).first().and_then(|label| label.party));
        // The name in the other script is no label.
        let label =
            terms_of(defined).into_iter().next().map(cite).or_else(|| LETTER_TERM.find(defined).map(|term| cite(term.as_str().to_owned())));
        let (name, signs) =
            signed_for(&name).map_or((name, None), |(organisation, person, title)| (organisation, Some((person, Some(title)))));
        let represented =
            REPRESENTED.captures(rest).or_else(|| REPRESENTED.captures(defined)).map(|c| split_title(before_term(&c[1]))).or(signs);
        Claim {
            letter,
            label,
            name: Some(cite(name)),
            aliases,
            about: if rest.is_empty() { Vec::new() } else { vec![cite(rest.to_owned())] },
            signatory: represented.as_ref().filter(|(name, _)| usable(name)).map(|(name, _)| cite(name.clone())),
            title: represented.and_then(|(_, title)| title).map(&cite),
            place: evidence.clone(),
        }
    };
    for Introduced { found, from, place } in by_terms(reading, &text, &starts) {
        // Where nothing stands between the name and its term, the address follows: "X University (“XU”), 1 Hill Road, Leeds, UK".
        let behind = text[place.end..].split_terminator(['\u{201c}', '(', ';']).next().unwrap_or_default();
        let address = behind.starts_with([',', '，', '、']).then(|| behind.chars().take(ADDRESS).collect::<String>());
        let rest = if found.rest.is_empty() {
            address.as_deref().map_or("", |address| address.trim_matches([',', '，', '、', ' ']))
        } else {
            found.rest
        };
        claims.push(make(&found.name, from + found.start, &text[place], rest));
    }
    if claims.len() < 2 {
        let lines = stacked(reading);
        if lines.len() >= 2 {
            claims = lines.into_iter().map(|line| from_line(reading, line)).collect();
        }
    }
    if claims.len() < 2
        && let Some(found) = BETWEEN.captures(&text)
    {
        let names: Vec<(String, String, usize)> = [1, 2]
            .iter()
            .filter_map(|&i| found.get(i))
            .filter_map(|m| {
                let found = stretch::party(m.as_str(), Around::default())?;
                Some((found.name, found.rest.to_owned(), m.start()))
            })
            .collect();
        if names.len() == 2 {
            claims = names.iter().map(|(name, rest, at)| make(name, *at, "", rest)).collect();
        }
    }
    if claims.len() < 2 {
        let begins: Vec<usize> = starts.iter().map(|(at, _)| *at).collect();
        if let Some(pair) = pair::pair(&text, &begins) {
            let bracket = |short: &Option<String>| short.as_ref().map_or_else(String::new, |short| format!("(“{short}”)"));
            claims = pair.iter().map(|party| make(&party.name, party.start, &bracket(&party.short), "")).collect();
        }
    }
    claims.truncate(6);
    claims
}

/// Most characters of an address behind a term.
const ADDRESS: usize = 100;

/// A party that a definition introduces.
struct Introduced<'t> {
    /// Name and what stands behind it.
    found: Stretch<'t>,
    /// Where the stretch begins that it was found in.
    from: usize,
    /// The definition.
    place: Range<usize>,
}

/// The parties that stand before the terms which a head defines for them; `starts` are the bytes at which its paragraphs begin.
fn by_terms<'t>(reading: &Reading<'_>, text: &'t str, starts: &[(usize, usize)]) -> Vec<Introduced<'t>> {
    let mut out = Vec::new();
    let mut from = 0;
    for place in definitions(text) {
        let defined = &text[place.clone()];
        if names_a_thing(defined) {
            from = place.end;
            continue;
        }
        from = heading_before(reading, starts, place.start).max(from);
        let terms: Vec<String> = quoted(defined);
        let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
        let opened = BETWEEN_WORD.find_iter(&text[..place.start]).last().map(|word| word.end());
        let listed = opened.is_some_and(|at| stretch::is_one_sentence(&text[at..place.start]));
        let within = starts.iter().map(|(start, _)| *start).filter(|start| (from + 1..place.start).contains(start));
        let breaks: Vec<usize> = within.map(|start| start - from).collect();
        let around = Around { terms: &terms, behind: &text[place.end..], between: opened.is_some(), listed, breaks: &breaks };
        let chunk = &text[from..place.start];
        let all = if TOGETHER.is_match(defined) { stretch::several(chunk, around) } else { Vec::new() };
        let found = if all.len() > 1 { all } else { stretch::party(chunk, around).into_iter().collect() };
        // A bracket as any other, a place's perhaps.
        let bare = is_bare(defined);
        let fits = |found: &Stretch<'_>| !bare || !found.rest.is_empty() && terms.iter().any(|term| stretch::is_called(&found.name, term));
        let found: Vec<Stretch<'_>> = found.into_iter().filter(|found| ends_as_name(&found.name) && fits(found)).collect();
        if bare && found.is_empty() {
            continue;
        }
        out.extend(found.into_iter().map(|found| Introduced { found, from, place: place.clone() }));
        from = place.end;
    }
    out
}

/// What stands before the words that announce a term: "殷大勇，总经理，下面叫鼎耘".
fn before_term(text: &str) -> &str {
    static TERM: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)[,，;；]?\s*(?:hereinafter|hereafter|以下|下面|下称|下稱|简称|簡稱|[甲乙丙丁戊己]方\s*$|party\s+[a-f]\s*$)")
    });
    TERM.find(text).map_or(text, |term| &text[..term.start()]).trim()
}

/// The terms that a definition gives, in quotation marks or behind the words that announce one: "(hereinafter called QINGSHU)".
fn terms_of(defined: &str) -> Vec<String> {
    static ANNOUNCED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(concat!(
            r"(?i)[(,，;；]\s*(?:(?:hereinafter|hereafter|hereinunder)(?:\s+(?:also\s+)?(?:called|named|referred\s+to\s+as|known\s+as|the))*|(?:以下|下面)(?:简称|簡稱|称为?|稱|叫做?)?|下称|下稱|简称|簡稱",
            r"|nachfolgend|nachstehend|im\s+folgenden|ci-après|далее|en\s+adelante|en\s+lo\s+sucesivo|di\s+seguito)\s*[:,]?\s*(?:the\s+)?([\p{L}\d][^(),，;]{0,24}?)\s*\)$"
        ))
    });
    let quoted = quoted(defined);
    if !quoted.is_empty() {
        return quoted;
    }
    let term = ANNOUNCED.captures(defined.trim()).and_then(|found| found.get(1)).map(|term| term.as_str().trim().to_owned());
    // A letter read with its verb (简称 as 簡释) is a letter all the same.
    let lettered = |term: &String| LETTER_TERM.find(term).is_some_and(|letter| letter.end() == term.len());
    term.filter(|term| term.chars().filter(|c| c.is_alphanumeric()).count() >= 2 && !lettered(term)).into_iter().collect()
}

/// Whether a defined term is of a project, a paper or another thing, not of a party.
fn names_a_thing(defined: &str) -> bool {
    static THING: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(concat!(
            r"(?i)^(?:(?:the|this|der|die|das|le|la|les|l['’])\s*|本|该|上述)?(?:(?:joint|research|development|framework|cooperation|common)\s+)*",
            r"(?:项目|課題|课题|研究|研究课题|协议|協議|合同|契約|本契約|产品|产物|技术|成果|设备|工作|任务|本事業|委托项目|合作项目",
            r"|projects?|agreements?|contracts?|stud(?:y|ies)|programmes?|programs?|works?|research|technolog(?:y|ies)|results?|products?|party|(?:confidential\s+)?information|content|materials?|data|documents?|software|website",
            r"|services?|field|purpose|term|budget|parties|effective\s+date|date|mou|memorandum|projekts?|vorhaben|vertrag|vereinbarung",
            r"|projet|accord|contrat|проект|договор|соглашение|работы|프로젝트|과제|본\s*과제|계약|본\s*계약|연구)$",
            r"|^(?:.*\s)?(?:agreement|date|stock|shares?|board|products?|territory|business|amendment|parties|affiliates|debtors|commission|exhibit|schedule|vertragsparteien)$"
        ))
    });
    // "Partner" is one of them, or all together.
    static ALL_OF_THEM: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)\b(?:gemeinsam|zusammen|beide|einzeln|collectively|together|jointly|ensemble|collectivement|conjuntamente)\b")
    });
    let together = ALL_OF_THEM.is_match(defined);
    let mut terms = quoted(defined).into_iter().peekable();
    terms.peek().is_some() && terms.all(|term| THING.is_match(&term) || together && term.to_lowercase().starts_with("part"))
}

/// Whether a name in East Asian script ends (or begins) as the names of organisations do: a sentence about one does not.
fn ends_as_name(name: &str) -> bool {
    static TAIL: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(concat!(
            r"(?:[学學院所司团團心室校会會社厂廠局站处處部馆館园園场場]|대학교|대학|회사|공사|산학협력단|재단|연구[원소]|학원|센터|[원소])\s*(?:\([^()]*\))?$",
            r"|^(?:株式会社|有限会社|주식회사|\(주\))"
        ))
    });
    let east = name.chars().filter(|c| *c as u32 >= 0x2e80).count() * 2 > name.chars().count();
    !east || TAIL.is_match(name.trim())
}

/// The start of the paragraph that holds a defined term, where the paragraph before it is a heading or a sentence of its own.
fn heading_before(reading: &Reading<'_>, starts: &[(usize, usize)], at: usize) -> usize {
    static NUMBERED: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?i)^(?:\d{1,2}[.)、]|article|section|§|第\s*\S{1,3}\s*[条條章]|[一二三四五六七八九十]{1,3}、)"));
    static TITLE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"(?i)agreement|contract|memorandum|vertrag|vereinbarung|\baccord\b|convention|contrat|договор|соглашение|convenio|acuerdo|协议|合同|協議|契約書|협약|계약",
        )
    });
    static JOINS: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?i)(?:\b(?:between|among|by|and|of|the|with|for|zwischen|und|entre|et|de|между|и|y)|[,–—-])\s*$"));
    let Some(own) = starts.iter().rposition(|(start, _)| *start <= at).filter(|own| *own > 0) else { return 0 };
    let text = |i: usize| reading.paragraphs[starts[i].1].text.as_str();
    let short = |text: &str| text.chars().count() <= 80;
    let titled = |text: &str| short(text) && TITLE.is_match(text) && !JOINS.is_match(text) && !BETWEEN_WORD.is_match(text);
    let before = text(own - 1);
    // "…, with its head office at:" goes on.
    let goes_on = before.ends_with(':') && is_organisation(before) && DETAIL.is_match(before);
    let closed =
        before.ends_with(['.', ':', ';', '。', '；']) && !goes_on || (NUMBERED.is_match(before) && short(before)) || titled(before);
    if closed {
        return starts[own].0;
    }
    // A title ends what stands before it, however many lines the party then takes.
    (0..own).rev().find(|&i| titled(text(i)) && !is_organisation(text(i))).map_or(0, |i| starts[i + 1].0)
}

/// Names that stand on lines of their own behind "between" and "and".
fn stacked<'a>(reading: &'a Reading<'_>) -> Vec<&'a Text> {
    static OPENS: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?i)(?:^|\s)(?:between|entre|zwischen|между)\s*:?$|^(?:and|und|et|и|与|和|及)\s*:?$"));
    let body: Vec<&Text> = reading.body().take(HEAD_LINES / 2).collect();
    let named = body.windows(2).filter(|pair| OPENS.is_match(&pair[0].text) && is_organisation(&pair[1].text));
    named.map(|pair| pair[1]).filter(|line| line.text.chars().count() <= 90 && ends_as_name(&line.text)).collect()
}

/// A claim from a line that is only a name.
fn from_line(reading: &Reading<'_>, line: &Text) -> Claim {
    let cite = |value: String| Cited::new(value, line.origin.confidence(), reading.cite(line, EvidenceRole::Supports));
    claim(reading, line, &(0..0), None, clean(&line.text), cite)
}
