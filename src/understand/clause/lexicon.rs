//! The words by which clauses, their contents and their emptiness are known, in the languages that agreements come in.

use std::sync::LazyLock;

use crate::understand::lexicon::Pattern;

/// What a heading announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// Intellectual property.
    Ip,
    /// Duration and entry into force.
    Term,
    /// Who does what.
    Responsibilities,
    /// Contents of the work: says who does what in many agreements, in others only what is done.
    Work,
    /// Some other subject that ends a clause: confidentiality, money, disputes …
    Other,
}

/// Heading words per subject; the longest match decides, so compounds that belong elsewhere stand with their own subject.
pub(super) static HEADINGS: LazyLock<[(Subject, Pattern); 5]> = LazyLock::new(|| {
    [
        (
            Subject::Ip,
            heading(&[
                r"知[识識识]产权(的?(归属|权属|分配|分享|保护|条款|约定|归属和使用|归属与分享|归属及使用|与成果))*|知識產權(的?(歸屬|保護|安排|條款))*|智慧財產權?(之?(歸屬|歸屬與運用))*|智慧產權",
                r"(研究|技术|科技|项目|创新|合作|開發|开发|新技术|新增)?(成果|技術成果|研究成果)(的|之|及其|及|和|与|、)*(知识产权)?(的|之)*(归属|权属|歸屬|分享|分配|所有权|使用权?|转化|权益|权利)([和与及、](分享|分配|使用|转化|收益分配|利益分享|推广))*",
                r"专利(的)?(申请权?|权属|归属)|专有技术|技术秘密的?(归属|使用)|权属(与|和|及)(使用|分享)|权益(归属|分配|分享)|成果权属及专利申请权|软件著作权归属",
                r"intellectual\s*property(\s*rights?)?(\s*(and|&)\s*\w+)?|\bIPR?s?\b(\s*rights)?|industrial property|background and foreground|foreground|ownership of (the )?(results?|inventions?|work product|ip|intellectual property|data)|(project |research )?results? and (rights|ownership|exploitation|use)|patents?( rights)?( and \w+)?|rights (in|to) (the )?(results|inventions)|inventions?|access rights|exploitation of results",
                r"schutzrechte?(\s*und\s*\w+)*|geistige[sn]? eigentum\w*|arbeitsergebnisse|rechte an (den |neuen )?(arbeits)?ergebnissen|ergebnisse und \w+|(eigentum|nutzung) (an|von) \w*ergebnisse\w*|nutzungsrechte|erfindungen",
                r"propri[ée]t[ée]\s*intellectuelle|propri[ée]t[ée] des r[ée]sultats|(propri[ée]t[ée] et )?exploitation des r[ée]sultats|r[ée]sultats|brevets|connaissances (propres|ant[ée]rieures)",
                r"知的財産(権)?(の?(取扱い?|帰属|実施|取り扱い))*|知的所有権|(研究)?成果(物)?の(帰属|取扱い?|取り扱い|権利)|特許(権|を受ける権利)?(の?(帰属|出願|取扱い))*|発明の帰属|産業財産権",
                r"(지식|지적)\s*재산권?(의?\s*(귀속|소유|보호|실시))*|(연구\s*)?(성과|결과)물?의?\s*(귀속|소유|활용)|산업재산권|특허권?",
                r"интеллектуальн\w+ собственност\w*|(права|распределение прав) на (результат\w*|интеллект\w*)|исключительные права|результаты (работ|исследований)|патентные права",
                r"propiedad\s*intelectual(\s*e industrial)?|propiedad industrial|(titularidad|propiedad) (de|sobre) (los )?resultados|derechos de propiedad|patentes|explotaci[óo]n de (los )?resultados",
            ]),
        ),
        (
            Subject::Term,
            heading(&[
                r"(协议|合同|合作|项目|履行|执行|实施|研究|协作|本协议|研发|开发|協議|合約|合作協議)?(的)?(有效)?(期限|期间|有效期限?|年限|起止时间|起止日期|執行期間|执行期|实施期)|有效期|生效(日期|与期限|及期限|和期限|与有效期|及有效期|与终止|和终止)?|协议的?生效|合作期限?与?终止|履行期限|完成期限|进度和期限|期間|期限",
                r"\b(term|duration|period of validity|validity|effective (date|period)|entry into force|commencement|contract period|period of (performance|the agreement|cooperation)|period)\b(\s*(and|&|,)\s*(termination|duration|validity|effect\w*|renewal|commencement))*( of (the |this )?(agreement|contract|cooperation|project))?",
                r"laufzeit(\s*und \w+)?|vertragsdauer|dauer( (des|der) \w+)?|inkrafttreten(\s*und \w+)?|geltungsdauer|g[üu]ltigkeit|vertragsbeginn|projektlaufzeit",
                r"dur[ée]e( (de|du) \w+( \w+)?)?|entr[ée]e en vigueur( et dur[ée]e)?|p[ée]riode de validit[ée]|date d'effet",
                r"(有効|研究|契約|契約の有効|実施|協定)(の)?期間|契約期間|存続期間|発効",
                r"(협약|계약|연구|유효|협정|사업)\s*(의\s*)?(유효\s*)?기간|유효\s*기간|효력\s*발생|효력",
                r"срок\w* (действия|договора|выполнения|исполнения|реализации|соглашения)\w*( \w+)?|вступление в силу|сроки",
                r"vigencia|duraci[óo]n( (del|y) \w+)?|plazo( de (vigencia|ejecuci[óo]n|duraci[óo]n))?|entrada en vigor",
            ]),
        ),
        (
            Subject::Responsibilities,
            heading(&[
                r"(双方|各方|三方|四方|甲乙双方|合作双方|合作各方|雙方|各單位|各单位|参与方|當事人)?(的|之)?(主要)?(职责|职责分工|责任分工|任务分工|任务分配|工作分工|分工|責任|职责与义务|職責|職責分工|任務分工|工作分配|责任与义务|责任和义务|任务及分工|任务与分工)(表|与义务|及义务|安排|与任务|和任务|与进度|及进度)*",
                r"(双方|各方|三方|甲方|乙方|丙方|丁方|雙方|合作各方)(的|之)?(主要)?(权利|責任|责任|义务|任务|權利|義務|职责|分工)((与|和|及|、|與)(义务|责任|權利|義務|权利|职责|任务))*",
                r"权利(与|和|及|、)?义务|權利義務|(合作|研究|开发|项目|工作)(内容|任务)(与|及|和|、)(职责)?分工|各自(承担)?的?(任务|工作|职责)|承担(的)?(任务|工作)|合作分工|双方分工|研究分工|任务划分|义务和责任",
                r"(rights and )?obligations( and (rights|responsibilities|duties))?( of (the |each |both )?part(y|ies|ners?)( \w)?)?|responsibilit(y|ies)( of (the |each |both )?part(y|ies|ners?)( \w)?)?|roles?( and (responsibilities|tasks|contributions))?|(division|allocation|distribution|sharing) of (tasks?|work|labou?r|responsibilities|roles)|duties( of (the )?parties)?|tasks?( of (the )?part(y|ies|ners)( \w)?)?|(parties'?|partners'?) (obligations|responsibilities|roles|tasks|contributions|undertakings)|contributions? of (the )?(parties|partners)|undertakings( of the parties)?|scope of work and division of responsibilities|work packages|who does what|commitments of (the )?(parties|partners)",
                r"aufgaben(verteilung|teilung|gebiete)?(\s*(und|der|des)\s*\w+)*|arbeitspakete|arbeitsteilung|pflichten( der \w+)?|rechte und pflichten( der \w+)?|leistungen der (partner|parteien|vertragspartner)|verantwortlichkeiten|zust[äa]ndigkeiten|beitr[äa]ge der \w+",
                r"(droits et )?obligations( (et droits )?des (parties|partenaires))?|responsabilit[ée]s( des (parties|partenaires))?|r[ôo]les?( et \w+)?|r[ée]partition des (t[âa]ches|travaux|r[ôo]les)|t[âa]ches( des parties)?|engagements des parties|contributions des parties",
                r"(研究|業務|役割|作業|責任|任務)の?分担|分担(業務|事項|研究)?|役割|(当事者|甲乙|両者|各当事者)の(義務|責務|役割|業務)|責務|実施分担|業務の範囲",
                r"(역할|업무|책임|연구|과제)\s*(의\s*)?(및\s*)?(분담|책임|분장)|역할|(당사자|각\s*기관|양\s*당사자|갑과\s*을)의\s*(의무|역할|책임|권리)|권리와?\s*(및\s*)?의무|의무|업무\s*범위",
                r"(права и )?обязанност\w+( и права)?( сторон\w*)?|обязательства( сторон\w*)?|распределение (обязанностей|работ|задач|ролей)|ответственность и обязанности|задачи сторон|функции сторон|роли сторон",
                r"obligaciones( (y derechos )?de las partes)?|derechos y obligaciones|responsabilidades( de las partes)?|(distribuci[óo]n|reparto|divisi[óo]n) de (tareas|trabajo|funciones|responsabilidades)|tareas( de las partes)?|compromisos de las partes|funciones de las partes|roles",
            ]),
        ),
        (
            Subject::Work,
            heading(&[
                r"(合作|研究|研发|研究开发|工作|项目|技术|實施|主要|合作研究|合作的)(的)?(主要)?(内容|任务|计划|方案|範圍|内容和要求|内容与要求|方式|範疇|内容及方式|内容与方式|事项|進度)|合作方式|研究计划|进度(计划|安排)|计划进度|任务书|实施方案|任务表|工作分解|內容",
                r"scope( of (work|the (project|cooperation|agreement|research)|cooperation|research|collaboration))?|work ?plan|statement of work|research (plan|programme|program|work)|areas? of (cooperation|collaboration)|(implementation|project) plan|(content|form|mode)s? of (the )?(cooperation|collaboration)|conduct of the (research|project)|cooperation|collaboration|work",
                r"(forschungs|arbeits|projekt)(plan|programm|inhalt\w*)|(art und )?umfang( der \w+)?|leistungsumfang|durchf[üu]hrung( des \w+)?|zusammenarbeit|programme de (travail|recherche)|contenu|modalit[ée]s( \w+)*|研究(計画|内容|の実施|題目)|業務内容|協力(内容|事項|の内容)|연구\s*(내용|계획|개발\s*내용)|협력\s*(분야|내용|범위)|содержание( работ\w*)?|план работ|календарный план|направления сотрудничества|plan de trabajo|alcance|contenido|programa",
            ]),
        ),
        (
            Subject::Other,
            heading(&[
                r"保密(义务|责任|条款|与发表|期限|事项|協議)*|秘密|技术情报和资料的保密|违约(责任|金|和赔偿|及赔偿)*|違約責任|风险(责任|承担|分担)*|法律责任|责任限制|赔偿责任|争议|爭議|仲裁|纠纷|经费(来源|分担|投入|及支付|安排|期限)*|經費|费用|投资|资金|支付|报酬|验收(标准|期限|方式)*|不可抗力|变更|變更|解除|(协议|合同)?的?(变更|解除|终止|修改)((与|和|及|、)(终止|解除|变更))*|终止|附则|附則|其他|其它|定义|释义|目的|宗旨|背景|目标|原则|总则|人员交流|交流|论文|发表(和署名)?|署名|适用法律|法律适用|通知|联系|份数|文本|语言|签署|签字|附件|数据|伦理|设备|安全|转让|权利瑕疵|担保|独立|权利义务的?转让|项目概况|概况|概述",
                r"confidential\w*( obligations?| information)?|non-?disclosure|secrecy|publications?|funding|financ\w+|budget|costs?( and payment)?|payment( obligations?| terms?)?|fees?|disputes?( resolution)?|settlement of disputes|arbitration|(governing|applicable) law|liabilit\w+( and obligations)?|indemni\w+|warrant\w+|force majeure|miscellaneous|general( provisions)?|final provisions|definitions?|purpose|objectives?|aims?|background|preamble|recitals|notices?|amendments?( and termination)?|termination( of (the |this )?(agreement|contract))?|withdrawal|assignment|coordination|management|steering committee|personnel|exchange|data protection|ethics|acceptance|counterparts|language|severability|entire agreement|breach|compliance|export control|reporting|equipment",
                r"geheimhaltung\w*|vertraulichkeit|ver[öo]ffentlichung\w*|finanzierung|kosten\w*|verg[üu]tung|zahlung\w*|haftung|gew[äa]hrleistung|k[üu]ndigung|anwendbares recht|gerichtsstand|streit\w*|schlussbestimmungen|sonstiges|gegenstand\w*|pr[äa]ambel|ziel\w*|h[öo]here gewalt|koordination",
                r"confidentialit[ée]|publications?|financement|dispositions? (financi[èe]res|diverses|g[ée]n[ée]rales|finales)|r[ée]siliation|litiges|diff[ée]rends|droit applicable|responsabilit[ée] civile|force majeure|objet|d[ée]finitions|pr[ée]ambule|modification\w*",
                r"秘密保持|機密保持|公表|研究費|費用|支払|契約の(解除|変更)|解除|紛争|協議|準拠法|管轄|損害賠償|不可抗力|目的|定義|雑則|作成|反社会的勢力|안전|비밀\s*유지|연구비|비용|해지|분쟁|기타|목적|정의|준거법|손해\s*배상|불가항력|공표|논문|통지",
                r"конфиденциальност\w*|финансирован\w*|стоимость|порядок расчетов|оплата|ответственность( сторон)?|расторжен\w*|изменен\w*|разрешение споров|спор\w*|форс-?мажор\w*|прочие условия|заключительные положения|предмет( договора| соглашения)?|цел[ьи]|общие положения|публикации|определения|реквизиты",
                r"confidencialidad|financiaci[óo]n|financiamiento|presupuesto|pagos?|rescisi[óo]n|terminaci[óo]n|resoluci[óo]n|controversias|ley aplicable|jurisdicci[óo]n|fuerza mayor|objeto|definiciones|disposiciones (generales|finales)|publicaciones|responsabilidad civil|notificaciones|modificaciones|antecedentes",
            ]),
        ),
    ]
});

