"""Turns a clean page picture into a scan or a photograph; each effect also tells where a point went."""

import random
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SANS = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"


@dataclass
class Shot:
    """A page after an effect, with the homography from the clean page's pixels to its own."""

    picture: Image.Image
    moved: np.ndarray

    def box(self, x0: float, y0: float, x1: float, y1: float) -> list[float]:
        """A box of the clean page (pixels) as a relative box here."""
        corners = np.array([[x0, y0, 1], [x1, y0, 1], [x1, y1, 1], [x0, y1, 1]], float) @ self.moved.T
        points = corners[:, :2] / corners[:, 2:]
        low, high = points.min(axis=0), points.max(axis=0)
        w, h = self.picture.size
        return [round(min(max(float(v), 0), 1), 4) for v in (low[0] / w, low[1] / h, high[0] / w, high[1] / h)]


def _homography(source, target) -> np.ndarray:
    rows, right = [], []
    for (x, y), (u, v) in zip(source, target):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return np.append(np.linalg.solve(np.array(rows, float), np.array(right, float)), 1).reshape(3, 3)


def _turned(page: Image.Image, degrees: float, fill, shift=(0.0, 0.0)) -> Shot:
    """Rotation about the middle on a page of the same size."""
    w, h = page.size
    a = np.radians(degrees)
    c, s = np.cos(a), np.sin(a)
    cx, cy = w / 2, h / 2
    moved = np.array([[c, s, cx - c * cx - s * cy + shift[0]], [-s, c, cy + s * cx - c * cy + shift[1]], [0, 0, 1]])
    back = np.linalg.inv(moved)
    return Shot(page.transform((w, h), Image.Transform.AFFINE, tuple(back[:2].ravel()), Image.Resampling.BICUBIC, fillcolor=fill), moved)


def _smooth(noise, size, cells) -> np.ndarray:
    small = (noise.random((cells + 1, cells)) * 255).astype(np.uint8)
    return np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BICUBIC), np.float32) / 255


def _speckle(pixels, noise, share, dark):
    h, w = pixels.shape[:2]
    for _ in range(int(share * h * w / 10000)):
        y, x, r = noise.integers(0, h - 4), noise.integers(0, w - 4), noise.integers(1, 3)
        pixels[y : y + r, x : x + r] = dark


def _grain(rng: random.Random):
    return np.random.default_rng(rng.randrange(2**32))


def _finish(pixels) -> Image.Image:
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def colour(page: Image.Image, rng: random.Random) -> Shot:
    """A good flatbed colour scan: slight turn, warm paper, a little noise."""
    noise = _grain(rng)
    shot = _turned(page.filter(ImageFilter.GaussianBlur(0.45)), rng.uniform(-0.5, 0.5), "white", (rng.uniform(-8, 8), rng.uniform(-8, 8)))
    pixels = np.asarray(shot.picture, np.float32)
    paper = np.array([252, 251, 247], np.float32) - rng.uniform(0, 2)
    pixels = 18 + pixels * ((paper - 18) / 255)
    pixels += (noise.standard_normal(pixels.shape[:2], np.float32) * 1.8)[..., None]
    _speckle(pixels, noise, 0.06, 170)
    return Shot(_finish(pixels), shot.moved)


def grey(page: Image.Image, rng: random.Random) -> Shot:
    """A grey copy: flatter contrast and uneven toner."""
    noise = _grain(rng)
    shot = _turned(page.convert("L").filter(ImageFilter.GaussianBlur(0.6)), rng.uniform(-0.7, 0.7), 255)
    pixels = 34 + np.asarray(shot.picture, np.float32) * 0.83
    pixels += noise.standard_normal(pixels.shape, np.float32) * 3 - 9 * _smooth(noise, page.size, 5)
    _speckle(pixels, noise, 0.15, 90)
    return Shot(_finish(pixels), shot.moved)


