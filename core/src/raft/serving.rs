//! Requests of the other members of the quorum.

use alloc::vec::Vec;

use partita_machine::Address;
use partita_wire::messages::begin_quorum_epoch_request::BeginQuorumEpochRequest;
use partita_wire::messages::end_quorum_epoch_request::EndQuorumEpochRequest;
use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest};
use partita_wire::messages::fetch_response::{
    EpochEndOffset, FetchResponse, FetchableTopicResponse, LeaderIdAndEpoch, NodeEndpoint, PartitionData,
    SnapshotId,
};
use partita_wire::messages::vote_request::{PartitionData as VoteData, VoteRequest};
use partita_wire::{ErrorCode, Request, Uuid};

use crate::cx::{Asked, Cx};

use super::leading::FetchWait;
use super::quorum_state::is_epoch;
use super::{CONTROLLER_LISTENER, METADATA_TOPIC, METADATA_TOPIC_ID, Raft, Role, messages, snapshot};

/// Most fetches that wait at once.
const WAITS_MAX: usize = 4_096;

impl Raft {
    /// A request to the quorum. Gives it back if it is none.
    pub(crate) fn on_request(
        &mut self,
        cx: &mut Cx<'_>,
        asked: Asked,
        body: Request,
    ) -> Option<(Asked, Request)> {
        match body {
            Request::Vote(body) => {
                let mut answer = self.on_vote(cx, &body);
                answer.node_endpoints.truncate(endpoints_max(asked.version));
                cx.answer(&asked, answer);
            }
            Request::BeginQuorumEpoch(body) => {
                let error = self.on_begin(cx, &body);
                let mut answer = messages::begin_quorum_epoch_answer(self, error);
                answer.node_endpoints.truncate(endpoints_max(asked.version));
                cx.answer(&asked, answer);
            }
            Request::EndQuorumEpoch(body) => {
                let error = self.on_end(cx, &body);
                let mut answer = messages::end_quorum_epoch_answer(self, error);
                answer.node_endpoints.truncate(endpoints_max(asked.version));
                cx.answer(&asked, answer);
            }
            Request::Fetch(body) => self.on_fetch(cx, asked, &body),
            Request::FetchSnapshot(body) => {
                let mut answer = self.on_fetch_snapshot(cx, &body);
                answer.node_endpoints.truncate(endpoints_max(asked.version));
                cx.answer(&asked, answer);
            }
            // A broker that asks for a client is to find the leader; a client that asks by itself is told.
            Request::DescribeQuorum(_) | Request::AddRaftVoter(_) | Request::RemoveRaftVoter(_)
                if asked.enveloped.is_some() && !self.is_leader() =>
            {
                crate::controller::refuse(cx, &asked, ErrorCode::NotController);
            }
            Request::AddRaftVoter(body) => self.on_add_voter(cx, asked, body),
            Request::RemoveRaftVoter(body) => self.on_remove_voter(cx, asked, &body),
            Request::UpdateRaftVoter(body) => {
                let answer = self.on_update_voter(cx, &body);
                cx.answer(&asked, answer);
            }
            Request::DescribeQuorum(body) => {
                let answer = self.describe(cx, asked.version, &body);
                cx.answer(&asked, answer);
            }
            other => return Some((asked, other)),
        }
        None
    }

    pub(super) fn is_other_cluster(&self, cluster_id: Option<&str>) -> bool {
        cluster_id.is_some_and(|id| *id != *self.cluster_id)
    }

    fn on_vote(
        &mut self,
        cx: &mut Cx<'_>,
        body: &VoteRequest,
    ) -> partita_wire::messages::vote_response::VoteResponse {
        if self.is_other_cluster(body.cluster_id.as_deref()) {
            return messages::vote_refused(ErrorCode::InconsistentClusterId);
        }
        let Some(ask) = sole(&body.topics, |topic| &topic.topic_name, |topic| &topic.partitions) else {
            return messages::vote_refused(ErrorCode::InvalidRequest);
        };
        let outcome = self.judge_vote(cx, ask, body.voter_id);
        messages::vote_answer(self, outcome)
    }

