"""A page as a stack of layers: furniture below, then pens and seals in any order. Nothing is blended here."""
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw

from . import furniture, hands, pen, seals, words
from . import faces

PRINT, HAND, REGION, SEAL, RULES, GRAPHICS = range(6)


@dataclass
class Layer:
    """Ink of one kind: its mask placed at (x, y), its colour, the map it belongs to."""

    kind: int
    mask: np.ndarray
    x: int
    y: int
    colour: tuple
    region: np.ndarray = None  # seals only: what the seal fills
    opaque: bool = False
    role: str = ""
    strength: float = 1.0


@dataclass
class Page:
    width: int
    height: int
    scale: float
    paper: tuple
    language: str
    layers: list = field(default_factory=list)

    def put(self, kind, mask, x, y, colour, **more):
        """Places a mask by its upper left corner; what falls off the page is lost."""
        if mask is None or not mask.any():
            return None
        layer = Layer(kind, mask, int(x), int(y), tuple(colour), **more)
        self.layers.append(layer)
        return layer


def ink_colour(dice):
    tones = {(25, 25, 30): 6, (30, 45, 120): 4, (50, 75, 175): 2, (15, 25, 70): 2.5, (70, 70, 80): 1.5, (110, 115, 130): 0.8, (120, 140, 200): 0.8, (190, 30, 40): 0.6, (30, 110, 60): 0.15}
    base = dice.weighted(tones)
    return tuple(max(0, min(255, v + dice.randint(-15, 15))) for v in base)


@dataclass
class Slot:
    """Where a hand or a printer fills something in: left end of the line, its height, the room on it."""

    role: str
    x: float
    y: float
    room: float


def signature_block(dice, sheet, page, held, top, bottom):
    """Labels and lines of one to four parties, stacked, side by side or in a table. Returns slots, one list per party."""
    scale, language = page.scale, page.language
    count = dice.choice([1, 2, 2, 2, 3, 4])
    layout = dice.choice(["columns", "columns", "stack", "table"])
    size = dice.choice([11, 12, 13, 14, 15, 16, 18]) * scale * dice.uniform(0.9, 1.1)
    columns = 1 if layout == "stack" else min(2, count)
    lead = size * dice.uniform(1.5, 3.2)
    fields = ["party", "sign"] + [f for f in ("name", "title") if dice.chance(0.45)] + (["date"] if dice.chance(0.85) else [])
    if dice.chance(0.15):
        dice.shuffle(fields)
    second = dice.choice(["en", language]) if dice.chance(0.3) else language
    width = sheet.width * dice.uniform(0.85, 0.98) / columns
    left = dice.uniform(0.02, 0.1) * sheet.width
    parties, lowest = [], top
    for index in range(count):
        talk = second if index % 2 else language
        font = faces.pick(dice, "print", words.group(talk), size, held)
        column, row = index % columns, index // columns
        x, y = left + column * width, top + row * (lead * (len(fields) + 1))
        if y > bottom:
            break
        slots = []
        edges = [y - size * 0.5]
        for name in fields:
            label = dice.choice(words.LABELS[talk][name])
            if name == "party" and dice.chance(0.6):
                label += words.organisation(dice, talk)
                label = label[: int((width * 0.95) / size * (1 if words.wide(talk) else 1.9))]
            advance = sheet.text(x + 3 * scale, y, label, font)
            room = max(20 * scale, min(width * 0.95 - advance, dice.uniform(70, 240) * scale))
            if name != "party" and layout != "table":
                furniture.leader(dice, sheet, x + advance + 4 * scale, y + size * 1.1, room, size, font, scale)
            below = dice.chance(0.12)
            slots.append(Slot(name, x + (0 if below else advance + 5 * scale), y + size * (2.2 if below else 1.05), room))
            y += lead * (dice.uniform(1.2, 2.2) if name == "sign" else 1)
            edges.append(y - size * 0.5)
        if layout == "table":
            line = scale * dice.choice([0.7, 1, 1.5])
            for edge in edges if dice.chance(0.7) else (edges[0], edges[-1]):
                sheet.rule(x, edge, x + width * 0.97, edge, width=line)
            for side in (x, x + width * 0.97):
                sheet.rule(side, edges[0], side, edges[-1], width=line)
        parties.append(slots)
        lowest = max(lowest, y)
    return parties, lowest


