"""A page before it is scanned: print, and the marks that people leave on it. Lengths are millimetres, type sizes points."""

from dataclasses import dataclass, field
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

TT, OT = "/usr/share/fonts/truetype/", "/usr/share/fonts/opentype/"
FONTS = {
    "song": TT + "arphic-gbsn00lp/gbsn00lp.ttf",
    "kai": TT + "arphic-gkai00mp/gkai00mp.ttf",
    "hei": TT + "wqy/wqy-zenhei.ttc",
    "microhei": TT + "wqy/wqy-microhei.ttc",
    "wenkai": TT + "lxgw-wenkai/LXGWWenKai-Regular.ttf",
    "wenkai-bold": TT + "lxgw-wenkai/LXGWWenKai-Bold.ttf",
    "mincho": OT + "ipafont-mincho/ipam.ttf",
    "gothic": OT + "ipafont-gothic/ipag.ttf",
    "roman": OT + "urw-base35/NimbusRoman-Regular.otf",
    "roman-bold": OT + "urw-base35/NimbusRoman-Bold.otf",
    "sans": OT + "urw-base35/NimbusSans-Regular.otf",
    "sans-bold": OT + "urw-base35/NimbusSans-Bold.otf",
    "mono": OT + "urw-base35/NimbusMonoPS-Regular.otf",
    "carlito": TT + "crosextra/Carlito-Regular.ttf",
    "carlito-bold": TT + "crosextra/Carlito-Bold.ttf",
    "caladea": TT + "crosextra/Caladea-Regular.ttf",
    "caladea-bold": TT + "crosextra/Caladea-Bold.ttf",
    "palatino": OT + "urw-base35/P052-Roman.otf",
    "palatino-bold": OT + "urw-base35/P052-Bold.otf",
    "garamond": OT + "ebgaramond/EBGaramond12-Regular.otf",
    "script-chancery": OT + "urw-base35/Z003-MediumItalic.otf",
    "brush": TT + "kouzan-mouhitsu/kouzan-mouhitsu-gyosho.ttf",
    "seto": TT + "seto/setofont.ttf",
}
# A face that lacks a character borrows it from the first of these that has it.
FALLBACK = ("hei", "wenkai", "gothic", "microhei")


@lru_cache(512)
def face(name: str, px: int) -> ImageFont.FreeTypeFont:
    """A font at a size in pixels."""
    return ImageFont.truetype(FONTS[name], px)


@lru_cache(8192)
def _has(name: str, char: str) -> bool:
    if char.isspace():
        return True
    font = face(name, 40)
    shape = font.getmask(char)
    return bool(shape.getbbox()) and bytes(shape) != bytes(font.getmask("\ue123"))


