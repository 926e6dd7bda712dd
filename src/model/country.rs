//! Names of countries and regions by their ISO 3166-1 code, as Chinese offices write them and in English.

use super::finding::{Lang, Text};
use super::text::squash;

/// By code, in its order.
const NAMES: &[(&str, Text)] = &[
    ("AD", named("安道尔", "Andorra")),
    ("AE", named("阿联酋", "United Arab Emirates")),
    ("AF", named("阿富汗", "Afghanistan")),
    ("AG", named("安提瓜和巴布达", "Antigua and Barbuda")),
    ("AL", named("阿尔巴尼亚", "Albania")),
    ("AM", named("亚美尼亚", "Armenia")),
    ("AO", named("安哥拉", "Angola")),
    ("AR", named("阿根廷", "Argentina")),
    ("AT", named("奥地利", "Austria")),
    ("AU", named("澳大利亚", "Australia")),
    ("AZ", named("阿塞拜疆", "Azerbaijan")),
    ("BA", named("波黑", "Bosnia and Herzegovina")),
    ("BB", named("巴巴多斯", "Barbados")),
    ("BD", named("孟加拉国", "Bangladesh")),
    ("BE", named("比利时", "Belgium")),
    ("BF", named("布基纳法索", "Burkina Faso")),
    ("BG", named("保加利亚", "Bulgaria")),
    ("BH", named("巴林", "Bahrain")),
    ("BI", named("布隆迪", "Burundi")),
    ("BJ", named("贝宁", "Benin")),
    ("BM", named("百慕大", "Bermuda")),
    ("BN", named("文莱", "Brunei")),
    ("BO", named("玻利维亚", "Bolivia")),
    ("BR", named("巴西", "Brazil")),
    ("BS", named("巴哈马", "Bahamas")),
    ("BT", named("不丹", "Bhutan")),
    ("BW", named("博茨瓦纳", "Botswana")),
    ("BY", named("白俄罗斯", "Belarus")),
    ("BZ", named("伯利兹", "Belize")),
    ("CA", named("加拿大", "Canada")),
    ("CD", named("刚果（金）", "DR Congo")),
    ("CF", named("中非", "Central African Republic")),
    ("CG", named("刚果（布）", "Congo")),
    ("CH", named("瑞士", "Switzerland")),
    ("CI", named("科特迪瓦", "Côte d'Ivoire")),
    ("CK", named("库克群岛", "Cook Islands")),
    ("CL", named("智利", "Chile")),
    ("CM", named("喀麦隆", "Cameroon")),
    ("CN", named("中国", "China")),
    ("CO", named("哥伦比亚", "Colombia")),
    ("CR", named("哥斯达黎加", "Costa Rica")),
    ("CU", named("古巴", "Cuba")),
    ("CV", named("佛得角", "Cabo Verde")),
    ("CY", named("塞浦路斯", "Cyprus")),
    ("CZ", named("捷克", "Czechia")),
    ("DE", named("德国", "Germany")),
    ("DJ", named("吉布提", "Djibouti")),
    ("DK", named("丹麦", "Denmark")),
    ("DM", named("多米尼克", "Dominica")),
    ("DO", named("多米尼加", "Dominican Republic")),
    ("DZ", named("阿尔及利亚", "Algeria")),
    ("EC", named("厄瓜多尔", "Ecuador")),
    ("EE", named("爱沙尼亚", "Estonia")),
    ("EG", named("埃及", "Egypt")),
    ("ER", named("厄立特里亚", "Eritrea")),
    ("ES", named("西班牙", "Spain")),
    ("ET", named("埃塞俄比亚", "Ethiopia")),
    ("FI", named("芬兰", "Finland")),
    ("FJ", named("斐济", "Fiji")),
    ("FM", named("密克罗尼西亚", "Micronesia")),
    ("FR", named("法国", "France")),
    ("GA", named("加蓬", "Gabon")),
    ("GB", named("英国", "United Kingdom")),
    ("GD", named("格林纳达", "Grenada")),
    ("GE", named("格鲁吉亚", "Georgia")),
    ("GG", named("根西岛", "Guernsey")),
    ("GH", named("加纳", "Ghana")),
    ("GI", named("直布罗陀", "Gibraltar")),
    ("GM", named("冈比亚", "Gambia")),
    ("GN", named("几内亚", "Guinea")),
    ("GQ", named("赤道几内亚", "Equatorial Guinea")),
    ("GR", named("希腊", "Greece")),
    ("GT", named("危地马拉", "Guatemala")),
    ("GW", named("几内亚比绍", "Guinea-Bissau")),
    ("GY", named("圭亚那", "Guyana")),
    ("HK", named("中国香港", "Hong Kong, China")),
    ("HN", named("洪都拉斯", "Honduras")),
    ("HR", named("克罗地亚", "Croatia")),
    ("HT", named("海地", "Haiti")),
    ("HU", named("匈牙利", "Hungary")),
    ("ID", named("印度尼西亚", "Indonesia")),
    ("IE", named("爱尔兰", "Ireland")),
    ("IL", named("以色列", "Israel")),
    ("IM", named("马恩岛", "Isle of Man")),
    ("IN", named("印度", "India")),
    ("IQ", named("伊拉克", "Iraq")),
    ("IR", named("伊朗", "Iran")),
    ("IS", named("冰岛", "Iceland")),
    ("IT", named("意大利", "Italy")),
    ("JE", named("泽西岛", "Jersey")),
    ("JM", named("牙买加", "Jamaica")),
    ("JO", named("约旦", "Jordan")),
    ("JP", named("日本", "Japan")),
    ("KE", named("肯尼亚", "Kenya")),
    ("KG", named("吉尔吉斯斯坦", "Kyrgyzstan")),
    ("KH", named("柬埔寨", "Cambodia")),
    ("KI", named("基里巴斯", "Kiribati")),
    ("KM", named("科摩罗", "Comoros")),
    ("KN", named("圣基茨和尼维斯", "Saint Kitts and Nevis")),
    ("KP", named("朝鲜", "North Korea")),
    ("KR", named("韩国", "South Korea")),
    ("KW", named("科威特", "Kuwait")),
    ("KY", named("开曼群岛", "Cayman Islands")),
    ("KZ", named("哈萨克斯坦", "Kazakhstan")),
    ("LA", named("老挝", "Laos")),
    ("LB", named("黎巴嫩", "Lebanon")),
    ("LC", named("圣卢西亚", "Saint Lucia")),
    ("LI", named("列支敦士登", "Liechtenstein")),
    ("LK", named("斯里兰卡", "Sri Lanka")),
    ("LR", named("利比里亚", "Liberia")),
    ("LS", named("莱索托", "Lesotho")),
    ("LT", named("立陶宛", "Lithuania")),
    ("LU", named("卢森堡", "Luxembourg")),
    ("LV", named("拉脱维亚", "Latvia")),
    ("LY", named("利比亚", "Libya")),
    ("MA", named("摩洛哥", "Morocco")),
    ("MC", named("摩纳哥", "Monaco")),
    ("MD", named("摩尔多瓦", "Moldova")),
    ("ME", named("黑山", "Montenegro")),
    ("MG", named("马达加斯加", "Madagascar")),
    ("MH", named("马绍尔群岛", "Marshall Islands")),
    ("MK", named("北马其顿", "North Macedonia")),
    ("ML", named("马里", "Mali")),
    ("MM", named("缅甸", "Myanmar")),
    ("MN", named("蒙古国", "Mongolia")),
    ("MO", named("中国澳门", "Macao, China")),
    ("MR", named("毛里塔尼亚", "Mauritania")),
    ("MT", named("马耳他", "Malta")),
    ("MU", named("毛里求斯", "Mauritius")),
    ("MV", named("马尔代夫", "Maldives")),
    ("MW", named("马拉维", "Malawi")),
    ("MX", named("墨西哥", "Mexico")),
    ("MY", named("马来西亚", "Malaysia")),
    ("MZ", named("莫桑比克", "Mozambique")),
    ("NA", named("纳米比亚", "Namibia")),
    ("NE", named("尼日尔", "Niger")),
    ("NG", named("尼日利亚", "Nigeria")),
    ("NI", named("尼加拉瓜", "Nicaragua")),
    ("NL", named("荷兰", "Netherlands")),
    ("NO", named("挪威", "Norway")),
    ("NP", named("尼泊尔", "Nepal")),
    ("NR", named("瑙鲁", "Nauru")),
    ("NU", named("纽埃", "Niue")),
    ("NZ", named("新西兰", "New Zealand")),
    ("OM", named("阿曼", "Oman")),
    ("PA", named("巴拿马", "Panama")),
    ("PE", named("秘鲁", "Peru")),
    ("PG", named("巴布亚新几内亚", "Papua New Guinea")),
    ("PH", named("菲律宾", "Philippines")),
    ("PK", named("巴基斯坦", "Pakistan")),
    ("PL", named("波兰", "Poland")),
    ("PS", named("巴勒斯坦", "Palestine")),
    ("PT", named("葡萄牙", "Portugal")),
    ("PW", named("帕劳", "Palau")),
    ("PY", named("巴拉圭", "Paraguay")),
    ("QA", named("卡塔尔", "Qatar")),
    ("RO", named("罗马尼亚", "Romania")),
    ("RS", named("塞尔维亚", "Serbia")),
    ("RU", named("俄罗斯", "Russia")),
    ("RW", named("卢旺达", "Rwanda")),
    ("SA", named("沙特阿拉伯", "Saudi Arabia")),
    ("SB", named("所罗门群岛", "Solomon Islands")),
    ("SC", named("塞舌尔", "Seychelles")),
    ("SD", named("苏丹", "Sudan")),
    ("SE", named("瑞典", "Sweden")),
    ("SG", named("新加坡", "Singapore")),
    ("SI", named("斯洛文尼亚", "Slovenia")),
    ("SK", named("斯洛伐克", "Slovakia")),
    ("SL", named("塞拉利昂", "Sierra Leone")),
    ("SM", named("圣马力诺", "San Marino")),
    ("SN", named("塞内加尔", "Senegal")),
    ("SO", named("索马里", "Somalia")),
    ("SR", named("苏里南", "Suriname")),
    ("SS", named("南苏丹", "South Sudan")),
    ("ST", named("圣多美和普林西比", "São Tomé and Príncipe")),
    ("SV", named("萨尔瓦多", "El Salvador")),
    ("SY", named("叙利亚", "Syria")),
    ("SZ", named("斯威士兰", "Eswatini")),
    ("TC", named("特克斯和凯科斯群岛", "Turks and Caicos Islands")),
    ("TD", named("乍得", "Chad")),
    ("TG", named("多哥", "Togo")),
    ("TH", named("泰国", "Thailand")),
    ("TJ", named("塔吉克斯坦", "Tajikistan")),
    ("TL", named("东帝汶", "Timor-Leste")),
    ("TM", named("土库曼斯坦", "Turkmenistan")),
    ("TN", named("突尼斯", "Tunisia")),
    ("TO", named("汤加", "Tonga")),
    ("TR", named("土耳其", "Türkiye")),
    ("TT", named("特立尼达和多巴哥", "Trinidad and Tobago")),
    ("TV", named("图瓦卢", "Tuvalu")),
    ("TW", named("中国台湾", "Taiwan, China")),
    ("TZ", named("坦桑尼亚", "Tanzania")),
    ("UA", named("乌克兰", "Ukraine")),
    ("UG", named("乌干达", "Uganda")),
    ("US", named("美国", "United States")),
    ("UY", named("乌拉圭", "Uruguay")),
    ("UZ", named("乌兹别克斯坦", "Uzbekistan")),
    ("VA", named("梵蒂冈", "Vatican City")),
    ("VC", named("圣文森特和格林纳丁斯", "Saint Vincent and the Grenadines")),
    ("VE", named("委内瑞拉", "Venezuela")),
    ("VG", named("英属维尔京群岛", "British Virgin Islands")),
    ("VN", named("越南", "Vietnam")),
    ("VU", named("瓦努阿图", "Vanuatu")),
    ("WS", named("萨摩亚", "Samoa")),
    ("YE", named("也门", "Yemen")),
    ("ZA", named("南非", "South Africa")),
    ("ZM", named("赞比亚", "Zambia")),
    ("ZW", named("津巴布韦", "Zimbabwe")),
];

