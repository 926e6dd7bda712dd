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
                // As the whole heading: inside of others these words are about other rights.
                r"^\W*(?:rights|(?:ownership|title|property)(?: (?:and|&) (?:use|usage|rights|licen[cs]\w*|exploitation))?|who owns what|who has what|droits|propriété(?: et (?:usage|utilisation|exploitation))?|rechte|eigentum(?: und (?:nutzung|verwertung))?|права|права и результаты|derechos|propiedad(?: y uso)?|diritti|proprietà(?: e uso)?|direitos|权利|權利|权属|产权|権利|권리|归属|归谁|东西归谁|所有权(?:和|与|及)使用权?)\W*$",
                r"知[识識识]产权(的?(归属|权属|分配|分享|保护|条款|约定|归属和使用|归属与分享|归属及使用|与成果))*|知識產權(的?(歸屬|保護|安排|條款))*|智慧財產權?(之?(歸屬|歸屬與運用))*|智慧產權",
                r"(研究|技术|科技|项目|创新|合作|開發|开发|新技术|新增)?(成果|技術成果|研究成果)(的|之|及其|及|和|与|、)*(知识产权)?(的|之)*(归属|权属|歸屬|分享|分配|所有权|使用权?|转化|权益|权利)([和与及、](分享|分配|使用|转化|收益分配|利益分享|推广))*",
                r"(技术|科研|合作|研发|开发|创新|知识)?成果(管理|处理|处置|权益|与知识产权|及知识产权|和知识产权)|权利(的)?归属|产权(归属|约定)|(专利|著作权|版权)(与|和|及|、)[\p{L}]{2,6}|技术成果|知识成果|数据(权属|归属|所有权)|专利权?(与|及|和)?技术秘密|技术秘密(与|及|和)?专利权?|专利权|成果(共享|分享|处理)|新品种权|(専有|专有)权",
                r"专利(的)?(申请权?|权属|归属)|专有技术|技术秘密的?(归属|使用)|权属(与|和|及)(使用|分享)|权益(归属|分配|分享)|成果权属及专利申请权|软件著作权归属",
                r"intellectual\s*property(\s*rights?)?(\s*(and|&)\s*\w+)?|\bIPR?s?\b(\s*rights)?|industrial property|background and foreground|foreground|ownership of (the )?(results?|inventions?|work product|ip|intellectual property|data)|(project |research )?results? and (rights|ownership|exploitation|use)|patents?( rights)?( and \w+)?|rights (in|to) (the )?(results|inventions)|inventions?|access rights|exploitation of results|(arising|project|resulting|joint|new|background) (ip|intellectual property|rights|results)|propriet\w+ rights|rights? (to|in|over|on) [\w ]{0,24}(outputs?|outcomes?|results?|ip|data|software|materials|inventions?)|(ownership|use|protection|exploitation|commerciali[sz]ation)( and \w+)? of (\w+ ){0,3}(results?|outputs?|outcomes?|ip|rights|inventions?|data)|(results?|outcomes?|outputs?|inventions?|patents?|copyrights?|data|software|know-how)((,| and| &) (results?|outcomes?|outputs?|inventions?|patents?|copyrights?|software|know-how))+|licen[cs](es?|ing)( and \w+)?",
                r"schutzrechte?(\s*und\s*\w+)*|geistige[sn]? eigentum\w*|arbeitsergebnisse|rechte an (den |neuen )?(arbeits)?ergebnissen|ergebnisse und \w+|(eigentum|nutzung) (an|von) \w*ergebnisse\w*|nutzungsrechte|erfindungen|(projekt|forschungs|entwicklungs|arbeits)?ergebnisse|rechte (am|an|aus) [\p{L} ]{0,30}(ergebnis|erfindung|entwicklung)\p{L}*|schutzrechts\p{L}+|verwertung\p{L}*|urheberrecht\p{L}*|patente?",
                r"propri[ée]t[ée]\s*intellectuelle|propri[ée]t[ée] des r[ée]sultats|(propri[ée]t[ée] et )?exploitation des r[ée]sultats|r[ée]sultats|brevets|connaissances (propres|ant[ée]rieures)|droits (sur|d'auteur|de propri[ée]t[ée])[\p{L} ]{0,20}|(savoir-faire|inventions|logiciels)( et \p{L}+)?|valorisation",
                r"知的財産(権)?(の?(取扱い?|帰属|実施|取り扱い))*|知的所有権|(研究)?成果(物)?の(帰属|取扱い?|取り扱い|権利)|特許(権|を受ける権利)?(の?(帰属|出願|取扱い))*|発明(等)?の?(帰属|取扱い?|取り扱い)?|(研究)?成果(等|物)?の?(取扱い?|取り扱い|利用|活用|実施)|知的財産|産業財産権",
                r"(지식|지적)\s*재산권?(의?\s*(귀속|소유|보호|실시))*|(연구\s*)?(성과|결과)물?의?\s*(귀속|소유|활용)|산업재산권|특허권?|(연구)?(성과|결과)물?의?\s*(소유|귀속|활용|이용|권리)|지식재산|발명",
                r"интеллектуальн\w+ собственност\w*|(права|распределение прав) на (результат\w*|интеллект\w*)|(объект\w+ )?интеллектуальн\w+ (прав\w*|собственност\w*)|прав[ао]\w* (на|собственности на) \p{L}+|результаты и права|патенты( и \p{L}+)?|исключительные права|результаты (работ|исследований)|патентные права",
                r"propiedad\s*intelectual(\s*e industrial)?|propiedad industrial|(titularidad|propiedad) (de|sobre) (los )?resultados|derechos de propiedad|patentes|(resultados|invenciones)( y \p{L}+)?|derechos de (autor|invenci[óo]n|explotaci[óo]n)[\p{L} ]{0,20}|propriet[àa] (intellettuale|industriale|dei risultati)|diritti (sui risultati|di propriet[àa])|brevetti|risultati|(propriedade|direitos) (intelectual|industrial|sobre)|explotaci[óo]n de (los )?resultados",
            ]),
        ),
        (
            Subject::Term,
            heading(&[
                r"(协议|合同|合作|项目|履行|执行|实施|研究|协作|本协议|研发|开发|協議|合約|合作協議)?(的)?(有效)?(期限|期间|有效期限?|年限|起止时间|起止日期|執行期間|执行期|实施期)|有效期|效期|生效(日期|与期限|及期限|和期限|与有效期|及有效期|与终止|和终止)?|协议的?生效|合作期限?与?终止|履行期限|完成期限|进度和期限|期間|期限",
                r"\b(term|duration|period of validity|validity|effective (date|period)|entry into force|commencement|contract period|period of (performance|the agreement|cooperation)|period)\b(\s*(and|&|,)\s*(termination|duration|validity|effect\w*|renewal|commencement))*( of (the |this )?(agreement|contract|cooperation|project))?",
                r"laufzeit(\s*und \w+)?|vertragsdauer|dauer( (des|der) \w+)?|inkrafttreten(\s*und \w+)?|geltungsdauer|g[üu]ltigkeit|vertragsbeginn|projektlaufzeit",
                r"dur[ée]e( (de|du) \w+( \w+)?)?|entr[ée]e en vigueur( et dur[ée]e)?|p[ée]riode de validit[ée]|date d'effet",
                r"(有効|研究|契約|契約の有効|実施|協定)(の)?期間|契約期間|存続期間|発効",
                r"(협약|계약|연구|유효|협정|사업)\s*(의\s*)?(유효\s*)?기간|유효\s*기간|기간|효력\s*발생|효력",
                r"срок\w* (действия|договора|выполнения|исполнения|реализации|соглашения)\w*( \w+)?|вступление в силу|сроки?",
                r"durata( e \p{L}+)?|decorrenza|vig[êe]ncia|validit[àa]|vigencia|duraci[óo]n( (del|y) \w+)?|plazo( de (vigencia|ejecuci[óo]n|duraci[óo]n))?|entrada en vigor",
            ]),
        ),
        (
            Subject::Responsibilities,
            heading(&[
                r"(双方|各方|三方|四方|甲乙双方|合作双方|合作各方|雙方|各單位|各单位|参与方|當事人)?(的|之)?(主要)?(职责|职责分工|责任分工|任务分工|任务分配|工作分工|分工|責任|职责与义务|職責|職責分工|任務分工|工作分配|责任与义务|责任和义务|任务及分工|任务与分工)(表|与义务|及义务|安排|与任务|和任务|与进度|及进度)*",
                r"(双方|各方|三方|甲方|乙方|丙方|丁方|雙方|合作各方)(的|之)?(主要)?(权利|責任|责任|义务|任务|權利|義務|职责|分工)((与|和|及|、|與)(义务|责任|權利|義務|权利|职责|任务))*",
                r"权利(与|和|及|、)?义务|權利義務|(合作|研究|开发|项目|工作)(内容|任务)(与|及|和|、)(职责)?分工|各自(承担)?的?(任务|工作|职责)|承担(的)?(任务|工作)|合作分工|双方分工|(双方|各方|三方)(的)?(投入|工作|贡献|承诺|任务|安排)|各方的?(工作|任务|分工)|工作(安排|任务)|[\p{L}]{0,8}(的)?分工|(中方|外方|[德英美法日韩俄意澳]方|学校|公司|企业|研究院|委托方|受托方)(的)?(任务|义务|责任|职责|工作|权利(与|和|及)?义务)|研究分工|任务划分|义务和责任",
                r"(rights and )?obligations( and (rights|responsibilities|duties))?( of (the |each |both )?part(y|ies|ners?)( \w)?)?|responsibilit(y|ies)( of (the |each |both )?part(y|ies|ners?)( \w)?)?|roles?( and (responsibilities|tasks|contributions))?|(division|allocation|distribution|sharing) of (tasks?|work|labou?r|responsibilities|roles)|duties( of (the )?parties)?|tasks?( of (the )?part(y|ies|ners)( \w)?)?|(parties'?|partners'?) (obligations|responsibilities|roles|tasks|contributions|undertakings)|contributions? of (the )?(parties|partners)|undertakings( of the parties)?|scope of work and division of responsibilities|work packages|who does what|what each \w+ (does|will do)|statement of tasks|(conduct|performance|execution|organi[sz]ation) of (the )?(project|work|research|tasks)|commitments?( of (the )?\w+)?|contributions?|the (work|project) (and )?\w*|leadership|participation|(obligations|duties|tasks|responsibilities|commitments|contributions|role) of (the )?[\p{L}]+( [\p{L}]+)?|project (roles|tasks|work)|commitments of (the )?(parties|partners)",
                r"leistungen|beitr[äa]ge|mitwirkung\p{L}*|(pflichten|aufgaben|leistungen|beitr[äa]ge) (der|des|von) [\p{L}]+( [\p{L}]+)?|durchf[üu]hrung der (arbeiten|forschung\p{L}*)|aufgaben(verteilung|teilung|gebiete)?(\s*(und|der|des)\s*\w+)*|arbeitspakete|arbeitsteilung|pflichten( der \w+)?|rechte und pflichten( der \w+)?|leistungen der (partner|parteien|vertragspartner)|verantwortlichkeiten|zust[äa]ndigkeiten|beitr[äa]ge der \w+",
                r"(droits et )?obligations( (et droits )?des (parties|partenaires))?|responsabilit[ée]s( des (parties|partenaires))?|r[ôo]les?( et \w+)?|r[ée]partition des (t[âa]ches|travaux|r[ôo]les)|t[âa]ches( des parties)?|contributions?|apports|missions|(obligations|engagements|t[âa]ches|missions) (de|du) (la |l['’])?[\p{L}]+|(ex[ée]cution|r[ée]alisation|conduite) (des travaux|du projet|de l['’][ée]tude)|programme de travail|engagements des parties|contributions des parties",
                r"(研究|業務|役割|作業|責任|任務)の?分担|分担(業務|事項|研究)?|役割|(当事者|甲乙|両者|各当事者)の(義務|責務|役割|業務)|責務|実施(体制|分担)|業務(の(範囲|内容))?|分担|(研究)?体制|(甲|乙)の(義務|業務|責務|役割)",
                r"(연구|협력|개발|사업)?\s*내용\s*(및|과)\s*(역할\s*)?분담|분담|(역할|업무|책임|연구|과제)\s*(의\s*)?(및\s*)?(분담|책임|분장)|역할|(당사자|각\s*기관|양\s*당사자|갑과\s*을)의\s*(의무|역할|책임|권리)|권리와?\s*(및\s*)?의무|의무|업무\s*범위",
                r"(права и )?обязанност\w+( и права)?( сторон\w*)?|обязательства( сторон\w*)?|распределение (обязанностей|работ|задач|ролей)|ответственность и обязанности|задачи сторон|функции сторон|роли сторон|порядок (выполнения|проведения) работ\p{L}*|выполнение работ|(обязанности|обязательства|задачи) \p{L}+|вклад сторон",
                r"compromisos( de (las|ambas) partes)?|obligaciones( (y derechos )?de las partes)?|derechos y obligaciones|responsabilidades( de las partes)?|(distribuci[óo]n|reparto|divisi[óo]n) de (tareas|trabajo|funciones|responsabilidades)|tareas( de las partes)?|compromisos de las partes|funciones de las partes|(reparto|distribuci[óo]n|ejecuci[óo]n) de (los )?(trabajos?|tareas)|obligaciones|aportaciones|obblighi( delle parti)?|compiti( delle parti)?|ripartizione (dei compiti|delle attivit[àa])|impegni( delle parti)?|responsabilit[àa]( delle parti)?|attivit[àa] delle parti|roles",
            ]),
        ),
        (
            Subject::Work,
            heading(&[
                r"(合作|研究|研发|研究开发|工作|项目|技术|實施|主要|合作研究|合作的)(的)?(主要)?(内容|任务|计划|方案|範圍|内容和要求|内容与要求|方式|範疇|内容及方式|内容与方式|事项|進度)|合作方式|研究计划|进度(计划|安排)|计划进度|任务书|实施方案|任务表|工作分解|內容",
                r"scope( of (work|the (project|cooperation|agreement|research)|cooperation|research|collaboration))?|work ?plan|statement of work|research (plan|programme|program|work)|areas? of (cooperation|collaboration)|(implementation|project) plan|(content|form|mode)s? of (the )?(cooperation|collaboration)|conduct of the (research|project)|cooperation|collaboration|work",
                r"(forschungs|arbeits|projekt)(plan|programm|inhalt\w*)|(art und )?umfang( der \w+)?|leistungsumfang|durchf[üu]hrung( des \w+)?|zusammenarbeit|programme de (travail|recherche)|contenu|modalit[ée]s( \w+)*|研究(計画|内容|の実施|題目)|業務内容|協力(内容|事項|の内容)|연구\s*(내용|계획|개발\s*내용)|협력\s*(분야|내용|범위)|содержание( работ\w*)?|план работ|календарный план|направления сотрудничества|esecuzione|programma|attivit[àa]|plan de trabajo|alcance|contenido|programa",
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
                r"confidencialidad|financiaci[óo]n|financiamiento|presupuesto|pagos?|rescisi[óo]n|terminaci[óo]n|resoluci[óo]n|controversias|ley aplicable|jurisdicci[óo]n|fuerza mayor|objeto|definiciones|disposiciones (generales|finales)|publicaciones|responsabilidad civil|notificaciones|modificaciones|antecedentes|riservatezza|oggetto|finanziamento|costi|recesso|controversie|legge applicabile|foro competente|disposizioni (generali|finali)|pubblicazioni|premesse|finalit[àa]",
            ]),
        ),
    ]
});

