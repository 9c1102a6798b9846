//! What a machine asks for when it was told something: its effects are carried out.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cmp::Ordering;

use partita_core::Applied;
use partita_machine::{Address, CallId, ConnId, Effect, Input, Instant, LinkId, Machine, Now, RequestId};
use partita_view::{Event, Print, Printed, Process};
use partita_wire::{ApiKey, Request, RequestHeader, Response};

use super::{Due, World};
use crate::host::Host;
use crate::network::{Direction, End, MachineId, Payload};
use crate::strict;

/// The least time between two wakes of a machine that always has something to do: long work takes its time.
const SLICE_US: u64 = 50;

impl World {
    /// Tells a machine something, and does what it asks for. `None` if it has no process.
    pub(crate) fn input(&mut self, machine: MachineId, input: Input) -> Option<Vec<Effect>> {
        self.act(machine, |host, now, effects| host.handle(now, input, effects))
    }

    /// Lets a machine act, and does what it asks for. `None` if it has no process.
    pub(crate) fn act(
        &mut self,
        machine: MachineId,
        act: impl FnOnce(&mut Host, Now, &mut Vec<Effect>),
    ) -> Option<Vec<Effect>> {
        let now = self.clocks(machine);
        let mut effects = Vec::new();
        let Self { slots, applied, chunks, .. } = self;
        let host = Arc::make_mut(slots[machine.0 as usize].host.as_mut()?);
        share(host, applied);
        act(host, now, &mut effects);
        share(host, applied);
        if let Host::Node(node) = host
            && node.disk().has_closed()
        {
            node.disk_mut().share(chunks);
        }
        for effect in &mut effects {
            self.carry_out(machine, effect);
        }
        self.schedule_reads(machine);
        self.schedule_wake(machine);
        if !self.recorded {
            effects.clear();
        }
        Some(effects)
    }

    pub(crate) fn schedule_wake(&mut self, machine: MachineId) {
        let now = self.now;
        let slot = self.slot_mut(machine);
        let Some(wants) = slot.host.as_ref().and_then(|host| host.wake_at()) else { return };
        let at = wants.max(Instant(now.0 + if wants <= now { SLICE_US } else { 0 }));
        if slot.wake_at.is_none_or(|scheduled| at < scheduled) {
            slot.wake_at = Some(at);
            self.queue.push(at, Due::Wake(machine));
        }
    }

    /// An unrecorded world takes the body of a message out of the effect.
    fn carry_out(&mut self, machine: MachineId, effect: &mut Effect) {
        match effect {
            Effect::Answer { request, version, body, mute_ms } => {
                self.answer(*request, *version, body.as_mut(), *mute_ms);
            }
            Effect::Close { conn, .. } => self.close(*conn),
            Effect::Open { link, to } => self.open(machine, *link, to),
            Effect::Call { link, call, version, body } => {
                let Some(conn) = self.network.of_link(machine, *link) else { return };
                self.call(machine, conn, *call, *version, body);
            }
            Effect::Hang { link } => {
                if let Some(conn) = self.network.of_link(machine, *link) {
                    self.leave(conn, Direction::Out);
                }
            }
            Effect::Tell(event) => {
                let who = self.slot(machine).party.clone();
                self.tell(who, event.clone());
            }
            Effect::Print(stream, text) => {
                let what = match stream {
                    partita_machine::Stream::Out => Print::Out(text.clone()),
                    partita_machine::Stream::Err => Print::Err(text.clone()),
                };
                self.print(machine, what);
            }
            Effect::Exit(status) => self.exited(machine, *status),
        }
    }

    pub(crate) fn print(&mut self, machine: MachineId, what: Print) {
        let tool = World::party_name(&self.slot(machine).party).as_ref().into();
        self.prints.push(Printed { at: self.now.0, tool, what });
    }

    fn exited(&mut self, machine: MachineId, status: i32) {
        let party = self.slot(machine).party.clone();
        if self.slot(machine).is_tool() {
            self.print(machine, Print::Exit(status));
        } else {
            self.tell(party, Event::Stopped);
        }
        self.end_process(machine, Process::Stopped, true);
    }

    fn open(&mut self, machine: MachineId, link: LinkId, to: &Address) {
        let opener = End { machine, incarnation: self.slot(machine).incarnation };
        // An address that nobody has: as if a machine refused that has no process. The opener itself stands in for it.
        let target = self.listener(to);
        let at = target.unwrap_or(machine);
        let incarnation = target.map_or(u32::MAX, |target| self.slot(target).incarnation);
        let acceptor = End { machine: at, incarnation };
        let conn = self.network.connect(opener, link, acceptor, to.port);
        self.put(conn, Direction::Out, Payload::Syn);
    }

