//! Scans are good enough to be read by a reviewer.

use super::{Answer, Applies, Context, Rule, Text, wording};
use crate::model::agreement::DocumentFacts;
use crate::model::document::{Quality, Tone};
use crate::model::finding::{Evidence, EvidenceRole, Level, Message, Requirement, Verdict};
use crate::model::geometry::PageNo;

/// Share of badly read lines above which a page counts as hard to read: clean scans stay under .1, faded ones pass .4.
const ILLEGIBLE: f32 = 0.4;

pub(super) const RULE: Rule = Rule {
    id: "scan-legible",
    requirement: Requirement::Legibility,
    asks: Text { zh: "扫描件清晰、完整", en: "Scans are sharp and complete" },
    why: Text {
        zh: "网上填报的材料是审查的唯一依据，看不清的内容等于没有",
        en: "What is uploaded is the only basis: what cannot be read is not there",
    },
    fix: Text {
        zh: "请用扫描仪以彩色、300 dpi 重新扫描所列页面后上传", en: "Please scan the pages listed again, in colour at 300 dpi"
    },
    source: "三（一）、三（二）",
    level: Level::Should,
    applies: Applies::Always,
    check,
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    let mut answers: Vec<Answer> = context.agreement.documents.iter().flat_map(|document| complaints(context, document)).collect();
    if answers.is_empty() {
        let message = Message::new("页面清晰可读", "All pages are legible");
        answers.push(Answer::new(Verdict::Pass, message, 90, &context.front(EvidenceRole::Supports)));
    }
    answers
}

fn complaints(context: &Context<'_>, document: &DocumentFacts) -> Vec<Answer> {
    let with = |test: &dyn Fn(&Quality) -> bool| -> Vec<PageNo> {
        document.quality.iter().filter(|(_, quality)| test(quality)).map(|(page, _)| *page).collect()
    };
    let coarse = with(&|q| !q.blank && q.dpi < context.profile.min_dpi);
    let faded = with(&|q| q.illegible_share > ILLEGIBLE);
    let colourless = with(&|q| context.profile.colour_required && !q.blank && q.tone != Tone::Colour);
    [
        (document.unread.clone(), "页面未能识别", "could not be read"),
        (coarse, "分辨率过低", "resolution is too low"),
        (faded, "文字难以辨认", "text is hard to make out"),
        (colourless, "不是彩色扫描", "not scanned in colour"),
    ]
    .into_iter()
    .filter(|(pages, ..)| !pages.is_empty())
    .map(|(pages, zh, en)| {
        let answer = complaint(document, &pages, zh, en);
        let models = pages == document.unread && context.lacks_models(&answer.evidence, false);
        if models { answer.with_fix(wording::install_models()) } else { answer }
    })
    .collect()
}

fn complaint(document: &DocumentFacts, pages: &[PageNo], zh: &str, en: &str) -> Answer {
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
    let message =
        Message::new(format!("《{}》第{}页{zh}", document.file, listed("、")), format!("{}, {noun} {}: {en}", document.file, listed(", ")));
    Answer::new(Verdict::Review, message, 90, &evidence).with_fix(Message::new(RULE.fix.zh, RULE.fix.en))
}

#[cfg(test)]
mod tests {
    use super::super::testing::clean;
    use super::*;

    fn quality(dpi: u32, illegible_share: f32) -> Quality {
        Quality { dpi, dpi_known: true, tone: Tone::Grey, illegible_share, turned: 0, blank: false }
    }

    #[test]
    fn poor_pictures_go_to_a_person() {
        let verdict = |q| clean().edit(|a| a.documents[0].quality.push((PageNo(2), q))).verdicts(Requirement::Legibility);
        assert_eq!(verdict(quality(200, 0.05)), [Verdict::Pass]);
        assert_eq!(verdict(quality(96, 0.05)), [Verdict::Review]);
        assert_eq!(verdict(quality(200, 0.6)), [Verdict::Review]);
    }

    #[test]
    fn colour_is_asked_for_only_by_profiles_that_say_so() {
        let case = clean().edit(|a| a.documents[0].quality.push((PageNo(2), quality(200, 0.0)))).profile(|p| p.colour_required = true);
        assert_eq!(case.verdicts(Requirement::Legibility), [Verdict::Review]);
    }
}