def bilevel(page: Image.Image, rng: random.Random) -> Shot:
    """A black-and-white scan: everything is ink or paper."""
    noise = _grain(rng)
    shot = _turned(page.convert("L").filter(ImageFilter.GaussianBlur(0.7)), rng.uniform(-0.6, 0.6), 255)
    pixels = np.asarray(shot.picture, np.float32) + noise.standard_normal((page.height, page.width), np.float32) * 9
    bits = np.where(pixels < 168, 0, 255).astype(np.uint8)
    _speckle(bits, noise, 0.12, 0)
    return Shot(Image.fromarray(bits).convert("1", dither=Image.Dither.NONE), shot.moved)


def poor(page: Image.Image, rng: random.Random) -> Shot:
    """A bad scan: skew, fading, streaks, dark edges."""
    noise = _grain(rng)
    soft = page.filter(ImageFilter.GaussianBlur(1.0))
    shot = _turned(soft, rng.choice([-1, 1]) * rng.uniform(1.3, 2.4), (120, 118, 112), (rng.uniform(-14, 14), rng.uniform(-14, 14)))
    pixels = np.asarray(shot.picture, np.float32) * 0.68 + 66
    pixels += (noise.standard_normal(pixels.shape[:2], np.float32) * 5)[..., None]
    pixels -= (26 * _smooth(noise, page.size, 4))[..., None]
    h, w = pixels.shape[:2]
    edge = np.minimum(np.linspace(0, 12, w, dtype=np.float32), 1)
    pixels *= (0.6 + 0.4 * edge)[None, :, None]
    for _ in range(3):
        x = noise.integers(0, w - 3)
        pixels[:, x : x + 2] -= 20
    _speckle(pixels, noise, 0.3, 80)
    return Shot(_finish(pixels), shot.moved)


def photo(page: Image.Image, rng: random.Random) -> Shot:
    """A phone photograph: desk, perspective, lamp light falling off."""
    noise = _grain(rng)
    w, h = page.size
    width, height = int(w * 1.13), int(h * 1.1)
    inset = lambda: (rng.uniform(0.02, 0.075) * w, rng.uniform(0.015, 0.05) * h)
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = inset(), inset(), inset(), inset()
    target = [(ax, ay), (width - bx, by), (width - cx, height - cy), (dx, height - dy)]
    moved = _homography([(0, 0), (w, 0), (w, h), (0, h)], target)
    back = np.linalg.inv(moved)
    back = tuple((back / back[2, 2]).ravel()[:8])
    warped = page.filter(ImageFilter.GaussianBlur(0.7)).transform(
        (width, height), Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC
    )
    sheet = Image.new("L", (w, h), 255).transform((width, height), Image.Transform.PERSPECTIVE, back).filter(ImageFilter.GaussianBlur(1.2))
    desk = np.full((height, width, 3), (112, 84, 60), np.float32) + (28 * _smooth(noise, (width, height), 40) - 14)[..., None]
    cover = (np.asarray(sheet, np.float32) / 255)[..., None]
    pixels = np.asarray(warped, np.float32) * np.array([0.97, 0.95, 0.9], np.float32) * cover + desk * (1 - cover)
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    lamp = (xx / width - rng.uniform(0.2, 0.8)) ** 2 + (yy / height - rng.uniform(0.1, 0.5)) ** 2
    light = 1.04 - 0.42 * lamp
    pixels = pixels * light[..., None] + (noise.standard_normal((height, width), np.float32) * 3)[..., None]
    return Shot(_finish(pixels), moved)


