"""Leaves signatures, dates, seals and what may be taken for them on a page."""

import cv2
import numpy as np
import pens
import stamps
import words
from layouts import Slots
from sheet import Sheet, fitted

KIND_NAMES = {
    "official": "official",
    "contract": "contract",
    "finance": "finance",
    "department": "department",
    "oval": "oval",
    "western": "foreign_round",
    "block": "foreign_block",
    "block_open": "foreign_block",
    "square": "square",
    "small_round": "representative",
}
LINES = {
    "contract": ("合同专用章", "技术合同专用章", "合同专用章(2)"),
    "finance": ("财务专用章",),
    "department": ("科研管理处", "国际合作处", "行政人事部"),
}


def signature(s: Sheet, role: str, party, slots: Slots, rng, kind: str = "signature", at=None) -> None:
    """A handwritten name where the party was to sign."""
    size = {"usual": 1.0, "big": 1.45, "small": 0.72}[party.size]
    width = party.weight
    person = party.person
    x, y, room = slots.sign if at is None else at
    if kind == "initials":
        drawing = pens.initials(person.en, rng, 2.4, 0.4)
    elif person.ink:
        drawing = pens.real(person.ink, rng, 10.5 * size * rng.uniform(0.85, 1.15), width)
    elif person.native != person.en:
        drawing = pens.chinese(person.native.replace(" ", ""), rng, 9.5 * size * rng.uniform(0.85, 1.1), width, brush=rng.random() < 0.2)
    else:
        drawing = pens.latin(person.en, rng, 3.0 * size * rng.uniform(0.8, 1.25), width, rng.random())
    long = drawing.shape[1] / pens.PX
    if long > max(room, 34) * 1.25:
        drawing = _shrunk(drawing, max(room, 34) * 1.25 / long)
    long, high = drawing.shape[1] / pens.PX, drawing.shape[0] / pens.PX
    cx = x + min(max(long / 2, room * rng.uniform(0.3, 0.55)), max(room * 0.9, long / 2 + 2))
    drop = {"line": -high * 0.36, "above": -high * 0.62, "beside": -high * 0.4, "low": high * 0.05}[party.sign_place]
    if kind == "signature" and party.sign_place == "beside":
        cx += room * 0.22
    cx = min(cx, s.width - 6 - long / 2)
    alpha = fitted(pens.inked(drawing, rng, party.strength), pens.PX, s.scale, rng.normal(1.5, 3.0))
    s.mark(alpha, pens.INKS[party.ink], cx, y + drop, {"what": "signature", "party": role, "kind": kind})


def _shrunk(drawing: np.ndarray, ratio: float) -> np.ndarray:
    return cv2.resize(drawing, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)


def hand_date(s: Sheet, role: str, party, shown, slots: Slots, lang: str, rng) -> str:
    """A date by hand: freely, or between printed 年 月 日. Gives its text."""
    ink = pens.INKS[party.ink if rng.random() < 0.8 else "black"]
    width = min(party.weight, 0.55)
    fact = {"what": "date", "party": role, "written": "hand", "value": party.day.isoformat()}
    if shown.date_kind == "fill":
        group = [(str(party.day.year), 4.0), (str(party.day.month), 4.2), (str(party.day.day), 4.2)]
        text = f"{party.day.year}年{party.day.month}月{party.day.day}日"
        for i, ((figures, size), (x, y)) in enumerate(zip(group, slots.gaps)):
            drawing = pens.inked(pens.figures(figures, rng, size * rng.uniform(0.85, 1.05), width), rng, max(0.75, party.strength))
            s.mark(fitted(drawing, pens.PX, s.scale), ink, x, y - 1.6 + rng.normal(0, 0.4), fact | {"text": text, "part": i})
        return text
    text = words.dated(party.day, lang, rng, hand=True)
    x, y, room = slots.date
    drawing = pens.figures(text, rng, rng.uniform(3.6, 4.8), width)
    if drawing.shape[1] / pens.PX > room + 4:
        drawing = _shrunk(drawing, (room + 4) / (drawing.shape[1] / pens.PX))
    long = drawing.shape[1] / pens.PX
    alpha = fitted(pens.inked(drawing, rng, max(0.75, party.strength)), pens.PX, s.scale, rng.normal(0.5, 1.5))
    s.mark(alpha, ink, min(x + long / 2 + rng.uniform(0, 2), s.width - 4 - long / 2), y - 1.6 + rng.normal(0, 0.6), fact | {"text": text})
    return text


