//! `kafka-topics.sh`.

mod change;
mod configs;
mod create;
pub(crate) mod describe;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::Pattern;
use partita_client::admin::Target;
use partita_wire::Response;
use partita_wire::messages::metadata_request::MetadataRequest;
use partita_wire::messages::metadata_response::MetadataResponse;

use crate::files::properties;
use crate::options::{Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::thrown::Thrown;

const USAGE: &str = include_str!("../usage/topics.txt");
const LOGGER: &str = "org.apache.kafka.tools.TopicCommand";
/// Names of Kafka's own topics.
const INTERNAL: [&str; 3] = ["__consumer_offsets", "__transaction_state", "__share_group_state"];

pub(crate) const OPTIONS: &[Spec] = &[
    ("alter", Takes::Nothing),
    ("at-min-isr-partitions", Takes::Nothing),
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("config", Takes::Value),
    ("create", Takes::Nothing),
    ("delete", Takes::Nothing),
    ("delete-config", Takes::Value),
    ("describe", Takes::Nothing),
    ("exclude-internal", Takes::Nothing),
    ("help", Takes::Nothing),
    ("if-exists", Takes::Nothing),
    ("if-not-exists", Takes::Nothing),
    ("list", Takes::Nothing),
    ("partition-size-limit-per-response", Takes::Value),
    ("partitions", Takes::Value),
    ("replica-assignment", Takes::Value),
    ("replication-factor", Takes::Value),
    ("topic", Takes::Value),
    ("topic-id", Takes::Value),
    ("topics-with-overrides", Takes::Nothing),
    ("unavailable-partitions", Takes::Nothing),
    ("under-min-isr-partitions", Takes::Nothing),
    ("under-replicated-partitions", Takes::Nothing),
    ("version", Takes::Nothing),
];

const ACTIONS: [&str; 5] = ["create", "list", "alter", "describe", "delete"];
const REPORTS: [&str; 4] = [
    "under-replicated-partitions",
    "under-min-isr-partitions",
    "at-min-isr-partitions",
    "unavailable-partitions",
];

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let options = match prepare(script) {
        Ok(options) => options,
        Err(Halt::Thrown(thrown)) => return uncaught(script, &thrown, None),
        Err(halt) => return Err(halt),
    };
    if let Err(config) = connect(script, &options)? {
        let thrown =
            Thrown::new("org.apache.kafka.common.KafkaException", "Failed to create new KafkaAdminClient");
        let cause = Thrown::new("org.apache.kafka.common.config.ConfigException", config);
        return uncaught(script, &thrown, Some(&cause));
    }
    match act(script, &options) {
        Err(Halt::Thrown(thrown)) => {
            script.out(&alloc::format!("Error while executing topic command : {}", thrown.message));
            script.log("ERROR", &(thrown.text() + "\n"), LOGGER);
            Ok(1)
        }
        Err(halt) => Err(halt),
        Ok(()) => Ok(0),
    }
}

fn act(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    match ACTIONS.iter().find(|action| options.has(action)) {
        Some(&"create") => create::create(script, options),
        Some(&"alter") => change::alter(script, options),
        Some(&"list") => list(script, options),
        Some(&"describe") => describe::describe(script, options),
        Some(&"delete") => change::delete(script, options),
        _ => Ok(()),
    }
}

/// An exception before there is a client: its message, then what Java prints of it.
fn uncaught(script: &mut Script<'_>, thrown: &Thrown, cause: Option<&Thrown>) -> Flow<i32> {
    script.err(&thrown.message);
    script.err(&thrown.text());
    if let Some(cause) = cause {
        script.err(&alloc::format!("Caused by: {}", cause.text()));
    }
    script.err("");
    Ok(1)
}

fn connect(script: &mut Script<'_>, options: &Options) -> Flow<Result<(), String>> {
    let mut pairs = match options.text("command-config")? {
        Some(file) => properties(&script.file(file)?),
        None => Vec::new(),
    };
    let servers = options.text("bootstrap-server")?.unwrap_or_default();
    pairs.push(("bootstrap.servers".to_string(), servers.to_string()));
    Ok(script.connect(&pairs).map_err(|error| error.0))
}

/// Reads the options and checks what goes with what, in the order in which Kafka's tool does.
fn prepare(script: &mut Script<'_>) -> Flow<Options> {
    let options = script.options(OPTIONS)?;
    let about = match options.any {
        true => "This tool helps to create, delete, describe, or change a topic.",
        false => "Create, delete, describe, or change a topic.",
    };
    script.help_or_version(&options, about, USAGE)?;
    if ACTIONS.iter().filter(|action| options.has(action)).count() != 1 {
        let message =
            "Command must include exactly one action: --list, --describe, --create, --alter or --delete";
        return script.usage(message, USAGE);
    }
    if options.has("delete-config") {
        script.err(
            "delete-config option is no longer supported and deprecated since version 4.0. The config will be fully \
             removed in future releases.",
        );
    }
    check_required(script, &options)?;
    script.usage_if(forbidden(&options), USAGE)?;
    if let Some(file) = options.text("command-config")? {
        script.file(file)?;
    }
    Ok(options)
}

