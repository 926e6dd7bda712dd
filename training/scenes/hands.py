"""Handwriting: Chinese from stroke medians, Latin and digits from single-line letters, scribbles, scanned names, handwriting faces."""
import functools
import glob
import json
import math
import os

import cv2
import numpy as np
from PIL import Image, ImageDraw

from . import faces, pen, words

HERE = os.path.dirname(os.path.abspath(__file__))
HANZI = os.environ.get("PACTLINT_HANZI", os.path.join(HERE, "..", "out", "hanzi", "package"))
INK = os.environ.get("PACTLINT_INK", os.path.join(HERE, "..", "out", "ink-zh"))
HELD_WRITER = 33  # writers from here on are the development set's


@functools.lru_cache(3000)
def hanzi(letter):
    """Medians of a character's strokes in a unit square, or None."""
    try:
        with open(os.path.join(HANZI, letter + ".json"), encoding="utf-8") as file:
            strokes = json.load(file)["medians"]
    except (OSError, ValueError):
        return None
    return [np.array([(x / 1024, (900 - y) / 1024) for x, y in stroke]) for stroke in strokes]


@functools.lru_cache(None)
def hershey(face):
    """Letters of a Hershey single-line face: character -> (strokes, left, right), in units of a capital's height."""
    letters = {}
    with open(f"/usr/share/hershey-fonts/{face}.jhf", encoding="latin-1") as file:
        raw = file.read()
    records, line = [], ""
    for part in raw.split("\n"):
        line += part
        if len(line) >= 8 and len(line) >= 8 + 2 * int(line[5:8]):
            records.append(line)
            line = ""
    for index, record in enumerate(records[:95]):
        pairs = record[8:]
        left, right = ord(pairs[0]) - 82, ord(pairs[1]) - 82
        strokes, stroke = [], []
        for i in range(2, len(pairs) - 1, 2):
            if pairs[i] == " " and pairs[i + 1] == "R":
                strokes.append(stroke)
                stroke = []
            else:
                stroke.append(((ord(pairs[i]) - 82) / 21, (ord(pairs[i + 1]) - 82) / 21))
        strokes.append(stroke)
        letters[chr(32 + index)] = ([np.array(s) for s in strokes if len(s) > 1], left / 21, right / 21)
    return letters


