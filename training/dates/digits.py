"""Digits by hand: several ways to write each as strokes, and the real ones of MNIST thinned to a pen's path."""
import functools
import json
import math
import os

import cv2
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
MNIST = os.environ.get("PACTLINT_MNIST", os.path.join(HERE, "..", "out", "mnist", "package", "src", "digits"))
HELD_SHARE = 0.15  # the last of each digit's list are the development set's
SIDE = 56  # a digit of 28 pixels at twice its size

# Strokes in a box one unit high, y downwards; each digit as people write it, most common first.
WAYS = {
    "0": [[[(.3, 0), (.08, .15), (0, .5), (.1, .88), (.28, 1), (.48, .85), (.55, .5), (.48, .12), (.28, 0)]],
          [[(.42, .06), (.2, .02), (.02, .35), (.06, .8), (.26, 1), (.48, .82), (.54, .4), (.4, .08), (.22, .1)]],
          [[(.2, .02), (.02, .4), (.12, .95), (.38, .92), (.5, .5), (.36, .05), (.12, .12)]]],
    "1": [[[(.05, 0), (.03, 1)]], [[(.12, 0), (0, 1)]], [[(0, .22), (.14, 0), (.12, 1)]], [[(0, .02), (.02, .5), (.0, 1)]], [[(0, .18), (.16, 0), (.14, 1)], [(-.04, 1), (.32, .99)]]],
    "2": [[[(.02, .22), (.2, 0), (.46, .14), (.4, .45), (.04, .96), (.2, .93), (.56, .98)]],
          [[(.04, .2), (.25, 0), (.48, .2), (.32, .6), (.04, .94), (.02, .82), (.18, .82), (.4, .98), (.58, .9)]],
          [[(0, .1), (.28, .02), (.44, .22), (.0, 1), (.5, 1)]]],
    "3": [[[(.04, .12), (.26, 0), (.44, .16), (.34, .42), (.16, .47), (.4, .54), (.48, .78), (.26, 1), (.0, .88)]],
          [[(0, .02), (.44, .02), (.16, .42), (.4, .5), (.46, .78), (.24, 1), (0, .9)]],
          [[(.05, .1), (.3, .02), (.36, .28), (.14, .44), (.44, .62), (.3, .98), (.02, .92)]]],
    "4": [[[(.22, 0), (.0, .62), (.54, .6)], [(.4, .3), (.36, 1)]], [[(.38, 0), (.0, .66), (.58, .66)], [(.4, .02), (.4, 1)]], [[(.06, .06), (.04, .5), (.46, .48)], [(.46, .02), (.42, 1)]],
          [[(.42, 1), (.44, 0), (.0, .66), (.6, .64)]]],
    "5": [[[(.08, .04), (.04, .44), (.3, .38), (.5, .6), (.42, .9), (.16, 1), (0, .9)], [(.08, .04), (.5, .02)]], [[(.46, .02), (.1, .03), (.05, .45), (.34, .42), (.48, .7), (.3, .98), (0, .94)]],
          [[(.1, .1), (.06, .42), (.36, .44), (.44, .74), (.22, 1), (-.02, .9)], [(.1, .06), (.48, -.02)]]],
    "6": [[[(.38, 0), (.1, .3), (.02, .75), (.2, 1), (.46, .86), (.44, .6), (.24, .52), (.04, .72)]], [[(.28, 0), (.02, .6), (.14, .98), (.42, .92), (.42, .62), (.16, .58), (.04, .78)]],
          [[(.2, 0), (.03, .5), (.08, .95), (.34, .98), (.4, .7), (.2, .6), (.06, .8)]]],
    "7": [[[(0, .04), (.5, .02), (.36, .4), (.2, 1)]], [[(0, .18), (.02, .04), (.52, .04), (.2, 1)]], [[(0, .04), (.48, .02), (.2, 1)], [(.1, .5), (.46, .48)]], [[(.02, .08), (.44, 0), (.4, .4), (.34, 1)]]],
    "8": [[[(.42, .12), (.22, 0), (.04, .18), (.2, .42), (.46, .7), (.3, 1), (.06, .9), (.08, .68), (.36, .42), (.46, .14), (.3, .02)]],
          [[(.44, .1), (.2, .02), (.08, .24), (.42, .66), (.34, .96), (.08, .92), (.1, .66), (.44, .2), (.4, .06)]],
          [[(.26, .44), (.06, .22), (.26, 0), (.44, .2), (.26, .44), (.02, .74), (.26, 1), (.5, .76), (.26, .44)]]],
    "9": [[[(.44, .14), (.22, 0), (.02, .22), (.14, .46), (.4, .36), (.46, .1), (.44, .5), (.4, 1)]], [[(.42, .2), (.2, .04), (.04, .3), (.24, .46), (.44, .2), (.38, .7), (.14, 1)]],
          [[(.4, .06), (.14, .06), (.06, .38), (.3, .42), (.42, .08), (.36, .5), (.28, 1)]]],
}
SIGNS = {
    ".": [[[(.0, .96), (.03, 1.0)]], [[(.0, .9), (.04, .98)]]],
    ",": [[[(.04, .92), (.05, 1.0), (.0, 1.14)]]],
    "/": [[[(.34, -.05), (0, 1.08)]], [[(.22, 0), (0, 1.15)]], [[(.5, .0), (0, 1.0)]]],
    "-": [[[(0, .55), (.3, .52)]], [[(0, .5), (.2, .52)]]],
    ":": [[[(.02, .4), (.04, .43)], [(.02, .92), (.04, .96)]]],
    "(": [[[(.2, -.05), (.02, .5), (.2, 1.1)]]], ")": [[[(0, -.05), (.18, .5), (0, 1.1)]]],
}
WIDE = {"1": 0.18, ".": 0.14, ",": 0.16, "/": 0.34, "-": 0.34, ":": 0.14, "(": 0.24, ")": 0.24}  # room in units of height; others have half a unit


