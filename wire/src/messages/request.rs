// Generated from wire/schemas by `cargo xtask generate`; do not edit.
//! The body of a request.

use super::ApiKey;
use super::add_offsets_to_txn_request::AddOffsetsToTxnRequest;
use super::add_partitions_to_txn_request::AddPartitionsToTxnRequest;
use super::add_raft_voter_request::AddRaftVoterRequest;
use super::allocate_producer_ids_request::AllocateProducerIdsRequest;
use super::alter_client_quotas_request::AlterClientQuotasRequest;
use super::alter_configs_request::AlterConfigsRequest;
use super::alter_partition_reassignments_request::AlterPartitionReassignmentsRequest;
use super::alter_partition_request::AlterPartitionRequest;
use super::alter_replica_log_dirs_request::AlterReplicaLogDirsRequest;
use super::alter_share_group_offsets_request::AlterShareGroupOffsetsRequest;
use super::alter_user_scram_credentials_request::AlterUserScramCredentialsRequest;
use super::api_versions_request::ApiVersionsRequest;
use super::assign_replicas_to_dirs_request::AssignReplicasToDirsRequest;
use super::begin_quorum_epoch_request::BeginQuorumEpochRequest;
use super::broker_heartbeat_request::BrokerHeartbeatRequest;
use super::broker_registration_request::BrokerRegistrationRequest;
use super::consumer_group_describe_request::ConsumerGroupDescribeRequest;
use super::consumer_group_heartbeat_request::ConsumerGroupHeartbeatRequest;
use super::controller_registration_request::ControllerRegistrationRequest;
use super::create_acls_request::CreateAclsRequest;
use super::create_delegation_token_request::CreateDelegationTokenRequest;
use super::create_partitions_request::CreatePartitionsRequest;
use super::create_topics_request::CreateTopicsRequest;
use super::delete_acls_request::DeleteAclsRequest;
use super::delete_groups_request::DeleteGroupsRequest;
use super::delete_records_request::DeleteRecordsRequest;
use super::delete_share_group_offsets_request::DeleteShareGroupOffsetsRequest;
use super::delete_share_group_state_request::DeleteShareGroupStateRequest;
use super::delete_topics_request::DeleteTopicsRequest;
use super::describe_acls_request::DescribeAclsRequest;
use super::describe_client_quotas_request::DescribeClientQuotasRequest;
use super::describe_cluster_request::DescribeClusterRequest;
use super::describe_configs_request::DescribeConfigsRequest;
use super::describe_delegation_token_request::DescribeDelegationTokenRequest;
use super::describe_groups_request::DescribeGroupsRequest;
use super::describe_log_dirs_request::DescribeLogDirsRequest;
use super::describe_producers_request::DescribeProducersRequest;
use super::describe_quorum_request::DescribeQuorumRequest;
use super::describe_share_group_offsets_request::DescribeShareGroupOffsetsRequest;
use super::describe_topic_partitions_request::DescribeTopicPartitionsRequest;
use super::describe_transactions_request::DescribeTransactionsRequest;
use super::describe_user_scram_credentials_request::DescribeUserScramCredentialsRequest;
use super::elect_leaders_request::ElectLeadersRequest;
use super::end_quorum_epoch_request::EndQuorumEpochRequest;
use super::end_txn_request::EndTxnRequest;
use super::envelope_request::EnvelopeRequest;
use super::expire_delegation_token_request::ExpireDelegationTokenRequest;
use super::fetch_request::FetchRequest;
use super::fetch_snapshot_request::FetchSnapshotRequest;
use super::find_coordinator_request::FindCoordinatorRequest;
use super::get_telemetry_subscriptions_request::GetTelemetrySubscriptionsRequest;
use super::heartbeat_request::HeartbeatRequest;
use super::incremental_alter_configs_request::IncrementalAlterConfigsRequest;
use super::init_producer_id_request::InitProducerIdRequest;
use super::initialize_share_group_state_request::InitializeShareGroupStateRequest;
use super::join_group_request::JoinGroupRequest;
use super::leave_group_request::LeaveGroupRequest;
use super::list_config_resources_request::ListConfigResourcesRequest;
use super::list_groups_request::ListGroupsRequest;
use super::list_offsets_request::ListOffsetsRequest;
use super::list_partition_reassignments_request::ListPartitionReassignmentsRequest;
use super::list_transactions_request::ListTransactionsRequest;
use super::metadata_request::MetadataRequest;
use super::offset_commit_request::OffsetCommitRequest;
use super::offset_delete_request::OffsetDeleteRequest;
use super::offset_fetch_request::OffsetFetchRequest;
use super::offset_for_leader_epoch_request::OffsetForLeaderEpochRequest;
use super::produce_request::ProduceRequest;
use super::push_telemetry_request::PushTelemetryRequest;
use super::read_share_group_state_request::ReadShareGroupStateRequest;
use super::read_share_group_state_summary_request::ReadShareGroupStateSummaryRequest;
use super::remove_raft_voter_request::RemoveRaftVoterRequest;
use super::renew_delegation_token_request::RenewDelegationTokenRequest;
use super::sasl_authenticate_request::SaslAuthenticateRequest;
use super::sasl_handshake_request::SaslHandshakeRequest;
use super::share_acknowledge_request::ShareAcknowledgeRequest;
use super::share_fetch_request::ShareFetchRequest;
use super::share_group_describe_request::ShareGroupDescribeRequest;
use super::share_group_heartbeat_request::ShareGroupHeartbeatRequest;
use super::streams_group_describe_request::StreamsGroupDescribeRequest;
use super::streams_group_heartbeat_request::StreamsGroupHeartbeatRequest;
use super::sync_group_request::SyncGroupRequest;
use super::txn_offset_commit_request::TxnOffsetCommitRequest;
use super::unregister_broker_request::UnregisterBrokerRequest;
use super::update_features_request::UpdateFeaturesRequest;
use super::update_raft_voter_request::UpdateRaftVoterRequest;
use super::vote_request::VoteRequest;
use super::write_share_group_state_request::WriteShareGroupStateRequest;
use super::write_txn_markers_request::WriteTxnMarkersRequest;
use crate::codec::{Message, Root, Schema};
use alloc::boxed::Box;

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// [`ProduceRequest`].
    Produce(ProduceRequest),
    /// [`FetchRequest`].
    Fetch(FetchRequest),
    /// [`ListOffsetsRequest`].
    ListOffsets(ListOffsetsRequest),
    /// [`MetadataRequest`].
    Metadata(MetadataRequest),
    /// [`OffsetCommitRequest`].
    OffsetCommit(OffsetCommitRequest),
    /// [`OffsetFetchRequest`].
    OffsetFetch(OffsetFetchRequest),
    /// [`FindCoordinatorRequest`].
    FindCoordinator(FindCoordinatorRequest),
    /// [`JoinGroupRequest`].
    JoinGroup(JoinGroupRequest),
    /// [`HeartbeatRequest`].
    Heartbeat(HeartbeatRequest),
    /// [`LeaveGroupRequest`].
    LeaveGroup(LeaveGroupRequest),
    /// [`SyncGroupRequest`].
    SyncGroup(SyncGroupRequest),
    /// [`DescribeGroupsRequest`].
    DescribeGroups(DescribeGroupsRequest),
    /// [`ListGroupsRequest`].
    ListGroups(ListGroupsRequest),
    /// [`SaslHandshakeRequest`].
    SaslHandshake(SaslHandshakeRequest),
    /// [`ApiVersionsRequest`].
    ApiVersions(ApiVersionsRequest),
    /// [`CreateTopicsRequest`].
    CreateTopics(CreateTopicsRequest),
    /// [`DeleteTopicsRequest`].
    DeleteTopics(DeleteTopicsRequest),
    /// [`DeleteRecordsRequest`].
    DeleteRecords(DeleteRecordsRequest),
    /// [`InitProducerIdRequest`].
    InitProducerId(InitProducerIdRequest),
    /// [`OffsetForLeaderEpochRequest`].
    OffsetForLeaderEpoch(OffsetForLeaderEpochRequest),
    /// [`AddPartitionsToTxnRequest`].
    AddPartitionsToTxn(AddPartitionsToTxnRequest),
    /// [`AddOffsetsToTxnRequest`].
    AddOffsetsToTxn(AddOffsetsToTxnRequest),
    /// [`EndTxnRequest`].
    EndTxn(EndTxnRequest),
    /// [`WriteTxnMarkersRequest`].
    WriteTxnMarkers(WriteTxnMarkersRequest),
    /// [`TxnOffsetCommitRequest`].
    TxnOffsetCommit(TxnOffsetCommitRequest),
    /// [`DescribeAclsRequest`].
    DescribeAcls(DescribeAclsRequest),
    /// [`CreateAclsRequest`].
    CreateAcls(CreateAclsRequest),
    /// [`DeleteAclsRequest`].
    DeleteAcls(DeleteAclsRequest),
    /// [`DescribeConfigsRequest`].
    DescribeConfigs(DescribeConfigsRequest),
    /// [`AlterConfigsRequest`].
    AlterConfigs(AlterConfigsRequest),
    /// [`AlterReplicaLogDirsRequest`].
    AlterReplicaLogDirs(AlterReplicaLogDirsRequest),
    /// [`DescribeLogDirsRequest`].
    DescribeLogDirs(DescribeLogDirsRequest),
    /// [`SaslAuthenticateRequest`].
    SaslAuthenticate(SaslAuthenticateRequest),
    /// [`CreatePartitionsRequest`].
    CreatePartitions(CreatePartitionsRequest),
    /// [`CreateDelegationTokenRequest`].
    CreateDelegationToken(CreateDelegationTokenRequest),
    /// [`RenewDelegationTokenRequest`].
    RenewDelegationToken(RenewDelegationTokenRequest),
    /// [`ExpireDelegationTokenRequest`].
    ExpireDelegationToken(ExpireDelegationTokenRequest),
    /// [`DescribeDelegationTokenRequest`].
    DescribeDelegationToken(DescribeDelegationTokenRequest),
    /// [`DeleteGroupsRequest`].
    DeleteGroups(DeleteGroupsRequest),
    /// [`ElectLeadersRequest`].
    ElectLeaders(ElectLeadersRequest),
    /// [`IncrementalAlterConfigsRequest`].
    IncrementalAlterConfigs(IncrementalAlterConfigsRequest),
    /// [`AlterPartitionReassignmentsRequest`].
    AlterPartitionReassignments(AlterPartitionReassignmentsRequest),
    /// [`ListPartitionReassignmentsRequest`].
    ListPartitionReassignments(ListPartitionReassignmentsRequest),
    /// [`OffsetDeleteRequest`].
    OffsetDelete(OffsetDeleteRequest),
    /// [`DescribeClientQuotasRequest`].
    DescribeClientQuotas(DescribeClientQuotasRequest),
    /// [`AlterClientQuotasRequest`].
    AlterClientQuotas(AlterClientQuotasRequest),
    /// [`DescribeUserScramCredentialsRequest`].
    DescribeUserScramCredentials(DescribeUserScramCredentialsRequest),
    /// [`AlterUserScramCredentialsRequest`].
    AlterUserScramCredentials(AlterUserScramCredentialsRequest),
    /// [`VoteRequest`].
    Vote(VoteRequest),
    /// [`BeginQuorumEpochRequest`].
    BeginQuorumEpoch(BeginQuorumEpochRequest),
    /// [`EndQuorumEpochRequest`].
    EndQuorumEpoch(EndQuorumEpochRequest),
    /// [`DescribeQuorumRequest`].
    DescribeQuorum(DescribeQuorumRequest),
    /// [`AlterPartitionRequest`].
    AlterPartition(AlterPartitionRequest),
    /// [`UpdateFeaturesRequest`].
    UpdateFeatures(UpdateFeaturesRequest),
    /// [`EnvelopeRequest`].
    Envelope(EnvelopeRequest),
    /// [`FetchSnapshotRequest`].
    FetchSnapshot(FetchSnapshotRequest),
    /// [`DescribeClusterRequest`].
    DescribeCluster(DescribeClusterRequest),
    /// [`DescribeProducersRequest`].
    DescribeProducers(DescribeProducersRequest),
    /// [`BrokerRegistrationRequest`].
    BrokerRegistration(BrokerRegistrationRequest),
    /// [`BrokerHeartbeatRequest`].
    BrokerHeartbeat(BrokerHeartbeatRequest),
    /// [`UnregisterBrokerRequest`].
    UnregisterBroker(UnregisterBrokerRequest),
    /// [`DescribeTransactionsRequest`].
    DescribeTransactions(DescribeTransactionsRequest),
    /// [`ListTransactionsRequest`].
    ListTransactions(ListTransactionsRequest),
    /// [`AllocateProducerIdsRequest`].
    AllocateProducerIds(AllocateProducerIdsRequest),
    /// [`ConsumerGroupHeartbeatRequest`].
    ConsumerGroupHeartbeat(Box<ConsumerGroupHeartbeatRequest>),
    /// [`ConsumerGroupDescribeRequest`].
    ConsumerGroupDescribe(ConsumerGroupDescribeRequest),
    /// [`ControllerRegistrationRequest`].
    ControllerRegistration(ControllerRegistrationRequest),
    /// [`GetTelemetrySubscriptionsRequest`].
    GetTelemetrySubscriptions(GetTelemetrySubscriptionsRequest),
    /// [`PushTelemetryRequest`].
    PushTelemetry(PushTelemetryRequest),
    /// [`AssignReplicasToDirsRequest`].
    AssignReplicasToDirs(AssignReplicasToDirsRequest),
    /// [`ListConfigResourcesRequest`].
    ListConfigResources(ListConfigResourcesRequest),
    /// [`DescribeTopicPartitionsRequest`].
    DescribeTopicPartitions(DescribeTopicPartitionsRequest),
    /// [`ShareGroupHeartbeatRequest`].
    ShareGroupHeartbeat(ShareGroupHeartbeatRequest),
    /// [`ShareGroupDescribeRequest`].
    ShareGroupDescribe(ShareGroupDescribeRequest),
    /// [`ShareFetchRequest`].
    ShareFetch(ShareFetchRequest),
    /// [`ShareAcknowledgeRequest`].
    ShareAcknowledge(ShareAcknowledgeRequest),
    /// [`AddRaftVoterRequest`].
    AddRaftVoter(AddRaftVoterRequest),
    /// [`RemoveRaftVoterRequest`].
    RemoveRaftVoter(RemoveRaftVoterRequest),
    /// [`UpdateRaftVoterRequest`].
    UpdateRaftVoter(UpdateRaftVoterRequest),
    /// [`InitializeShareGroupStateRequest`].
    InitializeShareGroupState(InitializeShareGroupStateRequest),
    /// [`ReadShareGroupStateRequest`].
    ReadShareGroupState(ReadShareGroupStateRequest),
    /// [`WriteShareGroupStateRequest`].
    WriteShareGroupState(WriteShareGroupStateRequest),
    /// [`DeleteShareGroupStateRequest`].
    DeleteShareGroupState(DeleteShareGroupStateRequest),
    /// [`ReadShareGroupStateSummaryRequest`].
    ReadShareGroupStateSummary(ReadShareGroupStateSummaryRequest),
    /// [`StreamsGroupHeartbeatRequest`].
    StreamsGroupHeartbeat(Box<StreamsGroupHeartbeatRequest>),
    /// [`StreamsGroupDescribeRequest`].
    StreamsGroupDescribe(StreamsGroupDescribeRequest),
    /// [`DescribeShareGroupOffsetsRequest`].
    DescribeShareGroupOffsets(DescribeShareGroupOffsetsRequest),
    /// [`AlterShareGroupOffsetsRequest`].
    AlterShareGroupOffsets(AlterShareGroupOffsetsRequest),
    /// [`DeleteShareGroupOffsetsRequest`].
    DeleteShareGroupOffsets(DeleteShareGroupOffsetsRequest),
}