pub(super) fn heading(parts: &[&str]) -> Pattern {
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
        r"另行.{0,8}(协商|约定|商定|签订|签署|确定|议定|订立|商议|商讨|協商|約定|議定|簽訂)|另(签|订|立|訂).{0,10}(协议|合同|協議)|(届时|今后|后续|以后|日后|未来).{0,10}(协商|约定|商定|确定)|(待|视).{0,12}(协商|商定|确定|约定|议定)|(双方|各方|三方|雙方).{0,6}(协商|商议|协议|協商)(后|一致)?(再)?(确定|决定|约定|处理|商定)|(双方|各方|三方|雙方|甲乙).{0,24}(协商|商议|協商)(一致)?(解决|确定|处理|决定|约定|商定|議定|分享|分配|明确|划分)|根据.{0,10}(情况|实际).{0,6}(协商|商定|确定)|视.{0,10}(情况|进展).{0,10}(确定|商定|协商)|(双方|各方).{0,20}(协商|商议)?(拟定|议定|商定|另立)|另立|(?:在|以|由)(?:另行|另外|补充|补充性)?(?:签订|订立|签署)?的?(?:补充|附加|后续|单独)(?:协议|合同|约定).{0,6}(?:解决|规定|约定|明确|处理|确定|为准)|另行(?:解决|处理|规定|明确|安排|讨论)|以(另行|补充)(签订|约定).{0,6}为准|由补充协议(约定|规定)|再行(约定|协商|商定)|(双方|各方|三方|雙方|双方当事人).{0,20}(商讨|磋商|洽谈|讨论|协商|商议).{0,24}(归属|权属|利用|使用|分配)|另一份?(协议|合同)|(?:双方|各方|雙方)[^,。;]{0,16}善意(?:协商|商讨|磋商)",
        r"\b(to|will|shall|may|must) be (separately |mutually |later |subsequently |further )?(agreed|negotiated|determined|settled|decided|discussed|defined)\b[^.;]{0,40}\b(separately|later|subsequently|in (a|due) (separate|course|subsequent)|by the parties|between the parties|at (that|the|a later)|on a case)|(agreed|negotiated|determined|settled|decided|discussed|regulated|dealt with)\s+(upon )?(separately|later|subsequently|at a later)|(separate|subsequent|supplementary|further|future) (written |ip |licen[cs]e |specific )?(agreements?|contracts?|arrangements?)|(defined|determined|decided|agreed|settled) by (the |a )?(joint )?(\w+ )?(committee|board)|agree in due course|negotiate[sd]? (in good faith|separately|later)|(agree[ds]?|decide[ds]?|discuss(ed)?|negotiate[ds]?|settled?|resolved?|defined?|determined?|established?|addressed?|regulated?)( upon)? (\w+ ){0,12}(at a later|at the appropriate|in due course|separately|later|case[- ]by[- ]case|when (they|it) arises?|as appropriate|as the case|from time to time)|(resolved|settled|decided|determined|handled) (through|by) (\w+ ){0,3}(consultation|negotiation|committee|discussion)|(at a later (stage|date|time)|in due course|case by case),? (\w+ ){0,8}(agree|decide|discuss|negotiate|conclude|define)\w*|\bto be (agreed|discussed|determined|decided|defined|negotiated|completed|confirmed)( upon)?\W*$|laid down in a (supplementary|separate|later)|remains? to be (agreed|determined|negotiated)|\b(discuss|negotiate|consult on|confer on|agree on) (\w+ ){0,5}(ownership|exploitation|allocation|rights|title|licen[cs]\w*)\b|reserved for (future|later)|(agreed|determined) on a case[- ]by[- ]case",
        r"(gesondert\w*|separat\w*|sp[äa]ter|zu gegebener zeit|im einzelfall|einvernehmlich).{0,50}(vereinbar|regel|gereg|festgelegt|festlegen|verhandel|abgestimmt|entschieden|verst[äa]ndig|geeinigt|einigen)|(vereinbar|regel|festgelegt).{0,40}(gesondert|separat|sp[äa]ter)|(gesonderte|separate|sp[äa]tere|eigene)[rn]? (vereinbarung|vertrag|regelung)|bleib\w* .{0,30}vereinbarung vorbehalten|(rechtzeitig|zeitnah|noch|zu gegebener zeit|im einzelfall|gemeinsam) verst[äa]ndigen|(einvernehmliche|angemessene|gesonderte|separate) (regelung|vereinbarung|absprache)\p{L}* .{0,20}(treffen|getroffen|abgeschlossen|schlie[ßs]+en)|zu einem sp[äa]teren zeitpunkt|bei bedarf|einvernehmlich\p{L}* (treffen|regeln|festlegen|vereinbaren|entscheiden)",
        r"(ult[ée]rieurement|s[ée]par[ée]ment|au cas par cas).{0,40}|se concert\p{L}+|en temps utile|(accord|avenant|convention|contrat) (s[ée]par[ée]e?|distincte?|sp[ée]cifique|ult[ée]rieure?)|fer(a|ont) l'objet d'un|(d[ée]termin|d[ée]fini|fix|arr[êe]t|pr[ée]cis|r[ée]gl|convenu)[\p{L}]* (d['’]un commun accord|ult[ée]rieurement|plus tard|au cas par cas|s[ée]par[ée]ment)|à (convenir|définir)",
        r"誠意を(もって|持って)協議|(別途|別に|後日|改めて|その都度).{0,12}(協議|定め|合意|締結|決定|取り決め)|協議(の上|のうえ|して|により).{0,10}(定め|決定|取り決め)",
        r"(별도|추후|따로|차후).{0,12}(협의|합의|약정|정한|정하|계약|협약|결정)|협의하여\s*(정|결정)",
        r"(отдельн\w+|дополнительн\w+|последующ\w+) (соглашени|договор|контракт)\w*|(согласовыва|определя|регулиру|оговарива|устанавлива|решa|реша)\w+.{0,40}(отдельно|дополнительно|впоследствии|позднее|по соглашению сторон)|(отдельно|дополнительно|впоследствии|позднее).{0,30}(соглас|опредл|определ|договор|урегулир)\w*|(урегулир|определ|соглас|решен|решат|установл|обсужд)\p{L}* (\p{L}+ )?(дополнительно|отдельно|позднее|впоследствии|в дальнейшем)|путем переговоров|подлеж\w+ (дополнительному |отдельному )?согласованию",
        r"(por separado|posteriormente|en su momento|caso por caso).{0,40}(acord|defin|negoci|establec|pact)\w*|(se )?(acord|defin|negoci|establec|pact|determin)\w+.{0,30}(por separado|posteriormente|m[áa]s adelante|de com[úu]n acuerdo)|m[áa]s adelante|oportunamente|en su (d[íi]a|oportunidad)|(acordar|determinar|establecer|pactar)[áa]n? (el|las?|los) (r[ée]gimen|condiciones|t[ée]rminos)|(definit|stabilit|concordat|disciplinat|determinat|regolat)[aeio] .{0,30}(successiv|separat|in seguito|di volta in volta|di comune accordo)\p{L}*|(successiv|separat|apposit|specific|distint)[oi] (accord|contratt|atto)\p{L}*|(acuerdo|convenio|contrato)s? (separado|espec[íi]fico|posterior|aparte)s?|por (acordar|definir)",
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
        r"知识产权|知識產權|智慧財產|专利|專利|著作权|成果.{0,8}(归|属于|所有|共有)|intellectual property|\bpatents?\b|copyright|\binventions?\b|\binvented\b|foreground|arising ip|\bip\b|(research|project|joint) (results|outputs|outcomes|data|software)|(title|rights?) (to|in) (the |any )?(results|software|data|invention)|know-how|data collected|erfindung|(arbeits|forschungs|projekt|gemeinsame |neue )ergebniss?|ergebnisse|entstehende neue wissen|urheberrecht|résultats|inventions|logiciel|savoir-faire|発明|研究成果|(연구|공동)\s*(성과|결과)|발명|результат\w* (работ|исследован|интеллект)|совместные результаты|invenci[óo]n|resultados|software|propriet[àa] (intellettuale|industriale)|brevett|risultati|图纸|软件|新品种权|技术秘密|成果|schutzrecht|geistige\w* eigentum|patente?\b|propri[ée]t[ée] intellectuelle|brevets?|知的財産|特許|지식\s*재산|지적\s*재산|특허|интеллектуальн\w+ собственност|патент|propiedad intelectual|patentes?",
    ])
});

