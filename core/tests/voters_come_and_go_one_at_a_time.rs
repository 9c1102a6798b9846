//! KIP-853: voters that the log names. One is added once it has caught up, one is removed, one whose disk was replaced is
//! another; and a quorum that was configured becomes such a quorum.

mod host;

use host::Host;
use partita_machine::Event;
use partita_view::QuorumRole;
use partita_wire::messages::add_raft_voter_request::{AddRaftVoterRequest, Listener};
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::describe_quorum_request::{self as quorum, DescribeQuorumRequest};
use partita_wire::messages::describe_quorum_response::{DescribeQuorumResponse, PartitionData};
use partita_wire::messages::remove_raft_voter_request::RemoveRaftVoterRequest;
use partita_wire::messages::update_features_request::{FeatureUpdateKey, UpdateFeaturesRequest};
use partita_wire::{Response, Uuid};

fn described(host: &mut Host) -> DescribeQuorumResponse {
    let partitions = vec![quorum::PartitionData::default()];
    let topic = quorum::TopicData { topic_name: "__cluster_metadata".into(), partitions };
    let Response::DescribeQuorum(answer) = host.ask(0, DescribeQuorumRequest { topics: vec![topic] }) else {
        panic!()
    };
    answer
}

fn part(host: &mut Host) -> PartitionData {
    described(host).topics.remove(0).partitions.remove(0)
}

/// Ids and directories of the voters.
fn voters(host: &mut Host) -> Vec<(i32, u8)> {
    let voters = part(host).current_voters;
    voters.iter().map(|voter| (voter.replica_id, voter.replica_directory_id.0[0])).collect()
}

fn add(host: &mut Host, id: i32, directory: u8) -> (i16, String) {
    let listener = Listener { name: "CONTROLLER".into(), host: format!("node{id}"), port: 9_093 };
    let body = AddRaftVoterRequest {
        cluster_id: None,
        voter_id: id,
        voter_directory_id: Uuid([directory; 16]),
        listeners: vec![listener],
        ..AddRaftVoterRequest::default()
    };
    let Response::AddRaftVoter(answer) = host.ask(0, body) else { panic!() };
    (answer.error_code, answer.error_message.unwrap_or_default())
}

fn remove(host: &mut Host, id: i32, directory: u8) -> (i16, String) {
    let voter_directory_id = Uuid([directory; 16]);
    let body = RemoveRaftVoterRequest { voter_id: id, cluster_id: None, voter_directory_id };
    let Response::RemoveRaftVoter(answer) = host.ask(0, body) else { panic!() };
    (answer.error_code, answer.error_message.unwrap_or_default())
}

fn creates(host: &mut Host, name: &str) -> bool {
    let topic = CreatableTopic {
        name: name.into(),
        num_partitions: 1,
        replication_factor: 1,
        ..CreatableTopic::default()
    };
    let body = CreateTopicsRequest { topics: vec![topic], ..CreateTopicsRequest::default() };
    let Response::CreateTopics(answer) = host.ask(0, body) else { panic!() };
    matches!(answer.topics[0].error_code, 0 | 36)
}

fn up(host: &mut Host) {
    host.run_until("the broker is unfenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(0))
    });
    host.run_ms(1_000);
}

fn leader(host: &Host) -> i32 {
    let leads = |&id: &i32| host.node(id).quorum_view().leader == Some(id);
    let leaders = host.running().into_iter().filter(leads);
    leaders.max_by_key(|&id| host.node(id).quorum_view().epoch).expect("there is a leader")
}

fn kraft_version(host: &mut Host, level: i16) -> (i16, String) {
    let update = FeatureUpdateKey {
        feature: "kraft.version".into(),
        max_version_level: level,
        upgrade_type: 1,
        ..FeatureUpdateKey::default()
    };
    let body = UpdateFeaturesRequest { feature_updates: vec![update], ..UpdateFeaturesRequest::default() };
    let Response::UpdateFeatures(answer) = host.ask(0, body) else { panic!() };
    (answer.error_code, answer.error_message.unwrap_or_default())
}

