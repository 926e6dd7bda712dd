//! 自查整改清单 and 补正通知: what is missing, what a person must look at and what is worth knowing, with the places and their pictures.

use image::RgbImage;

use super::items::{self, Item};
use super::paper::{Look, Sheet};
use super::{Reader, Subject, title};
use crate::model::date::Date;
use crate::model::finding::{Lang, Verdict};
use crate::model::profile::Stage;
use crate::report::{glance, words};

/// The most pictures of a document; a page of findings needs no album.
const PICTURES: usize = 24;
/// The most pictures of one finding.
const OF_ONE: usize = 2;

/// Adds the list or notice to a document.
pub(super) fn add(sheet: Sheet, subject: &Subject<'_>, reader: Reader, lang: Lang) -> Sheet {
    let project = subject.project;
    let parts = [Verdict::Gap, Verdict::Review, Verdict::Note, Verdict::Waived].map(|verdict| (verdict, items::of(project, verdict, lang)));
    let sheet = sheet.add(title(reader, lang), Look::Title);
    let counts = (parts[0].1.len(), parts[1].1.len());
    let mut sheet = match reader {
        Reader::Applicant => facts(sheet, subject, lang),
        Reader::Office => address(sheet, subject, counts, lang),
    };
    let mut next = 1;
    let mut part = 0;
    for (verdict, items) in &parts {
        if !items.is_empty() {
            let heading = format!("{}{}", ordinal(part, lang), heading(*verdict, items.len(), lang));
            sheet = table(sheet.add(&heading, Look::Heading), items, next, reader, lang);
            next += items.len();
            part += 1;
        }
    }
    if next == 1 && !project.agreements.is_empty() {
        sheet = sheet.add(lang.pick("未见缺项，也没有需要核对的内容。", "Nothing is missing and nothing needs a look."), Look::Text);
    }
    sheet = files(sheet, subject, part, lang);
    sheet = closing(sheet, subject, reader, lang);
    pictures(sheet, subject, &parts, lang)
}

/// The applicant's first lines: which project, how it stands, how much time is left.
fn facts(sheet: Sheet, subject: &Subject<'_>, lang: Lang) -> Sheet {
    let (project, application) = (subject.project, subject.project.application.as_ref());
    let colon = lang.pick("：", ": ");
    let mut lines =
        vec![(lang.pick("项目", "Project"), application.and_then(|told| told.title.clone()).unwrap_or_else(|| project.name.clone()))];
    lines.extend(application.and_then(|told| told.number.clone()).map(|number| (lang.pick("受理号", "Number"), number)));
    lines.extend(application.and_then(|told| told.applicant.clone()).map(|name| (lang.pick("申报单位", "Applicant"), name)));
    lines.push((lang.pick("计划", "Programme"), lang.pick(&subject.profile.title, &subject.profile.title_en).to_owned()));
    lines.push((lang.pick("检查日", "Checked on"), day(subject.today, lang)));
    lines.extend(
        subject
            .deadline()
            .map(|last| (lang.pick("申报截止", "Closing day"), format!("{}{}", day(last, lang), left(subject.today, last, lang)))),
    );
    let outcome = format!("{}{}", words::outcome(project.outcome, lang), glance::tally(project, lang));
    lines.push((lang.pick("结果", "Result"), outcome));
    lines.into_iter().fold(sheet, |sheet, (name, value)| sheet.add(&format!("{name}{colon}{value}"), Look::Line))
}

/// "（还有 8 天）".
fn left(today: Date, last: Date, lang: Lang) -> String {
    let days = last.days() - today.days();
    match (days, lang) {
        (..0, Lang::Zh) => "（已过）".to_owned(),
        (..0, Lang::En) => " (over)".to_owned(),
        (0, Lang::Zh) => "（即今天）".to_owned(),
        (0, Lang::En) => " (today)".to_owned(),
        (days, Lang::Zh) => format!("（还有 {days} 天）"),
        (1, Lang::En) => " (1 day left)".to_owned(),
        (days, Lang::En) => format!(" ({days} days left)"),
    }
}

/// The office's first lines: to whom, about what, until when.
fn address(sheet: Sheet, subject: &Subject<'_>, (gaps, reviews): (usize, usize), lang: Lang) -> Sheet {
    let application = subject.project.application.as_ref();
    let name = application.and_then(|told| told.applicant.as_deref()).unwrap_or_else(|| lang.pick("申报单位", "Applicant"));
    let title = application.and_then(|told| told.title.as_deref()).unwrap_or(&subject.project.name);
    let number = application.and_then(|told| told.number.as_deref());
    let until = subject.deadline().filter(|last| *last >= subject.today);
    let sheet = sheet.add(&format!("{name}{}", lang.pick("：", ":")), Look::Line);
    let text = match lang {
        Lang::Zh => {
            let number = number.map(|number| format!("（受理号：{number}）")).unwrap_or_default();
            let parts = [(gaps, "项须补正"), (reviews, "项须核实")].into_iter().filter(|(count, _)| *count > 0);
            let parts: Vec<String> = parts.map(|(count, words)| format!("{count} {words}")).collect();
            let stand = if parts.is_empty() { "未见缺项".to_owned() } else { format!("尚有 {}，详见下表", parts.join("、")) };
            let ask = match until {
                _ if parts.is_empty() => String::new(),
                Some(last) => format!("请于{}前补正并重新上传。", day(last, lang)),
                None => "请补正并重新提交。".to_owned(),
            };
            format!("你单位申报{}的项目“{title}”{number}，所附合作文件经核对，{stand}。{ask}", subject.profile.title)
        }
        Lang::En => {
            let number = number.map(|number| format!(" (number {number})")).unwrap_or_default();
            let ask = match until {
                Some(last) => format!("Please mend what is listed and upload it again before {}.", day(last, lang)),
                None => "Please mend what is listed and submit it again.".to_owned(),
            };
            format!(
                "The papers of the cooperation that belong to your project “{title}”{number}, {}, were looked through: {gaps} to be mended, {reviews} to be looked at. {}",
                subject.profile.title_en,
                if gaps + reviews == 0 { "" } else { &ask }
            )
        }
    };
    sheet.add(text.trim(), Look::Text)
}

