//! The vocabulary of labels: words by what they ask for, and the letters and numbers of parties.

use std::sync::LazyLock;

use super::Pattern;

/// Kinds of words, in the order of the groups below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Party,
    Behalf,
    Date,
    Name,
    Title,
    Seal,
    Signature,
    Representative,
    Organisation,
    Other,
    Filler,
}

/// Words in East Asian scripts and in the others, by kind.
pub(super) const WORDS: &[(Word, &str, &str)] = &[
    (
        Word::Party,
        "[甲乙丙丁戊己]方|第[一二三四五六]方",
        r"part(?:y|ei|ie|ner|enaire)\s*(?:no\.?\s*)?[a-f1-6]|сторон[аыу]\s*(?:№\s*)?[а-еa-f1-6]|parte\s+[a-f1-6]|(?:first|second|third|fourth)\s+party",
    ),
    (
        Word::Behalf,
        "委托方|受托方|委托人|受托人|牵头单位|申报单位|申请单位|承担单位|合作单位|参与单位|协作单位|协作方|合作方|中方|外方|开发方|许可方|被许可方|需方|供方",
        r"(?:(?:signed|executed|agreed)\s+)?(?:for\s+and\s+)?on\s+behalf\s+of|(?:signed|executed)\s+(?:for|by)|f[uü]r\s+(?:die\s+)?|pour(?:\s+(?:la|le|l['’]))?|per|por|от\s+имени|за|in\s+nome\s+di|en\s+nombre\s+de|по\s+поручению",
    ),
    (
        Word::Date,
        "签署日期|签字日期|签订日期|签约日期|日期|时间|時間|日付|署名日|締結日|契約日|签署日|签字日|签订日|날짜|일자|서명일|계약일|체결일|작성일",
        r"dated?|datum|дата|fecha|data|luogo|lugar|plaats|miejsc\p{L}*|fait\s+(?:le|[aà])|day\s+and\s+year|place|ort|lieu",
    ),
    (
        Word::Name,
        "姓名|名字|氏名|名前|正楷|印刷体|楷书|성명|이름|성함",
        r"names?(?:\(s\))?|nombre|nome|noms?|cognome|apellidos?|sobrenome|nazwisko|imi[eę]|pr[eé]noms?|ф\.?\s*и\.?\s*о\.?|фамилия|расшифровка|naam|print(?:ed)?|block\s+letters|vorname|typed|druckschrift|blockschrift|druckbuchstaben|klarschrift",
    ),
    (
        Word::Title,
        "职务|职称|职位|职衔|職務|職稱|職位|職銜|役職|職名|肩書|직위|직책|직함|직급",
        r"titles?(?:\(s\))?|positions?(?:\(s\))?|capacity|office\s+held|designation|functions?|funktion|stellung|titel|amtsbezeichnung|qualit[eé]|fonction|titre|должность|cargo|qualifica|carica|stanowisko|functie|role|rank",
    ),
    (
        Word::Seal,
        "盖公章|公章|盖章|印章|印鉴|印鑑|蓋章|用印|单位章|押印|捺印|社印|公印|㊞|날인|직인|인감",
        r"seals?|stamps?|stempel|siegel|cachet|tampon|печать|м\.?\s?п\.?|sello|timbro|carimbo|chop",
    ),
    (
        Word::Signature,
        "签字|签宇|签名|签署|签章|簽字|簽名|簽署|簽章|署名|記名|サイン|서명|기명",
        r"signatures?(?:\(s\))?|signed|sign(?:\s+here)?|by|unterschrift(?:en)?|unterzeichnung|unterzeichnet|gezeichnet|подпис[ьи]|firma|assinatura|podpis|handtekening",
    ),
    (
        Word::Representative,
        "法定代表人|法人代表|法定代表|授权代表|授权代理人|授权委托人|委托代理人|代理人|主要负责人|负责人|負責人|代表人|代表者|代表取締役|代表|法人|签约人|签字人|대표이사|대표자|대표",
        r"(?:duly\s+)?authori[sz]ed\s+(?:representative|signatory|officer|person)|legal\s+representative|representatives?|represented\s+by|signatory|vertreten\s+durch|vertreter(?:in)?|repr[eé]sent[eé]e?\s+par|repr[eé]sentant|представитель|в\s+лице|руководитель|authori[sz]ed",
    ),
    (
        Word::Organisation,
        "单位名称|公司名称|机构名称|单位|机构|機関名|会社名|機構|名称|기관명|회사명|기관|상호",
        r"institution|company|organi[sz]ation|entity|firm|einrichtung|unternehmen|[eé]tablissement|организация|university|party",
    ),
    (
        Word::Other,
        "(?:生效|起始|开始|截止|终止|到期|届满|失效|成立|注册|出生|交付|交货|验收|完成|发布|打印|申报|有效)(?:日期|时间|日)|地址|住所地?|通讯|通信|联系|电话|传真|邮编|邮政编码|邮箱|电子邮件|开户|账号|帐号|统一社会信用代码|注册号|所在地|住址|주소|전화|地点|编号|项目",
        r"(?:effective|start(?:ing)?|commencement|end|expiry|expiration|termination|due|delivery|completion|closing|print|issue)\s+date|address|registered\s+office|telephone|tel|phone|mobile|fax|e-?mail|attn|contact|anschrift|sitz|adresse|si[eè]ge|адрес|телефон|direcci[oó]n|indirizzo|tax|registration|witness|zeuge|t[eé]moin|свидетель|in\s+the\s+presence\s+of|read\s+and\s+understood|read\s+and\s+acknowledged",
    ),
    (
        Word::Filler,
        "签订|签约|缔结|行政|所任|现任|担任|授权|栏|处|及|或|和|与|人|本人|的|打印|手写|请|加|单位|公司|企业|双方|须|并|如适用|或其|其",
        r"its|of|and|or|the|in|et|e|der|des|dem|zeichnungsberechtigten?|vertretungsberechtigten?|und|oder|de|du|i|y|signing|signat(?:ure)?|full|full\s+name|family|official|corporate|company|common|optional|if\s+any|and/or|job|its|it|legal|mr|ms|capital\s+letters|affix|place",
    ),
];

static NUMBER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?i)[甲乙丙丁戊己갑을병정一二三四五六]|[a-fа-е1-6]\s*$|^first|^second|^third|^fourth"));

/// Letters and numbers of parties, by position.
const ORDERS: [[&str; 9]; 6] = [
    ["甲", "갑", "一", "a", "а", "1", "first", "в1", "1."],
    ["乙", "을", "二", "b", "б", "2", "second", "в2", "2."],
    ["丙", "병", "三", "c", "в", "3", "third", "в3", "3."],
    ["丁", "정", "四", "d", "г", "4", "fourth", "в4", "4."],
    ["戊", "戊", "五", "e", "д", "5", "fifth", "в5", "5."],
    ["己", "己", "六", "f", "е", "6", "sixth", "в6", "6."],
];

/// The position of the party that a word names.
pub(super) fn position(word: &str) -> Option<usize> {
    let found = NUMBER.find(word)?.as_str().trim().to_lowercase();
    ORDERS.iter().position(|names| names.contains(&found.as_str()))
}
