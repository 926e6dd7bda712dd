#!/usr/bin/env python3
"""Makes the signed files of this folder anew (see README.md): python3 make.py, with `cryptography` and OpenSSL 3."""

import base64, datetime, hashlib, io, os, re, subprocess, tempfile, zipfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, ed448, padding, rsa
from cryptography.x509.oid import NameOID

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = tempfile.mkdtemp()
DAY = lambda year, month=1, day=1: datetime.datetime(year, month, day, tzinfo=datetime.timezone.utc)


# ---- DER -------------------------------------------------------------------------------------------------------------------
def tlv(tag, *parts):
    value = b"".join(parts)
    n = len(value)
    length = bytes([n]) if n < 128 else bytes([0x80 | (n.bit_length() + 7) // 8]) + n.to_bytes((n.bit_length() + 7) // 8, "big")
    return bytes([tag]) + length + value


def oid(text):
    first, second, *rest = map(int, text.split("."))
    out = bytearray([first * 40 + second])
    for number in rest:
        seven = [number & 127]
        while number := number >> 7:
            seven.insert(0, number & 127 | 128)
        out += bytes(seven)
    return tlv(6, bytes(out))


def integer(number):
    return tlv(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


SEQ = lambda *parts: tlv(0x30, *parts)
SET = lambda *parts: tlv(0x31, *sorted(parts))
OCTETS = lambda value: tlv(4, value)
NULL = b"\5\0"
HASHES = {
    "sha1": ("1.3.14.3.2.26", hashes.SHA1()), "sha256": ("2.16.840.1.101.3.4.2.1", hashes.SHA256()),
    "sha384": ("2.16.840.1.101.3.4.2.2", hashes.SHA384()), "sha512": ("2.16.840.1.101.3.4.2.3", hashes.SHA512()),
    "sm3": ("1.2.156.10197.1.401", None), "shake256": ("2.16.840.1.101.3.4.2.12", None),
}
algorithm = lambda name: SEQ(oid(HASHES[name][0]), NULL)


def digest(name, data):
    if name == "shake256":
        return hashlib.shake_256(data).digest(64)
    if name != "sm3":
        return hashlib.new(name, data).digest()
    return subprocess.run(["openssl", "dgst", "-sm3", "-binary"], input=data, capture_output=True, check=True).stdout


# ---- keys and certificates -------------------------------------------------------------------------------------------------
def name(common, organisation=None, country="NZ"):
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, country)]
    parts += [x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation)] if organisation else []
    return x509.Name(parts + [x509.NameAttribute(NameOID.COMMON_NAME, common)])


