#!/bin/sh
# What each part of the mix adds: equal short runs from nothing, each without one part, measured on the development set.
# Usage: training/ablate.sh [STEPS]     results in training/out/ablate-*.json
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
for part in none pairs modes negatives; do
    run=out/ablate-$part
    option=$([ $part = none ] || echo "--ablate $part")
    /usr/bin/python3 -u train.py --run $run --steps "${1:-500}" --crop 192 --ring 800 --warm 240 $option >>$run.log 2>&1
    /usr/bin/python3 evaluate.py $run/last.pt --to $run.json >$run.txt 2>&1
    rm -f $run/views.bin
done
