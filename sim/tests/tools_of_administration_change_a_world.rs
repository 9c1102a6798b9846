//! The tools that move replicas, delete records and look into brokers, typed in a story: what they print is what Apache
//! Kafka 4.3.1 prints, and what they ask for happens.

mod typed;

use partita_sim::Engine as Sim;
use partita_view::{Engine, Event, MoveStage, Print};
use typed::{SERVER, brokers, run, tool};

/// Three brokers and the topic `move` of three partitions with two replicas each.
fn world() -> Sim {
    let mut sim = brokers(3);
    let create = format!("kafka-topics.sh {SERVER} --create --topic move --replica-assignment 0:1,1:2,2:0");
    assert_eq!(tool(&mut sim, "create", &create), ("Created topic move.\n".into(), Some(0)));
    sim
}

/// A line of `kafka-reassign-partitions.sh` with its JSON in the file's place.
fn reassign(action: &str, plan: &str) -> String {
    format!("kafka-reassign-partitions.sh {SERVER} {action} --reassignment-json-file '{plan}'")
}

fn plan(replicas: [&str; 3]) -> String {
    let partition = |(n, replicas): (usize, &str)| {
        format!("{{\"topic\":\"move\",\"partition\":{n},\"replicas\":[{replicas}]}}")
    };
    let partitions: Vec<String> = replicas.into_iter().enumerate().map(partition).collect();
    format!("{{\"version\":1,\"partitions\":[{}]}}", partitions.join(","))
}

const CLEARED: &str =
    "\nClearing broker-level throttles on brokers 0,1,2\nClearing topic-level throttles on topic move\n";

#[test]
fn replicas_move_and_the_tool_says_when_they_are_there() {
    let mut sim = world();
    let list = format!("kafka-reassign-partitions.sh {SERVER} --list");
    assert_eq!(tool(&mut sim, "l", &list), ("No partition reassignments found.\n".into(), Some(0)));
    let three = plan(["0,1,2", "0,1,2", "0,1,2"]);
    let (started, status) = tool(&mut sim, "e", &reassign("--execute", &three));
    let (current, rest) = started.split_once("\n\nSave this").unwrap();
    assert!(current.starts_with("Current partition replica assignment\n\n{\"version\":1,\"partitions\":["));
    assert!(
        current.contains("{\"topic\":\"move\",\"partition\":1,\"replicas\":[1,2],\"log_dirs\":[\"/"),
        "{current}"
    );
    let after = " to use as the --reassignment-json-file option during rollback\n\
                 Successfully started partition reassignments for move-0,move-1,move-2\n";
    assert_eq!((rest, status), (after, Some(0)));
    run(&mut sim, 3_000);
    let (verified, status) = tool(&mut sim, "v", &reassign("--verify", &three));
    let done = |n: u32| format!("Reassignment of partition move-{n} is completed.\n");
    let expected = format!("Status of partition reassignment:\n{}{}{}{CLEARED}", done(0), done(1), done(2));
    assert_eq!((verified, status), (expected, Some(0)));
    let described = tool(&mut sim, "d", &format!("kafka-topics.sh {SERVER} --describe --topic move")).0;
    assert!(described.contains("ReplicationFactor: 3"), "{described}");
    assert!(!described.contains("throttled"), "{described}");
    assert_eq!(moves(&sim, 0), [(MoveStage::Began, vec![0, 1, 2]), (MoveStage::Ended, vec![0, 1, 2])]);
    // Fewer replicas have nothing to wait for.
    tool(&mut sim, "e", &reassign("--execute", &plan(["1,2", "0,1,2", "0,1,2"])));
    assert_eq!(moves(&sim, 0)[2..], [(MoveStage::Ended, vec![1, 2])]);
    assert_eq!(moves(&sim, 1).len(), 2);
}

/// What is told of the moves of a partition: how far each is, and the replicas.
fn moves(sim: &Sim, number: i32) -> Vec<(MoveStage, Vec<i32>)> {
    let told = sim.events(0, usize::MAX).iter().filter_map(|happened| match &happened.event {
        Event::Reassigned { partition, stage, replicas, .. } if *partition == number => {
            Some((*stage, replicas.clone()))
        }
        _ => None,
    });
    told.collect()
}

