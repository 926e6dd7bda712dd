"""Handwriting: pictures of real names, and strokes of an own pen for Latin names, Chinese names and dates."""

from pathlib import Path

import cv2
import numpy as np
from letters import CAPITALS, DIGITS, EXTRA, SMALL
from PIL import Image, ImageDraw
from sheet import face

PX = 20  # pixels per millimetre while drawing
INKS = {"black": (24, 24, 28), "blue": (28, 52, 150), "navy": (22, 30, 92), "red": (196, 30, 40)}


def _spline(points, rng, shake: float):
    """A Catmull-Rom curve through shaken points."""
    p = np.array(points, float)
    p += rng.normal(0, shake, p.shape)
    if len(p) == 2:
        p = np.array([p[0], (p[0] + p[1]) / 2 + rng.normal(0, shake, 2), p[1]])
    p = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    t = np.linspace(0, 1, 9)[:-1, None]
    out = []
    for i in range(1, len(p) - 2):
        a, b, c, d = p[i - 1 : i + 3]
        out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.vstack([*out, p[-2:-1]])


def _draw(strokes, width: float, rng, pressure: float = 0.35, taper: bool = True) -> np.ndarray:
    """Strokes in millimetres (y downwards) as an alpha patch: thinner where the pen is fast, tapering where it leaves."""
    every = np.vstack(strokes)
    low, high = every.min(0) - 2 * width - 0.6, every.max(0) + 2 * width + 0.6
    shape = np.ceil((high - low) * PX).astype(int) + 1
    canvas = np.zeros((shape[1], shape[0]), np.uint8)
    for stroke in strokes:
        at = (stroke - low) * PX
        speed = np.linalg.norm(np.diff(at, axis=0), axis=1)
        speed = np.convolve(np.pad(speed, 3, mode="edge"), np.ones(7) / 7, "valid")
        relative = speed / (speed.mean() + 1e-6)
        thick = width * PX * np.clip(1 + pressure * (1 - relative), 0.45, 1.6)
        if taper and len(thick) > 12:
            thick[-6:] *= np.linspace(1, 0.35, 6)
            thick[:3] *= np.linspace(0.6, 1, 3)
        for i in range(len(at) - 1):
            a, b = (at[i] * 16).astype(int), (at[i + 1] * 16).astype(int)
            cv2.line(canvas, (int(a[0]), int(a[1])), (int(b[0]), int(b[1])), 255, max(1, round(thick[i])), cv2.LINE_AA, 4)
    return canvas.astype(np.float32) / 255


