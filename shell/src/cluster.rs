//! `kafka-cluster.sh cluster-id`, `unregister` and `list-endpoints`.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_machine::Stream;
use partita_wire::Response;
use partita_wire::messages::describe_cluster_request::DescribeClusterRequest;
use partita_wire::messages::describe_cluster_response::DescribeClusterResponse;
use partita_wire::messages::unregister_broker_request::UnregisterBrokerRequest;

use crate::files::properties;
use crate::options::{Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::thrown::Thrown;
use crate::topics::unexpected;

const USAGE: &str = "\
usage: kafka-cluster [-h] {cluster-id,unregister,list-endpoints} ...
kafka-cluster: error: too few arguments
";
/// What is printed of a command whose nodes are not named, as argparse breaks its lines.
const WITHOUT_NODES: &str = "\
kafka-cluster:  error:  one  of   the  arguments  --bootstrap-server/-b  --
bootstrap-controller/-C is required
";
const BOTH_NODES: &str = "\
kafka-cluster: error: argument --bootstrap-controller/-C:  not allowed with
argument --bootstrap-server/-b
";
/// The options that every command has.
const NODES_USAGE: &str = "\
                     (--bootstrap-server BOOTSTRAP_SERVER |
                     --bootstrap-controller BOOTSTRAP_CONTROLLER)
";
/// `EndpointType` on the wire.
const BROKERS: i8 = 1;
const CONTROLLERS: i8 = 2;

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-controller", Takes::Value),
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("id", Takes::Value),
    ("include-fenced-brokers", Takes::Nothing),
];

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let options = script.options(OPTIONS)?;
    let command = script.words().first().cloned().unwrap_or_default();
    if !matches!(&*command, "cluster-id" | "list-endpoints" | "unregister") {
        script.print(Stream::Err, USAGE);
        return Ok(1);
    }
    let usage = usage(&command);
    let (servers, controllers) = (options.has("bootstrap-server"), options.has("bootstrap-controller"));
    let wrong = match command == "unregister" {
        true if !options.has("id") => Some("kafka-cluster: error: argument --id/-i is required\n"),
        _ if servers && controllers => Some(BOTH_NODES),
        _ if !servers && !controllers => Some(WITHOUT_NODES),
        _ => None,
    };
    if let Some(wrong) = wrong {
        script.print(Stream::Err, &(usage + wrong));
        return Ok(1);
    }
    if controllers && options.has("include-fenced-brokers") {
        script.err("The option --include-fenced-brokers is only supported with --bootstrap-server option");
        return Ok(1);
    }
    connect(script, &options)?;
    if command == "unregister" {
        return unregister(script, &options);
    }
    let cluster = describe_cluster(script)?;
    match &*command {
        "cluster-id" => script.out(&format!("Cluster ID: {}", cluster.cluster_id)),
        _ => endpoints(script, &cluster),
    }
    Ok(0)
}

/// The usage of a command, as argparse breaks its lines.
fn usage(command: &str) -> String {
    let own = match command {
        "unregister" => " --id ID\n",
        "list-endpoints" => "\n                     [--include-fenced-brokers]\n",
        _ => "\n",
    };
    format!(
        "usage: kafka-cluster {command} [-h] [--config CONFIG]\n                     [--command-config \
         COMMAND_CONFIG]{own}{NODES_USAGE}"
    )
}

