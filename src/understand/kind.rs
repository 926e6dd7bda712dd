//! What a paper is: by its title first, by how it speaks of itself and is built where there is no telling title.

use std::sync::LazyLock;

use super::layout::{Paragraph, Reading};
use super::lexicon::Pattern;
use crate::model::agreement::{AgreementKind, Cited};
use crate::model::finding::EvidenceRole;
use crate::model::geometry::{Confidence, PageNo};
use crate::model::text::{is_han, is_hangul, is_kana};

/// Paragraphs from the top among which a title stands; cover pages and headers come before it.
const TITLE_REACH: usize = 24;
/// Longest title, in characters of width where an ideograph counts two.
const TITLE_WIDTH: usize = 130;
/// Articles that make a paper without a telling title an agreement.
const ARTICLES: usize = 4;

/// Papers that state an intention.
static INTENT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)意向(书|協議|协议|確認書|书面|書|性)|合作意向|备忘录|備忘錄|谅解|諒解|letters?\s*of\s*(intent|interest)|memorand(um|a)\s*of\s*(understanding|cooperation)|\bmou\b|\bloi\b|expression of interest|statement of intent",
        r"|absichtserkl[äa]rung|grundsatzvereinbarung|lettre d['’]intention|protocole d['’](accord|entente)|d[ée]claration d['’]intention|carta de intenci[óo]n|memor[áa]ndum de entendimiento|memorando de entendimiento|基本合意書|意向表明|양해\s*각서|의향서|меморандум|(протокол|соглашение|письмо) о намерени\w+",
    ))
});
/// Papers between the two: a 覚書 can bind like a contract.
static NOTE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"覚書|確認書|각서"));
/// Papers that prove something.
static PROOF: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)证明|證明|证书|聘书|聘任书|聘請書|邀请函|邀請函|邀请信|推荐信|推薦函|介绍信|支持信|支持函|感谢信|确认函|营业执照|营业執照|登记证|登记表|注册证|备案表|通知书|公告|批复|获奖|奖状|简介|介绍$|宣传|承诺书|声明|申报书|申请书|预算表|预算书|可行性研究报告|委托书|授权书|鉴定|检测报告|审计报告|会议纪要|纪要|护照|新闻|回执|简历|证照|说明$|来函|函$",
        r"|certificat\w*|certif(y|ies)|letters? of (support|invitation|recommendation|appointment|confirmation|commitment|reference)|support letter|invitation|to whom it may concern|registration|business licen[cs]e|incorporation|appointment|award|brochure|company profile|curriculum vitae|statement of commitment|power of attorney|diploma|minutes of|passport|press release|newsletter|receipt",
        r"|bescheinigung|zertifikat|urkunde|einladung|best[äa]tigung|empfehlung\w*|handelsregister\w*|attestation|invitation|lettre de (soutien|recommandation)|extrait|証明書|証明|招聘(状|書)|招待状|推薦(状|書)|登記|委嘱状|辞令|증명서|초청장|추천서|등록증|위촉장|확인서",
        r"|справка|сертификат|свидетельство|приглашение|рекомендац\w+|благодарн\w+|выписка|удостоверение|certificado|constancia|invitaci[óo]n|carta de (apoyo|invitaci[óo]n|recomendaci[óo]n)|registro",
    ))
});
/// Papers that bind.
static BINDING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "(?i)协议|协定|合同|合约|契约|協議|協定|合約|契約|合同|agreement|contract\\b|consortium|vertrag|vereinbarung|abkommen|\\baccord\\b|convention|contrat\\b|協定書|협약|계약|협정|약정|договор|соглашение|контракт|convenio|contrato|acuerdo|\\baccordo\\b|contratto|convenzione|acordo|conv[êe]nio|overeenkomst|umowa|smlouva|szerződés|hợp đồng|thỏa thuận|sözleşme|anlaşma|perjanjian",
    )
});
/// How an agreement speaks of itself.
static SELF: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)本(协议|合同|协定|契約|協議|合約|契约)|this (agreement|contract)|(dieser|diesem|diese|dieses|des) (vertrag|vereinbarung|vertrages)|(présent|cet|le présent) (accord|contrat|e convention)|present agreement|본\s*(협약|계약|협정)|настоящ\w+ (договор|соглашени)|(presente|este) (convenio|contrato|acuerdo)|(presente|questo) (accordo|contratto)|presente convenzione|présente convention|deze overeenkomst",
    )
});
/// How a letter of intent speaks of itself.
static SELF_INTENT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)本(意向书|备忘录|意向書|備忘錄|意向)|this (letter of intent|mou|memorandum|loi)|(diese|dieser) absichtserklärung|présente? (lettre d['’]intention|protocole)|본\s*(양해각서|의향서)|настоящ\w+ меморандум|(presente|este) memor[áa]nd",
    )
});
/// How proof speaks.
static SELF_PROOF: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)兹证明|特此证明|茲證明|特此邀请|特此函|诚邀|谨邀请|兹聘|尊敬的|此致|hereby certif|is to certify|to certify that|we are pleased to invite|dear (sir|madam|prof|dr|mr|ms|colleague)|yours (sincerely|faithfully)|hiermit (bestätigen|bescheinigen)|sehr geehrte|nous (certifions|attestons)|ここに証明|証明します|拝啓|증명합니다|초청합니다|настоящим (подтвержда|удостовер)|уважаем\w+|certificamos|se certifica|estimad[oa]",
    )
});
/// Lines at the top that are no titles: numbers, letterheads' addresses, fields, dates.
static NO_TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^\W*(合同|协议|协议书|文件|项目|合同书|登记|契約|contract|agreement|ref\w*|our ref|document|vertrags?|договор|n[°ºo]|№|no)\s*\W{0,2}(编号|編號|登记号|号码|番号|no\b|nr\b|number|nummer|№|号)",
        r"|编号\s*[:_]|@|www\.|https?:|\btel\b|电话|邮编|传真|\bfax\b|^\W*\d+\W*$|^(甲|乙|丙|丁)方|^party\s+[a-d]\b|^(between|and|und|et|zwischen|entre|между)\b|[:：]|[。;]",
    ))
});
static NUMBERED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\W*(第\s*[\d一二三四五六七八九十百]+\s*[条條章]|제\s*\d+\s*조|(article|section|clause|artikel|статья|art[íi]culo|§)\s*\d|\d{1,2}\s*[.、)]|[一二三四五六七八九十]{1,3}、)",
    )
});
/// An annex's heading: what follows is not the paper's title.
static ANNEX: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)^\W*(附件|附表|附录|附錄|annex|appendix|exhibit|schedule|anlage|anhang|annexe|anexo|приложение|別紙|별첨|붙임)")
});

