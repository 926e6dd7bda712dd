"""The development set: pages with faces, writers and seal designs kept from training, in three modes, with and without their ink.

    python3 -m scenes.dev FOLDER       (evaluate.py runs this at the pinned commit, so that later changes of the generator do not move it)
"""
import json
import os
import sys

import numpy as np
from PIL import Image

from . import page as pages
from . import scan
from .dice import Dice

SEALED, UNSEALED = 56, 24
WIDTH, HEIGHT = 832, 640


def build(folder):
    """Writes images, truth maps and a list of cases."""
    os.makedirs(folder, exist_ok=True)
    cases = []
    for index in range(SEALED + UNSEALED):
        dice = Dice("dev", index)
        scale = dice.choice([1.5, 2.0, 2.0, 2.5])
        page = pages.compose(dice, int(WIDTH * scale), int(HEIGHT * scale), scale, held=True, seals_wanted=index < SEALED)
        roles = [layer.role for layer in page.layers if layer.kind == pages.HAND]
        kinds = [layer.role for layer in page.layers if layer.kind == pages.SEAL]
        state = dice.getrandbits(60)
        for mode in scan.MODES:
            for empty in (False, True) if roles and kinds else (False,):
                name = f"{index:03}-{mode}{'-empty' if empty else ''}"
                image, bits, hands, seals = scan.scan(Dice(state, mode), page, mode, without_hand=empty)
                Image.fromarray(image).save(os.path.join(folder, name + ".png"))
                np.savez_compressed(os.path.join(folder, name + ".npz"), bits=bits, hands=hands, seals=seals)
                cases.append({"name": name, "mode": mode, "empty": empty, "sealed": bool(kinds), "roles": roles, "kinds": kinds, "language": page.language})
    with open(os.path.join(folder, "cases.json"), "w") as file:
        json.dump(cases, file, indent=0)


if __name__ == "__main__":
    build(sys.argv[1])