/// Who keeps what existed before.
pub(super) static BACKGROUND: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"(原有|已有|既有|背景|在先|事先|此前|先前|固有|原先|现有|合作前|协作前|项目前|(签订|签署|生效|开始|实施|立项|合作|簽訂|簽署)(之)?(日)?(以)?前|各自[^,，。;]{0,10}(拥有|所有|持有|带入)的|原各自).{0,50}(知识产权|专利|技术|成果|软件|权|技術|權|專利|財產)|背景(知识产权|技术|成果|知識產權)|(知识产权|技术|专利).{0,30}(权属不变|仍归(原|各)|归原)",
        r"\bbackground\b|pre-?existing|\b(prior to|before)\b.{0,60}(agreement|signing|signature|effective|project|cooperation|commencement|start|date)|existing (intellectual|ip|rights|know|patent|technolog|strain|recipe|material|method|software|design)|already (owned|held|own|existing)|(owned|held|developed|possessed|acquired) (independently|before|prior)|independently (of|developed)|\b(earlier|older) (rights?|technolog\w+|patents?|know-how|results?)\b|\b(own|have|hold)s? today\b|\bbr(ings?|ought) (in|into|to|with)\b",
        r"altschutzrecht|altrecht|fr[üu]her\p{L}*|bisherig|(vor)?bestehend|(vor|bei) (vertrags|beginn|abschluss|projekt|unterzeichnung)\w*|bereits|eingebracht|mitgebracht|background|ant[ée]rieur|pr[ée]existant|connaissances propres|avant la (signature|date|conclusion)|déjà",
        r"(締結|契約|開始|研究)(日)?(の)?(時|以)?前|既存|従前|既に|もともと|(체결|협약|계약|시작|개시).{0,6}(이)?전|기존|이전(에|부터)|ранее (созданн|существ|принадлеж|получен|\p{L}+вш)|прежн\p{L}+|предшествующ|до (заключения|начала|подписания|вступления)|существующ|previ[oa]s?\b|preexistente|anterior(es|idad|mente)?|antes de|existente",
    ])
});

