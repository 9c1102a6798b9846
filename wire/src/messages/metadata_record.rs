// Generated from wire/schemas by `cargo xtask generate`; do not edit.
//! A record of `__cluster_metadata`.

use super::abort_transaction_record::AbortTransactionRecord;
use super::access_control_entry_record::AccessControlEntryRecord;
use super::begin_transaction_record::BeginTransactionRecord;
use super::broker_registration_change_record::BrokerRegistrationChangeRecord;
use super::clear_elr_record::ClearElrRecord;
use super::client_quota_record::ClientQuotaRecord;
use super::config_record::ConfigRecord;
use super::delegation_token_record::DelegationTokenRecord;
use super::end_transaction_record::EndTransactionRecord;
use super::feature_level_record::FeatureLevelRecord;
use super::fence_broker_record::FenceBrokerRecord;
use super::no_op_record::NoOpRecord;
use super::partition_change_record::PartitionChangeRecord;
use super::partition_record::PartitionRecord;
use super::producer_ids_record::ProducerIdsRecord;
use super::register_broker_record::RegisterBrokerRecord;
use super::register_controller_record::RegisterControllerRecord;
use super::remove_access_control_entry_record::RemoveAccessControlEntryRecord;
use super::remove_delegation_token_record::RemoveDelegationTokenRecord;
use super::remove_topic_record::RemoveTopicRecord;
use super::remove_user_scram_credential_record::RemoveUserScramCredentialRecord;
use super::topic_record::TopicRecord;
use super::unfence_broker_record::UnfenceBrokerRecord;
use super::unregister_broker_record::UnregisterBrokerRecord;
use super::user_scram_credential_record::UserScramCredentialRecord;
use super::zk_migration_state_record::ZkMigrationStateRecord;
use crate::codec::{Message, Root, Schema};

/// A record of `__cluster_metadata`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetadataRecord {
    /// [`RegisterBrokerRecord`].
    RegisterBroker(RegisterBrokerRecord),
    /// [`UnregisterBrokerRecord`].
    UnregisterBroker(UnregisterBrokerRecord),
    /// [`TopicRecord`].
    Topic(TopicRecord),
    /// [`PartitionRecord`].
    Partition(PartitionRecord),
    /// [`ConfigRecord`].
    Config(ConfigRecord),
    /// [`PartitionChangeRecord`].
    PartitionChange(PartitionChangeRecord),
    /// [`FenceBrokerRecord`].
    FenceBroker(FenceBrokerRecord),
    /// [`UnfenceBrokerRecord`].
    UnfenceBroker(UnfenceBrokerRecord),
    /// [`RemoveTopicRecord`].
    RemoveTopic(RemoveTopicRecord),
    /// [`DelegationTokenRecord`].
    DelegationToken(DelegationTokenRecord),
    /// [`UserScramCredentialRecord`].
    UserScramCredential(UserScramCredentialRecord),
    /// [`FeatureLevelRecord`].
    FeatureLevel(FeatureLevelRecord),
    /// [`ClientQuotaRecord`].
    ClientQuota(ClientQuotaRecord),
    /// [`ProducerIdsRecord`].
    ProducerIds(ProducerIdsRecord),
    /// [`BrokerRegistrationChangeRecord`].
    BrokerRegistrationChange(BrokerRegistrationChangeRecord),
    /// [`AccessControlEntryRecord`].
    AccessControlEntry(AccessControlEntryRecord),
    /// [`RemoveAccessControlEntryRecord`].
    RemoveAccessControlEntry(RemoveAccessControlEntryRecord),
    /// [`NoOpRecord`].
    NoOp(NoOpRecord),
    /// [`ZkMigrationStateRecord`].
    ZkMigrationState(ZkMigrationStateRecord),
    /// [`RemoveUserScramCredentialRecord`].
    RemoveUserScramCredential(RemoveUserScramCredentialRecord),
    /// [`BeginTransactionRecord`].
    BeginTransaction(BeginTransactionRecord),
    /// [`EndTransactionRecord`].
    EndTransaction(EndTransactionRecord),
    /// [`AbortTransactionRecord`].
    AbortTransaction(AbortTransactionRecord),
    /// [`RemoveDelegationTokenRecord`].
    RemoveDelegationToken(RemoveDelegationTokenRecord),
    /// [`RegisterControllerRecord`].
    RegisterController(RegisterControllerRecord),
    /// [`ClearElrRecord`].
    ClearElr(ClearElrRecord),
}

