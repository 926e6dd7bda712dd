//! Labels as agreements write them, and running text that has none.

use super::*;
use crate::model::text::normalise;

fn values(text: &str) -> Vec<(Field, String)> {
    let text = normalise(text);
    super::read(&text).into_iter().map(|label| (label.field, text[label.value].trim().to_owned())).collect()
}

#[test]
fn labels_are_composed_of_words() {
    for (text, field) in [
        ("法定代表人或授权代表（签字）：", Field::Signature),
        ("签 署 日 期：", Field::Date),
        ("签字时间：", Field::Date),
        ("Date of signature:", Field::Date),
        ("代表姓名：", Field::Name),
        ("负责人（正楷）", Field::Name),
        ("负责人签名", Field::Signature),
        ("职　务：", Field::Title),
        ("行政职务", Field::Title),
        ("Office held:", Field::Title),
        ("授权代表签字 Authorized signature：", Field::Signature),
        ("By:", Field::Signature),
        ("Name and Title:", Field::NameAndTitle),
        ("Printed name", Field::Name),
        ("Ort, Datum:", Field::Date),
        ("Unterschrift: ____", Field::Signature),
        ("Подпись:", Field::Signature),
        ("Ф.И.О.:", Field::Name),
        ("Должность:", Field::Title),
        ("서명:", Field::Signature),
        ("직위:", Field::Title),
        ("代表者署名：", Field::Signature),
        ("Nom et prénom :", Field::Name),
        ("甲（社印）：", Field::Party),
        ("甲方（盖章）：", Field::Party),
        ("Party B:", Field::Party),
        ("（公章）", Field::Seal),
        ("签名 Signed by:", Field::Signature),
        ("Signed by: ____", Field::Signature),
        ("Signed by Kestrel Institute Ltd", Field::Party),
        ("甲方Party A(盖章 Seal)", Field::Party),
        ("职务Tit1e", Field::Title),
        ("М.П.", Field::Seal),
        ("For and on behalf of", Field::Party),
        ("地址：", Field::Other),
    ] {
        assert_eq!(values(text).first().map(|(field, _)| *field), Some(field), "{text}");
    }
}

#[test]
fn captions_need_no_colon() {
    for (field, texts) in [
        (
            Field::Signature,
            "授权签字人签名|代表签字|签约代表签名|负责人（签名）|法定代表人（签章）|法人代表或委托代理人（签字）|Authorised signature|By|Firma|Unterschrift|Подпись|Signature|서명|署名",
        ),
        (
            Field::Name,
            "签字人（印刷体）|代表姓名|签约代表（正楷）|负责人姓名|法人代表或委托代理人姓名|Print name|Name (printed)|Nombre|Nome|Nom|성명|氏名",
        ),
        (
            Field::Title,
            "签字人职务|现任职务|所任职务|职务/职称|职 务|Capacity|Position|Cargo|Qualifica|Funktion|Должность|Qualité|직위|役職",
        ),
        (Field::Date, "签订时间|签约日期|时间|签署日期|日 期|Dated|Date of signature|Fecha|Data|Ort, Datum|Дата|Fait le|날짜|締結日"),
        (Field::Seal, "（公章）|Stempel|Seal|Stamp|Cachet|Sello|Timbro|직인"),
    ] {
        for text in texts.split('|') {
            assert_eq!(values(text).first().map(|(field, _)| *field), Some(field), "{text}");
        }
    }
}

#[test]
fn values_end_where_the_next_label_begins() {
    assert_eq!(
        values("法定代表人/负责人：王涛 职务：校长"),
        [(Field::Representative, "王涛".to_owned()), (Field::Title, "校长".to_owned())]
    );
    assert_eq!(values("甲方（盖章）：        乙方（盖章）："), [(Field::Party, String::new()), (Field::Party, String::new())]);
    assert_eq!(values("Name: Dr Helen Ashworth Title: Director")[1], (Field::Title, "Director".to_owned()));
    assert_eq!(values("갑: Jinling University   을: 한빛소재연구원")[1], (Field::Party, "한빛소재연구원".to_owned()));
    assert_eq!(values("姓名 张三")[0], (Field::Name, "张三".to_owned()));
}

#[test]
fn running_text_has_no_labels() {
    for text in [
        "本协议自双方签字盖章之日起生效，有效期三年。",
        "Party A shall prepare the samples and deliver them by 1 May.",
        "This Agreement is signed by the duly authorised representatives of the Parties",
        "甲方负责样品制备与测试，乙方负责算法研究。",
        "each of the Parties on the date of signature stated below and by its representative",
    ] {
        assert_eq!(values(text), [], "{text}");
    }
}
