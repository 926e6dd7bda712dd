//! Renewal by itself: an agreement that goes on until somebody gives notice does not end with its first period.

use std::sync::LazyLock;

use super::lexicon::{Subject, heading};
use super::{Outline, Piece, sentence, term};
use crate::model::agreement::{Cited, Observation, Term};
use crate::model::geometry::Confidence;
use crate::understand::lexicon::Pattern;

/// Said in so many words.
const STATED: Confidence = Confidence(88);
/// Months of a renewal that names no period of its own.
const YEAR: i32 = 12;

/// That the agreement renews itself.
static BY_ITSELF: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"自动(?:续|顺延|延长|延续|延展|延期|展期|更新)|自動(?:續|延長|展延|更新)|(?:视为|視為)(?:同意)?(?:续|延长|延續|延長|顺延)|自動的に(?:更新|延長|継続|延長)|(?:更新|延長)されたものとみなす|자동(?:으로|적으로)?\s*(?:연장|갱신)",
        r"\bautomatic(?:ally)?\W+(?:be\s+)?(?:renew|extend|prolong|continu)\w*|\b(?:renew|extend|prolong)\w*\s+(?:itself|automatically)|\b(?:is|be)\s+(?:deemed\s+)?(?:renewed|extended|prolonged)\b[^.;]{0,80}\bunless\b|\btacit(?:ly)?\s+(?:renew|extend)\w*|\bevergreen\b",
        r"verlängert\s+(?:er|sie|es)?\s*sich|(?:automatisch|stillschweigend)\p{L}*\s+verlänger\p{L}*|tacite\s+reconduction|(?:reconduit|renouvel|prorog)\p{L}*\s+(?:tacitement|automatiquement)|(?:tacitement|automatiquement)\s+(?:reconduit|renouvel|prorog)\p{L}*",
        r"(?:prorrog|renov|rinnov|prorog)\p{L}*\s+(?:autom[áa]ticamente|t[áa]citamente|automaticamente)|(?:autom[áa]ticamente|t[áa]citamente|automaticamente)\s+(?:prorrog|renov|rinnov|prorog)\p{L}*|t[áa]cita\s+reconducci[óo]n|tacito\s+rinnovo|автоматически\s+(?:продлева|продл|пролонгир|возобновл)\p{L}*|(?:продлева|пролонгир)\p{L}*\s+автоматически|счита\p{L}+\s+(?:продл[её]нн|пролонгирован)\p{L}*",
    ])
});
/// That it does not.
static NOT: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"(?:不|不再|不会|不得|并不)自动|\b(?:not|no|without)\b[^.;]{0,20}\b(?:automatic|tacit)|(?:nicht|keine?)\s+(?:automatisch|stillschweigend)|\b(?:ne|sans)\b[^.;]{0,30}\btacite|\bno\b[^.;]{0,20}(?:autom[áa]tic|t[áa]cit)|не\s+\p{L}+\s+автоматически|自動(?:的に)?更新(?:は)?(?:しない|されない)",
    ])
});
/// That it does so one time only.
static ONCE: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"(?:一|1|壹)次|\bonce\b|\bone\s+time\b|\bsingle\b|\beinmalig?\p{L}*\b|\bune\s+(?:seule\s+)?fois\b|\buna\s+(?:sola\s+)?(?:vez|volta)\b|один\s+раз|однократно|1\s*회에\s*한",
    ])
});
/// That the agreement, or its term, is spoken of: outside of a clause on duration other things renew themselves too.
static OF_THIS: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"协议|合同|合约|合作期|有效期|協議|合約|契約|협약|계약|\bagreement\b|\bcontract\b|\bterm\b|vertrag|vereinbarung|laufzeit|\baccord\b|\bcontrat\b|\bconvention\b|convenio|contrato|acuerdo|vigencia|accordo|contratto|договор|соглашени",
    ])
});

/// The term with what the papers say of renewal: one time adds a period, and without such a bound there is no fixed end.
pub(super) fn applied(term: Term, outlines: &[Outline<'_>]) -> Term {
    if matches!(term.end, Observation::Blank(_)) || term.open_ended.is_some() {
        return term;
    }
    let Some((piece, sentence)) = outlines.iter().find_map(said) else { return term };
    let source = piece.cite(sentence, STATED);
    let Observation::Seen(end) = &term.end else { return Term { open_ended: Some(source), ..term } };
    if ONCE.is_match(sentence) {
        let last = end.value.plus_months(term::months(sentence).unwrap_or(YEAR));
        let later = Cited {
            value: last,
            confidence: end.confidence.and(source.confidence),
            sources: [end.sources.clone(), source.sources].concat(),
        };
        return Term { end: Observation::Seen(later), ..term };
    }
    let first_end = Some(end.clone());
    Term { end: Observation::Absent(Vec::new()), open_ended: Some(source), first_end, ..term }
}

/// What a sentence says before it speaks of renewal: the periods behind are those of renewals.
pub(super) fn before(sentence: &str) -> &str {
    BY_ITSELF.find(sentence).map_or(sentence, |renewal| &sentence[..renewal.start()])
}

/// The sentence by which an agreement renews itself: in its clause on duration, else wherever the agreement itself is spoken of.
fn said<'a>(outline: &'a Outline<'_>) -> Option<(Piece<'a>, &'a str)> {
    let find = |pieces: Vec<Piece<'a>>, about: &dyn Fn(&str) -> bool| {
        pieces.into_iter().find_map(|piece| {
            let renews = |sentence: &&str| BY_ITSELF.is_match(sentence) && !NOT.is_match(sentence) && about(sentence);
            sentence::split(piece.text).into_iter().find(renews).map(|sentence| (piece, sentence))
        })
    };
    let headed = outline.on(Subject::Term).into_iter().flat_map(|section| outline.body(section)).collect();
    let free = || outline.free(&[Subject::Work, Subject::Term, Subject::Responsibilities, Subject::Other]);
    find(headed, &|_| true).or_else(|| find(free(), &|sentence| OF_THIS.is_match(sentence)))
}
