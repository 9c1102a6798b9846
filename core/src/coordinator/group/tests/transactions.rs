//! Offsets that a transaction has written, found in the log: they are told once it is committed, and until then who wants
//! stable offsets has to ask again (KIP-447).

use partita_wire::ErrorCode;
use partita_wire::messages::offset_fetch_request::OffsetFetchRequestGroup;
use partita_wire::records::control::EndTransactionMarker;
use partita_wire::records::{BatchBuilder, Codec};
use partita_wire::{ApiKey, Response};

use crate::coordinator::group::offsets::{Change, Commit, NONE};
use crate::coordinator::group::records;
use crate::coordinator::testing::{Bench, G, settings};

const PRODUCER: i64 = 4_000;

/// Adds a batch to the log as another coordinator left it.
fn found(bench: &mut Bench, batch: impl FnOnce(i64) -> bytes::Bytes) {
    let offset = bench.paper.log.len() as i64;
    bench.paper.raw.insert(offset, batch(offset));
    bench.paper.log.push((None, None));
    bench.paper.high_watermark += 1;
}

/// A transaction has committed an offset of `t-0`.
fn written(bench: &mut Bench, offset: i64) {
    let commit = Commit {
        offset,
        leader_epoch: 0,
        metadata: "m".into(),
        commit_timestamp: 0,
        expire_timestamp: NONE,
        topic_id: partita_wire::Uuid::ZERO,
    };
    let change = Change { topic: "t".into(), partition: 0, commit: Some(commit) };
    let (key, value) = records::encode(&records::offset(&G.into(), &change)).unwrap();
    found(bench, |offset| {
        let mut batch = BatchBuilder::new(Codec::None).producer(PRODUCER, 0, 0).transactional();
        batch.append(0, Some(&key), value.as_deref(), &[]).unwrap();
        batch.build(offset, 0).unwrap()
    });
}

fn ended(bench: &mut Bench, commit: bool) {
    let marker = EndTransactionMarker { commit, coordinator_epoch: 0 };
    found(bench, |offset| marker.batch(PRODUCER, 0, 0, offset, 0).unwrap());
}

/// Error and offset of `t-0`, where it is asked for by name or among all.
fn fetch(bench: &mut Bench, require_stable: bool, all: bool) -> (i16, i64) {
    let topic = partita_wire::messages::offset_fetch_request::OffsetFetchRequestTopics {
        name: "t".into(),
        partition_indexes: alloc::vec![0],
        ..Default::default()
    };
    let topics = (!all).then(|| alloc::vec![topic]);
    let request = OffsetFetchRequestGroup { group_id: G.into(), topics, ..Default::default() };
    let asked = bench.ask(ApiKey::OffsetFetch, 9, "c", |state, step, caller| {
        state.fetch_offsets(step, caller, &request, require_stable);
    });
    let Some(Response::OffsetFetch(answer)) = bench.paper.answers.remove(&asked) else { panic!() };
    let found = &answer.groups[0].topics[0].partitions[0];
    (found.error_code, found.committed_offset)
}

const UNSTABLE: i16 = ErrorCode::UnstableOffsetCommit as i16;

#[test]
fn while_it_is_open_stable_offsets_cannot_be_told() {
    let mut bench = Bench::new();
    bench.commit("", -1, 3);
    written(&mut bench, 8);
    let mut other = bench.moved(settings());
    for all in [false, true] {
        assert_eq!(fetch(&mut other, true, all), (UNSTABLE, -1));
        assert_eq!(fetch(&mut other, false, all), (0, 3), "who does not mind is told what counts now");
    }
    other.pass(20 * 24 * 3_600_000);
    assert_eq!(fetch(&mut other, false, false), (0, 3), "nor does it expire");
}

#[test]
fn a_committed_one_counts() {
    let mut bench = Bench::new();
    bench.commit("", -1, 3);
    written(&mut bench, 8);
    ended(&mut bench, true);
    let mut other = bench.moved(settings());
    assert_eq!((fetch(&mut other, true, false), fetch(&mut other, false, true)), ((0, 8), (0, 8)));
}

#[test]
fn an_aborted_one_never_was() {
    let mut bench = Bench::new();
    bench.commit("", -1, 3);
    written(&mut bench, 8);
    ended(&mut bench, false);
    let mut other = bench.moved(settings());
    assert_eq!((fetch(&mut other, true, false), fetch(&mut other, false, true)), ((0, 3), (0, 3)));
}
