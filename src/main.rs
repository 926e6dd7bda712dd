//! The `pactlint` command: parse, call, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    pactlint::cli::main()
}