#[test]
fn a_throttled_move_is_listed_cancelled_and_its_throttles_go() {
    let mut sim = world();
    sim.command("producer p topic=move acks=all rate=2000 size=1000 count=4000").unwrap();
    run(&mut sim, 8_000);
    let three = plan(["0,1,2", "0,1,2", "0,1,2"]);
    let started = tool(&mut sim, "e", &reassign("--execute --throttle 1000", &three)).0;
    let warning = "Warning: You must run --verify periodically, until the reassignment completes, to ensure the throttle \
                   is removed.\nThe inter-broker throttle limit was set to 1000 B/s\nSuccessfully started partition \
                   reassignments for move-0,move-1,move-2\n";
    assert!(started.ends_with(warning), "{started}");
    let list = format!("kafka-reassign-partitions.sh {SERVER} --list");
    let listed = "Current partition reassignments:\n\
                  move-0: replicas: 0,1,2. adding: 2.\n\
                  move-1: replicas: 0,1,2. adding: 0.\n\
                  move-2: replicas: 0,1,2. adding: 1.\n";
    assert_eq!(tool(&mut sim, "l", &list).0, listed);
    let moving = |n: u32| format!("Reassignment of partition move-{n} is still in progress.\n");
    let expected = format!("Status of partition reassignment:\n{}{}{}\n", moving(0), moving(1), moving(2));
    assert_eq!(tool(&mut sim, "v", &reassign("--verify", &three)).0, expected);
    let described = tool(&mut sim, "d", &format!("kafka-topics.sh {SERVER} --describe --topic move")).0;
    assert!(
        described.contains("leader.replication.throttled.replicas=0:0,0:1,1:1,1:2,2:0,2:2"),
        "{described}"
    );
    assert!(described.contains("follower.replication.throttled.replicas=0:2,1:0,2:1"), "{described}");
    let (refused, status) = tool(&mut sim, "x", &reassign("--execute", &three));
    assert!(
        refused.starts_with(
            "Cannot execute because there is an existing partition assignment.  Use --additional"
        )
    );
    assert_eq!(status, Some(1));
    let cancelled = "Successfully cancelled partition reassignments for: move-0,move-1,move-2\n\
                     None of the specified partition moves are active.";
    let (text, status) = tool(&mut sim, "c", &reassign("--cancel", &three));
    let expected = format!("{cancelled}{CLEARED}");
    assert_eq!((text, status), (expected, Some(0)));
    assert_eq!(moves(&sim, 0), [(MoveStage::Began, vec![0, 1, 2]), (MoveStage::Cancelled, vec![0, 1])]);
    let not_active = "None of the specified partition reassignments are active.\nNone of the specified partition moves \
                      are active.";
    assert_eq!(tool(&mut sim, "c2", &reassign("--cancel", &three)).0, format!("{not_active}{CLEARED}"));
    let verified = tool(&mut sim, "v2", &reassign("--verify", &three)).0;
    let gone =
        "There is no active reassignment of partition move-0, but replica set is 0,1 rather than 0,1,2.\n";
    assert!(verified.contains(gone), "{verified}");
    let described = tool(&mut sim, "d2", &format!("kafka-topics.sh {SERVER} --describe --topic move")).0;
    assert!(described.contains("Configs: min.insync.replicas=1\n"), "{described}");
}

#[test]
fn a_proposal_leaves_a_broker_out() {
    let mut sim = world();
    let generate = |brokers: &str| {
        let topics = "{\"version\":1,\"topics\":[{\"topic\":\"move\"}]}";
        format!(
            "kafka-reassign-partitions.sh {SERVER} --generate --topics-to-move-json-file '{topics}' --broker-list \
             {brokers}"
        )
    };
    let (proposed, status) = tool(&mut sim, "g", &generate("1,2"));
    assert_eq!(status, Some(0));
    let (current, proposal) =
        proposed.split_once("\n\nProposed partition reassignment configuration\n").unwrap();
    assert!(current.starts_with("Current partition replica assignment\n{\"version\":1"), "{current}");
    assert_eq!(
        proposal.matches("\"replicas\":[1,2]").count() + proposal.matches("\"replicas\":[2,1]").count(),
        3
    );
    assert_eq!(proposal.matches("\"log_dirs\":[\"any\",\"any\"]").count(), 3);
    let few = "The target replication factor of 2 cannot be reached because only 1 broker(s) are registered or some \
               brokers have all their log directories cordoned.";
    let error =
        format!("Error: {few}\norg.apache.kafka.common.errors.InvalidReplicationFactorException: {few}\n\n");
    assert_eq!(tool(&mut sim, "g2", &generate("0,7")), (error, Some(1)));
}

