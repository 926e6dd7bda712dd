//! What is wrong with a TOML file that a person wrote, in one line: where, which key, and what was probably meant.

use toml::de::{DeTable, DeValue};

use crate::model::finding::Message;

/// The least likeness of an unknown name to the known one that it is meant to be: half of the letters in place.
const ALIKE: f64 = 0.5;

/// The mistake with its line and key; for an unknown name the nearest known one, or all of them.
pub fn words(error: &toml::de::Error, text: &str) -> Message {
    let start = error.span().map(|span| span.start);
    let told = error.message();
    let quoted: Vec<&str> = told.split('`').skip(1).step_by(2).collect();
    let key = start.map(|start| key_at(text, start)).unwrap_or_default();
    let message = match quoted.as_slice() {
        [unknown, known @ ..] if told.starts_with("unknown field") => unknown_key(unknown, known),
        [unknown, known @ ..] if told.starts_with("unknown variant") => value(&key, unknown, known),
        [written, ..] if told.contains("is not a date") => Message::new(
            format!("{key}`{written}` 不是日期；请写成 YYYY-MM-DD，如 2024-03-28"),
            format!("{key}`{written}` is not a date; write it as YYYY-MM-DD, e.g. 2024-03-28"),
        ),
        _ if told.contains("untagged enum Written") => {
            Message::new(format!("{key}应为日期，写成 YYYY-MM-DD"), format!("{key}must be a date, written YYYY-MM-DD"))
        }
        [missing] if told.starts_with("missing field") => Message::new(format!("缺少 `{missing}`"), format!("`{missing}` is missing")),
        _ => other(&key, told),
    };
    at_line(start.map(|start| line(text, start)), message)
}

/// A mistake in what a key says, found after the file was read: told with the key's line.
pub fn of_key(text: &str, path: &[&str], message: Message) -> Message {
    at_line(key_start(text, path).map(|start| line(text, start)), message)
}

/// "did you mean …?" where a known name is like it; else all known ones.
pub fn meant(unknown: &str, known: &[&str]) -> Message {
    match nearest(unknown, known) {
        Some(meant) => Message::new(format!("是不是 `{meant}`？"), format!("did you mean `{meant}`?")),
        None => Message::new(format!("可用的有 {}", known.join("、")), format!("known are {}", known.join(", "))),
    }
}

fn at_line(line: Option<usize>, message: Message) -> Message {
    match line {
        Some(line) => Message::new(format!("第 {line} 行：{}", message.zh), format!("line {line}: {}", message.en)),
        None => message,
    }
}

fn line(text: &str, start: usize) -> usize {
    text.get(..start).unwrap_or_default().matches('\n').count() + 1
}

/// The key whose line holds a place, as the start of a sentence; nothing where the line has none.
fn key_at(text: &str, start: usize) -> String {
    let begin = text.get(..start).unwrap_or_default().rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(begin..).unwrap_or_default().lines().next().unwrap_or_default();
    match line.split_once('=') {
        Some((key, _)) if key.trim().chars().all(|c| c.is_alphanumeric() || "-_.\"".contains(c)) => format!("`{}` ", key.trim()),
        _ => String::new(),
    }
}

/// Where a key stands in a text that is valid TOML; a number in its path counts the items of a list.
fn key_start(text: &str, path: &[&str]) -> Option<usize> {
    fn find(table: &DeTable<'_>, path: &[&str]) -> Option<usize> {
        let (first, rest) = path.split_first()?;
        let (key, value) = table.iter().find(|(key, _)| key.get_ref() == first)?;
        match (rest, value.get_ref()) {
            ([], _) => Some(key.span().start),
            (rest, DeValue::Table(inner)) => find(inner, rest),
            ([index, rest @ ..], DeValue::Array(items)) => match items.get(index.parse::<usize>().ok()?)?.get_ref() {
                DeValue::Table(inner) => find(inner, rest),
                _ => None,
            },
            _ => None,
        }
    }
    find(DeTable::parse(text).ok()?.get_ref(), path)
}

fn unknown_key(unknown: &str, known: &[&str]) -> Message {
    let meant = meant(unknown, known);
    Message::new(format!("没有 `{unknown}` 这一项；{}", meant.zh), format!("unknown key `{unknown}`; {}", meant.en))
}

fn value(key: &str, unknown: &str, known: &[&str]) -> Message {
    let (zh, en) = match nearest(unknown, known) {
        Some(meant) => (format!("；是不是 `{meant}`？"), format!("; did you mean `{meant}`?")),
        None => (String::new(), String::new()),
    };
    Message::new(
        format!("{key}不能是 `{unknown}`；可用的有 {}{zh}", known.join("、")),
        format!("{key}cannot be `{unknown}`; known are {}{en}", known.join(", ")),
    )
}

