//! What must hold at the end of a run: once everything is mended and some time has passed, the cluster is whole again.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{Finding, Micros, NotAsked, PartitionView, Party, Process, TopicView};

use super::promises::{PROMISES, broken};
use super::{moves, stable};
use crate::host::Host;
use crate::world::World;

/// How long a cluster may take to be whole again after it was mended: sessions of brokers and members time out, followers
/// fetch what they missed. Kafka's longest default on the way is a member's session, 45 s.
const MENDED_US: Micros = 60_000_000;
/// How long a consumer waits for the answer to its JoinGroup when that is lost with its connection: `max.poll.interval.ms`, and
/// five seconds more, as Java's does. Nobody knows of it as a member meanwhile.
const JOINING_US: Micros = 305_000_000;
/// A request that waits longer than any time-out of its sender.
const ANSWERED_US: Micros = 60_000_000;
/// Records of the metadata that may be on their way to a node: the active controller writes one every half second.
const ON_ITS_WAY: i64 = 4;

/// When somebody last interfered from outside.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Disturbed {
    /// With a node, a disk or a link.
    pub(super) cluster_at: Micros,
    /// With a consumer or a tool.
    pub(super) people_at: Micros,
    /// How far the wall clock is ahead that is furthest, milliseconds.
    pub(super) ahead_ms: i64,
    /// Until when something is stamped with a wall clock's time that it has not reached yet.
    pub(super) stamped_until: Micros,
}

impl Disturbed {
    /// How far ahead the wall clocks are now: one that was further may have stamped what is in its own future.
    pub(super) fn clocks_are(&mut self, at: Micros, ahead_ms: i64) {
        let back_ms = u64::try_from(self.ahead_ms.saturating_sub(ahead_ms)).unwrap_or(0);
        if back_ms > 0 {
            self.stamped_until = self.stamped_until.max(at.saturating_add(back_ms.saturating_mul(1_000)));
        }
        self.ahead_ms = ahead_ms;
    }
}

/// Whether the cluster had time to become whole again, so that what holds at the end is to hold now.
pub(super) fn is_due(world: &World, disturbed: &Disturbed) -> bool {
    is_whole(world) && is_over(world, disturbed.cluster_at)
}

fn is_over(world: &World, disturbed_at: Micros) -> bool {
    world.now().0 >= disturbed_at.saturating_add(MENDED_US)
}

/// Which of V1 to V8 are not judged now, and why.
pub(super) fn not_asked(world: &World, disturbed: &Disturbed) -> Vec<(&'static str, NotAsked)> {
    let whole_at = disturbed.cluster_at.saturating_add(MENDED_US);
    let why = |name| match is_whole(world) {
        false => Some(NotAsked::Broken),
        true if world.now().0 < whole_at => Some(NotAsked::Until(whole_at)),
        true => (name == "V5" && (produces(world) || reads_slowly(world))).then_some(NotAsked::Reading),
    };
    let at_end = PROMISES.iter().map(|(name, _)| *name).filter(|name| name.starts_with('V'));
    at_end.filter_map(|name| Some((name, why(name)?))).collect()
}

/// V1 to V8 and the end of G3, where nothing is broken any more.
pub(super) fn judge(world: &World, disturbed: &Disturbed) -> Vec<Finding> {
    let mut found = Vec::new();
    if !is_due(world, disturbed) {
        return found;
    }
    if is_over(world, disturbed.people_at) {
        let last = disturbed.people_at.max(disturbed.cluster_at);
        let may_be_joining = world.now().0 < last.saturating_add(MENDED_US + JOINING_US);
        let mut consumers = stable::consumers(world);
        // The next target of a group waits for the wall clock (KIP-1263), with Kafka as here.
        let waits = world.now().0 < disturbed.stamped_until.saturating_add(MENDED_US);
        consumers.retain(|consuming| !(waits && consuming.state == Some("Assigning")));
        stable::reached(consumers, may_be_joining, &mut found);
    }
    same_metadata(world, &mut found);
    let Some(node) = world.best_informed() else { return found };
    unfenced(world.setup().broker_ids(), |broker| node.is_fenced(broker) == Some(true), &mut found);
    for topic in node.topic_views() {
        for partition in &topic.partitions {
            let ends = |id: i32| {
                let probe = world.probe(id, &topic.name, partition.partition)?;
                Some((probe.log().log_end(), probe.high_watermark()))
            };
            replicas(&topic.name, partition, ends, &mut found);
        }
    }
    moves::done(node.moving(), &mut found);
    let waiting = world.unanswered().map(|(party, since)| (World::party_name(&party), since));
    answered(world.now().0, waiting, &mut found);
    delivered(world.now().0, undelivered(world), &mut found);
    lag(readers(world), &mut found);
    found
}

/// Whether every node runs and every link carries.
fn is_whole(world: &World) -> bool {
    let runs =
        |slot: &crate::world::Slot| !matches!(slot.party, Party::Node(_)) || slot.process == Process::Running;
    world.slots.iter().all(runs) && world.network.faults.iter().next().is_none()
}

/// V6, and C2 for nodes that have read equally far.
fn same_metadata(world: &World, found: &mut Vec<Finding>) {
    let Some(newest) = world.best_informed().map(partita_core::Node::metadata_offset) else { return };
    let nodes = world.nodes().map(|(id, node)| {
        let topics = || node.topic_views();
        (id, node.metadata_offset(), topics)
    });
    informed(newest, nodes, found);
}

