//! The words that every report has in common: what requirements, verdicts, outcomes, papers and parties are called.

use crate::model::agreement::{AgreementKind, Language, Role};
use crate::model::document::Format;
use crate::model::finding::{Lang, Level, Requirement, Verdict, Waived};
use crate::model::party;
use crate::model::profile::Stage;
use crate::model::project::Waiver;
use crate::model::report::{DocumentReport, FindingReport, Outcome, OutsideMark, OutsideReport, Report};

/// What came out of a check.
pub(crate) fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    match outcome {
        Outcome::Accepted => lang.pick("符合要求", "accepted"),
        Outcome::Rejected => lang.pick("有缺项", "has gaps"),
        Outcome::NeedsReview => lang.pick("待人工核对", "a person must look"),
    }
}

/// Symbol of a verdict.
pub(crate) fn symbol(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Gap => "✗",
        Verdict::Review => "?",
        Verdict::Note => "○",
        Verdict::Waived => "~",
        Verdict::Pass => "✓",
        Verdict::NotApplicable => "–",
    }
}

/// "共 2 个项目：符合要求 1，有缺项 1，待人工核对 0 · the profile · 检查日 2024-03-20".
pub(super) fn summary(report: &Report, profile: &str, lang: Lang) -> String {
    let count = |outcome| report.projects.iter().filter(|project| project.outcome == outcome).count();
    let (ok, gap, look) = (count(Outcome::Accepted), count(Outcome::Rejected), count(Outcome::NeedsReview));
    let (all, failed, today) = (report.projects.len(), report.errors.len(), &report.today);
    let draft = match report.stage {
        Stage::Signed => "",
        Stage::Draft => {
            lang.pick(" · 草稿检查：未检查签字、盖章、签署日期", " · draft check: signatures, seals and signing dates were not asked for")
        }
    };
    // A report of a stopped run is never taken for a whole one.
    let left = match (report.unfinished.len(), lang) {
        (0, _) => String::new(),
        (left, Lang::Zh) => format!("；{left} 个未检查"),
        (left, Lang::En) => format!("; {left} not checked"),
    };
    match lang {
        Lang::Zh => {
            let failed = if failed == 0 { String::new() } else { format!("；{failed} 个文件未能打开") };
            format!("共 {all} 个项目：符合要求 {ok}，有缺项 {gap}，待人工核对 {look}{failed}{left} · {profile} · 检查日 {today}{draft}")
        }
        Lang::En => {
            let noun = if all == 1 { "project" } else { "projects" };
            let failed = if failed == 0 {
                String::new()
            } else {
                format!("; {failed} {} could not be opened", if failed == 1 { "file" } else { "files" })
            };
            format!(
                "{all} {noun}: {ok} accepted, {gap} with gaps, {look} for a person to look at{failed}{left} · {profile} · as of {today}{draft}"
            )
        }
    }
}

/// Said of projects that were not checked because the run was stopped.
pub(super) fn unfinished(projects: &[String], lang: Lang) -> String {
    const NAMED: usize = 5;
    let names: Vec<&str> = projects.iter().take(NAMED).map(String::as_str).collect();
    let (count, names) = (projects.len(), names.join(lang.pick("、", ", ")));
    let more = if projects.len() > NAMED { lang.pick("等", " and others") } else { "" };
    match lang {
        Lang::Zh => format!("检查中途停止，本报告不完整：{count} 个项目未检查（{names}{more}）。再次运行同一命令，已完成的部分取自缓存。"),
        Lang::En => format!(
            "The check was stopped and this report is a part: {count} not checked ({names}{more}). Run the same command again; what is done comes from the cache."
        ),
    }
}

/// Said of a project without any agreement.
pub(super) fn nothing_to_check(lang: Lang) -> &'static str {
    lang.pick(
        "没有能够检查的文件。可检查 PDF、DOCX、JPG、PNG、TIFF、BMP、WebP，以及装有这些文件的文件夹或 ZIP。",
        "There was nothing that can be checked. What can be: PDF, DOCX, JPG, PNG, TIFF, BMP, WebP, and folders or ZIPs of these.",
    )
}

