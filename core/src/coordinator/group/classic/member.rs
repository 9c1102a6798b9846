//! A member of a classic group.

use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_wire::messages::describe_groups_response::DescribedGroupMember;
use partita_wire::messages::join_group_request::{JoinGroupRequest, JoinGroupRequestProtocol};

use crate::coordinator::step::Caller;

/// A member, with the requests of it that wait.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) member_id: String,
    /// `group.instance.id` of a static member (KIP-345).
    pub(crate) group_instance_id: Option<String>,
    pub(crate) client_id: String,
    /// As Java prints an address: `/127.0.0.1`.
    pub(crate) client_host: String,
    pub(crate) rebalance_timeout_ms: i32,
    pub(crate) session_timeout_ms: i32,
    /// Name and metadata of each protocol it supports, the preferred one first.
    pub(crate) protocols: Vec<(String, Bytes)>,
    /// What the leader assigned to it last; empty if nothing.
    pub(crate) assignment: Bytes,
    /// Generation in which it got its assignment.
    pub(crate) since_generation: i32,
    /// Its JoinGroup, while the join phase lasts.
    pub(crate) awaiting_join: Option<Caller>,
    /// Its SyncGroup, while the assignment is not committed.
    pub(crate) awaiting_sync: Option<Caller>,
    /// Whether no join phase has ended since it joined: it does not know yet that it has to send heartbeats.
    pub(crate) is_new: bool,
}

impl Member {
    /// A member as its JoinGroup describes it.
    pub(crate) fn joining(member_id: String, caller: Caller, request: JoinGroupRequest) -> Self {
        let asked = caller.asked();
        Self {
            member_id,
            group_instance_id: request.group_instance_id,
            client_id: asked.client_id.clone().unwrap_or_default(),
            client_host: alloc::format!("/{}", asked.peer.host),
            rebalance_timeout_ms: request.rebalance_timeout_ms,
            session_timeout_ms: request.session_timeout_ms,
            protocols: named(request.protocols),
            assignment: Bytes::new(),
            since_generation: -1,
            awaiting_join: Some(caller),
            awaiting_sync: None,
            is_new: true,
        }
    }

    /// Whether it is free of the session timeout for now: a request of it waits here. A new member never is, for it may
    /// have gone away while its first JoinGroup waits.
    pub(crate) fn has_satisfied_heartbeat(&self) -> bool {
        !self.is_new && (self.awaiting_join.is_some() || self.awaiting_sync.is_some())
    }

    /// Whether it supports the same protocols with the same metadata in the same order.
    pub(crate) fn matches(&self, protocols: &[JoinGroupRequestProtocol]) -> bool {
        self.protocols.len() == protocols.len()
            && self
                .protocols
                .iter()
                .zip(protocols)
                .all(|(ours, theirs)| ours.0 == theirs.name && ours.1 == theirs.metadata)
    }

    /// Its metadata for a protocol; empty if it does not support it.
    pub(crate) fn metadata(&self, protocol: &str) -> Bytes {
        self.protocols
            .iter()
            .find(|(name, _)| name == protocol)
            .map(|(_, data)| data.clone())
            .unwrap_or_default()
    }

    /// Whether it supports a protocol.
    pub(crate) fn supports(&self, protocol: &str) -> bool {
        self.protocols.iter().any(|(name, _)| name == protocol)
    }

    /// For DescribeGroups; the metadata only where the group is stable.
    pub(crate) fn describe(&self, protocol: Option<&str>) -> DescribedGroupMember {
        DescribedGroupMember {
            member_id: self.member_id.clone(),
            group_instance_id: self.group_instance_id.clone(),
            client_id: self.client_id.clone(),
            client_host: self.client_host.clone(),
            member_metadata: protocol.map(|name| self.metadata(name)).unwrap_or_default(),
            member_assignment: self.assignment.clone(),
        }
    }
}

/// Protocols of a request as pairs.
pub(crate) fn named(protocols: Vec<JoinGroupRequestProtocol>) -> Vec<(String, Bytes)> {
    protocols.into_iter().map(|protocol| (protocol.name, protocol.metadata)).collect()
}
