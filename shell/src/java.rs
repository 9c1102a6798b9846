//! Orders that come from Java's hash maps: Kafka's tools print in them, so a transcript shows them.

use alloc::vec::Vec;

/// `String.hashCode`.
pub(crate) fn string_hash(text: &str) -> i32 {
    text.encode_utf16().fold(0_i32, |hash, unit| hash.wrapping_mul(31).wrapping_add(i32::from(unit)))
}

/// `TopicPartition.hashCode`.
pub(crate) fn topic_partition_hash(topic: &str, partition: i32) -> i32 {
    31_i32.wrapping_add(partition).wrapping_mul(31).wrapping_add(string_hash(topic))
}

/// Sorts as a `HashMap` that was made for `capacity` entries, and got these in this order, gives them again.
pub(crate) fn hash_order<T>(items: &mut [T], capacity: usize, hash: impl Fn(&T) -> i32) {
    let mut table = u32::try_from(capacity).unwrap_or(1).max(1).next_power_of_two();
    while u64::try_from(items.len()).unwrap_or(0) * 4 > u64::from(table) * 3 {
        table *= 2;
    }
    items.sort_by_key(|item| {
        let hash = hash(item).cast_unsigned();
        (hash ^ (hash >> 16)) & (table - 1)
    });
}

/// Capacity of a `HashMap` made without one.
pub(crate) const DEFAULT_CAPACITY: usize = 16;

/// Names in the order of a `HashMap` made for as many as there are.
pub(crate) fn in_hash_order(mut names: Vec<&str>) -> Vec<&str> {
    let capacity = names.len();
    hash_order(&mut names, capacity, |name| string_hash(name));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_as_seen() {
        let mut names = alloc::vec!["-dash", "c1", "c2", "dots.and_underscores", "first_topic", "kafkatask"];
        names.extend(["second_topic", "third_topic", "x"]);
        let seen = ["kafkatask", "first_topic", "-dash", "third_topic", "x", "second_topic", "c1"];
        assert_eq!(in_hash_order(names), [&seen[..], &["dots.and_underscores", "c2"]].concat());
    }

    #[test]
    fn partitions_as_seen() {
        let mut partitions = [("kafkatask", 0), ("kafkatask", 1), ("kafkatask", 2)];
        hash_order(&mut partitions, DEFAULT_CAPACITY, |(t, p)| topic_partition_hash(t, *p));
        assert_eq!(partitions.map(|(_, p)| p), [1, 2, 0]);
    }
}