fn nearest<'a>(unknown: &str, known: &[&'a str]) -> Option<&'a str> {
    let alike = known.iter().map(|known| (strsim::normalized_damerau_levenshtein(unknown, known), *known));
    alike.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(alike, _)| *alike >= ALIKE).map(|(_, known)| known)
}

/// A value of the wrong kind, or text that is no TOML.
fn other(key: &str, told: &str) -> Message {
    let one_line = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let kinds = one_line.strip_prefix("invalid type: ").or_else(|| one_line.strip_prefix("invalid value: "));
    let zh = match kinds.and_then(|kinds| kinds.split_once(", expected ")) {
        Some((_, expected)) => format!("{key}应为{}", expected_zh(expected)),
        None => format!("{key}{}", syntax_zh(&one_line)),
    };
    Message::new(zh, format!("{key}{one_line}"))
}

/// Text that is no TOML, for the usual slips.
fn syntax_zh(told: &str) -> String {
    for (known, zh) in [
        ("string values must be quoted", "的值是文字，须加引号"),
        ("duplicate key", "重复出现"),
        ("invalid date", "不是有效的日期；请写成 YYYY-MM-DD，如 2024-03-28"),
    ] {
        if told.starts_with(known) {
            return zh.to_owned();
        }
    }
    format!("写法有误（{told}）")
}

/// What a value must be, as serde calls it.
fn expected_zh(expected: &str) -> String {
    let number = |word: &str| word.len() > 1 && word.starts_with(['u', 'i']) && word[1..].chars().all(|c| c.is_ascii_digit() || c == 's');
    match expected {
        "a string" => "带引号的文字".to_owned(),
        "a boolean" => " true 或 false".to_owned(),
        "a sequence" => "列表 […]".to_owned(),
        "u8" => "0 到 255 的整数".to_owned(),
        word if number(word) => "整数".to_owned(),
        "f32" | "f64" => "数字".to_owned(),
        word if word == "a map" || word.starts_with("struct ") => "一组键值".to_owned(),
        word => format!(" {word}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::project::ProjectFacts;

    fn told(text: &str) -> Message {
        words(&toml::from_str::<ProjectFacts>(text).expect_err("a mistake"), text)
    }

    #[test]
    fn a_mistake_is_told_in_one_line() {
        let titel = told("deadline = 2024-03-28\ntitel = \"…\"\n");
        assert_eq!(titel.en, "line 2: unknown key `titel`; did you mean `title`?");
        assert_eq!(titel.zh, "第 2 行：没有 `titel` 这一项；是不是 `title`？");
        assert!(told("colour = 1").en.contains("known are title, type"), "{:?}", told("colour = 1"));
        for text in ["title = ", "deadline = 7", "[applicant]\nname = 1"] {
            assert!(told(text).en.starts_with("line ") && !told(text).en.contains('\n'), "{:?}", told(text));
        }
    }

    #[test]
    fn what_a_value_must_be_is_told_with_its_key() {
        for (text, zh, en) in [
            ("type = \"bilatral\"", "`type` 不能是 `bilatral`", "did you mean `bilateral`?"),
            ("deadline = \"2024-13-28\"", "`deadline` `2024-13-28` 不是日期", "`deadline` `2024-13-28` is not a date"),
            ("deadline = 7", "`deadline` 应为日期", "`deadline` must be a date"),
            ("[applicant]\nname = 1", "第 2 行：`name` 应为带引号的文字", "line 2: `name` invalid type: integer `1`, expected a string"),
            ("[budget]\nrequested = \"120\"", "`requested` 应为数字", "expected f64"),
            ("period = { start = 2024-01-01 }", "缺少 `end`", "`end` is missing"),
        ] {
            let told = told(text);
            assert!(told.zh.contains(zh) && told.en.contains(en), "{told:?}");
        }
        for (text, zh) in [
            ("title = 合作", "第 1 行：`title` 的值是文字，须加引号"),
            ("title = \"a\"\ntitle = \"b\"", "第 2 行：`title` 重复出现"),
            ("deadline = 2024-13-28", "第 1 行：`deadline` 不是有效的日期"),
            ("title", "第 1 行：写法有误（"),
        ] {
            assert!(told(text).zh.starts_with(zh), "{text}: {:?}", told(text));
        }
    }

    #[test]
    fn a_key_is_found_in_its_table() {
        let text = "title = \"levels\"\n[levels]\n\"b\" = 1\na = 2\n";
        let told = |path: &[&str]| of_key(text, path, Message::new("值", "value")).en;
        assert_eq!(told(&["levels", "a"]), "line 4: value");
        assert_eq!(told(&["levels", "b"]), "line 3: value");
        assert_eq!(told(&["levels", "c"]), "value");
    }
}
