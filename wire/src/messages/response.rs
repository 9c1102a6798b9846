// Generated from wire/schemas by `cargo xtask generate`; do not edit.
//! The body of a response.

use super::ApiKey;
use super::add_offsets_to_txn_response::AddOffsetsToTxnResponse;
use super::add_partitions_to_txn_response::AddPartitionsToTxnResponse;
use super::add_raft_voter_response::AddRaftVoterResponse;
use super::allocate_producer_ids_response::AllocateProducerIdsResponse;
use super::alter_client_quotas_response::AlterClientQuotasResponse;
use super::alter_configs_response::AlterConfigsResponse;
use super::alter_partition_reassignments_response::AlterPartitionReassignmentsResponse;
use super::alter_partition_response::AlterPartitionResponse;
use super::alter_replica_log_dirs_response::AlterReplicaLogDirsResponse;
use super::alter_share_group_offsets_response::AlterShareGroupOffsetsResponse;
use super::alter_user_scram_credentials_response::AlterUserScramCredentialsResponse;
use super::api_versions_response::ApiVersionsResponse;
use super::assign_replicas_to_dirs_response::AssignReplicasToDirsResponse;
use super::begin_quorum_epoch_response::BeginQuorumEpochResponse;
use super::broker_heartbeat_response::BrokerHeartbeatResponse;
use super::broker_registration_response::BrokerRegistrationResponse;
use super::consumer_group_describe_response::ConsumerGroupDescribeResponse;
use super::consumer_group_heartbeat_response::ConsumerGroupHeartbeatResponse;
use super::controller_registration_response::ControllerRegistrationResponse;
use super::create_acls_response::CreateAclsResponse;
use super::create_delegation_token_response::CreateDelegationTokenResponse;
use super::create_partitions_response::CreatePartitionsResponse;
use super::create_topics_response::CreateTopicsResponse;
use super::delete_acls_response::DeleteAclsResponse;
use super::delete_groups_response::DeleteGroupsResponse;
use super::delete_records_response::DeleteRecordsResponse;
use super::delete_share_group_offsets_response::DeleteShareGroupOffsetsResponse;
use super::delete_share_group_state_response::DeleteShareGroupStateResponse;
use super::delete_topics_response::DeleteTopicsResponse;
use super::describe_acls_response::DescribeAclsResponse;
use super::describe_client_quotas_response::DescribeClientQuotasResponse;
use super::describe_cluster_response::DescribeClusterResponse;
use super::describe_configs_response::DescribeConfigsResponse;
use super::describe_delegation_token_response::DescribeDelegationTokenResponse;
use super::describe_groups_response::DescribeGroupsResponse;
use super::describe_log_dirs_response::DescribeLogDirsResponse;
use super::describe_producers_response::DescribeProducersResponse;
use super::describe_quorum_response::DescribeQuorumResponse;
use super::describe_share_group_offsets_response::DescribeShareGroupOffsetsResponse;
use super::describe_topic_partitions_response::DescribeTopicPartitionsResponse;
use super::describe_transactions_response::DescribeTransactionsResponse;
use super::describe_user_scram_credentials_response::DescribeUserScramCredentialsResponse;
use super::elect_leaders_response::ElectLeadersResponse;
use super::end_quorum_epoch_response::EndQuorumEpochResponse;
use super::end_txn_response::EndTxnResponse;
use super::envelope_response::EnvelopeResponse;
use super::expire_delegation_token_response::ExpireDelegationTokenResponse;
use super::fetch_response::FetchResponse;
use super::fetch_snapshot_response::FetchSnapshotResponse;
use super::find_coordinator_response::FindCoordinatorResponse;
use super::get_telemetry_subscriptions_response::GetTelemetrySubscriptionsResponse;
use super::heartbeat_response::HeartbeatResponse;
use super::incremental_alter_configs_response::IncrementalAlterConfigsResponse;
use super::init_producer_id_response::InitProducerIdResponse;
use super::initialize_share_group_state_response::InitializeShareGroupStateResponse;
use super::join_group_response::JoinGroupResponse;
use super::leave_group_response::LeaveGroupResponse;
use super::list_config_resources_response::ListConfigResourcesResponse;
use super::list_groups_response::ListGroupsResponse;
use super::list_offsets_response::ListOffsetsResponse;
use super::list_partition_reassignments_response::ListPartitionReassignmentsResponse;
use super::list_transactions_response::ListTransactionsResponse;
use super::metadata_response::MetadataResponse;
use super::offset_commit_response::OffsetCommitResponse;
use super::offset_delete_response::OffsetDeleteResponse;
use super::offset_fetch_response::OffsetFetchResponse;
use super::offset_for_leader_epoch_response::OffsetForLeaderEpochResponse;
use super::produce_response::ProduceResponse;
use super::push_telemetry_response::PushTelemetryResponse;
use super::read_share_group_state_response::ReadShareGroupStateResponse;
use super::read_share_group_state_summary_response::ReadShareGroupStateSummaryResponse;
use super::remove_raft_voter_response::RemoveRaftVoterResponse;
use super::renew_delegation_token_response::RenewDelegationTokenResponse;
use super::sasl_authenticate_response::SaslAuthenticateResponse;
use super::sasl_handshake_response::SaslHandshakeResponse;
use super::share_acknowledge_response::ShareAcknowledgeResponse;
use super::share_fetch_response::ShareFetchResponse;
use super::share_group_describe_response::ShareGroupDescribeResponse;
use super::share_group_heartbeat_response::ShareGroupHeartbeatResponse;
use super::streams_group_describe_response::StreamsGroupDescribeResponse;
use super::streams_group_heartbeat_response::StreamsGroupHeartbeatResponse;
use super::sync_group_response::SyncGroupResponse;
use super::txn_offset_commit_response::TxnOffsetCommitResponse;
use super::unregister_broker_response::UnregisterBrokerResponse;
use super::update_features_response::UpdateFeaturesResponse;
use super::update_raft_voter_response::UpdateRaftVoterResponse;
use super::vote_response::VoteResponse;
use super::write_share_group_state_response::WriteShareGroupStateResponse;
use super::write_txn_markers_response::WriteTxnMarkersResponse;
use crate::codec::{Message, Root, Schema};
use alloc::boxed::Box;