/// That rights stay where they are: nothing is given by it, neither to own nor to use.
pub(super) static UNMOVED: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"不因.{0,12}(转移|转让|改变|变更)|不(发生|构成|视为).{0,8}(转移|转让|许可)|\bnothing (in|contained in) (this|the) (agreement|contract)\b|\b(does|shall|do) not (affect|transfer|assign|grant)\b|\bno (transfer|assignment|licen[cs]e)\b.{0,40}\b(is|are) (granted|made|implied|intended)",
        r"(gehen|geht) nicht [^.;]{0,30}über|keine übertragung|n['’]emporte (pas|aucun)|aucun transfert|no (supone|implica) .{0,20}(cesi[óo]n|transferencia|licencia)|не (передаются|переходят|означает передач\p{L}+)|移転しない|移転するものではない|이전되지|이전하지",
    ])
});

/// The parts in which what is owned jointly is held.
pub(super) static PORTIONS: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"[各均]占|各半|[对對]半|平分|均分|均等|等[额額分]|五五|(按|依|根据)[^,。;]{0,12}(份额|比例|贡献|投入|出资)|\d\s*%|百分之|持分|折半|균등|지분|\d\s*:\s*\d",
        r"\b(equal|equally|undivided|in proportion|proportional(ly)?|pro rata|per ?cent|half each|fifty-fifty)\b|inventive contribution|gleichen? (teil|anteil)\p{L}*|je zur h[äa]lfte|anteilig|verh[äa]ltnis|nach maßgabe|parts [ée]gales|quotes?-parts?|prorata|à proportion|partes iguales|en proporci[óo]n|por ciento|por igual|cuotas?|quote uguali|parti uguali|in proporzione|равных|поровну|пропорционально|соразмерно|процент",
    ])
});