fn heading(parts: &[&str]) -> Pattern {
    Pattern::new(&format!("(?i)(?:{})", parts.join("|")))
}

/// Plain heading terms of four and more characters, for headings with one wrongly read character.
pub(super) const TERMS: &[(Subject, &str)] = &[
    (Subject::Ip, "知识产权"),
    (Subject::Ip, "知識產權"),
    (Subject::Ip, "成果归属"),
    (Subject::Ip, "成果权属"),
    (Subject::Ip, "知的財産権"),
    (Subject::Ip, "지식재산권"),
    (Subject::Ip, "intellectualproperty"),
    (Subject::Ip, "geistigeseigentum"),
    (Subject::Ip, "propriétéintellectuelle"),
    (Subject::Ip, "интеллектуальнаясобственность"),
    (Subject::Ip, "propiedadintelectual"),
    (Subject::Responsibilities, "职责分工"),
    (Subject::Responsibilities, "任务分工"),
    (Subject::Responsibilities, "双方分工"),
    (Subject::Responsibilities, "权利义务"),
    (Subject::Responsibilities, "权利与义务"),
    (Subject::Responsibilities, "权利和义务"),
    (Subject::Responsibilities, "双方责任"),
    (Subject::Responsibilities, "双方职责"),
    (Subject::Responsibilities, "研究の分担"),
    (Subject::Responsibilities, "役割分担"),
    (Subject::Responsibilities, "responsibilities"),
    (Subject::Responsibilities, "obligationsoftheparties"),
    (Subject::Responsibilities, "обязанностисторон"),
    (Subject::Responsibilities, "aufgabenverteilung"),
    (Subject::Term, "合作期限"),
    (Subject::Term, "履行期限"),
    (Subject::Term, "协议期限"),
    (Subject::Term, "合同期限"),
    (Subject::Term, "срокдействия"),
    (Subject::Term, "vertragslaufzeit"),
    (Subject::Other, "违约责任"),
    (Subject::Other, "保密条款"),
    (Subject::Other, "保密义务"),
    (Subject::Other, "不可抗力"),
    (Subject::Other, "争议解决"),
    (Subject::Other, "confidentiality"),
    (Subject::Other, "miscellaneous"),
];

