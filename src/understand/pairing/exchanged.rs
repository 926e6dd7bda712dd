//! Days and amounts that became others in a translation: what the original has and the translation lacks, with what stands there instead.
//!
//! One of them can be a misread digit. Several in one text are no reader's mistake.

use std::collections::BTreeSet;

use super::Side;

/// From this many on they were exchanged by whoever translated, and not by who read the scan.
const BY_THE_TRANSLATOR: usize = 2;

/// Whether days and amounts were exchanged beyond what recognition misreads.
pub(super) fn surely(original: &Side, chinese: &Side) -> bool {
    let days = pairs(
        original.dates.iter().map(|(day, ..)| *day).filter(|day| !chinese.has_date(*day)),
        chinese.dates.iter().map(|(day, ..)| *day).filter(|day| !original.has_date(*day)),
    );
    let amounts = pairs(
        original.amounts.iter().filter(|(amount, _)| !chinese.has_amount(amount)).map(|(amount, _)| amount.values),
        chinese.amounts.iter().filter(|(amount, _)| !original.has_amount(amount)).map(|(amount, _)| amount.values),
    );
    days + amounts >= BY_THE_TRANSLATOR
}

/// How many different ones of the first have one of the second in their place.
fn pairs<T: Ord>(lost: impl Iterator<Item = T>, instead: impl Iterator<Item = T>) -> usize {
    lost.collect::<BTreeSet<T>>().len().min(instead.collect::<BTreeSet<T>>().len())
}
