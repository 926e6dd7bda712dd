//! Embedded profiles load and are complete; own ones are merged, and mistakes in them are told with line and key.

use super::*;
use crate::model::profile::LettersOfIntent;

/// The mistake in a profile.
fn told(text: &str) -> Message {
    parse(text).expect_err(text).explain()
}

/// Every key that a profile may have, as the reader itself lists them.
fn keys() -> Vec<String> {
    let error = toml::from_str::<Profile>("no-such-key = 1").expect_err("unknown").to_string();
    error.split('`').skip(3).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_embedded_profile_loads_under_its_own_id() {
    for id in ids() {
        let profile = load(id).expect("valid");
        assert_eq!(profile.id, id);
        assert!(profile.base.is_none() && !profile.title_en.is_empty());
    }
    assert!(ids().contains(&DEFAULT));
}

#[test]
fn the_embedded_profiles_explain_every_key_and_read_the_same_in_both_languages() {
    assert!(keys().len() > 12 && keys().contains(&"min-dpi".to_owned()), "{:?}", keys());
    for id in ids() {
        for lang in [Lang::Zh, Lang::En] {
            let text = commented(id, lang).expect("embedded");
            assert_eq!(parse(&text).expect("valid"), load(id).expect("valid"));
            assert!(!text.contains("#zh ") && !text.contains("#en "), "{text}");
            let chinese = text.lines().any(|line| line.starts_with("# ") && line.contains('，'));
            assert_eq!(chinese, lang == Lang::Zh, "{text}");
        }
    }
    let text = commented(DEFAULT, Lang::Zh).expect("embedded");
    for key in keys() {
        let stands = |line: &str| {
            let line = line.trim_start_matches("# ");
            line.starts_with(&format!("{key} =")) || line.starts_with(&format!("[{key}]")) || line.starts_with(&format!("[{key}."))
        };
        assert!(text.lines().any(stands), "{key} is not told in {DEFAULT}");
    }
}

#[test]
fn both_readmes_name_every_key_and_show_a_valid_example() {
    for readme in [include_str!("../../../README.md"), include_str!("../../../README.zh.md")] {
        for key in keys() {
            assert!(readme.contains(&format!("`{key}`")) || readme.contains(&format!("`[{key}]`")), "{key} is not in {}", &readme[..40]);
        }
        let example = readme.split("```").find(|block| block.starts_with("toml\nbase =")).expect("an example");
        let own = parse(example.trim_start_matches("toml")).expect("valid");
        assert_eq!((own.longest_term_years, own.levels.get("scan-legible")), (Some(5), Some(&Level::Off)));
    }
}

#[test]
fn what_is_set_aside_in_a_comment_is_valid_too() {
    let text = commented(DEFAULT, Lang::Zh).expect("embedded");
    let mut taken = String::new();
    for line in text.lines() {
        let set_aside = line
            .strip_prefix("# ")
            .filter(|rest| rest.contains(" = ") && rest.starts_with(|c: char| c.is_ascii_lowercase()) || rest.starts_with('['));
        taken.push_str(set_aside.unwrap_or(line));
        taken.push('\n');
    }
    assert_ne!(taken, text);
    let profile = parse(&taken).unwrap_or_else(|error| panic!("{}\n{taken}", error.explain().en));
    assert!(
        profile.longest_term_years.is_some() && !profile.words.vague.is_empty() && !profile.advice.is_empty() && profile.base.is_some()
    );
}

#[test]
fn an_own_profile_changes_an_embedded_one_in_a_few_keys() {
    let text = "base = \"jiangsu-2024\"\nid = \"own\"\ntitle = \"某市计划\"\ndeadline = 2025-03-31\n[levels]\nscan-legible = \"must\"\n";
    let (own, base) = (parse(text).expect("valid"), load("jiangsu-2024").expect("embedded"));
    assert_eq!((own.id.as_str(), own.title.as_str()), ("own", "某市计划"));
    assert_eq!(own.deadline.map(|day| day.to_string()).as_deref(), Some("2025-03-31"));
    assert_eq!((own.min_dpi, own.letters_of_intent), (base.min_dpi, LettersOfIntent::UntilContract));
    assert_eq!(own.levels.get("scan-legible"), Some(&Level::Must));
    assert!(base.levels.iter().all(|(id, level)| id == "scan-legible" || own.levels.get(id) == Some(level)));
    let alone = parse("id = \"own\"\ntitle = \"某市计划\"\n").expect("every other key has a default");
    assert_eq!((alone.deadline, alone.title_en.as_str()), (None, "某市计划"));
}

#[test]
fn mistakes_are_told_with_line_key_and_the_nearest_name() {
    let own = |rest: &str| told(&format!("id = \"own\"\ntitle = \"某市\"\n{rest}"));
    for (rest, zh, en) in [
        ("min-dip = 200", "第 3 行：没有 `min-dip` 这一项；是不是 `min-dpi`？", "line 3: unknown key `min-dip`; did you mean `min-dpi`?"),
        ("min-dpi = 30", "第 3 行：`min-dpi` 应为 50 到 1200", "line 3: `min-dpi` must be 50 to 1200"),
        ("min-dpi = \"high\"", "第 3 行：`min-dpi` 应为整数", "line 3: `min-dpi` invalid type"),
        ("min-confidence = 120", "第 3 行：`min-confidence` 是百分数", "line 3: `min-confidence` is a percentage"),
        ("deadline = \"2024/03/28\"", "`deadline` `2024/03/28` 不是日期", "is not a date"),
        ("base = \"jiangsu\"", "第 3 行：没有内置规则集 `jiangsu`；是不是 `jiangsu-2024`？", "did you mean `jiangsu-2024`?"),
        ("letters-of-intent = \"accept\"", "可用的有 accepted、until-contract、refused；是不是 `accepted`？", "did you mean `accepted`?"),
        (
            "[levels]\n\nsigned-by-each-partie = \"off\"",
            "第 5 行：[levels] 中的规则 `signed-by-each-partie` 不存在；是不是 `signed-by-each-party`？",
            "line 5: ",
        ),
        (
            "[levels]\nscan-legible = \"musst\"",
            "第 4 行：`scan-legible` 不能是 `musst`；可用的有 must、should、off；是不是 `must`？",
            "line 4: ",
        ),
        ("[levels]\nterm-within-maximum = \"must\"", "第 4 行：启用 `term-within-maximum` 须写明 `longest-term-years`", "line 4: "),
        ("[advice.seal]\nzh = \"请盖章\"", "第 3 行：[advice] 中的规则 `seal` 不存在；是不是 `sealed-by-each-party`？", "line 3: "),
        ("[words]\nvague = [\"\"]", "第 4 行：`vague` 中有空的词语", "line 4: "),
    ] {
        let told = own(rest);
        assert!(told.zh.contains(zh) && told.en.contains(en), "{rest}: {told:?}");
    }
    assert!(told("title = \"某市\"").zh.contains("缺少 `id`") && told("id = \"own\"").en.contains("`title` is missing"));
    assert!(told("base = \"general\"\nid = \"own\"").zh.contains("缺少 `title`"));
}
