//! Commands carried out.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;

use bytes::Bytes;
use partita_client::producer::ProducerRecord;
use partita_machine::{Input, Name};
use partita_view::{Event, Party, Print, Process};

use super::apps;
use super::fault::Interference;
use super::slot::Slot;
use super::{Delivered, Step, World};
use crate::command::{Command, DiskFault, Named, Way};
use crate::engine::Refused;
use crate::host::Host;
use crate::network::MachineId;

/// Most clients and tools that a world has had.
pub(crate) const CLIENTS_MAX: usize = 2_000;

impl World {
    /// Carries out a command. What its machine does at once is a step of its own, which counts as no delivery.
    pub(crate) fn obey(&mut self, command: &Command) -> Result<Step, Refused> {
        self.acted.clear();
        self.carry_out_command(command)?;
        let effects = core::mem::take(&mut self.acted);
        let to = command.party();
        Ok(Step { at: self.now, index: self.steps, to, delivered: Delivered::Command, effects })
    }

    /// Tells a machine something in a command.
    pub(crate) fn tell_machine(&mut self, machine: MachineId, input: Input) {
        let effects = self.input(machine, input);
        self.acted.extend(effects.unwrap_or_default());
    }

    fn carry_out_command(&mut self, command: &Command) -> Result<(), Refused> {
        match command {
            Command::Producer(name, settings) => {
                self.start(name, |world, name| Host::producer(world, name, settings))?;
                self.begun(name, command);
                Ok(())
            }
            Command::Consumer(name, settings) => {
                self.start(name, |world, name| Host::consumer(world, name, settings))?;
                self.begun(name, command);
                Ok(())
            }
            Command::Run(name, line) => self.run(name, line),
            Command::Send { producer, key, value } => self.send(producer, key.as_deref(), value.as_deref()),
            Command::Pace(name, us) => self.on_consumer(name, |app, _, _| {
                app.set_time_per_record(*us);
                Ok(())
            }),
            Command::Seek(name, topic, partition, offset) => {
                self.on_consumer(name, |app, _, _| apps::seek(app, topic, *partition, *offset))
            }
            Command::Commit(name) => self.on_consumer(name, |app, now, effects| {
                app.commit(now, effects);
                Ok(())
            }),
            Command::Broker(id, rack) => self.add_broker(*id, rack.clone()),
            Command::Leave(name) => self.terminate_client(name),
            Command::Kill(party) => self.on_running(party, Self::kill),
            Command::PowerOff(party) => self.on_running(party, Self::power_off),
            Command::Stop(party) => self.on_running(party, Self::terminate),
            Command::Restart(party) => self.on_ended(party),
            Command::Pause(party) => self.on_running(party, Self::pause),
            Command::Resume(party) => self.on_paused(party),
            Command::Cut(way) => self.on_way(way, Self::cut),
            Command::Heal(way) => self.on_way(way, Self::heal),
            Command::Slow(way, by_us) => self.on_way(way, |world, from, to| world.slow(from, to, *by_us)),
            Command::Clock(party, ahead_ms) => self.on_clock(party, *ahead_ms),
            Command::Disk(party, fault) => self.on_disk(party, fault),
            Command::Hold(id) => self.on_message(id.0, Interference::Hold),
            Command::Release(id) => self.on_message(id.0, Interference::Release),
            Command::Delay(id, by_us) => self.on_message(id.0, Interference::Delay(*by_us)),
            Command::Drop(id) => self.on_message(id.0, Interference::Drop),
            Command::Late(id, by_us) => self.on_message(id.0, Interference::Late(*by_us)),
            Command::Controller(id) => self.add_controller(*id),
            Command::Quorum(change, id) => self.change_quorum(*change, *id),
            Command::Type(name, line) => self.type_into(name, line.clone()),
            Command::Interrupt(name) => self.on_tool(name, Input::Interrupt),
        }
    }

