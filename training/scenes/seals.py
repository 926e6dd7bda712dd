"""Seals and stamps: the ink as printed by rubber, and the region it fills."""
import math

import cv2
import numpy as np
from PIL import Image, ImageDraw

from . import faces, words

COLOURS = {
    "red": ((205, 35, 45), 62), "pale red": ((228, 95, 95), 8), "dark red": ((150, 25, 40), 6), "blue": ((40, 60, 165), 11), "pale blue": ((110, 130, 200), 3),
    "purple": ((110, 50, 150), 5), "black": ((35, 35, 40), 7), "green": ((30, 120, 80), 1), "magenta": ((200, 30, 110), 3),
}


def colour(dice):
    base = COLOURS[dice.weighted({name: weight for name, (_, weight) in COLOURS.items()})][0]
    return tuple(max(0, min(255, v + dice.randint(-22, 22))) for v in base)


def _star(draw, x, y, radius, points=5):
    corners = []
    for k in range(points * 2):
        r, a = (radius, radius * 0.382)[k % 2], -math.pi / 2 + math.pi * k / points
        corners.append((x + r * math.cos(a), y + r * math.sin(a)))
    draw.polygon(corners, fill=255)


def _arc_text(canvas, text, x, y, rx, ry, size, first, last, face, inward=False, narrow=1.0):
    """Letters along an ellipse from angle `first` to `last` (degrees, clockwise, 0 = east)."""
    for index, letter in enumerate(text):
        angle = math.radians(first + (last - first) * (index + 0.5) / len(text))
        tile = Image.new("L", (int(size * 1.7), int(size * 1.7)), 0)
        ImageDraw.Draw(tile).text((size * 0.85, size * 0.85), letter, font=face, fill=255, anchor="mm")
        if narrow != 1.0:
            width = max(4, int(tile.width * narrow))
            tile = tile.resize((width, tile.height))
        normal = math.degrees(math.atan2(math.sin(angle) / ry, math.cos(angle) / rx))
        tile = tile.rotate(-(normal + 90) + (180 if inward else 0), resample=Image.BICUBIC, expand=True)
        px, py = x + rx * math.cos(angle), y + ry * math.sin(angle)
        canvas.paste(255, (int(px - tile.width / 2), int(py - tile.height / 2)), tile)


def _emblem(dice, draw, x, y, r):
    """An invented centre piece: rays, wheel, book, building, letters."""
    kind = dice.choice(["rays", "wheel", "blocks", "letters", "year", "wreath"])
    width = max(1, int(r * 0.08))
    if kind == "rays":
        for k in range(dice.randint(6, 16)):
            a = 6.283 * k / 12
            draw.line((x + 0.3 * r * math.cos(a), y + 0.3 * r * math.sin(a), x + r * math.cos(a), y + r * math.sin(a)), fill=255, width=width)
    elif kind == "wheel":
        for q in (1, 0.7, 0.3):
            draw.ellipse((x - q * r, y - q * r, x + q * r, y + q * r), outline=255, width=width)
    elif kind == "blocks":
        for _ in range(dice.randint(3, 7)):
            a, b = x + dice.uniform(-0.8, 0.4) * r, y + dice.uniform(-0.8, 0.4) * r
            draw.rectangle((a, b, a + dice.uniform(0.1, 0.5) * r, b + dice.uniform(0.1, 0.6) * r), fill=255 if dice.chance(0.6) else 0, outline=255)
    elif kind == "wreath":
        for k in range(14):
            a = 0.6 + 5.1 * k / 13 + 1.57
            px, py = x + 0.8 * r * math.cos(a), y + 0.8 * r * math.sin(a)
            draw.ellipse((px - 0.14 * r, py - 0.08 * r, px + 0.14 * r, py + 0.08 * r), fill=255)
    else:
        text = str(dice.randint(1850, 2020)) if kind == "year" else dice.choice(["UT", "KZ", "MB", "科", "学", "印", "RP"])
        draw.text((x, y), text, font=faces.load(faces.faces("print", "zh", False)[0], max(7, int(r * (0.6 if kind == "year" else 1)))), fill=255, anchor="mm")


