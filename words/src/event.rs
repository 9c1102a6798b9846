//! Sentences of the log: what happened, in the present tense, who did what.

use partita_view::{ClusterView, Event, GoneReason, Happened, MoveStage, Name, QuorumRole};

use super::fault::faults;
use super::nouns::{PARTITIONS, RECORDS, plural};
use super::parts::{ids, partition, party, short_partition};
use super::promises::excuse;
use super::seen::seen;

/// Who did it, or whom it was done to.
pub fn who(happened: &Happened, view: &ClusterView) -> String {
    party(&happened.who, view)
}

/// What happened, in one sentence.
pub fn sentence(happened: &Happened, view: &ClusterView) -> String {
    let who = party(&happened.who, view);
    match &happened.event {
        Event::Commanded(line) => line.clone(),
        Event::Verdict(finding) => match finding.allowed_by {
            Some(by) => {
                say!(en: "{seen} Kafka allows it: {by}.", de: "{seen} Kafka erlaubt es: {by}.", seen = seen(&finding.seen), by = excuse(by))
            }
            None => say!(
                en: "{seen} Kafka promises otherwise ({promise}).",
                de: "{seen} Kafka verspricht es anders ({promise}).",
                seen = seen(&finding.seen),
                promise = finding.promise
            ),
        },
        other => faults(other, &who, view)
            .or_else(|| nodes(other, &who))
            .or_else(|| clients(other, &who))
            .unwrap_or_default(),
    }
}