#[test]
fn plans_that_cannot_be_are_refused_with_their_reason() {
    let mut sim = world();
    let mut refused = |name: &str, partition: &str| {
        let plan = format!("{{\"version\":1,\"partitions\":[{partition}]}}");
        let (text, status) = tool(&mut sim, name, &reassign("--execute", &plan));
        assert_eq!(status, Some(1), "{text}");
        text
    };
    assert_eq!(
        refused("a", r#"{"topic":"move","partition":0,"replicas":[7]}"#),
        "Error: Unknown broker id 7\norg.apache.kafka.tools.AdminCommandFailedException: Unknown broker id 7\n\n"
    );
    let exception = "org.apache.kafka.common.errors.UnknownTopicOrPartitionException";
    let wrapped = |what: &str| {
        let thrown = format!("{exception}: {what}");
        format!("Error: {thrown}\njava.util.concurrent.ExecutionException: {thrown}\nCaused by: {thrown}\n\n")
    };
    assert_eq!(
        refused("b", r#"{"topic":"nope","partition":0,"replicas":[1]}"#),
        wrapped("Topic nope not found.")
    );
    assert_eq!(
        refused("c", r#"{"topic":"move","partition":9,"replicas":[1]}"#),
        wrapped("Unable to find partition: move-9")
    );
}

#[test]
fn records_before_an_offset_go() {
    let mut sim = world();
    sim.command("producer p topic=move acks=all").unwrap();
    for n in 0..6 {
        sim.command(&format!("send p key{n} value")).unwrap();
    }
    run(&mut sim, 2_000);
    let offsets = format!("kafka-get-offsets.sh {SERVER} --topic move");
    let ends = tool(&mut sim, "o", &offsets).0;
    let end_of_1: i64 = ends.lines().find_map(|line| line.strip_prefix("move:1:")).unwrap().parse().unwrap();
    let delete = |offset: i64| {
        let file = format!(
            "{{\"partitions\":[{{\"topic\":\"move\",\"partition\":1,\"offset\":{offset}}}],\"version\":1}}"
        );
        format!("kafka-delete-records.sh {SERVER} --offset-json-file '{file}'")
    };
    let begun = "Executing records delete operation\nRecords delete operation completed:\n";
    let (text, status) = tool(&mut sim, "d", &delete(-1));
    assert_eq!((text, status), (format!("{begun}partition: move-1\tlow_watermark: {end_of_1}\n"), Some(0)));
    let starts = tool(&mut sim, "s", &format!("{offsets} --time earliest")).0;
    assert!(starts.contains(&format!("move:1:{end_of_1}\n")), "{starts}");
    let (text, status) = tool(&mut sim, "d2", &delete(99));
    let error = "partition: move-1\terror: org.apache.kafka.common.errors.OffsetOutOfRangeException: The requested offset \
                 is not within the range of offsets maintained by the server.\n";
    assert!(text.ends_with(error), "{text}");
    assert_eq!(status, Some(0));
}

#[test]
fn brokers_tell_of_their_logs_their_versions_and_their_features() {
    let mut sim = world();
    let (text, status) =
        tool(&mut sim, "l", &format!("kafka-log-dirs.sh {SERVER} --describe --topic-list move"));
    assert_eq!(status, Some(0));
    assert!(text.starts_with(
        "Querying brokers for log directories information\n\
         Received log directory information from brokers 0,1,2\n{\"brokers\":[{\"broker\":0,\"logDirs\":[{\"partitions\":["
    ));
    assert!(
        text.contains("{\"partition\":\"move-0\",\"size\":0,\"offsetLag\":0,\"isFuture\":false}"),
        "{text}"
    );
    let missing =
        "ERROR: The given brokers do not exist from --broker-list: 7. Current existent brokers: 0,1,2\n";
    let line = format!("kafka-log-dirs.sh {SERVER} --describe --broker-list 7");
    assert_eq!(tool(&mut sim, "l2", &line), (missing.into(), Some(1)));

    let (text, status) = tool(&mut sim, "a", &format!("kafka-broker-api-versions.sh {SERVER}"));
    assert_eq!(
        (text.matches("isFenced: false) -> (\n\tProduce(0): 0 to 13 [usable: 13],\n").count(), status),
        (3, Some(0))
    );
    assert!(text.contains("\tAddPartitionsToTxn(24): UNSUPPORTED,\n"), "{text}");
    assert!(text.contains("\tListPartitionReassignments(46): 0 [usable: 0],\n"), "{text}");

    let (text, status) = tool(&mut sim, "f", &format!("kafka-features.sh {SERVER} describe"));
    let line = "Feature: metadata.version                          SupportedMinVersion: 3.3-IV3          \
                SupportedMaxVersion: 4.3-IV0          FinalizedVersionLevel: 4.3-IV0          Epoch: ";
    assert!(text.contains(line), "{text}");
    assert_eq!(status, Some(0));
    let downgrade = format!("kafka-features.sh {SERVER} downgrade --metadata 4.0");
    let refused = " `metadata` flag is deprecated and may be removed in a future release.\n\
                   Could not downgrade metadata.version to 25. The update failed for all features since the following \
                   feature had an error: Unsupported metadata.version downgrade from 30 to 25. Refusing to perform the \
                   requested downgrade because it might delete metadata information.\n\
                   1 out of 1 operation(s) failed.\n";
    assert_eq!(tool(&mut sim, "f2", &downgrade), (refused.into(), Some(1)));
    let upgrade = format!("kafka-features.sh {SERVER} upgrade --feature metadata.version=30");
    assert_eq!(tool(&mut sim, "f3", &upgrade), ("metadata.version was upgraded to 30.\n".into(), Some(0)));
}

#[test]
fn groups_transactions_and_producers_are_listed() {
    let mut sim = world();
    sim.command("consumer c group=g topic=move").unwrap();
    sim.command("consumer k group=h topic=move group.protocol=consumer").unwrap();
    sim.command("producer p topic=move acks=all").unwrap();
    run(&mut sim, 6_000);
    sim.command("send p key1 value").unwrap();
    run(&mut sim, 1_000);
    let (text, status) = tool(&mut sim, "g", &format!("kafka-groups.sh {SERVER} --list"));
    let row = |cells: [&str; 3]| format!("{:20} {:20} {:20}\n", cells[0], cells[1], cells[2]);
    assert!(text.starts_with(&row(["GROUP", "TYPE", "PROTOCOL"])), "{text}");
    assert!(text.contains(&row(["g", "Classic", "consumer"])), "{text}");
    assert!(text.contains(&row(["h", "Consumer", "consumer"])), "{text}");
    assert_eq!(status, Some(0));
    let only = tool(&mut sim, "g2", &format!("kafka-groups.sh {SERVER} --list --group-type classic")).0;
    assert!(only.contains("Classic") && !only.contains("Consumer "), "{only}");
    let none = "TransactionalId\tCoordinator\tProducerId\tTransactionState\t\n";
    let list = format!("kafka-transactions.sh {SERVER} list");
    assert_eq!(tool(&mut sim, "t", &list), (none.into(), Some(0)));
    let (text, status) = tool(
        &mut sim,
        "dp",
        &format!("kafka-transactions.sh {SERVER} describe-producers --topic move --partition 1"),
    );
    let header = "ProducerId\tProducerEpoch\tLatestCoordinatorEpoch\tLastSequence\tLastTimestamp";
    assert!(text.starts_with(header), "{text}");
    assert_eq!(status, Some(0));
}

#[test]
fn controllers_are_asked_themselves() {
    let mut sim = world();
    let by_broker = tool(&mut sim, "i", &format!("kafka-cluster.sh cluster-id {SERVER}")).0;
    let controllers = "--bootstrap-controller localhost:19090";
    let asked = tool(&mut sim, "i2", &format!("kafka-cluster.sh cluster-id {controllers}"));
    assert_eq!(asked, (by_broker, Some(0)));
    let (text, status) = tool(&mut sim, "e", &format!("kafka-cluster.sh list-endpoints {controllers}"));
    assert!(text.starts_with("ID         HOST      PORT       RACK       ENDPOINT_TYPE  \n"), "{text}");
    assert_eq!((text.matches("controller     \n").count(), status), (3, Some(0)));
    let (text, status) =
        tool(&mut sim, "q", &format!("kafka-metadata-quorum.sh {controllers} describe --replication"));
    assert_eq!((text.matches("Leader").count(), status), (1, Some(0)), "{text}");
    let (text, status) = tool(&mut sim, "f", &format!("kafka-features.sh {controllers} describe"));
    assert!(text.contains("Feature: kraft.version"), "{text}");
    assert_eq!(status, Some(0), "{text}");
    let list = format!("kafka-reassign-partitions.sh {controllers} --list");
    assert_eq!(tool(&mut sim, "r", &list), ("No partition reassignments found.\n".into(), Some(0)));
    let (text, status) =
        tool(&mut sim, "b", "kafka-cluster.sh cluster-id --bootstrap-controller localhost:9092");
    assert_eq!(status, Some(1), "{text}");
    assert!(text.contains("EndpointType"), "{text}");
}

#[test]
fn a_broker_that_is_gone_for_good_is_forgotten() {
    let mut sim = world();
    let (text, status) = tool(&mut sim, "u", &format!("kafka-cluster.sh unregister {SERVER} --id 7"));
    let exception = "org.apache.kafka.common.errors.BrokerIdNotRegisteredException: Broker ID 7 is not currently \
                     registered";
    let expected = format!(
        "{exception}\njava.util.concurrent.ExecutionException: {exception}\nCaused by: {exception}\n\n"
    );
    assert!(text.ends_with(&expected), "{text}");
    assert_eq!(status, Some(1));
    sim.command("kill 2").unwrap();
    run(&mut sim, 15_000);
    let (text, status) = tool(&mut sim, "u2", &format!("kafka-cluster.sh unregister {SERVER} --id 2"));
    assert_eq!((text.as_str(), status), ("Broker 2 is no longer registered.\n", Some(0)));
}

#[test]
fn speeds_are_measured_in_the_time_of_the_world() {
    let mut sim = world();
    let perf = "kafka-producer-perf-test.sh --topic move --num-records 12000 --record-size 100 --throughput 1000 \
                --bootstrap-server 127.0.0.1:9092 --command-property acks=1 linger.ms=50";
    sim.command(&format!("run p: {perf}")).unwrap();
    run(&mut sim, 15_000);
    let text: String = sim
        .printed(0)
        .iter()
        .filter(|printed| printed.tool == "p")
        .filter_map(|p| match &p.what {
            Print::Out(line) => Some(line.as_str()),
            _ => None,
        })
        .collect();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].contains(" records sent, ") && lines[0].ends_with(".0 ms max latency."), "{text}");
    let last = lines[2];
    assert!(last.starts_with("12000 records sent, ") && last.ends_with(" ms 99.9th."), "{text}");
    let rate: u64 = last.split(", ").nth(1).unwrap().split('.').next().unwrap().parse().unwrap();
    assert!((990..=1_000).contains(&rate), "{text}");
    let (_, status) = tool(&mut sim, "d", &format!("kafka-topics.sh {SERVER} --list"));
    assert_eq!(status, Some(0));

    let perf = format!("kafka-consumer-perf-test.sh {SERVER} --topic move --num-records 12000");
    sim.command(&format!("run c: {perf}")).unwrap();
    run(&mut sim, 8_000);
    let text: String = sim
        .printed(0)
        .iter()
        .filter(|printed| printed.tool == "c")
        .filter_map(|p| match &p.what {
            Print::Out(line) => Some(line.as_str()),
            _ => None,
        })
        .collect();
    let lines: Vec<&str> = text.lines().collect();
    let header = "start.time, end.time, data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, rebalance.time.ms, \
                  fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec";
    assert_eq!((lines[0], lines.len()), (header, 2), "{text}");
    let cells: Vec<&str> = lines[1].split(", ").collect();
    assert_eq!((cells.len(), cells[2], cells[4]), (10, "1.1444", "12000"), "{text}");
    let rebalance_ms: u64 = cells[6].parse().unwrap();
    assert!((3_000..4_000).contains(&rebalance_ms), "{text}");
}

#[test]
fn jps_shows_every_node_as_kafka() {
    let mut sim = world();
    sim.command(&format!("run c: kafka-console-consumer.sh {SERVER} --topic move")).unwrap();
    run(&mut sim, 500);
    let (text, status) = tool(&mut sim, "j", "jps");
    assert_eq!(
        (text.matches(" Kafka\n").count(), text.matches(" ConsoleConsumer\n").count()),
        (3, 1),
        "{text}"
    );
    assert_eq!(status, Some(0));
    sim.command("kill 1").unwrap();
    let text = tool(&mut sim, "j2", "jps -l").0;
    assert_eq!(text.matches(" kafka.Kafka\n").count(), 2, "{text}");
    assert!(text.contains(" org.apache.kafka.tools.consumer.ConsoleConsumer\n"), "{text}");
}
