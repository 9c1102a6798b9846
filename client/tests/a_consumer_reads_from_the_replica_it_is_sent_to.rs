//! Fetch from a follower (KIP-392): the consumer goes where the leader sends it, and comes back when that is no good.

mod scripted;

use partita_client::app::{CommitPolicy, ConsumerApp, Reads};
use partita_client::settings::ConsumerSettings;
use partita_machine::{Input, Rng};
use partita_wire::messages::fetch_response::{FetchResponse, FetchableTopicResponse, PartitionData};
use partita_wire::messages::list_offsets_response::{
    ListOffsetsPartitionResponse, ListOffsetsResponse, ListOffsetsTopicResponse,
};
use partita_wire::records::Records;
use partita_wire::{ApiKey, ErrorCode, Request, Response};

use scripted::{Cluster, Whole, metadata, topic_id};

const TOPIC: &str = "orders";
const LEADER: u16 = 9_092;
const FOLLOWER: u16 = 9_093;

type App = Cluster<Whole<ConsumerApp>>;

/// A consumer in rack `east` of a partition that broker 0 leads.
fn app() -> App {
    let pairs = [
        ("bootstrap.servers", "127.0.0.1:9092"),
        ("client.rack", "east"),
        ("auto.offset.reset", "earliest"),
        ("metadata.max.age.ms", "60000"),
    ];
    let settings = ConsumerSettings::new(&pairs).unwrap();
    let reads = Reads::Partitions(vec![(TOPIC.into(), 0)]);
    let app = ConsumerApp::new("c1".into(), reads, CommitPolicy::Auto, 0, settings, Rng::new(3));
    let mut cluster = Cluster::new(Whole(app), |pending| match &pending.body {
        Request::Metadata(_) => Some(metadata(2, &[(TOPIC, &[0])])),
        Request::ListOffsets(_) => {
            let partitions = vec![ListOffsetsPartitionResponse { offset: 5, ..Default::default() }];
            let topic = ListOffsetsTopicResponse { name: TOPIC.into(), partitions };
            Some(ListOffsetsResponse { topics: vec![topic], ..Default::default() }.into())
        }
        _ => None,
    });
    cluster.tell(Input::Started);
    cluster.run_ms(1_000);
    cluster
}

/// Answers the fetch that waits; says where it was sent and what rack it named.
fn answer(cluster: &mut App, error: ErrorCode, preferred_read_replica: i32) -> (u16, String) {
    let fetch = cluster.only(ApiKey::Fetch);
    let Request::Fetch(request) = &fetch.body else { panic!() };
    let data = PartitionData {
        error_code: error as i16,
        high_watermark: 5,
        preferred_read_replica,
        records: Some(Records::new()),
        ..Default::default()
    };
    let topic =
        FetchableTopicResponse { topic_id: topic_id(0), partitions: vec![data], ..Default::default() };
    let rack = request.rack_id.clone();
    cluster.answer(&fetch, FetchResponse { responses: vec![topic], ..Default::default() });
    cluster.run_ms(200);
    (fetch.to, rack)
}

fn next_to(cluster: &App) -> u16 {
    cluster.only(ApiKey::Fetch).to
}

/// The same, sent to the follower already.
fn at_follower() -> App {
    let mut cluster = app();
    assert_eq!(answer(&mut cluster, ErrorCode::None, 1), (LEADER, "east".into()));
    assert_eq!(next_to(&cluster), FOLLOWER);
    cluster
}

#[test]
fn it_goes_where_the_leader_sends_it_and_stays() {
    let mut cluster = at_follower();
    assert_eq!(answer(&mut cluster, ErrorCode::None, -1).0, FOLLOWER);
    assert_eq!(next_to(&cluster), FOLLOWER);
}

#[test]
fn the_leader_is_asked_again_when_metadata_would_be_old() {
    let mut cluster = at_follower();
    for _ in 0..12 {
        answer(&mut cluster, ErrorCode::None, -1);
        cluster.run_ms(5_000);
    }
    assert_eq!(next_to(&cluster), FOLLOWER);
    answer(&mut cluster, ErrorCode::None, -1);
    assert_eq!(next_to(&cluster), LEADER);
}

#[test]
fn errors_send_it_back_to_the_leader() {
    for error in [
        ErrorCode::NotLeaderOrFollower,
        ErrorCode::OffsetNotAvailable,
        ErrorCode::FencedLeaderEpoch,
        ErrorCode::KafkaStorageError,
        ErrorCode::OffsetOutOfRange,
    ] {
        let mut cluster = at_follower();
        let resets = cluster.asked(ApiKey::ListOffsets);
        assert_eq!(answer(&mut cluster, error, -1).0, FOLLOWER);
        assert_eq!(next_to(&cluster), LEADER, "{error:?}");
        assert_eq!(cluster.asked(ApiKey::ListOffsets), resets, "{error:?}: its position stays");
    }
    let mut cluster = at_follower();
    answer(&mut cluster, ErrorCode::UnknownLeaderEpoch, -1);
    assert_eq!(next_to(&cluster), FOLLOWER, "the follower only lags behind");
}

#[test]
fn out_of_the_leaders_range_it_resets() {
    let mut cluster = app();
    let resets = cluster.asked(ApiKey::ListOffsets);
    answer(&mut cluster, ErrorCode::OffsetOutOfRange, -1);
    assert_eq!(cluster.asked(ApiKey::ListOffsets), resets + 1);
}

#[test]
fn a_replica_that_goes_is_left() {
    let mut cluster = at_follower();
    let fetch = cluster.only(ApiKey::Fetch);
    cluster.lose(fetch.link);
    cluster.run_ms(200);
    assert_eq!(next_to(&cluster), LEADER);

    let mut cluster = at_follower();
    cluster.set_script(|pending| match &pending.body {
        Request::Metadata(_) => Some(metadata(1, &[(TOPIC, &[0])])),
        _ => None::<Response>,
    });
    cluster.run_ms(29_000);
    answer(&mut cluster, ErrorCode::None, -1);
    cluster.run_ms(31_000);
    if cluster.waiting(ApiKey::Fetch).iter().any(|fetch| fetch.to == FOLLOWER) {
        answer(&mut cluster, ErrorCode::None, -1);
    }
    assert_eq!(next_to(&cluster), LEADER, "metadata knows it no more");
}
