//! A consumer with `group.protocol=consumer` (KIP-848) against a coordinator that the test plays.

mod scripted;

use partita_client::app::{CommitPolicy, ConsumerApp, Reads};
use partita_client::settings::ConsumerSettings;
use partita_machine::{Event, Input, Rng};
use partita_view::MemberState;
use partita_wire::messages::consumer_group_heartbeat_request::ConsumerGroupHeartbeatRequest;
use partita_wire::messages::consumer_group_heartbeat_response::{
    Assignment, ConsumerGroupHeartbeatResponse, TopicPartitions,
};
use partita_wire::messages::find_coordinator_response::{Coordinator, FindCoordinatorResponse};
use partita_wire::messages::offset_commit_response::{
    OffsetCommitResponse, OffsetCommitResponsePartition, OffsetCommitResponseTopic,
};
use partita_wire::messages::offset_fetch_response::{
    OffsetFetchResponse, OffsetFetchResponseGroup, OffsetFetchResponsePartitions, OffsetFetchResponseTopics,
};
use partita_wire::{ApiKey, ErrorCode, Request};

use scripted::{Cluster, Whole, metadata, topic_id};

const TOPIC: &str = "orders";
const BEAT: ApiKey = ApiKey::ConsumerGroupHeartbeat;

type App = Cluster<Whole<ConsumerApp>>;

/// An application in group `g`, whose topic has two partitions and offset 7 committed in both.
fn app(pairs: &[(&str, &str)], policy: CommitPolicy) -> App {
    let mut all =
        vec![("bootstrap.servers", "127.0.0.1:9092"), ("group.id", "g"), ("group.protocol", "consumer")];
    all.extend_from_slice(pairs);
    let settings = ConsumerSettings::new(&all).unwrap();
    let reads = Reads::Topics(vec![TOPIC.into()]);
    let app = ConsumerApp::new("c1".into(), reads, policy, 0, settings, Rng::new(3));
    let mut cluster = Cluster::new(Whole(app), |pending| match &pending.body {
        Request::Metadata(_) => Some(metadata(2, &[(TOPIC, &[0, 0])])),
        Request::FindCoordinator(_) => {
            let (key, node_id, host, port) = ("g".into(), 1, "127.0.0.1".into(), 9_093);
            let coordinator = Coordinator { key, node_id, host, port, ..Default::default() };
            Some(FindCoordinatorResponse { coordinators: vec![coordinator], ..Default::default() }.into())
        }
        Request::OffsetFetch(request) => {
            let asked = &request.groups[0].topics.as_ref().unwrap()[0];
            let partition = |&partition_index: &i32| OffsetFetchResponsePartitions {
                partition_index,
                committed_offset: 7,
                metadata: Some(String::new()),
                ..Default::default()
            };
            let partitions = asked.partition_indexes.iter().map(partition).collect();
            let topic = OffsetFetchResponseTopics { name: TOPIC.into(), partitions, ..Default::default() };
            let group =
                OffsetFetchResponseGroup { group_id: "g".into(), topics: vec![topic], ..Default::default() };
            Some(OffsetFetchResponse { groups: vec![group], ..Default::default() }.into())
        }
        Request::OffsetCommit(request) => {
            let partition =
                |partition_index| OffsetCommitResponsePartition { partition_index, error_code: 0 };
            let asked = request.topics.iter().flat_map(|topic| &topic.partitions);
            let partitions = asked.map(|one| partition(one.partition_index)).collect();
            let topic = OffsetCommitResponseTopic { name: TOPIC.into(), partitions, ..Default::default() };
            Some(OffsetCommitResponse { topics: vec![topic], ..Default::default() }.into())
        }
        _ => None,
    });
    cluster.tell(Input::Started);
    cluster.run_ms(1_000);
    cluster
}

/// The heartbeat that waits.
#[track_caller]
fn said(cluster: &App) -> ConsumerGroupHeartbeatRequest {
    let Request::ConsumerGroupHeartbeat(request) = cluster.only(BEAT).body else { panic!() };
    *request
}