def fill_in(dice, page, sheet, slots, held, wanted_seal):
    """One party's ink, printed answers and seal, the seal often over the ink."""
    scale, language = page.scale, page.language
    tone, size = ink_colour(dice), dice.uniform(11, 16) * scale
    font = faces.pick(dice, "print", words.group(language), size, held)
    spots, signs = [], []
    for slot in slots:
        mask, role = None, slot.role
        if role == "sign":
            if dice.chance(0.78):
                mask = hands.signature(dice, language, scale, held)
            elif dice.chance(0.25):  # a typed or printed "signature"
                kind = "script" if not words.wide(language) and language != "ru" and dice.chance(0.5) else words.group(language)
                sheet.text(slot.x, slot.y - size * 1.4, words.name(dice, language), faces.pick(dice, "print", kind, size * 1.4, held))
        elif role in ("date", "name", "title"):
            text = words.date(dice, language) if role == "date" else words.name(dice, language) if role == "name" else words.text(dice, language, 4 if words.wide(language) else 10)
            if dice.chance(0.42):
                mask = hands.written(dice, text, language, dice.uniform(12, 24) * scale, held)
            elif dice.chance(0.6):
                sheet.text(slot.x, slot.y - size * 1.1, text, font)
        spots.append((slot.x + dice.uniform(0, 0.6) * slot.room, slot.y))
        mask = pen.crop(mask) if mask is not None else None
        if mask is None:
            continue
        x = slot.x + dice.uniform(-0.1, 0.35) * max(10, slot.room - mask.shape[1] * 0.5)
        y = slot.y - mask.shape[0] * dice.uniform(0.6, 1.05)
        layer = page.put(HAND, mask, x, y, tone if dice.chance(0.8) else ink_colour(dice), role=role, strength=dice.choice([1, 1, 1, 0.85, 0.65]))
        if layer:
            signs.append(layer)
    if not wanted_seal:
        return
    for _ in range(dice.choice([1, 1, 1, 2])):
        ink, region, kind = seals.seal(dice, scale, held)
        h, w = ink.shape
        sign = [s for s in signs if s.role == "sign"] or signs
        if sign and dice.chance(0.72):
            target = dice.choice(sign)
            cx = target.x + target.mask.shape[1] * dice.uniform(-0.1, 1.1)
            cy = target.y + target.mask.shape[0] * dice.uniform(0, 1)
        elif spots:
            cx, cy = dice.choice(spots)
        else:
            cx, cy = dice.uniform(0, page.width), dice.uniform(0, page.height)
        x, y = cx - w / 2 + dice.gauss(0, 0.15) * w, cy - h / 2 + dice.gauss(0, 0.12) * h
        place_seal(dice, page, ink, region, x, y, kind)


def place_seal(dice, page, ink, region, x, y, kind):
    page.put(SEAL, ink, x, y, seals.colour(dice), region=region, role=kind)


def loose_writing(dice, page, held):
    """Writing away from any block: initials, notes, ticks, scribbles in the margin."""
    scale, language = page.scale, page.language
    for _ in range(dice.choice([1, 1, 2, 3])):
        kind = dice.weighted({"signature": 3, "note": 2, "mark": 1.5, "date": 1.5, "initials": 1})
        if kind == "signature":
            mask = hands.signature(dice, language, scale, held)
        elif kind == "note":
            rows = [pen.crop(hands.written(dice, words.text(dice, language if language != "ru" else "en", 3 if words.wide(language) else 9).strip("，。、：；").strip(), language, dice.uniform(13, 22) * scale, held)) for _ in range(dice.randint(1, 3))]
            rows = [r for r in rows if r is not None]
            if not rows:
                continue
            mask = np.zeros((sum(r.shape[0] + 4 for r in rows), max(r.shape[1] for r in rows)), np.uint8)
            y = 0
            for r in rows:
                mask[y: y + r.shape[0], : r.shape[1]] = r
                y += r.shape[0] + 4
        elif kind == "mark":
            mask = hands.mark(dice, dice.uniform(9, 26) * scale)
        elif kind == "date":
            mask = hands.written(dice, words.date(dice, language), language, dice.uniform(12, 24) * scale, held)
        else:
            mask = hands.latin(dice, "".join(dice.choice("ABCDEFGHJKLMNPRSTVW") for _ in range(2)), dice.uniform(14, 30) * scale)
        mask = pen.crop(mask)
        if mask is not None:
            page.put(HAND, mask, dice.uniform(-0.05, 0.85) * page.width, dice.uniform(0, 0.92) * page.height, ink_colour(dice), role=kind)


