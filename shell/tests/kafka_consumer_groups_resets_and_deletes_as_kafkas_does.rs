//! `--reset-offsets`, `--delete` and `--delete-offsets` of `kafka-consumer-groups.sh`: texts, streams and statuses as Apache
//! Kafka 4.3.1 has them.

mod scripted;

use scripted::groups::*;

#[test]
fn reset() {
    let zero = [
        "",
        ROWS,
        "consumergroup2  kafkatask       1          0",
        "consumergroup2  kafkatask       2          0",
        "consumergroup2  kafkatask       0          0",
    ];
    let scope = "--reset-offsets --group consumergroup2 --topic kafkatask";
    check(&format!("{scope} --to-earliest --execute"), &zero, &[]);
    check(&format!("{scope} --to-datetime 2026-01-01T00:00:00.000 --dry-run"), &zero, &[]);
    check(&format!("{scope} --by-duration PT1H --dry-run"), &zero, &[]);
    let warn = "WARN: No action will be performed as the --execute option is missing. In version 5.0, this command will \
                require either --dry-run or --execute to be specified. You should add the --dry-run option explicitly if \
                you are scripting this command and want to keep the current default behavior without prompting.";
    check(&format!("{scope} --to-earliest"), &zero, &[warn]);
    let some = [
        "",
        ROWS,
        "consumergroup2  kafkatask       2          2",
        "consumergroup2  kafkatask       0          2",
    ];
    check("--reset-offsets --group consumergroup2 --topic kafkatask:0,2 --to-offset 2 --execute", &some, &[]);
    let current = [
        "",
        ROWS,
        "consumergroup2  kafkatask       1          5",
        "consumergroup2  kafkatask       2          13",
        "consumergroup2  kafkatask       0          14",
    ];
    check("--reset-offsets --group consumergroup2 --all-topics --to-current --dry-run", &current, &[]);
    let csv = ["kafkatask,1,0", "kafkatask,2,0", "kafkatask,0,0", ""];
    check(&format!("{scope} --to-earliest --export --dry-run"), &csv, &[]);
    let new = ["", ROWS, "brandnew        kafkatask       1          0"];
    check("--reset-offsets --group brandnew --topic kafkatask:1 --to-earliest --dry-run", &new, &[]);
}

#[test]
fn reset_beyond_the_ends() {
    let rows = [
        "",
        ROWS,
        "consumergroup2  kafkatask       1          7",
        "consumergroup2  kafkatask       2          18",
        "consumergroup2  kafkatask       0          21",
    ];
    let warn = |offset: i32, partition: i32, end: i32| {
        format!(
            "[2026-01-01 00:00:05,123] WARN New offset ({offset}) is higher than latest offset for topic partition \
             kafkatask-{partition}. Value will be set to {end} (org.apache.kafka.tools.OffsetsUtils)"
        )
    };
    let warnings = [warn(105, 1, 7), warn(113, 2, 18), warn(114, 0, 21)];
    let warnings = warnings.each_ref().map(String::as_str);
    let scope = "--reset-offsets --group consumergroup2 --topic kafkatask";
    check(&format!("{scope} --shift-by 100 --execute"), &rows, &warnings);
    let mut fallen: Vec<String> = Vec::new();
    for partition in [1, 2, 0] {
        let text = "is empty. Falling back to latest known offset.";
        fallen.extend([String::new(), format!("Warn: Partition {partition} from topic kafkatask {text}")]);
    }
    let mut out: Vec<&str> = fallen.iter().map(String::as_str).collect();
    out.extend(rows);
    check(&format!("{scope} --to-datetime 2099-01-01T00:00:00.000 --dry-run"), &out, &[]);
}

#[test]
fn reset_that_fails() {
    let error = "Error: Assignments can only be reset if the group 'consumergroup1' is inactive, but the current state is Stable.";
    check(
        "--reset-offsets --group consumergroup1 --topic kafkatask --to-earliest --execute",
        &["", error, "", ROWS],
        &[],
    );
    let failed = "Error: Executing consumer group command failed due to";
    let host = "This server does not host this topic-partition.";
    let class = format!("org.apache.kafka.common.errors.UnknownTopicOrPartitionException: {host}");
    let out = format!("{failed} {host}");
    check(
        "--reset-offsets --group consumergroup2 --topic nope --to-earliest --dry-run",
        &["", &out],
        &[&class],
    );
    let text = "Text cannot be parsed to a Duration";
    let (out, err) = (format!("{failed} {text}"), format!("java.time.format.DateTimeParseException: {text}"));
    check(
        "--reset-offsets --group consumergroup2 --topic kafkatask --by-duration 1h --dry-run",
        &["", &out],
        &[&err],
    );
    let text = "java.text.ParseException: Error parsing timestamp. It does not contain a 'T' according to ISO8601 format";
    let (out, err) = (format!("{failed} {text}"), format!("java.lang.RuntimeException: {text}"));
    let cause = format!("Caused by: {text}");
    check(
        "--reset-offsets --group consumergroup2 --topic kafkatask --to-datetime yesterday --dry-run",
        &["", &out],
        &[&err, &cause],
    );
}

#[test]
fn delete() {
    check(
        "--delete --group consumergroup2",
        &["Deletion of requested consumer groups ('consumergroup2') was successful."],
        &[],
    );
    let failed = [
        "",
        "Error: Deletion of some consumer groups failed:",
        "* Group 'consumergroup1' could not be deleted due to: org.apache.kafka.common.errors.GroupNotEmptyException: The group is not empty.",
        "",
        "These consumer groups were deleted successfully: 'brandnew'",
    ];
    check("--delete --group brandnew --group consumergroup1", &failed, &[]);
}

#[test]
fn delete_offsets() {
    let done = [
        "Request succeeded for deleting offsets from group consumergroup2.",
        "",
        "TOPIC           PARTITION  STATUS         ",
        "kafkatask       0          Successful     ",
    ];
    check("--delete-offsets --group consumergroup2 --topic kafkatask:0", &done, &[]);
    let error = "Error: org.apache.kafka.common.errors.GroupSubscribedToTopicException: Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.";
    let row = format!("kafkatask       2          {error}");
    let failed = [
        "",
        "Error: Encountered some partition-level error, see the follow-up details.",
        "",
        "TOPIC           PARTITION  STATUS         ",
        &row,
    ];
    check("--delete-offsets --group consumergroup1 --topic kafkatask:2", &failed, &[]);
    let missing = [
        "Request succeeded for deleting offsets from group consumergroup2.",
        "",
        "TOPIC           PARTITION  STATUS         ",
        "nope            -          Error: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.",
    ];
    check("--delete-offsets --group consumergroup2 --topic nope", &missing, &[]);
}
