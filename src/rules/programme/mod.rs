//! What programmes other than the notice's ask for: off unless a profile turns it on.

pub(super) mod ip_ownership;
pub(super) mod signing_place;
pub(super) mod term_limit;
