//! `pactlint profile`: the embedded profiles, to start one's own from.

use std::fmt::Write as _;

use super::args::ProfileArgs;
use super::{ACCEPTED, CliError, print};
use crate::model::finding::Lang;
use crate::rules::profile;

pub(super) fn run(args: &ProfileArgs, lang: Lang) -> Result<u8, CliError> {
    let text = match &args.id {
        Some(id) => profile::commented(id, lang),
        None => list(lang),
    };
    print(&text.map_err(|error| CliError::explained(&error))?).map(|()| ACCEPTED)
}

/// One line each: id and title.
fn list(lang: Lang) -> Result<String, profile::ProfileError> {
    let mut text = String::new();
    for id in profile::ids() {
        let known = profile::load(id)?;
        let _ = writeln!(text, "{id:<16}{}", lang.pick(&known.title, &known.title_en));
    }
    Ok(text)
}
