//! Labels of the forms behind an action. What is a setting of Kafka or a word that one types keeps its name.

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
        "partitions" => text!(en: "partitions", de: "Partitionen"),
        "per record" => text!(en: "per record", de: "je Record"),
        "rate" => text!(en: "rate", de: "Rate"),
        "skew" => text!(en: "share of the first key", de: "Anteil des ersten Schlüssels"),
        "size" => text!(en: "size", de: "Größe"),
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