impl Request {
    /// The message of an API with every field at its default.
    pub fn new(api_key: ApiKey) -> Request {
        match api_key {
            ApiKey::Produce => Request::Produce(ProduceRequest::default()),
            ApiKey::Fetch => Request::Fetch(FetchRequest::default()),
            ApiKey::ListOffsets => Request::ListOffsets(ListOffsetsRequest::default()),
            ApiKey::Metadata => Request::Metadata(MetadataRequest::default()),
            ApiKey::OffsetCommit => Request::OffsetCommit(OffsetCommitRequest::default()),
            ApiKey::OffsetFetch => Request::OffsetFetch(OffsetFetchRequest::default()),
            ApiKey::FindCoordinator => Request::FindCoordinator(FindCoordinatorRequest::default()),
            ApiKey::JoinGroup => Request::JoinGroup(JoinGroupRequest::default()),
            ApiKey::Heartbeat => Request::Heartbeat(HeartbeatRequest::default()),
            ApiKey::LeaveGroup => Request::LeaveGroup(LeaveGroupRequest::default()),
            ApiKey::SyncGroup => Request::SyncGroup(SyncGroupRequest::default()),
            ApiKey::DescribeGroups => Request::DescribeGroups(DescribeGroupsRequest::default()),
            ApiKey::ListGroups => Request::ListGroups(ListGroupsRequest::default()),
            ApiKey::SaslHandshake => Request::SaslHandshake(SaslHandshakeRequest::default()),
            ApiKey::ApiVersions => Request::ApiVersions(ApiVersionsRequest::default()),
            ApiKey::CreateTopics => Request::CreateTopics(CreateTopicsRequest::default()),
            ApiKey::DeleteTopics => Request::DeleteTopics(DeleteTopicsRequest::default()),
            ApiKey::DeleteRecords => Request::DeleteRecords(DeleteRecordsRequest::default()),
            ApiKey::InitProducerId => Request::InitProducerId(InitProducerIdRequest::default()),
            ApiKey::OffsetForLeaderEpoch => {
                Request::OffsetForLeaderEpoch(OffsetForLeaderEpochRequest::default())
            }
            ApiKey::AddPartitionsToTxn => Request::AddPartitionsToTxn(AddPartitionsToTxnRequest::default()),
            ApiKey::AddOffsetsToTxn => Request::AddOffsetsToTxn(AddOffsetsToTxnRequest::default()),
            ApiKey::EndTxn => Request::EndTxn(EndTxnRequest::default()),
            ApiKey::WriteTxnMarkers => Request::WriteTxnMarkers(WriteTxnMarkersRequest::default()),
            ApiKey::TxnOffsetCommit => Request::TxnOffsetCommit(TxnOffsetCommitRequest::default()),
            ApiKey::DescribeAcls => Request::DescribeAcls(DescribeAclsRequest::default()),
            ApiKey::CreateAcls => Request::CreateAcls(CreateAclsRequest::default()),
            ApiKey::DeleteAcls => Request::DeleteAcls(DeleteAclsRequest::default()),
            ApiKey::DescribeConfigs => Request::DescribeConfigs(DescribeConfigsRequest::default()),
            ApiKey::AlterConfigs => Request::AlterConfigs(AlterConfigsRequest::default()),
            ApiKey::AlterReplicaLogDirs => {
                Request::AlterReplicaLogDirs(AlterReplicaLogDirsRequest::default())
            }
            ApiKey::DescribeLogDirs => Request::DescribeLogDirs(DescribeLogDirsRequest::default()),
            ApiKey::SaslAuthenticate => Request::SaslAuthenticate(SaslAuthenticateRequest::default()),
            ApiKey::CreatePartitions => Request::CreatePartitions(CreatePartitionsRequest::default()),
            ApiKey::CreateDelegationToken => {
                Request::CreateDelegationToken(CreateDelegationTokenRequest::default())
            }
            ApiKey::RenewDelegationToken => {
                Request::RenewDelegationToken(RenewDelegationTokenRequest::default())
            }
            ApiKey::ExpireDelegationToken => {
                Request::ExpireDelegationToken(ExpireDelegationTokenRequest::default())
            }
            ApiKey::DescribeDelegationToken => {
                Request::DescribeDelegationToken(DescribeDelegationTokenRequest::default())
            }
            ApiKey::DeleteGroups => Request::DeleteGroups(DeleteGroupsRequest::default()),
            ApiKey::ElectLeaders => Request::ElectLeaders(ElectLeadersRequest::default()),
            ApiKey::IncrementalAlterConfigs => {
                Request::IncrementalAlterConfigs(IncrementalAlterConfigsRequest::default())
            }
            ApiKey::AlterPartitionReassignments => {
                Request::AlterPartitionReassignments(AlterPartitionReassignmentsRequest::default())
            }
            ApiKey::ListPartitionReassignments => {
                Request::ListPartitionReassignments(ListPartitionReassignmentsRequest::default())
            }
            ApiKey::OffsetDelete => Request::OffsetDelete(OffsetDeleteRequest::default()),
            ApiKey::DescribeClientQuotas => {
                Request::DescribeClientQuotas(DescribeClientQuotasRequest::default())
            }
            ApiKey::AlterClientQuotas => Request::AlterClientQuotas(AlterClientQuotasRequest::default()),
            ApiKey::DescribeUserScramCredentials => {
                Request::DescribeUserScramCredentials(DescribeUserScramCredentialsRequest::default())
            }
            ApiKey::AlterUserScramCredentials => {
                Request::AlterUserScramCredentials(AlterUserScramCredentialsRequest::default())
            }
            ApiKey::Vote => Request::Vote(VoteRequest::default()),
            ApiKey::BeginQuorumEpoch => Request::BeginQuorumEpoch(BeginQuorumEpochRequest::default()),
            ApiKey::EndQuorumEpoch => Request::EndQuorumEpoch(EndQuorumEpochRequest::default()),
            ApiKey::DescribeQuorum => Request::DescribeQuorum(DescribeQuorumRequest::default()),
            ApiKey::AlterPartition => Request::AlterPartition(AlterPartitionRequest::default()),
            ApiKey::UpdateFeatures => Request::UpdateFeatures(UpdateFeaturesRequest::default()),
            ApiKey::Envelope => Request::Envelope(EnvelopeRequest::default()),
            ApiKey::FetchSnapshot => Request::FetchSnapshot(FetchSnapshotRequest::default()),
            ApiKey::DescribeCluster => Request::DescribeCluster(DescribeClusterRequest::default()),
            ApiKey::DescribeProducers => Request::DescribeProducers(DescribeProducersRequest::default()),
            ApiKey::BrokerRegistration => Request::BrokerRegistration(BrokerRegistrationRequest::default()),
            ApiKey::BrokerHeartbeat => Request::BrokerHeartbeat(BrokerHeartbeatRequest::default()),
            ApiKey::UnregisterBroker => Request::UnregisterBroker(UnregisterBrokerRequest::default()),
            ApiKey::DescribeTransactions => {
                Request::DescribeTransactions(DescribeTransactionsRequest::default())
            }
            ApiKey::ListTransactions => Request::ListTransactions(ListTransactionsRequest::default()),
            ApiKey::AllocateProducerIds => {
                Request::AllocateProducerIds(AllocateProducerIdsRequest::default())
            }
            ApiKey::ConsumerGroupHeartbeat => Request::ConsumerGroupHeartbeat(Box::default()),
            ApiKey::ConsumerGroupDescribe => {
                Request::ConsumerGroupDescribe(ConsumerGroupDescribeRequest::default())
            }
            ApiKey::ControllerRegistration => {
                Request::ControllerRegistration(ControllerRegistrationRequest::default())
            }
            ApiKey::GetTelemetrySubscriptions => {
                Request::GetTelemetrySubscriptions(GetTelemetrySubscriptionsRequest::default())
            }
            ApiKey::PushTelemetry => Request::PushTelemetry(PushTelemetryRequest::default()),
            ApiKey::AssignReplicasToDirs => {
                Request::AssignReplicasToDirs(AssignReplicasToDirsRequest::default())
            }
            ApiKey::ListConfigResources => {
                Request::ListConfigResources(ListConfigResourcesRequest::default())
            }
            ApiKey::DescribeTopicPartitions => {
                Request::DescribeTopicPartitions(DescribeTopicPartitionsRequest::default())
            }
            ApiKey::ShareGroupHeartbeat => {
                Request::ShareGroupHeartbeat(ShareGroupHeartbeatRequest::default())
            }
            ApiKey::ShareGroupDescribe => Request::ShareGroupDescribe(ShareGroupDescribeRequest::default()),
            ApiKey::ShareFetch => Request::ShareFetch(ShareFetchRequest::default()),
            ApiKey::ShareAcknowledge => Request::ShareAcknowledge(ShareAcknowledgeRequest::default()),
            ApiKey::AddRaftVoter => Request::AddRaftVoter(AddRaftVoterRequest::default()),
            ApiKey::RemoveRaftVoter => Request::RemoveRaftVoter(RemoveRaftVoterRequest::default()),
            ApiKey::UpdateRaftVoter => Request::UpdateRaftVoter(UpdateRaftVoterRequest::default()),
            ApiKey::InitializeShareGroupState => {
                Request::InitializeShareGroupState(InitializeShareGroupStateRequest::default())
            }
            ApiKey::ReadShareGroupState => {
                Request::ReadShareGroupState(ReadShareGroupStateRequest::default())
            }
            ApiKey::WriteShareGroupState => {
                Request::WriteShareGroupState(WriteShareGroupStateRequest::default())
            }
            ApiKey::DeleteShareGroupState => {
                Request::DeleteShareGroupState(DeleteShareGroupStateRequest::default())
            }
            ApiKey::ReadShareGroupStateSummary => {
                Request::ReadShareGroupStateSummary(ReadShareGroupStateSummaryRequest::default())
            }
            ApiKey::StreamsGroupHeartbeat => Request::StreamsGroupHeartbeat(Box::default()),
            ApiKey::StreamsGroupDescribe => {
                Request::StreamsGroupDescribe(StreamsGroupDescribeRequest::default())
            }
            ApiKey::DescribeShareGroupOffsets => {
                Request::DescribeShareGroupOffsets(DescribeShareGroupOffsetsRequest::default())
            }
            ApiKey::AlterShareGroupOffsets => {
                Request::AlterShareGroupOffsets(AlterShareGroupOffsetsRequest::default())
            }
            ApiKey::DeleteShareGroupOffsets => {
                Request::DeleteShareGroupOffsets(DeleteShareGroupOffsetsRequest::default())
            }
        }
    }

