//! A request for tests: the corpus's day, the built-in profile, no recognition and no earlier results.

use super::Request;
use crate::ingest::{Limits, Roots};
use crate::model::profile::{RunOptions, Stage};
use crate::rules::profile;

/// A request for nothing yet.
pub(crate) fn request() -> Request {
    Request {
        paths: Vec::new(),
        profile: profile::load(profile::DEFAULT).expect("built in"),
        run: RunOptions { today: "2024-03-20".parse().expect("a date"), stage: Stage::Signed },
        engine: None,
        limits: Limits::default(),
        roots: Roots::default(),
        cache: None,
        evidence: None,
        finished: None,
        stop: std::sync::Arc::default(),
        reader: None,
    }
}
