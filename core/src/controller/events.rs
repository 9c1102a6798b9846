//! What is worth showing of the metadata log: told by the active controller when it is committed.

use alloc::vec::Vec;

use partita_machine::{Event, Name};
use partita_wire::MetadataRecord;
use partita_wire::messages::partition_change_record::PartitionChangeRecord;

use crate::cx::Cx;
use crate::image::{Image, NO_LEADER, NO_LEADER_CHANGE};

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