/// Sentences that put a matter off.
pub(super) static DEFERRAL: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"另行.{0,8}(协商|约定|商定|签订|签署|确定|议定|订立|商议|商讨|協商|約定|議定|簽訂)|另(签|订|立|訂).{0,10}(协议|合同|協議)|(届时|今后|后续|以后|日后|未来).{0,10}(协商|约定|商定|确定)|(待|视).{0,12}(协商|商定|确定|约定|议定)|(双方|各方|三方|雙方).{0,6}(协商|商议|协议|協商)(后|一致)?(再)?(确定|决定|约定|处理|商定)|以(另行|补充)(签订|约定).{0,6}为准|由补充协议(约定|规定)|再行(约定|协商|商定)",
        r"\b(to|will|shall|may|must) be (separately |mutually |later |subsequently |further )?(agreed|negotiated|determined|settled|decided|discussed|defined)\b[^.;]{0,40}\b(separately|later|subsequently|in (a|due) (separate|course|subsequent)|by the parties|between the parties|at (that|the|a later)|on a case)|(agreed|negotiated|determined|settled|decided|discussed|regulated|dealt with)\s+(upon )?(separately|later|subsequently|at a later)|(separate|subsequent|supplementary|further|future) (written )?(agreements?|contracts?)|negotiate[sd]? (in good faith|separately|later)|remains? to be (agreed|determined|negotiated)|reserved for (future|later)|(agreed|determined) on a case[- ]by[- ]case",
        r"(gesondert\w*|separat\w*|sp[äa]ter|zu gegebener zeit|im einzelfall|einvernehmlich).{0,50}(vereinbar|regel|gereg|festgelegt|festlegen|verhandel|abgestimmt|entschieden)|(vereinbar|regel|festgelegt).{0,40}(gesondert|separat|sp[äa]ter)|(gesonderte|separate|sp[äa]tere|eigene)[rn]? (vereinbarung|vertrag|regelung)|bleib\w* .{0,30}vereinbarung vorbehalten",
        r"(ult[ée]rieurement|s[ée]par[ée]ment|au cas par cas).{0,40}|(accord|avenant|convention|contrat) (s[ée]par[ée]e?|distincte?|sp[ée]cifique|ult[ée]rieure?)|fer(a|ont) l'objet d'un|d[ée]termin[ée]e?s? d'un commun accord|à (convenir|définir)",
        r"(別途|別に|後日|改めて|その都度).{0,12}(協議|定め|合意|締結|決定|取り決め)|協議(の上|のうえ|して|により).{0,10}(定め|決定|取り決め)",
        r"(별도|추후|따로|차후).{0,12}(협의|합의|약정|정한|정하|계약|협약|결정)|협의하여\s*(정|결정)",
        r"(отдельн\w+|дополнительн\w+|последующ\w+) (соглашени|договор|контракт)\w*|(согласовыва|определя|регулиру|оговарива|устанавлива|решa|реша)\w+.{0,40}(отдельно|дополнительно|впоследствии|позднее|по соглашению сторон)|(отдельно|дополнительно|впоследствии|позднее).{0,30}(соглас|опредл|определ|договор|урегулир)\w*|подлеж\w+ (дополнительному |отдельному )?согласованию",
        r"(por separado|posteriormente|en su momento|caso por caso).{0,40}(acord|defin|negoci|establec|pact)\w*|(se )?(acord|defin|negoci|establec|pact|determin)\w+.{0,30}(por separado|posteriormente|m[áa]s adelante|de com[úu]n acuerdo)|(acuerdo|convenio|contrato)s? (separado|espec[íi]fico|posterior|aparte)s?|por (acordar|definir)",
    ])
});