/// Forgets a broker that is gone for good. Kafka's tool prints the exception with the one that it is wrapped in.
fn unregister(script: &mut Script<'_>, options: &Options) -> Flow<i32> {
    let id = options.text("id")?.unwrap_or_default();
    let Ok(broker_id) = id.parse() else {
        let why = format!("kafka-cluster: error: argument --id/-i: could not convert '{id}' to Integer\n");
        script.print(Stream::Err, &(usage("unregister") + &why));
        return Ok(1);
    };
    let body = UnregisterBrokerRequest { broker_id };
    let response = match script.ask("unregisterBroker", Target::Controller, body)?? {
        Response::UnregisterBroker(response) => response,
        other => return Err(unexpected(&other)),
    };
    let Err(thrown) = Thrown::check(response.error_code, response.error_message.as_deref()) else {
        script.out(&format!("Broker {broker_id} is no longer registered."));
        return Ok(0);
    };
    let text = format!(
        "[AdminClient clientId=adminclient-1] Unregister broker request for broker ID {broker_id} failed: {}",
        thrown.message
    );
    script.log("ERROR", &text, "org.apache.kafka.clients.admin.KafkaAdminClient");
    let exception = thrown.text();
    script.err(&exception);
    script.err(&format!("java.util.concurrent.ExecutionException: {exception}"));
    script.err(&format!("Caused by: {exception}"));
    script.err("");
    Ok(1)
}

/// Makes the client of a tool whose only settings are those two options.
pub(crate) fn connect(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    connect_as(script, options, "")
}

/// [`connect`] with a `client.id` of the tool's own, unless the file has one.
pub(crate) fn connect_as(script: &mut Script<'_>, options: &Options, client_id: &str) -> Flow<()> {
    let mut pairs = match options.text("command-config")? {
        Some(file) => properties(&script.file(file)?),
        None => Vec::new(),
    };
    if !client_id.is_empty() && !pairs.iter().any(|(name, _)| name == "client.id") {
        pairs.push(("client.id".to_string(), client_id.to_string()));
    }
    for (option, name) in
        [("bootstrap-server", "bootstrap.servers"), ("bootstrap-controller", "bootstrap.controllers")]
    {
        if let Some(nodes) = options.text(option)? {
            pairs.push((name.to_string(), nodes.to_string()));
        }
    }
    script
        .connect(&pairs)
        .map_err(|error| Halt::Thrown(Thrown::new("org.apache.kafka.common.config.ConfigException", error.0)))
}

/// The cluster as one of its brokers describes it, or the quorum as one of the controllers does if the tool asks those.
pub(crate) fn describe_cluster(script: &mut Script<'_>) -> Flow<DescribeClusterResponse> {
    let has = |option: &str| script.words().iter().any(|word| word.split('=').next() == Some(option));
    let include_fenced_brokers = has("--include-fenced-brokers");
    let endpoint_type = if has("--bootstrap-controller") { CONTROLLERS } else { BROKERS };
    let body = DescribeClusterRequest { endpoint_type, include_fenced_brokers, ..Default::default() };
    let response = match script.ask("describeCluster", Target::Any, body)?? {
        Response::DescribeCluster(response) => response,
        other => return Err(unexpected(&other)),
    };
    Thrown::check(response.error_code, response.error_message.as_deref())?;
    Ok(response)
}

fn endpoints(script: &mut Script<'_>, cluster: &DescribeClusterResponse) {
    let nodes = &cluster.brokers;
    let host_len = nodes.iter().map(|node| node.host.len()).max().unwrap_or(100);
    let rack_len = nodes.iter().filter_map(|node| node.rack.as_ref()).map(String::len).max().unwrap_or(10);
    let controllers = cluster.endpoint_type == CONTROLLERS;
    let row = |cells: [&str; 6]| {
        let [id, host, port, rack, state, kind] = cells;
        let state = if controllers { String::new() } else { format!("{state:<10} ") };
        format!("{id:<10} {host:<host_len$} {port:<10} {rack:<rack_len$} {state}{kind:<15}")
    };
    script.out(&row(["ID", "HOST", "PORT", "RACK", "STATE", "ENDPOINT_TYPE"]));
    let mut nodes: Vec<_> = nodes.iter().collect();
    nodes.sort_by_key(|node| node.broker_id);
    let kind = if controllers { "controller" } else { "broker" };
    for node in nodes {
        let rack = node.rack.as_deref().unwrap_or("null");
        let state = if node.is_fenced { "fenced" } else { "unfenced" };
        let (id, port) = (node.broker_id.to_string(), node.port.to_string());
        script.out(&row([&id, &node.host, &port, rack, state, kind]));
    }
}
