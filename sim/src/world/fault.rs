//! What may happen to a machine, a link or a message from outside.

use alloc::sync::Arc;

use partita_core::Node;
use partita_machine::{ConnId, Input};
use partita_view::{Event, MessageId, Party, Process};

use super::World;
use super::ended::Ended;
use crate::host::Host;
use crate::network::{Direction, MachineId, Payload};

impl World {
    /// SIGKILL: the process is gone, what it wrote stays, its connections are closed by its kernel.
    pub(crate) fn kill(&mut self, machine: MachineId) {
        let party = self.slot(machine).party.clone();
        self.tell(party, Event::Killed);
        self.end_process(machine, Process::Killed, true);
    }

    /// No power: as [`World::kill`], but what was not flushed is gone, and nobody tells the other ends.
    pub(crate) fn power_off(&mut self, machine: MachineId) {
        let party = self.slot(machine).party.clone();
        self.tell(party, Event::PoweredOff);
        self.end_process(machine, Process::Killed, false);
        let slot = self.slot_mut(machine);
        slot.lost_power = Some(slot.incarnation);
        if let Some(disk) = &mut self.slot_mut(machine).disk {
            disk.power_off();
        }
    }

    /// SIGTERM: the process ends by itself, in its own time.
    pub(crate) fn terminate(&mut self, machine: MachineId) {
        let party = self.slot(machine).party.clone();
        self.tell(party, Event::Stopping);
        self.slot_mut(machine).process = Process::Stopping;
        self.tell_machine(machine, Input::Terminate);
    }

    /// Ends a process. Its disk stays in its slot; with `closes`, its kernel closes its connections.
    pub(crate) fn end_process(&mut self, machine: MachineId, now: Process, closes: bool) {
        let slot = self.slot_mut(machine);
        slot.process = now;
        slot.wake_at = None;
        slot.inbox.clear();
        slot.late.clear();
        let Some(mut host) = slot.host.take() else { return };
        slot.ended = Ended::of(&mut host, now);
        if let Host::Node(node) = Arc::unwrap_or_clone(host) {
            slot.disk = Some(node.into_disk());
        }
        for conn in self.network.of_machine(machine) {
            self.abandon(conn, machine, closes);
        }
    }

    /// A process at an end of a connection is gone.
    fn abandon(&mut self, conn: ConnId, machine: MachineId, closes: bool) {
        for sender in [Direction::Out, Direction::Back] {
            let Some(connection) = self.network.connections.get_mut(&conn) else { return };
            if connection.way(sender).0 != machine {
                continue;
            }
            if sender == Direction::Back {
                connection.received.clear();
                connection.current = None;
            }
            if closes {
                self.leave(conn, sender);
            } else {
                connection.leave(sender);
                connection.channel_mut(sender).kill();
            }
        }
    }

    /// Starts a node that does not run, on the disk it left.
    pub(crate) fn restart(&mut self, machine: MachineId) {
        let Party::Node(id) = self.slot(machine).party else { return };
        let Some(disk) = self.slot_mut(machine).disk.take() else { return };
        // First, for the seed of a process: one that is born anew must not draw the ids of the one before.
        self.slot_mut(machine).incarnation += 1;
        let node = Node::new(self.node_config(id), disk);
        let slot = self.slot_mut(machine);
        slot.process = Process::Running;
        slot.host = Some(Arc::new(Host::Node(alloc::boxed::Box::new(node))));
        self.tell(Party::Node(id), Event::Started);
        self.tell_machine(machine, Input::Started);
    }

    /// SIGSTOP: what arrives waits.
    pub(crate) fn pause(&mut self, machine: MachineId) {
        let party = self.slot(machine).party.clone();
        self.slot_mut(machine).process = Process::Paused;
        self.slot_mut(machine).wake_at = None;
        self.tell(party, Event::Paused);
    }