/// That results are shared among the parties, which in a clause on them says whose they are.
pub(super) static SHARED: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"(双方|各方|[三四]方|甲、?乙|合作方|共同|雙方)[^,。;]{0,12}(共享|分享)|(共享|分享)[^,。;]{0,8}(成果|知识产权|专利)",
        r"\bshared (\w+ly )?(by|between|among|amongst) (the |both |all )?(\w+ )?(part|them)|\bteilen sich\b|partag[ée]\p{L}* entre|comparti\p{L}+ (por|entre)|condivis\p{L}+ (da|tra)|공동으로\s*향유",
    ])
});

/// What is shared without being owned: what comes in, and what is told.
pub(super) static TOLD_OR_EARNED: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"收益|利益|利润|收入|信息|资料|资源|经验|费用|風險|风险|\b(income|revenues?|profits?|proceeds|royalt\w+|costs?|benefits?|information|experience|knowledge|risks?)\b|erlös|gewinn|kosten|informationen|bénéfices|revenus|frais|informations|ingresos|beneficios|gastos|informaci[óo]n|수익|정보",
    ])
});

/// Who owns.
pub(super) static OWNERSHIP: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"(归|属于?|歸|屬於?|由).{0,24}(所有|拥有|享有|独有|共有|专有|独享|共享|持有|擁有)|(归|歸)(属)?.{0,12}(方|单位|單位|者|发明人|学校|公司)|共有|共同(所有|拥有|享有|持有|申请|擁有)|归属|所有权|(权属|產權|权利).{0,10}(不变|归|属)|(申请|专利|申請|著作)权?.{0,6}(由|归|属|歸)|谁(完成|研发|开发).{0,4}谁(拥有|所有)|享有.{0,4}申请专利|由.{0,16}(申请|持有|登记)|(归|歸)(双方|各自|其|该|完成|原|合作|甲|乙|中|外|学校|公司|研究)|名下|排名|排序|(第一|第二|共同)(完成|申请)(单位|人)|占.{0,3}成|各占|(占|享有).{0,8}(%|份额|比例|权益)|[五各]五?(分成|对开)",
        r"\b(co-?)?own(s|ed|ers?|ership)?\b|\bbelongs?\b|\bvest(s|ed)?\b|propert(y|ies) of|sole property|joint property|(is|are|be|becomes?|remains?) (\w+ ){0,3}property\b|applied for by|filed by|title (to|in|stays?|remains?|passes)|(will|shall|agrees to|does|do|hereby|irrevocably|automatically) assigns?\b|(is|are) (hereby )?assigned\b|assign(s|ed)? to\b|works? made for hire|right,? title,? and interest|(filed|registered|applied for|held) (jointly|in (the )?(both|joint|its|their|name)\w*)|in (the )?(joint|both|its own|their) (\w+'? )?names?|follows? inventorship|undivided shares?|equal shares?|joint(ly)? owner\w*|in proportion to|retains?|remain(s)? (the |with )|jointly (hold|held|file)|shared equally",
        r"eigentum|geh[öo]r\w+|steh\w* .{0,60}\bzu\b|zusteh\w*|inhaber|verbleib\w*|zu (gleichen|je|gleichem) (anteil|teil|h[äa]lfte)\p{L}*|je zur h[äa]lfte|gemeinsam berechtigt|(berechtigt|anmeld|angemeldet|im namen)\p{L}* .{0,20}(gemeinsam|beider)|(gemeinsam|von beiden)\p{L}* .{0,50}(angemeldet|anmeld\p{L}+|berechtigt)|gemeinschaftlich|miteigent\w*|propri[ée]t[ée]|propri[ée]taire|appartien\w+|copropri\w+|titulaire|d[ée]tien\w+|d[ée]tenu\p{L}*|parts [ée]gales|(d[ée]pos[ée]|au nom)\p{L}* (au nom )?(de|des|conjoint)\p{L}*|revien\w+ [àa]",
        r"帰する|[甲乙]が[、,]|単独で出願|(共同|連名|両者)(で|にて|の名義で)?出願|の割合|単独(所有|保有)|帰属|共有|所有|保有|持分|有する|귀속|소유|공유|보유|공동\s*출원|공동\s*명의|\d\s*:\s*\d|принадлеж\w+|собственност|совладе\w+|долях|правообладател\w*|сохраня\w+|закрепля\w+|(оформля|регистриру|подаёт|подает|подаются)\p{L}* .{0,20}(на имя|от имени|совместно)|поровну|в равных|propiedad (de|conjunta|exclusiva|compartida|com[úu]n)|pertenec\w+|titular\w*|cotitular\w*|corresponder\w*|propietari\w+|cincuenta por ciento|partes iguales|(ser[áa]n?|son) de (ambas|la|el|las)|a nombre de|propriet[àa] (di|del|della|dell|comune|esclusiva|congiunta)|esclusiva propriet[àa]|appartengono|appartiene|appartien\p{L}+|titolar\p{L}*|contitolar\p{L}*|quote uguali|parti uguali|a nome di|pertence\p{L}*",
    ])
});

