//! BeginQuorumEpoch and EndQuorumEpoch: who leads from now on, and who no longer does.

use alloc::vec::Vec;

use partita_machine::Address;
use partita_wire::messages::begin_quorum_epoch_request::BeginQuorumEpochRequest;
use partita_wire::messages::end_quorum_epoch_request::EndQuorumEpochRequest;
use partita_wire::{ErrorCode, Uuid};

use super::super::quorum_state::is_epoch;
use super::super::{CONTROLLER_LISTENER, Raft, Role};
use super::sole;
use crate::cx::Cx;

impl Raft {
    pub(super) fn on_begin(
        &mut self,
        cx: &mut Cx<'_>,
        body: &BeginQuorumEpochRequest,
    ) -> Result<(), ErrorCode> {
        if self.is_other_cluster(body.cluster_id.as_deref()) {
            return Err(ErrorCode::InconsistentClusterId);
        }
        let ask = sole(&body.topics, |topic| &topic.topic_name, |topic| &topic.partitions);
        let ask = ask.ok_or(ErrorCode::InvalidRequest)?;
        self.check_epoch(ask.leader_epoch)?;
        let knows = self.state.leader.filter(|_| ask.leader_epoch == self.state.epoch);
        let ends = body.leader_endpoints.iter().map(|end| (&*end.name, &*end.host, end.port));
        let address = self.leader_at(ask.leader_id, ends);
        if address.is_none() || knows.is_some_and(|leader| leader != ask.leader_id) {
            return Err(ErrorCode::InvalidRequest);
        }
        self.learn(cx, ask.leader_epoch, ask.leader_id, address);
        match self.is_meant(body.voter_id, ask.voter_directory_id) {
            true => Ok(()),
            false => Err(ErrorCode::InvalidVoterKey),
        }
    }

    /// Whether an epoch that is told is one to hear of, here and now.
    fn check_epoch(&self, epoch: i32) -> Result<(), ErrorCode> {
        if epoch < self.state.epoch {
            return Err(ErrorCode::FencedLeaderEpoch);
        }
        if !is_epoch(epoch) {
            return Err(ErrorCode::InvalidRequest);
        }
        match self.runs() {
            true => Ok(()),
            false => Err(ErrorCode::BrokerNotAvailable),
        }
    }

    /// Where a leader listens: as it says, or as a voter is known to. Who is neither a voter of a configured quorum nor any
    /// that the log may tell of leads nothing.
    fn leader_at<'a>(
        &self,
        leader: i32,
        mut endpoints: impl Iterator<Item = (&'a str, &'a str, u16)>,
    ) -> Option<Address> {
        let configured = !self.membership.is_reconfigurable() && self.voters().len() > 0;
        if configured && !self.voters().has_id(leader) {
            return None;
        }
        let said = endpoints.find(|&(name, ..)| name == CONTROLLER_LISTENER);
        let said = said.map(|(_, host, port)| Address::new(host, port));
        said.or_else(|| self.voters().address(leader).cloned())
    }

    pub(super) fn on_end(&mut self, cx: &mut Cx<'_>, body: &EndQuorumEpochRequest) -> Result<(), ErrorCode> {
        if self.is_other_cluster(body.cluster_id.as_deref()) {
            return Err(ErrorCode::InconsistentClusterId);
        }
        let ask = sole(&body.topics, |topic| &topic.topic_name, |topic| &topic.partitions);
        let ask = ask.ok_or(ErrorCode::InvalidRequest)?;
        self.check_epoch(ask.leader_epoch)?;
        let ends = body.leader_endpoints.iter().map(|end| (&*end.name, &*end.host, end.port));
        let address = self.leader_at(ask.leader_id, ends);
        self.learn(cx, ask.leader_epoch, ask.leader_id, address);
        if matches!(self.role, Role::Follower { .. }) && self.state.leader == Some(ask.leader_id) {
            let candidates = ask.preferred_candidates.iter();
            let mut successors: Vec<(i32, Uuid)> = candidates
                .map(|candidate| (candidate.candidate_id, candidate.candidate_directory_id))
                .collect();
            if successors.is_empty() {
                successors.extend(ask.preferred_successors.iter().map(|&id| (id, Uuid::ZERO)));
            }
            self.stand_in_turn(cx, &successors);
        }
        Ok(())
    }
}