/// Sentences that refer elsewhere for what they should say themselves.
pub(super) static REFERENCE: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"(详见|参见|见|以|按|按照|依据|依照|根据|遵照|詳見|參見)[^。;]{0,24}(申报书|申请书|任务书|附件|附表|附录|合同书|计划书|实施方案|申請書|計畫書|可行性报告|项目书|另附)",
        r"(set (out|forth)|described|specified|defined|detailed|listed|laid down|stated|given|provided|see|as per|according to|in accordance with|pursuant to|refer to|contained|outlined)[^.;]{0,40}\b(annex|appendix|schedule|exhibit|attachment|application|proposal|project plan|work plan|attached)",
        r"(siehe|gem[äa][ßs]s?|in|nach|laut|entsprechend)\s[^.;]{0,30}\b(anlage|anhang|projektantrag|antrag|arbeitsplan)\b|(voir|conform[ée]ment|d[ée]crite?s?|d[ée]finie?s?|pr[ée]cis[ée]e?s?)[^.;]{0,30}\b(annexe|dossier|demande|proposition)|(別紙|別表|別添|申請書|計画書)[^。]{0,12}(とおり|通り|に定め|による|参照|記載)|(별첨|붙임|별지|신청서|계획서)[^.]{0,12}(따른|같|참조|의한)|(в соответствии с|согласно|указан\w+ в|приведен\w+ в|см\.)[^.;]{0,30}(приложени|заявк|техническ\w+ задани)\w*|(seg[úu]n|conforme a|descrit\w+ en|detallad\w+ en|ver|v[ée]ase)[^.;]{0,30}(anexo|solicitud|propuesta)",
    ])
});

