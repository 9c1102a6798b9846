//! L1 to L5, S1, P1 and P3.

use alloc::vec;

use partita_machine::Event;
use partita_view::Party;

use super::super::sight::{BatchSeen, SequenceSeen};
use super::{Cluster, batch, promises};

#[test]
fn l1_offsets_that_do_not_grow() {
    let mut cluster = Cluster::new();
    let twice = BatchSeen { base_offset: 5, last_offset: 4, producer: None, ..batch(5) };
    cluster.planted(0).log.extend([twice, BatchSeen { producer: None, ..batch(6) }]);
    assert_eq!(promises(&cluster.look()), ["L1"]);
}

#[test]
fn l1_a_cleaner_that_gives_records_other_offsets() {
    let compacted = Event::Compacted { topic: "orders".into(), partition: 0, before: 9, after: 5 };
    let found_of = |left: &[BatchSeen]| {
        let mut cluster = Cluster::new();
        cluster.planted(0).log = left.to_vec();
        promises(&cluster.hear_of(&Party::Node(0), &compacted))
    };
    assert_eq!(found_of(&[batch(1), batch(4)]), [""; 0]);
    assert_eq!(found_of(&[BatchSeen { crc: 1, ..batch(1) }, batch(4)]), [""; 0], "some of its records went");
    assert_eq!(found_of(&[batch(4), batch(1)]), ["L1"]);
    assert_eq!(found_of(&[batch(1), BatchSeen { last_offset: 3, ..batch(2) }]), ["L1"]);
}

#[test]
fn l2_a_high_watermark_beyond_the_log_or_back() {
    let mut cluster = Cluster::new();
    cluster.planted(0).high_watermark = 9;
    assert_eq!(promises(&cluster.look())[0], "L2");
    let mut cluster = Cluster::new();
    cluster.planted(0).high_watermark = 3;
    assert_eq!(promises(&cluster.look()), ["L2"]);
}

#[test]
fn l3_an_epoch_that_the_cache_does_not_know() {
    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(BatchSeen { leader_epoch: 4, ..batch(5) });
    assert_eq!(promises(&cluster.look()), ["L3"]);
}

#[test]
fn l4_a_batch_that_does_not_match_its_checksum() {
    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(BatchSeen { sound: false, ..batch(5) });
    assert_eq!(promises(&cluster.look()), ["L4"]);
}

#[test]
fn l4_an_index_that_says_what_the_log_does_not() {
    let mut cluster = Cluster::new();
    cluster.planted(1).false_index_entry = Some("the index is wrong at position 7");
    let mut found = alloc::vec::Vec::new();
    let ghost = cluster.ghost.as_ref().unwrap();
    ghost.indexed(&cluster, 0, &mut found);
    assert_eq!(found, []);
    ghost.indexed(&cluster, 1, &mut found);
    assert_eq!(promises(&found), ["L4"]);
    assert_eq!(found[0].seen, "Of orders-0 on broker 1 the index is wrong at position 7.");
    let compacted = Event::Compacted { topic: "orders".into(), partition: 0, before: 9, after: 5 };
    assert_eq!(promises(&cluster.hear_of(&Party::Node(1), &compacted)), ["L4"], "a cleaner made it");
}

#[test]
fn l5_a_lookup_that_passes_the_first_record_of_a_time() {
    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(batch(5));
    cluster.planted(0).found_by_time = Some(5);
    let found = cluster.look();
    assert_eq!((promises(&found), found[0].offset), (vec!["L5"], Some(3)));

    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(BatchSeen { max_timestamp: 1_001, ..batch(5) });
    assert_eq!(cluster.look(), [], "an old record behind newer ones is not the first of its time");
    cluster.planted(1).log.push(BatchSeen { max_timestamp: 1_001, ..batch(5) });
    cluster.planted(1).found_by_time = Some(5);
    cluster.fail_over();
    assert_eq!(promises(&cluster.look()), ["L5"], "asked when it begins to lead");
}

#[test]
fn s1_a_killed_broker_that_forgets_what_it_wrote() {
    let mut cluster = Cluster::new();
    let replica = cluster.planted(2);
    replica.incarnation = 1;
    replica.log.truncate(2);
    replica.high_watermark = 2;
    assert_eq!(promises(&cluster.look()), ["S1"]);
}

#[test]
fn s1_a_loss_of_power_that_takes_what_was_flushed() {
    let without_power = |flushed: i64, harmed: bool| {
        let mut cluster = Cluster::new();
        cluster.planted(2).flushed = flushed;
        assert_eq!(cluster.look(), []);
        let replica = cluster.planted(2);
        (replica.incarnation, replica.lost_power) = (1, Some(0));
        replica.log.truncate(3);
        (replica.high_watermark, replica.flushed, replica.harmed) = (3, 3, harmed);
        promises(&cluster.look())
    };
    assert_eq!(without_power(3, false), [""; 0], "the rest was not flushed");
    assert_eq!(without_power(4, false), ["S1"]);
    assert_eq!(without_power(4, true), [""; 0], "its disk lies");
}

#[test]
fn p1_and_p3_sequences_with_a_gap_and_forgotten_ones() {
    let mut cluster = Cluster::new();
    let gap = SequenceSeen { id: 7, epoch: 0, first: 8, last: 8 };
    for id in 0..3 {
        cluster.planted(id).log.push(BatchSeen { producer: Some(gap), ..batch(5) });
    }
    cluster.look();
    cluster.planted(0).high_watermark = 6;
    assert_eq!(promises(&cluster.look()), ["P1"]);

    let mut cluster = Cluster::new();
    cluster.planted(1).log.push(batch(5));
    cluster.planted(1).remembered = Some((0, 3));
    assert_eq!(promises(&cluster.look()), ["P3"]);
}

#[test]
fn l2_a_cleaner_beyond_the_high_watermark() {
    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(batch(5));
    let compacted = Event::Compacted { topic: "orders".into(), partition: 0, before: 9, after: 5 };
    cluster.planted(0).cleaned_to = 5;
    assert_eq!(cluster.hear_of(&Party::Node(0), &compacted), []);
    cluster.planted(0).cleaned_to = 6;
    assert_eq!(promises(&cluster.hear_of(&Party::Node(0), &compacted)), ["L2"]);
}

#[test]
fn l3_a_leader_that_does_not_note_its_epoch() {
    let mut cluster = Cluster::new();
    cluster.fail_over();
    cluster.planted(1).epochs.pop();
    assert_eq!(promises(&cluster.look()), ["L3"]);
}