/// The body of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// [`ProduceResponse`].
    Produce(ProduceResponse),
    /// [`FetchResponse`].
    Fetch(FetchResponse),
    /// [`ListOffsetsResponse`].
    ListOffsets(ListOffsetsResponse),
    /// [`MetadataResponse`].
    Metadata(MetadataResponse),
    /// [`OffsetCommitResponse`].
    OffsetCommit(OffsetCommitResponse),
    /// [`OffsetFetchResponse`].
    OffsetFetch(OffsetFetchResponse),
    /// [`FindCoordinatorResponse`].
    FindCoordinator(FindCoordinatorResponse),
    /// [`JoinGroupResponse`].
    JoinGroup(JoinGroupResponse),
    /// [`HeartbeatResponse`].
    Heartbeat(HeartbeatResponse),
    /// [`LeaveGroupResponse`].
    LeaveGroup(LeaveGroupResponse),
    /// [`SyncGroupResponse`].
    SyncGroup(SyncGroupResponse),
    /// [`DescribeGroupsResponse`].
    DescribeGroups(DescribeGroupsResponse),
    /// [`ListGroupsResponse`].
    ListGroups(ListGroupsResponse),
    /// [`SaslHandshakeResponse`].
    SaslHandshake(SaslHandshakeResponse),
    /// [`ApiVersionsResponse`].
    ApiVersions(ApiVersionsResponse),
    /// [`CreateTopicsResponse`].
    CreateTopics(CreateTopicsResponse),
    /// [`DeleteTopicsResponse`].
    DeleteTopics(DeleteTopicsResponse),
    /// [`DeleteRecordsResponse`].
    DeleteRecords(DeleteRecordsResponse),
    /// [`InitProducerIdResponse`].
    InitProducerId(InitProducerIdResponse),
    /// [`OffsetForLeaderEpochResponse`].
    OffsetForLeaderEpoch(OffsetForLeaderEpochResponse),
    /// [`AddPartitionsToTxnResponse`].
    AddPartitionsToTxn(AddPartitionsToTxnResponse),
    /// [`AddOffsetsToTxnResponse`].
    AddOffsetsToTxn(AddOffsetsToTxnResponse),
    /// [`EndTxnResponse`].
    EndTxn(EndTxnResponse),
    /// [`WriteTxnMarkersResponse`].
    WriteTxnMarkers(WriteTxnMarkersResponse),
    /// [`TxnOffsetCommitResponse`].
    TxnOffsetCommit(TxnOffsetCommitResponse),
    /// [`DescribeAclsResponse`].
    DescribeAcls(DescribeAclsResponse),
    /// [`CreateAclsResponse`].
    CreateAcls(CreateAclsResponse),
    /// [`DeleteAclsResponse`].
    DeleteAcls(DeleteAclsResponse),
    /// [`DescribeConfigsResponse`].
    DescribeConfigs(DescribeConfigsResponse),
    /// [`AlterConfigsResponse`].
    AlterConfigs(AlterConfigsResponse),
    /// [`AlterReplicaLogDirsResponse`].
    AlterReplicaLogDirs(AlterReplicaLogDirsResponse),
    /// [`DescribeLogDirsResponse`].
    DescribeLogDirs(DescribeLogDirsResponse),
    /// [`SaslAuthenticateResponse`].
    SaslAuthenticate(SaslAuthenticateResponse),
    /// [`CreatePartitionsResponse`].
    CreatePartitions(CreatePartitionsResponse),
    /// [`CreateDelegationTokenResponse`].
    CreateDelegationToken(Box<CreateDelegationTokenResponse>),
    /// [`RenewDelegationTokenResponse`].
    RenewDelegationToken(RenewDelegationTokenResponse),
    /// [`ExpireDelegationTokenResponse`].
    ExpireDelegationToken(ExpireDelegationTokenResponse),
    /// [`DescribeDelegationTokenResponse`].
    DescribeDelegationToken(DescribeDelegationTokenResponse),
    /// [`DeleteGroupsResponse`].
    DeleteGroups(DeleteGroupsResponse),
    /// [`ElectLeadersResponse`].
    ElectLeaders(ElectLeadersResponse),
    /// [`IncrementalAlterConfigsResponse`].
    IncrementalAlterConfigs(IncrementalAlterConfigsResponse),
    /// [`AlterPartitionReassignmentsResponse`].
    AlterPartitionReassignments(AlterPartitionReassignmentsResponse),
    /// [`ListPartitionReassignmentsResponse`].
    ListPartitionReassignments(ListPartitionReassignmentsResponse),
    /// [`OffsetDeleteResponse`].
    OffsetDelete(OffsetDeleteResponse),
    /// [`DescribeClientQuotasResponse`].
    DescribeClientQuotas(DescribeClientQuotasResponse),
    /// [`AlterClientQuotasResponse`].
    AlterClientQuotas(AlterClientQuotasResponse),
    /// [`DescribeUserScramCredentialsResponse`].
    DescribeUserScramCredentials(DescribeUserScramCredentialsResponse),
    /// [`AlterUserScramCredentialsResponse`].
    AlterUserScramCredentials(AlterUserScramCredentialsResponse),
    /// [`VoteResponse`].
    Vote(VoteResponse),
    /// [`BeginQuorumEpochResponse`].
    BeginQuorumEpoch(BeginQuorumEpochResponse),
    /// [`EndQuorumEpochResponse`].
    EndQuorumEpoch(EndQuorumEpochResponse),
    /// [`DescribeQuorumResponse`].
    DescribeQuorum(DescribeQuorumResponse),
    /// [`AlterPartitionResponse`].
    AlterPartition(AlterPartitionResponse),
    /// [`UpdateFeaturesResponse`].
    UpdateFeatures(UpdateFeaturesResponse),
    /// [`EnvelopeResponse`].
    Envelope(EnvelopeResponse),
    /// [`FetchSnapshotResponse`].
    FetchSnapshot(FetchSnapshotResponse),
    /// [`DescribeClusterResponse`].
    DescribeCluster(DescribeClusterResponse),
    /// [`DescribeProducersResponse`].
    DescribeProducers(DescribeProducersResponse),
    /// [`BrokerRegistrationResponse`].
    BrokerRegistration(BrokerRegistrationResponse),
    /// [`BrokerHeartbeatResponse`].
    BrokerHeartbeat(BrokerHeartbeatResponse),
    /// [`UnregisterBrokerResponse`].
    UnregisterBroker(UnregisterBrokerResponse),
    /// [`DescribeTransactionsResponse`].
    DescribeTransactions(DescribeTransactionsResponse),
    /// [`ListTransactionsResponse`].
    ListTransactions(ListTransactionsResponse),
    /// [`AllocateProducerIdsResponse`].
    AllocateProducerIds(AllocateProducerIdsResponse),
    /// [`ConsumerGroupHeartbeatResponse`].
    ConsumerGroupHeartbeat(ConsumerGroupHeartbeatResponse),
    /// [`ConsumerGroupDescribeResponse`].
    ConsumerGroupDescribe(ConsumerGroupDescribeResponse),
    /// [`ControllerRegistrationResponse`].
    ControllerRegistration(ControllerRegistrationResponse),
    /// [`GetTelemetrySubscriptionsResponse`].
    GetTelemetrySubscriptions(GetTelemetrySubscriptionsResponse),
    /// [`PushTelemetryResponse`].
    PushTelemetry(PushTelemetryResponse),
    /// [`AssignReplicasToDirsResponse`].
    AssignReplicasToDirs(AssignReplicasToDirsResponse),
    /// [`ListConfigResourcesResponse`].
    ListConfigResources(ListConfigResourcesResponse),
    /// [`DescribeTopicPartitionsResponse`].
    DescribeTopicPartitions(DescribeTopicPartitionsResponse),
    /// [`ShareGroupHeartbeatResponse`].
    ShareGroupHeartbeat(ShareGroupHeartbeatResponse),
    /// [`ShareGroupDescribeResponse`].
    ShareGroupDescribe(ShareGroupDescribeResponse),
    /// [`ShareFetchResponse`].
    ShareFetch(ShareFetchResponse),
    /// [`ShareAcknowledgeResponse`].
    ShareAcknowledge(ShareAcknowledgeResponse),
    /// [`AddRaftVoterResponse`].
    AddRaftVoter(AddRaftVoterResponse),
    /// [`RemoveRaftVoterResponse`].
    RemoveRaftVoter(RemoveRaftVoterResponse),
    /// [`UpdateRaftVoterResponse`].
    UpdateRaftVoter(UpdateRaftVoterResponse),
    /// [`InitializeShareGroupStateResponse`].
    InitializeShareGroupState(InitializeShareGroupStateResponse),
    /// [`ReadShareGroupStateResponse`].
    ReadShareGroupState(ReadShareGroupStateResponse),
    /// [`WriteShareGroupStateResponse`].
    WriteShareGroupState(WriteShareGroupStateResponse),
    /// [`DeleteShareGroupStateResponse`].
    DeleteShareGroupState(DeleteShareGroupStateResponse),
    /// [`ReadShareGroupStateSummaryResponse`].
    ReadShareGroupStateSummary(ReadShareGroupStateSummaryResponse),
    /// [`StreamsGroupHeartbeatResponse`].
    StreamsGroupHeartbeat(Box<StreamsGroupHeartbeatResponse>),
    /// [`StreamsGroupDescribeResponse`].
    StreamsGroupDescribe(StreamsGroupDescribeResponse),
    /// [`DescribeShareGroupOffsetsResponse`].
    DescribeShareGroupOffsets(DescribeShareGroupOffsetsResponse),
    /// [`AlterShareGroupOffsetsResponse`].
    AlterShareGroupOffsets(AlterShareGroupOffsetsResponse),
    /// [`DeleteShareGroupOffsetsResponse`].
    DeleteShareGroupOffsets(DeleteShareGroupOffsetsResponse),
}

