//! What an intellectual-property clause states, sentence by sentence.

use super::lexicon::{BACKGROUND, DEFERRAL, OWNERSHIP, USAGE};
use super::{Piece, sentence};
use crate::model::agreement::{Cited, IpContent};
use crate::model::geometry::Confidence;
use crate::understand::blanks::placeholders;

/// A sentence in one of these forms says so; words only, so a person may differ.
const BY_WORDS: Confidence = Confidence(88);

/// Reads ownership and use off a clause; sentences that only put the matter off, and placeholders, state nothing.
pub(super) fn content(pieces: &[Piece<'_>]) -> IpContent {
    let mut content = IpContent::default();
    let mut usage_of_background = None;
    for piece in pieces {
        for sentence in sentence::split(piece.text) {
            if !placeholders(sentence).is_empty() || (DEFERRAL.is_match(sentence) && !decides(sentence)) {
                continue;
            }
            let background = BACKGROUND.is_match(sentence);
            let usage = USAGE.is_match(sentence);
            let cite = || -> Option<Cited<String>> { Some(piece.cite(sentence, BY_WORDS)) };
            if background {
                content.background = content.background.or_else(cite);
            } else if OWNERSHIP.is_match(sentence) {
                content.ownership = content.ownership.or_else(cite);
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

/// Whether a sentence that puts something off still decides who owns ("归双方共有，具体比例另行约定").
fn decides(sentence: &str) -> bool {
    DEFERRAL.find(sentence).is_some_and(|found| {
        let before = &sentence[..found.start()];
        before.contains([',', ':'])
            && OWNERSHIP.find_iter(before).any(|own| own.as_str() != "归属" && own.as_str() != "所有权" && own.as_str() != "ownership")
    })
}
