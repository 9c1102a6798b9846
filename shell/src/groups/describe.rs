//! `--describe` in its views.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::ask::{self, Group, Member, Place};
use super::{error, executed, named_groups, width};
use crate::options::Options;
use crate::script::{Flow, Script};

/// What stands where nothing is known.
const MISSING: &str = "-";

pub(super) fn describe(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let names: BTreeSet<String> = named_groups(script, options)?.into_iter().collect();
    let verbose = options.has("verbose");
    let mut groups = Vec::new();
    for name in names {
        groups.push(ask::group(script, &name)?.map_err(executed)?);
    }
    if options.has("members") {
        for group in &groups {
            members(script, group, verbose);
        }
    } else if options.has("state") {
        for group in &groups {
            state(script, group, verbose);
        }
    } else {
        let mut rows_of = Vec::new();
        for group in &groups {
            rows_of.push(offset_rows(script, group)?);
        }
        for (group, rows) in groups.iter().zip(rows_of) {
            offsets(script, group, &rows, verbose);
        }
    }
    Ok(())
}

/// Says what the state means for the view, and whether there is anything to show.
fn has_anything(script: &mut Script<'_>, group: &Group, rows: usize) -> bool {
    let id = &group.id;
    match group.state.as_str() {
        "Dead" => error(script, &format!("Consumer group '{id}' does not exist.")),
        "Empty" => script.err(&format!("\nConsumer group '{id}' has no active members.")),
        "PreparingRebalance" | "CompletingRebalance" | "Assigning" | "Reconciling" => {
            script.err(&format!("\nWarning: Consumer group '{id}' is rebalancing."));
        }
        _ => {}
    }
    group.state != "Dead" && rows > 0
}

/// A row of the view of offsets.
struct Row {
    place: Place,
    leader_epoch: Option<i32>,
    committed: Option<i64>,
    log_end: Option<i64>,
    /// Member, host and client id.
    owner: [String; 3],
}

fn offset_rows(script: &mut Script<'_>, group: &Group) -> Flow<Vec<Row>> {
    let committed = ask::committed(script, &group.id)?;
    let mut members: Vec<&Member> =
        group.members.iter().filter(|member| !member.assignment.is_empty()).collect();
    members.sort_by_key(|member| core::cmp::Reverse(member.assignment.len()));
    let mut owned: Vec<(Place, [String; 3])> = Vec::new();
    for member in members {
        let mut places = member.assignment.clone();
        places.sort();
        let owner = [member.id.clone(), member.host.clone(), member.client_id.clone()];
        owned.extend(places.into_iter().map(|place| (place, owner.clone())));
    }
    let taken: BTreeSet<Place> = owned.iter().map(|(place, _)| place.clone()).collect();
    let nobody = [MISSING; 3].map(ToString::to_string);
    let left = committed.keys().filter(|place| !taken.contains(place));
    owned.extend(left.map(|place| (place.clone(), nobody.clone())));
    let places: Vec<Place> = owned.iter().map(|(place, _)| place.clone()).collect();
    let ends = ask::log_offsets(script, &places, ask::LATEST)?;
    Ok(owned.into_iter().map(|(place, owner)| row(place, owner, &committed, &ends)).collect())
}

fn row(
    place: Place,
    owner: [String; 3],
    committed: &BTreeMap<Place, (i64, i32)>,
    ends: &BTreeMap<Place, i64>,
) -> Row {
    let known = committed.get(&place);
    Row {
        leader_epoch: known.map(|(_, epoch)| *epoch).filter(|epoch| *epoch >= 0),
        committed: known.map(|(offset, _)| *offset),
        log_end: ends.get(&place).copied(),
        place,
        owner,
    }
}

fn or_missing<N: ToString>(number: Option<N>) -> String {
    number.map_or(MISSING.to_string(), |number| number.to_string())
}

fn offsets(script: &mut Script<'_>, group: &Group, rows: &[Row], verbose: bool) {
    if !has_anything(script, group, rows.len()) {
        return;
    }
    let g = width(15, core::iter::once(group.id.as_str()));
    let t = width(15, rows.iter().map(|row| row.place.0.as_str()));
    let c = width(15, rows.iter().map(|row| row.owner[0].as_str()));
    let h = width(15, rows.iter().map(|row| row.owner[1].as_str()));
    let line = |cells: [&str; 10]| {
        let [group, topic, partition, epoch, current, end, lag, consumer, host, client] = cells;
        let epoch = if verbose { format!("{epoch:<15} ") } else { String::new() };
        format!(
            "\n{group:<g$} {topic:<t$} {partition:<10} {epoch}{current:<15} {end:<15} {lag:<15} {consumer:<c$} \
             {host:<h$} {client}"
        )
    };
    let mut text = line([
        "GROUP",
        "TOPIC",
        "PARTITION",
        "LEADER-EPOCH",
        "CURRENT-OFFSET",
        "LOG-END-OFFSET",
        "LAG",
        "CONSUMER-ID",
        "HOST",
        "CLIENT-ID",
    ]);
    for row in rows {
        let lag = row.committed.zip(row.log_end).map(|(committed, end)| end.saturating_sub(committed));
        let [consumer, host, client] = &row.owner;
        text.push_str(&line([
            &group.id,
            &row.place.0,
            &row.place.1.to_string(),
            &or_missing(row.leader_epoch),
            &or_missing(row.committed),
            &or_missing(row.log_end),
            &or_missing(lag),
            consumer,
            host,
            client,
        ]));
    }
    script.out(&text);
}

