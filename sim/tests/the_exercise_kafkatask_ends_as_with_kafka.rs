//! The exercise kafkatask as a story: placement, two groups, a member that leaves, one that joins, a broker killed and
//! back again; and every promise kept on the way.

use std::collections::BTreeMap;
use std::sync::Arc;

use partita_sim::Engine;
use partita_view::{ClusterView, Engine as _, Event, MemberState, PartitionView, Progress};

const STORY: &str = include_str!("../../stories/kafkatask.story");

fn play_to(engine: &mut Engine, seconds: u64) -> Arc<ClusterView> {
    assert_eq!(engine.run(seconds * 1_000_000, u32::MAX), Progress::Done);
    engine.view()
}

fn partitions(view: &ClusterView) -> Vec<Arc<PartitionView>> {
    let topic = view.topics.iter().find(|topic| &*topic.name == "kafkatask");
    topic.expect("kafkatask").partitions.clone()
}

/// Members of a group that are in it, and the partitions each owns.
fn owners(view: &ClusterView, group: &str) -> BTreeMap<String, Vec<i32>> {
    let group = view.groups.iter().find(|known| &*known.id == group).expect("the group");
    assert_eq!(group.state, "Stable");
    let members = group.members.iter().filter(|member| member.state == MemberState::Stable);
    let owned =
        |member: &partita_view::MemberView| member.owned.iter().map(|owned| owned.partition).collect();
    members.map(|member| (member.name.to_string(), owned(member))).collect()
}

fn owned(expected: &[(&str, &[i32])]) -> BTreeMap<String, Vec<i32>> {
    expected.iter().map(|(name, partitions)| ((*name).to_owned(), partitions.to_vec())).collect()
}

#[test]
fn from_the_first_record_to_the_return_of_broker_1() {
    let mut engine = Engine::from_text(STORY).unwrap();

    let view = play_to(&mut engine, 18);
    let before = partitions(&view);
    let mut places = BTreeMap::new();
    for (number, partition) in (0..).zip(&before) {
        let leader = partition.leader.expect("a leader");
        for record in engine.records("kafkatask", number, leader, 0, 1_000) {
            let key = String::from_utf8(record.key.expect("a key").to_vec()).unwrap();
            assert_eq!(*places.entry(key).or_insert(number), number, "one key, one partition");
        }
    }
    let expected = [("key1", 2), ("key2", 2), ("key3", 1), ("key4", 0)].map(|(key, at)| (key.to_owned(), at));
    assert_eq!(places, expected.into());
    let three = [("Consumer-11", &[0][..]), ("Consumer-21", &[1]), ("Consumer-31", &[2])];
    assert_eq!(owners(&view, "consumergroup1"), owned(&three));
    assert_eq!(owners(&view, "consumergroup2"), owned(&[("Consumer-21b", &[0, 1, 2])]));

    let view = play_to(&mut engine, 28);
    assert_eq!(owners(&view, "consumergroup1"), owned(&[("Consumer-21", &[0, 1]), ("Consumer-31", &[2])]));

    let view = play_to(&mut engine, 39);
    assert_eq!(owners(&view, "consumergroup2"), owned(&[("Consumer-21b", &[0, 1]), ("Consumer-22", &[2])]));

    // Broker 1 has been dead for 12 s: it is fenced, leads nothing and is in no ISR.
    let view = play_to(&mut engine, 52);
    for partition in partitions(&view) {
        assert!(partition.leader.is_some_and(|leader| leader != 1), "{partition:?}");
        assert!(!partition.in_sync.contains(&1), "{partition:?}");
    }

    let view = play_to(&mut engine, 78);
    for partition in partitions(&view) {
        let mut all = partition.assignment.clone();
        all.sort_unstable();
        let mut in_sync = partition.in_sync.clone();
        in_sync.sort_unstable();
        assert_eq!(in_sync, all, "the ISR is whole again");
    }
    assert_eq!(engine.findings(), []);
}

#[test]
fn every_acknowledged_record_is_processed_by_both_groups() {
    let text = STORY.replace("80 end", "70 stop Producer-1\n70 stop Producer-2\n80 end");
    let mut engine = Engine::from_text(&text).unwrap();
    let view = play_to(&mut engine, 80);
    let mut acked = 0;
    for happened in engine.events(0, usize::MAX) {
        match &happened.event {
            Event::Acked { topic, records, .. } if &**topic == "kafkatask" => acked += i64::from(*records),
            Event::SendFailed { .. } => panic!("{happened:?}"),
            _ => {}
        }
    }
    assert!(acked > 200, "{acked}");
    let high_watermarks: i64 = partitions(&view).iter().map(|partition| partition.high_watermark).sum();
    assert_eq!(high_watermarks, acked, "each is there once");
    for group in &view.groups {
        let committed: i64 = group.offsets.iter().map(|offset| offset.committed).sum();
        assert_eq!(committed, acked, "{group:?}");
    }
    assert_eq!(engine.findings(), []);
}
