//! The one table of what each listener serves. ApiVersions answers from it, and hosts ask it before they decode.

use alloc::string::ToString;
use alloc::vec::Vec;

use partita_machine::{Effect, Listener};
use partita_wire::messages::api_versions_request::ApiVersionsRequest;
use partita_wire::messages::api_versions_response::{
    ApiVersion, ApiVersionsResponse, FinalizedFeatureKey, SupportedFeatureKey,
};
use partita_wire::{ApiKey, ErrorCode};

use crate::cx::{Asked, Cx};
use crate::image::Image;

use super::features::{KRAFT_VERSION, SUPPORTED};

/// Served to clients and other brokers.
const BROKER: &[ApiKey] = &[
    ApiKey::Produce,
    ApiKey::Fetch,
    ApiKey::ListOffsets,
    ApiKey::Metadata,
    ApiKey::OffsetCommit,
    ApiKey::OffsetFetch,
    ApiKey::FindCoordinator,
    ApiKey::JoinGroup,
    ApiKey::Heartbeat,
    ApiKey::LeaveGroup,
    ApiKey::SyncGroup,
    ApiKey::DescribeGroups,
    ApiKey::ListGroups,
    ApiKey::DeleteGroups,
    ApiKey::DeleteRecords,
    ApiKey::OffsetForLeaderEpoch,
    ApiKey::OffsetDelete,
    ApiKey::ApiVersions,
    ApiKey::CreateTopics,
    ApiKey::DeleteTopics,
    ApiKey::InitProducerId,
    ApiKey::DescribeConfigs,
    ApiKey::DescribeLogDirs,
    ApiKey::AlterConfigs,
    ApiKey::CreatePartitions,
    ApiKey::ElectLeaders,
    ApiKey::IncrementalAlterConfigs,
    ApiKey::AlterPartitionReassignments,
    ApiKey::ListPartitionReassignments,
    ApiKey::DescribeClientQuotas,
    ApiKey::AlterClientQuotas,
    ApiKey::UpdateFeatures,
    ApiKey::AddRaftVoter,
    ApiKey::RemoveRaftVoter,
    ApiKey::DescribeQuorum,
    ApiKey::DescribeCluster,
    ApiKey::DescribeProducers,
    ApiKey::UnregisterBroker,
    ApiKey::ListTransactions,
    ApiKey::ListConfigResources,
    ApiKey::ConsumerGroupHeartbeat,
    ApiKey::ConsumerGroupDescribe,
    ApiKey::DescribeTopicPartitions,
];

/// Served to controllers, and to brokers that talk to them.
const CONTROLLER: &[ApiKey] = &[
    ApiKey::Fetch,
    ApiKey::ApiVersions,
    ApiKey::CreateTopics,
    ApiKey::DeleteTopics,
    ApiKey::DescribeConfigs,
    ApiKey::AlterConfigs,
    ApiKey::CreatePartitions,
    ApiKey::ElectLeaders,
    ApiKey::IncrementalAlterConfigs,
    ApiKey::AlterPartitionReassignments,
    ApiKey::ListPartitionReassignments,
    ApiKey::AlterClientQuotas,
    ApiKey::UpdateFeatures,
    ApiKey::AddRaftVoter,
    ApiKey::RemoveRaftVoter,
    ApiKey::UpdateRaftVoter,
    ApiKey::Vote,
    ApiKey::BeginQuorumEpoch,
    ApiKey::EndQuorumEpoch,
    ApiKey::DescribeQuorum,
    ApiKey::AlterPartition,
    ApiKey::Envelope,
    ApiKey::FetchSnapshot,
    ApiKey::DescribeCluster,
    ApiKey::BrokerRegistration,
    ApiKey::BrokerHeartbeat,
    ApiKey::UnregisterBroker,
    ApiKey::AllocateProducerIds,
    ApiKey::ControllerRegistration,
    ApiKey::AssignReplicasToDirs,
];

