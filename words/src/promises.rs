//! What is promised, in the language of the page. The list is the one of the simulator's checkers, which `partita story` prints
//! in English.

use partita_view::NotAsked;

use crate::{Language, language, time};

/// A promise by its short name; `english` is how the checkers say it.
pub fn promised<'a>(promise: &str, english: &'a str) -> &'a str {
    if language() == Language::English {
        return english;
    }
    GERMAN.iter().find(|(name, _)| *name == promise).map_or(english, |(_, german)| german)
}

/// The setting or the fault that allows a loss.
pub fn excuse(english: &str) -> &str {
    if language() == Language::English {
        return english;
    }
    match english {
        "an unclean election" => "eine Wahl außerhalb der ISR (unclean)",
        "a loss of power or a damaged disk" => "ein Stromausfall oder eine beschädigte Platte",
        "offsets committed before the records are processed" => {
            "Offsets, die vor dem Verarbeiten der Records committet wurden"
        }
        "a topic of the same name was deleted" => "ein Topic desselben Namens wurde gelöscht",
        setting => setting,
    }
}

/// How many promises are kept: of those that are watched now, and how many are asked later.
pub fn verdict_sum(watched: usize, later: usize, broken: usize, given_up: usize) -> String {
    let sum = if broken + given_up == 0 {
        say!(en: "{watched} promises are watched, and all are kept up to now.", de: "{watched} Versprechen werden beobachtet, und bis jetzt sind alle gehalten.")
    } else {
        say!(
            en: "Of {watched} promises that are watched: found broken {broken} times, given up as a setting allows {given_up} times.",
            de: "Von {watched} beobachteten Versprechen: {broken} mal gebrochen, {given_up} mal aufgegeben, wie eine Einstellung es erlaubt."
        )
    };
    match later {
        0 => sum,
        _ => {
            say!(en: "{sum} {later} more are not asked yet.", de: "{sum} Nach {later} weiteren wird noch nicht gefragt.")
        }
    }
}

/// Why a promise is neither kept nor broken now.
pub fn not_asked(why: NotAsked) -> String {
    match why {
        NotAsked::Broken => {
            text!(en: "Asked once everything is mended.", de: "Wird gefragt, sobald alles geheilt ist.")
                .text()
                .to_owned()
        }
        NotAsked::Until(at) => {
            say!(en: "Asked from {at} on, if nothing breaks.", de: "Wird ab {at} gefragt, wenn nichts ausfällt.", at = time(at))
        }
        NotAsked::Reading => text!(
            en: "Asked once nobody produces and no consumer takes time for its records.",
            de: "Wird gefragt, sobald niemand produziert und kein Consumer für seine Records Zeit braucht."
        )
        .text()
        .to_owned(),
    }
}

