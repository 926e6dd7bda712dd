//! Each Chinese party has put its organisation seal at its block.

use super::{Answer, Applies, Check, Context, Rule, Text, notice, wording};
use crate::model::agreement::{Cited, Observation, Party, SealKind, SealOwner, SealSeen};
use crate::model::finding::{Level, Message, Requirement, Verdict};
use crate::model::geometry::Confidence;

pub(super) const RULE: Rule = Rule {
    id: "sealed-by-each-party",
    requirement: Requirement::Seal,
    quotes: &[notice::COMPLETE],
    asks: Text {
        zh: "中方各方均已加盖单位印章；境外方是否须盖章由规则集规定",
        en: "Every Chinese party has put its seal; whether a foreign one must is for the profile to say",
    },
    why: Text {
        zh: "单位印章表明签署的是单位而不是个人；境外机构依当地惯例可以仅签字，予以提示",
        en: "The seal shows that the organisation signs and not a person alone; abroad a signature alone is usual, which is noted",
    },
    fix: Text {
        zh: "请该方在签署栏加盖单位公章，彩色扫描后重新上传",
        en: "Please have the organisation's official seal or stamp put at the signature block and send us a new colour scan",
    },
    good: Text {
        zh: "甲方（盖章）：〔单位公章，印文与甲方名称一致〕",
        en: "Party A (seal): [official seal that reads the name of Party A]",
    },
    bad: Text {
        zh: "甲方（盖章）：〔只有法定代表人的人名章〕——没有单位印章",
        en: "Party A (seal): [a personal name stamp only] (no seal of the organisation)",
    },
    level: Level::Must,
    applies: Applies::SignedAgreements,
    check: Check::Party(answer),
};

fn answer(context: &Context<'_>, party: &Party) -> Answer {
    let who = wording::party(party);
    match &party.seal {
        Observation::Seen(cited) => match cited.value.first() {
            Some(best) if best.kind.is_organisations() => judge_seal(&who, cited, best),
            _ => missing(context, party),
        },
        Observation::Blank(_) | Observation::Absent(_) => missing(context, party),
        Observation::Unclear(doubt, sources) => {
            let doubt = wording::doubt(*doubt);
            let zh = format!("{}盖章无法确认：{}", who.zh, doubt.zh);
            let en = format!("{}: the seal cannot be confirmed: {}", who.en, doubt.en);
            let verdict = if context.is_chinese(party) { Verdict::Review } else { Verdict::Note };
            Answer::new(verdict, wording::at(sources, &zh, &en), 50, sources)
        }
    }
}

fn judge_seal(who: &Message, cited: &Cited<Vec<SealSeen>>, seal: &SealSeen) -> Answer {
    let read = seal.text.as_deref().map(|text| {
        let quoted = wording::quote(text);
        Message::new(format!("，印文为{quoted}"), format!(", reading {quoted}"))
    });
    let (verdict, zh, en) = match (&seal.owner, seal.kind) {
        (SealOwner::OtherParty(_) | SealOwner::Outsider, _) => {
            (Verdict::Review, "签署栏的印章不是该方的印章", "the seal at the block names another organisation")
        }
        (_, SealKind::Contract) => (Verdict::Review, "加盖的是合同专用章", "sealed with a contract seal"),
        (_, SealKind::Finance) => (Verdict::Review, "加盖的是财务或发票专用章", "sealed with a finance or invoice seal"),
        (_, SealKind::Department) => (Verdict::Review, "加盖的是二级单位或部门印章", "sealed with a department's seal"),
        (_, SealKind::Unread) => (Verdict::Pass, "已盖章（印文未能辨认）", "sealed (the seal's text could not be read)"),
        _ => (Verdict::Pass, "已盖章", "sealed"),
    };
    let read = read.unwrap_or_default();
    let size = size(seal);
    let zh = format!("{}{zh}{}{}", who.zh, read.zh, size.zh);
    let message = wording::at(&cited.sources, &zh, &format!("{}: {en}{}{}", who.en, read.en, size.en));
    Answer::new(verdict, message, cited.confidence.0, &cited.sources)
}

/// Seals of enterprises and institutions measure at most 45 mm (国发〔1999〕25号, 六); a scan's own scale and a mark's edge leave 2 mm open.
const LARGEST: u32 = 47;

/// The size of a seal as a hint where it is larger than an enterprise's or institution's may be.
fn size(seal: &SealSeen) -> Message {
    match seal.size {
        Some((width, height)) if width.max(height) > LARGEST && seal.kind == SealKind::Organisation => Message::new(
            format!("（约 {width} × {height} 毫米，大于企事业单位印章的 45 毫米）"),
            format!(" (about {width} × {height} mm; a seal of an enterprise or institution has at most 45 mm)"),
        ),
        _ => Message::new("", ""),
    }
}

/// A country told from an address, a place or a legal form; the script of a name alone gives 40 at most (`understand::party`).
const KNOWN: Confidence = Confidence(45);