/// Answers it: the member's epoch, and what it shall own.
fn tell(cluster: &mut App, member_epoch: i32, partitions: Option<&[i32]>) {
    let topic =
        |partitions: &[i32]| TopicPartitions { topic_id: topic_id(0), partitions: partitions.to_vec() };
    let assignment = partitions.map(|partitions| Assignment {
        topic_partitions: if partitions.is_empty() { Vec::new() } else { vec![topic(partitions)] },
    });
    let response = ConsumerGroupHeartbeatResponse {
        member_epoch,
        heartbeat_interval_ms: 5_000,
        assignment,
        ..Default::default()
    };
    let beat = cluster.only(BEAT);
    cluster.answer(&beat, response);
    cluster.run_ms(0);
}

fn refuse(cluster: &mut App, code: ErrorCode) {
    let beat = cluster.only(BEAT);
    let response = ConsumerGroupHeartbeatResponse { error_code: code as i16, ..Default::default() };
    cluster.answer(&beat, response);
    cluster.run_ms(0);
}

/// What a heartbeat says is owned.
fn owned(request: &ConsumerGroupHeartbeatRequest) -> Option<Vec<i32>> {
    let topics = request.topic_partitions.as_ref()?;
    Some(topics.iter().flat_map(|topic| topic.partitions.clone()).collect())
}

/// Partitions that fetches ask for.
fn fetched(cluster: &App) -> Vec<i32> {
    let fetches = cluster.waiting(ApiKey::Fetch);
    let topics = fetches.iter().flat_map(|fetch| match &fetch.body {
        Request::Fetch(request) => request.topics.clone(),
        _ => Vec::new(),
    });
    topics.flat_map(|topic| topic.partitions).map(|partition| partition.partition).collect()
}

/// In the group at epoch 2 with both partitions, and the coordinator knows.
fn settled(pairs: &[(&str, &str)], policy: CommitPolicy) -> App {
    let mut cluster = app(pairs, policy);
    tell(&mut cluster, 2, Some(&[0, 1]));
    assert_eq!(owned(&said(&cluster)), Some(vec![0, 1]));
    tell(&mut cluster, 2, None);
    cluster
}

#[test]
fn it_joins_under_its_own_id_with_all_there_is_to_say_and_then_says_only_what_is_new() {
    let mut cluster = app(&[("group.remote.assignor", "range")], CommitPolicy::None);
    let first = said(&cluster);
    assert_eq!((first.member_id.len(), first.member_epoch, first.rebalance_timeout_ms), (22, 0, 300_000));
    assert_eq!(first.subscribed_topic_names.as_deref(), Some(&[TOPIC.to_string()][..]));
    assert_eq!(first.server_assignor.as_deref(), Some("range"));
    assert_eq!(owned(&first), Some(Vec::new()));

    tell(&mut cluster, 2, Some(&[0, 1]));
    let both = Event::Assigned {
        group: "g".into(),
        generation: 2,
        partitions: vec![(TOPIC.into(), 0), (TOPIC.into(), 1)],
    };
    assert!(cluster.events.iter().any(|(_, event)| *event == both));
    let second = said(&cluster);
    assert_eq!((second.member_id.as_str(), second.member_epoch), (first.member_id.as_str(), 2));
    assert_eq!((owned(&second), second.rebalance_timeout_ms), (Some(vec![0, 1]), -1));
    assert_eq!((second.subscribed_topic_names, second.server_assignor), (None, None));
    tell(&mut cluster, 2, None);
    assert_eq!(fetched(&cluster), [0, 1]);

    assert!(cluster.waiting(BEAT).is_empty());
    cluster.run_ms(5_000);
    let third = said(&cluster);
    assert_eq!((third.member_epoch, owned(&third)), (2, None));
    assert_eq!(cluster.asked(ApiKey::JoinGroup), 0);
}

#[test]
fn what_it_has_to_give_back_it_commits_first_and_goes_on_with_the_rest() {
    let mut cluster = settled(&[], CommitPolicy::Auto);
    cluster.run_ms(5_000);
    tell(&mut cluster, 2, Some(&[0]));
    assert!(cluster.asked(ApiKey::OffsetCommit) > 0);
    let gone = Event::Revoked { group: "g".into(), partitions: vec![(TOPIC.into(), 1)], lost: false };
    assert!(cluster.events.iter().any(|(_, event)| *event == gone));
    // It says so at once.
    let ack = said(&cluster);
    assert_eq!((ack.member_epoch, owned(&ack)), (2, Some(vec![0])));
    assert_eq!(cluster.machine.0.consumer().member_state(), MemberState::Stable);
    tell(&mut cluster, 3, None);
    assert_eq!(cluster.machine.0.consumer().generation(), 3);
    let revoked = cluster.events.iter().filter(|(_, event)| matches!(event, Event::Revoked { .. }));
    assert_eq!(revoked.count(), 1, "partition 0 was never given back");
}

