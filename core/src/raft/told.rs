//! What the other rooms of a node ask of its quorum.

use partita_machine::Address;
use partita_view::QuorumRole;
use partita_wire::records::BatchView;

use super::voter_set::{Voter, VoterSet};
use super::{Raft, Role};

impl Raft {
    /// The leader and where it listens, if one is known.
    pub(crate) fn leader(&self) -> Option<(i32, &Address)> {
        let id = self.state.leader?;
        let own = self.own.as_ref().filter(|_| id == self.me).and_then(Voter::address);
        let address = own.or(self.leader_address.as_ref());
        address.or_else(|| self.voters().address(id)).map(|address| (id, address))
    }

    /// Whether this node leads.
    pub(crate) fn is_leader(&self) -> bool {
        matches!(self.role, Role::Leader(_))
    }

    /// Whether this node leads and everything from before its time is committed: the active controller may act.
    pub(crate) fn leads_settled(&self) -> bool {
        matches!(&self.role, Role::Leader(leading) if self.high_watermark > leading.epoch_start)
    }

    pub(crate) fn epoch(&self) -> i32 {
        self.state.epoch
    }

    /// First offset of this node's log.
    pub(crate) fn start_offset(&self) -> i64 {
        self.log.start()
    }

    /// Batches of this node's log, from the one that holds `offset` on.
    pub(crate) fn batches(&self, offset: i64) -> impl Iterator<Item = &BatchView> {
        self.log.from(offset).map(|entry| &entry.batch)
    }

    /// Offset after the last record of this node's log.
    pub(crate) fn end(&self) -> i64 {
        self.log.end()
    }

    /// Offset up to which the log is committed, as far as this node knows.
    pub(crate) fn high_watermark(&self) -> i64 {
        self.high_watermark
    }

    /// Whom this node voted for in its epoch.
    pub(crate) fn voted(&self) -> Option<i32> {
        self.state.voted.map(|(id, _)| id)
    }

    /// The voters, as the newest record says that this node's log has.
    pub(crate) fn voters(&self) -> &VoterSet {
        self.membership.voters()
    }

    /// The finalized `kraft.version`, as far as it is committed.
    pub(crate) fn kraft_version(&self) -> i16 {
        self.membership.version_before(self.high_watermark)
    }

    /// Grows whenever something changes that can be seen.
    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// This node's part, as it is shown.
    pub(crate) fn shown_role(&self) -> QuorumRole {
        match self.role {
            _ if !self.is_voter() => QuorumRole::Observer,
            Role::Unattached { .. } => QuorumRole::Unattached,
            Role::Prospective(_) => QuorumRole::Prospective,
            Role::Candidate(_) => QuorumRole::Candidate,
            Role::Follower { .. } => QuorumRole::Follower,
            Role::Leader(_) => QuorumRole::Leader,
            Role::Resigned { .. } => QuorumRole::Resigned,
        }
    }
}