/// What intellectual property is spoken of as, in bodies without a heading.
pub(super) static IP_BODY: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"知识产权|知識產權|智慧財產|专利|專利|著作权|成果.{0,8}(归|属于|所有|共有)|intellectual property|\bpatents?\b|copyright|\binventions?\b|foreground|schutzrecht|geistige\w* eigentum|patente?\b|propri[ée]t[ée] intellectuelle|brevets?|知的財産|特許|지식\s*재산|지적\s*재산|특허|интеллектуальн\w+ собственност|патент|propiedad intelectual|patentes?",
    ])
});

/// Who keeps what existed before.
pub(super) static BACKGROUND: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"(原有|已有|既有|背景|在先|事先|此前|先前|固有|原先|现有|合作前|协作前|项目前|(签订|签署|生效|开始|实施|立项|合作|簽訂|簽署)(之)?(日)?(以)?前|各自.{0,10}(拥有|所有|持有|带入)|原各自).{0,50}(知识产权|专利|技术|成果|软件|权|技術|權|專利|財產)|背景(知识产权|技术|成果|知識產權)|(知识产权|技术|专利).{0,30}(权属不变|仍归(原|各)|归原)",
        r"\bbackground\b|pre-?existing|\b(prior to|before)\b.{0,60}(agreement|signing|signature|effective|project|cooperation|commencement|start|date)|existing (intellectual|ip|rights|know|patent|technolog)|already (owned|held|own|existing)|(owned|held|developed|possessed|acquired) (independently|before|prior)|independently (of|developed)",
        r"altschutzrecht|(vor)?bestehend|(vor|bei) (vertrags|beginn|abschluss|projekt|unterzeichnung)\w*|bereits|eingebracht|mitgebracht|background|ant[ée]rieur|pr[ée]existant|connaissances propres|avant la (signature|date|conclusion)|déjà",
        r"(締結|契約|開始|研究)(日)?(の)?(時|以)?前|既存|従前|既に|もともと|(체결|협약|계약|시작|개시).{0,6}(이)?전|기존|이전(에|부터)|ранее (созданн|существ|принадлеж|получен)|предшествующ|до (заключения|начала|подписания|вступления)|существующ|previ[oa]s?\b|preexistente|anterior(es|idad|mente)?|antes de|existente",
    ])
});

