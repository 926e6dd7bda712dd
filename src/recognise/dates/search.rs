//! The likeliest reading of a strip in which every date is one that can be written (a Viterbi search over CTC scores).

use super::grammar::Grammar;
use super::{ALPHABET, CLASSES, is_digit};

/// Probabilities below this are one like the other.
const FLOOR: f32 = 1e-6;

/// Characters of one number stand less than so many steps apart, an em.
const APART: usize = 12;
/// What is not of a date costs so much more: of two readings the one that takes more of the strip for the date is better.
const WIDER: f32 = 1e-3;

/// Letters of a month's name from which most of them tell it.
const LONG_NAME: usize = 5;

/// A date in a strip.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// Its characters.
    pub(super) text: String,
    /// First step and the one behind the last.
    pub(super) steps: (usize, usize),
    /// The greatest probability of the character that is least seen.
    pub(super) weakest: f32,
}

/// Where a search may be at a step: in no date, on a place of the grammar, or on the blank behind one.
const FREE: usize = 0;

fn on(place: usize) -> usize {
    1 + 2 * place
}

fn behind(place: usize) -> usize {
    2 + 2 * place
}

/// The dates in a network's answer (steps × classes) that cost less than `bonus`.
pub(super) fn dates(scores: &[f32], grammar: &Grammar, bonus: f32) -> Vec<Found> {
    let steps = scores.len() / CLASSES;
    if steps == 0 {
        return Vec::new();
    }
    let rows: Vec<&[f32]> = scores.chunks_exact(CLASSES).collect();
    let log = |step: usize, class: usize| rows[step][class].max(FLOOR).ln();
    let greedy: Vec<usize> = rows.iter().map(|row| (0..CLASSES).max_by(|&a, &b| row[a].total_cmp(&row[b])).unwrap_or(0)).collect();
    // Whether the character close before or from a step on is a digit: a date does not begin or end within a number.
    let near =
        |mut steps: Box<dyn Iterator<Item = usize> + '_>| steps.find(|&step| greedy[step] != 0).is_some_and(|step| is_digit(greedy[step]));
    let digit_before: Vec<bool> = (0..steps).map(|step| near(Box::new((step.saturating_sub(APART)..step).rev()))).collect();
    let digit_from: Vec<bool> = (0..steps).map(|step| near(Box::new(step..(step + APART).min(steps)))).collect();
    let places = grammar.class.len();
    let states = 1 + 2 * places;
    let mut best = vec![f32::NEG_INFINITY; states];
    let mut from: Vec<u16> = Vec::with_capacity(steps * states);
    for step in 0..steps {
        let mut next = vec![f32::NEG_INFINITY; states];
        let row = from.len();
        from.resize(row + states, FREE as u16);
        let start = if step == 0 { 0.0 } else { best[FREE] };
        let mut take = |state: usize, before: f32, via: usize, cost: f32| {
            if before + cost > next[state] {
                next[state] = before + cost;
                from[row + state] = via as u16;
            }
        };
        take(FREE, start, FREE, log(step, greedy[step]) - WIDER);
        for place in 0..places {
            let class = grammar.class[place];
            if step > 0 && grammar.end[place] && !(is_digit(class) && digit_from[step]) {
                for state in [on(place), behind(place)] {
                    take(FREE, best[state] + bonus, state, log(step, greedy[step]));
                }
            }
            let cost = log(step, class);
            if grammar.start[place] && !(is_digit(class) && digit_before[step]) {
                take(on(place), start, FREE, cost);
            }
            if step == 0 {
                continue;
            }
            take(on(place), best[on(place)], on(place), cost);
            for &other in &grammar.before[place] {
                let other = usize::from(other);
                take(on(place), best[behind(other)], behind(other), cost);
                if grammar.class[other] != class {
                    take(on(place), best[on(other)], on(other), cost);
                }
            }
            let (own, blank) = (best[on(place)], best[behind(place)]);
            take(behind(place), own.max(blank), if own >= blank { on(place) } else { behind(place) }, log(step, 0));
        }
        best = next;
    }
    let ends = (0..places).filter(|&place| grammar.end[place]).flat_map(|place| [on(place), behind(place)]);
    let last = ends.map(|state| (best[state] + bonus, state)).chain([(best[FREE], FREE)]);
    let Some((_, mut state)) = last.max_by(|a, b| a.0.total_cmp(&b.0)) else { return Vec::new() };
    let mut way = vec![FREE; steps];
    for step in (0..steps).rev() {
        way[step] = state;
        state = usize::from(from[step * states + state]);
    }
    read(&way, &rows, grammar)
}

