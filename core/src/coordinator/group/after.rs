//! What a step of a group leaves for the time when its records are committed, or lost.

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Event, Name};
use partita_wire::{ErrorCode, Response};

use super::classic::{self, Replaced, Synced};
use super::consumer::{self, ConsumerGroup};
use super::offsets::{self, Change};
use super::{GroupState, GroupStep, Timer};
use crate::coordinator::step::Caller;

/// What follows once records are committed, or lost.
#[derive(Clone, Debug)]
pub(crate) enum After {
    /// An answer leaves.
    Answer { caller: Caller, response: Response },
    /// Offsets may be read, and an answer leaves. They came in a generation or member epoch, -1 if in none.
    Offsets { group: Name, generation: i32, changes: Vec<Change>, answer: Option<(Caller, Response)> },
    /// Offsets whose time is over are gone; where that were not all, the next follow at once.
    Expired { changes: Vec<(Name, Vec<Change>)>, is_all: bool },
    /// An assignment may be handed out.
    Synced { group: Name, synced: Synced },
    /// A static member goes on under its new id.
    Replaced { group: Name, replaced: Replaced },
    /// A group exists.
    Created { group: Name },
    /// A consumer group is a classic one now, and an answer leaves.
    Downgraded { group: Name, before: Arc<ConsumerGroup>, answer: Option<(Caller, Response)> },
}

impl GroupState {
    /// The records are committed.
    pub(super) fn follow(&mut self, step: &mut GroupStep<'_>, after: After) {
        match after {
            After::Answer { caller, response } => step.answer(caller, response),
            After::Offsets { group: id, generation, changes, answer } => {
                if let Some((caller, response)) = answer {
                    for change in &changes {
                        tell_commit(step, &id, generation, change);
                    }
                    step.answer(caller, response);
                }
                if let Some(offsets) = self.offsets_mut(&id) {
                    offsets.commit(changes);
                }
            }
            After::Expired { changes, is_all } => {
                for (id, changes) in changes {
                    if let Some(offsets) = self.offsets_mut(&id) {
                        offsets.commit(changes);
                    }
                }
                if !is_all {
                    step.set_timer(Timer::Expiry, 0);
                }
            }
            After::Downgraded { answer, .. } => {
                if let Some((caller, response)) = answer {
                    step.answer(caller, response);
                }
            }
            After::Synced { group, synced } => {
                if let Some(group) = self.group_mut(&group) {
                    group.assignment_stored(step, synced);
                }
            }
            After::Replaced { group, replaced } => {
                if let Some(group) = self.group_mut(&group) {
                    group.static_member_stored(step, &replaced);
                }
            }
            After::Created { .. } => {}
        }
    }

    /// The records are lost.
    pub(super) fn lose(&mut self, step: &mut GroupStep<'_>, after: After, error: ErrorCode) {
        match after {
            After::Answer { caller, response } => step.answer(caller, spoilt(response, error)),
            After::Offsets { answer, .. } => {
                if let Some((caller, response)) = answer {
                    step.answer(caller, spoilt(response, error));
                }
            }
            // The next look finds them again.
            After::Expired { .. } => {}
            After::Downgraded { group, before, answer } => {
                self.downgrade_lost(step, &group, before, error);
                if let Some((caller, response)) = answer {
                    step.answer(caller, spoilt(response, error));
                }
            }
            After::Synced { group, synced } => {
                if let Some(group) = self.group_mut(&group) {
                    group.assignment_lost(step, &synced, error);
                }
            }
            After::Replaced { group, replaced } => {
                if let Some(group) = self.group_mut(&group) {
                    group.static_member_lost(step, replaced, error);
                }
            }
            After::Created { group } => {
                if let Some(mut group) = self.groups.remove(&group) {
                    Arc::make_mut(&mut group).abandon(step, error);
                }
            }
        }
    }
}

fn tell_commit(step: &mut GroupStep<'_>, group: &Name, generation: i32, change: &Change) {
    if let Some(commit) = &change.commit {
        step.tell(Event::OffsetCommitted {
            group: group.clone(),
            topic: change.topic.clone(),
            partition: change.partition,
            offset: commit.offset,
            generation,
        });
    }
}

/// An answer that was ready, had its records not been lost.
fn spoilt(response: Response, error: ErrorCode) -> Response {
    let code = error as i16;
    match response {
        Response::OffsetCommit(mut response) => {
            offsets::commit::spoil(&mut response, error);
            response.into()
        }
        Response::OffsetDelete(_) => offsets::delete::failed(error).into(),
        Response::OffsetFetch(mut response) => {
            for group in &mut response.groups {
                group.topics = Vec::new();
                group.error_code = code;
            }
            response.into()
        }
        Response::DeleteGroups(mut response) => {
            for result in response.results.iter_mut().filter(|result| result.error_code == 0) {
                result.error_code = code;
            }
            response.into()
        }
        Response::LeaveGroup(_) => classic::left(Err(error)).into(),
        Response::ConsumerGroupHeartbeat(_) => consumer::refused(error).into(),
        Response::JoinGroup(response) => classic::refused(error, &response.member_id).into(),
        Response::SyncGroup(_) => classic::unsynced(error).into(),
        response => response,
    }
}