impl Response {
    /// The message of an API with every field at its default.
    pub fn new(api_key: ApiKey) -> Response {
        match api_key {
            ApiKey::Produce => Response::Produce(ProduceResponse::default()),
            ApiKey::Fetch => Response::Fetch(FetchResponse::default()),
            ApiKey::ListOffsets => Response::ListOffsets(ListOffsetsResponse::default()),
            ApiKey::Metadata => Response::Metadata(MetadataResponse::default()),
            ApiKey::OffsetCommit => Response::OffsetCommit(OffsetCommitResponse::default()),
            ApiKey::OffsetFetch => Response::OffsetFetch(OffsetFetchResponse::default()),
            ApiKey::FindCoordinator => Response::FindCoordinator(FindCoordinatorResponse::default()),
            ApiKey::JoinGroup => Response::JoinGroup(JoinGroupResponse::default()),
            ApiKey::Heartbeat => Response::Heartbeat(HeartbeatResponse::default()),
            ApiKey::LeaveGroup => Response::LeaveGroup(LeaveGroupResponse::default()),
            ApiKey::SyncGroup => Response::SyncGroup(SyncGroupResponse::default()),
            ApiKey::DescribeGroups => Response::DescribeGroups(DescribeGroupsResponse::default()),
            ApiKey::ListGroups => Response::ListGroups(ListGroupsResponse::default()),
            ApiKey::SaslHandshake => Response::SaslHandshake(SaslHandshakeResponse::default()),
            ApiKey::ApiVersions => Response::ApiVersions(ApiVersionsResponse::default()),
            ApiKey::CreateTopics => Response::CreateTopics(CreateTopicsResponse::default()),
            ApiKey::DeleteTopics => Response::DeleteTopics(DeleteTopicsResponse::default()),
            ApiKey::DeleteRecords => Response::DeleteRecords(DeleteRecordsResponse::default()),
            ApiKey::InitProducerId => Response::InitProducerId(InitProducerIdResponse::default()),
            ApiKey::OffsetForLeaderEpoch => {
                Response::OffsetForLeaderEpoch(OffsetForLeaderEpochResponse::default())
            }
            ApiKey::AddPartitionsToTxn => Response::AddPartitionsToTxn(AddPartitionsToTxnResponse::default()),
            ApiKey::AddOffsetsToTxn => Response::AddOffsetsToTxn(AddOffsetsToTxnResponse::default()),
            ApiKey::EndTxn => Response::EndTxn(EndTxnResponse::default()),
            ApiKey::WriteTxnMarkers => Response::WriteTxnMarkers(WriteTxnMarkersResponse::default()),
            ApiKey::TxnOffsetCommit => Response::TxnOffsetCommit(TxnOffsetCommitResponse::default()),
            ApiKey::DescribeAcls => Response::DescribeAcls(DescribeAclsResponse::default()),
            ApiKey::CreateAcls => Response::CreateAcls(CreateAclsResponse::default()),
            ApiKey::DeleteAcls => Response::DeleteAcls(DeleteAclsResponse::default()),
            ApiKey::DescribeConfigs => Response::DescribeConfigs(DescribeConfigsResponse::default()),
            ApiKey::AlterConfigs => Response::AlterConfigs(AlterConfigsResponse::default()),
            ApiKey::AlterReplicaLogDirs => {
                Response::AlterReplicaLogDirs(AlterReplicaLogDirsResponse::default())
            }
            ApiKey::DescribeLogDirs => Response::DescribeLogDirs(DescribeLogDirsResponse::default()),
            ApiKey::SaslAuthenticate => Response::SaslAuthenticate(SaslAuthenticateResponse::default()),
            ApiKey::CreatePartitions => Response::CreatePartitions(CreatePartitionsResponse::default()),
            ApiKey::CreateDelegationToken => Response::CreateDelegationToken(Box::default()),
            ApiKey::RenewDelegationToken => {
                Response::RenewDelegationToken(RenewDelegationTokenResponse::default())
            }
            ApiKey::ExpireDelegationToken => {
                Response::ExpireDelegationToken(ExpireDelegationTokenResponse::default())
            }
            ApiKey::DescribeDelegationToken => {
                Response::DescribeDelegationToken(DescribeDelegationTokenResponse::default())
            }
            ApiKey::DeleteGroups => Response::DeleteGroups(DeleteGroupsResponse::default()),
            ApiKey::ElectLeaders => Response::ElectLeaders(ElectLeadersResponse::default()),
            ApiKey::IncrementalAlterConfigs => {
                Response::IncrementalAlterConfigs(IncrementalAlterConfigsResponse::default())
            }
            ApiKey::AlterPartitionReassignments => {
                Response::AlterPartitionReassignments(AlterPartitionReassignmentsResponse::default())
            }
            ApiKey::ListPartitionReassignments => {
                Response::ListPartitionReassignments(ListPartitionReassignmentsResponse::default())
            }
            ApiKey::OffsetDelete => Response::OffsetDelete(OffsetDeleteResponse::default()),
            ApiKey::DescribeClientQuotas => {
                Response::DescribeClientQuotas(DescribeClientQuotasResponse::default())
            }
            ApiKey::AlterClientQuotas => Response::AlterClientQuotas(AlterClientQuotasResponse::default()),
            ApiKey::DescribeUserScramCredentials => {
                Response::DescribeUserScramCredentials(DescribeUserScramCredentialsResponse::default())
            }
            ApiKey::AlterUserScramCredentials => {
                Response::AlterUserScramCredentials(AlterUserScramCredentialsResponse::default())
            }
            ApiKey::Vote => Response::Vote(VoteResponse::default()),
            ApiKey::BeginQuorumEpoch => Response::BeginQuorumEpoch(BeginQuorumEpochResponse::default()),
            ApiKey::EndQuorumEpoch => Response::EndQuorumEpoch(EndQuorumEpochResponse::default()),
            ApiKey::DescribeQuorum => Response::DescribeQuorum(DescribeQuorumResponse::default()),
            ApiKey::AlterPartition => Response::AlterPartition(AlterPartitionResponse::default()),
            ApiKey::UpdateFeatures => Response::UpdateFeatures(UpdateFeaturesResponse::default()),
            ApiKey::Envelope => Response::Envelope(EnvelopeResponse::default()),
            ApiKey::FetchSnapshot => Response::FetchSnapshot(FetchSnapshotResponse::default()),
            ApiKey::DescribeCluster => Response::DescribeCluster(DescribeClusterResponse::default()),
            ApiKey::DescribeProducers => Response::DescribeProducers(DescribeProducersResponse::default()),
            ApiKey::BrokerRegistration => Response::BrokerRegistration(BrokerRegistrationResponse::default()),
            ApiKey::BrokerHeartbeat => Response::BrokerHeartbeat(BrokerHeartbeatResponse::default()),
            ApiKey::UnregisterBroker => Response::UnregisterBroker(UnregisterBrokerResponse::default()),
            ApiKey::DescribeTransactions => {
                Response::DescribeTransactions(DescribeTransactionsResponse::default())
            }
            ApiKey::ListTransactions => Response::ListTransactions(ListTransactionsResponse::default()),
            ApiKey::AllocateProducerIds => {
                Response::AllocateProducerIds(AllocateProducerIdsResponse::default())
            }
            ApiKey::ConsumerGroupHeartbeat => {
                Response::ConsumerGroupHeartbeat(ConsumerGroupHeartbeatResponse::default())
            }
            ApiKey::ConsumerGroupDescribe => {
                Response::ConsumerGroupDescribe(ConsumerGroupDescribeResponse::default())
            }
            ApiKey::ControllerRegistration => {
                Response::ControllerRegistration(ControllerRegistrationResponse::default())
            }
            ApiKey::GetTelemetrySubscriptions => {
                Response::GetTelemetrySubscriptions(GetTelemetrySubscriptionsResponse::default())
            }
            ApiKey::PushTelemetry => Response::PushTelemetry(PushTelemetryResponse::default()),
            ApiKey::AssignReplicasToDirs => {
                Response::AssignReplicasToDirs(AssignReplicasToDirsResponse::default())
            }
            ApiKey::ListConfigResources => {
                Response::ListConfigResources(ListConfigResourcesResponse::default())
            }
            ApiKey::DescribeTopicPartitions => {
                Response::DescribeTopicPartitions(DescribeTopicPartitionsResponse::default())
            }
            ApiKey::ShareGroupHeartbeat => {
                Response::ShareGroupHeartbeat(ShareGroupHeartbeatResponse::default())
            }
            ApiKey::ShareGroupDescribe => Response::ShareGroupDescribe(ShareGroupDescribeResponse::default()),
            ApiKey::ShareFetch => Response::ShareFetch(ShareFetchResponse::default()),
            ApiKey::ShareAcknowledge => Response::ShareAcknowledge(ShareAcknowledgeResponse::default()),
            ApiKey::AddRaftVoter => Response::AddRaftVoter(AddRaftVoterResponse::default()),
            ApiKey::RemoveRaftVoter => Response::RemoveRaftVoter(RemoveRaftVoterResponse::default()),
            ApiKey::UpdateRaftVoter => Response::UpdateRaftVoter(UpdateRaftVoterResponse::default()),
            ApiKey::InitializeShareGroupState => {
                Response::InitializeShareGroupState(InitializeShareGroupStateResponse::default())
            }
            ApiKey::ReadShareGroupState => {
                Response::ReadShareGroupState(ReadShareGroupStateResponse::default())
            }
            ApiKey::WriteShareGroupState => {
                Response::WriteShareGroupState(WriteShareGroupStateResponse::default())
            }
            ApiKey::DeleteShareGroupState => {
                Response::DeleteShareGroupState(DeleteShareGroupStateResponse::default())
            }
            ApiKey::ReadShareGroupStateSummary => {
                Response::ReadShareGroupStateSummary(ReadShareGroupStateSummaryResponse::default())
            }
            ApiKey::StreamsGroupHeartbeat => Response::StreamsGroupHeartbeat(Box::default()),
            ApiKey::StreamsGroupDescribe => {
                Response::StreamsGroupDescribe(StreamsGroupDescribeResponse::default())
            }
            ApiKey::DescribeShareGroupOffsets => {
                Response::DescribeShareGroupOffsets(DescribeShareGroupOffsetsResponse::default())
            }
            ApiKey::AlterShareGroupOffsets => {
                Response::AlterShareGroupOffsets(AlterShareGroupOffsetsResponse::default())
            }
            ApiKey::DeleteShareGroupOffsets => {
                Response::DeleteShareGroupOffsets(DeleteShareGroupOffsetsResponse::default())
            }
        }
    }

