//! Tells what is read of the digital signatures of files, for developers: `cargo run --example signatures -- [--trust FILE]... FILE...`.

#![expect(clippy::print_stdout, reason = "a tool for developers, whose output this is")]

use pactlint::ingest::{self, Limits, Roots};

fn main() -> std::io::Result<()> {
    let mut roots = Roots::default();
    let mut arguments = std::env::args().skip(1);
    let mut files = Vec::new();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--trust" => drop(arguments.next().map(|file| std::fs::read(file).map(|bytes| roots.add(&bytes))).transpose()?),
            _ => files.push(argument),
        }
    }
    for file in files {
        match ingest::open_trusting(&file, std::fs::read(&file)?, &Limits::default(), &roots) {
            Err(error) => println!("{file}: {error}"),
            Ok(opened) => {
                for field in opened.document.fields {
                    println!("{file}: {} {:?}", field.name, field.place.map(|(page, _)| page.0));
                    println!("    {}", field.signature.map_or_else(|| "empty".to_owned(), |signature| format!("{signature:?}")));
                }
            }
        }
    }
    Ok(())
}
