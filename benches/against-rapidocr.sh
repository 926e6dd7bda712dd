#!/usr/bin/env bash
# A whole check against RapidOCR reading the same 20 scanned pages, 2 threads each (see README.md here).
set -euo pipefail
cd "$(dirname "$0")/.."
bench=target/bench
mkdir -p "$bench"
cargo build --release --locked
. benches/python.sh
exec "$python" benches/against-rapidocr.py target/release/pactlint "$bench"
