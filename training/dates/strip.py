"""Puts a strip together: runs along a line, the rules they stand on, the lines above and below; ink over paper, nothing scanned yet."""
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw

from scenes import faces, page, words

from . import wording, writer
from .classes import fold

EM = 40  # pixels of a printed em on the canvas
TALL, LINE = 170, 105  # the canvas and its baseline
WIDEST = 20 * EM


@dataclass
class Strip:
    """A strip as drawn: its picture, where print and pen are, the box of its text, and what it says."""

    image: np.ndarray
    printed: np.ndarray
    penned: np.ndarray
    box: tuple
    text: str
    kind: str
    source: str = ""


def _put(sheet, mask, x, y):
    """The mask's darkest over the sheet at a place, as far as it lies on it."""
    h, w = mask.shape
    x0, y0, x1, y1 = max(0, x), max(0, y), min(sheet.shape[1], x + w), min(sheet.shape[0], y + h)
    if x0 < x1 and y0 < y1:
        spot = sheet[y0:y1, x0:x1]
        np.maximum(spot, mask[y0 - y: y1 - y, x0 - x: x1 - x], out=spot)


def print_colour(dice):
    tones = {(15, 15, 18): 8, (45, 45, 50): 3, (90, 90, 95): 1, (20, 40, 110): 0.7, (170, 30, 40): 0.3}
    return tuple(max(0, min(255, v + dice.randint(-14, 14))) for v in dice.weighted(tones))


def ink(image, mask, colour, strength=1.0):
    """Ink of a colour laid over the picture, as it mixes on paper."""
    alpha = (mask.astype(np.float32) * (strength / 255))[..., None]
    image *= 1 - alpha * (1 - np.array(colour, np.float32) / 255)


def rules(dice, wide, spans, left, right):
    """Lines a form has near its writing: an underline (whole or under what is written), a dotted leader, a table's borders."""
    sheet = Image.new("L", (wide, TALL), 0)
    draw = ImageDraw.Draw(sheet)
    weight = dice.choice([1, 1, 2, 2, 3, 4])
    y = LINE + dice.uniform(0.02, 0.32) * EM
    kind = dice.weighted({"none": 5, "under": 4, "dots": 1.3, "dashes": 0.4, "table": 2.2})
    over = [(a - 0.1 * EM, b + 0.1 * EM) for a, b in spans] if dice.chance(0.6) and spans else [(left - dice.uniform(0, 2) * EM, right + dice.uniform(0, 3) * EM)]
    for a, b in over:
        if kind == "under":
            draw.line((a, y, b, y + dice.choice([0, 0, 1, -1])), fill=dice.randint(120, 255), width=weight)
        elif kind in ("dots", "dashes"):
            step = dice.uniform(0.12, 0.35) * EM
            size = step * (0.6 if kind == "dashes" else 0) + weight
            x = a
            while x < b:
                draw.rectangle((x, y, x + size, y + weight), fill=255)
                x += step
    if kind == "table":
        up, down = LINE - dice.uniform(0.95, 1.9) * EM, LINE + dice.uniform(0.3, 1.0) * EM
        for edge in (up, down):
            if dice.chance(0.8):
                draw.line((0, edge, wide, edge), fill=dice.randint(130, 255), width=weight)
        for edge in (left - dice.uniform(0.1, 0.8) * EM, right + dice.uniform(0.1, 0.8) * EM):
            if dice.chance(0.6):
                draw.line((edge, 0 if dice.chance(0.5) else up, edge, TALL if dice.chance(0.5) else down), fill=dice.randint(130, 255), width=weight)
    return np.asarray(sheet)


def neighbours(dice, wide, held):
    """The lines above and below, whose edges a cut takes along."""
    sheet = Image.new("L", (wide, TALL), 0)
    draw, lead = ImageDraw.Draw(sheet), dice.uniform(1.15, 2.1) * EM
    for line in (LINE - lead, LINE + lead):
        if dice.chance(0.65):
            language = dice.choice(["zh", "zh", "en", "en", "ja", "ko", "de"])
            font = faces.pick(dice, "print", words.group(language), EM * dice.uniform(0.85, 1.1), held)
            draw.text((dice.uniform(-6, 4) * EM, line), words.text(dice, language, dice.uniform(3, 40)), font=font, fill=255, anchor="ls")
    return np.asarray(sheet)


def compose(dice, kind, held):
    """A strip of a kind ("pen", "printed", "mixed", "other"), or None if it came out too long."""
    parts = wording.strip(dice, kind)
    printer = writer.Printer(dice, EM * dice.uniform(0.92, 1.08), held)
    tall = EM * 0.74 * (dice.uniform(0.85, 1.6) if any(not p.pen for p in parts) else dice.uniform(0.8, 1.5))
    hand = writer.Writer(dice, tall, held)
    stamp = kind == "printed" and dice.chance(0.06)
    sink = dice.gauss(0, 0.09) * EM
    runs, x = [], dice.uniform(0.3, 1.8) * EM
    start = x
    spans = []
    for part in parts:
        x += part.gap * EM
        if part.kind == wording.SCRAWL:
            run = writer.scrawl(dice, tall)
        elif part.pen:
            run = hand.run(part.text)
        else:
            run = printer.run(part.text)
            if stamp:
                run = writer.stamped(dice, run)
        drop = sink + dice.gauss(0, 0.03) * EM if part.pen else 0
        runs.append((run, int(x), int(LINE + drop - run.base), part))
        if part.pen or part.kind == wording.SLOT:
            spans.append((x if part.pen else x - part.gap * EM, x + run.advance if part.pen else x))
        x += run.advance
    if not parts:
        x += dice.uniform(2, 9) * EM
        spans = [(start, x)]
    end = x
    wide = int(end + dice.uniform(0.3, 1.8) * EM)
    if wide > WIDEST:
        return None
    printed, penned = np.zeros((TALL, wide), np.uint8), np.zeros((TALL, wide), np.uint8)
    for run, left, top, part in runs:
        _put(penned if part.pen else printed, run.mask, left, top)
    image = np.empty((TALL, wide, 3), np.float32)
    image[:] = (255, 255, 255) if dice.chance(0.6) else tuple(dice.randint(228, 255) for _ in range(3))
    tone = page.ink_colour(dice) if stamp else print_colour(dice)
    lines = rules(dice, wide, spans, start, end)
    ink(image, lines, tone if dice.chance(0.7) else print_colour(dice), dice.uniform(0.4, 1))
    if dice.chance(0.55):
        ink(image, neighbours(dice, wide, held), tone)
    ink(image, printed, tone, dice.choice([1, 1, 1, 0.85, 0.7]))
    ink(image, penned, page.ink_colour(dice), dice.choice([1, 1, 1, 0.85, 0.65, 0.5]))
    text = printed | penned
    rows = np.where((text > 90).sum(1) > 0)[0]
    columns = np.where((text > 90).any(0))[0]
    if len(rows):
        box = (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    else:
        box = (int(start), LINE - int(0.85 * EM), int(end), LINE + int(0.2 * EM))
    said = fold("".join(p.text for p in parts))
    return Strip(image, printed, penned, box, said, kind, hand.source if any(p.pen for p in parts) else "print")
