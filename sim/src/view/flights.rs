//! Messages on their way, as far as a picture needs them.

use alloc::vec::Vec;

use bytes::Bytes;
use partita_view::{Content, Flight, Micros, Name};
use partita_wire::records::Records;
use partita_wire::{ErrorCode, Request, Response, Uuid};

use crate::network::{Carried, Connection, Direction, Payload};
use crate::world::World;

/// Keys of a message that are shown.
const KEYS_SHOWN: usize = 5;
/// Most batches of a message that are looked into.
const BATCHES_LOOKED_INTO: usize = 64;
/// Decompressed bytes of a batch that are looked into.
const DECOMPRESSED_LEN_MAX: usize = 1 << 20;

/// Every request and answer on its way, oldest first. What one carries is looked into once, and known from `before` after that.
pub(super) fn flights(world: &World, before: &[Flight]) -> Vec<Flight> {
    let mut flights = Vec::new();
    for (_, connection) in world.network.busy() {
        for direction in [Direction::Out, Direction::Back] {
            let carried = connection.channel(direction).carried();
            flights.extend(carried.filter_map(|carried| match known(before, carried) {
                Some(known) => {
                    Some(Flight { arrives: arrives(world, connection, direction, carried), ..known.clone() })
                }
                None => flight(world, connection, direction, carried),
            }));
        }
    }
    flights.sort_by_key(|flight| flight.id);
    flights
}

/// A message as it was shown before, unless nobody knew then what it is about.
fn known<'a>(before: &'a [Flight], carried: &Carried) -> Option<&'a Flight> {
    let at = before.binary_search_by_key(&carried.id, |flight| flight.id).ok()?;
    let nameless = |topic: &Name| topic.is_empty();
    let is_same = |flight: &&Flight| {
        flight.sent == carried.sent.0
            && match &flight.content {
                Content::Records { topic, .. } | Content::Wants { topic, .. } => !nameless(topic),
                Content::Done { about, .. } => !about.as_ref().is_some_and(|(topic, _)| nameless(topic)),
                Content::Control => true,
            }
    };
    before.get(at).filter(is_same)
}

/// When a message arrives, unless it is held or its link is cut.
fn arrives(
    world: &World,
    connection: &Connection,
    direction: Direction,
    carried: &Carried,
) -> Option<Micros> {
    let (from, to) = connection.way(direction);
    let moves = connection.channel(direction).moves(carried.id) && !world.network.faults.is_cut(from, to);
    moves.then_some(carried.arrives.0)
}

/// Whether a message with records, or the answer to one, is on its way; Kafka's own topics do not count.
pub(crate) fn carries_records(world: &World) -> bool {
    let moving = |carried: &Carried| match &carried.payload {
        Payload::Request { sent, .. } => matches!(sent.1, Request::Produce(_)),
        Payload::Response { body, .. } => match &**body {
            Response::Produce(_) => true,
            Response::Fetch(body) => body.responses.iter().any(|topic| {
                let full = |records: &Records| !records.is_empty();
                topic.partitions.iter().any(|of| of.records.as_ref().is_some_and(full))
                    && !name(world, &topic.topic, topic.topic_id).starts_with("__")
            }),
            _ => false,
        },
        _ => false,
    };
    world.network.busy().any(|(_, connection)| {
        [Direction::Out, Direction::Back]
            .into_iter()
            .any(|direction| connection.channel(direction).carried().any(moving))
    })
}

/// One message; `None` for what is not a message of Kafka.
pub(super) fn flight(
    world: &World,
    connection: &Connection,
    direction: Direction,
    carried: &Carried,
) -> Option<Flight> {
    let (api, version, response, content) = match &carried.payload {
        Payload::Request { sent, .. } => {
            let (header, body) = &**sent;
            (body.api_key(), header.api_version, false, of_request(world, body))
        }
        Payload::Response { api, version, body, .. } => (*api, *version, true, of_response(world, body)),
        Payload::Syn | Payload::Knocked | Payload::Accepted | Payload::Refused | Payload::Fin => return None,
    };
    let (from, to) = connection.way(direction);
    Some(Flight {
        id: carried.id,
        from: world.slot(from).party.clone(),
        to: world.slot(to).party.clone(),
        sent: carried.sent.0,
        arrives: arrives(world, connection, direction, carried),
        api: api as i16,
        api_name: api.name(),
        version,
        response,
        content,
    })
}