impl MetadataRecord {
    /// The record of a type with every field at its default; `None` if Kafka has no such type.
    pub fn new(record_type: i16) -> Option<MetadataRecord> {
        Some(match record_type {
            0 => MetadataRecord::RegisterBroker(RegisterBrokerRecord::default()),
            1 => MetadataRecord::UnregisterBroker(UnregisterBrokerRecord::default()),
            2 => MetadataRecord::Topic(TopicRecord::default()),
            3 => MetadataRecord::Partition(PartitionRecord::default()),
            4 => MetadataRecord::Config(ConfigRecord::default()),
            5 => MetadataRecord::PartitionChange(PartitionChangeRecord::default()),
            7 => MetadataRecord::FenceBroker(FenceBrokerRecord::default()),
            8 => MetadataRecord::UnfenceBroker(UnfenceBrokerRecord::default()),
            9 => MetadataRecord::RemoveTopic(RemoveTopicRecord::default()),
            10 => MetadataRecord::DelegationToken(DelegationTokenRecord::default()),
            11 => MetadataRecord::UserScramCredential(UserScramCredentialRecord::default()),
            12 => MetadataRecord::FeatureLevel(FeatureLevelRecord::default()),
            14 => MetadataRecord::ClientQuota(ClientQuotaRecord::default()),
            15 => MetadataRecord::ProducerIds(ProducerIdsRecord::default()),
            17 => MetadataRecord::BrokerRegistrationChange(BrokerRegistrationChangeRecord::default()),
            18 => MetadataRecord::AccessControlEntry(AccessControlEntryRecord::default()),
            19 => MetadataRecord::RemoveAccessControlEntry(RemoveAccessControlEntryRecord::default()),
            20 => MetadataRecord::NoOp(NoOpRecord::default()),
            21 => MetadataRecord::ZkMigrationState(ZkMigrationStateRecord::default()),
            22 => MetadataRecord::RemoveUserScramCredential(RemoveUserScramCredentialRecord::default()),
            23 => MetadataRecord::BeginTransaction(BeginTransactionRecord::default()),
            24 => MetadataRecord::EndTransaction(EndTransactionRecord::default()),
            25 => MetadataRecord::AbortTransaction(AbortTransactionRecord::default()),
            26 => MetadataRecord::RemoveDelegationToken(RemoveDelegationTokenRecord::default()),
            27 => MetadataRecord::RegisterController(RegisterControllerRecord::default()),
            28 => MetadataRecord::ClearElr(ClearElrRecord::default()),
            _ => return None,
        })
    }

    /// The number of the type.
    pub fn record_type(&self) -> i16 {
        match self {
            MetadataRecord::RegisterBroker(_) => 0,
            MetadataRecord::UnregisterBroker(_) => 1,
            MetadataRecord::Topic(_) => 2,
            MetadataRecord::Partition(_) => 3,
            MetadataRecord::Config(_) => 4,
            MetadataRecord::PartitionChange(_) => 5,
            MetadataRecord::FenceBroker(_) => 7,
            MetadataRecord::UnfenceBroker(_) => 8,
            MetadataRecord::RemoveTopic(_) => 9,
            MetadataRecord::DelegationToken(_) => 10,
            MetadataRecord::UserScramCredential(_) => 11,
            MetadataRecord::FeatureLevel(_) => 12,
            MetadataRecord::ClientQuota(_) => 14,
            MetadataRecord::ProducerIds(_) => 15,
            MetadataRecord::BrokerRegistrationChange(_) => 17,
            MetadataRecord::AccessControlEntry(_) => 18,
            MetadataRecord::RemoveAccessControlEntry(_) => 19,
            MetadataRecord::NoOp(_) => 20,
            MetadataRecord::ZkMigrationState(_) => 21,
            MetadataRecord::RemoveUserScramCredential(_) => 22,
            MetadataRecord::BeginTransaction(_) => 23,
            MetadataRecord::EndTransaction(_) => 24,
            MetadataRecord::AbortTransaction(_) => 25,
            MetadataRecord::RemoveDelegationToken(_) => 26,
            MetadataRecord::RegisterController(_) => 27,
            MetadataRecord::ClearElr(_) => 28,
        }
    }