def round_seal(dice, scale, held):
    language = dice.weighted({"zh": 10, "en": 2, "ru": 1.3, "ja": 0.6, "ko": 0.6, "fr": 0.4})
    wide = words.wide(language)
    rx = dice.uniform(30, 92) * scale if dice.chance(0.25) else dice.uniform(60, 90) * scale
    ry = rx * (dice.uniform(0.55, 0.8) if dice.chance(0.22) else 1)
    line = max(1, scale * dice.choice([1, 1.5, 2, 2.5, 3.5, 5]))
    side = 2 * int(rx + line) + 8
    canvas = Image.new("L", (side, 2 * int(ry + line) + 8), 0)
    draw, x, y = ImageDraw.Draw(canvas), canvas.width / 2, canvas.height / 2
    draw.ellipse((x - rx, y - ry, x + rx, y + ry), outline=255, width=max(1, int(line)))
    inner = line
    if dice.chance(0.3):
        gap = line + scale * dice.uniform(1.5, 4)
        draw.ellipse((x - rx + gap, y - ry + gap, x + rx - gap, y + ry - gap), outline=255, width=max(1, int(scale * dice.choice([0.8, 1, 1.5]))))
        inner = gap + scale
    if dice.chance(0.05):
        teeth = dice.randint(30, 60)
        for k in range(teeth):
            a = 6.283 * k / teeth
            draw.line((x + rx * math.cos(a), y + ry * math.sin(a), x + (rx + line) * math.cos(a), y + (ry + line) * math.sin(a)), fill=255, width=max(1, int(line)))
    text = words.organisation(dice, language)
    size = rx * (dice.uniform(0.2, 0.31) if wide else dice.uniform(0.14, 0.24))
    face = faces.pick(dice, "print", "brush" if wide and dice.chance(0.12) else words.group(language), size, held)
    narrow = dice.uniform(0.55, 1.0) if wide else 1.0
    reach_x, reach_y = rx - inner - size * 0.68, ry - inner - size * 0.68
    each = size * (1.12 * narrow + 0.1 if wide else 0.68) / max(reach_x, 5) * 57.3
    span = min(310, each * len(text) * dice.uniform(1, 1.3))
    if wide and dice.chance(0.6):
        span = max(span, dice.uniform(200, 285))
    text = text if each * len(text) < 330 else text[: max(3, int(330 / each))]
    _arc_text(canvas, text, x, y, reach_x, reach_y, size, -90 - span / 2, -90 + span / 2, face, narrow=narrow)
    centre = dice.weighted({"star": 7 if language == "zh" else 1, "ring": 2, "emblem": 2.2, "text": 2.5, "none": 1.5})
    core = min(rx, ry)
    if centre == "star":
        _star(draw, x, y - core * dice.choice([0, 0, 0.05]), core * dice.uniform(0.2, 0.38), 5 if dice.chance(0.93) else 6)
    elif centre == "emblem":
        _emblem(dice, draw, x, y, core * dice.uniform(0.25, 0.45))
    elif centre == "text":
        rows = dice.randint(1, 3)
        row = core * dice.uniform(0.2, 0.36) * (0.8 if rows == 3 else 1)
        font = faces.pick(dice, "print", words.group(language), row, held)
        for k in range(rows):
            label = dice.choice(["专用章", "合同", "财务", "发票", words.han(dice, 3), "公章"]) if wide else words.text(dice, language, 8).strip().upper()
            if dice.chance(0.15):
                label = words.date(dice, "en")[:10]
            draw.text((x, y + (k - (rows - 1) / 2) * row * 1.15), label, font=font, fill=255, anchor="mm")
    if centre in ("ring", "emblem") and dice.chance(0.8):
        q = 1 - (inner + size * 1.35) / rx
        for extra in ([0] if dice.chance(0.7) else [0, 0.04]):
            draw.ellipse((x - (q + extra) * rx, y - (q + extra) * ry, x + (q + extra) * rx, y + (q + extra) * ry), outline=255, width=max(1, int(scale * dice.choice([1, 1.5, 2]))))
    if centre in ("star", "none", "ring") and dice.chance(0.55):
        label = dice.choice(["合同专用章", "财务专用章", "公章", "科研专用章", "(1)", words.date(dice, "zh"), "(2)"]) if wide else words.text(dice, language, 9).strip()
        row = core * dice.uniform(0.14, 0.24)
        draw.text((x, y + core * dice.uniform(0.4, 0.52)), label, font=faces.pick(dice, "print", words.group(language), row, held), fill=255, anchor="mm")
    if dice.chance(0.45):  # number along the lower rim, or Latin words there
        low = f"{dice.randint(10**9, 10**13 - 1)}" if wide else words.organisation(dice, "ru" if language == "ru" else "en")[:26]
        row = size * (0.45 if wide else 0.9)
        span = min(150 if not wide else 100, len(low) * row * 0.8 / max(reach_x, 5) * 57.3)
        r = (rx - inner - row * 0.7, ry - inner - row * 0.7)
        _arc_text(canvas, low, x, y, *r, row, 90 + span / 2, 90 - span / 2, faces.pick(dice, "print", words.group(language), row, held), inward=True)
    if held and dice.chance(0.4):  # a design kept from training: two rows of letters
        row = size * 0.62
        r = (reach_x - size * 0.75 - row * 0.6, reach_y - size * 0.75 - row * 0.6)
        if min(r) > row * 2:
            second = words.organisation(dice, language)[: int(4.2 * r[0] / row)]
            _arc_text(canvas, second, x, y, *r, row, -200, 20, faces.pick(dice, "print", words.group(language), row, held))
    hull = Image.new("L", canvas.size, 0)
    ImageDraw.Draw(hull).ellipse((x - rx, y - ry, x + rx, y + ry), fill=255)
    return canvas, hull, dice.gauss(0, 12)


