#!/bin/sh
# Makes the corpus anew: corpus/generator/make.sh [CASE ...]
# Needs Debian 12 (fonts and Pango by package), Python 3.11 or later and, for the DOCX cases, Cargo.
set -eu
corpus=$(cd "$(dirname "$0")/.." && pwd)
venv=${CORPUS_VENV:-$corpus/../target/corpus-venv}
packages="fonts-noto-cjk fonts-arphic-ukai fonts-arphic-uming fonts-liberation fonts-dejavu-core fonts-nanum fonts-breip fonts-kristi fonts-rufscript fonts-kiloji fonts-lxgw-wenkai fonts-kouzan-mouhitsu fonts-aoyagi-soseki fonts-femkeklaver fonts-bwht fonts-nanum-extra fonts-crosextra-carlito fonts-freefont-ttf fonts-ipafont-mincho fonts-cwtex-kai libpangoft2-1.0-0"

missing=""
for package in $packages; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086
    apt-get install -y --no-install-recommends $missing
fi
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
fi
"$venv/bin/pip" install --quiet --require-hashes -r "$corpus/generator/requirements.lock"
cd "$corpus"
exec "$venv/bin/python" -m generator "$@"