/// What a paper is, and its title.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    /// What it is.
    pub(super) kind: Cited<AgreementKind>,
    /// Its title.
    pub(super) title: Option<Cited<String>>,
    /// Whether it opens like an annex.
    pub(super) annex: bool,
}

/// Reads title and kind.
pub(super) fn identify(reading: &Reading<'_>) -> Identity {
    let title = title(reading);
    let whole = reading.cite_area(
        reading.document.pages.first().map_or(PageNo(1), |page| page.number),
        reading.size(PageNo(1)).area(),
        EvidenceRole::Searched,
        "",
    );
    let annex = reading.paragraphs.first().is_some_and(|first| ANNEX.is_match(&first.text));
    if let Some((title, Some(kind))) = title.as_ref().map(|title| (title, by_title(&title.value))) {
        let kind = if kind.1 {
            (
                by_build(reading)
                    .filter(|built| built.0 == AgreementKind::Agreement)
                    .map_or(AgreementKind::LetterOfIntent, |built| built.0),
                Confidence(65),
            )
        } else {
            (kind.0, Confidence(93))
        };
        let source = title.sources.first().cloned().unwrap_or(whole);
        return Identity { kind: Cited::new(kind.0, kind.1.and(title.confidence), source), title: Some(title.clone()), annex };
    }
    let (kind, confidence) = by_build(reading).unwrap_or((AgreementKind::Other, Confidence(60)));
    Identity { kind: Cited::new(kind, confidence, whole), title, annex }
}

