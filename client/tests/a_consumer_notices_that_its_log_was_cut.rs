//! KIP-320: under a leader of a newer epoch a consumer asks whether its past is still there before it reads on.

mod scripted;

use partita_client::app::{CommitPolicy, ConsumerApp, Reads};
use partita_client::settings::ConsumerSettings;
use partita_machine::{Event, Input, Rng};
use partita_wire::messages::list_offsets_response::{
    ListOffsetsPartitionResponse, ListOffsetsResponse, ListOffsetsTopicResponse,
};
use partita_wire::messages::metadata_response::MetadataResponse;
use partita_wire::messages::offset_for_leader_epoch_response::{
    EpochEndOffset, OffsetForLeaderEpochResponse, OffsetForLeaderTopicResult,
};
use partita_wire::{ApiKey, ErrorCode, Request, Response};

use scripted::group::{App, TOPIC, fail_fetch, records, told, wants};
use scripted::{Cluster, Whole, metadata};

/// Metadata of a partition that this broker leads in this epoch.
fn led(leader: i32, leader_epoch: i32) -> Response {
    let Response::Metadata(told) = metadata(2, &[(TOPIC, &[leader])]) else { panic!() };
    let mut told: MetadataResponse = told;
    told.topics[0].partitions[0].leader_epoch = leader_epoch;
    told.into()
}

/// A consumer that has read records 0, 1 and 2 of epoch 0 when broker 1 becomes the leader, in epoch 3. Its question waits.
fn under_a_new_leader(reset: &str) -> App {
    let pairs = [("bootstrap.servers", "127.0.0.1:9092"), ("auto.offset.reset", reset)];
    let settings = ConsumerSettings::new(&pairs).unwrap();
    let reads = Reads::Partitions(vec![(TOPIC.into(), 0)]);
    let mut app = ConsumerApp::new("c1".into(), reads, CommitPolicy::None, 0, settings, Rng::new(3));
    if reset == "none" {
        app.seek(&(TOPIC.into(), 0), 0);
    }
    let mut cluster = Cluster::new(Whole(app), |pending| match &pending.body {
        Request::Metadata(_) => Some(led(0, 0)),
        Request::ListOffsets(_) => {
            let partitions =
                vec![ListOffsetsPartitionResponse { offset: 0, leader_epoch: 0, ..Default::default() }];
            let topic = ListOffsetsTopicResponse { name: TOPIC.into(), partitions };
            Some(ListOffsetsResponse { topics: vec![topic], ..Default::default() }.into())
        }
        _ => None,
    });
    cluster.tell(Input::Started);
    cluster.run_ms(1_000);
    let fetch = cluster.only(ApiKey::Fetch);
    let response = records(&fetch, 3);
    cluster.answer(&fetch, response);
    assert_eq!(cluster.asked(ApiKey::OffsetForLeaderEpoch), 0, "nothing was in question yet");
    cluster.set_script(|pending| match &pending.body {
        Request::Metadata(_) => Some(led(1, 3)),
        _ => None,
    });
    let fetch = cluster.only(ApiKey::Fetch);
    assert_eq!(wants(&fetch), [(0, 3)]);
    let response = fail_fetch(&fetch, ErrorCode::NotLeaderOrFollower);
    cluster.answer(&fetch, response);
    cluster.run_ms(1_000);
    assert!(cluster.waiting(ApiKey::Fetch).is_empty(), "it fetches nothing before the answer");
    cluster
}

/// Answers the question: the epoch that was asked about, the largest one up to it, ends here.
fn answer(cluster: &mut App, code: ErrorCode, leader_epoch: i32, end_offset: i64) {
    let question = cluster.only(ApiKey::OffsetForLeaderEpoch);
    let Request::OffsetForLeaderEpoch(request) = &question.body else { panic!() };
    let asked = &request.topics[0].partitions[0];
    assert_eq!((question.to, request.replica_id), (9_093, -1));
    assert_eq!((asked.partition, asked.leader_epoch, asked.current_leader_epoch), (0, 0, 3));
    let found = EpochEndOffset { error_code: code as i16, partition: 0, leader_epoch, end_offset };
    let topic = OffsetForLeaderTopicResult { topic: TOPIC.into(), partitions: vec![found] };
    cluster.answer(&question, OffsetForLeaderEpochResponse { topics: vec![topic], ..Default::default() });
    cluster.run_ms(1_000);
}

fn truncation(diverges_at: Option<i64>) -> Event {
    Event::LogTruncationFound { topic: TOPIC.into(), partition: 0, position: 3, diverges_at }
}

#[test]
fn where_the_leader_has_it_all_the_consumer_reads_on() {
    let mut cluster = under_a_new_leader("earliest");
    answer(&mut cluster, ErrorCode::None, 0, 3);
    let fetch = cluster.only(ApiKey::Fetch);
    assert_eq!((fetch.to, wants(&fetch)), (9_093, vec![(0, 3)]));
    let response = records(&fetch, 0);
    cluster.answer(&fetch, response);
    assert_eq!(cluster.asked(ApiKey::OffsetForLeaderEpoch), 1, "once for each leader");
}

#[test]
fn it_goes_back_to_where_the_log_became_another_one() {
    for reset in ["earliest", "latest"] {
        let mut cluster = under_a_new_leader(reset);
        answer(&mut cluster, ErrorCode::None, 0, 1);
        assert_eq!(wants(&cluster.only(ApiKey::Fetch)), [(0, 1)], "{reset}");
        assert_eq!(told(&cluster, &truncation(Some(1))), 1);
        assert_eq!(told(&cluster, &Event::PositionReset { topic: TOPIC.into(), partition: 0, to: 1 }), 1);
    }
}

#[test]
fn where_the_leader_knows_no_such_epoch_the_policy_decides() {
    let mut cluster = under_a_new_leader("earliest");
    let resets = cluster.asked(ApiKey::ListOffsets);
    answer(&mut cluster, ErrorCode::None, -1, -1);
    assert_eq!(cluster.asked(ApiKey::ListOffsets), resets + 1);
    assert_eq!(wants(&cluster.only(ApiKey::Fetch)), [(0, 0)]);
    assert_eq!(told(&cluster, &truncation(None)), 1);
}

#[test]
fn an_error_is_asked_about_again() {
    let mut cluster = under_a_new_leader("earliest");
    answer(&mut cluster, ErrorCode::UnknownLeaderEpoch, -1, -1);
    assert!(cluster.waiting(ApiKey::Fetch).is_empty());
    answer(&mut cluster, ErrorCode::None, 0, 3);
    assert_eq!(wants(&cluster.only(ApiKey::Fetch)), [(0, 3)]);
}

#[test]
fn without_a_policy_the_application_ends_with_what_was_cut() {
    for (epoch, end, offsets) in [(0, 1, "{orders-0=1}"), (-1, -1, "{}")] {
        let mut cluster = under_a_new_leader("none");
        answer(&mut cluster, ErrorCode::None, epoch, end);
        let error = cluster.machine.0.error().unwrap();
        assert_eq!(error.code, ErrorCode::OffsetOutOfRange);
        assert_eq!(error.message, format!("Truncated partitions detected with divergent offsets {offsets}"));
        assert!(cluster.waiting(ApiKey::Fetch).is_empty());
    }
}