def loose_seals(dice, page, held):
    """Seals anywhere: over text, over other ink, half off the page (seals across the edges of a stack)."""
    for _ in range(dice.choice([1, 1, 1, 2])):
        ink, region, kind = seals.seal(dice, page.scale, held)
        h, w = ink.shape
        inks = [l for l in page.layers if l.kind == HAND]
        if inks and dice.chance(0.5):
            target = dice.choice(inks)
            x, y = target.x + target.mask.shape[1] * dice.uniform(0, 1) - w / 2, target.y + target.mask.shape[0] * dice.uniform(0, 1) - h / 2
        elif dice.chance(0.25):
            x, y = dice.choice([-w * dice.uniform(0.3, 0.9), page.width - w * dice.uniform(0.1, 0.7)]), dice.uniform(0, 0.9) * page.height
        else:
            x, y = dice.uniform(-0.1, 0.85) * page.width, dice.uniform(-0.1, 0.85) * page.height
        place_seal(dice, page, ink, region, x, y, kind)


def compose(dice, width, height, scale, held=False, seals_wanted=None, ablate=None):
    """A page of `width` x `height` pixels at `scale` times 100 dpi."""
    language = dice.weighted(words.LANGUAGES)
    shade = dice.choice([0, 0, dice.uniform(0, 25)])
    tint = (0, dice.uniform(0, 6), dice.uniform(0, 18)) if dice.chance(0.35) else (0, 0, 0)
    page = Page(width, height, scale, tuple(255 - shade - t for t in tint), language)
    sheet = furniture.Sheet(width, height)
    with_seals = dice.chance(0.75) if seals_wanted is None else seals_wanted
    if dice.chance(0.12):
        watermark(dice, page, held)
    if ablate != "negatives" and dice.chance(0.05):
        page.put(GRAPHICS, furniture.guilloche(dice, width, height, scale), 0, 0, dice.choice([(200, 170, 90), (120, 170, 200), (220, 140, 140), (150, 190, 140)]), strength=dice.uniform(0.15, 0.5), role="watermark")
    if ablate != "negatives" and dice.chance(0.03):
        page.put(GRAPHICS, furniture.ornament(dice, width, height, scale), 0, 0, dice.choice([(180, 140, 60), (160, 40, 40), (60, 60, 60), (40, 90, 140)]))
    kind = dice.weighted({"block": 60, "text": 14, "form": 14, "cover": 12})
    y = dice.uniform(-0.05, 0.08) * height
    red = None  # a letterhead in red, as Chinese offices have
    if kind == "cover" or dice.chance(0.08):
        if dice.chance(0.3):
            red = furniture.Sheet(width, height)
        y = furniture.heading(dice, red or sheet, language, scale, held, y + 10 * scale)
        if kind == "cover":
            for _ in range(dice.randint(0, 2)):
                y = furniture.heading(dice, sheet, language, scale, held, y + dice.uniform(5, 80) * scale)
    parties = []
    if kind == "block":
        if dice.chance(0.6):
            y = furniture.paragraphs(dice, sheet, language, scale, held, y, y + dice.uniform(0.05, 0.4) * height)
        parties, y = signature_block(dice, sheet, page, held, y + dice.uniform(5, 40) * scale, height)
        if dice.chance(0.5):
            furniture.paragraphs(dice, sheet, language, scale, held, y + dice.uniform(5, 60) * scale, height * 1.05)
    elif kind == "form":
        free = furniture.table(dice, sheet, language, scale, held, y + 10 * scale, dice.uniform(0.5, 1.05) * height)
        for x0, y0, x1, y1 in dice.sample(free, min(len(free), 4)):
            parties.append([Slot(dice.choice(["sign", "date", "name"]), x0 + 3 * scale, y1 - 3 * scale, x1 - x0)])
    else:
        furniture.paragraphs(dice, sheet, language, scale, held, y, dice.uniform(0.5, 1.05) * height)
    if dice.chance(0.14):
        furniture.frames(dice, sheet, scale)
    for slots in parties:
        fill_in(dice, page, sheet, slots, held, with_seals and dice.chance(0.85 if kind == "block" else 0.35))
    if dice.chance(0.3):
        loose_writing(dice, page, held)
    if with_seals and (dice.chance(0.3) or not any(l.kind == SEAL for l in page.layers)):
        loose_seals(dice, page, held)
    dice.shuffle(page.layers)
    below = []
    tone = (dice.randint(0, 50),) * 3 if dice.chance(0.85) else dice.choice([(200, 20, 30), (30, 50, 150), (100, 100, 100), (0, 90, 60)])
    rule = (dice.randint(0, 90),) * 3 if dice.chance(0.8) else dice.choice([(200, 20, 30), (30, 50, 150), (150, 150, 150)])
    crimson = (dice.randint(190, 230), dice.randint(10, 50), dice.randint(20, 60))
    for drawn, tones in ((sheet, (tone, rule, rule)), (red, (crimson,) * 3)):
        for (name, kind_of), colour in zip((("print", PRINT), ("rules", RULES), ("graphics", GRAPHICS)), tones):
            mask = np.asarray(drawn.images[name]) if drawn else np.zeros(1)
            if mask.any():
                below.append(Layer(kind_of, mask, 0, 0, colour))
    ink_layers, page.layers = page.layers, [l for l in page.layers if l.kind == GRAPHICS] + below
    if ablate != "negatives":
        clutter(dice, page, held)
    page.layers += [l for l in ink_layers if l.kind != GRAPHICS]
    return page