    /// The API this belongs to.
    pub fn api_key(&self) -> ApiKey {
        match self {
            Response::Produce(_) => ApiKey::Produce,
            Response::Fetch(_) => ApiKey::Fetch,
            Response::ListOffsets(_) => ApiKey::ListOffsets,
            Response::Metadata(_) => ApiKey::Metadata,
            Response::OffsetCommit(_) => ApiKey::OffsetCommit,
            Response::OffsetFetch(_) => ApiKey::OffsetFetch,
            Response::FindCoordinator(_) => ApiKey::FindCoordinator,
            Response::JoinGroup(_) => ApiKey::JoinGroup,
            Response::Heartbeat(_) => ApiKey::Heartbeat,
            Response::LeaveGroup(_) => ApiKey::LeaveGroup,
            Response::SyncGroup(_) => ApiKey::SyncGroup,
            Response::DescribeGroups(_) => ApiKey::DescribeGroups,
            Response::ListGroups(_) => ApiKey::ListGroups,
            Response::SaslHandshake(_) => ApiKey::SaslHandshake,
            Response::ApiVersions(_) => ApiKey::ApiVersions,
            Response::CreateTopics(_) => ApiKey::CreateTopics,
            Response::DeleteTopics(_) => ApiKey::DeleteTopics,
            Response::DeleteRecords(_) => ApiKey::DeleteRecords,
            Response::InitProducerId(_) => ApiKey::InitProducerId,
            Response::OffsetForLeaderEpoch(_) => ApiKey::OffsetForLeaderEpoch,
            Response::AddPartitionsToTxn(_) => ApiKey::AddPartitionsToTxn,
            Response::AddOffsetsToTxn(_) => ApiKey::AddOffsetsToTxn,
            Response::EndTxn(_) => ApiKey::EndTxn,
            Response::WriteTxnMarkers(_) => ApiKey::WriteTxnMarkers,
            Response::TxnOffsetCommit(_) => ApiKey::TxnOffsetCommit,
            Response::DescribeAcls(_) => ApiKey::DescribeAcls,
            Response::CreateAcls(_) => ApiKey::CreateAcls,
            Response::DeleteAcls(_) => ApiKey::DeleteAcls,
            Response::DescribeConfigs(_) => ApiKey::DescribeConfigs,
            Response::AlterConfigs(_) => ApiKey::AlterConfigs,
            Response::AlterReplicaLogDirs(_) => ApiKey::AlterReplicaLogDirs,
            Response::DescribeLogDirs(_) => ApiKey::DescribeLogDirs,
            Response::SaslAuthenticate(_) => ApiKey::SaslAuthenticate,
            Response::CreatePartitions(_) => ApiKey::CreatePartitions,
            Response::CreateDelegationToken(_) => ApiKey::CreateDelegationToken,
            Response::RenewDelegationToken(_) => ApiKey::RenewDelegationToken,
            Response::ExpireDelegationToken(_) => ApiKey::ExpireDelegationToken,
            Response::DescribeDelegationToken(_) => ApiKey::DescribeDelegationToken,
            Response::DeleteGroups(_) => ApiKey::DeleteGroups,
            Response::ElectLeaders(_) => ApiKey::ElectLeaders,
            Response::IncrementalAlterConfigs(_) => ApiKey::IncrementalAlterConfigs,
            Response::AlterPartitionReassignments(_) => ApiKey::AlterPartitionReassignments,
            Response::ListPartitionReassignments(_) => ApiKey::ListPartitionReassignments,
            Response::OffsetDelete(_) => ApiKey::OffsetDelete,
            Response::DescribeClientQuotas(_) => ApiKey::DescribeClientQuotas,
            Response::AlterClientQuotas(_) => ApiKey::AlterClientQuotas,
            Response::DescribeUserScramCredentials(_) => ApiKey::DescribeUserScramCredentials,
            Response::AlterUserScramCredentials(_) => ApiKey::AlterUserScramCredentials,
            Response::Vote(_) => ApiKey::Vote,
            Response::BeginQuorumEpoch(_) => ApiKey::BeginQuorumEpoch,
            Response::EndQuorumEpoch(_) => ApiKey::EndQuorumEpoch,
            Response::DescribeQuorum(_) => ApiKey::DescribeQuorum,
            Response::AlterPartition(_) => ApiKey::AlterPartition,
            Response::UpdateFeatures(_) => ApiKey::UpdateFeatures,
            Response::Envelope(_) => ApiKey::Envelope,
            Response::FetchSnapshot(_) => ApiKey::FetchSnapshot,
            Response::DescribeCluster(_) => ApiKey::DescribeCluster,
            Response::DescribeProducers(_) => ApiKey::DescribeProducers,
            Response::BrokerRegistration(_) => ApiKey::BrokerRegistration,
            Response::BrokerHeartbeat(_) => ApiKey::BrokerHeartbeat,
            Response::UnregisterBroker(_) => ApiKey::UnregisterBroker,
            Response::DescribeTransactions(_) => ApiKey::DescribeTransactions,
            Response::ListTransactions(_) => ApiKey::ListTransactions,
            Response::AllocateProducerIds(_) => ApiKey::AllocateProducerIds,
            Response::ConsumerGroupHeartbeat(_) => ApiKey::ConsumerGroupHeartbeat,
            Response::ConsumerGroupDescribe(_) => ApiKey::ConsumerGroupDescribe,
            Response::ControllerRegistration(_) => ApiKey::ControllerRegistration,
            Response::GetTelemetrySubscriptions(_) => ApiKey::GetTelemetrySubscriptions,
            Response::PushTelemetry(_) => ApiKey::PushTelemetry,
            Response::AssignReplicasToDirs(_) => ApiKey::AssignReplicasToDirs,
            Response::ListConfigResources(_) => ApiKey::ListConfigResources,
            Response::DescribeTopicPartitions(_) => ApiKey::DescribeTopicPartitions,
            Response::ShareGroupHeartbeat(_) => ApiKey::ShareGroupHeartbeat,
            Response::ShareGroupDescribe(_) => ApiKey::ShareGroupDescribe,
            Response::ShareFetch(_) => ApiKey::ShareFetch,
            Response::ShareAcknowledge(_) => ApiKey::ShareAcknowledge,
            Response::AddRaftVoter(_) => ApiKey::AddRaftVoter,
            Response::RemoveRaftVoter(_) => ApiKey::RemoveRaftVoter,
            Response::UpdateRaftVoter(_) => ApiKey::UpdateRaftVoter,
            Response::InitializeShareGroupState(_) => ApiKey::InitializeShareGroupState,
            Response::ReadShareGroupState(_) => ApiKey::ReadShareGroupState,
            Response::WriteShareGroupState(_) => ApiKey::WriteShareGroupState,
            Response::DeleteShareGroupState(_) => ApiKey::DeleteShareGroupState,
            Response::ReadShareGroupStateSummary(_) => ApiKey::ReadShareGroupStateSummary,
            Response::StreamsGroupHeartbeat(_) => ApiKey::StreamsGroupHeartbeat,
            Response::StreamsGroupDescribe(_) => ApiKey::StreamsGroupDescribe,
            Response::DescribeShareGroupOffsets(_) => ApiKey::DescribeShareGroupOffsets,
            Response::AlterShareGroupOffsets(_) => ApiKey::AlterShareGroupOffsets,
            Response::DeleteShareGroupOffsets(_) => ApiKey::DeleteShareGroupOffsets,
        }
    }