    /// The API this belongs to.
    pub fn api_key(&self) -> ApiKey {
        match self {
            Request::Produce(_) => ApiKey::Produce,
            Request::Fetch(_) => ApiKey::Fetch,
            Request::ListOffsets(_) => ApiKey::ListOffsets,
            Request::Metadata(_) => ApiKey::Metadata,
            Request::OffsetCommit(_) => ApiKey::OffsetCommit,
            Request::OffsetFetch(_) => ApiKey::OffsetFetch,
            Request::FindCoordinator(_) => ApiKey::FindCoordinator,
            Request::JoinGroup(_) => ApiKey::JoinGroup,
            Request::Heartbeat(_) => ApiKey::Heartbeat,
            Request::LeaveGroup(_) => ApiKey::LeaveGroup,
            Request::SyncGroup(_) => ApiKey::SyncGroup,
            Request::DescribeGroups(_) => ApiKey::DescribeGroups,
            Request::ListGroups(_) => ApiKey::ListGroups,
            Request::SaslHandshake(_) => ApiKey::SaslHandshake,
            Request::ApiVersions(_) => ApiKey::ApiVersions,
            Request::CreateTopics(_) => ApiKey::CreateTopics,
            Request::DeleteTopics(_) => ApiKey::DeleteTopics,
            Request::DeleteRecords(_) => ApiKey::DeleteRecords,
            Request::InitProducerId(_) => ApiKey::InitProducerId,
            Request::OffsetForLeaderEpoch(_) => ApiKey::OffsetForLeaderEpoch,
            Request::AddPartitionsToTxn(_) => ApiKey::AddPartitionsToTxn,
            Request::AddOffsetsToTxn(_) => ApiKey::AddOffsetsToTxn,
            Request::EndTxn(_) => ApiKey::EndTxn,
            Request::WriteTxnMarkers(_) => ApiKey::WriteTxnMarkers,
            Request::TxnOffsetCommit(_) => ApiKey::TxnOffsetCommit,
            Request::DescribeAcls(_) => ApiKey::DescribeAcls,
            Request::CreateAcls(_) => ApiKey::CreateAcls,
            Request::DeleteAcls(_) => ApiKey::DeleteAcls,
            Request::DescribeConfigs(_) => ApiKey::DescribeConfigs,
            Request::AlterConfigs(_) => ApiKey::AlterConfigs,
            Request::AlterReplicaLogDirs(_) => ApiKey::AlterReplicaLogDirs,
            Request::DescribeLogDirs(_) => ApiKey::DescribeLogDirs,
            Request::SaslAuthenticate(_) => ApiKey::SaslAuthenticate,
            Request::CreatePartitions(_) => ApiKey::CreatePartitions,
            Request::CreateDelegationToken(_) => ApiKey::CreateDelegationToken,
            Request::RenewDelegationToken(_) => ApiKey::RenewDelegationToken,
            Request::ExpireDelegationToken(_) => ApiKey::ExpireDelegationToken,
            Request::DescribeDelegationToken(_) => ApiKey::DescribeDelegationToken,
            Request::DeleteGroups(_) => ApiKey::DeleteGroups,
            Request::ElectLeaders(_) => ApiKey::ElectLeaders,
            Request::IncrementalAlterConfigs(_) => ApiKey::IncrementalAlterConfigs,
            Request::AlterPartitionReassignments(_) => ApiKey::AlterPartitionReassignments,
            Request::ListPartitionReassignments(_) => ApiKey::ListPartitionReassignments,
            Request::OffsetDelete(_) => ApiKey::OffsetDelete,
            Request::DescribeClientQuotas(_) => ApiKey::DescribeClientQuotas,
            Request::AlterClientQuotas(_) => ApiKey::AlterClientQuotas,
            Request::DescribeUserScramCredentials(_) => ApiKey::DescribeUserScramCredentials,
            Request::AlterUserScramCredentials(_) => ApiKey::AlterUserScramCredentials,
            Request::Vote(_) => ApiKey::Vote,
            Request::BeginQuorumEpoch(_) => ApiKey::BeginQuorumEpoch,
            Request::EndQuorumEpoch(_) => ApiKey::EndQuorumEpoch,
            Request::DescribeQuorum(_) => ApiKey::DescribeQuorum,
            Request::AlterPartition(_) => ApiKey::AlterPartition,
            Request::UpdateFeatures(_) => ApiKey::UpdateFeatures,
            Request::Envelope(_) => ApiKey::Envelope,
            Request::FetchSnapshot(_) => ApiKey::FetchSnapshot,
            Request::DescribeCluster(_) => ApiKey::DescribeCluster,
            Request::DescribeProducers(_) => ApiKey::DescribeProducers,
            Request::BrokerRegistration(_) => ApiKey::BrokerRegistration,
            Request::BrokerHeartbeat(_) => ApiKey::BrokerHeartbeat,
            Request::UnregisterBroker(_) => ApiKey::UnregisterBroker,
            Request::DescribeTransactions(_) => ApiKey::DescribeTransactions,
            Request::ListTransactions(_) => ApiKey::ListTransactions,
            Request::AllocateProducerIds(_) => ApiKey::AllocateProducerIds,
            Request::ConsumerGroupHeartbeat(_) => ApiKey::ConsumerGroupHeartbeat,
            Request::ConsumerGroupDescribe(_) => ApiKey::ConsumerGroupDescribe,
            Request::ControllerRegistration(_) => ApiKey::ControllerRegistration,
            Request::GetTelemetrySubscriptions(_) => ApiKey::GetTelemetrySubscriptions,
            Request::PushTelemetry(_) => ApiKey::PushTelemetry,
            Request::AssignReplicasToDirs(_) => ApiKey::AssignReplicasToDirs,
            Request::ListConfigResources(_) => ApiKey::ListConfigResources,
            Request::DescribeTopicPartitions(_) => ApiKey::DescribeTopicPartitions,
            Request::ShareGroupHeartbeat(_) => ApiKey::ShareGroupHeartbeat,
            Request::ShareGroupDescribe(_) => ApiKey::ShareGroupDescribe,
            Request::ShareFetch(_) => ApiKey::ShareFetch,
            Request::ShareAcknowledge(_) => ApiKey::ShareAcknowledge,
            Request::AddRaftVoter(_) => ApiKey::AddRaftVoter,
            Request::RemoveRaftVoter(_) => ApiKey::RemoveRaftVoter,
            Request::UpdateRaftVoter(_) => ApiKey::UpdateRaftVoter,
            Request::InitializeShareGroupState(_) => ApiKey::InitializeShareGroupState,
            Request::ReadShareGroupState(_) => ApiKey::ReadShareGroupState,
            Request::WriteShareGroupState(_) => ApiKey::WriteShareGroupState,
            Request::DeleteShareGroupState(_) => ApiKey::DeleteShareGroupState,
            Request::ReadShareGroupStateSummary(_) => ApiKey::ReadShareGroupStateSummary,
            Request::StreamsGroupHeartbeat(_) => ApiKey::StreamsGroupHeartbeat,
            Request::StreamsGroupDescribe(_) => ApiKey::StreamsGroupDescribe,
            Request::DescribeShareGroupOffsets(_) => ApiKey::DescribeShareGroupOffsets,
            Request::AlterShareGroupOffsets(_) => ApiKey::AlterShareGroupOffsets,
            Request::DeleteShareGroupOffsets(_) => ApiKey::DeleteShareGroupOffsets,
        }
    }