/// What is owned here is no result: companies, goods, secrets that are only kept; or it is told as a reason.
pub(super) static OWNED_OTHERWISE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\W*(?:whereas|鉴于)\b|wholly[- ]owned|owned (?:subsidiar|affiliate)\p{L}*|title (?:to|and risk)[^.;]{0,40}\b(?:products?|goods|equipment) (?:shall )?pass|confidential information\b[^.;]{0,60}(?:is|are|shall (?:be|remain)|remains?) (?:the )?(?:sole )?property|全资(?:子公司|拥有)",
    )
});

/// How results are used, licensed, shared or published.
pub(super) static USAGE: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"使用|实施|許可|许可|转让|转化|推广|应用于|分享|分成([^\d多几数若两]|$|\d+(\.\d+)?%)|收益|利益|发表|发布|署名|转移|产业化|商业化|(优先)?受让|授权|开放|实现共享|销售|生产|分配|均分|推广收入|實施|轉讓|轉化|授權|运用|運用|利用",
        r"\b(use[sd]?|using|usage|licen[cs]\w*|exploit\w*|commerciali[sz]\w*|publish\w*|share[sd]?|sharing|royalt\w+|income|revenues?|proceeds|transfer\w*|access rights|practi[cs]e[sd]?|implement(s|ed)?|free to (work|use|exploit)|(can|may|free to) (work|copy|analyse|analyze|implement|reproduce|modify|employ|apply)|work the (patent|invention)|mak(e|es|ing) .{0,30} available|made available|open[- ]source|option (to|for)|for (its|their) (own )?(internal|research|teaching)|co-?authored|free of charge|royalty|without (payment|charge|accounting)|grants?\b .{0,60}(right|licen[cs]e|option)|sublicen\w+|assign(ed|s)? )\b",
        r"kosten(los|frei)\p{L}*|verwend\p{L}+|gebrauch\p{L}*|anwend\p{L}+|unentgeltlich\p{L}*|nutz\w+|benutz\w+|verwert\w+|lizen\w+|erl[öo]s\w*|ver[öo]ffentlich\w+|utilis\w+|employ\p{L}+|(droit d['’])?usage|option de|gratuit\p{L}*|exploit\w+|licence\w*|revenus|publi\w+|partag\w+|c[ée]d\w+",
        r"実施|使用|許諾|利用|公表|配分|譲渡|사용|실시|허락|이용|수익|배분|활용|양도|использ\w+|пользу\w+|бесплатн\w+|лиценз\w+|доход\w*|вознагражден\w*|применя\w+|безвозмездн\w+|передач\w+|публик\w+|распоряж\w+|utiliz\w+|usar|\buso\b|explot\w+|licenci\w*|public\w+|ingresos|compart\w+|ceder|emple(ar|o|ando|arl)\p{L}*|utilizz\p{L}+|sfrutt\p{L}+|licenz\p{L}+|proventi|ripartit\p{L}+|gratuit\p{L}*|transfer\w+",
    ])
});

