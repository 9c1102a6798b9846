//! A key on its way: who sends it, the partitions that hold it, and the members that read them.

use bytes::Bytes;
use partita_view::{ClusterView, MemberState, Name};

use super::Windows;

/// Where the records of a key go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// The key.
    pub key: Bytes,
    /// Producers whose records have it, where their ids tell.
    pub producers: Vec<Name>,
    /// Partitions that hold it, and their leaders.
    pub places: Vec<(Name, i32, Option<i32>)>,
    /// Members that own such a partition: group and name.
    pub members: Vec<(Name, Name)>,
}

/// Follows a key through a moment, as far as the newest records of the replicas tell.
pub fn followed(key: &Bytes, view: &ClusterView, windows: &Windows) -> Followed {
    let mut found = Followed { key: key.clone(), ..Followed::default() };
    let mut ids = Vec::new();
    for topic in view.topics.iter().filter(|topic| !topic.internal) {
        for partition in &topic.partitions {
            let mut holds = false;
            for replica in &partition.replicas {
                let records = windows.of(&topic.name, partition.partition, replica.node);
                for record in records.iter().filter(|record| record.key.as_ref() == Some(key)) {
                    holds = true;
                    ids.extend(record.producer.map(|(id, epoch, _)| (id, epoch)));
                }
            }
            if holds {
                found.places.push((topic.name.clone(), partition.partition, partition.leader));
            }
        }
    }
    let sends = view.producers.iter().filter(|p| p.producer_id.is_some_and(|id| ids.contains(&id)));
    found.producers = sends.map(|producer| producer.name.clone()).collect();
    for group in &view.groups {
        for member in group.members.iter().filter(|member| member.state != MemberState::Left) {
            let owns = |(topic, partition, _): &(Name, i32, Option<i32>)| {
                member.owned.iter().any(|owned| owned.topic == *topic && owned.partition == *partition)
            };
            if found.places.iter().any(owns) {
                found.members.push((group.id.clone(), member.name.clone()));
            }
        }
    }
    found
}
