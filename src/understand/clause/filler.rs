//! Words that say nothing about what is done: what is left of a sentence without them is its content.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::understand::lexicon::Pattern;

/// Words of scripts with spaces, by language; a star stands for any ending.
const WORDS: [&str; 5] = [
    // English.
    "a achiev* actively advantage advantages agree agreement agrees aim aims all an and any are as assist* at be best between both by carries \
     carry carrying closely collaborat* complet* contract contribut* cooperat* duties duty each effort efforts ensure faith following for from \
     fulfil* full goal goals good his implement* in into is its joint jointly make manner must mutual* necessary objective objectives obligation \
     obligations of on or other out own part parties partner partners parts party perform* project promot* relevant respective* responsib* role \
     scope shall should smooth* communicat* inform* regular* progress* timely diligent* suited appropriate* exchange* share* sharing success* hand* charge other which what do does done undertaken charge carries provided strength strengths success* support* task tasks that the their these this timely to together under undertake \
     undertakes use will with work*",
    // German.
    "obliegt obliegen erfolgt erfolgen durch stimmen miteinander abstimm* alle* an arbeite* auf aufgabe aufgaben aus bei besten das dem den der des die ein* eng* erfull* erfüll* erreich* folgende* fordern* fur \
     fördern* für gegenseitig* gemeinsam* im in ist jeweilig* krafte kraften kräfte kräften mit nach oder partei parteien partner* projekt* sich \
     sind soll* ubernehmen ubernimmt und unterstutz* unterstütz* verantwortlich verpflichte* vertrag* vom von vorhaben* werden wird ziel ziele zu \
     zum zur zusammen* zustandig zuständig übernehmen übernimmt",
    // French.
    "incombe informer mutuel* avancement bonne foi a accord au aux avec bonne charge chargee chargees charges chargé chargée chargées chargés collabor* commun* cooper* coopèr* coopér* d dans \
     de des doit doivent du effort efforts en engage* ensemble est et etroite* favoris* foi l la le les leur leurs objectif objectifs obligation \
     obligations ou par partenaire partenaires partie parties pour projet promouvoir que qui realis* réalis* s sa se ses son sont soutien* \
     suivant suivante suivantes suivants sur tache taches tâche tâches un une à étroite*",
    // Russian.
    "добросовестно обмен* информаци* ход* выполняется выполняются проводится в взаимн* во все* выполнен* выполня* для до договор* достижени* за задач* и из или к на настоящ* о об обязан* обязу* осуществля* от \
     ответствен* отвеча* по при проект* работ* реализаци* с свои* следующ* со совместн* содейств* сотруднича* сотрудничеств* сторон* тесно усили* \
     целе* цели* целй* цель*",
    // Spanish.
    "corresponde* comprometen intercambi* informaci* periodic* periódic* si delle dei della degli alle al impegna* impegnano collaborar* buona fede raggiungimento obiettivi progetto e accordo parti di il lo gli con nel per svolge* attivit* a acuerdo al apoy* buena colabor* compromet* con conjunta* convenio cooper* de debera deberan deberá deberán del e el en encarg* es esfuerzo \
     esfuerzos estrecha* fe la las los o objetivo objetivos obligaciones para parte partes por promover proyecto que responsab* se sera seran \
     será serán siguiente siguientes son su sus tarea tareas un una y",
];

/// Words of scripts without spaces.
static DENSE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"负责|承担|应当|应该|应|须|将|积极|密切|认真|努力|及时|充分|发挥|各自|优势|配合|协作|合作|协助|支持|共同|推进|推动|促进|落实|开展|完成|实施|做好|确保|保证|本?项目|各项|工作|任务|目标|有关|相关|相应|义务|职责|责任|权利|分工|以下|如下|下列|内容|主要|对方|双方|各方|三方|协议|约定|按照|根据|履行|顺利|资源|互利|共赢|友好|平等|协商|方面|进行|进展|技术支持|提供必要的?(条件|帮助|协助|支持)|全力|全面|良好|必要|本着|原则|精神|双边|最终|任何|一切|[的和与及并等在中为以对其所之由向各本该]|沟通|协调|机制|定期|交流|信息|情况|问题|解决|建立|优势互补|按期|质量|要求",
        r"|負責|應當|積極|密切|配合|協助|共同|推進|推動|執行|完成|計畫|計劃|工作|任務|目標|相關|雙方|協議|約定|依照|履行",
        r"|次の|業務|を担当する|担当|責任|負う|努める|もの|する|ものとする|相互|協力|共同|本研究|推進|実施|行う|及び|並びに|又は|義務|誠実|目的|達成|円滑|それぞれ|[はがをにのでとし、]",
        r"|다음|역할|업무|담당|책임|의무|수행|협력|공동|상호|추진|노력|과제|연구|목표|달성|성실|적극|본|및|한다|하여|하고|위하여|원활|[을를이가은는에의와과로]",
    ))
});

/// Whole words, and beginnings.
static KNOWN: LazyLock<(HashSet<&str>, HashSet<&str>)> = LazyLock::new(|| {
    let (beginnings, whole): (Vec<&str>, Vec<&str>) =
        WORDS.iter().flat_map(|words| words.split_whitespace()).partition(|word| word.ends_with('*'));
    (whole.into_iter().collect(), beginnings.into_iter().map(|word| word.trim_end_matches('*')).collect())
});

/// A text in small letters without its filler in scripts that write without spaces.
pub(super) fn without_dense(text: &str) -> String {
    DENSE.replace_all(text, |_| " ".to_owned())
}

/// Whether a word in small letters says nothing by itself.
pub(super) fn is_filler(word: &str) -> bool {
    let (whole, beginnings) = &*KNOWN;
    whole.contains(word) || word.char_indices().map(|(at, c)| at + c.len_utf8()).any(|end| beginnings.contains(&word[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_whole_or_by_their_beginning() {
        assert!(["the", "cooperation", "zusammenarbeit", "совместного", "coopérer"].into_iter().all(is_filler));
        assert!(!["membrane", "thermal", "", "проб"].into_iter().any(is_filler));
    }

    #[test]
    fn dense_scripts_keep_what_is_done() {
        assert_eq!(without_dense("负责材料制备").trim(), "材料制备");
        assert_eq!(without_dense("双方共同推进本项目").trim(), "");
    }
}
