//! AlterPartition: a leader offers another ISR (KIP-497, KIP-841, KIP-903).

use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::MetadataRecord;
use partita_wire::messages::alter_partition_request::{
    AlterPartitionRequest, BrokerState, PartitionData as Offer,
};
use partita_wire::messages::alter_partition_response::{AlterPartitionResponse, PartitionData, TopicData};

use crate::cx::Cx;
use crate::image::{Image, PartitionState, TopicImage};
use crate::museum::Bug;

use super::{Active, Decision};

/// `leader_recovery_state` of a leader that has confirmed its ISR after an unclean election.
const RECOVERING: i8 = 1;

impl Active {
    pub(super) fn alter_partition(&mut self, cx: &Cx<'_>, body: &AlterPartitionRequest) -> Decision {
        if let Err(error) = self.check_broker_epoch(body.broker_id, body.broker_epoch) {
            let error_code = error as i16;
            return Decision::new(Vec::new(), AlterPartitionResponse { error_code, ..Default::default() });
        }
        let mut records = Vec::new();
        let mut topics = Vec::new();
        for asked in &body.topics {
            let topic = self.image.topics.get(&asked.topic_id);
            let answer = |offer: &Offer| match topic {
                None => refused(offer, ErrorCode::UnknownTopicId),
                Some(topic) => match self.alter_one(cx, topic, body.broker_id, offer) {
                    Ok((record, answer)) => {
                        records.extend(record);
                        answer
                    }
                    Err(error) => refused(offer, error),
                },
            };
            let partitions = asked.partitions.iter().map(answer).collect();
            topics.push(TopicData { topic_id: asked.topic_id, partitions });
        }
        Decision::new(records, AlterPartitionResponse { topics, ..Default::default() })
    }

    fn alter_one(
        &self,
        cx: &Cx<'_>,
        topic: &TopicImage,
        broker: i32,
        offer: &Offer,
    ) -> Result<(Option<MetadataRecord>, PartitionData), ErrorCode> {
        let index = usize::try_from(offer.partition_index).unwrap_or(usize::MAX);
        let partition = topic.partitions.get(index).ok_or(ErrorCode::UnknownTopicOrPartition)?;
        let mut members = members(offer);
        if Bug::Kip903.is_in(cx.config) {
            members.iter_mut().for_each(|(_, epoch)| *epoch = -1);
        }
        check(&self.image, partition, broker, offer, &members)?;
        let mut in_sync: Vec<i32> = members.iter().map(|&(id, _)| id).collect();
        // Leaders hold the ISR as a set, so that it comes back in the order of the ids.
        in_sync.sort_unstable();
        let may_lead = |replica| self.may_lead(partition, replica);
        let change = self.change(cx, (topic, partition), &may_lead, self.usual_election(cx, topic));
        let change = change.in_sync(in_sync).keeping_removed(Bug::Kafka9672.is_in(cx.config));
        let changed = change.recovering(offer.leader_recovery_state == RECOVERING).build();
        let record =
            changed.map(|changed| self.record_of(topic.id, offer.partition_index, partition, changed));
        let mut after = PartitionState::clone(partition);
        if let Some(MetadataRecord::PartitionChange(record)) = &record {
            after.change(record);
        }
        if after.leader != partition.leader {
            // The offer completed a reassignment that takes the leader away: it will learn of the rest.
            return Ok((record, refused(offer, ErrorCode::NewLeaderElected)));
        }
        let answer = PartitionData {
            partition_index: offer.partition_index,
            error_code: 0,
            leader_id: after.leader,
            leader_epoch: after.leader_epoch,
            isr: after.in_sync,
            leader_recovery_state: i8::from(after.recovering),
            partition_epoch: after.partition_epoch,
        };
        Ok((record, answer))
    }
}

/// Members of the offered ISR with their epochs; version 2 has none, -1 is "do not check".
fn members(offer: &Offer) -> Vec<(i32, i64)> {
    let with_epoch = |member: &BrokerState| (member.broker_id, member.broker_epoch);
    let with_epochs = offer.new_isr_with_epochs.iter().map(with_epoch);
    with_epochs.chain(offer.new_isr.iter().map(|&id| (id, -1))).collect()
}