    /// The name and versions of the message inside.
    pub fn schema(&self) -> &'static Schema {
        match self {
            Request::Produce(_) => &ProduceRequest::SCHEMA,
            Request::Fetch(_) => &FetchRequest::SCHEMA,
            Request::ListOffsets(_) => &ListOffsetsRequest::SCHEMA,
            Request::Metadata(_) => &MetadataRequest::SCHEMA,
            Request::OffsetCommit(_) => &OffsetCommitRequest::SCHEMA,
            Request::OffsetFetch(_) => &OffsetFetchRequest::SCHEMA,
            Request::FindCoordinator(_) => &FindCoordinatorRequest::SCHEMA,
            Request::JoinGroup(_) => &JoinGroupRequest::SCHEMA,
            Request::Heartbeat(_) => &HeartbeatRequest::SCHEMA,
            Request::LeaveGroup(_) => &LeaveGroupRequest::SCHEMA,
            Request::SyncGroup(_) => &SyncGroupRequest::SCHEMA,
            Request::DescribeGroups(_) => &DescribeGroupsRequest::SCHEMA,
            Request::ListGroups(_) => &ListGroupsRequest::SCHEMA,
            Request::SaslHandshake(_) => &SaslHandshakeRequest::SCHEMA,
            Request::ApiVersions(_) => &ApiVersionsRequest::SCHEMA,
            Request::CreateTopics(_) => &CreateTopicsRequest::SCHEMA,
            Request::DeleteTopics(_) => &DeleteTopicsRequest::SCHEMA,
            Request::DeleteRecords(_) => &DeleteRecordsRequest::SCHEMA,
            Request::InitProducerId(_) => &InitProducerIdRequest::SCHEMA,
            Request::OffsetForLeaderEpoch(_) => &OffsetForLeaderEpochRequest::SCHEMA,
            Request::AddPartitionsToTxn(_) => &AddPartitionsToTxnRequest::SCHEMA,
            Request::AddOffsetsToTxn(_) => &AddOffsetsToTxnRequest::SCHEMA,
            Request::EndTxn(_) => &EndTxnRequest::SCHEMA,
            Request::WriteTxnMarkers(_) => &WriteTxnMarkersRequest::SCHEMA,
            Request::TxnOffsetCommit(_) => &TxnOffsetCommitRequest::SCHEMA,
            Request::DescribeAcls(_) => &DescribeAclsRequest::SCHEMA,
            Request::CreateAcls(_) => &CreateAclsRequest::SCHEMA,
            Request::DeleteAcls(_) => &DeleteAclsRequest::SCHEMA,
            Request::DescribeConfigs(_) => &DescribeConfigsRequest::SCHEMA,
            Request::AlterConfigs(_) => &AlterConfigsRequest::SCHEMA,
            Request::AlterReplicaLogDirs(_) => &AlterReplicaLogDirsRequest::SCHEMA,
            Request::DescribeLogDirs(_) => &DescribeLogDirsRequest::SCHEMA,
            Request::SaslAuthenticate(_) => &SaslAuthenticateRequest::SCHEMA,
            Request::CreatePartitions(_) => &CreatePartitionsRequest::SCHEMA,
            Request::CreateDelegationToken(_) => &CreateDelegationTokenRequest::SCHEMA,
            Request::RenewDelegationToken(_) => &RenewDelegationTokenRequest::SCHEMA,
            Request::ExpireDelegationToken(_) => &ExpireDelegationTokenRequest::SCHEMA,
            Request::DescribeDelegationToken(_) => &DescribeDelegationTokenRequest::SCHEMA,
            Request::DeleteGroups(_) => &DeleteGroupsRequest::SCHEMA,
            Request::ElectLeaders(_) => &ElectLeadersRequest::SCHEMA,
            Request::IncrementalAlterConfigs(_) => &IncrementalAlterConfigsRequest::SCHEMA,
            Request::AlterPartitionReassignments(_) => &AlterPartitionReassignmentsRequest::SCHEMA,
            Request::ListPartitionReassignments(_) => &ListPartitionReassignmentsRequest::SCHEMA,
            Request::OffsetDelete(_) => &OffsetDeleteRequest::SCHEMA,
            Request::DescribeClientQuotas(_) => &DescribeClientQuotasRequest::SCHEMA,
            Request::AlterClientQuotas(_) => &AlterClientQuotasRequest::SCHEMA,
            Request::DescribeUserScramCredentials(_) => &DescribeUserScramCredentialsRequest::SCHEMA,
            Request::AlterUserScramCredentials(_) => &AlterUserScramCredentialsRequest::SCHEMA,
            Request::Vote(_) => &VoteRequest::SCHEMA,
            Request::BeginQuorumEpoch(_) => &BeginQuorumEpochRequest::SCHEMA,
            Request::EndQuorumEpoch(_) => &EndQuorumEpochRequest::SCHEMA,
            Request::DescribeQuorum(_) => &DescribeQuorumRequest::SCHEMA,
            Request::AlterPartition(_) => &AlterPartitionRequest::SCHEMA,
            Request::UpdateFeatures(_) => &UpdateFeaturesRequest::SCHEMA,
            Request::Envelope(_) => &EnvelopeRequest::SCHEMA,
            Request::FetchSnapshot(_) => &FetchSnapshotRequest::SCHEMA,
            Request::DescribeCluster(_) => &DescribeClusterRequest::SCHEMA,
            Request::DescribeProducers(_) => &DescribeProducersRequest::SCHEMA,
            Request::BrokerRegistration(_) => &BrokerRegistrationRequest::SCHEMA,
            Request::BrokerHeartbeat(_) => &BrokerHeartbeatRequest::SCHEMA,
            Request::UnregisterBroker(_) => &UnregisterBrokerRequest::SCHEMA,
            Request::DescribeTransactions(_) => &DescribeTransactionsRequest::SCHEMA,
            Request::ListTransactions(_) => &ListTransactionsRequest::SCHEMA,
            Request::AllocateProducerIds(_) => &AllocateProducerIdsRequest::SCHEMA,
            Request::ConsumerGroupHeartbeat(_) => &ConsumerGroupHeartbeatRequest::SCHEMA,
            Request::ConsumerGroupDescribe(_) => &ConsumerGroupDescribeRequest::SCHEMA,
            Request::ControllerRegistration(_) => &ControllerRegistrationRequest::SCHEMA,
            Request::GetTelemetrySubscriptions(_) => &GetTelemetrySubscriptionsRequest::SCHEMA,
            Request::PushTelemetry(_) => &PushTelemetryRequest::SCHEMA,
            Request::AssignReplicasToDirs(_) => &AssignReplicasToDirsRequest::SCHEMA,
            Request::ListConfigResources(_) => &ListConfigResourcesRequest::SCHEMA,
            Request::DescribeTopicPartitions(_) => &DescribeTopicPartitionsRequest::SCHEMA,
            Request::ShareGroupHeartbeat(_) => &ShareGroupHeartbeatRequest::SCHEMA,
            Request::ShareGroupDescribe(_) => &ShareGroupDescribeRequest::SCHEMA,
            Request::ShareFetch(_) => &ShareFetchRequest::SCHEMA,
            Request::ShareAcknowledge(_) => &ShareAcknowledgeRequest::SCHEMA,
            Request::AddRaftVoter(_) => &AddRaftVoterRequest::SCHEMA,
            Request::RemoveRaftVoter(_) => &RemoveRaftVoterRequest::SCHEMA,
            Request::UpdateRaftVoter(_) => &UpdateRaftVoterRequest::SCHEMA,
            Request::InitializeShareGroupState(_) => &InitializeShareGroupStateRequest::SCHEMA,
            Request::ReadShareGroupState(_) => &ReadShareGroupStateRequest::SCHEMA,
            Request::WriteShareGroupState(_) => &WriteShareGroupStateRequest::SCHEMA,
            Request::DeleteShareGroupState(_) => &DeleteShareGroupStateRequest::SCHEMA,
            Request::ReadShareGroupStateSummary(_) => &ReadShareGroupStateSummaryRequest::SCHEMA,
            Request::StreamsGroupHeartbeat(_) => &StreamsGroupHeartbeatRequest::SCHEMA,
            Request::StreamsGroupDescribe(_) => &StreamsGroupDescribeRequest::SCHEMA,
            Request::DescribeShareGroupOffsets(_) => &DescribeShareGroupOffsetsRequest::SCHEMA,
            Request::AlterShareGroupOffsets(_) => &AlterShareGroupOffsetsRequest::SCHEMA,
            Request::DeleteShareGroupOffsets(_) => &DeleteShareGroupOffsetsRequest::SCHEMA,
        }
    }

    /// The message inside, for a codec.
    pub fn message(&mut self) -> &mut dyn Message {
        match self {
            Request::Produce(message) => message,
            Request::Fetch(message) => message,
            Request::ListOffsets(message) => message,
            Request::Metadata(message) => message,
            Request::OffsetCommit(message) => message,
            Request::OffsetFetch(message) => message,
            Request::FindCoordinator(message) => message,
            Request::JoinGroup(message) => message,
            Request::Heartbeat(message) => message,
            Request::LeaveGroup(message) => message,
            Request::SyncGroup(message) => message,
            Request::DescribeGroups(message) => message,
            Request::ListGroups(message) => message,
            Request::SaslHandshake(message) => message,
            Request::ApiVersions(message) => message,
            Request::CreateTopics(message) => message,
            Request::DeleteTopics(message) => message,
            Request::DeleteRecords(message) => message,
            Request::InitProducerId(message) => message,
            Request::OffsetForLeaderEpoch(message) => message,
            Request::AddPartitionsToTxn(message) => message,
            Request::AddOffsetsToTxn(message) => message,
            Request::EndTxn(message) => message,
            Request::WriteTxnMarkers(message) => message,
            Request::TxnOffsetCommit(message) => message,
            Request::DescribeAcls(message) => message,
            Request::CreateAcls(message) => message,
            Request::DeleteAcls(message) => message,
            Request::DescribeConfigs(message) => message,
            Request::AlterConfigs(message) => message,
            Request::AlterReplicaLogDirs(message) => message,
            Request::DescribeLogDirs(message) => message,
            Request::SaslAuthenticate(message) => message,
            Request::CreatePartitions(message) => message,
            Request::CreateDelegationToken(message) => message,
            Request::RenewDelegationToken(message) => message,
            Request::ExpireDelegationToken(message) => message,
            Request::DescribeDelegationToken(message) => message,
            Request::DeleteGroups(message) => message,
            Request::ElectLeaders(message) => message,
            Request::IncrementalAlterConfigs(message) => message,
            Request::AlterPartitionReassignments(message) => message,
            Request::ListPartitionReassignments(message) => message,
            Request::OffsetDelete(message) => message,
            Request::DescribeClientQuotas(message) => message,
            Request::AlterClientQuotas(message) => message,
            Request::DescribeUserScramCredentials(message) => message,
            Request::AlterUserScramCredentials(message) => message,
            Request::Vote(message) => message,
            Request::BeginQuorumEpoch(message) => message,
            Request::EndQuorumEpoch(message) => message,
            Request::DescribeQuorum(message) => message,
            Request::AlterPartition(message) => message,
            Request::UpdateFeatures(message) => message,
            Request::Envelope(message) => message,
            Request::FetchSnapshot(message) => message,
            Request::DescribeCluster(message) => message,
            Request::DescribeProducers(message) => message,
            Request::BrokerRegistration(message) => message,
            Request::BrokerHeartbeat(message) => message,
            Request::UnregisterBroker(message) => message,
            Request::DescribeTransactions(message) => message,
            Request::ListTransactions(message) => message,
            Request::AllocateProducerIds(message) => message,
            Request::ConsumerGroupHeartbeat(message) => &mut **message,
            Request::ConsumerGroupDescribe(message) => message,
            Request::ControllerRegistration(message) => message,
            Request::GetTelemetrySubscriptions(message) => message,
            Request::PushTelemetry(message) => message,
            Request::AssignReplicasToDirs(message) => message,
            Request::ListConfigResources(message) => message,
            Request::DescribeTopicPartitions(message) => message,
            Request::ShareGroupHeartbeat(message) => message,
            Request::ShareGroupDescribe(message) => message,
            Request::ShareFetch(message) => message,
            Request::ShareAcknowledge(message) => message,
            Request::AddRaftVoter(message) => message,
            Request::RemoveRaftVoter(message) => message,
            Request::UpdateRaftVoter(message) => message,
            Request::InitializeShareGroupState(message) => message,
            Request::ReadShareGroupState(message) => message,
            Request::WriteShareGroupState(message) => message,
            Request::DeleteShareGroupState(message) => message,
            Request::ReadShareGroupStateSummary(message) => message,
            Request::StreamsGroupHeartbeat(message) => &mut **message,
            Request::StreamsGroupDescribe(message) => message,
            Request::DescribeShareGroupOffsets(message) => message,
            Request::AlterShareGroupOffsets(message) => message,
            Request::DeleteShareGroupOffsets(message) => message,
        }
    }
}