/// Who owns.
pub(super) static OWNERSHIP: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"(归|属于?|歸|屬於?|由).{0,24}(所有|拥有|享有|独有|共有|专有|独享|共享|持有|擁有)|(归|歸)(属)?.{0,12}(方|单位|單位|者|发明人|学校|公司)|共有|共同(所有|拥有|享有|持有|申请|擁有)|归属|所有权|(权属|產權|权利).{0,10}(不变|归|属)|(申请|专利|申請|著作)权?.{0,6}(由|归|属|歸)|谁(完成|研发|开发).{0,4}谁(拥有|所有)",
        r"\b(co-?)?own(s|ed|ers?|ership)?\b|\bbelongs?\b|\bvest(s|ed)?\b|propert(y|ies) of|sole property|joint property|title to|retains?|remain(s)? (the |with )|jointly (hold|held|file)|shared equally",
        r"eigentum|geh[öo]r\w+|steh\w* .{0,60}\bzu\b|zusteh\w*|inhaber|verbleib\w*|gemeinschaftlich|miteigent\w*|propri[ée]t[ée]|propri[ée]taire|appartien\w+|copropri\w+|titulaire|d[ée]tien\w+",
        r"帰属|共有|所有|保有|持分|有する|귀속|소유|공유|보유|принадлеж\w+|собственност|совладе\w+|долях|правообладател\w*|сохраня\w+|закрепля\w+|propiedad (de|conjunta|exclusiva|compartida|com[úu]n)|pertenec\w+|titular\w*|cotitular\w*|corresponder\w*|propietari\w+",
    ])
});

