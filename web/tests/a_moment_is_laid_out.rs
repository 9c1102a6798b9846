//! Layout: pure, the same for the same moment and size, nothing on another, everything inside.

mod sample;

use std::collections::BTreeMap;
use std::sync::Arc;

use partita_view::{
    BatchState, BatchView, Blocked, BlockedOn, ClusterView, Engine, MemberState, NodeView, PartitionView,
    Process, QuorumRole, QuorumView, ReplicaRole, ReplicaView, Span,
};
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

/// The scene of the handmade moment after a change to it.
fn changed(size: (i32, i32), scale: i32, change: impl FnOnce(&mut ClusterView)) -> Scene {
    let mut view = (*Sample::default().view()).clone();
    change(&mut view);
    scene_of(&view, &Windows::default(), &KeyBook::default(), size, scale)
}

fn partition(view: &mut ClusterView, number: usize) -> &mut PartitionView {
    Arc::make_mut(&mut Arc::make_mut(&mut view.topics[0]).partitions[number])
}

/// The n-th replica of a partition, the leader first.
fn replica(view: &mut ClusterView, number: usize, n: usize) -> &mut ReplicaView {
    Arc::make_mut(&mut partition(view, number).replicas[n])
}

#[test]
fn a_group_in_the_middle_of_a_rebalance_says_so_and_each_member_what_it_does() {
    for (size, scale) in SIZES {
        let scene = changed(size, scale, |view| {
            let group = Arc::make_mut(&mut view.groups[0]);
            (group.state, group.generation) = ("PreparingRebalance", 3);
            (group.members[1].state, group.members[2].state) = (MemberState::Joining, MemberState::Syncing);
            group.members[1].owned.clear();
        });
        let (rebalances, stable) = (&scene.groups[0], &scene.groups[1]);
        assert!(rebalances.state.0.starts_with("Preparing"), "{size:?}: {:?}", rebalances.state);
        assert!(rebalances.state.2.contains("warn") && !stable.state.2.contains("warn"), "{size:?}");
        if !scene.narrow {
            let notes: Vec<&str> = rebalances
                .members
                .iter()
                .map(|member| member.note.as_ref().map_or("", |(text, _)| text.as_str()))
                .collect();
            assert_eq!(notes, ["left", "joining", "syncing"], "{size:?}");
            assert_eq!((rebalances.members[1].chips.len(), rebalances.members[2].chips.len()), (0, 1));
        }
    }
}

#[test]
fn batches_say_what_they_wait_for_and_a_retry_how_long() {
    let batch = |records, state| BatchView { topic: "kafkatask".into(), partition: 1, records, state };
    let backoff = Span { from: 0, until: 100_000 };
    let retrying = BatchState::Retrying { attempt: 2, error: "NOT_LEADER_OR_FOLLOWER", backoff };
    let scene = changed((1280, 428), 100, |view| {
        let batches = vec![
            batch(2, BatchState::Ready),
            batch(12, BatchState::InFlight),
            batch(1, retrying),
            batch(1, BatchState::Ready),
        ];
        Arc::make_mut(&mut view.producers[1]).batches = batches;
    });
    let (drawn, words): (Vec<u32>, Vec<&str>) =
        scene.producers[1].batches.iter().map(|(records, _, word)| (*records, word.as_str())).unzip();
    assert_eq!(words, ["p1, ready", "12 for p1, sent", "p1, again", "and 1 batch"]);
    assert_eq!(drawn, [2, 3, 1, 0], "of a large one some records and a number");
    let (retry, class) =
        scene.producers[1].lines.iter().find(|(text, _)| text.starts_with("retry")).expect("a line");
    assert!(retry.starts_with("retry 2, waits 100"), "{retry}");
    assert!(class.contains("warn"));
    assert!(!scene.producers[0].lines.iter().any(|(text, _)| text.starts_with("retry")));
}