impl From<ProduceRequest> for Request {
    fn from(message: ProduceRequest) -> Request {
        Request::Produce(message)
    }
}

impl From<FetchRequest> for Request {
    fn from(message: FetchRequest) -> Request {
        Request::Fetch(message)
    }
}

impl From<ListOffsetsRequest> for Request {
    fn from(message: ListOffsetsRequest) -> Request {
        Request::ListOffsets(message)
    }
}

impl From<MetadataRequest> for Request {
    fn from(message: MetadataRequest) -> Request {
        Request::Metadata(message)
    }
}

impl From<OffsetCommitRequest> for Request {
    fn from(message: OffsetCommitRequest) -> Request {
        Request::OffsetCommit(message)
    }
}

impl From<OffsetFetchRequest> for Request {
    fn from(message: OffsetFetchRequest) -> Request {
        Request::OffsetFetch(message)
    }
}

impl From<FindCoordinatorRequest> for Request {
    fn from(message: FindCoordinatorRequest) -> Request {
        Request::FindCoordinator(message)
    }
}

impl From<JoinGroupRequest> for Request {
    fn from(message: JoinGroupRequest) -> Request {
        Request::JoinGroup(message)
    }
}

impl From<HeartbeatRequest> for Request {
    fn from(message: HeartbeatRequest) -> Request {
        Request::Heartbeat(message)
    }
}