const fn named(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

/// Every country and region with its code.
pub fn all() -> impl Iterator<Item = (&'static str, &'static Text)> {
    NAMES.iter().map(|(code, names)| (*code, names))
}

/// What a country or region is called; a code that is not known is its own name.
pub fn name(code: &str, lang: Lang) -> &str {
    let known = NAMES.binary_search_by_key(&code, |(known, _)| known).ok().map(|at| &NAMES[at].1);
    known.map_or(code, |text| lang.pick(text.zh, text.en))
}

/// Names in use beside those of [`NAMES`].
const OTHER: &[(&str, &str)] = &[
    ("阿拉伯联合酋长国", "AE"),
    ("波斯尼亚和黑塞哥维那", "BA"),
    ("刚果民主共和国", "CD"),
    ("Democratic Republic of the Congo", "CD"),
    ("刚果共和国", "CG"),
    ("Republic of the Congo", "CG"),
    ("Hong Kong", "HK"),
    ("Macao", "MO"),
    ("Taiwan", "TW"),
    ("UK", "GB"),
    ("Great Britain", "GB"),
    ("England", "GB"),
    ("USA", "US"),
    ("United States of America", "US"),
    ("Korea", "KR"),
    ("Republic of Korea", "KR"),
    ("大韩民国", "KR"),
    ("Russian Federation", "RU"),
    ("俄罗斯联邦", "RU"),
    ("香港", "HK"),
    ("中国香港特别行政区", "HK"),
    ("Hong Kong SAR", "HK"),
    ("澳门", "MO"),
    ("Macau", "MO"),
    ("台湾", "TW"),
    ("Chinese Taipei", "TW"),
    ("Czech Republic", "CZ"),
    ("Holland", "NL"),
    ("The Netherlands", "NL"),
    ("Turkey", "TR"),
    ("Viet Nam", "VN"),
    ("UAE", "AE"),
    ("Ivory Coast", "CI"),
    ("East Timor", "TL"),
    ("P.R. China", "CN"),
    ("中华人民共和国", "CN"),
];

/// The code that is meant by a code, a Chinese or an English name.
pub fn code(written: &str) -> Option<&'static str> {
    let wanted = squash(written);
    let means = |known: &str| squash(known) == wanted;
    let named = NAMES.iter().find(|(code, text)| means(code) || means(text.zh) || means(text.en)).map(|(code, _)| *code);
    named.or_else(|| OTHER.iter().find(|(name, _)| means(name)).map(|(_, code)| *code))
}

/// Whether a party in this country is a foreign one to a Chinese office: not on the mainland.
pub fn is_overseas(code: &str) -> bool {
    code != "CN"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_in_order_and_once() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn names_are_told_in_both_languages() {
        assert_eq!((name("NZ", Lang::Zh), name("NZ", Lang::En)), ("新西兰", "New Zealand"));
        assert_eq!(name("HK", Lang::Zh), "中国香港");
        assert_eq!(name("QQ", Lang::Zh), "QQ");
    }
    #[test]
    fn what_applications_write_is_understood() {
        assert!(NAMES.iter().all(|(known, text)| [known, text.zh, text.en].iter().all(|name| code(name) == Some(*known))));
        assert!(OTHER.iter().all(|(_, code)| name(code, Lang::En) != *code));
        assert_eq!((code("nz"), code("新西兰"), code("UK"), code("Atlantis")), (Some("NZ"), Some("NZ"), Some("GB"), None));
    }
}
