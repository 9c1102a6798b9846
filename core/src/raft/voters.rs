//! Changes of the voters (KIP-853): AddRaftVoter and RemoveRaftVoter as the leader serves them.
//!
//! One change at a time: the next is refused until the one before is committed, so that any majority of the old voters and
//! any majority of the new ones have a voter in common.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::{Address, ConnId, Failure, Instant};
use partita_wire::messages::add_raft_voter_request::AddRaftVoterRequest;
use partita_wire::messages::add_raft_voter_response::AddRaftVoterResponse;
use partita_wire::messages::api_versions_request::ApiVersionsRequest;
use partita_wire::messages::remove_raft_voter_request::RemoveRaftVoterRequest;
use partita_wire::messages::remove_raft_voter_response::RemoveRaftVoterResponse;
use partita_wire::{ErrorCode, Response, Uuid};

use crate::controller::Refused;
use crate::cx::{Asked, Cx};
use crate::node::features::KRAFT_VERSION;
use crate::node::{LinkKey, Reply};

use super::leading::Leading;
use super::voter_set::{CONTROLLER_LISTENER, Voter, VoterSet};
use super::{Call, Raft, Role, messages};

/// Who has not fetched for this long is not caught up, milliseconds: it would hold up what is to be committed.
const CAUGHT_UP_MS: i64 = 3_600_000;
/// Most listeners that a voter may name.
const LISTENERS_MAX: usize = 16;

/// A change of the voters that is under way.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// Who asked for it, as long as somebody waits for the answer.
    asked: Option<Asked>,
    deadline: Instant,
    step: Step,
}

#[derive(Clone, Debug)]
enum Step {
    /// The new voter is asked what it supports.
    Asking { id: i32, voter: Voter, when_committed: bool },
    /// The record of this offset adds it.
    Adding(i64),
    /// The record of this offset removes it.
    Removing(i64),
}

impl Change {
    /// When it is given up.
    pub(super) fn deadline(&self) -> Instant {
        self.deadline
    }

    fn is_done(&self, high_watermark: i64) -> bool {
        match self.step {
            Step::Asking { .. } => false,
            Step::Adding(offset) | Step::Removing(offset) => offset < high_watermark,
        }
    }

    /// Answers whoever waits.
    fn end(self, cx: &mut Cx<'_>, outcome: Result<(), Refused>) {
        let Some(asked) = self.asked else { return };
        match self.step {
            Step::Asking { .. } | Step::Adding(_) => cx.answer(&asked, added(outcome)),
            Step::Removing(_) => cx.answer(&asked, removed(outcome)),
        }
    }
}

fn told(outcome: Result<(), Refused>) -> (i16, Option<String>) {
    match outcome {
        Ok(()) => (ErrorCode::None as i16, None),
        Err(refused) => (refused.code as i16, Some(refused.message)),
    }
}

fn added(outcome: Result<(), Refused>) -> AddRaftVoterResponse {
    let (error_code, error_message) = told(outcome);
    AddRaftVoterResponse { error_code, error_message, ..AddRaftVoterResponse::default() }
}

fn removed(outcome: Result<(), Refused>) -> RemoveRaftVoterResponse {
    let (error_code, error_message) = told(outcome);
    RemoveRaftVoterResponse { error_code, error_message, ..RemoveRaftVoterResponse::default() }
}

/// A replica as messages of errors name it.
fn key(id: i32, directory: Uuid) -> String {
    match directory.is_zero() {
        true => format!("ReplicaKey(id={id}, directoryId=<undefined>)"),
        false => format!("ReplicaKey(id={id}, directoryId={directory})"),
    }
}

fn keys(voters: &VoterSet) -> String {
    let keys: Vec<String> = voters.iter().map(|(id, voter)| key(id, voter.directory)).collect();
    format!("[{}]", keys.join(", "))
}

