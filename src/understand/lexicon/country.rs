//! Countries by name, place and legal form.

use std::sync::LazyLock;

use super::Pattern;
use crate::model::country;

/// `(code, how the country or its places are called, legal forms that only it has)`.
const COUNTRIES: &[(&str, &str, &str)] = &[
    ("HK", "香港|hong\\s*kong", ""),
    ("MO", "澳门|澳門|macau|macao", ""),
    ("TW", "台湾|臺灣|台灣|taiwan|taipei|(?:台北|臺北|高雄|新竹|台中|臺中|台南|臺南)(?:市|縣|县|大学|大學|科[技学學])", ""),
    ("US", "美国|united states|u\\.s\\.a|\\busa\\b|california|massachusetts|new york|texas|michigan|illinois", "\\bllc\\b|\\binc\\.?$"),
    ("GB", "英国|united kingdom|\\bu\\.?k\\.?\\b|england|scotland|wales|london|great britain", "\\bplc\\b"),
    ("DE", "德国|deutschland|germany|берлин|berlin|münchen|munich", "\\bgmbh\\b|\\bug\\b|e\\.\\s?v\\.|hochschule"),
    ("FR", "法国|france|paris|lyon", "\\bs\\.?a\\.?s\\b|\\bs\\.?a\\.?r\\.?l\\b"),
    ("JP", "日本|japan|東京|大阪|tokyo|osaka|kyoto", "株式会社|国立大学法人|合同会社|\\bk\\.\\s?k\\."),
    (
        "KR",
        "韩国|韓國|대한민국|서울|부산|대전|(south|republic of)\\s*korea|\\bkorea\\b|seoul",
        "주식회사|\\(주\\)|대학교|연구원|기술원|산학협력단",
    ),
    ("RU", "俄罗斯|росси|russia|москва|moscow|санкт|рф\\b", "\\bооо\\b|\\bао\\b|\\bфгбоу|\\bфгбу"),
    ("AU", "澳大利亚|australia|sydney|melbourne|brisbane|\\bnsw\\b", "\\bpty\\b"),
    ("NZ", "新西兰|new zealand|auckland|wellington|aotearoa", ""),
    ("CA", "加拿大|canada|ontario|toronto|vancouver|québec|quebec|alberta", ""),
    ("SG", "新加坡|singapore", "\\bpte\\b|私人有限公司"),
    ("MY", "马来西亚|malaysia|kuala lumpur|johor", "\\bsdn\\b|\\bbhd\\b"),
    ("IN", "印度|\\bindia\\b|new delhi|mumbai|bangalore", "\\bpvt\\b"),
    ("ID", "印度尼西亚|indonesia|jakarta", "^pt\\.? "),
    ("TH", "泰国|thailand|bangkok", ""),
    ("VN", "越南|vietnam|viet nam|hanoi", ""),
    ("PK", "巴基斯坦|pakistan|islamabad|lahore", ""),
    ("KZ", "哈萨克斯坦|kazakhstan|казахстан|алматы|астана", "\\bтоо\\b"),
    ("UZ", "乌兹别克斯坦|uzbekistan|узбекистан", ""),
    ("BY", "白俄罗斯|belarus|беларус|минск", ""),
    ("UA", "乌克兰|ukraine|украин|київ", ""),
    ("IL", "以色列|israel|haifa|tel aviv", ""),
    ("IT", "意大利|italia|italy|milano|roma\\b|torino", "s\\.?p\\.?a\\.?$|s\\.?r\\.?l\\.?$|politecnico"),
    ("ES", "西班牙|españa|spain|madrid|barcelona", ""),
    ("PT", "葡萄牙|portugal|lisboa|lisbon", ""),
    ("NL", "荷兰|netherlands|nederland|delft|eindhoven|rotterdam", "\\bb\\.?\\s?v\\.?$"),
    ("BE", "比利时|belgium|belgique|belgië|leuven|brussels", ""),
    ("CH", "瑞士|switzerland|schweiz|suisse|zürich|zurich|lausanne", ""),
    ("AT", "奥地利|austria|österreich|wien\\b|vienna", ""),
    ("SE", "瑞典|sweden|sverige|stockholm|göteborg", "\\bab$"),
    ("NO", "挪威|norway|norge|oslo|bergen", "\\basa?$"),
    ("DK", "丹麦|denmark|danmark|copenhagen", "\\baps\\b|\\ba/s\\b"),
    ("FI", "芬兰|finland|suomi|helsinki|espoo|oulu", "\\boyj?\\b"),
    ("IE", "爱尔兰|ireland|dublin|galway", ""),
    ("PL", "波兰|poland|polska|warszawa|kraków", "sp\\.?\\s*z\\s*o"),
    ("CZ", "捷克|czech|česk|praha|brno|ostrava", "s\\.\\s?r\\.\\s?o"),
    ("HU", "匈牙利|hungary|magyar|budapest", "\\bkft\\b"),
    ("RO", "罗马尼亚|romania|românia|bucurești", ""),
    ("GR", "希腊|greece|athens", ""),
    ("TR", "土耳其|türkiye|turkey|istanbul|ankara", ""),
    ("BR", "巴西|brazil|brasil|são paulo", "\\bltda\\b"),
    ("MX", "墨西哥|mexico|méxico", "s\\.a\\. de c\\.v"),
    ("AR", "阿根廷|argentina", ""),
    ("CL", "智利|\\bchile\\b", ""),
    ("ZA", "南非|south africa|pretoria|cape town", ""),
    ("KE", "肯尼亚|kenya|nairobi", ""),
    ("EG", "埃及|egypt|cairo", ""),
    ("ET", "埃塞俄比亚|ethiopia", ""),
    ("NG", "尼日利亚|nigeria", ""),
    ("SA", "沙特|saudi", ""),
    ("AE", "阿联酋|emirates|dubai|abu dhabi", ""),
    ("IR", "伊朗|\\biran\\b|tehran", ""),
    ("RS", "塞尔维亚|serbia|belgrade|beograd", ""),
    ("BG", "保加利亚|bulgaria|sofia\\b", ""),
    ("SI", "斯洛文尼亚|slovenia|ljubljana", ""),
    ("LK", "斯里兰卡|sri lanka", ""),
    ("BD", "孟加拉|bangladesh|dhaka", ""),
    ("MN", "蒙古国|mongolia|ulaanbaatar", ""),
    ("CU", "古巴|\\bcuba\\b", ""),
    (
        "CN",
        concat!(
            "中国|中华人民|p\\.?\\s?r\\.?\\s?(of\\s)?china|\\bchina\\b|\\bprc\\b|китай|chine\\b|江苏|南京|苏州|无锡|常州|镇江|扬州|泰州|南通|盐城|淮安|宿迁|徐州|连云港",
            // Provinces, and cities that addresses give without theirs.
            "|北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆",
            "|沈阳|大连|长春|哈尔滨|杭州|宁波|合肥|福州|厦门|南昌|济南|青岛|烟台|郑州|武汉|长沙|广州|深圳|珠海|东莞|成都|西安|昆明|贵阳|兰州|石家庄|太原",
            "|tianjin|chongqing|shandong|guangdong|hubei|wuhan|sichuan|chengdu|hangzhou|ningbo|hefei|anhui|fujian|xiamen|hunan|changsha|henan|liaoning|dalian|harbin|qingdao|jinan",
            "|jiangsu|nanjing|suzhou|wuxi|changzhou|zhenjiang|yangzhou|taizhou|nantong|yancheng|huai'?an|suqian|xuzhou|lianyungang|kunshan|jiangyin|beijing|shanghai|zhejiang|shenzhen|guangzhou",
            "|中華人民共和|중국|江蘇|蘇州|無錫|揚州|鎮江|鹽城|連雲港|廣東|廣州|浙江|濟南|陝西|遼寧|重慶"
        ),
        "有限责任公司$|유한공사$",
    ),
];

