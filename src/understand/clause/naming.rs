//! How a text speaks of the parties: their labels and names, and the short forms that everybody understands.

use std::sync::LazyLock;

use super::short;
use crate::model::agreement::Party;
use crate::model::text::is_han;
use crate::understand::lexicon::{Pattern, country, words::is_organisation};
use crate::understand::pairing::names::organisations;

/// A party as a text speaks of it.
#[derive(Debug, Clone)]
pub(in crate::understand) struct Named {
    /// The party's id.
    pub(in crate::understand) id: String,
    /// Labels, names, short forms.
    pub(in crate::understand) terms: Vec<String>,
}

/// Words before a party's letter or number, with their cases.
const LETTERED: &[&str] = &[
    "Party",
    "Partei",
    "Partie",
    "Parte",
    "Partner",
    "Сторона",
    "Стороны",
    "Стороне",
    "Стороной",
    "Сторону",
    "Bên",
    "Parti",
    "Vertragspartner",
    "Company",
    "Firma",
    "Société",
    "Empresa",
    "Institución",
    "Компания",
    "Организация",
];
/// Letters and numbers by position, Latin and Cyrillic; В follows А where a text's own alphabet is Latin in shape.
const LETTERS: [&[&str]; 4] = [&["A", "А", "1", "I"], &["B", "Б", "В", "2", "II"], &["C", "В", "3", "III"], &["D", "Г", "4", "IV"]];
/// Labels of their own.
const LABELS: [&[&str]; 4] = [
    &["甲方", "甲", "갑", "First Party"],
    &["乙方", "乙", "을", "Second Party"],
    &["丙方", "丙", "병", "Third Party"],
    &["丁方", "丁", "정"],
];

/// What organisations of a kind are called where only one party is of that kind: how names show the kind, and the words for it.
static KINDS: LazyLock<[(Pattern, &[&str]); 3]> = LazyLock::new(|| {
    [
        (
            Pattern::new(
                r"(?i)公司|集团|株式会社|주식회사|\bltd\b|limited|\binc\b|gmbh|\bag\b|\bs\.?a\.?s\b|\bs\.?r\.?l\b|\bs\.?p\.?a\b|\bs\.?a\.?$|company|corporation|\bplc\b|\bllc\b|\bооо\b|\bао\b|\bco\.|\bas$|\bb\.?v\b|\boy\b|\bpty\b",
            ),
            &[
                "Company",
                "Firma",
                "Unternehmen",
                "Gesellschaft",
                "Industriepartner",
                "Entreprise",
                "Société",
                "Empresa",
                "Impresa",
                "Компания",
                "Компанией",
                "公司",
                "企业",
                "企業",
                "회사",
            ],
        ),
        (
            Pattern::new(r"(?i)universit|universidad|大学|大學|университет|대학교|hochschule|polit[eé]cnic|polytechni"),
            &[
                "University",
                "Universität",
                "Hochschule",
                "Université",
                "Universidad",
                "Università",
                "Universidade",
                "Университет",
                "学校",
                "高校",
                "校方",
                "대학",
            ],
        ),
        (
            Pattern::new(r"(?i)institut|istituto|研究院|研究所|институт|연구원|연구소|научн"),
            &[
                "Institute",
                "Institut",
                "Institution",
                "Instituto",
                "Istituto",
                "Институт",
                "研究院",
                "研究所",
                "院方",
                "所方",
                "연구원",
                "연구소",
            ],
        ),
    ]
});

/// The one Chinese side of an agreement with one side from abroad, and the other.
const SIDES: [&[&str]; 2] = [
    &[
        "中方",
        "中国側",
        "중국측",
        "Chinese party",
        "Chinese side",
        "Chinese partner",
        "chinesische Seite",
        "chinesische Partner",
        "partie chinoise",
        "Китайская сторона",
        "Китайской стороной",
        "Parte china",
        "Parte cinese",
    ],
    &["外方", "外国側", "Foreign party", "Foreign side", "Foreign partner", "Overseas party", "Overseas partner", "Иностранная сторона"],
];
/// Short names of countries before 方, and the adjectives before "side".
const ADJECTIVES: &[(&str, &str, &str)] = &[
    ("DE", "德方", "German"),
    ("GB", "英方", "British"),
    ("US", "美方", "American"),
    ("FR", "法方", "French"),
    ("JP", "日方", "Japanese"),
    ("KR", "韩方", "Korean"),
    ("RU", "俄方", "Russian"),
    ("IT", "意方", "Italian"),
    ("ES", "西方", "Spanish"),
    ("AU", "澳方", "Australian"),
    ("NZ", "新方", "New Zealand"),
    ("SG", "新方", "Singapore"),
    ("CA", "加方", "Canadian"),
    ("NL", "荷方", "Dutch"),
    ("FI", "芬方", "Finnish"),
    ("SE", "瑞方", "Swedish"),
    ("CH", "瑞方", "Swiss"),
    ("IL", "以方", "Israeli"),
    ("UA", "乌方", "Ukrainian"),
    ("BY", "白方", "Belarusian"),
    ("KZ", "哈方", "Kazakh"),
    ("MY", "马方", "Malaysian"),
    ("TH", "泰方", "Thai"),
    ("VN", "越方", "Vietnamese"),
    ("PK", "巴方", "Pakistani"),
    ("NO", "挪方", "Norwegian"),
    ("DK", "丹方", "Danish"),
];

