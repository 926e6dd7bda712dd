//! The `pactlint` command: parse, call, exit code.

use std::process::ExitCode;

/// Much of a short check is making and dropping small tables (regular expressions, fonts): the system's allocator gives their pages back each time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    pactlint::cli::main()
}