/// Sentences about brokers, partitions and the controller.
fn nodes(event: &Event, who: &str) -> Option<String> {
    Some(match event {
        Event::QuorumRoleChanged { role, epoch } => quorum(who, *role, *epoch),
        Event::BrokerRegistered { broker, .. } => {
            say!(en: "Broker {broker} is registered.", de: "Broker {broker} ist registriert.")
        }
        Event::BrokerFenced(broker) => {
            say!(en: "Broker {broker} is fenced: it leads nothing until it is heard again.", de: "Broker {broker} ist fenced: Er führt nichts, bis er wieder zu hören ist.")
        }
        Event::BrokerUnfenced(broker) => {
            say!(en: "Broker {broker} is unfenced.", de: "Broker {broker} ist nicht mehr fenced.")
        }
        Event::TopicCreated { topic, partitions, replication_factor } => say!(
            en: "Topic {topic} is created: {partitions}, replication factor {replication_factor}.",
            de: "Topic {topic} ist angelegt: {partitions}, Replikationsfaktor {replication_factor}.",
            partitions = plural(u64::try_from(*partitions).unwrap_or(0), PARTITIONS)
        ),
        Event::TopicDeleted(topic) => {
            say!(en: "Topic {topic} is deleted.", de: "Topic {topic} ist gelöscht.")
        }
        Event::PartitionsAdded { topic, partitions } => {
            say!(en: "Topic {topic} has {partitions} partitions now; old records stay where they are.", de: "Topic {topic} hat jetzt {partitions} Partitionen; alte Records bleiben, wo sie sind.")
        }
        Event::Reassigned { topic, partition: p, stage, replicas, adding, removing } => {
            reassigned(&partition(topic, *p), *stage, replicas, (adding, removing))
        }
        Event::ConfigChanged { of, name, value } => {
            let of = if of.is_empty() {
                text!(en: "The cluster", de: "Der Cluster").text().into()
            } else {
                of.to_string()
            };
            match value {
                Some(value) => format!("{of}: {name}={value}."),
                None => {
                    say!(en: "{of}: {name} is back to its default.", de: "{of}: {name} hat wieder die Vorgabe.")
                }
            }
        }
        Event::LeaderElected { topic, partition: p, leader, leader_epoch, unclean } => {
            let of = partition(topic, *p);
            match leader {
                Some(leader) if *unclean => say!(
                    en: "Broker {leader} leads {of} from epoch {leader_epoch} on, by an unclean election: records that only others had are lost.",
                    de: "Broker {leader} führt {of} ab Epoche {leader_epoch}, nach einer Wahl außerhalb der ISR (unclean): Records, die nur andere hatten, sind verloren."
                ),
                Some(leader) => {
                    say!(en: "Broker {leader} leads {of} from epoch {leader_epoch} on.", de: "Broker {leader} führt {of} ab Epoche {leader_epoch}.")
                }
                None => {
                    say!(en: "{of} has no leader: no eligible replica runs.", de: "{of} hat keinen Leader: Keine wählbare Replica läuft.")
                }
            }
        }
        Event::InSyncChanged { topic, partition: p, before, now } => {
            let verb = match now.len() < before.len() {
                true => text!(en: "shrinks", de: "schrumpft").text(),
                false => text!(en: "grows", de: "wächst").text(),
            };
            say!(
                en: "The ISR of {of} {verb} from {{{before}}} to {{{now}}}.",
                de: "Die ISR von {of} {verb} von {{{before}}} auf {{{now}}}.",
                of = partition(topic, *p),
                before = ids(before),
                now = ids(now)
            )
        }
        Event::BecameLeader { topic, partition: p, leader_epoch, log_end } => {
            say!(en: "Leads {of} in epoch {leader_epoch}, log end {log_end}.", de: "Führt {of} in Epoche {leader_epoch}, Log-Ende {log_end}.", of = partition(topic, *p))
        }
        Event::BecameFollower { topic, partition: p, leader_epoch, leader } => {
            say!(en: "Follows Broker {leader} in {of}, epoch {leader_epoch}.", de: "Folgt Broker {leader} in {of}, Epoche {leader_epoch}.", of = partition(topic, *p))
        }
        Event::Appended { topic, partition: p, base_offset, last_offset, leads } => {
            let of = partition(topic, *p);
            let offsets = offsets(*base_offset, *last_offset);
            match leads {
                true => say!(en: "Appends {offsets} of {of}.", de: "Hängt {offsets} an {of} an."),
                false => say!(en: "Copies {offsets} of {of}.", de: "Kopiert {offsets} von {of}."),
            }
        }
        Event::HighWatermarkMoved { topic, partition: p, high_watermark } => say!(
            en: "The high watermark of {of} is {high_watermark}: consumers see what is below.",
            de: "Die High Watermark von {of} ist {high_watermark}: Consumer sehen, was darunter liegt.",
            of = partition(topic, *p)
        ),
        Event::Truncated { topic, partition: p, from, to } => {
            say!(
                en: "Truncates {of} from {from} to {to}: its leader does not have the rest.",
                de: "Kürzt {of} von {from} auf {to}: Den Rest hat der Leader nicht.",
                of = partition(topic, *p)
            )
        }
        Event::Compacted { topic, partition: p, before, after } => say!(
            en: "Compacts {of}: of each key the newest record stays; {before} bytes become {after}.",
            de: "Kompaktiert {of}: Von jedem Schlüssel bleibt der neueste Record; aus {before} Bytes werden {after}.",
            of = partition(topic, *p)
        ),
        Event::Evicted { topic, partition: p, log_start } => say!(
            en: "Lets the oldest records of {of} go to make room: its log starts at {log_start} now.",
            de: "Gibt die ältesten Records von {of} auf, um Platz zu schaffen: Das Log beginnt jetzt bei {log_start}.",
            of = partition(topic, *p)
        ),
        Event::ProduceRefused { topic, partition: p, error } => {
            say!(en: "Refuses records for {of}: {error}.", de: "Lehnt Records für {of} ab: {error}.", of = partition(topic, *p))
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
        Event::MemberJoined { group, client, .. } => {
            say!(en: "{client} joins {group}.", de: "{client} tritt {group} bei.")
        }
        Event::MemberGone { group, client, why, .. } => gone(group, client, *why),
        Event::OffsetCommitted { group, topic, partition: p, offset, .. } => {
            say!(en: "{group} commits offset {offset} of {of}.", de: "{group} committet Offset {offset} von {of}.", of = partition(topic, *p))
        }
        Event::Acked { topic, partition: p, base_offset, records, acks } => {
            let them = if *records == 1 { text!(en: "it", de: "ihn") } else { text!(en: "them", de: "sie") };
            let them = them.text();
            let records = plural(u64::from(*records), RECORDS);
            let of = partition(topic, *p);
            match acks {
                0 => {
                    say!(en: "{records} sent to {of} with acks=0: nobody says whether that arrived.", de: "{records} mit acks=0 an {of} gesendet: Niemand sagt, ob das ankam.")
                }
                1 => {
                    say!(en: "{records} written to {of} at offset {base_offset}; acks=1: the leader has {them}.", de: "{records} in {of} ab Offset {base_offset} geschrieben; acks=1: Der Leader hat {them}.")
                }
                _ => say!(
                    en: "{records} written to {of} at offset {base_offset}; every in-sync replica has {them}.",
                    de: "{records} in {of} ab Offset {base_offset} geschrieben; jede Replica der ISR hat {them}."
                ),
            }
        }
        Event::Retried { topic, partition: p, attempt, error } => {
            say!(en: "Tries {of} again after {error}, attempt {attempt}.", de: "Versucht {of} nach {error} noch einmal, Versuch {attempt}.", of = partition(topic, *p))
        }
        Event::SendFailed { topic, records, error, .. } => {
            say!(en: "Gives up {records} for {topic}: {error}.", de: "Gibt {records} für {topic} auf: {error}.", records = plural(u64::from(*records), RECORDS))
        }
        Event::Assigned { group, generation, partitions } => {
            let owned = list(partitions);
            say!(en: "{who} owns {owned} in {group}, generation {generation}.", de: "{who} besitzt {owned} in {group}, Generation {generation}.")
        }
        Event::Revoked { group, partitions, lost } => {
            let owned = list(partitions);
            match lost {
                true => say!(en: "{who} loses {owned} in {group}.", de: "{who} verliert {owned} in {group}."),
                false => {
                    say!(en: "{who} gives back {owned} in {group}.", de: "{who} gibt {owned} in {group} zurück.")
                }
            }
        }
        Event::Processed { topic, partition: p, first, last, .. } => {
            say!(en: "Processes {offsets} of {of}.", de: "Verarbeitet {offsets} von {of}.", offsets = offsets(*first, *last), of = partition(topic, *p))
        }
        Event::PositionReset { topic, partition: p, to } => {
            say!(en: "Starts {of} at offset {to}.", de: "Beginnt {of} bei Offset {to}.", of = partition(topic, *p))
        }
        Event::LogTruncationFound { topic, partition: p, position, diverges_at: Some(offset) } => {
            say!(en: "Finds that {of} was truncated: it had read up to offset {position}, and the log is another one from {offset} on.", de: "Bemerkt, dass {of} gekürzt wurde: Gelesen war bis Offset {position}, ab {offset} ist das Log ein anderes.", of = partition(topic, *p))
        }
        Event::LogTruncationFound { topic, partition: p, position, diverges_at: None } => {
            say!(en: "Finds that {of} was truncated: its new leader knows nothing of the records before offset {position}.", de: "Bemerkt, dass {of} gekürzt wurde: Der neue Leader weiß nichts von den Records vor Offset {position}.", of = partition(topic, *p))
        }
        _ => return None,
    })
}

fn quorum(who: &str, role: QuorumRole, epoch: i32) -> String {
    match role {
        QuorumRole::Leader => {
            say!(en: "{who} is the active controller, epoch {epoch}.", de: "{who} ist der aktive Controller, Epoche {epoch}.")
        }
        QuorumRole::Candidate => {
            say!(en: "{who} asks for votes, epoch {epoch}.", de: "{who} bittet um Stimmen, Epoche {epoch}.")
        }
        QuorumRole::Prospective => {
            say!(en: "{who} asks for pre-votes, epoch {epoch}.", de: "{who} bittet um Vorab-Stimmen (pre-vote), Epoche {epoch}.")
        }
        QuorumRole::Follower => {
            say!(en: "{who} follows the active controller, epoch {epoch}.", de: "{who} folgt dem aktiven Controller, Epoche {epoch}.")
        }
        QuorumRole::Resigned => {
            say!(en: "{who} resigns in epoch {epoch}.", de: "{who} tritt in Epoche {epoch} zurück.")
        }
        QuorumRole::Observer => {
            say!(en: "{who} observes the quorum, epoch {epoch}.", de: "{who} beobachtet das Quorum, Epoche {epoch}.")
        }
        QuorumRole::Unattached => {
            say!(en: "{who} knows no active controller, epoch {epoch}.", de: "{who} kennt keinen aktiven Controller, Epoche {epoch}.")
        }
    }
}

fn group_changed(group: &Name, state: &str, generation: i32, reason: Option<&Name>) -> String {
    let why = reason.map(|reason| format!(" ({})", super::reasons::reason(reason))).unwrap_or_default();
    match state {
        "PreparingRebalance" => {
            say!(en: "{group} prepares a rebalance{why}.", de: "{group} bereitet ein Rebalance vor{why}.")
        }
        "CompletingRebalance" => {
            say!(en: "{group} completes a rebalance, generation {generation}.", de: "{group} schließt ein Rebalance ab, Generation {generation}.")
        }
        _ => {
            say!(en: "{group} is {state}, generation {generation}{why}.", de: "{group} ist {state}, Generation {generation}{why}.")
        }
    }
}

fn gone(group: &Name, client: &Name, why: GoneReason) -> String {
    match why {
        GoneReason::Left => say!(en: "{client} left {group}.", de: "{client} hat {group} verlassen."),
        GoneReason::SessionTimeout => {
            say!(en: "{client} is removed from {group}: no heartbeat within its session timeout.", de: "{client} wird aus {group} entfernt: kein Heartbeat innerhalb des Session Timeouts.")
        }
        GoneReason::RebalanceTimeout => {
            say!(en: "{client} is removed from {group}: it did not rejoin in time.", de: "{client} wird aus {group} entfernt: nicht rechtzeitig wieder beigetreten.")
        }
        GoneReason::Fenced => {
            say!(en: "{client} is fenced from {group}: another member has its instance id.", de: "{client} ist aus {group} ausgesperrt (fenced): Ein anderes Mitglied hat dieselbe Instanz-Id.")
        }
    }
}

fn offsets(first: i64, last: i64) -> String {
    match first == last {
        true => say!(en: "offset {first}", de: "Offset {first}"),
        false => say!(en: "offsets {first} to {last}", de: "Offset {first} bis {last}"),
    }
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
        None => text!(en: "nothing", de: "nichts").text().into(),
        Some(last) if names.is_empty() => last,
        Some(last) => say!(en: "{first} and {last}", de: "{first} und {last}", first = names.join(", ")),
    }
}