/// Words that open the names of many organisations, or are places before everything.
const COMMON: &[&str] = &[
    "university",
    "universität",
    "université",
    "universidad",
    "università",
    "institute",
    "institut",
    "instituto",
    "istituto",
    "national",
    "technical",
    "state",
    "royal",
    "federal",
    "international",
    "china",
    "chinese",
    "jiangsu",
    "nanjing",
    "suzhou",
    "wuxi",
    "beijing",
    "shanghai",
    "society",
    "company",
    "research",
    "centre",
    "center",
    "college",
    "school",
    "department",
    "academy",
];
/// Ends of Chinese companies' names that short forms leave out.
const LEGAL_ENDS: &[&str] = &["股份有限公司", "有限责任公司", "有限公司"];
/// Legal forms before or behind Japanese and Korean names.
const LEGAL_STARTS: &[&str] = &["株式会社", "国立大学法人", "公立大学法人", "学校法人", "주식회사", "(주)"];
/// Fewest characters of a Chinese short name.
const SHORT_HAN: usize = 4;
/// Fewest letters of a name's first word that stands for it.
const FIRST_WORD: usize = 5;

/// Most organisations that a head introduces as parties.
const INTRODUCED: usize = 6;

/// How the parties are spoken of in the `text` of their agreement, of which the `heads` introduce them; usual labels only where it uses no other order of its own.
pub(in crate::understand) fn named(parties: &[Party], heads: &str, text: &str) -> Vec<Named> {
    let mut names: Vec<Vec<String>> = parties.iter().map(own_names).collect();
    if names.iter().filter(|names| !names.is_empty()).count() < 2 {
        introduce(&mut names, heads);
    }
    let count = names.len().max(2);
    names.resize(count, Vec::new());
    let further = short::further(&names, text);
    (0..count)
        .map(|i| {
            let label = parties.get(i).and_then(|party| party.label.as_ref());
            let mut terms: Vec<String> = label.map(|label| without_article(&label.value).to_owned()).into_iter().collect();
            terms.extend(names[i].iter().cloned());
            terms.extend(further[i].iter().cloned());
            let own = |label: &String| {
                !parties.iter().enumerate().any(|(j, other)| j != i && other.label.as_ref().is_some_and(|theirs| theirs.value == *label))
            };
            // Сторона В is the third party after А and Б, and the second after А alone.
            let second = |label: &String| !(i == 1 && count > 2 && label.ends_with('В'));
            terms.extend(usual_labels(i).into_iter().filter(|label| own(label) && second(label)));
            let others: Vec<&String> = names.iter().enumerate().filter(|(j, _)| *j != i).flat_map(|(_, names)| names).collect();
            let free = |short: &String| own(short) && !others.iter().any(|other| other.to_lowercase().contains(&short.to_lowercase()));
            terms.extend(names[i].iter().flat_map(|name| short_forms(name)).filter(|short| free(short)));
            terms.extend(kind_words(&names, i).into_iter().filter(own));
            terms.extend(side_words(parties, i).into_iter().filter(own));
            // A name begins with a capital; what a head was misread from (a task after "Сторона А:") does not.
            terms.retain(|term| term.trim().chars().next().is_some_and(|c| !c.is_lowercase()));
            let mut seen = Vec::new();
            terms.retain(|term| (!seen.contains(term)).then(|| seen.push(term.clone())).is_some());
            let letter = || char::from(b'A' + (i as u8).min(25)).to_string();
            Named { id: parties.get(i).map_or_else(letter, |party| party.id.clone()), terms }
        })
        .collect()
}

/// Adds the organisations that the heads of a text name, where fewer than two parties are known: those in Latin letters and those in Chinese in the
/// same order, as an agreement and its translation name them.
fn introduce(names: &mut Vec<Vec<String>>, text: &str) {
    let all: Vec<(usize, String)> = organisations(text).into_iter().filter_map(|name| Some((text.find(name.as_str())?, name))).collect();
    let known = |name: &str| names.iter().flatten().any(|own| own.contains(name) || name.contains(own.as_str()));
    let mut free: Vec<(usize, String)> = all.into_iter().filter(|(_, name)| !known(name)).collect();
    free.sort();
    let (chinese, latin): (Vec<String>, Vec<String>) = free.into_iter().map(|(_, name)| name).partition(|name| name.chars().all(is_han));
    let count = chinese.len().max(latin.len()).min(INTRODUCED);
    for i in 0..count {
        let both: Vec<String> = [latin.get(i), chinese.get(i)].into_iter().flatten().cloned().collect();
        match names.iter_mut().find(|own| own.is_empty()) {
            Some(own) => *own = both,
            None => names.push(both),
        }
    }
}

