//! What the notice says on applications, word for word: the sentences that the rules of this folder rest on.

pub(super) use crate::rules::notice::{BASIS, SIGNED};

use crate::rules::notice::Quote;

/// Bilateral projects: who leads, and how much is granted.
pub(super) const BILATERAL: Quote = Quote {
    section: "一（一）",
    words: "以企业为主体申报。省资助经费每项原则上不超过150万元，且不超过项目江苏方总预算的50%。",
    en: "Companies lead. The province grants no more than 1.5 million yuan a project in principle, and no more than 50 % of the total budget of the \
         Jiangsu side.",
};

/// The countries of bilateral projects.
pub(super) const BILATERAL_COUNTRIES: Quote = Quote {
    section: "一（一）",
    words: "落实我省与以色列、芬兰、挪威、新加坡、奥地利、德国等国部门或机构签署的科技合作协议或合作谅解备忘录",
    en: "In fulfilment of the agreements and memoranda on cooperation in science and technology that the province has signed with authorities of Israel, \
         Finland, Norway, Singapore, Austria, Germany and other countries",
};

/// Key-country projects: what university and institute need, and what companies may not.
pub(super) const KEY_COUNTRY: Quote = Quote {
    section: "一（二）",
    words: "牵头申报单位为高校、科研机构的，必须联合至少1家江苏企业参与。牵头申报单位为企业的，合作国别不包括以色列、芬兰、挪威、新加坡、奥地利。",
    en: "A university or research institute that leads must have at least one Jiangsu company take part. Where a company leads, the partner's country \
         is not Israel, Finland, Norway, Singapore or Austria.",
};

/// How much is granted for key-country projects, and for those with Hong Kong, Macao and Taiwan.
pub(super) const KEY_COUNTRY_CAP: Quote = Quote {
    section: "一（二）",
    words: "省资助经费每项原则上不超过120万元，且不超过项目江苏方总预算的50%。",
    en: "The province grants no more than 1.2 million yuan a project in principle, and no more than 50 % of the total budget of the Jiangsu side.",
};

/// How much is granted for Belt and Road projects.
pub(super) const BELT_AND_ROAD_CAP: Quote = Quote {
    section: "一（三）",
    words: "省资助经费每项原则上不超过120万元。企业牵头申报的项目，省资助经费不超过项目江苏方总预算的50%。",
    en: "The province grants no more than 1.2 million yuan a project in principle. Where a company leads, it grants no more than 50 % of the total budget \
         of the Jiangsu side.",
};

/// The countries of Belt and Road projects.
pub(super) const BELT_AND_ROAD_COUNTRIES: Quote = Quote {
    section: "一（三）",
    words: "主要外方合作机构所在国家应为“一带一路”共建国家",
    en: "The country of the main foreign partner shall be one that takes part in the Belt and Road",
};

/// Projects with Hong Kong, Macao and Taiwan.
pub(super) const HMT: Quote = Quote {
    section: "一（四）",
    words: "牵头申报单位为高校、科研机构的，必须联合至少1家江苏企业参与。省资助经费每项原则上不超过120万元，且不超过项目江苏方总预算的50%。",
    en: "A university or research institute that leads must have at least one Jiangsu company take part. The province grants no more than 1.2 million \
         yuan a project in principle, and no more than 50 % of the total budget of the Jiangsu side.",
};

/// The regions of projects with Hong Kong, Macao and Taiwan.
pub(super) const HMT_COUNTRIES: Quote = Quote {
    section: "一（四）",
    words: "支持面向港澳台地区，开展跨境联合研发、技术转移转化",
    en: "Joint research across the border and transfer of technology with Hong Kong, Macao and Taiwan are supported",
};

/// How much is granted for carriers.
pub(super) const CARRIER_CAP: Quote = Quote {
    section: "一（五）",
    words: "省资助经费每项原则上不超过120万元，且不超过项目总预算的50%。",
    en: "The province grants no more than 1.2 million yuan a project in principle, and no more than 50 % of the project's total budget.",
};

/// When and where the applicant was registered.
pub(super) const REGISTERED: Quote = Quote {
    section: "二（一）",
    words: "项目申报单位须为2022年12月31日前在江苏省注册的独立法人机构",
    en: "The applicant shall be a legal person of its own, registered in Jiangsu before 31 December 2022",
};

/// One project each.
pub(super) const ONE_PER_COMPANY: Quote = Quote {
    section: "二（三）",
    words: "同一年度同一企业只能申报1项省科技计划项目。",
    en: "In one year a company may apply for one project of the province's programmes only.",
};

/// One project each.
pub(super) const ONE_PER_LEAD: Quote = Quote {
    section: "二（三）",
    words: "同一年度同一项目负责人只能申报1项省科技计划项目。",
    en: "In one year a person may lead one project of the province's programmes only.",
};