#[test]
fn a_controller_is_added_and_the_leader_dies_after_it() {
    let mut host = Host::dynamic(1, 3, &[]);
    up(&mut host);
    assert_eq!(voters(&mut host), [(100, 101), (101, 102), (102, 103)]);
    host.add_controller(103, 104, &[]);
    host.run_ms(3_000);
    let observers: Vec<i32> = part(&mut host).observers.iter().map(|known| known.replica_id).collect();
    assert_eq!(observers, [0, 103], "it follows without a vote");
    assert_eq!(add(&mut host, 103, 104), (0, String::new()));
    assert_eq!(voters(&mut host), [(100, 101), (101, 102), (102, 103), (103, 104)]);
    let nodes = described(&mut host).nodes;
    assert_eq!(nodes.len(), 4);
    assert_eq!(nodes[3].listeners[0].host, "node103");
    let (code, message) = add(&mut host, 103, 9);
    assert_eq!(code, 126, "DUPLICATE_VOTER {message}");
    let old = leader(&host);
    host.kill(old);
    host.run_ms(5_000);
    assert_ne!(leader(&host), old);
    assert!(creates(&mut host, "orders"));
    // Of four voters three are a majority: with one more gone nothing is committed.
    let next = leader(&host);
    host.kill(next);
    host.run_ms(10_000);
    assert!(host.running().iter().all(|&id| host.node(id).quorum_view().leader.is_none()));
    host.start(old);
    host.run_ms(5_000);
    assert!(creates(&mut host, "payments"));
}

#[test]
fn who_is_too_far_behind_or_not_there_is_not_added() {
    let mut host = Host::dynamic(1, 1, &[]);
    up(&mut host);
    let (code, message) = add(&mut host, 109, 110);
    assert_eq!(code, 7, "REQUEST_TIMED_OUT {message}");
    assert!(message.contains("is not ready to receive requests"), "{message}");
    host.add_controller(101, 102, &[]);
    host.run_ms(3_000);
    let links = host.links_of(leader(&host));
    let (code, message) = add(&mut host, 101, 77);
    assert_eq!(code, 7);
    assert!(message.ends_with("since it is lagging behind"), "another directory never fetched: {message}");
    host.run_ms(100);
    assert_eq!(host.links_of(leader(&host)), links, "nothing is left of the question");
    let (code, message) = add(&mut host, 101, 102);
    assert_eq!(code, 0, "{message}");
    assert_eq!(remove(&mut host, 101, 77).0, 127, "VOTER_NOT_FOUND");
    assert_eq!(remove(&mut host, 101, 102).0, 0);
    let (code, message) = remove(&mut host, 100, 101);
    assert_eq!(code, 127, "the last voter stays: {message}");
}

#[test]
fn a_leader_that_is_removed_hands_over_once_that_is_committed() {
    let mut host = Host::dynamic(1, 3, &[]);
    up(&mut host);
    let old = leader(&host);
    assert_eq!(remove(&mut host, old, u8::try_from(old + 1).unwrap()), (0, String::new()));
    host.run_ms(5_000);
    let now = leader(&host);
    assert_ne!(now, old);
    assert_eq!(host.node(old).quorum_view().voters.len(), 2, "it knows that it has no vote");
    assert_eq!(host.node(old).node_view().quorum, QuorumRole::Observer);
    assert!(creates(&mut host, "orders"));
    let part = part(&mut host);
    assert_eq!(part.current_voters.len(), 2);
    assert!(part.observers.iter().any(|known| known.replica_id == old), "it follows on");
    // Two voters need each other; the third has nothing to say.
    host.kill(old);
    host.run_ms(3_000);
    assert!(creates(&mut host, "payments"));
}

#[test]
fn a_replaced_disk_is_another_voter() {
    let mut host = Host::dynamic(1, 3, &[]);
    up(&mut host);
    let victim = (100..103).find(|&id| id != leader(&host)).unwrap();
    let old = u8::try_from(victim + 1).unwrap();
    host.kill(victim);
    host.add_controller(victim, 200, &[]);
    host.run_ms(5_000);
    assert_eq!(host.node(victim).node_view().quorum, QuorumRole::Observer);
    let part = part(&mut host);
    assert!(
        part.current_voters
            .iter()
            .any(|voter| (voter.replica_id, voter.replica_directory_id.0[0]) == (victim, old))
    );
    assert!(
        part.observers
            .iter()
            .any(|known| known.replica_id == victim && known.replica_directory_id.0[0] == 200)
    );
    assert_eq!(add(&mut host, victim, 200).0, 126, "its id has a vote still");
    assert_eq!(remove(&mut host, victim, old).0, 0);
    assert_eq!(add(&mut host, victim, 200).0, 0);
    host.run_ms(3_000);
    assert_eq!(host.node(victim).node_view().quorum, QuorumRole::Follower);
    assert!(creates(&mut host, "orders"));
}

