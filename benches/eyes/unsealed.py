"""Pages without any seal that carry what may be taken for one."""

import math

import numpy as np
import papers
import pens
import stamps
import words
from PIL import Image
from sheet import Sheet, fitted

RED, GREEN, BLUE, GOLD = (200, 30, 36), (24, 110, 70), (22, 66, 140), (196, 150, 60)


def _paste(s: Sheet, mask: np.ndarray, colour, cx: float, cy: float, size: float, strength: float = 1.0) -> None:
    """Prints a plate as part of the page: even and sharp, as no stamp is."""
    px = s.px(size)
    alpha = Image.fromarray((mask * 255 * strength).astype(np.uint8)).resize(
        (px, int(px * mask.shape[0] / mask.shape[1])), Image.Resampling.LANCZOS
    )
    s.image.paste(tuple(colour), (int(cx * s.scale - alpha.width / 2), int(cy * s.scale - alpha.height / 2)), alpha)


def _circle(s: Sheet, cx, cy, r, outline=None, fill=None, width=0.4) -> None:
    box = [v * s.scale for v in (cx - r, cy - r, cx + r, cy + r)]
    s.pen.ellipse(box, outline=outline, fill=fill, width=max(1, s.px(width)))


def crest(org: words.Org, rng) -> np.ndarray:
    """A ring logo of a university or company."""
    p = stamps.Plate(30, 30)
    p.ring(0, 0.5)
    p.ring(1.0, 0.25)
    p.ring(6.2, 0.4)
    p.arc(
        org.zh[-10:] if org.country == "CN" else org.en.upper()[:26],
        "kai" if org.country == "CN" else "garamond",
        11.8,
        11.8,
        170,
        3.4,
        heavy=0.02,
        narrow=0.8,
    )
    p.arc(str(rng.integers(1902, 1998)), "garamond", 11.8, 11.8, 40, 2.6, bottom=True, heavy=0.0)
    for k in range(int(rng.integers(3, 7))):
        a = k * 1.1
        p.ring(0, 0.45, 1.6 + 1.1 * k if k % 2 else 7.0 - k, 6.4 - 0.9 * k)
        p.row("·", "hei", 4 * math.sin(a), 1.0, x=4 * math.cos(a))
    return p.mask


def letterhead(s: Sheet, case, rng) -> float:
    """A red letterhead, or a coloured one with a device."""
    org = case.parties[0].org
    if case.lang in ("zh", "bi"):
        s.text(
            105,
            34,
            org.zh + ("文件" if rng.random() < 0.4 else ""),
            "song",
            27 if len(org.zh) < 13 else 23,
            colour=RED,
            align="centre",
            bold=True,
        )
        s.line(22, 41, 188, 41, 0.9, RED)
        s.line(22, 42.6, 188, 42.6, 0.3, RED)
        if rng.random() < 0.5:
            star = stamps.Plate(8, 8)
            star.star(3.6)
            _paste(s, star.mask, RED, 105, 41.8, 9)
    else:
        colour = (RED, BLUE, GREEN)[rng.integers(3)]
        s.frame(20, 14, 34, 28, 0.2, colour, colour)
        s.text(27, 25, case.parties[1].org.en[0], "palatino-bold", 26, colour=(255, 255, 255), align="centre")
        s.text(38, 22, case.parties[1].org.en, "palatino-bold", 15, colour=colour)
        s.text(38, 27, f"14 Harbour Court, {case.parties[1].org.city}  |  office@example.org", "carlito", 8, colour=(110, 110, 110))
        s.line(20, 31, 190, 31, 0.4, colour)
    return 56


def emblem(s: Sheet, case, rng) -> float:
    """Ring logos and an emblem at the head of the page."""
    for k, party in enumerate(case.parties):
        colour = (RED, BLUE, GREEN, (120, 26, 40))[int(rng.integers(4))]
        x = 34 if k == 0 else 176
        if rng.random() < 0.3:
            _circle(s, x, 25, 10, fill=(205, 32, 36))
            star = stamps.Plate(10, 10)
            star.star(4.2)
            _paste(s, star.mask, (250, 214, 70), x, 23, 9)
            for a in (0.6, 1.1, 1.6, 2.1, 2.6):
                _circle(s, x + 7.6 * math.cos(a), 25 + 7.6 * math.sin(a), 0.9, fill=(250, 214, 70))
        else:
            _paste(s, crest(party.org, rng), colour, x, 25, rng.uniform(21, 27))
    s.text(
        105,
        24,
        case.parties[0].org.name("zh" if case.lang != "en" else "en"),
        "kai" if case.lang != "en" else "garamond",
        13,
        align="centre",
        colour=(60, 60, 60),
    )
    return 52


