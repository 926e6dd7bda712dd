"""Measures a checkpoint on the frozen development set of strips.

    python3 -m dates.evaluate out/dates/last.pt [--to out/dates.json] [--faults]     # from training/

A date counts as read if the greedy reading holds the same three numbers in the same order as the truth (`classes.date`), `wrong` if it
holds another whole date. Of strips without a date counts how many are read as having a whole one. The set is drawn by the generator as
it was at DEV_COMMIT (git archive), so changing the generator does not move it. A date is as sure as its least sure sign (the highest
probability of its run); `sure .9` are the dates read, and wrong, among all strips when readings below .9 are left to a person.
"""
import argparse
import io
import json
import os
import subprocess
import sys
import tarfile

import cv2
import torch

from . import classes, feed
from .net import Reader, Scores

torch.set_num_threads(1)
HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "out")
DEV_COMMIT = "5cba7ca"
SURE = (0.5, 0.7, 0.8, 0.9, 0.95)


def development_set():
    """The folder of the set, drawn on first use."""
    folder = os.path.join(OUT, "dates-dev")
    if not os.path.exists(os.path.join(folder, "strips.json")):
        source = os.path.join(OUT, "dates-dev-source")
        top = subprocess.run(["git", "rev-parse", "--show-toplevel"], cwd=HERE, check=True, capture_output=True, text=True).stdout.strip()
        packed = subprocess.run(["git", "archive", DEV_COMMIT, "training/scenes", "training/dates"], cwd=top, check=True, capture_output=True).stdout
        tarfile.open(fileobj=io.BytesIO(packed)).extractall(source)
        env = dict(os.environ, PACTLINT_HANZI=os.path.join(OUT, "hanzi", "package"), PACTLINT_INK=os.path.join(OUT, "ink-zh"), PACTLINT_MNIST=os.path.join(OUT, "mnist", "package", "src", "digits"))
        subprocess.run([sys.executable, "-m", "dates.dev", folder], cwd=os.path.join(source, "training"), env=env, check=True)
    return folder


def load(path):
    """The reader of a checkpoint: its averaged weights, softmax inside."""
    reader = Reader()
    reader.load_state_dict(torch.load(path, map_location="cpu")["average"])
    return Scores(reader).eval()


def read(scores, picture):
    """The greedy reading of a BGR strip, and how sure the least sure sign of its date is."""
    with torch.no_grad():
        high, best = scores(feed.tensor([picture]).contiguous())[0].max(1)
    peaks, last = [], 0
    for index, chance in zip(best.tolist(), high.tolist()):
        if index and index == last:
            peaks[-1] = max(peaks[-1], chance)
        elif index:
            peaks.append(chance)
        last = index
    said = classes.greedy(best.tolist())
    found = classes.find(said)
    return said, min(peaks[slice(*found[2])]) if found else 0.0


class Counts:
    """Hits out of trials, by name."""

    def __init__(self):
        self.all = {}

    def add(self, name, hit):
        hits, trials = self.all.get(name, (0, 0))
        self.all[name] = (hits + int(hit), trials + 1)

    def rates(self):
        return {name: {"rate": round(h / n, 3), "hits": h, "of": n} for name, (h, n) in sorted(self.all.items())}


def measure(scores, folder, faults=False):
    """Figures of the set."""
    with open(os.path.join(folder, "strips.json"), encoding="utf-8") as file:
        notes = json.load(file)
    counts = Counts()
    for note in notes:
        said, sure = read(scores, cv2.imread(os.path.join(folder, note["name"])))
        want, got = classes.date(note["text"]), classes.date(said)
        place = "under a seal" if note["sealed"] else "clear"
        if note["kind"] == "other":
            if want is None:
                counts.add(f"no date, read as one, {note['mode']}", got is not None)
                counts.add("no date, read as one", got is not None)
        elif want is not None:
            counts.add(f"{note['kind']} {place}, {note['mode']}", got == want)
            counts.add(f"{note['kind']} {place}", got == want)
            counts.add(f"all {place}", got == want)
            counts.add(f"wrong {place}", got not in (None, want))
            for level in SURE:
                counts.add(f"sure {level}, all {place}", got == want and sure >= level)
                counts.add(f"sure {level}, wrong {place}", got not in (None, want) and sure >= level)
            if note["kind"] != "printed":
                counts.add(f"hand: {note['hand']}", got == want)
        if faults and got != want:
            print(note["name"], note["kind"], note["hand"], note["mode"], place, note["text"], ">", said)
    return counts.rates()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("--to", help="write the figures here as JSON")
    parser.add_argument("--faults", action="store_true", help="also print what was misread")
    args = parser.parse_args()
    figures = measure(load(args.weights), development_set(), args.faults)
    for name, value in figures.items():
        print(f"{name:44} {value['rate']:.3f}  ({value['hits']} of {value['of']})")
    if args.to:
        with open(args.to, "w", encoding="utf-8") as file:
            json.dump(figures, file, indent=1)


if __name__ == "__main__":
    main()
