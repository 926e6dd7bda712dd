"""Draws organisation seals: round and oval Chinese seals with a star, foreign stamps, square seals."""

import math
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

PX = 24  # pixels per millimetre while drawing
KEPT = 12  # pixels per millimetre of the finished seal
SERIF = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"
SANS = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
LATIN = "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf"
RED, BLUE, PURPLE = (205, 28, 36), (38, 62, 150), (110, 48, 140)
SIMPLIFIED, KOREAN = 2, 1  # faces inside the Noto collections


def _glyph(char: str, font, width: float, height: float) -> Image.Image:
    """One character as a mask, stretched to the given size."""
    box = font.getbbox(char)
    mask = Image.new("L", (max(1, box[2] - box[0]), max(1, box[3] - box[1])), 0)
    ImageDraw.Draw(mask).text((-box[0], -box[1]), char, font=font, fill=255)
    return mask.resize((max(1, int(width)), max(1, int(height))), Image.Resampling.LANCZOS)


def _paste(mask: Image.Image, glyph: Image.Image, x: float, y: float, angle: float) -> None:
    turned = glyph.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    place = (int(x - turned.width / 2), int(y - turned.height / 2))
    mask.paste(255, place + (place[0] + turned.width, place[1] + turned.height), turned)


def _arc_text(mask, text, font, rx, ry, sweep, size, below=False):
    """Text along an ellipse: clockwise over the top, or anticlockwise along the bottom."""
    cx, cy = mask.width / 2, mask.height / 2
    for i, char in enumerate(text):
        part = (i + 0.5) / len(text) - 0.5
        turn = math.radians(part * sweep)
        if char == " ":
            continue
        flip = -1 if below else 1
        x, y = cx + rx * math.sin(turn), cy - flip * ry * math.cos(turn)
        slope = math.atan2(ry * math.sin(turn), rx * math.cos(turn))
        small = 0.45 if char in ".,·" else 1.0
        _paste(mask, _glyph(char, font, size[0] * small, size[1] * small), x, y, -flip * math.degrees(slope))


def _star(draw, cx, cy, radius):
    points = []
    for i in range(10):
        r = radius if i % 2 == 0 else radius * 0.382
        angle = math.radians(i * 36)
        points.append((cx + r * math.sin(angle), cy - r * math.cos(angle)))
    draw.polygon(points, fill=255)


def _ring(draw, size, inset, thick):
    draw.ellipse((inset, inset, size[0] - inset, size[1] - inset), outline=255, width=int(thick))


def _round_star(text, rng, oval=False):
    text, _, line = text.partition("|")
    w, h = (46 * PX, 32 * PX) if oval else (41 * PX, 41 * PX)
    mask = Image.new("L", (w, h), 0)
    draw = ImageDraw.Draw(mask)
    _ring(draw, (w, h), PX * 0.4, PX * 1.1)
    font = ImageFont.truetype(SERIF, 8 * PX, index=SIMPLIFIED)
    high = (4.4 if oval else 5.6) * PX
    sweep = min(272, 19.5 * len(text)) if not oval else min(250, 18 * len(text))
    radius = (w / 2 - PX * 1.9 - high / 2, h / 2 - PX * 1.9 - high / 2)
    step = math.radians(sweep / len(text)) * min(radius)
    _arc_text(mask, text, font, *radius, sweep, (min(step * 0.86, high * 0.85), high))
    _star(draw, w / 2, h / 2, (4.2 if oval else 6.6) * PX)
    if line:
        small = ImageFont.truetype(SERIF, int(3.6 * PX), index=SIMPLIFIED)
        draw.text((w / 2, h * 0.73), line, font=small, fill=255, anchor="mm")
    digits = "32" + "".join(rng.choice("0123456789") for _ in range(11))
    figures = ImageFont.truetype(LATIN, 3 * PX)
    _arc_text(mask, digits, figures, w / 2 - 3 * PX, h / 2 - 3 * PX, 62, (1.0 * PX, 1.6 * PX), below=True)
    return mask


def _round_latin(text, rng):
    size = 37 * PX
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)
    _ring(draw, (size, size), PX * 0.4, PX * 0.7)
    _ring(draw, (size, size), PX * 6.2, PX * 0.4)
    font = ImageFont.truetype(SANS if any(ord(c) > 0x2E80 for c in text) else LATIN, 5 * PX)
    radius = size / 2 - 3.4 * PX
    sweep = min(338, 9.5 * len(text))
    _arc_text(mask, text, font, radius, radius, sweep, (math.radians(sweep / len(text)) * radius * 0.72, 2.7 * PX))
    centre = rng.choice(["tree", "rings", "bars"])
    c = size / 2
    if centre == "tree":
        for k in range(3):
            top, half = c - (6 - 4 * k) * PX, (3 + k * 1.3) * PX
            draw.polygon([(c, top), (c - half, top + 5 * PX), (c + half, top + 5 * PX)], outline=255, width=int(PX * 0.4))
    elif centre == "rings":
        for dx in (-3, 3):
            draw.ellipse((c + (dx - 4.5) * PX, c - 4.5 * PX, c + (dx + 4.5) * PX, c + 4.5 * PX), outline=255, width=int(PX * 0.5))
    else:
        for k, high in enumerate((5, 8, 11, 7)):
            x = c + (k * 3 - 5.7) * PX
            draw.rectangle((x, c + (5.5 - high) * PX, x + 2 * PX, c + 5.5 * PX), fill=255)
    return mask


