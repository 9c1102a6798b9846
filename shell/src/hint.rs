//! A line that tells why an option of old times is not known any more, after what Kafka's tool says of it.

use alloc::string::{String, ToString};

/// What was given up, and what there is in its place.
const GONE: [(&str, &str); 2] = [
    (
        "--zookeeper",
        "Kafka took --zookeeper away in 3.0, and in 4.0 ZooKeeper itself: the tools ask brokers, with --bootstrap-server \
         host:port.\n",
    ),
    (
        "--broker-list",
        "Kafka took --broker-list away in 4.0: every tool takes --bootstrap-server host:port in its place.\n",
    ),
];

/// Tools that still have `--broker-list`: there it names brokers by their ids.
const WITH_BROKER_LIST: [&str; 2] = ["kafka-log-dirs", "kafka-reassign-partitions"];

/// The hint for a line that was refused.
pub(crate) fn of(line: &str) -> Option<String> {
    let has = |option: &str| line.split_whitespace().any(|word| word.split('=').next() == Some(option));
    let keeps =
        |option: &str| option == "--broker-list" && WITH_BROKER_LIST.iter().any(|tool| line.contains(tool));
    let (_, why) = GONE.iter().find(|(option, _)| has(option) && !keeps(option))?;
    Some(why.to_string())
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn only_what_is_gone() {
        assert!(of("kafka-topics.sh --zookeeper localhost:2181 --list").unwrap().contains("3.0"));
        assert!(
            of("kafka-console-producer.sh --broker-list=localhost:9092 --topic t").unwrap().contains("4.0")
        );
        assert_eq!(of("kafka-log-dirs.sh --bootstrap-server a:1 --describe --broker-list 7"), None);
        assert_eq!(of("kafka-topics.sh --list"), None);
    }
}