/// The promises.
const GERMAN: &[(&str, &str)] = &[
    ("L1", "Die Offsets in einem Log steigen streng an, und Kompaktierung ändert keinen."),
    (
        "L2",
        "Log-Anfang <= Last Stable Offset <= High Watermark <= Log-Ende, und weder Anfang noch High Watermark eines Leaders weichen zurück.",
    ),
    ("L3", "Die Leader-Epochen in einem Log nehmen nie ab, und der Epochen-Cache sagt, was das Log sagt."),
    (
        "L4",
        "Jeder gespeicherte Batch hat seine Prüfsumme und seine Länge, und Indexe sagen, was das Log sagt.",
    ),
    ("L5", "Eine Suche nach der Zeit findet den ersten Record dieser oder einer späteren Zeit."),
    ("R1", "Je zwei Replicas stimmen in jedem Record unter beiden High Watermarks überein."),
    ("R2", "Ein Leader hat alles unter der High Watermark, das je ein Leader hatte."),
    ("R3", "Jedes laufende Mitglied von ISR und ELR hat alles unter der High Watermark."),
    ("R4", "Ein Leader zählt auf jedes Mitglied der ISR, auf das der Controller zählt."),
    (
        "R5",
        "Kein committeter Record geht verloren, solange weniger als min.insync.replicas Platten verloren haben, was nicht geflusht war.",
    ),
    (
        "R6",
        "Ein Follower entfernt nie Records unter seiner High Watermark, außer nach einer Wahl außerhalb der ISR (unclean).",
    ),
    (
        "R7",
        "In einer Leader-Epoche führt höchstens eine Replica, und ISR und ELR sind disjunkte Teile der Replicas; wer fenced ist, ist nicht in der ISR eines Leaders.",
    ),
    ("R8", "Consumer sehen nichts an oder über der High Watermark, und darunter, was dort committet wurde."),
    ("R9", "Wer der ISR beitritt, hat die High Watermark und den Anfang der Leader-Epoche erreicht."),
    ("C1", "Eine Epoche des Quorums hat höchstens einen Leader, und ein Voter stimmt in ihr einmal ab."),
    (
        "C2",
        "Die High Watermark der Metadaten weicht nie zurück, eine Mehrheit der Voter hat, was darunter liegt, und es ist auf jedem Knoten dasselbe.",
    ),
    (
        "C3",
        "Kein Knoten führt das Metadaten-Quorum nach einem Neustart ein zweites Mal in derselben Epoche, und ein Leader lädt keinen Snapshot.",
    ),
    (
        "C4",
        "Leader-Epochen und Partition-Epochen gehen nie zurück, und eine Broker-Epoche gehört zu einem Leben eines Brokers.",
    ),
    (
        "C5",
        "Eine Neuzuweisung endet mit ihren neuen Replicas in der ISR oder dort, wo sie begann, und kein Wechsel des Controllers vergisst sie.",
    ),
    ("P1", "Die Sequenznummern eines Producers sind lückenlos, und kein Batch wird zweimal geschrieben."),
    ("P2", "Ein bestätigter Record bleibt."),
    ("P3", "Was eine Replica von ihren Producern weiß, ist, was ihr Log sagt."),
    ("G1", "Keine zwei lebenden Mitglieder einer Gruppe besitzen dieselbe Partition."),
    (
        "G2",
        "Solange eine Gruppe Mitglieder hat, fällt ihre Generation nie hinter eine zurück, in der sie stabil war, und ein Ziel hat jede Partition einmal.",
    ),
    (
        "G3",
        "In einer Gruppe, die Stable ist, hat jedes Mitglied, was ihm gegeben wurde, und jede Gruppe wird Stable.",
    ),
    (
        "G4",
        "Ein committeter Offset ist von seiner Generation und liegt nicht hinter dem Log, und kein Commit wird vergessen, wenn der Koordinator wechselt.",
    ),
    ("G5", "Was unter einem committeten Offset liegt, wurde einem Mitglied der Gruppe gegeben."),
    (
        "S1",
        "Nach einem Absturz ist ein Log, was vorher geschrieben war, soweit die Platte es behalten hat, und alles, was geflusht war.",
    ),
    ("S2", "Eine Wiederherstellung, die abbricht und wiederholt wird, findet dasselbe Log."),
    ("V1", "Eine Partition mit einem lebenden Mitglied ihrer ISR oder ELR hat einen Leader."),
    ("V2", "Die ISR ist wieder vollständig."),
    ("V3", "Alle Replicas haben dasselbe Log."),
    ("V4", "Jede Anfrage wurde beantwortet, und jeder gesendete Record bestätigt oder aufgegeben."),
    ("V5", "Gruppen, die abrufen, haben kein Lag."),
    ("V6", "Alle Knoten kennen dieselben Metadaten."),
    ("V7", "Neuzuweisungen sind abgeschlossen."),
    ("V8", "Kein laufender Broker ist fenced."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::in_language;

    #[test]
    fn what_is_asked_later_is_not_counted_as_kept() {
        let sum = || verdict_sum(29, 8, 0, 0);
        assert_eq!(sum(), "29 promises are watched, and all are kept up to now. 8 more are not asked yet.");
        assert!(in_language(Language::German, sum).ends_with(" Nach 8 weiteren wird noch nicht gefragt."));
        assert_eq!(not_asked(NotAsked::Until(160_000_000)), "Asked from 2:40.000 on, if nothing breaks.");
    }

    #[test]
    fn every_promise_is_translated() {
        let promises = include_str!("../../sim/src/check/promises.rs");
        let list = promises.split("];").next().unwrap_or("");
        let names = list.split('"').skip(1).step_by(2).filter(|word| word.len() == 2);
        let missing: Vec<&str> =
            names.filter(|name| !GERMAN.iter().any(|(known, _)| known == name)).collect();
        assert_eq!(missing, [""; 0]);
    }
}