fn check_required(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    if !options.has("bootstrap-server") {
        return Err(Thrown::illegal_argument("--bootstrap-server must be specified").into());
    }
    if options.has("describe") && options.has("if-exists") {
        let (topic, id) = (options.has("topic"), options.has("topic-id"));
        if !topic && !id {
            return script.usage("--topic or --topic-id is required to describe a topic", USAGE);
        }
        if topic && id {
            script.out(
                "Only topic id will be used when both --topic and --topic-id are specified and topicId is not \
                 Uuid.ZERO_UUID",
            );
        }
    }
    if !options.has("list") && !options.has("describe") {
        script.usage_if(options.missing(&["topic"]), USAGE)?;
    }
    if options.has("alter") {
        if options.has("config") {
            let message = "Option combination \"[[config], [bootstrap-server]]\" can't be used with option \
                           \"[alter]\" (To alter topic configurations, the kafka-configs tool can be used.)";
            return script.usage(message, USAGE);
        }
        script.usage_if(options.missing(&["partitions"]), USAGE)?;
    }
    Ok(())
}

/// The first pair of options that do not go together.
fn forbidden(options: &Options) -> Option<String> {
    let others = |allowed: &[&str]| -> Vec<&'static str> {
        ACTIONS.into_iter().filter(|action| !allowed.contains(action)).collect()
    };
    let mut rules: Vec<(&str, Vec<&str>)> = alloc::vec![
        ("config", others(&["alter", "create"])),
        ("partitions", others(&["alter", "create"])),
        ("replication-factor", others(&["create"])),
        ("replica-assignment", others(&["alter", "create"])),
    ];
    if options.has("create") {
        rules.push(("replica-assignment", alloc::vec!["partitions", "replication-factor"]));
    }
    for report in REPORTS {
        let mut with = others(&["describe"]);
        with.push("topics-with-overrides");
        rules.push((report, with));
    }
    let mut with = others(&["describe"]);
    with.extend(REPORTS);
    rules.push(("topics-with-overrides", with));
    rules.push(("if-exists", others(&["alter", "delete", "describe"])));
    rules.push(("if-not-exists", others(&["create"])));
    rules.push(("exclude-internal", others(&["list", "describe"])));
    rules.iter().find_map(|(used, with)| options.conflict(used, with))
}

fn list(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let names: Vec<String> = topics(script, options)?.into_iter().map(|(name, _)| name).collect();
    script.out(&names.join("\n"));
    Ok(())
}

/// Topics that `--topic` and `--exclude-internal` leave, sorted, with their ids.
fn topics(script: &mut Script<'_>, options: &Options) -> Flow<Vec<(String, partita_wire::Uuid)>> {
    let wanted = options.text("topic")?.map(Pattern::topics).transpose();
    let wanted = wanted.map_err(|why| {
        Thrown::new("java.lang.RuntimeException", alloc::format!("The topic expression is not valid: {why}"))
    })?;
    let exclude_internal = options.has("exclude-internal");
    let all = metadata(script, None)?;
    let name_and_id = |topic: partita_wire::messages::metadata_response::MetadataResponseTopic| {
        let name = topic.name?;
        let internal = topic.is_internal || INTERNAL.contains(&&*name);
        let taken = wanted.as_ref().is_none_or(|wanted| wanted.matches(&name));
        (taken && !(internal && exclude_internal)).then_some((name, topic.topic_id))
    };
    let mut topics: Vec<_> = all.topics.into_iter().filter_map(name_and_id).collect();
    topics.sort();
    Ok(topics)
}

/// Metadata of some topics, or of all.
pub(crate) fn metadata(
    script: &mut Script<'_>,
    topics: Option<Vec<partita_wire::messages::metadata_request::MetadataRequestTopic>>,
) -> Flow<MetadataResponse> {
    let name = if topics.is_some() { "describeTopics" } else { "listTopics" };
    let body = MetadataRequest { topics, allow_auto_topic_creation: false, ..MetadataRequest::default() };
    match script.ask(name, Target::Any, body)?? {
        Response::Metadata(body) => Ok(body),
        other => Err(unexpected(&other)),
    }
}

/// What the expression of `--topic` must find, unless `--if-exists` is there.
fn ensure_found(options: &Options, found: bool) -> Flow<()> {
    match options.text("topic")? {
        Some(topic) if !topic.is_empty() && !found && !options.has("if-exists") => {
            Err(Thrown::illegal_argument(alloc::format!("Topic '{topic}' does not exist as expected")).into())
        }
        _ => Ok(()),
    }
}

/// Names of all topics.
pub(crate) fn all_topics(script: &mut Script<'_>) -> Flow<Vec<String>> {
    Ok(metadata(script, None)?.topics.into_iter().filter_map(|topic| topic.name).collect())
}

/// All partitions there are: their topic, whether that is one of Kafka's own, and their number.
pub(crate) fn all_partitions(script: &mut Script<'_>) -> Flow<Vec<(String, bool, i32)>> {
    let mut all = Vec::new();
    for topic in metadata(script, None)?.topics {
        let Some(name) = topic.name else { continue };
        let internal = topic.is_internal || INTERNAL.contains(&&*name);
        all.extend(topic.partitions.iter().map(|p| (name.clone(), internal, p.partition_index)));
    }
    Ok(all)
}

/// Numbers of the partitions of a topic.
pub(crate) fn describe_partitions(script: &mut Script<'_>, topic: &str) -> Flow<Vec<i32>> {
    let described = describe::by_name(script, &[topic.to_string()], None)?;
    Ok(described.iter().flat_map(|topic| topic.partitions.iter().map(|partition| partition.index)).collect())
}

/// An answer to another question; no broker gives it.
pub(crate) fn unexpected(response: &Response) -> Halt {
    let what = alloc::format!("Unexpected response to a request: {:?}", response.api_key());
    Thrown::new("java.lang.IllegalStateException", what).into()
}