fn list(listener: Listener) -> &'static [ApiKey] {
    match listener {
        Listener::Broker => BROKER,
        Listener::Controller => CONTROLLER,
    }
}

/// The versions of an API that a listener answers; `None` if it does not serve it. Kafka closes a connection that asks
/// for anything else, ApiVersions aside, which is answered in every version (KIP-511).
#[must_use]
pub fn served(listener: Listener, api_key: i16) -> Option<(i16, i16)> {
    let api = list(listener).iter().find(|&&api| api as i16 == api_key)?;
    Some(api.versions())
}

/// Whether a name can be the name or version of a client's software (KIP-511).
fn is_software(text: &str) -> bool {
    let edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    edge(text.chars().next())
        && edge(text.chars().last())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
}

/// Answers ApiVersions. `kraft_version` is finalized like a feature, but in the quorum's own records.
pub(super) fn answer_api_versions(
    cx: &mut Cx<'_>,
    image: &Image,
    kraft_version: i16,
    asked: &Asked,
    body: &ApiVersionsRequest,
) {
    let (_, newest) = ApiKey::ApiVersions.versions();
    if !(0..=newest).contains(&asked.version) {
        // A client that is newer than this node: the oldest form, which everybody can read.
        let answer = ApiVersionsResponse {
            error_code: ErrorCode::UnsupportedVersion as i16,
            api_keys: alloc::vec![advertised(ApiKey::ApiVersions)],
            ..ApiVersionsResponse::default()
        };
        let body = Some(answer.into());
        return cx.effects.push(Effect::Answer { request: asked.request, version: 0, body, mute_ms: 0 });
    }
    let named = is_software(&body.client_software_name) && is_software(&body.client_software_version);
    if asked.version >= 3 && !named {
        let error_code = ErrorCode::InvalidRequest as i16;
        return cx.answer(asked, ApiVersionsResponse { error_code, ..ApiVersionsResponse::default() });
    }
    let mut api_keys: Vec<ApiVersion> =
        list(asked.peer.listener).iter().map(|&api| advertised(api)).collect();
    api_keys.sort_by_key(|api| api.api_key);
    let supported = |&(name, min_version, max_version): &(&str, i16, i16)| SupportedFeatureKey {
        name: name.into(),
        min_version,
        max_version,
    };
    // Up to version 3 clients fail on a least level of 0 (KAFKA-17011).
    let shown = |feature: &&(&str, i16, i16)| asked.version >= 4 || feature.1 > 0;
    let finalized = |(name, level): (&str, i16)| FinalizedFeatureKey {
        name: name.to_string(),
        max_version_level: level,
        min_version_level: level,
    };
    let features = image.features.iter().map(|(name, &level)| (&**name, level));
    let features = features.chain((kraft_version > 0).then_some((KRAFT_VERSION, kraft_version)));
    let answer = ApiVersionsResponse {
        api_keys,
        supported_features: SUPPORTED.iter().filter(shown).map(supported).collect(),
        finalized_features_epoch: image.offset,
        finalized_features: features.map(finalized).collect(),
        ..ApiVersionsResponse::default()
    };
    cx.answer(asked, answer);
}

fn advertised(api: ApiKey) -> ApiVersion {
    let (min_version, max_version) = api.advertised_versions();
    ApiVersion { api_key: api as i16, min_version, max_version }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn software_names_follow_the_pattern() {
        for good in ["apache-kafka-java", "4.3.1", "a"] {
            assert!(is_software(good), "{good}");
        }
        for bad in ["", "-a", "a-", "a b", "ü"] {
            assert!(!is_software(bad), "{bad}");
        }
    }

    #[test]
    fn only_what_is_served_is_served() {
        assert_eq!(served(Listener::Broker, ApiKey::Vote as i16), None);
        assert_eq!(served(Listener::Controller, ApiKey::Vote as i16), Some((0, 2)));
        assert_eq!(served(Listener::Broker, 9_999), None);
    }
}
