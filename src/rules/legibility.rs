//! Scans are good enough to be read by a reviewer.

use std::collections::BTreeSet;

use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::agreement::DocumentFacts;
use crate::model::document::{Quality, Sides, Tone};
use crate::model::finding::{Evidence, EvidenceRole, Level, Message, Requirement, Verdict};
use crate::model::geometry::PageNo;
use crate::model::profile::Profile;

/// Share of badly read lines above which a page counts as hard to read: clean scans stay under .1, faded ones pass .4.
const ILLEGIBLE: f32 = 0.4;
/// Edges of print wider than this, tenths of a millimetre, are blurred. Measured on five scans at 200 dpi: sharp ones have 3.0 to 3.4; at 6.5 (a blur of
/// 2.5 pixels) small print begins to be misread, at 9 half of it is. What is coarser than the least resolution has soft edges by that alone.
const SOFT: f32 = 6.5;
/// Paper around print that has less than this share of the page's light; below it recognition takes it for no paper (`recognise::plane`).
const SHADED: f32 = 0.45;

pub(super) const RULE: Rule = Rule {
    id: "scan-legible",
    requirement: Requirement::Legibility,
    quotes: &[notice::BASIS],
    asks: Text { zh: "扫描件清晰、完整", en: "Scans are sharp and complete" },
    why: Text {
        zh: "审查人员只能看到上传的画面，看不清的内容等于没有",
        en: "Reviewers have nothing but what is uploaded: what cannot be read is not there",
    },
    fix: Text {
        zh: "请用扫描仪以彩色、300 dpi 重新扫描所列页面后上传", en: "Please scan the pages listed again, in colour at 300 dpi"
    },
    good: Text {
        zh: "彩色扫描，300 dpi，页面完整，签字和印章清楚",
        en: "A colour scan at 300 dpi, whole pages, signatures and seals clear",
    },
    bad: Text {
        zh: "手机拍摄，阴影遮住签署栏，右侧文字被截断",
        en: "A photograph with a shadow over the signature block and the right edge cut off",
    },
    level: Level::Should,
    applies: Applies::Always,
    check: Check::Agreement(check),
};

/// Whether the print on a page has lost its edges.
fn is_blurred(quality: &Quality) -> bool {
    quality.softness > SOFT
}

/// Whether print lies in a shadow that seals and ink may be lost in.
fn is_shaded(quality: &Quality) -> bool {
    quality.shade < SHADED
}

/// Whether a page has fewer pixels than the programme asks for.
fn is_coarse(quality: &Quality, profile: &Profile) -> bool {
    !quality.blank && quality.dpi < profile.min_dpi
}

/// Whether too much of a page's text was read badly.
pub(super) fn is_illegible(quality: &Quality) -> bool {
    quality.illegible_share > ILLEGIBLE
}

/// Whether a page's picture is complained of here: what is not seen on it may be there.
pub(super) fn is_poor(quality: &Quality, profile: &Profile) -> bool {
    is_coarse(quality, profile) || is_illegible(quality) || is_blurred(quality) || is_shaded(quality) || quality.cut != Sides::default()
}

fn check(context: &Context<'_>) -> Vec<Answer> {
    let mut answers: Vec<Answer> = context.agreement.documents.iter().flat_map(|document| complaints(context, document)).collect();
    if answers.iter().all(|answer| answer.verdict == Verdict::Note) {
        let message = Message::new("页面清晰可读", "All pages are legible");
        answers.push(Answer::new(Verdict::Pass, message, 90, &context.front(EvidenceRole::Supports)));
    }
    answers
}