    pub(super) fn known(&self, party: &Party) -> Result<MachineId, Refused> {
        let name = Named(party).to_string();
        self.machine(party).ok_or_else(|| refused(&name, format!("There is no '{name}'.")))
    }

    fn on_running(&mut self, party: &Party, act: fn(&mut Self, MachineId)) -> Result<(), Refused> {
        let machine = self.known(party)?;
        if self.slot(machine).host.is_none() {
            let name = Named(party).to_string();
            return Err(refused(&name, format!("'{name}' does not run.")));
        }
        act(self, machine);
        Ok(())
    }

    /// A machine's wall clock is another; it learns of that when it next looks at it.
    fn on_clock(&mut self, party: &Party, ahead_ms: i64) -> Result<(), Refused> {
        let machine = self.known(party)?;
        self.slot_mut(machine).skew_ms = ahead_ms;
        self.tell(party.clone(), Event::ClockSet(ahead_ms));
        Ok(())
    }

    fn on_disk(&mut self, party: &Party, fault: &DiskFault) -> Result<(), Refused> {
        let machine = self.known(party)?;
        if !matches!(party, Party::Node(_)) {
            let name = Named(party).to_string();
            return Err(refused(&name, format!("'{name}' is no node: it has no disk.")));
        }
        if *fault == DiskFault::Replace && self.slot(machine).disk.is_none() {
            let name = Named(party).to_string();
            return Err(refused(&name, format!("'{name}' runs: its disk is in use.")));
        }
        if self.harm(machine, fault) {
            let slot = self.slot_mut(machine);
            slot.disk_changes = slot.disk_changes.wrapping_add(1);
            return Ok(());
        }
        let what = fault.to_string();
        let word = what.split(' ').nth(1).unwrap_or_default();
        Err(refused(word, format!("The disk of '{}' has no such file, or no such byte in it.", Named(party))))
    }

    fn on_paused(&mut self, party: &Party) -> Result<(), Refused> {
        let machine = self.known(party)?;
        if self.slot(machine).process != Process::Paused {
            let name = Named(party).to_string();
            return Err(refused(&name, format!("'{name}' is not paused.")));
        }
        self.resume(machine);
        Ok(())
    }

    fn on_ended(&mut self, party: &Party) -> Result<(), Refused> {
        let machine = self.known(party)?;
        let name = Named(party).to_string();
        if self.slot(machine).host.is_some() {
            return Err(refused(&name, format!("'{name}' runs already.")));
        }
        if !matches!(party, Party::Node(_)) {
            return self.begin_again(machine, &name);
        }
        self.restart(machine);
        Ok(())
    }

    fn on_way(
        &mut self,
        way: &Way,
        mut act: impl FnMut(&mut Self, MachineId, MachineId),
    ) -> Result<(), Refused> {
        let (from, to) = (self.known(&way.from)?, self.known(&way.to)?);
        act(self, from, to);
        if way.both {
            act(self, to, from);
        }
        Ok(())
    }

    fn on_message(&mut self, id: u64, how: Interference) -> Result<(), Refused> {
        if self.interfere(partita_view::MessageId(id), how) {
            return Ok(());
        }
        let id = id.to_string();
        Err(refused(&id, format!("Message {id} is not on its way, not held, or no request.")))
    }

    /// Remembers how a client was started.
    fn begun(&mut self, name: &Name, command: &Command) {
        if let Some(machine) = self.machine(&Party::Client(name.clone())) {
            self.slot_mut(machine).begun = Some(Arc::new(command.clone()));
        }
    }

