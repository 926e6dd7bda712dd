"""Ten ways of setting out signature blocks. Each draws the print and tells where ink belongs."""

from dataclasses import dataclass, field

from sheet import Sheet


@dataclass
class Shown:
    """What is printed for a party. None: the line is not there; empty: the line is there and empty."""

    head: str
    org: str
    name: str | None
    title: str | None
    date: str | None
    date_kind: str = "print"  # print, hand, fill, blank, absent
    typed: str = ""


@dataclass
class Slots:
    """Where ink belongs: (x, baseline, width) of lines, and the block's box."""

    org: tuple = (0, 0, 0)
    sign: tuple = (0, 0, 0)
    date: tuple = (0, 0, 0)
    gaps: list = field(default_factory=list)
    free: tuple = (0, 0)
    block: tuple = (0, 0, 0, 0)
    date_box: tuple | None = None
    name_at: tuple = (0, 0, 0)


@dataclass
class Style:
    """The look of a page."""

    lang: str
    font: str
    pt: float
    labels: dict
    rule: str  # line, dots, none, short
    colon: str
    typed_font: str = "script-chancery"

    @property
    def step(self) -> float:
        """Distance of lines in a block."""
        return self.pt * 0.3528 * 2.3


def rule(s: Sheet, st: Style, x0: float, y: float, x1: float) -> None:
    """The line to write on."""
    if st.rule == "line":
        s.line(x0, y + 0.9, x1, y + 0.9, 0.2)
    elif st.rule == "dots":
        s.dots(x0, y + 0.6, x1)
    elif st.rule == "short":
        s.line(x0, y + 0.9, min(x1, x0 + 38), y + 0.9, 0.3)


def label(s: Sheet, st: Style, x: float, y: float, text: str) -> float:
    """A label with its colon; the place where its content starts."""
    return s.text(x, y, text + st.colon, st.font, st.pt) + 1.2


def date_line(s: Sheet, st: Style, x: float, y: float, width: float, shown: Shown, slots: Slots) -> None:
    """What stands in the place of the date."""
    slots.date = (x, y, width)
    if shown.date_kind == "fill":
        at = x
        for char, gap in zip("年月日", (15, 10, 10)):
            slots.gaps.append((at + gap / 2, y))
            at = s.text(at + gap, y, char, st.font, st.pt)
        slots.date_box = (x, y - 6, at, y + 2)
    elif shown.date_kind in ("print", "blank") and shown.date:
        end = s.text(x, y, shown.date, st.font, st.pt)
        if shown.date_kind == "print":
            slots.date_box = (x, y - st.pt * 0.36, end, y + st.pt * 0.1)
    elif shown.date_kind in ("hand", "blank"):
        rule(s, st, x, y, x + min(width, 42))


def _sign(s: Sheet, st: Style, x: float, y: float, width: float, shown: Shown, slots: Slots, ruled: bool = True) -> None:
    slots.sign = (x, y, width)
    if ruled:
        rule(s, st, x, y, x + width)
    if shown.typed:
        s.text(x + 2, y, shown.typed, st.typed_font, st.pt * 1.25)


def _field(s: Sheet, st: Style, key: str, x: float, y: float, width: float, shown: Shown, slots: Slots) -> None:
    start = label(s, st, x, y, st.labels[key])
    if key == "sign":
        _sign(s, st, start, y, max(20, x + width - start), shown, slots)
    elif key == "date":
        date_line(s, st, start, y, x + width - start, shown, slots)
    else:
        text = getattr(shown, key)
        if text:
            s.text(start, y, text, st.font, st.pt)
        elif st.rule != "none":
            rule(s, st, start, y, min(x + width, start + 40))


def _keys(shown: Shown, order) -> list[str]:
    return [
        k for k in order if not (k in ("name", "title") and getattr(shown, k) is None) and not (k == "date" and shown.date_kind == "absent")
    ]


def _head(s: Sheet, st: Style, x: float, y: float, width: float, shown: Shown, slots: Slots) -> float:
    """Party and organisation on one line or two; the next baseline."""
    start = label(s, st, x, y, shown.head + st.labels["seal"])
    if s.measure(shown.org, st.font, st.pt) <= x + width - start:
        s.text(start, y, shown.org, st.font, st.pt)
        slots.org = (start, y, s.measure(shown.org, st.font, st.pt))
        return y + st.step
    y += st.pt * 0.3528 * 1.5
    end = s.paragraph(x, y, width, shown.org, st.font, st.pt, 1.4)
    slots.org = (x, y, min(width, s.measure(shown.org, st.font, st.pt)))
    return max(y + st.step, end + st.step - st.pt * 0.3528 * 1.4)


def _plain(s, st, x, y, width, shown, order=("sign", "name", "title", "date")) -> tuple[Slots, float]:
    slots, top = Slots(), y - 6
    y = _head(s, st, x, y, width, shown, slots)
    for key in _keys(shown, order):
        if key == "sign":
            y += 2.5
        _field(s, st, key, x, y, width, shown, slots)
        y += st.step
    slots.block = (x, top, x + width, y - st.step + 3)
    slots.free = (x + width * 0.78, (top + y) / 2 + 2)
    return slots, y


