//! Files of an application, hand-built.

use crate::model::agreement::Observation;
use crate::model::application::Application;
use crate::model::attachment::{Attachment, AttachmentKind, Commitment, Committer};
use crate::model::document::Document;
use crate::model::project::{Project, ProjectFacts, ProjectKind};
use crate::understand::testing::{TestPage, page};

fn understood(facts: &str, documents: Vec<Document>) -> (Vec<Attachment>, Application) {
    let facts: ProjectFacts = toml::from_str(facts).expect("a project.toml");
    let understood = crate::understand::project(&Project { name: "p".into(), facts, documents, unopened: Vec::new() });
    (understood.attachments, understood.application)
}

fn file(document: TestPage) -> Attachment {
    let (mut files, _) = understood("", vec![document.build()]);
    files.remove(0)
}

/// The lead's commitment, ready to be signed at 250 mm from the top.
fn lead() -> TestPage {
    page().line("项目负责人科研诚信承诺书", 70, 30).lines(
        25,
        60,
        &["本人承诺在项目申报中遵守科研诚信的各项规定，不弄虚作假，不剽窃他人成果。", "如有违反，愿承担相应责任。"],
    )
}

fn only(file: &Attachment) -> &Commitment {
    assert_eq!(file.kind, AttachmentKind::Commitment);
    let [only] = file.commitments.as_slice() else { panic!("{:?}", file.commitments) };
    only
}

#[test]
fn a_commitment_is_signed_where_its_line_is_written_on() {
    let form = || lead().line("项目负责人（签字）：", 100, 200).line("2024年3月1日", 120, 220);
    let signed = file(form().ink(140, 196, 35, 12));
    let commitment = only(&signed);
    assert_eq!(commitment.whose, Committer::Lead);
    assert!(commitment.signed.seen().is_some() && commitment.dated.seen().is_some(), "{commitment:?}");
    let empty = file(form());
    assert!(matches!(only(&empty).signed, Observation::Blank(_)));
    let smudge = file(form().speck(150, 200));
    assert!(matches!(only(&smudge).signed, Observation::Unclear(..)));
    let elsewhere = file(form().ink(30, 100, 35, 12));
    assert!(matches!(only(&elsewhere).signed, Observation::Blank(_)));
    let unread = file(form().next().line("2024年3月1日", 120, 20).unread());
    assert!(matches!(only(&unread).signed, Observation::Unclear(..)));
}

#[test]
fn the_applicant_seals_and_its_head_signs_where_a_line_asks_for_it() {
    let form = || {
        page()
            .line("项目申报单位科研诚信承诺书", 70, 30)
            .line("本单位承诺申报材料真实，不弄虚作假。", 25, 60)
            .line("申报单位（公章）：", 100, 200)
            .line("年 月 日", 120, 230)
    };
    let sealed = file(form().seal("江苏某某大学", 140, 205));
    let commitment = only(&sealed);
    assert_eq!(commitment.whose, Committer::Applicant);
    assert!(commitment.sealed.seen().is_some() && matches!(commitment.dated, Observation::Blank(_)), "{commitment:?}");
    assert!(matches!(&commitment.signed, Observation::Absent(places) if places.is_empty()));
    let headed = file(form().line("法定代表人（签字）：", 100, 215));
    assert!(matches!(only(&headed).signed, Observation::Blank(_)) && matches!(only(&headed).sealed, Observation::Absent(_)));
}

#[test]
fn one_paper_may_hold_several_commitments_and_a_list_of_attachments_holds_none() {
    let both = lead()
        .line("项目负责人（签字）：", 100, 200)
        .line("2024年3月1日", 120, 220)
        .next()
        .line("项目申报单位科研诚信承诺书", 70, 30)
        .line("本单位承诺申报材料真实，不弄虚作假。", 25, 60)
        .line("申报单位（公章）：", 100, 200);
    let whose: Vec<Committer> = file(both).commitments.iter().map(|commitment| commitment.whose).collect();
    assert_eq!(whose, [Committer::Lead, Committer::Applicant]);
    let list = page().line("附件清单", 90, 30).lines(25, 60, &["项目负责人科研诚信承诺书", "申报单位科研诚信承诺书", "合作协议"]);
    assert!(file(list).commitments.len() < 2);
}

