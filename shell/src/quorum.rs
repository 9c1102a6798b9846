//! `kafka-metadata-quorum.sh describe`; `quorum/voters.rs` has `add-controller` and `remove-controller`.

mod voters;

pub(crate) use voters::metadata_directory;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::describe_quorum_request as request;
use partita_wire::messages::describe_quorum_response::{
    DescribeQuorumResponse, Node, PartitionData, ReplicaState,
};
use partita_wire::{Response, Uuid};

use crate::cluster::{connect, describe_cluster};
use crate::options::{Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::table::tabbed;
use crate::thrown::Thrown;
use crate::topics::unexpected;

const USAGE: &str = "\
usage: kafka-metadata-quorum [-h] [--command-config COMMAND_CONFIG]
                             (--bootstrap-server BOOTSTRAP_SERVER |
                             --bootstrap-controller BOOTSTRAP_CONTROLLER)
                             {describe,add-controller,remove-controller}
                             ...
";
const METADATA_TOPIC: &str = "__cluster_metadata";
/// What the tool prints for a time that the leader does not know.
const UNKNOWN: i64 = -1;

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-controller", Takes::Value),
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("controller-directory-id", Takes::Value),
    ("controller-id", Takes::Value),
    ("d", Takes::Value),
    ("dry-run", Takes::Nothing),
    ("human-readable", Takes::Nothing),
    ("i", Takes::Value),
    ("replication", Takes::Nothing),
    ("status", Takes::Nothing),
];

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let options = match script.options(OPTIONS) {
        Ok(options) => options,
        Err(error) => return script.usage(&format!("kafka-metadata-quorum: error: {error}"), USAGE),
    };
    let command = |name: &str| has_nodes(&options) && script.words().iter().any(|word| word == name);
    let describes = command("describe");
    let act: fn(&mut Script<'_>, &Options) -> Flow<()> = match () {
        () if describes => describe,
        () if command("add-controller") => voters::add,
        () if command("remove-controller") => voters::remove,
        () => {
            script.print(partita_machine::Stream::Err, USAGE);
            script.err("kafka-metadata-quorum: error: too few arguments");
            return Ok(1);
        }
    };
    match act(script, &options) {
        // What Kafka calls a terse exception is told without its class.
        Err(Halt::Thrown(thrown)) if thrown.class == TERSE => {
            script.err(&thrown.message);
            Ok(1)
        }
        // The tool waits for a future: what the cluster refused is told once more, inside what the future throws.
        Err(Halt::Thrown(thrown)) if thrown.code.is_some() && !describes => {
            let text = thrown.text();
            script.err(&text);
            script.err(&format!("java.util.concurrent.ExecutionException: {text}"));
            script.err(&format!("Caused by: {text}"));
            script.err("");
            Ok(1)
        }
        Err(Halt::Thrown(thrown)) => {
            script.err(&thrown.text());
            Ok(1)
        }
        Err(halt) => Err(halt),
        Ok(()) => Ok(0),
    }
}

/// Kafka's exception for what is told in a line.
const TERSE: &str = "org.apache.kafka.server.util.CommandLineUtils.TerseException";

fn has_nodes(options: &Options) -> bool {
    options.has("bootstrap-server") != options.has("bootstrap-controller")
}

fn describe(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    connect(script, options)?;
    let replication = options.has("replication");
    if replication == options.has("status") {
        let message = "One of --status or --replication must be specified with describe sub-command";
        return Err(Thrown::argparse(message).into());
    }
    if replication {
        let (quorum, _) = ask(script)?;
        let now_ms = options.has("human-readable").then(|| script.wall_ms());
        table(script, &quorum, now_ms);
        return Ok(());
    }
    let cluster = describe_cluster(script)?;
    let (quorum, nodes) = ask(script)?;
    status(script, &cluster.cluster_id, &quorum, &nodes);
    Ok(())
}

fn ask(script: &mut Script<'_>) -> Flow<(PartitionData, Vec<Node>)> {
    let partitions = alloc::vec![request::PartitionData { partition_index: 0 }];
    let topics = alloc::vec![request::TopicData { topic_name: METADATA_TOPIC.into(), partitions }];
    let body = request::DescribeQuorumRequest { topics };
    let response = match script.ask("describeMetadataQuorum", Target::Any, body)?? {
        Response::DescribeQuorum(response) => response,
        other => return Err(unexpected(&other)),
    };
    let DescribeQuorumResponse { error_code, error_message, topics, nodes } = response;
    Thrown::check(error_code, error_message.as_deref())?;
    let partition = topics.into_iter().flat_map(|topic| topic.partitions).next().unwrap_or_default();
    Thrown::check(partition.error_code, partition.error_message.as_deref())?;
    Ok((partition, nodes))
}

