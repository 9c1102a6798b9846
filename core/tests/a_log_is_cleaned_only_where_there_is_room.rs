//! A disk with a budget (`partita serve --memory`) from which old records are evicted: a cleaner writes a copy of what is left
//! of a log, and waits where there is no room for it. Nothing that can still be read is given up for the copy.

mod host;
mod records;

use host::Host;
use partita_machine::Event;
use partita_wire::ErrorCode;
use records::{create, produce, values};

const NODE: i32 = 0;
/// Of 500 KB each, so that a segment has two at most. All are of one key.
const RECORDS: usize = 8;

fn compacted(host: &Host) -> bool {
    host.events.iter().any(|(_, _, event)| matches!(event, Event::Compacted { .. }))
}

/// A life of the broker on a disk that has room for so many bytes more.
fn live_with_room(host: &mut Host, more: u64) {
    host.kill(NODE);
    let disk = host.disk_mut(NODE);
    // A sixteenth is kept for small files.
    let budget = (disk.bytes() + more) / 15 * 16;
    disk.set_budget(budget);
    host.start(NODE);
    host.run_ms(60_000);
}

#[test]
fn and_waits_until_then() {
    let mut host = Host::combined(1);
    host.run_until("the broker is unfenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(NODE))
    });
    create(&mut host, &[NODE], &[("cleanup.policy", "compact"), ("segment.bytes", "1048576")]);
    host.run_ms(1_000);
    for offset in 0..RECORDS {
        let value = format!("{offset}").repeat(500_000);
        assert_eq!(produce(&mut host, NODE, -1, &value).0, ErrorCode::None);
    }
    assert!(!compacted(&host), "that was too quick");
    live_with_room(&mut host, 100_000);
    assert!(!compacted(&host));
    assert_eq!(values(&host, NODE).len(), RECORDS, "and nothing was given up");
    live_with_room(&mut host, 4_000_000);
    assert!(compacted(&host));
    let left = values(&host, NODE);
    assert!(left.len() < RECORDS / 2, "{}", left.len());
    assert!(left.last().unwrap().starts_with('7'));
}
