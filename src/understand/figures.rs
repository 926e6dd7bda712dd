//! Figures of a text (amounts, shares, counts) so that two languages can be compared.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::clause::number;
use super::lexicon::Pattern;

const DIGITS: &str = r"\d{1,3}(?:[ ,.'’]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,4})?";
/// Words that multiply a figure. Longer ones stand first: a milliard is no million, mil millones no thousand.
const UNIT: &str = concat!(
    r"(?:百万|百萬|千万|千萬|十万|十萬|十亿|十億|백만|천만|[万萬亿億兆千만억조천]|ten thousands?|hundred thousand|thousand|trillion|billion|million|bn\b|crores?|lakhs?|lacs?",
    r"|tausend|tsd\b\.?|milliarden|mrd\b\.?|millionen|mio\b\.?|milliards?|millions?|mille\b|тысяч\w*|тыс\b\.?|млрд\b\.?|миллиард\w*|млн\b\.?|миллион\w*|десят\w+ тысяч",
    r"|mil millones|mil milh[õo]es|millones|mill[óo]n\b|milh[õo]es|milh[ãa]o|bilh[õo]es|bilh[ãa]o|milion[ei]\b|miliard[oi]\b|mila\b|mil\b|mln\b|mn\b|m\b|k\b)"
);
/// Codes, signs and words of money before a figure.
const CURRENCY: &str = concat!(
    r"(?:RMB|CNY|USD|EUR|GBP|JPY|KRW|NZD|AUD|CAD|CHF|HKD|RUB|US\$|HK\$|NZ\$|A\$|C\$|S\$|NT\$|R\$|€|\$|£|¥|₩|₽|₹|₪|₸|₫|฿|人民币|人民幣|美元|欧元|日元|新台币|新臺幣|港币|港幣",
    r"|\b(?:SGD|TWD|THB|MYR|IDR|VND|INR|PLN|CZK|HUF|SEK|NOK|DKK|BRL|MXN|ZAR|RSD|KZT|AED|UAH|BGN|PKR|LKR|EGP|Rs\.?))"
);
/// The same behind one.
const CURRENCY_AFTER: &str = concat!(
    r"(?:元|圆|圓|人民币|人民幣|人民元|欧元|歐元|美元|英镑|英鎊|日元|日圆|日圓|韩元|韓元|韩币|卢布|盧布|港币|港幣|港元|澳元|加元|新元|坡元|新西兰元|新台币|新臺幣|瑞士法郎|法郎|卢比|泰铢|泰銖|林吉特|令吉|印尼盾|越南盾|兹罗提",
    r"|克朗|福林|雷亚尔|比索|兰特|里拉|第纳尔|谢克尔|坚戈|迪拉姆|里亚尔|RMB|CNY|USD|EUR|GBP|JPY|KRW|CHF|SGD|PLN|CZK|SEK|NOK|DKK|RSD|KZT|VND|THB|MYR|INR|BRL|€|£|euros?|yuan|renminbi|dollars?|pounds?|yen\b|won\b|rupees?|roubles?|rubles?",
    r"|baht|ringgit|zlot\w+|kron\w+|forints?|reais|rands?\b|dinars?|shekels?|tenge|dirhams?|(?:schweizer )?franken|francs?|円|원|엔|위안|유로|달러|руб\w*|юан\w*|евро|долл\w*|тенге|иен\w*|yuanes|yenes|pesos|d[óo]lares|dollari)"
);

static FIGURE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(&format!(r"(?i)({DIGITS})\s*({UNIT})?")));
static AMOUNT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(r"(?i){CURRENCY}\s*({DIGITS})\s*({UNIT})?|({DIGITS})\s*({UNIT})?\s*(?:de |d['’]|di )?{CURRENCY_AFTER}"))
});
/// A figure whose thousands a line break has parted: "1, 200万円".
static PARTED: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(^|\D)(\d{1,3},) (\d{3}\D|\d{3}$)"));
/// What stands before a unit of money in brackets: "140 (in 10.000 RMB)" speaks of 140 units and not of 10.000.
static IN_UNITS_OF: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\(\s*(?:(?:all\s+)?(?:figures\s+)?(?:in|en|в|unit:?|units\s+of|einheit:?|unité:?)\s*|单位\s*:?\s*|単位\s*:?\s*)(?:units\s+of\s+)?$",
    )
});
/// A Chinese numeral: up to 9,999 with its units, and that of ten thousands and hundreds of millions.
static CHINESE: LazyLock<Pattern> = LazyLock::new(|| {
    let part = "[一二三四五六七八九十百千两兩零〇壹贰貳弍叁參叄肆伍陆陸柒捌玖拾佰仟]";
    Pattern::new(&format!("{part}{{1,9}}(?:[万萬亿億]{part}{{0,9}}){{0,3}}"))
});