/// The dates on a way through the steps.
fn read(way: &[usize], rows: &[&[f32]], grammar: &Grammar) -> Vec<Found> {
    let mut out: Vec<(Vec<Sighted>, (usize, usize))> = Vec::new();
    let mut previous = FREE;
    for (step, &state) in way.iter().enumerate() {
        if state != FREE {
            let class = grammar.class[(state - 1) / 2];
            if previous == FREE {
                out.push((Vec::new(), (step, step)));
            }
            if let Some((seen, steps)) = out.last_mut() {
                if state == on((state - 1) / 2) {
                    match seen.last_mut() {
                        Some(last) if previous == state => last.likely = last.likely.max(rows[step][class]),
                        _ => seen.push(Sighted { class, likely: rows[step][class] }),
                    }
                }
                steps.1 = step + 1;
            }
        }
        previous = state;
    }
    let found = |(seen, steps): (Vec<Sighted>, _)| Found {
        text: seen.iter().map(|s| ALPHABET[s.class - 1]).collect(),
        steps,
        weakest: weakest(&seen),
    };
    out.into_iter().map(found).collect()
}

/// A character of a date and the best sight of it.
struct Sighted {
    class: usize,
    likely: f32,
}

/// How likely the least likely character of a date is. The letters of a long month's name stand for each other, for no two names have most of them in common;
/// Jan, Jun, June and July are told by single ones.
fn weakest(seen: &[Sighted]) -> f32 {
    let letter = |s: &Sighted| ALPHABET[s.class - 1].is_ascii_alphabetic();
    seen.chunk_by(|a, b| letter(a) == letter(b))
        .map(|run| {
            let sum: f32 = run.iter().map(|s| s.likely).sum();
            if run.iter().all(letter) && run.len() >= LONG_NAME {
                sum / run.len() as f32
            } else {
                run.iter().map(|s| s.likely).fold(1.0, f32::min)
            }
        })
        .fold(1.0, f32::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores in which each character has a step of its own with the given probability, blanks between.
    fn scores(steps: &[(char, f32)]) -> Vec<f32> {
        let mut out = Vec::new();
        for &(c, likely) in steps {
            let class = if c == ' ' { 0 } else { crate::recognise::dates::class_of(c) };
            let mut row = vec![1e-5; CLASSES];
            row[0] = 1.0 - likely;
            row[class] = if class == 0 { 1.0 } else { likely };
            out.extend(row);
            let mut blank = vec![1e-5; CLASSES];
            blank[0] = 1.0;
            out.extend(blank);
        }
        out
    }

    fn texts(steps: &[(char, f32)], bonus: f32) -> Vec<String> {
        dates(&scores(steps), &Grammar::new(), bonus).into_iter().map(|found| found.text).collect()
    }

    fn sure(text: &str) -> Vec<(char, f32)> {
        text.chars().map(|c| (c, 0.95)).collect()
    }

    #[test]
    fn a_date_is_read_behind_its_label_and_so_are_two() {
        assert_eq!(texts(&sure("：：2024年11月3日"), 6.0), ["2024年11月3日"]);
        assert_eq!(texts(&sure("date:30january2024      2024-01-30"), 6.0), ["30january2024", "2024-01-30"]);
    }

    #[test]
    fn a_character_that_must_be_there_is_found_behind_the_blank() {
        let mut steps = sure("2024年");
        steps.push(('1', 0.2));
        steps.extend(sure("月10日"));
        assert_eq!(texts(&steps, 6.0), ["2024年1月10日"]);
        let found = &dates(&scores(&steps), &Grammar::new(), 6.0)[0];
        assert!((found.weakest - 0.2).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn an_empty_form_and_part_of_a_number_are_no_dates() {
        assert_eq!(texts(&sure("2024年月日"), 6.0), [""; 0]);
        assert_eq!(texts(&sure("12024-01-305"), 6.0), [""; 0]);
        assert!(dates(&[], &Grammar::new(), 6.0).is_empty());
    }

    #[test]
    fn a_long_month_is_told_by_most_of_its_letters_and_a_short_one_by_each() {
        let name = |name: &str| {
            let mut steps: Vec<(char, f32)> = name.chars().map(|c| (c, 0.9)).collect();
            steps[1].1 = 0.1;
            steps.extend(sure("24,2023"));
            dates(&scores(&steps), &Grammar::new(), 12.0)[0].weakest
        };
        assert!(name("december") > 0.7 && name("jun") < 0.2);
    }
}
