//! What a node tells the leader of itself: a voter where it listens and what it supports (UpdateRaftVoter), and a
//! controller without a vote, where it may, that it wants one (KIP-853, KIP-1186).

use alloc::string::ToString;
use alloc::vec::Vec;

use partita_machine::Instant;
use partita_wire::messages::add_raft_voter_request::{self as add, AddRaftVoterRequest};
use partita_wire::messages::remove_raft_voter_request::RemoveRaftVoterRequest;
use partita_wire::messages::update_raft_voter_request::{
    KRaftVersionFeature, Listener, UpdateRaftVoterRequest,
};
use partita_wire::messages::update_raft_voter_response::UpdateRaftVoterResponse;

use crate::cx::Cx;

use super::voter_set::Voter;
use super::{Call, Raft, Role};

/// When a follower looks next whether it has something to tell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Joining {
    at: Instant,
    /// Whether this leader knows what this voter is. It forgets that where the log does not say it.
    told: bool,
}

/// What is to be told.
enum News {
    /// Nothing.
    None,
    Update,
    Add,
    /// Another directory of this node has the vote.
    Remove,
}

impl Raft {
    /// A new leader is followed: it is given a few rounds of fetches first.
    pub(super) fn begin_telling(&mut self, cx: &Cx<'_>) {
        self.joining = Joining { at: cx.now.at.after_ms(self.settings.fetch_timeout_ms), told: false };
    }

    fn news(&self) -> News {
        let Some(own) = self.own.as_ref() else { return News::None };
        let is_reconfigurable = self.membership.is_reconfigurable();
        match self.is_voter() {
            true if is_reconfigurable && self.voters().get(self.me) != Some(own) => News::Update,
            true if !is_reconfigurable && !self.joining.told => News::Update,
            true => News::None,
            false if !is_reconfigurable || !self.settings.auto_join => News::None,
            false if self.voters().has_id(self.me) => News::Remove,
            false => News::Add,
        }
    }

    pub(super) fn join_if_due(&mut self, cx: &mut Cx<'_>) {
        if self.joining_wake_at().is_none_or(|at| at > cx.now.at) {
            return;
        }
        self.joining.at = cx.now.at.after_ms(self.settings.fetch_timeout_ms);
        let (Some(leader), Some(own)) = (self.state.leader, self.own.clone()) else { return };
        let epoch = self.state.epoch;
        match self.news() {
            News::None => {}
            News::Update => {
                let body = self.update_request(&own);
                self.call(cx, leader, body, Call::Update { epoch });
            }
            News::Add => {
                let body = self.add_request(&own);
                self.call(cx, leader, body, Call::Join);
            }
            News::Remove => {
                let body = RemoveRaftVoterRequest {
                    cluster_id: Some(self.cluster_id.to_string()),
                    voter_id: self.me,
                    voter_directory_id: self.voters().directory(self.me),
                };
                self.call(cx, leader, body, Call::Join);
            }
        }
    }

    pub(super) fn joining_wake_at(&self) -> Option<Instant> {
        let follows = matches!(self.role, Role::Follower { .. }) && !self.shutting_down;
        (follows && !matches!(self.news(), News::None)).then_some(self.joining.at)
    }

    fn update_request(&self, own: &Voter) -> UpdateRaftVoterRequest {
        let listeners = own.listeners.iter();
        let listeners: Vec<Listener> = listeners
            .map(|(name, address)| Listener {
                name: name.clone(),
                host: address.host.to_string(),
                port: address.port,
            })
            .collect();
        UpdateRaftVoterRequest {
            cluster_id: Some(self.cluster_id.to_string()),
            current_leader_epoch: self.state.epoch,
            voter_id: self.me,
            voter_directory_id: self.directory,
            listeners,
            k_raft_version_feature: KRaftVersionFeature {
                min_supported_version: own.versions.0,
                max_supported_version: own.versions.1,
            },
        }
    }

    fn add_request(&self, own: &Voter) -> AddRaftVoterRequest {
        let listeners = own.listeners.iter();
        let listeners = listeners.map(|(name, address)| add::Listener {
            name: name.clone(),
            host: address.host.to_string(),
            port: address.port,
        });
        AddRaftVoterRequest {
            cluster_id: Some(self.cluster_id.to_string()),
            timeout_ms: i32::try_from(self.settings.request_timeout_ms).unwrap_or(i32::MAX),
            voter_id: self.me,
            voter_directory_id: self.directory,
            listeners: listeners.collect(),
            ack_when_committed: false,
        }
    }

    pub(super) fn on_update_answer(&mut self, cx: &mut Cx<'_>, epoch: i32, body: &UpdateRaftVoterResponse) {
        let leader = &body.current_leader;
        let port = u16::try_from(leader.port).ok().filter(|&port| port > 0);
        let address = port.map(|port| partita_machine::Address::new(&leader.host, port));
        if !self.learn(cx, leader.leader_epoch, leader.leader_id, address) && epoch == self.state.epoch {
            self.joining.told |= body.error_code == 0;
        }
    }
}
