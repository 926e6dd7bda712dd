"""The development set of strips: other faces, other seals, other writers' digits, drawn once before any tuning.

    python3 -m dates.dev out/dates-dev     # by evaluate.py, from the source of the commit it names
"""
import json
import os
import sys

import cv2

from . import draw

SEED = "development"
EACH = {"pen": 40, "mixed": 40, "printed": 40, "other": 40}  # of every mode, clear and under a seal
MODES = ("colour", "grey", "bilevel")


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    masks, notes, index = draw.bank(folder, SEED, True, 150), [], 0
    for mode in MODES:
        for kind, count in EACH.items():
            for sealed in (False, True):
                done = 0
                while done < count:
                    index += 1
                    for picture, note in draw.views(SEED, index, masks, True, kind, mode, sealed, 1):
                        name = f"{len(notes):04}.png"
                        cv2.imwrite(os.path.join(folder, name), picture)
                        notes.append({"name": name, **note})
                        done += 1
    with open(os.path.join(folder, "strips.json"), "w", encoding="utf-8") as file:
        json.dump(notes, file, ensure_ascii=False, indent=0)


if __name__ == "__main__":
    main()
