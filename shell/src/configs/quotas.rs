//! Quotas of users, clients and addresses: DescribeClientQuotas and AlterClientQuotas (KIP-546, KIP-612).

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::alter_client_quotas_request::{
    AlterClientQuotasRequest, EntityData as AlteredPart, EntryData as Altered, OpData,
};
use partita_wire::messages::describe_client_quotas_request::{ComponentData, DescribeClientQuotasRequest};
use partita_wire::messages::describe_client_quotas_response::{EntityData, EntryData, ValueData};
use partita_wire::messages::describe_user_scram_credentials_request::{
    DescribeUserScramCredentialsRequest, UserName,
};
use partita_wire::messages::describe_user_scram_credentials_response::CredentialInfo;
use partita_wire::{ErrorCode, F64Bits, Response};

use super::double;
use super::entities::{Entities, Kind};
use super::pairs::Changes;
use crate::java::{hash_order, string_hash};
use crate::script::{Flow, Script};
use crate::thrown::Thrown;
use crate::topics::unexpected;

/// Quotas of users and clients.
const CLIENT_QUOTAS: [&str; 4] =
    ["producer_byte_rate", "consumer_byte_rate", "request_percentage", "controller_mutation_rate"];
/// The quota of addresses.
const CONNECTION_QUOTA: &str = "connection_creation_rate";
/// Configurations of users that are no quotas.
const SCRAM: [&str; 2] = ["SCRAM-SHA-256", "SCRAM-SHA-512"];

/// Matches of a filter on the wire.
const EXACT: i8 = 0;
const DEFAULT: i8 = 1;
const SPECIFIED: i8 = 2;

/// What a type is on the wire, and what the tool calls it.
fn part(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Users => ("user", "user-principal"),
        Kind::Clients => ("client-id", "client-id"),
        _ => ("ip", "ip"),
    }
}

/// `--describe`.
pub(super) fn describe(script: &mut Script<'_>, entities: &Entities) -> Flow<()> {
    let mut entries = of_entities(script, entities)?;
    let capacity = entries.len();
    hash_order(&mut entries, capacity, |entry| 31_i32.wrapping_add(entity_hash(&entry.entity)));
    for entry in &mut entries {
        let shown = |kind: &Kind| {
            let (of, shown) = part(*kind);
            let found = entry.entity.iter().find(|it| it.entity_type == of)?;
            Some(match &found.entity_name {
                Some(name) => format!("{shown} '{name}'"),
                None => format!("the default {shown}"),
            })
        };
        let entity: Vec<String> = [Kind::Users, Kind::Clients, Kind::Ips].iter().filter_map(shown).collect();
        let capacity = entry.values.len();
        hash_order(&mut entry.values, capacity, |value| string_hash(&value.key));
        let value = |it: &ValueData| format!("{}={}", it.key, double::text(it.value));
        let values: Vec<String> = entry.values.iter().map(value).collect();
        script.out(&format!("Quota configs for {} are {}", entity.join(", "), values.join(", ")));
    }
    if entities.kinds == [Kind::Users] && !entities.names.iter().any(String::is_empty) {
        describe_credentials(script, &entities.names)?;
    }
    Ok(())
}

/// Java's hash of a map: the sum over its entries.
fn entity_hash(entity: &[EntityData]) -> i32 {
    let hash = |part: &EntityData| {
        string_hash(&part.entity_type) ^ part.entity_name.as_deref().map_or(0, string_hash)
    };
    entity.iter().map(hash).fold(0, i32::wrapping_add)
}

