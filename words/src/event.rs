//! Sentences of the log: what happened, in the present tense, who did what.

use partita_view::{ClusterView, Event, GoneReason, Happened, Name, Party, QuorumRole};

use super::nouns::{PARTITIONS, RECORDS, plural};
use super::parts::{ids, partition, party, short_partition, span};

/// Who did it, or whom it was done to.
pub fn who(happened: &Happened, view: &ClusterView) -> String {
    party(&happened.who, view)
}

/// What happened, in one sentence.
pub fn sentence(happened: &Happened, view: &ClusterView) -> String {
    let who = || party(&happened.who, view);
    let between = |from: &Party, to: &Party| format!("{} to {}", party(from, view), party(to, view));
    match &happened.event {
        Event::Started => format!("{} starts.", who()),
        Event::Killed => format!("{} is killed. What it wrote stays on its disk.", who()),
        Event::PoweredOff => format!("{} loses its power. What was not flushed is gone.", who()),
        Event::Stopping => format!("{} begins a controlled shutdown.", who()),
        Event::Stopped => format!("{} has shut down.", who()),
        Event::Paused => format!("{} is paused: it does nothing and keeps its memory.", who()),
        Event::Resumed => format!("{} goes on.", who()),
        Event::LinkCut { from, to } => format!("The link from {} is cut.", between(from, to)),
        Event::LinkHealed { from, to } => format!("The link from {} is as usual again.", between(from, to)),
        Event::LinkSlowed { from, to, by } => {
            format!("The link from {} takes {} more.", between(from, to), span(*by))
        }
        Event::DiskSlowed(by) => format!("What {} reads from its disk takes {}.", who(), span(*by)),
        Event::DiskFilled => format!("Nothing more fits on the disk of {}.", who()),
        Event::DiskFailed => format!("The disk of {} does nothing any more.", who()),
        Event::DiskTears => {
            format!("If {} loses its power, half of what it did not flush will stay on its disk.", who())
        }
        Event::DiskFlipped(file, at) => format!("A bit of byte {at} in {file} of {} is another now.", who()),
        Event::LogDirectoryFailed => {
            format!("{} cannot use its log directory any more. It has no other, and halts.", who())
        }
        Event::DiskMended => format!("The disk of {} is as usual again.", who()),
        Event::ClockSet(0) => format!("The wall clock of {} is right again.", who()),
        Event::ClockSet(ahead_ms) => {
            let by = span(ahead_ms.unsigned_abs().saturating_mul(1000));
            let side = if *ahead_ms > 0 { "fast" } else { "slow" };
            format!("The wall clock of {} is {by} {side}. Its timers run as before.", who())
        }
        Event::Held(_) => "A message is held, and all behind it on its connection.".into(),
        Event::Released(_) => "A held message goes on.".into(),
        Event::Delayed(_, by) => {
            format!("A message arrives {} later, and all behind it on its connection.", span(*by))
        }
        Event::MadeLate(_, by) => format!(
            "The connection of a request breaks for its sender, who may try again; this copy arrives {} later.",
            span(*by)
        ),
        Event::Dropped(_) => "A message is lost, and its connection with it.".into(),
        Event::Commanded(line) => line.clone(),
        Event::Verdict(finding) => match finding.allowed_by {
            Some(by) => format!("{} Kafka allows it: {by}.", finding.seen),
            None => format!("{} Kafka promises otherwise ({}).", finding.seen, finding.promise),
        },
        other => nodes(other, &who()).or_else(|| clients(other, &who())).unwrap_or_default(),
    }
}