def _qr(s: Sheet, x: float, y: float, size: float, rng) -> None:
    n = 29
    grid = rng.random((n, n)) < 0.48
    for a, b in ((0, 0), (0, n - 7), (n - 7, 0)):
        grid[max(0, a - 1) : a + 8, max(0, b - 1) : b + 8] = False
        grid[a : a + 7, b : b + 7] = True
        grid[a + 1 : a + 6, b + 1 : b + 6] = False
        grid[a + 2 : a + 5, b + 2 : b + 5] = True
    image = Image.fromarray((~grid * 255).astype(np.uint8)).resize((s.px(size),) * 2, Image.Resampling.NEAREST)
    s.image.paste(image.convert("RGB"), (s.px(x), s.px(y)))


def invoice(s: Sheet, case, rng) -> float:
    """A price list with a QR code."""
    zh = case.lang in ("zh", "bi")
    colour = ((150, 70, 30), BLUE, (30, 30, 30))[rng.integers(3)]
    s.text(105, 28, "设备报价明细表" if zh else "Proforma Invoice", "hei" if zh else "sans-bold", 18, align="centre", colour=colour)
    s.text(24, 37, f"No. {rng.integers(10**7, 10**8)}", "mono", 10)
    _qr(s, 164, 14, 24, rng)
    heads = ("序号", "名称", "数量", "单价（元）", "金额（元）") if zh else ("No.", "Item", "Qty", "Unit price", "Amount")
    goods = (
        ("温度传感器", "信号采集卡", "低噪放大器", "校准服务", "安装调试")
        if zh
        else ("Sensor head", "Interface card", "Amplifier", "Calibration", "Installation")
    )
    edges, y, total = (22, 38, 96, 116, 150, 188), 46, 0
    for k in range(len(goods) + 1):
        if k:
            count, price = int(rng.integers(1, 9)), int(rng.integers(20, 900)) * 10
            total += count * price
            cells = (str(k), goods[k - 1], str(count), f"{price:,}.00", f"{count * price:,}.00")
        else:
            cells = heads
        for i, cell in enumerate(cells):
            s.text(edges[i] + 2, y + 5.6, cell, "song" if zh else "carlito", 10)
        s.line(22, y, 188, y, 0.25, colour)
        y += 8
    s.line(22, y, 188, y, 0.25, colour)
    for x in edges:
        s.line(x, 46, x, y, 0.25, colour)
    s.text(186, y + 7, ("合计：¥" if zh else "Total: ") + f"{total:,}.00", "hei" if zh else "sans-bold", 11, align="right")
    return y + 20


def poster(s: Sheet, case, rng) -> float:
    """A poster, or its banner over the agreement."""
    high = 250 if case.body == "two" else 62
    base = [(24, 60, 130), (150, 24, 34), (16, 96, 90), (70, 40, 120)][rng.integers(4)]
    s.frame(0, 0, 210, high, 0.1, base, base)
    for _ in range(14 if case.body == "two" else 7):
        tint = tuple(int(min(255, v + rng.integers(20, 110))) for v in base)
        ring = rng.random() < 0.5
        _circle(
            s,
            rng.uniform(0, 210),
            rng.uniform(0, high - 22),
            rng.uniform(4, 22),
            outline=tint if ring else None,
            fill=None if ring else tint,
            width=1.2,
        )
    if high < 100:
        s.frame(0, high, 210, 90, 0.1, (255, 255, 255), (255, 255, 255))
    text = words.TOPICS[case.seed % 5]["zh" if case.lang != "en" else "en"]
    for k, size in ((0, 30), (1, 16)):
        s.text(
            105,
            high * 0.42 + 15 * k,
            ("国际科技合作签约仪式" if case.lang != "en" else "Signing Ceremony") if k == 0 else text,
            "hei" if case.lang != "en" else "sans-bold",
            size,
            colour=(255, 244, 214),
            align="centre",
        )
    if case.body == "two":
        for k in range(3):
            _circle(s, 45 + 60 * k, 180, 19, fill=(250, 236, 200))
            s.text(
                45 + 60 * k,
                182,
                ("论坛", "展览", "签约")[k] if case.lang != "en" else ("Forum", "Expo", "Signing")[k],
                "hei",
                17,
                colour=base,
                align="centre",
            )
        s.text(105, 275, "2024 · 地点：会议中心三楼" if case.lang != "en" else "Conference Centre, Level 3", "hei", 14, align="centre")
    return high + 16


