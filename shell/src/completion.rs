//! What a shell may complete: the options of each tool.

use alloc::vec::Vec;

use crate::names::base_name;
use crate::options::Spec;
use crate::{
    api_versions, cluster, configs, consumer, delete_records, dump_log, elections, features, get_offsets,
    groups, list_groups, log_dirs, perf, producer, quorum, reassign, topics, transactions,
};

/// Names of the options of a tool, without their dashes; none for what is no tool.
#[must_use]
pub fn option_names(tool: &str) -> Vec<&'static str> {
    let specs: &[Spec] = match base_name(tool) {
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
        "kafka-dump-log" => dump_log::OPTIONS,
        "kafka-producer-perf-test" => perf::PRODUCER_OPTIONS,
        "kafka-consumer-perf-test" => perf::CONSUMER_OPTIONS,
        "kafka-e2e-latency" => perf::E2E_OPTIONS,
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
        // The one reads files, the other tells of processes.
        let alone = ["kafka-dump-log.sh", "jps"];
        for tool in TOOL_NAMES {
            let asks = option_names(tool).contains(&"bootstrap-server");
            assert_eq!(asks, !alone.contains(tool), "{tool}");
        }
        assert!(option_names("kafka-dump-log.sh").contains(&"files"));
        assert!(option_names("bin/kafka-topics.sh").contains(&"replication-factor"));
        assert!(option_names("ls").is_empty());
    }
}
