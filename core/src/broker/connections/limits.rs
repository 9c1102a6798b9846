//! How many connections there may be at a time (`max.connections`, KIP-402; `max.connections.per.ip`). One that its address has
//! no more room for is closed at once; one that the listener has no more room for waits unread until another ends, as in the
//! backlog of a socket; so do all where the listener takes so many a second and no more (`pace.rs`). Who lowers the limit has those
//! closed that were silent longest.
//!
//! Each listener counts for itself: a node that is broker and controller has two of Kafka's socket servers.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

use partita_machine::{ConnId, Instant, Listener, Name, Peer, RequestId};
use partita_wire::{Request, RequestHeader};

use super::pace::Pace;
use crate::config::NodeConfig;
use crate::configs::server_synonyms;
use crate::image::Image;

/// Connections that may wait at a listener (Kafka's default of `socket.listen.backlog.size`); more are closed at once.
pub(crate) const WAITING_MAX: usize = 50;
/// Kafka's default: as many as there are numbers.
const UNLIMITED: u32 = i32::MAX as u32;
/// Each takes its connections by itself.
const LISTENERS: [Listener; 2] = [Listener::Broker, Listener::Controller];

/// The limits, as they are set for this node.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Limits {
    /// `max.connections`.
    all: u32,
    /// `max.connections.per.ip`.
    per_host: u32,
    /// `max.connections.per.ip.overrides`.
    overrides: BTreeMap<Name, u32>,
    /// `max.connection.creation.rate`.
    a_second: u32,
}

impl Limits {
    fn of(image: &Image, config: &NodeConfig) -> Self {
        let text =
            |name| server_synonyms(image, config, name, None).into_iter().next().map(|synonym| synonym.value);
        let number = |name| text(name).and_then(|value| value.trim().parse().ok()).unwrap_or(UNLIMITED);
        let overrides = text("max.connections.per.ip.overrides").unwrap_or_default();
        let pairs = overrides.split(',').filter_map(|pair| pair.trim().rsplit_once(':'));
        Self {
            all: number("max.connections"),
            per_host: number("max.connections.per.ip"),
            overrides: pairs
                .filter_map(|(host, count)| Some((Name::from(host.trim()), count.trim().parse().ok()?)))
                .collect(),
            a_second: number("max.connection.creation.rate"),
        }
    }

    fn of_host(&self, host: &str) -> u32 {
        self.overrides.get(host).copied().unwrap_or(self.per_host)
    }
}

/// A connection that waits, and what has come over it: a host gives no second request before the first is answered.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) conn: ConnId,
    pub(crate) peer: Peer,
    pub(crate) request: Option<(RequestId, RequestHeader, Request)>,
    /// Whether it has had its turn, and counts for the pace of the listener.
    is_counted: bool,
}

/// The connections that are open, and those that wait.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    peers: BTreeMap<ConnId, (Peer, Instant)>,
    by_listener: BTreeMap<Listener, u32>,
    by_host: BTreeMap<(Listener, Name), u32>,
    /// Of each listener those that come next, in their order.
    waiting: BTreeMap<Listener, VecDeque<Waiting>>,
    pace: Pace,
    limits: Limits,
}

impl Open {
    /// None yet, with the limits of the node's properties.
    pub(crate) fn new(config: &NodeConfig) -> Self {
        Self {
            peers: BTreeMap::new(),
            by_listener: BTreeMap::new(),
            by_host: BTreeMap::new(),
            waiting: BTreeMap::new(),
            pace: Pace::new(config),
            limits: Limits::of(&Image::default(), config),
        }
    }

    /// How many are open.
    pub(crate) fn len(&self) -> usize {
        self.peers.len()
    }

    /// Who is at the other end of an open connection, over which something comes now.
    pub(crate) fn heard(&mut self, at: Instant, conn: ConnId) -> Option<&Peer> {
        let (peer, heard) = self.peers.get_mut(&conn)?;
        *heard = at;
        Some(peer)
    }

    /// Whether a listener has no room for another connection.
    fn is_full(&self, listener: Listener) -> bool {
        count(&self.by_listener, &listener) >= self.limits.all
    }

