//! What the tools are called, and which line calls one.

/// Names of the tools, as one types them.
pub const TOOL_NAMES: &[&str] = &[
    "kafka-topics.sh",
    "kafka-console-producer.sh",
    "kafka-console-consumer.sh",
    "kafka-consumer-groups.sh",
    "kafka-configs.sh",
    "kafka-get-offsets.sh",
    "kafka-leader-election.sh",
    "kafka-metadata-quorum.sh",
    "kafka-cluster.sh",
    "kafka-broker-api-versions.sh",
    "kafka-delete-records.sh",
    "kafka-features.sh",
    "kafka-groups.sh",
    "kafka-log-dirs.sh",
    "kafka-reassign-partitions.sh",
    "kafka-transactions.sh",
    "kafka-dump-log.sh",
    "kafka-producer-perf-test.sh",
    "kafka-consumer-perf-test.sh",
    "kafka-e2e-latency.sh",
    "jps",
];

/// The tool that a line calls, by its path or without: `kafka-topics` of `./bin/kafka-topics.sh --list`; `None` for a line
/// whose first word is no tool's name.
#[must_use]
pub fn called(line: &str) -> Option<&'static str> {
    let name = base_name(first_word(line));
    TOOL_NAMES.iter().map(|tool| base_name(tool)).find(|tool| *tool == name)
}

/// Whether a line calls a tool, or one that Kafka might have: whoever hosts tools answers it with what there is.
#[must_use]
pub fn calls(line: &str) -> bool {
    called(line).is_some() || base_name(first_word(line)).starts_with("kafka-")
}

/// `kafka-topics` of `kafka-topics.sh`, `bin/kafka-topics.sh` and so on.
pub(crate) fn base_name(word: &str) -> &str {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
    name.strip_suffix(".sh").or_else(|| name.strip_suffix(".bat")).unwrap_or(name)
}

fn first_word(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_is_called_by_any_path() {
        for line in [
            "kafka-topics.sh --list",
            "kafka-topics --list",
            " bin/kafka-topics.sh",
            "./bin/kafka-topics.sh --list",
            "/opt/kafka/bin/kafka-topics.sh --list",
        ] {
            assert_eq!(called(line), Some("kafka-topics"), "{line}");
        }
        assert_eq!(called("jps -l"), Some("jps"));
        assert_eq!(called("/usr/bin/jps"), Some("jps"));
    }

    #[test]
    fn what_is_no_tool_is_not_called() {
        for line in ["", "jpsx", "kill 1", "jps> text", "topic kafka-topics.sh", "/broker 17"] {
            assert!(!calls(line), "{line}");
        }
        assert!(calls("bin/kafka-nothing.sh") && called("bin/kafka-nothing.sh").is_none());
    }
}