def watermark(dice, page, held):
    """A pale text or emblem across the page; belongs to no map."""
    size = dice.uniform(20, 70) * page.scale
    canvas = Image.new("L", (page.width, page.height), 0)
    draw = ImageDraw.Draw(canvas)
    font = faces.pick(dice, "print", "zh", size, held)
    for _ in range(dice.randint(1, 4)):
        draw.text((dice.uniform(-0.2, 0.8) * page.width, dice.uniform(0, 1) * page.height), dice.choice(["样本", "DRAFT", "机密", "COPY", words.organisation(dice)]), font=font, fill=255)
    mask = np.asarray(canvas.rotate(dice.uniform(-45, 45)))
    page.put(GRAPHICS, mask, 0, 0, dice.choice([(120, 120, 120), (200, 80, 80), (80, 80, 200)]), strength=dice.uniform(0.06, 0.25), role="watermark")


def clutter(dice, page, held):
    """Logos, emblems, codes, photographs, highlights, dirt."""
    scale = page.scale
    where = lambda: (dice.uniform(-0.05, 0.92) * page.width, dice.uniform(-0.05, 0.92) * page.height)
    if dice.chance(0.16):
        picture = np.asarray(furniture.logo(dice, scale, held))
        page.put(GRAPHICS, picture, *where(), (0, 0, 0), opaque=True)
    if dice.chance(0.16):
        tone = dice.choice([(190, 25, 35), (25, 60, 140), (30, 30, 30), (110, 30, 50), (20, 100, 70)])
        emblem = furniture.ring_emblem(dice, scale, held)
        below = [l.mask for l in page.layers if l.kind in (PRINT, RULES)]
        for _ in range(6):  # an emblem of a letterhead stands clear of the text: over it, it would be a stamp
            x, y = int(dice.uniform(0, 0.85) * page.width), int(dice.uniform(0, 0.3) * page.height)
            if not any(m[y: y + emblem.shape[0], x: x + emblem.shape[1]].any() for m in below):
                page.put(GRAPHICS, emblem, x, y, tone)
                break
    if dice.chance(0.06):
        page.put(GRAPHICS, furniture.code(dice, scale), *where(), (15, 15, 15))
    if dice.chance(0.05):
        h, w = int(dice.uniform(60, 180) * scale), int(dice.uniform(50, 200) * scale)
        patch = np.dstack([furniture.photograph(dice, h, w), np.full((h, w), 255.0)]).clip(0, 255).astype(np.uint8)
        page.put(GRAPHICS, patch, *where(), (0, 0, 0), opaque=True)
    if dice.chance(0.04):
        page.put(GRAPHICS, furniture.plate(dice, scale, page.language, held), *where(), dice.choice([(190, 40, 50), (30, 60, 130), (60, 60, 60), (20, 110, 80)]))
    if dice.chance(0.03):
        tone = dice.choice([(220, 150, 140), (150, 170, 210), (200, 190, 160), (200, 40, 40), (150, 150, 150)])
        page.put(GRAPHICS, furniture.skyline(dice, scale), *where(), tone, strength=dice.uniform(0.4, 1))
    if dice.chance(0.05):  # a highlighter: belongs to no map
        h, w = int(dice.uniform(9, 20) * scale), int(dice.uniform(60, 300) * scale)
        page.put(GRAPHICS, np.full((h, w), 255, np.uint8), *where(), dice.choice([(255, 240, 90), (150, 255, 150), (255, 170, 200)]), role="watermark")
    if dice.chance(0.3):
        for _ in range(dice.randint(1, 4)):
            page.put(GRAPHICS, furniture.dirt(dice, scale), *where(), (dice.randint(0, 70),) * 3)