/// An amount of money.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    /// As written.
    pub(super) text: String,
    /// Digits as a number, and that times its unit, in hundredths.
    pub(super) values: [u64; 2],
}

/// A number's hundredths as written and with its unit.
fn values(digits: &str, unit: Option<&str>) -> Option<[u64; 2]> {
    let separators: Vec<(usize, char)> = digits.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let decimals = match separators.last() {
        // Three digits after the last separator make it one of thousands.
        Some(&(at, c)) if digits.len() - at - c.len_utf8() != 3 => Some(at),
        _ => None,
    };
    let (whole, fraction) =
        decimals.map_or((digits, ""), |at| (&digits[..at], digits[at..].trim_start_matches(|c: char| !c.is_ascii_digit())));
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let whole: u64 = whole.parse().ok().filter(|&value| value < 1_000_000_000_000_000)?;
    let hundredths: u64 = format!("{fraction:0<2}").get(..2)?.parse().ok()?;
    let plain = whole * 100 + hundredths;
    let factor = unit.map_or(1, |unit| match unit.to_lowercase().as_str() {
        "万" | "萬" | "만" | "ten thousand" | "ten thousands" => 10_000,
        "十万" | "十萬" | "hundred thousand" => 100_000,
        "百万" | "百萬" | "백만" | "m" | "mn" => 1_000_000,
        "千万" | "千萬" | "천만" => 10_000_000,
        "亿" | "億" | "억" => 100_000_000,
        "十亿" | "十億" | "bn" | "billion" => 1_000_000_000,
        "兆" | "조" | "trillion" => 1_000_000_000_000,
        u if u.starts_with("lakh") || u.starts_with("lac") => 100_000,
        u if u.starts_with("crore") => 10_000_000,
        u if u.starts_with("десят") => 10_000,
        u if ["milliard", "miliard", "mrd", "млрд", "миллиард", "mil mil", "bilh"].iter().any(|word| u.starts_with(word)) => {
            1_000_000_000
        }
        u if ["mio", "mill", "milh", "mili", "mln", "млн", "миллион"].iter().any(|word| u.starts_with(word)) && u != "mille" => {
            1_000_000
        }
        _ => 1_000,
    });
    Some([plain, plain.saturating_mul(factor)])
}

/// Amounts of money in a text.
pub(super) fn amounts(text: &str) -> Vec<Amount> {
    let text = PARTED.replace_all(text, |parted| format!("{}{}{}", &parted[1], &parted[2], &parted[3]));
    let text = text.as_str();
    AMOUNT
        .captures_iter(text)
        .filter(|found| !found.get(0).is_some_and(|whole| IN_UNITS_OF.is_match(&text[..whole.start()])))
        .filter(|found| {
            !found.get(1).is_some_and(|digits| is_unit(digits.as_str()) && heads(text, &digits.range())) || found.get(2).is_some()
        })
        .filter_map(|found| {
            let digits = found.get(1).or_else(|| found.get(3))?;
            let unit = found.get(2).or_else(|| found.get(4)).map(|unit| unit.as_str());
            Some(Amount { text: found.get(0)?.as_str().trim().to_owned(), values: values(digits.as_str(), unit)? })
        })
        .collect()
}

/// Whether digits are the ten thousand in which Chinese accounts are kept: "RMB 10,000" heads a table as 万元 does.
fn is_unit(digits: &str) -> bool {
    digits.chars().filter(char::is_ascii_digit).collect::<String>().trim_end_matches('0') == "1"
        && digits.chars().filter(|c| *c == '0').count() == 4
}

/// Whether a text with a unit in it may head a table: it has no other figure and is no sentence.
fn heads(text: &str, unit: &Range<usize>) -> bool {
    let digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    !digit(&text[..unit.start]) && !digit(&text[unit.end..]) && !text.trim_end().ends_with(['.', ';', '。', '；'])
}

