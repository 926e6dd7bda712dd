//! pactlint reads signed cooperation agreements the way a grant office's formal reviewer does.
//!
//! Bytes go in, findings with evidence come out; every stage is a pure step that knows only [`model`]:
//!
//! ```text
//! files ─ingest─▶ Document ─recognise─▶ lines + marks ─understand─▶ Agreement ─rules─▶ Finding ─report─▶ text, json
//! ```

pub mod check;
pub mod cli;
pub mod ingest;
pub mod model;
pub mod recognise;
pub mod report;
pub mod rules;
pub mod understand;
