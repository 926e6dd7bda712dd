"""The written cases: each file of `written/` is one case in its author's own words, with its truth beside it."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from . import markup
from .model import Doc

FOLDER = Path(__file__).parent / "written"


@dataclass(frozen=True)
class Party:
    """Who takes part, and what its hand and seal look like; one letter from A, or a name for somebody who is no party."""

    role: str
    name: str = ""
    zh: str = ""
    en: str = ""
    country: str = "CN"
    person: str | None = None  # None: nobody is named
    person_zh: str = ""
    person_en: str = ""
    title: str | None = None  # None: no title is given
    title_zh: str = ""
    date: str | None = None  # None: not dated
    ink: str = ""  # see ink.py
    seal: str = ""  # stamp and text, see seals.py
    stamp: str = ""  # the text of a name seal
    sign_how: str = ""  # typed or digital; ink follows from the slots

    @property
    def party(self) -> bool:
        """Whether this is a party, not a witness or notary."""
        return len(self.role) == 1


@dataclass(frozen=True)
class WrittenDoc(Doc):
    """A document with its whole text and its looks."""

    text: str = ""
    font: str = "'AR PL UMing CN', 'Noto Serif CJK SC', serif"
    size: str = "10.5pt"
    leading: str = "1.55"
    margin: str = "22mm 22mm 20mm 24mm"
    indent: bool = False
    header: str = ""
    footer: str = ""  # {page} and {pages} are filled in
    css: str = ""
    drop: tuple[int, ...] = ()  # pages that were not uploaded


@dataclass(frozen=True)
class Written:
    """One case."""

    id: str
    shows: str
    language: str
    parties: tuple[Party, ...]
    docs: tuple[WrittenDoc, ...]
    gaps: tuple[tuple[str, ...], ...] = ()  # requirement, party or "", kind, detail
    unscored: tuple[tuple[str, ...], ...] = ()  # the same for what the scorer does not know
    ambiguous: tuple[tuple[str, str], ...] = ()
    term: tuple[str, str] | None = None
    kind: str = "agreement"
    translation: str = "none_needed"
    responsibilities: str = "specific"
    ip: str = "specific"
    archive: str | None = None
    slots: frozenset = field(default_factory=frozenset)

    def bears(self, role: str, kind: str) -> bool:
        """Whether any document has this party's ink or seal."""
        return (kind, role) in self.slots


def _doc(table: dict) -> WrittenDoc:
    lists = {key: tuple(table.pop(key)) for key in ("langs", "drop") if key in table}
    return WrittenDoc(family="", extras=frozenset(table.pop("extras", ())), **lists, **table)


def read(path: Path) -> Written:
    """One case from its file."""
    table = tomllib.loads(path.read_text(encoding="utf8"))
    docs = tuple(_doc(doc) for doc in table.pop("doc"))
    parties = tuple(Party(role, **facts) for role, facts in table.pop("party").items())
    lists = {key: tuple(map(tuple, table.pop(key, ()))) for key in ("gaps", "unscored", "ambiguous")}
    term = table.pop("term", None)
    slots = frozenset((slot.kind, slot.party) for doc in docs for slot in markup.slots(doc.text))
    return Written(id=path.stem, docs=docs, parties=parties, term=tuple(term) if term else None, slots=slots, **lists, **table)


@cache
def cases() -> list[Written]:
    """All written cases."""
    return [read(path) for path in sorted(FOLDER.glob("*.toml"))]
