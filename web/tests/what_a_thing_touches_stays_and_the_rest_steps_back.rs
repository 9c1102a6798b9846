//! What stays on the stage while a pointer or the keyboard is on a thing, in the handmade moment of `kafkatask`: partition 0 is led by
//! broker 1 and copied by 2, partition 1 by 2 and 3, partition 2 by 3 and 1.

mod sample;

use std::collections::BTreeSet;
use std::sync::Arc;

use partita_view::{ClusterView, Engine, LinkView, MessageId, NodeView, Party};
use partita_web::session::{Selection, Touches};
use sample::Sample;

fn moment() -> ClusterView {
    let mut view = (*Sample::default().view()).clone();
    Arc::make_mut(&mut view.producers[1]).topic = Some("kafkatask".into());
    Arc::make_mut(&mut view.groups[0]).coordinator = Some(2);
    let to = Party::Client("Consumer-22".into());
    view.links.push(LinkView { from: Party::Node(3), to, cut: true, slow: 0 });
    view
}

fn touches(what: &Selection) -> Touches {
    Touches::of(&moment(), what).expect("a thing of the stage")
}

fn replicas(touches: &Touches) -> Vec<(i32, i32)> {
    touches.replicas.iter().map(|(_, partition, node)| (*partition, *node)).collect()
}

fn names<'a>(all: impl IntoIterator<Item = &'a partita_view::Name>) -> Vec<&'a str> {
    all.into_iter().map(|name| &**name).collect()
}

fn members(touches: &Touches) -> Vec<&str> {
    names(touches.members.iter().map(|(_, member)| member))
}

#[test]
fn a_member_its_partitions_and_their_leaders() {
    let of = touches(&Selection::Member("consumergroup1".into(), "Consumer-21".into()));
    assert_eq!(replicas(&of), [(0, 1), (1, 2)]);
    assert_eq!(of.nodes, BTreeSet::from([1, 2]));
    assert_eq!((names(&of.groups), members(&of)), (vec!["consumergroup1"], vec!["Consumer-21"]));
    assert_eq!(of.producers, BTreeSet::new());
}

#[test]
fn a_group_all_that_its_members_read_and_its_coordinator() {
    let of = touches(&Selection::Group("consumergroup1".into()));
    assert_eq!(replicas(&of), [(0, 1), (1, 2), (2, 3)]);
    assert_eq!(members(&of), ["Consumer-11", "Consumer-21", "Consumer-31"]);
    assert_eq!(names(&of.groups), ["consumergroup1"]);
    assert!(of.nodes.contains(&2), "its coordinator");
}

#[test]
fn a_leader_its_followers_and_clients_and_a_follower_its_leader() {
    let leader = touches(&Selection::Replica("kafkatask".into(), 1, 2));
    assert_eq!((replicas(&leader), leader.nodes.len()), (vec![(1, 2), (1, 3)], 2));
    // One has a batch for it, the other writes to the topic.
    assert_eq!(names(&leader.producers), ["Producer-1", "Producer-2"]);
    assert_eq!(members(&leader), ["Consumer-21", "Consumer-22"]);
    let follower = touches(&Selection::Replica("kafkatask".into(), 1, 3));
    assert_eq!(replicas(&follower), [(1, 2), (1, 3)]);
    assert_eq!((follower.producers.len(), follower.members.len()), (0, 0));
}

#[test]
fn a_record_what_its_replica_touches() {
    let record = Selection::Record("kafkatask".into(), 2, 1, 4);
    let replica = Selection::Replica("kafkatask".into(), 2, 1);
    assert_eq!(touches(&record), touches(&replica));
    assert_eq!(Touches::touched(&record), replica);
    assert_eq!(Touches::touched(&Selection::Node(1)), Selection::Node(1));
}

#[test]
fn a_broker_what_lies_on_it_and_who_works_with_it() {
    let of = touches(&Selection::Node(2));
    assert_eq!((replicas(&of), of.nodes.clone()), (vec![(0, 2), (1, 2)], BTreeSet::from([2])));
    assert_eq!(of.partitions.len(), 2);
    // It leads partition 1 and coordinates the first group.
    assert_eq!(members(&of), ["Consumer-21", "Consumer-22"]);
    assert_eq!(names(&of.groups), ["consumergroup1", "consumergroup2"]);
}

#[test]
fn a_controller_with_a_row_of_its_own_the_voters_of_its_quorum() {
    let mut view = moment();
    let controller = |id| NodeView { id, is_controller: true, ..NodeView::default() }.into();
    view.nodes.extend([100, 101, 102, 103].map(controller));
    Arc::make_mut(&mut view.quorum).voters = vec![100, 101, 102];
    let of = |id| Touches::of(&view, &Selection::Node(id)).expect("a row").nodes;
    assert_eq!(of(101), BTreeSet::from([100, 101, 102]));
    assert_eq!(of(103), BTreeSet::from([100, 101, 102, 103]), "without a vote it follows them");
    assert_eq!(of(1), BTreeSet::from([1]), "a broker works with them all the time");
}

#[test]
fn a_producer_the_leaders_of_what_it_sends() {
    let waiting = touches(&Selection::Producer("Producer-1".into()));
    assert_eq!(replicas(&waiting), [(1, 2)]);
    let writing = touches(&Selection::Producer("Producer-2".into()));
    assert_eq!(replicas(&writing), [(0, 1), (1, 2), (2, 3)]);
    assert_eq!(names(&writing.producers), ["Producer-2"]);
}

#[test]
fn a_topic_everything_of_it_and_a_link_both_ends() {
    let topic = touches(&Selection::Topic("kafkatask".into()));
    assert_eq!((topic.replicas.len(), topic.nodes.len(), names(&topic.topics)), (6, 3, vec!["kafkatask"]));
    let ends = [Party::Client("Consumer-22".into()), Party::Node(3)];
    let [to, from] = ends.clone();
    assert_eq!(
        touches(&Selection::Link(from, to)),
        touches(&Selection::Link(ends[0].clone(), ends[1].clone()))
    );
    let link = touches(&Selection::Link(ends[0].clone(), ends[1].clone()));
    assert_eq!((link.nodes.clone(), members(&link)), (BTreeSet::from([3]), vec!["Consumer-22"]));
    assert_eq!(link.replicas, BTreeSet::new());
}

#[test]
fn what_is_gone_lets_nothing_step_back_nor_does_a_message() {
    let gone = [
        Selection::Replica("kafkatask".into(), 9, 1),
        Selection::Record("gone".into(), 0, 1, 3),
        Selection::Node(99),
        Selection::Topic("gone".into()),
        Selection::Producer("nobody".into()),
        Selection::Tool("ended".into()),
        Selection::Link(Party::Node(1), Party::Node(2)),
        Selection::Group("nobody".into()),
        Selection::Member("nobody".into(), "nobody".into()),
    ];
    for what in gone {
        assert_eq!(Touches::of(&moment(), &what), None, "{what:?}");
    }
    assert_eq!(Touches::of(&moment(), &Selection::Message(MessageId(1))), None);
}
