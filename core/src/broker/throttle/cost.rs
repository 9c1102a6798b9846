//! How long a request keeps a thread busy, for the quotas of requests (KIP-124).
//!
//! A broker of Kafka's measures the time of its network and request threads. A node has no threads and no clock of its own:
//! within an input no time passes. So the time is a model, the same on every machine: a fixed part for each request and a
//! part for each byte of records that it brings or takes away. What a request waits for (records, replication, other members)
//! is no time of a thread, there as here.

use partita_wire::messages::fetch_response::PartitionData;
use partita_wire::messages::produce_request::ProduceRequest;

/// The fixed part, microseconds: what decoding, looking up and answering a small request takes on a usual machine.
const REQUEST_US: u64 = 100;

/// Records of so many bytes take another microsecond: 100 MB a second and thread.
const BYTES_PER_US: u64 = 100;

/// The time that a request took which brought or took away so many bytes of records, microseconds.
pub(super) fn request_us(bytes: u64) -> u64 {
    REQUEST_US.saturating_add(bytes / BYTES_PER_US)
}

/// A quota in thousandths of a percent of one thread, as thousandths of a microsecond a second.
pub(super) fn us_by_second(percent: u128) -> u128 {
    percent.saturating_mul(10_000)
}

/// Bytes of records that a request brings.
pub(super) fn produced(body: &ProduceRequest) -> u64 {
    let partitions = body.topic_data.iter().flat_map(|topic| &topic.partition_data);
    let records = partitions.filter_map(|partition| partition.records.as_ref());
    records.map(|records| u64::try_from(records.bytes().len()).unwrap_or(u64::MAX)).sum()
}

/// Bytes of records that an answer takes away.
pub(in crate::broker) fn fetched(partitions: &[PartitionData]) -> u64 {
    let records = partitions.iter().filter_map(|partition| partition.records.as_ref());
    records.map(|records| u64::try_from(records.len()).unwrap_or(u64::MAX)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_percent_of_a_thread_is_a_hundred_small_requests_a_second() {
        assert_eq!(us_by_second(1_000) / 1_000, 100 * u128::from(request_us(0)));
        assert_eq!(request_us(1 << 20), 100 + 10_485);
    }
}
