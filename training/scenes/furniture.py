"""What a page carries besides ink and seals: text, rules, tables, logos, codes, photographs, dirt, scan borders."""
import math

import cv2
import numpy as np
from PIL import Image, ImageDraw

from . import faces, words


class Sheet:
    """Three masks to draw on with PIL: print, rules, graphics, each with its own pen."""

    def __init__(self, width, height):
        self.images = {k: Image.new("L", (width, height), 0) for k in ("print", "rules", "graphics")}
        self.pens = {k: ImageDraw.Draw(v) for k, v in self.images.items()}
        self.width, self.height = width, height

    def text(self, x, y, text, font, fill=255, anchor="la"):
        self.pens["print"].text((x, y), text, font=font, fill=fill, anchor=anchor)
        return font.getlength(text)

    def rule(self, *points, width=1, fill=255):
        self.pens["rules"].line(points, fill=fill, width=max(1, int(round(width))))


def leader(dice, sheet, x, y, length, size, font, scale):
    """What a form puts under writing: a rule, dots, dashes, underscores, nothing."""
    kind = dice.weighted({"rule": 6, "dots": 2, "under": 1.5, "dashes": 0.7, "none": 2})
    if kind == "rule":
        sheet.rule(x, y, x + length, y + dice.choice([0, 0, 1]), width=scale * dice.choice([0.7, 1, 1, 1.5, 2]), fill=dice.randint(150, 255))
    elif kind == "dashes":
        step = dice.uniform(3, 9) * scale
        for k in range(int(length / step)):
            sheet.rule(x + k * step, y, x + (k + 0.6) * step, y, width=scale)
    elif kind != "none":
        letter = "_" if kind == "under" else dice.choice([".", "…", "·"])
        count = int(length / max(1, font.getlength(letter)))
        sheet.pens["rules"].text((x, y - size), letter * count, font=font, fill=255)


def paragraphs(dice, sheet, language, scale, held, top, bottom):
    """Running text between two heights; sometimes numbered headings, bold, underlines, bullets."""
    size = dice.choice([9, 11, 12, 13, 14, 14, 15, 15, 16, 17, 19]) * scale * dice.uniform(0.9, 1.1)
    font = faces.pick(dice, "print", words.group(language), size, held)
    bold = faces.pick(dice, "print", words.group(language), size * dice.choice([1, 1.2, 1.5]), held)
    left, right = dice.uniform(0.03, 0.16) * sheet.width, dice.uniform(0.84, 0.98) * sheet.width
    lead, y = size * dice.uniform(1.25, 2.1), top
    per_line = (right - left) / size * (1 if words.wide(language) else 2)
    while y < bottom:
        kind = dice.random()
        if kind < 0.08:
            y += lead * dice.uniform(0.3, 2)
        elif kind < 0.14:
            sheet.text(left, y, words.text(dice, language, dice.uniform(4, 16)), bold)
            y += bold.size * 1.5
        else:
            indent = size * 2 if dice.chance(0.2) else 0
            count = per_line if dice.chance(0.8) else per_line * dice.uniform(0.1, 0.9)
            line = words.text(dice, language, count - indent / size)
            wide = sheet.text(left + indent, y, line, font, dice.choice([255, 255, 255, 225, 190]))
            if dice.chance(0.04):
                start = dice.uniform(0, 0.6) * wide
                sheet.rule(left + start, y + size * 1.12, left + start + dice.uniform(0.1, 0.4) * wide, y + size * 1.12, width=scale)
            y += lead
    return y


def table(dice, sheet, language, scale, held, top, bottom):
    """A ruled table; returns the empty cells (x0, y0, x1, y1)."""
    size = dice.uniform(9, 16) * scale
    font = faces.pick(dice, "print", words.group(language), size, held)
    xs, ys = [dice.uniform(0.02, 0.15) * sheet.width], [top]
    right = dice.uniform(0.8, 0.98) * sheet.width
    for _ in range(dice.randint(1, 6)):
        xs.append(xs[-1] + dice.uniform(45, 200) * scale)
    xs = [x for x in xs if x < right - 30 * scale] + [right]
    while ys[-1] < bottom and len(ys) < 14:
        ys.append(ys[-1] + size * dice.uniform(1.5, 4.5))
    width, full, fill = scale * dice.choice([0.7, 1, 1, 1.5, 2.5]), dice.chance(0.75), dice.randint(120, 255)
    for y in ys:
        sheet.rule(xs[0], y, xs[-1], y, width=width, fill=fill)
    for x in xs if full else []:
        sheet.rule(x, ys[0], x, ys[-1], width=width, fill=fill)
    free = []
    for y0, y1 in zip(ys, ys[1:]):
        for x0, x1 in zip(xs, xs[1:]):
            count = (x1 - x0) / size * (1 if words.wide(language) else 1.9) * dice.uniform(0.2, 0.9)
            if dice.chance(0.7) and count >= 1:
                sheet.text(x0 + 3 * scale, (y0 + y1) / 2, words.text(dice, language, count), font, anchor="lm")
            else:
                free.append((x0, y0, x1, y1))
    return free