/// V6 and C2 for nodes: how far each has read the metadata, and the topics in it.
pub(super) fn informed(
    newest: i64,
    nodes: impl Iterator<Item = (i32, i64, impl Fn() -> Vec<TopicView>)>,
    found: &mut Vec<Finding>,
) {
    let mut expected: Option<Vec<TopicView>> = None;
    for (id, offset, topics) in nodes {
        if offset < newest - ON_ITS_WAY {
            let seen = format!("Node {id} knows the metadata up to {offset}; the newest is {newest}.");
            found.push(Finding { node: Some(id), ..broken("V6", seen) });
        }
        if offset == newest && *expected.get_or_insert_with(&topics) != topics() {
            let seen = format!("Node {id} has other topics at metadata offset {newest} than another node.");
            found.push(Finding { node: Some(id), ..broken("C2", seen) });
        }
    }
}

/// V8.
pub(super) fn unfenced(
    brokers: impl Iterator<Item = i32>,
    is_fenced: impl Fn(i32) -> bool,
    found: &mut Vec<Finding>,
) {
    for broker in brokers.filter(|&broker| is_fenced(broker)) {
        let seen = format!("Broker {broker} runs and is fenced.");
        found.push(Finding { node: Some(broker), ..broken("V8", seen) });
    }
}

/// V1, V2 and V3. `ends` gives the log end and the high watermark of a replica.
pub(super) fn replicas(
    name: &Name,
    partition: &PartitionView,
    ends: impl Fn(i32) -> Option<(i64, i64)>,
    found: &mut Vec<Finding>,
) {
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
    let Some((_, committed)) = ends(leader) else { return };
    for &id in &partition.assignment {
        // What a leader has appended just now is on its way; what is committed is everywhere.
        if let Some((log_end, _)) = ends(id).filter(|(log_end, _)| *log_end < committed) {
            let seen = format!(
                "The log of {name}-{} ends at {log_end} on broker {id}; the high watermark is {committed}.",
                partition.partition
            );
            report("V3", Some(id), seen);
        }
    }
}

/// V4 for requests that wait: whose they are, and since when.
pub(super) fn answered(now: Micros, waiting: impl Iterator<Item = (Name, Micros)>, found: &mut Vec<Finding>) {
    for (name, since) in waiting.filter(|(_, since)| now > since.saturating_add(ANSWERED_US)) {
        let seen = format!("A request of {name} has no answer since {} s.", since / 1_000_000);
        found.push(broken("V4", seen));
    }
}

/// Producers that run and have records, and when the oldest of these are to be acknowledged or given up at the latest.
fn undelivered(world: &World) -> impl Iterator<Item = (Name, Micros)> {
    world.slots.iter().filter(|slot| slot.process == Process::Running).filter_map(|slot| {
        let Some(Host::Producer(app)) = slot.host.as_deref() else { return None };
        Some((World::party_name(&slot.party), app.producer().due_at()?.0))
    })
}

/// V4 for records: a producer gives each up in the end.
pub(super) fn delivered(now: Micros, due: impl Iterator<Item = (Name, Micros)>, found: &mut Vec<Finding>) {
    for (name, due) in due.filter(|(_, due)| now > due.saturating_add(ANSWERED_US)) {
        let seen = format!(
            "A record of {name} is neither acknowledged nor given up, though its time was over at {} s.",
            due / 1_000_000
        );
        found.push(broken("V4", seen));
    }
}

/// A partition that a consumer reads.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    pub(super) name: Name,
    pub(super) place: (Name, i32),
    pub(super) position: Option<i64>,
    /// The high watermark of the partition.
    pub(super) end: i64,
}

/// V5.
pub(super) fn lag(readers: Vec<Reader>, found: &mut Vec<Finding>) {
    for Reader { name, place, position, end } in readers {
        if position != Some(end) {
            let seen = format!("{name} is at {position:?} of {}-{}, which ends at {end}.", place.0, place.1);
            found.push(Finding { about: Some(place), offset: position, ..broken("V5", seen) });
        }
    }
}

/// Whether somebody is there who may write records.
fn produces(world: &World) -> bool {
    let produces = |host: &Host| match host {
        Host::Producer(_) => true,
        Host::Tool(tool) => tool.reads_lines(),
        Host::Node(_) | Host::Consumer(_) => false,
    };
    world.slots.iter().filter_map(|slot| slot.host.as_deref()).any(produces)
}

/// Whether somebody reads who does not have to be at the end of a log, since each record takes its time.
fn reads_slowly(world: &World) -> bool {
    let running = world.slots.iter().filter(|slot| slot.process == Process::Running);
    running.filter_map(|slot| slot.host.as_deref()).any(|host| match host {
        Host::Consumer(app) => app.time_per_record_us() > 0,
        _ => false,
    })
}

/// Consumers that should have read everything: those that take no time for a record, while nobody produces.
fn readers(world: &World) -> Vec<Reader> {
    let mut readers = Vec::new();
    if produces(world) {
        return readers;
    }
    for slot in &world.slots {
        let Some(Host::Consumer(app)) = slot.host.as_deref() else { continue };
        if slot.process != Process::Running || app.time_per_record_us() > 0 {
            continue;
        }
        for place in app.consumer().assignment() {
            let leads = |(_, node): (i32, &partita_core::Node<_>)| {
                node.replica_probe(&place.0, place.1)
                    .filter(|probe| probe.leads())
                    .map(|probe| probe.high_watermark())
            };
            let Some(end) = world.nodes().find_map(leads) else { continue };
            let name = World::party_name(&slot.party);
            readers.push(Reader {
                name,
                place: place.clone(),
                position: app.consumer().position(place),
                end,
            });
        }
    }
    readers
}