    fn call(&mut self, machine: MachineId, conn: ConnId, call: CallId, version: i16, body: &mut Request) {
        self.next_request += 1;
        let request = RequestId(self.next_request);
        let client_id = self.slot(machine).host.as_ref().and_then(|host| host.client_id());
        let Some(connection) = self.network.connections.get_mut(&conn) else { return };
        let correlation_id = connection.next_correlation_id;
        connection.next_correlation_id = correlation_id.wrapping_add(1) & i32::MAX;
        let header =
            RequestHeader { api_key: body.api_key() as i16, api_version: version, correlation_id, client_id };
        let sent = match (self.strict, self.recorded) {
            (true, _) => strict::request(&header, body),
            (false, true) => (header, body.clone()),
            (false, false) => (header, core::mem::replace(body, Request::new(ApiKey::ApiVersions))),
        };
        self.put(conn, Direction::Out, Payload::Request { request, call, sent: Box::new(sent) });
    }

    fn answer(&mut self, request: RequestId, version: i16, body: Option<&mut Response>, mute_ms: u32) {
        let Some(conn) = self.requests.remove(&request) else { return };
        let Some(connection) = self.network.connections.get_mut(&conn) else { return };
        let Some(current) = connection.current.take() else { return };
        debug_assert_eq!(current.request, request, "answers come in the order of the requests");
        connection.muted_until = self.now.after_ms(u64::from(mute_ms));
        if !connection.received.is_empty() {
            self.queue.push(connection.muted_until, Due::Turn(conn));
        }
        let Some(body) = body else { return };
        if let Some(answers) = &mut self.answers {
            let asker = &self.slots[connection.opener.machine.0 as usize].party;
            answers.take(current.api, asker, body);
        }
        let body = match (self.strict, self.recorded) {
            (true, _) => strict::response(current.api, version, current.correlation_id, body),
            (false, true) => body.clone(),
            (false, false) => core::mem::replace(body, Response::new(ApiKey::ApiVersions)),
        };
        let payload = Payload::Response {
            call: current.call,
            api: current.api,
            version,
            correlation_id: current.correlation_id,
            asked: current.asked,
            body: Box::new(body),
        };
        self.put(conn, Direction::Back, payload);
    }

    fn close(&mut self, conn: ConnId) {
        self.forget_requests(conn);
        self.leave(conn, Direction::Back);
    }

    /// One end closes: the other learns of it behind all that is under way.
    pub(crate) fn leave(&mut self, conn: ConnId, sender: Direction) {
        self.put(conn, sender, Payload::Fin);
        let Some(connection) = self.network.connections.get_mut(&conn) else { return };
        connection.leave(sender);
        if connection.is_abandoned() {
            self.forget_requests(conn);
            self.network.forget(conn);
        }
    }

    /// Puts something on its way.
    pub(crate) fn put(&mut self, conn: ConnId, direction: Direction, payload: Payload) {
        let sent = self.network.send(self.now, conn, direction, payload);
        if let Some((_, Some(at))) = sent {
            self.queue.push(at, Due::Arrival(conn, direction));
        }
        if self.sent.is_some()
            && let Some((id, _)) = sent
            && let Some(passed) = crate::view::passed(self, conn, direction, id)
            && let Some(all) = &mut self.sent
        {
            all.push(passed);
        }
    }

    /// Looks at a channel again: something that held it is gone.
    pub(crate) fn look_again(&mut self, conn: ConnId, direction: Direction) {
        let Some(connection) = self.network.connections.get(&conn) else { return };
        if let Some(at) = connection.channel(direction).next_at() {
            self.queue.push(at.max(self.now), Due::Arrival(conn, direction));
        }
    }

    /// Lets a process read what has waited for it.
    pub(crate) fn read_on(&mut self, machine: MachineId) {
        self.queue.push(self.now, Due::Inbox(machine));
    }

    pub(crate) fn turn_again(&mut self, conn: ConnId) {
        self.queue.push(self.now, Due::Turn(conn));
    }
}

/// Node and world tell each other what they know of the latest metadata.
fn share(host: &mut Host, applied: &mut Applied) {
    let Host::Node(node) = host else { return };
    match node.applied().revision().cmp(&applied.revision()) {
        Ordering::Less => node.lend(applied),
        Ordering::Greater => applied.clone_from(node.applied()),
        Ordering::Equal => {}
    }
}
