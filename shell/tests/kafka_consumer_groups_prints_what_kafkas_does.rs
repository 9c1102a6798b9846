//! `kafka-consumer-groups.sh` against brokers that a script plays: texts, streams and statuses as Apache Kafka 4.3.1 has
//! them. The groups are those of a recorded session: consumergroup1 with three members, consumergroup2 without any.

mod scripted;

use scripted::Session;
use scripted::groups::*;

#[test]
fn list() {
    check("--list", &["consumergroup2", "consumergroup1"], &[]);
    let rows = [
        "GROUP                     TYPE                 STATE               ",
        "consumergroup2            Classic              Empty               ",
        "consumergroup1            Classic              Stable              ",
    ];
    check("--list --state --type", &rows, &[]);
}

#[test]
fn offsets_of_a_group_with_members() {
    let rows = [
        "",
        "GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID                                           HOST            CLIENT-ID",
        "consumergroup1  kafkatask       0          21              21              0               console-consumer-68f15866-3a90-4a09-a408-c3b8fbdc79fc /127.0.0.1      console-consumer",
        "consumergroup1  kafkatask       1          7               7               0               console-consumer-9c38609d-0a19-4489-9694-51fb2062b477 /127.0.0.1      console-consumer",
        "consumergroup1  kafkatask       2          18              18              0               console-consumer-c9fd1a94-1331-4ab3-b32b-accf3ea890fa /127.0.0.1      console-consumer",
    ];
    check("--describe --group consumergroup1", &rows, &[]);
    let rows = [
        "",
        "GROUP           TOPIC           PARTITION  LEADER-EPOCH    CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID",
        "consumergroup2  kafkatask       0          0               14              21              7               -               -               -",
        "consumergroup2  kafkatask       1          0               5               7               2               -               -               -",
        "consumergroup2  kafkatask       2          0               13              18              5               -               -               -",
    ];
    check("--describe --group consumergroup2 --offsets --verbose", &rows, &NOBODY);
}

#[test]
fn members() {
    let rows = [
        "",
        "GROUP           CONSUMER-ID                                           HOST            CLIENT-ID        #PARTITIONS     CURRENT-EPOCH   CURRENT-ASSIGNMENT   TARGET-EPOCH    TARGET-ASSIGNMENT   ",
        "consumergroup1  console-consumer-68f15866-3a90-4a09-a408-c3b8fbdc79fc /127.0.0.1      console-consumer 1               -               kafkatask:0          -               -                   ",
        "consumergroup1  console-consumer-9c38609d-0a19-4489-9694-51fb2062b477 /127.0.0.1      console-consumer 1               -               kafkatask:1          -               -                   ",
        "consumergroup1  console-consumer-c9fd1a94-1331-4ab3-b32b-accf3ea890fa /127.0.0.1      console-consumer 1               -               kafkatask:2          -               -                   ",
    ];
    check("--describe --group consumergroup1 --members --verbose", &rows, &[]);
    let rows = ["", "GROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     "];
    check("--describe --group consumergroup2 --members", &rows, &NOBODY);
}

#[test]
fn states() {
    let rows = [
        "",
        "GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                #MEMBERS",
        "consumergroup1  127.0.0.1:9092  (0)       range                Stable               3",
        "",
        "GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                #MEMBERS",
        "consumergroup2  127.0.0.1:9093  (1)       -                    Empty                0",
    ];
    check("--describe --all-groups --state", &rows, &NOBODY);
    let rows = [
        "",
        "GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                GROUP-EPOCH     TARGET-ASSIGNMENT-EPOCH   #MEMBERS",
        "consumergroup1  127.0.0.1:9092  (0)       range                Stable               -               -                         3",
    ];
    check("--describe --group consumergroup1 --state --verbose", &rows, &[]);
}

