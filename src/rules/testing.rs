//! The one builder that rule tests use: a clean agreement, edited in one thing, judged.

use super::ProjectContext;
use crate::model::agreement::{
    Agreement, AgreementKind, Block, Cited, Clause, DatePrecision, DateSeen, DocumentFacts, IpContent, Language, Observation, Party, Role,
    SealKind, SealOwner, SealSeen, Sequence, Signature, Standing, Term, Topic, Translation,
};
use crate::model::date::Date;
use crate::model::digital::{Certificate, DigitalSignature, Integrity, Purpose, SigningTime, TimeSource, Trust};
use crate::model::document::Format;
use crate::model::finding::{Evidence, EvidenceRole, Finding, Requirement, Verdict};
use crate::model::geometry::{Confidence, PageNo, Rect};
use crate::model::profile::{Profile, RunOptions, Stage};
use crate::model::project::{Project, ProjectFacts};
use crate::model::stated;

/// A case under construction.
pub(super) struct Case {
    agreement: Agreement,
    others: Vec<Agreement>,
    project: Project,
    profile: Profile,
    run: RunOptions,
}

/// A Chinese–New Zealand agreement that meets every requirement on 2024-03-20 under `jiangsu-2024`.
pub(super) fn clean() -> Case {
    let agreement = Agreement {
        id: "case#1".into(),
        title: Some(seen_cited("合作协议".into())),
        kind: seen_cited(AgreementKind::Agreement),
        documents: vec![DocumentFacts {
            file: "协议.pdf".into(),
            role: Role::Original,
            format: Format::Pdf,
            pages: 5,
            scanned: false,
            languages: vec![Language::Zh],
            unread: Vec::new(),
            page_labels: Vec::new(),
            quality: Vec::new(),
            edge_seals: Vec::new(),
            fields: Vec::new(),
            notices: Vec::new(),
        }],
        parties: vec![party("A", "江苏某某大学", "CN"), party("B", "Example University", "NZ")],
        clauses: vec![clause(Topic::Responsibilities), clause(Topic::Ip), clause(Topic::Term)],
        made: None,
        signed_in: seen("南京".into()),
        term: Term { start: seen(day("2024-01-08")), end: seen(day("2027-01-07")), open_ended: None, first_end: None },
        translation: Translation::NotNeeded,
        blanks: Vec::new(),
        annexes: Vec::new(),
        stray_marks: Vec::new(),
        sequence: Sequence::default(),
    };
    Case {
        agreement,
        others: Vec::new(),
        project: Project::default(),
        profile: super::profile::load("jiangsu-2024").expect("embedded"),
        run: RunOptions { today: day("2024-03-20"), stage: Stage::Signed },
    }
}

impl Case {
    /// Changes the agreement.
    pub(super) fn edit(mut self, change: impl FnOnce(&mut Agreement)) -> Self {
        change(&mut self.agreement);
        self
    }

    /// Adds another paper of the project: the agreement again, changed.
    pub(super) fn beside(mut self, change: impl FnOnce(&mut Agreement)) -> Self {
        let mut other = Agreement { id: "case#2".into(), ..self.agreement.clone() };
        change(&mut other);
        self.others.push(other);
        self
    }

    /// The agreement itself.
    pub(super) fn agreement(self) -> Agreement {
        self.agreement
    }

    /// Changes what `project.toml` says.
    pub(super) fn facts(mut self, change: impl FnOnce(&mut ProjectFacts)) -> Self {
        change(&mut self.project.facts);
        self
    }

    /// Changes the profile.
    pub(super) fn profile(mut self, change: impl FnOnce(&mut Profile)) -> Self {
        change(&mut self.profile);
        self
    }

    /// Checks as a draft or as signed.
    pub(super) fn stage(mut self, stage: Stage) -> Self {
        self.run.stage = stage;
        self
    }

    /// All findings on the agreement.
    pub(super) fn judge(&self) -> Vec<Finding> {
        super::judge(&self.agreement, &self.all(), &self.project, &self.profile, self.run)
    }

    /// All findings on the project as a whole.
    pub(super) fn judge_project(&self) -> Vec<Finding> {
        let agreements = self.all();
        let application = stated::application(&self.project.facts, &[], &agreements);
        super::judge_project(&ProjectContext {
            application: &application,
            agreements: &agreements,
            attachments: &[],
            unopened: false,
            profile: &self.profile,
            run: self.run,
        })
    }