@functools.lru_cache(None)
def scanned(held):
    """Ink masks of the volunteers' names, 160 px high at most."""
    masks = []
    for file in sorted(glob.glob(os.path.join(INK, "w*.png"))):
        if (int(os.path.basename(file)[1:3]) >= HELD_WRITER) != held:
            continue
        image = Image.open(file).convert("RGBA")
        white = Image.new("RGBA", image.size, (255,) * 4)
        white.alpha_composite(image)
        pixels = np.asarray(white.convert("RGB")).astype(np.float32)
        dark = (np.percentile(pixels.reshape(-1, 3), 90, axis=0) - pixels).max(2)
        mask = np.clip(dark / max(60, np.percentile(dark, 99.5)) * 255, 0, 255)
        mask[mask < 50] = 0
        mask = pen.crop(mask.astype(np.uint8), 90)
        scale = 160 / mask.shape[0]
        masks.append(cv2.resize(mask, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else mask)
    return masks


def chinese(dice, text, height, fast=None):
    """Characters from their medians, each writer with a slant, a shake, and a wish to join strokes."""
    fast = dice.random() ** 1.5 if fast is None else fast
    slant, lean = dice.gauss(0, 0.12), dice.gauss(-0.06, 0.05)
    aspect, gap, drift = dice.uniform(0.75, 1.1), dice.uniform(0.75, 1.12), dice.gauss(0, 0.04)
    shake, vary = dice.uniform(0.01, 0.05), dice.uniform(0.02, 0.15)
    join = fast * 0.85
    out, x = [], 0.0
    for position, letter in enumerate(text):
        if letter.isdigit():
            glyph = [s * 0.75 + 0.5 for s, in zip(hershey("futural")[letter][0])]
            step = 0.55
        else:
            glyph, step = hanzi(letter), 1.0
        if glyph is None:
            x += 0.4
            continue
        size = 1 + dice.gauss(0, vary)
        strokes = []
        for stroke in glyph:
            points = stroke
            if fast > 0.5 and len(points) > 3 and dice.chance(0.6):  # a hurried hand cuts corners
                points = points[[0, *sorted(dice.sample(range(1, len(points) - 1), (len(points) - 2) // 2)), len(points) - 1]]
            centre = points.mean(0)
            turn, grow = dice.gauss(0, 0.06 + 0.05 * fast), 1 + dice.gauss(0, 0.08)
            c, s = math.cos(turn) * grow, math.sin(turn) * grow
            points = (points - centre) @ np.array([[c, s], [-s, c]]) + centre + np.array([dice.gauss(0, shake), dice.gauss(0, shake)])
            points = points + np.array([[dice.gauss(0, shake * 0.4), dice.gauss(0, shake * 0.4)] for _ in points])
            if strokes and dice.chance(join) and np.hypot(*(points[0] - strokes[-1][-1])) < 0.2 + 0.6 * fast:
                middle = (points[0] + strokes[-1][-1]) / 2 + np.array([dice.gauss(0, 0.04), dice.gauss(0, 0.04)])
                strokes[-1] = np.concatenate([strokes[-1], [middle], points])
            else:
                strokes.append(points)
        for stroke in strokes:
            moved = (stroke - 0.5) * size
            moved = np.stack([moved[:, 0] * aspect - slant * moved[:, 1], moved[:, 1] + lean * moved[:, 0]], 1)
            out.append(moved + [x, drift * position])
        x += step * aspect * gap * (1 + dice.gauss(0, 0.05))
    letter = 1.0
    mask = pen.draw(dice, out, height, letter=letter, sigma=0.02 + 0.06 * fast)
    return mask


def latin(dice, text, height, face=None):
    """Latin letters and digits written with one line, joined or not."""
    letters = hershey(face or dice.choice(["scripts", "scripts", "cursive" if os.path.exists("/usr/share/hershey-fonts/cursive.jhf") else "scripts", "futural", "rowmans"]))
    slant, shake, vary = dice.uniform(-0.15, 0.6), dice.uniform(0.01, 0.05), dice.uniform(0.02, 0.15)
    stretch, space, drift, join = dice.uniform(0.7, 1.5), dice.uniform(0.75, 1.1), dice.gauss(0, 0.01), dice.random()
    squash = dice.uniform(0.35, 1) if dice.chance(0.5) else 1.0  # hurried small letters flatten to a wave
    out, x = [], 0.0
    for letter in text:
        strokes, left, right = letters.get(letter, ([], -0.3, 0.3))
        size = 1 + dice.gauss(0, vary)
        for index, stroke in enumerate(strokes):
            points = stroke.copy()
            if letter.islower():
                points[:, 1] = (points[:, 1] - 0.43) * squash + 0.43
            points = points * size + np.array([[dice.gauss(0, shake), dice.gauss(0, shake)] for _ in points])
            points = np.stack([(points[:, 0] - left) * stretch - slant * points[:, 1] + x, points[:, 1] + drift * x], 1)
            if out and index == 0 and dice.chance(join * 0.6) and np.hypot(*(points[0] - out[-1][-1])) < 0.5:
                out[-1] = np.concatenate([out[-1], points])
            else:
                out.append(points)
        x += (right - left) * stretch * space
    return pen.draw(dice, out, height, letter=1.0)


def scribble(dice, height, tool=None):
    """A signature nobody can read: waves of the wrist with lifts, a large first letter, loops and a flourish."""
    count = dice.randint(2, 13)
    slant, phase, drift = dice.uniform(-0.3, 0.9), dice.uniform(0, 6.28), dice.uniform(0.25, 1.2)
    big, tall = dice.uniform(1.2, 3.4), 1.0
    strokes, path, x, base = [], [], 0.0, 0.0
    angular = dice.chance(0.25)
    for index in range(count):
        aim = big if index == 0 else dice.choice([0.4, 0.6, 0.8, 1, 1, 1.5, 2.2])
        swing, step = dice.uniform(0.1, 1.1) * (1.7 if index == 0 else 1), drift * dice.uniform(0.2, 1.9)
        shift, dip = phase + dice.gauss(0, 0.5), dice.uniform(0.5, 1.6) if dice.chance(0.2) else 0
        samples = 5 if angular else 18
        for k in range(samples):
            t = k / samples
            tall += (aim - tall) * (0.5 if angular else 0.13)
            y = (1 - math.cos(6.283 * t)) * tall * 0.5 - dip * math.sin(3.14 * t) ** 2 * (t > 0.5)
            path.append((x + step * t + swing * math.sin(6.283 * t + shift) * 0.5 * min(tall, 1.5) + slant * y, base - y))
        x += step
        base += dice.gauss(0, 0.06)
        if dice.chance(0.15):
            strokes.append(path)
            path = []
            x += dice.uniform(-0.3, 0.9)
    strokes.append(path)
    length = max(1.0, x)
    if dice.chance(0.45):  # flourish or underline
        start, y, bend = dice.uniform(-0.5, 0.6 * length), dice.uniform(-0.8, 0.8), dice.gauss(0, 0.6)
        far, wave = dice.uniform(0.4, 1.3) * length + 0.5, dice.choice([0, 0, 0.2, 0.5])
        strokes.append([(start + far * u, y + bend * math.sin(3.14 * u) + wave * math.sin(8 * u)) for u in np.linspace(0, 1, 24)])
    if dice.chance(0.25):  # a bar through it
        a, b = (dice.uniform(-0.2, length), -dice.uniform(0, big)), (dice.uniform(0, length * 1.2), -dice.uniform(0, big))
        strokes.append([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + dice.gauss(0, 0.15)), b])
    if dice.chance(0.2):
        dot = (dice.uniform(0, length), -big * dice.uniform(0.7, 1.1))
        strokes.append([dot, (dot[0] + 0.08, dot[1] + 0.05)])
    return pen.draw(dice, strokes, height, pen=tool, letter=dice.uniform(1.2, 2.4), sigma=0.0 if angular else 0.03)


def faced(dice, text, height, group, held):
    """A handwriting face, letters shaken, the whole bent."""
    face = faces.pick(dice, "hand", group, height, held)
    if not faces.covers(face.path, text.replace(" ", "")):
        return chinese(dice, text, height) if group == "zh" else latin(dice, text, height)
    size = int(height)
    canvas = Image.new("L", (int(face.getlength(text) * 1.5 + 4 * size), int(size * 2.6)), 0)
    draw = ImageDraw.Draw(canvas)
    shake, x = dice.uniform(0, 0.07) * size, size
    if group == "latin" and dice.chance(0.5):
        draw.text((x, size * 0.6), text, font=face, fill=255)
    else:
        tight = dice.uniform(0.85, 1.05)
        for letter in text:
            draw.text((x, size * 0.6 + dice.gauss(0, shake)), letter, font=face, fill=255)
            x += face.getlength(letter) * tight + dice.gauss(0, shake * 0.5)
    mask = np.asarray(canvas)
    if dice.chance(0.3):
        mask = cv2.dilate(mask, np.ones((2, 2), np.uint8))
    return pen.warp(dice, mask, dice.uniform(0.0, 0.05))


def pasted(dice, height, held):
    """A volunteer's name as scanned, or characters torn from it and put together anew."""
    source = scanned(held)
    if not source:
        return chinese(dice, words.name(dice, "zh"), height)
    mask = dice.choice(source)
    if dice.chance(0.55):
        parts = []
        for _ in range(dice.randint(1, 3)):
            part = dice.choice(source)
            half = part.shape[1] // 2
            part = part[:, :half] if dice.chance(0.5) else part[:, half:]
            if dice.chance(0.4):
                part = part[:, ::-1]
            parts.append(cv2.resize(np.ascontiguousarray(part), (max(8, int(part.shape[1] * 150 / part.shape[0] * dice.uniform(0.7, 1.1))), 150)))
        mask = np.concatenate(parts, 1)
    if dice.chance(0.4):  # a thinner or a thicker pen
        kernel = np.ones((3, 3), np.uint8)
        mask = cv2.erode(mask, kernel) if dice.chance(0.5) else cv2.dilate(mask, kernel)
    scale = height / mask.shape[0]
    mask = cv2.resize(mask, None, fx=scale * dice.uniform(0.85, 1.2), fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    return pen.warp(dice, np.pad(mask, 6), dice.uniform(0, 0.08))


def mark(dice, height):
    """Ticks, crosses, circles, brackets, underlines by hand."""
    kind = dice.choice(["tick", "cross", "ring", "line", "dash"])
    g = lambda: dice.gauss(0, 0.06)
    if kind == "tick":
        strokes = [[(g(), 0.5 + g()), (0.3 + g(), 1 + g()), (1 + g(), g())]]
    elif kind == "cross":
        strokes = [[(g(), g()), (1 + g(), 1 + g())], [(1 + g(), g()), (g(), 1 + g())]]
    elif kind == "ring":
        wide = dice.uniform(1, 4)
        strokes = [[(wide * math.cos(a) + g(), math.sin(a) + g()) for a in np.linspace(0, 6.6, 24)]]
    elif kind == "line":
        strokes = [[(k / 2, g() * 0.6) for k in range(dice.randint(4, 16))]]
        height *= 0.2
    else:
        strokes = [[(g(), g()), (1 + g(), 0.1 + g())]]
        height *= 0.3
    return pen.draw(dice, strokes, max(4, height), pen=dice.choice(["ballpoint", "gel", "fine"]), letter=0.3 if kind == "line" else 0.6)


def signature(dice, language, scale, held=False):
    """A signature mask at `scale` times 100 dpi."""
    if dice.chance(0.07):  # a very large one in a thin pen
        return scribble(dice, dice.uniform(70, 150) * scale, "fine")
    height = dice.uniform(22, 62) * scale
    if words.wide(language):
        kind = dice.weighted({"pen": 4.5, "scan": 2.2, "scribble": 1.2, "face": 0.7})
    else:
        kind = dice.weighted({"scribble": 4.5, "line": 2.5, "face": 1.2, "initials": 0.6, "pen": 0.3})
    if kind == "pen":
        return chinese(dice, words.name(dice, "zh"), height * 0.9)
    if kind == "scan":
        return pasted(dice, height * 0.9, held)
    if kind == "scribble":
        return scribble(dice, height * dice.uniform(0.8, 1.4))
    if kind == "line":
        return latin(dice, words.latin_name(dice), height * 0.8)
    if kind == "initials":
        return latin(dice, "".join(dice.choice("ABCDEFGHJKLMNPRSTVW") for _ in range(2)), height * 0.6)
    if language in ("zh", "ja"):
        return faced(dice, words.name(dice, "zh"), height * 0.8, "zh", held)
    if language == "ko":
        return faced(dice, words.name(dice, "ko"), height * 0.8, "ko", held)
    return faced(dice, words.latin_name(dice), height * 0.8, "latin", held)


def written(dice, text, language, height, held=False):
    """Short text by hand: dates, printed names, notes."""
    plain = all(ord(c) < 127 for c in text)
    if plain:
        return latin(dice, text, height) if dice.chance(0.62) else faced(dice, text, height * 1.2, "latin" if dice.chance(0.8) else "zh", held)
    if language == "ko":
        return faced(dice, text, height, "ko", held)
    if all(hanzi(c) is not None or c.isdigit() or c == " " for c in text) and dice.chance(0.7):
        return chinese(dice, text, height)
    return faced(dice, text, height, "zh", held)
