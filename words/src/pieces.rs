//! Words of the inspector for the pieces of a log, for links, for why a record is where it is, and for what a message changed.

use partita_view::LinkView;

use super::nouns::{BYTES, MESSAGES, plural};
use super::parts::partition;
use super::values::span;

texts! {
    NOT_ASKED { en: "not asked yet", de: "noch nicht gefragt" }
    GIVEN_UP { en: "given up", de: "aufgegeben" }
    WOULD_HOLD { en: "What would have held it:", de: "Was es gehalten hätte:" }
    PLAY_IT { en: "Play how it happened", de: "Abspielen, wie es geschah" }
    SUBJECT { en: "Subject", de: "Thema" }
    ALL_SUBJECTS { en: "All subjects", de: "Alle Themen" }
    LOOK_FOR { en: "Look for", de: "Suchen nach" }
    NOTHING_FOUND { en: "Nothing up to now fits the filter.", de: "Bisher passt nichts zum Filter." }
    OFFSETS { same: "Offsets" }
    RECORDS_IN_IT { same: "Records" }
    COMPRESSION { en: "Compression", de: "Kompression" }
    NOT_IDEMPOTENT { en: "none: not idempotent", de: "keine: nicht idempotent" }
    FILE_NAME { en: "File", de: "Datei" }
    SEGMENT_ACTIVE { en: "active: appended to", de: "aktiv: wird beschrieben" }
    SEGMENT_CLOSED { en: "closed: may be deleted or cleaned", de: "geschlossen: darf gelöscht oder bereinigt werden" }
    DIRECTION { en: "Direction", de: "Richtung" }
    LINK_AS_USUAL { en: "as usual", de: "wie üblich" }
    LINKS { en: "Links", de: "Verbindungen" }
    FEWER_NODES { en: "Fewer nodes", de: "Weniger Knoten" }
    CUT { en: "Cut", de: "Trennen" }
    CUT_ONE_WAY { en: "Cut what goes", de: "Abschneiden" }
    SLOW { en: "Slow", de: "Bremsen" }
    HEAL { en: "Heal", de: "Heilen" }
    CUT_BOTH { en: "Cut both ways", de: "In beide Richtungen trennen" }
    SLOW_BOTH { en: "Slow both ways", de: "In beide Richtungen bremsen" }
    HEAL_BOTH { en: "Heal both ways", de: "In beide Richtungen heilen" }
    VERSION { same: "Version" }
    VOTERS { en: "Voters", de: "Wähler" }
    QUORUM_EPOCH { en: "Quorum epoch", de: "Quorum-Epoche" }
    METADATA_COMMITTED { en: "Metadata committed", de: "Metadaten committet" }
    ACTIVE_CONTROLLER { en: "Active controller", de: "Aktiver Controller" }
    DID_CHANGE { en: "changed the state", de: "änderte den Zustand" }
    COPY_HEX { en: "Copy as hex", de: "Als Hex kopieren" }
    COPY_JSON { en: "Copy as JSON", de: "Als JSON kopieren" }
    WHAT_IT_CHANGED { en: "What it changed", de: "Was sie änderte" }
    OPEN_TOO { en: "Belongs to it", de: "Gehört dazu" }
    WHY_HERE { en: "Why it is in this partition", de: "Warum er in dieser Partition ist" }
    FROM_THE_BEGINNING { en: "Again from the beginning", de: "Wieder von Anfang an" }
    GONE_FROM_LOG { en: "not in this log: compacted away, or its file cannot be read", de: "nicht in diesem Log: wegkompaktiert, oder die Datei ist nicht lesbar" }
    WORKED_OUT { en: "The hash, step by step", de: "Der Hash, Schritt für Schritt" }
    HASH_ENDS { en: "mixed a last time: murmur2", de: "ein letztes Mal gemischt: murmur2" }
    POSITIVE { en: "without its sign bit (& 7fffffff), decimal", de: "ohne Vorzeichenbit (& 7fffffff), dezimal" }
}