    /// Whether the vote is given, or why it cannot be asked for.
    fn judge_vote(&mut self, cx: &mut Cx<'_>, ask: &VoteData, voter: i32) -> Result<bool, ErrorCode> {
        if !self.runs() {
            return Err(ErrorCode::BrokerNotAvailable);
        }
        if !self.is_meant(voter, ask.voter_directory_id) {
            return Err(ErrorCode::InvalidVoterKey);
        }
        if !is_epoch(ask.replica_epoch) {
            return Err(ErrorCode::InvalidRequest);
        }
        // Somebody who asks for a real vote has begun an epoch in which nothing is written yet.
        let newest = ask.replica_epoch - i32::from(!ask.pre_vote);
        if ask.last_offset < 0 || !(0..=newest).contains(&ask.last_offset_epoch) {
            return Err(ErrorCode::InvalidRequest);
        }
        if ask.replica_epoch < self.state.epoch {
            return Err(ErrorCode::FencedLeaderEpoch);
        }
        // Where the log says who votes, it may not have told this node yet: whoever stands is judged by its log alone.
        let configured = !self.membership.is_reconfigurable() && self.voters().len() > 0;
        if configured && !(self.is_voter() && self.voters().has_id(ask.replica_id)) {
            return Ok(false);
        }
        if ask.replica_epoch > self.state.epoch {
            self.enter(cx, ask.replica_epoch, None);
        }
        let complete = (ask.last_offset_epoch, ask.last_offset) >= (self.log.last_epoch(), self.log.end());
        let candidate = (ask.replica_id, ask.replica_directory_id);
        let granted = self.grants(candidate, ask.pre_vote, complete);
        if granted && !ask.pre_vote {
            self.vote_for(cx, candidate);
        }
        // What the disk has not taken is not promised: it could be promised once more after a start.
        if self.runs() { Ok(granted) } else { Err(ErrorCode::BrokerNotAvailable) }
    }

    /// Whether this replica is the voter that a request names: who has another directory is another voter.
    fn is_meant(&self, voter: i32, directory: Uuid) -> bool {
        voter < 0 || (voter == self.me && (directory.is_zero() || directory == self.directory))
    }

    /// Whether this node has voted, and whether for this candidate.
    fn has_voted_for(&self, (id, directory): (i32, Uuid)) -> Option<bool> {
        let (voted, of) = self.state.voted?;
        Some(voted == id && (of.is_zero() || of == directory))
    }

    /// One vote an epoch; a pre-vote promises nothing, and is refused while a leader is heard of (KIP-996).
    fn grants(&self, candidate: (i32, Uuid), pre_vote: bool, complete: bool) -> bool {
        match (&self.role, pre_vote) {
            (Role::Leader(_), _) | (Role::Follower { fetched: true, .. }, true) => false,
            (_, true) => complete,
            (Role::Follower { .. }, false) => self.has_voted_for(candidate) == Some(true),
            (Role::Unattached { .. } | Role::Prospective(_), false) => {
                match (self.has_voted_for(candidate), self.state.leader) {
                    (Some(voted), _) => voted,
                    (None, Some(_)) => false,
                    (None, None) => complete,
                }
            }
            (_, false) => false,
        }
    }

    fn vote_for(&mut self, cx: &mut Cx<'_>, candidate: (i32, Uuid)) {
        if self.has_voted_for(candidate) == Some(true) {
            return;
        }
        self.state.voted = Some(candidate);
        // On the disk before the answer leaves: a vote that is forgotten could be given twice.
        self.store(cx);
        let deadline = cx
            .now
            .at
            .after_ms(self.settings.election_timeout_ms)
            .after_ms(cx.rng.below(self.settings.election_timeout_ms));
        self.become_role(cx, Role::Unattached { deadline });
    }

