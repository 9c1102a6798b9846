//! AddRaftVoter and RemoveRaftVoter (KIP-853). The voters of a cluster here are those of `controller.quorum.voters`, which is
//! `kraft.version` 0: the requests are checked and refused as Kafka refuses them there.

use alloc::string::{String, ToString};

use partita_wire::ErrorCode;
use partita_wire::messages::add_raft_voter_request::AddRaftVoterRequest;
use partita_wire::messages::add_raft_voter_response::AddRaftVoterResponse;
use partita_wire::messages::remove_raft_voter_request::RemoveRaftVoterRequest;
use partita_wire::messages::remove_raft_voter_response::RemoveRaftVoterResponse;

use super::Raft;

impl Raft {
    pub(super) fn on_add_voter(&self, body: &AddRaftVoterRequest) -> AddRaftVoterResponse {
        let valid = body.voter_id >= 0 && !body.voter_directory_id.is_zero();
        let (error_code, error_message) =
            self.refuse_change(body.cluster_id.as_deref(), valid, "adding", "Add");
        AddRaftVoterResponse { error_code, error_message, ..AddRaftVoterResponse::default() }
    }

    pub(super) fn on_remove_voter(&self, body: &RemoveRaftVoterRequest) -> RemoveRaftVoterResponse {
        let valid = body.voter_id >= 0 && !body.voter_directory_id.is_zero();
        let (error_code, error_message) =
            self.refuse_change(body.cluster_id.as_deref(), valid, "removing", "Remove");
        RemoveRaftVoterResponse { error_code, error_message, ..RemoveRaftVoterResponse::default() }
    }

    /// Why the set of voters does not change, by the first reason that Kafka finds.
    fn refuse_change(
        &self,
        cluster_id: Option<&str>,
        valid: bool,
        doing: &str,
        name: &str,
    ) -> (i16, Option<String>) {
        let (error, message) = if self.is_other_cluster(cluster_id) {
            (ErrorCode::InconsistentClusterId, ErrorCode::InconsistentClusterId.message().to_string())
        } else if !self.is_leader() {
            (ErrorCode::NotLeaderOrFollower, ErrorCode::NotLeaderOrFollower.message().to_string())
        } else if !valid {
            (ErrorCode::InvalidRequest, alloc::format!("{name} voter request didn't include a valid voter"))
        } else {
            (
                ErrorCode::UnsupportedVersion,
                alloc::format!(
                    "Cluster doesn't support {doing} voter because the kraft.version feature is 0"
                ),
            )
        };
        (error as i16, Some(message))
    }
}
