#!/usr/bin/env bash
# CPU of a whole check of a 10-page text PDF against pdftotext, best of 10 (see README.md here).
set -euo pipefail
cd "$(dirname "$0")/.."
bench=target/bench/born-digital
mkdir -p "$bench"
cargo build --release --locked
. benches/python.sh
"$python" - "$bench/ten-pages.pdf" <<'PY'
import sys
import pypdfium2

ten = pypdfium2.PdfDocument.new()
for name in ["R&D Contract final.pdf", "研发合同译文.pdf", "研发合同译文.pdf"]:
    ten.import_pages(pypdfium2.PdfDocument(f"corpus/en-unsigned/{name}"))
assert len(ten) == 10
ten.save(sys.argv[1])
PY
python3 - "$bench/ten-pages.pdf" <<'PY'
import os, sys

def cpu(command):
    """Least user and system seconds of ten runs."""
    times = []
    for _ in range(10):
        pid = os.fork()
        if pid == 0:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            os.execvp(command[0], command)
        usage = os.wait4(pid, 0)[2]
        times.append(usage.ru_utime + usage.ru_stime)
    return min(times)

ours = cpu(["target/release/pactlint", "check", "--quiet", "--no-helpers", "--today", "2024-03-20", sys.argv[1]])
theirs = cpu(["pdftotext", "-layout", sys.argv[1], "-"])
print(f"pactlint {1000 * ours:.0f} ms CPU, pdftotext {1000 * theirs:.0f} ms CPU, difference {1000 * (ours - theirs):+.0f} ms")
PY
