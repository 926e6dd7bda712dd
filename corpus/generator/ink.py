"""Makes handwriting: signatures from ink pictures, drawn strokes or written faces, and handwritten dates."""

import math
import random
from functools import cache
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFilter, ImageFont

PX = 12  # pixels per millimetre
FOLDER = Path(__file__).parent / "ink"
LATIN_FACES = [
    "/usr/share/fonts/truetype/kristi/Kristi.ttf",
    "/usr/share/fonts/truetype/rufscript/Rufscript010.ttf",
    "/usr/share/fonts/truetype/breip/Breip.ttf",
]
CHINESE_FACE = "/usr/share/fonts/truetype/arphic/ukai.ttc"
DATE_FACE = "/usr/share/fonts/truetype/kiloji/kiloji_p.ttf"
BRUSH_FACES = ["/usr/share/fonts/truetype/kouzan-mouhitsu/kouzan-mouhitsu-gyosho.ttf", "/usr/share/fonts/truetype/aoyagi-soseki/aoyagi-soseki.ttf"]
NOTE_FACE = "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf"
HANGUL_FACE = "/usr/share/fonts/truetype/nanum/NanumPen.ttf"
QUICK_FACES = [
    "/usr/share/fonts/truetype/femkeklaver/femkeklaver.ttf",
    "/usr/share/fonts/opentype/bwht/BecauseWeConnect-Regular.otf",
    "/usr/share/fonts/opentype/bwht/BecauseWeMentor-Regular.otf",
]
PENS = [(22, 24, 38), (26, 44, 132), (18, 30, 92), (30, 30, 32)]


def _coloured(mask: Image.Image, rng: random.Random, strength: float = 0.93) -> Image.Image:
    """A mask in one pen's colour, cut to its ink."""
    mask = mask.crop(mask.getbbox())
    picture = Image.new("RGBA", mask.size, rng.choice(PENS) + (0,))
    picture.putalpha(mask.point(lambda v: int(v * strength)))
    return picture


def _bent(mask: Image.Image, rng: random.Random) -> Image.Image:
    """Shears and bends a mask the way a hand does not keep to a line."""
    w, h = mask.size
    shear, rise = rng.uniform(0.05, 0.3), rng.uniform(-0.12, 0.04)
    phase, wave = rng.uniform(0, 6), rng.uniform(0.02, 0.05) * h
    cells = 12
    mesh = []

    def source(x, y):
        return (x + shear * (y - h / 2), y - rise * (x - w / 2) + wave * math.sin(phase + 7 * x / w))

    for i in range(cells):
        left, right = w * i // cells, w * (i + 1) // cells
        corners = [source(left, 0), source(left, h), source(right, h), source(right, 0)]
        mesh.append(((left, 0, right, h), [v for corner in corners for v in corner]))
    return mask.transform(mask.size, Image.Transform.MESH, mesh, Image.Resampling.BICUBIC)


def _paper(name: str, rng: random.Random) -> Image.Image:
    """A real handwritten name from the ink pictures."""
    path = rng.choice(sorted(FOLDER.glob(f"{name}-*.png")))
    source = Image.open(path).convert("RGBA")
    dark = 255 - np.asarray(source.convert("L"), float)
    mask = Image.fromarray((dark * np.asarray(source.getchannel("A"), float) / 255).astype(np.uint8))
    return _coloured(mask, rng)


