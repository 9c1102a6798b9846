//! What the first active controller of a new cluster appends: what formatting the storage has decided.

use alloc::vec;
use alloc::vec::Vec;

use partita_wire::MetadataRecord;
use partita_wire::messages::begin_transaction_record::BeginTransactionRecord;
use partita_wire::messages::config_record::ConfigRecord;
use partita_wire::messages::end_transaction_record::EndTransactionRecord;
use partita_wire::messages::feature_level_record::FeatureLevelRecord;

use crate::configs::BROKER;
use crate::node::features::FORMATTED;

/// Features at their levels, and the cluster-wide minimum of in-sync replicas that ELR asks for (KIP-966).
pub(super) fn records() -> Vec<MetadataRecord> {
    let begin = BeginTransactionRecord { name: Some("Bootstrap records".into()) };
    let mut records = vec![MetadataRecord::BeginTransaction(begin)];
    records.extend(FORMATTED.iter().map(|&(name, feature_level)| {
        MetadataRecord::FeatureLevel(FeatureLevelRecord { name: name.into(), feature_level })
    }));
    records.push(MetadataRecord::Config(ConfigRecord {
        resource_type: BROKER,
        resource_name: "".into(),
        name: "min.insync.replicas".into(),
        value: Some("1".into()),
    }));
    records.push(MetadataRecord::EndTransaction(EndTransactionRecord {}));
    records
}
