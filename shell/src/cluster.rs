//! `kafka-cluster.sh cluster-id` and `list-endpoints`.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::Response;
use partita_wire::messages::describe_cluster_request::DescribeClusterRequest;
use partita_wire::messages::describe_cluster_response::DescribeClusterResponse;

use crate::files::properties;
use crate::options::{Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::thrown::Thrown;
use crate::topics::unexpected;

const USAGE: &str = "\
usage: kafka-cluster [-h] {cluster-id,unregister,list-endpoints} ...
kafka-cluster: error: too few arguments
";
/// What follows the usage of a command whose server is not named, as argparse breaks its lines.
const WITHOUT_SERVER: &str = "\
[-h] [--config CONFIG]
                     [--command-config COMMAND_CONFIG]
                     (--bootstrap-server BOOTSTRAP_SERVER |
                     --bootstrap-controller BOOTSTRAP_CONTROLLER)
kafka-cluster:  error:  one  of   the  arguments  --bootstrap-server/-b  --
bootstrap-controller/-C is required
";
/// `EndpointType.BROKER` on the wire.
const BROKERS: i8 = 1;

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("include-fenced-brokers", Takes::Nothing),
];

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let options = script.options(OPTIONS)?;
    let command = script.words().first().cloned().unwrap_or_default();
    if !matches!(&*command, "cluster-id" | "list-endpoints") {
        script.print(partita_machine::Stream::Err, USAGE);
        return Ok(1);
    }
    if !options.has("bootstrap-server") {
        script
            .print(partita_machine::Stream::Err, &format!("usage: kafka-cluster {command} {WITHOUT_SERVER}"));
        return Ok(1);
    }
    connect(script, &options)?;
    let cluster = describe_cluster(script)?;
    match &*command {
        "cluster-id" => script.out(&format!("Cluster ID: {}", cluster.cluster_id)),
        _ => endpoints(script, &cluster),
    }
    Ok(0)
}

/// Makes the client of a tool whose only settings are those two options.
pub(crate) fn connect(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let mut pairs = match options.text("command-config")? {
        Some(file) => properties(&script.file(file)?),
        None => Vec::new(),
    };
    let servers = options.text("bootstrap-server")?.unwrap_or_default();
    pairs.push(("bootstrap.servers".to_string(), servers.to_string()));
    script
        .connect(&pairs)
        .map_err(|error| Halt::Thrown(Thrown::new("org.apache.kafka.common.config.ConfigException", error.0)))
}

/// The cluster as one of its brokers describes it.
pub(crate) fn describe_cluster(script: &mut Script<'_>) -> Flow<DescribeClusterResponse> {
    let include_fenced_brokers = script.words().iter().any(|word| word == "--include-fenced-brokers");
    let body =
        DescribeClusterRequest { endpoint_type: BROKERS, include_fenced_brokers, ..Default::default() };
    let response = match script.ask("describeCluster", Target::Any, body)?? {
        Response::DescribeCluster(response) => response,
        other => return Err(unexpected(&other)),
    };
    Thrown::check(response.error_code, response.error_message.as_deref())?;
    Ok(response)
}

fn endpoints(script: &mut Script<'_>, cluster: &DescribeClusterResponse) {
    let row = |cells: [&str; 6]| {
        let [id, host, port, rack, state, kind] = cells;
        format!("{id:<10} {host:<9} {port:<10} {rack:<10} {state:<10} {kind:<15}")
    };
    script.out(&row(["ID", "HOST", "PORT", "RACK", "STATE", "ENDPOINT_TYPE"]));
    let mut brokers: Vec<_> = cluster.brokers.iter().collect();
    brokers.sort_by_key(|broker| broker.broker_id);
    for broker in brokers {
        let rack: String = broker.rack.clone().unwrap_or_else(|| "null".into());
        let state = if broker.is_fenced { "fenced" } else { "unfenced" };
        let (id, port) = (broker.broker_id.to_string(), broker.port.to_string());
        script.out(&row([&id, &broker.host, &port, &rack, state, "broker"]));
    }
}