def stacked(s, st, parties, y):
    """One under the other over the whole width."""
    found = []
    for shown in parties:
        slots, y = _plain(s, st, 28, y, 88 if len(parties) < 4 else 92, shown)
        slots.free = (150, (slots.block[1] + slots.block[3]) / 2 + 1)
        slots.block = (slots.block[0], slots.block[1], 185, slots.block[3])
        found.append(slots)
        y += 9 if len(parties) == 2 else 4
    return found


def side(s, st, parties, y):
    """Two beside each other."""
    found, low = [], y
    for i, shown in enumerate(parties):
        if i == 2:
            y = low + 10
        slots, end = _plain(s, st, 24 + 86 * (i % 2), y, 76, shown, ("sign", "name", "title", "date"))
        low = max(low, end)
        found.append(slots)
    return found


def boxes(s, st, parties, y):
    """Each in a frame."""
    found, low = [], y
    for i, shown in enumerate(parties):
        if i == 2:
            y = low + 10
        x = 22 + 84 * (i % 2)
        slots, end = _plain(s, st, x + 3, y + 3, 75, shown, ("name", "title", "sign", "date"))
        bottom = max(end + 14, y + 52)
        s.frame(x, y - 5, x + 82, bottom, 0.35)
        slots.free = (x + 55, bottom - 19)
        slots.block = (x, y - 5, x + 82, bottom)
        low = max(low, bottom)
        found.append(slots)
    return found


def rows(s, st, parties, y):
    """A table with a row for each party."""
    edges = (20, 66, 118, 156, 190)
    high = 42 if len(parties) < 4 else 33
    heads = {
        "zh": ("签约方", "签字、盖章", "姓名/职务", "日期"),
        "en": ("Party", "Signature and stamp", "Name / Title", "Date"),
        "bi": ("签约方 Party", "签字盖章 Signature/Seal", "姓名职务 Name/Title", "日期 Date"),
    }
    heads["de"], heads["ja"] = (
        ("Partei", "Unterschrift, Stempel", "Name / Funktion", "Datum"),
        ("当事者", "署名・捺印", "氏名・役職", "日付"),
    )
    small = st.pt * 0.88
    for i, head in enumerate(heads[st.lang]):
        s.text((edges[i] + edges[i + 1]) / 2, y, head, st.font, small, align="centre")
    s.line(edges[0], y - 6, edges[-1], y - 6)
    s.line(edges[0], y + 3, edges[-1], y + 3)
    top = y + 3
    found = []
    for shown in parties:
        slots = Slots()
        end = s.paragraph(edges[0] + 2, top + 8, edges[1] - edges[0] - 4, shown.head, st.font, small)
        s.paragraph(edges[0] + 2, end, edges[1] - edges[0] - 4, shown.org, st.font, small, 1.35)
        slots.org = (edges[0] + 2, end, 38)
        _sign(s, st, edges[1] + 4, top + high * 0.58, edges[2] - edges[1] - 8, shown, slots, False)
        at = top + 12
        for text in (shown.name, shown.title):
            if text:
                at = s.paragraph(edges[2] + 2, at, edges[3] - edges[2] - 4, text, st.font, small) + 4
        if shown.date_kind == "fill":
            shown.date_kind = "hand"
        if shown.date_kind != "absent":
            room = edges[4] - edges[3] - 3
            while shown.date and s.measure(shown.date, st.font, small) > room and small > 6:
                small -= 0.5
            date_line(s, Style(st.lang, st.font, small, st.labels, "none", st.colon), edges[3] + 1.5, top + high * 0.5, room, shown, slots)
        s.line(edges[0], top + high, edges[-1], top + high)
        slots.block = (edges[0], top, edges[-1], top + high)
        slots.free = ((edges[1] + edges[2]) / 2 + 4, top + high / 2)
        found.append(slots)
        top += high
    for x in edges:
        s.line(x, y - 6, x, top)
    return found


