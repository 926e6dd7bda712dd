//! pactlint reads signed cooperation agreements the way a grant office's formal reviewer does.
//!
//! # Bird's eye
//!
//! Bytes go in, findings with evidence come out; every stage is a step that knows only [`model`]:
//!
//! ```text
//! files ─ingest─▶ Document ─recognise─▶ lines + marks ─understand─▶ Agreement ─rules─▶ Finding ─report─▶ text, json, html, xlsx, docx
//!                (pages, typed          (OCR, seals,    (parties, blocks,     (one per requirement
//!                 text, pictures,        ink, upright    dates, clauses,       and party: pass, gap,
//!                 signature fields)      pages)          languages, pairs)     review, note, n/a)
//! ```
//!
//! # Rooms
//!
//! - [`model`]: the shared data. One coordinate system (tenths of a millimetre on the upright page), four kinds of observation (seen, blank,
//!   absent, unclear) that keep "not there" apart from "could not be seen", and a pointer back to the page on every fact.
//! - [`ingest`]: bytes become documents, under limits. Formats are told from bytes, never from names. Digital signatures are verified here
//!   ([`ingest::digital`]), because what they sign are the file's bytes; the roots that they may rest on come with the request.
//! - [`recognise`]: photographs become flat sheets, pixels become lines and marks, through networks that are files ([`recognise::models`]), not code; only two
//!   small ones are our own and built in: one takes a page apart ([`recognise::layers`]), the other reads dates.
//! - [`understand`]: lines and marks become facts about an agreement. The words that it knows stand in one lexicon.
//! - [`rules`]: facts become findings. One requirement, one rule, one file; a profile sets dates, thresholds and levels.
//! - [`evidence`]: pictures of the places that findings rest on, for those who ask for them.
//! - [`report`]: findings become words, in Chinese and English, and then text, JSON, SARIF, web pages, a workbook or documents; two reports are compared there too.
//! - [`check`]: runs the stages over projects, files and pages, in parallel, and over those alone that no earlier run left in the [`cache`].
//! - [`files`]: puts a file in its place whole or not at all.
//! - [`cache`]: keeps results between runs, each under a digest of everything that decides it.
//! - [`serve`]: the local web application over `check` and `report`, and what people decide in it.
//! - [`cli`]: what can be typed.
//!
//! # Arrows
//!
//! `model`, `cache` and `files` use nothing of ours. `ingest`, `recognise`, `understand`, `rules`, `evidence` and `report` use `model` and never each other; `evidence`
//! writes through `files`. `check` uses all of them but `report`. `serve` uses `check`, `report` and `evidence`. `cli` uses the library. A test
//! (`tests/layers.rs`) reads the imports.
//!
//! # Invariants
//!
//! - Facts before judgement: stages before [`rules`] say what they saw and how sure they are; only rules judge, as pure functions without files, clock,
//!   engine or chance. What is less sure than the profile asks is `review`.
//! - A pass cites its evidence, an absence where was searched. An unread page proves nothing.
//! - A bad page or file is a notice or an error with its name, and the run goes on. Every file is read under limits and behind a barrier for panics.
//! - The same input and options give the same bytes, whatever the number of threads: results are in the order of names, and only
//!   `--today`'s default asks the clock.
//! - No `unsafe` code.
//!
//! # Deliberately absent
//!
//! - Network code outside of [`serve`], which listens and connects to nobody. Models arrive through the user's own pip, as a process of its own, and are taken only if their SHA-256 is the expected one.
//! - Asking whether a certificate was revoked: that needs a network. Chains end at roots that the user names, or the report says that nobody was asked.
//! - A database (but for the projects that [`serve`] keeps), a configuration file of the user: a result depends on its input, the profile and the options alone. The cache changes the time that
//!   takes and nothing else: what is not certain to come out the same way again (a reader that ran out of time) is not kept.
//! - An outcome that is stored: it is computed from the findings.
//! - Guessing that a file is a draft: an unsigned file in an application is a gap unless the user says `--stage draft`.

pub mod cache;
pub mod check;
pub mod cli;
pub mod evidence;
pub mod files;
pub mod ingest;
pub mod model;
pub mod recognise;
pub mod report;
pub mod rules;
pub mod serve;
pub mod understand;