def heading(dice, sheet, language, scale, held, y):
    """A title or letterhead: large print, plain or script or brush, often with a rule under it."""
    size = dice.uniform(20, 62) * scale
    kind = "script" if not words.wide(language) and language != "ru" and dice.chance(0.35) else "brush" if language in ("zh", "ja") and dice.chance(0.15) else words.group(language)
    font = faces.pick(dice, "print", kind, size, held)
    text = words.organisation(dice, language) if dice.chance(0.6) else words.text(dice, language, 8 if words.wide(language) else 18)
    if kind == "brush":
        text = dice.choice(["東方大学", "長江科技", "北方工業大学", "中山大学", "大学研究所"])
    sheet.text(dice.uniform(0.1, 0.9) * sheet.width, y, text, font, anchor=dice.choice(["ma", "la", "ma"]))
    if dice.chance(0.5):
        for k in range(dice.choice([1, 1, 2])):
            sheet.rule(0.08 * sheet.width, y + size * 1.35 + k * 4 * scale, 0.92 * sheet.width, y + size * 1.35 + k * 4 * scale, width=scale * dice.choice([1, 2, 4]))
    return y + size * 1.8


def frames(dice, sheet, scale):
    """Boxes, page borders, checkboxes, vertical rules, bars."""
    for _ in range(dice.randint(1, 4)):
        kind = dice.choice(["box", "border", "checks", "line", "bar"])
        width = max(1, int(scale * dice.choice([0.7, 1, 1.5, 3])))
        x, y = dice.uniform(0, 0.8) * sheet.width, dice.uniform(0, 0.9) * sheet.height
        if kind == "box":
            sheet.pens["rules"].rectangle((x, y, x + dice.uniform(20, 300) * scale, y + dice.uniform(15, 160) * scale), outline=dice.randint(130, 255), width=width)
        elif kind == "border":
            q = dice.uniform(0.01, 0.05) * sheet.width
            sheet.pens["rules"].rectangle((q, -20 if dice.chance(0.5) else q, sheet.width - q, sheet.height + 20 if dice.chance(0.5) else sheet.height - q), outline=255, width=width)
        elif kind == "checks":
            side = dice.uniform(7, 14) * scale
            for k in range(dice.randint(1, 5)):
                sheet.pens["rules"].rectangle((x, y + k * side * 2, x + side, y + side + k * side * 2), outline=255, width=max(1, int(scale)))
        elif kind == "line":
            if dice.chance(0.5):
                sheet.rule(x, y, x + dice.uniform(50, 500) * scale, y, width=width)
            else:
                sheet.rule(x, y, x, y + dice.uniform(50, 400) * scale, width=width)
        else:
            sheet.pens["graphics"].rectangle((x, y, x + dice.uniform(50, 400) * scale, y + dice.uniform(5, 25) * scale), fill=dice.randint(60, 255))


def guilloche(dice, width, height, scale):
    """Fine waves over the whole sheet, as on licences and certificates. A pale ink mask."""
    mask = np.zeros((height, width), np.uint8)
    step, swing, period, beat = dice.uniform(4, 12) * scale, dice.uniform(3, 25) * scale, dice.uniform(30, 160) * scale, dice.uniform(0, 0.02)
    x = np.arange(0, width + 8, 8)
    for row in np.arange(-swing, height + swing, step):
        y = row + swing * np.sin(6.283 * x / period + row * beat)
        cv2.polylines(mask, [np.stack([x, y], 1).astype(int)], False, 255, max(1, int(scale * 0.7)), cv2.LINE_AA)
    return mask