def columns(s, st, parties, y):
    """A table with a column for each party and labels at the left."""
    n = len(parties)
    first = 22
    edges = [20, 20 + first] + [20 + first + (170 - first) * (i + 1) / n for i in range(n)]
    small = st.pt * (0.92 if n == 2 else 0.8 if n == 3 else 0.7)
    keys = ["org", "sign", "name", "title", "date"]
    highs = {"org": 24, "sign": 24, "name": 11, "title": 13, "date": 13}
    words = {"zh": "单位（盖章）", "en": "Party", "bi": "单位 Party", "de": "Partei", "ja": "当事者"}
    found = [Slots() for _ in parties]
    top = y - 6
    start = top
    for key in keys:
        s.line(edges[0], top, edges[-1], top)
        text = words[st.lang] if key == "org" else st.labels[key]
        s.paragraph(edges[0] + 1.5, top + 6, first - 2, text, st.font, small, 1.3)
        for i, shown in enumerate(parties):
            x, width = edges[i + 1] + 2, edges[i + 2] - edges[i + 1] - 4
            mid = top + highs[key] * 0.62
            if key == "org":
                at = s.paragraph(x, top + 6, width, shown.head, st.font, small)
                s.paragraph(x, at, width, shown.org, st.font, small, 1.3)
                found[i].org = (x, at, width)
            elif key == "sign":
                _sign(s, st, x, mid + 2, width, shown, found[i], False)
            elif key == "date":
                if shown.date_kind == "fill":
                    shown.date_kind = "hand"
                if shown.date_kind != "absent":
                    used = small
                    while shown.date and s.measure(shown.date, st.font, used) > width and used > 5.5:
                        used -= 0.5
                    date_line(s, Style(st.lang, st.font, used, st.labels, "none", st.colon), x, mid, width, shown, found[i])
            elif getattr(shown, key):
                s.paragraph(
                    x,
                    top + 5.2 if s.measure(getattr(shown, key), st.font, small) > width else mid,
                    width,
                    getattr(shown, key),
                    st.font,
                    small,
                    1.25,
                )
        top += highs[key]
    s.line(edges[0], top, edges[-1], top)
    for x in edges:
        s.line(x, start, x, top)
    for i, slots in enumerate(found):
        slots.block = (edges[i + 1], start, edges[i + 2], top)
        slots.free = ((edges[i + 1] + edges[i + 2]) / 2 + 6, start + 26)
    return found


def closing(s, st, parties, y):
    """Set to the right, as a letter closes, party under party."""
    found = []
    for i, shown in enumerate(parties):
        x = 92 if i % 2 == 0 or len(parties) > 2 else 40
        slots, y = _plain(s, st, x, y, 92, shown, ("title", "name", "sign", "date"))
        slots.free = (x + 60, (slots.block[1] + slots.block[3]) / 2 + 5)
        found.append(slots)
        y += 10 if len(parties) == 2 else 4
    return found


def above(s, st, parties, y):
    """A rule to sign above, with small captions under it."""
    found, low = [], y
    saved = st.rule
    st.rule = "line"
    for i, shown in enumerate(parties):
        if i == 2:
            y = low + 8
        x, width, slots = 24 + 86 * (i % 2), 74, Slots()
        at = s.paragraph(x, y, width, f"{shown.head}{st.colon} {shown.org}", st.font, st.pt, 1.45)
        slots.org = (x, y, width)
        at = max(at + 14, y + 26)
        _sign(s, st, x, at, width, shown, slots)
        s.text(x, at + 5, st.labels["sign"], st.font, st.pt * 0.75)
        at += 11
        if shown.name is not None or shown.title is not None:
            for key in _keys(shown, ("name", "title")):
                _field(s, st, key, x, at, width, shown, slots)
                at += st.step * 0.9
        if shown.date_kind != "absent":
            _field(s, st, "date", x, at, width, shown, slots)
        slots.block, slots.free = (x, y - 6, x + width, at + 3), (x + width * 0.74, y + 16)
        low = max(low, at + 8)
        found.append(slots)
    st.rule = saved
    return found


def bottom(s, st, parties, y):
    """Beside each other at the foot of the page."""
    need = st.step * (6.4 if len(parties) < 3 else 14.2) + 8
    return side(s, st, parties, max(y, 282 - need))


def pairs(s, st, parties, y):
    """Signature and date on one line, name and title on the next."""
    found = []
    for shown in parties:
        slots, top = Slots(), y - 6
        y = _head(s, st, 25, y, 150, shown, slots) + 3
        start = label(s, st, 25, y, st.labels["sign"])
        _sign(s, st, start, y, max(24, 112 - start), shown, slots)
        if shown.date_kind != "absent":
            _field(s, st, "date", 118, y, 68, shown, slots)
        y += st.step
        x = 25
        for key in _keys(shown, ("name", "title")):
            _field(s, st, key, x, y, 70, shown, slots)
            x = 118
        y += st.step
        slots.block, slots.free = (25, top, 186, y - st.step + 3), (160, (top + y) / 2 - 2)
        found.append(slots)
        y += 13 if len(parties) == 2 else 6
    return found


def address(s, st, parties, y):
    """Address, organisation and representative in lines of their own, indented, with a place for the seal."""
    spot = {"zh": "（盖章处）", "ja": "㊞", "en": "L.S.", "de": "L.S.", "bi": "（盖章处 Seal）"}[st.lang]
    found = []
    for shown in parties:
        slots, top = Slots(), y - 6
        label(s, st, 30, y, shown.head)
        s.text(52, y, shown.org, st.font, st.pt)
        slots.org = (52, y, s.measure(shown.org, st.font, st.pt))
        s.text(150, y + st.step * 1.6, spot, st.font, st.pt, colour=(120, 120, 120))
        y += st.step
        for key in _keys(shown, ("title", "name", "sign", "date")):
            y += 2.5 if key == "sign" else 0
            _field(s, st, key, 52, y, 84, shown, slots)
            y += st.step
        slots.block, slots.free = (30, top, 180, y - st.step + 3), (154, top + 6 + st.step * 1.6)
        found.append(slots)
        y += 9 if len(parties) == 2 else 3
    return found


ALL = {f.__name__: f for f in (stacked, side, boxes, rows, columns, closing, above, bottom, pairs, address)}