#[test]
fn a_group_that_is_not_there() {
    let what = "org.apache.kafka.common.errors.GroupIdNotFoundException: Group nosuchgroup not found.";
    let error = format!("Error: Executing consumer group command failed due to {what}");
    let err = [format!("java.util.concurrent.ExecutionException: {what}"), format!("Caused by: {what}")];
    check("--describe --group nosuchgroup", &["", &error], &[&err[0], &err[1]]);
}

#[test]
fn usage_errors() {
    let usage = |arguments: &str, message: &str| {
        let line = format!("kafka-consumer-groups.sh {arguments}");
        let (out, err, status) = Session::run(&line, cluster);
        assert_eq!((out.as_str(), status), ("", 1), "{line}");
        assert!(err.ends_with(&format!("{message}\n{USAGE}")), "{line}: {err}");
    };
    let server = "--bootstrap-server 127.0.0.1:9092";
    let one = "Command must include exactly one action: --list, --describe, --delete, --reset-offsets, --delete-offsets, --validate-regex";
    usage(server, one);
    usage("--list", "Missing required argument \"[bootstrap-server]\"");
    usage(
        &format!("{server} --describe"),
        "Option [describe] takes one of these options: [all-groups], [group]",
    );
    let views = "Option [describe] takes at most one of these options: [members], [offsets], [state]";
    usage(&format!("{server} --describe --group g --members --state"), views);
    let states = "Invalid state list 'foo'. Valid states are: Dead, Stable, CompletingRebalance, Empty, Reconciling, Assigning, PreparingRebalance";
    usage(&format!("{server} --list --state foo"), states);
    usage(
        &format!("{server} --list --type foo"),
        "Invalid types list 'foo'. Valid types are: Consumer, Classic",
    );
    usage(&format!("{server} --delete"), "Option [delete] takes one of these options: [group], [all-groups]");
    let topic = "The consumer does not support topic-specific offset deletion from a consumer group.";
    usage(&format!("{server} --delete --group a --topic b"), topic);
    let reset = format!("{server} --reset-offsets --group consumergroup2");
    usage(
        &format!("{reset} --to-earliest"),
        "One of the reset scopes should be defined: --all-topics, --topic.",
    );
    let scenario = "Option '[reset-offsets]' requires one of the following scenarios: [[to-datetime], [by-duration], [to-latest], [to-current], [to-earliest], [to-offset], [shift-by], [from-file]]";
    usage(&format!("{reset} --topic kafkatask"), scenario);
    let two = "Option \"[to-earliest]\" can't be used with option \"[to-latest]\"";
    usage(&format!("{reset} --topic kafkatask --to-earliest --to-latest"), two);
    let both = "Option [reset-offsets] only accepts one of [execute] and [dry-run]";
    usage(&format!("{reset} --topic kafkatask --to-earliest --execute --dry-run"), both);
}

#[test]
fn an_expression_is_validated_without_a_cluster() {
    let run = |expression: &str| {
        let line = format!("kafka-consumer-groups.sh --validate-regex '{expression}'");
        Session::run(&line, |request| panic!("nobody is asked: {request:?}"))
    };
    for (expression, verdict) in [
        ("foo.*", "valid"),
        ("", "valid"),
        ("a(", "invalid: missing closing )"),
        ("a)", "invalid: regexp/syntax: internal error"),
        ("[z-a]", "invalid: invalid character class range"),
        ("a{2000}", "invalid: invalid repeat count"),
        ("*a", "invalid: missing argument to repetition operator"),
        ("a++", "invalid: invalid nested repetition operator"),
        ("(?=a)", "invalid: invalid or unsupported Perl syntax"),
    ] {
        let out = format!("The regular expression `{expression}` is {verdict}.\n");
        assert_eq!(run(expression), (out, String::new(), 0));
    }
    let two = "kafka-consumer-groups.sh --validate-regex a --list";
    let (_, err, status) = Session::run(two, |_| None);
    assert!(err.starts_with("Command must include exactly one action: ") && status == 1, "{err}");
}