    /// The name and versions of the message inside.
    pub fn schema(&self) -> &'static Schema {
        match self {
            Response::Produce(_) => &ProduceResponse::SCHEMA,
            Response::Fetch(_) => &FetchResponse::SCHEMA,
            Response::ListOffsets(_) => &ListOffsetsResponse::SCHEMA,
            Response::Metadata(_) => &MetadataResponse::SCHEMA,
            Response::OffsetCommit(_) => &OffsetCommitResponse::SCHEMA,
            Response::OffsetFetch(_) => &OffsetFetchResponse::SCHEMA,
            Response::FindCoordinator(_) => &FindCoordinatorResponse::SCHEMA,
            Response::JoinGroup(_) => &JoinGroupResponse::SCHEMA,
            Response::Heartbeat(_) => &HeartbeatResponse::SCHEMA,
            Response::LeaveGroup(_) => &LeaveGroupResponse::SCHEMA,
            Response::SyncGroup(_) => &SyncGroupResponse::SCHEMA,
            Response::DescribeGroups(_) => &DescribeGroupsResponse::SCHEMA,
            Response::ListGroups(_) => &ListGroupsResponse::SCHEMA,
            Response::SaslHandshake(_) => &SaslHandshakeResponse::SCHEMA,
            Response::ApiVersions(_) => &ApiVersionsResponse::SCHEMA,
            Response::CreateTopics(_) => &CreateTopicsResponse::SCHEMA,
            Response::DeleteTopics(_) => &DeleteTopicsResponse::SCHEMA,
            Response::DeleteRecords(_) => &DeleteRecordsResponse::SCHEMA,
            Response::InitProducerId(_) => &InitProducerIdResponse::SCHEMA,
            Response::OffsetForLeaderEpoch(_) => &OffsetForLeaderEpochResponse::SCHEMA,
            Response::AddPartitionsToTxn(_) => &AddPartitionsToTxnResponse::SCHEMA,
            Response::AddOffsetsToTxn(_) => &AddOffsetsToTxnResponse::SCHEMA,
            Response::EndTxn(_) => &EndTxnResponse::SCHEMA,
            Response::WriteTxnMarkers(_) => &WriteTxnMarkersResponse::SCHEMA,
            Response::TxnOffsetCommit(_) => &TxnOffsetCommitResponse::SCHEMA,
            Response::DescribeAcls(_) => &DescribeAclsResponse::SCHEMA,
            Response::CreateAcls(_) => &CreateAclsResponse::SCHEMA,
            Response::DeleteAcls(_) => &DeleteAclsResponse::SCHEMA,
            Response::DescribeConfigs(_) => &DescribeConfigsResponse::SCHEMA,
            Response::AlterConfigs(_) => &AlterConfigsResponse::SCHEMA,
            Response::AlterReplicaLogDirs(_) => &AlterReplicaLogDirsResponse::SCHEMA,
            Response::DescribeLogDirs(_) => &DescribeLogDirsResponse::SCHEMA,
            Response::SaslAuthenticate(_) => &SaslAuthenticateResponse::SCHEMA,
            Response::CreatePartitions(_) => &CreatePartitionsResponse::SCHEMA,
            Response::CreateDelegationToken(_) => &CreateDelegationTokenResponse::SCHEMA,
            Response::RenewDelegationToken(_) => &RenewDelegationTokenResponse::SCHEMA,
            Response::ExpireDelegationToken(_) => &ExpireDelegationTokenResponse::SCHEMA,
            Response::DescribeDelegationToken(_) => &DescribeDelegationTokenResponse::SCHEMA,
            Response::DeleteGroups(_) => &DeleteGroupsResponse::SCHEMA,
            Response::ElectLeaders(_) => &ElectLeadersResponse::SCHEMA,
            Response::IncrementalAlterConfigs(_) => &IncrementalAlterConfigsResponse::SCHEMA,
            Response::AlterPartitionReassignments(_) => &AlterPartitionReassignmentsResponse::SCHEMA,
            Response::ListPartitionReassignments(_) => &ListPartitionReassignmentsResponse::SCHEMA,
            Response::OffsetDelete(_) => &OffsetDeleteResponse::SCHEMA,
            Response::DescribeClientQuotas(_) => &DescribeClientQuotasResponse::SCHEMA,
            Response::AlterClientQuotas(_) => &AlterClientQuotasResponse::SCHEMA,
            Response::DescribeUserScramCredentials(_) => &DescribeUserScramCredentialsResponse::SCHEMA,
            Response::AlterUserScramCredentials(_) => &AlterUserScramCredentialsResponse::SCHEMA,
            Response::Vote(_) => &VoteResponse::SCHEMA,
            Response::BeginQuorumEpoch(_) => &BeginQuorumEpochResponse::SCHEMA,
            Response::EndQuorumEpoch(_) => &EndQuorumEpochResponse::SCHEMA,
            Response::DescribeQuorum(_) => &DescribeQuorumResponse::SCHEMA,
            Response::AlterPartition(_) => &AlterPartitionResponse::SCHEMA,
            Response::UpdateFeatures(_) => &UpdateFeaturesResponse::SCHEMA,
            Response::Envelope(_) => &EnvelopeResponse::SCHEMA,
            Response::FetchSnapshot(_) => &FetchSnapshotResponse::SCHEMA,
            Response::DescribeCluster(_) => &DescribeClusterResponse::SCHEMA,
            Response::DescribeProducers(_) => &DescribeProducersResponse::SCHEMA,
            Response::BrokerRegistration(_) => &BrokerRegistrationResponse::SCHEMA,
            Response::BrokerHeartbeat(_) => &BrokerHeartbeatResponse::SCHEMA,
            Response::UnregisterBroker(_) => &UnregisterBrokerResponse::SCHEMA,
            Response::DescribeTransactions(_) => &DescribeTransactionsResponse::SCHEMA,
            Response::ListTransactions(_) => &ListTransactionsResponse::SCHEMA,
            Response::AllocateProducerIds(_) => &AllocateProducerIdsResponse::SCHEMA,
            Response::ConsumerGroupHeartbeat(_) => &ConsumerGroupHeartbeatResponse::SCHEMA,
            Response::ConsumerGroupDescribe(_) => &ConsumerGroupDescribeResponse::SCHEMA,
            Response::ControllerRegistration(_) => &ControllerRegistrationResponse::SCHEMA,
            Response::GetTelemetrySubscriptions(_) => &GetTelemetrySubscriptionsResponse::SCHEMA,
            Response::PushTelemetry(_) => &PushTelemetryResponse::SCHEMA,
            Response::AssignReplicasToDirs(_) => &AssignReplicasToDirsResponse::SCHEMA,
            Response::ListConfigResources(_) => &ListConfigResourcesResponse::SCHEMA,
            Response::DescribeTopicPartitions(_) => &DescribeTopicPartitionsResponse::SCHEMA,
            Response::ShareGroupHeartbeat(_) => &ShareGroupHeartbeatResponse::SCHEMA,
            Response::ShareGroupDescribe(_) => &ShareGroupDescribeResponse::SCHEMA,
            Response::ShareFetch(_) => &ShareFetchResponse::SCHEMA,
            Response::ShareAcknowledge(_) => &ShareAcknowledgeResponse::SCHEMA,
            Response::AddRaftVoter(_) => &AddRaftVoterResponse::SCHEMA,
            Response::RemoveRaftVoter(_) => &RemoveRaftVoterResponse::SCHEMA,
            Response::UpdateRaftVoter(_) => &UpdateRaftVoterResponse::SCHEMA,
            Response::InitializeShareGroupState(_) => &InitializeShareGroupStateResponse::SCHEMA,
            Response::ReadShareGroupState(_) => &ReadShareGroupStateResponse::SCHEMA,
            Response::WriteShareGroupState(_) => &WriteShareGroupStateResponse::SCHEMA,
            Response::DeleteShareGroupState(_) => &DeleteShareGroupStateResponse::SCHEMA,
            Response::ReadShareGroupStateSummary(_) => &ReadShareGroupStateSummaryResponse::SCHEMA,
            Response::StreamsGroupHeartbeat(_) => &StreamsGroupHeartbeatResponse::SCHEMA,
            Response::StreamsGroupDescribe(_) => &StreamsGroupDescribeResponse::SCHEMA,
            Response::DescribeShareGroupOffsets(_) => &DescribeShareGroupOffsetsResponse::SCHEMA,
            Response::AlterShareGroupOffsets(_) => &AlterShareGroupOffsetsResponse::SCHEMA,
            Response::DeleteShareGroupOffsets(_) => &DeleteShareGroupOffsetsResponse::SCHEMA,
        }
    }

    /// The message inside, for a codec.
    pub fn message(&mut self) -> &mut dyn Message {
        match self {
            Response::Produce(message) => message,
            Response::Fetch(message) => message,
            Response::ListOffsets(message) => message,
            Response::Metadata(message) => message,
            Response::OffsetCommit(message) => message,
            Response::OffsetFetch(message) => message,
            Response::FindCoordinator(message) => message,
            Response::JoinGroup(message) => message,
            Response::Heartbeat(message) => message,
            Response::LeaveGroup(message) => message,
            Response::SyncGroup(message) => message,
            Response::DescribeGroups(message) => message,
            Response::ListGroups(message) => message,
            Response::SaslHandshake(message) => message,
            Response::ApiVersions(message) => message,
            Response::CreateTopics(message) => message,
            Response::DeleteTopics(message) => message,
            Response::DeleteRecords(message) => message,
            Response::InitProducerId(message) => message,
            Response::OffsetForLeaderEpoch(message) => message,
            Response::AddPartitionsToTxn(message) => message,
            Response::AddOffsetsToTxn(message) => message,
            Response::EndTxn(message) => message,
            Response::WriteTxnMarkers(message) => message,
            Response::TxnOffsetCommit(message) => message,
            Response::DescribeAcls(message) => message,
            Response::CreateAcls(message) => message,
            Response::DeleteAcls(message) => message,
            Response::DescribeConfigs(message) => message,
            Response::AlterConfigs(message) => message,
            Response::AlterReplicaLogDirs(message) => message,
            Response::DescribeLogDirs(message) => message,
            Response::SaslAuthenticate(message) => message,
            Response::CreatePartitions(message) => message,
            Response::CreateDelegationToken(message) => &mut **message,
            Response::RenewDelegationToken(message) => message,
            Response::ExpireDelegationToken(message) => message,
            Response::DescribeDelegationToken(message) => message,
            Response::DeleteGroups(message) => message,
            Response::ElectLeaders(message) => message,
            Response::IncrementalAlterConfigs(message) => message,
            Response::AlterPartitionReassignments(message) => message,
            Response::ListPartitionReassignments(message) => message,
            Response::OffsetDelete(message) => message,
            Response::DescribeClientQuotas(message) => message,
            Response::AlterClientQuotas(message) => message,
            Response::DescribeUserScramCredentials(message) => message,
            Response::AlterUserScramCredentials(message) => message,
            Response::Vote(message) => message,
            Response::BeginQuorumEpoch(message) => message,
            Response::EndQuorumEpoch(message) => message,
            Response::DescribeQuorum(message) => message,
            Response::AlterPartition(message) => message,
            Response::UpdateFeatures(message) => message,
            Response::Envelope(message) => message,
            Response::FetchSnapshot(message) => message,
            Response::DescribeCluster(message) => message,
            Response::DescribeProducers(message) => message,
            Response::BrokerRegistration(message) => message,
            Response::BrokerHeartbeat(message) => message,
            Response::UnregisterBroker(message) => message,
            Response::DescribeTransactions(message) => message,
            Response::ListTransactions(message) => message,
            Response::AllocateProducerIds(message) => message,
            Response::ConsumerGroupHeartbeat(message) => message,
            Response::ConsumerGroupDescribe(message) => message,
            Response::ControllerRegistration(message) => message,
            Response::GetTelemetrySubscriptions(message) => message,
            Response::PushTelemetry(message) => message,
            Response::AssignReplicasToDirs(message) => message,
            Response::ListConfigResources(message) => message,
            Response::DescribeTopicPartitions(message) => message,
            Response::ShareGroupHeartbeat(message) => message,
            Response::ShareGroupDescribe(message) => message,
            Response::ShareFetch(message) => message,
            Response::ShareAcknowledge(message) => message,
            Response::AddRaftVoter(message) => message,
            Response::RemoveRaftVoter(message) => message,
            Response::UpdateRaftVoter(message) => message,
            Response::InitializeShareGroupState(message) => message,
            Response::ReadShareGroupState(message) => message,
            Response::WriteShareGroupState(message) => message,
            Response::DeleteShareGroupState(message) => message,
            Response::ReadShareGroupStateSummary(message) => message,
            Response::StreamsGroupHeartbeat(message) => &mut **message,
            Response::StreamsGroupDescribe(message) => message,
            Response::DescribeShareGroupOffsets(message) => message,
            Response::AlterShareGroupOffsets(message) => message,
            Response::DeleteShareGroupOffsets(message) => message,
        }
    }
}

