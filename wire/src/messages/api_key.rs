// Generated from wire/schemas by `cargo xtask generate`; do not edit.
//! The numbers of the APIs.

use crate::codec::{Root, Schema};

/// An API of Kafka, by the number that stands in request headers.
#[repr(i16)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ApiKey {
    /// Produce (brokers).
    Produce = 0,
    /// Fetch (brokers and controllers).
    Fetch = 1,
    /// ListOffsets (brokers).
    ListOffsets = 2,
    /// Metadata (brokers).
    Metadata = 3,
    /// OffsetCommit (brokers).
    OffsetCommit = 8,
    /// OffsetFetch (brokers).
    OffsetFetch = 9,
    /// FindCoordinator (brokers).
    FindCoordinator = 10,
    /// JoinGroup (brokers).
    JoinGroup = 11,
    /// Heartbeat (brokers).
    Heartbeat = 12,
    /// LeaveGroup (brokers).
    LeaveGroup = 13,
    /// SyncGroup (brokers).
    SyncGroup = 14,
    /// DescribeGroups (brokers).
    DescribeGroups = 15,
    /// ListGroups (brokers).
    ListGroups = 16,
    /// SaslHandshake (brokers and controllers).
    SaslHandshake = 17,
    /// ApiVersions (brokers and controllers).
    ApiVersions = 18,
    /// CreateTopics (brokers and controllers).
    CreateTopics = 19,
    /// DeleteTopics (brokers and controllers).
    DeleteTopics = 20,
    /// DeleteRecords (brokers).
    DeleteRecords = 21,
    /// InitProducerId (brokers).
    InitProducerId = 22,
    /// OffsetForLeaderEpoch (brokers).
    OffsetForLeaderEpoch = 23,
    /// AddPartitionsToTxn (brokers).
    AddPartitionsToTxn = 24,
    /// AddOffsetsToTxn (brokers).
    AddOffsetsToTxn = 25,
    /// EndTxn (brokers).
    EndTxn = 26,
    /// WriteTxnMarkers (brokers).
    WriteTxnMarkers = 27,
    /// TxnOffsetCommit (brokers).
    TxnOffsetCommit = 28,
    /// DescribeAcls (brokers and controllers).
    DescribeAcls = 29,
    /// CreateAcls (brokers and controllers).
    CreateAcls = 30,
    /// DeleteAcls (brokers and controllers).
    DeleteAcls = 31,
    /// DescribeConfigs (brokers and controllers).
    DescribeConfigs = 32,
    /// AlterConfigs (brokers and controllers).
    AlterConfigs = 33,
    /// AlterReplicaLogDirs (brokers).
    AlterReplicaLogDirs = 34,
    /// DescribeLogDirs (brokers).
    DescribeLogDirs = 35,
    /// SaslAuthenticate (brokers and controllers).
    SaslAuthenticate = 36,
    /// CreatePartitions (brokers and controllers).
    CreatePartitions = 37,
    /// CreateDelegationToken (brokers and controllers).
    CreateDelegationToken = 38,
    /// RenewDelegationToken (brokers and controllers).
    RenewDelegationToken = 39,
    /// ExpireDelegationToken (brokers and controllers).
    ExpireDelegationToken = 40,
    /// DescribeDelegationToken (brokers and controllers).
    DescribeDelegationToken = 41,
    /// DeleteGroups (brokers).
    DeleteGroups = 42,
    /// ElectLeaders (brokers and controllers).
    ElectLeaders = 43,
    /// IncrementalAlterConfigs (brokers and controllers).
    IncrementalAlterConfigs = 44,
    /// AlterPartitionReassignments (brokers and controllers).
    AlterPartitionReassignments = 45,
    /// ListPartitionReassignments (brokers and controllers).
    ListPartitionReassignments = 46,
    /// OffsetDelete (brokers).
    OffsetDelete = 47,
    /// DescribeClientQuotas (brokers).
    DescribeClientQuotas = 48,
    /// AlterClientQuotas (brokers and controllers).
    AlterClientQuotas = 49,
    /// DescribeUserScramCredentials (brokers and controllers).
    DescribeUserScramCredentials = 50,
    /// AlterUserScramCredentials (brokers and controllers).
    AlterUserScramCredentials = 51,
    /// Vote (controllers).
    Vote = 52,
    /// BeginQuorumEpoch (controllers).
    BeginQuorumEpoch = 53,
    /// EndQuorumEpoch (controllers).
    EndQuorumEpoch = 54,
    /// DescribeQuorum (brokers and controllers).
    DescribeQuorum = 55,
    /// AlterPartition (controllers).
    AlterPartition = 56,
    /// UpdateFeatures (brokers and controllers).
    UpdateFeatures = 57,
    /// Envelope (controllers).
    Envelope = 58,
    /// FetchSnapshot (controllers).
    FetchSnapshot = 59,
    /// DescribeCluster (brokers and controllers).
    DescribeCluster = 60,
    /// DescribeProducers (brokers).
    DescribeProducers = 61,
    /// BrokerRegistration (controllers).
    BrokerRegistration = 62,
    /// BrokerHeartbeat (controllers).
    BrokerHeartbeat = 63,
    /// UnregisterBroker (brokers and controllers).
    UnregisterBroker = 64,
    /// DescribeTransactions (brokers).
    DescribeTransactions = 65,
    /// ListTransactions (brokers).
    ListTransactions = 66,
    /// AllocateProducerIds (controllers).
    AllocateProducerIds = 67,
    /// ConsumerGroupHeartbeat (brokers).
    ConsumerGroupHeartbeat = 68,
    /// ConsumerGroupDescribe (brokers).
    ConsumerGroupDescribe = 69,
    /// ControllerRegistration (controllers).
    ControllerRegistration = 70,
    /// GetTelemetrySubscriptions (brokers).
    GetTelemetrySubscriptions = 71,
    /// PushTelemetry (brokers).
    PushTelemetry = 72,
    /// AssignReplicasToDirs (controllers).
    AssignReplicasToDirs = 73,
    /// ListConfigResources (brokers).
    ListConfigResources = 74,
    /// DescribeTopicPartitions (brokers).
    DescribeTopicPartitions = 75,
    /// ShareGroupHeartbeat (brokers).
    ShareGroupHeartbeat = 76,
    /// ShareGroupDescribe (brokers).
    ShareGroupDescribe = 77,
    /// ShareFetch (brokers).
    ShareFetch = 78,
    /// ShareAcknowledge (brokers).
    ShareAcknowledge = 79,
    /// AddRaftVoter (brokers and controllers).
    AddRaftVoter = 80,
    /// RemoveRaftVoter (brokers and controllers).
    RemoveRaftVoter = 81,
    /// UpdateRaftVoter (controllers).
    UpdateRaftVoter = 82,
    /// InitializeShareGroupState (brokers).
    InitializeShareGroupState = 83,
    /// ReadShareGroupState (brokers).
    ReadShareGroupState = 84,
    /// WriteShareGroupState (brokers).
    WriteShareGroupState = 85,
    /// DeleteShareGroupState (brokers).
    DeleteShareGroupState = 86,
    /// ReadShareGroupStateSummary (brokers).
    ReadShareGroupStateSummary = 87,
    /// StreamsGroupHeartbeat (brokers).
    StreamsGroupHeartbeat = 88,
    /// StreamsGroupDescribe (brokers).
    StreamsGroupDescribe = 89,
    /// DescribeShareGroupOffsets (brokers).
    DescribeShareGroupOffsets = 90,
    /// AlterShareGroupOffsets (brokers).
    AlterShareGroupOffsets = 91,
    /// DeleteShareGroupOffsets (brokers).
    DeleteShareGroupOffsets = 92,
}

