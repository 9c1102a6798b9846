//! `kafka-configs.sh`: configurations of topics, brokers, groups and clients' metrics (`resources.rs`), quotas of users,
//! clients and addresses (`quotas.rs`).

mod double;
mod entities;
mod pairs;
mod quotas;
mod resources;

use alloc::format;

use crate::cluster::connect;
use crate::options::{Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::thrown::Thrown;

use entities::{Entities, Kind};
pub(crate) use resources::of_topics;

const USAGE: &str = include_str!("../usage/configs.txt");
const ABOUT: &str = "This tool helps to manipulate and describe entity config for a topic, client, user, broker, ip, \
                     client-metrics or group";

pub(crate) const OPTIONS: &[Spec] = &[
    ("add-config", Takes::Value),
    ("add-config-file", Takes::Value),
    ("all", Takes::Nothing),
    ("alter", Takes::Nothing),
    ("bootstrap-controller", Takes::Value),
    ("bootstrap-server", Takes::Value),
    ("broker", Takes::Value),
    ("broker-defaults", Takes::Nothing),
    ("broker-logger", Takes::Value),
    ("client", Takes::Value),
    ("client-defaults", Takes::Nothing),
    ("client-metrics", Takes::Value),
    ("command-config", Takes::Value),
    ("delete-config", Takes::Value),
    ("describe", Takes::Nothing),
    ("entity-default", Takes::Nothing),
    ("entity-name", Takes::Value),
    ("entity-type", Takes::Value),
    ("group", Takes::Value),
    ("help", Takes::Nothing),
    ("ip", Takes::Value),
    ("ip-defaults", Takes::Nothing),
    ("topic", Takes::Value),
    ("user", Takes::Value),
    ("user-defaults", Takes::Nothing),
    ("version", Takes::Nothing),
];

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    match carry_out(script) {
        Ok(()) => Ok(0),
        Err(Halt::Thrown(thrown)) => {
            if thrown.code.is_some() {
                let arguments = script.words().join(" ");
                script.err(&format!("Error while executing config command with args '{arguments}'"));
                script.err(&format!("java.util.concurrent.ExecutionException: {}", thrown.text()));
                script.err(&format!("Caused by: {}", thrown.text()));
            } else {
                script.err(&thrown.message);
            }
            Ok(1)
        }
        Err(halt) => Err(halt),
    }
}

fn carry_out(script: &mut Script<'_>) -> Flow<()> {
    let options = script.options(OPTIONS)?;
    script.help_or_version(&options, ABOUT, USAGE)?;
    if options.has("alter") == options.has("describe") {
        return script.usage("Command must include exactly one action: --describe, --alter", USAGE);
    }
    script.usage_if(options.conflict("describe", &["alter", "add-config", "delete-config"]), USAGE)?;
    let entities = Entities::of(&options)?;
    connect(script, &options)?;
    if options.has("describe") {
        return match entities.kind {
            Kind::Users | Kind::Clients | Kind::Ips => quotas::describe(script, &entities),
            kind => resources::describe(script, kind, entities.names.first(), options.has("all")),
        };
    }
    if entities.kinds.len() != entities.names.len() {
        return Err(Thrown::illegal_argument("An entity name must be specified for every entity type").into());
    }
    let changes = pairs::changes(script, &options)?;
    match entities.kind {
        Kind::Users | Kind::Clients | Kind::Ips => quotas::alter(script, &entities, &changes)?,
        kind => resources::alter(script, kind, &entities.names[0], &changes)?,
    }
    let name = &entities.names[0];
    script.out(&match name.is_empty() {
        true => format!("Completed updating default config for {} in the cluster.", entities.kind),
        false => format!("Completed updating config for {} {name}.", entities.kind.singular()),
    });
    Ok(())
}
