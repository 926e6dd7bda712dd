"""Draws strips by number into a file that training reads while it grows.

    python3 -m dates.draw --to out/dates --count 100000     # from training/; run again to go on where it stopped

`strips.bin` holds the pictures one after another (48 x width x 3, BGR), `strips.jsonl` a line for each. Strip i depends on the seed and i alone.
"""
import argparse
import json
import os
import pickle

import cv2
import numpy as np

from scenes import seals
from scenes.dice import Dice

from . import scan, strip

cv2.setNumThreads(1)
HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = {"pen": 3.6, "mixed": 2.6, "printed": 1.7, "other": 2.1}
SEALED = 0.45
SCANS = 3  # of each strip drawn, each with other seals, mode, cut
SEALS = 700


def bank(folder, seed, held, count=SEALS):
    """Ink masks of seals at the canvas' scale, drawn once."""
    path = os.path.join(folder, f"seals-{'held' if held else 'train'}.pickle")
    if not os.path.exists(path):
        dice, masks = Dice("seals", seed, held), []
        while len(masks) < count:
            try:
                mask, _, _ = seals.seal(dice, dice.uniform(1.7, 2.6), held)
            except (ValueError, OSError, ZeroDivisionError, IndexError):  # a seal that cannot be drawn is skipped
                continue
            masks.append(mask)
        with open(path + ".new", "wb") as file:
            pickle.dump(masks, file)
        os.replace(path + ".new", path)
    with open(path, "rb") as file:
        return pickle.load(file)


def views(seed, index, masks, held=False, kind=None, mode=None, sealed=None, count=SCANS):
    """[(picture, note)] of strip `index`."""
    dice = Dice("strip", seed, index)
    drawn = strip.compose(dice, kind or dice.weighted(KINDS), held)
    out = []
    for _ in range(count if drawn else 0):
        how, under = mode or dice.weighted(scan.MODES), dice.chance(SEALED) if sealed is None else sealed
        picture = scan.scan(dice, drawn, masks, how, under)
        if picture is not None and 4 * (len(drawn.text) + sum(a == b for a, b in zip(drawn.text, drawn.text[1:])) + 1) < picture.shape[1]:
            out.append((picture, {"width": picture.shape[1], "text": drawn.text, "kind": drawn.kind, "hand": drawn.source, "mode": how, "sealed": under}))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", default=os.path.join(HERE, "..", "out", "dates"))
    parser.add_argument("--count", type=int, default=60000, help="strips to draw; each is scanned three times")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    os.makedirs(args.to, exist_ok=True)
    masks = bank(args.to, args.seed, False)
    notes, index, at = os.path.join(args.to, "strips.jsonl"), 0, 0
    if os.path.exists(notes):
        with open(notes, encoding="utf-8") as file:
            lines = [json.loads(line) for line in file if line.endswith("}\n")]
        index, at = lines[-1]["strip"] + 1, lines[-1]["at"] + scan.HIGH * lines[-1]["width"] * 3
    with open(os.path.join(args.to, "strips.bin"), "ab") as pixels, open(notes, "a", encoding="utf-8") as file:
        pixels.truncate(at)
        while index < args.count:
            try:
                drawn = views(args.seed, index, masks)
            except (ValueError, OSError, ZeroDivisionError, IndexError, cv2.error) as error:  # a strip that cannot be drawn is skipped
                print("strip", index, type(error).__name__, error, flush=True)
                drawn = []
            for picture, note in drawn:
                pixels.write(np.ascontiguousarray(picture).tobytes())
                file.write(json.dumps({"strip": index, "at": at, **note}, ensure_ascii=False) + "\n")
                at += picture.size
            if index % 50 == 0:
                pixels.flush()
                file.flush()
            index += 1


if __name__ == "__main__":
    main()
