//! What a party is by its name: a body, a part of one, or a person.

use std::sync::LazyLock;

use super::super::lexicon::Pattern;
use super::super::lexicon::words::is_person;
use super::header::Claim;
use crate::model::agreement::Standing;

/// A name that begins as parts of organisations do and names the whole behind, or the other way round.
static DEPARTMENT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^(?:the\s+)?(?:department|faculty|school|division|section|laboratory|lab|chair|(?:research\s+)?group)\s+(?:of|for)\b.*\b(?:universit\w*|college|academy)\b",
        r"|\b(?:universit\w*|college|academy)\b.*,\s*(?:department|faculty|school|division|laboratory|chair)\s+(?:of|for)\b",
        r"|^(?:fakultät|fachbereich|lehrstuhl|abteilung)\s.*(?:universität|hochschule)|^(?:département|faculté|laboratoire)\s.*universit|^(?:facultad|departamento)\s.*universidad|^(?:кафедра|факультет)\s.*университет",
        r"|(?:大学|大學|研究院|公司).{0,24}(?:系|课题组|課題組|教研室|研究室|研究组|项目组|创新团队|处|办公室|研究科|学部)$|대학교.{0,20}(?:학과|연구실|학부)$"
    ))
});
/// Words that say of a name that it is a person's.
static PERSONAL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\b(?:an?\s+individual|natural\s+person|residing\s+at|resident\s+of|passport)\b|自然人|身份证|(?:先生|女士)$|wohnhaft|demeurant|domiciliad[oa]\s+en|паспорт",
    )
});
static HONORIFIC: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^(?:Prof|Dr|Mr|Mrs|Ms|Herr|Frau|Mme|M)\.?\s+\p{Lu}"));

/// What a claim's name and the words behind it make of the party.
pub(super) fn of(claim: &Claim) -> Standing {
    let Some(name) = &claim.name else { return Standing::Body };
    let name = name.value.trim();
    if DEPARTMENT.is_match(name) {
        return Standing::Department;
    }
    let personal = HONORIFIC.is_match(name) || PERSONAL.is_match(name) || claim.about.iter().any(|about| PERSONAL.is_match(&about.value));
    let person = name.trim_end_matches(['先', '生', '女', '士']);
    if personal && is_person(person) { Standing::Individual } else { Standing::Body }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::layout::read;
    use crate::understand::testing::page;

    fn standings(lines: &[&str]) -> Vec<Standing> {
        let built = page().lines(20, 20, lines).line("第一条 合作内容", 20, 80);
        let document = built.build();
        super::super::header::claims(&read(&document)).iter().map(of).collect()
    }

    #[test]
    fn parts_of_bodies_and_people_are_told_from_bodies() {
        for (name, expected) in [
            ("北森理工大学材料科学系", Standing::Department),
            ("江左大学纳米器件课题组", Standing::Department),
            ("Department of Marine Biology, University of Harrow Vale", Standing::Department),
            ("江左大学附属第一医院", Standing::Body),
            ("江左大学苏州研究院", Standing::Body),
            ("江左大学", Standing::Body),
            ("Fjord Cooling Ltd.", Standing::Body),
        ] {
            let found = standings(&[&format!("甲方：{name}"), "乙方：常州澄泓电源科技有限公司"]);
            assert_eq!(found, [expected, Standing::Body], "{name}");
        }
    }

    #[test]
    fn a_person_is_one_where_the_words_behind_say_so() {
        let text = [
            "This Agreement is made between Tarn Optics Ltd (\"Tarn\") and Luis Moreno, an individual residing at 3 Mill Road (\"Consultant\").",
        ];
        assert_eq!(standings(&text), [Standing::Body, Standing::Individual]);
        let text = ["This Agreement is made between Tarn Optics Ltd (\"Tarn\") and Fjord Cooling (\"Supplier\")."];
        assert!(!standings(&text).contains(&Standing::Individual));
    }
}