fn status(script: &mut Script<'_>, cluster_id: &str, quorum: &PartitionData, nodes: &[Node]) {
    let (lag, lag_ms) = follower_lag(quorum);
    script.out(&format!("ClusterId:              {cluster_id}"));
    script.out(&format!("LeaderId:               {}", quorum.leader_id));
    script.out(&format!("LeaderEpoch:            {}", quorum.leader_epoch));
    script.out(&format!("HighWatermark:          {}", quorum.high_watermark));
    script.out(&format!("MaxFollowerLag:         {lag}"));
    script.out(&format!("MaxFollowerLagTimeMs:   {lag_ms}"));
    script.out(&format!("CurrentVoters:          {}", listed(&quorum.current_voters, nodes)));
    script.out(&format!("CurrentObservers:       {}", listed(&quorum.observers, &[])));
}

/// How far the last of all is behind the leader, in records and in time.
fn follower_lag(quorum: &PartitionData) -> (i64, i64) {
    let Some(leader) = quorum.current_voters.iter().find(|voter| voter.replica_id == quorum.leader_id) else {
        return (0, UNKNOWN);
    };
    let all = quorum.current_voters.iter().chain(&quorum.observers);
    let Some(last) = all.min_by_key(|replica| replica.log_end_offset) else { return (0, 0) };
    let lag_ms = match (leader.last_caught_up_timestamp, last.last_caught_up_timestamp) {
        _ if last.replica_id == leader.replica_id => 0,
        (UNKNOWN, _) | (_, UNKNOWN) => UNKNOWN,
        (leads, follows) => leads - follows,
    };
    (leader.log_end_offset - last.log_end_offset, lag_ms)
}

/// Replicas as the tool lists them; endpoints where they are known.
fn listed(replicas: &[ReplicaState], nodes: &[Node]) -> String {
    let one = |replica: &ReplicaState| {
        let mut text = format!("{{\"id\": {}", replica.replica_id);
        if replica.replica_directory_id != Uuid::default() {
            text.push_str(&format!(", \"directoryId\": \"{}\"", replica.replica_directory_id));
        }
        if let Some(node) = nodes.iter().find(|node| node.node_id == replica.replica_id) {
            let endpoint = |l: &partita_wire::messages::describe_quorum_response::Listener| {
                format!("\"{}://{}:{}\"", l.name, l.host, l.port)
            };
            let endpoints: Vec<String> = node.listeners.iter().map(endpoint).collect();
            text.push_str(&format!(", \"endpoints\": [{}]", endpoints.join(", ")));
        }
        text + "}"
    };
    format!("[{}]", replicas.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// The table of `--replication`: the leader, the other voters, the observers.
fn table(script: &mut Script<'_>, quorum: &PartitionData, now_ms: Option<i64>) {
    let leads = |replica: &&ReplicaState| replica.replica_id == quorum.leader_id;
    let leader_end = quorum.current_voters.iter().find(leads).map_or(0, |leader| leader.log_end_offset);
    let leader = quorum.current_voters.iter().filter(leads).map(|replica| (replica, "Leader"));
    let voters = quorum.current_voters.iter().filter(|replica| !leads(replica));
    let voters = voters.map(|replica| (replica, "Follower"));
    let observers = quorum.observers.iter().map(|replica| (replica, "Observer"));
    let moment = |at: i64| match now_ms {
        Some(now_ms) if at != UNKNOWN => format!("{} ms ago", now_ms - at),
        _ => at.to_string(),
    };
    let header = [
        "NodeId",
        "DirectoryId",
        "LogEndOffset",
        "Lag",
        "LastFetchTimestamp",
        "LastCaughtUpTimestamp",
        "Status",
    ];
    let rows = leader.chain(voters).chain(observers).map(|(replica, status)| {
        [
            replica.replica_id.to_string(),
            replica.replica_directory_id.to_string(),
            replica.log_end_offset.to_string(),
            (leader_end - replica.log_end_offset).to_string(),
            moment(replica.last_fetch_timestamp),
            moment(replica.last_caught_up_timestamp),
            status.to_string(),
        ]
    });
    tabbed(script, header, rows.collect());
}