impl From<LeaveGroupRequest> for Request {
    fn from(message: LeaveGroupRequest) -> Request {
        Request::LeaveGroup(message)
    }
}

impl From<SyncGroupRequest> for Request {
    fn from(message: SyncGroupRequest) -> Request {
        Request::SyncGroup(message)
    }
}

impl From<DescribeGroupsRequest> for Request {
    fn from(message: DescribeGroupsRequest) -> Request {
        Request::DescribeGroups(message)
    }
}

impl From<ListGroupsRequest> for Request {
    fn from(message: ListGroupsRequest) -> Request {
        Request::ListGroups(message)
    }
}

impl From<SaslHandshakeRequest> for Request {
    fn from(message: SaslHandshakeRequest) -> Request {
        Request::SaslHandshake(message)
    }
}

impl From<ApiVersionsRequest> for Request {
    fn from(message: ApiVersionsRequest) -> Request {
        Request::ApiVersions(message)
    }
}

impl From<CreateTopicsRequest> for Request {
    fn from(message: CreateTopicsRequest) -> Request {
        Request::CreateTopics(message)
    }
}

impl From<DeleteTopicsRequest> for Request {
    fn from(message: DeleteTopicsRequest) -> Request {
        Request::DeleteTopics(message)
    }
}

impl From<DeleteRecordsRequest> for Request {
    fn from(message: DeleteRecordsRequest) -> Request {
        Request::DeleteRecords(message)
    }
}