/// Said of a project in which nobody has signed.
pub(super) fn perhaps_a_draft(lang: Lang) -> &'static str {
    lang.pick(
        "各方均未签字盖章。如果这是签署前的草稿，请加 --stage draft，只检查文字内容。",
        "Nobody has signed or sealed. If this is a draft before signing, add --stage draft to check the text only.",
    )
}

/// The same where files are uploaded.
pub(super) fn perhaps_a_draft_here(lang: Lang) -> &'static str {
    lang.pick(
        "各方均未签字盖章。如果这是签署前的草稿，请重新上传并勾选“签署前的草稿”，只检查文字内容。",
        "Nobody has signed or sealed. If this is a draft before signing, upload it again as one to check the text only.",
    )
}

/// Stands in for a title.
pub(crate) fn no_title(lang: Lang) -> &'static str {
    lang.pick("（未见标题）", "(no title seen)")
}

/// Stands in for a party's name.
pub(crate) fn no_name(lang: Lang) -> &'static str {
    lang.pick("（未识别名称）", "(name not made out)")
}

/// The answer to a requirement.
pub(crate) fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Gap => lang.pick("缺项", "gap"),
        Verdict::Review => lang.pick("待核", "review"),
        Verdict::Note => lang.pick("提示", "note"),
        Verdict::Waived => lang.pick("豁免", "waived"),
        Verdict::Pass => lang.pick("符合", "met"),
        Verdict::NotApplicable => lang.pick("不适用", "n/a"),
    }
}

/// How much a requirement weighs.
pub(super) fn level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Must => lang.pick("必须", "must"),
        Level::Should => lang.pick("应当", "should"),
        Level::Off => lang.pick("不检查", "off"),
    }
}

/// "：2 处缺项，1 处待核", or nothing.
pub(super) fn tally(count: impl Fn(Verdict) -> usize, lang: Lang) -> String {
    let parts: Vec<String> = [
        (Verdict::Gap, "处缺项", ["gap", "gaps"]),
        (Verdict::Review, "处待核", ["to look at"; 2]),
        (Verdict::Note, "处提示", ["note", "notes"]),
        (Verdict::Waived, "处豁免", ["waived"; 2]),
    ]
    .into_iter()
    .map(|(verdict, zh, en)| (count(verdict), zh, en))
    .filter(|(count, ..)| *count > 0)
    .map(|(count, zh, [one, more])| format!("{count} {}", lang.pick(zh, if count == 1 { one } else { more })))
    .collect();
    if parts.is_empty() { String::new() } else { format!("{}{}", lang.pick("：", ": "), parts.join(lang.pick("，", ", "))) }
}

/// Why a finding was let pass, and what it would have been.
pub(super) fn waived(waived: &Waived, lang: Lang) -> String {
    let would = verdict(waived.verdict, lang);
    match lang {
        Lang::Zh => format!("豁免理由：{}（否则为{would}）", waived.reason),
        Lang::En => format!("waived: {} (otherwise: {would})", waived.reason),
    }
}

/// Said of a waiver that met nothing.
pub(super) fn unused_waiver(waiver: &Waiver, lang: Lang) -> String {
    let only: Vec<&str> = waiver.party.iter().chain(&waiver.file).map(String::as_str).collect();
    let only = if only.is_empty() { String::new() } else { format!(" · {}", only.join(" · ")) };
    match lang {
        Lang::Zh => format!("project.toml 中的豁免没有用上：{}{only}（理由：{}）", waiver.rule, waiver.reason),
        Lang::En => format!("a waiver in project.toml met nothing: {}{only} (reason: {})", waiver.rule, waiver.reason),
    }
}

/// What a party is called by its letter.
pub(crate) fn ordinal(id: &str, lang: Lang) -> String {
    if lang == Lang::Zh { party::ordinal(id).to_owned() } else { format!("Party {id}") }
}

