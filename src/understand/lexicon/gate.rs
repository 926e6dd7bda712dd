//! What a text must have before an alternative of a pattern can match it, told from the pattern's syntax without compiling it.

use std::cmp::Reverse;

use regex_syntax::ast::{Ast, GroupKind, RepetitionKind, RepetitionOp, RepetitionRange, parse::Parser};

/// One alternative of a pattern.
#[derive(Debug)]
pub(super) struct Alternative {
    /// Its own regular expression.
    pub(super) source: String,
    /// What it needs.
    pub(super) gate: Gate,
    /// The numbers of its groups in the whole pattern.
    pub(super) groups: Vec<usize>,
}

/// The alternatives of a pattern, in their order, and how many groups it has.
pub(super) fn alternatives(pattern: &str) -> (Vec<Alternative>, usize) {
    // A pattern with a mistake is one alternative; whoever compiles it is told.
    let Ok(ast) = Parser::new().parse(pattern) else {
        return (vec![Alternative { source: pattern.to_owned(), gate: Gate(Vec::new()), groups: Vec::new() }], 0);
    };
    let mut groups = Vec::new();
    groups_of(&ast, &mut groups);
    let alternative = |row: Vec<Step<'_>>| {
        let mut own = Vec::new();
        for step in &row {
            match step {
                Step::Whole(ast) => groups_of(ast, &mut own),
                Step::Opens(group) => own.push(*group),
                Step::Closes => {}
            }
        }
        let whole = row.iter().filter_map(|step| if let Step::Whole(ast) = step { Some(*ast) } else { None });
        let gate = Gate::new(needed_of_all(whole));
        Alternative { source: row.iter().map(|step| step.source(pattern)).collect(), gate, groups: own }
    };
    (rows(&ast).into_iter().map(alternative).collect(), groups.len())
}

/// What an alternative is made of, in a row.
#[derive(Clone)]
enum Step<'a> {
    Whole(&'a Ast),
    /// A capturing group, of which one alternative is kept, begins or ends.
    Opens(usize),
    Closes,
}

impl Step<'_> {
    fn source<'p>(&self, pattern: &'p str) -> &'p str {
        match self {
            Self::Whole(ast) => &pattern[ast.span().start.offset..ast.span().end.offset],
            Self::Opens(_) => "(",
            Self::Closes => ")",
        }
    }
}

/// The alternatives of an expression. A group of alternatives counts if every way to it is the same, as in `^(a|b)c`, which is `^(a)c|^(b)c`;
/// behind a choice the order of preference would change.
fn rows(ast: &Ast) -> Vec<Vec<Step<'_>>> {
    match ast {
        Ast::Alternation(alternation) => alternation.asts.iter().flat_map(rows).collect(),
        Ast::Group(group) => match &group.kind {
            GroupKind::NonCapturing(flags) if flags.items.is_empty() => rows(&group.ast),
            GroupKind::CaptureIndex(index) if matches!(*group.ast, Ast::Alternation(_)) => {
                let wrapped = |row| [vec![Step::Opens(*index as usize)], row, vec![Step::Closes]].concat();
                rows(&group.ast).into_iter().map(wrapped).collect()
            }
            _ => vec![vec![Step::Whole(ast)]],
        },
        Ast::Concat(concat) => {
            let fixed = concat.asts.iter().take_while(|ast| matches!(ast, Ast::Literal(_) | Ast::Assertion(_))).count();
            let Some(choice @ Ast::Group(_)) = concat.asts.get(fixed) else { return vec![vec![Step::Whole(ast)]] };
            let all: Vec<Step<'_>> = concat.asts.iter().map(Step::Whole).collect();
            rows(choice).into_iter().map(|row| [&all[..fixed], &row, &all[fixed + 1..]].concat()).collect()
        }
        _ => vec![vec![Step::Whole(ast)]],
    }
}

/// Adds the numbers of an expression's groups in their order.
fn groups_of(ast: &Ast, groups: &mut Vec<usize>) {
    match ast {
        Ast::Group(group) => {
            groups.extend(group.capture_index().map(|index| index as usize));
            groups_of(&group.ast, groups);
        }
        Ast::Repetition(repetition) => groups_of(&repetition.ast, groups),
        Ast::Concat(concat) => concat.asts.iter().for_each(|ast| groups_of(ast, groups)),
        Ast::Alternation(alternation) => alternation.asts.iter().for_each(|ast| groups_of(ast, groups)),
        _ => {}
    }
}

/// Words, of which a match has at least one.
type Choice = Vec<String>;