    fn all(&self) -> Vec<Agreement> {
        std::iter::once(&self.agreement).chain(&self.others).cloned().collect()
    }

    /// The verdicts on a requirement, in order of parties.
    pub(super) fn verdicts(&self, requirement: Requirement) -> Vec<Verdict> {
        self.judge().into_iter().filter(|finding| finding.requirement == requirement).map(|finding| finding.verdict).collect()
    }

    /// The verdict on one party.
    pub(super) fn verdict_of(&self, requirement: Requirement, party: &str) -> Option<Verdict> {
        let findings = self.judge();
        findings.into_iter().find(|f| f.requirement == requirement && f.party.as_deref() == Some(party)).map(|f| f.verdict)
    }
}

/// A place in the case's file.
pub(super) fn place(role: EvidenceRole) -> Evidence {
    Evidence {
        file: "协议.pdf".into(), page: PageNo(5), area: Some(Rect::new(200, 2000, 900, 2300)), path: None, role, saw: String::new()
    }
}

/// Where was searched in vain.
pub(super) fn searched() -> Vec<Evidence> {
    vec![place(EvidenceRole::Searched)]
}

/// A value with a certain source.
pub(super) fn seen_cited<T>(value: T) -> Cited<T> {
    Cited::new(value, Confidence::CERTAIN, place(EvidenceRole::Supports))
}

/// A value seen for certain.
pub(super) fn seen<T>(value: T) -> Observation<T> {
    Observation::Seen(seen_cited(value))
}

/// A value seen with some confidence.
pub(super) fn seen_at<T>(value: T, confidence: u8) -> Observation<T> {
    Observation::Seen(Cited::new(value, Confidence(confidence), place(EvidenceRole::Supports)))
}

/// A date.
pub(super) fn day(text: &str) -> Date {
    text.parse().expect("a real day")
}

/// A seal as a fact.
pub(super) fn seal(kind: SealKind, owner: SealOwner) -> Observation<Vec<SealSeen>> {
    seen(vec![SealSeen { text: Some("江苏某某大学".into()), kind, owner, grey: false, size: None }])
}

/// A full date as seen.
pub(super) fn dated(date: Option<&str>, precision: DatePrecision) -> Observation<DateSeen> {
    seen(DateSeen { text: "2024年1月8日".into(), date: date.map(day), precision })
}

fn party(id: &str, name: &str, country: &str) -> Party {
    Party {
        id: id.into(),
        label: Some(seen_cited(format!("Party {id}"))),
        name: seen(name.into()),
        aliases: Vec::new(),
        country: Some(seen_cited(country.into())),
        block: Some(Block { place: place(EvidenceRole::Supports), heading: None }),
        signature: seen(Signature::Ink),
        seal: seal(SealKind::Organisation, SealOwner::ThisParty),
        date: dated(Some("2024-01-08"), DatePrecision::Day),
        signatory: seen("王某".into()),
        title: seen("院长".into()),
        conflicts: Vec::new(),
        standing: Standing::Body,
    }
}

fn clause(topic: Topic) -> Clause {
    let sentence = || seen_cited("甲方负责算法研究。".to_owned());
    Clause {
        topic,
        heading: Some("第三条".into()),
        text: "甲方负责算法研究，乙方负责现场试验。".into(),
        language: Language::Zh,
        sources: vec![place(EvidenceRole::Supports)],
        tasks: match topic {
            Topic::Responsibilities => vec![("A".into(), vec![sentence()]), ("B".into(), vec![sentence()])],
            _ => Vec::new(),
        },
        ip: match topic {
            Topic::Ip => IpContent { ownership: Some(sentence()), usage: Some(sentence()), ..IpContent::default() },
            _ => IpContent::default(),
        },
        deferrals: Vec::new(),
        references: Vec::new(),
        unplaced: Vec::new(),
        blanks: Vec::new(),
    }
}

/// A digital signature by Jane Roe of Example University, in a state.
pub(super) fn digital(integrity: Integrity) -> DigitalSignature {
    DigitalSignature {
        purpose: Purpose::Signing,
        signer: Some("Jane Roe".into()),
        organisation: Some("Example University".into()),
        time: Some(SigningTime { text: "2024-01-08T12:00:00+08:00".into(), source: TimeSource::Claimed }),
        integrity,
        sha1: false,
        certificate: Some(Certificate {
            issuer: Some("Example CA".into()),
            from: "2023-01-01".into(),
            until: "2026-01-01".into(),
            trust: Trust::NotChecked,
        }),
    }
}
