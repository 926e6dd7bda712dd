//! PDF files are read in a process of their own: a file can be made to unfold to any size or to keep its reader busy for ever, and no library for the
//! format can be told to stop. The process has a limit on memory ([`serve`]) and is ended when an answer takes too long ([`Pages`]), so that the worst
//! file costs its own result and nothing else.
//!
//! The process is this same program; [`wire`] is what the two say to each other. Library users who have no such program read in their own process
//! ([`super::open`]).

mod child;
mod parent;
mod wire;

pub use child::serve;
pub(super) use parent::{Pages, open};