/// What every match of an expression has: a word of each choice.
fn needed(ast: &Ast) -> Vec<Choice> {
    match ast {
        Ast::Literal(literal) => vec![vec![literal.c.to_string()]],
        Ast::Group(group) => needed(&group.ast),
        Ast::Repetition(repetition) if at_least_once(&repetition.op) => needed(&repetition.ast),
        Ast::Concat(concat) => needed_of_all(concat.asts.iter()),
        Ast::Alternation(alternation) => {
            // The most telling choice of each alternative; together they are one.
            let best = |ast: &Ast| needed(ast).into_iter().max_by_key(|words| (shortest(words), Reverse(words.len())));
            let each: Option<Vec<Choice>> = alternation.asts.iter().map(best).collect();
            each.map(|words| words.concat()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Literals in a row are one word.
fn needed_of_all<'a>(asts: impl Iterator<Item = &'a Ast>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    let mut run = String::new();
    let flat = |ast: &'a Ast| if let Ast::Concat(concat) = ast { concat.asts.iter().collect() } else { vec![ast] };
    for ast in asts.flat_map(flat) {
        if let Ast::Literal(literal) = ast {
            run.push(literal.c);
            continue;
        }
        choices.push(vec![std::mem::take(&mut run)]);
        choices.extend(needed(ast));
    }
    choices.push(vec![run]);
    choices.retain(|words| shortest(words) > 0);
    choices
}

fn shortest(words: &Choice) -> usize {
    words.iter().map(String::len).min().unwrap_or(0)
}

fn at_least_once(op: &RepetitionOp) -> bool {
    match &op.kind {
        RepetitionKind::OneOrMore => true,
        RepetitionKind::ZeroOrOne | RepetitionKind::ZeroOrMore => false,
        RepetitionKind::Range(RepetitionRange::Exactly(least) | RepetitionRange::AtLeast(least) | RepetitionRange::Bounded(least, _)) => {
            *least > 0
        }
    }
}

/// What a text must have to be matched: a word of each choice.
#[derive(Debug)]
pub(super) struct Gate(Vec<Vec<Word>>);

/// More choices than these seldom tell more.
const CHOICES: usize = 3;

/// A word with the first of its [`Pairs`].
#[derive(Debug)]
struct Word {
    text: String,
    pairs: [u16; 4],
}

impl Word {
    fn new(text: &str) -> Self {
        let mut hashes = text.as_bytes().windows(2).map(hash);
        let first = hashes.next();
        // A single byte has no pair: every text passes.
        let pairs = first
            .map_or([NO_PAIR; 4], |first| [Some(first), hashes.next(), hashes.next(), hashes.next()].map(|hash| hash.unwrap_or(first)));
        Self { text: text.to_owned(), pairs }
    }
}

impl Gate {
    fn new(mut choices: Vec<Choice>) -> Self {
        choices.sort_by_key(|words| (Reverse(shortest(words)), words.len()));
        choices.truncate(CHOICES);
        Self(choices.iter().map(|words| words.iter().map(|word| Word::new(word)).collect()).collect())
    }

    /// Whether a text, given with its pairs, has them.
    pub(super) fn opens(&self, text: &str, pairs: &Pairs) -> bool {
        let has = |word: &Word| word.pairs.iter().all(|pair| pairs.has(*pair)) && text.contains(&word.text);
        self.0.iter().all(|words| words.iter().any(has))
    }
}

/// Which gates to try for a text: those with a word that begins with one of its pairs, and those that any text may pass.
#[derive(Debug)]
pub(super) struct Index {
    /// Numbers of gates by the pair, and the last place of each pair's.
    gates: Vec<u16>,
    ends: Vec<u16>,
}

impl Index {
    /// The index of gates, whose numbers are their places.
    pub(super) fn of<'a>(gates: impl Iterator<Item = &'a Gate>) -> Self {
        let mut entries: Vec<(u16, u16)> = Vec::new();
        for (number, gate) in (0..).zip(gates) {
            match gate.0.first() {
                Some(words) => entries.extend(words.iter().map(|word| (word.pairs[0], number))),
                None => entries.push((NO_PAIR, number)),
            }
        }
        entries.sort_unstable();
        let ends = (0..=NO_PAIR).map(|pair| entries.partition_point(|entry| entry.0 <= pair) as u16).collect();
        Self { gates: entries.into_iter().map(|entry| entry.1).collect(), ends }
    }

    /// The numbers of gates to try for a text, in order.
    pub(super) fn candidates(&self, pairs: &Pairs) -> Vec<u16> {
        let mut found = Vec::new();
        for pair in pairs.iter() {
            let from = if pair == 0 { 0 } else { self.ends[usize::from(pair) - 1] };
            found.extend_from_slice(&self.gates[usize::from(from)..usize::from(self.ends[usize::from(pair)])]);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Hashes of pairs are below this number, which stands for no pair.
const NO_PAIR: u16 = 512;

fn hash(pair: &[u8]) -> u16 {
    (u16::from(pair[0]) * 37 + u16::from(pair[1])) % NO_PAIR
}

/// The pairs of neighbouring bytes of a text, as bits by a hash: a text that lacks a word's pairs lacks the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pairs([u64; 9]);

impl Pairs {
    /// The pairs of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut pairs = Self([0; 9]);
        pairs.add(NO_PAIR);
        text.as_bytes().windows(2).for_each(|pair| pairs.add(hash(pair)));
        pairs
    }

    fn add(&mut self, pair: u16) {
        self.0[usize::from(pair) / 64] |= 1 << (pair % 64);
    }

    /// The pairs that are there.
    fn iter(&self) -> impl Iterator<Item = u16> {
        (0..).zip(self.0).flat_map(|(place, bits): (u16, u64)| {
            let mut bits = bits;
            std::iter::from_fn(move || {
                let bit = bits.trailing_zeros() as u16;
                bits &= bits.checked_sub(1)?;
                Some(place * 64 + bit)
            })
        })
    }

    fn has(&self, pair: u16) -> bool {
        self.0[usize::from(pair) / 64] >> (pair % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of each alternative's gate: choices by "&", words by "|".
    fn gates(pattern: &str) -> Vec<String> {
        let choice = |words: &Vec<Word>| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join("|");
        let gate = |gate: &Gate| gate.0.iter().map(choice).collect::<Vec<_>>().join("&");
        alternatives(pattern).0.iter().map(|alternative| gate(&alternative.gate)).collect()
    }

    #[test]
    fn what_every_match_must_have_is_found() {
        assert_eq!(gates("知[识識]产权(的?归属)*"), ["产权&知"]);
        assert_eq!(gates(r"\s*(?:甲|乙)方\s*:|(seal|stamp)?s"), ["方&甲|乙&:", "s"]);
        assert_eq!(gates(r"the? (parties|partners) x"), ["parties|partners&th& x"]);
        assert_eq!(gates(r"[甲乙]|\d+|a*|(b|)|(cd)+|e{0,2}|f{2}"), ["", "", "", "b", "", "cd", "", "f"]);
    }

    #[test]
    fn alternatives_keep_their_text_and_groups() {
        let parts = |pattern| -> (Vec<(String, Vec<usize>)>, usize) {
            let (alternatives, groups) = alternatives(pattern);
            (alternatives.into_iter().map(|part| (part.source, part.groups)).collect(), groups)
        };
        let part = |source: &str, groups: &[usize]| (source.to_owned(), groups.to_vec());
        assert_eq!(parts(r"(?:(a)|b(c(d))\|)|e"), (vec![part("(a)", &[1]), part(r"b(c(d))\|", &[2, 3]), part("e", &[])], 3));
        assert_eq!(
            parts(r"^(a|(b))(c)|x*(d|e)"),
            (vec![part("^(a)(c)", &[1, 3]), part("^((b))(c)", &[1, 2, 3]), part("x*(d|e)", &[4])], 4)
        );
    }

    #[test]
    fn a_gate_opens_if_every_choice_is_met() {
        let gate = alternatives(r"x*(乙方|party|:)\s*(a|公)").0.remove(0).gate;
        let opens = |text: &str| gate.opens(text, &Pairs::of(text));
        assert!(opens("乙方 (公章)") && opens("a party to") && opens(":a") && !opens("乙方 (盖章)") && !opens("公司") && !opens(""));
    }

    #[test]
    fn an_index_leaves_out_only_gates_that_stay_shut() {
        let pattern = r"甲方|乙方|party|\d+|a|(seal|stamp)s?|signature";
        let gates: Vec<Gate> = alternatives(pattern).0.into_iter().map(|alternative| alternative.gate).collect();
        let index = Index::of(gates.iter());
        for (text, open) in [("乙方 5", vec![1, 3]), ("a party's stamp", vec![2, 3, 4, 6]), ("", vec![3])] {
            let pairs = Pairs::of(text);
            let candidates = index.candidates(&pairs);
            let tried: Vec<u16> = candidates.iter().copied().filter(|gate| gates[usize::from(*gate)].opens(text, &pairs)).collect();
            assert_eq!(tried, open, "{text}");
            assert!(candidates.len() < gates.len());
        }
    }
}
