//! Labels of the forms behind an action. What is a setting of Kafka or a word that one types keeps its name.

use super::nouns::{PARTITIONS, plural};

/// The label of a field by its name.
pub fn field_label(name: &'static str) -> &'static str {
    let label = match name {
        "by" => text!(en: "by", de: "um"),
        "byte" => text!(en: "byte", de: "Byte"),
        "clock" => text!(en: "clock", de: "Uhr"),
        "config" => text!(en: "config", de: "Einstellung"),
        "do" => text!(en: "do", de: "Befehl"),
        "file" => text!(en: "file", de: "Datei"),
        "log directory" => text!(en: "log directory", de: "Log-Verzeichnis"),
        "from" => text!(en: "from", de: "von"),
        "group" => text!(en: "group", de: "Gruppe"),
        "key" => text!(en: "key", de: "Schlüssel"),
        "key is" => text!(en: "key is", de: "Schlüssel ist"),
        "keys" => text!(en: "keys", de: "Schlüssel"),
        "line" => text!(en: "line", de: "Zeile"),
        "message" => text!(en: "message", de: "Nachricht"),
        "more" => text!(en: "more settings, name=value ...", de: "weitere Einstellungen, name=value ..."),
        "node" => text!(en: "node", de: "Knoten"),
        "only partition" => text!(en: "only partition (empty: all)", de: "nur Partition (leer: alle)"),
        "or by" => text!(en: "or by, such as +90s", de: "oder um, etwa +90s"),
        "partitions" => text!(en: "partitions", de: "Partitionen"),
        "per record" => text!(en: "per record", de: "je Record"),
        "rate" => text!(en: "rate", de: "Rate"),
        "skew" => text!(en: "share of the first key", de: "Anteil des ersten Schlüssels"),
        "size" => text!(en: "size", de: "Größe"),
        "slow by" => text!(en: "if slow, by", de: "bei slow um"),
        "to what" => {
            text!(en: "offset, number, time or duration", de: "Offset, Anzahl, Zeitpunkt oder Dauer")
        }
        "to" => text!(en: "to", de: "zu"),
        "tool" => text!(en: "tool", de: "Werkzeug"),
        "value" => text!(en: "value", de: "Wert"),
        "value is" => text!(en: "value is", de: "Wert ist"),
        "way" => text!(en: "way", de: "Richtung"),
        "who" => text!(en: "who", de: "wer"),
        other => return other,
    };
    label.text()
}

/// A choice of a field as people read it.
pub fn field_choice(choice: &str) -> &str {
    match choice {
        "" => "–",
        "text" => text!(en: "text", de: "Text").text(),
        "brokers (default)" => text!(en: "all brokers (default)", de: "alle Broker (Vorgabe)").text(),
        "all log directories" => text!(en: "all", de: "alle").text(),
        "both ways" => text!(en: "both ways", de: "beide").text(),
        "one way" => text!(en: "one way", de: "eine").text(),
        other => other,
    }
}

/// A field that takes a whole number has something else.
pub fn no_whole_number(text: &str) -> String {
    say!(en: "'{text}' is no whole number that can stand here.", de: "'{text}' ist keine ganze Zahl, die hier stehen kann.")
}

/// A topic gets more partitions, never fewer.
pub fn not_more_partitions(topic: &str, now: usize) -> String {
    say!(
        en: "'{topic}' has {partitions} already; there can only be more.",
        de: "'{topic}' hat schon {partitions}; es können nur mehr werden.",
        partitions = plural(now as u64, PARTITIONS)
    )
}

/// A topic has no partition of this number.
pub fn no_such_partition(topic: &str, number: u32, count: usize) -> String {
    say!(
        en: "'{topic}' has no partition {number}; it has {partitions}, numbered from 0.",
        de: "'{topic}' hat keine Partition {number}; es hat {partitions}, gezählt ab 0.",
        partitions = plural(count as u64, PARTITIONS)
    )
}

/// A field that takes a moment has something else.
pub fn no_datetime(text: &str) -> String {
    say!(
        en: "'{text}' is no time as Kafka's tool reads it: 2026-01-01T00:00:08.600, in UTC.",
        de: "'{text}' ist kein Zeitpunkt, wie ihn Kafkas Werkzeug liest: 2026-01-01T00:00:08.600, in UTC."
    )
}

/// A field that takes a duration has something else.
pub fn no_duration(text: &str) -> String {
    say!(
        en: "'{text}' is no duration as Kafka's tool reads it: PT10S, PT5M, P1D.",
        de: "'{text}' ist keine Dauer, wie sie Kafkas Werkzeug liest: PT10S, PT5M, P1D."
    )
}