/// With whom an agreement is needed, and whom the overseas lead works for.
pub(super) const FOREIGN_LEAD: Quote = Quote {
    section: "二（二）",
    words: "项目境外方负责人须依托本人所在境外机构与境内申报单位开展合作",
    en: "The lead on the overseas side shall cooperate with the applicant through the overseas institution that the lead belongs to",
};

/// Agreements with domestic partners.
pub(super) const DOMESTIC: Quote = Quote {
    section: "二（二）",
    words: "如有境内合作单位，申报单位也需与境内合作单位签署合作协议或合作意向书。",
    en: "Where there are domestic partners, the applicant shall sign an agreement or a letter of intent with them too.",
};

/// Who the overseas partner must not be.
pub(super) const INDEPENDENT: Quote = Quote {
    section: "二（一）",
    words: "项目的主要境外合作机构不得是项目申报单位在境外设立的企业或研发机构，不得是外资在境内设立的企业或研发机构，不得是在境外避税地设立的壳公司，\
            项目不得是企业集团境内外分支机构之间的合作。",
    en: "The main overseas partner shall not be a company or research body that the applicant has set up abroad, nor one that foreign capital has set up in \
         China, nor a shell company in a tax haven; and the project shall not be cooperation between branches of one group in China and abroad.",
};

/// What carriers bring.
pub(super) const CARRIER: Quote = Quote {
    section: "二（二）",
    words: "对外创新合作服务载体建设项目应提供具有海外合作渠道或拥有海外研发机构、支配境外孵化机构等方面的相关佐证材料。",
    en: "Projects that build carriers of cooperation shall provide evidence of channels of cooperation abroad, of a research body abroad of their own, of \
         control over an incubator abroad and the like.",
};

/// What universities and institutes base Belt and Road projects on.
pub(super) const LABORATORY: Quote = Quote {
    section: "一（三）",
    words: "同时，项目负责人应为上述研究中心/实验室的负责人或骨干成员，项目研究内容应符合上述研究中心/实验室的研究方向。",
    en: "The lead shall be the head or a key member of that centre or laboratory, and the project shall be in its field.",
};

/// What companies do in Belt and Road projects.
pub(super) const DEMONSTRATION: Quote = Quote {
    section: "一（三）",
    words: "申报单位为企业的，申报项目须在合作国家实现应用示范。",
    en: "Where the applicant is a company, the project shall demonstrate its results in use in the partner's country.",
};

/// Research bodies abroad.
pub(super) const OFFSHORE: Quote = Quote {
    section: "一（五）",
    words: "以研发机构为建设内容的，须于2022年12月31日前完成研发机构的并购或注册成立程序",
    en: "A research body abroad shall have been taken over or registered before 31 December 2022",
};

/// Incubators abroad.
pub(super) const INCUBATOR: Quote = Quote {
    section: "一（五）",
    words: "在境外注册成立须在2022年12月31日之前",
    en: "An incubator shall have been registered abroad before 31 December 2022",
};

/// Commitments to research integrity.
pub(super) const INTEGRITY: Quote = Quote {
    section: "二（五）",
    words: "项目负责人、项目申报单位和项目主管部门均须在项目申报时签署科研诚信承诺书",
    en: "The project's lead, the applicant and the competent authority shall all sign a commitment to research integrity when they apply",
};

/// How commitments are handed in.
pub(super) const INTEGRITY_UPLOADED: Quote = Quote {
    section: "三（一）",
    words: "项目申报单位及项目负责人科研诚信承诺书请打印扫描后，以附件形式上传",
    en: "The commitments of the applicant and of the lead are to be printed, scanned and uploaded as attachments",
};

/// Genetic resources.
pub(super) const GENETIC: Quote = Quote {
    section: "二（四）",
    words: "凡开展须事先审查报批的合作活动，例如涉及人类遗传资源或种质资源等，申报单位必须事先依法依规履行境内有关审查报批手续。",
    en: "Where cooperation needs approval beforehand, as with human genetic or germplasm resources, the applicant must have obtained it under the law.",
};

/// The column on genetic resources.
pub(super) const GENETIC_COLUMN: Quote = Quote {
    section: "附件",
    words: "是否涉及人类遗传资源、种质资源等方面合作",
    en: "Whether human genetic, germplasm or similar resources are concerned",
};

/// Secrets.
pub(super) const SECRET: Quote = Quote {
    section: "二（九）",
    words: "本计划不受理涉密项目，申报材料中有涉密内容的需作脱密处理后再申报",
    en: "Classified projects are not accepted; classified content is to be taken out of the material before applying",
};

/// Repeated projects.
pub(super) const DISTINCT: Quote = Quote {
    section: "二（三）",
    words: "同一单位以及关联单位不得将内容相同或相近的研发项目重复申报省科技计划项目",
    en: "An organisation and those related to it shall not apply more than once with projects whose content is the same or nearly so",
};
