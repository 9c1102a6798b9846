//! One step: what is due is delivered to its machine; `effects` carries out what the machine asks for then.

use alloc::vec::Vec;

use partita_machine::{ConnId, Effect, Input, Listener, LostReason, Machine, Peer};
use partita_view::{Party, Process};

use super::{Delivered, Due, Step, World};
use crate::network::{Carried, Current, Direction, MachineId, Payload, Received, Trip};

/// To whom something was delivered, what it was, and what the machine asked for in turn.
type Outcome = (Option<Party>, Delivered, Vec<Effect>);

impl World {
    /// Delivers one thing. `None` if nothing is due ever again.
    pub fn step(&mut self) -> Option<Step> {
        loop {
            let (at, due) = self.queue.pop()?;
            self.now = self.now.max(at);
            if let Some((to, delivered, effects)) = self.look_at(due) {
                let step = Step { at: self.now, index: self.steps, to, delivered, effects };
                self.steps += 1;
                return Some(step);
            }
        }
    }

    fn look_at(&mut self, due: Due) -> Option<Outcome> {
        match due {
            Due::Arrival(conn, direction) => self.arrival(conn, direction),
            Due::Turn(conn) => self.turn(conn),
            Due::Wake(machine) => self.wake(machine),
            Due::Inbox(machine) => self.read_inbox(machine),
            Due::Loaded(machine, read) => {
                let effects = self.loaded(machine, read)?;
                Some((Some(self.slot(machine).party.clone()), Delivered::Loaded, effects))
            }
        }
    }

    fn wake(&mut self, machine: MachineId) -> Option<Outcome> {
        let now = self.now;
        let slot = self.slot_mut(machine);
        if slot.wake_at.is_some_and(|at| at > now) || slot.process == Process::Paused {
            return None;
        }
        slot.wake_at = None;
        let wants = slot.host.as_ref().and_then(|host| host.wake_at())?;
        if wants > now {
            self.schedule_wake(machine);
            return None;
        }
        let effects = self.input(machine, Input::Wake)?;
        Some((Some(self.slot(machine).party.clone()), Delivered::Wake, effects))
    }

    /// Something in a channel may have arrived.
    fn arrival(&mut self, conn: ConnId, direction: Direction) -> Option<Outcome> {
        let (from, to) = self.network.connections.get(&conn)?.way(direction);
        if self.network.faults.is_cut(from, to) {
            return None;
        }
        let (carried, next) = self.network.arrived(self.now, conn, direction)?;
        if let Some(next) = next {
            self.queue.push(next.max(self.now), Due::Arrival(conn, direction));
        }
        // The kernel shakes hands even for a process that is paused; everything else waits for it.
        let shakes_hands = matches!(carried.payload, Payload::Syn);
        let slot = self.slot(to);
        if (slot.process == Process::Paused || !slot.inbox.is_empty()) && !shakes_hands {
            self.slot_mut(to).inbox.push_back((conn, direction, carried));
            return Some((None, Delivered::Connection, Vec::new()));
        }
        Some(self.receive(conn, direction, carried))
    }

    /// A process that was paused reads what has waited, in its order, before anything newer.
    fn read_inbox(&mut self, machine: MachineId) -> Option<Outcome> {
        if self.slot(machine).process == Process::Paused {
            return None;
        }
        let (conn, direction, carried) = self.slot_mut(machine).inbox.pop_front()?;
        if !self.slot(machine).inbox.is_empty() {
            self.queue.push(self.now, Due::Inbox(machine));
        }
        Some(self.receive(conn, direction, carried))
    }

    /// Hands what arrived to the process at the end of the channel.
    pub(crate) fn receive(&mut self, conn: ConnId, direction: Direction, carried: Carried) -> Outcome {
        let nowhere = (None, Delivered::Nowhere, Vec::new());
        let Some(connection) = self.network.connections.get(&conn) else { return nowhere };
        let (_, to) = connection.way(direction);
        let party = self.slot(to).party.clone();
        let gone = match direction {
            Direction::Out => connection.acceptor_gone,
            Direction::Back => connection.opener_gone,
        };
        if gone {
            return nowhere;
        }
        let link = connection.link;
        let news = (Some(party.clone()), Delivered::Connection);
        let id = carried.id;
        let effects = match carried.payload {
            Payload::Syn => return self.knock(conn, carried),
            Payload::Knocked => self.opened(conn),
            Payload::Accepted => self.input(to, Input::Linked { link }),
            Payload::Refused => self.end_of_link(conn, to, LostReason::Refused),
            Payload::Fin => self.other_end_closed(conn, direction, to),
            Payload::Request { request, call, sent } => {
                let received = Received { request, call, sent, asked: carried.sent };
                if let Some(connection) = self.network.connections.get_mut(&conn) {
                    connection.received.push_back(received);
                }
                let effects = self.next_turn(conn).unwrap_or_default();
                return (Some(party), Delivered::Message(id), effects);
            }
            Payload::Response { call, api, asked, body, .. } => {
                if let Some(trips) = &mut self.trips {
                    trips.push(Trip::new(api, asked, self.now));
                }
                let effects = self.input(to, Input::Response { link, call, body: *body });
                return (Some(party), Delivered::Message(id), effects.unwrap_or_default());
            }
        };
        (news.0, news.1, effects.unwrap_or_default())
    }

