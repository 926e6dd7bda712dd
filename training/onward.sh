#!/bin/sh
# Goes on with everything that takes time, one thread, one thing after the other: the main run to its end, a long run from its weights, the ablations.
# Usage: nohup setsid nice -n 19 training/onward.sh &      logs in training/out/*.log; safe to stop and start again
set -eu
cd "$(dirname "$0")"
/usr/bin/python3 -u train.py --run out/main --steps 3500 >>out/main.log 2>&1
/usr/bin/python3 -u train.py --run out/long --start out/main/last.pt --steps 14000 --rate 1e-3 --focus 5 --ring 4000 >>out/long.log 2>&1
./ablate.sh 500
