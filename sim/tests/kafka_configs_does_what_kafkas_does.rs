//! `kafka-configs.sh` in a world of one broker: every command of a recorded session with Apache Kafka 4.3.1 prints what it
//! printed there, on both streams together; and what it sets is kept.

mod typed;

use partita_view::{Engine, Print};
use typed::{SERVER, brokers, run, tool};

const RECORDED: &str = include_str!("../../tests/golden/configs.txt");

#[test]
fn as_recorded() {
    let mut sim = brokers(1);
    let commands = RECORDED.split("\n$ ").skip(1);
    let mut count = 0;
    for (number, block) in commands.enumerate() {
        let (line, expected) = block.split_once('\n').unwrap();
        let (expected, status) = expected.split_once("# exit ").unwrap();
        let (text, ended) = tool(&mut sim, &format!("t{number}"), line);
        assert_eq!((&*text, ended), (expected, status.trim().parse().ok()), "{line}");
        count += 1;
    }
    assert_eq!(count, 48);
}

#[test]
fn quotas_throttle_whom_they_are_for() {
    let mut sim = brokers(1);
    let create = format!("kafka-topics.sh {SERVER} --create --topic t");
    assert_eq!(tool(&mut sim, "t", &create).1, Some(0));
    let perf = |id: &str| {
        format!(
            "kafka-producer-perf-test.sh --topic t --num-records 40 --record-size 1000 --throughput -1 \
             --producer-props bootstrap.servers=127.0.0.1:9092 batch.size=1000 client.id={id}"
        )
    };
    let set = format!("kafka-configs.sh {SERVER} --alter --client slow --add-config producer_byte_rate=1000");
    assert_eq!(tool(&mut sim, "q", &set), ("Completed updating config for client slow.\n".into(), Some(0)));
    assert_eq!(tool(&mut sim, "fast", &perf("fast")).1, Some(0));
    assert_eq!(tool(&mut sim, "slow", &perf("slow")).1, None, "40 kB at 1 kB a second");
    run(&mut sim, 60_000);
    let ended = sim.printed(0).iter().any(|it| it.tool == "slow" && it.what == Print::Exit(0));
    assert!(ended, "it gets there in the end");
}

#[test]
fn what_makes_no_sense_is_refused_before_anybody_is_asked() {
    let mut sim = brokers(1);
    let cases = [
        (
            "--describe --entity-type topics --entity-type users",
            "Only 'users' and 'clients' entity types may be specified together",
        ),
        (
            "--describe --topic a --entity-type users",
            "Only 'users' and 'clients' entity types may be specified together",
        ),
        (
            "--describe --user a --entity-type clients",
            "--entity-{type,name,default} should not be used in conjunction with specific entity flags",
        ),
        ("--describe --entity-type users --entity-type users", "Duplicate entity type(s) specified: users"),
        (
            "--describe --broker x",
            "The entity name for brokers must be a valid integer broker id, but it is: x",
        ),
        (
            "--describe --entity-type topics --entity-default",
            "--entity-default must not be specified with --describe of topics",
        ),
        (
            "--alter --entity-type ips --add-config connection_creation_rate=1",
            "An entity-name or default entity must be specified with --alter of users, clients, brokers or ips",
        ),
        (
            "--alter --entity-type groups --add-config a=1",
            "An entity name must be specified with --alter of groups",
        ),
        (
            "--alter --ip 10.0.0.1 --add-config a=1",
            "Only connection quota configs can be added for 'ips' using --bootstrap-server. Unexpected config names: a",
        ),
        (
            "--alter --user a --add-config b=1",
            "Only quota and SCRAM credential configs can be added for 'users' using --bootstrap-server. Unexpected config names: Set(b)",
        ),
        (
            "--alter --client a --add-config producer_byte_rate=fast",
            "Cannot parse quota configuration value for producer_byte_rate: fast",
        ),
        ("--alter --client a --delete-config producer_byte_rate", "Invalid config(s): producer_byte_rate"),
        ("--alter --topic t --add-config 'a b=1'", "Invalid character found for config key: a b"),
    ];
    for (number, (arguments, expected)) in cases.into_iter().enumerate() {
        let line = format!("kafka-configs.sh {SERVER} {arguments}");
        let (text, status) = tool(&mut sim, &format!("x{number}"), &line);
        assert_eq!((text, status), (format!("{expected}\n"), Some(1)), "{arguments}");
    }
    let neither = "Either --bootstrap-server or --bootstrap-controller must be specified.\n";
    assert_eq!(tool(&mut sim, "n", "kafka-configs.sh --describe --topic t"), (neither.into(), Some(1)));
}