impl From<ProduceResponse> for Response {
    fn from(message: ProduceResponse) -> Response {
        Response::Produce(message)
    }
}

impl From<FetchResponse> for Response {
    fn from(message: FetchResponse) -> Response {
        Response::Fetch(message)
    }
}

impl From<ListOffsetsResponse> for Response {
    fn from(message: ListOffsetsResponse) -> Response {
        Response::ListOffsets(message)
    }
}

impl From<MetadataResponse> for Response {
    fn from(message: MetadataResponse) -> Response {
        Response::Metadata(message)
    }
}

impl From<OffsetCommitResponse> for Response {
    fn from(message: OffsetCommitResponse) -> Response {
        Response::OffsetCommit(message)
    }
}

impl From<OffsetFetchResponse> for Response {
    fn from(message: OffsetFetchResponse) -> Response {
        Response::OffsetFetch(message)
    }
}

impl From<FindCoordinatorResponse> for Response {
    fn from(message: FindCoordinatorResponse) -> Response {
        Response::FindCoordinator(message)
    }
}

impl From<JoinGroupResponse> for Response {
    fn from(message: JoinGroupResponse) -> Response {
        Response::JoinGroup(message)
    }
}

impl From<HeartbeatResponse> for Response {
    fn from(message: HeartbeatResponse) -> Response {
        Response::Heartbeat(message)
    }
}

