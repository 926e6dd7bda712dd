"""The truth of a case: everything follows from the case's description, nothing from the rendered files but places."""

from . import wordings
from .model import Case, Produced, Signing

DEADLINE = "2024-03-28"
FORMATS = {
    "text": "text_pdf",
    "form": "text_pdf",
    "noted": "text_pdf",
    "colour": "scan_colour",
    "ocr_layer": "scan_colour",
    "jpg": "scan_colour",
    "grey": "scan_grey",
    "bw": "scan_bw",
    "tiff": "scan_bw",
    "poor": "scan_poor",
    "fold": "scan_colour",
    "border": "scan_colour",
    "copy": "scan_grey",
    "fax": "scan_bw",
    "photo": "photo",
    "photo_pdf": "photo",
    "shade": "photo",
    "digital": "digital",
    "hybrid": "mixed",
    "signature_page": "sig_image",
    "docx": "docx",
}


def _gap(requirement: str, party: str | None, detail: str, kind: str) -> dict:
    return {"requirement": requirement, "party": party, "detail": detail, "kind": kind}


def _country(signing: Signing) -> str:
    return wordings.table("parties")[signing.org]["country"]


def _party_gaps(signing: Signing, role: str) -> list[dict]:
    found = []
    if signing.signature is None:
        found.append(_gap("signature", role, "the signature line is empty", "signature_missing"))
    elif signing.signature == "typed":
        found.append(_gap("signature", role, "only a typed name in the signature line", "signature_typed"))
    elif signing.signature == "stamp":
        found.append(_gap("signature", role, "a name seal in place of a signature", "signature_stamped"))
    if wordings.sealing_org(signing) is None and _country(signing) == "CN":
        found.append(_gap("seal", role, "no seal", "seal_missing"))
    if signing.seal not in ("own", None):
        found.append(_gap("party_consistency", role, f"the seal is that of {wordings.native_org_name(signing.seal)}", "seal_of_other"))
    if signing.block_org:
        found.append(
            _gap(
                "party_consistency", role, f"the signature block names {wordings.native_org_name(signing.block_org)}", "block_name_differs"
            )
        )
    if signing.date is None:
        found.append(
            _gap(
                "sign_date",
                role,
                {"absent": "no date line", "blank": "the date line is blank", "placeholder": "a placeholder for the date"}[
                    signing.date_form
                ],
                f"date_{signing.date_form}",
            )
        )
    for what in ("name", "title"):
        state = getattr(signing, what)
        if state in ("absent", "placeholder"):
            found.append(
                _gap(f"signatory_{what}", role, f"{what} {'line is empty' if state == 'absent' else 'is a placeholder'}", f"{what}_{state}")
            )
    return found


def _validity_gaps(case: Case) -> list[dict]:
    start, end = case.period()
    found = []
    if any("term_placeholder" in doc.extras for doc in case.docs):
        found.append(_gap("validity", None, "the term is a placeholder", "term_placeholder"))
    elif end < start:
        found.append(_gap("validity", None, f"ends on {end} before it starts on {start}", "term_reversed"))
    elif end.isoformat() < DEADLINE:
        found.append(_gap("validity", None, f"expired on {end}", "expired"))
    late = [s.date.isoformat() for s in case.signings if s.date and s.date.isoformat() > DEADLINE]
    if late:
        found.append(_gap("validity", None, f"signed on {late[-1]}, after the deadline {DEADLINE}", "signed_late"))
    return found


def gaps(case: Case) -> list[dict]:
    """Every true gap of a case."""
    if case.kind == "evidence":
        return [_gap("formal_agreement", None, "supporting evidence only, no agreement", "agreement_missing")]
    found = [gap for role, signing in zip("ABC", case.signings) for gap in _party_gaps(signing, role)]
    if case.translation in ("missing", "partial", "other"):
        found.append(_gap("translation", None, case.translation_lacks, f"translation_{case.translation}"))
    for clause in ("responsibilities", "ip"):
        state = getattr(case, clause)
        if state != "specific":
            found.append(_gap(clause, None, f"{clause} clause: {state}", f"{clause}_{state}"))
    if case.kind == "loi":
        found.append(_gap("formal_agreement", None, "a letter of intent; a formal agreement is due with the grant contract", "loi"))
    return found + _validity_gaps(case)


def _party(signing: Signing, role: str, made: Produced) -> dict:
    facts = wordings.table("parties")[signing.org]
    sealing = wordings.sealing_org(signing)
    person = wordings.table("people")[signing.person]
    named, titled = (getattr(signing, what) in ("block", "header") for what in ("name", "title"))
    sign, seal = (made.places.get((role, kind), {}) for kind in ("sign", "seal"))
    stamp = wordings.table("parties")[sealing] if sealing else {}
    seal_text = stamp.get("sealtext", stamp["zh"]) + signing.seal_line if sealing else None
    return {
        "role": role,
        "name": wordings.native_org_name(signing.org),
        "name_zh": facts["zh"],
        "name_en": facts["en"],
        "country": facts["country"],
        "signed": signing.signature == "ink",
        "sign_how": signing.signature if signing.signature in ("ink", "typed") else None,
        "signature_file": sign.get("file"),
        "signature_page": sign.get("page"),
        "signature_box": sign.get("box"),
        "sealed": sealing is not None,
        "seal_text": seal_text,
        "seal_file": seal.get("file"),
        "seal_page": seal.get("page"),
        "seal_box": seal.get("box"),
        "signatory_name": {"native": wordings.native_person_name(signing.person), "zh": person["zh"], "en": person["en"]}
        if named
        else None,
        "signatory_title": {"native": _native_title(person), "zh": person["title"]["zh"]} if titled else None,
        "sign_date": signing.date.isoformat() if signing.date else None,
    }


def _native_title(person: dict) -> str:
    for lang in ("ja", "ko", "ru", "fr", "de"):
        if lang in person:
            return person["title"][lang]
    chinese = person["ink"].split(":")[0] in ("paper", "hand")
    return person["title"]["zh" if chinese else "en"]


def truth(case: Case, made: Produced) -> dict:
    """The content of truth.json."""
    found = gaps(case)
    evidence = case.kind == "evidence"
    notes = [
        {"requirement": "seal", "party": role, "detail": "a foreign party that signed without a seal"}
        for role, s in zip("ABC", case.signings)
        if not evidence and s.signature == "ink" and wordings.sealing_org(s) is None and _country(s) != "CN"
    ]
    main = next((doc for doc in case.docs if doc.role == "agreement"), case.docs[0])
    return {
        "case_id": case.id,
        "shows": case.shows,
        "format": FORMATS[main.medium],
        "language": case.language,
        "agreement_kind": case.kind,
        "files": made.files,
        "parties": [] if evidence else [_party(s, role, made) for role, s in zip("ABC", case.signings)],
        "term": None
        if evidence or any("term_placeholder" in d.extras for d in case.docs)
        else {"start": case.period()[0].isoformat(), "end": case.period()[1].isoformat()},
        "translation": {
            "needed": case.translation != "none_needed",
            "present": case.translation not in ("none_needed", "missing"),
            "complete": case.translation == "complete",
        },
        "clauses": {} if evidence else {"responsibilities": case.responsibilities, "ip": case.ip},
        "gaps": found,
        "notes": notes,
        "ambiguous": [{"requirement": q, "party": p} for q, p in case.ambiguous],
        "compliant": not found,
    }