#[test]
fn controllers_have_rows_with_their_metadata_log() {
    let scene = changed((1280, 720), 100, |view| {
        for node in &mut view.nodes {
            Arc::make_mut(node).is_controller = false;
        }
        let controller = |id, quorum, metadata_end| {
            Arc::new(NodeView {
                id,
                is_controller: true,
                quorum,
                quorum_epoch: 4,
                voted: Some(102),
                metadata_end,
                ..NodeView::default()
            })
        };
        view.nodes.extend([
            controller(101, QuorumRole::Follower, 50),
            controller(102, QuorumRole::Leader, 52),
            controller(103, QuorumRole::Candidate, 41),
        ]);
        let voters = vec![101, 102, 103];
        view.quorum = Arc::new(QuorumView { leader: Some(102), epoch: 4, voters, high_watermark: 50 });
    });
    let logs = &scene.metadata;
    let told: Vec<(i32, i64, bool)> = logs.iter().map(|log| (log.node, log.end.1, log.leads)).collect();
    assert_eq!(told, [(101, 50, false), (102, 52, true), (103, 41, false)]);
    assert!(logs[2].end.0 < logs[0].end.0 && logs[0].end.0 < logs[1].end.0, "one scale for all");
    assert!(logs[1].committed < logs[1].end.0, "the newest is not committed");
    assert_eq!(logs[2].committed, logs[2].end.0, "one that is behind has only what is");
    let words = |id: i32| -> Vec<&str> {
        let row = scene.nodes.iter().find(|row| row.id == id).expect("a row");
        row.lines.iter().map(|(_, text, _)| text.as_str()).collect()
    };
    assert_eq!(words(102), ["controller", "epoch 4", "voted for 102"]);
    assert_eq!((words(101)[0], words(103)[0]), ("voter", "candidate"));
}

#[test]
fn replicas_out_of_sync_and_offline_and_fenced_brokers_are_told_by_sign_word_and_class() {
    for (size, scale) in SIZES {
        let scene = changed(size, scale, |view| {
            let behind = replica(view, 0, 1);
            (behind.role, behind.log_end) = (ReplicaRole::OutOfSync, 4);
            partition(view, 0).in_sync = vec![1];
            replica(view, 1, 1).role = ReplicaRole::Offline;
            Arc::make_mut(&mut view.nodes[1]).fenced = Some(true);
            Arc::make_mut(&mut view.nodes[2]).process = Process::Killed;
        });
        let strip = |number, node| {
            scene.strips.iter().find(|strip| (strip.partition, strip.node) == (number, node)).expect("drawn")
        };
        let (behind, offline) = (strip(0, 2), strip(1, 3));
        assert_eq!((behind.class, offline.class, offline.in_dead), ("behind", "offline", true), "{size:?}");
        let said = [&behind.role.1, &offline.role.1];
        if scene.narrow {
            assert_eq!(said, ["B2 out of sync", "B3 offline"], "{size:?}");
        } else {
            assert_eq!(said, ["Out of sync", "Offline"], "{size:?}");
            assert_eq!(behind.note.as_ref().map(|(_, text)| text.as_str()), Some("2 behind"), "{size:?}");
        }
        assert_ne!(behind.role.0, strip(0, 1).role.0, "a sign of its own");
        let state = |id: i32| scene.nodes.iter().find(|row| row.id == id).expect("a row").state.1;
        assert_eq!((state(1), state(2), state(3)), ("running", "fenced", "killed"), "{size:?}");
        let short = scene.partitions.iter().find(|head| head.of.1 == 0).expect("a head");
        assert!(short.flag.as_ref().is_some_and(|(_, text, _)| text.contains("{1}")), "{:?}", short.flag);
    }
}

#[test]
fn a_new_segment_a_new_epoch_and_the_last_stable_offset_stand_between_their_records() {
    let scene = changed((1280, 428), 100, |view| {
        let leader = replica(view, 0, 0);
        leader.segments = vec![0, 3];
        leader.epochs = vec![(0, 0), (1, 2)];
        partition(view, 0).last_stable_offset = 4;
    });
    let strip = scene.strips.iter().find(|strip| (strip.partition, strip.node) == (0, 1)).expect("drawn");
    // What begins with the first record drawn needs no bar.
    assert_eq!((&strip.segments[..], &strip.epochs[..]), (&[3][..], &[2][..]));
    let head = |number| scene.partitions.iter().find(|head| head.of.1 == number).expect("a head");
    let (x, _, _, text) = head(0).last_stable.as_ref().expect("below the high watermark");
    assert_eq!((*x, text.as_str()), (strip.cell_x(4), "LSO 4"));
    assert!(head(1).last_stable.is_none(), "it is the high watermark");
}
