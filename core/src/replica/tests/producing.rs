//! What a producer is told.

use alloc::format;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::records::{BatchBuilder, Codec};

use super::{bytes, three};

#[test]
fn acks_all_waits_for_the_in_sync_replicas() {
    let mut bench = three();
    bench.pause(3);
    let sent = bench.produce(1, -1, &["a", "b"]);
    assert_eq!(bench.outcome(sent), None);
    assert_eq!(bench.ends(1), (2, 0));
    bench.resume(3);
    bench.run_ms(10);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::None, 0)));
    assert_eq!(bench.ends(1), (2, 2));
    bench.run_ms(500);
    assert_eq!([bench.ends(2), bench.ends(3)], [(2, 2), (2, 2)]);
    assert_eq!(bench.replica(2).log.epochs(), bench.replica(1).log.epochs());
}

#[test]
fn acks_1_does_not_wait() {
    let mut bench = three();
    bench.pause(2);
    bench.pause(3);
    let sent = bench.produce(1, 1, &["a"]);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::None, 0)));
    assert_eq!(bench.ends(1), (1, 0));
}

#[test]
fn acks_0_gets_no_answer_and_an_error_closes() {
    let mut bench = three();
    let sent = bench.produce(1, 0, &["a"]);
    assert_eq!(bench.answers[&sent], None);
    let sent = bench.produce(2, 0, &["b"]);
    assert!(!bench.answers.contains_key(&sent));
    assert_eq!(bench.closed.len(), 1);
}

#[test]
fn a_follower_refuses_and_names_the_leader() {
    let mut bench = three();
    let sent = bench.produce(2, 1, &["a"]);
    let answer = bench.produced(sent).unwrap();
    assert_eq!(answer.error_code, ErrorCode::NotLeaderOrFollower as i16);
    assert_eq!((answer.current_leader.leader_id, answer.current_leader.leader_epoch), (1, 0));
    assert_eq!(answer.base_offset, -1);
}

#[test]
fn other_acks_are_refused() {
    let mut bench = three();
    let sent = bench.produce(1, 2, &["a"]);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::InvalidRequiredAcks, -1)));
    assert_eq!(bench.ends(1).0, 0);
}

#[test]
fn a_damaged_batch_is_refused() {
    let mut bench = three();
    let mut damaged = bytes(BatchBuilder::new(Codec::None), &["a"]).to_vec();
    *damaged.last_mut().unwrap() ^= 1;
    let sent = bench.produce_bytes(1, 1, damaged.into());
    assert_eq!(bench.outcome(sent), Some((ErrorCode::CorruptMessage, -1)));
}

#[test]
fn configs_of_the_topic_are_obeyed() {
    let mut bench = three();
    bench.configure("orders", "max.message.bytes", "100");
    let sent = bench.produce(1, 1, &["a", "b", "c", "d", "e", "f"]);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::MessageTooLarge, -1)));
    assert_eq!(bench.produced(sent).unwrap().log_start_offset, -1);

    bench.configure("orders", "segment.bytes", "100");
    let sent = bench.produce(1, 1, &["a", "b", "c", "d", "e", "f"]);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::RecordListTooLarge, -1)));

    bench.configure("orders", "message.timestamp.type", "LogAppendTime");
    let sent = bench.produce(1, 1, &["stamped"]);
    assert_eq!(bench.produced(sent).unwrap().log_append_time_ms, 1_001_000);
}

#[test]
fn records_that_are_refused_are_told_one_by_one() {
    let mut bench = three();
    let mut builder = BatchBuilder::new(Codec::None);
    for (timestamp, key) in [(1, Some(&b"k"[..])), (-1, None), (1_000_500, Some(b"k")), (9_000_000, None)] {
        builder.append(timestamp, key, Some(b"v"), &[]).unwrap();
    }
    let bytes = builder.build(0, -1).unwrap();
    bench.configure("orders", "cleanup.policy", "compact");
    let sent = bench.produce_bytes(1, 1, bytes.clone());
    let answer = bench.produced(sent).unwrap();
    // The last one's timestamp is as wrong, but a record is refused for one reason.
    assert_eq!((answer.error_code, answer.log_start_offset), (ErrorCode::InvalidRecord as i16, 0));
    let indexes: Vec<i32> = answer.record_errors.iter().map(|error| error.batch_index).collect();
    assert_eq!(indexes, [1, 3]);
    let one = "Compacted topic cannot accept message without key in topic partition orders-0";
    assert_eq!(answer.record_errors[0].batch_index_error_message.as_deref(), Some(one));
    let all = format!(
        "One or more records have been rejected due to 2 record errors in total, and only showing the first three errors \
         at most: [RecordError(batchIndex=1, message='{one}'), RecordError(batchIndex=3, message='{one}')]"
    );
    assert_eq!(answer.error_message.as_deref(), Some(&*all));

    bench.configure("orders", "message.timestamp.before.max.ms", "1000");
    let sent = bench.produce_bytes(1, 1, bytes);
    let answer = bench.produced(sent).unwrap();
    assert_eq!(answer.error_code, ErrorCode::InvalidTimestamp as i16);
    let told = answer
        .record_errors
        .iter()
        .map(|error| (error.batch_index, error.batch_index_error_message.clone().unwrap()));
    let range = "is out of range. The timestamp should be within [1000000, 4601000]";
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (0, format!("Timestamp 1 of message with offset 0 {range}")),
            (3, format!("Timestamp 9000000 of message with offset 3 {range}")),
        ]
    );
    let all = "One or more records have been rejected due to invalid timestamp";
    assert_eq!(answer.error_message.as_deref(), Some(all));
    assert_eq!(bench.ends(1).0, 0);
}