/// A number in Chinese numerals, those of cheques among them: 壹佰伍拾万; a year or a number as its digits: 二〇二四.
fn in_words(text: &str) -> Option<u64> {
    let value = |c: char| u64::from(number::parse(&c.to_string()).unwrap_or(0));
    if !text.contains(is_multiplier) {
        let digits = text.chars().fold(0_u64, |number, c| number.saturating_mul(10).saturating_add(value(c)));
        return Some(digits).filter(|&value| value > 0);
    }
    let (mut total, mut part, mut digit) = (0_u64, 0_u64, 0_u64);
    for c in text.chars() {
        let ten = |part: u64, digit: u64, times: u64| part + digit.max(1) * times;
        match c {
            '十' | '拾' => (part, digit) = (ten(part, digit, 10), 0),
            '百' | '佰' => (part, digit) = (ten(part, digit, 100), 0),
            '千' | '仟' => (part, digit) = (ten(part, digit, 1_000), 0),
            '万' | '萬' => (total, part, digit) = (total.saturating_add((part + digit) * 10_000), 0, 0),
            // 一万二千亿: what stands before it in ten thousands is multiplied too.
            '亿' | '億' => (total, part, digit) = (total.saturating_add(part + digit).saturating_mul(100_000_000), 0, 0),
            _ => digit = value(c),
        }
    }
    Some(total.saturating_add(part + digit)).filter(|&value| value > 0)
}

fn is_multiplier(c: char) -> bool {
    "十拾百佰千仟万萬亿億".contains(c)
}

/// Every figure of a text, in hundredths, as written and with its unit; Chinese numerals of two and more characters too.
pub(super) fn all(text: &str) -> BTreeSet<u64> {
    let arabic = FIGURE.captures_iter(text).filter_map(|found| values(&found[1], found.get(2).map(|unit| unit.as_str()))).flatten();
    let chinese = CHINESE
        .find_iter(text)
        .filter(|found| found.as_str().chars().count() > 1)
        .filter_map(|found| in_words(found.as_str()))
        .map(|value| value.saturating_mul(100));
    let closed = PARTED.replace_all(text, |parted| format!("{}{}{}", &parted[1], &parted[2], &parted[3]));
    let whole = FIGURE.captures_iter(&closed).filter_map(|found| values(&found[1], found.get(2).map(|unit| unit.as_str()))).flatten();
    arabic.chain(whole).chain(chinese).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_no_amount() {
        assert!(amounts("Item RMB 10,000 Remark").is_empty());
        assert_eq!(amounts("Party A pays a fee of RMB 10,000.").len(), 1);
        assert_eq!(amounts("a fee of RMB 10,000 within 30 days").len(), 1);
        assert_eq!(amounts("RMB 100,000 and RMB 12,000").len(), 2);
        assert_eq!(amounts("Party A trägt 140 (in 10.000 RMB), Partei B 90 (in 10.000 RMB)."), []);
        assert_eq!(amounts("a fee (EUR 25 000)").len(), 1);
        assert_eq!(amounts("in 2024, 500 EUR are paid")[0].text, "500 EUR");
    }

    #[test]
    fn chinese_numerals_are_figures() {
        for (text, value) in [
            ("人民币壹佰伍拾万元整", 1_500_000),
            ("二十五个月", 25),
            ("三千二百元", 3_200),
            ("一百二十万欧元", 1_200_000),
            ("一亿二千万元", 120_000_000),
            ("一万二千亿", 1_200_000_000_000),
            ("一亿零五十万", 100_500_000),
            ("壹佰貳拾萬元", 1_200_000),
            ("參拾陸萬元", 360_000),
            ("二〇二四年", 2024),
        ] {
            assert!(all(text).contains(&(value * 100)), "{text}: {:?}", all(text));
        }
    }

    #[test]
    fn amounts_mean_the_same_in_every_language() {
        for (text, value) in [
            ("RMB 1.5 million", 150_000_000),
            ("人民币150万元", 150_000_000),
            ("1,500,000 yuan", 150_000_000),
            ("1.500.000 EUR", 150_000_000),
            ("EUR 25 000", 2_500_000),
            ("5만 위안", 5_000_000),
            ("1,5 млн юаней", 150_000_000),
            ("RMB 90 ten thousand", 90_000_000),
            ("EUR 1.2M", 120_000_000),
            ("1, 200万円", 1_200_000_000),
            ("1,200万日元", 1_200_000_000),
            ("200 lakh rupees", 2_000_000_000),
            ("INR 2 crore", 2_000_000_000),
            ("CHF 0,4 Mio.", 40_000_000),
            ("1,2 Mrd. Franken", 120_000_000_000),
            ("3 milliards d'euros", 300_000_000_000),
            ("2 mil millones de pesos", 200_000_000_000),
            ("R$ 1,5 milhão", 150_000_000),
            ("3 mila euro", 300_000),
            ("2천만 원", 2_000_000_000),
            ("PLN 90 000", 9_000_000),
            ("20兆越南盾", 2_000_000_000_000_000),
        ] {
            assert_eq!(amounts(text).first().map(|amount| amount.values[1]), Some(value), "{text}");
        }
    }
}