/// The kind that a title states, and whether it is one that may bind or not.
fn by_title(title: &str) -> Option<(AgreementKind, bool)> {
    if INTENT.is_match(title) {
        return Some((AgreementKind::LetterOfIntent, false));
    }
    let dense = title.chars().any(|c| is_han(c) || is_kana(c) || is_hangul(c));
    // The head noun stands last in East Asian titles and first elsewhere.
    let place =
        |form: &Pattern| if dense { form.find_iter(title).last() } else { form.find(title) }.map(|found| (found.start(), found.end()));
    let kind = match (place(&BINDING), place(&PROOF)) {
        (Some(binding), Some(proof)) if dense => {
            if proof.1 > binding.1 {
                AgreementKind::SupportingEvidence
            } else {
                AgreementKind::Agreement
            }
        }
        (Some(binding), Some(proof)) => {
            if proof.0 < binding.0 {
                AgreementKind::SupportingEvidence
            } else {
                AgreementKind::Agreement
            }
        }
        (Some(_), None) => AgreementKind::Agreement,
        (None, Some(_)) => AgreementKind::SupportingEvidence,
        (None, None) => return NOTE.is_match(title).then_some((AgreementKind::LetterOfIntent, true)),
    };
    Some((kind, false))
}

/// The kind by build and wording of the body.
fn by_build(reading: &Reading<'_>) -> Option<(AgreementKind, Confidence)> {
    let count = |form: &Pattern| reading.paragraphs.iter().map(|paragraph| form.find_iter(&paragraph.text).count()).sum::<usize>();
    let articles = reading.paragraphs.iter().filter(|paragraph| NUMBERED.is_match(&paragraph.text)).count();
    let (binding, intent, proof) = (count(&SELF), count(&SELF_INTENT), count(&SELF_PROOF));
    if intent > binding && intent > 0 {
        return Some((AgreementKind::LetterOfIntent, Confidence(75)));
    }
    if binding >= 2 || (binding > 0 && articles >= ARTICLES) {
        return Some((AgreementKind::Agreement, Confidence(75)));
    }
    (proof > 0).then_some((AgreementKind::SupportingEvidence, Confidence(75)))
}