def name_seal(dice, scale, held):
    """Square or round personal seals, white or red ground, print or brush characters."""
    side = dice.uniform(24, 76) * scale
    canvas = Image.new("L", (int(side) + 4, int(side * dice.choice([1, 1, 1, 1.3])) + 4), 0)
    draw, box = ImageDraw.Draw(canvas), (2, 2, canvas.width - 3, canvas.height - 3)
    solid, circle = dice.chance(0.35), dice.chance(0.22)
    line = max(1, int(scale * dice.uniform(1, 3.5)))
    (draw.ellipse if circle else draw.rectangle)(box, outline=255, width=line, fill=255 if solid else 0)
    columns, rows = dice.choice([(2, 2), (2, 2), (2, 2), (1, 2), (3, 3), (1, 1), (2, 3)])
    pad = line + side * (0.14 if circle else 0.04)
    w, h = (canvas.width - 2 * pad) / columns, (canvas.height - 2 * pad) / rows
    face = faces.pick(dice, "print", "brush" if dice.chance(0.4) else "zh", min(w, h) * 0.95, held)
    for i in range(columns):
        for j in range(rows):
            draw.text((pad + (i + 0.5) * w, pad + (j + 0.5) * h), words.han(dice, 1, 0.5), font=face, fill=0 if solid else 255, anchor="mm")
    hull = Image.new("L", canvas.size, 0)
    (ImageDraw.Draw(hull).ellipse if circle else ImageDraw.Draw(hull).rectangle)(box, fill=255)
    return canvas, hull, dice.gauss(0, 6)


