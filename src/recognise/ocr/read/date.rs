//! What a date lacks, from what the network thought of second: a 1 in pen is so thin that the blank is more likely, and a dot still more.
//!
//! Only where a date cannot do without: between 年 and 月, behind a lone 0, between two separators, in three digits where month and day must be parted.

use super::Run;

/// A digit counts from this probability where one must stand. Of 12 dates in pen whose month was lost the right digit had .0023 to .43 in eight and nothing
/// worth telling in four; no wrong one was likely and ahead of the rest.
const DIGIT: f32 = 0.001_5;
/// The same where a signatory may have left the place empty; two lost days had less (.0002, .001) and stay lost.
const WRITTEN: f32 = 0.02;
/// A separator counts from here: two lost dots had .016 and .16; between digits that need none it stayed below .003.
const SEPARATOR: f32 = 0.01;
/// So many times the next best.
const AHEAD: f32 = 4.0;

/// Adds the digits and separators that a date in the reading lacks.
pub(super) fn complete(runs: &mut Vec<Run>, scores: &[f32], classes: usize, keys: &[String]) {
    let first = |run: &Run| keys[run.key].chars().next().unwrap_or(' ');
    let inked: Vec<usize> = (0..runs.len()).filter(|&i| first(&runs[i]) != ' ').collect();
    let text: Vec<char> = inked.iter().map(|&i| first(&runs[i])).collect();
    let Some(year) = (0..text.len()).find(|&i| is_year(&text[i..])) else { return };
    let between = |at: usize| runs[inked[at - 1]].end..runs[inked[at]].start;
    let scale = Scale { scores, classes, keys };
    let mut added: Vec<(usize, Run)> = Vec::new();
    for (at, what) in wanting(&text, year + 4) {
        let gap = between(at);
        let found = match what {
            Lack::Digit => scale.best(gap, DIGITS, DIGIT),
            Lack::Written => scale.best(gap, DIGITS, WRITTEN),
            Lack::Separator(separator) => {
                // Of the places where it may stand: of two digits there is but one.
                let other = if text.get(at + 1).is_some_and(char::is_ascii_digit) { between(at + 1) } else { 0..0 };
                let (here, there) = (scale.probability(gap.clone(), separator), scale.probability(other.clone(), separator));
                let (likely, range, place) = if here >= there { (here, gap, at) } else { (there, other, at + 1) };
                if likely >= SEPARATOR && likely >= AHEAD * here.min(there) {
                    added.extend(scale.run(separator, likely, range).map(|run| (place, run)));
                }
                continue;
            }
        };
        added.extend(found.map(|run| (at, run)));
    }
    for (at, run) in added.into_iter().rev() {
        runs.insert(inked[at], run);
    }
}

const DIGITS: &[char] = &['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const SEPARATORS: &[char] = &['.', '/', '-'];

/// What stands nowhere in a date although it must.
enum Lack {
    /// A digit that was surely written.
    Digit,
    /// One that may not have been.
    Written,
    /// A dot, slash or stroke between month and day.
    Separator(char),
}

/// Whether a text begins with a year of this century and what follows one.
fn is_year(text: &[char]) -> bool {
    matches!(text, ['2', '0', tens, ones, next, ..] if tens.is_ascii_digit() && ones.is_ascii_digit() && (*next == '年' || SEPARATORS.contains(next)))
}

/// Where something lacks behind a year, as indices that it would stand at.
fn wanting(text: &[char], after: usize) -> Vec<(usize, Lack)> {
    let sign = text[after];
    let rest = &text[after + 1..];
    let field = |from: usize, end: char| {
        let digits = rest.get(from..)?.iter().take_while(|c| c.is_ascii_digit()).count();
        (rest.get(from + digits) == Some(&end)).then_some(digits)
    };
    // Nothing, or a lone 0.
    let short = |from: usize, digits: usize| digits == 0 || digits == 1 && rest[from] == '0';
    let mut out = Vec::new();
    let (month_end, day_end) = if sign == '年' { ('月', Some('日')) } else { (sign, None) };
    if let Some(digits) = field(0, month_end) {
        let day = digits + 1;
        // Where the day lacks too, the form may be empty.
        let dated = day_end.is_none_or(|_| rest.get(day).is_some_and(char::is_ascii_digit));
        if short(0, digits) {
            out.push((after + 1 + digits, if dated || digits > 0 { Lack::Digit } else { Lack::Written }));
        }
        if let Some(digits) = day_end.and_then(|end| field(day, end)).filter(|digits| short(day, *digits)) {
            out.push((after + 1 + day + digits, if digits == 0 { Lack::Written } else { Lack::Digit }));
        }
    } else if sign != '年'
        && matches!(rest.iter().take_while(|c| c.is_ascii_digit()).count(), count @ 2..=3 if rest.get(count).is_none_or(|c| !SEPARATORS.contains(c)))
    {
        out.push((after + 2, Lack::Separator(sign)));
    }
    out
}

/// The network's answer.
struct Scale<'a> {
    scores: &'a [f32],
    classes: usize,
    keys: &'a [String],
}

