// Generated from wire/schemas by `cargo xtask generate`; do not edit.
//! The numbers of the APIs.

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