def certificate(subject, key, issuer=None, issuer_key=None, years=(2020, 2060), ca=False, stamps=False):
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer or subject).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(DAY(years[0])).not_valid_after(DAY(years[1]))
    builder = builder.add_extension(x509.BasicConstraints(ca, None), True)
    if stamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.TIME_STAMPING]), True)
    return builder.sign(issuer_key or key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def sm2_signer(ca_cert, ca_key):
    """An SM2 key and its certificate, through OpenSSL."""
    path = lambda file: os.path.join(WORK, file)
    run = lambda *words: subprocess.run(["openssl", *words], cwd=WORK, check=True, capture_output=True)
    open(path("ca.pem"), "wb").write(x509.load_der_x509_certificate(ca_cert).public_bytes(serialization.Encoding.PEM))
    open(path("ca.key"), "wb").write(ca_key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    run("genpkey", "-algorithm", "SM2", "-out", "sm2.key")
    run("req", "-new", "-utf8", "-key", "sm2.key", "-sm3", "-sigopt", "distid:1234567812345678", "-subj", "/C=CN/O=江苏钟吾理工大学/CN=王涛", "-out", "sm2.csr")
    open(path("index.txt"), "w").close()
    open(path("ca.cnf"), "w").write("[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=p\n[p]\ncountryName=supplied\norganizationName=supplied\ncommonName=supplied\n")
    run("ca", "-batch", "-utf8", "-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key", "-startdate", "20200101000000Z", "-enddate", "20600101000000Z", "-in", "sm2.csr", "-out", "sm2.pem", "-notext", "-vfyopt", "distid:1234567812345678")
    run("x509", "-in", "sm2.pem", "-outform", "DER", "-out", "sm2.der")

    def sign(data):
        open(path("data"), "wb").write(data)
        done = run("pkeyutl", "-sign", "-rawin", "-digest", "sm3", "-inkey", "sm2.key", "-in", "data", "-pkeyopt", "distid:1234567812345678")
        return done.stdout
    return open(path("sm2.der"), "rb").read(), sign


class Signer:
    def __init__(self, cert, scheme, sign, hash="sha256", chain=()):
        self.cert, self.scheme, self.sign, self.hash, self.chain = cert, scheme, sign, hash, chain


def rsa_signer(cert, key, hash="sha256", pss=False):
    if pss:
        params = SEQ(tlv(0xa0, algorithm(hash)), tlv(0xa1, SEQ(oid("1.2.840.113549.1.1.8"), algorithm(hash))), tlv(0xa2, integer(32)))
        pad = padding.PSS(padding.MGF1(HASHES[hash][1]), 32)
        return Signer(cert, SEQ(oid("1.2.840.113549.1.1.10"), params), lambda data: key.sign(data, pad, HASHES[hash][1]), hash)
    return Signer(cert, SEQ(oid("1.2.840.113549.1.1.1"), NULL), lambda data: key.sign(data, padding.PKCS1v15(), HASHES[hash][1]), hash)


def ec_signer(cert, key, hash):
    number = {"sha256": 2, "sha384": 3, "sha512": 4}[hash]
    return Signer(cert, SEQ(oid(f"1.2.840.10045.4.3.{number}")), lambda data: key.sign(data, ec.ECDSA(HASHES[hash][1])), hash)


# ---- CMS -------------------------------------------------------------------------------------------------------------------
def attribute(kind, value):
    return SEQ(oid(kind), tlv(0x31, value))


def cms(signer, content, encapsulated=None, kind="1.2.840.113549.1.7.1", time="240108040000Z", attributes=True, stamp=None, ber=False):
    fields = x509.load_der_x509_certificate(signer.cert)
    sid = SEQ(fields.issuer.public_bytes(), integer(fields.serial_number))
    signed = b""
    if attributes:
        attrs = [attribute("1.2.840.113549.1.9.3", oid(kind)), attribute("1.2.840.113549.1.9.4", OCTETS(digest(signer.hash, content)))]
        attrs += [attribute("1.2.840.113549.1.9.5", tlv(0x17, time.encode()))] if time else []
        attrs += [attribute("1.2.840.113549.1.9.16.2.47", SEQ(SEQ(SEQ(OCTETS(hashlib.sha256(signer.cert).digest())))))]
        signature = signer.sign(SET(*attrs))
        signed = tlv(0xa0, *sorted(attrs))
    else:
        signature = signer.sign(content)
    unsigned = tlv(0xa1, attribute("1.2.840.113549.1.9.16.2.14", stamp(signature))) if stamp else b""
    info = SEQ(integer(1), sid, algorithm(signer.hash), signed, signer.scheme, OCTETS(signature), unsigned)
    inner = SEQ(oid(kind), tlv(0xa0, OCTETS(encapsulated)) if encapsulated is not None else b"")
    parts = [integer(1), tlv(0x31, algorithm(signer.hash)), inner, tlv(0xa0, signer.cert, *signer.chain), tlv(0x31, info)]
    if not ber:
        return SEQ(oid("1.2.840.113549.1.7.2"), tlv(0xa0, SEQ(*parts)))
    # Indefinite lengths outside, the signature's value in two pieces.
    pieces = b"\x24\x80" + OCTETS(signature[:7]) + OCTETS(signature[7:]) + b"\0\0"
    info = b"\x30\x80" + integer(1) + sid + algorithm(signer.hash) + signed + signer.scheme + pieces + b"\0\0"
    parts[-1] = b"\x31\x80" + info + b"\0\0"
    end = b"\0\0"
    return b"\x30\x80" + oid("1.2.840.113549.1.7.2") + b"\xa0\x80\x30\x80" + b"".join(parts) + end * 3


def stamper(signer, clock):
    def stamp(signature):
        imprint = SEQ(algorithm("sha256"), OCTETS(hashlib.sha256(signature).digest()))
        info = SEQ(integer(1), oid("1.2.3.4"), imprint, integer(1), tlv(0x18, clock.encode()))
        return cms(signer, info, encapsulated=info, kind="1.2.840.113549.1.9.16.1.4", time=None)
    return stamp


# ---- PDF -------------------------------------------------------------------------------------------------------------------
TEXT = ["COOPERATION AGREEMENT", "between Jiangsu Zhongwu University of Technology (Party A)", "and Brackenfield University (Party B)",
        "1. The parties cooperate on the materials project.", "Party A: Jiangsu Zhongwu University of Technology", "Signature:",
        "Party B: Brackenfield University", "Signature:"]


class Pdf:
    def __init__(self, base=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"):
        self.bytes, self.prev, self.offsets = base, None, {}
        self.size = 1

    def put(self, number, body):
        self.offsets[number] = len(self.bytes)
        self.size = max(self.size, number + 1)
        self.bytes += b"%d 0 obj\n" % number + (body if isinstance(body, bytes) else body.encode("latin1")) + b"\nendobj\n"

    def end(self):
        start = len(self.bytes)
        table = b"xref\n" + (b"0 1\n0000000000 65535 f \n" if self.prev is None else b"")
        for number in sorted(self.offsets):
            table += b"%d 1\n%010d 00000 n \n" % (number, self.offsets[number])
        prev = b"/Prev %d " % self.prev if self.prev is not None else b""
        self.bytes += table + b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (self.size, prev, start)
        self.prev, self.offsets = start, {}
        return self


def stream(content, extra=""):
    return f"<<{extra}/Length {len(content)}>>stream\n{content}\nendstream"


CONTENT = "BT /F1 12 Tf 14 TL 72 720 Td " + " ".join(f"({line}) '" for line in TEXT) + " ET"
LOOK = stream("0.8 0.8 1 rg 0 0 120 30 re f", "/Type/XObject/Subtype/Form/BBox[0 0 120 30]")


def value(filter, size, extra="", when="D:20240108120000+08'00'"):
    return f"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/{filter}/M({when}){extra}/ByteRange[0 {'*' * 10} {'*' * 10} {'*' * 10}]/Contents<{'0' * size}>>>"


def field(name, number, rect, v):
    return f"<</Type/Annot/Subtype/Widget/FT/Sig/T({name})/F 4/P 3 0 R/Rect[{rect}]{'/AP<</N 8 0 R>>' if rect != '0 0 0 0' else ''}{f'/V {v} 0 R' if v else ''}>>"


A, B = "160 640 280 660", "160 600 280 620"


def base(fields, form=""):
    pdf = Pdf()
    refs = " ".join(f"{n} 0 R" for n in fields)
    pdf.put(1, f"<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[{refs}]{form}>>>>")
    pdf.put(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
    pdf.put(3, f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[{refs}]>>")
    pdf.put(4, stream(CONTENT))
    pdf.put(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    pdf.put(8, LOOK)
    return pdf


def fill(pdf, make):
    """Signs what was last put: the placeholder is filled with what `make` says of the rest."""
    data = pdf.bytes
    at = data.rindex(b"/Contents<") + len(b"/Contents")
    end = data.index(b">", at) + 1
    numbers = b"[0 %-10d %-10d %-10d]" % (at, end, len(data) - end)
    start = data.rindex(b"/ByteRange[", 0, at) + len(b"/ByteRange")
    data = data[:start] + numbers + data[start + len(numbers):]
    made = make(data[:at] + data[end:]).hex().encode()
    assert len(made) <= end - at - 2, len(made)
    pdf.bytes = data[:at + 1] + made.ljust(end - at - 2, b"0") + data[end - 1:]
    return pdf


def signed(make, filter="adbe.pkcs7.detached", rect=A, size=5000, extra="", also=(), form="", when="D:20240108120000+08'00'"):
    pdf = base([6, *(n for n, _ in also)], form)
    pdf.put(6, field("Sig1", 6, rect, 7))
    pdf.put(7, value(filter, size, extra, when))
    for number, body in also:
        pdf.put(number, body)
    return fill(pdf.end(), make)


def write(name, pdf):
    data = pdf.bytes if isinstance(pdf, Pdf) else pdf
    assert len(data) <= 30_000, (name, len(data))
    open(os.path.join(HERE, name), "wb").write(data)


# ---- DOCX ------------------------------------------------------------------------------------------------------------------
DSIG = "http://www.w3.org/2000/09/xmldsig#"
MDSSI = "http://schemas.openxmlformats.org/package/2006/digital-signature"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
b64 = lambda data: base64.b64encode(data).decode()


def docx(cert, key, tamper=False, leave_out=False):
    text = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT)
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{text}</w:body></w:document>'.encode()
    rels = f'<Relationship Id="rId1" Target="word/document.xml" Type="{OFFICE}/officeDocument"/>'
    signature_rel = f'<Relationship Id="rId9" Target="_xmlsignatures/origin.sigs" Type="{RELS}/digital-signature/origin"/>'
    root = f'<?xml version="1.0"?><Relationships xmlns="{RELS}">\n  {signature_rel}{rels}</Relationships>'.encode()
    canonical = f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Target="word/document.xml" TargetMode="Internal" Type="{OFFICE}/officeDocument"></Relationship></Relationships>'.encode()
    reference = lambda uri, transforms, data: f'<Reference URI="{uri}">{transforms}<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod><DigestValue>{b64(hashlib.sha256(data).digest())}</DigestValue></Reference>'
    transform = f'<Transforms><Transform Algorithm="http://schemas.openxmlformats.org/package/2006/RelationshipTransform"><mdssi:RelationshipReference xmlns:mdssi="{MDSSI}" SourceId="rId1"></mdssi:RelationshipReference></Transform><Transform Algorithm="{C14N}"></Transform></Transforms>'
    parts = reference("/_rels/.rels?ContentType=application/vnd.openxmlformats-package.relationships+xml", transform, canonical)
    if not leave_out:
        parts += reference("/word/document.xml?ContentType=application/xml", "", document)
    time = f'<SignatureProperties><SignatureProperty Id="idSignatureTime" Target="#idPackageSignature"><mdssi:SignatureTime xmlns:mdssi="{MDSSI}"><mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format><mdssi:Value>2024-01-08T04:00:00Z</mdssi:Value></mdssi:SignatureTime></SignatureProperty></SignatureProperties>'
    inner = f'<Manifest>{parts}</Manifest>{time}</Object>'
    # Canonical form writes the namespace that the object stands in.
    info = f'<CanonicalizationMethod Algorithm="{C14N}"></CanonicalizationMethod><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></SignatureMethod>' + reference("#idPackageObject", "", f'<Object xmlns="{DSIG}" Id="idPackageObject">{inner}'.encode()) + "</SignedInfo>"
    signature = key.sign(f'<SignedInfo xmlns="{DSIG}">{info}'.encode(), padding.PKCS1v15(), hashes.SHA256())
    # As written it need not be canonical.
    body = re.sub(r"<(\w+)( [^<>]*)></\1>", r"<\1\2/>", f'<SignedInfo>{info}<SignatureValue>\r\n{b64(signature)}\r\n</SignatureValue><KeyInfo><X509Data><X509Certificate>{b64(cert)}</X509Certificate></X509Data></KeyInfo><Object Id="idPackageObject">{inner}')
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\r\n<Signature xmlns="{DSIG}" Id="idPackageSignature">{body}</Signature>'.encode()
    if tamper:
        document = document.replace(b"materials", b"batteries")
    types = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/_xmlsignatures/sig1.xml" ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/></Types>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in [("[Content_Types].xml", types), ("_rels/.rels", root), ("word/document.xml", document), ("_xmlsignatures/origin.sigs", b""),
                           ("_xmlsignatures/_rels/origin.sigs.rels", f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Target="sig1.xml" Type="{RELS}/digital-signature/signature"/></Relationships>'.encode()),
                           ("_xmlsignatures/sig1.xml", xml)]:
            archive.writestr(zipfile.ZipInfo(part, (2024, 1, 8, 12, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main():
    new_rsa = lambda: rsa.generate_private_key(65537, 2048)
    root_key, middle_key, rsa_key, stamp_key = new_rsa(), new_rsa(), new_rsa(), new_rsa()
    root_name, middle_name = name("Imagined Root CA"), name("Imagined Issuing CA")
    root = certificate(root_name, root_key, ca=True)
    middle = certificate(middle_name, middle_key, root_name, root_key, ca=True)
    jane = name("Jane Roe", "Brackenfield University")
    issue = lambda key, subject=jane, **rest: certificate(subject, key, middle_name, middle_key, **rest)
    jane_cert = issue(rsa_key)
    signer = rsa_signer(jane_cert, rsa_key)
    signer.chain = [middle]
    os.makedirs(os.path.join(HERE, "trust"), exist_ok=True)
    open(os.path.join(HERE, "trust", "root.pem"), "wb").write(x509.load_der_x509_certificate(root).public_bytes(serialization.Encoding.PEM))

    plain = signed(lambda data: cms(signer, data))
    write("rsa.pdf", plain)
    write("pades.pdf", signed(lambda data: cms(signer, data, time=None), "ETSI.CAdES.detached"))
    write("rsa-pss.pdf", signed(lambda data: cms(rsa_signer(jane_cert, rsa_key, pss=True), data)))
    for curve, hash in [(ec.SECP256R1(), "sha256"), (ec.SECP384R1(), "sha384"), (ec.SECP521R1(), "sha512")]:
        key = ec.generate_private_key(curve)
        write(f"ecdsa-p{curve.key_size}.pdf", signed(lambda data: cms(ec_signer(issue(key), key, hash), data)))
    key = ed25519.Ed25519PrivateKey.generate()
    write("ed25519.pdf", signed(lambda data: cms(Signer(issue(key), SEQ(oid("1.3.101.112")), key.sign, "sha512"), data)))
    key = ed448.Ed448PrivateKey.generate()
    write("ed448.pdf", signed(lambda data: cms(Signer(issue(key), SEQ(oid("1.3.101.113")), key.sign, "shake256"), data)))
    key2 = ed25519.Ed25519PrivateKey.generate()
    write("two-digests.pdf", signed(lambda data: cms(Signer(issue(key2), SEQ(oid("1.3.101.112")), key2.sign, "sha256"), data)))
    sm2_cert, sm2_sign = sm2_signer(middle, middle_key)
    write("sm2.pdf", signed(lambda data: cms(Signer(sm2_cert, SEQ(oid("1.2.156.10197.1.501"), NULL), sm2_sign, "sm3"), data)))
    write("ber.pdf", signed(lambda data: cms(signer, data, ber=True)))
    write("no-attributes.pdf", signed(lambda data: cms(signer, data, attributes=False)))
    write("pkcs7-sha1.pdf", signed(lambda data: cms(signer, hashlib.sha1(data).digest(), encapsulated=hashlib.sha1(data).digest()), "adbe.pkcs7.sha1"))
    old = rsa_signer(jane_cert, rsa_key, "sha1")
    write("x509-rsa-sha1.pdf", signed(lambda data: OCTETS(old.sign(data)), "adbe.x509.rsa_sha1", extra=f"/Cert<{jane_cert.hex()}>"))
    stamp_cert = issue(stamp_key, name("Imagined Time Stamping"), stamps=True)
    stamp = rsa_signer(stamp_cert, stamp_key)
    stamp.chain = [middle]
    write("stamped.pdf", signed(lambda data: cms(signer, data, stamp=stamper(stamp, "20240108163000Z")), size=12000))
    write("stamped-by-signer.pdf", signed(lambda data: cms(signer, data, stamp=stamper(signer, "20230101000000Z")), size=12000))
    write("expired.pdf", signed(lambda data: cms(rsa_signer(issue(rsa_key, years=(2020, 2023)), rsa_key), data)))
    write("self-signed.pdf", signed(lambda data: cms(rsa_signer(certificate(jane, rsa_key), rsa_key), data)))
    write("invisible.pdf", signed(lambda data: cms(signer, data), rect="0 0 0 0"))
    write("tampered.pdf", plain.bytes.replace(b"materials", b"batteries"))
    other = rsa_signer(jane_cert, new_rsa())
    write("wrong-key.pdf", signed(lambda data: cms(other, data)))
    write("empty.pdf", (lambda pdf: (pdf.put(6, field("Sig1", 6, A, None)), pdf.end())[1])(base([6])))

    def later(pdf, change):
        pdf = Pdf.__new__(Pdf)
        pdf.bytes, pdf.prev, pdf.offsets, pdf.size = plain.bytes, plain.prev, {}, plain.size
        change(pdf)
        return pdf.end()

    catalog = lambda more="", fields="6 0 R": f"<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[{fields}]>>{more}>>"
    page = lambda fields="6 0 R", contents="4 0 R": f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents}/Resources<</Font<</F1 5 0 R>>>>/Annots[{fields}]>>"
    kept = f"<</Certs[20 0 R]>>"
    write("later-dss.pdf", later(plain, lambda pdf: (pdf.put(20, stream("certificate")), pdf.put(1, catalog(f"/DSS{kept}")))))
    write("later-content.pdf", later(plain, lambda pdf: pdf.put(4, stream(CONTENT.replace("materials", "batteries")))))
    write("later-page-text.pdf", later(plain, lambda pdf: (pdf.put(20, stream("BT /F1 12 Tf 72 100 Td (Party A pays 1,000,000.) Tj ET")), pdf.put(3, page(contents="[4 0 R 20 0 R]")))))
    note = "<</Type/Annot/Subtype/FreeText/Rect[72 100 300 120]/DA(/F1 12 Tf)/Contents(Party A pays.)>>"
    write("later-note.pdf", later(plain, lambda pdf: (pdf.put(20, note), pdf.put(3, page("6 0 R 20 0 R")))))
    tom_key = new_rsa()
    tom = rsa_signer(issue(tom_key, name("Wang Tao", "Jiangsu Zhongwu University of Technology", "CN")), tom_key)
    second = later(plain, lambda pdf: (pdf.put(20, field("Sig2", 20, B, 21)), pdf.put(21, value("adbe.pkcs7.detached", 5000)), pdf.put(1, catalog(fields="6 0 R 20 0 R")), pdf.put(3, page("6 0 R 20 0 R"))))
    write("twice.pdf", fill(second, lambda data: cms(tom, data)))
    # A second field that points to the first one's signature.
    borrowed = later(plain, lambda pdf: (pdf.put(20, field("Sig2", 20, B, 21)), pdf.put(21, re.search(rb"7 0 obj\n(.*?)\nendobj", plain.bytes, re.S)[1]), pdf.put(1, catalog(fields="6 0 R 20 0 R")), pdf.put(3, page("6 0 R 20 0 R"))))
    write("borrowed.pdf", borrowed)
    text = "<</Type/Annot/Subtype/Widget/FT/Tx/T(place)/P 3 0 R/Rect[72 500 200 520]{}>>"
    form = signed(lambda data: cms(signer, data), also=[(20, text.format(""))])
    plain = form
    write("later-form.pdf", later(form, lambda pdf: pdf.put(20, text.format("/V(Nanjing)"))))
    lock = "/Reference[<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2/Action/All>>>>]"
    plain = signed(lambda data: cms(signer, data), also=[(20, text.format(""))], extra=lock)
    write("later-form-locked.pdf", later(plain, lambda pdf: pdf.put(20, text.format("/V(Nanjing)"))))

    for file, rest in [("signed.docx", {}), ("tampered.docx", {"tamper": True}), ("text-not-signed.docx", {"leave_out": True})]:
        write(file, docx(jane_cert, rsa_key, **rest))


main()
