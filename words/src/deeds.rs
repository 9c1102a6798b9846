//! Words of what a person may do: the bars of the page, their forms, and the library of stories.

use super::values::span;
use crate::Text;

texts! {
    SLOW_DOWN { en: "Slow down", de: "Bremsen" }
    FULL_SPEED { en: "Full speed", de: "Volle Geschwindigkeit" }
    START_AS_BEFORE { en: "Start again", de: "Neu starten, wie vorher" }
    TOO_MUCH_AHEAD { en: "Too many lines wait for this tool's end; this one is lost.", de: "Zu viele Zeilen warten auf das Ende dieses Werkzeugs; diese ist verloren." }
    NOT_KNOWN { en: "not known", de: "nicht bekannt" }
    COMMIT_NOW { en: "Commit", de: "Committen" }
    FLIP_A_BIT { en: "Flip a bit of it", de: "Ein Bit kippen" }
    LOSE_THE_FILE { en: "Lose the file", de: "Datei verlieren" }
    WIPE_DISK { en: "Put in an empty disk", de: "Leere Platte einsetzen" }
    LATENCIES { en: "Request latencies, last 5 s", de: "Latenz der Anfragen, letzte 5 s" }
    /// The chart of one kind of request over the whole run.
    LATENCY_COURSE { en: "Request latency", de: "Latenz der Anfragen" }
    /// What the two lines of that chart are.
    MEDIAN_AND_LONGEST { en: "each second's median and longest", de: "Median und Längste jeder Sekunde" }
    REQUEST { en: "Request", de: "Anfrage" }
    ANSWERED { en: "Answers", de: "Antworten" }
    MEDIAN { same: "Median" }
    MOST { same: "95 %" }
    LONGEST { en: "Longest", de: "Längste" }
    ADD { en: "Add", de: "Hinzufügen" }
    CHANGE { en: "Change", de: "Ändern" }
    BREAK { en: "Break", de: "Stören" }
    STORIES { same: "Stories" }
    DO_IT { en: "Do it", de: "Ausführen" }
    CANCEL { en: "Cancel", de: "Abbrechen" }
    NOT_YET { en: "Something is missing that this needs.", de: "Dafür fehlt noch etwas." }
    THE_LINE { en: "The command that it runs", de: "Der Befehl, der ausgeführt wird" }
    BUILD { en: "Build a cluster", de: "Cluster bauen" }
    START_IT { en: "Start", de: "Starten" }
    READY_STARTS { en: "Ready starts", de: "Fertige Anfänge" }
    PLACE_OF_ITS_OWN { en: "A cluster of your own", de: "Ein eigener Cluster" }
    BROKERS_FIELD { en: "Brokers", de: "Broker" }
    CONTROLLERS_FIELD { en: "Controllers apart (0: the first three brokers are controllers as well)", de: "Eigene Controller (0: die ersten drei Broker sind auch Controller)" }
    RACKS_FIELD { same: "Racks" }
    LATENCY_FIELD { en: "Latency of a link, in µs", de: "Latenz einer Verbindung, in µs" }
    READY_KAFKATASK { en: "Three partitions, two producers, two groups; a member leaves, one joins, a broker is killed", de: "Drei Partitionen, zwei Producer, zwei Gruppen; ein Mitglied geht, eines kommt, ein Broker fällt aus" }
    READY_FIRST_TOPIC { en: "One broker, one topic, records by hand", de: "Ein Broker, ein Topic, Records von Hand" }
    READY_TWO_TOPICS { en: "Topic-A and Topic-B with replication factor 2; one of three brokers fails", de: "Topic-A und Topic-B mit Replikationsfaktor 2; einer von drei Brokern fällt aus" }
    READY_SCALABATCH2 { en: "A leader is killed and comes back; the preferred leader is elected", de: "Ein Leader fällt aus und kommt zurück; der bevorzugte Leader wird gewählt" }
    READY_SIX_PARTITIONS { en: "Six partitions for three consumers, then for seven", de: "Sechs Partitionen für drei Consumer, dann für sieben" }
    READY_MY_FIRST_APPLICATION { en: "A group grows from one consumer to four, and one crashes", de: "Eine Gruppe wächst von einem Consumer auf vier, und einer stürzt ab" }
    READY_TRUCKS { en: "Ten partitions, keys by truck, two services that read the same", de: "Zehn Partitionen, Schlüssel je Lastwagen, zwei Dienste lesen dasselbe" }
    READY_QUORUM_APART { en: "Controllers apart from brokers; the quorum loses its majority", de: "Controller getrennt von Brokern; das Quorum verliert seine Mehrheit" }
    READY_RACK_AWARE { en: "A consumer reads from the follower in its own rack", de: "Ein Consumer liest vom Follower im eigenen Rack" }
    READY_NOT_ENOUGH_REPLICAS { en: "min.insync.replicas=2 and a follower that is gone", de: "min.insync.replicas=2 und ein Follower, der fehlt" }
    READY_LOST_WITH_ACKS_ONE { en: "acks=1 and a leader without power: a loss that Kafka allows", de: "acks=1 und ein Leader ohne Strom: ein Verlust, den Kafka erlaubt" }
    READY_FIFTY_BROKERS { en: "50 brokers in five racks, 1,000 partitions, 100 members", de: "50 Broker in fünf Racks, 1.000 Partitionen, 100 Mitglieder" }
    DEFAULTS_HINT { same: "log.retention.ms=600000" }
    DEFAULTS_FIELD { en: "Defaults of all brokers, one name=value a line", de: "Vorgaben aller Broker, ein name=value je Zeile" }
}

