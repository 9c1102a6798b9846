//! A topic is deleted and made anew while a consumer has a fetch session: the request that names the new one forgets the old
//! one of the same name, and the session hears of what the new one gets.

mod host;
mod records;

use host::Host;
use partita_machine::{Event, Listener};
use partita_wire::messages::delete_topics_request::{DeleteTopicState, DeleteTopicsRequest};
use partita_wire::messages::fetch_request::{FetchRequest, FetchTopic, ForgottenTopic};
use partita_wire::messages::fetch_response::FetchResponse;
use partita_wire::messages::metadata_request::{MetadataRequest, MetadataRequestTopic};
use partita_wire::{ErrorCode, Response, Uuid};
use records::{TOPIC, create, fetch_request, produce};

const NODE: i32 = 0;

fn topic_id(host: &mut Host) -> Uuid {
    let topic = MetadataRequestTopic { name: Some(TOPIC.into()), ..Default::default() };
    let Response::Metadata(answer) =
        host.ask(NODE, MetadataRequest { topics: Some(vec![topic]), ..Default::default() })
    else {
        panic!()
    };
    answer.topics[0].topic_id
}

fn fetch(host: &mut Host, request: FetchRequest) -> FetchResponse {
    let answer = host.ask_in(NODE, Listener::Broker, 13, request);
    let Some(Response::Fetch(answer)) = answer else { panic!("{answer:?}") };
    assert_eq!(answer.error_code, 0);
    answer
}

/// A fetch of the partition of a topic in a session; `None` goes on with what is wanted already.
fn in_session(session: (i32, i32), id: Option<Uuid>, forgets: Option<Uuid>) -> FetchRequest {
    let mut request = fetch_request(0, 100);
    (request.session_id, request.session_epoch) = session;
    let partitions = std::mem::take(&mut request.topics[0].partitions);
    let topic = id.map(|topic_id| FetchTopic { topic_id, partitions, ..Default::default() });
    let forgotten =
        forgets.map(|topic_id| ForgottenTopic { topic_id, partitions: vec![0], ..Default::default() });
    request.topics = topic.into_iter().collect();
    request.forgotten_topics_data = forgotten.into_iter().collect();
    request
}

#[test]
fn and_reads_what_the_new_one_gets() {
    let mut host = Host::combined(1);
    host.run_until("the broker is unfenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(NODE))
    });
    create(&mut host, &[NODE], &[]);
    host.run_ms(1_000);
    let old = topic_id(&mut host);
    let session = fetch(&mut host, in_session((0, 0), Some(old), None)).session_id;
    assert_ne!(session, 0);

    let gone = DeleteTopicState { name: Some(TOPIC.into()), ..Default::default() };
    host.ask(NODE, DeleteTopicsRequest { topics: vec![gone], timeout_ms: 5_000, ..Default::default() });
    create(&mut host, &[NODE], &[]);
    host.run_ms(1_000);
    let new = topic_id(&mut host);
    assert_ne!(new, old);
    fetch(&mut host, in_session((session, 1), Some(new), Some(old)));
    // Nothing is there yet: the session rests.
    fetch(&mut host, in_session((session, 2), None, None));
    fetch(&mut host, in_session((session, 3), None, None));

    assert_eq!(produce(&mut host, NODE, -1, "first"), (ErrorCode::None, 0));
    let answer = fetch(&mut host, in_session((session, 4), None, None));
    let data = &answer.responses.first().expect("it has news").partitions[0];
    assert_eq!((answer.responses[0].topic_id, data.high_watermark), (new, 1));
}