/// Names that are also other words, or begin another place's: Georgia and Jersey in America, 马里 in 马里兰.
const NO_NAMES: [&str; 8] = ["CG", "DM", "GE", "GN", "JE", "JO", "ML", "TD"];

static PLACES: LazyLock<Vec<(&str, Pattern, Option<Pattern>)>> = LazyLock::new(|| {
    let plain = |pattern: &str| Pattern::new(&format!("(?i){pattern}"));
    let told = COUNTRIES.iter().map(|(code, places, forms)| (*code, plain(places), (!forms.is_empty()).then(|| plain(forms))));
    // Of the others their names are enough.
    let is_other = |code: &&str| COUNTRIES.iter().all(|(known, ..)| known != code) && !NO_NAMES.contains(code);
    let others = country::all().filter(|(code, _)| is_other(code));
    let named = others.map(|(code, name)| (code, plain(&format!("{}|\\b{}\\b", regex::escape(name.zh), regex::escape(name.en))), None));
    told.chain(named).collect()
});

/// Regions that addresses name before the country: "Hong Kong, China".
const REGIONS: [&str; 3] = ["HK", "MO", "TW"];

/// The country that a name or address names outright; the last one named wins, because addresses end with it.
pub(in crate::understand) fn named(text: &str) -> Option<&'static str> {
    if let Some(region) = region(text) {
        return Some(region);
    }
    let mut found: Option<(usize, usize, &str)> = None;
    for (code, places, _) in PLACES.iter().filter(|(code, ..)| !REGIONS.contains(code)) {
        for place in places.find_iter(text) {
            let at = (place.end(), place.len(), *code);
            if found.is_none_or(|best| (at.0, at.1) > (best.0, best.1)) {
                found = Some(at);
            }
        }
    }
    found.map(|(.., code)| code)
}