/// The median and the longest of the last second, if anything was answered in it.
pub fn latency_now(took: Option<(partita_view::Micros, partita_view::Micros)>) -> String {
    match took {
        Some((median, longest)) => say!(
            en: "median {median}, longest {longest}",
            de: "Median {median}, längste {longest}",
            median = span(median),
            longest = span(longest)
        ),
        None => text!(en: "no answer", de: "keine Antwort").text().into(),
    }
}

/// The chart of latencies in words.
pub fn latency_chart(kind: &str, now: &str) -> String {
    say!(en: "Latency of {kind}: {now}", de: "Latenz von {kind}: {now}")
}

/// A moment that a person wants to find again.
pub fn bookmark_at(at: partita_view::Micros) -> String {
    say!(en: "Bookmark at {at}", de: "Lesezeichen bei {at}", at = super::values::time(at))
}

/// Up to where the past on the timeline is thinned, in short.
pub fn past_thinned_until(until: partita_view::Micros) -> String {
    say!(en: "thinned until {at}", de: "bis {at} ausgedünnt", at = super::values::short_time(until))
}

/// The same, and what it means: fewer copies to go back to, and what happened may be forgotten. 0 is never.
pub fn past_thinned(close_from: partita_view::Micros, told_from: partita_view::Micros) -> String {
    let copies = say!(en: "The past before {at} is thinned to save memory: every moment of it can be gone to, which may take longer.",
        de: "Vor {at} ist die Vergangenheit ausgedünnt, um Speicher zu sparen: Jeder Moment bleibt erreichbar, es kann aber länger dauern.",
        at = super::values::short_time(close_from));
    let told = say!(en: "Log, marks and measures are complete from {at} on.",
        de: "Protokoll, Marken und Messwerte sind ab {at} vollständig.", at = super::values::short_time(told_from));
    match (close_from, told_from) {
        (_, 0) => copies,
        (0, _) => told,
        _ => format!("{copies} {told}"),
    }
}

/// A link to another node is cut in one direction.
pub fn cut_one_way(to: i32) -> String {
    say!(en: "Cut what goes to {to}", de: "Was zu {to} geht, abschneiden")
}

/// Deeds by their number.
pub const DEEDS: [Text; 19] = [
    text!(same: "Topic"),
    text!(en: "Producer, load", de: "Producer, Last"),
    text!(same: "Consumer"),
    text!(same: "Broker"),
    text!(en: "Record by hand", de: "Record von Hand"),
    text!(en: "Config", de: "Konfiguration"),
    text!(en: "Offsets of a group", de: "Offsets einer Gruppe"),
    text!(en: "Seek", de: "Zu einem Offset gehen"),
    text!(en: "Time per record", de: "Zeit je Record"),
    text!(en: "Kill, stop, pause", de: "Beenden, anhalten"),
    text!(en: "Cut a link", de: "Verbindung trennen"),
    text!(en: "Slow a link", de: "Verbindung bremsen"),
    text!(en: "Disk", de: "Platte"),
    text!(en: "Clock", de: "Uhr"),
    text!(same: "Controller"),
    text!(en: "Vote of a controller", de: "Stimme eines Controllers"),
    text!(en: "Delay", de: "Verzögern"),
    text!(en: "Line typed by hand", de: "Zeile von Hand"),
    text!(en: "More partitions", de: "Mehr Partitionen"),
];