fn missing(context: &Context<'_>, party: &Party) -> Answer {
    let who = wording::party(party);
    let searched = context.searched(party.seal.sources());
    if context.is_chinese(party) && !context.profile.foreign_seal_required && may_be_foreign(context, party) {
        let zh = format!("{}签署处未见单位印章；未能从协议看出哪一方是境外单位，境外单位可以仅签字", who.zh);
        let en = format!(
            "{}: no organisation seal is seen; which party is the foreign one could not be told, and a foreign one may sign alone",
            who.en
        );
        return Answer::new(Verdict::Review, wording::at(&searched, &zh, &en), 60, &searched);
    }
    if context.is_chinese(party) || context.profile.foreign_seal_required {
        let zh = format!("{}签署处未见单位印章", who.zh);
        let en = format!("{}: no organisation seal is seen", who.en);
        return Answer::new(Verdict::Gap, wording::at(&searched, &zh, &en), context.absence_of(party, &searched), &searched);
    }
    let zh = format!("{}签署处未见印章；境外单位依当地惯例可以仅签字", who.zh);
    let en = format!("{}: no seal is seen; a foreign organisation may sign alone where that is usual", who.en);
    let advice = Message::new(
        "如外方有单位印章，建议一并加盖；没有的，可在申报书中说明",
        "If your organisation has a seal or stamp, please add it; if it has none, we will say so in the application",
    );
    Answer::new(Verdict::Note, wording::at(&searched, &zh, &en), 90, &searched).with_fix(advice)
}

/// Whether only its script says that a party is Chinese, and no party is known to be foreign, although an international agreement has one: names of
/// foreign organisations are written in Chinese too.
fn may_be_foreign(context: &Context<'_>, party: &Party) -> bool {
    let surely = |party: &Party| party.country.as_ref().is_some_and(|country| country.confidence >= KNOWN);
    !surely(party) && context.agreement.parties.iter().all(|other| context.is_chinese(other))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, seal, searched};
    use super::*;
    use crate::model::finding::Finding;

    #[test]
    fn a_chinese_party_without_a_seal_is_a_gap_and_a_foreign_one_a_note() {
        let case = clean().edit(|a| a.parties.iter_mut().for_each(|p| p.seal = Observation::Absent(searched())));
        assert_eq!(case.verdicts(Requirement::Seal), [Verdict::Gap, Verdict::Note]);
        let strict = case.profile(|p| p.foreign_seal_required = true);
        assert_eq!(strict.verdicts(Requirement::Seal), [Verdict::Gap, Verdict::Gap]);
    }

    #[test]
    fn a_party_that_may_be_the_foreign_one_goes_to_a_person() {
        let case = clean().edit(|a| {
            a.parties.iter_mut().for_each(|p| p.seal = Observation::Absent(searched()));
            let country =
                a.parties[0].country.clone().map(|country| Cited { value: "CN".to_owned(), confidence: Confidence(40), ..country });
            a.parties[1].country = country;
        });
        assert_eq!(case.verdicts(Requirement::Seal), [Verdict::Gap, Verdict::Review]);
    }

    #[test]
    fn special_seals_and_other_owners_go_to_a_person() {
        for (kind, owner) in [
            (SealKind::Contract, SealOwner::ThisParty),
            (SealKind::Finance, SealOwner::ThisParty),
            (SealKind::Department, SealOwner::Unknown),
            (SealKind::Organisation, SealOwner::Outsider),
        ] {
            let case = clean().edit(|a| a.parties[0].seal = seal(kind, owner));
            assert_eq!(case.verdict_of(Requirement::Seal, "A"), Some(Verdict::Review), "{kind:?}");
        }
    }

    #[test]
    fn a_seal_larger_than_an_enterprises_may_be_is_hinted_at() {
        let message = |size: Option<(u32, u32)>| {
            let case = clean().edit(|a| {
                a.parties[0].seal = seal(SealKind::Organisation, SealOwner::ThisParty);
                if let Observation::Seen(seals) = &mut a.parties[0].seal {
                    seals.value[0].size = size;
                }
            });
            let own = |finding: &Finding| finding.requirement == Requirement::Seal && finding.party.as_deref() == Some("A");
            case.judge().into_iter().find(own).map(|finding| finding.message.zh).unwrap_or_default()
        };
        assert!(message(Some((58, 58))).contains("58 × 58"));
        assert!(!message(Some((42, 42))).contains('×') && !message(None).contains('×'));
    }

    #[test]
    fn a_party_beside_two_that_sign_that_may_be_a_misreading_goes_to_a_person() {
        let third = |block: bool| {
            clean().edit(|a| {
                let read = super::super::testing::seen_at("南京某某研究所".to_owned(), 80);
                let mut third = crate::model::agreement::Party { id: "C".into(), name: read, ..a.parties[0].clone() };
                third.seal = Observation::Absent(Vec::new());
                third.block = third.block.filter(|_| block);
                a.parties.push(third);
            })
        };
        assert_eq!(third(true).verdict_of(Requirement::Seal, "C"), Some(Verdict::Gap));
        assert_eq!(third(false).verdict_of(Requirement::Seal, "C"), Some(Verdict::Review));
    }

    #[test]
    fn a_personal_name_seal_is_no_organisation_seal() {
        let case = clean().edit(|a| a.parties[0].seal = seal(SealKind::PersonalName, SealOwner::Unknown));
        assert_eq!(case.verdict_of(Requirement::Seal, "A"), Some(Verdict::Gap));
    }
}