def plate(kind: str, org: words.Org, person: words.Person, rng) -> tuple[np.ndarray, str]:
    """The plate of a party's seal, and its text."""
    if kind in LINES:
        line = str(rng.choice(LINES[kind]))
        if kind == "department" and "公司" in org.zh:
            line = "行政人事部"
        return stamps.official(org.zh, rng, line), f"{org.zh}|{line}"
    if kind == "official":
        return stamps.official(org.zh, rng), org.zh
    if kind == "oval":
        return stamps.oval(org.zh, org.en, rng), f"{org.zh}|{org.en}"
    if kind == "western":
        return stamps.western(org.en, org.city, rng), f"{org.en}|{org.city}"
    if kind in ("block", "block_open"):
        lines = [org.en, f"{int(rng.integers(2, 90))} Harbour Court", org.city]
        return stamps.block(lines, rng, kind == "block"), "|".join(lines)
    native = org.native or org.zh
    if kind == "square":
        return stamps.square(native + "之印", rng, rng.uniform(22, 26)), native + "之印"
    return stamps.small_round("代表取締役之印" if "株式" in native else "研究所長之印", rng), "representative"


def seal(s: Sheet, role: str, party, slots: Slots, rng) -> None:
    """The party's seal, in the place that the plan gives it."""
    mask, text = plate(party.seal_kind, party.org, party.person, rng)
    high, wide = mask.shape[0] / stamps.PX - 2, mask.shape[1] / stamps.PX - 2
    place, jitter = party.seal_place, rng.normal(0, 2.0, 2)
    x0, y0, x1, y1 = slots.block
    cx, cy = slots.free
    if place == "text":
        cx, cy = slots.org[0] + min(slots.org[2], 60) * 0.62, slots.org[1] + rng.uniform(0, 6)
    elif place == "date" and slots.date[2]:
        cx, cy = slots.date[0] + rng.uniform(10, 26), slots.date[1] - rng.uniform(0, 5)
    elif place == "signature" and slots.sign[2]:
        cx, cy = slots.sign[0] + slots.sign[2] * rng.uniform(0.4, 0.75), slots.sign[1] - rng.uniform(0, 5)
    elif place == "edge":
        cx, cy = (s.width - wide * rng.uniform(0.1, 0.35), cy) if slots.block[2] > 120 else (wide * rng.uniform(0.12, 0.35), cy)
    elif place == "seal":
        cx, cy = _towards(s, cx, cy, rng)
    if place != "edge":
        cx = float(np.clip(cx + jitter[0], max(wide / 2 + 3, x0 - 6), min(s.width - wide / 2 - 3, x1 + 8)))
    cy = float(np.clip(cy + jitter[1], max(high / 2 + 3, y0 - 8), min(s.height - high / 2 - 3, y1 + 6)))
    alpha = fitted(
        stamps.printed(mask, rng, party.wear), stamps.PX, s.scale, rng.normal(0, 7) if rng.random() < 0.85 else rng.uniform(-40, 40)
    )
    fact = {
        "what": "seal",
        "kind": KIND_NAMES[party.seal_kind],
        "colour": "red" if party.seal_colour == "crimson" else party.seal_colour,
        "owner": role,
        "text": text,
        "wear": party.wear,
    }
    s.mark(alpha, stamps.COLOURS[party.seal_colour], cx, cy, fact, covers=rng.random() < 0.4)


def _towards(s: Sheet, cx: float, cy: float, rng) -> tuple[float, float]:
    """A place that makes a seal touch the nearest one on the page, still on its own side of it."""
    there = [((m.box[0] + m.box[2]) / 2 / s.scale, (m.box[1] + m.box[3]) / 2 / s.scale) for m in s.marks if m.fact["what"] == "seal"]
    if not there:
        return cx, cy
    ox, oy = min(there, key=lambda p: np.hypot(p[0] - cx, p[1] - cy))
    far = max(1.0, float(np.hypot(cx - ox, cy - oy)))
    wanted = min(far, rng.uniform(26, 36))
    return ox + (cx - ox) * wanted / far, oy + (cy - oy) * wanted / far


def name_seal(s: Sheet, role: str, party, slots: Slots, rng, beside: bool) -> None:
    """A personal name seal: beside a signature, or in its place."""
    name = party.person.native.replace(" ", "")
    form = int(rng.integers(3))
    if form == 0:
        mask = stamps.square(name + ("之印" if len(name) == 2 else "印"), rng, rng.uniform(16, 20))
    elif form == 1:
        mask = stamps.square(name + ("之印" if len(name) == 2 else "印"), rng, 17, white=True)
    else:
        mask = stamps.name_bar(name, rng)
    x, y, room = slots.sign
    cx = x + (room * 0.96 if beside else room * 0.4)
    alpha = fitted(stamps.printed(mask, rng, "even"), stamps.PX, s.scale, rng.normal(0, 5))
    s.mark(
        alpha,
        stamps.COLOURS["red"],
        min(cx, s.width - 14),
        y - 3,
        {"what": "seal", "kind": "name", "colour": "red", "owner": role, "text": name, "wear": "even"},
    )


