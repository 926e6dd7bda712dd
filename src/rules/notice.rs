//! What the notice 苏科资发〔2024〕21号 says, word for word: the sentences that rules rest on.

/// A sentence of the notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// Where it stands: 二（二）, or 附件 for the form that is annexed.
    pub section: &'static str,
    /// The words themselves.
    pub words: &'static str,
    /// What they say, in English.
    pub en: &'static str,
}

/// How an agreement must be drawn up: the sentence that nearly everything hangs on.
pub const COMPLETE: Quote = Quote {
    section: "二（二）",
    words: "合作协议等文件应内容规范，签字、盖章、签署日期及签约各方代表的姓名、职务等信息齐全有效，各方职责分工及知识产权条款具体明确。",
    en: "Agreements and other papers shall be properly drawn up; signatures, seals, dates of signing, and the names and positions of the signatories \
         of every party shall be complete and valid; the parties' responsibilities and the clauses on intellectual property shall be concrete and clear.",
};

/// Translations.
pub const TRANSLATION: Quote = Quote {
    section: "二（二）",
    words: "外文合作文件需同时提供中文翻译件。",
    en: "Papers in a foreign language need a Chinese translation beside them.",
};

/// A paper must be signed already.
pub const SIGNED: Quote = Quote {
    section: "二（二）",
    words: "项目境内外合作双方机构就合作项目已签署合作协议或合作意向书等文件",
    en: "The cooperating institutions in China and abroad have signed an agreement, a letter of intent or the like on the project",
};

/// What a letter of intent is good for.
pub const INTENT: Quote = Quote {
    section: "二（二）",
    words: "申报时仅有合作意向书的项目，获得立项后须在签订项目合同时提供正式的合作协议文本。",
    en: "A project that applies with a letter of intent alone must, once approved, provide the formal agreement when the grant contract is signed.",
};

/// All attachments are to be uploaded.
pub const ATTACHED: Quote =
    Quote {
        section: "三（一）", words: "其他项目附件材料应传尽传。", en: "All other attachments of the project shall be uploaded."
    };

/// What is uploaded is all that is looked at.
pub const BASIS: Quote = Quote {
    section: "三（二）",
    words: "网上填报的申报材料是后续形式（信用）审查、项目评审的唯一依据，经主管部门网上确认提交后，一律不予退回重报。",
    en: "The material submitted online is the only basis of the formal (and credit) review and of the evaluation that follow; once the competent \
         authority has confirmed it online, it is never handed back to be submitted anew.",
};

/// When submission ends.
pub const DEADLINE: Quote = Quote {
    section: "三（三）",
    words: "项目申报材料网上填报截止时间为2024年3月28日17:30，主管部门网上审核推荐截止时间为2024年3月29日17:30，逾期不予受理。",
    en: "Online submission closes at 17:30 on 28 March 2024, the authorities' online review and recommendation at 17:30 on 29 March 2024; what comes \
         later is not accepted.",
};

/// A column of the form in which the authorities list what they recommend.
pub const CHECKED: Quote = Quote {
    section: "附件",
    words: "申报材料是否完整，签字盖章及其日期是否齐全",
    en: "Whether the material is complete and no signature, seal or date is missing",
};

#[cfg(test)]
mod tests {
    use super::super::RULES;

    /// The notice as published, as text.
    const NOTICE: &str = include_str!("../../tests/data/notice-2024-21.txt");

    /// The text of a section without white space: that of 二（二） from its heading to the next one.
    fn section(name: &str) -> String {
        let (part, item) = name.split_once('（').map_or((name, None), |(part, item)| (part, Some(format!("（{item}"))));
        let part_begins = |line: &&str| line.chars().nth(1) == Some('、') && line.starts_with(|c| "一二三".contains(c));
        let item_begins =
            |line: &str| line.starts_with('（') && line.chars().nth(2) == Some('）') && line.contains(|c| "一二三四五六七八九".contains(c));
        let mut lines =
            NOTICE.lines().skip_while(|line| if part == "附件" { *line != part } else { !(part_begins(line) && line.starts_with(part)) });
        let mut text: String = lines.next().unwrap_or_default().to_owned();
        let lines = lines.take_while(|line| !part_begins(line) && (part == "附件" || !line.starts_with("附件")));
        match item {
            None => text.extend(lines),
            Some(item) => {
                text.clear();
                let lines = lines.skip_while(|line| !line.starts_with(&item)).enumerate();
                text.extend(lines.take_while(|(at, line)| *at == 0 || !item_begins(line)).map(|(_, line)| line));
            }
        }
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    #[test]
    fn every_quotation_stands_in_its_section_word_for_word() {
        for rule in RULES {
            for quote in rule.quotes {
                let text = section(quote.section);
                let words: String = quote.words.chars().filter(|c| !c.is_whitespace()).collect();
                assert!(
                    words.chars().count() > 8 && text.contains(&words),
                    "{} quotes what {} does not say: {words}",
                    rule.id,
                    quote.section
                );
                assert!(quote.en.is_ascii() && !quote.en.contains("  "), "{}", quote.en);
            }
        }
    }

    #[test]
    fn sections_are_told_apart() {
        assert!(section("二（二）").starts_with("（二）提供规范的合作协议") && !section("二（二）").contains("限额申报"));
        assert!(section("一（二）").contains("重点国别") && !section("一（二）").contains("150万元"));
        assert!(section("附件").contains("推荐项目汇总表样式") && !section("附件").contains("二、有关要求"));
        assert_eq!(section("四（一）"), "");
    }
}
