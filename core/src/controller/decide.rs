//! A request to the active controller, the decision about it, and what becomes of that.

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_wire::MetadataRecord;
use partita_wire::messages::allocate_producer_ids_request::AllocateProducerIdsRequest;
use partita_wire::messages::allocate_producer_ids_response::AllocateProducerIdsResponse;
use partita_wire::messages::producer_ids_record::ProducerIdsRecord;
use partita_wire::{ApiKey, ErrorCode, Request};

use super::refusal::refusal_saying;
use super::{Active, Decision, refuse};
use crate::cx::{Asked, Cx};
use crate::node::envelope::is_forwarded;
use crate::raft::Raft;

/// Producer ids that a broker gets at once (Kafka's block size).
const PRODUCER_IDS_BLOCK: i32 = 1_000;
/// Most records that one request of a user may take (Kafka's `MAX_RECORDS_PER_USER_OP`).
const USER_RECORDS_MAX: usize = 10_000;
/// What is answered to one that would take more.
pub(super) const EXCESSIVE: &str = "Unable to perform excessively large batch operation.";

/// Whether the controller decides about this.
pub(super) fn serves(body: &Request) -> bool {
    matches!(
        body,
        Request::BrokerRegistration(_)
            | Request::BrokerHeartbeat(_)
            | Request::ControllerRegistration(_)
            | Request::UnregisterBroker(_)
            | Request::AlterPartition(_)
            | Request::AllocateProducerIds(_)
            | Request::AssignReplicasToDirs(_)
            | Request::CreateTopics(_)
            | Request::DeleteTopics(_)
            | Request::CreatePartitions(_)
            | Request::ElectLeaders(_)
            | Request::AlterConfigs(_)
            | Request::IncrementalAlterConfigs(_)
            | Request::AlterClientQuotas(_)
            | Request::UpdateFeatures(_)
            | Request::AlterPartitionReassignments(_)
            | Request::ListPartitionReassignments(_)
    )
}

impl Active {
    pub(super) fn decide(&mut self, cx: &mut Cx<'_>, raft: &mut Raft, asked: Asked, body: Request) {
        let next = raft.end();
        let decision = match body {
            Request::BrokerRegistration(body) => self.register(cx, next, &body),
            Request::BrokerHeartbeat(body) => self.heartbeat(cx, next, &body),
            body => match self.decide_bounded(cx, raft, &asked, body) {
                Some(decision) => decision,
                None => return,
            },
        };
        self.carry_out(cx, raft, asked, decision);
    }

    /// What is asked less often than every second; what a user asks for takes so many records at most.
    #[inline(never)]
    fn decide_bounded(
        &mut self,
        cx: &mut Cx<'_>,
        raft: &Raft,
        asked: &Asked,
        body: Request,
    ) -> Option<Decision> {
        let asked_for = is_forwarded(asked.api).then(|| body.clone());
        let decision = self.decide_rarely(cx, raft, asked, body)?;
        let Some(body) = asked_for.filter(|_| decision.records.len() > USER_RECORDS_MAX) else {
            return Some(decision);
        };
        let answer = refusal_saying(asked, &body, ErrorCode::PolicyViolation, EXCESSIVE)?;
        Some(Decision::new(Vec::new(), answer))
    }

    /// What is asked less often than every second. Not inlined: the page loads it later.
    #[inline(never)]
    fn decide_rarely(
        &mut self,
        cx: &mut Cx<'_>,
        raft: &Raft,
        asked: &Asked,
        body: Request,
    ) -> Option<Decision> {
        let version = asked.version;
        // The first versions whose clients know THROTTLING_QUOTA_EXCEEDED (KIP-599).
        let strict = match asked.api {
            ApiKey::CreateTopics => version >= 6,
            ApiKey::DeleteTopics => version >= 5,
            ApiKey::CreatePartitions => version >= 3,
            _ => false,
        };
        let mut mutation = self.mutations.begin(cx.config, &self.image, cx.now.at, asked, strict);
        Some(match body {
            Request::ControllerRegistration(body) => self.register_controller(&body),
            Request::UnregisterBroker(body) => self.unregister(cx, &body),
            Request::AlterPartition(body) => self.alter_partition(cx, &body),
            Request::AllocateProducerIds(body) => self.allocate_producer_ids(&body),
            Request::AssignReplicasToDirs(body) => self.assign_replicas(cx, &body),
            Request::CreateTopics(body) => {
                let decision = self.create_topics(cx, &mut mutation, body);
                decision.throttled(self.mutations.end(mutation))
            }
            Request::DeleteTopics(body) => {
                let decision = self.delete_topics(cx, version, &mut mutation, &body);
                decision.throttled(self.mutations.end(mutation))
            }
            Request::CreatePartitions(body) => {
                let decision = self.create_partitions(cx, &mut mutation, &body);
                decision.throttled(self.mutations.end(mutation))
            }
            Request::ElectLeaders(body) => self.elect_leaders(cx, &body),
            Request::AlterConfigs(body) => self.alter_configs(cx.config, &body),
            Request::IncrementalAlterConfigs(body) => self.incremental_alter_configs(cx.config, &body),
            Request::UpdateFeatures(body) => self.update_features(cx, raft, version, &body),
            Request::AlterClientQuotas(body) => self.alter_client_quotas(&body),
            Request::AlterPartitionReassignments(body) => self.alter_reassignments(cx, &body),
            Request::ListPartitionReassignments(body) => self.list_reassignments(&body),
            _ => return None,
        })
    }

    /// Appends what was decided; the answer waits for it, and for whatever it was decided upon.
    fn carry_out(&mut self, cx: &mut Cx<'_>, raft: &mut Raft, asked: Asked, decision: Decision) {
        if !decision.records.is_empty() && !self.append(cx, raft, &decision.records) {
            return refuse(cx, &asked, ErrorCode::NotController);
        }
        if let Some(level) = decision.kraft_version {
            if raft.set_kraft_version(cx, level).is_err() {
                return refuse(cx, &asked, ErrorCode::NotController);
            }
            Arc::make_mut(&mut self.image).offset = raft.end() - 1;
        }
        self.deferred.push_back((self.image.offset, asked, decision.answer));
    }

    fn allocate_producer_ids(&self, body: &AllocateProducerIdsRequest) -> Decision {
        if let Err(error) = self.check_broker_epoch(body.broker_id, body.broker_epoch) {
            let answer = AllocateProducerIdsResponse { error_code: error as i16, ..Default::default() };
            return Decision::new(Vec::new(), answer);
        }
        let first = self.image.next_producer_id;
        let record = ProducerIdsRecord {
            broker_id: body.broker_id,
            broker_epoch: body.broker_epoch,
            next_producer_id: first.saturating_add(i64::from(PRODUCER_IDS_BLOCK)),
        };
        let answer = AllocateProducerIdsResponse {
            producer_id_start: first,
            producer_id_len: PRODUCER_IDS_BLOCK,
            ..Default::default()
        };
        Decision::new(alloc::vec![MetadataRecord::ProducerIds(record)], answer)
    }
}
