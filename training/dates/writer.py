"""Runs of a strip as ink masks with a baseline: by pen (strokes, real digits, handwriting faces) or in print."""
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw

from scenes import faces, hands, pen, seals

from . import digits


@dataclass
class Run:
    """An ink mask; `base` is the row of the baseline, `advance` the room it takes."""

    mask: np.ndarray
    base: int
    advance: float


class Writer:
    """One person with one pen: habits that hold for a whole strip."""

    def __init__(self, dice, height, held):
        self.dice, self.height, self.held = dice, height, held
        self.tool = dice.weighted({"ballpoint": 4, "fine": 3.5, "gel": 5, "fountain": 2.5, "marker": 0.9, "brush": 0.8, "pencil": 0.8})
        self.source = dice.weighted({"strokes": 4.2, "real": 3.6, "face": 1.6, "hershey": 1.0})
        self.ways = {letter: dice.randrange(6) if letter != "1" else dice.choice([0, 0, 1, 1, 2, 3, 3, 4]) for letter in "0123456789./-,:()"}
        self.slant = dice.gauss(0.08, 0.16)
        self.shake, self.vary = dice.uniform(0.005, 0.03), dice.uniform(0.02, 0.12)
        self.space, self.stretch = dice.uniform(0.1, 0.3) * dice.choice([1, 1, 1, 2]), dice.uniform(0.8, 1.25)
        self.join = dice.random() ** 3 * 0.8
        self.fast = dice.random() ** 1.5
        self.drift = dice.gauss(0, 0.012)
        self.face = dice.choice(faces.faces("hand", "latin" if dice.chance(0.7) else "zh", held))
        self.latin = dice.choice(["scripts", "futural", "futural", "rowmans", "cursive"])
        share = pen.PENS[self.tool][0]
        self.width = max(1.1, share * height * dice.uniform(0.8, 1.5))

    def run(self, text):
        """The text by this hand."""
        plain = all(ord(c) < 127 for c in text)
        if self.source == "face" and text.strip():
            face = self.face if plain and faces.covers(self.face, text.replace(" ", "")) else self.dice.choice(faces.faces("hand", "zh", self.held))
            if faces.covers(face, text.replace(" ", "")):
                return self._faced(text, face)
            if not plain and not all(c in digits.WAYS or c in digits.SIGNS or hands.hanzi(c) for c in text):
                face = self.dice.choice(faces.faces("hand", "ko", self.held))
                if faces.covers(face, text.replace(" ", "")):
                    return self._faced(text, face)
        if self.source == "real" and any(c.isdigit() for c in text):
            return self._real(text)
        return self._strokes(text)

    def _glyph(self, letter):
        """(strokes, width) of a letter one unit high, base at 1."""
        dice = self.dice
        if letter in digits.WAYS or letter in digits.SIGNS:
            if self.source == "hershey" and letter.isdigit():
                shapes, left, right = hands.hershey("futural")[letter]
                return [s - [left, -0.57] for s in shapes], right - left - 0.15
            return digits.strokes(dice, letter, self.ways.get(letter, 0)), digits.WIDE.get(letter, 0.5)
        if letter.isascii():
            shapes, left, right = hands.hershey(self.latin).get(letter, ([], 0, 0.4))
            return [s - [left, -0.57] for s in shapes], (right - left) * 0.92
        shape = hands.hanzi(letter)
        if shape is None:
            return [], 0.4
        out = []
        for stroke in shape:
            points = stroke
            if self.fast > 0.5 and len(points) > 3 and dice.chance(0.5):  # a hurried hand cuts corners
                points = points[[0, *sorted(dice.sample(range(1, len(points) - 1), (len(points) - 2) // 2)), len(points) - 1]]
            points = points + np.array([dice.gauss(0, 0.02), dice.gauss(0, 0.02)])
            if out and dice.chance(self.fast * 0.6) and np.hypot(*(points[0] - out[-1][-1])) < 0.2 + 0.5 * self.fast:
                out[-1] = np.concatenate([out[-1], points])
            else:
                out.append(points)
        return [s * 1.15 - [0.05, 0.05] for s in out], 1.1

    def _place(self, text):
        """Strokes of a whole text along a line, and its width."""
        dice, out, x = self.dice, [], 0.0
        for letter in text:
            if letter == " ":
                x += 0.4
                continue
            shapes, wide = self._glyph(letter)
            size, first = 1 + dice.gauss(0, self.vary), True
            for points in shapes:
                points = (points - [0, 1]) * size + np.array([[dice.gauss(0, self.shake), dice.gauss(0, self.shake)] for _ in points])
                points = np.stack([points[:, 0] * self.stretch - self.slant * points[:, 1] + x, points[:, 1] + self.drift * x], 1)
                if first and out and dice.chance(self.join) and np.hypot(*(points[0] - out[-1][-1])) < 0.75:
                    out[-1] = np.concatenate([out[-1], points])
                else:
                    out.append(points)
                first = False
            x += wide * self.stretch * size + self.space * (1 + dice.gauss(0, 0.35))
        return out, x

    def _strokes(self, text):
        out, x = self._place(text)
        out = [s for s in out if len(s) > 1]
        if not out:
            return Run(np.zeros((4, 4), np.uint8), 4, x * self.height)
        every = np.concatenate(out)
        low, high = every.min(0), every.max(0)
        tall = max(high[1] - low[1], 0.08 * (high[0] - low[0]), 0.05)  # pen.draw scales to the ink's own height
        mask = pen.draw(self.dice, out, tall * self.height, pen=self.tool, letter=1.0, sigma=0.02 + 0.03 * self.fast)
        pad = (mask.shape[0] - (high[1] - low[1]) * self.height) / 2
        return Run(mask, int(round(-low[1] * self.height + pad)), max(x, 0.05) * self.height)

    def _real(self, text):
        """Digits of MNIST, each from another hand, made one by a common pen, size and slant; the rest as strokes."""
        dice, pieces, x = self.dice, [], 0.0
        run = ""
        for letter in text + "\0":
            if letter.isdigit() or letter in " \0":
                if run:
                    piece = self._strokes(run)
                    pieces.append((piece, x))
                    x += piece.advance
                    run = ""
                if letter.isdigit():
                    tall = self.height * (1 + dice.gauss(0, self.vary))
                    mask = digits.real(dice, letter, tall, self.width, self.held)
                    pieces.append((Run(mask, int((mask.shape[0] + tall) / 2 + dice.gauss(0, 0.04) * tall), 0), x))
                    x += mask.shape[1] * self.stretch**0.5 - 2 * self.width + (self.space * 0.8 + dice.gauss(0, 0.05)) * self.height
                elif letter == " ":
                    x += 0.4 * self.height
            else:
                run += letter
        up = max(max(p.base for p, _ in pieces), 1)
        down = max(p.mask.shape[0] - p.base for p, _ in pieces)
        wide = int(max(at + p.mask.shape[1] for p, at in pieces)) + 4
        sheet = np.zeros((up + max(down, 1) + 2, wide + 2), np.uint8)
        for piece, at in pieces:
            y, h, w = up - piece.base, *piece.mask.shape
            at = max(0, int(at))
            spot = sheet[y: y + h, at: at + w]
            np.maximum(spot, piece.mask[: spot.shape[0], : spot.shape[1]], out=spot)
        lean = np.float32([[1, -self.slant, self.slant * up], [0, 1, 0]])
        room = int(abs(self.slant) * sheet.shape[0]) + 2
        lean[0, 2] += room if self.slant < 0 else 0
        sheet = cv2.warpAffine(np.pad(sheet, ((0, 0), (0, room))), lean, (sheet.shape[1] + room, sheet.shape[0]))
        return Run(sheet, up, x)

    def _faced(self, text, face):
        size = int(self.height * 1.35)
        font = faces.load(face, size)
        shake, x = self.dice.uniform(0, 0.04) * size, size * 0.5
        canvas = Image.new("L", (int(font.getlength(text) * 1.3 + 2 * size), int(size * 2.4)), 0)
        draw = ImageDraw.Draw(canvas)
        tight = self.dice.uniform(0.92, 1.1)
        for letter in text:
            draw.text((x, size * 1.5 + self.dice.gauss(0, shake)), letter, font=font, fill=255, anchor="ls")
            x += font.getlength(letter) * tight + self.dice.gauss(0, shake * 0.5)
        mask = np.asarray(canvas)
        if self.dice.chance(0.35):
            mask = cv2.dilate(mask, np.ones((2, 2), np.uint8))
        mask = pen.warp(self.dice, mask, self.dice.uniform(0, 0.02))
        return Run(np.ascontiguousarray(mask[:, int(size * 0.5):]), int(size * 1.5), x - size * 0.5)


def group_of(text):
    """The faces that can set a text."""
    if any("가" <= c <= "힣" for c in text):
        return "ko"
    if any("ぁ" <= c <= "ヿ" for c in text):
        return "ja"
    if any(ord(c) > 0x2E7F for c in text):
        return "zh"
    return "ru" if any("А" <= c <= "я" for c in text) else "latin"


class Printer:
    """One way of printing: a face of each script, a size, a spacing."""

    def __init__(self, dice, size, held):
        self.dice, self.size, self.held = dice, size, held
        self.chosen = {}
        self.wide = dice.chance(0.35)  # Latin and digits in the Chinese face
        self.apart = dice.choice([0, 0, 0, 0, dice.uniform(0, 0.25), dice.uniform(-0.06, 0)])

    def font(self, group):
        if group not in self.chosen:
            if group == "latin" and self.wide:
                self.chosen[group] = self.font("zh")
            elif group == "latin" and self.dice.chance(0.04):
                self.chosen[group] = faces.pick(self.dice, "print", "script", self.size, self.held)
            else:
                self.chosen[group] = faces.pick(self.dice, "print", group, self.size, self.held)
        return self.chosen[group]

    def _covering(self, text):
        """A face that has all letters of the text: the chosen one, or another of its group."""
        group, bare = group_of(text), text.replace(" ", "").replace("\u3000", "")
        font = self.font(group)
        for _ in range(8):
            if faces.covers(font.path, bare):
                break
            font = faces.pick(self.dice, "print", group, self.size, self.held)
        return font

    def run(self, text):
        """The text in print."""
        whole, size = self._covering(text), self.size
        mixed = group_of(text) == "zh" and not self.wide and self.dice.chance(0.6)
        fonts = [self.font("latin") if mixed and c.isascii() else whole for c in text]
        long = sum(f.getlength(c) for f, c in zip(fonts, text)) + abs(self.apart) * size * len(text)
        canvas = Image.new("L", (int(long + size * 2), int(size * 2.4)), 0)
        draw, x = ImageDraw.Draw(canvas), size * 0.5
        if self.apart == 0 and not mixed:
            draw.text((x, size * 1.6), text, font=whole, fill=255, anchor="ls")
            x += whole.getlength(text)
        else:
            for font, letter in zip(fonts, text):
                draw.text((x, size * 1.6), letter, font=font, fill=255, anchor="ls")
                x += font.getlength(letter) + self.apart * size
        return Run(np.ascontiguousarray(np.asarray(canvas)[:, int(size * 0.5):]), int(size * 1.6), x - size * 0.5)


def scrawl(dice, height):
    """A signature nobody can read, as a run."""
    mask = hands.scribble(dice, height * dice.uniform(0.9, 2.0))
    return Run(mask, int(mask.shape[0] * 0.75), mask.shape[1])


def stamped(dice, run):
    """A run as a rubber stamp leaves it."""
    return Run(seals.wear(dice, run.mask, 1.5), run.base, run.advance)
