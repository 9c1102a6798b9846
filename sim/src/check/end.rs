//! What must hold at the end of a run: once everything is mended and some time has passed, the cluster is whole again.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{Finding, Micros, PartitionView, Party, Process, TopicView};

use super::promises::broken;
use crate::host::Host;
use crate::world::World;

/// How long a cluster may take to be whole again after it was mended: sessions of brokers and members time out, followers
/// fetch what they missed. Kafka's longest default on the way is a member's session, 45 s.
const MENDED_US: Micros = 60_000_000;
/// A request that waits longer than any time-out of its sender.
const ANSWERED_US: Micros = 60_000_000;

/// V1 to V8, where nothing is broken any more.
pub(super) fn judge(world: &World, disturbed_at: Micros) -> Vec<Finding> {
    let mut found = Vec::new();
    if !is_whole(world) || world.now().0 < disturbed_at.saturating_add(MENDED_US) {
        return found;
    }
    same_metadata(world, &mut found);
    let Some(node) = world.best_informed() else { return found };
    for broker in world.setup().broker_ids().filter(|&broker| node.is_fenced(broker) == Some(true)) {
        let seen = format!("Broker {broker} runs and is fenced.");
        found.push(Finding { node: Some(broker), ..broken("V8", seen) });
    }
    for topic in node.topic_views() {
        for partition in &topic.partitions {
            replicas(world, &topic, partition, &mut found);
        }
    }
    answered(world, &mut found);
    lag(world, &mut found);
    found
}

/// Whether every node runs and every link carries.
fn is_whole(world: &World) -> bool {
    let runs =
        |slot: &crate::world::Slot| !matches!(slot.party, Party::Node(_)) || slot.process == Process::Running;
    world.slots.iter().all(runs) && world.network.faults.iter().next().is_none()
}

/// V6.
fn same_metadata(world: &World, found: &mut Vec<Finding>) {
    let Some(best) = world.best_informed() else { return };
    // A record or two may be on their way: the active controller writes one every half second.
    let newest = best.metadata_offset();
    for (id, node) in world.nodes().filter(|(_, node)| node.metadata_offset() < newest - 4) {
        let seen =
            format!("Node {id} knows the metadata up to {}; the newest is {newest}.", node.metadata_offset());
        found.push(Finding { node: Some(id), ..broken("V6", seen) });
    }
    let views = |node: &partita_core::Node<_>| node.topic_views();
    let expected = views(best);
    for (id, node) in world.nodes().filter(|(_, node)| node.metadata_offset() == newest) {
        if views(node) != expected {
            let seen = format!("Node {id} has other topics at metadata offset {newest} than another node.");
            found.push(Finding { node: Some(id), ..broken("C2", seen) });
        }
    }
}

/// V1, V2 and V3.
fn replicas(world: &World, topic: &TopicView, partition: &PartitionView, found: &mut Vec<Finding>) {
    let name = &topic.name;
    let about = Some((name.clone(), partition.partition));
    let mut report = |promise: &'static str, node: Option<i32>, seen: String| {
        found.push(Finding { about: about.clone(), node, ..broken(promise, seen) });
    };
    let Some(leader) = partition.leader else {
        let seen =
            format!("{name}-{} has no leader; its ISR is {:?}.", partition.partition, partition.in_sync);
        return report("V1", None, seen);
    };
    if let Some(missing) = partition.assignment.iter().find(|id| !partition.in_sync.contains(id)) {
        let seen = format!(
            "Broker {missing} is not in the ISR {:?} of {name}-{}.",
            partition.in_sync, partition.partition
        );
        report("V2", Some(*missing), seen);
    }
    let end = |id: i32| {
        world
            .probe(id, name, partition.partition)
            .map(|probe| (probe.log().log_end(), probe.high_watermark()))
    };
    let Some((_, committed)) = end(leader) else { return };
    for &id in &partition.assignment {
        // What a leader has appended just now is on its way; what is committed is everywhere.
        if let Some((log_end, _)) = end(id).filter(|(log_end, _)| *log_end < committed) {
            let seen = format!(
                "The log of {name}-{} ends at {log_end} on broker {id}; the high watermark is {committed}.",
                partition.partition
            );
            report("V3", Some(id), seen);
        }
    }
}

/// V4.
fn answered(world: &World, found: &mut Vec<Finding>) {
    for (party, since) in world.unanswered() {
        if world.now().0 > since.saturating_add(ANSWERED_US) {
            let name = World::party_name(&party);
            let seen = format!("A request of {name} has no answer since {} s.", since / 1_000_000);
            found.push(broken("V4", seen));
        }
    }
}

/// V5: while nobody produces, a consumer that takes no time for a record has read everything.
fn lag(world: &World, found: &mut Vec<Finding>) {
    let produces = |host: &Host| match host {
        Host::Producer(_) => true,
        Host::Tool(tool) => tool.reads_lines(),
        Host::Node(_) | Host::Consumer(_) => false,
    };
    if world.slots.iter().filter_map(|slot| slot.host.as_deref()).any(produces) {
        return;
    }
    for slot in &world.slots {
        let Some(Host::Consumer(app)) = slot.host.as_deref() else { continue };
        if slot.process != Process::Running || app.time_per_record_us() > 0 {
            continue;
        }
        for place in app.consumer().assignment() {
            let (topic, partition) = (&place.0, place.1);
            let leads = |(_, node): (i32, &partita_core::Node<_>)| {
                node.replica_probe(topic, partition)
                    .filter(|probe| probe.leads())
                    .map(|probe| probe.high_watermark())
            };
            let Some(end) = world.nodes().find_map(leads) else { continue };
            let position = app.consumer().position(place);
            if position != Some(end) {
                let name: Name = World::party_name(&slot.party);
                let seen = format!("{name} is at {position:?} of {topic}-{partition}, which ends at {end}.");
                found.push(Finding { about: Some(place.clone()), offset: position, ..broken("V5", seen) });
            }
        }
    }
}
