//! The balancer of the active controller: every `leader.imbalance.check.interval.seconds`.

mod host;
mod records;

use host::Host;

fn three(enabled: &str) -> Host {
    let mut host = Host::with_properties(
        3,
        &[("leader.imbalance.check.interval.seconds", "20"), ("auto.leader.rebalance.enable", enabled)],
    );
    host.run_until("brokers are unfenced", |host| {
        (0..3).all(|id| (0..3).all(|other| host.node(id).is_fenced(other) == Some(false)))
    });
    // The preferred leader is no controller, so that the balancer's clock runs on when it dies.
    let controller = host.controller().unwrap();
    let preferred = (0..3).find(|&id| id != controller).unwrap();
    let other = (0..3).find(|&id| id != controller && id != preferred).unwrap();
    records::create(&mut host, &[preferred, controller, other], &[]);
    host.run_ms(1_000);
    assert_eq!(records::leader(&host), Some(preferred));
    host.kill(preferred);
    host.run_until("another leads", |host| records::leader(host).is_some_and(|now| now != preferred));
    host.start(preferred);
    host.run_until("it is in sync again", |host| records::in_sync(host).len() == 3);
    host
}

/// The first of the assignment.
fn preferred(host: &Host) -> i32 {
    let view = host.node(host.controller().unwrap()).topic_views();
    let topic = view.iter().find(|topic| *topic.name == *records::TOPIC).unwrap();
    topic.partitions[0].assignment[0]
}

#[test]
fn within_the_interval() {
    let mut host = three("true");
    let first = preferred(&host);
    let since = host.at_ms();
    host.run_until("it leads again", |host| records::leader(host) == Some(first));
    assert!(host.at_ms() - since <= 21_000);
}

#[test]
fn but_not_where_that_is_switched_off() {
    let mut host = three("false");
    let first = preferred(&host);
    host.run_ms(50_000);
    assert_ne!(records::leader(&host), Some(first));
}
