//! Connections between machines, as TCP has them: ordered, and nothing is lost inside a living one.
//!
//! What a fault may do follows from that. A held or delayed message holds all behind it on its connection. A dropped one
//! is lost with all behind it, and the connection is dead: each end notices by its own time-out. A cut link holds what it
//! carries until it heals. Nothing is ever reordered or doubled inside a connection.

mod channel;
mod connection;
mod fault;
mod trip;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use partita_machine::{ConnId, Instant, LinkId, Rng};
use partita_view::MessageId;

pub(crate) use channel::{Carried, Channel, Payload};
pub(crate) use connection::{Connection, Current, Direction, End, Received};
pub(crate) use fault::Faults;
pub(crate) use trip::Trip;

/// Index of a machine in its world. A restarted process keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct MachineId(pub(crate) u32);

/// Latency of a machine's connection to itself, microseconds.
const LOOPBACK_US: u64 = 50;

/// All connections of a world.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    pub(crate) connections: BTreeMap<ConnId, Connection>,
    /// Connections by the link of the machine that opened them.
    by_link: BTreeMap<(MachineId, LinkId), ConnId>,
    /// Connections with something under way: few of many, and asked for many times a frame.
    busy: BTreeSet<ConnId>,
    pub(crate) faults: Faults,
    latency_us: u64,
    next_conn: u64,
    next_message: u64,
    pub(crate) rng: Rng,
}

impl Network {
    pub(crate) fn new(latency_us: u64, rng: Rng) -> Self {
        Self {
            connections: BTreeMap::new(),
            by_link: BTreeMap::new(),
            busy: BTreeSet::new(),
            faults: Faults::default(),
            latency_us,
            next_conn: 0,
            next_message: 0,
            rng,
        }
    }

    /// Makes a connection between two ends; nothing is sent yet.
    pub(crate) fn connect(&mut self, opener: End, link: LinkId, acceptor: End, port: u16) -> ConnId {
        self.next_conn += 1;
        let conn = ConnId(self.next_conn);
        self.connections.insert(conn, Connection::new(opener, link, acceptor, port));
        self.by_link.insert((opener.machine, link), conn);
        conn
    }

    /// The connection behind a machine's link.
    pub(crate) fn of_link(&self, machine: MachineId, link: LinkId) -> Option<ConnId> {
        self.by_link.get(&(machine, link)).copied()
    }

    /// Forgets a connection that both ends are done with.
    pub(crate) fn forget(&mut self, conn: ConnId) {
        if let Some(connection) = self.connections.remove(&conn) {
            let link = (connection.opener.machine, connection.link);
            // The next life of a machine numbers its links from the beginning: this one may be another's by now.
            if self.by_link.get(&link) == Some(&conn) {
                self.by_link.remove(&link);
            }
            self.busy.remove(&conn);
        }
    }

    /// Connections with something under way.
    pub(crate) fn busy(&self) -> impl Iterator<Item = (ConnId, &Connection)> {
        self.busy.iter().filter_map(|conn| Some((*conn, self.connections.get(conn)?)))
    }

    /// Takes what has arrived at the end of a channel, if anything, and the moment when the next thing does.
    pub(crate) fn arrived(
        &mut self,
        now: Instant,
        conn: ConnId,
        direction: Direction,
    ) -> Option<(Carried, Option<Instant>)> {
        let connection = self.connections.get_mut(&conn)?;
        let channel = connection.channel_mut(direction);
        let carried = channel.arrived(now)?;
        let next = channel.next_at();
        if connection.is_quiet() {
            self.busy.remove(&conn);
        }
        Some((carried, next))
    }

    /// Connections that have a process at one of their ends.
    pub(crate) fn of_machine(&self, machine: MachineId) -> Vec<ConnId> {
        let touches = |c: &Connection| c.opener.machine == machine || c.acceptor.machine == machine;
        self.connections.iter().filter(|(_, c)| touches(c)).map(|(&id, _)| id).collect()
    }

    /// Puts something on its way. Gives its id, and the moment to look at the channel again, if that is news.
    pub(crate) fn send(
        &mut self,
        now: Instant,
        conn: ConnId,
        direction: Direction,
        payload: Payload,
    ) -> Option<(MessageId, Option<Instant>)> {
        let (from, to) = self.connections.get(&conn)?.way(direction);
        let latency = self.latency(from, to);
        self.next_message += 1;
        let id = MessageId(self.next_message);
        let blocked = self.faults.is_cut(from, to);
        let channel = self.connections.get_mut(&conn)?.channel_mut(direction);
        let arrives = Instant(now.0 + latency);
        self.busy.insert(conn);
        let news = channel.push(Carried { id, sent: now, arrives, payload });
        Some((id, if blocked { None } else { news }))
    }

    /// What a message needs from `from` to `to`, by the link's faults and a little chance.
    fn latency(&mut self, from: MachineId, to: MachineId) -> u64 {
        let base = if from == to { LOOPBACK_US } else { self.latency_us };
        let jitter = self.rng.below(base / 4 + 1);
        base + jitter + self.faults.slowed_us(from, to)
    }

    /// The id of the message that was sent last.
    pub(crate) fn last_message(&self) -> MessageId {
        MessageId(self.next_message)
    }

    /// The connection and direction that carries a message now.
    pub(crate) fn find(&self, message: MessageId) -> Option<(ConnId, Direction)> {
        self.busy().find_map(|(conn, connection)| {
            let carries = |direction: &Direction| connection.channel(*direction).carries(message);
            [Direction::Out, Direction::Back].into_iter().find(carries).map(|direction| (conn, direction))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_of_an_earlier_life_takes_no_link_of_the_next_along() {
        let mut network = Network::new(500, Rng::new(1));
        let (opener, acceptor) =
            (End { machine: MachineId(0), incarnation: 0 }, End { machine: MachineId(1), incarnation: 0 });
        let old = network.connect(opener, LinkId(1), acceptor, 9_092);
        let new = network.connect(End { incarnation: 1, ..opener }, LinkId(1), acceptor, 9_092);
        network.forget(old);
        assert_eq!(network.of_link(MachineId(0), LinkId(1)), Some(new));
        network.forget(new);
        assert_eq!(network.of_link(MachineId(0), LinkId(1)), None);
    }
}