pub(super) fn listeners<'a>(
    named: impl ExactSizeIterator<Item = (&'a String, &'a String, u16)>,
) -> Option<BTreeMap<String, Address>> {
    if named.len() > LISTENERS_MAX {
        return None;
    }
    let listeners: BTreeMap<String, Address> =
        named.map(|(name, host, port)| (name.clone(), Address::new(host, port))).collect();
    listeners.contains_key(CONTROLLER_LISTENER).then_some(listeners)
}

impl Raft {
    pub(super) fn on_add_voter(&mut self, cx: &mut Cx<'_>, asked: Asked, body: AddRaftVoterRequest) {
        match self.check_addition(&body) {
            Ok(voter) => {
                let address = voter.address().cloned();
                let (id, when_committed) = (body.voter_id, body.ack_when_committed);
                self.begin_change(cx, asked, Step::Asking { id, voter, when_committed });
                let Some(address) = address else { return };
                let call = Call::Versions { of: id, epoch: self.state.epoch };
                let body = ApiVersionsRequest {
                    client_software_name: "partita".into(),
                    client_software_version: env!("CARGO_PKG_VERSION").into(),
                };
                let timeout_ms = self.settings.request_timeout_ms;
                cx.call(LinkKey::Raft(id), &address, body, Reply::Raft(call), timeout_ms);
            }
            Err(refused) => cx.answer(&asked, added(Err(refused))),
        }
    }

    fn check_addition(&self, body: &AddRaftVoterRequest) -> Result<Voter, Refused> {
        let valid = body.voter_id >= 0 && !body.voter_directory_id.is_zero();
        self.check_asked(body.cluster_id.as_deref(), valid, "Add")?;
        let named = body.listeners.iter().map(|end| (&end.name, &end.host, end.port));
        let listeners = listeners(named).ok_or_else(|| {
            let message = format!(
                "Add voter request didn't include the endpoint for the default listener {CONTROLLER_LISTENER}"
            );
            Refused::new(ErrorCode::InvalidRequest, message)
        })?;
        self.check_change("adding")?;
        let voters = self.voters();
        if voters.has_id(body.voter_id) {
            let message = format!(
                "The voter id for {} is already part of the set of voters {}.",
                key(body.voter_id, body.voter_directory_id),
                keys(voters)
            );
            return Err(Refused::new(ErrorCode::DuplicateVoter, message));
        }
        Ok(Voter { directory: body.voter_directory_id, listeners, versions: (0, 0) })
    }

    /// Whether a change can be asked of this node, in these terms.
    fn check_asked(&self, cluster_id: Option<&str>, valid: bool, name: &str) -> Result<(), Refused> {
        if self.is_other_cluster(cluster_id) {
            let message = format!(
                "The given id \"{}\" doesn't match the cluster id \"{}\"",
                cluster_id.unwrap_or_default(),
                self.cluster_id
            );
            return Err(Refused::new(ErrorCode::InconsistentClusterId, message));
        }
        if !self.is_leader() {
            return Err(ErrorCode::NotLeaderOrFollower.into());
        }
        if !valid {
            let message = format!("{name} voter request didn't include a valid voter");
            return Err(Refused::new(ErrorCode::InvalidRequest, message));
        }
        Ok(())
    }

    /// Whether the voters may change now: no other change is under way or uncommitted.
    pub(super) fn check_change(&self, doing: &str) -> Result<(), Refused> {
        let late = |what: &str| {
            Err(Refused::new(ErrorCode::RequestTimedOut, format!("Request timed out waiting for {what}")))
        };
        if matches!(&self.role, Role::Leader(leading) if leading.change.is_some()) {
            return late("leader to handle previous voter change request");
        }
        if !self.leads_settled() {
            return late("leader to establish HWM and fence previous voter changes");
        }
        if !self.membership.is_reconfigurable() {
            let message = format!(
                "Cluster doesn't support {doing} voter because the kraft.version feature is {}",
                self.membership.version()
            );
            return Err(Refused::new(ErrorCode::UnsupportedVersion, message));
        }
        match self.membership.voters_offset() {
            Some(offset) if offset >= self.high_watermark => late(&format!(
                "voters to commit the latest voter change at {offset} with HWM {}",
                self.high_watermark
            )),
            _ => Ok(()),
        }
    }

