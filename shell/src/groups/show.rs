//! `--list`.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::Response;
use partita_wire::messages::list_groups_request::ListGroupsRequest;
use partita_wire::messages::list_groups_response::ListedGroup;

use super::{USAGE, at_runtime, executed, width};
use crate::java::{DEFAULT_CAPACITY, hash_order, string_hash};
use crate::options::Options;
use crate::script::{Flow, Script};
use crate::thrown::Thrown;

/// States of groups in the order in which Kafka lists them.
const STATES: [&str; 7] =
    ["Dead", "Stable", "CompletingRebalance", "Empty", "Reconciling", "Assigning", "PreparingRebalance"];
const TYPES: [&str; 2] = ["Consumer", "Classic"];

pub(super) fn list(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let (types, states) = (options.has("type"), options.has("state"));
    if !types && !states {
        for group in listed(script, Vec::new(), Vec::new())? {
            script.out(&group.group_id);
        }
        return Ok(());
    }
    let state_filter = filter(script, options, "state", &STATES, "Invalid state list", "Valid states are")?;
    let type_filter = filter(script, options, "type", &TYPES, "Invalid types list", "Valid types are")?;
    let groups = listed(script, state_filter, type_filter)?;
    let width = width(15, groups.iter().map(|group| group.group_id.as_str())) + 10;
    let row = |id: &str, kind: &str, state: &str| {
        let mut row = format!("{id:<width$}");
        if types {
            row.push_str(&format!(" {kind:<20}"));
        }
        if states {
            row.push_str(&format!(" {state:<20}"));
        }
        row
    };
    script.out(&row("GROUP", "TYPE", "STATE"));
    for group in groups {
        script.out(&row(&group.group_id, &capitalised(&group.group_type), &group.group_state));
    }
    Ok(())
}

/// Groups of consumers, on all brokers, in the order of a hash map.
pub(super) fn listed(
    script: &mut Script<'_>,
    states_filter: Vec<String>,
    types_filter: Vec<String>,
) -> Flow<Vec<ListedGroup>> {
    let body = ListGroupsRequest { states_filter, types_filter };
    let answers = script.ask_each("listConsumerGroups", Target::EachBroker, body)?;
    let answers = answers.map_err(|error| at_runtime(executed(error)))?;
    let mut groups = Vec::new();
    for (_, response) in answers {
        let Response::ListGroups(response) = response else { continue };
        Thrown::check(response.error_code, None).map_err(|error| at_runtime(executed(error)))?;
        let of_consumers = |group: &ListedGroup| {
            matches!(group.protocol_type.as_str(), "" | "consumer")
                && !group.group_type.eq_ignore_ascii_case("share")
        };
        groups.extend(response.groups.into_iter().filter(of_consumers));
    }
    // A group that moves may be listed by its old and its new coordinator.
    groups.sort_by(|a: &ListedGroup, b| a.group_id.cmp(&b.group_id));
    groups.dedup_by(|a, b| a.group_id == b.group_id);
    hash_order(&mut groups, DEFAULT_CAPACITY, |group| string_hash(&group.group_id));
    Ok(groups)
}

fn filter(
    script: &mut Script<'_>,
    options: &Options,
    name: &'static str,
    known: &[&'static str],
    invalid: &str,
    valid: &str,
) -> Flow<Vec<String>> {
    let Some(text) = options.text(name)?.filter(|text| !text.is_empty()) else { return Ok(Vec::new()) };
    let find = |word: &str| known.iter().find(|known| known.eq_ignore_ascii_case(word.trim()));
    let found: Option<Vec<String>> =
        text.split(',').map(|word| find(word).map(ToString::to_string)).collect();
    match found {
        Some(found) => Ok(found),
        None => script.usage(&format!("{invalid} '{text}'. {valid}: {}", known.join(", ")), USAGE),
    }
}

/// Brokers say `classic`, the tool says `Classic`.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}