/// What ownership and use are called where they are only the matter spoken of.
pub(super) static OWNERSHIP_NOUN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^(归属|所有权|权属|ownership|title to|eigentum|inhaber\p{L}*|propri[ée]t[ée]|titulaire|copropri[ée]t[ée]|帰属|귀속|소유|보유|принадлежност\p{L}*|собственност\p{L}*|titularidad|titolarit[àa]|titular\p{L}*|in proportion to|各自)$",
    )
});

/// The name of the matter: it has the word for ownership in it.
pub(super) static RIGHTS_BY_NAME: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)intellectual propert(y|ies)|industrial property|geistig\p{L}* eigentum\p{L}*|propri[ée]t[ée]s? (intellectuelle|industrielle)s?|интеллектуальн\p{L}+ собственност\p{L}*|propiedad (intelectual|industrial)|propriet[àa] (intellettuale|industriale)|propriedade (intelectual|industrial)|知识产权(归属|权属)(的|事宜|问题|和|与|及)|(归属|权属)(事宜|问题|原则)",
    )
});

/// That somebody may.
pub(super) static PERMISSION: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"可(以|自|在)?|有权|无偿|免费|均能|\bmay\b|\bcan\b|\bfree\b|royalty|entitled|grants?\b|\bkann\b|k[öo]nnen|\bdarf\b|d[üu]rfen|berechtigt|unentgeltlich|peut\b|peuvent|pourra|gratuit|ことができる|無償|할 수 있|무상|вправе|может|безвозмездн|podr[áa]n?\b|puede\p{L}*|gratuit\p{L}*|pu[òo]\b|possono",
    ])
});

