//! A world as plain data.

mod flights;
mod people;
mod topics;

pub(crate) use flights::carries_records;

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_core::Node;
use partita_core::disk::MemoryDisk;
use partita_machine::ConnId;
use partita_view::{
    ClockView, ClusterView, ConfigView, Configured, FieldView, LinkView, MessageId, MessageView, NodeView,
    Party, Passed, Process, QuorumView, RecordView,
};
use partita_wire::Response;

use crate::network::{Direction, Payload};
use crate::strict;
use crate::world::{Slot, World};

/// The present moment of a world. What has not changed since `before` keeps its pointer; `same_metadata` says that it was made
/// at the same [`metadata`].
pub(crate) fn cluster(world: &mut World, before: Option<&ClusterView>, same_metadata: bool) -> ClusterView {
    let nodes = nodes(world, before);
    let topics = topics::topics(world, before, same_metadata);
    let people = people::people(world, &topics, before);
    ClusterView {
        at: world.now.0,
        wall_ms: wall_ms(world),
        nodes,
        quorum: kept(before.map(|before| &before.quorum), quorum(world)),
        topics,
        producers: people.producers,
        groups: people.groups,
        tools: people.tools,
        links: links(world),
        flights: kept(
            before.map(|before| &before.flights),
            flights::flights(world, before.map_or(&[], |before| before.flights.as_slice())),
        ),
        clocks: clocks(world),
    }
}

/// How far the metadata has come that a view is made of; `None` while no node runs.
pub(crate) fn metadata(world: &World) -> Option<i64> {
    world.best_informed().map(Node::metadata_offset)
}

/// The same when nothing but time has passed since.
pub(crate) fn later(world: &World, before: &ClusterView) -> ClusterView {
    ClusterView { at: world.now.0, wall_ms: wall_ms(world), ..before.clone() }
}

fn wall_ms(world: &World) -> i64 {
    world.setup.wall_ms + i64::try_from(world.now.as_ms()).unwrap_or(0)
}

/// The old pointer if it says the same.
fn kept<T: PartialEq>(before: Option<&Arc<T>>, now: T) -> Arc<T> {
    match before {
        Some(before) if **before == now => before.clone(),
        _ => Arc::new(now),
    }
}

fn nodes(world: &World, before: Option<&ClusterView>) -> Vec<Arc<NodeView>> {
    let informed = world.best_informed();
    let shown = world.slots.iter().filter_map(|slot| {
        let Party::Node(id) = slot.party else { return None };
        let old = before.and_then(|before| before.nodes.iter().find(|node| node.id == id));
        // What a node was started with does not change: it is not read again.
        let dirs = old.map_or_else(|| world.node_config(id).log_dirs(), |old| old.log_dirs.clone());
        Some(kept(old, NodeView { log_dirs: dirs, ..node(world, slot, id, informed) }))
    });
    shown.collect()
}

fn node(world: &World, slot: &Slot, id: i32, informed: Option<&Node<MemoryDisk>>) -> NodeView {
    let fenced = informed.and_then(|node| node.is_fenced(id));
    let view = match slot.node() {
        Some(node) => NodeView { disk_bytes: node.disk().bytes(), ..node.node_view() },
        None => {
            let config = world.node_config(id);
            NodeView {
                id,
                is_broker: config.is_broker,
                is_controller: config.is_controller,
                rack: config.rack,
                host: config.broker_address.host,
                port: config.broker_address.port,
                broker_epoch: -1,
                disk_bytes: slot.disk.as_ref().map_or(0, MemoryDisk::bytes),
                ..NodeView::default()
            }
        }
    };
    let process = match slot.process {
        Process::Running if view.is_broker && fenced != Some(false) => Process::Starting,
        process => process,
    };
    let disk_troubles = slot.disk().map(MemoryDisk::troubles).unwrap_or_default();
    NodeView { fenced: if view.is_broker { fenced } else { None }, process, disk_troubles, ..view }
}

/// The quorum as its leader knows it; while there is none, as the voter with the highest epoch does.
fn quorum(world: &World) -> QuorumView {
    let views = world.nodes().map(|(_, node)| node.quorum_view());
    views.max_by_key(|view| (view.epoch, view.leader.is_some())).unwrap_or_default()
}

fn links(world: &World) -> Vec<LinkView> {
    let shown = world.network.faults.iter().map(|(from, to, cut, slow)| LinkView {
        from: world.slot(from).party.clone(),
        to: world.slot(to).party.clone(),
        cut,
        slow,
    });
    shown.collect()
}