impl From<LeaveGroupResponse> for Response {
    fn from(message: LeaveGroupResponse) -> Response {
        Response::LeaveGroup(message)
    }
}

impl From<SyncGroupResponse> for Response {
    fn from(message: SyncGroupResponse) -> Response {
        Response::SyncGroup(message)
    }
}

impl From<DescribeGroupsResponse> for Response {
    fn from(message: DescribeGroupsResponse) -> Response {
        Response::DescribeGroups(message)
    }
}

impl From<ListGroupsResponse> for Response {
    fn from(message: ListGroupsResponse) -> Response {
        Response::ListGroups(message)
    }
}

impl From<SaslHandshakeResponse> for Response {
    fn from(message: SaslHandshakeResponse) -> Response {
        Response::SaslHandshake(message)
    }
}

impl From<ApiVersionsResponse> for Response {
    fn from(message: ApiVersionsResponse) -> Response {
        Response::ApiVersions(message)
    }
}

impl From<CreateTopicsResponse> for Response {
    fn from(message: CreateTopicsResponse) -> Response {
        Response::CreateTopics(message)
    }
}

impl From<DeleteTopicsResponse> for Response {
    fn from(message: DeleteTopicsResponse) -> Response {
        Response::DeleteTopics(message)
    }
}

impl From<DeleteRecordsResponse> for Response {
    fn from(message: DeleteRecordsResponse) -> Response {
        Response::DeleteRecords(message)
    }
}

impl From<InitProducerIdResponse> for Response {
    fn from(message: InitProducerIdResponse) -> Response {
        Response::InitProducerId(message)
    }
}

impl From<OffsetForLeaderEpochResponse> for Response {
    fn from(message: OffsetForLeaderEpochResponse) -> Response {
        Response::OffsetForLeaderEpoch(message)
    }
}

impl From<AddPartitionsToTxnResponse> for Response {
    fn from(message: AddPartitionsToTxnResponse) -> Response {
        Response::AddPartitionsToTxn(message)
    }
}

impl From<AddOffsetsToTxnResponse> for Response {
    fn from(message: AddOffsetsToTxnResponse) -> Response {
        Response::AddOffsetsToTxn(message)
    }
}

impl From<EndTxnResponse> for Response {
    fn from(message: EndTxnResponse) -> Response {
        Response::EndTxn(message)
    }
}

impl From<WriteTxnMarkersResponse> for Response {
    fn from(message: WriteTxnMarkersResponse) -> Response {
        Response::WriteTxnMarkers(message)
    }
}

impl From<TxnOffsetCommitResponse> for Response {
    fn from(message: TxnOffsetCommitResponse) -> Response {
        Response::TxnOffsetCommit(message)
    }
}

impl From<DescribeAclsResponse> for Response {
    fn from(message: DescribeAclsResponse) -> Response {
        Response::DescribeAcls(message)
    }
}

impl From<CreateAclsResponse> for Response {
    fn from(message: CreateAclsResponse) -> Response {
        Response::CreateAcls(message)
    }
}

impl From<DeleteAclsResponse> for Response {
    fn from(message: DeleteAclsResponse) -> Response {
        Response::DeleteAcls(message)
    }
}

impl From<DescribeConfigsResponse> for Response {
    fn from(message: DescribeConfigsResponse) -> Response {
        Response::DescribeConfigs(message)
    }
}

impl From<AlterConfigsResponse> for Response {
    fn from(message: AlterConfigsResponse) -> Response {
        Response::AlterConfigs(message)
    }
}

impl From<AlterReplicaLogDirsResponse> for Response {
    fn from(message: AlterReplicaLogDirsResponse) -> Response {
        Response::AlterReplicaLogDirs(message)
    }
}

impl From<DescribeLogDirsResponse> for Response {
    fn from(message: DescribeLogDirsResponse) -> Response {
        Response::DescribeLogDirs(message)
    }
}

impl From<SaslAuthenticateResponse> for Response {
    fn from(message: SaslAuthenticateResponse) -> Response {
        Response::SaslAuthenticate(message)
    }
}

impl From<CreatePartitionsResponse> for Response {
    fn from(message: CreatePartitionsResponse) -> Response {
        Response::CreatePartitions(message)
    }
}

impl From<CreateDelegationTokenResponse> for Response {
    fn from(message: CreateDelegationTokenResponse) -> Response {
        Response::CreateDelegationToken(Box::new(message))
    }
}

impl From<RenewDelegationTokenResponse> for Response {
    fn from(message: RenewDelegationTokenResponse) -> Response {
        Response::RenewDelegationToken(message)
    }
}

impl From<ExpireDelegationTokenResponse> for Response {
    fn from(message: ExpireDelegationTokenResponse) -> Response {
        Response::ExpireDelegationToken(message)
    }
}

impl From<DescribeDelegationTokenResponse> for Response {
    fn from(message: DescribeDelegationTokenResponse) -> Response {
        Response::DescribeDelegationToken(message)
    }
}

impl From<DeleteGroupsResponse> for Response {
    fn from(message: DeleteGroupsResponse) -> Response {
        Response::DeleteGroups(message)
    }
}

impl From<ElectLeadersResponse> for Response {
    fn from(message: ElectLeadersResponse) -> Response {
        Response::ElectLeaders(message)
    }
}

impl From<IncrementalAlterConfigsResponse> for Response {
    fn from(message: IncrementalAlterConfigsResponse) -> Response {
        Response::IncrementalAlterConfigs(message)
    }
}

impl From<AlterPartitionReassignmentsResponse> for Response {
    fn from(message: AlterPartitionReassignmentsResponse) -> Response {
        Response::AlterPartitionReassignments(message)
    }
}

impl From<ListPartitionReassignmentsResponse> for Response {
    fn from(message: ListPartitionReassignmentsResponse) -> Response {
        Response::ListPartitionReassignments(message)
    }
}

impl From<OffsetDeleteResponse> for Response {
    fn from(message: OffsetDeleteResponse) -> Response {
        Response::OffsetDelete(message)
    }
}

impl From<DescribeClientQuotasResponse> for Response {
    fn from(message: DescribeClientQuotasResponse) -> Response {
        Response::DescribeClientQuotas(message)
    }
}

