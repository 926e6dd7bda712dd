//! The lead's and the applicant's commitments to research integrity are there, signed, sealed and dated.

use super::{Answer, Applies, Check, Level, Message, ProjectContext, Requirement, Rule, Text, Verdict, not_applicable, notice};
use crate::model::agreement::{DatePrecision, Observation};
use crate::model::attachment::{Commitment, Committer};
use crate::model::finding::{Evidence, EvidenceRole};
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "integrity-commitment-signed",
    requirement: Requirement::IntegrityCommitment,
    quotes: &[notice::INTEGRITY, notice::INTEGRITY_UPLOADED],
    asks: Text {
        zh: "附有项目负责人和申报单位的科研诚信承诺书，已签字、盖章并写明日期",
        en: "The commitments of the lead and of the applicant are attached, signed, sealed and dated",
    },
    why: Text {
        zh: "承诺书须打印签署后扫描上传；主管部门的承诺书另行报送",
        en: "They are printed, signed, scanned and uploaded; the authority hands its own in elsewhere",
    },
    fix: Text {
        zh: "请补充已签字、盖章并写明日期的科研诚信承诺书扫描件",
        en: "Please attach a scan of the commitment, signed, sealed and dated",
    },
    good: Text {
        zh: "项目负责人承诺书有亲笔签名和日期，申报单位承诺书有公章和日期。",
        en: "The lead's commitment has a signature and a date, the applicant's its seal and a date.",
    },
    bad: Text {
        zh: "只有项目负责人的承诺书，申报单位的没有上传。",
        en: "Only the lead's commitment is attached; the applicant's is missing.",
    },
    level: Level::Must,
    applies: Applies::SignedApplications,
    check: Check::Project(check),
};

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    if !context.asks().commitments {
        return vec![not_applicable(Message::new("本计划没有这项要求", "The programme does not ask for it"))];
    }
    [Committer::Lead, Committer::Applicant].into_iter().map(|whose| answer(context, whose)).collect()
}

/// How messages call who commits itself.
fn name(whose: Committer) -> Text {
    match whose {
        Committer::Lead => Text { zh: "项目负责人", en: "lead" },
        Committer::Applicant => Text { zh: "申报单位", en: "applicant" },
        Committer::Authority => Text { zh: "项目主管部门", en: "authority" },
    }
}

fn answer(context: &ProjectContext<'_>, whose: Committer) -> Answer {
    let who = name(whose);
    let found = context.attachments.iter().flat_map(|file| &file.commitments).filter(|commitment| commitment.whose == whose);
    // Of several copies the best one counts.
    let best = found.map(judged).max_by_key(|answer| answer.verdict);
    best.unwrap_or_else(|| {
        let searched: Vec<Evidence> = context.attachments.iter().map(|file| file.front.clone()).collect();
        let message = Message::new(
            format!("附件中未见{}的科研诚信承诺书", who.zh),
            format!("The commitment to research integrity of the {} is not attached", who.en),
        );
        Answer::new(Verdict::Gap, message, context.absence(88), &searched)
    })
}

/// What one part of a commitment shows.
struct Part {
    verdict: Verdict,
    zh: &'static str,
    en: &'static str,
    confidence: u8,
    sources: Vec<Evidence>,
}