#[test]
fn too_few_in_sync_replicas_refuse_acks_all_only() {
    let mut bench = three();
    bench.configure("orders", "min.insync.replicas", "2");
    bench.change(|state| state.in_sync = vec![1]);
    let sent = bench.produce(1, -1, &["a"]);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::NotEnoughReplicas, -1)));
    assert_eq!(bench.ends(1).0, 0);
    bench.controller_is_deaf = true;
    let sent = bench.produce(1, 1, &["b"]);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::None, 0)));
    bench.run_ms(1_000);
    assert_eq!(bench.ends(1), (1, 0), "below the minimum nothing is committed");
}

#[test]
fn the_minimum_is_never_more_than_the_replicas() {
    let mut bench = super::bench::Bench::new(1);
    bench.topic("orders", vec![1]);
    bench.configure("orders", "min.insync.replicas", "2");
    let sent = bench.produce(1, -1, &["a"]);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::None, 0)));
}

#[test]
fn a_slow_follower_times_the_request_out() {
    let mut bench = three();
    bench.controller_is_deaf = true;
    bench.pause(3);
    let sent = bench.produce(1, -1, &["a"]);
    bench.run_ms(29_900);
    assert_eq!(bench.outcome(sent), None);
    bench.run_ms(200);
    assert_eq!(bench.outcome(sent).unwrap().0, ErrorCode::RequestTimedOut);
    assert_eq!(bench.ends(1).0, 1, "the record stays");
}

#[test]
fn a_batch_that_is_sent_twice_is_stored_once() {
    let mut bench = three();
    let producer = |sequence| BatchBuilder::new(Codec::None).producer(7, 0, sequence);
    for _ in 0..2 {
        let sent = bench.produce_bytes(1, -1, bytes(producer(0), &["a", "b"]));
        bench.run_ms(10);
        assert_eq!(bench.outcome(sent), Some((ErrorCode::None, 0)));
    }
    let gap = bench.produce_bytes(1, -1, bytes(producer(3), &["d"]));
    assert_eq!(bench.outcome(gap), Some((ErrorCode::OutOfOrderSequenceNumber, -1)));
    bench.run_ms(500);
    bench.elect(2, &[1, 2, 3]);
    let again = bench.produce_bytes(2, -1, bytes(producer(0), &["a", "b"]));
    bench.run_ms(1_100);
    assert_eq!(bench.outcome(again), Some((ErrorCode::None, 0)), "the next leader knows it too");
    assert_eq!(bench.ends(2).0, 2);
}

#[test]
fn losing_leadership_ends_the_wait() {
    let mut bench = three();
    bench.pause(3);
    let sent = bench.produce(1, -1, &["a"]);
    bench.elect(2, &[2, 3]);
    assert_eq!(bench.outcome(sent).unwrap().0, ErrorCode::NotLeaderOrFollower);
}

/// Both come between two looks at the request: the record passes, and the ISR is too small for it then. It stays all the same.
#[test]
fn an_isr_that_shrinks_when_the_record_has_passed_is_told() {
    let mut bench = three();
    bench.configure("orders", "min.insync.replicas", "2");
    bench.controller_is_deaf = true;
    bench.pause(3);
    let sent = bench.produce(1, -1, &["a"]);
    assert_eq!(bench.outcome(sent), None);
    bench.with(1, |broker, _, _| {
        let replica = broker.replicas.partition_mut("orders", 0).unwrap();
        replica.high_watermark = 1;
        Arc::make_mut(&mut replica.state).in_sync = vec![1];
        broker.replicas.touch("orders", 0);
    });
    assert_eq!(bench.outcome(sent).unwrap().0, ErrorCode::NotEnoughReplicasAfterAppend);
    assert_eq!(bench.ends(1), (1, 1), "the record stays");
}