    /// Somebody wants to open a connection.
    fn knock(&mut self, conn: ConnId, carried: Carried) -> Outcome {
        let Some(connection) = self.network.connections.get(&conn) else {
            return (None, Delivered::Nowhere, Vec::new());
        };
        let acceptor = connection.acceptor;
        let slot = self.slot(acceptor.machine);
        let listens = slot.host.is_some() && slot.incarnation == acceptor.incarnation;
        let party = slot.party.clone();
        let answer = if listens { Payload::Accepted } else { Payload::Refused };
        self.put(conn, Direction::Back, answer);
        if !listens {
            if let Some(connection) = self.network.connections.get_mut(&conn) {
                connection.acceptor_gone = true;
            }
            return (None, Delivered::Connection, Vec::new());
        }
        if self.slot(acceptor.machine).process == Process::Paused {
            let knocked = Carried { payload: Payload::Knocked, ..carried };
            self.slot_mut(acceptor.machine).inbox.push_back((conn, Direction::Out, knocked));
            return (None, Delivered::Connection, Vec::new());
        }
        let effects = self.opened(conn).unwrap_or_default();
        (Some(party), Delivered::Connection, effects)
    }

    /// Tells a process of a connection that somebody opened.
    fn opened(&mut self, conn: ConnId) -> Option<Vec<Effect>> {
        let connection = self.network.connections.get(&conn)?;
        let (machine, port) = (connection.acceptor.machine, connection.port);
        let for_controllers = self.slot(machine).ports[1] == Some(port);
        let listener = if for_controllers { Listener::Controller } else { Listener::Broker };
        let peer = Peer { listener, host: "127.0.0.1".into(), principal: "User:ANONYMOUS".into() };
        self.input(machine, Input::Opened { conn, peer })
    }

    fn other_end_closed(&mut self, conn: ConnId, direction: Direction, to: MachineId) -> Option<Vec<Effect>> {
        match direction {
            Direction::Back if self.network.connections.get(&conn)?.outlives_opener => {
                let link = self.network.connections.get(&conn)?.link;
                self.leave(conn, Direction::Out);
                self.input(to, Input::Lost { link, why: LostReason::Closed })
            }
            Direction::Back => self.end_of_link(conn, to, LostReason::Closed),
            Direction::Out => {
                self.forget_requests(conn);
                self.network.forget(conn);
                self.input(to, Input::Closed { conn })
            }
        }
    }

    fn end_of_link(&mut self, conn: ConnId, to: MachineId, why: LostReason) -> Option<Vec<Effect>> {
        let link = self.network.connections.get(&conn)?.link;
        self.forget_requests(conn);
        self.network.forget(conn);
        self.input(to, Input::Lost { link, why })
    }

    pub(super) fn forget_requests(&mut self, conn: ConnId) {
        self.requests.retain(|_, of| *of != conn);
    }

    fn turn(&mut self, conn: ConnId) -> Option<Outcome> {
        let acceptor = self.network.connections.get(&conn)?.acceptor;
        let party = self.slot(acceptor.machine).party.clone();
        let effects = self.next_turn(conn)?;
        Some((Some(party), Delivered::Turn, effects))
    }

    /// Hands the next request of a connection to its acceptor, if it is not working on one.
    fn next_turn(&mut self, conn: ConnId) -> Option<Vec<Effect>> {
        let connection = self.network.connections.get_mut(&conn)?;
        if connection.muted_until > self.now {
            self.queue.push(connection.muted_until, Due::Turn(conn));
            return None;
        }
        if connection.current.is_some() || !self.slots[connection.acceptor.machine.0 as usize].is_awake() {
            return None;
        }
        let received = connection.received.pop_front()?;
        let Received { request, call, sent, asked } = received;
        let (header, body) = *sent;
        connection.current = Some(Current {
            request,
            call,
            api: body.api_key(),
            correlation_id: header.correlation_id,
            since: self.now,
            asked,
        });
        let machine = connection.acceptor.machine;
        self.requests.insert(request, conn);
        self.input(machine, Input::Request { conn, request, header, body })
    }
}
