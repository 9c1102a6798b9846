//! UpdateRaftVoter (KIP-853): a voter tells the leader of its quorum where it listens and what it supports. What cannot be so,
//! or comes to the wrong one, is refused, each with its own code; the answer names the leader.

mod host;

use host::Host;
use partita_machine::Listener;
use partita_wire::messages::describe_quorum_request::{self as quorum, DescribeQuorumRequest};
use partita_wire::messages::update_raft_voter_request::{
    KRaftVersionFeature, Listener as Endpoint, UpdateRaftVoterRequest,
};
use partita_wire::messages::update_raft_voter_response::UpdateRaftVoterResponse;
use partita_wire::{ApiKey, Response, Uuid};

fn update(host: &mut Host, to: i32, body: UpdateRaftVoterRequest) -> UpdateRaftVoterResponse {
    let (_, version) = ApiKey::UpdateRaftVoter.versions();
    let Some(Response::UpdateRaftVoter(answer)) = host.ask_in(to, Listener::Controller, version, body) else {
        panic!()
    };
    answer
}

/// Where a voter listens, as the quorum knows it.
fn listens(host: &mut Host, voter: i32) -> (String, u16) {
    let partitions = vec![quorum::PartitionData::default()];
    let topic = quorum::TopicData { topic_name: "__cluster_metadata".into(), partitions };
    let Response::DescribeQuorum(answer) = host.ask(0, DescribeQuorumRequest { topics: vec![topic] }) else {
        panic!()
    };
    let node = answer.nodes.into_iter().find(|node| node.node_id == voter).unwrap();
    (node.listeners[0].host.clone(), node.listeners[0].port)
}

#[test]
fn and_learns_why_not() {
    let mut host = Host::dynamic(1, 3, &[]);
    host.run_ms(10_000);
    let leader = host.controller().unwrap();
    let voter = (100..103).find(|&id| id != leader).unwrap();
    let epoch = host.node(leader).quorum_view().epoch;
    let endpoint = |host: &str| Endpoint { name: "CONTROLLER".into(), host: host.into(), port: 9_193 };
    let good = || UpdateRaftVoterRequest {
        cluster_id: Some(Uuid([7; 16]).to_string()),
        current_leader_epoch: epoch,
        voter_id: voter,
        voter_directory_id: Uuid([u8::try_from(voter + 1).unwrap(); 16]),
        listeners: vec![endpoint("elsewhere")],
        k_raft_version_feature: KRaftVersionFeature { min_supported_version: 0, max_supported_version: 1 },
    };
    type Change<'a> = &'a dyn Fn(&mut UpdateRaftVoterRequest);
    let cases: [(&str, Change<'_>, i16); 10] = [
        ("INCONSISTENT_CLUSTER_ID", &|body| body.cluster_id = Some(Uuid([8; 16]).to_string()), 104),
        ("FENCED_LEADER_EPOCH", &|body| body.current_leader_epoch -= 1, 74),
        ("UNKNOWN_LEADER_EPOCH", &|body| body.current_leader_epoch += 1, 75),
        ("INVALID_REQUEST: no id", &|body| body.voter_id = -1, 42),
        ("INVALID_REQUEST: no directory", &|body| body.voter_directory_id = Uuid::ZERO, 42),
        ("INVALID_REQUEST: listens nowhere", &|body| body.listeners.clear(), 42),
        ("INVALID_REQUEST: no range", &|body| body.k_raft_version_feature.min_supported_version = 2, 42),
        (
            "INVALID_REQUEST: cannot what the quorum has agreed on",
            &|body| body.k_raft_version_feature.max_supported_version = 0,
            42,
        ),
        ("VOTER_NOT_FOUND: nobody", &|body| body.voter_id = 109, 127),
        ("VOTER_NOT_FOUND: its old disk", &|body| body.voter_directory_id = Uuid([99; 16]), 127),
    ];
    let before = listens(&mut host, voter);
    for (why, change, code) in cases {
        let mut body = good();
        change(&mut body);
        let answer = update(&mut host, leader, body);
        assert_eq!(answer.error_code, code, "{why}");
        assert_eq!((answer.current_leader.leader_id, answer.current_leader.leader_epoch), (leader, epoch));
        assert_eq!(listens(&mut host, voter), before, "{why}");
    }
    let elsewhere = update(&mut host, voter, good());
    assert_eq!(elsewhere.error_code, 6, "NOT_LEADER_OR_FOLLOWER");
    assert_eq!(elsewhere.current_leader.leader_id, leader, "it says who leads");
    assert_eq!(update(&mut host, leader, good()).error_code, 0);
}
