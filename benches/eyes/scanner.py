"""Turns a page into what a scanner, a copier or a telephone makes of it, and says whether marks can still be seen."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image


@dataclass(frozen=True)
class Taking:
    """How a page was taken in. `mode`: colour, grey, bilevel, photo. `state`: clean, faint, noisy, worn."""

    mode: str
    dpi: int
    state: str
    binary: str = "threshold"
    skew: float = 0.0
    fold: bool = False
    quality: int = 78


@dataclass
class Taken:
    """A picture and the way from the page's pixels to its own."""

    image: Image.Image
    matrix: np.ndarray
    curl: float = 0.0
    width: int = 0
    mix: np.ndarray | None = None  # the shares of red, green and blue in grey
    cut: float | None = None  # the grey below which a bilevel scan is black

    def move(self, points) -> np.ndarray:
        """Points of the page in the picture."""
        p = np.array(points, np.float64).reshape(-1, 2).copy()
        if self.curl:
            p[:, 1] += self.curl * np.sin(np.pi * p[:, 0] / self.width)
        q = np.c_[p, np.ones(len(p))] @ self.matrix.T
        return q[:, :2] / q[:, 2:]

    def box(self, box) -> list[float]:
        """A box of the page as a share of the picture."""
        x0, y0, x1, y1 = box
        p = self.move([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
        w, h = self.image.size
        low, high = p.min(0) / (w, h), p.max(0) / (w, h)
        return [round(float(np.clip(v, 0, 1)), 4) for v in (*low, *high)]


def _noise(shape, rng, cells: int) -> np.ndarray:
    small = rng.random((max(2, shape[0] // cells + 2), max(2, shape[1] // cells + 2))).astype(np.float32)
    return cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)


def _folds(page: np.ndarray, rng, scale: float) -> None:
    h, w = page.shape[:2]
    for k in (1, 2) if rng.random() < 0.5 else (1,):
        y = int(h * (k / 3 if k == 2 or rng.random() < 0.5 else 0.5) + rng.normal(0, 3) * scale)
        rows = np.arange(h)[:, None] - y - rng.normal(0, 0.004) * (np.arange(w)[None, :] - w / 2)
        dark = np.exp(-((rows / (0.35 * scale)) ** 2)) * rng.uniform(0.06, 0.2)
        light = np.exp(-(((rows - 1.1 * scale) / (0.9 * scale)) ** 2)) * 0.04
        page *= (1 - dark + light)[..., None].astype(np.float32)


def _dirt(page: np.ndarray, rng, scale: float, count: int) -> None:
    h, w = page.shape[:2]
    for _ in range(count):
        x, y, r = rng.integers(0, w), rng.integers(0, h), max(1, int(abs(rng.normal(0.12, 0.12)) * scale))
        shade = float(rng.uniform(40, 170))
        if rng.random() < 0.15:
            end = (int(x + rng.normal(0, 3) * scale), int(y + rng.normal(0, 3) * scale))
            cv2.line(page, (int(x), int(y)), end, (shade,) * 3, 1, cv2.LINE_AA)
        else:
            cv2.circle(page, (int(x), int(y)), r, (shade,) * 3, -1, cv2.LINE_AA)


def _show_through(page: np.ndarray, rng) -> np.ndarray:
    back = cv2.GaussianBlur(page[:, ::-1], (0, 0), 4)
    return page - (255 - np.roll(back, int(rng.integers(20, 90)), 0)) * 0.05


def take(pixels: np.ndarray, how: Taking, rng) -> Taken:
    """Takes a page in."""
    page = pixels.astype(np.float32)
    h, w = page.shape[:2]
    scale = how.dpi / 25.4
    if how.fold:
        _folds(page, rng, scale)
    if how.state == "worn" or rng.random() < 0.12:
        page = _show_through(page, rng)
    _dirt(page, rng, scale, {"clean": 3, "faint": 8, "noisy": 70, "worn": 35}[how.state])
    if how.mode == "photo":
        return _photo(page, how, rng)
    page = cv2.GaussianBlur(page, (0, 0), rng.uniform(0.35, 0.8) * how.dpi / 200)
    m = cv2.getRotationMatrix2D((w / 2, h / 2), how.skew, 1.0)
    m[:, 2] += rng.normal(0, 1.2, 2) * scale
    matrix = np.vstack([m, [0, 0, 1]])
    lid = float(rng.choice([255, 250, 244, 60])) if how.mode != "bilevel" else 255.0
    page = cv2.warpAffine(page, m, (w, h), flags=cv2.INTER_LINEAR, borderValue=(lid, lid, lid))
    light = 1 - rng.uniform(0, 0.03) * _noise((h, w), rng, 700)[..., None]
    paper = np.array([rng.uniform(238, 253)] * 3) + rng.normal(0, 2.2, 3)
    if how.state == "worn":
        paper = paper - (4, 9, 22)
    page = page * (np.minimum(paper, 254).astype(np.float32) / 255) * light
    if how.state == "faint":
        page = 255 - (255 - page) * rng.uniform(0.5, 0.66)
    sigma = {"clean": 1.6, "faint": 2.6, "noisy": 8.0, "worn": 4.0}[how.state]
    page += cv2.randn(np.zeros((h, w), np.float32), 0, sigma)[..., None]
    if rng.random() < 0.15:
        x = int(rng.uniform(0.1, 0.9) * w)
        page[:, x : x + max(1, int(0.12 * scale))] -= rng.uniform(8, 25)
    page = np.clip((page - 128) * rng.uniform(1.0, 1.15) + 128 + rng.uniform(0, 6), 0, 255)
    if how.mode == "colour":
        return Taken(Image.fromarray(page.astype(np.uint8)), matrix)
    mix = np.array(((0.3, 0.59, 0.11), (0.34, 0.33, 0.33), (0.12, 0.76, 0.12), (0.5, 0.4, 0.1))[rng.integers(4)], np.float32)
    grey = page @ mix
    if how.mode == "grey":
        return Taken(Image.fromarray(grey.astype(np.uint8)), matrix, mix=mix)
    image, cut = _bilevel(grey, how, rng)
    return Taken(image, matrix, mix=mix, cut=cut)


def _bilevel(grey: np.ndarray, how: Taking, rng) -> tuple[Image.Image, float | None]:
    if how.binary == "dither":
        lifted = np.clip((grey - 60) * 255 / 165, 0, 255)
        return Image.fromarray(lifted.astype(np.uint8)).convert("1"), None
    if how.binary == "halftone":
        bayer = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) * 15.5 + 8
        h, w = grey.shape
        tile = np.tile(bayer, (h // 4 + 1, w // 4 + 1))[:h, :w]
        return Image.fromarray(((np.clip((grey - 50) * 255 / 170, 0, 255) > tile) * 255).astype(np.uint8)).convert(
            "1", dither=Image.Dither.NONE
        ), None
    if how.binary == "adaptive":
        mean = cv2.blur(grey, (int(how.dpi / 5) | 1,) * 2)
        out, cut = grey > mean * rng.uniform(0.84, 0.9), 205.0
    else:
        cut = float(rng.uniform(150, 195))
        out = grey > cut
    out = (out * 255).astype(np.uint8)
    if how.state == "noisy":
        spots = cv2.randu(np.zeros(out.shape, np.uint16), 0, 10000)
        out[spots < 12] = 0
        out[spots > 9960] = 255
    return Image.fromarray(out).convert("1", dither=Image.Dither.NONE), cut


def _photo(page: np.ndarray, how: Taking, rng) -> Taken:
    h, w = page.shape[:2]
    curl = float(rng.normal(0, 0.004) * h)
    xs, ys = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
    page = cv2.remap(page, xs, ys - curl * np.sin(np.pi * xs / w), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    margin = 0.06
    W, H = int(w * (1 + margin)), int(h * (1 + margin))

    def inset(k):
        return rng.uniform(0.01, 0.055) * k

    quad = np.float32(
        [(inset(W), inset(H)), (W - inset(W), inset(H)), (W - inset(W) * 0.6, H - inset(H) * 0.6), (inset(W) * 0.6, H - inset(H) * 0.6)]
    )
    matrix = cv2.getPerspectiveTransform(np.float32([(0, 0), (w, 0), (w, h), (0, h)]), quad)
    desk = np.array([(92, 70, 52), (70, 72, 76), (150, 140, 126), (38, 40, 44)][rng.integers(4)], np.float32)
    grain = _noise((H, W), rng, 18)[..., None] * 26 - 13
    ground = desk + grain
    paper = np.array([rng.uniform(226, 246)] * 3) + rng.normal(0, 3, 3)
    lit = cv2.warpPerspective(page * (paper.astype(np.float32) / 255), matrix, (W, H), flags=cv2.INTER_LINEAR)
    inside = cv2.warpPerspective(np.ones((h, w), np.float32), matrix, (W, H))[..., None]
    out = ground * (1 - inside) + lit * inside
    yy, xx = np.mgrid[0:H, 0:W].astype(np.float32)
    a = rng.uniform(0, 2 * math.pi)
    ramp = ((xx / W - 0.5) * math.cos(a) + (yy / H - 0.5) * math.sin(a)) * rng.uniform(0.15, 0.5)
    light = 0.93 + ramp
    if rng.random() < 0.55:
        corner, b = rng.uniform(0.2, 0.9) * W, rng.uniform(-0.7, 0.7)
        side = (xx - corner) * math.cos(b) + (yy - H * rng.uniform(0.3, 0.9)) * math.sin(b)
        light *= 1 - rng.uniform(0.18, 0.42) / (1 + np.exp(-np.clip(side / (rng.uniform(6, 40)), -30, 30)))
    out = out * light[..., None]
    out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.5, 1.0) * how.dpi / 200)
    sigma = {"clean": 2.0, "faint": 3.0, "noisy": 8.0, "worn": 5.0}[how.state]
    out += cv2.GaussianBlur(cv2.randn(np.zeros((H, W, 3), np.float32), (0, 0, 0), (sigma * 1.6,) * 3), (0, 0), 0.7)
    return Taken(Image.fromarray(np.clip(out, 0, 255).astype(np.uint8)), matrix, curl, w)


def seen(taken: Taken, mark, scale: float) -> float:
    """How well a mark stands out in the picture: the step between it and what surrounds it, in the best channel, against the unrest there."""
    x0, y0, x1, y1 = mark.box
    pad = int(1.6 * scale)
    p = taken.move([(x0 - pad, y0 - pad), (x1 + pad, y0 - pad), (x1 + pad, y1 + pad), (x0 - pad, y1 + pad)])
    W, H = taken.image.size
    left, top = np.clip(np.floor(p.min(0)).astype(int), 0, (W, H))
    right, bottom = np.clip(np.ceil(p.max(0)).astype(int), 0, (W, H))
    if right - left < 3 or bottom - top < 3:
        return 0.0
    shift = np.array([[1, 0, mark.x], [0, 1, mark.y], [0, 0, 1]], np.float64)
    if taken.curl:
        shift[1, 2] += taken.curl * math.sin(math.pi * (x0 + x1) / 2 / taken.width)
    back = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], np.float64)
    soft = cv2.warpPerspective(mark.alpha, back @ taken.matrix @ shift, (int(right - left), int(bottom - top)), flags=cv2.INTER_LINEAR)
    level = max(0.25, 0.6 * float(soft.max()))
    ink = soft > level
    near = cv2.dilate((soft > 0.08).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    around = (
        cv2.dilate((soft > 0.3).astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * int(0.9 * scale) + 1,) * 2)) > 0
    ) & ~near
    if ink.sum() < 12 or around.sum() < 12:
        return 0.0
    patch = np.asarray(taken.image.crop((int(left), int(top), int(right), int(bottom))).convert("RGB")).astype(np.float32)
    patch = cv2.GaussianBlur(patch, (0, 0), 0.1 * scale) if taken.image.mode == "1" else patch
    chroma = patch.max(2, keepdims=True) - patch.min(2, keepdims=True)
    both = np.concatenate([patch, 255 - chroma], 2)
    step = both[around].mean(0) - both[ink].mean(0)
    return float((step / (both[around].std(0) + 14)).max())


def shown(sheet, mark, taken: Taken, faint: bool, step: float) -> float:
    """The share of a mark's ink that changes the page by `step` or more, seals and print being what they are."""
    box = (mark.x, mark.y, mark.x + mark.alpha.shape[1], mark.y + mark.alpha.shape[0])
    with_it, without = (sheet.pixels(box, skip).astype(np.float32) for skip in (None, mark))
    ink = mark.alpha > max(0.15, 0.45 * float(np.quantile(mark.alpha, 0.98)))
    h, w = sheet.image.height, sheet.image.width
    ys, xs = np.mgrid[box[1] : box[3], box[0] : box[2]]
    inside = (xs >= 0) & (ys >= 0) & (xs < w) & (ys < h)
    if not ink.any():
        return 0.0
    if taken.mix is None:
        change = np.abs(with_it - without).max(2) * (0.58 if faint else 1)
        return float(((change > step) & inside)[ink].mean())
    a, b = with_it @ taken.mix * 0.97, without @ taken.mix * 0.97
    if faint:
        a, b = 255 - (255 - a) * 0.58, 255 - (255 - b) * 0.58
    seen_there = (b - a > step) if taken.cut is None else (a <= taken.cut) & (b > taken.cut)
    return float((seen_there & inside)[ink].mean())