/// "the Operator" is called "The Operator" and "Operator's" too.
fn without_article(label: &str) -> &str {
    static ARTICLE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)^(?:(?:the|der|die|das|la|le|les|el|los|las|il|lo)\s+|l['’])"));
    ARTICLE.find(label).map_or(label, |article| &label[article.end()..])
}

/// Labels that a party of this position has in each language, beside what the agreement itself says.
fn usual_labels(position: usize) -> Vec<String> {
    let lettered = LETTERS.get(position).into_iter().flat_map(|letters| letters.iter());
    let lettered = lettered.flat_map(|letter| LETTERED.iter().map(move |word| format!("{word} {letter}")));
    LABELS.get(position).into_iter().flat_map(|labels| labels.iter().map(|&label| label.to_owned())).chain(lettered).collect()
}

/// Name and aliases, without an article before and a definition behind.
fn own_names(party: &Party) -> Vec<String> {
    let all = party.name.seen().map(|name| &name.value).into_iter().chain(party.aliases.iter().map(|alias| &alias.value));
    let mut out = Vec::new();
    // What stands after a label in a list of tasks can be taken for a name; a party without a label is known by nothing else.
    for name in all.filter(|name| party.label.is_none() || is_organisation(name)) {
        let capital = name.split_inclusive(' ').scan(0, |at, word| {
            let start = *at;
            *at += word.len();
            Some((start, word))
        });
        let start =
            capital.into_iter().find(|(_, word)| word.chars().next().is_some_and(|c| !c.is_lowercase())).map_or(0, |(start, _)| start);
        let name = &name[start..];
        out.push(name.to_owned());
        if let Some((head, tail)) = name.split_once(", ")
            && tail.chars().next().is_some_and(char::is_lowercase)
        {
            out.push(head.to_owned());
        }
    }
    out
}

/// What a name is shortened to: its first word or initials, a Chinese one to what is left without place and legal form.
fn short_forms(name: &str) -> Vec<String> {
    let mut out = Vec::new();
    if name.chars().all(|c| is_han(c) || matches!(c, '(' | ')')) {
        let core = LEGAL_ENDS.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        out.push(core.to_owned());
        out.extend([core, name].into_iter().map(|text| text.chars().skip(2).collect::<String>()));
        out.retain(|short| short.chars().count() >= SHORT_HAN && short != name);
        return out;
    }
    let bare = LEGAL_STARTS.iter().find_map(|form| name.strip_prefix(form).or_else(|| name.strip_suffix(form)));
    out.extend(bare.map(|core| core.trim().to_owned()).filter(|core| core.chars().count() >= SHORT_HAN));
    let words: Vec<&str> =
        name.split([' ', '-', ',', '(', ')']).filter(|word| word.chars().next().is_some_and(char::is_uppercase)).collect();
    // Behind a place or a word that opens many names the next one counts: "Wuxi Kelan Seals" is Kelan, but "Alta Marine Works" is not Marine.
    let plain: Vec<&str> = words.iter().copied().filter(|word| word.chars().all(char::is_alphabetic)).take(2).collect();
    let opens_many = |word: &str| COMMON.contains(&word.to_lowercase().as_str()) || country::in_name(word).is_some();
    let own = plain.iter().find(|word| !opens_many(word)).filter(|word| word.chars().count() >= FIRST_WORD);
    out.extend(own.map(|&word| word.to_owned()));
    let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
    out.extend((3..=6).contains(&initials.chars().count()).then_some(initials));
    out
}

/// "The University", where no other party is one.
fn kind_words(names: &[Vec<String>], i: usize) -> Vec<String> {
    let kind = |names: &Vec<String>| KINDS.iter().position(|(form, _)| names.iter().any(|name| form.is_match(name)));
    let Some(own) = names.get(i).and_then(kind) else { return Vec::new() };
    let alone = names.iter().enumerate().all(|(j, other)| j == i || kind(other) != Some(own));
    if alone { KINDS[own].1.iter().map(|&word| word.to_owned()).collect() } else { Vec::new() }
}

/// "The Chinese side" and "the German side" of two parties, one of them from China.
fn side_words(parties: &[Party], i: usize) -> Vec<String> {
    let [a, b] = parties else { return Vec::new() };
    let country = |party: &Party| party.country.as_ref().map(|country| country.value.clone());
    let chinese = |party: &Party| country(party).is_some_and(|code| code == "CN");
    if chinese(a) == chinese(b) {
        return Vec::new();
    }
    let party = &parties[i.min(1)];
    let side = usize::from(!chinese(party));
    let mut out: Vec<String> = SIDES[side].iter().map(|&word| word.to_owned()).collect();
    if let Some((_, short, adjective)) = country(party).and_then(|code| ADJECTIVES.iter().find(|(known, ..)| *known == code)) {
        out.push((*short).to_owned());
        out.extend(["side", "party", "partner", "team"].map(|noun| format!("{adjective} {noun}")));
    }
    out
}
