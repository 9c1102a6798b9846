//! A checker looks at a topic's replicas only where the topic's revision is another than before: it has to be, whenever a replica
//! is, and for a topic that is made anew under its old name.

mod host;
mod records;

use host::Host;
use partita_machine::Event;
use partita_wire::ErrorCode;
use partita_wire::messages::delete_topics_request::{DeleteTopicState, DeleteTopicsRequest};
use records::{TOPIC, create, produce};

const NODE: i32 = 0;

/// Revision of the topic, and of its one replica.
fn seen(host: &Host) -> Option<((u64, u64), u64)> {
    let topic = host.node(NODE).topic_probes().find(|probe| **probe.topic() == *TOPIC)?;
    Some((topic.revision(), topic.replicas().next().expect("one replica").revision()))
}

#[test]
fn and_one_made_anew_is_another() {
    let mut host = Host::combined(1);
    host.run_until("the broker is unfenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(NODE))
    });
    create(&mut host, &[NODE], &[]);
    host.run_ms(1_000);
    let begun = seen(&host).expect("it is there");
    host.run_ms(1_000);
    assert_eq!(seen(&host), Some(begun), "nothing happens to it");

    assert_eq!(produce(&mut host, NODE, -1, "first"), (ErrorCode::None, 0));
    let grown = seen(&host).unwrap();
    assert!(grown.0 > begun.0 && grown.1 > begun.1, "{begun:?}, then {grown:?}");

    let gone = DeleteTopicState { name: Some(TOPIC.into()), ..Default::default() };
    host.ask(NODE, DeleteTopicsRequest { topics: vec![gone], timeout_ms: 5_000, ..Default::default() });
    create(&mut host, &[NODE], &[]);
    host.run_ms(1_000);
    let anew = seen(&host).unwrap();
    assert_ne!(anew.0.0, grown.0.0, "whatever has happened to either since");
}
