//! The words by which fields, parties and blocks are known, in the languages that agreements come in.

use regex::Regex;

/// Compiles one of this module's own constant patterns; every pattern is compiled by a test.
pub(super) fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| unreachable!("{error}"))
}