    fn begin_change(&mut self, cx: &Cx<'_>, asked: Asked, step: Step) {
        let deadline = cx.now.at.after_ms(self.settings.request_timeout_ms);
        if let Role::Leader(leading) = &mut self.role {
            leading.change = Some(Change { asked: Some(asked), deadline, step });
        }
    }

    /// What the node that is to be a voter supports: if it fits, and if that node has caught up, it is added.
    pub(super) fn on_versions(
        &mut self,
        cx: &mut Cx<'_>,
        of: i32,
        epoch: i32,
        outcome: Result<Response, Failure>,
    ) {
        let Role::Leader(leading) = &mut self.role else { return };
        let asking = |change: &mut Change| matches!(change.step, Step::Asking { id, .. } if id == of);
        let Some(mut change) = leading.change.take_if(asking).filter(|_| epoch == self.state.epoch) else {
            return;
        };
        let Step::Asking { id, mut voter, when_committed } = change.step.clone() else { return };
        match self.check_new_voter(cx, id, &mut voter, outcome) {
            Ok(()) => {
                let Some(offset) = self.voters().with(id, voter).and_then(|set| self.write_voters(cx, &set))
                else {
                    return change.end(cx, Err(ErrorCode::UnknownServerError.into()));
                };
                change.step = Step::Adding(offset);
                // A node that adds itself fetches only once it is answered, so it need not wait for its own vote.
                if let Some(asked) = change.asked.take_if(|_| !when_committed) {
                    cx.answer(&asked, added(Ok(())));
                }
                if let Role::Leader(leading) = &mut self.role {
                    leading.change = Some(change);
                }
                self.end_committed_change(cx);
            }
            Err(refused) => {
                change.end(cx, Err(refused));
                self.leave_alone(cx, of);
            }
        }
    }

    /// Ends the link to a node that was asked what it supports and is no voter for all that.
    fn leave_alone(&self, cx: &mut Cx<'_>, id: i32) {
        if !self.voters().has_id(id) {
            cx.links.forget(&LinkKey::Raft(id), cx.effects);
        }
    }

    fn check_new_voter(
        &self,
        cx: &Cx<'_>,
        id: i32,
        voter: &mut Voter,
        outcome: Result<Response, Failure>,
    ) -> Result<(), Refused> {
        let key = key(id, voter.directory);
        let answer = match outcome {
            Ok(Response::ApiVersions(answer)) if answer.error_code == 0 => answer,
            Ok(Response::ApiVersions(answer)) => {
                let error = ErrorCode::from_i16(answer.error_code).unwrap_or(ErrorCode::UnknownServerError);
                let message = format!(
                    "Aborted add voter operation for since API_VERSIONS returned an error {}",
                    error.name()
                );
                return Err(Refused::new(ErrorCode::RequestTimedOut, message));
            }
            _ => {
                let message = format!("New voter {key} is not ready to receive requests");
                return Err(Refused::new(ErrorCode::RequestTimedOut, message));
            }
        };
        let version = self.membership.version();
        let known = answer.supported_features.iter().find(|feature| feature.name == KRAFT_VERSION);
        voter.versions = known.map_or((0, 0), |feature| (feature.min_version, feature.max_version));
        if !voter.supports(version) {
            let (min, max) = voter.versions;
            let message = format!(
                "Aborted add voter operation for {key} since the kraft.version range (min: {min}, max: {max}) \
                 doesn't support the finalized version {version}"
            );
            return Err(Refused::new(ErrorCode::InvalidRequest, message));
        }
        let caught_up = match &self.role {
            Role::Leader(leading) => leading.has_caught_up(id, voter.directory, cx.now.wall_ms),
            _ => false,
        };
        if !caught_up {
            let message = format!("Aborted add voter operation for {key} since it is lagging behind");
            return Err(Refused::new(ErrorCode::RequestTimedOut, message));
        }
        Ok(())
    }

