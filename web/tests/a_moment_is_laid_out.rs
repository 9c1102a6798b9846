//! Layout: pure, the same for the same moment and size, nothing on another, everything inside.

mod sample;

use std::collections::BTreeMap;

use partita_view::{Blocked, BlockedOn, ClusterView, Engine, Span};
use partita_web::session::{KeyBook, Selection, Windows};
use partita_web::stage::{Drawing, Point, Px, Scale, Scene, layout, pick};
use sample::Sample;

fn scene_of(view: &ClusterView, windows: &Windows, keys: &KeyBook, size: (i32, i32), scale: i32) -> Scene {
    layout(&Drawing {
        view,
        windows,
        keys,
        fresh: &BTreeMap::new(),
        width: size.0,
        height: size.1,
        scale: Scale(scale),
        selected: None,
        lens: None,
        rates: &BTreeMap::new(),
        followed: None,
    })
}

fn scene(size: (i32, i32), scale: i32) -> Scene {
    let mut engine = Sample::default();
    let view = engine.view();
    let (mut windows, mut keys) = (Windows::default(), KeyBook::default());
    windows.refresh(&mut engine, &view, &mut keys);
    scene_of(&view, &windows, &keys, size, scale)
}

const SIZES: [((i32, i32), i32); 5] =
    [((1280, 428), 100), ((876, 428), 100), ((1920, 720), 128), ((390, 0), 100), ((280, 0), 100)];

#[test]
fn every_replica_has_its_stave_and_no_two_overlap() {
    for (size, scale) in SIZES {
        let scene = scene(size, scale);
        assert_eq!(scene.strips.len(), 6, "{size:?}");
        for (n, a) in scene.strips.iter().enumerate() {
            assert!(a.stave.x >= Px(0) && a.stave.x + a.stave.w <= scene.width, "{size:?}: {}", a.name);
            assert!(a.stave.y >= Px(0) && a.stave.y + a.stave.h <= scene.height, "{size:?}: {}", a.name);
            for b in &scene.strips[n + 1..] {
                let apart = a.stave.x + a.stave.w <= b.stave.x
                    || b.stave.x + b.stave.w <= a.stave.x
                    || a.stave.y + a.stave.h <= b.stave.y
                    || b.stave.y + b.stave.h <= a.stave.y;
                assert!(apart, "{size:?}: {} and {}", a.name, b.name);
            }
        }
    }
}

#[test]
fn records_stay_on_their_stave() {
    for (size, scale) in SIZES {
        for strip in scene(size, scale).strips {
            let end = strip.cell_x(strip.log_end);
            assert!(end <= strip.stave.x + strip.stave.w, "{size:?}: {} ends at {end}", strip.name);
        }
    }
}

#[test]
fn replicas_of_a_partition_share_one_scale_of_offsets() {
    let scene = scene((1280, 428), 100);
    let of = |node: i32| scene.strips.iter().find(|s| s.partition == 2 && s.node == node).expect("drawn");
    assert_eq!(of(3).cell_x(4), of(1).cell_x(4));
    assert_eq!((of(3).log_end, of(1).log_end), (8, 7));
}