/// A party's letter alone: 甲, A.
pub(super) fn letter(id: &str, lang: Lang) -> String {
    if lang == Lang::En { id.to_owned() } else { ordinal(id, lang).trim_end_matches('方').to_owned() }
}

/// A requirement as a column head or word.
pub(crate) fn requirement(requirement: Requirement, lang: Lang) -> &'static str {
    let (zh, en) = match requirement {
        Requirement::Signature => ("签字", "signed"),
        Requirement::Seal => ("盖章", "sealed"),
        Requirement::SignDate => ("日期", "dated"),
        Requirement::SignatoryName => ("姓名", "name"),
        Requirement::SignatoryTitle => ("职务", "title"),
        Requirement::Translation => ("中文译文", "translation"),
        Requirement::Responsibilities => ("职责分工", "responsibilities"),
        Requirement::Ip => ("知识产权", "IP"),
        Requirement::FormalAgreement => ("正式协议", "formal agreement"),
        Requirement::Validity => ("有效期", "validity"),
        Requirement::PartyConsistency => ("名称一致", "parties consistent"),
        Requirement::Blanks => ("无空白", "no blanks"),
        Requirement::Completeness => ("页码附件齐全", "complete"),
        Requirement::Legibility => ("清晰可读", "legible"),
        Requirement::DigitalSignature => ("电子签名", "digital signatures"),
        Requirement::IsAgreement => ("属合作文件", "is an agreement"),
        Requirement::TermLimit => ("期限上限", "term within maximum"),
        Requirement::IpOwnership => ("成果归属", "ownership"),
        Requirement::SigningPlace => ("签订地点", "place of signing"),
        Requirement::PartnerAgreement => ("各合作单位协议", "partner agreements"),
        Requirement::ForeignLead => ("境外负责人", "overseas lead"),
        Requirement::PartnerIndependence => ("合作方独立", "partner independent"),
        Requirement::SupportingEvidence => ("载体佐证材料", "carrier evidence"),
        Requirement::ApplicationConsistency => ("申报信息一致", "application consistent"),
        Requirement::FundingCap => ("经费限额", "funding cap"),
        Requirement::CountryEligible => ("合作国别", "country"),
        Requirement::ApplicantKind => ("申报主体", "applicant's kind"),
        Requirement::BeltAndRoadBasis => ("“一带一路”条件", "Belt and Road basis"),
        Requirement::OffshoreBody => ("离岸机构注册", "offshore body"),
        Requirement::ApplicantRegistered => ("申报单位注册", "registration"),
        Requirement::IntegrityCommitment => ("诚信承诺书", "integrity commitment"),
        Requirement::GeneticResources => ("遗传种质资源", "genetic resources"),
        Requirement::Unclassified => ("无密级标志", "no secrecy mark"),
        Requirement::OnePerApplicant => ("单位限项", "one per applicant"),
        Requirement::OnePerLead => ("负责人限项", "one per lead"),
        Requirement::DistinctProjects => ("内容不重复", "distinct"),
    };
    lang.pick(zh, en)
}

/// What findings ask about, each requirement once with the letters of its parties: "签字（甲、乙）", "知识产权".
pub(super) fn asked<'a>(findings: impl Iterator<Item = &'a FindingReport>, lang: Lang) -> Vec<String> {
    let mut asked: Vec<(Requirement, Vec<String>)> = Vec::new();
    for finding in findings {
        let letter = finding.party.iter().map(|id| letter(id, lang));
        match asked.iter_mut().find(|(requirement, _)| *requirement == finding.requirement) {
            Some((_, parties)) => parties.extend(letter),
            None => asked.push((finding.requirement, letter.collect())),
        }
    }
    let named = asked.iter().map(|(asked, parties)| {
        let word = requirement(*asked, lang);
        match (parties.as_slice(), lang) {
            ([], _) => word.to_owned(),
            (parties, Lang::Zh) => format!("{word}（{}）", parties.join("、")),
            (parties, Lang::En) => format!("{word} ({})", parties.join(", ")),
        }
    });
    named.collect()
}

