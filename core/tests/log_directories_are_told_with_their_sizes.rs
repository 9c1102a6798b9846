//! DescribeLogDirs (KIP-113): every log of a broker with its size, or those that were asked for.

mod host;
mod records;

use host::Host;
use partita_wire::Response;
use partita_wire::messages::describe_log_dirs_request::{DescribableLogDirTopic, DescribeLogDirsRequest};
use partita_wire::messages::describe_log_dirs_response::DescribeLogDirsResult;

fn describe(host: &mut Host, node: i32, topic: Option<&str>) -> DescribeLogDirsResult {
    let topics = topic.map(|topic| vec![DescribableLogDirTopic { topic: topic.into(), partitions: vec![0] }]);
    let body = DescribeLogDirsRequest { topics };
    let Response::DescribeLogDirs(mut answer) = host.ask(node, body) else { panic!() };
    assert_eq!((answer.error_code, answer.results.len()), (0, 1));
    answer.results.remove(0)
}

#[test]
fn of_leaders_and_followers_alike() {
    let mut host = records::three_with_topic(&[]);
    let size = |host: &mut Host, node| {
        let result = describe(host, node, None);
        assert_eq!((result.error_code, &*result.log_dir), (0, "/tmp/kafka-logs"));
        let topic = result.topics.into_iter().find(|topic| topic.name == records::TOPIC).unwrap();
        let part = &topic.partitions[0];
        assert_eq!((part.partition_index, part.offset_lag, part.is_future_key), (0, 0, false));
        part.partition_size
    };
    assert_eq!(size(&mut host, 0), 0);
    records::produce(&mut host, 0, -1, "value");
    host.run_ms(1_000);
    // A batch header of 61 bytes, and a record with a key of one and a value of five.
    assert_eq!(size(&mut host, 0), 74);
    assert_eq!(size(&mut host, 2), 74);
}

#[test]
fn and_nothing_of_what_is_not_there() {
    let mut host = records::three_with_topic(&[]);
    assert_eq!(describe(&mut host, 1, Some("orders")).topics.len(), 1);
    assert!(describe(&mut host, 1, Some("nope")).topics.is_empty());
}
