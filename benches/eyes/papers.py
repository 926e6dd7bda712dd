"""The print of agreement pages: title, parties, a few articles, and what surrounds them."""

from datetime import timedelta

import words
from layouts import Shown, Style
from sheet import Sheet

FACES = {
    "zh": ("song", "song", "kai", "hei", "wenkai", "microhei"),
    "en": ("roman", "carlito", "caladea", "sans", "palatino", "garamond"),
    "de": ("sans", "carlito", "roman"),
    "ja": ("mincho", "gothic"),
    "bi": ("song", "kai", "hei", "wenkai"),
}


def style(case, rng) -> Style:
    """The look of a case's pages."""
    labels = {key: str(rng.choice(options)) for key, options in words.LABELS[case.lang].items()}
    many = len(case.parties)
    pt = float(rng.choice([10.5, 11, 12, 12, 14] if many == 2 else [10.5, 11] if many == 3 else [9.5, 10]))
    if case.lang in ("en", "de"):
        pt = min(pt, 12) - 0.5
    rule = str(rng.choice(["line", "line", "dots", "none", "short"]))
    return Style(case.lang, str(rng.choice(FACES[case.lang])), pt, labels, rule, ":" if case.lang in ("en", "de") else "：")


def shown(case, k: int, rng) -> Shown:
    """What is printed for a party."""
    party, lang = case.parties[k], case.lang
    person, org = party.person, party.org
    tongue = "zh" if lang == "bi" else lang
    name = {"zh": person.zh if rng.random() < 0.7 or org.country == "CN" else person.en, "ja": person.native}.get(tongue, person.en)
    title = person.title[tongue]
    if lang == "bi":
        wide = len(case.parties) == 2 and case.layout in ("stacked", "pairs", "closing", "address")
        name = f"{person.zh} {person.en}" if wide else person.en if org.country != "CN" else person.zh
        title = f"{title} {person.title['en']}" if wide and len(title) < 6 else title
    found = Shown(words.PARTY[lang][k], org.name(tongue), name, title, None, party.date_kind)
    if lang == "bi" and case.layout in ("stacked", "pairs", "boxes") and len(case.parties) == 2:
        found.org = f"{org.zh} {org.en}" if len(org.zh + org.en) < 46 else org.en
    for thing, key in (("signatory_name", "name"), ("signatory_title", "title")):
        if thing in party.gaps:
            setattr(found, key, [None, "", "", words.PLACEHOLDERS[key][lang]][int(rng.integers(4))])
    if "sign_date" in party.gaps:
        found.date = str(rng.choice(words.BLANK_DATES[lang]))
        found.date_kind = "absent" if rng.random() < 0.2 else "blank"
    elif found.date_kind == "fill" and lang not in ("zh", "ja", "bi"):
        found.date_kind = "hand"
    if found.date_kind == "print":
        found.date = words.dated(party.day, lang, rng)
    if "signature" in party.gaps and party.distractor == "typed":
        found.typed = f"/s/ {person.en}" if person.en == person.native else person.native
    return found


def _days(case, lang: str, rng) -> dict:
    start = max(p.day for p in case.parties)
    end = start + timedelta(days=365 * 3 - 1)

    def same(d):
        return words.dated(d, lang, rng, hand=True) if lang != "zh" else f"{d.year}年{d.month}月{d.day}日"

    topic = words.TOPICS[case.seed % len(words.TOPICS)][lang]
    return {"topic": topic, "start": same(start), "end": same(end)}


def heading(s: Sheet, case, st: Style, rng, y: float = 30) -> tuple[str, float]:
    """The title of the agreement and its parties."""
    title = str(rng.choice(words.TITLES[case.lang]))
    big = "hei" if st.lang in ("zh", "bi") and st.font != "kai" else st.font
    s.text(s.width / 2, y, title, big, st.pt * 1.6, align="centre", bold=True)
    y += 14
    for k, party in enumerate(case.parties):
        tongue = "zh" if case.lang == "bi" else case.lang
        s.text(28, y, f"{words.PARTY[case.lang][k]}{st.colon} {party.org.name(tongue)}", st.font, st.pt)
        y += st.pt * 0.3528 * 1.7
    return title, y + 5


def articles(s: Sheet, case, st: Style, rng, y: float, limit: int | None = None, pt: float | None = None) -> float:
    """The articles."""
    pt = pt or st.pt
    for tongue in ("zh", "en") if case.lang == "bi" else (case.lang,):
        facts = _days(case, tongue, rng)
        for text in words.PROSE[tongue][:limit]:
            y = s.paragraph(28, y, 154, text.format(**facts), st.font, pt, 1.6, indent=pt * 0.7 if tongue in ("zh", "ja") else 0) + 1.2
    return y


def page_note(s: Sheet, case, st: Style, rng, title: str, y: float = 32) -> float:
    """The line that a page for signatures begins with."""
    text = str(rng.choice(words.PAGE_NOTE[case.lang])).format(title=title)
    return s.paragraph(26, y, 158, text, st.font, st.pt, 1.5) + 8


def surround(s: Sheet, case, st: Style, number: int, count: int, rng) -> None:
    """Page number, punch holes, the mark of a scanning app."""
    if rng.random() < 0.6 or count > 1:
        text = {"zh": f"第{number}页 共{count}页", "en": f"Page {number} of {count}", "de": f"Seite {number} von {count}"}.get(
            case.lang, f"- {number} -"
        )
        s.text(s.width / 2, 289, text, st.font, 9, align="centre")
    if "footer" in case.extras:
        s.text(
            s.width - 12,
            293,
            "由扫描易 App 扫描" if case.lang != "en" else "Scanned with ScanEasy",
            "microhei",
            8,
            colour=(130, 130, 130),
            align="right",
        )
    if "holes" in case.extras:
        for y in (108, 188):
            r, shade = 3.0, int(rng.integers(60, 200))
            s.pen.ellipse([v * s.scale for v in (11 - r, y - r, 11 + r, y + r)], fill=(shade,) * 3)
