//! Offers of a leader to the controller to change an ISR (AlterPartition, KIP-497). One request is under way at a time; what
//! comes up meanwhile goes into the next one.

use alloc::collections::BTreeSet;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Failure, Instant};
use partita_wire::messages::alter_partition_request::{
    AlterPartitionRequest, BrokerState, PartitionData, TopicData,
};
use partita_wire::messages::alter_partition_response::PartitionData as Answer;
use partita_wire::{ErrorCode, Response, Uuid};

use super::leader::Proposal;
use super::{Partition, Replicas, TopicPartition};
use crate::cx::Cx;
use crate::image::PartitionState;
use crate::museum::Bug;
use crate::node::{LinkKey, Reply};

/// Pause after a request that came to nothing.
const RETRY_MS: u64 = 50;
/// `controller.socket.timeout.ms`.
const TIMEOUT_MS: u64 = 30_000;

/// A request to the controller: which one of ours it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    number: u64,
}

/// Offers to be made, and those under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Offers {
    queued: BTreeSet<TopicPartition>,
    in_flight: Option<InFlight>,
    retry_at: Option<Instant>,
    last_call: u64,
}

#[derive(Clone, Debug)]
struct InFlight {
    number: u64,
    controller: i32,
    offered: Vec<Offered>,
}

#[derive(Clone, Debug)]
struct Offered {
    key: TopicPartition,
    topic_id: Uuid,
    proposal: Proposal,
}

impl Offers {
    /// The partition is not ours to offer any more.
    pub(super) fn forget(&mut self, key: &TopicPartition) {
        self.queued.remove(key);
    }

    pub(super) fn wake_at(&self) -> Option<Instant> {
        self.retry_at.filter(|_| !self.queued.is_empty() && self.in_flight.is_none())
    }

    fn put_back(&mut self, in_flight: InFlight, now: Instant) {
        self.queued.extend(in_flight.offered.into_iter().map(|offered| offered.key));
        self.retry_at = Some(now.after_ms(RETRY_MS));
    }
}

impl Replicas {
    /// Offers to take a follower into the ISR, if it may join.
    pub(super) fn offer_growth(&mut self, topic: &str, partition: i32, id: i32) {
        let image = self.image.clone();
        let Some(replica) = self.partition_mut(topic, partition) else { return };
        if !replica.may_join(&image, id) {
            return;
        }
        let mut in_sync = replica.state.in_sync.clone();
        in_sync.push(id);
        in_sync.sort_unstable();
        self.offer(topic, partition, in_sync);
    }

    /// Offers to take lagging followers out of their ISRs.
    pub(super) fn offer_shrinks(&mut self, cx: &Cx<'_>) {
        let (me, now, lag_max_ms) = (self.me, cx.now.at, self.lag_max_ms);
        let shrunk = |replica: &Partition| {
            let leader = replica.leader().filter(|leader| leader.proposal.is_none())?;
            let lagging = leader.lagging(me, &replica.state, replica.log.log_end(), now, lag_max_ms);
            let stays = |id: &&i32| !lagging.contains(id);
            let in_sync: Vec<i32> = replica.state.in_sync.iter().filter(stays).copied().collect();
            (!lagging.is_empty()).then(|| (replica.topic.clone(), replica.partition, in_sync))
        };
        let offers: Vec<_> = self.iter().filter_map(shrunk).collect();
        for (topic, partition, in_sync) in offers {
            self.offer(&topic, partition, in_sync);
        }
    }

    fn offer(&mut self, topic: &str, partition: i32, in_sync: Vec<i32>) {
        let Some(replica) = self.partition(topic, partition) else { return };
        let key = (replica.topic.clone(), partition);
        let (leader_epoch, partition_epoch) = (replica.state.leader_epoch, replica.state.partition_epoch);
        let broker_epochs = in_sync.iter().map(|&id| self.epoch_of(&key, id)).collect();
        let proposal = Proposal { in_sync, broker_epochs, leader_epoch, partition_epoch };
        let Some(replica) = self.partition_mut(topic, partition) else { return };
        let Some(leader) = replica.leader_mut() else { return };
        leader.proposal = Some(proposal);
        replica.revision += 1;
        self.offers.queued.insert(key);
    }

    /// Sends what is queued to the active controller. A request to one that is active no more is given up.
    pub(super) fn drive_offers(&mut self, cx: &mut Cx<'_>) {
        let now = cx.now.at;
        let Some((id, address)) = cx.controller.clone() else {
            // Nothing is due before there is a controller: then this is called again.
            self.offers.retry_at = None;
            return;
        };
        if let Some(stale) = self.offers.in_flight.take_if(|sent| sent.controller != id) {
            self.offers.put_back(stale, now);
        }
        let waits = self.offers.retry_at.is_some_and(|at| at > now);
        if self.offers.in_flight.is_some() || self.offers.queued.is_empty() || waits {
            return;
        }
        let queued = core::mem::take(&mut self.offers.queued);
        let offered: Vec<Offered> = queued.into_iter().filter_map(|key| self.offered(key)).collect();
        if offered.is_empty() {
            return;
        }
        let request = self.alter_partition_request(cx, &offered);
        self.offers.last_call += 1;
        let number = self.offers.last_call;
        self.offers.in_flight = Some(InFlight { number, controller: id, offered });
        self.offers.retry_at = None;
        cx.call(LinkKey::Controller(id), &address, request, Reply::Offers(Call { number }), TIMEOUT_MS);
    }