impl From<InitProducerIdRequest> for Request {
    fn from(message: InitProducerIdRequest) -> Request {
        Request::InitProducerId(message)
    }
}

impl From<OffsetForLeaderEpochRequest> for Request {
    fn from(message: OffsetForLeaderEpochRequest) -> Request {
        Request::OffsetForLeaderEpoch(message)
    }
}

impl From<AddPartitionsToTxnRequest> for Request {
    fn from(message: AddPartitionsToTxnRequest) -> Request {
        Request::AddPartitionsToTxn(message)
    }
}

impl From<AddOffsetsToTxnRequest> for Request {
    fn from(message: AddOffsetsToTxnRequest) -> Request {
        Request::AddOffsetsToTxn(message)
    }
}

impl From<EndTxnRequest> for Request {
    fn from(message: EndTxnRequest) -> Request {
        Request::EndTxn(message)
    }
}

impl From<WriteTxnMarkersRequest> for Request {
    fn from(message: WriteTxnMarkersRequest) -> Request {
        Request::WriteTxnMarkers(message)
    }
}

impl From<TxnOffsetCommitRequest> for Request {
    fn from(message: TxnOffsetCommitRequest) -> Request {
        Request::TxnOffsetCommit(message)
    }
}

impl From<DescribeAclsRequest> for Request {
    fn from(message: DescribeAclsRequest) -> Request {
        Request::DescribeAcls(message)
    }
}

impl From<CreateAclsRequest> for Request {
    fn from(message: CreateAclsRequest) -> Request {
        Request::CreateAcls(message)
    }
}

impl From<DeleteAclsRequest> for Request {
    fn from(message: DeleteAclsRequest) -> Request {
        Request::DeleteAcls(message)
    }
}

impl From<DescribeConfigsRequest> for Request {
    fn from(message: DescribeConfigsRequest) -> Request {
        Request::DescribeConfigs(message)
    }
}

impl From<AlterConfigsRequest> for Request {
    fn from(message: AlterConfigsRequest) -> Request {
        Request::AlterConfigs(message)
    }
}

impl From<AlterReplicaLogDirsRequest> for Request {
    fn from(message: AlterReplicaLogDirsRequest) -> Request {
        Request::AlterReplicaLogDirs(message)
    }
}

impl From<DescribeLogDirsRequest> for Request {
    fn from(message: DescribeLogDirsRequest) -> Request {
        Request::DescribeLogDirs(message)
    }
}

impl From<SaslAuthenticateRequest> for Request {
    fn from(message: SaslAuthenticateRequest) -> Request {
        Request::SaslAuthenticate(message)
    }
}

impl From<CreatePartitionsRequest> for Request {
    fn from(message: CreatePartitionsRequest) -> Request {
        Request::CreatePartitions(message)
    }
}

impl From<CreateDelegationTokenRequest> for Request {
    fn from(message: CreateDelegationTokenRequest) -> Request {
        Request::CreateDelegationToken(message)
    }
}

impl From<RenewDelegationTokenRequest> for Request {
    fn from(message: RenewDelegationTokenRequest) -> Request {
        Request::RenewDelegationToken(message)
    }
}

impl From<ExpireDelegationTokenRequest> for Request {
    fn from(message: ExpireDelegationTokenRequest) -> Request {
        Request::ExpireDelegationToken(message)
    }
}

impl From<DescribeDelegationTokenRequest> for Request {
    fn from(message: DescribeDelegationTokenRequest) -> Request {
        Request::DescribeDelegationToken(message)
    }
}

impl From<DeleteGroupsRequest> for Request {
    fn from(message: DeleteGroupsRequest) -> Request {
        Request::DeleteGroups(message)
    }
}

impl From<ElectLeadersRequest> for Request {
    fn from(message: ElectLeadersRequest) -> Request {
        Request::ElectLeaders(message)
    }
}

impl From<IncrementalAlterConfigsRequest> for Request {
    fn from(message: IncrementalAlterConfigsRequest) -> Request {
        Request::IncrementalAlterConfigs(message)
    }
}

impl From<AlterPartitionReassignmentsRequest> for Request {
    fn from(message: AlterPartitionReassignmentsRequest) -> Request {
        Request::AlterPartitionReassignments(message)
    }
}

impl From<ListPartitionReassignmentsRequest> for Request {
    fn from(message: ListPartitionReassignmentsRequest) -> Request {
        Request::ListPartitionReassignments(message)
    }
}

impl From<OffsetDeleteRequest> for Request {
    fn from(message: OffsetDeleteRequest) -> Request {
        Request::OffsetDelete(message)
    }
}

impl From<DescribeClientQuotasRequest> for Request {
    fn from(message: DescribeClientQuotasRequest) -> Request {
        Request::DescribeClientQuotas(message)
    }
}

