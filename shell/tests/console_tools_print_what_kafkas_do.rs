//! The console producer and consumer against brokers that a script plays: texts, streams and statuses as Apache Kafka
//! 4.3.1 has them.

mod scripted;

use partita_machine::Input;
use partita_shell::{Tool, ToolSettings};
use partita_wire::messages::init_producer_id_response::InitProducerIdResponse;
use partita_wire::messages::metadata_response::{MetadataResponse, MetadataResponseTopic};
use partita_wire::messages::produce_response::{
    PartitionProduceResponse, ProduceResponse, TopicProduceResponse,
};
use partita_wire::{ErrorCode, Request, Response};
use scripted::{Session, metadata};

const PRODUCER: &str = "kafka-console-producer.sh --bootstrap-server 127.0.0.1:9092 --topic orders";
const CONSUMER: &str = "kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092";
const PRODUCER_USAGE: &str = include_str!("../src/usage/producer.txt");
const CONSUMER_USAGE: &str = include_str!("../src/usage/consumer.txt");

/// A broker that takes every record.
fn broker(request: &Request) -> Option<Response> {
    Some(match request {
        Request::Metadata(_) => metadata(1, &[("orders", &[0])]),
        Request::InitProducerId(_) => InitProducerIdResponse { producer_id: 1, ..Default::default() }.into(),
        Request::Produce(request) => {
            let topic = &request.topic_data[0];
            let partition =
                PartitionProduceResponse { index: topic.partition_data[0].index, ..Default::default() };
            let (name, topic_id) = (topic.name.clone(), topic.topic_id);
            let responses =
                vec![TopicProduceResponse { name, topic_id, partition_responses: vec![partition] }];
            ProduceResponse { responses, ..Default::default() }.into()
        }
        other => panic!("{other:?}"),
    })
}

fn produced(session: &Session) -> usize {
    session.asked.iter().filter(|request| matches!(request, Request::Produce(_))).count()
}

fn typed(session: &mut Session, lines: &[&str]) {
    for line in lines {
        session.tell(Input::Typed(Some((*line).into())));
    }
}

#[test]
fn lines_go_out_together_after_a_second() {
    let mut session = Session::new(PRODUCER, broker);
    session.start();
    typed(&mut session, &["hello world", "my name is Conduktor"]);
    session.run_ms(500);
    assert_eq!(produced(&session), 0);
    session.run_ms(600);
    assert_eq!(produced(&session), 1);
    assert!(session.tool.reads_lines());
    assert_eq!(session.tool.producer_view().unwrap().acked, 2);
    session.tell(Input::Typed(None));
    session.run_ms(100);
    assert_eq!((session.out.as_str(), session.err.as_str(), session.status), ("", "", Some(0)));
}

#[test]
fn what_was_typed_goes_before_the_end() {
    let mut session = Session::new(PRODUCER, broker);
    session.start();
    typed(&mut session, &["hello"]);
    session.tell(Input::Typed(None));
    session.run_ms(10);
    assert_eq!((produced(&session), session.status), (1, Some(0)));
}

#[test]
fn a_terminal_gets_a_prompt() {
    let settings = ToolSettings { terminal: true, ..ToolSettings::default() };
    let mut session = Session::of(Tool::new(PRODUCER, settings).unwrap(), broker);
    session.start();
    assert_eq!(session.out, ">");
    typed(&mut session, &["one", "two"]);
    assert_eq!(session.out, ">>>");
    session.tell(Input::Interrupt);
    session.run_ms(10);
    assert_eq!(session.status, Some(130));
}

#[test]
fn a_line_without_separator_ends_it() {
    let line = format!("{PRODUCER} --reader-property parse.key=true --reader-property key.separator=:");
    let mut session = Session::new(&line, broker);
    session.start();
    typed(&mut session, &["ok:1", "this line has no separator", "never:sent"]);
    session.run_ms(10);
    assert_eq!(
        session.err,
        "org.apache.kafka.common.KafkaException: No key separator found on line number 2: 'this line has no \
         separator'\n"
    );
    assert_eq!((produced(&session), session.status), (1, Some(1)));
}

#[test]
fn a_topic_that_is_not_there() {
    let line = format!("{PRODUCER} --command-property max.block.ms=3000");
    let mut session = Session::new(&line, |request| match request {
        Request::Metadata(_) => {
            let Response::Metadata(known) = metadata(1, &[]) else { unreachable!() };
            let topic = MetadataResponseTopic {
                name: Some("orders".into()),
                error_code: ErrorCode::UnknownTopicOrPartition as i16,
                ..Default::default()
            };
            Some(MetadataResponse { topics: vec![topic], ..known }.into())
        }
        request => broker(request),
    });
    session.start();
    typed(&mut session, &["hello"]);
    session.tell(Input::Typed(None));
    session.run_ms(5_000);
    let first = "[2026-01-01 00:00:05,123] WARN [Producer clientId=console-producer] The metadata response from the \
                 cluster reported a recoverable issue with correlation id ";
    assert!(session.err.starts_with(first), "{}", session.err);
    let what = " : {orders=UNKNOWN_TOPIC_OR_PARTITION} (org.apache.kafka.clients.NetworkClient)\n";
    assert!(session.err.contains(what), "{}", session.err);
    let last = "ERROR Error when sending message to topic orders with key: null, value: 5 bytes with error: \
                (org.apache.kafka.clients.producer.internals.ErrorLoggingCallback)\n\
                org.apache.kafka.common.errors.TimeoutException: Topic orders not present in metadata after 3000 \
                ms.\nCaused by: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not \
                host this topic-partition.\n";
    assert!(session.err.ends_with(last), "{}", session.err);
    assert_eq!(session.status, Some(0));
}

