//! The program as the tests build it: `cargo run --example program -- models install`.
//!
//! Packages that only tests need switch on features of others. `cargo run` leaves those out, so that a quarter of all packages would be
//! compiled twice: once for it, once for `cargo test`.

use std::process::ExitCode;

fn main() -> ExitCode {
    pactlint::cli::main()
}
