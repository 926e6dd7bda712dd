"""Decides which ink and seals a document bears and where they lie."""

import random

from PIL import Image, ImageChops

from . import dates, ink, seals, wordings
from .model import Box, Case, Doc, Mark, Signing

PAGE = (210.0, 297.0)  # A4 in millimetres


def _laid(picture: Image.Image, page: int, centre: tuple[float, float], width: float) -> Box:
    """A box of the picture's shape around a centre, kept on the page."""
    height = width * picture.height / picture.width
    x = min(max(centre[0] - width / 2, 3), PAGE[0] - width - 3)
    y = min(max(centre[1] - height / 2, 3), PAGE[1] - height - 3)
    return Box(page, x, y, width, height)


def _impression(org: str, rng: random.Random, line: str = "") -> tuple[Image.Image, float]:
    facts = wordings.table("parties")[org]
    text = facts.get("sealtext", facts["zh"]) + (f"|{line}" if line else "")
    picture = seals.seal(facts["stamp"], text, rng)
    return picture, picture.width / seals.KEPT


def _hand_date(signing: Signing, lang: str) -> str:
    day = signing.date
    if signing.date_style:
        return dates.written(day, lang, signing.date_style)
    return {"zh": f"{day.year}.{day.month}.{day.day}", "en": f"{day.day} {dates.EN[day.month - 1][:3]} {day.year}"}.get(
        lang, f"{day.day:02}.{day.month:02}.{day.year}"
    )


def _party_marks(signing: Signing, letter: str, doc: Doc, places: dict[str, Box], rng: random.Random) -> list[Mark]:
    found = []
    slot = places.get(f"{letter}-sign")
    if slot and signing.signature == "ink":
        picture, width = ink.signature(wordings.table("people")[signing.person]["ink"], rng)
        centre = (slot.x + width / 2 + rng.uniform(0, 7), slot.y + slot.height / 2 - rng.uniform(-0.5, 2.5))
        found.append(Mark(picture, _laid(picture, slot.page, centre, width), "sign", letter))
    if slot and signing.signature == "stamp":
        picture = seals.seal("square_red", wordings.native_person_name(signing.person) + "之印", rng)
        found.append(Mark(picture, _laid(picture, slot.page, (slot.x + 14, slot.y + 4), 18.0), "name_seal", letter))
    slot = places.get(f"{letter}-date")
    if slot and signing.date and signing.date_form == "hand":
        picture, width = ink.date_note(_hand_date(signing, doc.langs[0]), rng)
        found.append(Mark(picture, _laid(picture, slot.page, (slot.x + width / 2 + 1, slot.y + slot.height / 2), width), "date", letter))
    slot, org = places.get(f"{letter}-seal"), wordings.sealing_org(signing)
    if slot and org:
        picture, width = _impression(org, rng, signing.seal_line)
        centre = (slot.x + rng.uniform(6, 34), slot.y + rng.uniform(3, 19))
        found.append(Mark(picture, _laid(picture, slot.page, centre, width), "seal", letter))
    return found


def _riding_seal(org: str, pages: int, rng: random.Random) -> list[Mark]:
    """A seal across the edges of the fanned-out pages: each page bears a slice."""
    picture, width = _impression(org, rng)
    top = rng.uniform(95, 150)
    found = []
    for number in range(pages):
        part = picture.crop((picture.width * number // pages, 0, picture.width * (number + 1) // pages, picture.height))
        box = Box(number + 1, PAGE[0] - width / pages, top + rng.uniform(-1, 1), width / pages, width * picture.height / picture.width)
        found.append(Mark(part, box, "riding", ""))
    return found


def marks_for(case: Case, doc: Doc, places: dict[str, Box], pages: int) -> list[Mark]:
    """All marks of one document; a translation bears none."""
    if doc.role != "agreement":
        return []
    rng = random.Random(f"{case.id}/{doc.name}/marks")
    found = []
    for letter, signing in zip("ABC", case.signings):
        if letter in doc.signed_by:
            found += _party_marks(signing, letter, doc, places, rng)
    if "riding_seal" in doc.extras:
        found += _riding_seal(case.signings[0].org, pages, rng)
    if slot := places.get("registry-seal"):
        picture, width = _impression("registry", rng)
        found.append(Mark(picture, _laid(picture, slot.page, (slot.x + 8, slot.y + 4), width), "registry", ""))
    if slot := places.get("witness-sign"):
        picture, width = ink.signature(wordings.table("people")["shen"]["ink"], rng)
        found.append(Mark(picture, _laid(picture, slot.page, (slot.x + width / 2, slot.y + 4), width), "witness", ""))
    return found


def stamp_onto(pages: list[Image.Image], marks: list[Mark], dpi: int) -> None:
    """Lays the marks over page pictures the way ink lies over print: dark stays dark."""
    for mark in marks:
        page, scale = pages[mark.box.page - 1], dpi / 25.4
        size = (max(1, round(mark.box.width * scale)), max(1, round(mark.box.height * scale)))
        picture = mark.picture.resize(size, Image.Resampling.LANCZOS)
        place = (round(mark.box.x * scale), round(mark.box.y * scale))
        under = page.crop((*place, place[0] + size[0], place[1] + size[1]))
        over = Image.new("RGB", size, "white")
        over.paste(picture, (0, 0), picture)
        page.paste(ImageChops.multiply(under, over), place)
