//! `kafka-groups.sh --list`: groups of all types.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::Response;
use partita_wire::messages::list_groups_request::ListGroupsRequest;
use partita_wire::messages::list_groups_response::ListedGroup;

use crate::cluster::connect;
use crate::options::{Options, Spec, Takes};
use crate::script::{Flow, Script};
use crate::thrown::Thrown;
use crate::topics::unexpected;

const USAGE: &str = include_str!("usage/list_groups.txt");
const ABOUT: &str = "This tool helps to list groups of all types.";
/// Narrowest column.
const WIDTH_MIN: usize = 20;
/// Names of types.
const TYPES: [&str; 4] = ["Classic", "Consumer", "Share", "Streams"];

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("consumer", Takes::Nothing),
    ("group-type", Takes::Value),
    ("help", Takes::Nothing),
    ("list", Takes::Nothing),
    ("protocol", Takes::Value),
    ("share", Takes::Nothing),
    ("streams", Takes::Nothing),
    ("version", Takes::Nothing),
];

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let done = list(script);
    script.reported(done)
}

fn list(script: &mut Script<'_>) -> Flow<()> {
    let options = script.options(OPTIONS)?;
    script.help_or_version(&options, ABOUT, USAGE)?;
    check(script, &options)?;
    connect(script, &options)?;
    let mut groups: Vec<[String; 3]> = Vec::new();
    for (_, response) in script.ask_each("listGroups", Target::EachBroker, ListGroupsRequest::default())?? {
        let Response::ListGroups(response) = response else { return Err(unexpected(&response)) };
        Thrown::check(response.error_code, None)?;
        for group in response.groups.into_iter().filter(|group| is_wanted(&options, group)) {
            groups.push([group.group_id, type_name(&group.group_type), group.protocol_type]);
        }
    }
    let width = groups.iter().flatten().map(String::len).max().unwrap_or(0).max(WIDTH_MIN);
    let header = ["GROUP", "TYPE", "PROTOCOL"].map(ToString::to_string);
    for [group, kind, protocol] in core::iter::once(header).chain(groups) {
        script.out(&format!("{group:width$} {kind:width$} {protocol:width$}"));
    }
    Ok(())
}

fn check(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    if !options.has("bootstrap-server") {
        return script.usage("Missing required option(s) [bootstrap-server]", USAGE);
    }
    if !options.has("list") {
        return script.usage("Command must include exactly one action: --list.", USAGE);
    }
    let is_type = |kind: &str| TYPES.iter().any(|known| known.eq_ignore_ascii_case(kind));
    if options.text("group-type")?.is_some_and(|kind| !is_type(kind)) {
        return Err(Thrown::illegal_argument("--group-type must be a valid group type.").into());
    }
    let filters = ["consumer", "share", "streams"];
    for filter in filters {
        let others: Vec<&str> = filters.into_iter().chain(["group-type", "protocol"]).collect();
        script.usage_if(options.conflict(filter, &others), USAGE)?;
    }
    Ok(())
}

/// A type as the tool writes it: the brokers have it in small letters.
fn type_name(answered: &str) -> String {
    let known = TYPES.into_iter().find(|known| known.eq_ignore_ascii_case(answered));
    known.unwrap_or("Unknown").to_string()
}

fn is_wanted(options: &Options, group: &ListedGroup) -> bool {
    let protocol = &group.protocol_type;
    let kind = type_name(&group.group_type);
    let type_fits = options.all("group-type").all(|wanted| wanted.eq_ignore_ascii_case(&kind));
    let consumers = kind == "Consumer" || (kind == "Classic" && matches!(&**protocol, "consumer" | ""));
    type_fits
        && options.all("protocol").all(|wanted| wanted == protocol)
        && (!options.has("consumer") || consumers)
        && (!options.has("share") || kind == "Share")
        && (!options.has("streams") || kind == "Streams")
}
