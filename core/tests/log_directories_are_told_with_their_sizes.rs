//! DescribeLogDirs (KIP-113): every log of a broker with its size, or those that were asked for.

mod host;
mod records;

use host::Host;
use partita_core::disk::Disk;
use partita_wire::Response;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
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

/// The partitions in each directory of a broker.
fn placed(host: &mut Host, node: i32) -> Vec<(String, Vec<i32>)> {
    let Response::DescribeLogDirs(answer) = host.ask(node, DescribeLogDirsRequest { topics: None }) else {
        panic!()
    };
    let partitions = |result: &DescribeLogDirsResult| {
        let topics = result.topics.iter().flat_map(|topic| &topic.partitions);
        topics.map(|partition| partition.partition_index).collect()
    };
    answer.results.iter().map(|result| (result.log_dir.clone(), partitions(result))).collect()
}

#[test]
fn a_new_replica_goes_where_the_fewest_are_and_stays_there() {
    let mut host = Host::with_properties(1, &[("log.dirs", "/a, /b")]);
    host.run_ms(2_000);
    let topic = CreatableTopic {
        name: "orders".into(),
        num_partitions: 5,
        replication_factor: 1,
        ..CreatableTopic::default()
    };
    host.ask(0, CreateTopicsRequest { topics: vec![topic], timeout_ms: 1_000, validate_only: false });
    host.run_ms(1_000);
    let expected = [("/a".to_string(), vec![0, 2, 4]), ("/b".to_string(), vec![1, 3])];
    assert_eq!(placed(&mut host, 0), expected);
    for in_order in [true, false] {
        match in_order {
            true => host.terminate(0),
            false => host.kill(0),
        }
        host.run_ms(5_000);
        let names = ["orders-0/", "~1/orders-1/", "~1/meta.properties", "~1/.kafka_cleanshutdown"];
        let is_there = names.map(|name| !host.disk_mut(0).list(name).is_empty());
        assert_eq!(is_there, [true, true, true, in_order]);
        host.start(0);
        // A session that nobody ended is over after nine seconds.
        host.run_ms(15_000);
        assert_eq!(placed(&mut host, 0), expected);
    }
}
