//! KIP-951: since version 16 of Fetch an answer names the present leader beside an error; the field is older than that.

mod host;
mod records;

use partita_machine::Listener;
use partita_wire::messages::fetch_response::LeaderIdAndEpoch;
use partita_wire::messages::metadata_request::{MetadataRequest, MetadataRequestTopic};
use partita_wire::{ErrorCode, Response};
use records::TOPIC;

#[test]
fn where_the_reader_believes_in_an_old_epoch() {
    let mut host = records::three_with_topic(&[]);
    host.kill(0);
    host.run_until("another broker leads", |host| {
        host.controller().is_some() && records::leader(host) == Some(1)
    });
    host.run_ms(100);
    let topics = vec![MetadataRequestTopic { name: Some(TOPIC.into()), ..Default::default() }];
    let Response::Metadata(told) =
        host.ask(1, MetadataRequest { topics: Some(topics), ..Default::default() })
    else {
        panic!()
    };
    let (topic_id, leader_epoch) = (told.topics[0].topic_id, told.topics[0].partitions[0].leader_epoch);
    assert!(leader_epoch > 0);
    let nobody = LeaderIdAndEpoch { leader_id: -1, leader_epoch: -1 };
    let present = LeaderIdAndEpoch { leader_id: 1, leader_epoch };
    for (version, named) in [(12, &nobody), (15, &nobody), (16, &present), (18, &present)] {
        let mut request = records::fetch_request(0, 0);
        request.topics[0].topic_id = topic_id;
        request.topics[0].partitions[0].current_leader_epoch = 0;
        let Some(Response::Fetch(answer)) = host.ask_in(1, Listener::Broker, version, request) else {
            panic!()
        };
        let data = &answer.responses[0].partitions[0];
        assert_eq!(data.error_code, ErrorCode::FencedLeaderEpoch as i16, "version {version}");
        assert_eq!(&data.current_leader, named, "version {version}");
        let endpoints: Vec<i32> = answer.node_endpoints.iter().map(|node| node.node_id).collect();
        assert_eq!(endpoints, if version >= 16 { vec![1] } else { vec![] }, "version {version}");
    }
}
