//! Which answer goes where.

use alloc::vec::Vec;

use partita_machine::{Effect, Now};
use partita_wire::Uuid;

use super::membership::Identity;
use super::positions::Place;
use super::{Closing, CommitId, Consumer};
use crate::net::Ended;

/// What a call of the consumer was.
#[derive(Clone, Debug)]
pub(super) enum Reply {
    /// FindCoordinator.
    Find,
    /// JoinGroup, as this member.
    Join(Identity),
    /// SyncGroup, as this member.
    Sync(Identity),
    /// Heartbeat, as this member.
    Heartbeat(Identity),
    /// ConsumerGroupHeartbeat, as this member.
    Beat(Identity),
    /// LeaveGroup, or the heartbeat that leaves.
    Leave,
    /// OffsetCommit for this commit, as this member.
    Commit(CommitId, Identity),
    /// OffsetFetch for these.
    Committed(Vec<Place>),
    /// ListOffsets for these.
    Reset(Vec<Place>),
    /// OffsetForLeaderEpoch for these: offset and leader epoch of each position.
    Ends(Vec<(Place, i64, i32)>),
    /// Fetch from this broker, for these.
    Fetch(i32, Vec<Asked>),
}

/// A partition in a fetch. The topic's id is the one of that moment: metadata may have lost it when the answer comes.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) place: Place,
    pub(super) topic_id: Uuid,
    pub(super) offset: i64,
}

impl Consumer {
    pub(super) fn answered(&mut self, now: Now, ended: Ended<Reply>, effects: &mut Vec<Effect>) {
        let Ended { key, reply, outcome } = ended;
        match reply {
            Reply::Find => self.found(now, outcome, effects),
            Reply::Join(identity) => self.joined(now, &identity, &key, outcome, effects),
            Reply::Sync(identity) => self.synced(now, &identity, &key, outcome, effects),
            Reply::Heartbeat(identity) => self.heartbeat_answered(now, &identity, &key, outcome, effects),
            Reply::Beat(identity) => self.beat_answered(now, &identity, &key, outcome, effects),
            Reply::Leave => {
                if matches!(self.closing, Closing::Leaving(_)) {
                    self.closing = Closing::Closed;
                }
            }
            Reply::Commit(id, identity) => self.commit_answered(now, id, &identity, &key, outcome, effects),
            Reply::Committed(places) => self.committed_found(now, &places, &key, outcome, effects),
            Reply::Reset(places) => self.reset_found(now, &places, outcome, effects),
            Reply::Ends(asked) => self.ends_found(now, &asked, outcome, effects),
            Reply::Fetch(node, asked) => self.fetched(now, node, asked, outcome),
        }
    }
}
