//! The metadata hash of a group (KIP-1101): a number that is another one when topics that the group subscribes to came, went
//! or grew, or when their replicas are in other racks. The log keeps it, so it is Kafka's own: XXH3 over hash4j's bytes, in
//! which numbers are little-endian, and a text is its UTF-16 units followed by how many they are.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::Uuid;
use xxhash_rust::xxh3::xxh3_64;

use crate::image::Image;

/// Version of the bytes below.
const MAGIC: u8 = 0;

/// Of topics by their names, with id and number of partitions; 0 where there is none.
pub(super) fn of(topics: &BTreeMap<String, (Uuid, i32)>, image: &Image) -> i64 {
    if topics.is_empty() {
        return 0;
    }
    let named = image.brokers.values().filter_map(|broker| Some((broker.id, &**broker.rack.as_ref()?)));
    let racks: BTreeMap<i32, &str> = named.collect();
    let mut bytes = Vec::new();
    for (name, (id, count)) in topics {
        bytes.extend(of_topic(name, *id, *count, &racks, image).to_le_bytes());
    }
    xxh3_64(&bytes).cast_signed()
}

fn of_topic(name: &str, id: Uuid, count: i32, racks: &BTreeMap<i32, &str>, image: &Image) -> u64 {
    let mut bytes = alloc::vec![MAGIC];
    // Two numbers of eight bytes, each written from its other end.
    for half in id.0.chunks(8) {
        bytes.extend(half.iter().rev());
    }
    put_text(&mut bytes, name);
    bytes.extend(count.to_le_bytes());
    for number in 0..count {
        bytes.extend(number.to_le_bytes());
        if racks.is_empty() {
            continue;
        }
        let replicas = image.partition(name, number).map(|partition| &partition.replicas);
        let mut of_partition: Vec<&str> =
            replicas.into_iter().flatten().filter_map(|replica| racks.get(replica).copied()).collect();
        of_partition.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
        for rack in of_partition {
            bytes.extend(units(rack).to_le_bytes());
            put_text(&mut bytes, rack);
        }
    }
    xxh3_64(&bytes)
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.extend(units(text).to_le_bytes());
}

/// Java's length of a text.
fn units(text: &str) -> i32 {
    i32::try_from(text.encode_utf16().count()).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::{BrokerImage, PartitionState, TopicImage};
    use alloc::sync::Arc;
    use partita_machine::{Address, Name};

    /// A cluster of brokers 0, 1, ... in racks, with topics whose partitions have these replicas.
    fn image(racks: &[Option<&str>], topics: &[(&str, Uuid, Vec<Vec<i32>>)]) -> Image {
        let mut image = Image::default();
        for (id, rack) in (0..).zip(racks) {
            let broker = BrokerImage {
                id,
                broker_epoch: 0,
                incarnation: Uuid([0; 16]),
                address: Address::new("localhost", 9_092),
                rack: rack.map(Name::from),
                fenced: false,
                in_controlled_shutdown: false,
                directories: Vec::new(),
                cordoned: None,
                end_points: Vec::new(),
                features: Vec::new(),
            };
            image.brokers.insert(id, Arc::new(broker));
        }
        for (name, id, partitions) in topics {
            let state = |replicas: &Vec<i32>| {
                Arc::new(PartitionState { replicas: replicas.clone(), ..Default::default() })
            };
            let partitions = partitions.iter().map(state).collect();
            let topic = TopicImage { id: *id, name: Name::from(*name), partitions };
            image.topic_ids.insert(topic.name.clone(), *id);
            image.topics.insert(*id, Arc::new(topic));
        }
        image
    }

    fn hash(image: &Image, names: &[&str]) -> i64 {
        let known = |name: &&str| {
            let topic = image.topic(name).unwrap();
            ((*name).into(), (topic.id, i32::try_from(topic.partitions.len()).unwrap()))
        };
        of(&names.iter().map(known).collect(), image)
    }

    /// Computed with another implementation of XXH3, from the bytes that `Utils.computeTopicHash` of Kafka 4.3 feeds it.
    #[test]
    fn as_kafka_has_it() {
        let (foo, bar) =
            (Uuid(core::array::from_fn(|at| at as u8)), Uuid(core::array::from_fn(|at| 0xf0 + at as u8)));
        let image = image(
            &[Some("r0"), Some("r1"), Some("r2"), None, Some("r0")],
            &[
                ("foo", foo, alloc::vec![alloc::vec![3], alloc::vec![3, 9]]),
                ("bar", bar, alloc::vec![alloc::vec![1, 0], alloc::vec![2, 1, 3], alloc::vec![0, 4]]),
            ],
        );
        assert_eq!(hash(&image, &["foo"]), -8_972_766_095_302_143_430);
        assert_eq!(hash(&image, &["bar"]), -3_811_938_576_165_937_396);
        assert_eq!(hash(&image, &["foo", "bar"]), 1_218_270_074_750_765_779);
        assert_eq!(hash(&image, &[]), 0);
    }

    /// Beyond 240 bytes XXH3 goes another way.
    #[test]
    fn of_a_topic_of_many_partitions_too() {
        let id = Uuid(core::array::from_fn(|at| at as u8));
        let replicas = (0..50).map(|number| (number..number + 3).map(|at| at % 3).collect()).collect();
        let name = "a-topic-with-a-longer-name";
        let image = image(&[Some("rack-0"), Some("rack-1"), Some("rack-2")], &[(name, id, replicas)]);
        assert_eq!(hash(&image, &[name]), 2_949_454_026_398_904_688);
    }
}