/// What is set for the entities of a command line.
fn of_entities(script: &mut Script<'_>, entities: &Entities) -> Flow<Vec<EntryData>> {
    if entities.names.len() > entities.kinds.len() {
        return Err(Thrown::illegal_argument("More entity names specified than entity types").into());
    }
    let mut names = entities.names.iter();
    let component = |kind: &Kind| {
        let (match_type, name) = match names.next() {
            Some(name) if name.is_empty() => (DEFAULT, None),
            Some(name) => (EXACT, Some(name.clone())),
            None => (SPECIFIED, None),
        };
        ComponentData { entity_type: part(*kind).0.to_string(), match_type, r#match: name }
    };
    let components = entities.kinds.iter().map(component).collect();
    let body = DescribeClientQuotasRequest { components, strict: true };
    let response = match script.ask("describeClientQuotas", Target::Any, body)?? {
        Response::DescribeClientQuotas(response) => response,
        other => return Err(unexpected(&other)),
    };
    Thrown::check(response.error_code, response.error_message.as_deref())?;
    Ok(response.entries.unwrap_or_default())
}

/// How users prove who they are. A cluster that knows nothing of it has nothing to tell.
fn describe_credentials(script: &mut Script<'_>, names: &[String]) -> Flow<()> {
    let users = names.iter().map(|name| UserName { name: name.clone() }).collect();
    let body = DescribeUserScramCredentialsRequest { users: Some(users) };
    let response = match script.ask("describeUserScramCredentials", Target::Any, body)? {
        Ok(Response::DescribeUserScramCredentials(response)) => response,
        Ok(other) => return Err(unexpected(&other)),
        Err(error) if error.code == ErrorCode::UnsupportedVersion => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    Thrown::check(response.error_code, response.error_message.as_deref())?;
    let text = |info: &CredentialInfo| {
        let mechanism = usize::try_from(info.mechanism - 1).ok().and_then(|at| SCRAM.get(at));
        format!("{}=iterations={}", mechanism.unwrap_or(&"UNKNOWN"), info.iterations)
    };
    for user in response.results.iter().filter(|user| user.error_code == 0) {
        let infos: Vec<String> = user.credential_infos.iter().map(text).collect();
        let (name, infos) = (&user.user, infos.join(", "));
        script.out(&format!("SCRAM credential configs for user-principal '{name}' are {infos}"));
    }
    Ok(())
}

/// `--alter`.
pub(super) fn alter(script: &mut Script<'_>, entities: &Entities, changes: &Changes) -> Flow<()> {
    check(entities, changes)?;
    let known = of_entities(script, entities)?;
    let is_set = |key: &String| known.first().is_some_and(|it| it.values.iter().any(|it| it.key == *key));
    let missing: Vec<&str> = changes.deleted.iter().filter(|key| !is_set(key)).map(String::as_str).collect();
    if !missing.is_empty() {
        return Err(invalid(format!("Invalid config(s): {}", missing.join(","))).into());
    }
    let mut ops = Vec::new();
    for key in changes.added_names() {
        let text = &changes.added[key];
        let value = double::parse(text).ok_or_else(|| {
            Thrown::illegal_argument(format!("Cannot parse quota configuration value for {key}: {text}"))
        })?;
        ops.push(OpData { key: key.to_string(), value, remove: false });
    }
    let remove = |key: &String| OpData { key: key.clone(), value: F64Bits(0), remove: true };
    ops.extend(changes.deleted.iter().map(remove));
    let part = |(kind, name): (&Kind, &String)| AlteredPart {
        entity_type: part(*kind).0.to_string(),
        entity_name: Some(name.clone()).filter(|name| !name.is_empty()),
    };
    let entity = entities.kinds.iter().zip(&entities.names).map(part).collect();
    let body =
        AlterClientQuotasRequest { entries: alloc::vec![Altered { entity, ops }], validate_only: false };
    let response = match script.ask("alterClientQuotas", Target::Any, body)?? {
        Response::AlterClientQuotas(response) => response,
        other => return Err(unexpected(&other)),
    };
    for entry in response.entries {
        Thrown::check(entry.error_code, entry.error_message.as_deref())?;
    }
    Ok(())
}

/// Whether all names are quotas of these entities.
fn check(entities: &Entities, changes: &Changes) -> Result<(), Thrown> {
    let added = changes.added_names();
    let deleted: Vec<&str> = changes.deleted.iter().map(String::as_str).collect();
    if entities.kind == Kind::Ips {
        let unknown = added.iter().chain(&deleted).copied().filter(|key| *key != CONNECTION_QUOTA);
        let unknown: Vec<&str> = unknown.collect();
        if !unknown.is_empty() {
            return Err(Thrown::illegal_argument(format!(
                "Only connection quota configs can be added for 'ips' using --bootstrap-server. Unexpected config names: {}",
                unknown.join(",")
            )));
        }
        return Ok(());
    }
    let of_users = entities.kinds == [Kind::Users];
    let (what, of) = if of_users { ("quota and SCRAM credential", "users") } else { ("quota", "clients") };
    let is_known = |key: &&str| CLIENT_QUOTAS.contains(key) || (of_users && SCRAM.contains(key));
    // Scala writes the names of a map as a set, those of a list as a buffer.
    for (names, done, shown) in [(&added, "added", "Set"), (&deleted, "deleted", "ArrayBuffer")] {
        let unknown: Vec<&str> = names.iter().copied().filter(|key| !is_known(key)).collect();
        if !unknown.is_empty() {
            return Err(Thrown::illegal_argument(format!(
                "Only {what} configs can be {done} for '{of}' using --bootstrap-server. Unexpected config names: \
                 {shown}({})",
                unknown.join(", ")
            )));
        }
    }
    if added.iter().chain(&deleted).any(|key| SCRAM.contains(key)) {
        return Err(Thrown::illegal_argument("SCRAM credentials cannot be altered here: there is no SASL."));
    }
    Ok(())
}

fn invalid(message: String) -> Thrown {
    Thrown::new("org.apache.kafka.common.errors.InvalidConfigurationException", message)
}