/// Sentences about brokers, partitions and the controller.
fn nodes(event: &Event, who: &str) -> Option<String> {
    Some(match event {
        Event::QuorumRoleChanged { role, epoch } => quorum(who, *role, *epoch),
        Event::BrokerRegistered { broker, .. } => format!("Broker {broker} is registered."),
        Event::BrokerFenced(broker) => {
            format!("Broker {broker} is fenced: it leads nothing until it is heard again.")
        }
        Event::BrokerUnfenced(broker) => format!("Broker {broker} is unfenced."),
        Event::TopicCreated { topic, partitions, replication_factor } => format!(
            "Topic {topic} is created: {}, replication factor {replication_factor}.",
            plural(u64::try_from(*partitions).unwrap_or(0), PARTITIONS)
        ),
        Event::TopicDeleted(topic) => format!("Topic {topic} is deleted."),
        Event::PartitionsAdded { topic, partitions } => {
            format!("Topic {topic} has {partitions} partitions now; old records stay where they are.")
        }
        Event::ConfigChanged { of, name, value } => {
            let of = if of.is_empty() { "The cluster".into() } else { of.to_string() };
            match value {
                Some(value) => format!("{of}: {name}={value}."),
                None => format!("{of}: {name} is back to its default."),
            }
        }
        Event::LeaderElected { topic, partition: p, leader, leader_epoch, unclean } => {
            let of = partition(topic, *p);
            match leader {
                Some(leader) if *unclean => format!(
                    "Broker {leader} leads {of} from epoch {leader_epoch} on, by an unclean election: records that \
                     only others had are lost."
                ),
                Some(leader) => format!("Broker {leader} leads {of} from epoch {leader_epoch} on."),
                None => format!("{of} has no leader: no eligible replica runs."),
            }
        }
        Event::InSyncChanged { topic, partition: p, before, now } => {
            let verb = if now.len() < before.len() { "shrinks" } else { "grows" };
            format!(
                "The ISR of {} {verb} from {{{}}} to {{{}}}.",
                partition(topic, *p),
                ids(before),
                ids(now)
            )
        }
        Event::BecameLeader { topic, partition: p, leader_epoch, log_end } => {
            format!("Leads {} in epoch {leader_epoch}, log end {log_end}.", partition(topic, *p))
        }
        Event::BecameFollower { topic, partition: p, leader_epoch, leader } => {
            format!("Follows Broker {leader} in {}, epoch {leader_epoch}.", partition(topic, *p))
        }
        Event::Appended { topic, partition: p, base_offset, last_offset, leads } => {
            let of = partition(topic, *p);
            let verb = if *leads { "Appends" } else { "Copies" };
            format!("{verb} {} of {of}.", offsets(*base_offset, *last_offset))
        }
        Event::HighWatermarkMoved { topic, partition: p, high_watermark } => format!(
            "The high watermark of {} is {high_watermark}: consumers see what is below.",
            partition(topic, *p)
        ),
        Event::Truncated { topic, partition: p, from, to } => {
            format!(
                "Truncates {} from {from} to {to}: its leader does not have the rest.",
                partition(topic, *p)
            )
        }
        Event::Compacted { topic, partition: p, before, after } => format!(
            "Compacts {}: of each key the newest record stays; {before} bytes become {after}.",
            partition(topic, *p)
        ),
        Event::Evicted { topic, partition: p, log_start } => format!(
            "Lets the oldest records of {} go to make room: its log starts at {log_start} now.",
            partition(topic, *p)
        ),
        Event::ProduceRefused { topic, partition: p, error } => {
            format!("Refuses records for {}: {error}.", partition(topic, *p))
        }
        _ => return None,
    })
}

/// Sentences about groups, producers and consumers.
fn clients(event: &Event, who: &str) -> Option<String> {
    Some(match event {
        Event::GroupChanged { group, state, generation, reason } => {
            group_changed(group, state, *generation, reason.as_ref())
        }
        Event::MemberJoined { group, client, .. } => format!("{client} joins {group}."),
        Event::MemberGone { group, client, why, .. } => gone(group, client, *why),
        Event::OffsetCommitted { group, topic, partition: p, offset } => {
            format!("{group} commits offset {offset} of {}.", partition(topic, *p))
        }
        Event::Acked { topic, partition: p, base_offset, records, acks } => {
            let records = plural(u64::from(*records), RECORDS);
            let of = partition(topic, *p);
            match acks {
                0 => format!("{records} sent to {of} with acks=0: nobody says whether they arrived."),
                1 => {
                    format!("{records} written to {of} at offset {base_offset}; acks=1: the leader has them.")
                }
                _ => format!(
                    "{records} written to {of} at offset {base_offset}; every in-sync replica has them."
                ),
            }
        }
        Event::Retried { topic, partition: p, attempt, error } => {
            format!("Tries {} again after {error}, attempt {attempt}.", partition(topic, *p))
        }
        Event::SendFailed { topic, records, error, .. } => {
            format!("Gives up {} for {topic}: {error}.", plural(u64::from(*records), RECORDS))
        }
        Event::Assigned { group, generation, partitions } => {
            let owned = list(partitions);
            format!("{who} owns {owned} in {group}, generation {generation}.")
        }
        Event::Revoked { group, partitions, lost } => {
            let verb = if *lost { "loses" } else { "gives back" };
            format!("{who} {verb} {} in {group}.", list(partitions))
        }
        Event::Processed { topic, partition: p, first, last } => {
            format!("Processes {} of {}.", offsets(*first, *last), partition(topic, *p))
        }
        Event::PositionReset { topic, partition: p, to } => {
            format!("Starts {} at offset {to}.", partition(topic, *p))
        }
        _ => return None,
    })
}