def _written(text: str, face: str, rng: random.Random, tight: float) -> Image.Image:
    """Text set glyph by glyph with an unsteady hand, joined by thin strokes where the pen stays down."""
    size = 150
    mask = Image.new("L", (int(size * (len(text) + 3)), size * 3), 0)
    draw = ImageDraw.Draw(mask)
    x = size
    for char in text:
        font = ImageFont.truetype(face, int(size * rng.uniform(0.88, 1.16)))
        glyph = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(glyph).text((size // 2, size // 2), char, font=font, fill=255)
        glyph = glyph.rotate(rng.uniform(-6, 6), Image.Resampling.BICUBIC)
        mask.paste(255, (int(x) - size // 2, size // 2 + rng.randint(-10, 10)), glyph)
        step = font.getlength(char) * tight
        if tight < 0.9 and rng.random() < 0.7 and char != text[-1]:
            draw.line((x + step * 0.8, size * 1.75, x + step * 1.15, size * 1.3), fill=190, width=4)
        x += step
    return _bent(mask, rng).filter(ImageFilter.GaussianBlur(1.0))


def _stroke(draw, points, rng, width):
    """A line through points whose thickness changes with the pen's speed."""
    path = []
    for i in range(len(points) - 1):
        p0, p1, p2, p3 = (points[min(max(i + k, 0), len(points) - 1)] for k in (-1, 0, 1, 2))
        for s in range(14):
            t = s / 14
            path.append(
                tuple(
                    0.5
                    * (
                        2 * p1[a]
                        + (p2[a] - p0[a]) * t
                        + (2 * p0[a] - 5 * p1[a] + 4 * p2[a] - p3[a]) * t**2
                        + (3 * p1[a] - p0[a] - 3 * p2[a] + p3[a]) * t**3
                    )
                    for a in (0, 1)
                )
            )
    for (x0, y0), (x1, y1) in zip(path, path[1:]):
        speed = math.hypot(x1 - x0, y1 - y0)
        thick = width * (1.25 - min(0.75, speed / 38)) * rng.uniform(0.94, 1.06)
        draw.line((x0, y0, x1, y1), fill=255, width=max(2, int(thick)))
        draw.ellipse((x1 - thick / 2, y1 - thick / 2, x1 + thick / 2, y1 + thick / 2), fill=255)


def _drawn(text: str, rng: random.Random) -> Image.Image:
    """An illegible Latin signature: a large initial, quick letters, a closing flourish."""
    mask = Image.new("L", (1500, 520), 0)
    draw = ImageDraw.Draw(mask)
    width = rng.uniform(7, 10)
    x, base = 180, 300
    for word in text.replace(".", "").split():
        tall = rng.uniform(150, 220)
        _stroke(
            draw,
            [
                (x - 40, base - 20),
                (x + 10, base - tall),
                (x + 50, base - tall * 0.7),
                (x - 5, base + 20),
                (x - 60, base - 30),
                (x + 40, base - tall * 0.5),
                (x + 95, base - 25),
            ],
            rng,
            width,
        )
        x += 90
        points = [(x, base - 25)]
        for _ in word[1:]:
            high = rng.choice([40, 55, 70, 150])
            points += [(x + rng.uniform(8, 20), base - high), (x + rng.uniform(18, 34), base + rng.uniform(-12, 14))]
            x += rng.uniform(34, 52)
        points.append((x + 40, base - rng.uniform(20, 60)))
        _stroke(draw, points, rng, width)
        x += rng.uniform(60, 90)
    if rng.random() < 0.6:
        _stroke(
            draw,
            [(x - 30, base - 40), (x + 40, base - 10), (x - 260, base + 70), (x - 120, base + 85), (x + 90, base + 30)],
            rng,
            width * 0.9,
        )
    return _bent(mask, rng).filter(ImageFilter.GaussianBlur(1.2))


def _looped(rng: random.Random) -> Image.Image:
    """A signature that is one run of loops, large at first, with a long last stroke."""
    mask = Image.new("L", (1300, 560), 0)
    turns, step, tall = rng.randint(4, 9), rng.uniform(46, 78), rng.uniform(120, 190)
    points = []
    for i in range(turns * 8):
        angle = i * math.pi / 4
        size = tall * (0.3 + 0.7 / (1 + i / 9)) * rng.uniform(0.85, 1.15)
        points.append((200 + i * step / 8 + 0.42 * size * math.cos(angle), 300 - size * (0.55 + 0.8 * math.sin(angle)) / 1.35))
    end = points[-1]
    points += [(end[0] + 120, end[1] + rng.uniform(-60, 60)), (end[0] + rng.uniform(240, 420), end[1] + rng.uniform(-40, 90))]
    _stroke(ImageDraw.Draw(mask), points, rng, rng.uniform(6, 10))
    return _bent(mask, rng).filter(ImageFilter.GaussianBlur(1.1))


def signature(source: str, rng: random.Random) -> tuple[Image.Image, float]:
    """The picture of a signature and its width in millimetres."""
    how, _, text = source.partition(":")
    if how == "paper":
        return _paper(text, rng), rng.uniform(24, 31)
    if how == "hand":
        return _coloured(_written(text, CHINESE_FACE, rng, 0.84), rng), rng.uniform(7.5, 9.5) * len(text)
    if how == "brush":
        face = next((face for face in BRUSH_FACES if _covers(face, text)), NOTE_FACE)
        return _coloured(_written(text, face, rng, 0.8), rng), rng.uniform(8.5, 11) * len(text)
    if how == "hangul":
        return _coloured(_written(text, HANGUL_FACE, rng, 0.85), rng), rng.uniform(8, 10) * len(text)
    if how == "loops":
        return _coloured(_looped(rng), rng), rng.uniform(26, 44)
    if how == "scrawl":
        return _coloured(_drawn(text, rng), rng), rng.uniform(30, 46)
    if how == "quick":
        return _coloured(_written(text, rng.choice(QUICK_FACES), rng, 0.94), rng), rng.uniform(28, 40)
    if rng.random() < 0.5:
        return _coloured(_drawn(text, rng), rng), rng.uniform(33, 44)
    return _coloured(_written(text, rng.choice(LATIN_FACES), rng, 0.94), rng), rng.uniform(30, 40)


def date_note(text: str, rng: random.Random) -> tuple[Image.Image, float]:
    """A handwritten date and its width in millimetres."""
    face = DATE_FACE if any(ord(c) > 0x2000 for c in text) else rng.choice([DATE_FACE, LATIN_FACES[2]])
    return _coloured(_written(text, face, rng, 0.98), rng), 2.9 * len(text) + sum(1.6 for c in text if ord(c) > 0x2E80)


@cache
def _characters(face: str) -> frozenset[int]:
    return frozenset(TTFont(face, fontNumber=0).getBestCmap())


@cache
def _covers(face: str, text: str) -> bool:
    font = ImageFont.truetype(face, 40)  # some faces map characters to glyphs without a stroke
    return all(ord(char) in _characters(face) and font.getmask(char).getbbox() for char in text)


def note(text: str, owner: str, rng: random.Random) -> Image.Image:
    """A few handwritten words or a date; `owner` is the writer's signature, so that one hand keeps one face."""
    faces = [DATE_FACE, NOTE_FACE, HANGUL_FACE, *QUICK_FACES, LATIN_FACES[2]]
    fitting = [face for face in faces if _covers(face, text.replace(" ", ""))]
    own = random.Random(owner)
    return _coloured(_written(text, own.choice(fitting or [NOTE_FACE]), rng, 0.96), rng)