    /// The name and versions of the message inside.
    pub fn schema(&self) -> &'static Schema {
        match self {
            MetadataRecord::RegisterBroker(_) => &RegisterBrokerRecord::SCHEMA,
            MetadataRecord::UnregisterBroker(_) => &UnregisterBrokerRecord::SCHEMA,
            MetadataRecord::Topic(_) => &TopicRecord::SCHEMA,
            MetadataRecord::Partition(_) => &PartitionRecord::SCHEMA,
            MetadataRecord::Config(_) => &ConfigRecord::SCHEMA,
            MetadataRecord::PartitionChange(_) => &PartitionChangeRecord::SCHEMA,
            MetadataRecord::FenceBroker(_) => &FenceBrokerRecord::SCHEMA,
            MetadataRecord::UnfenceBroker(_) => &UnfenceBrokerRecord::SCHEMA,
            MetadataRecord::RemoveTopic(_) => &RemoveTopicRecord::SCHEMA,
            MetadataRecord::DelegationToken(_) => &DelegationTokenRecord::SCHEMA,
            MetadataRecord::UserScramCredential(_) => &UserScramCredentialRecord::SCHEMA,
            MetadataRecord::FeatureLevel(_) => &FeatureLevelRecord::SCHEMA,
            MetadataRecord::ClientQuota(_) => &ClientQuotaRecord::SCHEMA,
            MetadataRecord::ProducerIds(_) => &ProducerIdsRecord::SCHEMA,
            MetadataRecord::BrokerRegistrationChange(_) => &BrokerRegistrationChangeRecord::SCHEMA,
            MetadataRecord::AccessControlEntry(_) => &AccessControlEntryRecord::SCHEMA,
            MetadataRecord::RemoveAccessControlEntry(_) => &RemoveAccessControlEntryRecord::SCHEMA,
            MetadataRecord::NoOp(_) => &NoOpRecord::SCHEMA,
            MetadataRecord::ZkMigrationState(_) => &ZkMigrationStateRecord::SCHEMA,
            MetadataRecord::RemoveUserScramCredential(_) => &RemoveUserScramCredentialRecord::SCHEMA,
            MetadataRecord::BeginTransaction(_) => &BeginTransactionRecord::SCHEMA,
            MetadataRecord::EndTransaction(_) => &EndTransactionRecord::SCHEMA,
            MetadataRecord::AbortTransaction(_) => &AbortTransactionRecord::SCHEMA,
            MetadataRecord::RemoveDelegationToken(_) => &RemoveDelegationTokenRecord::SCHEMA,
            MetadataRecord::RegisterController(_) => &RegisterControllerRecord::SCHEMA,
            MetadataRecord::ClearElr(_) => &ClearElrRecord::SCHEMA,
        }
    }

    /// The message inside, for a codec.
    pub fn message(&mut self) -> &mut dyn Message {
        match self {
            MetadataRecord::RegisterBroker(message) => message,
            MetadataRecord::UnregisterBroker(message) => message,
            MetadataRecord::Topic(message) => message,
            MetadataRecord::Partition(message) => message,
            MetadataRecord::Config(message) => message,
            MetadataRecord::PartitionChange(message) => message,
            MetadataRecord::FenceBroker(message) => message,
            MetadataRecord::UnfenceBroker(message) => message,
            MetadataRecord::RemoveTopic(message) => message,
            MetadataRecord::DelegationToken(message) => message,
            MetadataRecord::UserScramCredential(message) => message,
            MetadataRecord::FeatureLevel(message) => message,
            MetadataRecord::ClientQuota(message) => message,
            MetadataRecord::ProducerIds(message) => message,
            MetadataRecord::BrokerRegistrationChange(message) => message,
            MetadataRecord::AccessControlEntry(message) => message,
            MetadataRecord::RemoveAccessControlEntry(message) => message,
            MetadataRecord::NoOp(message) => message,
            MetadataRecord::ZkMigrationState(message) => message,
            MetadataRecord::RemoveUserScramCredential(message) => message,
            MetadataRecord::BeginTransaction(message) => message,
            MetadataRecord::EndTransaction(message) => message,
            MetadataRecord::AbortTransaction(message) => message,
            MetadataRecord::RemoveDelegationToken(message) => message,
            MetadataRecord::RegisterController(message) => message,
            MetadataRecord::ClearElr(message) => message,
        }
    }
}

impl From<RegisterBrokerRecord> for MetadataRecord {
    fn from(message: RegisterBrokerRecord) -> MetadataRecord {
        MetadataRecord::RegisterBroker(message)
    }
}

impl From<UnregisterBrokerRecord> for MetadataRecord {
    fn from(message: UnregisterBrokerRecord) -> MetadataRecord {
        MetadataRecord::UnregisterBroker(message)
    }
}

impl From<TopicRecord> for MetadataRecord {
    fn from(message: TopicRecord) -> MetadataRecord {
        MetadataRecord::Topic(message)
    }
}

