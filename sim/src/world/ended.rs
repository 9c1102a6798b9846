//! A client whose process has ended: what is still drawn of it, and the command that starts it again.

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{MemberView, Process, ProducerView};

use super::World;
use super::obey::refused;
use crate::command::Command;
use crate::engine::Refused;
use crate::host::Host;
use crate::network::MachineId;

/// A client's application as it was when its process ended.
#[derive(Clone, Debug)]
pub(crate) enum Ended {
    Producer(Arc<ProducerView>),
    /// Its group, and itself.
    Consumer(Name, Arc<MemberView>),
}

impl Ended {
    /// What stays to be seen of a process; nothing of a node, of which its disk tells, or of a tool.
    pub(super) fn of(host: &mut Arc<Host>, process: Process) -> Option<Self> {
        match &**host {
            Host::Producer(_) | Host::Consumer(_) => {}
            Host::Node(_) | Host::Tool(_) => return None,
        }
        match Arc::make_mut(host) {
            // What it had not sent has gone with it.
            Host::Producer(app) => {
                let view = ProducerView { batches: Vec::new(), ..(*app.view(process)).clone() };
                Some(Self::Producer(Arc::new(view)))
            }
            Host::Consumer(app) => {
                Some(Self::Consumer(app.group_id().unwrap_or_default(), app.view(process)))
            }
            Host::Node(_) | Host::Tool(_) => None,
        }
    }
}

impl World {
    /// Starts a client again whose process has ended, by the command that started it.
    pub(super) fn begin_again(&mut self, machine: MachineId, name: &str) -> Result<(), Refused> {
        let begun = self.slot(machine).begun.clone();
        let make = |world: &mut Self, name: &Name| match begun.as_deref() {
            Some(Command::Producer(_, settings)) => Host::producer(world, name, settings),
            Some(Command::Consumer(_, settings)) => Host::consumer(world, name, settings),
            _ => Err(alloc::format!("'{name}' is no node: start it anew by its own command.")),
        };
        if begun.is_none() {
            return make(self, &name.into()).map(drop).map_err(|message| refused(name, message));
        }
        self.start(&name.into(), make)
    }
}