#[test]
fn a_controller_with_auto_join_adds_itself_and_takes_its_old_place() {
    let auto = [("controller.quorum.auto.join.enable", "true")];
    let mut host = Host::dynamic(1, 2, &[]);
    up(&mut host);
    host.add_controller(102, 103, &auto);
    host.run_ms(10_000);
    assert_eq!(voters(&mut host), [(100, 101), (101, 102), (102, 103)]);
    host.kill(102);
    host.add_controller(102, 201, &auto);
    host.run_ms(15_000);
    assert_eq!(voters(&mut host), [(100, 101), (101, 102), (102, 201)]);
    assert!(creates(&mut host, "orders"));
}

#[test]
fn a_configured_quorum_becomes_one_that_the_log_names() {
    let mut host = Host::apart(1, 3);
    up(&mut host);
    let (code, _) = remove(&mut host, 100, 101);
    assert_eq!(code, 35, "UNSUPPORTED_VERSION");
    host.run_ms(5_000);
    assert_eq!(kraft_version(&mut host, 1), (0, String::new()));
    assert_eq!(voters(&mut host), [(100, 101), (101, 102), (102, 103)]);
    assert_eq!(kraft_version(&mut host, 0).0, 95, "there is no way back");
    host.add_controller(103, 104, &[]);
    host.run_ms(3_000);
    assert_eq!(add(&mut host, 103, 104).0, 0);
    let old = leader(&host);
    host.kill(old);
    host.run_ms(5_000);
    host.start(old);
    host.run_ms(5_000);
    assert_eq!(voters(&mut host).len(), 4);
    assert_eq!(host.node(old).node_view().quorum, QuorumRole::Follower);
}

#[test]
fn a_snapshot_names_the_voters() {
    let small = [
        ("metadata.log.max.record.bytes.between.snapshots", "2000"),
        ("metadata.max.retention.bytes", "1000"),
        ("metadata.log.segment.bytes", "1000"),
    ];
    let mut host = Host::dynamic(1, 3, &small);
    up(&mut host);
    host.add_controller(103, 104, &small);
    host.run_ms(3_000);
    assert_eq!(add(&mut host, 103, 104).0, 0);
    for number in 0..40 {
        assert!(creates(&mut host, &format!("topic{number}")));
    }
    // The log before the snapshots goes.
    host.run_ms(200_000);
    for id in host.running() {
        host.kill(id);
    }
    for id in [0, 100, 101, 102, 103] {
        host.start(id);
    }
    host.run_ms(20_000);
    assert_eq!(voters(&mut host), [(100, 101), (101, 102), (102, 103), (103, 104)]);
    host.add_controller(104, 105, &small);
    host.run_ms(5_000);
    assert_eq!(host.node(104).quorum_view().voters, [100, 101, 102, 103]);
    assert!(creates(&mut host, "orders"));
}

#[test]
fn controllers_register_and_are_described_by_each_of_them() {
    use partita_machine::Listener;
    use partita_wire::ApiKey;
    use partita_wire::messages::describe_cluster_request::DescribeClusterRequest;

    let mut host = Host::dynamic(1, 2, &[]);
    up(&mut host);
    // One without a vote is a controller too.
    host.add_controller(102, 103, &[]);
    host.run_ms(3_000);
    for asked in [100, 101, 102] {
        let (_, version) = ApiKey::DescribeCluster.versions();
        let body = DescribeClusterRequest { endpoint_type: 2, ..DescribeClusterRequest::default() };
        let Some(Response::DescribeCluster(answer)) = host.ask_in(asked, Listener::Controller, version, body)
        else {
            panic!()
        };
        let listed: Vec<(i32, &str, i32)> =
            answer.brokers.iter().map(|known| (known.broker_id, &*known.host, known.port)).collect();
        assert_eq!(
            listed,
            [(100, "node100", 9_093), (101, "node101", 9_093), (102, "node102", 9_093)],
            "asked of {asked}"
        );
        assert_eq!(answer.controller_id, leader(&host));
    }
}