/// Shows other nodes that have no row yet.
pub fn more_nodes(hidden: usize) -> String {
    match hidden {
        1 => text!(en: "1 more node", de: "1 weiterer Knoten").text().into(),
        _ => say!(en: "{hidden} more nodes", de: "{hidden} weitere Knoten"),
    }
}

/// A hash and the number of partitions gave this partition.
pub fn placed_by_key(hash: i32, partitions: u32, partition: i32) -> String {
    say!(
        en: "By its key: murmur2 of the key is {hash}; without its sign, modulo {partitions} partitions, that is {partition}. The same key always comes here, while the number of partitions stays.",
        de: "Durch seinen Key: murmur2 des Keys ist {hash}; ohne Vorzeichen, modulo {partitions} Partitionen, ergibt das {partition}. Derselbe Key kommt immer hierher, solange die Zahl der Partitionen bleibt."
    )
}

/// The key would have led elsewhere.
pub fn placed_otherwise(by_key: u32, partition: i32) -> String {
    say!(
        en: "Not by its key: murmur2 leads to partition {by_key}. Its sender chose {partition} itself, hashes keys in another way, or knew of another number of partitions.",
        de: "Nicht durch seinen Key: murmur2 führt zu Partition {by_key}. Der Absender hat {partition} selbst gewählt, hasht Keys anders oder kannte eine andere Zahl von Partitionen."
    )
}

/// The number of partitions of that moment is forgotten.
pub fn placed_by_forgotten(hash: i32) -> String {
    say!(
        en: "By its key: murmur2 of the key is {hash}. How many partitions the topic had then is not remembered any more, so the last step is left out.",
        de: "Durch seinen Key: murmur2 des Keys ist {hash}. Wie viele Partitionen das Topic damals hatte, ist nicht mehr bekannt; deshalb fehlt der letzte Schritt."
    )
}

/// A producer had not heard yet that there are more partitions.
pub fn knew_fewer(knew: u32, there: u32) -> String {
    say!(
        en: "The producer still knew {knew} partitions; the topic had {there} already.",
        de: "Der Producer kannte noch {knew} Partitionen; das Topic hatte schon {there}."
    )
}

/// A number of partitions before the word, where it is known.
fn number(partitions: Option<u32>) -> String {
    partitions.map(|partitions| format!("{partitions} ")).unwrap_or_default()
}

/// A record without a key, or whose key does not count.
pub fn placed_sticky(partitions: Option<u32>, ignored: bool) -> String {
    let number = number(partitions);
    let why = if ignored {
        text!(en: "Its key does not count (partitioner.ignore.keys).", de: "Sein Key zählt nicht (partitioner.ignore.keys).")
    } else {
        text!(en: "It has no key.", de: "Er hat keinen Key.")
    }
    .text();
    say!(
        en: "{why} The producer stays with one of the {number}partitions until about batch.size bytes went there, then takes another by chance, seldom one with a long queue (KIP-794): this one was the choice of the moment.",
        de: "{why} Der Producer bleibt bei einer der {number}Partitionen, bis etwa batch.size Bytes dorthin gingen, und nimmt dann zufällig eine andere, selten eine mit langer Schlange (KIP-794): diese war die Wahl des Augenblicks."
    )
}

/// `RoundRobinPartitioner`.
pub fn placed_in_turn(partitions: Option<u32>) -> String {
    let number = number(partitions);
    say!(
        en: "In turn: RoundRobinPartitioner takes the {number}partitions one after another, whatever the key.",
        de: "Reihum: RoundRobinPartitioner nimmt die {number}Partitionen der Reihe nach, gleich welcher Key."
    )
}

/// How the hash begins.
pub fn hash_begins(length: usize) -> String {
    let length = plural(length as u64, BYTES);
    say!(en: "seed 9747b28c ^ length, {length}", de: "Seed 9747b28c ^ Länge, {length}")
}

