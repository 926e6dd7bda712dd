"""Seals and stamps of every sort, as alpha patches; lengths are millimetres with the origin in the middle of the seal."""

import math

import cv2
import numpy as np
from PIL import Image, ImageDraw
from sheet import FALLBACK, _has, face

PX = 16  # pixels per millimetre while drawing
COLOURS = {"red": (214, 32, 40), "crimson": (188, 24, 60), "blue": (44, 70, 168), "purple": (112, 54, 150), "black": (34, 34, 38)}


class Plate:
    """The plate of a stamp."""

    def __init__(self, width: float, height: float):
        self.w, self.h = width, height
        self.mask = np.zeros((int((height + 2) * PX), int((width + 2) * PX)), np.float32)
        self.cx, self.cy = self.mask.shape[1] / 2, self.mask.shape[0] / 2

    def _put(self, glyph: np.ndarray, x: float, y: float, w: float, h: float, turn: float) -> None:
        """Stretches a glyph to w × h mm and lays it with its middle at x, y, turned clockwise by radians."""
        gh, gw = glyph.shape
        sx, sy = w * PX / gw, h * PX / gh
        c, s = math.cos(turn), math.sin(turn)
        m = np.float32([[c * sx, -s * sy, 0], [s * sx, c * sy, 0]])
        m[:, 2] = (self.cx + x * PX, self.cy + y * PX) - m[:, :2] @ (gw / 2, gh / 2)
        layer = cv2.warpAffine(glyph, m, self.mask.shape[::-1], flags=cv2.INTER_AREA)
        np.maximum(self.mask, layer, out=self.mask)

    def glyph(self, char: str, font: str, heavy: float) -> np.ndarray:
        """One character, cut to its ink, thickened by a share of its height."""
        name = font if _has(font, char) else next(f for f in FALLBACK if _has(f, char))
        used = face(name, 110)
        box = used.getbbox(char)
        pad = 8
        image = Image.new("L", (box[2] - box[0] + 2 * pad, box[3] - box[1] + 2 * pad), 0)
        ImageDraw.Draw(image).text((pad - box[0], pad - box[1]), char, font=used, fill=255, stroke_width=round(110 * heavy / 2))
        found = np.asarray(image).astype(np.float32) / 255
        rows, cols = np.where(found > 0.3)
        return found[rows.min() : rows.max() + 1, cols.min() : cols.max() + 1]

    def ring(self, inset: float, width: float, rx: float | None = None, ry: float | None = None) -> None:
        """An ellipse along the rim."""
        rx, ry = rx or self.w / 2 - inset, ry or self.h / 2 - inset
        centre, axes = (int(self.cx * 16), int(self.cy * 16)), (int((rx - width / 2) * PX * 16), int((ry - width / 2) * PX * 16))
        layer = np.zeros(self.mask.shape, np.uint8)
        cv2.ellipse(layer, centre, axes, 0, 0, 360, 255, max(1, round(width * PX)), cv2.LINE_AA, 4)
        np.maximum(self.mask, layer.astype(np.float32) / 255, out=self.mask)

    def arc(
        self,
        text: str,
        font: str,
        rx: float,
        ry: float,
        span: float,
        high: float,
        bottom: bool = False,
        heavy: float = 0.05,
        narrow: float = 0.9,
    ):
        """Text along an ellipse whose radii run through the middles of the letters, evenly by the length of the arc."""
        angles = np.radians(np.linspace(-span / 2, span / 2, 721))
        xs, ys = rx * np.sin(angles), ry * np.cos(angles)
        along = np.concatenate([[0], np.cumsum(np.hypot(np.diff(xs), np.diff(ys)))])
        wide = {c: 1.0 if ord(c) > 0x2E80 else 0.62 if c.isupper() or c.isdigit() else 0.5 for c in set(text)}
        total = sum(wide[c] for c in text)
        step, at = along[-1] / total, 0.0
        for char in text:
            w = wide[char] * step
            a = np.interp(at + w / 2, along, angles)
            at += w
            if char == " ":
                continue
            glyph = self.glyph(char, font, heavy)
            full = min(w * narrow, high * (1.05 if ord(char) > 0x2E80 else 0.8))
            tall = high
            if char in ".,·-'()&":
                full, tall = (full * 0.35, high * 0.2) if char in ".,·-'" else (full * 0.6, high)
            if char in "1IiJl":
                full *= 0.45
            slope = math.atan2(ry * math.sin(a), rx * math.cos(a))
            x, y = rx * math.sin(a), -ry * math.cos(a)
            self._put(glyph, x, -y if bottom else y, full, tall, -slope if bottom else slope)

    def row(self, text: str, font: str, y: float, high: float, width: float | None = None, heavy: float = 0.04, x: float = 0.0) -> None:
        """A straight line of text in the middle, squeezed to a width where it would be longer."""
        sized = face(font if all(_has(font, c) for c in text) else "hei", 110)
        box = sized.getbbox(text)
        image = Image.new("L", (box[2] - box[0] + 16, box[3] - box[1] + 16), 0)
        ImageDraw.Draw(image).text((8 - box[0], 8 - box[1]), text, font=sized, fill=255, stroke_width=round(110 * heavy / 2))
        wide = image.width / image.height * high
        self._put(np.asarray(image).astype(np.float32) / 255, x, y, min(wide, width) if width else wide, high, 0)

    def star(self, radius: float, y: float = 0.0) -> None:
        """A five-pointed star."""
        points = []
        for i in range(10):
            r, a = radius if i % 2 == 0 else radius * 0.382, math.radians(36 * i)
            points.append((self.cx + r * math.sin(a) * PX, self.cy + (y - r * math.cos(a)) * PX))
        layer = np.zeros(self.mask.shape, np.uint8)
        cv2.fillPoly(layer, [np.round(np.array(points) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        np.maximum(self.mask, layer.astype(np.float32) / 255, out=self.mask)

    def box(self, inset: float, width: float, round_by: float = 0.0) -> None:
        """A frame along the edge."""
        image = Image.new("L", self.mask.shape[::-1], 0)
        edge = [
            self.cx - (self.w / 2 - inset) * PX,
            self.cy - (self.h / 2 - inset) * PX,
            self.cx + (self.w / 2 - inset) * PX,
            self.cy + (self.h / 2 - inset) * PX,
        ]
        ImageDraw.Draw(image).rounded_rectangle(edge, round_by * PX, outline=255, width=max(1, round(width * PX)))
        np.maximum(self.mask, np.asarray(image).astype(np.float32) / 255, out=self.mask)


def official(name: str, rng, line: str = "", code: bool = True) -> np.ndarray:
    """公章: ring, star, the name over the top; with `line` a seal for contracts, finance or a department."""
    size = rng.uniform(38, 42)
    p = Plate(size, size)
    p.ring(0, rng.uniform(0.9, 1.3))
    font = rng.choice(["song", "song", "hei", "wenkai-bold"])
    high = float(np.clip(size * 0.17 - 0.11 * max(0, len(name) - 10), 4.4, 7.0))
    span = min(282, 21 * len(name)) if len(name) > 7 else 24 * len(name)
    p.arc(
        name, font, size / 2 - 2.2 - high / 2, size / 2 - 2.2 - high / 2, span, high, heavy=0.055 if font == "song" else 0.02, narrow=0.85
    )
    p.star(rng.uniform(5.6, 7.2) if not line else 5.0, -0.5 if not line else -2.0)
    if line:
        p.row(line, font, size * 0.235, 4.2, size * 0.56, heavy=0.05)
    if code and rng.random() < 0.8:
        digits = "32" + "".join(rng.choice(list("0123456789"), 11))
        p.arc(digits, "sans", size / 2 - 2.4, size / 2 - 2.4, 66, 1.7, bottom=True, heavy=0.0)
    return p.mask


def oval(name: str, english: str, rng, line: str = "") -> np.ndarray:
    """The oval seal of a foreign-invested company, 45 × 30 mm: Chinese over, English under."""
    p = Plate(45, 30)
    p.ring(0, 0.9)
    if rng.random() < 0.5:
        p.ring(1.4, 0.3)
    p.arc(name, "song", 17.6, 10.4, 210, 4.0, heavy=0.05)
    if english:
        p.arc(english.upper()[:44], "sans", 18.6, 11.4, 128, 2.0, bottom=True, heavy=0.02, narrow=0.85)
    if line:
        p.row(line, "song", 1.0, 3.6, 26, heavy=0.05)
    else:
        p.row(rng.choice(["★", "※", "—"]) if rng.random() < 0.4 else "（1）", "hei", 0.5, 3.0)
    return p.mask


def western(name: str, city: str, rng) -> np.ndarray:
    """A round stamp with the name in a band and a device in the middle."""
    size = rng.uniform(34, 41)
    p = Plate(size, size)
    p.ring(0, rng.uniform(0.4, 1.0))
    band = rng.uniform(5.0, 6.2)
    p.ring(band, rng.uniform(0.25, 0.5))
    font = rng.choice(["sans-bold", "roman-bold", "carlito-bold"])
    middle = size / 2 - band / 2 - 0.3
    shown = name.upper() if rng.random() < 0.7 else name
    p.arc(shown, font, middle, middle, min(275, 8.6 * len(shown) + 20), 2.9, heavy=0.0, narrow=0.82)
    if city:
        p.arc(city.upper(), font, middle, middle, min(80, 7.2 * len(city)), 2.4, bottom=True, heavy=0.0, narrow=0.8)
    device = rng.choice(["letters", "year", "wave", "wheel"])
    if device == "letters":
        p.row("".join(w[0] for w in name.replace("&", "").split() if w[0].isupper())[:4], font, 0, 7, size - 2 * band - 5)
    elif device == "year":
        p.row("SEAL", font, -2.2, 4.0)
        p.row(f"EST. {rng.integers(1921, 2009)}", font, 3.2, 2.6)
    elif device == "wave":
        for k in range(3):
            x = np.linspace(-6, 6, 60)
            pts = np.stack([p.cx + x * PX, p.cy + (k * 3 - 3 + 1.1 * np.sin(x * 1.1)) * PX], 1)
            layer = np.zeros(p.mask.shape, np.uint8)
            cv2.polylines(layer, [np.round(pts).astype(np.int32)], False, 255, int(0.6 * PX), cv2.LINE_AA)
            np.maximum(p.mask, layer.astype(np.float32) / 255, out=p.mask)
    else:
        p.ring(0, 0.5, 5.5, 5.5)
        p.star(3.6)
    return p.mask


def block(lines: list[str], rng, framed: bool = True) -> np.ndarray:
    """A self-inking stamp: lines of text, often in a frame."""
    high = [3.4] + [2.5] * (len(lines) - 1)
    width = float(np.clip(max(len(t) * h * (0.9 if any(ord(c) > 0x2E80 for c in t) else 0.55) for t, h in zip(lines, high)) + 5, 30, 58))
    p = Plate(width, sum(high) + 1.7 * len(lines) + 3)
    if framed:
        p.box(0, rng.uniform(0.35, 0.7), rng.choice([0, 0, 2.0]))
    font, y = rng.choice(["sans-bold", "carlito-bold", "roman-bold"]), -p.h / 2 + 2.2
    for text, h in zip(lines, high):
        p.row(text, font, y + h / 2 + 0.3, h * 1.15, width - 4, heavy=0.0)
        y += h + 1.7
    return p.mask


def square(text: str, rng, size: float, white: bool = False) -> np.ndarray:
    """A square seal read in columns from the right, red on white or white on red."""
    p = Plate(size, size)
    rows = 2 if len(text) <= 4 else math.ceil(math.sqrt(len(text)))
    cols = math.ceil(len(text) / rows)
    cell_w, cell_h = (size - 2.4) / cols, (size - 2.4) / rows
    font = "brush" if all(_has("brush", c) for c in text) and rng.random() < 0.5 else "kai"
    for i, char in enumerate(text):
        x, y = (cols - 1 - i // rows) * cell_w, (i % rows) * cell_h
        p._put(p.glyph(char, font, 0.05), x - (size - 2.4 - cell_w) / 2, y - (size - 2.4 - cell_h) / 2, cell_w * 0.86, cell_h * 0.86, 0)
    if white:
        inner = np.zeros_like(p.mask)
        inner[PX:-PX, PX:-PX] = 1
        p.mask = np.clip(inner - p.mask, 0, 1)
    else:
        p.box(0, 0.9, 0.6)
    return p.mask


def name_bar(text: str, rng) -> np.ndarray:
    """A long name stamp, 40 × 14 mm or so."""
    p = Plate(rng.uniform(32, 42), rng.uniform(11, 15))
    if rng.random() < 0.6:
        p.box(0, 0.6)
    p.row(text, rng.choice(["kai", "song", "wenkai-bold"]), 0, p.h * 0.62, p.w * 0.86, heavy=0.04)
    return p.mask


def small_round(text: str, rng) -> np.ndarray:
    """The round seal of a Japanese representative, 18 mm."""
    p = Plate(18, 18)
    p.ring(0, 0.8)
    if len(text) > 6:
        p.ring(3.6, 0.35)
        p.arc(text, "mincho", 7.0, 7.0, 320, 2.5, heavy=0.04)
        p.row("印", "mincho", 0, 5.5, heavy=0.04)
    else:
        p.row(text[:2], "mincho", -3.4, 5.8, heavy=0.04)
        p.row(text[2:4] or "印", "mincho", 3.4, 5.8, heavy=0.04)
    return p.mask


def received(lines: tuple[str, str, str], rng) -> np.ndarray:
    """An entry stamp with a date in the middle."""
    p = Plate(44, 26) if rng.random() < 0.6 else Plate(34, 34)
    (p.box(0, 0.6, 1.0) if p.w != p.h else p.ring(0, 0.8))
    p.row(lines[0], "hei", -p.h * 0.25, 4.2, p.w * 0.72)
    p.row(lines[1], "mono", 0, 4.4, p.w * 0.8, heavy=0.05)
    p.row(lines[2], "hei", p.h * 0.25, 3.4, p.w * 0.66)
    return p.mask


def printed(mask: np.ndarray, rng, wear: str) -> np.ndarray:
    """The impression that a plate leaves: uneven ink, spread, worn or missing parts, or pressed twice."""
    h, w = mask.shape
    spread = cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.8, 2.2))
    gain = rng.uniform(1.4, 2.4)
    mask = np.clip((spread - rng.uniform(0.2, 0.42)) * gain + 0.3, 0, 1) * np.clip(spread * 4, 0, 1)
    slow = cv2.resize(rng.random((5, 5)).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
    fine = cv2.resize(cv2.GaussianBlur(rng.random((h // 3, w // 3)).astype(np.float32), (0, 0), 1.0), (w, h))
    fine = (fine - fine.mean()) / (fine.std() + 1e-6)
    density = 0.8 + 0.28 * (slow - 0.5)
    loss = {"fresh": -2.6, "even": -2.0, "worn": -0.6, "partial": -1.4, "double": -1.8, "pale": -1.6}[wear]
    holes = np.clip(1 - np.clip((fine + loss + 1.5 * (0.5 - slow)) * 1.6, 0, 1), 0, 1)
    mask = mask * density * holes
    if wear == "pale":
        mask = mask * rng.uniform(0.4, 0.6)
    if wear == "partial":
        a = rng.uniform(0, 2 * math.pi)
        xs, ys = np.meshgrid(np.linspace(-1, 1, w), np.linspace(-1, 1, h))
        ramp = xs * math.cos(a) + ys * math.sin(a) + 0.25 * (slow - 0.5)
        mask = mask * np.clip((rng.uniform(0.1, 0.45) - ramp) * 4 + 0.5, 0.03, 1).astype(np.float32)
    if wear == "double":
        m = cv2.getRotationMatrix2D((w / 2, h / 2), rng.uniform(-4, 4), 1)
        m[:, 2] += rng.uniform(-1.6, 1.6, 2) * PX
        again = cv2.warpAffine(mask, m, (w, h)) * rng.uniform(0.35, 0.6)
        mask = 1 - (1 - mask) * (1 - again)
    return np.clip(mask, 0, 0.97)
