//! What is worth showing of the metadata log: told by the active controller when it is committed.

use alloc::vec::Vec;

use partita_machine::{Event, MoveStage, Name};
use partita_wire::MetadataRecord;
use partita_wire::messages::partition_change_record::PartitionChangeRecord;

use crate::cx::Cx;
use crate::image::{Image, NO_LEADER, NO_LEADER_CHANGE, PartitionState};

/// Tells a batch of committed records, given the image before and after them.
pub(crate) fn tell(cx: &mut Cx<'_>, before: &Image, after: &Image, records: &[MetadataRecord]) {
    for record in records {
        match record {
            MetadataRecord::RegisterBroker(record) => cx.tell(Event::BrokerRegistered {
                broker: record.broker_id,
                broker_epoch: record.broker_epoch,
            }),
            MetadataRecord::BrokerRegistrationChange(record) => match record.fenced {
                1 if is_fenced(before, record.broker_id) && is_fenced(after, record.broker_id) => {}
                1 => cx.tell(Event::BrokerFenced(record.broker_id)),
                -1 => cx.tell(Event::BrokerUnfenced(record.broker_id)),
                _ => {}
            },
            MetadataRecord::RemoveTopic(record) => {
                if let Some(topic) = before.topics.get(&record.topic_id) {
                    cx.tell(Event::TopicDeleted(topic.name.clone()));
                }
            }
            MetadataRecord::Config(record) => cx.tell(Event::ConfigChanged {
                of: Name::from(&*record.resource_name),
                name: Name::from(&*record.name),
                value: record.value.as_deref().map(Name::from),
            }),
            MetadataRecord::PartitionChange(record) => tell_change(cx, before, record),
            _ => {}
        }
    }
    tell_topics(cx, before, after, records);
}

/// Whether a broker is registered and fenced.
fn is_fenced(image: &Image, broker: i32) -> bool {
    image.brokers.get(&broker).is_some_and(|broker| broker.fenced)
}

fn tell_change(cx: &mut Cx<'_>, before: &Image, record: &PartitionChangeRecord) {
    let Some(topic) = before.topics.get(&record.topic_id) else { return };
    let index = usize::try_from(record.partition_id).unwrap_or(usize::MAX);
    let Some(partition) = topic.partitions.get(index) else { return };
    if let Some(Moved { stage, replicas, adding, removing }) = moved(partition, record) {
        let (topic, partition) = (topic.name.clone(), record.partition_id);
        cx.tell(Event::Reassigned { topic, partition, stage, replicas, adding, removing });
    }
    if record.leader != NO_LEADER_CHANGE {
        let complete =
            partition.in_sync.contains(&record.leader) || partition.eligible.contains(&record.leader);
        cx.tell(Event::LeaderElected {
            topic: topic.name.clone(),
            partition: record.partition_id,
            leader: (record.leader != NO_LEADER).then_some(record.leader),
            leader_epoch: partition.leader_epoch + 1,
            unclean: record.leader != NO_LEADER && !complete,
        });
    }
    if let Some(now) = record.isr.as_ref().filter(|now| **now != partition.in_sync) {
        cx.tell(Event::InSyncChanged {
            topic: topic.name.clone(),
            partition: record.partition_id,
            before: partition.in_sync.clone(),
            now: now.clone(),
        });
    }
}

/// What a change makes of the replicas of a partition.
#[derive(Debug, PartialEq)]
struct Moved {
    stage: MoveStage,
    replicas: Vec<i32>,
    adding: Vec<i32>,
    removing: Vec<i32>,
}

/// Whether a change is a step of a reassignment: its beginning, its end, or that it is given up.
fn moved(before: &PartitionState, record: &PartitionChangeRecord) -> Option<Moved> {
    let now = |changed: &Option<Vec<i32>>, before: &[i32]| changed.clone().unwrap_or_else(|| before.to_vec());
    let replicas = now(&record.replicas, &before.replicas);
    let adding = now(&record.adding_replicas, &before.adding);
    let removing = now(&record.removing_replicas, &before.removing);
    if replicas == before.replicas && adding == before.adding && removing == before.removing {
        return None;
    }
    if !adding.is_empty() || !removing.is_empty() {
        return Some(Moved { stage: MoveStage::Began, replicas, adding, removing });
    }
    let without = |list: &[i32], left_out: &[i32]| -> Vec<i32> {
        list.iter().copied().filter(|id| !left_out.contains(id)).collect()
    };
    let was_moving = !before.adding.is_empty() || !before.removing.is_empty();
    if was_moving && replicas == without(&before.replicas, &before.adding) {
        let (adding, removing) = (before.adding.clone(), before.removing.clone());
        return Some(Moved { stage: MoveStage::Cancelled, replicas, adding, removing });
    }
    // Of one that was under way its replicas are told as they were before it.
    let original = without(&before.replicas, &before.adding);
    let (adding, removing) = (without(&replicas, &original), without(&original, &replicas));
    Some(Moved { stage: MoveStage::Ended, replicas, adding, removing })
}