def strokes(dice, letter, way):
    """One sign's strokes: `way` is the writer's habit, bent a little every time."""
    choices = WAYS.get(letter) or SIGNS[letter]
    chosen = choices[way % len(choices)] if not dice.chance(0.12) else dice.choice(choices)
    turn, wide = dice.gauss(0, 0.05), 1 + dice.gauss(0, 0.1)
    out = []
    for stroke in chosen:
        points = np.array(stroke)
        points = points + np.array([[dice.gauss(0, 0.018), dice.gauss(0, 0.018)] for _ in points])
        points[:, 0] = points[:, 0] * wide - turn * (points[:, 1] - 0.5)
        out.append(points)
    return out


def _thin(images):
    """Zhang and Suen's thinning of many binary images at once."""
    images = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    while True:
        changed = False
        for odd in (False, True):
            p = [np.roll(images, shift, (1, 2)) for shift in ((1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1))]
            count = sum(p)
            turns = sum((p[k] == 0) & (p[(k + 1) % 8] == 1) for k in range(8))
            north, east, south, west = p[0], p[2], p[4], p[6]
            free = (north * east * west == 0) & (north * south * west == 0) if odd else (north * east * south == 0) & (east * south * west == 0)
            gone = (images == 1) & (count >= 2) & (count <= 6) & (turns == 1) & free
            if gone.any():
                images[gone] = 0
                changed = True
        if not changed:
            return images[:, 1:-1, 1:-1]


def _paths(digit, held):
    """Thinned digits of one kind, as bits."""
    with open(os.path.join(MNIST, f"{digit}.json"), encoding="utf-8") as file:
        pixels = np.array(json.load(file)["data"], np.float32)
    pixels = pixels[: len(pixels) // 784 * 784].reshape(-1, 28, 28)
    first = int(len(pixels) * (1 - HELD_SHARE))
    chosen = pixels[first:] if held else pixels[:first]
    large = np.stack([cv2.GaussianBlur(cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC), (0, 0), 1.0) for image in chosen])
    return np.packbits(_thin((large > 0.45).astype(np.uint8)).astype(bool), axis=-1)


@functools.lru_cache(None)
def _bank(held):
    """All thinned digits, kept on disk: thinning takes a minute."""
    path = os.path.join(MNIST, "held.npz" if held else "thinned.npz")
    if not os.path.exists(path):
        np.savez(path + ".new.npz", **{str(d): _paths(d, held) for d in range(10)})
        os.replace(path + ".new.npz", path)
    with np.load(path) as data:
        return {str(d): data[str(d)] for d in range(10)}


def real(dice, letter, height, width, held):
    """An ink mask of a real digit `height` pixels high, written with a stroke of `width` pixels; the path is MNIST's, the pen is not."""
    packed = dice.choice(_bank(held)[letter])
    path = np.unpackbits(packed, axis=-1)[:, :SIDE]
    rows, columns = np.where(path.any(1))[0], np.where(path.any(0))[0]
    if len(rows) < 8:
        return np.zeros((int(height), 4), np.uint8)
    path = path[rows[0]: rows[-1] + 1, columns[0]: columns[-1] + 1]
    scale = height / path.shape[0]
    reach = int(math.ceil(width / scale)) + 2
    far = cv2.distanceTransform(np.pad(1 - path, reach, constant_values=1).astype(np.uint8), cv2.DIST_L2, 5)
    far = cv2.GaussianBlur(far, (0, 0), 0.9)  # the path's stairs are MNIST's grid, not a hand
    squeeze = dice.uniform(0.8, 1.1)
    far = cv2.resize(far, None, fx=scale * squeeze, fy=scale, interpolation=cv2.INTER_LINEAR) - 0.45
    press = dice.field(*far.shape, max(6, height * 0.4), 0.7, 1.25)
    return (np.clip(width * press / 2 + 0.5 - far * scale, 0, 1) * 255).astype(np.uint8)
