//! Phrases that the rules about applications share, in both languages.

use crate::model::application::Organisation;
use crate::model::country;
use crate::model::finding::{Lang, Message, Text};
use crate::model::project::ApplicantKind;

/// "新西兰（NZ）"; a code or name that is no country as it is written.
pub(super) fn country(code: &str) -> Message {
    let name = |lang| country::name(code, lang);
    if name(Lang::En) == code {
        return Message::new(code, code);
    }
    Message::new(format!("{}（{code}）", name(Lang::Zh)), format!("{} ({code})", name(Lang::En)))
}

/// Several countries in a row.
pub(super) fn countries(codes: &[String]) -> Message {
    let all = |lang: Lang, between: &str| codes.iter().map(|code| country::name(code, lang)).collect::<Vec<_>>().join(between);
    Message::new(all(Lang::Zh, "、"), all(Lang::En, ", "))
}

/// A kind of applicant.
pub(super) fn kind(kind: ApplicantKind) -> Text {
    match kind {
        ApplicantKind::University => Text { zh: "高校", en: "university" },
        ApplicantKind::Institute => Text { zh: "科研机构", en: "research institute" },
        ApplicantKind::Company => Text { zh: "企业", en: "company" },
    }
}

/// An organisation by its name.
pub(super) fn organisation(organisation: &Organisation) -> Message {
    let name = organisation.name().unwrap_or_default();
    if name.is_empty() {
        Message::new("（未写名称）", "(no name given)")
    } else {
        Message::new(format!("“{name}”"), format!("“{name}”"))
    }
}

/// An amount given in 10,000 yuan.
pub(super) fn amount(value: f64) -> Message {
    Message::new(format!("{value} 万元"), format!("{} million yuan", value / 100.0))
}