def stranger(s: Sheet, kind: str, rng, day) -> None:
    """A stamp that belongs to no party: of a registry or of a translation agency."""
    if kind == "received":
        lines = ("收 文", day.isoformat(), "登记专用") if rng.random() < 0.6 else ("RECEIVED", day.strftime("%d %b %Y").upper(), "Registry")
        mask, text, colour = stamps.received(lines, rng), "|".join(lines), str(rng.choice(["blue", "purple", "red"]))
        cx, cy = rng.uniform(150, 178), rng.uniform(18, 24)
    else:
        mask = (
            stamps.official("南京语桥翻译服务有限公司", rng, "翻译专用章")
            if rng.random() < 0.6
            else stamps.block(["CERTIFIED TRANSLATION", "Yuqiao Language Services"], rng)
        )
        text, colour = "翻译专用章", str(rng.choice(["red", "blue"]))
        cx, cy = rng.uniform(30, 50), rng.uniform(22, 26)
    alpha = fitted(stamps.printed(mask, rng, "even"), stamps.PX, s.scale, rng.normal(0, 5))
    s.mark(
        alpha, stamps.COLOURS[colour], cx, cy, {"what": "seal", "kind": kind, "colour": colour, "owner": None, "text": text, "wear": "even"}
    )


def riding(s: Sheet, role: str, party, rng, first: bool) -> None:
    """The part of a 骑缝章 that falls on this page."""
    mask = stamps.printed(stamps.official(party.org.zh, rng), rng, "even")
    share = rng.uniform(0.35, 0.6)
    cut = int(mask.shape[1] * share)
    part = mask[:, :cut] if first else mask[:, -cut:]
    alpha = fitted(part, stamps.PX, s.scale)
    wide = alpha.shape[1] / s.scale
    fact = {"what": "seal", "kind": "riding", "colour": "red", "owner": role, "text": party.org.zh, "wear": "partial"}
    s.mark(alpha, stamps.COLOURS["red"], s.width - wide / 2 + 0.4 if first else wide / 2 - 0.4, s.height * rng.uniform(0.35, 0.6), fact)


def witness(s: Sheet, st, case, y: float, rng) -> None:
    """A witness who signs under the parties: ink that is nobody's signature."""
    text = {"zh": "见证人", "bi": "见证人 Witness", "en": "Witness", "de": "Zeuge", "ja": "立会人"}[case.lang]
    x = s.text(28, y, text + st.colon, st.font, st.pt) + 3
    s.line(x, y + 0.9, x + 40, y + 0.9, 0.2)
    drawing = pens.chinese("高正明", rng, 8, 0.5) if case.lang in ("zh", "bi") else pens.latin("Ines Marlow", rng, 2.8, 0.45, 0.4)
    alpha = fitted(pens.inked(drawing, rng, 0.9), pens.PX, s.scale, 2)
    s.mark(alpha, pens.INKS["black"], x + 20, y - 2.5, {"what": "signature", "party": None, "kind": "witness"})


def distract(s: Sheet, party, slots: Slots, rng) -> None:
    """Something in an empty place that is no signature."""
    x, y, room = slots.sign
    if party.distractor == "tick":
        s.mark(fitted(pens.tick(rng, 4.5), pens.PX, s.scale), pens.INKS[party.ink], x - 4, y - 3, {"what": "other"})
    elif party.distractor == "cross":
        for drop in (-1, 1):
            s.line(x + 0.5, y - 2 + 1.6 * drop, x + 3.6, y - 2 - 1.6 * drop, 0.35, pens.INKS["black"])
    elif party.distractor == "dust":
        for _ in range(int(rng.integers(8, 22))):
            cx, cy, r = x + rng.uniform(0, room), y - rng.uniform(-1, 8), abs(rng.normal(0.1, 0.12))
            shade = int(rng.integers(40, 150))
            s.pen.ellipse([v * s.scale for v in (cx - r, cy - r, cx + r, cy + r)], fill=(shade,) * 3)
    elif party.distractor == "flag":
        s.pen.polygon(
            [
                (v[0] * s.scale, v[1] * s.scale)
                for v in ((x - 3, y - 6), (x + 14, y - 6), (x + 18, y - 2.5), (x + 14, y + 1), (x - 3, y + 1))
            ],
            fill=(250, 226, 92),
        )
        s.text(x - 1, y - 1.2, "SIGN HERE", "sans-bold", 7, colour=(200, 40, 40))