impl Scale<'_> {
    fn key(&self, character: char) -> Option<usize> {
        self.keys.iter().position(|key| key.chars().eq([character]))
    }

    /// The greatest probability of a character over some steps.
    fn probability(&self, steps: std::ops::Range<usize>, character: char) -> f32 {
        let Some(key) = self.key(character) else { return 0.0 };
        steps.filter_map(|step| self.scores.get(step * self.classes + key).copied()).fold(0.0, f32::max)
    }

    /// The most likely of some characters if it is likely enough and far ahead of the next.
    fn best(&self, steps: std::ops::Range<usize>, characters: &[char], least: f32) -> Option<Run> {
        let mut likely: Vec<(f32, char)> = characters.iter().map(|&c| (self.probability(steps.clone(), c), c)).collect();
        likely.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (first, second) = (likely.first()?, likely.get(1)?);
        (first.0 >= least && first.0 >= AHEAD * second.0).then(|| self.run(first.1, first.0, steps)).flatten()
    }

    /// A character over the steps. Its score says that it was second choice.
    fn run(&self, character: char, likely: f32, steps: std::ops::Range<usize>) -> Option<Run> {
        Some(Run { key: self.key(character)?, score: 0.5 + likely / 2.0, start: steps.start, end: steps.end })
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode;

    /// A reading in which every character has its step, and between them are the given second thoughts.
    fn read(steps: &[(char, Option<(char, f32)>)]) -> String {
        let keys: Vec<String> = ["", "0", "1", "2", "3", "4", "8", "年", "月", "日", "."].map(str::to_owned).to_vec();
        let key = |c: char| keys.iter().position(|key| key.chars().eq([c])).unwrap_or(0);
        let scores: Vec<f32> = steps
            .iter()
            .flat_map(|(c, second)| {
                let mut row = vec![0.000_1; keys.len()];
                row[key(*c)] = 0.9;
                if let Some((c, likely)) = second {
                    row[key(*c)] = *likely;
                }
                row
            })
            .collect();
        decode(&scores, keys.len(), &keys, (steps.len() * 8, steps.len() * 8)).text()
    }

    fn plain(text: &str) -> Vec<(char, Option<(char, f32)>)> {
        text.chars().map(|c| (c, None)).collect()
    }

    #[test]
    fn a_thin_one_between_year_and_month_is_read() {
        let with = |second| read(&[plain("2024年"), vec![(' ', second)], plain("月28日")].concat());
        assert_eq!(with(Some(('1', 0.03))), "2024年1月28日");
        assert_eq!(with(None), "2024年月28日");
        let zero = read(&[plain("2024年0"), vec![(' ', Some(('1', 0.03)))], plain("月28日")].concat());
        assert_eq!(zero, "2024年01月28日");
    }

    #[test]
    fn an_empty_day_is_not_filled_on_a_guess() {
        let with = |likely| read(&[plain("2024年3月"), vec![(' ', Some(('1', likely)))], plain("日")].concat());
        assert_eq!((with(0.01), with(0.2)), ("2024年3月日".to_owned(), "2024年3月1日".to_owned()));
    }

    #[test]
    fn a_lost_dot_parts_month_and_day() {
        let with = |first, second| read(&[plain("2024.1"), vec![(' ', first)], plain("1"), vec![(' ', second)], plain("3")].concat());
        assert_eq!(with(Some(('.', 0.02)), None), "2024.1.13");
        assert_eq!(with(None, Some(('.', 0.02))), "2024.11.3");
        assert_eq!(with(Some(('.', 0.02)), Some(('.', 0.015))), "2024.113");
        let two = |second| read(&[plain("2024.3"), vec![(' ', second)], plain("4")].concat());
        assert_eq!((two(Some(('.', 0.02))), two(None)), ("2024.3.4".to_owned(), "2024.34".to_owned()));
    }
}
