//! Kafka's tools, typed in a story: they send real requests over links, and print what Kafka's print.

use partita_sim::Engine as Sim;
use partita_view::{Engine, MemberState, Print};

const SERVER: &str = "--bootstrap-server 127.0.0.1:9092";

fn world() -> Sim {
    let mut sim = Sim::from_text("partita story 1\nseed 7\nbrokers 3\n").unwrap();
    run(&mut sim, 5);
    sim
}

/// Lets so many seconds pass.
fn run(sim: &mut Sim, seconds: u64) {
    let until = sim.now() + seconds * 1_000_000;
    while sim.now() < until {
        sim.run(until, 100_000);
    }
}

/// Starts a tool and lets it have a second.
fn tool(sim: &mut Sim, name: &str, line: &str) {
    sim.command(&format!("run {name}: {line}")).unwrap();
    run(sim, 1);
}

/// What a tool has printed on standard output.
fn out(sim: &Sim, name: &str) -> String {
    let lines = sim.printed(0).iter().filter(|printed| printed.tool == name).filter_map(|p| match &p.what {
        Print::Out(line) => Some(line.trim_end_matches('\n').to_string() + "\n"),
        _ => None,
    });
    lines.collect()
}

fn status(sim: &Sim, name: &str) -> Option<i32> {
    sim.printed(0).iter().filter(|printed| printed.tool == name).find_map(|printed| match printed.what {
        Print::Exit(status) => Some(status),
        _ => None,
    })
}

#[test]
fn topics_are_created_listed_and_refused() {
    let mut sim = world();
    tool(
        &mut sim,
        "t1",
        &format!("kafka-topics.sh {SERVER} --create --topic orders --partitions 2 --replication-factor 3"),
    );
    assert_eq!((out(&sim, "t1").as_str(), status(&sim, "t1")), ("Created topic orders.\n", Some(0)));
    tool(&mut sim, "t2", &format!("kafka-topics.sh {SERVER} --list"));
    assert_eq!((out(&sim, "t2").as_str(), status(&sim, "t2")), ("orders\n", Some(0)));
    tool(&mut sim, "t3", &format!("kafka-topics.sh {SERVER} --create --topic orders"));
    let exists = "Error while executing topic command : Topic 'orders' already exists.\n";
    assert_eq!((out(&sim, "t3").as_str(), status(&sim, "t3")), (exists, Some(1)));
    tool(&mut sim, "t4", &format!("kafka-topics.sh {SERVER} --describe --topic orders"));
    let described = out(&sim, "t4");
    assert!(
        described.contains("PartitionCount: 2\tReplicationFactor: 3\tConfigs: min.insync.replicas=1"),
        "{described}"
    );
    assert_eq!(
        described.lines().filter(|line| line.starts_with("\tTopic: orders\t")).count(),
        2,
        "{described}"
    );
    tool(&mut sim, "t5", "kafka-topics.sh --zookeeper 127.0.0.1:2181 --list");
    assert_eq!((out(&sim, "t5").as_str(), status(&sim, "t5")), ("", Some(1)));
}

#[test]
fn lines_typed_into_a_producer_come_out_of_a_consumer() {
    let mut sim = world();
    tool(
        &mut sim,
        "t",
        &format!("kafka-topics.sh {SERVER} --create --topic kafkatask --partitions 3 --replication-factor 2"),
    );
    let properties = "--reader-property parse.key=true --reader-property key.separator=::";
    tool(&mut sim, "p", &format!("kafka-console-producer.sh {SERVER} --topic kafkatask {properties}"));
    tool(
        &mut sim,
        "c",
        &format!("kafka-console-consumer.sh {SERVER} --topic kafkatask --group g --from-beginning"),
    );
    assert!(sim.view().tools.iter().any(|tool| &*tool.name == "p" && tool.reads));
    run(&mut sim, 5);
    for line in ["key1::one", "key2::two", "key3::three", "key4::four"] {
        sim.type_line("p", Some(line)).unwrap();
    }
    run(&mut sim, 3);
    assert_eq!(sim.view().producers.iter().find(|p| &*p.name == "p").unwrap().acked, 4);
    let mut lines: Vec<String> = out(&sim, "c").lines().map(str::to_string).collect();
    lines.sort();
    assert_eq!(lines, ["four", "one", "three", "two"]);
    let view = sim.view();
    let group = view.groups.iter().find(|group| &*group.id == "g").unwrap();
    let member = group.members.iter().find(|member| &*member.name == "c").unwrap();
    assert_eq!((member.state, member.processed, member.owned.len()), (MemberState::Stable, 4, 3));

    tool(&mut sim, "g", &format!("kafka-consumer-groups.sh {SERVER} --describe --group g --state"));
    let described = out(&sim, "g");
    assert!(described.contains("range                Stable               1"), "{described}");

    sim.type_line("p", None).unwrap();
    sim.interrupt("c").unwrap();
    run(&mut sim, 2);
    assert_eq!((status(&sim, "p"), status(&sim, "c")), (Some(0), Some(130)));
    let count = |what: &Print| matches!(what, Print::Err(line) if line.starts_with("Processed a total of 4 messages"));
    assert!(sim.printed(0).iter().any(|printed| printed.tool == "c" && count(&printed.what)));
}

#[test]
fn a_tool_waits_for_brokers_that_are_down() {
    let mut sim = world();
    for broker in 0..3 {
        sim.command(&format!("kill {broker}")).unwrap();
    }
    tool(&mut sim, "t", &format!("kafka-topics.sh {SERVER} --list"));
    assert_eq!(status(&sim, "t"), None);
    run(&mut sim, 61);
    let text =
        "Error while executing topic command : Timed out waiting for a node assignment. Call: listTopics\n";
    assert_eq!((out(&sim, "t").as_str(), status(&sim, "t")), (text, Some(1)));
}