fn quorum(who: &str, role: QuorumRole, epoch: i32) -> String {
    match role {
        QuorumRole::Leader => format!("{who} is the active controller, epoch {epoch}."),
        QuorumRole::Candidate => format!("{who} asks for votes, epoch {epoch}."),
        QuorumRole::Prospective => format!("{who} asks for pre-votes, epoch {epoch}."),
        QuorumRole::Follower => format!("{who} follows the active controller, epoch {epoch}."),
        QuorumRole::Resigned => format!("{who} resigns in epoch {epoch}."),
        QuorumRole::Observer => format!("{who} observes the quorum, epoch {epoch}."),
        QuorumRole::Unattached => format!("{who} knows no active controller, epoch {epoch}."),
    }
}

fn group_changed(group: &Name, state: &str, generation: i32, reason: Option<&Name>) -> String {
    let why = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
    match state {
        "PreparingRebalance" => format!("{group} prepares a rebalance{why}."),
        "CompletingRebalance" => format!("{group} completes a rebalance, generation {generation}."),
        _ => format!("{group} is {state}, generation {generation}{why}."),
    }
}

fn gone(group: &Name, client: &Name, why: GoneReason) -> String {
    match why {
        GoneReason::Left => format!("{client} left {group}."),
        GoneReason::SessionTimeout => {
            format!("{client} is removed from {group}: no heartbeat within its session timeout.")
        }
        GoneReason::RebalanceTimeout => {
            format!("{client} is removed from {group}: it did not rejoin in time.")
        }
        GoneReason::Fenced => {
            format!("{client} is fenced from {group}: another member has its instance id.")
        }
    }
}

fn offsets(first: i64, last: i64) -> String {
    if first == last { format!("offset {first}") } else { format!("offsets {first} to {last}") }
}

/// `p0 and p1` of one topic, full names where there are several.
fn list(partitions: &[(Name, i32)]) -> String {
    let one_topic = partitions.windows(2).all(|two| two[0].0 == two[1].0);
    let mut names: Vec<String> = partitions
        .iter()
        .enumerate()
        .map(|(n, (topic, p))| if n == 0 || !one_topic { partition(topic, *p) } else { short_partition(*p) })
        .collect();
    match names.pop() {
        None => "nothing".into(),
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} and {last}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(event: Event) -> String {
        let happened = Happened { at: 0, step: 0, who: Party::Client("Consumer-11".into()), event };
        sentence(&happened, &ClusterView::default())
    }

    #[test]
    fn says_who_did_what() {
        let partitions = vec![("kafkatask".into(), 0), ("kafkatask".into(), 1)];
        assert_eq!(
            say(Event::Assigned { group: "g1".into(), generation: 2, partitions }),
            "Consumer-11 owns kafkatask-0 and p1 in g1, generation 2."
        );
        let elected = Event::LeaderElected {
            topic: "kafkatask".into(),
            partition: 1,
            leader: None,
            leader_epoch: 3,
            unclean: false,
        };
        assert_eq!(say(elected), "kafkatask-1 has no leader: no eligible replica runs.");
    }

    #[test]
    fn a_shrunken_isr_shrinks() {
        let changed =
            Event::InSyncChanged { topic: "t".into(), partition: 0, before: vec![1, 2], now: vec![1] };
        assert_eq!(say(changed), "The ISR of t-0 shrinks from {1,2} to {1}.");
    }
}