fn members(script: &mut Script<'_>, group: &Group, verbose: bool) {
    let shown = has_anything(script, group, group.members.len());
    let members: &[Member] = if shown { &group.members } else { &[] };
    let instance = |member: &Member| member.instance_id.clone().unwrap_or_default();
    let instances = members.iter().any(|member| !instance(member).is_empty());
    let upgraded =
        members.iter().any(|member| member.modern.as_ref().and_then(|m| m.upgraded) == Some(false));
    let g = if shown { width(15, core::iter::once(group.id.as_str())) } else { 15 };
    let c = width(15, members.iter().map(|member| member.id.as_str()));
    let h = width(15, members.iter().map(|member| member.host.as_str()));
    let i = width(15, members.iter().map(|member| member.client_id.as_str()));
    let n = width(17, members.iter().filter_map(|member| member.instance_id.as_deref()));
    let of_members = members.iter().map(|member| assignment(&member.assignment));
    let current: Vec<String> = of_members.collect();
    let target = |member: &Member| {
        member.modern.as_ref().map_or(MISSING.to_string(), |modern| assignment(&modern.target))
    };
    let targets: Vec<String> = members.iter().map(target).collect();
    let a = width(20, current.iter().map(String::as_str));
    let b = width(20, targets.iter().map(String::as_str));
    let line = |cells: [&str; 11]| {
        let [group, consumer, instance, host, client, count, epoch, now, target_epoch, target, is_upgraded] =
            cells;
        let instance = if instances { format!("{instance:<n$} ") } else { String::new() };
        let mut line = format!("{group:<g$} {consumer:<c$} {instance}{host:<h$} {client:<i$} {count:<15} ");
        if verbose {
            line.push_str(&format!("{epoch:<15} {now:<a$} {target_epoch:<15} {target:<b$}"));
        }
        if verbose && upgraded {
            line.push_str(&format!(" {is_upgraded}"));
        }
        line
    };
    let head = line([
        "GROUP",
        "CONSUMER-ID",
        "GROUP-INSTANCE-ID",
        "HOST",
        "CLIENT-ID",
        "#PARTITIONS",
        "CURRENT-EPOCH",
        "CURRENT-ASSIGNMENT",
        "TARGET-EPOCH",
        "TARGET-ASSIGNMENT",
        "UPGRADED",
    ]);
    script.out(&format!("\n{head}"));
    let target_epoch = or_missing(group.epochs.map(|(_, assignment)| assignment));
    for (at, member) in members.iter().enumerate() {
        let modern = member.modern.as_ref();
        script.out(&line([
            &group.id,
            &member.id,
            &instance(member),
            &member.host,
            &member.client_id,
            &member.assignment.len().to_string(),
            &or_missing(modern.map(|modern| modern.epoch)),
            &current[at],
            if modern.is_some() { &target_epoch } else { MISSING },
            &targets[at],
            &or_missing(modern.and_then(|modern| modern.upgraded)),
        ]));
    }
}

/// `topic1:0,1;topic2:0`.
fn assignment(places: &[Place]) -> String {
    let mut by_topic: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for (topic, partition) in places {
        by_topic.entry(topic).or_default().insert(*partition);
    }
    let topic = |(topic, partitions): (&str, BTreeSet<i32>)| {
        let partitions: Vec<String> = partitions.iter().map(ToString::to_string).collect();
        format!("{topic}:{}", partitions.join(","))
    };
    let topics: Vec<String> = by_topic.into_iter().map(topic).collect();
    if topics.is_empty() { MISSING.to_string() } else { topics.join(";") }
}

fn state(script: &mut Script<'_>, group: &Group, verbose: bool) {
    let broker = script.broker(group.coordinator);
    if !has_anything(script, group, 1) {
        return;
    }
    let address = broker.map_or(MISSING.to_string(), |broker| broker.address.to_string());
    let coordinator = format!("{address}  ({})", group.coordinator);
    let g = width(15, core::iter::once(group.id.as_str()));
    let c = width(25, core::iter::once(coordinator.as_str()));
    let line = |cells: [&str; 7]| {
        let [group, coordinator, strategy, state, epoch, assigned, members] = cells;
        let epochs = if verbose { format!("{epoch:<15} {assigned:<25} ") } else { String::new() };
        format!("\n{group:<g$} {coordinator:<c$} {strategy:<20} {state:<20} {epochs}{members}")
    };
    let head = line([
        "GROUP",
        "COORDINATOR (ID)",
        "ASSIGNMENT-STRATEGY",
        "STATE",
        "GROUP-EPOCH",
        "TARGET-ASSIGNMENT-EPOCH",
        "#MEMBERS",
    ]);
    let strategy = if group.assignor.is_empty() { MISSING } else { &group.assignor };
    let row = line([
        &group.id,
        &coordinator,
        strategy,
        &group.state,
        &or_missing(group.epochs.map(|(epoch, _)| epoch)),
        &or_missing(group.epochs.map(|(_, assigned)| assigned)),
        &group.members.len().to_string(),
    ]);
    script.out(&(head + &row));
}