    /// SIGCONT: what waited is read in its order, then time-outs are noticed.
    pub(crate) fn resume(&mut self, machine: MachineId) {
        let party = self.slot(machine).party.clone();
        self.slot_mut(machine).process = Process::Running;
        self.tell(party, Event::Resumed);
        self.read_on(machine);
        self.load_on(machine);
        for conn in self.network.of_machine(machine) {
            self.turn_again(conn);
        }
        self.schedule_wake(machine);
    }

    /// Nothing passes from one machine to another; what is under way waits.
    pub(crate) fn cut(&mut self, from: MachineId, to: MachineId) {
        self.network.faults.cut(from, to);
        let (from, to) = (self.slot(from).party.clone(), self.slot(to).party.clone());
        self.tell(from.clone(), Event::LinkCut { from, to });
    }

    /// Adds to the latency from one machine to another.
    pub(crate) fn slow(&mut self, from: MachineId, to: MachineId, by_us: u64) {
        self.network.faults.slow(from, to, by_us);
        let (from, to) = (self.slot(from).party.clone(), self.slot(to).party.clone());
        self.tell(from.clone(), Event::LinkSlowed { from, to, by: by_us });
    }

    /// A link as usual again: what waited arrives in order, a latency from now.
    pub(crate) fn heal(&mut self, from: MachineId, to: MachineId) {
        if !self.network.faults.heal(from, to) {
            return;
        }
        let not_before = partita_machine::Instant(self.now.0 + self.setup.latency_us);
        for conn in self.network.of_machine(from) {
            for direction in [Direction::Out, Direction::Back] {
                let Some(connection) = self.network.connections.get_mut(&conn) else { continue };
                if connection.way(direction) == (from, to) {
                    connection.channel_mut(direction).not_before(not_before);
                    self.look_again(conn, direction);
                }
            }
        }
        let (from, to) = (self.slot(from).party.clone(), self.slot(to).party.clone());
        self.tell(from.clone(), Event::LinkHealed { from, to });
    }

    /// Does something to a message on its way. `false` if it is not on its way any more.
    pub(crate) fn interfere(&mut self, message: MessageId, how: Interference) -> bool {
        let Some((conn, direction)) = self.network.find(message) else { return false };
        let Some(connection) = self.network.connections.get_mut(&conn) else { return false };
        let (from, _) = connection.way(direction);
        let channel = connection.channel_mut(direction);
        if let Interference::Late(by_us) = how {
            if direction == Direction::Back || !channel.is_request(message) {
                return false;
            }
            self.make_late(conn, message, by_us);
            return true;
        }
        let event = match how {
            Interference::Hold => {
                channel.hold(message);
                Event::Held(message)
            }
            Interference::Release => {
                if !channel.release(message) {
                    return false;
                }
                Event::Released(message)
            }
            Interference::Delay(by_us) => {
                channel.delay(message, by_us);
                Event::Delayed(message, by_us)
            }
            Interference::Drop => {
                connection.out.kill();
                connection.back.kill();
                connection.channel_mut(direction).drop_from(message);
                Event::Dropped(message)
            }
            Interference::Late(_) => return false,
        };
        self.look_again(conn, direction);
        let who = self.slot(from).party.clone();
        self.tell(who, event);
        true
    }
}

impl World {
    /// Breaks a connection for its opener, as a router that forgets it does: the opener tries again on another. What is
    /// under way to the acceptor arrives, from `message` on so much later; its answers reach nobody.
    fn make_late(&mut self, conn: ConnId, message: MessageId, by_us: u64) {
        let Some(connection) = self.network.connections.get_mut(&conn) else { return };
        let (from, _) = connection.way(Direction::Out);
        connection.out.release(message);
        connection.out.delay(message, by_us);
        connection.outlives_opener = true;
        connection.back.lose_all();
        self.put(conn, Direction::Back, Payload::Fin);
        if let Some(connection) = self.network.connections.get_mut(&conn) {
            connection.back.kill();
        }
        self.look_again(conn, Direction::Out);
        let who = self.slot(from).party.clone();
        self.tell(who, Event::MadeLate(message, by_us));
    }
}

/// What a person may do to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Interference {
    Hold,
    Release,
    Delay(u64),
    Drop,
    Late(u64),
}
