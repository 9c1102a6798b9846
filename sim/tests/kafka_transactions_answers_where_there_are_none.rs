//! `kafka-transactions.sh` on a cluster without transactions: it prints what Kafka's prints of ids and offsets that no
//! transaction has.

mod typed;

use partita_sim::Engine as Sim;
use partita_view::Engine;
use typed::{SERVER, brokers, run, tool};

/// Two brokers, and the topic `ot` that a producer has written to.
fn world() -> Sim {
    let mut sim = brokers(2);
    sim.command("topic ot partitions=2 replicas=1").unwrap();
    run(&mut sim, 1_000);
    sim.command("producer p topic=ot acks=all rate=5 count=4").unwrap();
    run(&mut sim, 3_000);
    sim
}

/// What a command prints on both streams, and its exit status.
fn told(sim: &mut Sim, name: &str, arguments: &str) -> (String, Option<i32>) {
    tool(sim, name, &format!("kafka-transactions.sh {SERVER} {arguments}"))
}

#[test]
fn of_no_id_and_no_offset_anything_is_known() {
    let mut sim = world();
    let hanging = "Topic\tPartition\tProducerId\tProducerEpoch\tCoordinatorEpoch\tStartOffset\tLastTimestamp\tDuration(min)\t\n";
    let cases = [
        (
            "describe --transactional-id nope",
            "Failed to describe transaction state of transactional-id `nope`: DescribeTransactions request for \
             transactionalId `nope` failed because the ID could not be found. Enable debug logging for additional \
             detail.\n",
            1,
        ),
        ("find-hanging --broker-id 0", hanging, 0),
        ("find-hanging --topic ot", hanging, 0),
        ("find-hanging --topic ot --partition 1 --max-transaction-timeout 1", hanging, 0),
        (
            "abort --topic ot --partition 0 --start-offset 0",
            "Could not find any open transactions starting at offset 0 on partition ot-0\n",
            1,
        ),
        (
            "find-hanging",
            "The `find-hanging` command requires either --topic or --broker-id to limit the scope of the search\n",
            1,
        ),
        (
            "find-hanging --partition 0 --broker-id 0",
            "The --partition argument requires --topic to be provided\n",
            1,
        ),
        (
            "abort --topic ot --partition 0",
            "The transaction to abort must be identified either with --start-offset (for brokers on 3.0 or above) or \
             with --producer-id, --producer-epoch, and --coordinator-epoch (for older brokers)\n",
            1,
        ),
        ("abort --topic ot --partition 0 --producer-id 1", "Missing required argument --producer-epoch\n", 1),
        (
            "abort --topic ot --partition 0 --producer-id 1 --producer-epoch 0",
            "Missing required argument --coordinator-epoch\n",
            1,
        ),
        (
            "find-hanging --topic nope",
            "Failed to describe 1 topics: This server does not host this topic-partition.. Enable debug logging for \
             additional detail.\n",
            1,
        ),
    ];
    for (number, (arguments, expected, status)) in cases.into_iter().enumerate() {
        let printed = told(&mut sim, &format!("t{number}"), arguments);
        assert_eq!(printed, (expected.into(), Some(status)), "{arguments}");
    }
}

#[test]
fn what_a_command_needs_is_asked_for() {
    let mut sim = world();
    let (text, status) = told(&mut sim, "d", "describe");
    assert!(
        text.ends_with("kafka-transactions.sh: error: argument --transactional-id is required\n"),
        "{text}"
    );
    assert_eq!(status, Some(1));
    let (text, _) = told(&mut sim, "a", "abort --topic ot");
    assert!(text.ends_with("kafka-transactions.sh: error: argument --partition is required\n"), "{text}");
    let (text, status) = told(&mut sim, "dp", "describe-producers --topic ot --partition 7");
    assert_eq!(
        (&*text, status),
        (
            "Failed to describe producers for partition ot-7 on leader: This server does not host this \
             topic-partition.. Enable debug logging for additional detail.\n",
            Some(1)
        )
    );
}