    fn offered(&self, key: TopicPartition) -> Option<Offered> {
        let replica = self.partition(&key.0, key.1)?;
        let proposal = replica.leader()?.proposal.clone()?;
        Some(Offered { topic_id: replica.topic_id, key, proposal })
    }

    fn alter_partition_request(&self, cx: &Cx<'_>, offered: &[Offered]) -> AlterPartitionRequest {
        // Whoever is registered by now may have lost what that one had which caught up.
        let renamed = Bug::Kafka14139.is_in(cx.config);
        let member = |(&broker_id, &epoch): (&i32, &i64)| {
            let registered = self.registered_epoch(broker_id).filter(|_| renamed);
            BrokerState { broker_id, broker_epoch: registered.unwrap_or(epoch) }
        };
        let mut topics: Vec<TopicData> = Vec::new();
        for Offered { key, topic_id, proposal } in offered {
            if topics.last().is_none_or(|topic| topic.topic_id != *topic_id) {
                topics.push(TopicData { topic_id: *topic_id, ..Default::default() });
            }
            let members = proposal.in_sync.iter().zip(&proposal.broker_epochs).map(member);
            let Some(topic) = topics.last_mut() else { continue };
            topic.partitions.push(PartitionData {
                partition_index: key.1,
                leader_epoch: proposal.leader_epoch,
                new_isr_with_epochs: members.collect(),
                partition_epoch: proposal.partition_epoch,
                ..Default::default()
            });
        }
        AlterPartitionRequest { broker_id: self.me, broker_epoch: self.broker_epoch.unwrap_or(-1), topics }
    }

    /// Epoch of the incarnation that is meant: the one that fetched; for those that have not, no epoch (KIP-903).
    fn epoch_of(&self, key: &TopicPartition, id: i32) -> i64 {
        if id == self.me {
            return self.broker_epoch.unwrap_or(-1);
        }
        let leader = self.partition(&key.0, key.1).and_then(Partition::leader);
        leader.and_then(|leader| leader.followers.get(&id)?.broker_epoch).unwrap_or(-1)
    }

    /// The end of a request to the controller.
    pub(crate) fn on_offers_reply(
        &mut self,
        cx: &mut Cx<'_>,
        call: Call,
        outcome: Result<Response, Failure>,
    ) {
        let Some(in_flight) = self.offers.in_flight.take_if(|sent| sent.number == call.number) else {
            return;
        };
        let Ok(Response::AlterPartition(response)) = outcome else {
            self.offers.put_back(in_flight, cx.now.at);
            return;
        };
        if response.error_code != 0 {
            self.offers.put_back(in_flight, cx.now.at);
            return;
        }
        for offered in in_flight.offered {
            let topic = response.topics.iter().find(|topic| topic.topic_id == offered.topic_id);
            let answers = topic.map_or(&[][..], |topic| &topic.partitions);
            match answers.iter().find(|answer| answer.partition_index == offered.key.1) {
                Some(answer) => self.on_answer(cx, &offered, answer),
                None => {
                    self.offers.queued.insert(offered.key);
                }
            }
        }
    }

    fn on_answer(&mut self, cx: &mut Cx<'_>, offered: &Offered, answer: &Answer) {
        let (topic, partition) = (&offered.key.0, offered.key.1);
        let Some(replica) = self.partition_mut(topic, partition) else { return };
        let Some(leader) = replica.leader_mut() else { return };
        if leader.proposal.as_ref() != Some(&offered.proposal) {
            // The metadata was faster.
            return;
        }
        match ErrorCode::from_i16(answer.error_code) {
            Some(ErrorCode::None) => {
                let stale = answer.leader_epoch != replica.state.leader_epoch
                    || answer.partition_epoch < replica.state.partition_epoch;
                if !stale {
                    self.on_accepted(cx, &offered.key, answer);
                }
            }
            // Nothing was changed, and what we know is current: we may offer again.
            Some(ErrorCode::OperationNotAttempted | ErrorCode::IneligibleReplica) => leader.proposal = None,
            // We are behind: the metadata will tell. Until then the larger ISR counts.
            Some(
                ErrorCode::UnknownTopicOrPartition
                | ErrorCode::UnknownTopicId
                | ErrorCode::FencedLeaderEpoch
                | ErrorCode::InvalidUpdateVersion
                | ErrorCode::InvalidRequest
                | ErrorCode::NewLeaderElected,
            ) => {}
            _ => {
                self.offers.queued.insert(offered.key.clone());
                self.offers.retry_at = Some(cx.now.at.after_ms(RETRY_MS));
            }
        }
    }

    fn on_accepted(&mut self, cx: &mut Cx<'_>, key: &TopicPartition, answer: &Answer) {
        let Some(replica) = self.partition_mut(&key.0, key.1) else { return };
        replica.state = Arc::new(PartitionState {
            in_sync: answer.isr.clone(),
            partition_epoch: answer.partition_epoch,
            recovering: answer.leader_recovery_state != 0,
            ..(*replica.state).clone()
        });
        replica.revision += 1;
        if let Some(leader) = replica.leader_mut() {
            leader.proposal = None;
        }
        self.changed.insert(key.clone());
        self.advance(cx, &key.0, key.1);
    }
}