#[test]
fn who_is_fenced_loses_all_and_begins_anew_under_its_id() {
    for code in [ErrorCode::FencedMemberEpoch, ErrorCode::UnknownMemberId] {
        let mut cluster = settled(&[], CommitPolicy::None);
        let id = cluster.machine.0.consumer().member_id().unwrap().to_string();
        cluster.run_ms(5_000);
        refuse(&mut cluster, code);
        let lost = |event: &Event| matches!(event, Event::Revoked { lost: true, .. });
        assert!(cluster.events.iter().any(|(_, event)| lost(event)));
        let again = said(&cluster);
        assert_eq!((again.member_id, again.member_epoch), (id, 0));
        assert!(again.subscribed_topic_names.is_some());
    }
}

#[test]
fn after_an_answer_that_never_came_it_says_everything_again() {
    let mut cluster = settled(&[], CommitPolicy::None);
    cluster.run_ms(5_000);
    let beat = cluster.only(BEAT);
    cluster.lose(beat.link);
    cluster.run_ms(2_000);
    let again = said(&cluster);
    assert_eq!(
        (again.member_epoch, again.rebalance_timeout_ms, owned(&again)),
        (2, 300_000, Some(vec![0, 1]))
    );
    assert!(cluster.asked(ApiKey::FindCoordinator) > 1);
    refuse(&mut cluster, ErrorCode::CoordinatorLoadInProgress);
    cluster.run_ms(2_000);
    assert_eq!(said(&cluster).member_epoch, 2);
}

#[test]
fn it_says_goodbye_and_a_static_member_that_it_will_be_back() {
    for (pairs, epoch) in [(&[][..], -1), (&[("group.instance.id", "i")][..], -2)] {
        let mut cluster = settled(pairs, CommitPolicy::None);
        cluster.act(|app, now, effects| app.0.leave(now, effects));
        let bye = said(&cluster);
        assert_eq!(bye.member_epoch, epoch);
        tell(&mut cluster, epoch, None);
        assert!(cluster.machine.0.consumer().is_closed());
    }
}

#[test]
fn an_application_that_does_not_poll_for_too_long_leaves_and_comes_back() {
    let mut cluster = settled(&[("max.poll.interval.ms", "20000")], CommitPolicy::None);
    cluster.act(|app, now, _| app.0.pause(now));
    for _ in 0..3 {
        cluster.run_ms(5_000);
        tell(&mut cluster, 2, None);
    }
    cluster.run_ms(5_000);
    assert_eq!(said(&cluster).member_epoch, -1);
    tell(&mut cluster, -1, None);
    cluster.run_ms(60_000);
    assert!(cluster.waiting(BEAT).is_empty());
    cluster.act(|app, now, effects| app.0.resume(now, effects));
    assert_eq!(said(&cluster).member_epoch, 0);
}

#[test]
fn what_the_coordinator_will_never_take_ends_the_application() {
    for code in
        [ErrorCode::UnsupportedAssignor, ErrorCode::GroupMaxSizeReached, ErrorCode::UnreleasedInstanceId]
    {
        let mut cluster = app(&[], CommitPolicy::None);
        refuse(&mut cluster, code);
        assert_eq!(cluster.machine.0.error().map(|error| error.code), Some(code));
    }
}

#[test]
fn settings_of_the_other_protocol_are_refused_in_kafkas_words() {
    for (name, value) in [
        ("partition.assignment.strategy", "org.apache.kafka.clients.consumer.RoundRobinAssignor"),
        ("session.timeout.ms", "10000"),
        ("heartbeat.interval.ms", "1000"),
    ] {
        let all =
            [("bootstrap.servers", "h:1"), ("group.id", "g"), ("group.protocol", "consumer"), (name, value)];
        let error = ConsumerSettings::new(&all).unwrap_err();
        assert_eq!(error.to_string(), format!("{name} cannot be set when group.protocol=CONSUMER"));
    }
}
