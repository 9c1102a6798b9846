//! Messages on their way, as far as a picture needs them.

use alloc::vec::Vec;

use bytes::Bytes;
use partita_view::{Content, Flight, Micros, Name, PLACES_MAX, Place};
use partita_wire::records::Records;
use partita_wire::{ErrorCode, Request, Response, Uuid};

use crate::network::{Carried, Connection, Direction, Payload};
use crate::world::World;

/// Keys of a message that are shown.
const KEYS_SHOWN: usize = 5;
/// Most batches of a message that are looked into, of all its partitions together.
const BATCHES_LOOKED_INTO: usize = 1024;
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
    let is_same = |flight: &&Flight| {
        flight.sent == carried.sent.0 && flight.places.iter().all(|place| !place.topic.is_empty())
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
    let (api, version, response, (content, about)) = match &carried.payload {
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
        places: about.places.into(),
        places_more: about.more,
    })
}

/// What a message is about: each partition with its number of records, in its order, and how many there are beyond the limit.
#[derive(Default)]
struct About {
    places: Vec<Place>,
    more: u32,
}

impl About {
    fn add(&mut self, topic: &Name, partition: i32, records: u32) {
        match self.places.len() < PLACES_MAX {
            true => self.places.push(Place { topic: topic.clone(), partition, records }),
            false => self.more = self.more.saturating_add(1),
        }
    }

    fn first(&self) -> Option<(Name, i32)> {
        self.places.first().map(|place| (place.topic.clone(), place.partition))
    }
}

fn of_request(world: &World, body: &Request) -> (Content, About) {
    let mut about = About::default();
    let content = match body {
        Request::Produce(body) => {
            let mut carried = Sum::default();
            for topic in &body.topic_data {
                let name = name(world, &topic.name, topic.topic_id);
                for of in &topic.partition_data {
                    let records = of.records.as_ref().map(|records| Records::from(records.bytes().clone()));
                    about.add(&name, of.index, carried.take(&name, of.index, records.as_ref()));
                }
            }
            carried.content().or_else(|| about.first().map(|(topic, partition)| none_of(topic, partition)))
        }
        Request::Fetch(body) => {
            for topic in &body.topics {
                let name = name(world, &topic.topic, topic.topic_id);
                topic.partitions.iter().for_each(|of| about.add(&name, of.partition, 0));
            }
            let offset =
                body.topics.iter().find_map(|topic| topic.partitions.first()).map(|of| of.fetch_offset);
            let replica = body.replica_id >= 0 || body.replica_state.replica_id >= 0;
            about.first().zip(offset).map(|((topic, partition), offset)| Content::Wants {
                topic,
                partition,
                offset,
                replica,
            })
        }
        _ => None,
    };
    (content.unwrap_or(Content::Control), about)
}

fn of_response(world: &World, body: &Response) -> (Content, About) {
    let mut about = About::default();
    let content = match body {
        Response::Produce(body) => {
            let mut wrong = None;
            for topic in &body.responses {
                let name = name(world, &topic.name, topic.topic_id);
                for of in &topic.partition_responses {
                    about.add(&name, of.index, 0);
                    wrong = wrong.or_else(|| Some((error(of.error_code)?, (name.clone(), of.index))));
                }
            }
            about.first().map(|first| done(wrong, Some(first)))
        }
        Response::Fetch(body) => {
            let (mut carried, mut wrong) = (Sum::default(), None);
            for topic in &body.responses {
                let name = name(world, &topic.topic, topic.topic_id);
                for of in &topic.partitions {
                    let records = carried.take(&name, of.partition_index, of.records.as_ref());
                    about.add(&name, of.partition_index, records);
                    wrong =
                        wrong.or_else(|| Some((error(of.error_code)?, (name.clone(), of.partition_index))));
                }
            }
            let whole = error(body.error_code)
                .map(|error| Content::Done { about: about.first(), error: Some(error) });
            whole.or_else(|| carried.content()).or_else(|| Some(done(wrong, about.first())))
        }
        _ => None,
    };
    (content.unwrap_or(Content::Control), about)
}

/// An answer without records: what is wrong where, or else what it is about.
fn done(wrong: Option<(&'static str, (Name, i32))>, first: Option<(Name, i32)>) -> Content {
    match wrong {
        Some((error, about)) => Content::Done { about: Some(about), error: Some(error) },
        None => Content::Done { about: first, error: None },
    }
}

/// A produce request without any record.
fn none_of(topic: Name, partition: i32) -> Content {
    Content::Records { topic, partition, keys: Vec::new(), count: 0 }
}

/// Keys and number of the records of all partitions.
#[derive(Default)]
struct Sum {
    /// Where the first records are.
    first: Option<(Name, i32)>,
    keys: Vec<Option<Bytes>>,
    count: u32,
    /// Batches that were looked into.
    batches: usize,
}

impl Sum {
    /// Adds the records of a partition. Gives how many they are.
    fn take(&mut self, topic: &Name, partition: i32, records: Option<&Records>) -> u32 {
        let Some(records) = records.filter(|records| !records.is_empty()) else { return 0 };
        self.first.get_or_insert_with(|| (topic.clone(), partition));
        let mut count = 0_u32;
        let room = BATCHES_LOOKED_INTO.saturating_sub(self.batches);
        for batch in records.batches().take(room).map_while(Result::ok) {
            self.batches += 1;
            count = count.saturating_add(batch.header().records_count.unsigned_abs());
            let room = KEYS_SHOWN - self.keys.len();
            if room > 0
                && let Ok(records) = batch.records(DECOMPRESSED_LEN_MAX)
            {
                self.keys.extend(records.map_while(Result::ok).take(room).map(|record| record.key));
            }
        }
        self.count = self.count.saturating_add(count);
        count
    }

    fn content(self) -> Option<Content> {
        let Self { keys, count, .. } = self;
        self.first.map(|(topic, partition)| Content::Records { topic, partition, keys, count })
    }
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