def fold(page: Image.Image, rng: random.Random) -> Shot:
    """A colour scan of a letter that was folded in three and stapled."""
    shot = colour(page, rng)
    pixels = np.asarray(shot.picture, np.float32).copy()
    h, w = pixels.shape[:2]
    for part in (1 / 3, 2 / 3):
        y = int(h * part + rng.uniform(-0.02, 0.02) * h)
        rows = np.arange(h)[:, None, None]
        pixels -= 17 * np.exp(-(((rows - y) / 3.0) ** 2)) + 7 * np.exp(-(((rows - y - 22) / 20.0) ** 2))
    x, y = int(w * 0.07), int(h * 0.035)
    pixels[y : y + 3, x : x + w // 26] = 95
    return Shot(_finish(pixels), shot.moved)


def border(page: Image.Image, rng: random.Random) -> Shot:
    """A sheet on a larger glass: black at two sides, grey shadow along the paper's edge."""
    w, h = page.size
    scale, left, top = 0.955, rng.uniform(0.004, 0.03) * w, rng.uniform(0.004, 0.03) * h
    shot = _turned(page.filter(ImageFilter.GaussianBlur(0.5)), rng.uniform(-1.1, 1.1), "white")
    small = shot.picture.resize((int(w * scale), int(h * scale)), Image.Resampling.LANCZOS)
    glass = Image.new("RGB", (w, h), (28, 27, 30))
    glass.paste(small, (int(left), int(top)))
    pixels = np.asarray(glass, np.float32) * 0.95 + 6
    pixels += (_grain(rng).standard_normal((h, w), np.float32) * 1.6)[..., None]
    moved = np.array([[scale, 0, int(left)], [0, scale, int(top)], [0, 0, 1]]) @ shot.moved
    return Shot(_finish(pixels), moved)


def copy(page: Image.Image, rng: random.Random) -> Shot:
    """A copy of a copy from a binder: punched holes, a dark spine, dirt on the glass."""
    shot = grey(page, rng)
    pixels = np.asarray(shot.picture, np.float32).copy()
    h, w = pixels.shape[:2]
    pixels = 128 + (pixels - 128) * 1.22
    pixels -= 85 * np.exp(-np.arange(w, dtype=np.float32) / (w * 0.014))[None, :]
    yy, xx = np.mgrid[0:h, 0:w]
    for part in (0.365, 0.635):
        away = np.hypot(xx - w * 0.042, yy - h * part)
        pixels[away < w * 0.0135] = 40
    return Shot(_finish(pixels), shot.moved)


def fax(page: Image.Image, rng: random.Random) -> Shot:
    """A fax: half the lines, everything black or white, a few lines lost, the sender's line on top."""
    shot = bilevel(page, rng)
    w, h = shot.picture.size
    coarse = shot.picture.convert("L").resize((w, h // 2), Image.Resampling.BOX).resize((w, h), Image.Resampling.NEAREST)
    bits = np.where(np.asarray(coarse) < 150, 0, 255).astype(np.uint8)
    for _ in range(2):
        y = rng.randrange(h // 8, h - 6)
        bits[y : y + 2] = 255
    picture = Image.fromarray(bits)
    font = ImageFont.truetype(SANS, w // 70, index=2)
    ImageDraw.Draw(picture).text((w // 14, h // 90), "FAX  2024-03-11 09:42   FROM: 0000-000000", font=font, fill=0)
    return Shot(picture.convert("1", dither=Image.Dither.NONE), shot.moved)


def shade(page: Image.Image, rng: random.Random) -> Shot:
    """A phone photograph with the shadow of the one who took it."""
    shot = photo(page, rng)
    pixels = np.asarray(shot.picture, np.float32).copy()
    h, w = pixels.shape[:2]
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    slant = xx * rng.uniform(0.4, 0.8) + yy - h * rng.uniform(0.85, 1.1)
    dark = 1 / (1 + np.exp(-slant / (w * 0.03)))
    pixels *= (1 - 0.38 * dark)[..., None]
    return Shot(_finish(pixels), shot.moved)


def app_footer(page: Image.Image) -> None:
    """The line that a scanning app prints under every page."""
    draw, (w, h) = ImageDraw.Draw(page), page.size
    font = ImageFont.truetype(SANS, w // 52, index=2)
    left = w - 12 * w // 52
    draw.rounded_rectangle((left - w // 36, h - w // 30, left - w // 110, h - w // 90), 4, fill=(34, 170, 140))
    draw.text((left, h - w // 44), "由 随手扫 App 扫描创建", font=font, fill=(110, 110, 110), anchor="lm")


EFFECTS = {
    "colour": colour,
    "grey": grey,
    "bw": bilevel,
    "poor": poor,
    "photo": photo,
    "fold": fold,
    "border": border,
    "copy": copy,
    "fax": fax,
    "shade": shade,
}