def text_stamp(dice, scale, held):
    """Rectangular stamps: received, company and name with room for a signature, address, copy."""
    language = dice.weighted({"zh": 4, "en": 4, "fr": 1, "de": 1, "ru": 0.6})
    wide = words.wide(language)
    size = dice.uniform(10, 22) * scale
    face = faces.pick(dice, "print", words.group(language), size, held)
    kind = dice.choice(["received", "company", "address", "word", "plate"])
    if kind == "received":
        rows = ([words.organisation(dice, language), "收 文 章", words.date(dice, "zh"), "第    号"] if wide else ["RECEIVED", words.date(dice, "en"), words.organisation(dice, "en")])[: dice.randint(2, 4)]
    elif kind == "company":
        rows = [words.organisation(dice, language), dice.choice(["法定代表人：", "授权代表：", "........................"]) if wide else dice.choice(["Authorized Signature(s)", "....................", "Director"])]
        if not wide:
            rows.insert(0, "For and on behalf of")
    elif kind == "address":
        rows = [words.organisation(dice, language), words.text(dice, language, 12 if wide else 26), words.text(dice, language, 10 if wide else 22), "Tel. " + str(dice.randint(10**6, 10**8))]
    elif kind == "word":
        rows = [dice.choice(["原件", "副本", "作废", "已审核", "此件与原件一致", "保密"]) if wide else dice.choice(["COPY", "APPROVED", "PAID", "CONFIDENTIAL", "CERTIFIED TRUE COPY", "ORIGINAL"])]
        size *= 1.5
        face = faces.pick(dice, "print", words.group(language), size, held)
    else:
        rows = [words.organisation(dice, language)] + [words.text(dice, language, 8 if wide else 16) for _ in range(dice.randint(0, 2))]
    lead = size * dice.uniform(1.2, 1.8)
    w = int(max(face.getlength(r) for r in rows) + size * dice.uniform(0.6, 1.6))
    h = int(lead * len(rows) + size * 0.8)
    canvas = Image.new("L", (w + 10, h + 10), 0)
    draw = ImageDraw.Draw(canvas)
    solid = dice.chance(0.05)
    if dice.chance(0.8):
        line = max(1, int(scale * dice.uniform(1, 3.5)))
        if dice.chance(0.25):
            draw.rounded_rectangle((4, 4, w + 5, h + 5), radius=size * 0.5, outline=255, width=line, fill=255 if solid else 0)
        else:
            draw.rectangle((4, 4, w + 5, h + 5), outline=255, width=line, fill=255 if solid else 0)
        if dice.chance(0.2) and len(rows) > 1:
            draw.line((4, 5 + lead + size * 0.2, w + 5, 5 + lead + size * 0.2), fill=255, width=line)
    for index, row in enumerate(rows):
        draw.text((5 + w / 2, 5 + size * 0.4 + lead * (index + 0.5)), row, font=face, fill=0 if solid else 255, anchor="mm")
    hull = Image.new("L", canvas.size, 0)
    ImageDraw.Draw(hull).rectangle((4, 4, w + 5, h + 5), fill=255)
    return canvas, hull, dice.gauss(0, 5)


def wear(dice, ink, scale):
    """Uneven pressure, dry rubber, grain, a missing part."""
    a = ink.astype(np.float32)
    h, w = a.shape
    if dice.chance(0.75):
        a *= np.clip(dice.field(h, w, dice.uniform(15, 90) * scale, dice.uniform(0.05, 0.8), 1.2), 0, 1)
    if dice.chance(0.65):
        noise = cv2.GaussianBlur(dice.noise.random((h, w), dtype=np.float32), (0, 0), dice.uniform(0.5, 1.3) * scale)
        noise = (noise - noise.mean()) / (noise.std() + 1e-6)
        a *= np.clip(1.3 + noise * dice.uniform(0.2, 0.8) - dice.uniform(0, 0.8), 0, 1)
    if dice.chance(0.15):
        a = cv2.GaussianBlur(a, (0, 0), dice.uniform(0.5, 1.4) * scale)
    if dice.chance(0.06):  # pressed twice
        shift = np.float32([[1, 0, dice.gauss(0, 2.5) * scale], [0, 1, dice.gauss(0, 2.5) * scale]])
        a = np.maximum(a, 0.6 * cv2.warpAffine(a, shift, (w, h)))
    strength = dice.uniform(0.4, 1) if dice.chance(0.4) else dice.uniform(0.8, 1)
    return np.clip(a * strength, 0, 255).astype(np.uint8)


def seal(dice, scale, held=False, kind=None):
    """(ink mask, region mask, kind)."""
    kind = kind or dice.weighted({"round": 62, "name": 17, "stamp": 21})
    canvas, hull, turn = {"round": round_seal, "name": name_seal, "stamp": text_stamp}[kind](dice, scale, held)
    if dice.chance(0.04):
        turn = dice.uniform(0, 360)
    ink = np.asarray(canvas.rotate(turn, resample=Image.BICUBIC, expand=True))
    region = np.asarray(hull.rotate(turn, resample=Image.NEAREST, expand=True))
    return wear(dice, ink, scale), region, kind
