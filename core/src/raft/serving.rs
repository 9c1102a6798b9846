//! Requests of the other members of the quorum: which they are, and what answers to them share.

mod epochs;
mod fetches;
mod votes;

use partita_wire::{ErrorCode, Request, Uuid};

use crate::cx::{Asked, Cx};

use super::{METADATA_TOPIC, Raft, Role, messages};

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

    /// Whether this replica is the voter that a request names: who has another directory is another voter.
    fn is_meant(&self, voter: i32, directory: Uuid) -> bool {
        voter < 0 || (voter == self.me && (directory.is_zero() || directory == self.directory))
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
