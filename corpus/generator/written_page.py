"""Lays a written document out as HTML and puts ink and seals into its slots."""

import html
import random
import re

from PIL import Image

from . import ink, seals
from .marks import PAGE, _laid
from .markup import SLOT, Command, Grid, Group, Line, Slot, parse
from .model import Box, Mark
from .page import LOGOS
from .written import Party, WrittenDoc

CSS = """
@page { size: A4; margin: %(margin)s; %(boxes)s }
body { font: %(size)s/%(leading)s %(font)s; margin: 0; }
h1 { font-size: 1.5em; text-align: center; margin: 0 0 4mm; line-height: 1.3; }
h2 { font-size: 1.03em; margin: 2.6mm 0 0.8mm; break-after: avoid; }
p { margin: 0 0 1.1mm; text-align: justify; }
.indent > p.plain, .indent .body p.plain { text-indent: 2em; }
p.right { text-align: right; } p.centred { text-align: center; } p.bold { font-weight: bold; } p.small { font-size: 0.8em; }
table { border-collapse: collapse; width: 100%%; margin: 1mm 0 1.5mm; }
td { vertical-align: top; padding: 0.8mm 3mm 0.8mm 0; }
table.ruled td { border: 0.25mm solid #333; padding: 1.2mm 1.8mm; }
td p { text-align: left; }
tr { break-inside: avoid; }
tr.long { break-inside: auto; }
.group { break-inside: avoid; }
.slot { display: inline-block; vertical-align: middle; }
.under { border-bottom: 0.25mm solid #222; }
.red { color: #c8141e; text-align: center; font-size: 1.9em; letter-spacing: 0.1em; border-bottom: 0.9mm double #c8141e; margin-bottom: 5mm; }
.logo { font-size: 0.85em; color: #35506e; border-bottom: 0.2mm solid #35506e; margin-bottom: 4mm; }
.logo svg { width: 12mm; height: 12mm; vertical-align: middle; margin-right: 3mm; }
.field { border: 0.2mm solid #7a8; width: 60mm; height: 14mm; }
%(css)s
"""
SIZES = {"sign": (36, 8), "initial": (9, 5), "seal": (0, 0), "stamp": (0, 0), "field": (62, 15)}


def esc(text: str) -> str:
    """Text for HTML that keeps runs of blanks."""
    return html.escape(text, quote=False).replace("  ", "\u00a0\u00a0")


def hand_width(text: str, kind: str) -> float:
    """How wide a handwritten note is in millimetres."""
    wide = sum(ord(c) > 0x2E80 for c in text)
    return (4.6 * wide + 2.6 * (len(text) - wide)) * (1.15 if kind == "hand" else 1.0)