fn complaints(context: &Context<'_>, document: &DocumentFacts) -> Vec<Answer> {
    let with = |test: &dyn Fn(&Quality) -> bool| -> Vec<PageNo> {
        document.quality.iter().filter(|(_, quality)| test(quality)).map(|(page, _)| *page).collect()
    };
    let coarse = with(&|q| is_coarse(q, context.profile));
    let coarsest = document.quality.iter().filter(|(page, _)| coarse.contains(page)).min_by_key(|(_, quality)| quality.dpi);
    let dpi = coarsest.map_or(0, |(_, quality)| quality.dpi);
    let (by_zh, by_en) =
        if coarsest.is_none_or(|(_, quality)| quality.dpi_known) { ("约", "about") } else { ("按纸张估算约", "by the paper about") };
    let least = context.profile.min_dpi;
    let colourless = if context.profile.colour_required { colourless(context, document) } else { Vec::new() };
    let said = |zh: &str, en: &str| Message::new(zh, en);
    let complained = |pages: &[PageNo], said: Message| (!pages.is_empty()).then(|| complaint(Verdict::Review, document, pages, &said));
    let at = |side: fn(Sides) -> bool, zh: &str, en: &str| {
        let message = Message::new(format!("{zh}侧文字超出画面，被截断"), format!("text runs off the picture at the {en}"));
        (with(&|q| side(q.cut)), message)
    };
    let unread = complained(&document.unread, said("未能识别", "could not be read")).map(|answer| {
        // Only of what was not read at all may the models be what is lacking.
        if context.lacks_models(&answer.evidence, false) { answer.with_fix(wording::install_models()) } else { answer }
    });
    let others = [
        (
            coarse,
            Message::new(
                format!("分辨率过低（{by_zh} {dpi} dpi，应不低于 {least} dpi）"),
                format!("resolution is too low ({by_en} {dpi} dpi, {least} are needed)"),
            ),
        ),
        (with(&is_illegible), said("文字难以辨认", "text is hard to make out")),
        (with(&|q| q.dpi >= least && is_blurred(q)), said("画面模糊", "the picture is blurred")),
        (with(&is_shaded), said("有浓重阴影遮住文字", "a deep shadow lies over the text")),
        at(|cut| cut.top, "上", "top"),
        at(|cut| cut.right, "右", "right"),
        at(|cut| cut.bottom, "下", "bottom"),
        at(|cut| cut.left, "左", "left"),
        (colourless, said("不是彩色扫描", "not scanned in colour")),
    ]
    .into_iter()
    .filter_map(|(pages, said)| complained(&pages, said));
    unread.into_iter().chain(others).chain(copies(context, document)).collect()
}

/// Pages whose scan had no colour: with black and white alone, or with a seal that shows grey. Black print on white paper is grey in a colour scan too.
fn colourless(context: &Context<'_>, document: &DocumentFacts) -> Vec<PageNo> {
    let grey = grey_seals(context, document);
    let lacks = |page: &PageNo, quality: &Quality| quality.tone == Tone::Bilevel || quality.tone == Tone::Grey && grey.contains(page);
    document.quality.iter().filter(|(page, quality)| !quality.blank && lacks(page, quality)).map(|(page, _)| *page).collect()
}

/// Pages without colour on which a party's seal shows grey. A small seal alone has too little colour for a page, and a black one is black on any.
fn grey_seals(context: &Context<'_>, document: &DocumentFacts) -> BTreeSet<PageNo> {
    let seals =
        context.agreement.parties.iter().filter_map(|party| party.seal.seen()).flat_map(|seals| seals.value.iter().zip(&seals.sources));
    let grey = seals.filter(|(seal, source)| seal.grey && source.file == document.file).map(|(_, source)| source.page);
    let without = |page: &PageNo| document.quality.iter().any(|(at, quality)| at == page && quality.tone != Tone::Colour);
    grey.filter(without).collect()
}

/// The paper itself has a seal's colour, a photocopy has not.
fn copies(context: &Context<'_>, document: &DocumentFacts) -> Option<Answer> {
    let pages: Vec<PageNo> = grey_seals(context, document).into_iter().collect();
    let said =
        Message::new("的印章没有颜色，可能是复印件或灰度、黑白扫描", "the seals have no colour: a photocopy, or not scanned in colour");
    (!pages.is_empty() && !context.profile.colour_required).then(|| complaint(Verdict::Note, document, &pages, &said))
}