/// "一、" or "1. ".
fn ordinal(at: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}、", ["一", "二", "三", "四", "五"].get(at).unwrap_or(&"")),
        Lang::En => format!("{}. ", at + 1),
    }
}

fn heading(verdict: Verdict, count: usize, lang: Lang) -> String {
    let (zh, en) = match verdict {
        Verdict::Gap => ("须补正", "To be mended"),
        Verdict::Review => ("须核对", "To be looked at"),
        Verdict::Waived => ("已豁免", "Waived"),
        _ => ("提示", "Worth knowing"),
    };
    if lang == Lang::Zh { format!("{zh}（{count} 项）") } else { format!("{en} ({count})") }
}

fn table(sheet: Sheet, items: &[Item<'_>], first: usize, reader: Reader, lang: Lang) -> Sheet {
    let mut heads = vec![
        (lang.pick("序号", "No."), 7),
        (lang.pick("当事方", "Party"), 17),
        (lang.pick("位置", "Where"), 19),
        (lang.pick("缺什么", "What is so"), 28),
        (lang.pick("怎么改", "What to do"), 32),
    ];
    let ticked = reader == Reader::Applicant;
    if ticked {
        heads.push((lang.pick("完成", "Done"), 8));
    }
    let rows: Vec<Vec<String>> = (first..)
        .zip(items)
        .map(|(number, item)| {
            let party = if item.party.is_empty() { lang.pick("—", "–") } else { &item.party };
            let mut row = vec![number.to_string(), party.to_owned(), item.place.clone(), item.what.clone(), item.advice(lang)];
            row.extend(ticked.then(|| "□".to_owned()));
            row
        })
        .collect();
    sheet.add_table(&heads, &rows, &[0, 5])
}

/// Files that could not be opened.
fn files(sheet: Sheet, subject: &Subject<'_>, part: usize, lang: Lang) -> Sheet {
    if subject.errors.is_empty() {
        return sheet;
    }
    let heading = lang.pick("未能打开的文件", "Files that could not be opened");
    let sheet = sheet.add(&format!("{}{heading}", ordinal(part, lang)), Look::Heading);
    let heads = [(lang.pick("文件", "File"), 40), (lang.pick("原因和办法", "Why, and what to do"), 60)];
    let rows: Vec<Vec<String>> = subject.errors.iter().map(|error| vec![error.file.clone(), error.message.clone()]).collect();
    sheet.add_table(&heads, &rows, &[])
}

/// What remains to be said, and who says it.
fn closing(mut sheet: Sheet, subject: &Subject<'_>, reader: Reader, lang: Lang) -> Sheet {
    if subject.project.agreements.is_empty() {
        sheet = sheet.add(words::nothing_to_check(lang), Look::Text);
    }
    if subject.stage == Stage::Draft {
        let draft = lang.pick(
            "本次按签署前的草稿检查，未检查签字、盖章和签署日期。",
            "Checked as a draft before signing: signatures, seals and signing dates were not asked for.",
        );
        sheet = sheet.add(draft, Look::Text);
    }
    match reader {
        Reader::Applicant => sheet,
        Reader::Office => sheet
            .add("", Look::Line)
            .add(lang.pick("（单位名称及印章）", "(office and seal)"), Look::Right)
            .add(&day(subject.today, lang), Look::Right),
    }
}

/// The places of what is missing or to be looked at, each picture once.
fn pictures(mut sheet: Sheet, subject: &Subject<'_>, parts: &[(Verdict, Vec<Item<'_>>)], lang: Lang) -> Sheet {
    let mut shown: Vec<(RgbImage, Vec<usize>, String)> = Vec::new();
    let items = parts.iter().filter(|(verdict, _)| matches!(verdict, Verdict::Gap | Verdict::Review)).flat_map(|(_, items)| items);
    for (number, item) in (1..).zip(items) {
        for picture in (subject.pictures)(&item.finding.evidence).into_iter().take(OF_ONE) {
            let known = shown.iter().position(|(known, ..)| *known == picture);
            match known {
                Some(at) => shown[at].1.push(number),
                None if shown.len() < PICTURES => shown.push((picture, vec![number], item.place.clone())),
                None => {}
            }
        }
    }
    if shown.is_empty() {
        return sheet;
    }
    sheet = sheet.add(lang.pick("附：依据图片", "Pictures of the places"), Look::Heading);
    for (figure, (picture, numbers, place)) in (1..).zip(&shown) {
        let mut numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        numbers.dedup();
        let caption = match lang {
            Lang::Zh => format!("图 {figure}（第 {} 项）{place}", numbers.join("、")),
            Lang::En => format!("Figure {figure} (no. {}): {place}", numbers.join(", ")),
        };
        sheet = sheet.add_picture(picture, &caption);
    }
    sheet
}

/// 2024年3月28日, 28 March 2024.
pub(super) fn day(day: Date, lang: Lang) -> String {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year, day.month, day.day),
        Lang::En => format!("{} {} {}", day.day, MONTHS.get(usize::from(day.month) - 1).unwrap_or(&""), day.year),
    }
}
