"""A pen: turns trajectories into strokes of ink with pressure, taper, skips and grain."""
import cv2
import numpy as np

PENS = {
    # name: (width as a share of letter height, spread of pressure, taper, skips, grain)
    "ballpoint": (0.030, 0.25, 0.2, 0.25, 0.25),
    "fine": (0.020, 0.15, 0.1, 0.15, 0.1),
    "gel": (0.045, 0.20, 0.2, 0.05, 0.0),
    "fountain": (0.050, 0.60, 0.6, 0.05, 0.1),
    "marker": (0.090, 0.20, 0.1, 0.05, 0.1),
    "brush": (0.110, 0.75, 0.8, 0.20, 0.3),
    "pencil": (0.035, 0.30, 0.3, 0.10, 0.6),
}
USE = {"ballpoint": 4, "fine": 2, "gel": 5, "fountain": 3, "marker": 1.2, "brush": 0.9, "pencil": 0.6}


def smooth(points, sigma):
    """Points resampled evenly along the path and smoothed; ends stay where they were."""
    points = np.asarray(points, np.float64)
    if len(points) < 2:
        return points
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0], np.cumsum(steps)])
    if along[-1] < 1e-6:
        return points[:1]
    count = int(np.clip(along[-1] * 40, 4, 160))
    t = np.linspace(0, along[-1], count)
    even = np.stack([np.interp(t, along, points[:, k]) for k in (0, 1)], 1)
    reach = max(1, int(sigma * 40))
    if sigma > 0 and count > 4:
        kernel = np.hanning(2 * reach + 3)[1:-1]
        kernel /= kernel.sum()
        padded = np.pad(even, ((reach, reach), (0, 0)), mode="reflect", reflect_type="odd") if count > reach + 1 else np.pad(even, ((reach, reach), (0, 0)), mode="edge")
        even = np.stack([np.convolve(padded[:, k], kernel, "valid") for k in (0, 1)], 1)
    return even


def draw(dice, strokes, height, pen=None, letter=None, sigma=None):
    """An ink mask (uint8) of strokes given in any unit, scaled so that the whole is `height` pixels high.

    `letter`: height of one letter in the strokes' own unit (default: the whole), which the pen's width follows.
    """
    strokes = [np.asarray(s, np.float64) for s in strokes if len(s) > 1]
    if not strokes:
        return np.zeros((4, 4), np.uint8)
    every = np.concatenate(strokes)
    low, high = every.min(0), every.max(0)
    size = np.maximum(high - low, 1e-3)
    unit = letter or size[1]
    pen = pen or dice.weighted(USE)
    share, spread, taper, skips, grain = PENS[pen]
    over = 2 if height > 40 else 3
    scale = over * height / max(size[1], 0.3 * size[0] / 4)
    width = share * dice.uniform(0.7, 1.5) * unit * scale
    width = float(np.clip(width, 0.9 * over, max(7.0 * over, 0.13 * unit * scale)))
    pad = int(width + 3 * over)
    mask = np.zeros((int(size[1] * scale) + 2 * pad, int(size[0] * scale) + 2 * pad), np.uint8)
    blur = dice.uniform(0.02, 0.09) if sigma is None else sigma
    for stroke in strokes:
        path = smooth((stroke - low) / unit, blur) * unit * scale + pad
        if len(path) < 2:
            continue
        speed = np.hypot(*np.gradient(path, axis=0).T)
        speed = speed / (speed.mean() + 1e-6)
        t = np.linspace(0, 1, len(path))
        start, end = dice.uniform(0, 1), dice.uniform(0, 1)
        ends = 1 - taper * (start * np.clip(1 - t / 0.12, 0, 1) + end * np.clip(1 - (1 - t) / 0.2, 0, 1))
        waves = np.interp(t, np.linspace(0, 1, 5), [dice.uniform(1 - spread, 1 + 0.5 * spread) for _ in range(5)])
        press = np.clip(width * ends * waves * (1.15 - 0.15 * np.clip(speed, 0, 2)), 0.6 * over, None)
        whole = np.round(path * 8).astype(int)
        for a, b, w in zip(whole[:-1], whole[1:], press):
            cv2.line(mask, tuple(int(v) for v in a), tuple(int(v) for v in b), 255, max(1, int(w + dice.random())), cv2.LINE_AA, 3)
    mask = cv2.resize(mask, None, fx=1 / over, fy=1 / over, interpolation=cv2.INTER_AREA)
    h, w = mask.shape
    ink = mask.astype(np.float32)
    if dice.chance(skips):
        ink *= np.clip(dice.field(h, w, max(3, height * dice.uniform(0.1, 0.4)), dice.uniform(-0.2, 0.6), 1.3), 0, 1)
    if grain and dice.chance(0.5):
        noise = cv2.GaussianBlur(dice.noise.random((h, w), dtype=np.float32), (0, 0), dice.uniform(0.5, 1.0))
        ink *= np.clip(1 + (noise - noise.mean()) / (noise.std() + 1e-6) * 0.5 * grain, 0, 1)
    return ink.astype(np.uint8)


def warp(dice, mask, strength):
    """The mask bent by a smooth field, so that two uses of one source differ."""
    h, w = mask.shape
    reach = strength * min(h, w)
    grain = max(8, 0.6 * min(h, w))
    dx, dy = (dice.field(h, w, grain, -reach, reach) for _ in range(2))
    x, y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
    shear = dice.gauss(0, 0.12)
    x = x + shear * (y - h / 2) + dx
    return cv2.remap(mask, x.astype(np.float32), (y + dy).astype(np.float32), cv2.INTER_LINEAR, borderValue=0)


def crop(mask, least=40):
    """The mask cut to its ink, or None if there is none."""
    rows, columns = np.where(mask.max(1) > least)[0], np.where(mask.max(0) > least)[0]
    if len(rows) < 3 or len(columns) < 3:
        return None
    return np.ascontiguousarray(mask[rows[0]: rows[-1] + 1, columns[0]: columns[-1] + 1])
