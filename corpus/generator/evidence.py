"""Supporting evidence that is no agreement: a registration certificate and a letter of support."""

import random
from pathlib import Path

from . import effects, pdf, render
from .model import Doc, Produced

STYLE = "<style>@page { size: A4; margin: 30mm 28mm; } body { font: 12pt/1.8 'Liberation Serif', 'AR PL UMing CN'; } h1 { text-align: center; } .frame { border: 1.2mm double #775; padding: 12mm; }</style>"
DOCUMENTS = {
    "certificate": f"""{STYLE}<div class="frame"><h1>CERTIFICATE OF INCORPORATION<br>公司注册证书</h1>
<p>Company No. 0000000-X</p><p>This is to certify that <b>TAN &amp; RAHMAT AGRITECH SDN. BHD.</b> is incorporated under the Companies Act on and from the
14th day of May 2019, and that the company is a private company limited by shares.</p>
<p>兹证明陈与拉赫马农业科技有限公司于2019年5月14日依公司法注册成立，为私人股份有限公司。</p>
<p>Dated 16 May 2019</p><p style="text-align:right">Registrar of Companies</p></div>""",
    "letter": f"""{STYLE}<p>12 February 2024</p><p>Re: Letter of Support 支持函</p>
<p>To whom it may concern,</p><p>We confirm that since 2021 our company has received three delegations of the Jiangsu Binhuai Institute of Agricultural
Equipment and has introduced eleven technology holders in Malaysia to its technology transfer centre. We are glad to support its application.</p>
<p>我公司确认自2021年以来接待江苏滨淮农业装备研究院来访三次，并向其技术转移中心介绍马来西亚技术持有人十一家。我们支持其申报。</p>
<p>Yours faithfully,</p><p style="margin-top:22mm">Azlan Rahman, Director</p>""",
}


def make_evidence(doc: Doc, folder: Path) -> Produced:
    """Writes one piece of evidence as a colour scan; `doc.family` says which."""
    clean, _ = render.to_pdf(DOCUMENTS[doc.family], doc.name)
    rng = random.Random(doc.name)
    pictures = [effects.colour(page, rng).picture for page in render.to_pictures(clean, doc.dpi)]
    name = f"{doc.name}.pdf"
    (folder / name).write_bytes(pdf.of_pictures(pictures, doc.dpi))
    return Produced(
        [{"name": name, "kind": "pdf", "scanned": True, "n_pages": len(pictures), "languages": list(doc.langs), "role": "evidence"}]
    )
