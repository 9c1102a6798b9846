//! `jps`: the Java processes of a machine. It belongs to the JDK, not to Kafka; whoever learns Kafka looks with it for the
//! brokers that run.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::{Effect, Stream};

const USAGE: &str = "usage: jps [-l]\n";

/// A process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// Its number.
    pub id: u32,
    /// The class whose `main` it is, with its package.
    pub main_class: String,
}

/// The class behind a tool's name.
pub(crate) fn main_class(tool: &str) -> &'static str {
    match tool {
        "kafka-console-consumer" => "org.apache.kafka.tools.consumer.ConsoleConsumer",
        "kafka-console-producer" => "org.apache.kafka.tools.ConsoleProducer",
        "kafka-consumer-groups" => "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
        "kafka-topics" => "org.apache.kafka.tools.TopicCommand",
        "kafka-configs" => "kafka.admin.ConfigCommand",
        "kafka-get-offsets" => "org.apache.kafka.tools.GetOffsetShell",
        "kafka-leader-election" => "org.apache.kafka.tools.LeaderElectionCommand",
        "kafka-metadata-quorum" => "org.apache.kafka.tools.MetadataQuorumCommand",
        "kafka-cluster" => "org.apache.kafka.tools.ClusterTool",
        "kafka-broker-api-versions" => "org.apache.kafka.tools.BrokerApiVersionsCommand",
        "kafka-delete-records" => "org.apache.kafka.tools.DeleteRecordsCommand",
        "kafka-dump-log" => "org.apache.kafka.tools.DumpLogSegments",
        "kafka-features" => "org.apache.kafka.tools.FeatureCommand",
        "kafka-groups" => "org.apache.kafka.tools.GroupsCommand",
        "kafka-log-dirs" => "org.apache.kafka.tools.LogDirsCommand",
        "kafka-reassign-partitions" => "org.apache.kafka.tools.reassign.ReassignPartitionsCommand",
        "kafka-transactions" => "org.apache.kafka.tools.TransactionsCommand",
        "kafka-producer-perf-test" => "org.apache.kafka.tools.ProducerPerformance",
        "kafka-consumer-perf-test" => "org.apache.kafka.tools.ConsumerPerformance",
        "kafka-e2e-latency" => "org.apache.kafka.tools.EndToEndLatency",
        _ => "sun.tools.jps.Jps",
    }
}

/// Prints the processes; gives the exit status.
pub(crate) fn list(words: &[String], processes: &[Process], effects: &mut Vec<Effect>) -> i32 {
    let mut long = false;
    for word in words {
        match &**word {
            "-l" => long = true,
            // What a Java process was started with nobody knows here.
            "-m" | "-v" | "-q" => {}
            other => {
                let text = format!("illegal argument: {other}\n{USAGE}");
                effects.push(Effect::Print(Stream::Err, text));
                return 1;
            }
        }
    }
    for Process { id, main_class } in processes {
        let name = if long { main_class } else { main_class.rsplit('.').next().unwrap_or(main_class) };
        effects.push(Effect::Print(Stream::Out, format!("{id} {name}\n")));
    }
    0
}