def _flow(alpha: np.ndarray, rng, strength: float) -> np.ndarray:
    """Uneven ink: density wanders along the line, the tooth of the paper shows."""
    h, w = alpha.shape
    slow = cv2.resize(rng.random((max(2, h // 60), max(2, w // 60))).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
    tooth = cv2.GaussianBlur(rng.random((h, w)).astype(np.float32), (0, 0), 1.2)
    return np.clip(alpha * strength * (0.78 + 0.3 * slow) * np.clip(1.25 - 1.1 * np.abs(tooth - 0.5) * 2, 0.5, 1), 0, 1)


def _word(text: str, size: float, rng, shake: float, tall: float):
    """Joined cursive letters of an x-height `size`, as strokes."""
    runs, extra, x, current = [], [], 0.0, []
    scale = np.array([size * 0.95, -size])
    for char in text:
        if char in " .-'":
            if current:
                runs.append(current)
            current, x = [], x + size * (0.8 if char == " " else 0.3)
            if char == ".":
                extra.append([(x - 0.2 * size, 0), (x - 0.1 * size, -0.06 * size)])
            elif char == "-":
                extra.append([(x - 0.2 * size, -0.5 * size), (x + 0.35 * size, -0.55 * size)])
                x += 0.5 * size
            continue
        capital = char in CAPITALS
        strokes = CAPITALS[char] if capital else SMALL.get(char) or SMALL[{"ü": "u", "ö": "o", "ä": "a", "é": "e"}.get(char, "e")]
        stretch = np.array([rng.uniform(0.8, 1.15), rng.uniform(0.85, 1.12) * (tall if capital else 1)])
        placed = [np.array(s, float) * stretch * scale + (x, 0) for s in strokes]
        width = max(p[:, 0].max() for p in placed) - x
        if capital:
            if current:
                runs.append(current)
            runs += [list(map(tuple, p)) for p in placed]
            current = []
        else:
            current += list(map(tuple, placed[0]))
            extra += [list(map(tuple, p)) for p in placed[1:]]
        x += width * (0.98 if not capital else 1.05)
    if current:
        runs.append(current)
    return [_spline(r, rng, shake * size) for r in runs + extra if len(r) > 1]


def _slant(strokes, shear: float, rise: float):
    return [np.stack([s[:, 0] - shear * s[:, 1], s[:, 1] - rise * s[:, 0]], 1) for s in strokes]


def latin(name: str, rng, size: float, width: float, careless: float) -> np.ndarray:
    """A Latin signature: the name in a hurried hand, trailing off and sometimes underlined."""
    words = name.split()
    style = rng.choice(["full", "initial", "surname", "run"])
    if style == "initial":
        text = " ".join([words[0][0] + ".", words[-1]])
    elif style == "surname":
        text = words[-1]
    elif style == "run":
        text = words[0][0] + words[-1]
    else:
        text = name
    keep = len(text) if careless < 0.5 else max(4, int(len(text) * rng.uniform(0.5, 0.9)))
    strokes = _word(text[:keep], size, rng, 0.03 + 0.07 * careless, rng.uniform(1.0, 1.7))
    right = max(s[:, 0].max() for s in strokes)
    if keep < len(text) or rng.random() < 0.3:
        wave = [(right - 0.2 * size + i * size * 0.5, -size * (0.35 + 0.35 * (-1) ** i) * (1 - i / 9)) for i in range(rng.integers(4, 9))]
        strokes.append(_spline(wave, rng, 0.05 * size))
    if rng.random() < 0.4:
        right = max(s[:, 0].max() for s in strokes)
        y = size * rng.uniform(0.4, 0.9)
        strokes.append(
            _spline(
                [(right, y * 0.3), (right * 0.5, y * 1.15), (right * 0.05, y), (right * 0.6, y * 0.75), (right * 1.05, y * 0.6)],
                rng,
                0.06 * size,
            )
        )
    return _draw(_slant(strokes, rng.uniform(0.05, 0.5), rng.uniform(-0.04, 0.16)), width, rng)


def initials(name: str, rng, size: float, width: float) -> np.ndarray:
    """Initials run into each other."""
    text = "".join(w[0] for w in name.split())
    strokes = _word(text, size, rng, 0.06, 1.2)
    return _draw(_slant(strokes, rng.uniform(0.1, 0.4), rng.uniform(0, 0.15)), width, rng)


def _thin(shape: np.ndarray) -> np.ndarray:
    """The middle line of a shape (Zhang and Suen)."""
    img = np.pad(shape.astype(np.uint8), 1)
    while True:
        changed = 0
        for step in (0, 1):
            n = [np.roll(img, s, (0, 1)) for s in ((1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1))]
            total = sum(v.astype(np.int16) for v in n)
            turns = sum(((n[i] == 0) & (n[(i + 1) % 8] == 1)).astype(np.int16) for i in range(8))
            if step == 0:
                free = (n[0] * n[2] * n[4] == 0) & (n[2] * n[4] * n[6] == 0)
            else:
                free = (n[0] * n[2] * n[6] == 0) & (n[0] * n[4] * n[6] == 0)
            drop = (img == 1) & (total >= 2) & (total <= 6) & (turns == 1) & free
            changed += int(drop.sum())
            img[drop] = 0
        if not changed:
            return img[1:-1, 1:-1]


def _bend(mask: np.ndarray, rng, amount: float) -> np.ndarray:
    """Pulls a drawing out of true, as a hand does."""
    h, w = mask.shape
    grid = (max(3, h // 70 + 2), max(3, w // 70 + 2))
    dx, dy = (cv2.resize(rng.normal(0, amount, grid).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC) for _ in "xy")
    xs, ys = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
    return cv2.remap(mask, xs + dx, ys + dy, cv2.INTER_LINEAR)


def chinese(name: str, rng, size: float, width: float, brush: bool = False, steady: bool = False) -> np.ndarray:
    """Chinese characters `size` mm high, from the middle lines of a written face, run together and bent."""
    unit = 90
    canvas = Image.new("L", (int(unit * (len(name) + 1.2)), int(unit * 2.2)), 0)
    draw, x = ImageDraw.Draw(canvas), unit * 0.4
    for char in name:
        font = face("seto" if steady else "brush", int(unit * rng.uniform(0.85, 1.2)))
        draw.text((x, unit * (1.1 + rng.uniform(-0.1, 0.1))), char, font=font, fill=255, anchor="lm")
        x += unit * (rng.uniform(0.85, 1.0) if steady else rng.uniform(0.62, 0.9))
    mask = _bend(np.asarray(canvas).astype(np.float32) / 255, rng, 1.5 if steady else 4.5)
    shear = rng.uniform(0.0, 0.1) if steady else rng.uniform(0.0, 0.35)
    m = np.float32([[1, -shear, shear * unit], [-rng.uniform(-0.03, 0.12) * (0 if steady else 1), 1, 0]])
    mask = cv2.warpAffine(mask, m, (mask.shape[1] + int(unit * 0.5), mask.shape[0]))
    if not brush:
        middle = _thin(mask > 0.4).astype(np.uint8) * 255
        scale = size * PX / unit
        big = cv2.resize(middle, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR).astype(np.float32)
        reach = max(0.6, width * PX / 2)
        far = cv2.distanceTransform((cv2.GaussianBlur(big, (0, 0), scale * 0.7) < 70).astype(np.uint8), cv2.DIST_L2, 5)
        mask = np.clip(reach - far + 0.5, 0, 1)
    else:
        mask = np.clip(cv2.resize(mask, None, fx=size * PX / unit, fy=size * PX / unit, interpolation=cv2.INTER_CUBIC), 0, 1)
    return _crop(mask)


def _crop(mask: np.ndarray) -> np.ndarray:
    rows, cols = np.where(mask > 0.1)
    return mask[max(0, rows.min() - 3) : rows.max() + 4, max(0, cols.min() - 3) : cols.max() + 4]


INK = Path(__file__).parent / "ink"


def real(name: str, rng, height: float, width: float) -> np.ndarray:
    """A name that a volunteer wrote, `height` mm high, its lines made thicker or thinner."""
    path = rng.choice(sorted(INK.glob(f"{name}-*.png")))
    mask = np.asarray(Image.open(path)).astype(np.float32) / 255
    scale = height * PX / mask.shape[0]
    mask = cv2.resize(mask, None, fx=scale * rng.uniform(0.9, 1.15), fy=scale, interpolation=cv2.INTER_CUBIC)
    mask = np.pad(np.clip(mask, 0, 1), int(PX))
    mask = _bend(mask, rng, PX * 0.12)
    sigma = max(0.6, width * PX * 0.3)
    soft = cv2.GaussianBlur(mask, (0, 0), sigma)
    bias = float(np.clip(0.5 - (width - 0.55) * 0.6, 0.3, 0.6))
    return _crop(np.clip((soft - bias) * 3 + 0.5, 0, 1))


def figures(text: str, rng, size: float, width: float) -> np.ndarray:
    """A handwritten date: figures and Latin letters by strokes, 年月日 in a steady hand; `size` is the height of a figure in mm."""
    parts, x = [], 0.0
    slant, rise = rng.uniform(0.0, 0.3), rng.uniform(-0.03, 0.05)
    strokes = []
    for char in text:
        unit = size / 2
        if char == " ":
            x += size * 0.35
            continue
        if ord(char) > 0x2E80:
            parts.append((char, x))
            x += size * 1.25
            continue
        shapes = DIGITS.get(char) or EXTRA.get(char) or CAPITALS.get(char) or SMALL[char]
        stretch = np.array([unit * rng.uniform(0.9, 1.15), -unit * rng.uniform(0.92, 1.08)])
        placed = [np.array(s, float) * stretch for s in shapes]
        wide = max(p[:, 0].max() for p in placed)
        strokes += [_spline(p + (x, rng.normal(0, 0.04 * size)), rng, 0.035 * unit) for p in placed]
        x += wide + unit * rng.uniform(0.2, 0.4)
    strokes = _slant(strokes, slant, rise) if strokes else []
    canvas = np.zeros((int(size * 2.6 * PX), int((x + size) * PX)), np.float32)
    base = int(size * 1.7 * PX)
    if strokes:
        every = np.vstack(strokes)
        patch = _draw(strokes, width, rng, 0.25)
        low = every.min(0) - 2 * width - 0.6
        _lay(canvas, patch, int(low[0] * PX + 0.4 * size * PX), int(low[1] * PX) + base)
    for char, at in parts:
        patch = chinese(char, rng, size * 1.15, width, steady=True)
        top = base - patch.shape[0] + int(0.1 * size * PX) - int(rise * at * PX)
        _lay(canvas, patch, int(at * PX + 0.4 * size * PX), top)
    return _crop(canvas)


def _lay(canvas: np.ndarray, patch: np.ndarray, x: int, y: int) -> None:
    h, w = canvas.shape
    x0, y0, x1, y1 = max(0, x), max(0, y), min(w, x + patch.shape[1]), min(h, y + patch.shape[0])
    if x1 > x0 and y1 > y0:
        canvas[y0:y1, x0:x1] = np.maximum(canvas[y0:y1, x0:x1], patch[y0 - y : y1 - y, x0 - x : x1 - x])


def inked(alpha: np.ndarray, rng, strength: float) -> np.ndarray:
    """A drawing as ink lies on paper; `strength` 1 is a full pen, 0.5 a pale one."""
    return _flow(alpha, rng, strength)


def tick(rng, size: float) -> np.ndarray:
    """A check mark."""
    return _draw([_spline([(0, 0), (size * 0.3, size * 0.4), (size, -size * 0.7)], rng, 0.05 * size)], 0.5, rng)