    fn on_begin(&mut self, cx: &mut Cx<'_>, body: &BeginQuorumEpochRequest) -> Result<(), ErrorCode> {
        if self.is_other_cluster(body.cluster_id.as_deref()) {
            return Err(ErrorCode::InconsistentClusterId);
        }
        let ask = sole(&body.topics, |topic| &topic.topic_name, |topic| &topic.partitions);
        let ask = ask.ok_or(ErrorCode::InvalidRequest)?;
        if ask.leader_epoch < self.state.epoch {
            return Err(ErrorCode::FencedLeaderEpoch);
        }
        if !is_epoch(ask.leader_epoch) {
            return Err(ErrorCode::InvalidRequest);
        }
        if !self.runs() {
            return Err(ErrorCode::BrokerNotAvailable);
        }
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

    fn on_end(&mut self, cx: &mut Cx<'_>, body: &EndQuorumEpochRequest) -> Result<(), ErrorCode> {
        if self.is_other_cluster(body.cluster_id.as_deref()) {
            return Err(ErrorCode::InconsistentClusterId);
        }
        let ask = sole(&body.topics, |topic| &topic.topic_name, |topic| &topic.partitions);
        let ask = ask.ok_or(ErrorCode::InvalidRequest)?;
        if ask.leader_epoch < self.state.epoch {
            return Err(ErrorCode::FencedLeaderEpoch);
        }
        if !is_epoch(ask.leader_epoch) {
            return Err(ErrorCode::InvalidRequest);
        }
        if !self.runs() {
            return Err(ErrorCode::BrokerNotAvailable);
        }
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

    fn on_fetch(&mut self, cx: &mut Cx<'_>, asked: Asked, body: &FetchRequest) {
        if self.is_other_cluster(body.cluster_id.as_deref()) {
            let error_code = ErrorCode::InconsistentClusterId as i16;
            return cx.answer(&asked, FetchResponse { error_code, ..FetchResponse::default() });
        }
        let ask = match &body.topics[..] {
            [topic] if topic.topic == METADATA_TOPIC || topic.topic_id == METADATA_TOPIC_ID => {
                topic.partitions.first().filter(|ask| ask.partition == 0)
            }
            _ => None,
        };
        // Before version 12 a fetch has no epoch to compare logs by, and its answer no place for a leader.
        let Some(ask) = ask.filter(|_| asked.version >= 12) else {
            let error_code = ErrorCode::InvalidRequest as i16;
            return cx.answer(&asked, FetchResponse { error_code, ..FetchResponse::default() });
        };
        if let Err(error) = self.check_fetch(ask) {
            let answer = self.fetch_refused(asked.version, error);
            return cx.answer(&asked, answer);
        }
        if let Some(newest) = self.snapshot_instead(ask) {
            let snapshot_id = SnapshotId { end_offset: newest.end, epoch: newest.epoch };
            let part = PartitionData { snapshot_id, ..PartitionData::default() };
            let answer = self.fetch_partition(asked.version, part);
            return cx.answer(&asked, answer);
        }
        if let Some(diverging) = self.diverging(ask) {
            let part = PartitionData { diverging_epoch: diverging, ..PartitionData::default() };
            let answer = self.fetch_partition(asked.version, part);
            return cx.answer(&asked, answer);
        }
        let replica = if asked.version >= 15 { body.replica_state.replica_id } else { body.replica_id };
        self.note_fetch(cx, replica, ask.replica_directory_id, ask.fetch_offset);
        let bytes_max = ask.partition_max_bytes.min(self.settings.fetch_bytes_max);
        let bytes_max = usize::try_from(bytes_max).unwrap_or(0);
        let nothing_new = ask.fetch_offset >= self.log.end() && ask.high_watermark >= self.high_watermark;
        match u64::try_from(body.max_wait_ms) {
            Ok(wait_ms) if wait_ms > 0 && nothing_new && self.waits.len() < WAITS_MAX => {
                let deadline = cx.now.at.after_ms(wait_ms);
                self.waits.push(FetchWait { asked, offset: ask.fetch_offset, bytes_max, deadline });
            }
            _ => {
                let answer = self.fetch_answer(asked.version, ask.fetch_offset, bytes_max);
                cx.answer(&asked, answer);
            }
        }
    }

    fn check_fetch(&self, ask: &FetchPartition) -> Result<(), ErrorCode> {
        if ask.fetch_offset < 0 || ask.last_fetched_epoch < 0 || ask.current_leader_epoch < 0 {
            return Err(ErrorCode::InvalidRequest);
        }
        self.check_leader_epoch(ask.current_leader_epoch)
    }

    /// Whether this node leads, and in the epoch that was named.
    pub(super) fn check_leader_epoch(&self, epoch: i32) -> Result<(), ErrorCode> {
        match epoch.cmp(&self.state.epoch) {
            core::cmp::Ordering::Less => Err(ErrorCode::FencedLeaderEpoch),
            core::cmp::Ordering::Greater => Err(ErrorCode::UnknownLeaderEpoch),
            core::cmp::Ordering::Equal if !self.is_leader() => Err(ErrorCode::NotLeaderOrFollower),
            core::cmp::Ordering::Equal => Ok(()),
        }
    }

    /// The snapshot that a follower needs before the log can help it: it asks for what is gone, or its last epoch ended
    /// before what is left.
    fn snapshot_instead(&self, ask: &FetchPartition) -> Option<snapshot::SnapshotId> {
        let (offset, epoch, start) = (ask.fetch_offset, ask.last_fetched_epoch, self.log.start());
        if (start, offset, epoch) == (0, 0, 0) {
            return None;
        }
        let oldest = self.log.oldest_snapshot()?;
        let gone = offset < start || (offset == start && epoch != oldest.epoch) || epoch < oldest.epoch;
        self.log.newest_snapshot().filter(|_| gone)
    }

    /// Where a follower's log ends to be like this one, if it has something else at its end.
    fn diverging(&self, ask: &FetchPartition) -> Option<EpochEndOffset> {
        if ask.fetch_offset == 0 && ask.last_fetched_epoch == 0 {
            return None;
        }
        let (epoch, end_offset) = self.log.end_of_epoch(ask.last_fetched_epoch);
        (epoch != ask.last_fetched_epoch || end_offset < ask.fetch_offset)
            .then_some(EpochEndOffset { epoch, end_offset })
    }

    pub(super) fn fetch_answer(&self, version: i16, offset: i64, bytes_max: usize) -> FetchResponse {
        let records = Some(self.log.read(offset, bytes_max));
        self.fetch_partition(version, PartitionData { records, ..PartitionData::default() })
    }

    pub(super) fn fetch_refused(&self, version: i16, error: ErrorCode) -> FetchResponse {
        self.fetch_partition(version, PartitionData { error_code: error as i16, ..PartitionData::default() })
    }

    fn fetch_partition(&self, version: i16, part: PartitionData) -> FetchResponse {
        let current_leader =
            LeaderIdAndEpoch { leader_id: self.told_leader(), leader_epoch: self.state.epoch };
        let part = PartitionData {
            high_watermark: self.high_watermark,
            log_start_offset: self.log.start(),
            current_leader,
            records: Some(part.records.unwrap_or_default()),
            aborted_transactions: None,
            ..part
        };
        let topic = FetchableTopicResponse {
            topic: METADATA_TOPIC.into(),
            topic_id: METADATA_TOPIC_ID,
            partitions: alloc::vec![part],
        };
        // Since KIP-853 whoever asks may not know where the leader listens. Before version 17 there is no word for it.
        let node_endpoints = messages::leader_endpoint(self).filter(|_| version >= 17);
        let node_endpoints = node_endpoints.map(|(node_id, host, port)| NodeEndpoint {
            node_id,
            host,
            port: i32::from(port),
            rack: None,
        });
        FetchResponse {
            responses: alloc::vec![topic],
            node_endpoints: node_endpoints.into_iter().collect(),
            ..FetchResponse::default()
        }
    }

    /// The leader as answers name it; one that has resigned is none.
    pub(super) fn told_leader(&self) -> i32 {
        match self.role {
            Role::Resigned { .. } => -1,
            _ => self.state.leader.unwrap_or(-1),
        }
    }
}

/// The first versions of the quorum's answers have no word for where the leader listens.
fn endpoints_max(version: i16) -> usize {
    if version >= 1 { usize::MAX } else { 0 }
}

/// What is asked about the one partition of the metadata topic; `None` if anything else is asked.
fn sole<'a, T, P>(
    topics: &'a [T],
    name: impl Fn(&T) -> &str,
    parts: impl Fn(&'a T) -> &'a [P],
) -> Option<&'a P> {
    match topics {
        [topic] if name(topic) == METADATA_TOPIC => match parts(topic) {
            [part] => Some(part),
            _ => None,
        },
        _ => None,
    }
}