/// Four bytes go in.
pub fn hash_block(bytes: &[u8; 4], mixed: u32) -> String {
    let (bytes, mixed) = (super::values::hex(bytes), format!("{mixed:08x}"));
    say!(en: "{bytes} mixed to {mixed}; hash * 5bd1e995 ^ that", de: "{bytes} gemischt zu {mixed}; Hash * 5bd1e995 ^ das")
}

/// More blocks.
pub fn hash_blocks(count: usize) -> String {
    let count = super::nouns::count(count as u64);
    say!(en: "{count} more blocks of four bytes", de: "{count} weitere Blöcke von vier Bytes")
}

/// The last bytes.
pub fn hash_tail(bytes: &[u8]) -> String {
    let bytes = super::values::hex(bytes);
    say!(en: "left over: {bytes}; hash ^ them, * 5bd1e995", de: "übrig: {bytes}; Hash ^ sie, * 5bd1e995")
}

/// The last step.
pub fn modulo(partitions: u32) -> String {
    say!(en: "modulo {partitions} partitions", de: "modulo {partitions} Partitionen")
}

/// `Batch 24`.
pub fn batch_at(base: i64) -> String {
    say!(en: "Batch at {base}", de: "Batch bei {base}")
}

/// `Segment 0`.
pub fn segment_at(base: i64) -> String {
    say!(en: "Segment from {base}", de: "Segment ab {base}")
}

/// `Record 24`.
pub fn record_at(offset: i64) -> String {
    format!("Record {offset}")
}

/// Records of a batch; a very large one is not read to its end.
pub fn records_read(records: usize, or_more: bool) -> String {
    let records = super::nouns::count(records as u64);
    if or_more { say!(en: "{records} or more", de: "{records} oder mehr") } else { records }
}

/// Offsets of a batch; of a very large one, as far as it is read.
pub fn offsets_read(from: i64, to: i64, or_more: bool) -> String {
    let offsets = from_to(from, to);
    if or_more { say!(en: "{offsets} or further", de: "{offsets} oder weiter") } else { offsets }
}

/// A list goes on.
pub fn more_from(offset: i64) -> String {
    say!(en: "More, from offset {offset}", de: "Weitere ab Offset {offset}")
}

/// An offset that was deleted.
pub fn deleted_below(log_start: i64) -> String {
    say!(
        en: "deleted: this log begins at offset {log_start} now",
        de: "gelöscht: dieses Log beginnt jetzt bei Offset {log_start}"
    )
}

/// An offset that is not there at this moment.
pub fn beyond_log_end(log_end: i64) -> String {
    say!(
        en: "not in this log, which ends before offset {log_end} now",
        de: "nicht in diesem Log, das jetzt vor Offset {log_end} endet"
    )
}

/// A replica that is not there at this moment.
pub fn no_replica_now(node: i32) -> String {
    say!(
        en: "not there: Broker {node} has no replica of this partition now",
        de: "nicht da: Broker {node} hat jetzt keine Replica dieser Partition"
    )
}

/// `24 to 26`, or one alone.
pub fn from_to(from: i64, to: i64) -> String {
    if from == to { from.to_string() } else { say!(en: "{from} to {to}", de: "{from} bis {to}") }
}

/// Offsets of a piece of a log; none where it is empty.
pub fn offsets(from: i64, to: i64) -> String {
    if to < from { text!(en: "none yet", de: "noch keine").text().into() } else { from_to(from, to) }
}

/// The high watermark that a follower knows, behind the partition's.
pub fn own_high_watermark(offset: i64) -> String {
    say!(en: "Its own high watermark: {offset}", de: "Eigene High Watermark: {offset}")
}

/// Title of a batch.
pub fn batch_title(topic: &str, number: i32, base: i64) -> String {
    let of = partition(topic, number);
    say!(en: "{of}, batch at {base}", de: "{of}, Batch bei {base}")
}

