//! Numbers in words, as periods are told: "thirty-six months", trente mois, 三十六个月.

use std::sync::LazyLock;

use super::number;

/// Number words of the languages of agreements, in the forms in which they stand before years and months.
const WORDS: &[(u32, &[&str])] = &[
    (
        1,
        &[
            "a",
            "an",
            "one",
            "ein",
            "eine",
            "einem",
            "einen",
            "einer",
            "eines",
            "un",
            "une",
            "uno",
            "una",
            "um",
            "uma",
            "один",
            "одного",
            "한",
        ],
    ),
    (2, &["two", "zwei", "deux", "dos", "due", "dois", "duas", "два", "двух", "두"]),
    (3, &["three", "drei", "trois", "tres", "tre", "três", "три", "трех", "трёх", "세", "삼"]),
    (4, &["four", "vier", "quatre", "cuatro", "quattro", "quatro", "четыре", "четырех", "четырёх", "네"]),
    (5, &["five", "fünf", "cinq", "cinco", "cinque", "пять", "пяти", "다섯"]),
    (6, &["six", "sechs", "seis", "sei", "шесть", "шести", "여섯"]),
    (7, &["seven", "sieben", "sept", "siete", "sette", "семь", "семи"]),
    (8, &["eight", "acht", "huit", "ocho", "otto", "восемь", "восьми"]),
    (9, &["nine", "neun", "neuf", "nueve", "nove", "девять", "девяти"]),
    (10, &["ten", "zehn", "dix", "diez", "dieci", "dez", "десять", "десяти"]),
    (11, &["eleven", "elf", "onze", "once", "undici"]),
    (12, &["twelve", "zwölf", "douze", "doce", "dodici", "doze", "двенадцать", "двенадцати"]),
    (15, &["fifteen", "fünfzehn", "quinze", "quince", "quindici", "пятнадцать", "пятнадцати"]),
    (16, &["sixteen", "sechzehn", "seize", "dieciséis", "sedici"]),
    (18, &["eighteen", "achtzehn", "dix-huit", "dieciocho", "diciotto", "dezoito", "восемнадцать", "восемнадцати"]),
    (20, &["twenty", "zwanzig", "vingt", "veinte", "venti", "vinte", "двадцать", "двадцати"]),
    (
        24,
        &[
            "twenty-four",
            "twenty four",
            "vierundzwanzig",
            "vingt-quatre",
            "veinticuatro",
            "ventiquattro",
            "двадцать четыре",
            "двадцати четырех",
            "двадцати четырёх",
        ],
    ),
    (30, &["thirty", "dreißig", "dreissig", "trente", "treinta", "trenta", "trinta", "тридцать", "тридцати"]),
    (
        36,
        &[
            "thirty-six",
            "thirty six",
            "sechsunddreißig",
            "sechsunddreissig",
            "trente-six",
            "treinta y seis",
            "trentasei",
            "тридцать шесть",
            "тридцати шести",
        ],
    ),
    (42, &["forty-two", "zweiundvierzig", "quarante-deux", "cuarenta y dos"]),
    (
        48,
        &[
            "forty-eight",
            "forty eight",
            "achtundvierzig",
            "quarante-huit",
            "cuarenta y ocho",
            "quarantotto",
            "сорок восемь",
            "сорока восьми",
        ],
    ),
    (54, &["fifty-four", "cinquante-quatre", "cincuenta y cuatro"]),
    (60, &["sixty", "sechzig", "soixante", "sesenta", "sessanta", "шестьдесят", "шестидесяти"]),
];

/// Every word, the longest first, as alternatives of a pattern.
pub(super) static ANY: LazyLock<String> = LazyLock::new(|| {
    let mut words: Vec<&str> = WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    format!(r"\d{{1,3}}|[一二三四五六七八九十两兩壹贰貳叁參肆伍陆陸柒捌玖拾半]{{1,3}}|{}", words.join("|"))
});

/// The number that digits, ideographs or a word stand for.
pub(super) fn parse(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    let word = || WORDS.iter().find(|(_, words)| words.contains(&text.as_str())).map(|(value, _)| *value);
    word().or_else(|| number::parse(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_words_of_every_language() {
        for (text, value) in [
            ("thirty-six", 36),
            ("Trente", 30),
            ("dreißig", 30),
            ("treinta y seis", 36),
            ("двух", 2),
            ("三十", 30),
            ("24", 24),
            ("xii", 12),
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
        assert_eq!(parse("several"), None);
    }

    #[test]
    fn a_longer_word_is_found_before_the_one_it_begins_with() {
        assert!(ANY.find("thirty-six|") < ANY.find("thirty|"));
    }
}