    /// Appends the record of a new set of voters. Gives its offset.
    pub(super) fn write_voters(&mut self, cx: &mut Cx<'_>, voters: &VoterSet) -> Option<i64> {
        let batch = messages::control_batch(self, &[voters.record()?], cx.now.wall_ms)?;
        let offset = self.log.end();
        self.append_batch(cx, batch);
        self.is_leader().then_some(offset)
    }

    pub(super) fn on_remove_voter(&mut self, cx: &mut Cx<'_>, asked: Asked, body: &RemoveRaftVoterRequest) {
        let voters = match self.check_removal(body) {
            Ok(voters) => voters,
            Err(refused) => return cx.answer(&asked, removed(Err(refused))),
        };
        // In its place before the record is: a leader that is alone commits at once.
        self.begin_change(cx, asked, Step::Removing(self.log.end()));
        self.write_voters(cx, &voters);
    }

    fn check_removal(&self, body: &RemoveRaftVoterRequest) -> Result<VoterSet, Refused> {
        let valid = body.voter_id >= 0 && !body.voter_directory_id.is_zero();
        self.check_asked(body.cluster_id.as_deref(), valid, "Remove")?;
        self.check_change("removing")?;
        let (id, directory) = (body.voter_id, body.voter_directory_id);
        self.voters().without(id, directory).ok_or_else(|| {
            let message = format!(
                "Cannot remove voter {} from the set of voters {}",
                key(id, directory),
                keys(self.voters())
            );
            Refused::new(ErrorCode::VoterNotFound, message)
        })
    }

    /// What is committed is done, and a leader that has no vote any more leaves.
    pub(super) fn end_committed_change(&mut self, cx: &mut Cx<'_>) {
        let high_watermark = self.high_watermark;
        let Role::Leader(leading) = &mut self.role else { return };
        if let Some(change) = leading.change.take_if(|change| change.is_done(high_watermark)) {
            change.end(cx, Ok(()));
        }
        let committed = self.membership.voters_offset().is_none_or(|offset| offset < high_watermark);
        if committed && !self.is_voter() {
            self.resign(cx);
        }
    }

    pub(super) fn end_late_change(&mut self, cx: &mut Cx<'_>) {
        let Role::Leader(leading) = &mut self.role else { return };
        if let Some(change) = leading.change.take_if(|change| change.deadline <= cx.now.at) {
            self.end_change(cx, change, ErrorCode::RequestTimedOut);
        }
    }

    /// Whoever waits for a change learns that this node does not lead any more.
    pub(super) fn refuse_change(&mut self, cx: &mut Cx<'_>) {
        let Role::Leader(leading) = &mut self.role else { return };
        if let Some(change) = leading.change.take() {
            self.end_change(cx, change, ErrorCode::NotLeaderOrFollower);
        }
    }

    fn end_change(&self, cx: &mut Cx<'_>, change: Change, error: ErrorCode) {
        let asking = match change.step {
            Step::Asking { id, .. } => Some(id),
            Step::Adding(_) | Step::Removing(_) => None,
        };
        change.end(cx, Err(error.into()));
        if let Some(id) = asking {
            self.leave_alone(cx, id);
        }
    }

    /// Forgets who asked for a change by a connection that is gone; the change goes on.
    pub(super) fn forget_change_of(&mut self, conn: ConnId) {
        if let Role::Leader(leading) = &mut self.role
            && let Some(change) = &mut leading.change
        {
            change.asked.take_if(|asked| asked.conn == conn);
        }
    }
}

impl Leading {
    /// Whether a replica without a vote has once had all that the leader had, and was heard of not long ago.
    fn has_caught_up(&self, id: i32, directory: Uuid, wall_ms: i64) -> bool {
        self.observers.get(&(id, directory)).is_some_and(|progress| {
            progress.caught_up_wall_ms > 0 && progress.fetched_wall_ms > wall_ms.saturating_sub(CAUGHT_UP_MS)
        })
    }
}