impl ApiKey {
    /// All APIs, by number.
    pub const ALL: [ApiKey; 89] = [
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
        ApiKey::SaslHandshake,
        ApiKey::ApiVersions,
        ApiKey::CreateTopics,
        ApiKey::DeleteTopics,
        ApiKey::DeleteRecords,
        ApiKey::InitProducerId,
        ApiKey::OffsetForLeaderEpoch,
        ApiKey::AddPartitionsToTxn,
        ApiKey::AddOffsetsToTxn,
        ApiKey::EndTxn,
        ApiKey::WriteTxnMarkers,
        ApiKey::TxnOffsetCommit,
        ApiKey::DescribeAcls,
        ApiKey::CreateAcls,
        ApiKey::DeleteAcls,
        ApiKey::DescribeConfigs,
        ApiKey::AlterConfigs,
        ApiKey::AlterReplicaLogDirs,
        ApiKey::DescribeLogDirs,
        ApiKey::SaslAuthenticate,
        ApiKey::CreatePartitions,
        ApiKey::CreateDelegationToken,
        ApiKey::RenewDelegationToken,
        ApiKey::ExpireDelegationToken,
        ApiKey::DescribeDelegationToken,
        ApiKey::DeleteGroups,
        ApiKey::ElectLeaders,
        ApiKey::IncrementalAlterConfigs,
        ApiKey::AlterPartitionReassignments,
        ApiKey::ListPartitionReassignments,
        ApiKey::OffsetDelete,
        ApiKey::DescribeClientQuotas,
        ApiKey::AlterClientQuotas,
        ApiKey::DescribeUserScramCredentials,
        ApiKey::AlterUserScramCredentials,
        ApiKey::Vote,
        ApiKey::BeginQuorumEpoch,
        ApiKey::EndQuorumEpoch,
        ApiKey::DescribeQuorum,
        ApiKey::AlterPartition,
        ApiKey::UpdateFeatures,
        ApiKey::Envelope,
        ApiKey::FetchSnapshot,
        ApiKey::DescribeCluster,
        ApiKey::DescribeProducers,
        ApiKey::BrokerRegistration,
        ApiKey::BrokerHeartbeat,
        ApiKey::UnregisterBroker,
        ApiKey::DescribeTransactions,
        ApiKey::ListTransactions,
        ApiKey::AllocateProducerIds,
        ApiKey::ConsumerGroupHeartbeat,
        ApiKey::ConsumerGroupDescribe,
        ApiKey::ControllerRegistration,
        ApiKey::GetTelemetrySubscriptions,
        ApiKey::PushTelemetry,
        ApiKey::AssignReplicasToDirs,
        ApiKey::ListConfigResources,
        ApiKey::DescribeTopicPartitions,
        ApiKey::ShareGroupHeartbeat,
        ApiKey::ShareGroupDescribe,
        ApiKey::ShareFetch,
        ApiKey::ShareAcknowledge,
        ApiKey::AddRaftVoter,
        ApiKey::RemoveRaftVoter,
        ApiKey::UpdateRaftVoter,
        ApiKey::InitializeShareGroupState,
        ApiKey::ReadShareGroupState,
        ApiKey::WriteShareGroupState,
        ApiKey::DeleteShareGroupState,
        ApiKey::ReadShareGroupStateSummary,
        ApiKey::StreamsGroupHeartbeat,
        ApiKey::StreamsGroupDescribe,
        ApiKey::DescribeShareGroupOffsets,
        ApiKey::AlterShareGroupOffsets,
        ApiKey::DeleteShareGroupOffsets,
    ];

