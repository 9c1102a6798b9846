//! FindCoordinator: a group's coordinator is the leader of one partition of `__consumer_offsets`.

use alloc::string::String;

use partita_wire::ErrorCode;
use partita_wire::messages::find_coordinator_request::FindCoordinatorRequest;
use partita_wire::messages::find_coordinator_response::{Coordinator, FindCoordinatorResponse};

use crate::image::{BrokerImage, Image};

/// The topic that holds groups and their offsets.
pub(crate) const OFFSETS_TOPIC: &str = "__consumer_offsets";

/// Key type of a group.
const GROUP: i8 = 0;
/// Key type of a transactional id.
const TRANSACTION: i8 = 1;
/// From this version on there is a list of keys (KIP-699).
const KEYS_FROM: i16 = 4;

/// What was found, and whether [`OFFSETS_TOPIC`] has to be created first.
pub(crate) struct Found {
    pub(crate) response: FindCoordinatorResponse,
    pub(crate) needs_topic: bool,
}

/// Serves FindCoordinator. `partitions` is how many the topic has, or will have.
pub(crate) fn find(image: &Image, partitions: i32, version: i16, request: &FindCoordinatorRequest) -> Found {
    let mut needs_topic = false;
    if version < KEYS_FROM {
        let one = coordinator(image, partitions, request.key_type, &request.key, &mut needs_topic);
        // Success has Kafka's name of it as its text.
        let message = match one.error_code {
            0 => "NONE",
            code => ErrorCode::from_i16(code).map_or("", |error| error.message()),
        };
        let response = FindCoordinatorResponse {
            error_code: one.error_code,
            error_message: Some(String::from(message)),
            node_id: one.node_id,
            host: one.host,
            port: one.port,
            ..Default::default()
        };
        return Found { response, needs_topic };
    }
    let keys = request.coordinator_keys.iter();
    let coordinators =
        keys.map(|key| coordinator(image, partitions, request.key_type, key, &mut needs_topic)).collect();
    Found { response: FindCoordinatorResponse { coordinators, ..Default::default() }, needs_topic }
}

fn coordinator(
    image: &Image,
    partitions: i32,
    key_type: i8,
    key: &str,
    needs_topic: &mut bool,
) -> Coordinator {
    let found = match key_type {
        GROUP => {
            *needs_topic |= image.topic(OFFSETS_TOPIC).is_none();
            leader(image, partition_for(key, partitions)).ok_or(ErrorCode::CoordinatorNotAvailable)
        }
        // No coordinator of transactions runs.
        TRANSACTION => Err(ErrorCode::CoordinatorNotAvailable),
        _ => Err(ErrorCode::InvalidRequest),
    };
    let nowhere = Coordinator {
        key: key.into(),
        node_id: -1,
        port: -1,
        error_message: Some(String::new()),
        ..Default::default()
    };
    match found {
        Ok(broker) => Coordinator {
            node_id: broker.id,
            host: String::from(&*broker.address.host),
            port: i32::from(broker.address.port),
            ..nowhere
        },
        Err(error) => Coordinator { error_code: error as i16, ..nowhere },
    }
}

fn leader(image: &Image, partition: i32) -> Option<&BrokerImage> {
    let leader = image.partition(OFFSETS_TOPIC, partition)?.leader;
    image.alive(leader).map(|broker| &**broker)
}

/// The partition of a group: Java's hash of its id, without sign, by the number of partitions.
pub(crate) fn partition_for(group_id: &str, partitions: i32) -> i32 {
    let hash = java_string_hash(group_id).checked_abs().unwrap_or(0);
    hash.checked_rem(partitions).unwrap_or(0)
}

/// `String.hashCode` of Java: over UTF-16 units.
pub(crate) fn java_string_hash(text: &str) -> i32 {
    text.encode_utf16().fold(0_i32, |hash, unit| hash.wrapping_mul(31).wrapping_add(i32::from(unit)))
}

/// How many partitions the topic has, or will have.
pub(crate) fn partition_count(image: &Image, configured: i32) -> i32 {
    let existing = image.topic(OFFSETS_TOPIC).map(|topic| topic.partitions.len());
    existing.and_then(|count| i32::try_from(count).ok()).unwrap_or(configured)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn groups_live_where_kafka_puts_them() {
        let groups =
            ["my-group", "test", "g1", "orders", "payments-service", "txn-1", "", "console-consumer-1"];
        assert_eq!(groups.map(|group| partition_for(group, 50)), [12, 48, 42, 31, 43, 10, 0, 24]);
        assert_eq!(java_string_hash("my-group"), -1_906_497_762);
        assert_eq!(java_string_hash("orders"), -1_008_770_331);
        assert_eq!(java_string_hash("dumpgroup"), -1_347_693_301);
        assert_eq!(partition_for("dumpgroup", 50), 1);
    }

    #[test]
    fn the_hash_is_over_utf_16_units_and_its_absolute_value_is_total() {
        // A character outside the basic plane is two units in Java: U+1F600 is d83d de00.
        assert_eq!(java_string_hash("\u{1f600}"), 0xd83d * 31 + 0xde00);
        // The text whose hash is the smallest integer, which has no positive counterpart.
        assert_eq!(java_string_hash("polygenelubricants"), i32::MIN);
        assert_eq!(partition_for("polygenelubricants", 50), 0);
    }

    #[test]
    fn a_missing_topic_is_to_be_created_and_the_client_tries_again() {
        let image = Image::default();
        let request = FindCoordinatorRequest { key: "g1".into(), ..Default::default() };
        let found = find(&image, 50, 2, &request);
        assert!(found.needs_topic);
        assert_eq!(found.response.error_code, 15);
        assert_eq!((found.response.node_id, found.response.port), (-1, -1));

        let request = FindCoordinatorRequest {
            coordinator_keys: alloc::vec!["g1".into(), "g2".into()],
            ..Default::default()
        };
        let found = find(&image, 50, 6, &request);
        let errors: Vec<i16> = found.response.coordinators.iter().map(|one| one.error_code).collect();
        assert_eq!(errors, [15, 15]);
    }

    #[test]
    fn other_kinds_of_coordinators() {
        let image = Image::default();
        for (key_type, error) in [(1, 15), (2, 42), (9, 42)] {
            let request = FindCoordinatorRequest { key: "x".into(), key_type, ..Default::default() };
            let found = find(&image, 50, 2, &request);
            assert_eq!(found.response.error_code, error, "key type {key_type}");
            assert!(!found.needs_topic);
        }
    }
}
