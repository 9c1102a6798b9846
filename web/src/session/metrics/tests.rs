//! Tests: rates, levels, when they changed, and how a long run is measured.

use super::*;

fn at(ms: u64, event: Event) -> Happened {
    Happened { at: ms * 1000, step: 0, who: Party::Node(1), event }
}

fn appended(ms: u64, count: i64) -> Happened {
    let topic: Name = "orders".into();
    at(ms, Event::Appended { topic, partition: 0, base_offset: 0, last_offset: count - 1, leads: true })
}

#[test]
fn rates_are_of_the_last_second_and_levels_stay() {
    let mut metrics = Metrics::default();
    metrics
        .take(&at(0, Event::TopicCreated { topic: "orders".into(), partitions: 1, replication_factor: 2 }));
    metrics.take(&appended(100, 3));
    metrics.take(&appended(900, 2));
    let (topic, partition): (Name, i32) = ("orders".into(), 0);
    metrics.take(&at(1000, Event::InSyncChanged { topic, partition, before: vec![1, 2], now: vec![1] }));
    metrics.take(&appended(3000, 1));
    assert_eq!(metrics.at(Measure::RecordsIn, 999_000), 5);
    assert_eq!(metrics.at(Measure::RecordsIn, 2_500_000), 0);
    assert_eq!(metrics.at(Measure::UnderReplicated, 900_000), 0);
    assert_eq!(metrics.at(Measure::UnderReplicated, 2_900_000), 1);
    assert_eq!(metrics.changed(Measure::UnderReplicated, 2_900_000), Some(1_000_000));
    assert_eq!(metrics.changed(Measure::Shrinks, 2_900_000), Some(1_000_000));
    assert_eq!(metrics.changed(Measure::Offline, 2_900_000), None);
}

#[test]
fn a_rate_changes_when_it_is_another_for_seconds_and_not_with_each_sample() {
    let mut metrics = Metrics::default();
    // A record a second, for a minute; then none.
    (10..70).for_each(|second| metrics.take(&appended(second * 1000, 1)));
    assert_eq!(metrics.changed(Measure::RecordsIn, 60_000_000), Some(10_000_000));
    metrics.grow(400);
    assert_eq!(metrics.changed(Measure::RecordsIn, 90_000_000), Some(69_250_000));
}

#[test]
fn fewer_replicas_that_were_asked_for_are_not_too_few() {
    let mut metrics = Metrics::default();
    let (topic, partition): (Name, i32) = ("orders".into(), 0);
    metrics.take(&at(0, Event::TopicCreated { topic: topic.clone(), partitions: 1, replication_factor: 3 }));
    let moved = |stage, replicas: &[i32], adding: &[i32], removing: &[i32]| Event::Reassigned {
        topic: topic.clone(),
        partition,
        stage,
        replicas: replicas.to_vec(),
        adding: adding.to_vec(),
        removing: removing.to_vec(),
    };
    let in_sync = |before: &[i32], now: &[i32]| Event::InSyncChanged {
        topic: topic.clone(),
        partition,
        before: before.to_vec(),
        now: now.to_vec(),
    };
    metrics.take(&at(1000, moved(MoveStage::Ended, &[1, 2], &[], &[3])));
    metrics.take(&at(1000, in_sync(&[1, 2, 3], &[1, 2])));
    assert_eq!(metrics.at(Measure::UnderReplicated, 1_000_000), 0);
    metrics.take(&at(2000, in_sync(&[1, 2], &[1])));
    assert_eq!(metrics.at(Measure::UnderReplicated, 2_000_000), 1);
    metrics.take(&at(3000, in_sync(&[1], &[1, 2])));
    metrics.take(&at(4000, moved(MoveStage::Began, &[1, 2, 3], &[3], &[])));
    assert_eq!(metrics.at(Measure::UnderReplicated, 4_000_000), 0, "who comes is not missed");
    metrics.take(&at(5000, moved(MoveStage::Ended, &[1, 2, 3], &[3], &[])));
    assert_eq!(metrics.at(Measure::UnderReplicated, 5_000_000), 1);
    metrics.take(&at(5000, in_sync(&[1, 2], &[1, 2, 3])));
    assert_eq!(metrics.at(Measure::UnderReplicated, 5_000_000), 0);
}

#[test]
fn a_long_run_is_measured_to_its_end_with_longer_samples() {
    let mut metrics = Metrics::default();
    let hour = 3_600_000;
    (0..24 * 60).for_each(|minute| metrics.take(&appended(minute * 60_000, 120)));
    assert!(Measure::ALL.iter().all(|measure| metrics.series(*measure).len() <= SAMPLES_MAX));
    assert_eq!(metrics.series(Measure::RecordsIn).iter().sum::<i64>(), 24 * 60 * 120);
    assert_eq!(metrics.sample(), 4 * SECOND);
    assert_eq!(metrics.at(Measure::RecordsIn, 23 * hour * 1000), 30, "120 in a sample of four seconds");
    assert_eq!(metrics.at(Measure::RecordsIn, 23 * hour * 1000 + 30 * SECOND), 0);
}

#[test]
fn lag_is_what_is_not_committed() {
    let mut metrics = Metrics::default();
    let topic: Name = "orders".into();
    metrics.take(&at(0, Event::HighWatermarkMoved { topic: topic.clone(), partition: 0, high_watermark: 9 }));
    let committed =
        Event::OffsetCommitted { group: "a".into(), topic, partition: 0, offset: 4, generation: -1 };
    metrics.take(&at(10, committed));
    assert_eq!(metrics.at(Measure::Lag, 10_000), 5);
}

#[test]
fn a_deleted_topic_is_forgotten_whole() {
    let mut metrics = Metrics::default();
    let (topic, partition): (Name, i32) = ("orders".into(), 0);
    metrics.take(&at(0, Event::TopicCreated { topic: topic.clone(), partitions: 1, replication_factor: 2 }));
    let (before, now) = (vec![1, 2], vec![1]);
    metrics.take(&at(100, Event::InSyncChanged { topic: topic.clone(), partition, before, now }));
    assert_eq!(metrics.at(Measure::UnderReplicated, 100_000), 1);
    metrics.take(&at(200, Event::TopicDeleted(topic)));
    assert_eq!(metrics.at(Measure::UnderReplicated, 200_000), 0);
}
