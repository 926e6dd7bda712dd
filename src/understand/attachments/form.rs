//! The fields of an application form (项目申报书): labels with their values in the same line, the next cell or the next line.

use std::sync::LazyLock;

use super::super::date::{self, Order};
use super::super::layout::{Reading, Text};
use super::super::lexicon::Pattern;
use crate::model::agreement::{Cited, DatePrecision};
use crate::model::attachment::Form;
use crate::model::country;
use crate::model::finding::EvidenceRole;
use crate::model::project::{Period, ProjectKind};
use crate::model::text::is_han;

/// Titles of application forms.
static TITLE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(项目|计划|课题|专项)?\s*(申报|申请)\s*书|申\s*报\s*书"));
/// Fewest fields that a form without its title must have.
const FIELDS: usize = 4;

/// A field: how its label reads, without brackets, colons and spaces.
struct Field {
    label: &'static str,
    set: fn(&mut Form, &Value),
}

/// A field's value with where it stands and what its label says in brackets.
struct Value {
    text: Cited<String>,
    label: String,
}

const FIELDS_KNOWN: &[Field] = &[
    Field { label: r"^项目(中文)?名称$", set: |form, value| form.title = Some(value.text.clone()) },
    Field { label: r"^(项目|计划)(类型|类别)$", set: |form, value| form.kind = kind(value) },
    Field {
        label: r"^(项目)?(申报|申请|承担|牵头)单位(名称)?$", set: |form, value| form.applicant = Some(value.text.clone())
    },
    Field { label: r"^(项目|江苏方|中方)?(项目)?负责人(姓名)?$", set: |form, value| form.lead = Some(value.text.clone()) },
    Field {
        label: r"^(主要)?(境外|外方|国外|海外)(项目)?(合作)?(机构|单位)(名称)?$",
        set: |form, value| form.partner = Some(value.text.clone()),
    },
    Field {
        label: r"^(境外|外方|国外|海外)(项目)?负责人(姓名)?$", set: |form, value| form.partner_lead = Some(value.text.clone())
    },
    Field { label: r"^合作(国别|国家)(/?地区)?$", set: |form, value| form.country = nation(value) },
    Field { label: r"^(项目)?(起止|执行|实施)(时间|年月|日期|期限|期)$", set: |form, value| form.period = period(value) },
    Field {
        label: r"^(申请|拟申请)?(省资助|省拨|省级资助|省财政|省科技)?(资助)?(经费|拨款|资金)$",
        set: |form, value| form.requested = amount(value),
    },
    Field { label: r"^江苏方(项目)?(总预算|总经费|预算总额|总投入)$", set: |form, value| form.jiangsu = amount(value) },
    Field { label: r"^项目(总预算|总经费|预算总额|总投入|经费总额)$", set: |form, value| form.total = amount(value) },
];

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| FIELDS_KNOWN.iter().map(|field| Pattern::new(field.label)).collect());
static PERIOD: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*月?"));
static NUMBER: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(\d[\d,]*(?:\.\d+)?)\s*(万)?\s*元?"));

/// An application form's fields; nothing if the file is none.
pub(super) fn read(reading: &Reading<'_>, title: Option<&str>) -> Option<Form> {
    let titled = title.is_some_and(|title| TITLE.is_match(title))
        || reading
            .lines
            .iter()
            .take(12)
            .any(|line| line.text.chars().count() <= 40 && TITLE.find(&line.text).is_some_and(|found| found.end() == line.text.len()));
    let mut form = Form::default();
    let mut fields = 0;
    let lines: Vec<&Text> = reading.body().collect();
    for (i, line) in lines.iter().enumerate() {
        let (label, behind) = line.text.split_once([':', '：']).unwrap_or((line.text.as_str(), ""));
        let bare = bare(label);
        if bare.chars().count() > 14 {
            continue;
        }
        let Some(known) = PATTERNS.iter().position(|pattern| pattern.is_match(&bare)) else { continue };
        let (text, source) = if behind.trim().is_empty() {
            let Some(next) = lines.get(i + 1).filter(|next| next.page == line.page) else { continue };
            (next.text.trim(), *next)
        } else {
            (behind.trim(), *line)
        };
        if text.is_empty() || PATTERNS.iter().any(|pattern| pattern.is_match(&self::bare(text))) {
            continue;
        }
        let text = Cited::new(text.to_owned(), source.origin.confidence(), reading.cite(source, EvidenceRole::Supports));
        (FIELDS_KNOWN[known].set)(&mut form, &Value { text, label: label.to_owned() });
        fields += 1;
    }
    let known = form.title.is_some() && form.applicant.is_some();
    ((titled && fields > 0) || (known && fields >= FIELDS)).then_some(form)
}

/// A label without what stands in brackets, spaces and numbering.
fn bare(label: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::new();
    for c in label.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            c if depth == 0 && (is_han(c) || c == '/') => out.push(c),
            _ => {}
        }
    }
    out
}

fn kind(value: &Value) -> Option<Cited<ProjectKind>> {
    let text = &value.text.value;
    let known = [
        ("双边", ProjectKind::Bilateral),
        ("重点国别", ProjectKind::KeyCountry),
        ("一带一路", ProjectKind::BeltAndRoad),
        ("港澳台", ProjectKind::Hmt),
        ("技术转移服务机构", ProjectKind::CarrierTransfer),
        ("离岸", ProjectKind::CarrierOffshore),
    ];
    let mut named = known.into_iter().filter(|(word, _)| text.contains(word));
    // A list of all types to choose from names none.
    let (_, kind) = named.next().filter(|_| named.next().is_none())?;
    Some(Cited { value: kind, confidence: value.text.confidence, sources: value.text.sources.clone() })
}

fn nation(value: &Value) -> Option<Cited<String>> {
    let code = country::code(&value.text.value)?;
    Some(Cited { value: code.to_owned(), confidence: value.text.confidence, sources: value.text.sources.clone() })
}

/// From one day or month to another; a month counts from its first day to its last.
fn period(value: &Value) -> Option<Cited<Period>> {
    let text = &value.text.value;
    let days: Vec<_> = date::find(text, Order::YearFirst).into_iter().filter(|found| found.seen.precision == DatePrecision::Day).collect();
    let period = if let [start, end] = days.as_slice() {
        Period { start: start.seen.date?, end: end.seen.date? }
    } else {
        let months: Vec<_> = PERIOD.captures_iter(text).collect();
        let [start, end] = months.as_slice() else { return None };
        let first = |year: &str, month: &str| crate::model::date::Date::new(year.parse().ok()?, month.parse().ok()?, 1);
        let last = first(&end[1], &end[2])?;
        let days = (28..=31).rev().find_map(|day| crate::model::date::Date::new(last.year, last.month, day))?;
        Period { start: first(&start[1], &start[2])?, end: days }
    };
    Some(Cited { value: period, confidence: value.text.confidence, sources: value.text.sources.clone() })
}

/// An amount in 10,000 yuan; in yuan where neither value nor label says 万.
fn amount(value: &Value) -> Option<Cited<f64>> {
    let found = NUMBER.captures(&value.text.value)?;
    let number: f64 = found[1].replace(',', "").parse().ok()?;
    let in_ten_thousands = found.get(2).is_some() || value.label.contains('万');
    let in_yuan = value.text.value.contains('元') || value.label.contains('元');
    let number = if in_yuan && !in_ten_thousands { number / 10_000.0 } else { number };
    Some(Cited { value: number, confidence: value.text.confidence, sources: value.text.sources.clone() })
}
