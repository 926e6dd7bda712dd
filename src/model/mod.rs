//! Plain data that every stage shares: no I/O, no engine, no judgement, only small pure methods.
//!
//! Read in the order of the pipeline: [`geometry`] and [`text`] are the alphabet; [`document`] is what `ingest` makes of a
//! file and what `recognise` adds to it ([`digital`]: the signatures that it carries); [`agreement`] holds the facts that `understand` finds; [`finding`] is what `rules`
//! judge; [`report`] is what people and programs get.

pub mod agreement;
pub mod checked;
pub mod country;
pub mod date;
pub mod diff;
pub mod digital;
pub mod document;
pub mod file_name;
pub mod finding;
pub mod geometry;
mod looked;
pub mod observation;
pub mod party;
pub mod profile;
pub mod project;
pub mod quality;
pub mod raster;
pub mod report;
pub mod sequence;
pub mod text;
