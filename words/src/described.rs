//! Everything on the stage in one sentence each, for those who do not see it: with what is wrong with it, in words.

use partita_view::{
    ClusterView, GroupView, LinkView, MemberView, NodeView, PartitionView, Party, Process, ProducerView,
    QuorumRole, ReplicaRole, ReplicaView, ToolView, TopicView,
};

use super::inspector::blocked_in_words;
use super::links::link;
use super::nouns::{BATCHES, MESSAGES, PARTITIONS, plural};
use super::parts::{
    FENCED, acks, epoch, failed, group_state, member_note, node, partition, party, process, rack, retry,
    role, tool, topic_note,
};
use super::troubles::{clock_ahead, disk_trouble};
use super::views::partitions_note;

texts! {
    /// Name of everything on the stage, in words.
    STAGE_IN_WORDS { en: "The cluster in words", de: "Der Cluster in Worten" }
    TOOLS_THAT_RUN { en: "Tools that run", de: "Laufende Werkzeuge" }
    LINKS_IN_TROUBLE { en: "Links that are cut or slow", de: "Getrennte oder langsame Links" }
}

/// A node: its process, its part in the quorum, and whatever is wrong with its disk, its links or its clock.
pub fn node_in_words(view: &NodeView, of: &ClusterView) -> String {
    let mut told = vec![process(view.process).to_owned()];
    if view.fenced == Some(true) {
        told.push(FENCED.text().into());
    }
    if view.quorum == QuorumRole::Leader {
        told.push(text!(en: "active controller", de: "aktiver Controller").text().into());
    }
    if view.is_controller {
        told.push(say!(en: "quorum epoch {n}", de: "Quorum-Epoche {n}", n = view.quorum_epoch));
    }
    told.extend(view.rack.as_deref().map(rack));
    told.extend(view.disk_troubles.iter().map(|trouble| disk_trouble(*trouble)));
    let me = Party::Node(view.id);
    told.extend(of.links.iter().filter(|other| other.from == me).map(|other| link(other, of, usize::MAX)));
    told.extend(clock_of(&me, of));
    format!("{}: {}", node(view.id, view.is_broker), told.join(", "))
}

/// What is wrong with the clock of a machine.
fn clock_of(who: &Party, of: &ClusterView) -> Option<String> {
    of.clocks.iter().find(|clock| clock.who == *who).map(|clock| clock_ahead(clock.ahead_ms))
}

/// What a process is doing, where it does not simply run.
fn unless_running(state: Process) -> Option<String> {
    (state != Process::Running).then(|| process(state).to_owned())
}

/// A replica of a partition. A follower hears of the high watermark after its leader: where its own is behind, both are told.
pub fn replica_in_words(topic: &str, of: &PartitionView, replica: &ReplicaView) -> String {
    let follows = matches!(replica.role, ReplicaRole::Follower | ReplicaRole::OutOfSync);
    let mark = match replica.high_watermark {
        Some(own) if follows && own < of.high_watermark => say!(
            en: "its own high watermark {own} behind the partition's {hw}",
            de: "eigene High Watermark {own} hinter der der Partition {hw}",
            hw = of.high_watermark
        ),
        Some(own) => say!(en: "high watermark {own}", de: "High Watermark {own}"),
        None => text!(en: "high watermark not known", de: "High Watermark nicht bekannt").text().into(),
    };
    say!(
        en: "{of} on Broker {id}: {role}, {epoch}, log start {start}, {mark}, log end {end}",
        de: "{of} auf Broker {id}: {role}, {epoch}, Log-Anfang {start}, {mark}, Log-Ende {end}",
        of = partition(topic, of.partition),
        id = replica.node,
        role = role(replica.role),
        epoch = epoch(replica.leader_epoch),
        start = replica.log_start,
        end = replica.log_end
    )
}

