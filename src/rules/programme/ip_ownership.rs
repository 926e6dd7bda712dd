//! Results are owned jointly or by the Chinese side.

use super::super::{Answer, Applies, Check, Context, Rule, Text, wording};
use crate::model::agreement::{Party, Topic};
use crate::model::finding::{EvidenceRole, Level, Message, Requirement, Verdict};
use crate::model::text::normalise;

/// "Ours together", in the languages that agreements come in; small letters.
const JOINT: &[&str] = &[
    "共有",
    "共同所有",
    "共同享有",
    "共同拥有",
    "共享所有权",
    "jointly own",
    "owned jointly",
    "joint ownership",
    "jointly belong",
    "belong jointly",
    "co-own",
    "joint property",
    "gemeinsam",
    "conjointement",
    "copropriété",
    "共同で所有",
    "共同保有",
    "공동 소유",
    "공동으로 소유",
    "совместн",
];

/// "Each what it made": who owns is left to who did it.
const EACH: &[&str] = &[
    "各自",
    "分别归",
    "独立完成",
    "单独完成",
    "each party",
    "the party that",
    "the party which",
    "respective",
    "jede partei",
    "jeder partner",
    "chaque partie",
    "각자",
    "各々",
    "それぞれ",
    "каждая сторона",
];

pub(in super::super) const RULE: Rule = Rule {
    id: "ip-owned-jointly-or-by-china",
    requirement: Requirement::IpOwnership,
    quotes: &[],
    asks: Text {
        zh: "合作成果的知识产权由双方共有或者由中方所有", en: "Results are owned jointly or by the Chinese party"
    },
    why: Text {
        zh: "有的计划要求成果归属“共有或者由中方所有”，以保证财政资金形成的成果可以在国内使用",
        en: "Some programmes ask for joint or Chinese ownership, so that what public money paid for can be used in China",
    },
    fix: Text {
        zh: "请与合作方商定成果由双方共有或者由中方所有，并写入知识产权条款",
        en: "Please agree that results are owned jointly or by the Chinese party, and say so in the clause on intellectual property",
    },
    good: Text {
        zh: "合作产生的知识产权由甲乙双方共有。",
        en: "Intellectual property arising from the cooperation is owned jointly by the Parties.",
    },
    bad: Text {
        zh: "项目产生的知识产权归乙方（境外方）所有。",
        en: "Intellectual property arising from the project belongs to Party B (the foreign party).",
    },
    level: Level::Off,
    applies: Applies::Agreements,
    check: Check::Agreement(check),
};

fn check(context: &Context<'_>) -> Vec<Answer> {
    let Some(ownership) = context.agreement.clause(Topic::Ip).and_then(|clause| clause.ip.ownership.as_ref()) else {
        let message = Message::new("未见知识产权归属的约定", "Who owns intellectual property was not found");
        return vec![Answer::new(Verdict::Review, message, 70, &context.front(EvidenceRole::Searched))];
    };
    let said = normalise(&ownership.value).to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let parties = &context.agreement.parties;
    let of = |chinese: bool| parties.iter().any(|party| context.is_chinese(party) == chinese && is_named(party, &said));
    let (verdict, zh, en) = match (has(JOINT), has(EACH), of(true), of(false)) {
        (true, false, ..) => (Verdict::Pass, "知识产权由双方共有", "Intellectual property is owned jointly"),
        (false, false, true, false) => (Verdict::Pass, "知识产权归中方所有", "Intellectual property belongs to the Chinese party"),
        (false, false, false, true) => (Verdict::Gap, "知识产权归境外方所有", "Intellectual property belongs to the foreign party"),
        _ => (Verdict::Review, "知识产权是否由双方共有或归中方所有，请核对", "Whether ownership is joint or Chinese: please read"),
    };
    let quoted = wording::quote(&ownership.value);
    let message = wording::at(&ownership.sources, &format!("{zh}{quoted}"), &format!("{en} {quoted}"));
    vec![Answer::new(verdict, message, ownership.confidence.0.min(80), &ownership.sources)]
}

/// Whether a sentence in small letters names the party, by name, short form or label.
fn is_named(party: &Party, said: &str) -> bool {
    let names = party.name.seen().into_iter().chain(&party.aliases).chain(&party.label).map(|cited| normalise(&cited.value).to_lowercase());
    let ordinal = crate::model::party::ordinal(&party.id);
    names
        .chain([ordinal.to_owned(), format!("party {}", party.id.to_lowercase())])
        .any(|name| name.chars().count() > 1 && said.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Case, clean, seen_cited};
    use super::*;

    fn on() -> Case {
        clean().profile(|profile| {
            profile.levels.insert(RULE.id.to_owned(), Level::Must);
        })
    }

    fn verdict(sentence: &str) -> Vec<Verdict> {
        on().edit(|a| a.clauses[1].ip.ownership = Some(seen_cited(sentence.to_owned()))).verdicts(Requirement::IpOwnership)
    }

    #[test]
    fn joint_and_chinese_ownership_pass_and_foreign_is_a_gap() {
        for (sentence, expected) in [
            ("合作产生的知识产权由双方共有。", Verdict::Pass),
            ("Results are jointly owned by the Parties.", Verdict::Pass),
            ("成果归甲方所有。", Verdict::Pass),
            ("成果归江苏某某大学所有。", Verdict::Pass),
            ("All results belong to Party B.", Verdict::Gap),
            ("Results are the property of Example University.", Verdict::Gap),
        ] {
            assert_eq!(verdict(sentence), [expected], "{sentence}");
        }
    }

    #[test]
    fn what_depends_on_who_did_it_goes_to_a_person() {
        for sentence in ["各方独立完成的归各自所有，共同完成的由双方共有。", "甲方、乙方按投入比例享有。", "Title vests in the owner."]
        {
            assert_eq!(verdict(sentence), [Verdict::Review], "{sentence}");
        }
        assert_eq!(on().edit(|a| a.clauses[1].ip.ownership = None).verdicts(Requirement::IpOwnership), [Verdict::Review]);
    }
}
