"""The truth of a written case: what its author says of it; only the places of ink and seals come from the layout."""

from .model import Produced
from .truth import FORMATS, _gap
from .written import Party, Written


def _party(case: Written, party: Party, made: Produced) -> dict:
    sign, seal = (made.places.get((party.role, kind), {}) for kind in ("sign", "seal"))
    signed, sealed = case.bears(party.role, "sign"), case.bears(party.role, "seal")
    return {
        "role": party.role,
        "name": party.name,
        "name_zh": party.zh or party.name,
        "name_en": party.en or party.name,
        "country": party.country,
        "signed": signed or party.sign_how == "digital",
        "sign_how": party.sign_how or ("ink" if signed else None),
        "signature_file": sign.get("file"),
        "signature_page": sign.get("page"),
        "signature_box": sign.get("box"),
        "sealed": sealed,
        "seal_text": party.seal.partition(":")[2].replace("|", "") if sealed else None,
        "seal_file": seal.get("file"),
        "seal_page": seal.get("page"),
        "seal_box": seal.get("box"),
        "signatory_name": {"native": party.person, "zh": party.person_zh or party.person, "en": party.person_en or party.person}
        if party.person
        else None,
        "signatory_title": {"native": party.title, "zh": party.title_zh or party.title} if party.title else None,
        "sign_date": party.date,
    }


def written_truth(case: Written, made: Produced) -> dict:
    """The content of truth.json."""
    parties = [party for party in case.parties if party.party]
    found = [_gap(requirement, role or None, detail, kind) for requirement, role, kind, detail in case.gaps]
    unscored = [_gap(requirement, role or None, detail, kind) for requirement, role, kind, detail in case.unscored]
    notes = [
        {"requirement": "seal", "party": party.role, "detail": "a foreign party that signed without a seal"}
        for party in parties
        if party.country != "CN" and case.bears(party.role, "sign") and not case.bears(party.role, "seal")
    ]
    main = next((doc for doc in case.docs if doc.role == "agreement"), case.docs[0])
    return {
        "case_id": case.id,
        "shows": case.shows,
        "written": True,
        "format": FORMATS[main.medium],
        "language": case.language,
        "agreement_kind": case.kind,
        "files": made.files,
        "parties": [_party(case, party, made) for party in parties],
        "term": {"start": case.term[0], "end": case.term[1]} if case.term else None,
        "translation": {
            "needed": case.translation != "none_needed",
            "present": case.translation not in ("none_needed", "missing"),
            "complete": case.translation == "complete",
        },
        "clauses": {"responsibilities": case.responsibilities, "ip": case.ip},
        "gaps": found,
        "unscored": unscored,
        "notes": notes,
        "ambiguous": [{"requirement": requirement, "party": role or None} for requirement, role in case.ambiguous],
        "compliant": not found and not unscored,
    }