fn complaint(verdict: Verdict, document: &DocumentFacts, pages: &[PageNo], said: &Message) -> Answer {
    let evidence: Vec<Evidence> = pages
        .iter()
        .map(|page| Evidence {
            file: document.file.clone(),
            page: *page,
            area: None,
            path: None,
            role: EvidenceRole::Contradicts,
            saw: String::new(),
        })
        .collect();
    let listed = |comma: &str| pages.iter().map(ToString::to_string).collect::<Vec<_>>().join(comma);
    let noun = if pages.len() == 1 { "page" } else { "pages" };
    let message = Message::new(
        format!("《{}》第{}页{}", document.file, listed("、"), said.zh),
        format!("{}, {noun} {}: {}", document.file, listed(", "), said.en),
    );
    Answer::new(verdict, message, 90, &evidence).with_fix(Message::new(RULE.fix.zh, RULE.fix.en))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, clean, searched};
    use super::*;
    use crate::model::agreement::Observation;
    use crate::model::document::{Notice, NoticeKind};

    fn quality(dpi: u32, illegible_share: f32) -> Quality {
        Quality { tone: Tone::Grey, illegible_share, ..Quality::of_resolution(dpi, true) }
    }

    #[test]
    fn poor_pictures_go_to_a_person() {
        let verdict = |q| clean().edit(|a| a.documents[0].quality.push((PageNo(2), q))).verdicts(Requirement::Legibility);
        assert_eq!(verdict(quality(200, 0.05)), [Verdict::Pass]);
        assert_eq!(verdict(quality(96, 0.05)), [Verdict::Review]);
        assert_eq!(verdict(quality(200, 0.6)), [Verdict::Review]);
    }

    #[test]
    fn blur_shadow_and_cut_lines_are_told_with_their_page() {
        let said = |change: fn(&mut Quality)| {
            let mut quality = quality(200, 0.0);
            change(&mut quality);
            let findings = clean().edit(|a| a.documents[0].quality.push((PageNo(2), quality))).judge();
            let own = findings.into_iter().filter(|f| f.requirement == Requirement::Legibility && f.verdict == Verdict::Review);
            own.map(|f| f.message.zh).collect::<Vec<String>>()
        };
        assert_eq!(said(|q| q.softness = 8.0), ["《协议.pdf》第2页画面模糊"]);
        assert_eq!(said(|q| q.shade = 0.3), ["《协议.pdf》第2页有浓重阴影遮住文字"]);
        assert_eq!(said(|q| q.cut.right = true), ["《协议.pdf》第2页右侧文字超出画面，被截断"]);
        assert_eq!(said(|q| q.dpi = 96), ["《协议.pdf》第2页分辨率过低（约 96 dpi，应不低于 120 dpi）"]);
        // What is coarse has soft edges; it is coarse that is said.
        assert_eq!(said(|q| (q.dpi, q.softness, q.dpi_known) = (96, 8.0, false)).len(), 1);
        assert!(said(|q| q.softness = 4.0).is_empty());
    }

    #[test]
    fn seals_without_colour_are_noted_and_the_page_passes() {
        let verdicts = |tone, grey| sealed(tone, grey).verdicts(Requirement::Legibility);
        assert_eq!(verdicts(Tone::Colour, true), [Verdict::Pass], "a black stamp");
        assert_eq!(verdicts(Tone::Grey, false), [Verdict::Pass], "a small red one is all the colour there is");
        assert_eq!(verdicts(Tone::Grey, true), [Verdict::Note, Verdict::Pass]);
    }

    /// A scan of the page with the seal.
    fn sealed(tone: Tone, grey: bool) -> Case {
        clean().edit(|a| {
            let page = a.parties[0].seal.sources()[0].page;
            a.documents[0].quality.push((page, Quality { tone, ..quality(200, 0.0) }));
            if let Observation::Seen(seals) = &mut a.parties[0].seal {
                seals.value[0].grey = grey;
            }
        })
    }

    #[test]
    fn colour_is_asked_for_only_by_profiles_that_say_so_and_only_where_it_is_lacking() {
        let verdicts = |tone, grey| sealed(tone, grey).profile(|p| p.colour_required = true).verdicts(Requirement::Legibility);
        assert_eq!(verdicts(Tone::Bilevel, true), [Verdict::Review]);
        assert_eq!(verdicts(Tone::Grey, true), [Verdict::Review]);
        assert_eq!(verdicts(Tone::Grey, false), [Verdict::Pass]);
        let print = clean().edit(|a| a.documents[0].quality.push((PageNo(2), quality(200, 0.0)))).profile(|p| p.colour_required = true);
        assert_eq!(print.verdicts(Requirement::Legibility), [Verdict::Pass], "black print on a page without a seal");
    }

    #[test]
    fn only_what_was_not_read_asks_for_the_models() {
        let case = clean().edit(|a| {
            a.documents[0].quality.push((PageNo(2), quality(96, 0.0)));
            a.documents[0].unread.push(PageNo(2));
            a.documents[0].notices.push(Notice { page: Some(PageNo(2)), kind: NoticeKind::ModelsMissing });
        });
        let findings = case.judge().into_iter().filter(|finding| finding.requirement == Requirement::Legibility);
        let fixes: Vec<Message> = findings.map(|finding| finding.fix).collect();
        assert_eq!(fixes, [wording::install_models(), Message::new(RULE.fix.zh, RULE.fix.en)]);
    }

    #[test]
    fn what_is_complained_of_leaves_absences_to_a_person() {
        let verdict = |quality| {
            let case = clean().edit(|a| {
                a.parties[0].signature = Observation::Blank(searched());
                a.documents[0].quality.push((PageNo(5), quality));
            });
            case.verdict_of(Requirement::Signature, "A")
        };
        assert_eq!(verdict(quality(200, 0.05)), Some(Verdict::Gap));
        assert_eq!(verdict(quality(110, 0.05)), Some(Verdict::Review));
        assert_eq!(verdict(quality(200, 0.45)), Some(Verdict::Review));
    }
}