/// The region that an address is in; behind a place on the mainland the words are a street's: 青岛市香港东路, 北京市丰台南路.
fn region(text: &str) -> Option<&'static str> {
    let first =
        |code: &str| PLACES.iter().find(|place| place.0 == code).and_then(|(_, places, _)| places.find(text)).map(|place| place.start());
    let (start, code) = REGIONS.iter().filter_map(|code| Some((first(code)?, *code))).min()?;
    first("CN").is_none_or(|mainland| start < mainland).then_some(code)
}

/// Where an agreement is signed, which says nothing about where a party is.
static SIGNING_PLACE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\W*(签\s*[订署约]\s*地|地\s*点|簽約地|place(\s+of\s+(signing|signature|execution|conclusion))?\s*:|lieu\s*:|ort\s*:|место\s+(заключения|подписания)|締結場所|체결\s*장소)",
    )
});

/// Whether a line only says where the agreement is signed.
pub(in crate::understand) fn is_signing_place(text: &str) -> bool {
    SIGNING_PLACE.is_match(text)
}

/// The country that an organisation's name names. Joint names ("苏州新加坡…", "Siemens (China)") belong where they are: to China if any
/// place in China is named, else to the country in brackets at the end, else to the one named first.
pub(in crate::understand) fn in_name(name: &str) -> Option<&'static str> {
    let mut first: Option<(usize, &'static str)> = None;
    for (code, places, _) in PLACES.iter() {
        if let Some(place) = places.find(name) {
            if *code == "CN" && !REGIONS.iter().any(|region| first.is_some_and(|(_, code)| code == *region)) {
                return Some(code);
            }
            if first.is_none_or(|(at, _)| place.start() < at) {
                first = Some((place.start(), code));
            }
        }
    }
    let bracket = name.trim_end().ends_with(')').then(|| name.rfind('(')).flatten().and_then(|open| named(&name[open..]));
    bracket.or(first.map(|(_, code)| code))
}

/// The country whose legal form a name bears.
pub(in crate::understand) fn by_legal_form(name: &str) -> Option<&'static str> {
    let name = name.trim().trim_end_matches(['.', ',', ')', '"', '”']);
    PLACES.iter().find(|(_, _, form)| form.as_ref().is_some_and(|form| form.is_match(name))).map(|(code, ..)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_with_their_country() {
        assert_eq!(named("College Road, Brackenfield BK2 4TT, United Kingdom"), Some("GB"));
        assert_eq!(named("芬兰奥卢兰塔街14号"), Some("FI"));
        assert_eq!(named("9 Wenlan Road, Nanjing, Jiangsu, China"), Some("CN"));
        assert_eq!(named("Unit 5, Science Park, Hong Kong, China"), Some("HK"));
        assert_eq!(named("Av. Los Andes 400, Huancayo, Peru"), Some("PE"));
        assert_eq!(named("菲律宾卢塞纳市马比尼大街10号"), Some("PH"));
        assert_eq!(named("중국 장쑤성 난통시 성강로 9"), Some("CN"));
        assert_eq!(named("College Park, Maryland; 马里兰大学"), None);
        assert_eq!(named("nowhere"), None);
        assert_eq!(named("北京市丰台区丰台南路18号"), Some("CN"));
        assert_eq!(named("青岛市崂山区香港东路316号"), Some("CN"));
        assert_eq!(named("Taipei, Taiwan, China"), Some("TW"));
    }

    #[test]
    fn a_place_of_signing_is_no_address() {
        for place in ["签订地点:江苏省", "Place: Jiangsu, China", "Место заключения: г. Нанкин"] {
            assert!(is_signing_place(place), "{place}");
        }
        assert!(!is_signing_place("Place of business: Auckland, New Zealand"));
    }

    #[test]
    fn joint_names_belong_where_they_are() {
        assert_eq!(in_name("苏州新加坡国际创新研究院"), Some("CN"));
        assert_eq!(in_name("Siemens Energy (China) Co., Ltd."), Some("CN"));
        assert_eq!(in_name("北境理工大学(芬兰)"), Some("FI"));
        assert_eq!(in_name("烟台南山学院"), Some("CN"));
        assert_eq!(in_name("Hong Kong Polytechnic Research Company"), Some("HK"));
    }

    #[test]
    fn legal_forms_tell() {
        assert_eq!(by_legal_form("Rheintal Lasertechnik GmbH"), Some("DE"));
        assert_eq!(by_legal_form("Lumenfeld Photovoltaics Pty Ltd"), Some("AU"));
        assert_eq!(by_legal_form("瀬戸内電池株式会社"), Some("JP"));
        assert_eq!(by_legal_form("난통하이신재료유한공사"), Some("CN"));
        assert_eq!(by_legal_form("Tasman Aquatic Research Ltd"), None);
    }
}
