#!/usr/bin/env bash
# Makes the recognition test set anew, checks it and scores the report: benches/eyes.sh [CASE ...] (see eyes/README.md).
set -euo pipefail
cd "$(dirname "$0")/.."
bench=target/bench
packages="fonts-arphic-gbsn00lp fonts-arphic-gkai00mp fonts-wqy-zenhei fonts-wqy-microhei fonts-lxgw-wenkai fonts-ipafont-mincho fonts-ipafont-gothic fonts-urw-base35 fonts-crosextra-carlito fonts-crosextra-caladea fonts-ebgaramond fonts-kouzan-mouhitsu fonts-seto"
missing=""
for package in $packages; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086
    apt-get install -y --no-install-recommends $missing
fi
mkdir -p "$bench"
. benches/python.sh
PYTHONDONTWRITEBYTECODE=1 "$python" benches/eyes/generate.py --out "$bench/eyes" "$@"
pactlint=${PACTLINT:-target/release/pactlint}
[ -n "${PACTLINT:-}" ] || cargo build --release --locked
"$pactlint" check --format json --no-helpers --today 2024-04-15 --quiet --out "$bench/eyes.json" "$bench/eyes" || [ $? -ne 2 ]
"$python" benches/eyes/score.py "$bench/eyes" "$bench/eyes.json"
