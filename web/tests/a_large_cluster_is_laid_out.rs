//! From far: the drawing follows the room that there is, from notes to a map of fifty brokers, and nothing lies outside.

use std::collections::BTreeMap;
use std::sync::Arc;

use partita_view::{
    ClusterView, GroupView, MemberView, NodeView, PartitionView, Process, ReplicaRole, ReplicaView, TopicView,
};
use partita_web::session::{KeyBook, Selection, Windows};
use partita_web::stage::{Drawing, Level, Px, Scale, Scene, layout, outline};

fn cluster(brokers: i32, topics: &[i32], members: usize) -> ClusterView {
    let node = |id: i32| {
        let process = if id == 7 { Process::Killed } else { Process::Running };
        let rack = Some(format!("r{}", id / 10).as_str().into());
        Arc::new(NodeView { id, is_broker: true, process, rack, fenced: Some(false), ..NodeView::default() })
    };
    let partition = |number: i32| {
        let assignment: Vec<i32> = (0..3.min(brokers)).map(|n| (number + n) % brokers).collect();
        let replica = |(n, node): (usize, &i32)| {
            let role = if n == 0 { ReplicaRole::Leader } else { ReplicaRole::Follower };
            Arc::new(ReplicaView {
                node: *node,
                role,
                log_end: i64::from(number) * 7,
                ..ReplicaView::default()
            })
        };
        let replicas = assignment.iter().enumerate().map(replica).collect();
        let leader = assignment.first().copied();
        let in_sync = assignment.clone();
        Arc::new(PartitionView {
            partition: number,
            leader,
            assignment,
            in_sync,
            replicas,
            ..PartitionView::default()
        })
    };
    let topic = |(n, partitions): (usize, &i32)| {
        let name = format!("topic-{n}").as_str().into();
        let partitions = (0..*partitions).map(partition).collect();
        Arc::new(TopicView { name, partitions, ..TopicView::default() })
    };
    let member = |n: usize| MemberView { name: format!("c{n}").as_str().into(), ..MemberView::default() };
    let group = GroupView {
        id: "g".into(),
        state: "Stable",
        members: (0..members).map(member).collect(),
        ..GroupView::default()
    };
    ClusterView {
        nodes: (0..brokers).map(node).collect(),
        topics: topics.iter().enumerate().map(topic).collect(),
        groups: vec![Arc::new(group)],
        ..ClusterView::default()
    }
}

fn scene(view: &ClusterView, size: (i32, i32), selected: Option<&Selection>) -> Scene {
    layout(&Drawing {
        view,
        windows: &Windows::default(),
        keys: &KeyBook::default(),
        fresh: &BTreeMap::new(),
        width: size.0,
        height: size.1,
        scale: Scale(100),
        selected,
        lens: None,
        rates: &BTreeMap::new(),
        followed: None,
    })
}

fn fifty() -> ClusterView {
    cluster(50, &[200, 180, 120, 100, 80, 64, 50, 36, 30, 24, 16, 12, 10, 9, 6, 6, 4, 3], 100)
}

#[test]
fn as_near_as_there_is_room() {
    let level = |brokers, topics: &[i32], size| scene(&cluster(brokers, topics, 2), size, None).level();
    let wide = (1280, 428);
    assert_eq!(level(3, &[3], wide), Level::Notes);
    assert_eq!(level(3, &[6, 6], wide), Level::Bars);
    assert_eq!(level(3, &[12, 30], wide), Level::Blocks);
    assert_eq!(level(3, &[100, 100], wide), Level::Heat);
    assert_eq!(level(50, &[3], wide), Level::Blocks);
    assert_eq!(level(12, &[200], wide), Level::Blocks);
    assert_eq!(scene(&fifty(), wide, None).level(), Level::Heat);
    assert_eq!(scene(&fifty(), (390, 0), None).level(), Level::Heat);
}

#[test]
fn nothing_lies_outside() {
    let views = [fifty(), cluster(12, &[200], 30), cluster(3, &[6, 6], 3), cluster(1, &[64, 1], 0)];
    for view in &views {
        for size in [(1280, 428), (932, 564), (700, 500), (1920, 800), (390, 0), (280, 0)] {
            let scene = scene(view, size, None);
            let Some(far) = &scene.far else { continue };
            assert!(!far.inks.is_empty() && !far.hits.is_empty(), "{size:?}");
            for (rect, what) in &far.hits {
                let inside = rect.x >= Px(-30)
                    && rect.y >= Px(-30)
                    && rect.x + rect.w <= scene.width + Px::of(60)
                    && rect.y + rect.h <= scene.height + Px::of(20);
                assert!(inside, "{size:?}: {what:?} at {rect:?} of {} x {}", scene.width, scene.height);
            }
            assert!(far.inks.len() < 60, "few paths: {}", far.inks.len());
        }
    }
}

#[test]
fn what_is_too_small_is_found_where_its_topic_and_broker_meet() {
    let view = fifty();
    let replica = Selection::Replica("topic-0".into(), 120, 20);
    let map = scene(&view, (1280, 428), Some(&replica));
    assert_eq!(map.outlines.len(), 1);
    let (cell, row) =
        (outline(&map, &replica).expect("a cell"), outline(&map, &Selection::Node(20)).expect("a row"));
    assert!(cell.w < row.w && cell.y >= row.y && cell.h <= row.h);
}

#[test]
fn a_killed_broker_is_hatched_and_named() {
    let map = scene(&fifty(), (1280, 428), None);
    let far = map.far.as_ref().expect("from far");
    assert!(far.inks.iter().any(|(_, class)| *class == "hatch"));
    assert!(far.words.iter().any(|word| word.text.contains("7 killed")));
}