/// A topic: its shape, and how many of its partitions are not whole.
pub fn topic_in_words(view: &TopicView) -> String {
    let below = view.partitions.iter().filter(|partition| {
        let in_sync = i32::try_from(partition.in_sync.len()).unwrap_or(i32::MAX);
        partition.leader.is_some() && in_sync < view.min_in_sync
    });
    let offline = view.partitions.iter().filter(|partition| partition.leader.is_none()).count();
    let below = below.count();
    let mut told = format!("Topic {}: {}", view.name, topic_note(view, false));
    // The number of partitions stands there already.
    let all = view.partitions.len();
    told.push_str(
        partitions_note(all, below, offline).strip_prefix(&plural(all as u64, PARTITIONS)).unwrap_or(""),
    );
    told
}

/// Caption of the table of a topic.
pub fn partitions_of(topic: &str) -> String {
    say!(en: "Partitions of {topic}", de: "Partitionen von {topic}")
}

/// Columns of the table of a topic.
pub fn partition_columns() -> [&'static str; 8] {
    use super::inspector::{HIGH_WATERMARK, LEADER, LEADER_EPOCH, LOG_END, REPLICAS, STATE};
    use super::views::{ISR, PARTITION};
    [PARTITION, LEADER, REPLICAS, ISR, LEADER_EPOCH, HIGH_WATERMARK, LOG_END, STATE]
        .map(|column| column.text())
}

/// Partitions that are not in the table of a map.
pub fn more_partitions(number: usize) -> String {
    say!(en: "and {partitions} not listed", de: "und {partitions}, nicht aufgezählt", partitions = plural(number as u64, PARTITIONS))
}

/// A producer.
pub fn producer_in_words(view: &ProducerView, of: &ClusterView) -> String {
    let mut told: Vec<String> = unless_running(view.process).into_iter().collect();
    told.push(say!(
        en: "{acks}, {acked} acknowledged, {batches} waiting",
        de: "{acks}, {acked} bestätigt, {batches} wartend",
        acks = acks(view.acks, view.idempotent),
        acked = view.acked,
        batches = plural(view.batches.len() as u64, BATCHES)
    ));
    if view.failed > 0 {
        told.push(failed(view.failed));
    }
    told.extend(view.batches.iter().find_map(|batch| retry(&batch.state)));
    told.extend(view.blocked.as_ref().map(blocked_in_words));
    told.extend(clock_of(&Party::Client(view.name.clone()), of));
    format!("{}: {}", view.name, told.join(", "))
}

/// A group, and where its coordinator is.
pub fn group_in_words(view: &GroupView) -> String {
    let mut told = format!("{}: {}", view.id, group_state(view, usize::MAX).0);
    if let Some(id) = view.coordinator {
        told.push_str(&say!(en: ", coordinator Broker {id}", de: ", Coordinator Broker {id}"));
    }
    told
}

/// A member of a group.
pub fn member_in_words(group: &GroupView, member: &MemberView, of: &ClusterView) -> String {
    let mut text = format!("{}, {}", group.id, member.name);
    if let Some((note, _)) = member_note(group, member) {
        text.push_str(&format!(": {note}"));
    }
    for owned in &member.owned {
        text.push_str(&format!(", {}", partition(&owned.topic, owned.partition)));
        if let Some(at) = owned.position {
            text.push_str(&say!(en: " at {at}", de: " bei {at}"));
        }
        if let Some(lag) = owned.lag {
            text.push_str(&say!(en: " lag {lag}", de: " Lag {lag}"));
        }
    }
    if let Some(clock) = clock_of(&Party::Client(member.name.clone()), of) {
        text.push_str(&format!(", {clock}"));
    }
    text
}

/// A tool that runs.
pub fn tool_in_words(view: &ToolView) -> String {
    let state = unless_running(view.process).map(|state| format!(", {state}")).unwrap_or_default();
    format!("{}: {}{state}", view.name, tool(&view.line))
}

/// A link that is cut or slow.
pub fn link_in_words(view: &LinkView, of: &ClusterView) -> String {
    let direction = super::pieces::direction(&party(&view.from, of), &party(&view.to, of));
    format!("{direction}, {}", super::pieces::link_state(view))
}

/// Messages on their way.
pub fn in_flight(number: usize) -> String {
    say!(en: "In flight: {messages}", de: "Unterwegs: {messages}", messages = plural(number as u64, MESSAGES))
}