impl From<AlterClientQuotasResponse> for Response {
    fn from(message: AlterClientQuotasResponse) -> Response {
        Response::AlterClientQuotas(message)
    }
}

impl From<DescribeUserScramCredentialsResponse> for Response {
    fn from(message: DescribeUserScramCredentialsResponse) -> Response {
        Response::DescribeUserScramCredentials(message)
    }
}

impl From<AlterUserScramCredentialsResponse> for Response {
    fn from(message: AlterUserScramCredentialsResponse) -> Response {
        Response::AlterUserScramCredentials(message)
    }
}

impl From<VoteResponse> for Response {
    fn from(message: VoteResponse) -> Response {
        Response::Vote(message)
    }
}

impl From<BeginQuorumEpochResponse> for Response {
    fn from(message: BeginQuorumEpochResponse) -> Response {
        Response::BeginQuorumEpoch(message)
    }
}

impl From<EndQuorumEpochResponse> for Response {
    fn from(message: EndQuorumEpochResponse) -> Response {
        Response::EndQuorumEpoch(message)
    }
}

impl From<DescribeQuorumResponse> for Response {
    fn from(message: DescribeQuorumResponse) -> Response {
        Response::DescribeQuorum(message)
    }
}

impl From<AlterPartitionResponse> for Response {
    fn from(message: AlterPartitionResponse) -> Response {
        Response::AlterPartition(message)
    }
}

impl From<UpdateFeaturesResponse> for Response {
    fn from(message: UpdateFeaturesResponse) -> Response {
        Response::UpdateFeatures(message)
    }
}

impl From<EnvelopeResponse> for Response {
    fn from(message: EnvelopeResponse) -> Response {
        Response::Envelope(message)
    }
}

impl From<FetchSnapshotResponse> for Response {
    fn from(message: FetchSnapshotResponse) -> Response {
        Response::FetchSnapshot(message)
    }
}

impl From<DescribeClusterResponse> for Response {
    fn from(message: DescribeClusterResponse) -> Response {
        Response::DescribeCluster(message)
    }
}

impl From<DescribeProducersResponse> for Response {
    fn from(message: DescribeProducersResponse) -> Response {
        Response::DescribeProducers(message)
    }
}

impl From<BrokerRegistrationResponse> for Response {
    fn from(message: BrokerRegistrationResponse) -> Response {
        Response::BrokerRegistration(message)
    }
}

impl From<BrokerHeartbeatResponse> for Response {
    fn from(message: BrokerHeartbeatResponse) -> Response {
        Response::BrokerHeartbeat(message)
    }
}

impl From<UnregisterBrokerResponse> for Response {
    fn from(message: UnregisterBrokerResponse) -> Response {
        Response::UnregisterBroker(message)
    }
}

impl From<DescribeTransactionsResponse> for Response {
    fn from(message: DescribeTransactionsResponse) -> Response {
        Response::DescribeTransactions(message)
    }
}

impl From<ListTransactionsResponse> for Response {
    fn from(message: ListTransactionsResponse) -> Response {
        Response::ListTransactions(message)
    }
}

impl From<AllocateProducerIdsResponse> for Response {
    fn from(message: AllocateProducerIdsResponse) -> Response {
        Response::AllocateProducerIds(message)
    }
}

impl From<ConsumerGroupHeartbeatResponse> for Response {
    fn from(message: ConsumerGroupHeartbeatResponse) -> Response {
        Response::ConsumerGroupHeartbeat(message)
    }
}

impl From<ConsumerGroupDescribeResponse> for Response {
    fn from(message: ConsumerGroupDescribeResponse) -> Response {
        Response::ConsumerGroupDescribe(message)
    }
}

impl From<ControllerRegistrationResponse> for Response {
    fn from(message: ControllerRegistrationResponse) -> Response {
        Response::ControllerRegistration(message)
    }
}

impl From<GetTelemetrySubscriptionsResponse> for Response {
    fn from(message: GetTelemetrySubscriptionsResponse) -> Response {
        Response::GetTelemetrySubscriptions(message)
    }
}

impl From<PushTelemetryResponse> for Response {
    fn from(message: PushTelemetryResponse) -> Response {
        Response::PushTelemetry(message)
    }
}

impl From<AssignReplicasToDirsResponse> for Response {
    fn from(message: AssignReplicasToDirsResponse) -> Response {
        Response::AssignReplicasToDirs(message)
    }
}

impl From<ListConfigResourcesResponse> for Response {
    fn from(message: ListConfigResourcesResponse) -> Response {
        Response::ListConfigResources(message)
    }
}

impl From<DescribeTopicPartitionsResponse> for Response {
    fn from(message: DescribeTopicPartitionsResponse) -> Response {
        Response::DescribeTopicPartitions(message)
    }
}

impl From<ShareGroupHeartbeatResponse> for Response {
    fn from(message: ShareGroupHeartbeatResponse) -> Response {
        Response::ShareGroupHeartbeat(message)
    }
}

impl From<ShareGroupDescribeResponse> for Response {
    fn from(message: ShareGroupDescribeResponse) -> Response {
        Response::ShareGroupDescribe(message)
    }
}

impl From<ShareFetchResponse> for Response {
    fn from(message: ShareFetchResponse) -> Response {
        Response::ShareFetch(message)
    }
}

impl From<ShareAcknowledgeResponse> for Response {
    fn from(message: ShareAcknowledgeResponse) -> Response {
        Response::ShareAcknowledge(message)
    }
}

impl From<AddRaftVoterResponse> for Response {
    fn from(message: AddRaftVoterResponse) -> Response {
        Response::AddRaftVoter(message)
    }
}

impl From<RemoveRaftVoterResponse> for Response {
    fn from(message: RemoveRaftVoterResponse) -> Response {
        Response::RemoveRaftVoter(message)
    }
}

impl From<UpdateRaftVoterResponse> for Response {
    fn from(message: UpdateRaftVoterResponse) -> Response {
        Response::UpdateRaftVoter(message)
    }
}

impl From<InitializeShareGroupStateResponse> for Response {
    fn from(message: InitializeShareGroupStateResponse) -> Response {
        Response::InitializeShareGroupState(message)
    }
}

impl From<ReadShareGroupStateResponse> for Response {
    fn from(message: ReadShareGroupStateResponse) -> Response {
        Response::ReadShareGroupState(message)
    }
}

impl From<WriteShareGroupStateResponse> for Response {
    fn from(message: WriteShareGroupStateResponse) -> Response {
        Response::WriteShareGroupState(message)
    }
}

impl From<DeleteShareGroupStateResponse> for Response {
    fn from(message: DeleteShareGroupStateResponse) -> Response {
        Response::DeleteShareGroupState(message)
    }
}

impl From<ReadShareGroupStateSummaryResponse> for Response {
    fn from(message: ReadShareGroupStateSummaryResponse) -> Response {
        Response::ReadShareGroupStateSummary(message)
    }
}

impl From<StreamsGroupHeartbeatResponse> for Response {
    fn from(message: StreamsGroupHeartbeatResponse) -> Response {
        Response::StreamsGroupHeartbeat(Box::new(message))
    }
}

impl From<StreamsGroupDescribeResponse> for Response {
    fn from(message: StreamsGroupDescribeResponse) -> Response {
        Response::StreamsGroupDescribe(message)
    }
}

impl From<DescribeShareGroupOffsetsResponse> for Response {
    fn from(message: DescribeShareGroupOffsetsResponse) -> Response {
        Response::DescribeShareGroupOffsets(message)
    }
}

impl From<AlterShareGroupOffsetsResponse> for Response {
    fn from(message: AlterShareGroupOffsetsResponse) -> Response {
        Response::AlterShareGroupOffsets(message)
    }
}

impl From<DeleteShareGroupOffsetsResponse> for Response {
    fn from(message: DeleteShareGroupOffsetsResponse) -> Response {
        Response::DeleteShareGroupOffsets(message)
    }
}
