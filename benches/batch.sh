#!/usr/bin/env bash
# A batch of many projects: time of a first run and of the next one, which takes everything from the cache, and peak memory by the number of projects.
# Copies of four small cases of the corpus, each with other bytes; one in twenty is a scan. Usage: [JOBS=N] benches/batch.sh [PROJECTS] [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
most=${1:-1000}
program=${2:-target/release/pactlint}
work=target/bench/batch
rm -rf "$work"; mkdir -p "$work"

python3 - "$work/projects" "$most" <<'PYTHON'
import pathlib, shutil, sys
into, most = pathlib.Path(sys.argv[1]), int(sys.argv[2])
typed, scan = ["en-unsigned", "zh-text-compliant", "de-text-compliant"], "zh-colour-compliant"
for number in range(most):
    case = pathlib.Path("corpus") / (scan if number % 20 == 19 else typed[number % 3])
    project = into / f"{number:05}"
    project.mkdir(parents=True)
    for file in case.iterdir():
        if file.suffix == ".pdf":
            # What follows a PDF's end changes its bytes and nothing that is read.
            (project / file.name).write_bytes(file.read_bytes() + f"\n% copy {number}\n".encode())
PYTHON

# Wall seconds, seconds of all cores (what other work of the machine does not change much), and peak memory (MB) of the largest process: the program itself, or one that reads a PDF file for it.
measured() {
    python3 - "$@" <<'PYTHON'
import os, subprocess, sys, time
start = time.monotonic()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
if os.waitstatus_to_exitcode(status) not in (0, 1, 3):
    sys.exit(f"it ended with {os.waitstatus_to_exitcode(status)}")
wall, cpu = time.monotonic() - start, usage.ru_utime + usage.ru_stime
print(f"{wall:8.2f} s, {cpu:8.2f} CPU-s, {usage.ru_maxrss / 1024:5.0f} MB")
PYTHON
}

check() {
    measured "$program" check --jobs "${JOBS:-$(nproc)}" --no-helpers --today 2024-03-20 --format json --cache "$work/cache" "$@"
}

for count in $((most / 10)) $((most * 3 / 10)) "$most"; do
    mapfile -t projects < <(find "$work/projects" -mindepth 1 -maxdepth 1 | sort | head -n "$count")
    rm -rf "$work/cache"
    echo "$count projects, first run:  $(check "${projects[@]}")"
    echo "$count projects, second run: $(check "${projects[@]}")"
done
"$program" cache status --lang en --dir "$work/cache"