    /// Has a connection wait for its turn. Says whether there is room for that at least.
    pub(crate) fn wait(&mut self, conn: ConnId, peer: Peer) -> bool {
        let waiting = self.waiting.entry(peer.listener).or_default();
        let has_room = waiting.len() < WAITING_MAX;
        if has_room {
            waiting.push_back(Waiting { conn, peer, request: None, is_counted: false });
        }
        has_room
    }

    /// Takes a new connection in, unless its address has too many.
    pub(crate) fn enter(&mut self, at: Instant, conn: ConnId, peer: Peer) -> bool {
        let of_host = (peer.listener, peer.host.clone());
        let has_room = count(&self.by_host, &of_host) < self.limits.of_host(&peer.host);
        if has_room {
            *self.by_listener.entry(peer.listener).or_default() += 1;
            *self.by_host.entry(of_host).or_default() += 1;
            self.peers.insert(conn, (peer, at));
        }
        has_room
    }

    /// Keeps a request that came over a connection that waits; gives back any other.
    pub(crate) fn keep(
        &mut self,
        conn: ConnId,
        request: (RequestId, RequestHeader, Request),
    ) -> Option<(RequestId, RequestHeader, Request)> {
        match self.waiting.values_mut().flatten().find(|waiting| waiting.conn == conn) {
            Some(waiting) => {
                waiting.request = Some(request);
                None
            }
            None => Some(request),
        }
    }

    /// A connection is gone.
    pub(crate) fn leave(&mut self, conn: ConnId) {
        let Some((peer, _)) = self.peers.remove(&conn) else {
            self.waiting.values_mut().for_each(|waiting| waiting.retain(|waiting| waiting.conn != conn));
            return;
        };
        take_one(&mut self.by_listener, &peer.listener);
        take_one(&mut self.by_host, &(peer.listener, peer.host));
    }

    /// The next connection that its listener takes now.
    pub(crate) fn next_waiting(&mut self, at: Instant) -> Option<Waiting> {
        LISTENERS.into_iter().find_map(|listener| self.next_of(at, listener))
    }

    /// One that is too many for the pace counts all the same, and has the others wait behind it.
    fn next_of(&mut self, at: Instant, listener: Listener) -> Option<Waiting> {
        let first = self.waiting.get_mut(&listener)?.front_mut()?;
        let rests = |pace: &Pace| pace.until(listener).is_some_and(|until| at < until);
        if !rests(&self.pace) && !first.is_counted {
            first.is_counted = true;
            self.pace.count(at, listener, self.limits.a_second);
        }
        if rests(&self.pace) || self.is_full(listener) {
            return None;
        }
        self.waiting.get_mut(&listener)?.pop_front()
    }

    /// When the next connection has its turn that only had to wait for the pace of its listener.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        let waited_for = |&listener: &Listener| {
            let waits = self.waiting.get(&listener).is_some_and(|waiting| !waiting.is_empty());
            waits && !self.is_full(listener)
        };
        LISTENERS.into_iter().filter(waited_for).filter_map(|listener| self.pace.until(listener)).min()
    }

    /// Takes the limits that are set now. Gives the connections that are too many by them, those that were silent longest
    /// first; they are not read any more.
    pub(crate) fn set_limits(&mut self, image: &Image, config: &NodeConfig) -> Vec<ConnId> {
        self.limits = Limits::of(image, config);
        let mut gone = Vec::new();
        let listeners: Vec<(Listener, u32)> = self.by_listener.iter().map(|(&of, &n)| (of, n)).collect();
        for (listener, open) in listeners {
            let of_listener = self.peers.iter().filter(|(_, (peer, _))| peer.listener == listener);
            let mut by_silence: Vec<(Instant, ConnId)> =
                of_listener.map(|(&conn, &(_, heard))| (heard, conn)).collect();
            by_silence.sort_unstable();
            let too_many = open.saturating_sub(self.limits.all) as usize;
            gone.extend(by_silence.into_iter().take(too_many).map(|(_, conn)| conn));
        }
        gone.iter().for_each(|&conn| self.leave(conn));
        gone
    }
}

