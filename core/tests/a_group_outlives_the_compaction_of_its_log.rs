//! `__consumer_offsets` is compacted: of each offset only the newest commit stays, and of a group its last generation. Whoever
//! coordinates it next finds both in what is left.

mod consumers;
mod host;

use consumers::{GROUP, cluster_with, commit, commit_of, fetch, find, heartbeat, stable};
use host::Host;
use partita_wire::Response;
use partita_wire::messages::incremental_alter_configs_request::{
    AlterConfigsResource, AlterableConfig, IncrementalAlterConfigsRequest,
};

const OFFSETS: &str = "__consumer_offsets";
const COMMITS: i64 = 300;

/// Records that a node has of all partitions of the topic.
fn kept(host: &Host, node: i32) -> usize {
    (0..5).map(|partition| host.node(node).records(OFFSETS, partition, 0, 10_000).len()).sum()
}

/// A segment of the topic has a mebibyte at least; by time it ends sooner.
fn roll_each_second(host: &mut Host, at: i32) {
    let set = AlterableConfig { name: "segment.ms".into(), config_operation: 0, value: Some("1000".into()) };
    let resource =
        AlterConfigsResource { resource_type: 2, resource_name: OFFSETS.into(), configs: vec![set] };
    let body = IncrementalAlterConfigsRequest { resources: vec![resource], validate_only: false };
    let Response::IncrementalAlterConfigs(answer) = host.ask(at, body) else { panic!() };
    assert_eq!(answer.responses[0].error_code, 0, "{answer:?}");
    host.run_ms(100);
}

#[test]
fn generation_and_offsets_are_in_what_is_left() {
    let (mut host, coordinator) = cluster_with(3, &[("log.cleaner.backoff.ms", "20000")]);
    roll_each_second(&mut host, coordinator);
    let ids = stable(&mut host, coordinator);
    for offset in 0..COMMITS {
        assert_eq!(commit(&mut host, coordinator, &ids[0], 1, offset), 0);
        host.run_ms(20);
        if offset % 100 == 0 {
            // An offset that is committed seldom stays behind in an old segment.
            assert_eq!(commit_of(&mut host, coordinator, 1, &ids[1], 1, 7), 0);
            for id in &ids {
                assert_eq!(heartbeat(&mut host, coordinator, id, 1), 0);
            }
        }
    }
    let before = kept(&host, coordinator);
    assert!(before >= 300, "{before}");
    for _ in 0..6 {
        host.run_ms(5_000);
        for id in &ids {
            assert_eq!(heartbeat(&mut host, coordinator, id, 1), 0);
        }
    }
    // A cleaner has come by since. What grows is not cleaned: a segment of some fifty commits.
    for node in 0..3 {
        let after = kept(&host, node);
        assert!(after < before / 3, "node {node} of {GROUP}: {after} of {before}");
    }

    host.kill(coordinator);
    let other = (0..3).find(|&id| id != coordinator).unwrap();
    host.run_ms(15_000);
    let next = find(&mut host, other);
    assert_ne!(next, coordinator);
    for id in &ids {
        assert_eq!(heartbeat(&mut host, next, id, 1), 0, "the same generation");
    }
    assert_eq!(fetch(&mut host, next), (0, COMMITS - 1));
    assert_eq!(
        commit(&mut host, next, &ids[0], 0, COMMITS),
        22,
        "ILLEGAL_GENERATION: it knows which is the present one"
    );
    assert_eq!(commit(&mut host, next, &ids[0], 1, COMMITS), 0);
    assert_eq!(fetch(&mut host, next), (0, COMMITS));
}
