//! Words on the stage: short, exact, Kafka's own.

use super::nouns::{BATCHES, MORE_PARTITIONS, PARTITIONS, RECORDS, plural};
use super::values::{fit, span};
use partita_view::{
    BatchState, BatchView, Blocked, BlockedOn, ClusterView, GroupView, MemberState, MemberView,
    PartitionView, Party, Process, ReplicaRole, ReplicaView, TopicView,
};

texts! {
    /// Name of the lane at the left.
    PRODUCERS { en: "Producers", de: "Producer" }
    /// Name of the rows.
    BROKERS { en: "Brokers", de: "Broker" }
    /// Name of the lane at the right.
    GROUPS { en: "Consumer groups", de: "Consumer Groups" }
    /// A broker that the active controller has fenced.
    FENCED { same: "fenced" }
    /// A controller of the quorum that is not active.
    VOTER { en: "voter", de: "Voter" }
    /// A controller that asks for votes.
    CANDIDATE { en: "candidate", de: "Candidate" }
    /// An offline replica that the metadata still names as leader.
    WAS_LEADER { en: "was leader", de: "war Leader" }
    /// What an empty stage says.
    NO_TOPIC { en: "No topic yet. In the terminal: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic first_topic", de: "Noch kein Topic. Im Terminal: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic first_topic" }
    FIRST_TOPIC_LINE { same: "kafka-topics.sh --bootstrap-server localhost:9092 --create --topic first_topic" }
    CREATE_FIRST_TOPIC { en: "Create first_topic", de: "first_topic anlegen" }
}

/// `Broker 1`, `Controller 100`.
pub fn node(id: i32, is_broker: bool) -> String {
    // Kafka's own names, in every language.
    if is_broker { format!("Broker {id}") } else { format!("Controller {id}") }
}

/// What a party is called; a node is known by the cluster.
pub fn party(party: &Party, view: &ClusterView) -> String {
    match party {
        Party::Node(id) => {
            let is_broker = view.nodes.iter().find(|node| node.id == *id).is_none_or(|node| node.is_broker);
            node(*id, is_broker)
        }
        Party::Client(name) => name.to_string(),
    }
}

/// What a process is doing.
pub fn process(process: Process) -> &'static str {
    let word = match process {
        Process::Running => text!(en: "running", de: "läuft"),
        Process::Starting => text!(en: "starting", de: "startet"),
        Process::Stopping => text!(en: "stopping", de: "fährt herunter"),
        Process::Paused => text!(en: "paused", de: "angehalten"),
        Process::Killed => text!(en: "killed", de: "hart beendet"),
        Process::Stopped => text!(en: "stopped", de: "beendet"),
    };
    word.text()
}

texts! {
    /// The active controller.
    CONTROLLER { en: "controller", de: "Controller" }
}

/// `rack a`.
pub fn rack(rack: &str) -> String {
    say!(en: "rack {rack}", de: "Rack {rack}")
}

/// `Leader`, `Follower`, ...
pub fn role(role: ReplicaRole) -> &'static str {
    let word = match role {
        ReplicaRole::Leader => text!(same: "Leader"),
        ReplicaRole::Follower => text!(same: "Follower"),
        ReplicaRole::OutOfSync => text!(en: "Out of sync", de: "Nicht synchron"),
        ReplicaRole::Offline => text!(same: "Offline"),
    };
    word.text()
}

/// Role and broker of a thin stave.
pub fn short_role(replica: &ReplicaView) -> String {
    match replica.role {
        ReplicaRole::Follower | ReplicaRole::Leader => format!("Broker {}", replica.node),
        ReplicaRole::OutOfSync => {
            say!(en: "B{id} out of sync", de: "B{id} nicht synchron", id = replica.node)
        }
        ReplicaRole::Offline => format!("B{} offline", replica.node),
    }
}

/// `epoch 3`.
pub fn epoch(epoch: i32) -> String {
    say!(en: "epoch {epoch}", de: "Epoche {epoch}")
}

/// How far a replica is behind.
pub fn behind(records: i64) -> String {
    say!(en: "{records} behind", de: "{records} zurück")
}

/// `kafkatask-0`.
pub fn partition(topic: &str, partition: i32) -> String {
    format!("{topic}-{partition}")
}

/// Partitions that have no room on the stage.
pub fn not_drawn(hidden: usize) -> String {
    say!(en: "and {more} not drawn", de: "und {more}, nicht gezeichnet", more = plural(hidden as u64, MORE_PARTITIONS))
}

/// `p0`.
pub fn short_partition(partition: i32) -> String {
    format!("p{partition}")
}

/// A replica in one line, for those who do not see the stage.
pub fn replica(topic: &str, partition: i32, replica: &ReplicaView) -> String {
    say!(
        en: "{topic}-{partition} on Broker {id}: {role}, log end {log_end}",
        de: "{topic}-{partition} auf Broker {id}: {role}, Log-Ende {log_end}",
        id = replica.node,
        role = role(replica.role),
        log_end = replica.log_end
    )
}

/// `ISR {1,3}`.
pub fn in_sync(partition: &PartitionView) -> String {
    format!("ISR {{{}}}", ids(&partition.in_sync))
}

/// `1,3`.
pub fn ids(ids: &[i32]) -> String {
    let ids: Vec<String> = ids.iter().map(i32::to_string).collect();
    ids.join(",")
}

/// `HW 6`.
pub fn high_watermark(offset: i64) -> String {
    format!("HW {offset}")
}

/// `LSO 5`.
pub fn last_stable(offset: i64) -> String {
    format!("LSO {offset}")
}