#[test]
fn configurations_offsets_and_elections() {
    let mut sim = world();
    let topic = "--create --topic orders --partitions 2 --replication-factor 3";
    tool(&mut sim, "t", &format!("kafka-topics.sh {SERVER} {topic}"));
    tool(
        &mut sim,
        "c1",
        &format!("kafka-configs.sh {SERVER} --alter --topic orders --add-config retention.ms=60000"),
    );
    assert_eq!(out(&sim, "c1"), "Completed updating config for topic orders.\n");
    tool(&mut sim, "c2", &format!("kafka-configs.sh {SERVER} --describe --topic orders"));
    let line = "  retention.ms=60000 sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:retention.ms=60000}\n";
    assert_eq!(out(&sim, "c2"), format!("Dynamic configs for topic orders are:\n{line}"));
    tool(&mut sim, "c3", &format!("kafka-configs.sh {SERVER} --alter --topic orders --add-config no.such=1"));
    assert_eq!((out(&sim, "c3").as_str(), status(&sim, "c3")), ("", Some(1)));
    tool(&mut sim, "o", &format!("kafka-get-offsets.sh {SERVER} --topic orders"));
    assert_eq!((out(&sim, "o").as_str(), status(&sim, "o")), ("orders:0:0\norders:1:0\n", Some(0)));
    tool(
        &mut sim,
        "e",
        &format!("kafka-leader-election.sh {SERVER} --election-type preferred --topic orders --partition 0"),
    );
    let valid = "Valid replica already elected for partitions orders-0\n";
    assert_eq!((out(&sim, "e").as_str(), status(&sim, "e")), (valid, Some(0)));
}

#[test]
fn a_consumer_of_an_expression() {
    let mut sim = world();
    tool(&mut sim, "t1", &format!("kafka-topics.sh {SERVER} --create --topic orders-eu"));
    tool(&mut sim, "t2", &format!("kafka-topics.sh {SERVER} --create --topic other"));
    let include = "--include 'ord.*' --from-beginning --max-messages 1";
    tool(&mut sim, "c", &format!("kafka-console-consumer.sh {SERVER} {include}"));
    for (name, topic) in [("p1", "other"), ("p2", "orders-eu")] {
        tool(&mut sim, name, &format!("kafka-console-producer.sh {SERVER} --topic {topic}"));
        sim.type_line(name, Some(topic)).unwrap();
        sim.type_line(name, None).unwrap();
    }
    run(&mut sim, 8);
    assert_eq!((out(&sim, "c").as_str(), status(&sim, "c")), ("orders-eu\n", Some(0)));
}

#[test]
fn the_quorum_and_the_cluster_are_described() {
    let mut sim = Sim::from_text("partita story 1\nseed 7\nbrokers 2\ncontrollers 3\n").unwrap();
    run(&mut sim, 8);
    let leader = sim.view().quorum.leader.unwrap();
    tool(&mut sim, "s", &format!("kafka-metadata-quorum.sh {SERVER} describe --status"));
    let status_lines = out(&sim, "s");
    let lines: Vec<&str> = status_lines.lines().collect();
    assert_eq!(lines.len(), 8, "{status_lines}");
    assert!(lines[0].starts_with("ClusterId:              ") && lines[0].len() == 24 + 22, "{status_lines}");
    assert_eq!(lines[1], format!("LeaderId:               {leader}"));
    assert!(lines[5].starts_with("MaxFollowerLagTimeMs:   "), "{status_lines}");
    assert!(
        lines[6].starts_with("CurrentVoters:          [{\"id\": 100, ")
            && lines[6].contains("\"endpoints\": [\"CONTROLLER://localhost:"),
        "{status_lines}"
    );
    assert!(lines[7].starts_with("CurrentObservers:       [{\"id\": "), "{status_lines}");

    tool(
        &mut sim,
        "r",
        &format!("kafka-metadata-quorum.sh {SERVER} describe --replication --human-readable"),
    );
    let table = out(&sim, "r");
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').map(str::trim).collect()).collect();
    assert_eq!(rows.len(), 6, "{table}");
    let header = [
        "NodeId",
        "DirectoryId",
        "LogEndOffset",
        "Lag",
        "LastFetchTimestamp",
        "LastCaughtUpTimestamp",
        "Status",
        "",
    ];
    assert_eq!(rows[0], header);
    assert_eq!((rows[1][0], rows[1][3], rows[1][6]), (leader.to_string().as_str(), "0", "Leader"), "{table}");
    assert!(rows[2][4].ends_with(" ms ago") && rows[5][6] == "Observer", "{table}");

    tool(&mut sim, "i", &format!("kafka-cluster.sh cluster-id {SERVER}"));
    assert_eq!(out(&sim, "i"), format!("Cluster ID: {}\n", &lines[0][24..]));
    tool(&mut sim, "e", &format!("kafka-cluster.sh list-endpoints {SERVER}"));
    let expected = "ID         HOST      PORT       RACK       STATE      ENDPOINT_TYPE  \n\
                    0          localhost 9092       null       unfenced   broker         \n\
                    1          localhost 9093       null       unfenced   broker         \n";
    assert_eq!((out(&sim, "e").as_str(), status(&sim, "e")), (expected, Some(0)));
    tool(&mut sim, "x", "kafka-cluster.sh");
    assert_eq!(status(&sim, "x"), Some(1));
}