/// New topics, and topics that have more partitions: one event for each, however many records it took.
fn tell_topics(cx: &mut Cx<'_>, before: &Image, after: &Image, records: &[MetadataRecord]) {
    let mut grown = Vec::new();
    for record in records {
        let MetadataRecord::Partition(record) = record else { continue };
        if !grown.contains(&record.topic_id) {
            grown.push(record.topic_id);
        }
    }
    for topic in grown.iter().filter_map(|id| after.topics.get(id)) {
        let partitions = i32::try_from(topic.partitions.len()).unwrap_or(i32::MAX);
        let name = topic.name.clone();
        cx.tell(match before.topics.contains_key(&topic.id) {
            true => Event::PartitionsAdded { topic: name, partitions },
            false => Event::TopicCreated {
                topic: name,
                partitions,
                replication_factor: topic
                    .partitions
                    .first()
                    .map_or(0, |first| i16::try_from(first.replicas.len()).unwrap_or(i16::MAX)),
            },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn state(replicas: &[i32], adding: &[i32], removing: &[i32]) -> PartitionState {
        PartitionState {
            replicas: replicas.to_vec(),
            adding: adding.to_vec(),
            removing: removing.to_vec(),
            ..PartitionState::default()
        }
    }

    /// What a change to these replicas is, with what it leaves to add and to remove.
    fn change(before: &PartitionState, after: [&[i32]; 3]) -> Option<(MoveStage, Vec<i32>, Vec<i32>)> {
        let [replicas, adding_replicas, removing_replicas] = after.map(|list| Some(list.to_vec()));
        let record = PartitionChangeRecord {
            replicas,
            adding_replicas,
            removing_replicas,
            ..PartitionChangeRecord::default()
        };
        moved(before, &record).map(|moved| (moved.stage, moved.adding, moved.removing))
    }

    #[test]
    fn a_reassignment_begins_and_ends_or_is_cancelled() {
        let (still, moving) = (state(&[0, 1], &[], &[]), state(&[2, 1, 0], &[2], &[0]));
        let told = |stage| Some((stage, vec![2], vec![0]));
        assert_eq!(change(&still, [&[2, 1, 0], &[2], &[0]]), told(MoveStage::Began));
        assert_eq!(change(&moving, [&[2, 1], &[], &[]]), told(MoveStage::Ended));
        assert_eq!(change(&moving, [&[1, 0], &[], &[]]), told(MoveStage::Cancelled));
        assert_eq!(moved(&moving, &PartitionChangeRecord::default()), None, "another leader moves nothing");
    }

    #[test]
    fn what_needs_no_waiting_ends_at_once() {
        let still = state(&[0, 1, 2], &[], &[]);
        assert_eq!(change(&still, [&[0, 1], &[], &[]]), Some((MoveStage::Ended, vec![], vec![2])));
        assert_eq!(change(&still, [&[2, 0, 1], &[], &[]]), Some((MoveStage::Ended, vec![], vec![])));
        // One that only adds, and one that only removes.
        let (adds, removes) = (state(&[0, 1], &[1], &[]), state(&[0, 1], &[], &[1]));
        assert_eq!(change(&adds, [&[0, 1], &[], &[]]), Some((MoveStage::Ended, vec![1], vec![])));
        assert_eq!(change(&adds, [&[0], &[], &[]]), Some((MoveStage::Cancelled, vec![1], vec![])));
        assert_eq!(change(&removes, [&[0], &[], &[]]), Some((MoveStage::Ended, vec![], vec![1])));
        assert_eq!(change(&removes, [&[0, 1], &[], &[]]), Some((MoveStage::Cancelled, vec![], vec![1])));
    }
}