def _box(text, _rng):
    lines = text.split("|")
    w, h = 50 * PX, (6 + 5 * len(lines)) * PX
    mask = Image.new("L", (w, h), 0)
    draw = ImageDraw.Draw(mask)
    draw.rounded_rectangle((PX // 3, PX // 3, w - PX // 3, h - PX // 3), 2 * PX, outline=255, width=int(PX * 0.6))
    for i, line in enumerate(lines):
        font = ImageFont.truetype(LATIN, int((3.6 if i == 0 else 2.9) * PX))
        glyphs = Image.new("L", (int(font.getlength(line)) + 4, 5 * PX), 0)
        ImageDraw.Draw(glyphs).text((2, PX * 2.4), line, font=font, fill=255, anchor="lm")
        if glyphs.width > w - 4 * PX:
            glyphs = glyphs.resize((w - 4 * PX, glyphs.height), Image.Resampling.LANCZOS)
        mask.paste(glyphs, ((w - glyphs.width) // 2, int((3 + 5 * i) * PX)))
    return mask


def _square(text, _rng):
    size = 21 * PX
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)
    draw.rectangle((PX // 3, PX // 3, size - PX // 3, size - PX // 3), outline=255, width=int(PX * 0.9))
    columns = math.ceil(math.sqrt(len(text)))
    rows = math.ceil(len(text) / columns)
    font = ImageFont.truetype(SERIF, 10 * PX, index=KOREAN)
    inner = size - 3.2 * PX
    for i, char in enumerate(text):
        column, row = divmod(i, rows)
        x = size - 1.6 * PX - (column + 0.5) * inner / columns
        y = 1.6 * PX + (row + 0.5) * inner / rows
        _paste(mask, _glyph(char, font, inner / columns * 0.88, inner / rows * 0.88), x, y, 0)
    return mask


def _worn(mask: Image.Image, rng: random.Random) -> np.ndarray:
    """Ink coverage 0..1: rough edges, uneven pressure, small holes."""
    noise = np.random.default_rng(rng.randrange(2**32))
    mask = mask.resize((mask.width * KEPT // PX, mask.height * KEPT // PX), Image.Resampling.LANCZOS)
    soft = np.asarray(mask.filter(ImageFilter.GaussianBlur(1.1)), float) / 255
    fine = _cloud(noise, mask.size, 3)
    broad = _cloud(noise, mask.size, 110)
    ink = np.clip((soft - 0.36 + 0.22 * (fine - 0.5)) * 4.5, 0, 1)
    pressure = np.clip(0.62 + 0.75 * (broad - 0.28), 0.45, 0.98)
    holes = np.clip((_cloud(noise, mask.size, 7) - 0.14) * 9, 0.4, 1)
    return ink * pressure * holes * (0.86 + 0.14 * fine)


def _cloud(noise, size, grain) -> np.ndarray:
    """Smooth noise 0..1 whose spots are about `grain` pixels wide."""
    small = noise.random((size[1] // grain + 2, size[0] // grain + 2))
    picture = Image.fromarray((small * 255).astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)
    return np.asarray(picture, float) / 255


STAMPS = {
    "round_star": (_round_star, RED),
    "oval_star": (lambda text, rng: _round_star(text, rng, oval=True), RED),
    "round_blue": (_round_latin, BLUE),
    "round_purple": (_round_latin, PURPLE),
    "round_red_latin": (_round_latin, RED),
    "box_blue": (_box, BLUE),
    "square_red": (_square, RED),
}


def seal(stamp: str, text: str, rng: random.Random) -> Image.Image:
    """A finished impression, turned a little, `KEPT` pixels per millimetre, with transparency."""
    draw, colour = STAMPS[stamp]
    cover = _worn(draw(text, rng), rng)
    tone = tuple(min(255, max(0, c + rng.randint(-12, 12))) for c in colour)
    picture = np.zeros(cover.shape + (4,), np.uint8)
    picture[..., :3] = tone
    picture[..., 3] = (cover * 255).astype(np.uint8)
    turn = rng.uniform(-14, 14) if stamp.startswith(("round", "oval")) else rng.uniform(-5, 5)
    return Image.fromarray(picture).rotate(turn, Image.Resampling.BICUBIC, expand=True)