impl From<PartitionRecord> for MetadataRecord {
    fn from(message: PartitionRecord) -> MetadataRecord {
        MetadataRecord::Partition(message)
    }
}

impl From<ConfigRecord> for MetadataRecord {
    fn from(message: ConfigRecord) -> MetadataRecord {
        MetadataRecord::Config(message)
    }
}

impl From<PartitionChangeRecord> for MetadataRecord {
    fn from(message: PartitionChangeRecord) -> MetadataRecord {
        MetadataRecord::PartitionChange(message)
    }
}

impl From<FenceBrokerRecord> for MetadataRecord {
    fn from(message: FenceBrokerRecord) -> MetadataRecord {
        MetadataRecord::FenceBroker(message)
    }
}

impl From<UnfenceBrokerRecord> for MetadataRecord {
    fn from(message: UnfenceBrokerRecord) -> MetadataRecord {
        MetadataRecord::UnfenceBroker(message)
    }
}

impl From<RemoveTopicRecord> for MetadataRecord {
    fn from(message: RemoveTopicRecord) -> MetadataRecord {
        MetadataRecord::RemoveTopic(message)
    }
}

impl From<DelegationTokenRecord> for MetadataRecord {
    fn from(message: DelegationTokenRecord) -> MetadataRecord {
        MetadataRecord::DelegationToken(message)
    }
}

impl From<UserScramCredentialRecord> for MetadataRecord {
    fn from(message: UserScramCredentialRecord) -> MetadataRecord {
        MetadataRecord::UserScramCredential(message)
    }
}

impl From<FeatureLevelRecord> for MetadataRecord {
    fn from(message: FeatureLevelRecord) -> MetadataRecord {
        MetadataRecord::FeatureLevel(message)
    }
}

impl From<ClientQuotaRecord> for MetadataRecord {
    fn from(message: ClientQuotaRecord) -> MetadataRecord {
        MetadataRecord::ClientQuota(message)
    }
}

impl From<ProducerIdsRecord> for MetadataRecord {
    fn from(message: ProducerIdsRecord) -> MetadataRecord {
        MetadataRecord::ProducerIds(message)
    }
}

impl From<BrokerRegistrationChangeRecord> for MetadataRecord {
    fn from(message: BrokerRegistrationChangeRecord) -> MetadataRecord {
        MetadataRecord::BrokerRegistrationChange(message)
    }
}

impl From<AccessControlEntryRecord> for MetadataRecord {
    fn from(message: AccessControlEntryRecord) -> MetadataRecord {
        MetadataRecord::AccessControlEntry(message)
    }
}

impl From<RemoveAccessControlEntryRecord> for MetadataRecord {
    fn from(message: RemoveAccessControlEntryRecord) -> MetadataRecord {
        MetadataRecord::RemoveAccessControlEntry(message)
    }
}

impl From<NoOpRecord> for MetadataRecord {
    fn from(message: NoOpRecord) -> MetadataRecord {
        MetadataRecord::NoOp(message)
    }
}

impl From<ZkMigrationStateRecord> for MetadataRecord {
    fn from(message: ZkMigrationStateRecord) -> MetadataRecord {
        MetadataRecord::ZkMigrationState(message)
    }
}

impl From<RemoveUserScramCredentialRecord> for MetadataRecord {
    fn from(message: RemoveUserScramCredentialRecord) -> MetadataRecord {
        MetadataRecord::RemoveUserScramCredential(message)
    }
}

impl From<BeginTransactionRecord> for MetadataRecord {
    fn from(message: BeginTransactionRecord) -> MetadataRecord {
        MetadataRecord::BeginTransaction(message)
    }
}

impl From<EndTransactionRecord> for MetadataRecord {
    fn from(message: EndTransactionRecord) -> MetadataRecord {
        MetadataRecord::EndTransaction(message)
    }
}

impl From<AbortTransactionRecord> for MetadataRecord {
    fn from(message: AbortTransactionRecord) -> MetadataRecord {
        MetadataRecord::AbortTransaction(message)
    }
}

impl From<RemoveDelegationTokenRecord> for MetadataRecord {
    fn from(message: RemoveDelegationTokenRecord) -> MetadataRecord {
        MetadataRecord::RemoveDelegationToken(message)
    }
}

impl From<RegisterControllerRecord> for MetadataRecord {
    fn from(message: RegisterControllerRecord) -> MetadataRecord {
        MetadataRecord::RegisterController(message)
    }
}

impl From<ClearElrRecord> for MetadataRecord {
    fn from(message: ClearElrRecord) -> MetadataRecord {
        MetadataRecord::ClearElr(message)
    }
}
