//! Why a record is in its partition: its key worked out step by step, or what chose for a record without one.

use partita_client::producer::{Murmur2Step, murmur2_steps};
use partita_view::{Micros, ProducerView, RecordView};

use crate::session::Session;
use crate::words;

/// Blocks of a key that are told one by one.
const BLOCKS_TOLD: usize = 8;

/// Why a record is where it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Why {
    /// In one sentence.
    pub(super) sentence: String,
    /// How it is worked out: what is done, and what it gives.
    pub(super) steps: Vec<(String, String)>,
}

/// Why this record of a topic is in this partition, as far as it can be known from what is there.
pub(super) fn why(session: &Session, topic: &str, partition: i32, record: &RecordView) -> Why {
    let producer = record.producer.and_then(|(id, _, _)| {
        session.view().producers.iter().find(|each| each.producer_id.is_some_and(|known| known.0 == id))
    });
    let partitions = partitions_then(session, topic, record.timestamp_ms);
    worked_out(record, partition, &partitions, producer.map(|producer| &**producer))
}

/// How many partitions a topic had at a moment of the wall clock, then the numbers before; none where that is not known.
fn partitions_then(session: &Session, topic: &str, timestamp_ms: i64) -> Vec<u32> {
    let view = session.view();
    let now_ms = i64::try_from(view.at / 1000).unwrap_or(i64::MAX);
    let since = u64::try_from(timestamp_ms - (view.wall_ms - now_ms)).unwrap_or(0);
    let then: Micros = since.saturating_mul(1000);
    session.metrics.counts().known(topic, then.saturating_add(1000))
}

fn worked_out(record: &RecordView, partition: i32, known: &[u32], producer: Option<&ProducerView>) -> Why {
    let setting = |name: &str| {
        producer
            .and_then(|producer| producer.settings.iter().find(|(key, _)| **key == *name))
            .map(|(_, value)| &**value)
    };
    let partitions = known.first().copied();
    let class = setting("partitioner.class").unwrap_or("");
    if class.ends_with("RoundRobinPartitioner") {
        return Why { sentence: words::placed_in_turn(partitions), steps: Vec::new() };
    }
    let ignored = setting("partitioner.ignore.keys") == Some("true");
    match record.key.as_ref().filter(|_| !ignored) {
        None => Why { sentence: words::placed_sticky(partitions, ignored), steps: Vec::new() },
        Some(key) => by_key(key, partition, known),
    }
}

/// A key led to its partition by the number of partitions that its producer knew: that of the moment, or, if it had not heard of a
/// change yet, one before.
fn by_key(key: &[u8], partition: i32, known: &[u32]) -> Why {
    let (mut steps, hash) = steps(key);
    let positive = hash & 0x7fff_ffff;
    steps.push((words::POSITIVE.text().into(), positive.to_string()));
    let leads = |partitions: &&u32| i32::try_from(positive % (**partitions).max(1)) == Ok(partition);
    let Some(now) = known.first() else {
        return Why { sentence: words::placed_by_forgotten(hash.cast_signed()), steps };
    };
    let partitions = (*known.iter().find(leads).unwrap_or(now)).max(1);
    let by_key = positive % partitions;
    steps.push((words::modulo(partitions), by_key.to_string()));
    let mut sentence = if i32::try_from(by_key) == Ok(partition) {
        words::placed_by_key(hash.cast_signed(), partitions, partition)
    } else {
        words::placed_otherwise(by_key, partition)
    };
    if partitions != *now {
        sentence.push(' ');
        sentence.push_str(&words::knew_fewer(partitions, *now));
    }
    Why { sentence, steps }
}

/// The hash of a key, step by step.
fn steps(key: &[u8]) -> (Vec<(String, String)>, u32) {
    let mut last = 0;
    let steps = murmur2_steps(key, BLOCKS_TOLD).into_iter().map(|step| {
        let (what, hash) = match step {
            Murmur2Step::Begin(hash) => (words::hash_begins(key.len()), hash),
            Murmur2Step::Block(bytes, mixed, hash) => (words::hash_block(&bytes, mixed), hash),
            Murmur2Step::Blocks(count, hash) => (words::hash_blocks(count), hash),
            Murmur2Step::Tail(bytes, hash) => (words::hash_tail(&bytes), hash),
            Murmur2Step::End(hash) => (words::HASH_ENDS.text().into(), hash),
        };
        last = hash;
        (what, format!("{hash:08x}"))
    });
    (steps.collect(), last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;

    fn record(key: Option<&'static [u8]>) -> RecordView {
        RecordView { key: key.map(Bytes::from_static), ..RecordView::default() }
    }

    #[test]
    fn a_key_is_worked_out_down_to_its_partition() {
        // Apache Kafka's own number for "foobar".
        let hash = (-790_332_482_i32).cast_unsigned();
        let partition = i32::try_from((hash & 0x7fff_ffff) % 3).unwrap();
        let why = worked_out(&record(Some(b"foobar")), partition, &[3], None);
        assert!(why.sentence.contains("-790332482"), "{}", why.sentence);
        assert_eq!(why.steps.last().unwrap().1, partition.to_string());
        assert_eq!(why.steps.iter().rev().nth(2).unwrap().1, format!("{hash:08x}"));
        let elsewhere = worked_out(&record(Some(b"foobar")), (partition + 1) % 3, &[3], None);
        assert_ne!(elsewhere.sentence, why.sentence);
    }

    #[test]
    fn the_number_that_the_producer_knew_counts_and_a_forgotten_one_is_not_guessed() {
        let hash = (-790_332_482_i32).cast_unsigned();
        let before = i32::try_from((hash & 0x7fff_ffff) % 4).unwrap();
        let now = i32::try_from((hash & 0x7fff_ffff) % 5).unwrap();
        assert_ne!(before, now);
        let late = worked_out(&record(Some(b"foobar")), before, &[5, 4], None);
        assert!(late.sentence.contains("still knew 4 partitions"), "{}", late.sentence);
        assert_eq!(late.steps.last().unwrap().1, before.to_string());
        let forgotten = worked_out(&record(Some(b"foobar")), before, &[], None);
        assert!(forgotten.sentence.contains("not remembered"), "{}", forgotten.sentence);
        assert_eq!(forgotten.steps.last().unwrap().0, words::POSITIVE.text(), "no last step");
        assert!(worked_out(&record(None), 1, &[], None).sentence.contains("one of the partitions"));
    }

    #[test]
    fn without_a_key_the_setting_decides() {
        let producer = |settings: &[(&str, &str)]| ProducerView {
            settings: settings.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
            ..ProducerView::default()
        };
        let sticky = worked_out(&record(None), 1, &[3], None);
        assert!(sticky.sentence.contains("batch.size") && sticky.steps.is_empty());
        let turns =
            producer(&[("partitioner.class", "org.apache.kafka.clients.producer.RoundRobinPartitioner")]);
        assert_ne!(worked_out(&record(Some(b"k")), 1, &[3], Some(&turns)).sentence, sticky.sentence);
        let ignores = producer(&[("partitioner.ignore.keys", "true")]);
        assert!(worked_out(&record(Some(b"k")), 1, &[3], Some(&ignores)).steps.is_empty());
    }

    #[test]
    fn a_key_of_a_megabyte_has_few_steps() {
        static KEY: [u8; 1 << 20] = [b'x'; 1 << 20];
        assert!(worked_out(&record(Some(&KEY)), 0, &[3], None).steps.len() < 16);
    }
}