impl From<AlterClientQuotasRequest> for Request {
    fn from(message: AlterClientQuotasRequest) -> Request {
        Request::AlterClientQuotas(message)
    }
}

impl From<DescribeUserScramCredentialsRequest> for Request {
    fn from(message: DescribeUserScramCredentialsRequest) -> Request {
        Request::DescribeUserScramCredentials(message)
    }
}

impl From<AlterUserScramCredentialsRequest> for Request {
    fn from(message: AlterUserScramCredentialsRequest) -> Request {
        Request::AlterUserScramCredentials(message)
    }
}

impl From<VoteRequest> for Request {
    fn from(message: VoteRequest) -> Request {
        Request::Vote(message)
    }
}

impl From<BeginQuorumEpochRequest> for Request {
    fn from(message: BeginQuorumEpochRequest) -> Request {
        Request::BeginQuorumEpoch(message)
    }
}

impl From<EndQuorumEpochRequest> for Request {
    fn from(message: EndQuorumEpochRequest) -> Request {
        Request::EndQuorumEpoch(message)
    }
}

impl From<DescribeQuorumRequest> for Request {
    fn from(message: DescribeQuorumRequest) -> Request {
        Request::DescribeQuorum(message)
    }
}

impl From<AlterPartitionRequest> for Request {
    fn from(message: AlterPartitionRequest) -> Request {
        Request::AlterPartition(message)
    }
}

impl From<UpdateFeaturesRequest> for Request {
    fn from(message: UpdateFeaturesRequest) -> Request {
        Request::UpdateFeatures(message)
    }
}

impl From<EnvelopeRequest> for Request {
    fn from(message: EnvelopeRequest) -> Request {
        Request::Envelope(message)
    }
}

impl From<FetchSnapshotRequest> for Request {
    fn from(message: FetchSnapshotRequest) -> Request {
        Request::FetchSnapshot(message)
    }
}

impl From<DescribeClusterRequest> for Request {
    fn from(message: DescribeClusterRequest) -> Request {
        Request::DescribeCluster(message)
    }
}

impl From<DescribeProducersRequest> for Request {
    fn from(message: DescribeProducersRequest) -> Request {
        Request::DescribeProducers(message)
    }
}

impl From<BrokerRegistrationRequest> for Request {
    fn from(message: BrokerRegistrationRequest) -> Request {
        Request::BrokerRegistration(message)
    }
}

impl From<BrokerHeartbeatRequest> for Request {
    fn from(message: BrokerHeartbeatRequest) -> Request {
        Request::BrokerHeartbeat(message)
    }
}

impl From<UnregisterBrokerRequest> for Request {
    fn from(message: UnregisterBrokerRequest) -> Request {
        Request::UnregisterBroker(message)
    }
}

impl From<DescribeTransactionsRequest> for Request {
    fn from(message: DescribeTransactionsRequest) -> Request {
        Request::DescribeTransactions(message)
    }
}

impl From<ListTransactionsRequest> for Request {
    fn from(message: ListTransactionsRequest) -> Request {
        Request::ListTransactions(message)
    }
}

impl From<AllocateProducerIdsRequest> for Request {
    fn from(message: AllocateProducerIdsRequest) -> Request {
        Request::AllocateProducerIds(message)
    }
}

impl From<ConsumerGroupHeartbeatRequest> for Request {
    fn from(message: ConsumerGroupHeartbeatRequest) -> Request {
        Request::ConsumerGroupHeartbeat(Box::new(message))
    }
}

impl From<ConsumerGroupDescribeRequest> for Request {
    fn from(message: ConsumerGroupDescribeRequest) -> Request {
        Request::ConsumerGroupDescribe(message)
    }
}

impl From<ControllerRegistrationRequest> for Request {
    fn from(message: ControllerRegistrationRequest) -> Request {
        Request::ControllerRegistration(message)
    }
}

impl From<GetTelemetrySubscriptionsRequest> for Request {
    fn from(message: GetTelemetrySubscriptionsRequest) -> Request {
        Request::GetTelemetrySubscriptions(message)
    }
}

impl From<PushTelemetryRequest> for Request {
    fn from(message: PushTelemetryRequest) -> Request {
        Request::PushTelemetry(message)
    }
}

impl From<AssignReplicasToDirsRequest> for Request {
    fn from(message: AssignReplicasToDirsRequest) -> Request {
        Request::AssignReplicasToDirs(message)
    }
}

impl From<ListConfigResourcesRequest> for Request {
    fn from(message: ListConfigResourcesRequest) -> Request {
        Request::ListConfigResources(message)
    }
}

impl From<DescribeTopicPartitionsRequest> for Request {
    fn from(message: DescribeTopicPartitionsRequest) -> Request {
        Request::DescribeTopicPartitions(message)
    }
}

impl From<ShareGroupHeartbeatRequest> for Request {
    fn from(message: ShareGroupHeartbeatRequest) -> Request {
        Request::ShareGroupHeartbeat(message)
    }
}

impl From<ShareGroupDescribeRequest> for Request {
    fn from(message: ShareGroupDescribeRequest) -> Request {
        Request::ShareGroupDescribe(message)
    }
}

impl From<ShareFetchRequest> for Request {
    fn from(message: ShareFetchRequest) -> Request {
        Request::ShareFetch(message)
    }
}

impl From<ShareAcknowledgeRequest> for Request {
    fn from(message: ShareAcknowledgeRequest) -> Request {
        Request::ShareAcknowledge(message)
    }
}

impl From<AddRaftVoterRequest> for Request {
    fn from(message: AddRaftVoterRequest) -> Request {
        Request::AddRaftVoter(message)
    }
}

impl From<RemoveRaftVoterRequest> for Request {
    fn from(message: RemoveRaftVoterRequest) -> Request {
        Request::RemoveRaftVoter(message)
    }
}

impl From<UpdateRaftVoterRequest> for Request {
    fn from(message: UpdateRaftVoterRequest) -> Request {
        Request::UpdateRaftVoter(message)
    }
}

impl From<InitializeShareGroupStateRequest> for Request {
    fn from(message: InitializeShareGroupStateRequest) -> Request {
        Request::InitializeShareGroupState(message)
    }
}

impl From<ReadShareGroupStateRequest> for Request {
    fn from(message: ReadShareGroupStateRequest) -> Request {
        Request::ReadShareGroupState(message)
    }
}

impl From<WriteShareGroupStateRequest> for Request {
    fn from(message: WriteShareGroupStateRequest) -> Request {
        Request::WriteShareGroupState(message)
    }
}

impl From<DeleteShareGroupStateRequest> for Request {
    fn from(message: DeleteShareGroupStateRequest) -> Request {
        Request::DeleteShareGroupState(message)
    }
}

impl From<ReadShareGroupStateSummaryRequest> for Request {
    fn from(message: ReadShareGroupStateSummaryRequest) -> Request {
        Request::ReadShareGroupStateSummary(message)
    }
}

impl From<StreamsGroupHeartbeatRequest> for Request {
    fn from(message: StreamsGroupHeartbeatRequest) -> Request {
        Request::StreamsGroupHeartbeat(Box::new(message))
    }
}

impl From<StreamsGroupDescribeRequest> for Request {
    fn from(message: StreamsGroupDescribeRequest) -> Request {
        Request::StreamsGroupDescribe(message)
    }
}

impl From<DescribeShareGroupOffsetsRequest> for Request {
    fn from(message: DescribeShareGroupOffsetsRequest) -> Request {
        Request::DescribeShareGroupOffsets(message)
    }
}

impl From<AlterShareGroupOffsetsRequest> for Request {
    fn from(message: AlterShareGroupOffsetsRequest) -> Request {
        Request::AlterShareGroupOffsets(message)
    }
}

impl From<DeleteShareGroupOffsetsRequest> for Request {
    fn from(message: DeleteShareGroupOffsetsRequest) -> Request {
        Request::DeleteShareGroupOffsets(message)
    }
}
