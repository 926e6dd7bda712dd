//! Sentences that date the signing of this agreement: 双方于2024年2月29日签署本协议.
//!
//! An agreement speaks of other papers' days too, and of days on which something is due. So a sentence counts only if the day stands beside the verb and
//! this agreement is what was signed.

use std::sync::LazyLock;

use super::super::date::{self, Order};
use super::super::lexicon::Pattern;
use crate::model::agreement::{DatePrecision, DateSeen};
use crate::model::text::normalise;

/// Most characters between a day and the verb: room for a place.
const NEAR: usize = 24;
/// Most characters between this agreement and the verb in languages that name the agreement first, and back.
const AUXILIARIES: usize = 32;

/// This agreement, where it is what was signed.
static THIS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)本(?:合作|项目|技术|研究|開發|开发)*(?:协议|合同|協議|合約|备忘录|備忘錄|意向书|文件|契約|協定|覚書)|(?:this|the present)\s+(?:\w+\s+){0,3}(?:agreement|contract|memorandum|mou|letter)",
        r"|dies\w*\s+\w*(?:vertrag|vereinbarung)\w*|présente?s?\s+(?:contrat|accord|convention)|настоящ\w+\s+(?:договор|соглашени)\w*|presente\s+(?:contrato|acuerdo|convenio|contratto|accordo)|(?:본|이)\s*(?:협약|계약|약정)"
    ))
});
/// Any such paper.
static PAPER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)协议|合同|協議|合約|备忘录|意向书|《|契約|協定|覚書|agreement|contract|memorandum|\bmou\b|vertrag|vereinbarung|contrat|accord|convention|договор|соглашени|contrato|acuerdo|convenio|협약|계약",
    )
});
/// The verb behind the day, as East Asian sentences and German participles have it; what must not follow it is tested apart.
static VERB_BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)签署|签订|签定|订立|缔结|簽署|簽訂|に?締結|署名|(?:에|자로)?\s*(?:체결|서명)|(?:unterzeichnet|unterschrieben|geschlossen)\b",
    )
});
/// What makes the verb part of a name or of a condition: 签订的框架协议, 签署之日.
static RELATIVE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^\s*(?:的|之|后|後|時|时|された|した|한|된)"));
/// The verb before the day.
static VERB_BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\b(?:signed|executed|entered\s+into|concluded|unterzeichnet|geschlossen|signée?s?|conclue?s?|подписан\w*|заключен\w*|firmado|se\s+firma|suscrito|fait|hecho|done|firmata|firmato|sottoscritto)\b",
    )
});
/// What may stand between the verb and the day: a place, "by the Parties", "on", this agreement itself.
static NOT_BETWEEN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)\bbehalf\b|\bbefore\b|\buntil\b|\bafter\b|\bwith(?:in)?\b|\bпосле\b|\bavant\b|\bantes\b|\bnach\b|\bvor\b|[.;。；]")
});

static DEFINED: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\([^)]{0,40}\)"));

/// The day that a sentence gives for the signing of this agreement.
pub(super) fn signing(line: &str, order: Order) -> Option<DateSeen> {
    let text = normalise(line);
    let days = date::find(&text, order).into_iter().filter(|found| found.seen.precision == DatePrecision::Day);
    days.into_iter()
        .find(|found| {
            let (before, behind) = (&text[..found.range.start], &text[found.range.end..]);
            is_signed_behind(before, behind) || is_signed_before(before)
        })
        .map(|found| found.seen)
}

/// "本协议由双方于2024年2月29日在南京签署", "双方于2024年2月29日签署本协议".
fn is_signed_behind(before: &str, behind: &str) -> bool {
    let Some(verb) = VERB_BEHIND.find(behind) else { return false };
    let (between, rest) = (&behind[..verb.start()], &behind[verb.end()..]);
    if between.chars().count() > NEAR || between.contains([',', '。', ';', '《']) || RELATIVE.is_match(rest) {
        return false;
    }
    let sentence = before.rsplit(['。', ';']).next().unwrap_or(before);
    let object = rest.split(['。', ';', ',']).next().unwrap_or(rest);
    match PAPER.find(object) {
        Some(paper) => THIS.find(object).is_some_and(|this| this.start() <= paper.start()),
        None => THIS.is_match(sentence),
    }
}

/// "This Agreement was signed in Nanjing on 8 January 2024", "have executed this Agreement on 8 January 2024", "Signed at Nanjing on 8 January 2024".
fn is_signed_before(before: &str) -> bool {
    let Some(verb) = VERB_BEFORE.find_iter(before).last() else { return false };
    let (subject, between) = (&before[..verb.start()], &before[verb.end()..]);
    if between.chars().count() > NEAR + AUXILIARIES || NOT_BETWEEN.is_match(between) {
        return false;
    }
    if let Some(paper) = PAPER.find(between) {
        return THIS.find(between).is_some_and(|this| this.range().contains(&paper.start()));
    }
    let opens = subject.chars().all(|c| !c.is_alphanumeric());
    let this = THIS.find_iter(subject).last().is_some_and(|this| {
        let auxiliaries = &subject[this.end()..];
        // "(the “Agreement”)" says again what it is.
        let auxiliaries = DEFINED.replace_all(auxiliaries, |_| String::new());
        auxiliaries.chars().count() <= AUXILIARIES && !PAPER.is_match(&auxiliaries)
    });
    opens || this
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(line: &str) -> Option<String> {
        signing(line, Order::DayFirst).and_then(|seen| seen.date).map(|date| date.to_string())
    }

    #[test]
    fn the_signing_of_this_agreement_is_dated() {
        for (line, expected) in [
            ("双方于2024年2月29日在南京签署本协议。", "2024-02-29"),
            ("本协议由双方授权代表于2024年2月29日在江苏省南京市签订。", "2024-02-29"),
            ("本合作协议一式四份，甲乙双方于2024年1月8日签署，自签署之日起生效。", "2024-01-08"),
            ("This Agreement was signed in Nanjing on 8 January 2024.", "2024-01-08"),
            ("This Research Agreement (the “Agreement”) is entered into on 8 January 2024 by and between", "2024-01-08"),
            ("IN WITNESS WHEREOF the Parties have executed this Agreement on 8 January 2024.", "2024-01-08"),
            ("Signed at Nanjing on 8 January 2024", "2024-01-08"),
            ("Leído que fue el presente convenio, se firma el 8 de enero de 2024.", "2024-01-08"),
            ("Fait à Lyon, le 8 janvier 2024", "2024-01-08"),
            ("Dieser Kooperationsvertrag wurde am 8. Januar 2024 in Kiel unterzeichnet.", "2024-01-08"),
            ("Настоящее соглашение подписано 8 января 2024 г.", "2024-01-08"),
            ("本契約は2024年1月8日に締結する", "2024-01-08"),
        ] {
            assert_eq!(day(line).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn other_papers_and_other_days_are_not() {
        for line in [
            "This Agreement is made pursuant to the Framework Agreement entered into on 3 May 2023 between the Parties.",
            "the Framework Agreement entered into on 3 May 2023",
            "根据双方于2023年5月3日签订《战略合作框架协议》，",
            "双方于2023年2月1日签署的框架协议同时终止。",
            "本协议以双方于2023年5月3日签订战略合作框架协议为基础。",
            "本协议于双方签署之日起生效，有效期至2027年12月31日。",
            "Tasks assigned to Party B shall be completed on or before 30 June 2026",
            "This Agreement is signed on behalf of Party A and shall remain in force until 31 December 2027",
            "This Agreement shall be signed before 30 June 2026",
        ] {
            assert_eq!(day(line), None, "{line}");
        }
    }
}
