//! Signature blocks: where each party signs, and what stands there.
//!
//! [`mend`] puts a signing page's lines right; [`fields`] finds labels with the place of each, [`heading`] where a party is named, by its [`terms`] too;
//! [`left_over`] where one cannot be read;
//! [`region`] draws a region around every heading, as wide as its column and as long as fields follow, with [`shared`] labels of
//! tables and [`caption`]s below their lines, [`raised`] one where the party is named last; [`seals`] decides whose seal is whose, [`stamped`] finds stamps that only their lines
//! tell; [`ink`] tells what was written by pen; [`read`]
//! reads a region as name and title ([`titled`]), [`signature`] ([`digital`] ones too) and date ([`signed_on`], where need be as [`said`] in a sentence). Nothing here judges: an empty line is `Blank`, with the place that was searched.

mod caption;
mod digital;
mod fields;
mod heading;
mod ink;
mod left_over;
mod mend;
mod names;
mod raised;
mod read;
mod region;
mod said;
mod seals;
mod shared;
mod signature;
mod signed_on;
mod stamped;
mod terms;
mod titled;
mod wrapped;

pub(super) use digital::{complete, owned};
pub(super) use fields::Piece;
pub(super) use heading::{Known, name_likeness};
pub(super) use ink::{SURE_INK, holds};
pub(super) use mend::mended;
pub(super) use names::named_in_blocks;
pub(super) use read::{Facts, Surroundings, facts};
pub(super) use region::{Region, find, overleaf};
pub(super) use seals::{Impression, impressions};
pub(super) use signed_on::standing;
pub(super) use terms::is_term;