fn judged(commitment: &Commitment) -> Answer {
    let who = name(commitment.whose);
    let mut parts = vec![part(&commitment.dated, "日期", "date", |seen| seen.precision == DatePrecision::Day)];
    // The applicant signs by its seal; where the form has a line for its head, that is signed too.
    let asks_signature =
        commitment.whose == Committer::Lead || !matches!(&commitment.signed, Observation::Absent(places) if places.is_empty());
    if asks_signature {
        parts.insert(0, part(&commitment.signed, "签字", "signature", |()| true));
    }
    if commitment.whose == Committer::Applicant {
        parts.insert(0, part(&commitment.sealed, "盖章", "seal", |_| true));
    }
    let verdict = parts.iter().map(|part| part.verdict).min().unwrap_or(Verdict::Review);
    let worst: Vec<&Part> = parts.iter().filter(|part| part.verdict == verdict).collect();
    let (zh, en): (Vec<_>, Vec<_>) = worst.iter().map(|part| (part.zh, part.en)).unzip();
    let (zh, en) = (zh.join("、"), en.join(", "));
    let mut sources = vec![Evidence {
        role: if verdict == Verdict::Pass { EvidenceRole::Supports } else { EvidenceRole::Searched },
        ..commitment.place.clone()
    }];
    sources.extend(worst.iter().flat_map(|part| part.sources.clone()));
    let (zh, en) = match verdict {
        Verdict::Pass => (format!("{}的科研诚信承诺书已有{zh}", who.zh), format!("The {}'s commitment has {en}", who.en)),
        Verdict::Gap => (format!("{}的科研诚信承诺书缺{zh}", who.zh), format!("The {}'s commitment lacks {en}", who.en)),
        _ => (format!("{}的科研诚信承诺书的{zh}未能辨认", who.zh), format!("The {}'s commitment: {en} could not be made out", who.en)),
    };
    let confidence = worst.iter().map(|part| part.confidence).min().unwrap_or(0);
    Answer::new(verdict, wording::at(&sources, &zh, &en), confidence, &sources)
}

fn part<T>(seen: &Observation<T>, zh: &'static str, en: &'static str, enough: impl Fn(&T) -> bool) -> Part {
    let (verdict, confidence) = match seen {
        Observation::Seen(cited) if enough(&cited.value) => (Verdict::Pass, cited.confidence.0),
        Observation::Seen(_) | Observation::Unclear(..) => (Verdict::Review, 100),
        Observation::Blank(_) | Observation::Absent(_) => (Verdict::Gap, 85),
    };
    Part { verdict, zh, en, confidence, sources: seen.sources().to_vec() }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, file, verdicts};
    use super::*;
    use crate::model::agreement::Doubt;
    use crate::model::attachment::{Attachment, AttachmentKind};
    use crate::rules::testing::{dated, place, searched, seen};

    fn commitment(whose: Committer) -> Commitment {
        Commitment {
            whose,
            place: place(EvidenceRole::Supports),
            signed: if whose == Committer::Lead { seen(()) } else { Observation::Absent(Vec::new()) },
            sealed: if whose == Committer::Lead { Observation::Absent(searched()) } else { seen(None) },
            dated: dated(Some("2024-03-01"), DatePrecision::Day),
        }
    }

    fn asked(commitments: Vec<Commitment>) -> Vec<Verdict> {
        let mut paper = file("承诺书.pdf", AttachmentKind::Commitment, "");
        paper.commitments = commitments;
        let files: Vec<Attachment> = vec![paper];
        verdicts(&applied("title = \"…\"").with_files(files), Requirement::IntegrityCommitment)
    }

    #[test]
    fn both_commitments_are_signed_sealed_and_dated() {
        use Verdict::{Gap, Pass, Review};
        let (lead, applicant) = (|| commitment(Committer::Lead), || commitment(Committer::Applicant));
        assert_eq!(asked(vec![lead(), applicant()]), [Pass, Pass]);
        assert_eq!(asked(vec![lead()]), [Pass, Gap]);
        assert_eq!(asked(vec![Commitment { signed: Observation::Blank(searched()), ..lead() }, applicant()]), [Gap, Pass]);
        assert_eq!(asked(vec![lead(), Commitment { sealed: Observation::Absent(searched()), ..applicant() }]), [Pass, Gap]);
        assert_eq!(asked(vec![lead(), Commitment { signed: Observation::Blank(searched()), ..applicant() }]), [Pass, Gap]);
        let unclear = Observation::Unclear(Doubt::PageUnread, searched());
        assert_eq!(asked(vec![Commitment { dated: unclear, ..lead() }, applicant()]), [Review, Pass]);
    }

    #[test]
    fn nothing_is_asked_where_no_application_is_known() {
        assert_eq!(verdicts(&applied(""), Requirement::IntegrityCommitment), [Verdict::NotApplicable]);
    }
}
