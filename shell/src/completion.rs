//! What a shell may complete: the options of each tool.

use alloc::vec::Vec;

use crate::options::Spec;
use crate::{
    api_versions, cluster, configs, consumer, delete_records, elections, features, get_offsets, groups,
    list_groups, log_dirs, producer, quorum, reassign, topics, transactions,
};

/// Names of the options of a tool, without their dashes; none for what is no tool.
#[must_use]
pub fn option_names(tool: &str) -> Vec<&'static str> {
    let name = tool.rsplit('/').next().unwrap_or(tool);
    let specs: &[Spec] = match name.strip_suffix(".sh").unwrap_or(name) {
        "kafka-topics" => topics::OPTIONS,
        "kafka-console-producer" => producer::OPTIONS,
        "kafka-console-consumer" => consumer::OPTIONS,
        "kafka-consumer-groups" => groups::OPTIONS,
        "kafka-configs" => configs::OPTIONS,
        "kafka-get-offsets" => get_offsets::OPTIONS,
        "kafka-leader-election" => elections::OPTIONS,
        "kafka-metadata-quorum" => quorum::OPTIONS,
        "kafka-cluster" => cluster::OPTIONS,
        "kafka-broker-api-versions" => api_versions::OPTIONS,
        "kafka-delete-records" => delete_records::OPTIONS,
        "kafka-features" => features::OPTIONS,
        "kafka-groups" => list_groups::OPTIONS,
        "kafka-log-dirs" => log_dirs::OPTIONS,
        "kafka-reassign-partitions" => reassign::OPTIONS,
        "kafka-transactions" => transactions::OPTIONS,
        _ => &[],
    };
    specs.iter().map(|(name, _)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TOOL_NAMES;

    #[test]
    fn every_tool_has_options() {
        for tool in TOOL_NAMES {
            assert!(option_names(tool).contains(&"bootstrap-server"), "{tool}");
        }
        assert!(option_names("bin/kafka-topics.sh").contains(&"replication-factor"));
        assert!(option_names("ls").is_empty());
    }
}