/// Title of a segment.
pub fn segment_title(topic: &str, number: i32, base: i64) -> String {
    let of = partition(topic, number);
    say!(en: "{of}, segment from {base}", de: "{of}, Segment ab {base}")
}

/// Title of a link.
pub fn link_title(a: &str, b: &str) -> String {
    say!(en: "Link {a}, {b}", de: "Link {a} – {b}")
}

/// Opens the link with another.
pub fn link_to(other: &str) -> String {
    say!(en: "Link to {other}", de: "Link zu {other}")
}

/// `Broker 1 to Broker 2`.
pub fn direction(from: &str, to: &str) -> String {
    say!(en: "{from} to {to}", de: "{from} zu {to}")
}

/// What a link does that is not as usual.
pub fn link_state(link: &LinkView) -> String {
    if link.cut {
        return text!(en: "cut: nothing passes", de: "getrennt: nichts kommt durch").text().into();
    }
    let by = span(link.slow);
    say!(en: "slow: {by} more", de: "langsam: {by} mehr")
}

/// A direction of a link, how it is, and what is on it.
pub fn link_now(direction: &str, state: &str, messages: usize) -> String {
    let messages = plural(messages as u64, MESSAGES);
    say!(en: "{direction}: {state}, {messages} on the way", de: "{direction}: {state}, {messages} unterwegs")
}

/// Cuts one direction.
pub fn cut_one(from: &str, to: &str) -> String {
    say!(en: "Cut {from} to {to} only", de: "Nur {from} zu {to} trennen")
}

/// Which setting would have kept a promise that was given up by another.
pub fn would_hold(by: &str) -> &'static str {
    match by {
        "acks=0" | "acks=1" => text!(
            en: "acks=all with min.insync.replicas=2 or more: an answer means that several brokers have the record.",
            de: "acks=all mit min.insync.replicas=2 oder mehr: eine Antwort heißt, dass mehrere Broker den Record haben."
        ),
        "an unclean election" => text!(
            en: "unclean.leader.election.enable=false: the partition waits for a replica that has everything.",
            de: "unclean.leader.election.enable=false: die Partition wartet auf eine Replica, die alles hat."
        ),
        "a loss of power or a damaged disk" => text!(
            en: "A larger min.insync.replicas on brokers that do not fail together, or flush.messages=1: what is flushed outlives a loss of power.",
            de: "Ein größeres min.insync.replicas auf Brokern, die nicht zusammen ausfallen, oder flush.messages=1: was geflusht ist, übersteht einen Stromausfall."
        ),
        "eligible.leader.replicas.version=0" => text!(
            en: "eligible.leader.replicas.version=1: who left an ISR that is too small with everything may lead, not who lost it.",
            de: "eligible.leader.replicas.version=1: wer eine zu kleine ISR mit allem verlassen hat, darf führen, nicht wer es verloren hat."
        ),
        "offsets committed before the records are processed" => text!(
            en: "Committing after the records are processed: enable.auto.commit=false and a commit of your own.",
            de: "Erst nach dem Verarbeiten committen: enable.auto.commit=false und ein eigener Commit."
        ),
        "a topic of the same name was deleted" => text!(
            en: "Nothing: who deletes a topic deletes its records.",
            de: "Nichts: wer ein Topic löscht, löscht seine Records."
        ),
        _ => text!(en: "A stricter setting than this one.", de: "Eine strengere Einstellung als diese."),
    }
    .text()
}

/// A partition on a broker.
pub fn on_broker(partition: &str, node: i32) -> String {
    say!(en: "{partition} on Broker {node}", de: "{partition} auf Broker {node}")
}

/// Findings that are not told one by one.
pub fn more_findings(count: usize) -> String {
    let count = super::nouns::count(count as u64);
    say!(en: "and {count} more of them", de: "und {count} weitere davon")
}