class WrittenPage:
    """One written document on its way to HTML and ink."""

    def __init__(self, case_id: str, doc: WrittenDoc, parties: tuple[Party, ...]):
        self.doc = doc
        self.parties = {party.role: party for party in parties}
        self.rng = random.Random(f"{case_id}/{doc.name}/written")
        self.slots: list[Slot] = []

    def html(self) -> str:
        """The whole document."""
        doc = self.doc
        running = "font-size: 8.5pt; color: #333;"
        boxes = ""
        if doc.footer:
            content = '"' + doc.footer.replace("{page}", '" counter(page) "').replace("{pages}", '" counter(pages) "') + '"'
            boxes += f"@bottom-center {{ content: {content}; {running} }}"
        if doc.header:
            boxes += f'@top-right {{ content: "{doc.header}"; {running} }}'
        css = CSS % {
            "margin": doc.margin,
            "boxes": boxes,
            "size": doc.size,
            "leading": doc.leading,
            "font": doc.font,
            "css": doc.css,
        }
        kind = "indent" if doc.indent else ""
        return f'<html lang="{doc.langs[0]}"><style>{css}</style><body class="{kind}">{self._nodes(parse(doc.text))}</body></html>'

    def _nodes(self, nodes: list) -> str:
        return "".join(self._node(node) for node in nodes)

    def _node(self, node) -> str:
        match node:
            case Line(text, "title"):
                return f"<h1>{self._inline(text)}</h1>"
            case Line(text, "heading"):
                return f"<h2>{self._inline(text)}</h2>"
            case Line(text, style):
                return f'<p class="{style}">{self._inline(text)}</p>'
            case Command("page", _):
                return '<div style="break-before: page"></div>'
            case Command("gap", mm):
                return f'<div style="height: {mm}mm"></div>'
            case Command("red", text):
                return f'<div class="red">{esc(text)}</div>'
            case Command("logo", text):
                return f'<div class="logo">{self.rng.choice(LOGOS)}{esc(text)}</div>'
            case Group(nodes):
                return f'<div class="group body">{self._nodes(nodes)}</div>'
            case Grid(ruled, widths, rows):
                long = "long" if sum(len(cell) for row in rows for cell in row) > 24 else ""
                body = "".join(f'<tr class="{long}">{self._cells(row, widths)}</tr>' for row in rows)
                return f'<table class="{"ruled" if ruled else "bare"}">{body}</table>'
        raise ValueError(node)

    def _cells(self, row: list, widths: list[str]) -> str:
        plain = widths in ([], ["row"])
        sizes = ["" if plain else f' style="width: {widths[i]}%"' for i in range(len(row))]
        return "".join(f"<td{size}>{self._nodes(cell)}</td>" for size, cell in zip(sizes, row))

    def _inline(self, text: str) -> str:
        out, end = [], 0
        for found in SLOT.finditer(text):
            out.append(_styled(text[end : found.start()]))
            out.append(self._slot(Slot(found.group(1), found.group(2), found.group(3) or "")))
            end = found.end()
        return "".join(out) + _styled(text[end:])

    def _slot(self, slot: Slot) -> str:
        number = len(self.slots)
        self.slots.append(slot)
        width, height = SIZES.get(slot.kind) or (hand_width(slot.how, slot.kind) + 2, 6)
        under = " under" if slot.how == "_" else ""
        return f'<span class="slot {slot.kind}{under}" id="slot-{number}" style="width: {width}mm; height: {height}mm"></span>'

    def marks(self, places: dict[str, Box]) -> list[Mark]:
        """Ink and seals for the slots, at the places that the layout gave them."""
        found = []
        for number, slot in enumerate(self.slots):
            place = places.get(f"slot-{number}")
            if place and slot.kind != "field":
                found.append(self._mark(slot, place))
        return found

    def _mark(self, slot: Slot, place: Box) -> Mark:
        picture, width = self.drawn(slot)
        if slot.kind in ("seal", "stamp"):
            dx, dy = offsets(slot.how)
            centre = (place.x + dx, place.y + dy)
        else:
            centre = (place.x + width / 2 + self.rng.uniform(0, 3), place.y + place.height / 2 - self.rng.uniform(-0.8, 1.8))
        kind = slot.kind if len(slot.party) == 1 else f"{slot.kind} of another"
        return Mark(picture, _laid(picture, place.page, centre, min(width, PAGE[0] / 3)), kind, slot.party if len(slot.party) == 1 else "")

    def drawn(self, slot: Slot) -> tuple[Image.Image, float]:
        """The picture for a slot and its width in millimetres."""
        party = self.parties[slot.party]
        if slot.kind == "seal":
            stamp, _, text = party.seal.partition(":")
            picture = seals.seal(stamp, text, self.rng)
            return picture, picture.width / seals.KEPT
        if slot.kind == "stamp":
            return seals.seal("square_red", party.stamp, self.rng), 14.0
        if slot.kind == "sign":
            return ink.signature(party.ink, self.rng)
        if slot.kind == "initial":
            return ink.signature(party.ink, self.rng)[0], 11.0
        return ink.note(slot.how, party.ink, self.rng), hand_width(slot.how, slot.kind)


def offsets(how: str) -> tuple[float, float]:
    """Where a seal's centre lies from its slot, in millimetres."""
    numbers = [float(word) for word in how.split()]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else (12.0, 2.0)


def _styled(text: str) -> str:
    return re.sub(r"\{([ub]):([^}]*)\}", r"<\1>\2</\1>", esc(text))