/// What the paper is.
pub(super) fn kind(kind: AgreementKind, lang: Lang) -> &'static str {
    match kind {
        AgreementKind::Agreement => lang.pick("合作协议", "agreement"),
        AgreementKind::LetterOfIntent => lang.pick("意向书或备忘录", "letter of intent or memorandum"),
        AgreementKind::SupportingEvidence => lang.pick("佐证材料", "supporting evidence"),
        AgreementKind::Other => lang.pick("其他文件", "other paper"),
    }
}

/// A file's part in an agreement.
pub(super) fn role(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Original => lang.pick("原件", "original"),
        Role::Translation => lang.pick("译文", "translation"),
        Role::SignaturePage => lang.pick("签署页", "signature page"),
        Role::Annex => lang.pick("附件", "annex"),
        Role::Evidence => lang.pick("佐证材料", "evidence"),
    }
}

/// A language's name.
pub(super) fn language(language: Language, lang: Lang) -> &'static str {
    let (zh, en) = match language {
        Language::Zh => ("中文", "Chinese"),
        Language::En => ("英文", "English"),
        Language::Ja => ("日文", "Japanese"),
        Language::Ko => ("韩文", "Korean"),
        Language::De => ("德文", "German"),
        Language::Fr => ("法文", "French"),
        Language::Ru => ("俄文", "Russian"),
        Language::Es => ("西班牙文", "Spanish"),
        Language::It => ("意大利文", "Italian"),
        Language::Pt => ("葡萄牙文", "Portuguese"),
        Language::Nl => ("荷兰文", "Dutch"),
        Language::Other => ("其他语言", "other language"),
    };
    lang.pick(zh, en)
}

/// "原件，5页，扫描件，英文".
pub(super) fn document(document: &DocumentReport, lang: Lang) -> String {
    let mut parts = vec![role(document.role, lang).to_owned()];
    if document.format != Format::Docx {
        parts.push(if lang == Lang::Zh {
            format!("{}页", document.pages)
        } else {
            format!("{} {}", document.pages, if document.pages == 1 { "page" } else { "pages" })
        });
    }
    if document.scanned {
        parts.push(lang.pick("扫描件", "scanned").to_owned());
    }
    parts.extend(document.languages.iter().map(|l| language(*l, lang).to_owned()));
    parts.extend(outside(&document.outside, lang));
    parts.join(lang.pick("，", ", "))
}

/// What stands outside of the signature blocks, counted by kind.
fn outside(marks: &[OutsideReport], lang: Lang) -> Option<String> {
    let kinds = [(OutsideMark::Initials, "小签", "initials"), (OutsideMark::Ink, "笔迹", "writing"), (OutsideMark::Seal, "印章", "seals")];
    let told = kinds.into_iter().filter_map(|(kind, zh, en)| {
        let count = marks.iter().filter(|mark| mark.mark == kind).count();
        (count > 0).then(|| if lang == Lang::Zh { format!("{zh}{count}处") } else { format!("{en} ({count})") })
    });
    let told: Vec<String> = told.collect();
    let heading = lang.pick("签署栏外有", "outside the signature blocks: ");
    (!told.is_empty()).then(|| format!("{heading}{}", told.join(lang.pick("、", ", "))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geometry::{PageNo, Rect};

    #[test]
    fn marks_outside_of_the_blocks_are_counted_by_kind() {
        let mark = |mark| OutsideReport { mark, page: PageNo(1), area: Rect::new(0, 0, 90, 60), text: None, confidence: 80 };
        let marks = [mark(OutsideMark::Seal), mark(OutsideMark::Initials), mark(OutsideMark::Initials)];
        assert_eq!(outside(&marks, Lang::Zh).as_deref(), Some("签署栏外有小签2处、印章1处"));
        assert_eq!(outside(&marks, Lang::En).as_deref(), Some("outside the signature blocks: initials (2), seals (1)"));
        assert_eq!(outside(&[], Lang::En), None);
    }
}
