//! `kafka-metadata-quorum.sh add-controller` and `remove-controller` (KIP-853).

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::add_raft_voter_request::{AddRaftVoterRequest, Listener};
use partita_wire::messages::remove_raft_voter_request::RemoveRaftVoterRequest;
use partita_wire::{Response, Uuid};

use super::TERSE;
use crate::cluster::connect;
use crate::files::properties;
use crate::options::Options;
use crate::script::{Flow, Script};
use crate::thrown::Thrown;
use crate::topics::unexpected;

/// How long the leader may take, as Kafka's tool asks for it, milliseconds.
const TIMEOUT_MS: i32 = 30_000;

fn terse<T>(message: impl Into<String>) -> Flow<T> {
    Err(Thrown::new(TERSE, message).into())
}

/// Gives the controller a vote whose configuration the option names.
pub(super) fn add(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let Some(file) = options.text("command-config")? else {
        return terse(
            "You must supply the configuration file of the controller you are adding when using add-controller.",
        );
    };
    let Ok(text) = script.file(file) else {
        return terse(format!("Properties file {file} does not exists!"));
    };
    connect(script, options)?;
    let config = properties(&text);
    let id = controller_id(&config)?;
    let directory = directory_id(script, &config)?;
    let listeners = listeners(&config)?;
    let ends: Vec<String> =
        listeners.iter().map(|end| format!("{}://{}:{}", end.name, end.host, end.port)).collect();
    let dry_run = options.has("dry-run");
    if !dry_run {
        let body = AddRaftVoterRequest {
            cluster_id: None,
            timeout_ms: TIMEOUT_MS,
            voter_id: id,
            voter_directory_id: directory,
            listeners,
            ..AddRaftVoterRequest::default()
        };
        match script.ask("addRaftVoter", Target::Controller, body)?? {
            Response::AddRaftVoter(answer) => {
                Thrown::check(answer.error_code, answer.error_message.as_deref())?;
            }
            other => return Err(unexpected(&other)),
        }
    }
    let done = if dry_run { "DRY RUN of adding" } else { "Added" };
    script.out(&format!(
        "{done} controller {id} with directory id {directory} and endpoints: {}",
        ends.join(", ")
    ));
    Ok(())
}

fn value<'a>(config: &'a [(String, String)], name: &str) -> Option<&'a str> {
    config.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn controller_id(config: &[(String, String)]) -> Flow<i32> {
    const END: &str = "configuration file. Is this a valid controller configuration file?";
    let Some(id) = value(config, "node.id") else { return terse(format!("node.id not found in {END}")) };
    let Ok(id) = id.parse::<i32>() else {
        return Err(
            Thrown::new("java.lang.NumberFormatException", format!("For input string: \"{id}\"")).into()
        );
    };
    if id < 0 {
        return terse(format!("node.id was negative in {END}"));
    }
    if !value(config, "process.roles").is_some_and(|roles| roles.contains("controller")) {
        return terse(format!("process.roles did not contain 'controller' in {END}"));
    }
    Ok(id)
}

/// Where the metadata log of a configuration is.
pub(crate) fn metadata_directory(config: &[(String, String)]) -> Option<&str> {
    let first = value(config, "log.dirs").and_then(|dirs| dirs.trim().split(',').next());
    value(config, "metadata.log.dir").or(first)
}

fn directory_id(script: &Script<'_>, config: &[(String, String)]) -> Flow<Uuid> {
    let Some(directory) = metadata_directory(config) else {
        return terse(
            "Neither metadata.log.dir nor log.dirs were found. Is this a valid controller configuration file?",
        );
    };
    let Ok(meta) = script.file(&format!("{directory}/meta.properties")) else {
        return terse(format!("Unable to read meta.properties from {directory}"));
    };
    match value(&properties(&meta), "directory.id").and_then(|id| id.parse().ok()) {
        Some(id) => Ok(id),
        None => terse(format!("No directory id found in {directory}")),
    }
}

/// The controllers' listeners: advertised ones before those that are only listened on.
fn listeners(config: &[(String, String)]) -> Flow<Vec<Listener>> {
    let Some(names) = value(config, "controller.listener.names") else {
        return terse(
            "controller.listener.names was not found. Is this a valid controller configuration file?",
        );
    };
    let named = |list: &str, name: &str| {
        let ends = value(config, list).unwrap_or_default().split(',').map(str::trim);
        ends.filter_map(|end| end.split_once("://"))
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .and_then(|(_, at)| {
                let (host, port) = at.rsplit_once(':')?;
                Some((host.to_string(), port.parse::<u16>().ok()?))
            })
    };
    let mut listeners = Vec::new();
    for name in names.split(',').map(|name| name.trim().to_uppercase()) {
        let Some((host, port)) = named("advertised.listeners", &name).or_else(|| named("listeners", &name))
        else {
            return terse(format!("Cannot find information about controller listener name: {name}"));
        };
        let host = if host.is_empty() { "localhost".to_string() } else { host };
        listeners.push(Listener { name, host, port });
    }
    Ok(listeners)
}

/// Takes a controller's vote.
pub(super) fn remove(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let id = match (options.text("controller-id")?, options.text("i")?) {
        (Some(id), _) | (None, Some(id)) => id,
        (None, None) => {
            return terse("kafka-metadata-quorum: error: argument --controller-id/-i is required");
        }
    };
    let directory = match (options.text("controller-directory-id")?, options.text("d")?) {
        (Some(id), _) | (None, Some(id)) => id,
        (None, None) => {
            return terse("kafka-metadata-quorum: error: argument --controller-directory-id/-d is required");
        }
    };
    let Ok(voter_id) = id.parse::<i32>() else {
        return terse(format!(
            "kafka-metadata-quorum: error: argument --controller-id/-i: could not convert '{id}' to Integer"
        ));
    };
    if voter_id < 0 {
        return terse(format!("Invalid negative --controller-id: {voter_id}"));
    }
    let Ok(voter_directory_id) = directory.parse::<Uuid>() else {
        return terse(format!(
            "Failed to parse --controller-directory-id: Input string `{directory}` decoded as an invalid UUID"
        ));
    };
    connect(script, options)?;
    let dry_run = options.has("dry-run");
    if !dry_run {
        let body = RemoveRaftVoterRequest { cluster_id: None, voter_id, voter_directory_id };
        match script.ask("removeRaftVoter", Target::Controller, body)?? {
            Response::RemoveRaftVoter(answer) => {
                Thrown::check(answer.error_code, answer.error_message.as_deref())?;
            }
            other => return Err(unexpected(&other)),
        }
    }
    let done = if dry_run { "DRY RUN of removing " } else { "Removed " };
    script.out(&format!("{done} KRaft controller {voter_id} with directory id {voter_directory_id}"));
    Ok(())
}