#[test]
fn mistakes_in_the_options_of_the_producer() {
    let usage = |line: &str, message: &str| {
        let expected = (String::new(), format!("{message}\n{PRODUCER_USAGE}"), 1);
        assert_eq!(Session::run(line, broker), expected, "{line}");
    };
    let about = "This tool helps to read data from standard input and publish it to Kafka.";
    usage("kafka-console-producer.sh", about);
    usage(
        "kafka-console-producer.sh --bootstrap-server 127.0.0.1:9092",
        "Missing required argument \"[topic]\"",
    );
    usage("kafka-console-producer.sh --topic x", "Error while validating the bootstrap address\n");
    let unknown = "broker-list is not a recognized option";
    let (_, err, status) =
        Session::run("kafka-console-producer.sh --broker-list 127.0.0.1:9092 --topic x", broker);
    let why =
        "Kafka took --broker-list away in 4.0: every tool takes --bootstrap-server host:port in its place.\n";
    assert_eq!((err, status), (format!("{unknown}\n{PRODUCER_USAGE}{why}"), 1));
    let acks = "org.apache.kafka.common.config.ConfigException: Invalid value 7 for configuration acks: String must be one \
                of: all, -1, 0, 1\n";
    let (_, err, status) = Session::run(&format!("{PRODUCER} --request-required-acks 7"), broker);
    assert_eq!((err.as_str(), status), (acks, 1));
    let (out, ..) = Session::run(&format!("{PRODUCER} --producer-property acks=2"), broker);
    assert_eq!(
        out,
        "Warning: --producer-property is deprecated and will be removed in a future version. Use --command-property \
         instead.\n"
    );
}

#[test]
fn mistakes_in_the_options_of_the_consumer() {
    let usage = |arguments: &str, message: &str| {
        let line = format!("{CONSUMER} {arguments}");
        let (out, err, status) = Session::run(&line, broker);
        assert_eq!((err, status), (format!("{message}\n{CONSUMER_USAGE}"), 1), "{line} {out}");
    };
    let one = "Exactly one of the following arguments is required: [topic], [include]";
    usage("", one);
    usage("--partition 0", one);
    usage("--topic ct --include c.", one);
    usage("--topic ct --whitelist c.", "whitelist is not a recognized option");
    usage("--topic ct --offset earliest", "The partition is required when offset is specified.");
    let offset = |text: &str| {
        format!(
            "The provided offset value '{text}' is incorrect. Valid values are 'earliest', 'latest', or a non-negative long."
        )
    };
    usage("--topic ct --partition 0 --offset foo", &offset("foo"));
    usage("--topic ct --partition 0 --offset -1", &offset("-1"));
    let both = "Options from-beginning and offset cannot be specified together.";
    usage("--topic ct --partition 0 --offset earliest --from-beginning", both);
    usage("--topic ct --partition 0 --group g1", "Options group and partition cannot be specified together.");
    usage(
        "--topic ct --formatter kafka.tools.DefaultMessageFormatter",
        "kafka.tools.DefaultMessageFormatter",
    );
    usage(
        "--topic ct --group g1 --consumer-property group.id=g9",
        "The group ids provided in different places (directly using '--group', via '--consumer-property', or via \
         '--consumer.config') do not match. Detected group ids: 'g9', 'g1'",
    );
    let line = format!("{CONSUMER} --topic ct --command-property auto.offset.reset=latest --from-beginning");
    let message = "Can't simultaneously specify --from-beginning and 'auto.offset.reset=latest', please remove one option\n";
    assert_eq!(Session::run(&line, broker), (String::new(), message.into(), 1));
    let line = format!("{CONSUMER} --topic ct --isolation-level foo");
    let error = "[2026-01-01 00:00:05,123] ERROR Unknown error when running consumer:  \
                 (org.apache.kafka.tools.consumer.ConsoleConsumer)\n\
                 org.apache.kafka.common.config.ConfigException: Invalid value foo for configuration isolation.level: \
                 String must be one of: read_committed, read_uncommitted\n";
    assert_eq!(Session::run(&line, broker), (String::new(), error.into(), 1));
}

#[test]
fn a_consumer_that_finds_nobody_gives_up_after_its_time() {
    let mut session = Session::new(&format!("{CONSUMER} --topic ct --timeout-ms 4000"), broker);
    session.down = true;
    session.start();
    session.run_ms(40_000);
    let notice = "The consumer rebalance protocol (KIP-848) is production-ready! Set group.protocol=consumer to try it out. \
                  See https://kafka.apache.org/documentation/#consumer_rebalance_protocol\n";
    assert!(session.err.starts_with(notice), "{}", session.err);
    let last = "ERROR Error processing message, terminating consumer process:  \
                (org.apache.kafka.tools.consumer.ConsoleConsumer)\n\
                org.apache.kafka.common.errors.TimeoutException\nProcessed a total of 0 messages\n";
    assert!(session.err.ends_with(last), "{}", session.err);
    assert!(
        session
            .err
            .contains("Bootstrap broker 127.0.0.1:9092 (id: -1 rack: null isFenced: false) disconnected")
    );
    assert_eq!((session.out.as_str(), session.status), ("", Some(0)));
}