#[test]
fn a_form_gives_what_it_is_filled_with() {
    let form = page()
        .line("江苏省科技计划项目申报书", 70, 30)
        .lines(
            25,
            60,
            &[
                "项目名称：海上风电叶片监测系统联合研发",
                "项目类型：“一带一路”创新合作项目",
                "申报单位：江苏某某大学",
                "项目负责人：王一",
                "境外合作单位：Example University",
                "境外负责人：John Smith",
                "合作国别（地区）：新西兰",
                "起止时间：2024年7月至2027年6月",
                "申请省资助经费（万元）：120",
                "江苏方总预算：300万元",
                "项目总预算（元）：4,000,000",
            ],
        )
        .named("申报书.pdf")
        .build();
    let (files, application) = understood("[budget]\nrequested = 100", vec![form]);
    assert_eq!(files[0].kind, AttachmentKind::Form);
    let text = |value: &Option<crate::model::agreement::Cited<String>>| value.as_ref().map(|value| value.value.clone()).unwrap_or_default();
    assert_eq!(text(&application.title), "海上风电叶片监测系统联合研发");
    assert_eq!(application.kind.as_ref().map(|kind| kind.value), Some(ProjectKind::BeltAndRoad));
    assert_eq!(application.applicant.name(), Some("江苏某某大学"));
    assert_eq!((text(&application.applicant.lead), text(&application.partners[0].lead)), ("王一".into(), "John Smith".into()));
    assert_eq!(text(&application.partners[0].country), "NZ");
    let period = application.period.expect("stated").value;
    assert_eq!((period.start.to_string(), period.end.to_string()), ("2024-07-01".into(), "2027-06-30".into()));
    let money = [application.money.requested, application.money.jiangsu, application.money.total];
    assert_eq!(money.map(|amount| amount.map(|amount| amount.value)), [Some(100.0), Some(300.0), Some(400.0)]);
    let [differs] = application.contradictions.as_slice() else { panic!("{:?}", application.contradictions) };
    assert_eq!((differs.what.en, differs.other.value.as_str()), ("amount requested", "120 万元"));
}

#[test]
fn an_agreement_is_no_form_and_ties_no_application() {
    let agreement =
        page().line("合作协议", 90, 30).lines(25, 50, &["甲方：江苏某某大学", "项目负责人：王一", "乙方：Example University"]).build();
    let (files, application) = understood("", vec![agreement]);
    assert!(files[0].form.is_none() && files[0].kind == AttachmentKind::Agreement && !application.known);
}

#[test]
fn what_is_said_by_the_way_is_seen_and_what_is_denied_is_not() {
    let said = file(page().line("机密★3年", 160, 12).line("合作协议", 90, 30).lines(
        25,
        60,
        &["乙方向甲方提供小麦种质资源200份。", "甲方依托江苏省作物遗传育种重点实验室开展研究。", "双方对技术秘密负有保密义务。"],
    ));
    assert_eq!((said.markings.len(), said.genetics.len()), (1, 1), "{said:?}");
    assert!(said.laboratories.iter().any(|name| name.value.ends_with("江苏省作物遗传育种重点实验室")), "{:?}", said.laboratories);
    let denied =
        file(page().line("合作协议", 90, 30).lines(25, 60, &["本项目不涉及人类遗传资源。", "未经许可不得泄露商业秘密、国家机密。"]));
    assert!(denied.markings.is_empty() && denied.genetics.is_empty(), "{denied:?}");
}

#[test]
fn a_certificate_says_when_a_body_was_registered() {
    let certificate = page().line("登记证书", 90, 30).lines(
        25,
        60,
        &["名称：Chengfan Europe GmbH", "登记日期：2021年5月12日", "有效期至：2031年5月11日"],
    );
    assert_eq!(file(certificate).registered.map(|day| day.value.to_string()).as_deref(), Some("2021-05-12"));
}

#[test]
fn leads_are_seen_beside_their_organisation() {
    let facts = "title = \"海上风电叶片监测\"\n[applicant]\nname = \"江苏某某大学\"\n[[partner]]\nname = \"Example University\"\nrole = \"overseas\"\nlead = \"John Smith\"";
    let agreement = |lead: &str| {
        page()
            .line("合作协议", 90, 30)
            .lines(
                25,
                50,
                &["双方就海上风电叶片监测项目开展合作。", "甲方：江苏某某大学", &format!("乙方：Example University，项目负责人：{lead}")],
            )
            .build()
    };
    let (_, application) = understood(facts, vec![agreement("John Smith")]);
    assert!(application.partners[0].lead_seen.iter().any(|seen| seen.value) && application.title_seen.len() == 1, "{application:?}");
    let (_, application) = understood(facts, vec![agreement("Jane Roe")]);
    assert!(application.partners[0].lead_seen.is_empty());
}
