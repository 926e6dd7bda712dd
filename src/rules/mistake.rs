//! What is wrong with a TOML file that a person wrote, in one line.

use crate::model::finding::Message;

/// The least likeness of an unknown key to the known one it is meant to be.
const ALIKE: f64 = 0.5;

/// The mistake with its line; for an unknown key the nearest known one, or all of them.
pub fn words(error: &toml::de::Error, text: &str) -> Message {
    let line = error.span().map(|span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
    let told = error.message();
    let quoted: Vec<&str> = told.split('`').skip(1).step_by(2).collect();
    let mut message = match quoted.as_slice() {
        [unknown, known @ ..] if told.starts_with("unknown field") => key(unknown, known),
        [unknown, known @ ..] if told.starts_with("unknown variant") => value(unknown, known),
        _ => {
            let one_line = told.split_whitespace().collect::<Vec<_>>().join(" ");
            Message::new(one_line.clone(), one_line)
        }
    };
    if let Some(line) = line {
        message = Message::new(format!("第 {line} 行：{}", message.zh), format!("line {line}: {}", message.en));
    }
    message
}

fn key(unknown: &str, known: &[&str]) -> Message {
    match nearest(unknown, known) {
        Some(meant) => Message::new(
            format!("没有 `{unknown}` 这一项；是不是 `{meant}`？"),
            format!("unknown key `{unknown}`; did you mean `{meant}`?"),
        ),
        None => Message::new(
            format!("没有 `{unknown}` 这一项；可用的有 {}", known.join("、")),
            format!("unknown key `{unknown}`; known are {}", known.join(", ")),
        ),
    }
}

fn value(unknown: &str, known: &[&str]) -> Message {
    Message::new(
        format!("不能是 `{unknown}`；可用的有 {}", known.join("、")),
        format!("cannot be `{unknown}`; known are {}", known.join(", ")),
    )
}

fn nearest<'a>(unknown: &str, known: &[&'a str]) -> Option<&'a str> {
    let alike = known.iter().map(|known| (strsim::normalized_damerau_levenshtein(unknown, known), *known));
    alike.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(alike, _)| *alike >= ALIKE).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::project::ProjectFacts;

    #[test]
    fn a_mistake_is_told_in_one_line() {
        let told = |text: &str| words(&toml::from_str::<ProjectFacts>(text).expect_err("a mistake"), text);
        let titel = told("deadline = 2024-03-28\ntitel = \"…\"\n");
        assert_eq!(titel.en, "line 2: unknown key `titel`; did you mean `title`?");
        assert_eq!(titel.zh, "第 2 行：没有 `titel` 这一项；是不是 `title`？");
        assert!(told("colour = 1").en.contains("known are title, type"), "{:?}", told("colour = 1"));
        assert!(told("type = \"bilatral\"").zh.contains("bilateral"), "{:?}", told("type = \"bilatral\""));
        for text in ["title = ", "deadline = 7", "[applicant]\nname = 1"] {
            assert!(told(text).en.starts_with("line ") && !told(text).en.contains('\n'), "{:?}", told(text));
        }
    }
}