/// Sentences about rights that bind nobody to anything: respect, law, fairness, good will.
pub(super) static GENERAL: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"尊重.{0,12}(知识产权|权利|权益)|(遵守|遵照|依照|按照|符合).{0,16}(法律|法规|规定)|妥善(处理|解决)|(加强|重视|注重).{0,10}(保护|管理)|公平(合理|公正)|互利(共赢|互惠)|共同(维护|保护)|(合法)权益(不受|的保护)|尊重對方|(依|按)(法|规定)(处理|执行|办理)",
        r"\brespect\b|comply with|in compliance with|observe (the|all|each)|attach(es)? (great )?importance|fair(ly)? and (reasonabl|equitabl)\w+|(according to|under|by|in accordance with) (the )?(applicable|relevant|national|local|chinese|respective) \w*\s?(laws?|regulations?|legislation)|dealt with (\w+ ){0,4}(laws?|fairly|amicabl)|properly handle\w*|duly protect\w*|protection of (the )?intellectual property",
        r"\bachten\b|respektieren|gesetzlichen? (bestimmungen|vorschriften|regelungen)|angemessen(e|er)? (ber[üu]cksichtig|behandel)\p{L}*|respecter|l[ée]gislation (applicable|en vigueur)|[ée]quitable\p{L}*|尊重する|尊重し|法令(に|を)|존중|관련 법령|уважа\p{L}+|соблюда\p{L}+|законодательств\p{L}*|respetar\p{L}*|legislaci[óo]n (aplicable|vigente)|rispettar\p{L}*|normativa (applicabile|vigente)",
    ])
});

/// All parties, anywhere in a sentence.
pub(super) static JOINTLY: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"双方|各方|三方|四方|甲乙|雙方|各单位|\b(the|both|all|each|either) part(y|ies|ners?)\b|both sides|each other|(vertrags)?part(eien|ner)\b|vertragspartner|les parties|chaque partie|partenaires|甲及び乙|甲と乙|両者|当事者|당사자|갑과\s*을|양측|сторон(ы|ами|ам)\b|las partes|ambas|le parti\b|entrambe",
    ])
});

/// Sentences that grant a right instead of giving a task.
pub(super) static RIGHT: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"有权|享有|有權|可以(使用|要求)|授予.{0,20}许可|grants? [^.;]{0,60}(licen[cs]e|right)|räum\p{L}+ .{0,60}(recht|lizenz)|accord\p{L}+ .{0,40}(licence|droit)|otorg\p{L}+ .{0,40}(licencia|derecho)|(has|have) the right|is entitled|are entitled|\bmay\b|\bberechtigt\b|\bdarf\b|d[üu]rfen|peut\b|peuvent|a le droit|вправе|имеет право|имеют право|tiene derecho|podr[áa]n?\b|ことができる|할 수 있다|권리를? (가|보)",
    ])
});

/// What is said of a party without giving it a task: where it is, what it is called, that it applies for the grant.
pub(super) static NO_TASK: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r#"\([^()]{0,24}["“«„「]"#,
        r"地\s*址|住\s*所|法定代表人|法人代表|以下\s*(简称|簡稱|称|稱)|下面叫|申报单位|所在地|\baddress\b|hereinafter|hereafter|registered (office|seat)|having its|organi[sz]ed under|nachstehend|im folgenden|mit sitz|anschrift|ci-après|dont le siège|adresse|далее|адрес|именуем|domicili|en lo sucesivo|以下「|所在地|住所|이하\s*[“‘「]|주소\s*:",
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
