//! What is counted, and how numbers are written.

use crate::{Language, Noun, language};

nouns! {
    BATCHES { en: "batch", "batches", de: "Batch", "Batches" }
    BROKERS_COUNTED { en: "broker", "brokers", de: "Broker", "Broker" }
    BYTES { en: "byte", "bytes", de: "Byte", "Bytes" }
    CONSUMER_GROUPS { en: "consumer group", "consumer groups", de: "Consumer Group", "Consumer Groups" }
    MESSAGES { en: "message", "messages", de: "Nachricht", "Nachrichten" }
    MORE_BATCHES { en: "more batch", "more batches", de: "weiterer Batch", "weitere Batches" }
    MORE_PARTITIONS { en: "more partition", "more partitions", de: "weitere Partition", "weitere Partitionen" }
    PARTITIONS { en: "partition", "partitions", de: "Partition", "Partitionen" }
    PRODUCERS_COUNTED { en: "producer", "producers", de: "Producer", "Producer" }
    RECORDS { en: "record", "records", de: "Record", "Records" }
    REPLICAS_COUNTED { en: "replica", "replicas", de: "Replica", "Replicas" }
    TOPICS { en: "topic", "topics", de: "Topic", "Topics" }
}

/// `1 record`, `2 records`.
pub fn plural(number: u64, noun: Noun) -> String {
    format!("{} {}", count(number), noun.of(number))
}

/// `2,881`; in German `2.881`.
pub fn count(number: u64) -> String {
    let group = match language() {
        Language::English => ',',
        Language::German => '.',
    };
    let digits = number.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    text
}

/// A number from its tenths, `15` is `1.5`; in German `1,5`.
pub fn decimal(tenths: u64) -> String {
    format!("{}{}{}", tenths / 10, point(), tenths % 10)
}

/// What stands before the decimals.
pub(crate) fn point() -> char {
    match language() {
        Language::English => '.',
        Language::German => ',',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::in_language;

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        let all =
            || [count(1_234_567), count(999), decimal(15), plural(1, PARTITIONS), plural(2000, PARTITIONS)];
        assert_eq!(all(), ["1,234,567", "999", "1.5", "1 partition", "2,000 partitions"]);
        assert_eq!(
            in_language(Language::German, all),
            ["1.234.567", "999", "1,5", "1 Partition", "2.000 Partitionen"]
        );
    }
}