    /// Kafka's name of the API.
    pub const fn name(self) -> &'static str {
        match self {
            ApiKey::Produce => "Produce",
            ApiKey::Fetch => "Fetch",
            ApiKey::ListOffsets => "ListOffsets",
            ApiKey::Metadata => "Metadata",
            ApiKey::OffsetCommit => "OffsetCommit",
            ApiKey::OffsetFetch => "OffsetFetch",
            ApiKey::FindCoordinator => "FindCoordinator",
            ApiKey::JoinGroup => "JoinGroup",
            ApiKey::Heartbeat => "Heartbeat",
            ApiKey::LeaveGroup => "LeaveGroup",
            ApiKey::SyncGroup => "SyncGroup",
            ApiKey::DescribeGroups => "DescribeGroups",
            ApiKey::ListGroups => "ListGroups",
            ApiKey::SaslHandshake => "SaslHandshake",
            ApiKey::ApiVersions => "ApiVersions",
            ApiKey::CreateTopics => "CreateTopics",
            ApiKey::DeleteTopics => "DeleteTopics",
            ApiKey::DeleteRecords => "DeleteRecords",
            ApiKey::InitProducerId => "InitProducerId",
            ApiKey::OffsetForLeaderEpoch => "OffsetForLeaderEpoch",
            ApiKey::AddPartitionsToTxn => "AddPartitionsToTxn",
            ApiKey::AddOffsetsToTxn => "AddOffsetsToTxn",
            ApiKey::EndTxn => "EndTxn",
            ApiKey::WriteTxnMarkers => "WriteTxnMarkers",
            ApiKey::TxnOffsetCommit => "TxnOffsetCommit",
            ApiKey::DescribeAcls => "DescribeAcls",
            ApiKey::CreateAcls => "CreateAcls",
            ApiKey::DeleteAcls => "DeleteAcls",
            ApiKey::DescribeConfigs => "DescribeConfigs",
            ApiKey::AlterConfigs => "AlterConfigs",
            ApiKey::AlterReplicaLogDirs => "AlterReplicaLogDirs",
            ApiKey::DescribeLogDirs => "DescribeLogDirs",
            ApiKey::SaslAuthenticate => "SaslAuthenticate",
            ApiKey::CreatePartitions => "CreatePartitions",
            ApiKey::CreateDelegationToken => "CreateDelegationToken",
            ApiKey::RenewDelegationToken => "RenewDelegationToken",
            ApiKey::ExpireDelegationToken => "ExpireDelegationToken",
            ApiKey::DescribeDelegationToken => "DescribeDelegationToken",
            ApiKey::DeleteGroups => "DeleteGroups",
            ApiKey::ElectLeaders => "ElectLeaders",
            ApiKey::IncrementalAlterConfigs => "IncrementalAlterConfigs",
            ApiKey::AlterPartitionReassignments => "AlterPartitionReassignments",
            ApiKey::ListPartitionReassignments => "ListPartitionReassignments",
            ApiKey::OffsetDelete => "OffsetDelete",
            ApiKey::DescribeClientQuotas => "DescribeClientQuotas",
            ApiKey::AlterClientQuotas => "AlterClientQuotas",
            ApiKey::DescribeUserScramCredentials => "DescribeUserScramCredentials",
            ApiKey::AlterUserScramCredentials => "AlterUserScramCredentials",
            ApiKey::Vote => "Vote",
            ApiKey::BeginQuorumEpoch => "BeginQuorumEpoch",
            ApiKey::EndQuorumEpoch => "EndQuorumEpoch",
            ApiKey::DescribeQuorum => "DescribeQuorum",
            ApiKey::AlterPartition => "AlterPartition",
            ApiKey::UpdateFeatures => "UpdateFeatures",
            ApiKey::Envelope => "Envelope",
            ApiKey::FetchSnapshot => "FetchSnapshot",
            ApiKey::DescribeCluster => "DescribeCluster",
            ApiKey::DescribeProducers => "DescribeProducers",
            ApiKey::BrokerRegistration => "BrokerRegistration",
            ApiKey::BrokerHeartbeat => "BrokerHeartbeat",
            ApiKey::UnregisterBroker => "UnregisterBroker",
            ApiKey::DescribeTransactions => "DescribeTransactions",
            ApiKey::ListTransactions => "ListTransactions",
            ApiKey::AllocateProducerIds => "AllocateProducerIds",
            ApiKey::ConsumerGroupHeartbeat => "ConsumerGroupHeartbeat",
            ApiKey::ConsumerGroupDescribe => "ConsumerGroupDescribe",
            ApiKey::ControllerRegistration => "ControllerRegistration",
            ApiKey::GetTelemetrySubscriptions => "GetTelemetrySubscriptions",
            ApiKey::PushTelemetry => "PushTelemetry",
            ApiKey::AssignReplicasToDirs => "AssignReplicasToDirs",
            ApiKey::ListConfigResources => "ListConfigResources",
            ApiKey::DescribeTopicPartitions => "DescribeTopicPartitions",
            ApiKey::ShareGroupHeartbeat => "ShareGroupHeartbeat",
            ApiKey::ShareGroupDescribe => "ShareGroupDescribe",
            ApiKey::ShareFetch => "ShareFetch",
            ApiKey::ShareAcknowledge => "ShareAcknowledge",
            ApiKey::AddRaftVoter => "AddRaftVoter",
            ApiKey::RemoveRaftVoter => "RemoveRaftVoter",
            ApiKey::UpdateRaftVoter => "UpdateRaftVoter",
            ApiKey::InitializeShareGroupState => "InitializeShareGroupState",
            ApiKey::ReadShareGroupState => "ReadShareGroupState",
            ApiKey::WriteShareGroupState => "WriteShareGroupState",
            ApiKey::DeleteShareGroupState => "DeleteShareGroupState",
            ApiKey::ReadShareGroupStateSummary => "ReadShareGroupStateSummary",
            ApiKey::StreamsGroupHeartbeat => "StreamsGroupHeartbeat",
            ApiKey::StreamsGroupDescribe => "StreamsGroupDescribe",
            ApiKey::DescribeShareGroupOffsets => "DescribeShareGroupOffsets",
            ApiKey::AlterShareGroupOffsets => "AlterShareGroupOffsets",
            ApiKey::DeleteShareGroupOffsets => "DeleteShareGroupOffsets",
        }
    }

    /// Name and versions of the request.
    pub(crate) const fn request_schema(self) -> &'static Schema {
        match self {
            ApiKey::Produce => &super::produce_request::ProduceRequest::SCHEMA,
            ApiKey::Fetch => &super::fetch_request::FetchRequest::SCHEMA,
            ApiKey::ListOffsets => &super::list_offsets_request::ListOffsetsRequest::SCHEMA,
            ApiKey::Metadata => &super::metadata_request::MetadataRequest::SCHEMA,
            ApiKey::OffsetCommit => &super::offset_commit_request::OffsetCommitRequest::SCHEMA,
            ApiKey::OffsetFetch => &super::offset_fetch_request::OffsetFetchRequest::SCHEMA,
            ApiKey::FindCoordinator => &super::find_coordinator_request::FindCoordinatorRequest::SCHEMA,
            ApiKey::JoinGroup => &super::join_group_request::JoinGroupRequest::SCHEMA,
            ApiKey::Heartbeat => &super::heartbeat_request::HeartbeatRequest::SCHEMA,
            ApiKey::LeaveGroup => &super::leave_group_request::LeaveGroupRequest::SCHEMA,
            ApiKey::SyncGroup => &super::sync_group_request::SyncGroupRequest::SCHEMA,
            ApiKey::DescribeGroups => &super::describe_groups_request::DescribeGroupsRequest::SCHEMA,
            ApiKey::ListGroups => &super::list_groups_request::ListGroupsRequest::SCHEMA,
            ApiKey::SaslHandshake => &super::sasl_handshake_request::SaslHandshakeRequest::SCHEMA,
            ApiKey::ApiVersions => &super::api_versions_request::ApiVersionsRequest::SCHEMA,
            ApiKey::CreateTopics => &super::create_topics_request::CreateTopicsRequest::SCHEMA,
            ApiKey::DeleteTopics => &super::delete_topics_request::DeleteTopicsRequest::SCHEMA,
            ApiKey::DeleteRecords => &super::delete_records_request::DeleteRecordsRequest::SCHEMA,
            ApiKey::InitProducerId => &super::init_producer_id_request::InitProducerIdRequest::SCHEMA,
            ApiKey::OffsetForLeaderEpoch => {
                &super::offset_for_leader_epoch_request::OffsetForLeaderEpochRequest::SCHEMA
            }
            ApiKey::AddPartitionsToTxn => {
                &super::add_partitions_to_txn_request::AddPartitionsToTxnRequest::SCHEMA
            }
            ApiKey::AddOffsetsToTxn => &super::add_offsets_to_txn_request::AddOffsetsToTxnRequest::SCHEMA,
            ApiKey::EndTxn => &super::end_txn_request::EndTxnRequest::SCHEMA,
            ApiKey::WriteTxnMarkers => &super::write_txn_markers_request::WriteTxnMarkersRequest::SCHEMA,
            ApiKey::TxnOffsetCommit => &super::txn_offset_commit_request::TxnOffsetCommitRequest::SCHEMA,
            ApiKey::DescribeAcls => &super::describe_acls_request::DescribeAclsRequest::SCHEMA,
            ApiKey::CreateAcls => &super::create_acls_request::CreateAclsRequest::SCHEMA,
            ApiKey::DeleteAcls => &super::delete_acls_request::DeleteAclsRequest::SCHEMA,
            ApiKey::DescribeConfigs => &super::describe_configs_request::DescribeConfigsRequest::SCHEMA,
            ApiKey::AlterConfigs => &super::alter_configs_request::AlterConfigsRequest::SCHEMA,
            ApiKey::AlterReplicaLogDirs => {
                &super::alter_replica_log_dirs_request::AlterReplicaLogDirsRequest::SCHEMA
            }
            ApiKey::DescribeLogDirs => &super::describe_log_dirs_request::DescribeLogDirsRequest::SCHEMA,
            ApiKey::SaslAuthenticate => &super::sasl_authenticate_request::SaslAuthenticateRequest::SCHEMA,
            ApiKey::CreatePartitions => &super::create_partitions_request::CreatePartitionsRequest::SCHEMA,
            ApiKey::CreateDelegationToken => {
                &super::create_delegation_token_request::CreateDelegationTokenRequest::SCHEMA
            }
            ApiKey::RenewDelegationToken => {
                &super::renew_delegation_token_request::RenewDelegationTokenRequest::SCHEMA
            }
            ApiKey::ExpireDelegationToken => {
                &super::expire_delegation_token_request::ExpireDelegationTokenRequest::SCHEMA
            }
            ApiKey::DescribeDelegationToken => {
                &super::describe_delegation_token_request::DescribeDelegationTokenRequest::SCHEMA
            }
            ApiKey::DeleteGroups => &super::delete_groups_request::DeleteGroupsRequest::SCHEMA,
            ApiKey::ElectLeaders => &super::elect_leaders_request::ElectLeadersRequest::SCHEMA,
            ApiKey::IncrementalAlterConfigs => {
                &super::incremental_alter_configs_request::IncrementalAlterConfigsRequest::SCHEMA
            }
            ApiKey::AlterPartitionReassignments => {
                &super::alter_partition_reassignments_request::AlterPartitionReassignmentsRequest::SCHEMA
            }
            ApiKey::ListPartitionReassignments => {
                &super::list_partition_reassignments_request::ListPartitionReassignmentsRequest::SCHEMA
            }
            ApiKey::OffsetDelete => &super::offset_delete_request::OffsetDeleteRequest::SCHEMA,
            ApiKey::DescribeClientQuotas => {
                &super::describe_client_quotas_request::DescribeClientQuotasRequest::SCHEMA
            }
            ApiKey::AlterClientQuotas => {
                &super::alter_client_quotas_request::AlterClientQuotasRequest::SCHEMA
            }
            ApiKey::DescribeUserScramCredentials => {
                &super::describe_user_scram_credentials_request::DescribeUserScramCredentialsRequest::SCHEMA
            }
            ApiKey::AlterUserScramCredentials => {
                &super::alter_user_scram_credentials_request::AlterUserScramCredentialsRequest::SCHEMA
            }
            ApiKey::Vote => &super::vote_request::VoteRequest::SCHEMA,
            ApiKey::BeginQuorumEpoch => &super::begin_quorum_epoch_request::BeginQuorumEpochRequest::SCHEMA,
            ApiKey::EndQuorumEpoch => &super::end_quorum_epoch_request::EndQuorumEpochRequest::SCHEMA,
            ApiKey::DescribeQuorum => &super::describe_quorum_request::DescribeQuorumRequest::SCHEMA,
            ApiKey::AlterPartition => &super::alter_partition_request::AlterPartitionRequest::SCHEMA,
            ApiKey::UpdateFeatures => &super::update_features_request::UpdateFeaturesRequest::SCHEMA,
            ApiKey::Envelope => &super::envelope_request::EnvelopeRequest::SCHEMA,
            ApiKey::FetchSnapshot => &super::fetch_snapshot_request::FetchSnapshotRequest::SCHEMA,
            ApiKey::DescribeCluster => &super::describe_cluster_request::DescribeClusterRequest::SCHEMA,
            ApiKey::DescribeProducers => &super::describe_producers_request::DescribeProducersRequest::SCHEMA,
            ApiKey::BrokerRegistration => {
                &super::broker_registration_request::BrokerRegistrationRequest::SCHEMA
            }
            ApiKey::BrokerHeartbeat => &super::broker_heartbeat_request::BrokerHeartbeatRequest::SCHEMA,
            ApiKey::UnregisterBroker => &super::unregister_broker_request::UnregisterBrokerRequest::SCHEMA,
            ApiKey::DescribeTransactions => {
                &super::describe_transactions_request::DescribeTransactionsRequest::SCHEMA
            }
            ApiKey::ListTransactions => &super::list_transactions_request::ListTransactionsRequest::SCHEMA,
            ApiKey::AllocateProducerIds => {
                &super::allocate_producer_ids_request::AllocateProducerIdsRequest::SCHEMA
            }
            ApiKey::ConsumerGroupHeartbeat => {
                &super::consumer_group_heartbeat_request::ConsumerGroupHeartbeatRequest::SCHEMA
            }
            ApiKey::ConsumerGroupDescribe => {
                &super::consumer_group_describe_request::ConsumerGroupDescribeRequest::SCHEMA
            }
            ApiKey::ControllerRegistration => {
                &super::controller_registration_request::ControllerRegistrationRequest::SCHEMA
            }
            ApiKey::GetTelemetrySubscriptions => {
                &super::get_telemetry_subscriptions_request::GetTelemetrySubscriptionsRequest::SCHEMA
            }
            ApiKey::PushTelemetry => &super::push_telemetry_request::PushTelemetryRequest::SCHEMA,
            ApiKey::AssignReplicasToDirs => {
                &super::assign_replicas_to_dirs_request::AssignReplicasToDirsRequest::SCHEMA
            }
            ApiKey::ListConfigResources => {
                &super::list_config_resources_request::ListConfigResourcesRequest::SCHEMA
            }
            ApiKey::DescribeTopicPartitions => {
                &super::describe_topic_partitions_request::DescribeTopicPartitionsRequest::SCHEMA
            }
            ApiKey::ShareGroupHeartbeat => {
                &super::share_group_heartbeat_request::ShareGroupHeartbeatRequest::SCHEMA
            }
            ApiKey::ShareGroupDescribe => {
                &super::share_group_describe_request::ShareGroupDescribeRequest::SCHEMA
            }
            ApiKey::ShareFetch => &super::share_fetch_request::ShareFetchRequest::SCHEMA,
            ApiKey::ShareAcknowledge => &super::share_acknowledge_request::ShareAcknowledgeRequest::SCHEMA,
            ApiKey::AddRaftVoter => &super::add_raft_voter_request::AddRaftVoterRequest::SCHEMA,
            ApiKey::RemoveRaftVoter => &super::remove_raft_voter_request::RemoveRaftVoterRequest::SCHEMA,
            ApiKey::UpdateRaftVoter => &super::update_raft_voter_request::UpdateRaftVoterRequest::SCHEMA,
            ApiKey::InitializeShareGroupState => {
                &super::initialize_share_group_state_request::InitializeShareGroupStateRequest::SCHEMA
            }
            ApiKey::ReadShareGroupState => {
                &super::read_share_group_state_request::ReadShareGroupStateRequest::SCHEMA
            }
            ApiKey::WriteShareGroupState => {
                &super::write_share_group_state_request::WriteShareGroupStateRequest::SCHEMA
            }
            ApiKey::DeleteShareGroupState => {
                &super::delete_share_group_state_request::DeleteShareGroupStateRequest::SCHEMA
            }
            ApiKey::ReadShareGroupStateSummary => {
                &super::read_share_group_state_summary_request::ReadShareGroupStateSummaryRequest::SCHEMA
            }
            ApiKey::StreamsGroupHeartbeat => {
                &super::streams_group_heartbeat_request::StreamsGroupHeartbeatRequest::SCHEMA
            }
            ApiKey::StreamsGroupDescribe => {
                &super::streams_group_describe_request::StreamsGroupDescribeRequest::SCHEMA
            }
            ApiKey::DescribeShareGroupOffsets => {
                &super::describe_share_group_offsets_request::DescribeShareGroupOffsetsRequest::SCHEMA
            }
            ApiKey::AlterShareGroupOffsets => {
                &super::alter_share_group_offsets_request::AlterShareGroupOffsetsRequest::SCHEMA
            }
            ApiKey::DeleteShareGroupOffsets => {
                &super::delete_share_group_offsets_request::DeleteShareGroupOffsetsRequest::SCHEMA
            }
        }
    }

    /// Whether Kafka serves the API on a broker's listeners.
    pub const fn is_for_broker(self) -> bool {
        matches!(
            self,
            ApiKey::Produce
                | ApiKey::Fetch
                | ApiKey::ListOffsets
                | ApiKey::Metadata
                | ApiKey::OffsetCommit
                | ApiKey::OffsetFetch
                | ApiKey::FindCoordinator
                | ApiKey::JoinGroup
                | ApiKey::Heartbeat
                | ApiKey::LeaveGroup
                | ApiKey::SyncGroup
                | ApiKey::DescribeGroups
                | ApiKey::ListGroups
                | ApiKey::SaslHandshake
                | ApiKey::ApiVersions
                | ApiKey::CreateTopics
                | ApiKey::DeleteTopics
                | ApiKey::DeleteRecords
                | ApiKey::InitProducerId
                | ApiKey::OffsetForLeaderEpoch
                | ApiKey::AddPartitionsToTxn
                | ApiKey::AddOffsetsToTxn
                | ApiKey::EndTxn
                | ApiKey::WriteTxnMarkers
                | ApiKey::TxnOffsetCommit
                | ApiKey::DescribeAcls
                | ApiKey::CreateAcls
                | ApiKey::DeleteAcls
                | ApiKey::DescribeConfigs
                | ApiKey::AlterConfigs
                | ApiKey::AlterReplicaLogDirs
                | ApiKey::DescribeLogDirs
                | ApiKey::SaslAuthenticate
                | ApiKey::CreatePartitions
                | ApiKey::CreateDelegationToken
                | ApiKey::RenewDelegationToken
                | ApiKey::ExpireDelegationToken
                | ApiKey::DescribeDelegationToken
                | ApiKey::DeleteGroups
                | ApiKey::ElectLeaders
                | ApiKey::IncrementalAlterConfigs
                | ApiKey::AlterPartitionReassignments
                | ApiKey::ListPartitionReassignments
                | ApiKey::OffsetDelete
                | ApiKey::DescribeClientQuotas
                | ApiKey::AlterClientQuotas
                | ApiKey::DescribeUserScramCredentials
                | ApiKey::AlterUserScramCredentials
                | ApiKey::DescribeQuorum
                | ApiKey::UpdateFeatures
                | ApiKey::DescribeCluster
                | ApiKey::DescribeProducers
                | ApiKey::UnregisterBroker
                | ApiKey::DescribeTransactions
                | ApiKey::ListTransactions
                | ApiKey::ConsumerGroupHeartbeat
                | ApiKey::ConsumerGroupDescribe
                | ApiKey::GetTelemetrySubscriptions
                | ApiKey::PushTelemetry
                | ApiKey::ListConfigResources
                | ApiKey::DescribeTopicPartitions
                | ApiKey::ShareGroupHeartbeat
                | ApiKey::ShareGroupDescribe
                | ApiKey::ShareFetch
                | ApiKey::ShareAcknowledge
                | ApiKey::AddRaftVoter
                | ApiKey::RemoveRaftVoter
                | ApiKey::InitializeShareGroupState
                | ApiKey::ReadShareGroupState
                | ApiKey::WriteShareGroupState
                | ApiKey::DeleteShareGroupState
                | ApiKey::ReadShareGroupStateSummary
                | ApiKey::StreamsGroupHeartbeat
                | ApiKey::StreamsGroupDescribe
                | ApiKey::DescribeShareGroupOffsets
                | ApiKey::AlterShareGroupOffsets
                | ApiKey::DeleteShareGroupOffsets
        )
    }

    /// Whether Kafka serves the API on a controller's listeners.
    pub const fn is_for_controller(self) -> bool {
        matches!(
            self,
            ApiKey::Fetch
                | ApiKey::SaslHandshake
                | ApiKey::ApiVersions
                | ApiKey::CreateTopics
                | ApiKey::DeleteTopics
                | ApiKey::DescribeAcls
                | ApiKey::CreateAcls
                | ApiKey::DeleteAcls
                | ApiKey::DescribeConfigs
                | ApiKey::AlterConfigs
                | ApiKey::SaslAuthenticate
                | ApiKey::CreatePartitions
                | ApiKey::CreateDelegationToken
                | ApiKey::RenewDelegationToken
                | ApiKey::ExpireDelegationToken
                | ApiKey::DescribeDelegationToken
                | ApiKey::ElectLeaders
                | ApiKey::IncrementalAlterConfigs
                | ApiKey::AlterPartitionReassignments
                | ApiKey::ListPartitionReassignments
                | ApiKey::AlterClientQuotas
                | ApiKey::DescribeUserScramCredentials
                | ApiKey::AlterUserScramCredentials
                | ApiKey::Vote
                | ApiKey::BeginQuorumEpoch
                | ApiKey::EndQuorumEpoch
                | ApiKey::DescribeQuorum
                | ApiKey::AlterPartition
                | ApiKey::UpdateFeatures
                | ApiKey::Envelope
                | ApiKey::FetchSnapshot
                | ApiKey::DescribeCluster
                | ApiKey::BrokerRegistration
                | ApiKey::BrokerHeartbeat
                | ApiKey::UnregisterBroker
                | ApiKey::AllocateProducerIds
                | ApiKey::ControllerRegistration
                | ApiKey::AssignReplicasToDirs
                | ApiKey::AddRaftVoter
                | ApiKey::RemoveRaftVoter
                | ApiKey::UpdateRaftVoter
        )
    }
}
