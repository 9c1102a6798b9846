//! A leader is paused for longer than its session, another is elected, the old one goes on: what it took under its old
//! epoch with acks=1 is cut off, and what was committed stays.

mod host;
mod records;

use partita_machine::Event;
use partita_wire::ErrorCode;
use records::{TOPIC, answered, consume, in_sync, leader, post, produce, three_with_topic, values};

#[test]
fn and_nothing_else() {
    let mut host = three_with_topic(&[]);
    assert_eq!(produce(&mut host, 0, -1, "committed"), (ErrorCode::None, 0));
    host.pause(0);
    let zombie_one = post(&mut host, 0, 1, "zombie");
    let zombie_all = post(&mut host, 0, -1, "never");
    host.run_until("another leads", |host| leader(host).is_some_and(|leader| leader != 0));
    let new = leader(&host).unwrap();
    host.run_ms(1_000);
    assert_eq!(produce(&mut host, new, -1, "kept"), (ErrorCode::None, 1));
    host.resume(0);
    host.run_until("it is in sync again", |host| in_sync(host).contains(&0));
    host.run_ms(1_000);
    assert_eq!(answered(&mut host, zombie_one), Some((ErrorCode::None, 1)), "before the news came");
    assert_eq!(answered(&mut host, zombie_all).map(|(error, _)| error), Some(ErrorCode::NotLeaderOrFollower));
    for node in 0..3 {
        assert_eq!(values(&host, node), ["committed", "kept"], "on node {node}");
    }
    assert_eq!(consume(&mut host, new, 0), ["committed", "kept"]);
    assert_eq!(
        host.node(0).replica_view(TOPIC, 0).unwrap().epochs,
        host.node(new).replica_view(TOPIC, 0).unwrap().epochs
    );
    let cut = |(_, id, event): &(_, i32, Event)| {
        *id == 0 && matches!(event, Event::Truncated { from: 3, to: 1, .. })
    };
    assert!(host.events.iter().any(cut));
}
