"""What each case shows: kinds of page, scan, party and gap, spread evenly and the same at every run."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

import numpy as np
import words
from layouts import ALL
from scanner import Taking

SIGNING = 264
THINGS = ("signature", "seal", "sign_date", "signatory_name", "signatory_title")
PLACES = ("clear", "text", "date", "signature", "clear", "text", "signature", "seal", "edge")
WEAR = ("fresh", "even", "worn", "double", "even", "partial", "fresh", "pale")
KINDS = ("official", "official", "official", "contract", "official", "finance", "official", "department", "official")
DISTRACTORS = ("none", "typed", "tick", "dust", "flag", "name_seal", "none", "cross")


@dataclass
class Party:
    """How a party signed."""

    org: words.Org
    person: words.Person
    gaps: frozenset
    day: date
    date_kind: str
    seal_kind: str | None
    seal_place: str
    seal_colour: str
    wear: str
    sign_place: str
    ink: str
    weight: float
    size: str
    strength: float
    distractor: str
    name_seal: bool = False


@dataclass
class Case:
    """One project."""

    id: str
    seed: int
    lang: str
    layout: str
    body: str  # alone, short, two
    taking: Taking
    container: str
    parties: list[Party]
    extras: set = field(default_factory=set)
    page: str = ""  # the sort of a seal-free page


def _cycle(values, count: int, rng) -> list:
    """`count` values in equal shares, in an order of chance."""
    out = []
    while len(out) < count:
        out += [values[i] for i in rng.permutation(len(values))]
    return out[:count]


def _gaps(count: int, rng) -> list[frozenset]:
    """One party in nine has just one thing missing for each thing; all other combinations come too; 55 % have no gap."""
    subsets = [frozenset(c) for n in range(2, 6) for c in combinations(THINGS, n)]
    singles = [frozenset([t]) for t in THINGS]
    wanted = round(count * 0.47)
    pool = _cycle(singles, round(wanted * 0.56), rng) + _cycle(subsets, wanted - round(wanted * 0.56), rng)
    pool += [frozenset()] * (count - len(pool))
    return [pool[i] for i in rng.permutation(count)]


def taking(mode: str, i: int, rng) -> Taking:
    """How a page of a mode is taken in."""
    dpi = {"bilevel": (150, 200, 300, 240, 200), "photo": (170, 200, 150), "colour": (200, 150, 300, 200), "grey": (200, 300, 150, 200)}[
        mode
    ]
    skew = float(rng.choice([0, rng.normal(0, 0.5), rng.normal(0, 1.2)], p=[0.25, 0.5, 0.25]))
    return Taking(
        mode,
        int(dpi[i % len(dpi)]),
        str(rng.choice(["clean", "faint", "noisy", "worn"], p=[0.5, 0.16, 0.16, 0.18])),
        str(("threshold", "adaptive", "dither", "threshold", "halftone")[i % 5]),
        float(np.clip(skew, -2.5, 2.5)),
        bool(rng.random() < 0.2),
        int(rng.choice([50, 65, 75, 85])),
    )


def _container(mode: str, rng) -> str:
    if mode == "bilevel":
        return str(rng.choice(["pdf", "tiff", "png"], p=[0.55, 0.3, 0.15]))
    if mode == "photo":
        return str(rng.choice(["jpg", "pdf"], p=[0.75, 0.25]))
    return str(rng.choice(["pdf", "jpg", "png", "tiff"], p=[0.6, 0.24, 0.08, 0.08]))


def signing() -> list[Case]:
    """The cases with signature blocks."""
    rng = np.random.default_rng(20240328)
    n = SIGNING
    modes = _cycle(("colour",) * 10 + ("grey",) * 8 + ("bilevel",) * 6 + ("photo",) * 6, n, rng)
    layouts, langs = _cycle(tuple(ALL), n, rng), _cycle(("zh",) * 10 + ("bi",) * 4 + ("en",) * 4 + ("de", "ja"), n, rng)
    counts, bodies = _cycle((2,) * 14 + (3,) * 4 + (4,) * 2, n, rng), _cycle(("alone", "alone", "short", "two"), n, rng)
    total = sum(counts)
    draws = {
        "gaps": _gaps(total, rng),
        "place": _cycle(PLACES, total, rng),
        "wear": _cycle(WEAR, total, rng),
        "kind": _cycle(KINDS, total, rng),
        "sign": _cycle(("line", "line", "above", "beside", "low"), total, rng),
        "ink": _cycle(("black", "black", "blue", "navy", "black", "red", "blue", "black"), total, rng),
        "size": _cycle(("usual", "usual", "big", "small"), total, rng),
        "date": _cycle(("print", "hand", "fill", "print", "hand"), total, rng),
        "distractor": _cycle(DISTRACTORS, total, rng),
        "foreign_seal": _cycle(("western", "block", None, "western", None, "block_open"), total, rng),
    }
    cases, at, seen = [], 0, {}
    for i in range(n):
        lang, day = langs[i], date(2023, 9, 4) + timedelta(days=int(rng.integers(0, 190)))
        orgs = _orgs(lang, counts[i], rng)
        parties = []
        for k, org in enumerate(orgs):
            pick = {key: values[at] for key, values in draws.items()}
            at += 1
            kind, colour = _seal(org, pick, rng)
            gaps = set(pick["gaps"]) - (set() if org.country == "CN" else {"seal"})
            if "seal" in pick["gaps"]:
                kind = None
            if "signature" in gaps and modes[i] == "bilevel" and pick["distractor"] == "name_seal":
                pick["distractor"] = "none"
            parties.append(
                Party(
                    org,
                    org.people[int(rng.integers(len(org.people)))],
                    frozenset(gaps),
                    day + timedelta(days=int(rng.choice([0, 0, 1, 6]))),
                    pick["date"],
                    kind,
                    pick["place"],
                    colour,
                    pick["wear"],
                    pick["sign"],
                    pick["ink"],
                    float(rng.choice([0.35, 0.5, 0.65, 0.9])),
                    pick["size"],
                    float(rng.choice([0.95, 0.95, 0.8, 0.6])),
                    pick["distractor"],
                    bool(rng.random() < 0.1 and org.country in ("CN", "JP")),
                )
            )
        extras = {
            e
            for e, share in (
                ("riding", 0.16),
                ("received", 0.07),
                ("translator", 0.06),
                ("footer", 0.1),
                ("holes", 0.07),
                ("initials", 0.2),
                ("witness", 0.06),
            )
            if rng.random() < share
        }
        mode = modes[i]
        seen[mode] = seen.get(mode, -1) + 1
        cases.append(
            Case(
                f"s{i:03d}-{mode}-{layouts[i]}-{lang}",
                5000 + i,
                lang,
                layouts[i],
                bodies[i],
                taking(mode, seen[mode], rng),
                _container(mode, rng),
                parties,
                extras,
            )
        )
    return cases


def _orgs(lang: str, count: int, rng) -> list[words.Org]:
    home = [words.CHINESE[i] for i in rng.permutation(len(words.CHINESE))]
    away = [words.FOREIGN[i] for i in rng.permutation(len(words.FOREIGN))]
    if lang == "ja":
        away = [words.JAPANESE[int(rng.integers(2))], *away]
    if lang == "de":
        away = sorted(away, key=lambda o: o.country not in ("DE", "AT"))
    chosen = [home.pop(), away.pop(0)]
    if lang == "zh" and rng.random() < 0.35:
        chosen[1] = home.pop()
    while len(chosen) < count:
        chosen.append(home.pop() if rng.random() < 0.6 else away.pop(0))
    return chosen


def _seal(org: words.Org, pick: dict, rng) -> tuple[str | None, str]:
    if org.country == "CN":
        kind = "oval" if org.oval and rng.random() < 0.7 else pick["kind"]
        return kind, str(rng.choice(["red", "red", "red", "crimson", "blue", "purple"], p=[0.55, 0.15, 0.15, 0.1, 0.03, 0.02]))
    if org.country == "JP":
        return ("square", "small_round")[int(rng.integers(2))], "red"
    return pick["foreign_seal"], str(rng.choice(["blue", "black", "purple", "red"], p=[0.5, 0.25, 0.15, 0.1]))


SORTS = ("letterhead", "emblem", "invoice", "poster", "watermark", "highlight", "heading", "corrections", "certificate", "chart")


def seal_free() -> list[Case]:
    """The cases without any seal: 20 pages of each sort."""
    rng = np.random.default_rng(20240329)
    cases = []
    for i in range(200):
        sort = SORTS[i % 10]
        mode = ("colour", "photo", "colour", "grey", "bilevel", "colour")[(i // 10 + i) % 6]
        if sort in ("highlight", "corrections", "heading") and mode == "bilevel":
            mode = "colour"
        lang = ("zh", "zh", "bi", "en")[int(rng.integers(4))]
        parties = []
        for org in _orgs(lang, 2, rng):
            signed = rng.random() < 0.6
            gaps = frozenset({"seal"} if org.country == "CN" else set()) | (frozenset() if signed else frozenset({"signature"}))
            parties.append(
                Party(
                    org,
                    org.people[0],
                    gaps,
                    date(2024, 1, 2) + timedelta(days=int(rng.integers(60))),
                    str(rng.choice(["print", "hand"])),
                    None,
                    "clear",
                    "red",
                    "even",
                    "line",
                    str(rng.choice(["black", "blue", "red"], p=[0.55, 0.35, 0.1])),
                    0.55,
                    "usual",
                    0.9,
                    "none",
                )
            )
        body = "two" if sort in ("poster", "chart", "invoice") and i % 20 >= 10 else "alone"
        layout = str(rng.choice(["stacked", "side", "boxes", "rows", "pairs", "above"]))
        how = taking(mode, i // 10, rng)
        cases.append(Case(f"n{i:03d}-{sort}-{mode}", 9000 + i, lang, layout, body, how, _container(mode, rng), parties, set(), sort))
    return cases
