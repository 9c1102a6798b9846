//! The same error for a whole request, in the place where each answer has one.

use alloc::string::{String, ToString};

use partita_machine::{CloseReason, Effect};
use partita_wire::messages::add_raft_voter_response::AddRaftVoterResponse;
use partita_wire::messages::allocate_producer_ids_response::AllocateProducerIdsResponse;
use partita_wire::messages::alter_configs_response::{
    AlterConfigsResourceResponse as Replaced, AlterConfigsResponse,
};
use partita_wire::messages::alter_partition_reassignments_response::AlterPartitionReassignmentsResponse;
use partita_wire::messages::alter_partition_response::AlterPartitionResponse;
use partita_wire::messages::assign_replicas_to_dirs_response::AssignReplicasToDirsResponse;
use partita_wire::messages::broker_heartbeat_response::BrokerHeartbeatResponse;
use partita_wire::messages::broker_registration_response::BrokerRegistrationResponse;
use partita_wire::messages::controller_registration_response::ControllerRegistrationResponse;
use partita_wire::messages::create_partitions_response::{
    CreatePartitionsResponse, CreatePartitionsTopicResult,
};
use partita_wire::messages::create_topics_response::{CreatableTopicResult, CreateTopicsResponse};
use partita_wire::messages::delete_topics_response::{DeletableTopicResult, DeleteTopicsResponse};
use partita_wire::messages::describe_quorum_response::DescribeQuorumResponse;
use partita_wire::messages::elect_leaders_response::ElectLeadersResponse;
use partita_wire::messages::incremental_alter_configs_response::{
    AlterConfigsResourceResponse as Altered, IncrementalAlterConfigsResponse,
};
use partita_wire::messages::list_partition_reassignments_response::ListPartitionReassignmentsResponse;
use partita_wire::messages::remove_raft_voter_response::RemoveRaftVoterResponse;
use partita_wire::messages::unregister_broker_response::UnregisterBrokerResponse;
use partita_wire::messages::update_features_response::UpdateFeaturesResponse;
use partita_wire::{ApiKey, ErrorCode, Request, Response};

use crate::cx::{Asked, Cx};
use crate::node::envelope;

use super::quotas;

/// Refuses a request to the controller. One inside an Envelope is refused by the Envelope's own error, which tells the
/// broker to look for the active controller; its client never sees it.
pub(crate) fn refuse(cx: &mut Cx<'_>, asked: &Asked, error: ErrorCode) {
    match &asked.enveloped {
        Some(_) => envelope::refuse(cx, asked, error),
        None => match bare(asked.api, asked.version, error, error.message()) {
            Some(answer) => cx.answer(asked, answer),
            // Its answer has errors only per item, and nothing was decided on any: the client asks again elsewhere.
            None => cx.effects.push(Effect::Close { conn: asked.conn, why: CloseReason::ShuttingDown }),
        },
    }
}

/// An answer with nothing but the error.
fn bare(api: ApiKey, version: i16, error: ErrorCode, text: &str) -> Option<Response> {
    let error_code = error as i16;
    let error_message = Some(text.to_string());
    Some(match api {
        ApiKey::BrokerRegistration => {
            BrokerRegistrationResponse { error_code, broker_epoch: -1, ..Default::default() }.into()
        }
        ApiKey::ControllerRegistration => {
            ControllerRegistrationResponse { error_code, ..Default::default() }.into()
        }
        ApiKey::BrokerHeartbeat => BrokerHeartbeatResponse { error_code, ..Default::default() }.into(),
        ApiKey::AlterPartition => AlterPartitionResponse { error_code, ..Default::default() }.into(),
        ApiKey::AssignReplicasToDirs => {
            AssignReplicasToDirsResponse { error_code, ..Default::default() }.into()
        }
        ApiKey::AllocateProducerIds => {
            AllocateProducerIdsResponse { error_code, ..Default::default() }.into()
        }
        ApiKey::UnregisterBroker => {
            UnregisterBrokerResponse { error_code, error_message, ..Default::default() }.into()
        }
        ApiKey::ElectLeaders if version >= 1 => {
            ElectLeadersResponse { error_code, ..Default::default() }.into()
        }
        ApiKey::AlterPartitionReassignments => {
            AlterPartitionReassignmentsResponse { error_code, error_message, ..Default::default() }.into()
        }
        ApiKey::ListPartitionReassignments => {
            ListPartitionReassignmentsResponse { error_code, error_message, ..Default::default() }.into()
        }
        ApiKey::UpdateFeatures => {
            UpdateFeaturesResponse { error_code, error_message, ..Default::default() }.into()
        }
        ApiKey::AddRaftVoter => {
            AddRaftVoterResponse { error_code, error_message, ..Default::default() }.into()
        }
        ApiKey::RemoveRaftVoter => {
            RemoveRaftVoterResponse { error_code, error_message, ..Default::default() }.into()
        }
        ApiKey::DescribeQuorum => {
            DescribeQuorumResponse { error_code, error_message, ..Default::default() }.into()
        }
        _ => return None,
    })
}

/// An answer that gives every item of a request the same error, as Kafka makes it for each API.
pub(crate) fn refusal(asked: &Asked, request: &Request, error: ErrorCode) -> Option<Response> {
    refusal_saying(asked, request, error, error.message())
}

/// The same, in other words than the error's own where the answer has any.
pub(super) fn refusal_saying(
    asked: &Asked,
    request: &Request,
    error: ErrorCode,
    text: &str,
) -> Option<Response> {
    let error_code = error as i16;
    let message = || Some(text.to_string());
    Some(match request {
        Request::CreateTopics(body) => {
            let topic = |name: &String| CreatableTopicResult {
                name: name.clone(),
                error_code,
                error_message: message(),
                ..CreatableTopicResult::default()
            };
            let topics = body.topics.iter().map(|item| topic(&item.name)).collect();
            CreateTopicsResponse { topics, ..Default::default() }.into()
        }
        Request::DeleteTopics(body) => {
            let topic = |name: Option<String>, topic_id| DeletableTopicResult {
                name,
                topic_id,
                error_code,
                error_message: message(),
            };
            let by_state = body.topics.iter().map(|item| topic(item.name.clone(), item.topic_id));
            let by_name = body.topic_names.iter().map(|name| topic(Some(name.clone()), Default::default()));
            DeleteTopicsResponse { responses: by_state.chain(by_name).collect(), ..Default::default() }.into()
        }
        Request::CreatePartitions(body) => {
            let result = |name: &String| CreatePartitionsTopicResult {
                name: name.clone(),
                error_code,
                error_message: message(),
            };
            let results = body.topics.iter().map(|item| result(&item.name)).collect();
            CreatePartitionsResponse { results, ..Default::default() }.into()
        }
        Request::AlterConfigs(body) => {
            let responses = body.resources.iter().map(|item| Replaced {
                error_code,
                error_message: message(),
                resource_type: item.resource_type,
                resource_name: item.resource_name.clone(),
            });
            AlterConfigsResponse { responses: responses.collect(), ..Default::default() }.into()
        }
        Request::IncrementalAlterConfigs(body) => {
            let responses = body.resources.iter().map(|item| Altered {
                error_code,
                error_message: message(),
                resource_type: item.resource_type,
                resource_name: item.resource_name.clone(),
            });
            IncrementalAlterConfigsResponse { responses: responses.collect(), ..Default::default() }.into()
        }
        Request::AlterClientQuotas(body) => quotas::refused(body, error).into(),
        _ => return bare(asked.api, asked.version, error, text),
    })
}
