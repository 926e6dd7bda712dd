"""Reads the wordings: agreement bodies, projects, parties, people and labels."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .model import Signing

FOLDER = Path(__file__).parent / "wording"
CHINESE_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Article:
    """One article of an agreement body."""

    key: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Body:
    """An agreement's wording before anything is filled in."""

    number: str
    title: str
    preamble: tuple[str, ...]
    articles: tuple[Article, ...]


@cache
def table(name: str) -> dict:
    """One TOML file of the wording folder."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf8"))


@cache
def body(family: str, lang: str) -> Body:
    """The wording `family` in one language."""
    number, title, preamble, articles = "", "", [], []
    target = preamble
    for line in (FOLDER / f"{family}.{lang}.txt").read_text(encoding="utf8").splitlines():
        word, _, rest = line.partition(" ")
        if word == "@number":
            number = rest
        elif word == "@title":
            title = rest
        elif word == "@article":
            key, _, heading = rest.partition(" ")
            target = []
            articles.append((key, heading, target))
        elif word != "@preamble":
            target.append(line)
    return Body(number, title, tuple(preamble), tuple(Article(k, h, tuple(p)) for k, h, p in articles))


def org_name(org: str, lang: str) -> str:
    """An organisation's name as a document in `lang` writes it."""
    names = table("parties")[org]
    return names.get(lang) or names["en"]


def sealing_org(signing: Signing) -> str | None:
    """Whose seal a party put down; None where there is none, as with a party that owns no stamp."""
    org = signing.org if signing.seal == "own" else signing.seal
    return org if org and table("parties")[org]["stamp"] != "none" else None


def native_org_name(org: str) -> str:
    """An organisation's name in its own language."""
    names = table("parties")[org]
    own = {"CN": "zh", "JP": "ja", "KR": "ko", "RU": "ru", "FR": "fr", "DE": "de"}.get(names["country"], "en")
    return names[own]


def person_name(person: str, lang: str) -> str:
    """A signatory's name as a document in `lang` writes it."""
    names = table("people")[person]
    native = native_person_name(person)
    if lang == "zh" and native != names["zh"]:
        return f"{names['zh']}（{native}）"
    return names.get(lang) or (native if lang == "ja" and not native.isascii() else names["en"])


def native_person_name(person: str) -> str:
    """A signatory's name in their own language."""
    names = table("people")[person]
    for lang in ("ja", "ko", "ru", "fr", "de"):
        if lang in names:
            return names[lang]
    chinese = table("people")[person]["ink"].split(":")[0] in ("paper", "hand")
    return names["zh"] if chinese else names["en"]


def person_title(person: str, lang: str) -> str:
    """A signatory's position as a document in `lang` writes it."""
    titles = table("people")[person]["title"]
    return titles.get(lang) or titles.get("en") or titles["zh"]


def chinese_number(n: int) -> str:
    """1 to 99 in Chinese characters."""
    tens, ones = divmod(n, 10)
    text = "" if tens == 0 else ("十" if tens == 1 else CHINESE_DIGITS[tens] + "十")
    return text + (CHINESE_DIGITS[ones] if ones else "")


def task_list(tasks: list[str], lang: str) -> str:
    """Tasks in one sentence, numbered."""
    wide = lang in ("zh", "ja")
    mark, gap, end = ("（{}）", "；", "。") if wide else ("({}) ", "; ", ".")
    return gap.join(mark.format(i) + task for i, task in enumerate(tasks, 1)) + end


def fill(text: str, slots: dict[str, str]) -> str:
    """Puts the slots into a wording; a slot that is missing is an error."""
    return re.sub(r"\{(\w+)\}", lambda found: slots[found.group(1)], text)