/// How results are used, licensed, shared or published.
pub(super) static USAGE: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"使用|实施|許可|许可|转让|转化|推广|应用于|分享|分成|收益|利益|发表|发布|署名|转移|产业化|商业化|實施|轉讓|轉化|授權|运用|運用|利用",
        r"\b(use[sd]?|using|usage|licen[cs]\w*|exploit\w*|commerciali[sz]\w*|publish\w*|share[sd]?|sharing|royalt\w+|income|revenues?|proceeds|transfer\w*|access rights|practi[cs]e[sd]?|sublicen\w+|assign(ed|s)? )\b",
        r"nutz\w+|benutz\w+|verwert\w+|lizen\w+|erl[öo]s\w*|ver[öo]ffentlich\w+|utilis\w+|exploit\w+|licence\w*|revenus|publi\w+|partag\w+|c[ée]d\w+",
        r"実施|使用|許諾|利用|公表|配分|譲渡|사용|실시|허락|이용|수익|배분|활용|양도|использ\w+|лиценз\w+|доход\w*|передач\w+|публик\w+|распоряж\w+|utiliz\w+|usar|\buso\b|explot\w+|licenci\w*|public\w+|ingresos|compart\w+|ceder|transfer\w+",
    ])
});

/// Sentences that grant a right instead of giving a task.
pub(super) static RIGHT: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"有权|享有|有權|可以(使用|要求)|(has|have) the right|is entitled|are entitled|\bmay\b|\bberechtigt\b|\bdarf\b|d[üu]rfen|peut\b|peuvent|a le droit|вправе|имеет право|имеют право|tiene derecho|podr[áa]n?\b|ことができる|할 수 있다|권리를? (가|보)",
    ])
});

/// What is said of a party without giving it a task: where it is, what it is called, that it applies for the grant.
pub(super) static NO_TASK: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"地\s*址|住\s*所|法定代表人|以下\s*(简称|簡稱)|申报单位|所在地|\baddress\b|hereinafter|hereafter|registered (office|seat)|having its|organi[sz]ed under|nachstehend|im folgenden|mit sitz|anschrift|ci-après|dont le siège|adresse|далее|адрес|именуем|domicili|en lo sucesivo|以下「|所在地|住所|이하\s*[“‘「]|주소\s*:",
        r"^\W{0,4}(?:拟|计划|欲|擬)(?:牵头|联合|共同)?(?:申报|申请|申請)|^\W{0,4}(?:intends?|plans?|wish(?:es)?)\s+to\s+apply\b|beabsichtigt[^.]{0,80}beantragen",
    ])
});

/// Subjects that are all parties together or any of them.
pub(super) static JOINT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^(甲[、,]?乙(双方|方|两方)?|甲乙丙|双方|各方|三方|四方|两方|任何一方|任一方|一方|各单位|合作方|雙方|甲(及び|と|、)乙|当事者|両当事者|各当事者",
        r"|(the |both |each |all |either |any )*part(y|ies|ners?)\b( (shall|will|agree|undertake|may|must|are|is|intending|of|hereto)|$|,)|both (sides|parties)|each of|the two|neither",
        r"|(die|beide|jede|alle|jeder) (vertrags)?(partei|partner)\w*|les (parties|partenaires)|chaque (partie|partenaire)|갑과\s*을|양\s*당사자|당사자|각\s*당사자|стороны|каждая (из )?сторон|обе стороны|las partes|cada (una de las )?parte|ambas)"
    ))
});