fn of_request(world: &World, body: &Request) -> Content {
    match body {
        Request::Produce(body) => {
            let first = body.topic_data.iter().find_map(|topic| Some((topic, topic.partition_data.first()?)));
            let Some((topic, partition)) = first else { return Content::Control };
            let records = partition.records.as_ref().map(|records| Records::from(records.bytes().clone()));
            carrying(name(world, &topic.name, topic.topic_id), partition.index, records.as_ref())
        }
        Request::Fetch(body) => {
            let first = body.topics.iter().find_map(|topic| Some((topic, topic.partitions.first()?)));
            let Some((topic, partition)) = first else { return Content::Control };
            Content::Wants {
                topic: name(world, &topic.topic, topic.topic_id),
                partition: partition.partition,
                offset: partition.fetch_offset,
                replica: body.replica_id >= 0 || body.replica_state.replica_id >= 0,
            }
        }
        _ => Content::Control,
    }
}

fn of_response(world: &World, body: &Response) -> Content {
    match body {
        Response::Produce(body) => {
            let first =
                body.responses.iter().find_map(|topic| Some((topic, topic.partition_responses.first()?)));
            let Some((topic, partition)) = first else { return Content::Control };
            let about = (name(world, &topic.name, topic.topic_id), partition.index);
            Content::Done { about: Some(about), error: error(partition.error_code) }
        }
        Response::Fetch(body) => {
            let all =
                || body.responses.iter().flat_map(|topic| topic.partitions.iter().map(move |of| (topic, of)));
            let full = all().find(|(_, of)| of.records.as_ref().is_some_and(|records| !records.is_empty()));
            if let Some((topic, of)) = full {
                return carrying(
                    name(world, &topic.topic, topic.topic_id),
                    of.partition_index,
                    of.records.as_ref(),
                );
            }
            let wrong = all().find(|(_, of)| of.error_code != 0).or_else(|| all().next());
            let about =
                wrong.map(|(topic, of)| (name(world, &topic.topic, topic.topic_id), of.partition_index));
            Content::Done {
                about,
                error: error(body.error_code).or(wrong.and_then(|(_, of)| error(of.error_code))),
            }
        }
        _ => Content::Control,
    }
}

/// Keys and number of records.
fn carrying(topic: Name, partition: i32, records: Option<&Records>) -> Content {
    let mut keys: Vec<Option<Bytes>> = Vec::new();
    let mut count = 0_u32;
    for batch in
        records.iter().flat_map(|records| records.batches()).take(BATCHES_LOOKED_INTO).map_while(Result::ok)
    {
        count = count.saturating_add(batch.header().records_count.unsigned_abs());
        let Ok(records) = batch.records(DECOMPRESSED_LEN_MAX) else { continue };
        let room = KEYS_SHOWN - keys.len();
        keys.extend(records.map_while(Result::ok).take(room).map(|record| record.key));
    }
    Content::Records { topic, partition, keys, count }
}

/// A topic's name, looked up by its id where a message has only that.
fn name(world: &World, name: &str, id: Uuid) -> Name {
    if !name.is_empty() {
        return name.into();
    }
    world.best_informed().and_then(|node| node.topic_name(id)).unwrap_or_default()
}

fn error(code: i16) -> Option<&'static str> {
    match ErrorCode::from_i16(code) {
        Some(ErrorCode::None) => None,
        Some(error) => Some(error.name()),
        None => Some("UNKNOWN_SERVER_ERROR"),
    }
}
