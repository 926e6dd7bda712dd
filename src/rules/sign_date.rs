//! Each party's signature carries a full calendar date.

use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::agreement::{DatePrecision, DateSeen, Observation, Party, Signature};
use crate::model::finding::{Level, Message, Requirement, Verdict};

pub(super) const RULE: Rule = Rule {
    id: "dated-by-each-party",
    requirement: Requirement::SignDate,
    quotes: &[notice::COMPLETE, notice::CHECKED],
    asks: Text { zh: "协议各方均写明签署日期（年月日）", en: "Every party gives the full date of signing" },
    why: Text {
        zh: "没有签署日期，无从判断协议是否在申报截止前签署、自何日起算有效期",
        en: "Without the day of signing nobody can tell whether the agreement was signed before the deadline, or when its term began",
    },
    fix: Text {
        zh: "请该方在签署栏补写完整的签署日期（年、月、日），重新扫描后上传",
        en: "Please write the full date of signing (day, month and year) in the signature block and send us a new scan",
    },
    good: Text { zh: "日期：2024年1月8日", en: "Date: 8 January 2024" },
    bad: Text {
        zh: "日期：2024年　月　日——月、日未填写", en: "Date: ___ / ___ / 2024 (day and month are not filled in)"
    },
    level: Level::Must,
    applies: Applies::SignedAgreements,
    check: Check::Party(answer),
};

fn answer(context: &Context<'_>, party: &Party) -> Answer {
    let who = wording::party(party);
    let (verdict, zh, en, confidence, sources) = match &party.date {
        Observation::Seen(cited) => {
            let text = wording::quote(&cited.value.text);
            let (verdict, zh, en) = match cited.value.precision {
                DatePrecision::Day if party.signature.seen().is_some_and(|signature| is_its_time(&signature.value, &cited.value)) => {
                    (Verdict::Pass, format!("电子签名所载时间为{text}"), format!("the digital signature states the time {text}"))
                }
                DatePrecision::Day => (Verdict::Pass, format!("签署日期为{text}"), format!("dated {text}")),
                DatePrecision::Month => {
                    (Verdict::Review, format!("签署日期{text}只有年和月，没有日"), format!("the date {text} gives month and year only"))
                }
                DatePrecision::Partial => (Verdict::Review, format!("签署日期{text}不完整"), format!("the date {text} is incomplete")),
                DatePrecision::Ambiguous => (
                    Verdict::Review,
                    format!("签署日期{text}的日、月先后无法确定"),
                    format!("day and month of {text} could be either way round"),
                ),
            };
            (verdict, zh, en, cited.confidence.0, cited.sources.clone())
        }
        Observation::Blank(sources) => {
            let (zh, en) = ("签署日期栏未填写".to_owned(), "the date line is left blank".to_owned());
            (Verdict::Gap, zh, en, context.absence_confidence(sources), sources.clone())
        }
        Observation::Absent(sources) => {
            let searched = context.searched(sources);
            let (zh, en) = ("未见签署日期".to_owned(), "no signing date is seen".to_owned());
            (Verdict::Gap, zh, en, context.absence_of(party, &searched), searched)
        }
        Observation::Unclear(doubt, sources) => {
            let doubt = wording::doubt(*doubt);
            let (zh, en) = (format!("签署日期无法确认：{}", doubt.zh), format!("the signing date cannot be confirmed: {}", doubt.en));
            (Verdict::Review, zh, en, 50, sources.clone())
        }
    };
    let message = wording::at(&sources, &format!("{}{zh}", who.zh), &format!("{}: {en}", who.en));
    let answer = Answer::new(verdict, message, confidence, &sources);
    match &party.date {
        Observation::Seen(cited) if cited.value.precision == DatePrecision::Ambiguous => answer.with_fix(Message::new(
            "请核对日期；日后请把月份写成文字或按年-月-日书写",
            "Please confirm the date; writing the month as a word avoids doubt",
        )),
        _ => answer,
    }
}

/// Whether a date was taken from the signature.
fn is_its_time(signature: &Signature, date: &DateSeen) -> bool {
    matches!(signature, Signature::Digital(digital) if digital.time.as_ref().is_some_and(|time| time.text == date.text))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, dated, searched};
    use super::*;

    #[test]
    fn blank_and_absent_dates_are_gaps() {
        for date in [Observation::Blank(searched()), Observation::Absent(searched()), Observation::Absent(Vec::new())] {
            let case = clean().edit(|a| a.parties[0].date = date);
            assert_eq!(case.verdicts(Requirement::SignDate), [Verdict::Gap, Verdict::Pass]);
        }
    }

    #[test]
    fn half_a_date_goes_to_a_person() {
        for precision in [DatePrecision::Month, DatePrecision::Partial, DatePrecision::Ambiguous] {
            let case = clean().edit(|a| a.parties[0].date = dated(None, precision));
            assert_eq!(case.verdict_of(Requirement::SignDate, "A"), Some(Verdict::Review), "{precision:?}");
        }
    }
}