fn count<K: Ord>(counts: &BTreeMap<K, u32>, key: &K) -> u32 {
    counts.get(key).copied().unwrap_or(0)
}

fn take_one<K: Ord>(counts: &mut BTreeMap<K, u32>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::throttle::tests::config;
    use super::*;

    fn peer(host: &str) -> Peer {
        Peer { listener: Listener::Broker, host: host.into(), principal: "User:ANONYMOUS".into() }
    }

    fn enter(open: &mut Open, id: u64, host: &str) -> bool {
        open.enter(Instant(id), ConnId(id), peer(host))
    }

    #[test]
    fn an_address_has_its_own_limit_or_that_of_all() {
        let overrides = ("max.connections.per.ip.overrides", "10.0.0.9:0, 10.0.0.8:2");
        let mut open = Open::new(&config(&[("max.connections.per.ip", "1"), overrides]));
        let hosts = [(1, "10.0.0.7"), (2, "10.0.0.7"), (3, "10.0.0.8"), (4, "10.0.0.8"), (5, "10.0.0.9")];
        let entered = hosts.map(|(id, host)| enter(&mut open, id, host));
        assert_eq!(entered, [true, false, true, true, false]);
        open.leave(ConnId(1));
        assert!(enter(&mut open, 6, "10.0.0.7"));
    }

    #[test]
    fn one_too_many_waits_for_its_turn() {
        let mut open = Open::new(&config(&[("max.connections", "2")]));
        assert!((1..=2).all(|id| !open.is_full(Listener::Broker) && enter(&mut open, id, "h")));
        assert!(open.is_full(Listener::Broker) && !open.is_full(Listener::Controller));
        assert!((3..=4).all(|id| open.wait(ConnId(id), peer("h"))));
        assert!(open.next_waiting(Instant(9)).is_none());
        open.leave(ConnId(3));
        open.leave(ConnId(1));
        assert_eq!(open.next_waiting(Instant(9)).map(|waiting| waiting.conn), Some(ConnId(4)));
        assert_eq!(open.wake_at(), None);
    }

    #[test]
    fn what_is_too_fast_waits_and_the_others_behind_it() {
        let mut open = Open::new(&config(&[("max.connection.creation.rate", "2")]));
        // A burst of ten seconds' worth is allowed.
        assert!((1..=23).all(|id| open.wait(ConnId(id), peer("h"))));
        let mut taken = |ms: u64| {
            let at = Instant(0).after_ms(ms);
            let taken = core::iter::from_fn(|| open.next_waiting(at)).count();
            (taken, open.wake_at())
        };
        let at = |ms: u64| Some(Instant(0).after_ms(ms));
        assert_eq!(taken(0), (20, at(500)));
        assert_eq!(taken(499), (0, at(500)));
        assert_eq!(taken(500), (1, at(1_000)));
        assert_eq!(taken(1_000), (1, at(2_000)), "no longer than one sample of the rate");
        assert_eq!(taken(2_000), (1, None));
    }

    #[test]
    fn a_rate_of_nothing_lets_one_in_for_each_sample() {
        let mut open = Open::new(&config(&[("max.connection.creation.rate", "0")]));
        assert!((1..=2).all(|id| open.wait(ConnId(id), peer("h"))));
        let taken = [0, 999, 1_000, 1_999, 2_000].map(|ms| {
            let at = Instant(0).after_ms(ms);
            core::iter::from_fn(|| open.next_waiting(at)).count()
        });
        assert_eq!(taken, [0, 0, 1, 0, 1]);
    }

    #[test]
    fn only_so_many_wait() {
        let mut open = Open::new(&config(&[("max.connections", "0")]));
        let waits: Vec<bool> = (0..=WAITING_MAX as u64).map(|id| open.wait(ConnId(id), peer("h"))).collect();
        assert_eq!(waits.iter().filter(|waits| !**waits).count(), 1);
        let other = Peer { listener: Listener::Controller, ..peer("h") };
        assert!(open.wait(ConnId(99), other), "another listener has a backlog of its own");
    }
}