    /// Starts a client or tool under a name that nobody has who runs.
    pub(super) fn start(
        &mut self,
        name: &Name,
        make: impl FnOnce(&mut Self, &Name) -> Result<Host, String>,
    ) -> Result<(), Refused> {
        let party = Party::Client(name.clone());
        let known = self.machine(&party);
        if known.is_some_and(|machine| self.slot(machine).host.is_some()) {
            return Err(refused(name, format!("'{name}' runs already.")));
        }
        if known.is_none() && self.parties.len() >= CLIENTS_MAX {
            return Err(refused(name, format!("The world has had {CLIENTS_MAX} machines already.")));
        }
        let host = make(self, name).map_err(|message| Refused { word: offending(&message), message })?;
        let machine = known.unwrap_or_else(|| self.add_slot(party.clone()));
        let slot = self.slot_mut(machine);
        slot.incarnation += 1;
        slot.process = Process::Running;
        slot.host = Some(Arc::new(host));
        slot.ended = None;
        self.tell(party, Event::Started);
        self.tell_machine(machine, Input::Started);
        Ok(())
    }

    /// A place for a machine that was not there before.
    pub(crate) fn add_slot(&mut self, party: Party) -> MachineId {
        let machine = MachineId(u32::try_from(self.slots.len()).unwrap_or(u32::MAX));
        self.parties.insert(party.clone(), machine);
        self.slots.push(Slot::new(party));
        machine
    }

    pub(super) fn run(&mut self, name: &Name, line: &str) -> Result<(), Refused> {
        self.start(name, |world, _| Host::tool(world, line))?;
        let machine = self.known(&Party::Client(name.clone()))?;
        self.slot_mut(machine).begun = None;
        // What it printed at once stands behind the line it was started with.
        self.print_first(machine, Print::Started(line.to_string()));
        Ok(())
    }

    fn send(&mut self, name: &Name, key: Option<&str>, value: Option<&str>) -> Result<(), Refused> {
        let machine = self.known(&Party::Client(name.clone()))?;
        let Some(Host::Producer(producer)) = self.slot(machine).host.as_deref() else {
            return Err(refused(name, format!("'{name}' is no producer that runs.")));
        };
        let Some(topic) = producer.topic().cloned() else {
            return Err(refused(name, format!("'{name}' has no topic: it was started without topic=NAME.")));
        };
        let bytes = |text: &str| Some(Bytes::copy_from_slice(text.as_bytes()));
        let record = ProducerRecord {
            topic,
            key: key.and_then(bytes),
            value: value.and_then(bytes),
            ..Default::default()
        };
        let mut outcome = Ok(());
        let effects = self.act(machine, |host, now, effects| {
            if let Host::Producer(producer) = host {
                outcome = producer.send(now, record, effects).map(|_| ());
            }
        });
        self.acted.extend(effects.unwrap_or_default());
        outcome.map_err(|error| refused(name, error.to_string()))
    }

    fn terminate_client(&mut self, name: &Name) -> Result<(), Refused> {
        let machine = self.known(&Party::Client(name.clone()))?;
        if self.slot(machine).host.is_none() {
            return Err(refused(name, format!("'{name}' does not run.")));
        }
        let input = if self.slot(machine).is_tool() { Input::Interrupt } else { Input::Terminate };
        self.slot_mut(machine).process = Process::Stopping;
        self.tell_machine(machine, input);
        Ok(())
    }

    fn type_into(&mut self, name: &Name, line: Option<String>) -> Result<(), Refused> {
        if let (Some(machine), Some(line)) = (self.machine(&Party::Client(name.clone())), &line)
            && self.slot(machine).is_tool()
        {
            self.print(machine, Print::Typed(line.clone()));
        }
        self.on_tool(name, Input::Typed(line))
    }

    fn on_tool(&mut self, name: &Name, input: Input) -> Result<(), Refused> {
        let machine = self.known(&Party::Client(name.clone()))?;
        if !self.slot(machine).is_tool() {
            return Err(refused(name, format!("'{name}' is no tool that runs.")));
        }
        self.tell_machine(machine, input);
        Ok(())
    }
}

pub(super) fn refused(word: &str, message: String) -> Refused {
    Refused { word: word.into(), message }
}

/// The first word in quotes of a message: what it is about.
fn offending(message: &str) -> String {
    message.split('\'').nth(1).unwrap_or_default().into()
}
