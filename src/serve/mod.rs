//! The local web application: files are dropped, checked one project after the other, read with the page beside each finding, decided on, exported.
//!
//! One thread listens and never waits: what asks the database or the disk does so on threads for that (`app::answer`), and checks have a thread of
//! their own ([`queue`]), which takes the next one from the database. Every request passes one `guard`: it must name this server in Host to the
//! letter, come from a page of this server if it changes anything, and carry a key: the key of this run where one person works at this machine, that of
//! a session where there are [`accounts`]. Names that people give files are labels in the database; contents lie under their digests (`files`).
//!
//! Pages are the HTML report's ([`crate::report::html`]) with places for decisions in them. A decision is laid over what a check found (`review`) and
//! changes nothing of it; whatever anybody does stands in the trail, which is only ever added to.

pub mod accounts;
mod app;
mod assets;
mod decide;
mod events;
mod export;
mod files;
mod group;
mod guard;
mod listen;
mod moment;
pub mod origin;
mod pages;
pub mod queue;
mod review;
mod session;
mod store;
#[cfg(test)]
mod tests;
mod upload;

pub use listen::{Office, Ready, ServeError, Server, add_account};
pub use origin::Origin;
pub use queue::Engine;
pub use store::Role;