/// Kafka's checks, in Kafka's order.
fn check(
    image: &Image,
    partition: &PartitionState,
    broker: i32,
    offer: &Offer,
    members: &[(i32, i64)],
) -> Result<(), ErrorCode> {
    // An offer from the future: this node may not be the active controller any more.
    if offer.leader_epoch > partition.leader_epoch || offer.partition_epoch > partition.partition_epoch {
        return Err(ErrorCode::NotController);
    }
    if offer.leader_epoch < partition.leader_epoch {
        return Err(ErrorCode::FencedLeaderEpoch);
    }
    if broker != partition.leader {
        return Err(ErrorCode::InvalidRequest);
    }
    if offer.partition_epoch < partition.partition_epoch {
        return Err(ErrorCode::InvalidUpdateVersion);
    }
    let recovering = offer.leader_recovery_state == RECOVERING;
    let repeated =
        members.iter().enumerate().any(|(at, (id, _))| members[..at].iter().any(|(other, _)| other == id));
    let stranger = members.iter().any(|(id, _)| !partition.replicas.contains(id));
    let leaderless = !members.iter().any(|&(id, _)| id == partition.leader);
    if members.is_empty() || repeated || stranger || leaderless {
        return Err(ErrorCode::InvalidRequest);
    }
    if recovering && (members.len() > 1 || !partition.recovering) {
        return Err(ErrorCode::InvalidRequest);
    }
    let ineligible = |&(id, epoch): &(i32, i64)| {
        let broker = image.brokers.get(&id);
        broker.is_none_or(|broker| !broker.is_active() || (epoch != -1 && epoch != broker.broker_epoch))
    };
    match members.iter().any(ineligible) {
        true => Err(ErrorCode::IneligibleReplica),
        false => Ok(()),
    }
}

fn refused(offer: &Offer, error: ErrorCode) -> PartitionData {
    PartitionData {
        partition_index: offer.partition_index,
        error_code: error as i16,
        ..PartitionData::default()
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeMap;
    use alloc::sync::Arc;
    use alloc::vec;

    use partita_machine::Address;
    use partita_wire::Uuid;

    use super::*;
    use crate::image::BrokerImage;

    fn image() -> Image {
        let broker = |id| BrokerImage {
            id,
            broker_epoch: i64::from(id) * 10,
            incarnation: Uuid::ZERO,
            address: Address::new("localhost", 9092),
            rack: None,
            fenced: id == 3,
            in_controlled_shutdown: id == 4,
            directories: Vec::new(),
            cordoned: None,
            end_points: Vec::new(),
            features: Vec::new(),
        };
        let brokers: BTreeMap<_, _> = (1..=4).map(|id| (id, Arc::new(broker(id)))).collect();
        Image { brokers, ..Image::default() }
    }

    #[test]
    fn checks_come_in_kafkas_order() {
        let partition = PartitionState {
            leader: 1,
            leader_epoch: 5,
            partition_epoch: 7,
            replicas: vec![1, 2, 3, 4],
            in_sync: vec![1],
            ..PartitionState::default()
        };
        let offer =
            |leader_epoch, partition_epoch| Offer { leader_epoch, partition_epoch, ..Offer::default() };
        let fine = [(1, 10), (2, 20)];
        let run = |broker, offer: &Offer, members: &[(i32, i64)]| {
            check(&image(), &partition, broker, offer, members)
        };
        assert_eq!(run(2, &offer(6, 0), &fine), Err(ErrorCode::NotController));
        assert_eq!(run(2, &offer(4, 8), &fine), Err(ErrorCode::NotController));
        assert_eq!(run(2, &offer(4, 7), &fine), Err(ErrorCode::FencedLeaderEpoch));
        assert_eq!(run(2, &offer(5, 6), &fine), Err(ErrorCode::InvalidRequest));
        assert_eq!(run(1, &offer(5, 6), &[(9, -1)]), Err(ErrorCode::InvalidUpdateVersion));
        let now = offer(5, 7);
        assert_eq!(run(1, &now, &[(1, 10), (9, -1)]), Err(ErrorCode::InvalidRequest));
        assert_eq!(run(1, &now, &[(2, 20)]), Err(ErrorCode::InvalidRequest));
        assert_eq!(run(1, &now, &[(1, 10), (1, 10)]), Err(ErrorCode::InvalidRequest));
        assert_eq!(run(1, &now, &[(1, 10), (3, 30)]), Err(ErrorCode::IneligibleReplica));
        assert_eq!(run(1, &now, &[(1, 10), (4, 40)]), Err(ErrorCode::IneligibleReplica));
        assert_eq!(run(1, &now, &[(1, 10), (2, 19)]), Err(ErrorCode::IneligibleReplica));
        let recovering = Offer { leader_recovery_state: RECOVERING, ..offer(5, 7) };
        assert_eq!(run(1, &recovering, &[(1, 10)]), Err(ErrorCode::InvalidRequest));
        assert_eq!(run(1, &now, &fine), Ok(()));
    }
}