def ornament(dice, width, height, scale):
    """A decorated border: arcs, lozenges or waves between two lines."""
    canvas = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(canvas)
    band, margin = dice.uniform(10, 34) * scale, dice.uniform(4, 30) * scale
    kind, line = dice.choice(["arcs", "lozenges", "rings"]), max(1, int(scale))
    for inset in (margin, margin + band):
        draw.rectangle((inset, inset, width - inset, height - inset), outline=255, width=line)
    step = band * dice.uniform(0.5, 1.1)
    spots = [(x, y) for x in np.arange(margin, width - margin, step) for y in (margin, height - margin - band)]
    spots += [(x, y) for y in np.arange(margin, height - margin, step) for x in (margin, width - margin - band)]
    for x, y in spots:
        if kind == "arcs":
            draw.arc((x, y, x + band, y + band), 180, 360, fill=255, width=line)
        elif kind == "rings":
            draw.ellipse((x, y, x + band, y + band), outline=255, width=line)
        else:
            draw.polygon([(x, y + band / 2), (x + band / 2, y), (x + band, y + band / 2), (x + band / 2, y + band)], fill=255 if dice.chance(0.5) else None, outline=255)
    return np.asarray(canvas)


def plate(dice, scale, language, held):
    """A block of colour with letters left out of it."""
    size = dice.uniform(14, 44) * scale
    font = faces.pick(dice, "print", words.group(language), size, held)
    text = words.text(dice, language, dice.randint(3, 8 if words.wide(language) else 16)).strip()
    canvas = Image.new("L", (int(font.getlength(text) + size * 1.4), int(size * 1.8)), 255)
    ImageDraw.Draw(canvas).text((canvas.width / 2, canvas.height / 2), text, font=font, fill=0, anchor="mm")
    return np.asarray(canvas)


def skyline(dice, scale):
    """A picture printed pale: towers, hills."""
    w, h = int(dice.uniform(200, 420) * scale), int(dice.uniform(40, 150) * scale)
    mask = np.zeros((h, w), np.uint8)
    x = 0
    while x < w:
        step, top = int(dice.uniform(5, 40) * scale), int(dice.uniform(0, 0.95) * h)
        cv2.rectangle(mask, (x, top), (x + step, h), dice.randint(120, 255), -1)
        x += step + int(dice.uniform(0, 15) * scale)
    return mask


def ring_emblem(dice, scale, held):
    """A printed round emblem, much like a seal but part of a letterhead: the hardest negative. Returns an ink mask."""
    from . import seals

    r = dice.uniform(18, 50) * scale
    side = int(2 * r + 6)
    canvas = Image.new("L", (side, side), 0)
    draw, c = ImageDraw.Draw(canvas), side / 2
    solid = dice.chance(0.35)
    draw.ellipse((c - r, c - r, c + r, c + r), outline=255, width=max(1, int(scale * dice.uniform(1, 3))), fill=255 if solid else 0)
    q = dice.uniform(0.6, 0.75)
    draw.ellipse((c - q * r, c - q * r, c + q * r, c + q * r), outline=0 if solid else 255, width=max(1, int(scale)), fill=0 if solid and dice.chance(0.5) else None)
    size = r * (1 - q) * 0.75
    seals._arc_text(canvas, words.organisation(dice, "en")[:24].upper() if dice.chance(0.6) else words.organisation(dice, "zh"), c, c, r * (1 + q) / 2, r * (1 + q) / 2, size, -200, 20,
                    faces.pick(dice, "print", "zh", size, held))
    seals._emblem(dice, draw, c, c, r * q * 0.7)
    return np.asarray(canvas)