fn clocks(world: &World) -> Vec<ClockView> {
    let wrong = world.slots.iter().filter(|slot| slot.skew_ms != 0);
    wrong.map(|slot| ClockView { who: slot.party.clone(), ahead_ms: slot.skew_ms }).collect()
}

/// Configs as a broker would describe them: its own itself, others by whoever has applied most of the metadata.
pub(crate) fn configs(world: &World, of: &Configured, set: bool) -> Vec<ConfigView> {
    let node = match of {
        Configured::Broker(id) => world.node(*id),
        Configured::Topic(_) | Configured::Brokers | Configured::Group(_) => {
            let brokers = world.nodes().map(|(_, node)| node).filter(|node| node.config().is_broker);
            // Of those that know the same, the first.
            brokers.min_by_key(|node| core::cmp::Reverse(node.metadata_offset()))
        }
    };
    node.map_or_else(Vec::new, |node| node.configs(of, set))
}

/// A window of records of one replica; from the disk it left if its node does not run.
pub(crate) fn records(
    world: &World,
    topic: &str,
    partition: i32,
    node: i32,
    from: i64,
    max: u32,
) -> Vec<RecordView> {
    match world.machine(&Party::Node(node)).map(|machine| world.slot(machine)) {
        None => Vec::new(),
        Some(slot) => match (slot.node(), &slot.disk) {
            (Some(node), _) => node.records(topic, partition, from, max),
            (None, Some(disk)) => partita_core::records_on(disk, topic, partition, from, max),
            (None, None) => Vec::new(),
        },
    }
}

/// The newest message of a connection, as it left.
pub(crate) fn passed(world: &World, conn: ConnId, direction: Direction, id: MessageId) -> Option<Passed> {
    let connection = world.network.connections.get(&conn)?;
    let carried = connection.channel(direction).carried().last().filter(|carried| carried.id == id)?;
    let flight = flights::flight(world, connection, direction, carried)?;
    let correlation_id = match &carried.payload {
        Payload::Request { sent, .. } => sent.0.correlation_id,
        Payload::Response { correlation_id, .. } => *correlation_id,
        _ => return None,
    };
    Some(Passed { flight, connection: conn.0, correlation_id, arrived: None, step: world.steps })
}

/// A message that is on its way, opened.
pub(crate) fn message(world: &World, id: MessageId) -> Option<MessageView> {
    let (conn, direction) = world.network.find(id)?;
    let connection = world.network.connections.get(&conn)?;
    let carried = connection.channel(direction).carried().find(|carried| carried.id == id)?;
    let flight = flights::flight(world, connection, direction, carried)?;
    let (bytes, nodes) = match &carried.payload {
        Payload::Request { sent, .. } => {
            let (header, body) = &**sent;
            let bytes = strict::request_bytes(header, &mut body.clone());
            let (nodes, _) = partita_wire::request_tree(bytes.slice(partita_wire::FRAME_LENGTH_LEN..));
            (bytes, nodes)
        }
        Payload::Response { api, version, correlation_id, body, .. } => {
            let bytes = strict::response_bytes(*version, *correlation_id, &mut Response::clone(body));
            let frame = bytes.slice(partita_wire::FRAME_LENGTH_LEN..);
            let (nodes, _) = partita_wire::response_tree(*api, *version, frame);
            (bytes, nodes)
        }
        Payload::Syn | Payload::Knocked | Payload::Accepted | Payload::Refused | Payload::Fin => return None,
    };
    let mut fields = Vec::new();
    nodes.iter().for_each(|node| flatten(node, 0, &mut fields));
    debug_assert!(direction == Direction::Out || flight.response);
    Some(MessageView { flight, bytes, fields })
}

/// Most fields of an opened message; what is beyond is bytes only.
const FIELDS_MAX: usize = 20_000;

/// A tree of fields, depth first. Positions are moved behind the frame's size.
fn flatten(node: &partita_wire::Node, depth: u16, fields: &mut Vec<FieldView>) {
    if fields.len() >= FIELDS_MAX {
        return;
    }
    let size = u32::try_from(partita_wire::FRAME_LENGTH_LEN).unwrap_or(0);
    fields.push(FieldView {
        depth,
        name: node.name.clone().into_owned(),
        value: node.text.clone(),
        start: node.bytes.start + size,
        len: node.bytes.end - node.bytes.start,
    });
    node.children.iter().for_each(|child| flatten(child, depth + 1, fields));
}
