//! The `pactlint` command: parse, call, exit code.

fn main() {}