def logo(dice, scale, held):
    """An RGBA picture of shapes and letters."""
    side = int(dice.uniform(28, 120) * scale)
    canvas = Image.new("RGBA", (int(side * dice.choice([1, 1, 1.6, 2.4])), side), (255, 255, 255, 0))
    draw = ImageDraw.Draw(canvas)
    tones = [(200, 20, 30), (20, 60, 150), (20, 20, 20), (240, 180, 20), (30, 120, 60), (120, 20, 40), (90, 90, 90)]
    first = dice.choice(tones)
    tone = lambda: (first if dice.chance(0.6) else dice.choice(tones)) + (255,)
    w, h = canvas.size
    for _ in range(dice.randint(1, 5)):
        kind = dice.random()
        x0, x1 = sorted((dice.randint(0, w - 1), dice.randint(0, w - 1)))
        y0, y1 = sorted((dice.randint(0, h - 1), dice.randint(0, h - 1)))
        box = (x0, y0, x1 + 2, y1 + 2)
        if kind < 0.3:
            draw.ellipse(box, fill=tone())
        elif kind < 0.5:
            draw.rectangle(box, fill=tone())
        elif kind < 0.75:
            draw.polygon([(dice.randint(0, w), dice.randint(0, h)) for _ in range(dice.randint(3, 6))], fill=tone())
        else:
            draw.arc(box, dice.randint(0, 180), dice.randint(200, 360), fill=tone(), width=max(2, int(h * 0.08)))
    if dice.chance(0.6):
        size = h * dice.uniform(0.25, 0.6)
        draw.text((w / 2, h / 2), dice.choice(["ABC", "PM", "U", "NT", "KLM", "科", "北", "中科", "VITA"]), font=faces.pick(dice, "print", "zh", size, held), fill=(255,) * 4 if dice.chance(0.5) else tone(), anchor="mm")
    return canvas


def code(dice, scale):
    """A QR code or bar code as an ink mask."""
    if dice.chance(0.65):
        n = dice.choice([21, 25, 29, 33])
        bits = dice.noise.random((n, n)) < 0.5
        for y, x in ((0, 0), (0, n - 7), (n - 7, 0)):
            bits[y: y + 7, x: x + 7] = True
            bits[y + 1: y + 6, x + 1: x + 6] = False
            bits[y + 2: y + 5, x + 2: x + 5] = True
        side = int(dice.uniform(40, 100) * scale)
        return cv2.resize(bits.astype(np.uint8) * 255, (side, side), interpolation=cv2.INTER_NEAREST)
    bits = np.repeat(dice.noise.random(dice.randint(40, 90)) < 0.5, dice.randint(1, 2))
    return cv2.resize(bits[None].astype(np.uint8) * 255, (int(len(bits) * scale * dice.uniform(0.8, 1.5)), int(dice.uniform(20, 60) * scale)), interpolation=cv2.INTER_NEAREST)


def photograph(dice, height, width):
    """A colourful smooth patch."""
    patch = np.stack([dice.field(height, width, dice.uniform(6, 40)) for _ in range(3)], 2)
    return (patch * 0.5 + dice.field(height, width, 25)[..., None] * 0.5) * 255


def dirt(dice, scale):
    """Punch holes, smears, torn specks, dithered emblems, staples: small dark things that are no writing. An ink mask."""
    r = dice.uniform(4, 34) * scale
    n = int(2 * r + 8)
    mask = np.zeros((n, n), np.uint8)
    centre, kind = (n // 2, n // 2), dice.choice(["hole", "arc", "dither", "bar", "staple", "blot"])
    if kind == "hole":
        cv2.ellipse(mask, centre, (int(min(r, 11 * scale)), int(min(r, dice.uniform(6, 11) * scale))), 0, 0, 360, 255, -1, cv2.LINE_AA)
    elif kind == "arc":
        cv2.ellipse(mask, centre, (int(r), int(r)), dice.uniform(0, 360), 0, dice.uniform(60, 200), 255, max(1, int(scale * dice.uniform(1, 5))), cv2.LINE_AA)
    elif kind == "dither":
        dots = dice.field(n, n, dice.uniform(2.5, 7) * scale) > dice.uniform(0.4, 0.6)
        shape = np.zeros((n, n), np.uint8)
        angles = np.linspace(0, 6.28, dice.choice([4, 5, 7, 12, 30]), endpoint=False)
        cv2.fillPoly(shape, [np.array([(n / 2 + r * dice.uniform(0.5, 1) * math.cos(a), n / 2 + r * dice.uniform(0.5, 1) * math.sin(a)) for a in angles]).astype(int)], 255)
        mask = (dots * shape).astype(np.uint8)
    elif kind == "bar":
        cv2.rectangle(mask, (3, n // 2 - int(dice.uniform(1, 6) * scale)), (n - 3, n // 2 + int(dice.uniform(1, 6) * scale)), 255, -1)
    elif kind == "staple":
        cv2.line(mask, (4, n // 2), (int(4 + 16 * scale), n // 2 + dice.randint(-4, 4)), 255, max(1, int(1.4 * scale)), cv2.LINE_AA)
    else:
        mask = ((dice.field(n, n, r * 0.6) > 0.62) * 255).astype(np.uint8)
    return mask