@dataclass
class Mark:
    """Ink or a seal: its density as an alpha patch whose left top corner stands at `x`, `y` pixels of the sheet."""

    alpha: np.ndarray
    colour: tuple[int, int, int]
    x: int
    y: int
    fact: dict = field(default_factory=dict)
    covers: bool = False

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The box of what is really there, in pixels."""
        rows, cols = np.where(self.alpha > 0.12)
        if not len(rows):
            return (self.x, self.y, self.x + 1, self.y + 1)
        return (self.x + int(cols.min()), self.y + int(rows.min()), self.x + int(cols.max()) + 1, self.y + int(rows.max()) + 1)


class Sheet:
    """A page being made."""

    def __init__(self, dpi: int, width: float = 210, height: float = 297):
        self.scale, self.width, self.height = dpi / 25.4, width, height
        self.image = Image.new("RGB", (round(width * self.scale), round(height * self.scale)), "white")
        self.pen = ImageDraw.Draw(self.image)
        self.marks: list[Mark] = []
        self.spots: list[tuple[float, float, float, float]] = []  # every text: left, baseline, width, points
        self.toner = (28, 28, 30)

    def px(self, mm: float) -> int:
        """Millimetres as pixels."""
        return round(mm * self.scale)

    def runs(self, text: str, font: str, pt: float):
        """The text in pieces that one face can set, with their widths in pixels."""
        size = max(6, round(pt * 0.3528 * self.scale))
        pieces: list[list] = []
        for char in text:
            name = font if _has(font, char) else next((f for f in FALLBACK if _has(f, char)), font)
            if pieces and pieces[-1][0] == name:
                pieces[-1][1] += char
            else:
                pieces.append([name, char])
        return [(face(name, size), piece, face(name, size).getlength(piece)) for name, piece in pieces]

    def measure(self, text: str, font: str, pt: float) -> float:
        """Width of a text in millimetres."""
        return sum(width for _, _, width in self.runs(text, font, pt)) / self.scale

    def text(self, x: float, y: float, text: str, font: str, pt: float, colour=None, align: str = "left", bold: bool = False) -> float:
        """Sets a text on the baseline `y` and gives the place where it ends."""
        runs = self.runs(text, font, pt)
        total = sum(width for _, _, width in runs) / self.scale
        at = x - {"left": 0, "centre": total / 2, "right": total}[align]
        left = at * self.scale
        self.spots.append((at, y, total, pt))
        for used, piece, width in runs:
            stroke = round(pt * 0.0045 * self.scale) if bold else 0
            self.pen.text((left, y * self.scale), piece, fill=colour or self.toner, font=used, anchor="ls", stroke_width=stroke)
            left += width
        return at + total

    def paragraph(
        self, x: float, y: float, width: float, text: str, font: str, pt: float, lead: float = 1.6, indent: float = 0, **more
    ) -> float:
        """Sets a paragraph and gives the next baseline."""
        step, line, first = pt * 0.3528 * lead, "", indent
        words = list(text) if any(ord(c) > 0x2E80 for c in text) else text.replace(" ", " \0").split("\0")
        for word in words:
            if line and self.measure((line + word).rstrip(), font, pt) > width - first and word not in "，。；：、）》":
                self.text(x + first, y, line, font, pt, **more)
                y, line, first = y + step, "", 0
            line += word
        self.text(x + first, y, line, font, pt, **more)
        return y + step

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.25, colour=None) -> None:
        """A ruled line."""
        ends = tuple(v * self.scale for v in (x0, y0, x1, y1))
        self.pen.line(ends, fill=colour or self.toner, width=max(1, round(width * self.scale)))

    def dots(self, x0: float, y: float, x1: float, gap: float = 1.1, colour=None) -> None:
        """A dotted leader."""
        r = max(0.6, 0.16 * self.scale)
        x = x0
        while x < x1:
            cx, cy = x * self.scale, y * self.scale
            self.pen.ellipse((cx - r, cy - r, cx + r, cy + r), fill=colour or self.toner)
            x += gap

    def frame(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.25, colour=None, fill=None) -> None:
        """A rectangle."""
        box = tuple(v * self.scale for v in (x0, y0, x1, y1))
        self.pen.rectangle(box, outline=colour or self.toner, width=max(1, round(width * self.scale)), fill=fill)

    def mark(self, alpha: np.ndarray, colour, cx: float, cy: float, fact: dict, covers: bool = False) -> Mark:
        """Leaves a mark with its middle at a place."""
        h, w = alpha.shape
        found = Mark(alpha.astype(np.float32), tuple(colour), round(cx * self.scale - w / 2), round(cy * self.scale - h / 2), fact, covers)
        self.marks.append(found)
        return found

    def pixels(self, box=None, skip: Mark | None = None) -> np.ndarray:
        """The page, or a part of it, with its marks less one: RGB, 0 to 255."""
        left, top, right, bottom = box or (0, 0, *self.image.size)
        page = np.asarray(self.image.crop((left, top, right, bottom))).astype(np.float32)
        for m in self.marks:
            h, w = m.alpha.shape
            x0, y0, x1, y1 = max(left, m.x), max(top, m.y), min(right, m.x + w), min(bottom, m.y + h)
            if m is skip or x1 <= x0 or y1 <= y0:
                continue
            a = m.alpha[y0 - m.y : y1 - m.y, x0 - m.x : x1 - m.x, None]
            under = page[y0 - top : y1 - top, x0 - left : x1 - left]
            ink = np.array(m.colour, np.float32)
            mixed = under * (1 - a * (1 - ink / 255))
            if m.covers:
                mixed = 0.35 * mixed + 0.65 * (under * (1 - a) + ink * a)
            page[y0 - top : y1 - top, x0 - left : x1 - left] = mixed
        return np.clip(page, 0, 255).astype(np.uint8)


def fitted(alpha: np.ndarray, px_per_mm: float, scale: float, turn: float = 0.0) -> np.ndarray:
    """A patch drawn at `px_per_mm` for a sheet of `scale`, turned by some degrees anticlockwise."""
    ratio = scale / px_per_mm
    h, w = alpha.shape
    if ratio < 0.6:
        alpha = cv2.GaussianBlur(alpha, (0, 0), 0.42 / ratio)
    rad = np.deg2rad(turn)
    c, s = abs(np.cos(rad)), abs(np.sin(rad))
    nw, nh = int((w * c + h * s) * ratio) + 3, int((w * s + h * c) * ratio) + 3
    m = cv2.getRotationMatrix2D((w / 2, h / 2), turn, ratio)
    m[:, 2] += (nw / 2 - w / 2, nh / 2 - h / 2)
    return np.clip(cv2.warpAffine(alpha, m, (nw, nh), flags=cv2.INTER_LINEAR), 0, 1)