/// The largest or first centred lines at the top that are no letterhead, number or field; lines that tell the kind come first.
fn title(reading: &Reading<'_>) -> Option<Cited<String>> {
    let first_page = reading.paragraphs.first()?.page;
    let top: Vec<(usize, &Paragraph)> = reading
        .paragraphs
        .iter()
        .enumerate()
        .take(TITLE_REACH)
        .take_while(|(_, paragraph)| paragraph.page.0 <= first_page.0 + 1 && !NUMBERED.is_match(&paragraph.text))
        .filter(|(_, paragraph)| !ANNEX.is_match(&paragraph.text))
        .collect();
    let body = line_height(reading);
    let score = |place: usize, paragraph: &Paragraph| {
        let text = &paragraph.text;
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 || width(text) > TITLE_WIDTH || (NO_TITLE.is_match(text) && !INTENT.is_match(text)) {
            return 0;
        }
        let page = reading.size(paragraph.page);
        let centred = (paragraph.area.center_x() - page.width / 2).abs() < page.width / 12 && paragraph.area.width() < page.width * 3 / 4;
        let height = height(reading, paragraph);
        let tells = by_title(text).is_some();
        // Running text speaks of agreements as well; a title is set off, or short and at the very top.
        let set_off = centred || height * 10 > body * 12;
        let mut score = usize::from(centred) * 2 + usize::from(height * 10 > body * 12) * 2 + usize::from(height * 10 > body * 16);
        if tells && (set_off || place < 4) && !text.contains([',', '。']) && !text.ends_with('.') {
            score += 6;
        }
        score
    };
    let (_, best) = top
        .iter()
        .enumerate()
        .map(|(place, (at, paragraph))| (score(place, paragraph), place, *at))
        .filter(|(score, ..)| *score >= 3)
        .max_by_key(|(score, place, _)| (*score, usize::MAX - place))
        .map(|(score, _, at)| (score, at))?;
    let (mut from, mut to) = (best, best);
    // A title in several lines: neighbours of the same height and place that are no titles of their own.
    let joins = |a: &Paragraph, b: &Paragraph| {
        let (ha, hb) = (height(reading, a), height(reading, b));
        let page = reading.size(a.page);
        a.page == b.page
            && ha.abs_diff(hb) * 5 < ha.max(hb).unsigned_abs()
            && ha * 10 > body * 12
            && (a.area.center_x() - b.area.center_x()).abs() < page.width / 12
            && (b.area.top - a.area.bottom) < ha * 3
            && !NO_TITLE.is_match(&a.text)
            && !NO_TITLE.is_match(&b.text)
    };
    while from > 0 && joins(&reading.paragraphs[from - 1], &reading.paragraphs[from]) {
        from -= 1;
    }
    while to + 1 < reading.paragraphs.len() && to - from < 4 && joins(&reading.paragraphs[to], &reading.paragraphs[to + 1]) {
        to += 1;
    }
    let parts = &reading.paragraphs[from..=to];
    let dense = parts.iter().all(|part| part.text.chars().any(|c| is_han(c) || is_kana(c)));
    let text = parts.iter().map(|part| part.text.trim()).collect::<Vec<_>>().join(if dense { "" } else { " " });
    let mut source = reading.cite_paragraph(&parts[best - from], EvidenceRole::Supports);
    source.saw.clone_from(&text);
    let sure = parts[best - from].lines.iter().filter_map(|&i| reading.lines.get(i)).map(|line| line.origin.confidence()).min();
    Some(Cited::new(text, sure.unwrap_or(Confidence::CERTAIN), source))
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if is_han(c) || is_kana(c) || is_hangul(c) { 2 } else { 1 }).sum()
}

fn height(reading: &Reading<'_>, paragraph: &Paragraph) -> i32 {
    paragraph.lines.iter().filter_map(|&i| reading.lines.get(i)).map(|line| line.area.height()).max().unwrap_or(0)
}

/// Usual height of a line of body text: the median.
fn line_height(reading: &Reading<'_>) -> i32 {
    let mut heights: Vec<i32> = reading.body().map(|line| line.area.height()).collect();
    heights.sort_unstable();
    heights.get(heights.len() / 2).copied().unwrap_or(1).max(1)
}

static SIGNATURE_PAGE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)签(署|字|章|名)页|簽[署字]頁|signature page|execution page|unterschriftenseite|page de signature|署名ページ|서명\s*페이지|лист подписей|p[áa]gina de firmas",
    )
});
static TRANSLATION: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)译文|译本|翻译(件|稿|本)?|中文版|譯文|translation"));

/// Whether a title tells what kind of paper it heads.
pub(super) fn tells(title: &str) -> bool {
    by_title(title).is_some()
}

/// Whether a title is that of a page for signatures.
pub(super) fn names_signature_page(title: &str) -> bool {
    SIGNATURE_PAGE.is_match(title)
}

/// Whether a paper says at its top, or in its file's name, that it is a translation.
pub(super) fn calls_itself_translation(reading: &Reading<'_>) -> bool {
    let name = reading.document.file.rsplit('/').next().unwrap_or_default();
    TRANSLATION.is_match(name)
        || reading.lines.iter().take(8).any(|line| line.text.chars().count() < 40 && TRANSLATION.is_match(&line.text))
}