/// A topic's shape and what differs from the defaults.
pub fn topic_note(topic: &TopicView, short: bool) -> String {
    let partitions = topic.partitions.len();
    let factor = topic.partitions.first().map_or(0, |partition| partition.assignment.len());
    let mut note = if short {
        format!("RF {factor}")
    } else {
        say!(
            en: "{partitions}, replication factor {factor}",
            de: "{partitions}, Replikationsfaktor {factor}",
            partitions = plural(partitions as u64, PARTITIONS)
        )
    };
    for (name, value) in &topic.configs {
        note.push_str(&format!(", {name}={value}"));
    }
    note
}

/// `acks=all, idempotent`.
pub fn acks(acks: i16, idempotent: bool) -> String {
    let acks = if acks == -1 { "all".to_owned() } else { acks.to_string() };
    match idempotent {
        // The same word in both languages.
        true => format!("acks={acks}, idempotent"),
        false => say!(en: "acks={acks}, not idempotent", de: "acks={acks}, nicht idempotent"),
    }
}

/// Records a producer gave up.
pub fn failed(records: u64) -> String {
    say!(en: "{records} failed", de: "{records} fehlgeschlagen", records = plural(records, RECORDS))
}

/// What an application waits for in `send`, in a line under its producer.
pub fn blocked(blocked: &Blocked) -> &'static str {
    let why = match blocked.on {
        BlockedOn::Memory => text!(en: "blocked: memory full", de: "blockiert: Puffer"),
        BlockedOn::Metadata => text!(en: "blocked: no metadata", de: "blockiert: Metadaten"),
    };
    why.text()
}

/// What a batch waits for.
pub fn batch(batch: &BatchView) -> String {
    let of = short_partition(batch.partition);
    let more = if batch.records > 5 {
        say!(en: "{records} for {of}", de: "{records} für {of}", records = batch.records)
    } else {
        of
    };
    match &batch.state {
        // The name of its setting.
        BatchState::Lingering(_) => format!("{more}, linger"),
        BatchState::Ready => say!(en: "{more}, ready", de: "{more}, bereit"),
        BatchState::InFlight => say!(en: "{more}, sent", de: "{more}, gesendet"),
        BatchState::Retrying { .. } => say!(en: "{more}, again", de: "{more}, nochmal"),
    }
}

/// A retry in words.
pub fn retry(state: &BatchState) -> Option<String> {
    let BatchState::Retrying { attempt, backoff, .. } = state else { return None };
    Some(say!(
        en: "retry {attempt}, waits {length}",
        de: "Retry {attempt}, wartet {length}",
        length = span(backoff.until.saturating_sub(backoff.from))
    ))
}

/// Batches that have no room.
pub fn more_batches(number: usize) -> String {
    say!(en: "and {batches}", de: "und {batches}", batches = plural(number as u64, BATCHES))
}

/// A tool's command line without its way to the cluster.
pub fn tool(line: &str) -> String {
    let mut words = Vec::new();
    let mut parts = line.split_whitespace();
    while let Some(word) = parts.next() {
        if matches!(word, "--bootstrap-server" | "--broker-list" | "--zookeeper") {
            parts.next();
        } else {
            words.push(word);
        }
    }
    words.join(" ")
}

/// State and generation of a group, and its assignor where so many letters have room for it: in one line, or the state in the
/// first and the rest in the second.
pub fn group_state(group: &GroupView, letters: usize) -> (String, Option<String>) {
    let generation = say!(en: "generation {n}", de: "Generation {n}", n = group.generation);
    let state = format!("{}, {generation}", group.state);
    let with = |text: &str| group.assignor.as_ref().map(|assignor| format!("{text}, {assignor}"));
    let fits = |text: &String| text.chars().count() <= letters;
    match with(&state).filter(fits) {
        Some(all) => (all, None),
        None if fits(&state) => (state, None),
        None => (fit(group.state, letters), Some(with(&generation).filter(fits).unwrap_or(generation))),
    }
}

/// What a member is doing, where it is not simply reading: text and class.
pub fn member_note(group: &GroupView, member: &MemberView) -> Option<(String, &'static str)> {
    match (member.process, member.state) {
        (_, MemberState::Left) => Some((text!(en: "left", de: "gegangen").text().into(), "cset")),
        (Process::Running, MemberState::Outside) => {
            Some((text!(en: "outside", de: "außerhalb").text().into(), "cset"))
        }
        (Process::Running, MemberState::Joining) => {
            Some((text!(en: "joining", de: "tritt bei").text().into(), "cset warn"))
        }
        (Process::Running, MemberState::Syncing) => {
            Some((text!(en: "syncing", de: "synchronisiert").text().into(), "cset warn"))
        }
        (Process::Running, MemberState::Stable) => (member.owned.is_empty() && group.state == "Stable")
            .then(|| (text!(en: "idle", de: "untätig").text().into(), "cset")),
        (Process::Killed, _) => Some((process(member.process).into(), "cset bad")),
        (other, _) => Some((process(other).into(), "cset warn")),
    }
}

/// `at 4`.
pub fn at_offset(offset: i64) -> String {
    say!(en: "at {offset}", de: "bei {offset}")
}

/// `lag 2`.
pub fn lag(lag: i64) -> String {
    say!(en: "lag {lag}", de: "Lag {lag}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        assert_eq!(plural(1, RECORDS), "1 record");
    }

    #[test]
    fn a_tool_is_shown_without_its_address() {
        assert_eq!(
            tool("kafka-topics.sh --bootstrap-server localhost:9092 --list"),
            "kafka-topics.sh --list"
        );
    }
}
