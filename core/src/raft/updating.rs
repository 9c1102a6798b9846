//! What voters say of themselves (UpdateRaftVoter, KIP-853), and the way from `kraft.version` 0 to 1, which needs it of each.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::messages::update_raft_voter_request::UpdateRaftVoterRequest;
use partita_wire::messages::update_raft_voter_response::{CurrentLeader, UpdateRaftVoterResponse};

use crate::cx::Cx;

use super::voter_set::{self, Voter, VoterSet};
use super::voters::listeners;
use super::{NotLeader, Raft, Role, messages};

impl Raft {
    /// A voter says where it listens and what it supports. The answer does not wait for the record.
    pub(super) fn on_update_voter(
        &mut self,
        cx: &mut Cx<'_>,
        body: &UpdateRaftVoterRequest,
    ) -> UpdateRaftVoterResponse {
        let error = self.update_voter(cx, body).err().unwrap_or(ErrorCode::None);
        let leader = self.leader().filter(|_| self.told_leader() >= 0);
        UpdateRaftVoterResponse {
            error_code: error as i16,
            current_leader: CurrentLeader {
                leader_id: self.told_leader(),
                leader_epoch: self.state.epoch,
                host: leader.map_or_else(String::new, |(_, address)| address.host.to_string()),
                port: leader.map_or(0, |(_, address)| i32::from(address.port)),
            },
            ..UpdateRaftVoterResponse::default()
        }
    }

    fn update_voter(&mut self, cx: &mut Cx<'_>, body: &UpdateRaftVoterRequest) -> Result<(), ErrorCode> {
        if self.is_other_cluster(body.cluster_id.as_deref()) {
            return Err(ErrorCode::InconsistentClusterId);
        }
        self.check_leader_epoch(body.current_leader_epoch)?;
        let versions = (
            body.k_raft_version_feature.min_supported_version,
            body.k_raft_version_feature.max_supported_version,
        );
        let named = body.listeners.iter().map(|end| (&end.name, &end.host, end.port));
        let valid = body.voter_id >= 0
            && !body.voter_directory_id.is_zero()
            && (0..=versions.1).contains(&versions.0);
        let listeners = listeners(named).filter(|_| valid).ok_or(ErrorCode::InvalidRequest)?;
        let voter = Voter { directory: body.voter_directory_id, listeners, versions };
        if !voter.supports(self.membership.version()) {
            return Err(ErrorCode::InvalidRequest);
        }
        if !self.membership.is_reconfigurable() {
            return self.note_voter(body.voter_id, voter);
        }
        self.check_change("updating").map_err(|refused| refused.code)?;
        let voters = self.voters().updated(body.voter_id, voter).ok_or(ErrorCode::VoterNotFound)?;
        self.write_voters(cx, &voters);
        Ok(())
    }

    /// Remembers, for the way to `kraft.version` 1, what a voter of a configured quorum is.
    fn note_voter(&mut self, id: i32, voter: Voter) -> Result<(), ErrorCode> {
        if !self.voters().has_id(id) {
            return Err(ErrorCode::VoterNotFound);
        }
        if let Role::Leader(leading) = &mut self.role {
            leading.told.insert(id, voter);
        }
        Ok(())
    }

    /// The voters as the log would have to name them: what each said of itself. An error names who has not.
    fn told_voters(&self) -> Result<VoterSet, i32> {
        let Role::Leader(leading) = &self.role else { return Err(self.me) };
        let told = |id: i32| {
            let voter = if id == self.me { self.own.as_ref() } else { leading.told.get(&id) };
            voter.cloned().map(|voter| (id, voter)).ok_or(id)
        };
        self.voters().ids().map(told).collect()
    }

    /// Why `kraft.version` cannot be this, if it cannot.
    pub(crate) fn check_kraft_version(&self, level: i16) -> Result<(), String> {
        let current = self.membership.version();
        if level < current {
            return Err("Can't downgrade the version of this feature.".into());
        }
        if level == current {
            return Ok(());
        }
        if !self.leads_settled() {
            return Err("The leader has not committed anything in its epoch yet.".into());
        }
        let voters = self.told_voters().map_err(|id| {
            format!("Voter {id} has not told the leader its directory and the versions that it supports.")
        })?;
        match voters.iter().find(|(_, voter)| !voter.supports(level)) {
            Some((id, voter)) => {
                let (min, max) = voter.versions;
                Err(format!("Voter {id} only supports versions {min}-{max}"))
            }
            None => Ok(()),
        }
    }

    /// Finalizes a `kraft.version`: from this record on the log says who votes.
    pub(crate) fn set_kraft_version(&mut self, cx: &mut Cx<'_>, level: i16) -> Result<(), NotLeader> {
        if level == self.membership.version() {
            return Ok(());
        }
        let voters = self.told_voters().map_err(|_| NotLeader)?;
        let records = [voter_set::version_record(level), voters.record()];
        let records: Vec<_> = records.into_iter().flatten().collect();
        let batch = messages::control_batch(self, &records, cx.now.wall_ms).ok_or(NotLeader)?;
        self.append_batch(cx, batch);
        if self.is_leader() { Ok(()) } else { Err(NotLeader) }
    }
}
