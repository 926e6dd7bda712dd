"""Shorthands for describing cases."""

from dataclasses import replace
from datetime import date

from ..model import Signing

CHENGFAN = Signing("chengfan", "wang")
YAOHENG = Signing("yaoheng", "guo_ceo")
JIANGDONG = Signing("jiangdong", "guo")
JICHUAN = Signing("jichuan", "lu")
YIXING = Signing("yixing", "wang")
BINHUAI = Signing("binhuai", "wang_director")
JUNHAN = Signing("junhan", "guo_ceo")
MUZE = Signing("muze", "shen")

KESTREL = Signing("kestrel", "harrow")
HALVORSEN = Signing("halvorsen", "lindqvist")
OSTERMERE = Signing("ostermere", "whitcombe")
LUMEN = Signing("lumen", "petrakis")
RAHMAT = Signing("rahmat", "rahman")
MERLION = Signing("merlion", "lim")
GANGDAO = Signing("gangdao", "cheung")
MESA = Signing("mesa", "reyes")
AZUHAMA = Signing("azuhama", "hamada")
RHEINTAL = Signing("rheintal", "brandt")
HANBIT = Signing("hanbit", "han")
URAL = Signing("ural", "sokolova")
ATLANTIQUE = Signing("atlantique", "moreau")


def on(year: int, month: int, day: int, *signings: Signing) -> tuple[Signing, ...]:
    """The same signing day for several parties."""
    return tuple(replace(s, date=date(year, month, day)) for s in signings)


def extras(*names: str) -> frozenset[str]:
    """The extras of a document."""
    return frozenset(names)