#[test]
fn a_follower_that_has_not_heard_of_the_high_watermark_yet_has_a_mark_of_its_own() {
    let mut view = (*Sample::default().view()).clone();
    let of_replica = |view: &mut ClusterView, n: usize, mark| {
        let topic = std::sync::Arc::make_mut(&mut view.topics[0]);
        let partition = std::sync::Arc::make_mut(&mut topic.partitions[2]);
        std::sync::Arc::make_mut(&mut partition.replicas[n]).high_watermark = mark;
    };
    let drawn = |view: &ClusterView, size, scale| {
        let scene = scene_of(view, &Windows::default(), &KeyBook::default(), size, scale);
        let of =
            |node| scene.strips.iter().find(|s| s.partition == 2 && s.node == node).expect("drawn").clone();
        (of(3), of(1))
    };
    for (size, scale) in SIZES {
        of_replica(&mut view, 1, Some(7));
        let (leader, follower) = drawn(&view, size, scale);
        assert_eq!((leader.own_mark, follower.own_mark), (None, None), "{size:?}: it knows all of it");
        of_replica(&mut view, 1, Some(5));
        let (leader, follower) = drawn(&view, size, scale);
        assert_eq!((leader.own_mark, follower.own_mark), (None, Some(5)), "{size:?}");
        assert_eq!(
            follower.first + follower.committed,
            7,
            "{size:?}: readers see what is below the partition's"
        );
        assert!(follower.cell_x(5) < leader.cell_x(7), "{size:?}");
        of_replica(&mut view, 1, None);
        assert_eq!(drawn(&view, size, scale).1.own_mark, None, "{size:?}: it is not known");
    }
    // What a leader knows is the partition's, whatever the view says meanwhile.
    of_replica(&mut view, 0, Some(5));
    assert_eq!(drawn(&view, SIZES[0].0, SIZES[0].1).0.own_mark, None);
}

#[test]
fn a_phone_gets_systems_and_a_wide_stage_rows() {
    assert!(scene((390, 0), 100).narrow);
    assert!(!scene((1280, 428), 100).narrow);
    assert!(!scene((876, 428), 100).narrow);
}

#[test]
fn what_is_pressed_is_what_is_there() {
    let scene = scene((1280, 428), 100);
    let strip = scene.strips.iter().find(|s| s.partition == 2 && s.node == 3).expect("drawn");
    let at = Point::at(strip.cell_x(7) + strip.cell / 2, strip.stave.y + strip.stave.h / 2);
    assert_eq!(pick(&scene, at), Some(Selection::Record("kafkatask".into(), 2, 3, 7)));
    let beyond = Point::at(strip.cell_x(9), at.y);
    assert_eq!(pick(&scene, beyond), Some(Selection::Replica("kafkatask".into(), 2, 3)));
    let broker = scene.nodes.iter().find(|node| node.id == 2).expect("drawn");
    assert_eq!(pick(&scene, broker.at), Some(Selection::Node(2)));
}

#[test]
fn an_empty_cluster_says_what_to_do() {
    let view = ClusterView::default();
    let scene = scene_of(&view, &Windows::default(), &KeyBook::default(), (1280, 428), 100);
    assert!(scene.empty.is_some_and(|text| text.contains("kafka-topics.sh")));
}

#[test]
fn hostile_names_and_numbers_do_no_harm() {
    let mut engine = Sample::default();
    let mut view = (*engine.view()).clone();
    let topic = std::sync::Arc::make_mut(&mut view.topics[0]);
    topic.name = "x".repeat(5000).as_str().into();
    for partition in &mut topic.partitions {
        let partition = std::sync::Arc::make_mut(partition);
        partition.high_watermark = i64::MAX / 2;
        for replica in &mut partition.replicas {
            let replica = std::sync::Arc::make_mut(replica);
            replica.log_end = i64::MAX / 2;
            replica.log_start = i64::MAX / 2 - 3;
        }
    }
    for (size, scale) in SIZES {
        let scene = scene_of(&view, &Windows::default(), &KeyBook::default(), size, scale);
        assert_eq!(scene.strips.len(), 6);
    }
}

#[test]
fn a_producer_that_is_blocked_says_so_at_every_width() {
    let mut view = (*Sample::default().view()).clone();
    let wait = Span { from: 1_000_000, until: 61_000_000 };
    std::sync::Arc::make_mut(&mut view.producers[0]).blocked = Some(Blocked { on: BlockedOn::Memory, wait });
    for (size, scale) in SIZES {
        let scene = scene_of(&view, &Windows::default(), &KeyBook::default(), size, scale);
        let lines =
            |n: usize| scene.producers[n].lines.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>();
        assert!(lines(0).contains(&"blocked: memory full"), "{size:?}: {:?}", lines(0));
        assert!(scene.producers[0].blocked, "{size:?}: its port is shut");
        assert!(scene.producers[1..].iter().all(|other| !other.blocked), "{size:?}");
    }
}
