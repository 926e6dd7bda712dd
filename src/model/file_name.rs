//! Names of projects and files as names of files that any system takes.

use std::collections::{BTreeMap, BTreeSet};

/// Bytes kept at each end of a long name: with what is put around it, it stays under the 255 that most file systems take.
const HALF: usize = 96;

/// Names that Windows keeps for devices, whatever ending follows.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4",
    "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A name that every file system takes: reserved characters and the separators of folders become dashes, and of a long one the middle is left out.
pub fn file_name(name: &str) -> String {
    let plain = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '-' } else { c };
    let name: String = name.trim_matches(['.', ' ']).chars().map(plain).collect();
    let name = match name.len() {
        0 => "-".to_owned(),
        length if length <= 2 * HALF => name,
        length => format!("{}…{}", &name[..name.floor_char_boundary(HALF)], &name[name.ceil_char_boundary(length - HALF)..]),
    };
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    if DEVICES.contains(&stem.as_str()) { format!("-{name}") } else { name }
}

/// A file name for each of several names, without ending: no two the same, not even where case does not count, and none of the `taken`.
pub fn file_names<'a>(names: impl IntoIterator<Item = &'a str>, taken: &[&str]) -> BTreeMap<String, String> {
    let mut used: BTreeSet<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    let names: BTreeSet<&str> = names.into_iter().collect();
    let one = |name: &str| {
        let plain = file_name(name);
        let numbered = (2..).map(|number| format!("{plain} ({number})"));
        let free = std::iter::once(plain.clone()).chain(numbered).find(|candidate| used.insert(candidate.to_lowercase()));
        (name.to_owned(), free.unwrap_or(plain))
    };
    names.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_fit_for_any_file_system() {
        assert_eq!(file_name("a/b\\c:d*\u{7}."), "a-b-c-d--");
        assert_eq!(file_name("../../etc/passwd"), "-..-etc-passwd");
        assert_eq!(file_name(".."), "-");
        assert_eq!((file_name("NUL.合同").as_str(), file_name("console").as_str()), ("-NUL.合同", "console"));
        let long = file_name(&format!("{}-3.jpg", "长".repeat(200)));
        assert!(long.len() == 195 && long.ends_with("长-3.jpg"), "{long}");
        assert!(file_name(&"𠀀".repeat(99)).len() < 200);
    }

    #[test]
    fn no_two_names_clash() {
        let names = file_names(["b/c", "B-C", "b-c", "Index", "合作"], &["index"]);
        let of = |name: &str| names[name].as_str();
        assert_eq!((of("B-C"), of("b-c"), of("b/c")), ("B-C", "b-c (2)", "b-c (3)"));
        assert_eq!((of("Index"), of("合作")), ("Index (2)", "合作"));
        assert_eq!(file_names(["a:b", "A/b", "a-b", "c"], &[]).len(), 4);
    }
}