fn reassigned(of: &str, stage: MoveStage, replicas: &[i32], (adding, removing): (&[i32], &[i32])) -> String {
    let these = |list: &[i32]| match list {
        [] => text!(en: "none", de: "keine").text().to_owned(),
        list => format!("{{{}}}", ids(list)),
    };
    let (replicas, adding, removing) = (these(replicas), these(adding), these(removing));
    match stage {
        MoveStage::Began => say!(
            en: "Reassignment of {of} begins: its replicas are {replicas}, {adding} are added, {removing} are to go.",
            de: "Neuzuweisung von {of} beginnt: Die Replicas sind {replicas}, {adding} kommen dazu, {removing} sollen gehen."
        ),
        MoveStage::Ended => say!(
            en: "Reassignment of {of} is done: its replicas are {replicas}, {adding} were added, {removing} are gone.",
            de: "Neuzuweisung von {of} ist fertig: Die Replicas sind {replicas}, {adding} kamen dazu, {removing} sind gegangen."
        ),
        MoveStage::Cancelled => say!(
            en: "Reassignment of {of} is cancelled: its replicas are {replicas} as before, {adding} are not added, {removing} stay.",
            de: "Neuzuweisung von {of} ist abgebrochen: Die Replicas sind {replicas} wie vorher, {adding} kommen nicht dazu, {removing} bleiben."
        ),
    }
}

#[cfg(test)]
mod tests {
    use partita_view::Party;

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
    fn a_reassignment_says_who_comes_and_who_goes() {
        let moved = |stage, replicas| {
            let (adding, removing) = (vec![2], vec![0]);
            Event::Reassigned { topic: "t".into(), partition: 0, stage, replicas, adding, removing }
        };
        assert_eq!(
            say(moved(MoveStage::Began, vec![2, 1, 0])),
            "Reassignment of t-0 begins: its replicas are {2,1,0}, {2} are added, {0} are to go."
        );
        assert_eq!(
            say(moved(MoveStage::Cancelled, vec![1, 0])),
            "Reassignment of t-0 is cancelled: its replicas are {1,0} as before, {2} are not added, {0} stay."
        );
    }

    #[test]
    fn a_shrunken_isr_shrinks() {
        let changed =
            Event::InSyncChanged { topic: "t".into(), partition: 0, before: vec![1, 2], now: vec![1] };
        assert_eq!(say(changed), "The ISR of t-0 shrinks from {1,2} to {1}.");
    }
}
