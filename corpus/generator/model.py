"""The plain data of a case: parties, documents and what is wrong with them."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Signing:
    """One party and how it signed. The defaults are those of a party that did everything right."""

    org: str
    person: str
    signature: str | None = "ink"  # ink, typed, stamp (a name seal), None
    seal: str | None = "own"  # own, None, or the key of the organisation whose seal is used
    seal_line: str = ""  # a line below the star, as 合同专用章
    date: datetime.date | None = datetime.date(2024, 1, 8)
    date_form: str = "printed"  # printed, hand; without a date: absent, blank, placeholder
    date_style: str = ""  # a style of dates.py; "" is the usual one of the language
    name: str = "block"  # block, header, absent, placeholder
    title: str = "block"  # block, header, absent, placeholder
    block_org: str | None = None  # a different organisation named in the signature block


@dataclass(frozen=True)
class Doc:
    """One document of a case; a scan in several JPG files is still one document."""

    name: str
    family: str
    langs: tuple[str, ...] = ("zh",)
    mode: str = "plain"  # plain, table, halves, alternating
    role: str = "agreement"
    medium: str = "text"  # see output.py
    layout: str = "columns"  # columns, stacked, table
    look: int = 0  # fonts, header style and label variants
    extras: frozenset[str] = frozenset()  # see page.py
    omit: tuple[str, ...] = ()  # articles left out
    project: str | None = None  # another project than the case's
    signings: tuple[Signing, ...] | None = None  # other parties than the case's
    signed_by: str = "ABC"  # whose ink and seals this copy bears
    dpi: int = 150
    quality: int | None = None  # of a JPEG; None is the medium's usual one


@dataclass(frozen=True)
class Case:
    """A folder of the corpus."""

    id: str
    shows: str
    language: str
    project: str
    signings: tuple[Signing, ...]
    docs: tuple[Doc, ...]
    term: tuple[datetime.date, datetime.date] | None = None  # by default three years from signing
    responsibilities: str = "specific"  # specific, vague, missing, placeholder
    ip: str = "specific"
    kind: str = "agreement"
    translation: str = "none_needed"  # none_needed, complete, missing, partial, other
    translation_lacks: str = ""
    ambiguous: tuple[tuple[str, str | None], ...] = ()
    archive: str | None = None  # file name of a ZIP that holds all files

    def period(self) -> tuple[datetime.date, datetime.date]:
        """First and last day of the agreement's term."""
        if self.term:
            return self.term
        start = max((s.date for s in self.signings if s.date), default=datetime.date(2024, 1, 1))
        return start, start.replace(year=start.year + 3, day=min(start.day, 28)) - datetime.timedelta(days=1)


@dataclass(frozen=True)
class Box:
    """A place on a page in millimetres."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass
class Mark:
    """A picture of ink or a seal on a page, to be laid over what is printed there."""

    picture: object  # PIL image, RGBA
    box: Box
    kind: str  # sign, seal, date, riding
    party: str


@dataclass
class Produced:
    """The files of one document and where its marks came to lie."""

    files: list[dict] = field(default_factory=list)
    places: dict[tuple[str, str], dict] = field(default_factory=dict)