def watermark(s: Sheet, case, rng) -> float:
    """Text or a large crest under the print."""
    colour = (226, 226, 230) if rng.random() < 0.5 else (250, 214, 214)
    if rng.random() < 0.5:
        mask = crest(case.parties[0].org, rng)
        _paste(s, mask, colour, 105, 190, 90)
    else:
        text = str(rng.choice(["仅供项目申报使用", "复印无效", "内部资料", "COPY"]))
        plate = stamps.Plate(60, 12)
        plate.row(text, "hei", 0, 8)
        turned = fitted(plate.mask, stamps.PX, 14, 32)
        for k in range(6):
            _paste(s, turned, colour, 55 + 100 * (k % 2), 60 + 90 * (k // 2), 70)
    return 30


def highlight(s: Sheet, case, rng) -> float:
    """Nothing yet: the highlighter comes after the print."""
    return 30


def mark_text(s: Sheet, rng) -> None:
    """Draws a highlighter over some lines of the page."""
    page = np.asarray(s.image).astype(np.float32)
    spots = [spot for spot in s.spots if spot[2] > 12]
    for i in rng.choice(len(spots), min(len(spots), int(rng.integers(6, 10))), replace=False):
        x, y, wide, pt = spots[i]
        colour = ((255, 246, 110), (255, 186, 206), (184, 245, 176), (255, 210, 130))[int(rng.integers(4))]
        from_ = x + wide * rng.uniform(0, 0.4)
        upto = min(x + wide, from_ + rng.uniform(14, 70))
        y0, y1 = y - pt * 0.3528 * rng.uniform(0.85, 1.1), y + pt * 0.3528 * rng.uniform(0.15, 0.4)
        area = page[s.px(y0) : s.px(y1), s.px(from_) : s.px(upto)]
        area *= np.array(colour, np.float32) / 255
    s.image.paste(Image.fromarray(page.astype(np.uint8)))


def heading(s: Sheet, case, rng) -> float:
    """A notice in a red frame and red part headings."""
    zh = case.lang in ("zh", "bi")
    s.frame(24, 16, 186, 30, 0.8, RED)
    s.text(
        105,
        25.5,
        "重要提示：请各方仔细阅读后签署" if zh else "IMPORTANT: read carefully before signing",
        "hei" if zh else "sans-bold",
        14,
        colour=RED,
        align="centre",
        bold=True,
    )
    for k in range(3):
        s.frame(24 + 56 * k, 36, 74 + 56 * k, 46, 0.4, RED, (253, 238, 238))
        s.text(
            49 + 56 * k,
            43,
            (
                ("第一部分 合作内容", "第二部分 权利义务", "第三部分 签署")
                if zh
                else ("Part I Scope", "Part II Rights", "Part III Signature")
            )[k],
            "hei" if zh else "sans-bold",
            11,
            colour=RED,
            align="centre",
        )
    return 64


def corrections(s: Sheet, case, rng) -> float:
    """Nothing yet: the red pen comes after the print."""
    return 30


def correct(s: Sheet, rng, low: float) -> None:
    """Red pen over the articles: rings round words, underlines, a figure put right."""
    red = pens.INKS["red"]
    for _ in range(int(rng.integers(3, 6))):
        x, y, a, b = rng.uniform(40, 160), rng.uniform(48, max(60, low - 12)), rng.uniform(7, 15), rng.uniform(3, 6)
        turn = np.linspace(0.3, 2 * math.pi + 0.6, 12)
        path = [(a * math.cos(t) * (1 + 0.02 * t), b * math.sin(t)) for t in turn]
        drawing = pens._draw([pens._spline(path, rng, 0.3)], 0.5, rng)
        s.mark(fitted(pens.inked(drawing, rng, 0.9), pens.PX, s.scale), red, x, y, {"what": "other"})
    for _ in range(2):
        x, y = rng.uniform(50, 140), rng.uniform(48, max(60, low - 12))
        drawing = pens._draw([pens._spline([(0, 0), (12, 0.4), (26, -0.3)], rng, 0.3)], 0.5, rng)
        s.mark(fitted(pens.inked(drawing, rng, 0.9), pens.PX, s.scale), red, x, y, {"what": "other"})
        text = pens.figures(str(rng.integers(2, 60)), rng, 4.5, 0.5)
        s.mark(fitted(pens.inked(text, rng, 0.9), pens.PX, s.scale), red, x + 18, y - 5, {"what": "other"})


def certificate(s: Sheet, case, rng) -> float:
    """An ornamental border."""
    colour = (RED, GOLD, GREEN, BLUE)[rng.integers(4)]
    s.frame(6, 6, 204, 291, 0.8, colour)
    s.frame(16, 16, 194, 281, 0.4, colour)
    for side, (fixed, length) in enumerate(((11, 210), (286, 210), (11, 297), (199, 297))):
        for k in range(int((length - 24) / 5)):
            at = 14 + 5 * k
            cx, cy = (at, fixed) if side < 2 else (fixed, at)
            _circle(s, cx, cy, 2.2, outline=colour, width=0.25)
            _circle(s, cx + (1.2 if side < 2 else 0), cy + (0 if side < 2 else 1.2), 1.6, outline=colour, width=0.2)
    for cx, cy in ((11, 11), (199, 11), (11, 286), (199, 286)):
        _circle(s, cx, cy, 5.5, outline=colour, fill=(255, 255, 255), width=0.6)
        for k in range(8):
            a = k * math.pi / 4
            _circle(s, cx + 2.4 * math.cos(a), cy + 2.4 * math.sin(a), 1.5, outline=colour, width=0.25)
    return 40


def chart(s: Sheet, case, rng) -> float:
    """A pie chart, and a map with circles."""
    zh = case.lang in ("zh", "bi")
    top = 40
    palette = ((214, 60, 50), (60, 110, 190), (240, 170, 50), (70, 150, 90), (140, 90, 170))
    s.text(
        105,
        26,
        "附图：试验点分布与经费构成" if zh else "Figure: trial sites and budget shares",
        "hei" if zh else "sans-bold",
        13,
        align="centre",
    )
    start = 0.0
    shares = rng.dirichlet(np.ones(5) * 3) * 360
    for k, share in enumerate(shares):
        s.pen.pieslice([v * s.scale for v in (32, top - 6, 78, top + 40)], start, start + share, fill=palette[k], outline=(255, 255, 255))
        start += share
    s.frame(95, top - 6, 186, top + 42, 0.3)
    x = np.linspace(95, 186, 50)
    for k in range(3):
        y = top + 8 + 12 * k + 4 * np.sin(x / 9 + rng.uniform(0, 6))
        s.pen.line([(a * s.scale, b * s.scale) for a, b in zip(x, y)], fill=(150, 190, 220), width=max(1, s.px(0.5)))
    for k in range(6):
        cx, cy, r = rng.uniform(102, 178), rng.uniform(top + 1, top + 36), rng.uniform(2, 5.5)
        ring = k % 2 == 0
        _circle(s, cx, cy, r, outline=RED if ring else None, fill=None if ring else palette[k % 5], width=0.7)
        s.text(cx + r + 0.6, cy + 1, f"P{k + 1}", "sans", 8)
    return top + 60


DRAW = {f.__name__: f for f in (letterhead, emblem, invoice, poster, watermark, highlight, heading, corrections, certificate, chart)}


def draw(s: Sheet, case, st, rng) -> float:
    """Draws what makes the page special, and some of the agreement; the place where the blocks begin."""
    y = DRAW[case.page](s, case, rng)
    if case.body == "two":
        return y
    _, y = papers.heading(s, case, st, rng, y)
    low = papers.articles(
        s, case, st, rng, y, (2 if case.lang == "bi" else 3) if case.page not in ("invoice", "chart", "poster") else 1, pt=min(st.pt, 10.5)
    )
    if case.page == "corrections":
        correct(s, rng, low)
    return low + 10
